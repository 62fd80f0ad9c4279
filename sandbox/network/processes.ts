/**
 * The processes of a sandbox's network: each starts with a log of its own, is started again when it dies, and ends in
 * reverse order.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fail } from '@hdms/shared/errors.ts'

export interface Service {
  readonly name: string
  readonly main: string
  readonly args: readonly string[]
  readonly what: string
  readonly address: string
}

interface Child extends Service {
  process: ChildProcess
  ready: Promise<void>
  stopping: boolean
}

const root = join(import.meta.dirname, '../..')
const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null

export class Processes {
  private readonly children = new Map<string, Child>()
  private readonly folder: string
  private readonly passphrase: string
  private readonly events: (text: string) => void

  /** @param folder where logs go @param events what died and is started again */
  constructor(folder: string, passphrase: string, events: (text: string) => void) {
    this.folder = folder
    this.passphrase = passphrase
    this.events = events
  }

  private command(main: string, args: readonly string[]): ChildProcess {
    return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, main), ...args], {
      cwd: root,
      env: { ...process.env, HDMS_PASSPHRASE: this.passphrase },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  private log(name: string, child: ChildProcess): void {
    mkdirSync(join(this.folder, 'logs'), { recursive: true, mode: 0o700 })
    child.stderr?.pipe(createWriteStream(join(this.folder, 'logs', `${name}.log`), { flags: 'a', mode: 0o600 }))
  }

  /** Runs a program to its end. @throws SERVICE_UNAVAILABLE */
  async once(name: string, main: string, args: readonly string[]): Promise<void> {
    const child = this.command(main, args)
    this.log(name, child)
    const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
    if (code !== 0) fail('SERVICE_UNAVAILABLE', { service: `${name} (see ${name}.log)` })
  }

  /** Starts a process; `enrolled` tells what a notary says of itself before it is ready. */
  spawn(service: Service): { readonly ready: Promise<void>; readonly enrolled: Promise<{ name: string; key: string }> } {
    const process_ = this.command(service.main, service.args)
    this.log(service.name, process_)
    let enrol: (value: { name: string; key: string }) => void = () => {}
    const enrolled = new Promise<{ name: string; key: string }>((resolve) => {
      enrol = resolve
    })
    const ready = new Promise<void>((resolve, reject) => {
      createInterface({ input: process_.stdout as NodeJS.ReadableStream }).on('line', (line) => {
        if (line.startsWith('READY ')) resolve()
        if (line.startsWith('ENROLLED ')) enrol(JSON.parse(line.slice(9)) as { name: string; key: string })
      })
      process_.on('exit', (code) => {
        reject(new Error(`${service.name} ended with ${code}`))
        this.died(service.name)
      })
    })
    ready.catch(() => {})
    this.children.set(service.name, { ...service, process: process_, ready, stopping: false })
    return { ready, enrolled }
  }

  /** Starts a process and waits until it is ready. @throws SERVICE_UNAVAILABLE */
  async run(service: Service): Promise<void> {
    try {
      await this.spawn(service).ready
    } catch {
      fail('SERVICE_UNAVAILABLE', { service: `${service.name} (see logs/${service.name}.log)` })
    }
  }

  private died(name: string): void {
    const child = this.children.get(name)
    if (!child || child.stopping) return
    this.events(`${name} ended; it is started again`)
    setTimeout(() => {
      if (this.children.get(name) === child && !child.stopping) this.spawn(child)
    }, 300)
  }

  private named(name: string): Child {
    return this.children.get(name) ?? fail('NOT_FOUND', { what: name })
  }

  /** Kills a service as `kill -9` would. @param back whether it is started again by itself */
  async kill(name: string, back = true): Promise<void> {
    const child = this.named(name)
    if (!back) child.stopping = true
    if (isGone(child.process)) return
    const gone = new Promise((resolve) => child.process.once('exit', resolve))
    child.process.kill('SIGKILL')
    await gone
  }

  /** Starts what was killed for good, or waits until what was restarted is ready. */
  async revive(name: string): Promise<void> {
    for (;;) {
      const child = this.named(name)
      if (child.stopping) this.spawn(child)
      if (isGone(child.process) && !child.stopping) {
        // It is about to be started again by itself.
        await new Promise((resolve) => setTimeout(resolve, 50))
        continue
      }
      try {
        await this.named(name).ready
        return
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 400))
      }
    }
  }

  pidOf(name: string): number | undefined {
    return this.children.get(name)?.process.pid
  }
  table(): { name: string; what: string; address: string; pid: number }[] {
    return [...this.children.values()].map(({ name, what, address, process: p }) => ({ name, what, address, pid: p.pid ?? 0 }))
  }

  async stop(): Promise<void> {
    for (const child of this.children.values()) child.stopping = true
    for (const child of [...this.children.values()].reverse()) {
      if (isGone(child.process)) continue
      const gone = new Promise((resolve) => child.process.once('exit', resolve))
      child.process.kill('SIGTERM')
      const force = setTimeout(() => child.process.kill('SIGKILL'), 5_000)
      await gone
      clearTimeout(force)
    }
    this.children.clear()
  }
}
