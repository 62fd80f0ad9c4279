/** A hospital's node as a process: REST for peers and for its own people, MLLP for the HIS. */
import { joinCommand } from '@hdms/doorman/member/process.ts'
import type { HospitalServices } from '@hdms/flows/treatment/hospital.ts'
import { writeCcda } from '@hdms/health/ccda/write.ts'
import type { Host, Metric } from '@hdms/node/core/capability.ts'
import type { Door } from '@hdms/node/core/door.ts'
import type { OpenNode } from '@hdms/node/core/open-node.ts'
import { hospitalCapabilities } from '@hdms/node/institutional/capabilities/hospital.ts'
import { fhirIncoming } from '@hdms/node/institutional/fhir/incoming.ts'
import { speakFhir } from '@hdms/node/institutional/fhir/outcome.ts'
import { IssuedRecords } from '@hdms/node/institutional/fhir/records.ts'
import { fhirRest } from '@hdms/node/institutional/fhir/routes.ts'
import { clientCredential, clientsIn, gate } from '@hdms/node/institutional/fhir/scopes.ts'
import { profilesIn, validateRoute } from '@hdms/node/institutional/fhir/validation.ts'
import type { HisAdapter } from '@hdms/node/institutional/his/hl7/adapter.ts'
import type { Inbox } from '@hdms/node/institutional/his/hl7/inbox.ts'
import type { MllpTls } from '@hdms/node/institutional/his/hl7/mllp.ts'
import type { HisInbound } from '@hdms/node/institutional/his/inbound.ts'
import { openHis } from '@hdms/node/institutional/his/open.ts'
import type { HospitalHolder } from '@hdms/node/institutional/holder.ts'
import type { OrderBook } from '@hdms/node/institutional/orders.ts'
import { type Libp2pTransport, libp2pTransport } from '@hdms/platform/libp2p/transport.ts'
import { kind, port, type Settings } from '@hdms/platform/node/config.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { counter } from '@hdms/platform/node/metrics.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { tcp } from '@libp2p/tcp'
import { webSockets } from '@libp2p/websockets'
import type { FastifyInstance } from 'fastify'
import { BACKUP, backupCommands } from './backup.ts'
import { type Base, INSTITUTION, institution, NOTARY, openInstitution } from './compose.ts'
import { deadLetterRoutes } from './dead-letters.ts'
import { envelopeRoute } from './envelopes.ts'
import { mount } from './mount.ts'
import { ownApi, STAFF } from './own-api.ts'
import { type Building, RestDoor } from './rest-door.ts'

const MAX_ENVELOPE = 33 << 20
const taken = counter('hdms_hl7_messages_total', 'HL7 v2 messages by type and answer', ['type', 'code'])

const unmatched = counter('hdms_hl7_unmatched_total', 'HL7 v2 messages of which something matched no order here, by type', ['type'])

const hisTls = (o: Readonly<Record<'his-tls-cert' | 'his-tls-key' | 'his-tls-ca', string | undefined>>): MllpTls | undefined => {
  const { 'his-tls-cert': cert, 'his-tls-key': key, 'his-tls-ca': ca } = o
  return cert || ca ? { ...(cert ? { cert } : {}), ...(key ? { key } : {}), ...(ca ? { ca } : {}) } : undefined
}

