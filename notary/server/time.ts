/**
 * The notary's time: never goes back, not over restarts either, because it is made durable before anything is signed
 * with it.
 */
import type { Clock } from '@hdms/shared/time.ts'
import type { UniquenessStore } from './store.ts'

/** How far ahead the durable floor is set, so that not every statement needs a write. Lost on a crash, as time. */
const LEASE = 2_000

export class NotaryTime {
  private last = 0
  private floor = 0
  private raising: Promise<void> | undefined
  private readonly clock: Clock
  private readonly store: UniquenessStore

  constructor(clock: Clock, store: UniquenessStore) {
    this.clock = clock
    this.store = store
  }

  async start(): Promise<void> {
    this.floor = await this.store.clockFloor()
    this.last = this.floor
  }

  /** Milliseconds, at least what any earlier call returned; durable when it resolves. */
  async now(): Promise<number> {
    this.last = Math.max(this.last, this.clock.now())
    const time = this.last
    while (time >= this.floor) {
      this.raising ??= this.raise(time + LEASE)
      await this.raising
    }
    return time
  }

  private async raise(to: number): Promise<void> {
    try {
      await this.store.raiseClockFloor(to)
      this.floor = to
    } finally {
      this.raising = undefined
    }
  }

  /** On a clean stop the floor comes back to the time that was used. */
  async stop(): Promise<void> {
    await this.store.raiseClockFloor(this.last + 1)
  }
}
