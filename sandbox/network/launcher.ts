/**
 * Starts a whole network, each service and node as its own process on loopback, in dependency order: root → doorman → notaries
 * enrol → parameters → map → notaries serve → push, queue, HIS, hospital. Restarts what dies; stops in reverse.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes, randomInt } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { publicKeyOf } from '@hdms/shared/crypto/derived-key.ts'
import { fail } from '@hdms/shared/errors.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { type Parts, TRADING_NAMES, tradingParameters, tradingServices } from './trading.ts'

export const HOSPITAL = 'O=Hanbit Hospital,L=Seoul,C=KR'
export const ISSUER = 'O=Dure Mileage,L=Gwangju,C=KR'
export const MAKER = 'O=Sandbox Shoes,C=KR'
export const NOTARIES = ['O=Saeron Research Institute,L=Daejeon,C=KR', 'O=Mirae Insurance,L=Busan,C=KR'] as const

/** Ports of `npm start`. */
const PORTS = {
  doorman: 7400,
  map: 7401,
  notaryA: 7402,
  notaryB: 7403,
  queue: 7404,
  push: 7405,
  relay: 7406,
  hospital: 7410,
  hospitalLibp2p: 7411,
  hospitalMllp: 7412,
  hospitalWs: 7413,
  hisMllp: 7420,
  his: 7421,
  shoes: 7430,
  app: 7440,
  issuer: 7450,
  search: 7407,
  counter: 7408,
  research: 7460,
  judge1: 7471,
  judge2: 7472,
  judge3: 7473,
}
export type Ports = typeof PORTS

export interface NetworkFile {
  readonly ports: Ports
  readonly folder: string
  readonly pid: number
}

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

/** The radio to a pair of simulated shoes; `live` is worn while the network runs. */
export const shoeAddresses = (ports: Ports, pair = 'live'): string[] =>
  ['left', 'right'].map((side) => `http://127.0.0.1:${ports.shoes}/radio/${pair}/${side}`)

/** By name: a passkey belongs to a domain, and an address is none. */
export const appAddress = (ports: Ports): string => `http://localhost:${ports.app}/`

/** What lets the app's page ask a server, and the pages of a developer that are served from this machine. */
export const FOR_PAGES: readonly string[] = ['localhost', '127.0.0.1'].flatMap((host) => ['--page-origins', `http://${host}:*`])

const root = join(import.meta.dirname, '../..')
const url = (port: number) => `http://127.0.0.1:${port}`

async function freePort(taken: readonly number[]): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    // Below the range that systems draw from for outgoing connections: one of those must not take it before it is listened on.
    const port = randomInt(11_000, 32_000)
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer()
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
    })
    if (free && !taken.includes(port)) return port
  }
  return fail('SERVICE_UNAVAILABLE', { service: 'free port on this machine' })
}

async function choosePorts(folder: string, fixed: boolean): Promise<Ports> {
  if (fixed) return PORTS
  const file = join(folder, 'network.json')
  // Services that this folder has not had yet get theirs now.
  const known: Partial<Ports> = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as NetworkFile).ports : {}
  const names = (Object.keys(PORTS) as (keyof Ports)[]).filter((name) => known[name] === undefined)
  const ports = { ...PORTS, ...known }
  for (const name of names) ports[name] = await freePort(Object.values(ports))
  return ports
}

export interface NetworkOptions {
  /** What the hospital's node and its HIS speak with each other. */
  readonly his?: HisLanguage
  /** With data search, counting services, judges and a research institute. */
  readonly trading?: boolean
}

/** What the hospital's node and its HIS speak with each other. */
export type HisLanguage = 'hl7' | 'fhir'

export class Network {
  readonly folder: string
  readonly ports: Ports
  readonly passphrase: string
  private readonly children = new Map<string, Child>()
  private approving: NodeJS.Timeout | undefined
  private readonly events: (text: string) => void
  private readonly his: HisLanguage
  private readonly trading: boolean

