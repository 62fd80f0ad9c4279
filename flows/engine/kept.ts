/**
 * Flows that are kept: they neither run nor have ended, their journal and whatever they hold stay. Each is tried again after growing
 * waits, at every start, and when an operator asks.
 */
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { HOUR, MINUTE } from '@hdms/shared/time.ts'
import type { Turns } from './turns.ts'
import type { FlowRow } from './types.ts'
import { readWritten, type Written } from './written.ts'

/** Waits between tries double from the first to the last. */
const FIRST_WAIT = MINUTE
const LAST_WAIT = HOUR

export interface KeptFlow {
  readonly row: FlowRow & { readonly parked: string }
  /** Entries of its journal. */
  readonly entries: number
}

export interface KeptOptions {
  readonly clock: Clock
  readonly store: NodeStore
  readonly turns: Turns
  /** Goes on with a flow from what was written of it. */
  readonly revive: (flow: string, row: FlowRow, written: Written) => void
}

export class Kept {
  private readonly o: KeptOptions
  private readonly flows = new Map<string, KeptFlow>()
  private readonly tries = new Map<string, { readonly count: number; readonly cancel: () => void }>()

  constructor(o: KeptOptions) {
    this.o = o
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
    this.tries.set(flow, { count: count + 1, cancel: this.o.clock.after(wait, () => void this.retry(flow).catch(() => {})) })
  }

  /** It goes on: how often it was tried is remembered until it {@link forget ends}. */
  release(flow: string): KeptFlow | undefined {
    const kept = this.flows.get(flow)
    this.flows.delete(flow)
    this.tries.get(flow)?.cancel()
    return kept
  }

  /** Tries one again; the same reason keeps it again. @throws NOT_FOUND */
  async retry(flow: string): Promise<void> {
    const { turns, store, revive } = this.o
    for (let begun = false; !begun; ) {
      await turns.request(() => undefined)
      const written = await readWritten(store, flow)
      begun = await turns.request(() => {
        const { row, entries } = this.get(flow) ?? fail('NOT_FOUND', { what: 'kept flow' })
        // Tried by somebody else meanwhile, it went on and was kept again: from what was read it would do the same a second time.
        if (entries !== written.journal.length) return false
        this.release(flow)
        revive(flow, row, written)
        return true
      })
    }
  }

  async retryAll(): Promise<void> {
    for (const [flow] of this.list())
      await this.retry(flow).catch((error: unknown) => {
        // Tried by itself, or ended by its owner, meanwhile.
        if (asHdmsError(error).code !== 'NOT_FOUND') throw error
      })
  }

  forget(flow: string): void {
    this.release(flow)
    this.tries.delete(flow)
  }

  stop(): void {
    for (const { cancel } of this.tries.values()) cancel()
  }
}
