/**
 * A capability: something that nodes can do together, as one value. Its folder under `flows/` declares what is the same wherever it runs; a
 * node's side (`node/core/capability.ts`) adds the flows that this kind of node runs and the services that they have there.
 */
import type { OwnerQuestion, Words } from '../engine/question.ts'
import type { Value } from '../engine/types.ts'
import type { Contract } from './contract.ts'
import type { StateReader } from './vault-query.ts'

export interface Capability {
  /** Unique among those that a node runs: small letters and hyphens. */
  readonly name: string
  readonly version: number
  /** What must run beside it, since it uses its states, contracts or services: the names of capabilities, each with the version it was written for. */
  readonly requires: Readonly<Record<string, number>>
  /** Contracts that a node with it verifies. */
  readonly contracts: readonly Contract[]
  /** How states of its contracts are read, so that they can be asked for. */
  readonly states?: readonly StateReader[]
  /** What its flows ask the owner of a node. */
  readonly questions?: readonly OwnerQuestion<never, Value>[]
  /** Steps of its dealings, from the first on, as a person is told them (`flows/core/progress.ts`). */
  readonly steps?: readonly Words[]
  /** Rows in a node's store that are its own: key prefixes, each with its slash, and what lies under them. */
  readonly stores: Readonly<Record<string, string>>
}
