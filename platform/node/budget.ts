/**
 * What one caller may take of something in a minute, counted in memory only: a token bucket for each key, in a table
 * that does not grow.
 */
import { fail } from '@hdms/shared/errors.ts'
import { type Clock, MINUTE } from '@hdms/shared/time.ts'

/**
 * Keys that are remembered; the one that was used least lately is forgotten first, and would have its whole budget
 * again.
 */
const MOST_KEYS = 20_000

export class Budget {
  private readonly left = new Map<string, { amount: number; at: number }>()
  private readonly clock: Clock
  private readonly perMinute: number
  private readonly burst: number

  /** @param burst what a key may take at once, `perMinute` when it is left out */
  constructor(clock: Clock, perMinute: number, burst: number = perMinute) {
    this.clock = clock
    this.perMinute = perMinute
    this.burst = burst
  }

  /** @throws QUOTA with the seconds to wait; then nothing was taken */
  take(key: string, amount = 1): void {
    const now = this.clock.now()
    const before = this.left.get(key) ?? { amount: this.burst, at: now }
    const filled = Math.min(this.burst, before.amount + (Math.max(0, now - before.at) / MINUTE) * this.perMinute)
    const enough = filled >= amount
    this.left.delete(key)
    this.left.set(key, { amount: enough ? filled - amount : filled, at: now })
    if (this.left.size > MOST_KEYS) this.left.delete(this.left.keys().next().value as string)
    if (!enough) fail('QUOTA', { seconds: Math.max(1, Math.ceil(((amount - filled) / this.perMinute) * 60)) })
  }
}
