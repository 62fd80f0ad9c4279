/** Several hosts on one machine: network namespaces with addresses of their own behind one switch, whose cables can be pulled. Needs root and iproute2. */
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const root = join(import.meta.dirname, '../..')
const ip = (...args: string[]): void => void execFileSync('ip', args, { stdio: 'pipe' })

/** Why there can be no hosts here; undefined when there can. */
export function whyNoHosts(): string | undefined {
  const name = `hdms-probe-${process.pid}`
  try {
    ip('netns', 'add', name)
    ip('netns', 'del', name)
    return undefined
  } catch {
    return 'network namespaces need root and iproute2'
  }
}

interface Result {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** A process that runs on a host. */
export class Running {
  readonly ready: Promise<Record<string, string>>
  private readonly child: ChildProcess
  private readonly gone: Promise<void>

  constructor(child: ChildProcess, log: string) {
    this.child = child
    this.gone = new Promise((resolve) => child.once('exit', () => resolve()))
    child.stderr?.pipe(createWriteStream(log, { flags: 'a' }))
    this.ready = new Promise((resolve, reject) => {
      createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        if (line.startsWith('READY ')) resolve(JSON.parse(line.slice(6)) as Record<string, string>)
      })
      child.once('exit', (code) => reject(new Error(`it ended with ${code}: ${readFileSync(log, 'utf8').slice(-600)}`)))
    })
    this.ready.catch(() => {})
  }

  /** The same number as long as nobody started it again. */
  get pid(): number | undefined {
    return this.child.exitCode === null && this.child.signalCode === null ? this.child.pid : undefined
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (this.pid !== undefined) this.child.kill(signal)
    await this.gone
  }
  hangUp(): void {
    this.child.kill('SIGHUP')
  }
}

export class Host {
  readonly address: string
  readonly folder: string
  private readonly namespace: string
  private readonly started: Running[] = []

  constructor(namespace: string, address: string, folder: string) {
    this.namespace = namespace
    this.address = address
    this.folder = folder
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  path(name: string): string {
    return join(this.folder, name)
  }

  private command(args: readonly string[]): [string, string[]] {
    return ['ip', ['netns', 'exec', this.namespace, process.execPath, '--disable-warning=ExperimentalWarning', ...args]]
  }

  /** Runs `hdms …` to its end. */
  hdms(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Result> {
    const [file, all] = this.command([join(root, 'cli/hdms.js'), ...args])
    return new Promise((resolve) => {
      execFile(file, all, { cwd: this.folder, env: { ...process.env, ...env } }, (error, out, err) =>
        resolve({ code: error ? Number(error.code ?? 1) : 0, out, err }),
      )
    })
  }

  /** `hdms …` that must succeed. @returns what it printed */
  async must(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<string> {
    const { code, out, err } = await this.hdms(args, env)
    if (code !== 0) throw new Error(`hdms ${args.slice(0, 3).join(' ')} ended with ${code}: ${err}${out}`)
    return out
  }

  /** Starts a program that stays. */
  start(main: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
    const [file, all] = this.command([join(root, main), ...args])
    const child = spawn(file, all, { cwd: this.folder, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    const running = new Running(child, this.path(`log-${this.started.length}`))
    this.started.push(running)
    return running
  }

  /** Asks over HTTP from this host. */
  async ask<T>(method: string, url: string, body?: object, token = ''): Promise<T> {
    const script =
      'const [m, u, b, t] = process.argv.slice(1);' +
      'const r = await fetch(u, { method: m, headers: { ...(b ? { "content-type": "application/json" } : {}), ...(t ? { authorization: "Bearer " + t } : {}) }, body: b || undefined });' +
      'process.stdout.write(await r.text()); if (!r.ok) process.exitCode = 1'
    const [file, all] = this.command(['--input-type=module', '-e', script, method, url, body ? JSON.stringify(body) : '', token])
    return new Promise((resolve, reject) => {
      execFile(file, all, { env: process.env }, (error, out, err) =>
        error ? reject(new Error(`${method} ${url}: ${out}${err}`)) : resolve(JSON.parse(out || '{}') as T),
      )
    })
  }

  async stop(): Promise<void> {
    for (const running of [...this.started].reverse()) await running.stop().catch(() => {})
  }
}

/** A switch with hosts at it, 10.77.0.1 up. */
export class Hosts {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'hdms-hosts-'))
  private readonly prefix = `hdms${process.pid}`
  private readonly hosts = new Map<string, Host>()

  constructor() {
    ip('netns', 'add', this.hub)
    ip('-n', this.hub, 'link', 'add', 'switch', 'type', 'bridge')
    ip('-n', this.hub, 'link', 'set', 'switch', 'up')
  }
  private get hub(): string {
    return `${this.prefix}-hub`
  }

  add(name: string): Host {
    const number = this.hosts.size + 1
    const namespace = this.namespaceOf(name)
    const address = `10.77.0.${number}`
    ip('netns', 'add', namespace)
    ip('link', 'add', 'lan', 'netns', namespace, 'type', 'veth', 'peer', 'name', name, 'netns', this.hub)
    ip('-n', this.hub, 'link', 'set', name, 'master', 'switch', 'up')
    ip('-n', namespace, 'address', 'add', `${address}/24`, 'dev', 'lan')
    for (const device of ['lo', 'lan']) ip('-n', namespace, 'link', 'set', device, 'up')
    const host = new Host(namespace, address, join(this.folder, name))
    this.hosts.set(name, host)
    return host
  }

  namespaceOf(name: string): string {
    return `${this.prefix}-${name}`
  }

  /** Gives a host another address beside its own. */
  alias(name: string, address: string): void {
    ip('-n', this.namespaceOf(name), 'address', 'add', `${address}/32`, 'dev', 'lan')
  }

  /** Pulls a host's cable, or plugs it in again. */
  cable(name: string, state: 'up' | 'down'): void {
    ip('-n', this.hub, 'link', 'set', name, state)
  }

  async close(): Promise<void> {
    await Promise.all([...this.hosts.values()].map((host) => host.stop()))
    for (const name of [...this.hosts.keys(), 'hub']) ip('netns', 'del', `${this.prefix}-${name}`)
    if (!process.env['HDMS_KEEP']) rmSync(this.folder, { recursive: true, force: true })
  }
}
