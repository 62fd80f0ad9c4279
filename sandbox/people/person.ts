/** A person in the sandbox: registered at the hospital's desk, invited, with a node of their own as a process. */
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Desk } from '@hdms/flows/treatment/his-port.ts'
import { member, parseJson, stringMember, toValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { ISSUER, type NetworkFile } from '../network/launcher.ts'

const root = join(import.meta.dirname, '../..')
const url = (port: number) => `http://127.0.0.1:${port}`

/** @throws the code that the other side answered with */
export async function call<T>(
  target: { readonly socketPath: string } | { readonly base: string; readonly token?: string },
  method: string,
  path: string,
  body?: string | object,
): Promise<T> {
  const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  const headers: Record<string, string> = {}
  if (text !== undefined) headers['content-type'] = typeof body === 'string' ? 'application/fhir+json' : 'application/json'
  if ('token' in target && target.token) headers['authorization'] = `Bearer ${target.token}`
  const options =
    'socketPath' in target
      ? { socketPath: target.socketPath, path, method, headers }
      : { ...urlOptions(target.base + path), method, headers }
  return new Promise<T>((resolve, reject) => {
    const r = request(options, (reply) => {
      let out = ''
      reply.setEncoding('utf8')
      reply.on('data', (chunk: string) => {
        out += chunk
      })
      reply.on('end', () => {
        const value = (out ? JSON.parse(out) : {}) as T & { code?: string; data?: object; message?: string }
        if ((reply.statusCode ?? 500) < 300) resolve(value)
        else
          reject(
            errorFromRefusal({
              code: value.code ?? '',
              data: JSON.stringify({ what: 'request', why: value.message ?? '', ...value.data }),
            }),
          )
      })
    })
    r.on('error', (error) =>
      reject(errorFromRefusal({ code: 'SERVICE_UNAVAILABLE', data: JSON.stringify({ service: `${path} (${error.message})` }) })),
    )
    r.end(text)
  })
}

function urlOptions(text: string): { host: string; port: string; path: string } {
  const { hostname, port, pathname, search } = new URL(text)
  return { host: hostname, port, path: pathname + search }
}

/**
 * Who a bundle is about, as the desk registers them. @throws DOCUMENT_INVALID unless there is exactly one Patient with
 * name, birth date and sex
 */
export function demographics(text: string): Omit<Desk, 'code'> & { name: string; birthDate: string; sex: Desk['sex'] } {
  const json = parseJson(text)
  const entry = member(json, 'entry')
  const resources = (entry?.t === 'array' ? entry.items : []).flatMap((e) => member(e, 'resource') ?? [])
  const patients = resources.filter((r) => stringMember(r, 'resourceType') === 'Patient')
  const [patient] = patients
  if (!patient || patients.length !== 1)
    return fail('DOCUMENT_INVALID', { path: 'Bundle.entry', why: `it must hold exactly one Patient, and holds ${patients.length}` })
  const names = toValue(member(patient, 'name') ?? parseJson('[]')) as { text?: string; family?: string; given?: string[] }[]
  const name = names[0]?.text ?? [...(names[0]?.given ?? []), names[0]?.family ?? ''].join(' ').trim()
  const birthDate = stringMember(patient, 'birthDate') ?? ''
  if (!name || !/^\d{4}-\d\d-\d\d$/.test(birthDate))
    fail('DOCUMENT_INVALID', { path: 'Patient', why: 'the desk needs a name and a full birth date' })
  return { name, birthDate, sex: (stringMember(patient, 'gender') ?? 'unknown') as Desk['sex'] }
}

/** A personal node as the scenarios use one, wherever it runs. */
export interface PersonNode {
  readonly name: string
  /** Switched off, or killed. */
  off(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  on(): Promise<void>
  get<T>(path: string): Promise<T>
  post<T>(path: string, body: string | object): Promise<T>
}

/** The hospital invites; `seedOfHandle` is what it knows the person by, of which only a hash leaves it. */
export async function invite(network: NetworkFile, seedOfHandle: string): Promise<{ invitation: string; folder: string }> {
  const token = readFileSync(join(network.folder, 'hospital', 'api-token'), 'utf8').trim()
  const handle = createHash('sha256').update(seedOfHandle).digest('hex').slice(0, 32)
  const { token: invitation } = await call<{ token: string }>({ base: url(network.ports.hospital), token }, 'POST', '/api/invitations', {
    handle,
  })
  return { invitation, folder: join(network.folder, 'persons', randomBytes(4).toString('hex')) }
}

export class Person implements PersonNode {
  readonly name: string
  readonly control: { readonly socketPath: string }
  readonly folder: string
  private readonly start: () => Promise<{ process: ChildProcess; name: string }>
  private process: ChildProcess

  private constructor(
    name: string,
    folder: string,
    socketPath: string,
    process: ChildProcess,
    start: () => Promise<{ process: ChildProcess; name: string }>,
  ) {
    this.name = name
    this.folder = folder
    this.control = { socketPath }
    this.process = process
    this.start = start
  }

  /** Invited by the hospital; starts a new personal node. `handle` is the hospital's opaque one for this person. */
  static async create(network: NetworkFile, seedOfHandle: string): Promise<Person> {
    const { invitation, folder } = await invite(network, seedOfHandle)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const socketPath = join(folder, 'control.sock')
    const passphrase = randomBytes(16).toString('hex')
    const start = () => startProcess(network, folder, socketPath, invitation, passphrase)
    const { process, name } = await start()
    return new Person(name, folder, socketPath, process, start)
  }

  get pid(): number | undefined {
    return this.process.pid
  }

  /** The phone is switched off, or its process dies. */
  async off(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    const gone = new Promise((resolve) => this.process.once('exit', resolve))
    this.process.kill(signal)
    await gone
  }
  async on(): Promise<void> {
    this.process = (await this.start()).process
  }

  get<T>(path: string): Promise<T> {
    return call<T>(this.control, 'GET', path)
  }
  post<T>(path: string, body: string | object): Promise<T> {
    return call<T>(this.control, 'POST', path, body)
  }
}

async function startProcess(
  network: NetworkFile,
  folder: string,
  control: string,
  invitation: string,
  passphrase: string,
): Promise<{ process: ChildProcess; name: string }> {
  const { ports } = network
  const flags = {
    data: folder,
    trust: join(network.folder, 'trust'),
    doorman: url(ports.doorman),
    'network-map': url(ports.map),
    queue: url(ports.queue),
    'push-stand-in': url(ports.push),
    invitation,
    control,
    issuer: ISSUER,
    'answer-within': '1500',
  }
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'node/main/person.ts'), ...args], {
    cwd: root,
    env: { ...process.env, HDMS_PASSPHRASE: passphrase },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stderr?.pipe(createWriteStream(join(folder, 'log'), { flags: 'a', mode: 0o600 }))
  const name = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      if (line.startsWith('READY ')) resolve((JSON.parse(line.slice(6)) as { name: string }).name)
    })
    child.once('exit', (code) =>
      reject(
        errorFromRefusal({
          code: 'SERVICE_UNAVAILABLE',
          data: JSON.stringify({ service: `personal node (it ended with ${code}; see its log)` }),
        }),
      ),
    )
  })
  return { process: child, name }
}
