/**
 * Steps that the person's phone counted, as a cross-check of the shoes: it is shown to the person, and nothing is paid by it. Rows:
 * ac/phone/MINUTE. Only whole minutes count, in which the phone listened without a hole.
 */

import { PHONE, PhoneSteps } from '@hdms/health/gait/phone-steps.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { decodeValue, encodeValue } from '../../engine/codec.ts'
import type { DayRow } from './rows.ts'

/** Between samples, beyond which a minute has a hole, s. */
const HOLE = 1
/** After which a step of a minute comes no more, s: crests wait until they are a walk. */
const LATEST = PHONE.walk * PHONE.pause
/** Days that counts stay. */
const LIFE = 60

/** Steps of the minutes that both counted. */
export interface CrossCheck {
  readonly minutes: number
  readonly phone: number
  readonly shoes: number
}

/** Time in s since 1970, acceleration with gravity in m/s². */
export type PhoneSample = readonly [t: number, x: number, y: number, z: number]

export class PhoneCheck {
  private store!: NodeStore
  private readonly minutes = new Map<number, number>()
  private readonly counter = new PhoneSteps((t) => this.step(t))
  private last = Number.NaN
  /** Beginning of the time that was listened to without a hole, s. */
  private since = Number.NaN
  /** The last minute that is over, whole or not. */
  private looked = Number.NEGATIVE_INFINITY
  private readonly steps = new Map<number, number>()

  async load(store: NodeStore, now: number): Promise<void> {
    this.store = store
    for (const [key, bytes] of await store.range(...prefixRange('ac/phone/'))) {
      const start = digits(key.slice(9)) * 60
      if (start > now / 1000 - LIFE * 86_400) this.minutes.set(start, decodeValue<number>(bytes))
      else await store.commit([{ key, value: null }])
    }
  }

  private step(t: number): void {
    const start = Math.floor(t / 60) * 60
    this.steps.set(start, (this.steps.get(start) ?? 0) + 1)
  }

  /** Takes what the phone measured, in the order of time; what goes back in time is left out. @returns whole minutes that came of it */
  async take(samples: readonly PhoneSample[]): Promise<number> {
    const whole: number[] = []
    for (const [t, x, y, z] of samples) {
      if (t <= this.last) continue
      if (!(t - this.last <= HOLE)) this.since = t
      const minute = Math.floor((t - LATEST) / 60) * 60 - 60
      if (minute > this.looked && this.since <= minute + HOLE) whole.push(minute)
      this.looked = Math.max(this.looked, minute)
      this.last = t
      this.counter.push(t, x, y, z)
    }
    const fresh = whole.filter((start) => !this.minutes.has(start))
    for (const start of fresh) this.minutes.set(start, this.steps.get(start) ?? 0)
    for (const start of this.steps.keys()) if (start < this.last - 180) this.steps.delete(start)
    if (fresh.length > 0)
      await this.store.commit(fresh.map((start) => ({ key: `ac/phone/${start / 60}`, value: encodeValue(this.minutes.get(start) ?? 0) })))
    return fresh.length
  }

  /** @returns undefined when phone and shoes have no minute in common */
  of(day: DayRow): CrossCheck | undefined {
    const both = day.minutes.filter((m) => this.minutes.has(m.start))
    if (both.length === 0) return undefined
    return {
      minutes: both.length,
      phone: both.reduce((n, m) => n + (this.minutes.get(m.start) ?? 0), 0),
      shoes: both.reduce((n, m) => n + m.steps, 0),
    }
  }
}
