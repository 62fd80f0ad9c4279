/**
 * A node, composed: one store, one engine, the vault, the off-ledger store, the ways to peers. The same on a phone and on a
 * server; what differs (stores, cryptography, HTTP, push, flows) is handed in.
 */

import type { NodeKeys } from '@hdms/doorman/client/keys.ts'
import type { TrustStore } from '@hdms/doorman/client/trust.ts'
import type { Contract } from '@hdms/flows/core/contract.ts'
import { DocumentStore } from '@hdms/flows/core/documents.ts'
import { Duties } from '@hdms/flows/core/duties.ts'
import { keysOf } from '@hdms/flows/core/release.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { Vault } from '@hdms/flows/core/vault.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { type Ask, Engine } from '@hdms/flows/engine/engine.ts'
import type { OwnerQuestion } from '@hdms/flows/engine/question.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { isProofOf } from '@hdms/shared/documents/document.ts'
import { asHdmsError, fail, type HdmsError } from '@hdms/shared/errors.ts'
import type { AuthorityStanding } from '@hdms/shared/evidence/authority.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type RunningCapability, signNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { PushSource } from '@hdms/shared/ports/push.ts'
import { type Clock, MINUTE } from '@hdms/shared/time.ts'
import { Checkpoints } from './checkpoints.ts'
import { Directory } from './directory.ts'
import { MailboxKeeper } from './mailbox.ts'
import { Messenger } from './messenger.ts'
import { type NotaryStanding, NotaryWatch } from './notary-watch.ts'
import type { Names } from './one-time.ts'
import { ParametersKeeper } from './parameters.ts'
import { ProgressLog } from './progress.ts'
import { repair } from './repair.ts'
import type { Storage } from './storage.ts'
import { mailboxTransport, restTransport } from './transports.ts'

export const PLATFORM_VERSION = 1

export interface NodeOptions<S extends CoreServices> {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly http: HttpClient
  readonly storage: Storage
  readonly keys: NodeKeys
  readonly trust: TrustStore
  readonly networkMap: string
  /** Base URL of the message queue; empty for none. */
  readonly queue: string
  /** Name of the notary for dealings with this node; empty for a person, who uses the other side's. */
  readonly notary: string
  readonly person: boolean
  readonly flows: readonly FlowDefinition<S, never, unknown>[]
  readonly contracts: readonly Contract[]
  /** Capabilities that it runs; those of other parties with the hash of their files, which peers are told. */
  readonly capabilities?: readonly Runs[]
  /** What flows may ask. */
  readonly questions?: readonly OwnerQuestion<never, Value>[]
  /** What the flows have beside the core: a hospital's HIS, for one. */
  readonly more: Omit<S, keyof CoreServices>
  readonly push?: PushSource
  readonly asked?: (ask: Ask) => void
  /** It was drained, and nothing runs or is kept any more. */
  readonly drained?: () => void
  /** Something that the owner can see has changed: a line of a dealing, a question, an ending. */
  readonly changed?: () => void
  readonly stopped?: (error: HdmsError) => void
  /** Names that it deals under where nobody learns its own. */
  readonly oneTime?: Names
  /** Something may have come, or it is time to look by oneself. */
  readonly woken?: () => void
  /** Beginning of the hash of parameters that the operator accepts for a node that stopped. */
  readonly acceptedParameters?: string
  /** For tests: see the engine's option. */
  readonly replayEverything?: boolean
}

/** A capability that a node runs. @see RunningCapability */
export type Runs = Pick<RunningCapability, 'name' | 'version'> & Partial<RunningCapability>

/** Where a node can be reached, known only when its listeners are up. */
export interface Addresses {
  readonly rest: string
  readonly multiaddrs: readonly string[]
}
/** Opens whatever others reach the node by. */
export type Doors = () => Promise<Addresses>

const REFRESH = 10_000
/** Row of what the doorman's lists revoked, where it is not kept beside the keys already. */
const REVOKED = 'rv/doorman'
/** Institutions ask more often whether the map changed: who joined is known soon. */
const LOOK = 2_000
const REPAIR = MINUTE
/**
 * How often the header chains are followed where nothing else asks for it, how long after an answer or another's head showed a newer header, how many
 * headers at once, how much is remembered: a phone does less.
 */
