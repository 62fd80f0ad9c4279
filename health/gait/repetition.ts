/**
 * Whether a foot walks as it has walked before, stride by stride: a person never does, a machine that plays a recording again does. What is
 * compared is how each stride departs from those around it, each measure in units of its own spread, so that playing it faster,
 * slower, larger or smaller changes nothing.
 */
import type { Stride } from './strides.ts'

export const REPETITION = {
  /** Strides that are compared at once: 8 of 7 measures. */
  window: 8,
  /**
   * A match. Of pairs of windows of the recordings' tuning half one in 10,000 has a correlation of 0.76, by the same tail 8 in a million one of
   * 0.8: with a whole history one stride in ten, while of a walk that is played again, warped, two in three do.
   */
  alike: 0.8,
  /** Then no more than this many of the 56 signs differ: 12 ± 3, at random 28 ± 4. */
  signs: 19,
  /** One departure counts no more than this many deviations. */
  most: 2,
  /** Windows kept of a foot, one a stride: a day of much walking; the oldest go first. */
  kept: 16_384,
} as const

/** Measures of a stride; none is compared in its own size. */
const MEASURES = 7
const measuresOf = (s: Stride): readonly number[] => [s.time ?? 0, s.length, s.lift, s.yaw, s.climb, s.topSpeed, s.vigour]
const SIZE = REPETITION.window * MEASURES

/** One foot's strides, and what is kept of them: a ring of windows, and of their signs. */
export class Repetition {
  private readonly recent: (readonly number[])[] = []
  private windows: Float32Array = new Float32Array(256 * SIZE)
  private signs: Int32Array = new Int32Array(2 * 256)
  private count = 0
  /** Windows that begin with the last few strides overlap with the next one. */
  private readonly fresh: Float32Array[] = []

  /** @returns whether the last strides, this one with them, are a repetition; undefined while they cannot be compared */
  add(s: Stride): boolean | undefined {
    const { recent, fresh } = this
    // What everybody does alike: the turn at the end of a corridor.
    if (s.time === undefined || s.turning) recent.length = 0
    if (s.turning) return undefined
    recent.push(measuresOf(s))
    if (recent.length > REPETITION.window) recent.shift()
    const now = recent.length === REPETITION.window ? departures(recent) : undefined
    if (!now) return undefined
    const alike = this.finds(now)
    fresh.push(now)
    if (fresh.length > REPETITION.window) this.keep(fresh.shift() as Float32Array)
    return alike
  }

  private keep(window: Float32Array): void {
    const capacity = this.signs.length / 2
    if (this.count === capacity && capacity < REPETITION.kept) {
      const [windows, signs] = [this.windows, this.signs]
      this.windows = new Float32Array(2 * windows.length)
      this.windows.set(windows)
      this.signs = new Int32Array(2 * signs.length)
      this.signs.set(signs)
    }
    const at = this.count++ % (this.signs.length / 2)
    this.windows.set(window, at * SIZE)
    this.signs[2 * at] = signsOf(window, 0)
    this.signs[2 * at + 1] = signsOf(window, 32)
  }

  private finds(window: Float32Array): boolean {
    const { signs, windows } = this
    const [low, high] = [signsOf(window, 0), signsOf(window, 32)]
    const n = Math.min(this.count, signs.length / 2)
    for (let i = 0; i < n; i++) {
      if (ones(low ^ (signs[2 * i] as number)) + ones(high ^ (signs[2 * i + 1] as number)) > REPETITION.signs) continue
      let sum = 0
      for (let k = 0, at = i * SIZE; k < SIZE; k++, at++) sum += (window[k] as number) * (windows[at] as number)
      if (sum > REPETITION.alike) return true
    }
    return false
  }
}

function signsOf(window: Float32Array, from: number): number {
  let bits = 0
  for (let i = from; i < SIZE && i < from + 32; i++) if ((window[i] as number) > 0) bits |= 1 << (i - from)
  return bits
}

/** How many bits of 32 are set (Warren 2012, Hacker's Delight, fig. 5-2). */
function ones(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555)
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333)
  x = (x + (x >>> 4)) & 0x0f0f0f0f
  return Math.imul(x, 0x01010101) >>> 24
}

/** Each measure's departures from its line in units of their deviation, bounded; of length 1 in all. Setting out and slowing down are lines. */
function departures(window: readonly (readonly number[])[]): Float32Array | undefined {
  const out = new Float32Array(SIZE)
  const n = window.length
  const middle = (n - 1) / 2
  let total = 0
  for (let m = 0; m < MEASURES; m++) {
    const values = window.map((s) => s[m] as number)
    const mean = values.reduce((a, b) => a + b, 0) / n
    const slope = values.reduce((sum, v, k) => sum + (k - middle) * v, 0) / window.reduce((sum, _, k) => sum + (k - middle) ** 2, 0)
    const off = values.map((v, k) => v - mean - slope * (k - middle))
    const deviation = Math.sqrt(off.reduce((sum, d) => sum + d * d, 0) / n)
    if (!(deviation > 0)) return undefined
    off.forEach((v, k) => {
      const d = Math.max(-REPETITION.most, Math.min(REPETITION.most, v / deviation))
      out[k * MEASURES + m] = d
      total += d * d
    })
  }
  const size = Math.sqrt(total)
  for (let i = 0; i < SIZE; i++) out[i] = (out[i] as number) / size
  return out
}