  private constructor(folder: string, ports: Ports, events: (text: string) => void, o: NetworkOptions) {
    this.his = o.his ?? 'hl7'
    this.trading = o.trading ?? false
    this.folder = folder
    this.ports = ports
    this.events = events
    const file = join(folder, 'passphrase')
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
    this.passphrase = readFileSync(file, 'utf8')
  }

  /** @param fixed the ports of `npm start`, else free ones. @throws SERVICE_UNAVAILABLE naming what did not come up */
  static async start(
    folder: string,
    fixed: boolean,
    events: (text: string) => void = () => {},
    options: NetworkOptions = {},
  ): Promise<Network> {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const network = new Network(folder, await choosePorts(folder, fixed), events, options)
    try {
      await network.boot()
    } catch (error) {
      await network.stop()
      throw error
    }
    const file: NetworkFile = { ports: network.ports, folder, pid: process.pid }
    writeFileSync(join(folder, 'network.json'), JSON.stringify(file, null, 2))
    return network
  }

  private data(name: string): string {
    return join(this.folder, name)
  }
  get trust(): string {
    return this.data('trust')
  }
  private common(): string[] {
    return ['--trust', this.trust, '--doorman', url(this.ports.doorman), '--network-map', url(this.ports.map)]
  }

  private async boot(): Promise<void> {
    const { ports } = this
    await this.once('root', 'doorman/server/root-main.ts', [
      '--safe',
      this.data('root-safe'),
      '--trust',
      this.trust,
      '--data',
      this.data('doorman'),
    ])
    await this.run({
      name: 'doorman',
      main: 'doorman/server/main.ts',
      args: ['--data', this.data('doorman'), '--trust', this.trust, '--port', String(ports.doorman), '--poll-seconds', '1', ...FOR_PAGES],
      what: 'certificates',
      address: url(ports.doorman),
    })
    this.approve()
    const notaries = await Promise.all(
      NOTARIES.map(async (name, i) => {
        const port = i === 0 ? ports.notaryA : ports.notaryB
        const id = i === 0 ? 'notary-a' : 'notary-b'
        const args = ['--data', this.data(id), ...this.common(), '--name', name, '--port', String(port)]
        return this.spawn({ name: id, main: 'notary/server/main.ts', args, what: `notary of ${name}`, address: url(port) })
      }),
    )
    const keys = await Promise.all(notaries.map((n) => n.enrolled))
    const parameters = this.data('parameters.bin')
    const notaryFlags = keys.flatMap(({ name, key }) => ['--notary', `${name}=${key}`])
    await this.publish(parameters, [...notaryFlags, ...(this.trading ? tradingParameters(this.folder) : [])])
    await this.run({
      name: 'network-map',
      main: 'network-map/server/main.ts',
      args: [
        '--data',
        this.data('network-map'),
        '--trust',
        this.trust,
        '--doorman',
        url(ports.doorman),
        '--parameters',
        parameters,
        '--port',
        String(ports.map),
        ...FOR_PAGES,
      ],
      what: 'directory and parameters',
      address: url(ports.map),
    })
    await Promise.all(notaries.map((n) => n.child.ready))
    const app = this.run({
      name: 'app',
      main: 'sandbox/web/main.ts',
      args: [
        ...this.common(),
        '--queue',
        url(ports.queue),
        '--push-stand-in',
        url(ports.push),
        '--port',
        String(ports.app),
        '--issuer',
        ISSUER,
        '--shoes',
        shoeAddresses(ports).join(';'),
        ...(this.trading ? ['--research', `${url(ports.research)}/api`] : []),
      ],
      what: 'Health In My Storage (open it in a browser)',
      address: appAddress(ports),
    })
    await Promise.all([
      app,
      this.run({
        name: 'push',
        main: 'sandbox/push/main.ts',
        args: ['--port', String(ports.push), ...FOR_PAGES],
        what: 'stand-in for FCM',
        address: url(ports.push),
      }),
      this.run({
        name: 'queue',
        main: 'message-queue/server/main.ts',
        args: [
          '--data',
          this.data('queue'),
          ...this.common(),
          '--port',
          String(ports.queue),
          ...FOR_PAGES,
          '--relay-port',
          String(ports.relay),
          '--push-stand-in',
          url(ports.push),
        ],
        what: 'mailboxes, relay, push',
        address: url(ports.queue),
      }),
      this.run({
        name: 'his',
        main: 'sandbox/his/main.ts',
        args: [
          '--data',
          this.data('his'),
          '--port',
          String(ports.his),
          '--mllp-port',
          String(ports.hisMllp),
          '--node',
          this.his === 'hl7' ? `mllp://127.0.0.1:${ports.hospitalMllp}` : `${url(ports.hospital)}/fhir`,
          '--node-token-file',
          join(this.data('hospital'), 'api-token'),
        ],
        what: `stand-in HIS (${this.his === 'hl7' ? 'HL7 v2' : 'FHIR R4'})`,
        address: this.his === 'hl7' ? `mllp://127.0.0.1:${ports.hisMllp}` : `${url(ports.his)}/fhir`,
      }),
    ])
    this.maker()
    const shoes = this.run({
      name: 'shoes',
      main: 'sandbox/shoes/main.ts',
      args: [
        '--port',
        String(ports.shoes),
        ...FOR_PAGES,
        '--maker',
        MAKER,
        '--maker-seed-file',
        this.data('maker-seed'),
        '--data',
        this.data('shoes'),
      ],
      what: 'simulated smart shoes',
      address: url(ports.shoes),
    })
    const issuer = this.run({
      name: 'issuer',
      main: 'node/main/issuer.ts',
      args: [
        '--data',
        this.data('issuer'),
        ...this.common(),
        '--queue',
        url(ports.queue),
        '--notary',
        NOTARIES[1],
        '--name',
        ISSUER,
        '--port',
        String(ports.issuer),
        ...FOR_PAGES,
        '--makers',
        this.data('makers.json'),
      ],
      what: `health tokens of ${ISSUER}`,
      address: url(ports.issuer),
    })
    const hospital = this.run({
      name: 'hospital',
      main: 'node/main/hospital.ts',
      args: [
        '--data',
        this.data('hospital'),
        ...this.common(),
        '--queue',
        url(ports.queue),
        '--notary',
        NOTARIES[0],
        '--name',
        HOSPITAL,
        '--port',
        String(ports.hospital),
        ...FOR_PAGES,
        '--his',
        this.his === 'hl7' ? `mllp://127.0.0.1:${ports.hisMllp}` : `${url(ports.his)}/fhir`,
        '--libp2p-port',
        String(ports.hospitalLibp2p),
        '--libp2p-ws-port',
        String(ports.hospitalWs),
        '--his-listen-port',
        String(ports.hospitalMllp),
      ],
      what: `node of ${HOSPITAL}`,
      address: url(ports.hospital),
    })
    const more = this.trading ? tradingServices(this.parts(), this.common()).map((service) => this.run(service)) : []
    await Promise.all([shoes, issuer, hospital, ...more])
    clearInterval(this.approving)
  }