const WATCH = { every: 30 * MINUTE, soon: 5_000, walk: 20_000, remembered: 4_096 }
const WATCH_PHONE = { every: 60 * MINUTE, soon: 30_000, walk: 2_000, remembered: 256, skip: 1_000 }
/** How long after a flow's end its rows leave the disk for good, at the latest. */
const COMPACT = 10 * MINUTE

export class Node<S extends CoreServices> {
  readonly engine: Engine<S>
  readonly services: S
  readonly directory: Directory
  readonly messenger: Messenger
  readonly watch: NotaryWatch
  readonly map: MapClient
  readonly parameters: ParametersKeeper
  readonly progress: ProgressLog
  readonly vault: Vault = new Vault()
  readonly documents: DocumentStore
  readonly duties: Duties = new Duties()
  readonly queue: QueueClient | undefined
  private readonly mailboxes: MailboxKeeper | undefined
  private readonly o: NodeOptions<S>
  private info: Uint8Array = new Uint8Array(0)
  private mailbox: Uint8Array | undefined
  private readonly cancels: (() => void)[] = []
  private closed = false
  private loaded = false
  private opened: Promise<Addresses> | undefined
  private compactDue: number | undefined

  constructor(o: NodeOptions<S>) {
    this.o = o
    const { crypto, clock, http, logger, keys } = o
    const { store, blobs, keys: slots } = o.storage
    const rules = () => o.trust.rules()
    this.progress = new ProgressLog(() => o.changed?.())
    const member = { seed: keys.seed, chain: keys.chain }
    this.map = new MapClient({ crypto, http, url: o.networkMap, rules, logger, store })
    this.parameters = new ParametersKeeper({
      map: this.map,
      store,
      logger,
      platformVersion: PLATFORM_VERSION,
      acceptAll: o.person,
      accepted: o.acceptedParameters ?? '',
      acknowledge: (hash) => this.map.acknowledge(hash, member),
    })
    this.queue = o.queue ? new QueueClient({ crypto, clock, http, url: o.queue, member }) : undefined
    const cosigner = o.person ? undefined : { name: keys.name, seed: keys.seed, cosignSeed: keys.cosignSeed }
    const checkpoints = new Checkpoints({ crypto, logger, cosigner, map: this.map })
    this.watch = new NotaryWatch({
      checkpoints,
      ...{ crypto, clock, store, logger, whole: !o.person, ...(o.person ? WATCH_PHONE : WATCH) },
      notaries: () => this.directory.watched(),
      distrusted: () => o.changed?.(),
    })
    const observer = (id: Uint8Array) => this.watch.observer(id)
    this.directory = new Directory({ ...{ crypto, store, http, rules, observer }, map: this.map, queue: this.queue, relayOnly: o.person })
    this.documents = new DocumentStore(crypto, blobs, slots)
    this.documents.alsoErased((key) => this.vault.eraseAttachments((a) => isProofOf(a, fromHex(key))))
    const core: CoreServices = {
      crypto,
      identity: keys,
      vault: this.vault,
      documents: this.documents,
      network: this.directory,
      contracts: o.contracts,
      progress: this.progress,
      duties: this.duties,
      ...(o.oneTime ? { oneTime: o.oneTime } : {}),
    }
    this.services = { ...core, ...o.more } as unknown as S
    this.messenger = new Messenger({
      crypto,
      clock,
      logger,
      identity: keys,
      directory: this.directory,
      rules,
      transports: [restTransport(http), ...(this.queue ? [mailboxTransport(this.queue)] : [])],
      nodeInfo: () => this.info,
      heads: () => this.watch.heads(),
      gossip: (heads) => this.watch.gossip(heads),
      ...(o.oneTime ? { oneTime: o.oneTime } : {}),
    })
    this.engine = new Engine<S>({
      store,
      clock,
      logger,
      random: (n) => crypto.random(n),
      services: this.services,
      flows: o.flows,
      ...(o.questions ? { questions: o.questions } : {}),
      dispatch: (entry) => this.messenger.dispatch(entry),
      holds: (piece) => this.documents.hasPiece(piece),
      ended: (flow, changes, outcome) => {
        this.vault.release(changes, flow)
        this.documents.dropPieces(changes, (piece) => piece.startsWith(keysOf(flow)))
        o.changed?.()
        // What passed through a flow goes with its journal, and from the disk soon after; at once when a consent was withdrawn or has ended.
        const over = 'error' in outcome && (outcome.error.code === 'CONSENT_SPENT' || outcome.error.code === 'CONSENT_EXPIRED')
        this.compactSoon(over ? 1_000 : COMPACT)
      },
      ...(o.replayEverything ? { replayEverything: true } : {}),
      stopped: (error) => {
        logger.error('the store failed: the node stops', { code: error.code })
        o.stopped?.(error)
      },
      ...(o.drained ? { drained: o.drained } : {}),
      asked: (ask) => {
        o.asked?.(ask)
        o.changed?.()
      },
    })
    this.documents.alsoForgotten((piece) => this.engine.forgotten(piece))
    this.messenger.attach(this.engine as unknown as Engine<never>)
    if (o.person && this.queue) {
      const accept = (envelope: Uint8Array) => this.messenger.acceptKept(envelope)
      this.mailboxes = new MailboxKeeper({
        crypto,
        clock,
        store,
        queue: this.queue,
        push: o.push,
        logger,
        accept,
        ...(o.woken ? { woken: o.woken } : {}),
      })
    }
  }

