/**
 * The one way in which a node is opened, whoever opens it: an institution's program, a phone's worker, a person of the demo, the mock network.
 *
 *   storage ─► capabilities ─► load ─► (what is here can be looked at) ─► engine ─► doors ─► says where it is ─► background work
 *
 * Closed in reverse, also when an opening in the middle fails. Nobody gets in before the engine has read its store: a repeated message would
 * begin a dealing that runs already.
 */
import type { NodeKeys } from '@hdms/doorman/client/keys.ts'
import type { TrustStore } from '@hdms/doorman/client/trust.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail, type HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { PushSource } from '@hdms/shared/ports/push.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { arranged, chosen, routesOf, sole, together } from './arranged.ts'
import type { Metric, NodeCapability, Opened, Operations, ServicesOf } from './capability.ts'
import { Closing } from './closing.ts'
import { type Door, joined } from './door.ts'
import { adopted, type LoadedGuest } from './guest.ts'
import { type Addresses, Node, type NodeOptions } from './node.ts'
import type { Route } from './routes.ts'
import { START_API, startRoutes } from './start-routes.ts'
import { CHANGES_API, stateRoutes } from './state-routes.ts'
import { type Disk, openStorage, type Storage } from './storage.ts'
import { nodeRoutes } from './views.ts'

/** What a machine gives a node: a server, a phone, a simulation. */
export interface Platform {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly http: HttpClient
  /** Opens what it keeps its rows, documents and keys on. Asked once; the node closes what it gets, whatever happens then. */
  readonly openDisk: () => Promise<Disk>
  readonly secrets: SecretStore
  readonly push?: PushSource
}

/** Who the node is, and in which network. */
export interface NodeSettings<S extends CoreServices> {
  readonly keys: NodeKeys
  readonly trust: TrustStore
  readonly networkMap: string
  /** Base URL of the message queue; empty for none. */
  readonly queue: string
  /** Name of the notary for dealings with this node; empty for a person, who uses the other side's. */
  readonly notary: string
  readonly person: boolean
  readonly acceptedParameters?: string
  /** Names of the capabilities that it runs, of those that it is given; without them, all. */
  readonly runs?: readonly string[]
  /** The capability that its program is for, which cannot be left out. */
  readonly essential?: string
  /** Capabilities of other parties, which run beside them. */
  readonly guests?: readonly LoadedGuest[]
  /** Ways in, in the order in which they open, after those that capabilities bring. */
  readonly doors?: (open: OpenNode<S>) => readonly Door[]
  /** Whether peers are let in at once, or when `connect` is called: a phone shows what it has first. */
  readonly connect?: 'at once' | 'later'
  readonly changed?: () => void
  readonly asked?: (ask: Ask) => void
  readonly stopped?: (error: HdmsError) => void
  /** It was drained, and nothing runs or is kept any more. */
  readonly drained?: () => void
  /** For tests: see the engine's option. */
  readonly replayEverything?: boolean
}

export interface OpenNode<S extends CoreServices> extends AsyncDisposable {
  readonly node: Node<S>
  readonly storage: Storage
  /** The owner's interface: the node's own and that of its capabilities. */
  readonly routes: readonly Route[]
  /** What of the routes is described by capabilities. */
  readonly api: Operations
  /** What its capabilities have an operator watch. */
  readonly metrics: readonly Metric[]
  /** Lets the engine run and others in; once, whoever asks. When it fails, all is closed. */
  connect(): Promise<void>
  /** Closes in reverse, as `await using` does; a second call waits for the first. @throws what could not be closed, after all has been tried */
  close(): Promise<void>
  /** Ends at once, as the process would: nothing more is written, and the disk stays as it is. */
  halt(): void
}

type Any = NodeCapability<object, never>
interface Part {
  readonly name: string
  readonly opened: Opened
}

/**
 * @returns when its doors are open, or with `connect: 'later'` when what is here can be looked at
 * @throws CAPABILITY_… for capabilities that do not go together (`arranged`), STORAGE_LOST, STORE_DAMAGED, STORE_NEWER, what a door says, SERVICE_UNAVAILABLE
 */
export async function openNode<const C extends readonly Any[]>(
  platform: Platform,
  capabilities: C,
  settings: NodeSettings<ServicesOf<C>>,
): Promise<OpenNode<ServicesOf<C>>> {
  const closing = new Closing(platform.logger)
  try {
    const open = await opened(platform, capabilities, settings, closing)
    if (settings.connect !== 'later') await open.connect()
    return open
  } catch (error) {
    // What made it fail is what is said.
    await closing.run().catch(() => {})
    throw error
  }
}

