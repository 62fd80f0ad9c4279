/** A whole network of real processes for e2e tests, in a temporary folder on free ports. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import { admit, type DeskCard, hospitalApi, type StepLine, type TreatmentOutcome, treat } from '@hdms/sandbox/demo/treatment.ts'
import { type HisLanguage, Network, type NetworkFile } from '@hdms/sandbox/network/launcher.ts'
import { call, type Person, type PersonNode } from '@hdms/sandbox/people/person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { hdms } from '@hdms/shared/messages/wire.ts'

export interface TestNetwork {
  readonly network: Network
  readonly file: NetworkFile
  stop(): Promise<void>
}

export async function testNetwork(his: HisLanguage = 'hl7', more: { readonly trading?: boolean } = {}): Promise<TestNetwork> {
  const network = await Network.start(mkdtempSync(join(tmpdir(), 'hdms-test-')), false, undefined, { his, ...more })
  const file = { ports: network.ports, folder: network.folder, pid: process.pid }
  return {
    network,
    file,
    async stop() {
      await network.stop()
      if (!process.env['HDMS_KEEP']) rmSync(network.folder, { recursive: true, force: true })
    },
  }
}

export type Decide = (ask: Ask) => Promise<{ approved: boolean; reason?: string }>
export const agree: Decide = async () => ({ approved: true })

export interface Visit {
  readonly person: Person
  readonly desk: Awaited<ReturnType<typeof admit>>['desk']
}

/** A person with records, registered at the desk. */
export async function visitor(file: NetworkFile, bundle: string = SAMPLE_BUNDLE): Promise<Visit> {
  const { person, desk } = await admit(file, bundle)
  await person.post('/import', bundle)
  return { person, desk }
}

/** A treatment to its end. `onStep` sees each step as it is told. */
export function treatment(
  file: NetworkFile,
  { person, desk }: { readonly person: PersonNode; readonly desk: DeskCard },
  decide: Decide = agree,
  onStep: (line: StepLine) => void = () => {},
): Promise<TreatmentOutcome> {
  return treat({ network: file, decide, onStep, note: () => {} }, person, desk)
}

/** What a promise fails with: code and data of the error. */
export async function failureOf(promise: Promise<unknown>): Promise<{ code: string; data: Record<string, unknown> }> {
  try {
    await promise
  } catch (error) {
    const { code, data } = error as { code: string; data: Record<string, unknown> }
    return { code, data }
  }
  return { code: 'NONE', data: {} }
}

/** The network map's parameters, as anybody can read them. */
export async function mapObjects(file: NetworkFile): Promise<{ parameters: hdms.NetworkParameters; parametersHash: Uint8Array }> {
  const read = async (path: string) => new Uint8Array(await (await fetch(`http://127.0.0.1:${file.ports.map}/v1/${path}`)).arrayBuffer())
  const { parameters } = hdms.NetworkMap.decode(hdms.SignedObject.decode(await read('map')).content)
  const object = hdms.SignedObject.decode(await read(`objects/${hex(parameters)}`))
  return { parameters: hdms.NetworkParameters.decode(object.content), parametersHash: parameters }
}

export const hospitalGet = <T>(file: NetworkFile, path: string): Promise<T> => call<T>(hospitalApi(file), 'GET', path)
export const hisGet = <T>(file: NetworkFile, path: string): Promise<T> =>
  call<T>({ base: `http://127.0.0.1:${file.ports.his}` }, 'GET', path)

/** Waits for a condition that other processes bring about; the test's own timeout ends it. */
export async function until<T>(look: () => Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await look().catch(() => undefined)
    if (found) return found
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}

/** Every file below a folder, as bytes. */
export function filesBelow(folder: string): { path: string; bytes: Buffer }[] {
  return (readdirSync(folder, { recursive: true }) as string[])
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ path, bytes: readFileSync(path) }))
}
