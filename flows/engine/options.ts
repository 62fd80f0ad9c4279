/** What an engine is made of. */
import type { HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { Ask } from './asks.ts'
import type { FlowDefinition } from './context.ts'
import type { OwnerQuestion } from './question.ts'
import type { OutboxEntry } from './sessions.ts'
import type { Outcome, Value } from './types.ts'

/** What a start is refused with, as unavailable, while a node is drained. */
export const DRAINED: { readonly service: string } = { service: 'node: it is drained, and takes nothing new' }

export interface EngineOptions<S> {
  readonly store: NodeStore
  readonly clock: Clock
  readonly logger: Logger
  readonly random: (length: number) => Uint8Array
  readonly services: S
  readonly flows: readonly FlowDefinition<S, never, unknown>[]
  /** Sends a session message until {@link Engine.acknowledged} says it has arrived. Called again for all that is open after a start. */
  readonly dispatch: (entry: OutboxEntry) => void
  /** The store failed: nothing goes on. */
  readonly stopped: (error: HdmsError) => void
  /** A flow has ended: whatever it held in the node's store is let go in the same batch. */
  readonly ended?: (flow: string, changes: Change[], outcome: Outcome) => void
  /** It is drained, and nothing runs or is kept any more. */
  readonly drained?: () => void
  /** Questions that flows may ask. Without any, they ask what they like and are answered as it comes. */
  readonly questions?: readonly OwnerQuestion<never, Value>[]
  /** A question waits for a person. */
  readonly asked?: (ask: Ask) => void
  /** Whether a piece of the document store is there, for messages that leave only with it. */
  readonly holds?: (piece: string) => boolean
  /**
   * For tests: every flow is dropped and repeated from its journal whenever it rests, as a kill at that moment would. What it waits for then
   * runs as the repeated flow asked for it.
   */
  readonly replayEverything?: boolean
}
