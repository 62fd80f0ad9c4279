import { fail } from '@hdms/shared/errors.ts'
import { type Clock, MINUTE } from '@hdms/shared/time.ts'

/** So many a minute for each key, counted in memory only. */
export class Quota {
  private window = 0
  private readonly counts = new Map<string, number>()
  private readonly clock: Clock
  private readonly perMinute: number

  constructor(clock: Clock, perMinute: number) {
    this.clock = clock
    this.perMinute = perMinute
  }

  /** @throws QUOTA with the seconds to wait */
  take(key: string): void {
    const now = this.clock.now()
    const window = Math.floor(now / MINUTE)
    if (window !== this.window) {
      this.counts.clear()
      this.window = window
    }
    const count = (this.counts.get(key) ?? 0) + 1
    if (count > this.perMinute) fail('QUOTA', { seconds: Math.ceil(((window + 1) * MINUTE - now) / 1000) })
    this.counts.set(key, count)
  }
}
