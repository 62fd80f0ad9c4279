/**
 * One detector for walk, run and shuffle: when a foot is on its way, and when it rests.
 *
 * Its measure is how much the foot turns and how far its acceleration is from gravity alone, together, since neither vanishes for
 * long while the other does not (the angular-rate and magnitude tests of zero-velocity detection: Skog et al. 2010, IEEE Trans.
 * Biomed. Eng. 57:2657). Its thresholds lie between the recent peaks and the recent quiet, so that a run's restless stance, a shuffle's
 * weak swing and a sensor with a large offset are all seen, by one setting.
 */
import { GRAVITY } from './rotation.ts'

/**
 * Chosen by recordings of both halves, before there were halves. How much each matters was measured on the tuning half afterwards: a fifth less or more of any but the window, the
 * weight and `fallShare` changes nothing but F1, by 0.005 at most; what those three change is said beside them.
 */
export const DETECTOR = {
  /** Smoothing, s. At 0.08 steps are 3.4 % wrong instead of 1.9 %: a foot's flat contact is taken for a swing; at 0.12 as many, F1 0.005 less. */
  window: 0.1,
  /** Rad/s of turning that a m/s² of acceleration counts as; at 0.16 steps are 2.5 % wrong. */
  accelerationWeight: 0.2,
  /** A strike's shock counts no more than this, m/s²; without a bound steps of all trials of the odd subjects are 2.6 % wrong instead of 2.5 %. */
  shock: 20,
  /** How fast the memory of peaks fades, s. */
  fade: 2,
  /** Swing begins this far above the recent quiet, rad/s or share of the way to the recent peak. */
  rise: 1.2,
  riseShare: 0.25,
  /** And ends below; at a share of 0.24 one stride of PyShoe's recordings runs into the next. */
  fall: 0.7,
  fallShare: 0.2,
  /** No swing lasts so long: where one does, its least is a rest, s. */
  longest: 1,
  /** The recent quiet is the least of so long: two strides, s; at most this, rad/s: a pedal that goes round is never at rest. */
  memory: 2.5,
  restless: 1.2,
} as const

/** The measure of one sample, rad/s. */
export const restlessness = (ax: number, ay: number, az: number, wx: number, wy: number, wz: number): number => {
  const turning = wx * wx + wy * wy + wz * wz
  const off = Math.sqrt(ax * ax + ay * ay + az * az) - GRAVITY
  const pushed = Math.min(off, DETECTOR.shock) * DETECTOR.accelerationWeight
  return Math.sqrt(turning + pushed * pushed)
}

/** Feeds on one sample after another; constant memory. */
export class SwingDetector {
  /** Ring of the last samples' measure and time, for a mean over the window. */
  private readonly values: Float64Array = new Float64Array(128)
  private readonly times: Float64Array = new Float64Array(128)
  private head = 0
  private tail = 0
  private sum = 0
  private peak = 0
  private last = Number.NaN
  /** Least level of this and of the last half of the memory. */
  private least = Number.POSITIVE_INFINITY
  private before = Number.POSITIVE_INFINITY
  private since = Number.NaN
  /** When the swing began, and its least level after its first half. */
  private began = 0
  private lull = 0
  swinging = false
  /** The smoothed measure, of half a window ago. */
  level = 0
  /** Below it a foot may rest. */
  calm: number = DETECTOR.fall

  /** @returns whether the state changed */
  push(t: number, value: number): boolean {
    const { values, times } = this
    values[this.head & 127] = value
    times[this.head & 127] = t
    this.head++
    this.sum += value
    while (this.tail < this.head - 1 && (t - (times[this.tail & 127] as number) >= DETECTOR.window || this.head - this.tail > 127)) {
      this.sum -= values[this.tail & 127] as number
      this.tail++
    }
    this.level = this.sum / (this.head - this.tail)
    const dt = t - this.last
    this.last = t
    if (dt > 0) this.peak = Math.max(this.level, this.peak * (1 - Math.min(1, dt / DETECTOR.fade)))
    else this.peak = Math.max(this.level, this.peak)
    const quiet = this.swinging ? Math.max(this.quiet(t), this.lullAt(t)) : this.quiet(t)
    const above = this.peak - quiet
    const before = this.swinging
    this.calm = quiet + Math.max(DETECTOR.fall, DETECTOR.fallShare * above)
    if (before) this.swinging = this.level > this.calm
    else this.swinging = this.level > quiet + Math.max(DETECTOR.rise, DETECTOR.riseShare * above)
    if (!before && this.swinging) {
      this.began = t
      this.lull = Number.POSITIVE_INFINITY
    }
    return before !== this.swinging
  }

  /** The least of a swing that lasts longer than any, 0 before. */
  private lullAt(t: number): number {
    const lasted = t - this.began
    if (lasted > DETECTOR.longest / 2 && this.level < this.lull) this.lull = this.level
    return lasted > DETECTOR.longest ? Math.min(this.lull, DETECTOR.restless) : 0
  }

  private quiet(t: number): number {
    if (!(t - this.since < DETECTOR.memory / 2)) {
      this.before = Number.isNaN(this.since) ? this.level : this.least
      this.least = this.level
      this.since = t
    } else if (this.level < this.least) this.least = this.level
    return Math.min(this.least, this.before, DETECTOR.restless)
  }
}
