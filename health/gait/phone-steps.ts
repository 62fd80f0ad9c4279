/**
 * Steps from the acceleration of a phone, wherever it is carried: a cross-check of the shoes, never a source of tokens. What is felt along
 * gravity is smoothed, its slow mean taken away, and crests counted that stand out from what the walk looks like just now
 * (windowed peak detection: Brajdic & Harle 2013, UbiComp, who found it the best of the plain ways). Whoever stands has to show a clear
 * crest, whoever walks a weak one: shifting the weight before a walk is no step, the last ones of a walk are.
 *
 * Numbers without a source of their own were chosen together, for the least mean error over all trials of the odd subjects of Voisard's set at the
 * lower back (60 recordings) when each is off by up to 8 %, with at most one step in a hundred wrong in Oxford's of user 1.
 */
export const PHONE = {
  /** Over which the direction of gravity is followed, s. */
  gravity: 2.5,
  /** Smoothing, s: each of two passes. */
  smooth: 0.15,
  /** Slow mean, s. */
  slow: 0.87,
  /** Memory of how large crests are, s. */
  fade: 2.1,
  /** A crest rises above this share of the recent amplitude, … */
  share: 0.35,
  /** … and at least this, m/s²: the first one after a pause of so long, s, and those after it. */
  first: 0.75,
  least: 0.12,
  pause: 1.2,
  /** No faster than this, s: 200 steps a minute. */
  soonest: 0.3,
} as const

export class PhoneSteps {
  /** Gravity, as it is followed, m/s². */
  private gx = 0
  private gy = 0
  private gz = 0
  private fast1 = 0
  private fast2 = 0
  private slow = 0
  private last = Number.NaN
  private amplitude = 0
  private high = Number.NEGATIVE_INFINITY
  private highAt = 0
  private low = Number.POSITIVE_INFINITY
  private rising = true
  private lastStep = Number.NEGATIVE_INFINITY
  private readonly emit: (t: number) => void

  constructor(emit: (t: number) => void) {
    this.emit = emit
  }

  /** t in seconds, ascending; m/s² with gravity. */
  push(t: number, ax: number, ay: number, az: number): void {
    if (!Number.isFinite(ax + ay + az)) return
    const dt = t - this.last
    this.last = t
    const anew = !(dt >= 0 && dt <= 1)
    const turn = anew ? 1 : dt / (dt + PHONE.gravity)
    this.gx += (ax - this.gx) * turn
    this.gy += (ay - this.gy) * turn
    this.gz += (az - this.gz) * turn
    const a = (ax * this.gx + ay * this.gy + az * this.gz) / (Math.hypot(this.gx, this.gy, this.gz) || 1)
    if (anew) {
      this.fast1 = this.fast2 = this.slow = a
      return
    }
    const half = PHONE.smooth / 2
    this.fast1 += (a - this.fast1) * (dt / (dt + half))
    this.fast2 += (this.fast1 - this.fast2) * (dt / (dt + half))
    this.slow += (a - this.slow) * (dt / (dt + PHONE.slow))
    const v = this.fast2 - this.slow
    this.amplitude = Math.max(Math.abs(v), this.amplitude * (1 - Math.min(1, dt / PHONE.fade)))
    const least = t - this.lastStep > PHONE.pause ? PHONE.first : PHONE.least
    const need = Math.max(least, PHONE.share * this.amplitude)
    if (this.rising) {
      if (v > this.high) {
        this.high = v
        this.highAt = t
      } else if (this.high - v > need) {
        if (this.high > 0 && this.highAt - this.lastStep >= PHONE.soonest) {
          this.lastStep = this.highAt
          this.emit(this.highAt)
        }
        this.rising = false
        this.low = v
      }
    } else if (v < this.low) this.low = v
    else if (v - this.low > need) {
      this.rising = true
      this.high = v
      this.highAt = t
    }
  }
}
