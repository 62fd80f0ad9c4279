/** The services and nodes of a sandbox's network: what each is started with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { appAddress, type Ports, shoeAddresses, urlOf } from './ports.ts'
import type { Service } from './processes.ts'

export const HOSPITAL = 'O=Hanbit Hospital,L=Seoul,C=KR'
export const ISSUER = 'O=Dure Mileage,L=Gwangju,C=KR'
export const MAKER = 'O=Sandbox Shoes,C=KR'
export const NOTARIES = ['O=Saeron Research Institute,L=Daejeon,C=KR', 'O=Mirae Insurance,L=Busan,C=KR'] as const

/** Origins of the app's page, and of pages of a developer that are served from this machine. */
const PAGES = ['localhost', '127.0.0.1'].map((host) => `http://${host}:*`)
/** Lets those pages ask a server. */
export const FOR_PAGES: readonly string[] = PAGES.flatMap((origin) => ['--page-origins', origin])

/** What the hospital's node and its HIS speak with each other. */
export type HisLanguage = 'hl7' | 'fhir'

/** Korean forms of institutions' names, by X.500 name. */
const KOREAN = JSON.parse(readFileSync(join(import.meta.dirname, 'korean-names.json'), 'utf8')) as Readonly<Record<string, string>>
/** The Korean name of an institution, as a flag. */
export const koreanName = (name: string): string[] => (KOREAN[name] === undefined ? [] : ['--name-ko', KOREAN[name]])

const flags = (values: Readonly<Record<string, string | number>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => [`--${name}`, String(value)])

export class Services {
  private readonly ports: Ports
  private readonly folder: string
  private readonly his: HisLanguage
  /** Whom every member finds the network by. */
  readonly common: readonly string[]

  constructor(folder: string, ports: Ports, his: HisLanguage) {
    this.folder = folder
    this.ports = ports
    this.his = his
    this.common = flags({ trust: this.data('trust'), doorman: urlOf(ports.doorman), 'network-map': urlOf(ports.map) })
  }

  data(name: string): string {
    return join(this.folder, name)
  }
  /** Where the parameters of the network lie, signed. */
  get parameters(): string {
    return this.data('parameters.bin')
  }
  private get hl7(): boolean {
    return this.his === 'hl7'
  }

  /**
   * Configurations for whoever joins this network from outside: nodes (`hdms node --kind institution --config
   * .data/institution.toml …`), and the doorman's operator, who admits them (`hdms doorman approve --config
   * .data/doorman.toml ID`).
   */
  configurations(): Readonly<Record<string, string>> {
    const { doorman, map, queue, push } = this.ports
    const trust = this.data('trust')
    const member = { doorman: urlOf(doorman), 'network-map': urlOf(map), queue: urlOf(queue), trust }
    const toml = (settings: Readonly<Record<string, string | number | readonly string[]>>): string =>
      Object.entries(settings)
        .map(([name, value]) => `${name} = ${JSON.stringify(value)}\n`)
        .join('')
    return {
      'institution.toml': toml({ kind: 'institution', ...member, notary: NOTARIES[1], 'page-origins': PAGES }),
      'person.toml': toml({ kind: 'person', ...member, issuer: ISSUER, 'push-stand-in': urlOf(push) }),
      'doorman.toml': toml({ data: this.data('doorman'), trust, port: doorman }),
    }
  }

  doorman(): Service {
    const { doorman: port } = this.ports
    return {
      name: 'doorman',
      main: 'doorman/server/main.ts',
      args: [...flags({ data: this.data('doorman'), trust: this.data('trust'), port, 'poll-seconds': 1 }), ...FOR_PAGES],
      what: 'certificates',
      address: urlOf(port),
    }
  }

  notaries(): Service[] {
    const ports = [this.ports.notaryA, this.ports.notaryB]
    return NOTARIES.map((name, i) => {
      const [id, port] = [i === 0 ? 'notary-a' : 'notary-b', ports[i] as number]
      const args = [...this.common, ...flags({ data: this.data(id), name, port })]
      return { name: id, main: 'notary/server/main.ts', args, what: `notary of ${name}`, address: urlOf(port) }
    })
  }

