/**
 * Many people of the sandbox: each registered at the desk and invited, with records of their own; several in a process,
 * in several processes.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fail } from '@hdms/shared/errors.ts'
import { ISSUER, type NetworkFile } from '../network/launcher.ts'
import { call, invite, type PersonNode } from './person.ts'

const root = join(import.meta.dirname, '../..')
const url = (port: number): string => `http://127.0.0.1:${port}`

/** One of a crowd. */
export class Member implements PersonNode {
  readonly name: string
  private readonly control: { readonly socketPath: string }
  private readonly prefix: string

  constructor(name: string, socketPath: string, index: number) {
    this.name = name
    this.control = { socketPath }
    this.prefix = `/${index}`
  }
  get<T>(path: string): Promise<T> {
    return call<T>(this.control, 'GET', this.prefix + path)
  }
  post<T>(path: string, body: string | object): Promise<T> {
    return call<T>(this.control, 'POST', this.prefix + path, body)
  }
  /** Switched off. */
  async off(): Promise<void> {
    await this.post('/sleep', {})
  }
  async on(): Promise<void> {
    fail('NOT_ALLOWED', { why: 'one of a crowd stays asleep' })
  }
}

export class Crowd {
  readonly people: readonly Member[]
  private readonly processes: readonly ChildProcess[]

  private constructor(people: readonly Member[], processes: readonly ChildProcess[]) {
    this.people = people
    this.processes = processes
  }

  /** @param seeds what the hospital knows each of them by @param processes among which they are spread */
  static async create(network: NetworkFile, seeds: readonly string[], processes: number): Promise<Crowd> {
    const share = Math.ceil(seeds.length / processes)
    const parts = Array.from({ length: processes }, (_, i) => seeds.slice(i * share, (i + 1) * share)).filter((p) => p.length > 0)
    const started = await Promise.all(parts.map((part) => startProcess(network, part)))
    return new Crowd(
      started.flatMap((s) => s.people),
      started.map((s) => s.process),
    )
  }

  get pids(): number[] {
    return this.processes.flatMap((p) => p.pid ?? [])
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.processes.map(async (p) => {
        if (p.exitCode !== null || p.signalCode !== null) return
        const gone = new Promise((resolve) => p.once('exit', resolve))
        p.kill('SIGTERM')
        const force = setTimeout(() => p.kill('SIGKILL'), 5_000)
        await gone
        clearTimeout(force)
      }),
    )
  }
}

async function startProcess(network: NetworkFile, seeds: readonly string[]): Promise<{ process: ChildProcess; people: Member[] }> {
  const folder = join(network.folder, 'crowds', randomBytes(4).toString('hex'))
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const invitations: string[] = []
  for (const seed of seeds) invitations.push((await invite(network, seed)).invitation)
  writeFileSync(join(folder, 'invitations.json'), JSON.stringify(invitations), { mode: 0o600 })
  const control = join(folder, 'control.sock')
  const { ports } = network
  const flags = {
    data: folder,
    trust: join(network.folder, 'trust'),
    doorman: url(ports.doorman),
    'network-map': url(ports.map),
    queue: url(ports.queue),
    'push-stand-in': url(ports.push),
    invitations: join(folder, 'invitations.json'),
    control,
    issuer: ISSUER,
  }
  const args = Object.entries(flags).flatMap(([name, value]) => [`--${name}`, value])
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, 'sandbox/people/crowd-main.ts'), ...args], {
    cwd: root,
    env: { ...process.env, HDMS_PASSPHRASE: randomBytes(16).toString('hex') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  child.stderr?.pipe(createWriteStream(join(folder, 'log'), { flags: 'a', mode: 0o600 }))
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => line.startsWith('READY ') && resolve())
    child.once('exit', (code) => reject(new Error(`people ended with ${code}: see ${join(folder, 'log')}`)))
  })
  const people: Member[] = []
  for (let i = 0; i < seeds.length; i++) {
    const { name } = await call<{ name: string }>({ socketPath: control }, 'GET', `/${i}/name`)
    people.push(new Member(name, control, i))
  }
  return { process: child, people }
}