  /** Reads what is the owner's own: ledger, documents, histories. They can be looked at from then on. */
  async load(): Promise<void> {
    const { store } = this.o.storage
    // An erasure that a crash cut short is finished in the ledger too.
    await this.vault.load(store)
    await Promise.all([this.documents.load(store, store.slots()), this.progress.load(store), this.duties.load(store)])
    await this.o.oneTime?.load(store, (name) => this.duties.needs(name))
    this.loaded = true
  }

  /**
   * Loads what is not loaded yet, goes on where it stood, and only then lets anybody in and says where it is. What leaves meanwhile
   * waits until it has been said: an envelope carries the own info.
   * @param doors where it is reached already, or what is opened once the engine has read its store. A second try finds them open
   */
  async start(doors: Addresses | Doors): Promise<void> {
    const { trust, logger } = this.o
    const { store } = this.o.storage
    if (!this.loaded) await this.load()
    await trust.remember({ load: () => store.get(REVOKED), save: (value) => store.commit([{ key: REVOKED, value }]) })
    await trust.refresh()
    await this.map.start()
    await this.parameters.load()
    await this.parameters.look()
    await this.directory.load()
    await this.watch.load()
    await this.engine.start()
    this.stillOpen()
    // The node's own door: nothing is fetched from it before the node has said where it is.
    this.mailbox = await this.mailboxes?.start()
    this.opened ??= typeof doors === 'function' ? doors() : Promise.resolve(doors)
    const reached = await this.opened
    this.stillOpen()
    await this.announce(reached, this.mailbox)
    this.messenger.nudge()
    this.o.oneTime?.start()
    this.mailboxes?.listen()
    this.every(this.o.person ? REFRESH : LOOK, () => this.follow())
    this.every(REFRESH, () => trust.refresh())
    this.every((this.o.person ? WATCH_PHONE : WATCH).every, () => this.watch.followAll())
    void this.watch.followAll().catch((error: unknown) => logger.warn('notary watch', { code: asHdmsError(error).code }))
    this.every(REPAIR, () => repair(this.services, store, this.o.clock.now(), logger))
    void repair(this.services, store, this.o.clock.now(), logger)
  }

  /** One that was stopped while it started opens nothing, and says nowhere that it is there. @throws SERVICE_UNAVAILABLE */
  private stillOpen(): void {
    if (this.closed) fail('SERVICE_UNAVAILABLE', { service: 'node' })
  }

