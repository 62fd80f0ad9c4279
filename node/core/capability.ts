/**
 * A capability as a kind of node runs it: what its folder under `flows/` declares, the flows of this side, and how it opens in a node. The
 * person's sides lie in `node/personal/capabilities/`, those of institutions in `node/institutional/capabilities/`.
 */
import type { NodeKeys } from '@hdms/doorman/client/keys.ts'
import type { TrustStore } from '@hdms/doorman/client/trust.ts'
import type { Capability } from '@hdms/flows/core/capability.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { Words } from '@hdms/flows/engine/question.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { Door } from './door.ts'
import type { Node } from './node.ts'
import type { Names } from './one-time.ts'
import type { Route } from './routes.ts'
import type { Storage } from './storage.ts'

/** Things that a capability finds when it opens. @typeParam S services of the node: its own and of what it requires */
export interface Host<S extends CoreServices = CoreServices> {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly http: HttpClient
  readonly storage: Storage
  readonly keys: NodeKeys
  readonly trust: TrustStore
  /** Tells the owner's screens that something they show has changed. */
  changed(): void
  /** The node that it opens in. It is made when all capabilities have opened, so it is asked for later. @throws BUG before */
  node(): Node<S>
}

/** Operations of routes as OpenAPI 3.1 describes them, by path (`/ious/{id}`) and method in small letters. */
export type Operations = Readonly<Record<string, Readonly<Record<string, object>>>>

/** A figure that an operator watches, by the rules of Prometheus: `hdms_…`, in base units. Never of one person. */
export interface Metric {
  readonly name: string
  readonly about: string
  value(): number
}

/** A flow that the owner of a node starts by its name. */
export interface Startable {
  readonly flow: string
  readonly words: Words
  /** @throws INPUT_INVALID */
  readonly args: (said: Value, what: string) => Value
  /** How it is typed: `hdms do NAME WORDS`. */
  readonly commands?: readonly TypedCommand[]
}
/** Words that start a flow. */
export interface TypedCommand {
  /** Its name, and in capitals what stands behind it: `iou issue LENDER AMOUNT`. */
  readonly usage: string
  readonly about: string
  /** Arguments of the flow, of the words behind the name. @throws INPUT_INVALID */
  readonly args: (words: readonly string[]) => Value
}

/** An event of the outside that flows wait for, such as a message of a HIS. */
export interface OutsideEvent {
  readonly type: string
  /** @throws INPUT_INVALID */
  readonly read: (said: Value, what: string) => Value
}

/** A capability that has opened in a node. @typeParam G services that it gives to flows */
export interface Opened<G extends object = object> {
  readonly services: G
  /** The owner's interface to it. */
  readonly routes?: readonly Route[]
  /** Ways in that are its own, opened before those of the program. */
  readonly doors?: readonly Door[]
  /** What an operator watches of it. */
  readonly metrics?: readonly Metric[]
  /** Names under which the node deals where nobody learns its own. */
  readonly oneTime?: Names
  /** Fastens itself to the node, before the node reads what it kept. */
  attach?(): void
  /** Reads what it kept itself, after the node's ledger and documents. */
  load?(): Promise<void>
  /** Begins its work in the background: the doors are open and the node has said where it is. @returns what ends that work */
  begin?(): Promise<() => void> | (() => void)
  /** Something may have come, or it is time to look. */
  woken?(): void
  /** A flow asks the owner something. */
  asked?(ask: Ask): void
  /** Erases a record with all that lies beside it here, in place of the document store's own erasure. @throws NOT_FOUND */
  erase?(record: string): Promise<void>
}

export interface NodeCapability<G extends object = object, S extends CoreServices = CoreServices> extends Capability {
  /** Flows that this side runs. */
  readonly flows: readonly FlowDefinition<never, never, unknown>[]
  /** Flows of this side that the owner starts by name (`POST /flows`), with what reads their arguments. */
  readonly starts?: readonly Startable[]
  /** Events that come in by `POST /events`. */
  readonly events?: readonly OutsideEvent[]
  /** Of another party: hex SHA-256 of its files, which the node tells its peers. */
  readonly hash?: string
  /** Descriptions of its routes that `node/openapi.json` lacks: a server serves none that is not described. */
  readonly api?: Operations
  open(host: Host<S>): Opened<G> | Promise<Opened<G>>
}

/** A side that runs no flow: the node verifies the capability's contracts and no more. */
export const verifying = (capability: Capability): NodeCapability => ({ ...capability, flows: [], open: () => ({ services: {} }) })

/** A side that needs nothing but the node itself. */
export const running = (capability: Capability, flows: NodeCapability['flows']): NodeCapability => ({
  ...capability,
  flows,
  open: () => ({ services: {} }),
})

type Gives<C> = C extends NodeCapability<infer G, never> ? G : never
type Both<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never
/** Services that the flows of a node have: the core's, and what its capabilities give. */
export type ServicesOf<C extends readonly NodeCapability<object, never>[]> = CoreServices & Both<Gives<C[number]>>
