/** Timers of flows: absolute deadlines, durable from the turn that armed them, which fire late when the node slept. */
import type { Clock } from '@hdms/shared/time.ts'
import { decodeValue, encodeValue } from './codec.ts'
import type { Turns } from './turns.ts'
import { ROWS } from './types.ts'

export class Timers {
  private readonly turns: Turns
  private readonly clock: Clock
  private readonly deadlines = new Map<string, number>()
  private readonly cancels = new Map<string, () => void>()

  constructor(turns: Turns, clock: Clock) {
    this.turns = turns
    this.clock = clock
  }

  load(place: string, bytes: Uint8Array): void {
    this.deadlines.set(place, decodeValue<number>(bytes))
  }

  /** Fires `ms` after the first arming of this place, whatever restarts lie between. */
  arm(place: string, ms: number, fire: () => void): void {
    if (!this.deadlines.has(place)) {
      const deadline = this.clock.now() + ms
      this.deadlines.set(place, deadline)
      this.turns.put(ROWS.timer + place, encodeValue(deadline))
    }
    this.turns.effect(() => {
      const left = (this.deadlines.get(place) ?? 0) - this.clock.now()
      this.cancels.set(place, this.clock.after(Math.max(left, 0), fire))
    })
  }

  drop(place: string): void {
    this.cancels.get(place)?.()
    this.cancels.delete(place)
    if (this.deadlines.delete(place)) this.turns.put(ROWS.timer + place, null)
  }

  /** Every timer of a flow that has ended. */
  dropFlow(flow: string): void {
    for (const place of [...this.deadlines.keys()]) if (place.startsWith(`${flow}/`)) this.drop(place)
  }

  stop(): void {
    for (const cancel of this.cancels.values()) cancel()
  }
}