  private parts(): Parts {
    return { ports: this.ports, folder: this.folder, notary: NOTARIES[1], issuer: ISSUER }
  }

  /** Signs network parameters where there are none, or other ones are to be published than before. */
  private async publish(file: string, flags: readonly string[]): Promise<void> {
    const said = `${file}.json`
    const before = existsSync(said) ? (JSON.parse(readFileSync(said, 'utf8')) as { epoch: number; flags: string[] }) : undefined
    if (existsSync(file) && JSON.stringify(before?.flags) === JSON.stringify(flags)) return
    const epoch = existsSync(file) ? (before?.epoch ?? 1) + 1 : 1
    const common = [
      '--data',
      this.data('parameters'),
      '--trust',
      this.trust,
      '--doorman',
      url(this.ports.doorman),
      '--out',
      file,
      '--epoch',
      String(epoch),
    ]
    await this.once('parameters', 'network-map/server/parameters-main.ts', [...common, ...flags])
    writeFileSync(said, JSON.stringify({ epoch, flags }))
  }

  /** The maker of the simulated shoes, whom the issuer knows. */
  private maker(): void {
    const file = this.data('maker-seed')
    if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
    const key = publicKeyOf(fromHex(readFileSync(file, 'utf8')))
    writeFileSync(this.data('makers.json'), JSON.stringify([{ name: MAKER, key: hex(key) }], null, 2))
  }

