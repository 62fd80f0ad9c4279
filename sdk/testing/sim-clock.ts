/** A clock that stands still until told: timers fire in order of time, then of arming. */
import type { Clock } from '@hdms/shared/time.ts'

export class SimClock implements Clock {
  private time: number
  private order = 0
  private readonly timers = new Map<number, { at: number; run: () => void }>()

  constructor(start: number = Date.UTC(2026, 0, 5, 9)) {
    this.time = start
  }
  now(): number {
    return this.time
  }
  after(ms: number, run: () => void): () => void {
    const id = this.order++
    this.timers.set(id, { at: this.time + Math.max(0, ms), run })
    return () => void this.timers.delete(id)
  }
  /** Lets everything that is pending in this process settle. */
  static async settle(): Promise<void> {
    for (let i = 0; i < 12; i++) await new Promise((resolve) => setImmediate(resolve))
  }
  /** Jumps to the next timer and fires it. @returns false when there is none before `until` */
  step(until: number = Number.POSITIVE_INFINITY): boolean {
    let next: [number, { at: number; run: () => void }] | undefined
    for (const entry of this.timers) if (!next || entry[1].at < next[1].at) next = entry
    if (!next || next[1].at > until) return false
    this.timers.delete(next[0])
    this.time = Math.max(this.time, next[1].at)
    next[1].run()
    return true
  }
  /** Runs until `done` or until no timer is left before `limit` milliseconds from now. */
  async runUntil(done: () => boolean, limit: number): Promise<boolean> {
    const end = this.time + limit
    await SimClock.settle()
    while (!done()) {
      if (!this.step(end)) return done()
      await SimClock.settle()
    }
    return true
  }
  jump(ms: number): void {
    this.time += ms
  }
}