const OPTIONS = {
  ...kind('hospital'),
  ...INSTITUTION,
  port: port(7410, 'Where nodes send sealed envelopes, and the hospital’s own people and HIS ask (/api, /fhir).'),
  ...NOTARY,
  ...BACKUP,
  ...STAFF,
  his: {
    type: 'text',
    about: 'Where the HIS listens: mllp://host:port (mllps:// under TLS) for HL7 v2, http(s)://host:port/path for FHIR R4.',
    required: true,
  },
  'his-listen-host': { type: 'text', about: 'Address on which the node listens for the HIS over MLLP.', default: '127.0.0.1' },
  'his-listen-port': port(7412, 'Where the node listens for the HIS over MLLP.'),
  'his-charset': {
    type: 'text',
    about: 'Character set of HL7 v2 messages that name none in MSH-18 and are no UTF-8.',
    default: 'KS X 1001',
    values: ['KS X 1001', '8859/1', '8859/15'],
  },
  'his-zone': {
    type: 'zone',
    about: 'Zone of times in HL7 v2 messages and C-CDA documents that name none, as +09:00.',
    default: '+09:00',
  },
  'his-domains': {
    type: 'list',
    about:
      'Assigning authorities of the hospital’s own patient numbers, as the HIS writes them in PID-3.4 or as FHIR systems, each with its other names: HANBIT=1.2.410.100001; the first is meant where none is said (docs/his.md).',
  },
  'his-unmatched-days': {
    type: 'number',
    unit: 'days',
    least: 0,
    most: 30,
    about: 'How long HL7 v2 messages that match no order of this node are kept, sealed, for an operator to look at; 0 counts them only.',
    default: 7,
  },
  'his-shares': {
    type: 'text',
    about: 'What the HIS gets when a person shares data: FHIR R4, or FHIR R4 and a C-CDA document of the same.',
    default: 'fhir',
    values: ['fhir', 'fhir+ccda'],
  },
  'keep-records': {
    type: 'text',
    about:
      'What becomes of medical records that a person erased or whose consent they withdrew: law keeps them, shown to nobody, as long as the Medical Service Act says (docs/his.md), no destroys them.',
    default: 'law',
    values: ['law', 'no'],
  },
  'fhir-clients': {
    type: 'file',
    about: 'Clients of the FHIR interface: JSON list of { name, token: "sha256:…" of the token, scopes } (docs/his.md).',
  },
  'fhir-profiles': {
    type: 'folder',
    reads: true,
    about: 'FHIR package, unpacked, whose profiles incoming resources are held to when they claim them (KR Core, docs/his.md).',
  },
  'his-tls-cert': { type: 'file', about: 'Certificate of this side in PEM, for MLLP under TLS: then the node listens under TLS too.' },
  'his-tls-key': { type: 'file', about: 'Private key of his-tls-cert in PEM, mode 0600.' },
  'his-tls-ca': { type: 'file', about: 'Who certifies the HIS, in PEM; a caller then has to show a certificate.' },
  'libp2p-port': port(7411, 'Where nodes open libp2p streams over TCP, on the address that host says.'),
  'libp2p-ws-port': port(7413, 'The same over WebSocket, for phones.'),
  'libp2p-announce': { type: 'list', about: 'Multiaddresses that others reach this node at, when they are others than it listens on.' },
} as const

type HospitalSettings = Settings<typeof OPTIONS>
type Accept = (envelope: Uint8Array, way?: 'libp2p') => Promise<Uint8Array | undefined>
type Hospital = OpenNode<
  HospitalServices & { readonly his: HisAdapter; readonly inbound: HisInbound; readonly holder: HospitalHolder; readonly orders: OrderBook }
>

/** The way to the HIS, and the door by which it gets in. */
async function openedHis(o: HospitalSettings, inbound: HisInbound, { clock, logger, http, keys, storage }: Host<HospitalServices>) {
  const custodian = parseName(keys.name).organisation
  const shared = (patient: string, resources: readonly string[]) =>
    writeCcda({ resources, patient, custodian, title: 'Shared by the person · 본인 제공 기록', at: clock.now() })
  const his = await openHis({
    clock,
    logger,
    http,
    inbound,
    facility: keys.name,
    his: o.his,
    listen: { host: o['his-listen-host'], port: o['his-listen-port'] },
    tls: hisTls(o),
    habits: { otherwise: o['his-charset'], zone: o['his-zone'] },
    ccda: o['his-shares'] === 'fhir+ccda' ? (patient, resources) => shared(patient, resources).xml : undefined,
    answered: (type, code) => taken({ type, code }),
    unmatched: (type) => unmatched({ type }),
    unmatchedDays: o['his-unmatched-days'],
    store: storage.store,
  })
  const door: Door = {
    name: 'HIS',
    async open() {
      await his.open()
      return {}
    },
    close: () => his.stop(),
  }
  const { inbox } = his
  return { port: his, door, metrics: inbox ? metricsOf(inbox) : [] }
}

