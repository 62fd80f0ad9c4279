/**
 * What a sensor says before it is believed: samples that are none, that come in batches with one time stamp, that repeat themselves because
 * the sensor froze, that shoot out by themselves, or that lie at the end of its range. Nothing here makes up a value.
 */

/** What becomes of a sample. `frozen`: it and the `run` before it repeat one that is older. */
export type Sample = 'good' | 'missing' | 'frozen'

export const SAMPLES = {
  /** The widest ranges of the parts in shoes, per axis: ±32 g, m/s², and ±4,000 °/s, rad/s (ICM-45686, LSM6DSV data sheets). More is a fault. */
  acceleration: 313.8,
  rate: 69.8,
  /** So many samples that agree in six channels to the last bit are one sample: data held back to a higher rate repeat up to four times. */
  repeats: 5,
  /**
   * A range shows itself when so many samples lie within `near` of the largest ever, and so large a share of those that reach nine tenths of it:
   * a round peak spends a fifth of that time there, one that is cut off by 2 % two fifths.
   */
  clips: 8,
  near: 0.005,
  high: 0.9,
  cutOff: 0.35,
  /** No part has a smaller range than ±2 g, m/s², and ±250 °/s, rad/s; two percent off. */
  leastAcceleration: 19.2,
  leastRate: 4.27,
} as const

/** What lies at the end of its range. */
export const ENDS = { acceleration: 1, rate: 2 } as const

/** One axis whose range is not known. */
class Range {
  private top: number
  private near = 0
  private high = 0

  constructor(least: number) {
    this.top = least
  }

  /** @returns whether the value lies at the end of the range */
  at(value: number): boolean {
    const size = Math.abs(value)
    if (size < this.top * SAMPLES.high) return false
    if (size > this.top * (1 + SAMPLES.near)) {
      this.top = size
      this.near = 0
      this.high = 0
    }
    this.high++
    if (size < this.top * (1 - SAMPLES.near)) return false
    this.near++
    return this.near >= SAMPLES.clips && this.near >= SAMPLES.cutOff * this.high
  }
}

/** Follows one foot's sensor. */
export class SampleCheck {
  private readonly period: number
  private readonly last: Float64Array = new Float64Array(6).fill(Number.NaN)
  private readonly ranges: readonly Range[]
  private told = Number.NEGATIVE_INFINITY
  /** When the last sample was taken, s: its time stamp, or after the one before it in its batch. */
  at: number = Number.NEGATIVE_INFINITY
  /** How many samples before this one it repeats; and how many the one before this one did, which this one does not. */
  run = 0
  ended = 0
  /** Acceleration, or rate, lies at the end of its range: bits of `ENDS`. */
  clipped = 0

  /** @param rate samples a second, about, Hz */
  constructor(rate: number) {
    this.period = 1 / rate
    const range = (least: number): Range => new Range(least)
    const [a, w] = [SAMPLES.leastAcceleration, SAMPLES.leastRate]
    this.ranges = [range(a), range(a), range(a), range(w), range(w), range(w)]
  }

  /** t in seconds; m/s² with gravity; rad/s. Sets `at`, `run`, `ended` and `clipped`. */
  take(t: number, ax: number, ay: number, az: number, wx: number, wy: number, wz: number): Sample {
    const { last, ranges } = this
    // Not ascending, or no number.
    if (!(t >= this.told) || t === Number.POSITIVE_INFINITY) return 'missing'
    const a = Math.max(Math.abs(ax), Math.abs(ay), Math.abs(az))
    const w = Math.max(Math.abs(wx), Math.abs(wy), Math.abs(wz))
    if (!(a <= SAMPLES.acceleration && w <= SAMPLES.rate)) return 'missing'
    const same = ax === last[0] && ay === last[1] && az === last[2] && wx === last[3] && wy === last[4] && wz === last[5]
    const batch = t === this.told
    // The same sample twice.
    if (same && batch) return 'missing'
    this.at = batch ? this.at + this.period : Math.max(t, this.at + this.period / 10)
    this.told = t
    this.ended = same ? 0 : this.run
    if (same) return ++this.run >= SAMPLES.repeats ? 'frozen' : 'good'
    this.run = 0
    last[0] = ax
    last[1] = ay
    last[2] = az
    last[3] = wx
    last[4] = wy
    last[5] = wz
    this.clipped = 0
    for (let i = 0; i < 6; i++) if ((ranges[i] as Range).at(last[i] as number)) this.clipped |= i < 3 ? ENDS.acceleration : ENDS.rate
    return 'good'
  }
}
