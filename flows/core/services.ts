/** What flows may use of their node. Nodes provide it; tests can provide another. */

import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { VerifiedNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import type { Board } from '@hdms/shared/queries/order.ts'
import type { Contract } from './contract.ts'
import type { DocumentStore } from './documents.ts'
import type { Duties } from './duties.ts'
import type { NotaryPort } from './notary-port.ts'
import type { OneTimeNames } from './one-time.ts'
import type { Vault } from './vault.ts'

export interface Identity {
  /** X.500 name. */
  readonly name: string
  /** Legal identity key and its seed. */
  readonly key: Uint8Array
  readonly seed: Uint8Array
  /** X-Wing key that others seal to, and its secret. */
  readonly sealingKey: Uint8Array
  readonly sealingSecret: Uint8Array
  /** Seed that one-time spend keys are derived from. */
  readonly walletSeed: Uint8Array
}

/** What is known of the network, always from verified infos. */
export interface NetworkPort {
  parametersHash(): Uint8Array
  /** A member's verified info: from the map, or from a dealing. @throws NOT_FOUND */
  node(name: string): VerifiedNodeInfo
  notary(name: string): NotaryPort
  /** The name of the notary with this ledger id. @throws NOT_FOUND */
  notaryName(id: Uint8Array): string
  /** Name of the listed institution with this identity key. */
  institutionOf(key: Uint8Array): string | undefined
  /** The contracts of the network parameters, by name and version, with the hex hash of their code; nothing while none is fixed. */
  contracts(): ReadonlyMap<string, string> | undefined
  /** What the network publishes for trading. */
  trading(): TradingParameters
}

export interface TradingParameters {
  /** Identity keys of the data-search service and of the two that count; of those that are not listed, none. */
  readonly search: Uint8Array | undefined
  readonly counters: readonly Uint8Array[]
  /** The three judges of sales. */
  readonly judges: readonly { readonly name: string; readonly key: Uint8Array }[]
  readonly boards: readonly Board[]
}

/** One line of a dealing's history: which step of the paper was done, when. */
export interface Progress {
  readonly dealing: string
  readonly step: number
  readonly what: string
  readonly at: number
}

export interface CoreServices {
  readonly crypto: CryptoProvider
  readonly identity: Identity
  readonly vault: Vault
  readonly documents: DocumentStore
  readonly network: NetworkPort
  readonly contracts: readonly Contract[]
  readonly progress: { add(changes: Change[], line: Progress): void }
  /** What follows from erasures and withdrawals: whom to tell until they have answered. */
  readonly duties: Duties
  /** Names that the node deals under where nobody learns its own, on a phone. */
  readonly oneTime?: Pick<OneTimeNames, 'seedOfKey'>
}
