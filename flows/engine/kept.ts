/**
 * Flows that are kept: they neither run nor have ended, their journal and whatever they hold stay. Each is tried again after growing
 * waits, at every start, and when an operator asks.
 */
import type { Clock } from '@hdms/shared/time.ts'
import { HOUR, MINUTE } from '@hdms/shared/time.ts'
import type { FlowRow } from './types.ts'

/** Waits between tries double from the first to the last. */
const FIRST_WAIT = MINUTE
const LAST_WAIT = HOUR

export interface KeptFlow {
  readonly row: FlowRow & { readonly parked: string }
  /** Entries of its journal. */
  readonly entries: number
}

export class Kept {
  private readonly clock: Clock
  private readonly flows = new Map<string, KeptFlow>()
  private readonly tries = new Map<string, { readonly count: number; readonly cancel: () => void }>()
  private readonly again: (flow: string) => void

  /** @param again tries a flow again */
  constructor(clock: Clock, again: (flow: string) => void) {
    this.clock = clock
    this.again = again
  }

  get(flow: string): KeptFlow | undefined {
    return this.flows.get(flow)
  }
  list(): [string, KeptFlow][] {
    return [...this.flows]
  }

  add(flow: string, kept: KeptFlow): void {
    this.flows.set(flow, kept)
    const { count = 0, cancel } = this.tries.get(flow) ?? {}
    cancel?.()
    const wait = Math.min(FIRST_WAIT * 2 ** Math.min(count, 10), LAST_WAIT)
    this.tries.set(flow, { count: count + 1, cancel: this.clock.after(wait, () => this.again(flow)) })
  }

  /** It goes on: how often it was tried is remembered until it {@link forget ends}. */
  release(flow: string): KeptFlow | undefined {
    const kept = this.flows.get(flow)
    this.flows.delete(flow)
    this.tries.get(flow)?.cancel()
    return kept
  }

  forget(flow: string): void {
    this.release(flow)
    this.tries.delete(flow)
  }

  stop(): void {
    for (const { cancel } of this.tries.values()) cancel()
  }
}
