/**
 * What a flow sees: typed operations to `yield*`, and nothing of its node beside them. What an operation hands in ends in the journal, so
 * that a replay cannot see another world (ADR 32).
 */

import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import type { OwnerQuestion } from './question.ts'
import type { Flow, Operation, Session, StepTools, Value } from './types.ts'

/** How a payload is written and read. `decode` refuses what is malformed. */
export interface Codec<T> {
  encode(value: T): Uint8Array
  decode(bytes: Uint8Array): T
}

export interface FlowDefinition<S, A, R> {
  readonly name: string
  readonly version: number
  run(ctx: FlowContext<S>, args: A): Flow<R>
}

/** The definition of a flow that a peer may start; its arguments are the session and the first payload. */
export interface Responder<S> extends FlowDefinition<S, ResponderArgs, unknown> {
  readonly responds: true
  /** Deals with one-time names too, and with nobody else. */
  readonly unnamed?: true
}
export interface ResponderArgs {
  readonly session: Session
  readonly first: Uint8Array
}

/** What a step gets beside its services. */
export interface ServiceTools<S> extends StepTools {
  readonly services: S
}

function* op<T>(operation: Operation): Flow<T> {
  return (yield operation) as T
}

export class FlowContext<S> {
  /** Hex of the flow's id. */
  readonly id: string
  private readonly services: S

  constructor(id: string, services: S) {
    this.id = id
    this.services = services
  }

  /** Opens a session; it leaves with the first payload. @param as one-time name that this side deals under; without one, its own */
  open(peer: string, flow: string, version: number, as?: string): Flow<Session> {
    return op({ kind: 'open', peer, flow, version, as })
  }
  /** @param held a piece of the document store without which it does not leave, and what leaves instead: as long as it is on this node */
  *send<T>(session: Session, codec: Codec<T>, value: T, held?: { readonly piece: string; readonly instead: T }): Flow<void> {
    const back = held && { piece: held.piece, instead: codec.encode(held.instead) }
    yield* op({ kind: 'send', session: session.id, payload: codec.encode(value), held: back })
  }
  /** Waits for the next payload. @throws SESSION_ENDED, PEER_ERROR and what the peer's error says, SESSION_TIMEOUT after `timeout` ms */
  *receive<T>(session: Session, codec: Codec<T>, options: { timeout?: number } = {}): Flow<T> {
    const bytes = yield* op<Uint8Array>({ kind: 'receive', session: session.id, timeout: options.timeout })
    return codec.decode(bytes)
  }
  /** Says that this side is done; the session takes no further payloads. */
  *close(session: Session): Flow<void> {
    yield* op({ kind: 'close', session: session.id, silent: false })
  }
  /** Is done with a session and does not say so: to the other side it looks as if nobody were there. */
  *leave(session: Session): Flow<void> {
    yield* op({ kind: 'close', session: session.id, silent: true })
  }
  /** Runs flows side by side; the first failure cancels the others. */
  *all<T extends readonly unknown[]>(flows: { readonly [K in keyof T]: Flow<T[K]> }): Flow<T> {
    return yield* op<T>({ kind: 'all', flows })
  }
  /** Another flow in the same journal. */
  sub<A, R>(definition: { run(ctx: FlowContext<S>, args: A): Flow<R> }, args: A): Flow<R> {
    return definition.run(this, args)
  }
  /** An effect outside, begun only when all that led to it is durable; tried again while its error is retryable. */
  step<T extends Value>(label: string, run: (tools: ServiceTools<S>) => Promise<T>, options: { attempts?: number } = {}): Flow<T> {
    const { services } = this
    const effect = (tools: StepTools): Promise<T> => run({ ...tools, services })
    return op({ kind: 'step', label, run: effect, attempts: options.attempts ?? Number.POSITIVE_INFINITY })
  }
  /** Computing without outside effect: sign, seal, open, verify, read the store; tried again while its error is retryable. */
  crypto<T extends Value>(label: string, run: (services: S) => Promise<T>): Flow<T> {
    const { services } = this
    return op({ kind: 'crypto', label, run: () => run(services) })
  }
  /**
   * What the node knows at this moment: a row, a name, a parameter. At once and in the same turn; a replay gets what was read then. The
   * value lies in the journal: it has to be small, and never a secret of the wallet or the identity, which {@link crypto} is for.
   */
  read<T extends Value>(label: string, read: (services: S) => T): Flow<T> {
    const { services } = this
    return op({ kind: 'read', label, run: () => read(services) })
  }
  /** Changes of the node's own store, in the same durable batch as this turn: exactly once. */
  tx<T extends Value = undefined>(label: string, run: (changes: Change[], services: S) => T): Flow<T> {
    const { services } = this
    return op({ kind: 'tx', label, run: (changes) => run(changes, services) })
  }
  /**
   * The owner of the node answers; may take days. Without a question's value, by its name alone, the answer comes as it was given.
   * @throws QUESTION_UNKNOWN keeps a flow whose question none of the node's capabilities brings
   */
  ask<T extends Value, A extends Value>(question: OwnerQuestion<T, A>, terms: T, options?: { timeout?: number }): Flow<A>
  ask<A extends Value>(question: string, terms: Value, options?: { timeout?: number }): Flow<A>
  ask<A extends Value>(question: string | Pick<OwnerQuestion, 'name'>, terms: Value, options: { timeout?: number } = {}): Flow<A> {
    return op({ kind: 'ask', question: typeof question === 'string' ? question : question.name, terms, timeout: options.timeout })
  }
  sleep(ms: number): Flow<void> {
    return op({ kind: 'timer', ms })
  }
  /**
   * Something that arrives unasked. With `watch`, a failure of that session ends the waiting with the peer's error.
   * @throws SESSION_TIMEOUT after `timeout` ms
   */
  event<T extends Value>(type: string, key: string, options: { timeout?: number; watch?: Session } = {}): Flow<T> {
    return op({ kind: 'event', type, key, timeout: options.timeout, watch: options.watch?.id })
  }
  random(length: number): Flow<Uint8Array> {
    return op({ kind: 'random', length })
  }
  now(): Flow<number> {
    return op({ kind: 'now' })
  }
  /** From here on a failure keeps the flow for observation and repair; nothing is propagated or deleted. */
  noReturn(): Flow<void> {
    return op({ kind: 'noReturn' })
  }
  /** Ends the flow with a refusal that the other side is told. */
  refuse(by: string, reason: string): never {
    return fail('REFUSED', { by, reason })
  }
}

/** The error code of whatever a flow caught. */
export const codeOf = (error: unknown): string => asHdmsError(error).code