  /** The operator of the sandbox approves the institutions that it starts itself. */
  private approve(): void {
    const token = readFileSync(join(this.data('doorman'), 'operator-token'), 'utf8').trim()
    const operator = new DoormanClient(fetchClient(), url(this.ports.doorman)).operator(token)
    const known = new Set<string>([
      ...TRADING_NAMES,
      ...NOTARIES,
      HOSPITAL,
      ISSUER,
      'CN=Network Map,O=HDMS,C=KR',
      'CN=Network Parameters,O=HDMS,C=KR',
      'CN=Message Queue,O=HDMS,C=KR',
    ])
    const look = async (): Promise<void> => {
      for (const { id, name } of await operator.pending()) if (known.has(name)) await operator.decide(id, true)
    }
    this.approving = setInterval(() => void look().catch(() => {}), 150)
  }

  private command(main: string, args: readonly string[]): ChildProcess {
    return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', join(root, main), ...args], {
      cwd: root,
      env: { ...process.env, HDMS_PASSPHRASE: this.passphrase },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
  }

  private async once(name: string, main: string, args: readonly string[]): Promise<void> {
    const child = this.command(main, args)
    this.log(name, child)
    const code = await new Promise<number | null>((resolve) => child.on('exit', resolve))
    if (code !== 0) fail('SERVICE_UNAVAILABLE', { service: `${name} (see ${name}.log)` })
  }

  private log(name: string, child: ChildProcess): void {
    mkdirSync(join(this.folder, 'logs'), { recursive: true, mode: 0o700 })
    child.stderr?.pipe(createWriteStream(join(this.folder, 'logs', `${name}.log`), { flags: 'a', mode: 0o600 }))
  }

  /** Starts a process; `enrolled` tells what a notary says of itself before it is ready. */
  private spawn(service: Service): { child: Child; enrolled: Promise<{ name: string; key: string }> } {
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
    const child: Child = { ...service, process: process_, ready, stopping: false }
    this.children.set(service.name, child)
    return { child, enrolled }
  }

  private async run(service: Service): Promise<void> {
    const { child } = this.spawn(service)
    try {
      await child.ready
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

  /** Kills a service as `kill -9` would. @param back whether the launcher starts it again by itself */
  async kill(name: string, back = true): Promise<void> {
    const child = this.children.get(name) ?? fail('NOT_FOUND', { what: name })
    if (!back) child.stopping = true
    const gone = new Promise((resolve) => child.process.once('exit', resolve))
    child.process.kill('SIGKILL')
    await gone
  }

  /** Starts what was killed for good, or waits until what was restarted is ready. */
  async revive(name: string): Promise<void> {
    for (;;) {
      const child = this.children.get(name) ?? fail('NOT_FOUND', { what: name })
      if (child.stopping) this.spawn(child)
      const gone = child.process.exitCode !== null || child.process.signalCode !== null
      if (gone && !child.stopping) {
        // The launcher is about to start it again by itself.
        await new Promise((resolve) => setTimeout(resolve, 50))
        continue
      }
      try {
        await (this.children.get(name) as Child).ready
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
    clearInterval(this.approving)
    for (const child of this.children.values()) child.stopping = true
    for (const child of [...this.children.values()].reverse()) {
      if (child.process.exitCode !== null || child.process.signalCode !== null) continue
      const gone = new Promise((resolve) => child.process.once('exit', resolve))
      child.process.kill('SIGTERM')
      const force = setTimeout(() => child.process.kill('SIGKILL'), 5_000)
      await gone
      clearTimeout(force)
    }
    this.children.clear()
  }
}
