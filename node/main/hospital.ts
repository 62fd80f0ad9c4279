/** A hospital's node as a process: REST for peers and for its own people, MLLP for the HIS. */
import { join } from 'node:path'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import type { HospitalServices } from '@hdms/flows/treatment/hospital.ts'
import { Node } from '@hdms/node/core/node.ts'
import { nodeRoutes } from '@hdms/node/core/views.ts'
import { HisInbound } from '@hdms/node/institutional/his/inbound.ts'
import { openHis } from '@hdms/node/institutional/his/open.ts'
import { OrderBook } from '@hdms/node/institutional/orders.ts'
import { hospitalContracts, hospitalFlows } from '@hdms/node/institutional/profile.ts'
import { libp2pTransport } from '@hdms/platform/libp2p/transport.ts'
import { httpService, listen } from '@hdms/platform/node/http-server.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { tcp } from '@libp2p/tcp'
import { webSockets } from '@libp2p/websockets'
import { apiToken, guarded } from './api-token.ts'
import { openBase } from './compose.ts'
import { envelopeRoute } from './envelopes.ts'
import { mount } from './mount.ts'

const o = settings([
  'data',
  'trust',
  'doorman',
  'network-map',
  'queue',
  'notary',
  'name',
  'port',
  'his',
  'his-listen-port',
  'passphrase',
  'libp2p-port',
  'libp2p-ws-port',
])
const logger = jsonLogger('hospital')
const MAX_ENVELOPE = 33 << 20

await runService(logger, async () => {
  const data = required('data', o.data)
  const doorman = required('doorman', o.doorman)
  const base = await openBase({
    data,
    trust: required('trust', o.trust),
    doorman,
    passphrase: required('passphrase', o.passphrase),
    kind: 'institution',
    name: required('name', o.name),
    invitation: undefined,
  })
  const { crypto, keys } = base
  const { store } = base.storage
  const orders = new OrderBook()
  await orders.load(store)
  const inbound = new HisInbound(() => node.engine, orders)
  const his = await openHis({
    clock,
    logger,
    http: base.http,
    inbound,
    facility: keys.name,
    his: required('his', o.his),
    listenPort: portNumber('his-listen-port', o['his-listen-port'], 7412),
    store,
  })
  const node: Node<HospitalServices> = new Node<HospitalServices>({
    ...base,
    clock,
    logger,
    networkMap: required('network-map', o['network-map']),
    queue: required('queue', o.queue),
    notary: required('notary', o.notary),
    person: false,
    flows: hospitalFlows,
    contracts: hospitalContracts,
    more: { his, orders },
    stopped: () => setTimeout(() => process.exit(1), 100),
  })
  const accept = async (envelope: Uint8Array, way?: 'libp2p'): Promise<Uint8Array | undefined> =>
    (await node.messenger.accept(envelope, way))?.reply
  const direct = await libp2pTransport({
    crypto,
    clock,
    logger,
    seed: keys.transportSeed,
    transports: [tcp(), webSockets()],
    listen: [
      `/ip4/127.0.0.1/tcp/${portNumber('libp2p-port', o['libp2p-port'], 7411)}`,
      `/ip4/127.0.0.1/tcp/${portNumber('libp2p-ws-port', o['libp2p-ws-port'], 7413)}/ws`,
    ],
    rules: () => base.trust.rules(),
    nodeInfo: () => node.nodeInfo,
    accept: (envelope) => accept(envelope, 'libp2p'),
  })
  node.messenger.prefer(direct)
  const app = httpService({ logger, bodyLimit: MAX_ENVELOPE })
  await app.register(async (own) => envelopeRoute(own, (envelope) => accept(envelope)))
  const token = apiToken(join(data, 'api-token'), () => hex(crypto.random(24)))
  await app.register(
    async (own) => {
      mount(guarded(own, token), nodeRoutes(node, clock))
      own.post<{ Body: { handle: string } }>('/invitations', async ({ body }, reply) => {
        const client = new DoormanClient(base.http, doorman)
        return reply.code(201).send({ token: await client.invite(crypto, clock, keys, body.handle) })
      })
    },
    { prefix: '/api' },
  )
  if (his.routes) await app.register(async (own) => his.routes?.(guarded(own, token)), { prefix: '/fhir' })
  const rest = await listen(app, portNumber('port', o.port, 7410))
  await node.start({ rest, multiaddrs: direct.multiaddrs })
  return {
    address: { rest, his: his.address },
    stop: async () => {
      await his.stop()
      await direct.stop()
      await app.close()
      await node.stop()
    },
  }
})
