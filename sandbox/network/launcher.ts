/**
 * Starts a whole network, each service and node as its own process on loopback, in dependency order: root → doorman → notaries
 * enrol → parameters → map → notaries serve → push, queue, HIS, hospital. Restarts what dies; stops in reverse.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { publicKeyOf } from '@hdms/shared/crypto/derived-key.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { choosePorts, type NetworkFile, type Ports, urlOf } from './ports.ts'
import { Processes } from './processes.ts'
import { type HisLanguage, HOSPITAL, ISSUER, MAKER, NOTARIES, Services } from './services.ts'
import { TRADING_NAMES, tradingParameters, tradingServices } from './trading.ts'

export { appAddress, type NetworkFile, type Ports, shoeAddresses } from './ports.ts'
export { type HisLanguage, HOSPITAL, ISSUER, NOTARIES } from './services.ts'

export interface NetworkOptions {
  /** What the hospital's node and its HIS speak with each other. */
  readonly his?: HisLanguage
  /** With data search, counting services, judges and a research institute. */
  readonly trading?: boolean
}

/** Whom the operator of the sandbox approves: the members that it starts itself. */
const KNOWN = new Set<string>([
  ...TRADING_NAMES,
  ...NOTARIES,
  HOSPITAL,
  ISSUER,
  'CN=Network Map,O=HDMS,C=KR',
  'CN=Network Parameters,O=HDMS,C=KR',
  'CN=Message Queue,O=HDMS,C=KR',
])

export class Network {
  readonly folder: string
  readonly ports: Ports
  readonly passphrase: string
  private readonly services: Services
  private readonly processes: Processes
  private approving: NodeJS.Timeout | undefined
  private readonly trading: boolean

  private constructor(folder: string, ports: Ports, events: (text: string) => void, o: NetworkOptions) {
    this.trading = o.trading ?? false
    this.folder = folder
    this.ports = ports
    const file = join(folder, 'passphrase')
    if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
    this.passphrase = readFileSync(file, 'utf8')
    this.services = new Services(folder, ports, o.his ?? 'hl7')
    this.processes = new Processes(folder, this.passphrase, events)
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
    for (const [name, text] of Object.entries(network.services.configurations())) writeFileSync(join(folder, name), text)
    return network
  }

  private data(name: string): string {
    return join(this.folder, name)
  }
  get trust(): string {
    return this.data('trust')
  }

  private async boot(): Promise<void> {
    const { services, processes, trading } = this
    const ceremony = ['--safe', this.data('root-safe'), '--trust', this.trust, '--data', this.data('doorman')]
    await processes.once('root', 'doorman/server/root-main.ts', ceremony)
    await processes.run(services.doorman())
    this.approve()
    const notaries = services.notaries().map((service) => processes.spawn(service))
    const keys = await Promise.all(notaries.map((n) => n.enrolled))
    const notaryFlags = keys.flatMap(({ name, key }) => ['--notary', `${name}=${key}`])
    await this.publish([...notaryFlags, ...(trading ? tradingParameters(this.folder) : [])])
    await processes.run(services.map())
    await Promise.all(notaries.map((n) => n.ready))
    const first = [services.app(), services.push(), services.queue(), services.hospitalSystem()]
    await Promise.all(first.map((service) => processes.run(service)))
    this.maker()
    const parts = { ports: this.ports, folder: this.folder, notary: NOTARIES[1], issuer: ISSUER }
    const last = [services.shoes(), services.issuer(), services.hospital(), ...(trading ? tradingServices(parts, services.common) : [])]
    await Promise.all(last.map((service) => processes.run(service)))
    clearInterval(this.approving)
  }

  /** Signs network parameters where there are none, or other ones are to be published than before. */
  private async publish(flags: readonly string[]): Promise<void> {
    const file = this.services.parameters
    const said = `${file}.json`
    const before = existsSync(said) ? (JSON.parse(readFileSync(said, 'utf8')) as { epoch: number; flags: string[] }) : undefined
    if (existsSync(file) && JSON.stringify(before?.flags) === JSON.stringify(flags)) return
    const epoch = existsSync(file) ? (before?.epoch ?? 1) + 1 : 1
    const common = ['--data', this.data('parameters'), '--trust', this.trust, '--doorman', urlOf(this.ports.doorman)]
    const own = ['--out', file, '--epoch', String(epoch)]
    await this.processes.once('parameters', 'network-map/server/parameters-main.ts', [...common, ...own, ...flags])
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
    const operator = new DoormanClient(fetchClient(), urlOf(this.ports.doorman)).operator(token)
    const look = async (): Promise<void> => {
      for (const { id, name } of await operator.pending()) if (KNOWN.has(name)) await operator.decide(id, true)
    }
    this.approving = setInterval(() => void look().catch(() => {}), 150)
  }

  /** Kills a service as `kill -9` would. @param back whether the launcher starts it again by itself */
  kill(name: string, back = true): Promise<void> {
    return this.processes.kill(name, back)
  }
  /** Starts what was killed for good, or waits until what was restarted is ready. */
  revive(name: string): Promise<void> {
    return this.processes.revive(name)
  }
  pidOf(name: string): number | undefined {
    return this.processes.pidOf(name)
  }
  table(): ReturnType<Processes['table']> {
    return this.processes.table()
  }
  async stop(): Promise<void> {
    clearInterval(this.approving)
    await this.processes.stop()
  }
}