  /** The map of now, and the parameters that it says. A node that cannot follow them stops. */
  private async follow(): Promise<void> {
    await this.map.refresh()
    try {
      await this.parameters.look()
    } catch (error) {
      const known = asHdmsError(error)
      if (known.code !== 'PARAMETERS_REFUSED' && known.code !== 'PLATFORM_OLD') throw error
      this.o.logger.error('the node cannot follow the network', { code: known.code })
      this.halt()
      this.o.stopped?.(known)
    }
  }

  /** Whether those who sign for the network are trusted, and the evidence there is against them. */
  async standings(): Promise<{ notaries: NotaryStanding[]; services: AuthorityStanding[] }> {
    const map = await this.map.standing()
    return { notaries: await this.watch.standing(), services: [this.o.trust.standing(), ...(map ? [map] : [])] }
  }

  /** The operator decides to trust a notary or the doorman again. @throws NOT_FOUND */
  trustAgain(name: string): Promise<void> {
    return name === this.o.trust.standing().name ? this.o.trust.trustAgain(name) : this.watch.trust(name)
  }

  /** The addresses have changed: the own info is signed anew, for whoever gets the next envelope. */
  async readdress(addresses: Addresses): Promise<void> {
    if (this.info.length > 0 && !this.closed) await this.announce(addresses, this.mailbox)
  }

  private async announce({ rest, multiaddrs }: Addresses, mailbox: Uint8Array | undefined): Promise<void> {
    const { crypto, keys, clock, notary, person, queue } = this.o
    this.info = await signNodeInfo(crypto, keys.seed, {
      name: keys.name,
      serial: clock.now(),
      chain: keys.chain,
      sealingKey: keys.sealingKey,
      rest,
      multiaddrs,
      notary,
      platformVersion: PLATFORM_VERSION,
      transport: keys.transportCertificate,
      logProof: keys.logProof,
      ...(person ? {} : { cosignKey: sha256(await crypto.mldsaPublic(keys.cosignSeed)) }),
      ...(mailbox ? { mailbox: { queue, id: mailbox } } : {}),
      capabilities: this.capabilities.flatMap(({ hash, ...c }) => (hash === undefined ? [] : [{ ...c, hash }])),
    })
    if (person) return
    await this.map.publish(this.info)
    await this.map.refresh()
  }

  private every(ms: number, run: () => Promise<unknown>): void {
    if (this.closed) return
    this.cancels.push(
      this.o.clock.after(ms, () => {
        void run()
          .catch((error: unknown) => this.o.logger.warn('background work failed', { code: asHdmsError(error).code }))
          .then(() => this.every(ms, run))
      }),
    )
    if (this.cancels.length > 20) this.cancels.splice(0, 10)
  }

  private compactSoon(ms: number): void {
    const { clock, storage, logger } = this.o
    const due = clock.now() + ms
    if (this.compactDue !== undefined && this.compactDue <= due) return
    this.compactDue = due
    clock.after(ms, () => {
      if (this.closed || this.compactDue !== due) return
      this.compactDue = undefined
      storage.store.compact('short-lived').catch((error: unknown) => logger.warn('compaction failed', { code: asHdmsError(error).code }))
    })
  }

  /** Capabilities that it runs, each after those that it needs. */
  get capabilities(): readonly Runs[] {
    return this.o.capabilities ?? []
  }

  get store(): NodeStore {
    return this.o.storage.store
  }

  /** The own SignedNodeInfo. */
  get nodeInfo(): Uint8Array {
    return this.info
  }

  /** Something may have come, or the network is back: looks into the mailboxes and sends what waits. */
  wake(): void {
    this.messenger.nudge()
    this.mailboxes?.wake()
  }

  async stop(): Promise<void> {
    this.halt()
    await this.o.storage.close()
  }

  /** Stops at once, as a crash would; nothing more is written. */
  halt(): void {
    this.closed = true
    for (const cancel of this.cancels) cancel()
    this.mailboxes?.stop()
    this.o.oneTime?.stop()
    this.messenger.stop()
    this.watch.stop()
    this.engine.stop()
  }
}