  map(): Service {
    const { map: port, doorman } = this.ports
    const own = { data: this.data('network-map'), trust: this.data('trust'), doorman: urlOf(doorman), parameters: this.parameters, port }
    return {
      name: 'network-map',
      main: 'network-map/server/main.ts',
      args: [...flags(own), ...FOR_PAGES],
      what: 'directory and parameters',
      address: urlOf(port),
    }
  }

  app(): Service {
    const { ports } = this
    const own = {
      queue: urlOf(ports.queue),
      'push-stand-in': urlOf(ports.push),
      port: ports.app,
      issuer: ISSUER,
      'korean-names': join(import.meta.dirname, 'korean-names.json'),
      shoes: shoeAddresses(ports).join(';'),
    }
    return {
      name: 'app',
      main: 'sandbox/web/main.ts',
      args: [...this.common, ...flags(own)],
      what: 'Health In My Storage (open it in a browser)',
      address: appAddress(ports),
    }
  }

  push(): Service {
    const { push: port } = this.ports
    return {
      name: 'push',
      main: 'sandbox/push/main.ts',
      args: [...flags({ port }), ...FOR_PAGES],
      what: 'stand-in for FCM',
      address: urlOf(port),
    }
  }

  queue(): Service {
    const { queue: port, relay, push } = this.ports
    return {
      name: 'queue',
      main: 'message-queue/server/main.ts',
      args: [...this.common, ...flags({ data: this.data('queue'), port, 'relay-port': relay, 'push-stand-in': urlOf(push) }), ...FOR_PAGES],
      what: 'mailboxes, relay, push',
      address: urlOf(port),
    }
  }

  hospitalSystem(): Service {
    const { his: port, hisMllp, hospital, hospitalMllp } = this.ports
    const own = {
      data: this.data('his'),
      port,
      'mllp-port': hisMllp,
      node: this.hl7 ? `mllp://127.0.0.1:${hospitalMllp}` : `${urlOf(hospital)}/fhir`,
      'node-token-file': join(this.data('hospital'), 'api-token'),
    }
    return {
      name: 'his',
      main: 'sandbox/his/main.ts',
      args: flags(own),
      what: `stand-in HIS (${this.hl7 ? 'HL7 v2' : 'FHIR R4'})`,
      address: this.hisAddress,
    }
  }
  private get hisAddress(): string {
    return this.hl7 ? `mllp://127.0.0.1:${this.ports.hisMllp}` : `${urlOf(this.ports.his)}/fhir`
  }

  shoes(): Service {
    const { shoes: port } = this.ports
    const own = { port, maker: MAKER, 'maker-seed-file': this.data('maker-seed'), data: this.data('shoes') }
    return {
      name: 'shoes',
      main: 'sandbox/shoes/main.ts',
      args: [...flags(own), ...FOR_PAGES],
      what: 'simulated smart shoes',
      address: urlOf(port),
    }
  }

  issuer(): Service {
    const { issuer: port, queue } = this.ports
    const own = {
      data: this.data('issuer'),
      queue: urlOf(queue),
      notary: NOTARIES[1],
      name: ISSUER,
      port,
      makers: this.data('makers.json'),
    }
    return {
      name: 'issuer',
      main: 'node/main/issuer.ts',
      args: [...this.common, ...flags(own), ...koreanName(ISSUER), ...FOR_PAGES],
      what: `health tokens of ${ISSUER}`,
      address: urlOf(port),
    }
  }

  hospital(): Service {
    const { ports } = this
    const own = {
      data: this.data('hospital'),
      queue: urlOf(ports.queue),
      notary: NOTARIES[0],
      name: HOSPITAL,
      port: ports.hospital,
      his: this.hisAddress,
      'libp2p-port': ports.hospitalLibp2p,
      'libp2p-ws-port': ports.hospitalWs,
      'his-listen-port': ports.hospitalMllp,
    }
    return {
      name: 'hospital',
      main: 'node/main/hospital.ts',
      args: [...this.common, ...flags(own), ...koreanName(HOSPITAL), ...FOR_PAGES],
      what: `node of ${HOSPITAL}`,
      address: urlOf(ports.hospital),
    }
  }
}