const metricsOf = ({ kept }: Inbox): readonly Metric[] => [
  { name: 'hdms_dead_letters', about: 'HL7 v2 messages that wait for an operator', value: () => kept.counts.letters },
  {
    name: 'hdms_hl7_unmatched',
    about: 'HL7 v2 messages that are kept because something of them matches no order here',
    value: () => kept.counts.unmatched,
  },
  { name: 'hdms_hl7_waiting', about: 'HL7 v2 messages that wait for the decision on their order', value: () => kept.counts.waiting },
]

/** libp2p over TCP, and over WebSocket for phones. */
function directDoor(o: HospitalSettings, node: Hospital['node'], base: Base, logger: Logger, accept: Accept): Door {
  let direct: Libp2pTransport | undefined
  return {
    name: 'libp2p',
    async open() {
      direct = await libp2pTransport({
        crypto: base.crypto,
        clock,
        logger,
        seed: base.keys.transportSeed,
        transports: [tcp(), webSockets()],
        listen: [`/ip4/${o.host}/tcp/${o['libp2p-port']}`, `/ip4/${o.host}/tcp/${o['libp2p-ws-port']}/ws`],
        announce: o['libp2p-announce'] ?? [],
        rules: () => base.trust.rules(),
        nodeInfo: () => node.nodeInfo,
        accept: (envelope) => accept(envelope, 'libp2p'),
      })
      node.messenger.prefer(direct)
      return { multiaddrs: direct.multiaddrs }
    },
    close: () => direct?.stop(),
  }
}

/** Envelopes, the hospital's own people, and FHIR. */
async function served(
  o: HospitalSettings,
  { node, routes, api }: Hospital,
  base: Base,
  logger: Logger,
  rest: RestDoor,
  accept: Accept,
): Promise<Building> {
  const { crypto, keys } = base
  const { his, inbound, orders } = node.services
  const clients = o['fhir-clients'] ? clientsIn(o['fhir-clients']) : []
  const parts = { o, base, logger, rest, kind: 'hospital', tags: ['hospital', 'fhir'], api, bodyLimit: MAX_ENVELOPE }
  const credentials = (token: string) => ({ client: clientCredential(gate(clients, token)) })
  const serve = (own: FastifyInstance): void => {
    mount(own, routes)
    if (his.inbox) deadLetterRoutes(own, his.inbox)
    own.post<{ Body: { handle: string } }>('/invitations', async ({ body }, reply) =>
      reply.code(201).send({ token: await base.doorman.invite(crypto, clock, keys, body.handle) }),
    )
  }
  const { app, token, note: audit, building } = await ownApi(parts, serve, credentials)
  const client = gate(clients, token)
  await app.register(async (own) => envelopeRoute(own, o, (envelope) => accept(envelope)))
  const profiles = profilesIn(o['fhir-profiles'])
  const records = new IssuedRecords(orders, node.documents)
  const facility = parseName(keys.name).organisation
  const at = () => `${rest.url}/fhir`
  await app.register(
    async (own) => {
      speakFhir(own)
      fhirRest(own, { records, named: (patient) => inbound.named(patient), profiles, clock, facility, base: at, client, audit })
      fhirIncoming(own, { inbound, profiles, zone: o['his-zone'], base: at, client, audit })
      validateRoute(own, profiles, ({ headers }) => client(headers.authorization))
    },
    { prefix: '/fhir' },
  )
  return building
}

await runMain({
  name: 'hospital',
  about: 'the node of a hospital, between people’s nodes and the hospital information system',
  options: OPTIONS,
  commands: { join: joinCommand(institution), ...backupCommands },
  start: async (o, logger) => {
    const capabilities = hospitalCapabilities({
      his: (inbound, host) => openedHis(o, inbound, host),
      retains: o['keep-records'] === 'law',
      domains: o['his-domains'] ?? [],
    })
    const rest = new RestDoor(o)
    const open = await openInstitution(o, logger, capabilities, {
      ...{ notary: o.notary, essential: 'treatment' },
      doors(opening, base) {
        const accept = async (envelope: Uint8Array, way?: 'libp2p'): Promise<Uint8Array | undefined> =>
          (await opening.node.messenger.accept(envelope, way))?.reply
        return [directDoor(o, opening.node, base, logger, accept), rest.to(() => served(o, opening, base, logger, rest, accept))]
      },
    })
    const { his } = open.node.services
    return { address: { rest: rest.url, his: his.address }, reload: () => rest.reload(), stop: () => open.close() }
  },
})
