/**
 * Steps from the acceleration of a phone, wherever it is carried: a cross-check of the shoes, never a source of tokens. The magnitude
 * is smoothed, its slow mean taken away, and crests counted that stand out from what the walk looks like just now
 * (windowed peak detection: Brajdic & Harle 2013, UbiComp, who found it the best of the plain ways).
 */
export const PHONE = {
  /** Smoothing, s: each of two passes. */
  smooth: 0.16,
  /** Slow mean, s. */
  slow: 1,
  /** Memory of how large crests are, s. */
  fade: 2,
  /**
   * A crest rises above this share of the recent amplitude, and at least this, m/s²: the last step of a walk, felt at the lower back (tuning half of
   * Voisard's recordings).
   */
  share: 0.4,
  least: 0.25,
  /** No faster than this, s. */
  soonest: 0.3,
} as const

export class PhoneSteps {
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
    const a = Math.sqrt(ax * ax + ay * ay + az * az)
    if (!Number.isFinite(a)) return
    const dt = Number.isNaN(this.last) ? 0 : t - this.last
    if (Number.isNaN(this.last) || dt > 1 || dt < 0) {
      this.fast1 = this.fast2 = this.slow = a
      this.last = t
      return
    }
    this.last = t
    const half = PHONE.smooth / 2
    this.fast1 += (a - this.fast1) * (dt / (dt + half))
    this.fast2 += (this.fast1 - this.fast2) * (dt / (dt + half))
    this.slow += (a - this.slow) * (dt / (dt + PHONE.slow))
    const v = this.fast2 - this.slow
    this.amplitude = Math.max(Math.abs(v), this.amplitude * (1 - Math.min(1, dt / PHONE.fade)))
    const need = Math.max(PHONE.least, PHONE.share * this.amplitude)
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
