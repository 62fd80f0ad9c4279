/**
 * A personal node, composed over a platform: the same on a phone and in a process. Opens storage under the unlocked secrets,
 * enrols the first time, and starts.
 */

import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { ActivityBook } from '@hdms/flows/activity/book/book.ts'
import { Wallet } from '@hdms/flows/token/wallet.ts'
import type { Offset } from '@hdms/health/gait/days.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { HdmsError } from '@hdms/shared/errors.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { checkClock } from '@hdms/shared/network/clock-check.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { PushSource } from '@hdms/shared/ports/push.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import type { Transport } from '@hdms/shared/ports/transport.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { type Addresses, Node } from '../core/node.ts'
import type { Route } from '../core/routes.ts'
import { type Disk, openStorage } from '../core/storage.ts'
import { nodeRoutes } from '../core/views.ts'
import { activityRoutes } from './activity-routes.ts'
import { DayKeeper } from './day-keeper.ts'
import { importErased } from './import-book.ts'
import { offerRoutes } from './offer-routes.ts'
import { type PersonServices, personalContracts, personalFlows } from './profile.ts'
import { bridgedShoe } from './radio.ts'
import { personalRoutes } from './routes.ts'
import { searchRoutes } from './search-routes.ts'
import { Selling } from './selling.ts'
import { WalkTests } from './walk-tests.ts'

/** Where the network is: base URLs, and the two certificates that are pinned. */
export interface NetworkAddress {
  readonly doorman: string
  readonly networkMap: string
  readonly queue: string
  /** X.500 name of the issuer of health tokens; without one there are none. */
  readonly issuer?: string
  /** DER. */
  readonly root: Uint8Array
  readonly doormanCa: Uint8Array
}

/** What a direct way to peers needs of its node. */
export interface DirectNeeds {
  /** Drawn at each start: a relay does not recognise the phone. */
  readonly seed: Uint8Array
  readonly relay: () => Promise<string | undefined>
  readonly readdressed: () => void
  readonly rules: () => PathRules
  readonly nodeInfo: () => Uint8Array
  readonly accept: (envelope: Uint8Array) => Promise<Uint8Array | undefined>
}
export interface Direct extends Transport {
  /** Identity, and where this node is reached through a relay, now. */
  readonly multiaddrs: readonly string[]
  /** How many connections are open. */
  connections(): number
  stop(): Promise<void>
}

export interface Platform {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly http: HttpClient
  readonly disk: Disk
  readonly secrets: SecretStore
  readonly push?: PushSource
  /** Minutes east of Greenwich at a moment; without it, the zone of this machine. */
  readonly offset?: Offset
  /** A phone dials and is not dialled: while its connection is open, the other side answers over it. */
  readonly direct?: (needs: DirectNeeds) => Promise<Direct>
}

export interface PersonOptions {
  readonly network: NetworkAddress
  /** One-time token of the inviter; needed at the first start. */
  readonly invitation?: string
  /** Something that the person can see has changed. */
  readonly changed?: () => void
  readonly stopped?: (error: HdmsError) => void
  /** When answers go out, and in what portions records are sold; for everyday use, without. */
  readonly selling?: { readonly spread?: number; readonly lot?: number }
}

export interface PersonalNode {
  readonly name: string
  readonly node: Node<PersonServices>
  /** The owner's interface. */
  readonly routes: readonly Route[]
  /** Once it is connected, where the platform has one. */
  readonly direct: Direct | undefined
  /** Takes part in the network; what is here can be looked at before. Once, whoever asks. */
  connect(): Promise<void>
  /** At once, as a process dies. */
  halt(): void
  stop(): Promise<void>
}