async function opened<const C extends readonly Any[]>(
  platform: Platform,
  capabilities: C,
  settings: NodeSettings<ServicesOf<C>>,
  closing: Closing,
): Promise<OpenNode<ServicesOf<C>>> {
  type S = ServicesOf<C>
  const { crypto, clock, logger, http } = platform
  const { keys, trust } = settings
  const ours = chosen(capabilities, settings.runs, settings.essential)
  const inOrder = arranged<Any>([...ours, ...(settings.guests ?? []).map(adopted)])
  const storage = await openedStorage(platform, keys.storageKey, closing)
  let node: Node<S> | undefined
  const changed = (): void => settings.changed?.()
  const made = (): Node<S> => node ?? fail('BUG', { what: 'a node that is asked for before it is made' })
  const host = { crypto, clock, logger, http, storage, keys, trust, changed, node: made }
  const parts: Part[] = []
  for (const capability of inOrder) parts.push({ name: capability.name, opened: await capability.open(host as never) })
  const each = parts.map((p) => p.opened)
  const oneTime = sole(
    'one-time names',
    parts.map(({ name, opened: { oneTime: it } }) => ({ name, it })),
  )
  const erase = sole(
    'the erasure of records',
    parts.map(({ name, opened: { erase: it } }) => ({ name, it })),
  )
  const options: NodeOptions<S> = {
    ...{ crypto, clock, logger, http, storage, ...settings },
    flows: inOrder.flatMap((c) => c.flows) as NodeOptions<S>['flows'],
    contracts: inOrder.flatMap((c) => c.contracts),
    capabilities: inOrder.map(({ name, version, hash }) => ({ name, version, ...(hash === undefined ? {} : { hash }) })),
    questions: inOrder.flatMap((c) => c.questions ?? []),
    more: together(parts.map(({ name, opened }) => ({ name, services: opened.services }))) as NodeOptions<S>['more'],
    woken: () => {
      for (const part of each) part.woken?.()
    },
    asked: (ask) => {
      for (const part of each) part.asked?.(ask)
      settings.asked?.(ask)
    },
    ...(oneTime ? { oneTime } : {}),
    ...(platform.push ? { push: platform.push } : {}),
  }
  node = new Node<S>(options)
  closing.add('node', () => made().halt())
  for (const part of each) part.attach?.()
  await node.load()
  for (const part of each) await part.load?.()
  let connected: Promise<void> | undefined
  const open: OpenNode<S> = {
    node,
    storage,
    routes: routesOf(ownRoutes(node, inOrder, clock, erase), parts),
    api: Object.assign({}, START_API, CHANGES_API, ...inOrder.map((c) => c.api ?? {})),
    metrics: each.flatMap((p) => p.metrics ?? []),
    connect() {
      connected ??= connect(open, each, settings, closing).catch(async (error: unknown) => {
        if (!closing.crashed) await closing.run().catch(() => {})
        throw error
      })
      return connected
    },
    close: () => closing.run(),
    [Symbol.asyncDispose]: () => closing.run(),
    halt: () => closing.crash(),
  }
  return open
}

/** What every node answers its owner, whatever it runs. */
function ownRoutes<S extends CoreServices>(node: Node<S>, capabilities: readonly Any[], clock: Clock, erase: Opened['erase']): Route[] {
  const startables = {
    starts: capabilities.flatMap((c) => c.starts ?? []),
    events: capabilities.flatMap((c) => c.events ?? []),
    definitions: capabilities.flatMap((c) => c.flows),
  }
  const states = capabilities.flatMap((c) => c.states ?? [])
  return [...nodeRoutes(node, clock, erase), ...startRoutes(node.engine, startables, clock), ...stateRoutes(node.vault, states, clock)]
}

/** The disk is closed by whoever has it: by itself until the storage over it is open, then with that. */
async function openedStorage({ openDisk, crypto, secrets }: Platform, storageKey: Uint8Array, closing: Closing): Promise<Storage> {
  const disk = await openDisk()
  let close = async (): Promise<void> => {
    try {
      await disk.rows.close()
    } finally {
      disk.slots.close()
    }
  }
  closing.addOrderly('storage', () => close())
  const storage = await openStorage(crypto, disk, secrets, storageKey)
  close = () => storage.close()
  return storage
}

async function connect<S extends CoreServices>(
  open: OpenNode<S>,
  parts: readonly Opened[],
  settings: NodeSettings<S>,
  closing: Closing,
): Promise<void> {
  await open.node.start(async (): Promise<Addresses> => {
    const reached: Partial<Addresses>[] = []
    for (const door of [...parts.flatMap((p) => p.doors ?? []), ...(settings.doors?.(open) ?? [])]) {
      closing.check()
      let opening: Promise<unknown> = Promise.resolve()
      // One that is just being opened is closed when it is open: closed sooner, it would stay open.
      closing.add(door.name, () => opening.catch(() => {}).then(() => door.close()))
      const opens = door.open()
      opening = opens
      reached.push(await opens)
    }
    return joined(reached)
  })
  for (const part of parts) {
    const end = await part.begin?.()
    if (end) closing.add('background work', end)
  }
}
