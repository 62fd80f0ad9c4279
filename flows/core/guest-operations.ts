/**
 * Operations of guests are made by their context alone: one that a guest's flow made by itself could change any row of
 * the node's store, and is refused.
 */
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Flow, Operation } from '../engine/types.ts'
import type { GuestOperation, GuestRun } from './guest.ts'

/** Goes through a flow, whatever it yields and however it is ended. */
function* driven<O, R>(flow: Generator<O, R, unknown>, pass: (operation: O) => Operation): Flow<R> {
  let step = flow.next()
  try {
    while (!step.done) {
      const operation = pass(step.value)
      let back: { readonly value: unknown } | { readonly error: unknown }
      try {
        back = { value: yield operation }
      } catch (error) {
        back = { error }
      }
      step = 'error' in back ? flow.throw(back.error) : flow.next(back.value)
    }
    return step.value
  } finally {
    // Ended from outside, it cleans up as it would by itself.
    if (!step.done) flow.return(undefined as R)
  }
}

/** The operations that one context made. */
export class MadeOperations {
  private readonly made = new WeakSet<object>()

  /** Remembers the operations of the node's own context. */
  note<R>(flow: Flow<R>): Flow<R> {
    return driven(flow, (operation) => {
      this.made.add(operation)
      return operation
    })
  }

  /**
   * Runs a guest's flow: its errors become errors of ours. @throws CAPABILITY_INVALID for an operation that was not
   * made here
   */
  *run<R>(capability: string, flow: GuestRun<R>): Flow<R> {
    try {
      return yield* driven(flow, (operation) =>
        this.isMade(operation) ? operation : fail('CAPABILITY_INVALID', { capability, what: 'an operation that its flow made itself' }),
      )
    } catch (error) {
      throw asHdmsError(error)
    }
  }

  private isMade(operation: GuestOperation): operation is Operation {
    return this.made.has(operation)
  }
}
