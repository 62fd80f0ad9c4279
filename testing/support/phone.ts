/** What tests of the phone's page share. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import { register } from '@hdms/sandbox/demo/treatment.ts'
import { type BrowserOptions, BrowserPerson, CHROMIUM } from '@hdms/sandbox/people/browser-person.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import { type TestNetwork, testNetwork } from './network.ts'

export const policyComplaints = (person: BrowserPerson): string[] =>
  person.complaints.filter((c) => /policy|trusted|eval|Uncaught|Error:/i.test(c))

/** One HL7 v2 message to the hospital's node. @returns its acknowledgement */
export function sayToHospital(net: TestNetwork, message: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(net.file.ports.hospitalMllp, '127.0.0.1', () => socket.write(framed(Buffer.from(message))))
    socket.on('error', reject)
    socket.on('data', (bytes) => {
      resolve(bytes.toString())
      socket.destroy()
    })
  })
}

/** For looking at what was made: HDMS_SHOTS names a folder. */
export const shot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env['HDMS_SHOTS']
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}

/** Whether tests of the page are skipped: there is no browser. In CI there has to be one. */
export const absentChromium: boolean = !existsSync(CHROMIUM) && process.env['CI'] !== 'true'

export interface Phone {
  readonly person: BrowserPerson
  readonly desk: Awaited<ReturnType<typeof register>>['desk']
}
export interface Phones {
  /** A person registered at the desk, whose browser has been started and holds the sample records. */
  readonly phone: (options?: BrowserOptions & { empty?: boolean }) => Promise<Phone>
  /** Those of the test that runs; they end with it. */
  readonly people: BrowserPerson[]
  readonly network: () => TestNetwork
}

/** A network for the tests of a file, and phones in it. */
export function phones(): Phones {
  if (absentChromium) process.stderr.write('skipped: there is no /usr/bin/chromium\n')
  let net: TestNetwork | undefined
  const people: BrowserPerson[] = []
  beforeAll(async () => {
    if (!absentChromium) net = await testNetwork()
  })
  afterAll(() => net?.stop())
  afterEach(async () => {
    for (const person of people.splice(0)) await person.off()
  })
  const network = (): TestNetwork => net ?? fail('BUG', { what: 'a network that was not started' })
  return {
    people,
    network,
    phone: async (options = {}) => {
      const { desk, patientId } = await register(network().file, SAMPLE_BUNDLE)
      const person = await BrowserPerson.create(network().file, patientId, options)
      people.push(person)
      if (!options.empty) await person.post('/import', SAMPLE_BUNDLE)
      return { person, desk }
    },
  }
}
/** Code of the refusal that the page shows. */
export const codeShown = (page: Page): Promise<string | null> => page.locator('[role=alert]').first().getAttribute('data-code')

/** The page served by a process of its own, with further flags. */
export async function pageServer(net: TestNetwork, flags: readonly string[]): Promise<{ address: string; stop(): void }> {
  const { ports } = net.file
  const url = (port: number) => `http://127.0.0.1:${port}`
  const main = join(import.meta.dirname, '../../sandbox/web/main.ts')
  const common = {
    trust: net.network.trust,
    doorman: url(ports.doorman),
    'network-map': url(ports.map),
    queue: url(ports.queue),
    port: '0',
  }
  const args = [main, ...Object.entries(common).flatMap(([name, value]) => [`--${name}`, value]), ...flags]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const port = /READY .*?127\.0\.0\.1:(\d+)/.exec(line)?.[1]
      if (port) resolve(`http://localhost:${port}/`)
    })
    child.once('exit', () => reject(new Error('the page server ended')))
  })
  return { address, stop: () => void child.kill() }
}