/** Resolves when what is here can be looked at. @throws CLOCK_WRONG, what the doorman refuses, SERVICE_UNAVAILABLE when the first start finds no network */
export async function startPerson(platform: Platform, o: PersonOptions): Promise<PersonalNode> {
  const { crypto, clock, logger, secrets } = platform
  const { doorman, networkMap, queue, root, doormanCa } = o.network
  const { http, services } = watched(platform.http, { doorman, 'network-map': networkMap, queue })
  const clockChecked = checkPhoneClock(http, doorman, clock)
  clockChecked.catch(() => {})
  // Before the first start nothing is made on a wrong clock; later the check runs beside the opening.
  const first = !(await secrets.get('chain'))
  if (first) await clockChecked
  const handle = hex(await secrets.getOrCreate('handle', 8))
  const keys = await enrol({
    crypto,
    clock,
    secrets,
    doorman: new DoormanClient(http, doorman),
    name: parseName(`CN=${handle},O=Health In My Storage,C=KR`),
    kind: 'person',
    ...(o.invitation ? { invitation: o.invitation } : {}),
  })
  const trust = new TrustStore({ crypto, clock, http, doorman, root, doormanCa })
  trust.follow(keys.logProof)
  const storage = await openStorage(crypto, platform.disk, secrets, keys.storageKey)
  const waiting = new Set<() => void>()
  const offset = platform.offset ?? ((at) => -new Date(at).getTimezoneOffset())
  const wallet = new Wallet(o.network.issuer ?? '')
  const activity = new ActivityBook({
    crypto,
    now: () => clock.now(),
    offset,
    owner: keys.key,
    ...(o.changed ? { changed: o.changed } : {}),
  })
  const walkTests = new WalkTests(offset)
  const selling = new Selling({
    ...{ crypto, clock, logger, http, doorman: new DoormanClient(http, doorman), queue, keys, ...o.selling },
    ...(o.changed ? { changed: o.changed } : {}),
  })
  const node: Node<PersonServices> = new Node<PersonServices>({
    crypto,
    clock,
    logger,
    http,
    storage,
    keys,
    trust,
    networkMap,
    queue,
    notary: '',
    person: true,
    flows: personalFlows,
    contracts: personalContracts,
    more: { wallet, activity, seller: selling },
    oneTime: selling.names,
    woken: () => selling.look(),
    ...(platform.push ? { push: platform.push } : {}),
    ...(o.changed ? { changed: o.changed } : {}),
    ...(o.stopped ? { stopped: o.stopped } : {}),
    asked: () => {
      for (const run of waiting) run()
      waiting.clear()
    },
  })
  selling.attach(node)
  node.documents.alsoErased(importErased)
  let direct: Direct | undefined
  const addresses = () => ({ rest: '', multiaddrs: direct?.multiaddrs ?? [] })
  const openDirect = async (): Promise<Addresses> => {
    direct = await platform.direct?.({
      seed: crypto.random(32),
      relay: async () => node.queue?.relayAddress(),
      readdressed: () => void node.readdress(addresses()).catch(() => {}),
      rules: () => trust.rules(),
      nodeInfo: () => node.nodeInfo,
      accept: async (envelope) => (await node.messenger.accept(envelope, 'libp2p'))?.reply,
    })
    if (direct) node.messenger.prefer(direct)
    return addresses()
  }
  const keeper = new DayKeeper(node, clock, logger)
  let connected: Promise<void> | undefined
  const connect = (): Promise<void> => {
    connected ??= node.start(openDirect).then(() => {
      keeper.wake()
      o.changed?.()
    })
    return connected
  }
  try {
    await node.load()
    await Promise.all([
      wallet.load(storage.store),
      activity.load(storage.store, node.documents),
      walkTests.load(storage.store),
      selling.offers.load(storage.store),
    ])
    await clockChecked
    // At the first start nothing is here to be looked at.
    if (first) await connect()
  } catch (error) {
    keeper.stop()
    node.halt()
    await direct?.stop()
    throw error
  }
  const connections: Route = {
    method: 'GET',
    path: '/connections',
    handle: async () => ({
      services: services(),
      direct: direct?.connections() ?? 0,
      relayed: addresses().multiaddrs.some((a) => a.includes('/p2p-circuit')),
    }),
  }
  const asked = () => new Promise<void>((resolve) => waiting.add(resolve))
  return {
    name: keys.name,
    node,
    get direct() {
      return direct
    },
    connect,
    routes: [
      ...nodeRoutes(node, clock),
      ...personalRoutes(node, clock, asked, offset),
      ...activityRoutes(node, {
        clock,
        rules: () => trust.rules(),
        keeper,
        tests: walkTests,
        shoe: (address) => bridgedShoe(platform.http, address),
      }),
      ...searchRoutes(selling.searchable, clock),
      ...offerRoutes(node, selling),
      connections,
    ],
    halt() {
      keeper.stop()
      node.halt()
    },
    async stop() {
      keeper.stop()
      await direct?.stop()
      await node.stop()
    },
  }
}

/** Notices which service answered last time it was asked. */
function watched(http: HttpClient, bases: Readonly<Record<string, string>>) {
  const reached = new Map<string, boolean>()
  const noting: HttpClient = async (request) => {
    const name = Object.keys(bases).find((n) => request.url.startsWith(`${bases[n]}/`))
    try {
      const reply = await http(request)
      if (name) reached.set(name, true)
      return reply
    } catch (error) {
      if (name) reached.set(name, false)
      throw error
    }
  }
  const services = () =>
    Object.keys(bases).map((name) => {
      const known = reached.get(name)
      return { name, ...(known === undefined ? {} : { reached: known }) }
    })
  return { http: noting, services }
}

/** Compares the phone's clock with the network's, when the network answers. @throws CLOCK_WRONG with the minutes it is off */
async function checkPhoneClock(http: HttpClient, doorman: string, clock: Clock): Promise<void> {
  const reply = await http({ method: 'GET', url: `${doorman}/health` }).catch(() => undefined)
  if (reply) checkClock(reply, clock.now())
}
