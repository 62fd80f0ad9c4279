/** Timers of flows: absolute deadlines, durable from the turn that armed them, which fire late when the node slept. */
import type { Clock } from '@hdms/shared/time.ts'
import { decodeValue, encodeValue } from './codec.ts'
import type { Turns } from './turns.ts'
import { ROWS } from './types.ts'

export class Timers {
  private readonly turns: Turns
  private readonly clock: Clock
  private readonly deadlines = new Map<string, number>()
  /** Places by flow. */
  private readonly places = new Map<string, Set<string>>()
  private readonly cancels = new Map<string, () => void>()

  constructor(turns: Turns, clock: Clock) {
    this.turns = turns
    this.clock = clock
  }

  load(place: string, bytes: Uint8Array): void {
    this.set(place, decodeValue<number>(bytes))
  }

  private set(place: string, deadline: number): void {
    this.deadlines.set(place, deadline)
    const flow = flowOf(place)
    this.places.set(flow, (this.places.get(flow) ?? new Set()).add(place))
  }

  /** Fires `ms` after the first arming of this place, whatever restarts lie between. */
  arm(place: string, ms: number, fire: () => void): void {
    if (!this.deadlines.has(place)) {
      const deadline = this.clock.now() + ms
      this.set(place, deadline)
      this.turns.put(ROWS.timer + place, encodeValue(deadline))
    }
    this.turns.effect(() => {
      const deadline = this.deadlines.get(place)
      // Dropped again in the turn that armed it.
      if (deadline === undefined) return
      const left = deadline - this.clock.now()
      this.cancels.set(place, this.clock.after(Math.max(left, 0), fire))
    })
  }

  private cancel(place: string): void {
    this.cancels.get(place)?.()
    this.cancels.delete(place)
  }

  drop(place: string): void {
    this.cancel(place)
    if (!this.deadlines.delete(place)) return
    this.turns.put(ROWS.timer + place, null)
    const flow = flowOf(place)
    const places = this.places.get(flow)
    if (places?.delete(place) && places.size === 0) this.places.delete(flow)
  }

  /** Every timer of a flow that has ended. */
  dropFlow(flow: string): void {
    for (const place of [...(this.places.get(flow) ?? [])]) this.drop(place)
  }

  /** The timers of a flow that is kept do not fire; their deadlines stay. */
  pause(flow: string): void {
    for (const place of this.places.get(flow) ?? []) this.cancel(place)
  }

  stop(): void {
    for (const cancel of this.cancels.values()) cancel()
  }
}

const flowOf = (place: string): string => place.slice(0, place.indexOf('/'))
