/**
 * Steps from the acceleration of a phone, wherever it is carried: a cross-check of the shoes, never a source of tokens. What is felt along
 * gravity is smoothed, its slow mean taken away, and crests found that stand out from what the walk looks like just now
 * (windowed peak detection: Brajdic & Harle 2013, UbiComp, who found it the best of the plain ways). Of crests walks are made: whoever
 * shifts the weight before a walk makes no step, one that comes too soon after another is the same step, and who stops brings the other foot
 * beside, which hardly lifts the back.
 *
 * Numbers without a source of their own were chosen together, for the least mean error over all trials of the odd subjects of Voisard's set at the
 * lower back (60 recordings) when each is off by up to 6 %, with at most one step in a hundred wrong in Oxford's of user 1.
 */
export const PHONE = {
  /** Over which the direction of gravity is followed, s. */
  gravity: 1.9,
  /** Smoothing, s: each of two passes. */
  smooth: 0.105,
  /** Slow mean, s. */
  slow: 1.4,
  /** Memory of how large crests are, s. */
  fade: 3.2,
  /** A crest rises above this share of the recent amplitude, … */
  share: 0.5,
  /** … and at least this, m/s²: the first one after a pause, and those after it. */
  first: 1.06,
  least: 0.3,
  /** A pause before there is a rhythm, s, and after so many times the usual step. */
  pause: 1.2,
  rests: 2.2,
  /** No faster than this, s (170 steps a minute), nor than this share of the usual step. */
  soonest: 0.35,
  sooner: 0.47,
  /** Crests that make a walk. The first is none of its steps when the second follows sooner than this share of the usual one. */
  walk: 4,
  sets: 0.79,
  /** Steps whose median is the usual one. */
  usual: 5,
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
  private readonly rhythm: Rhythm

  /** @param emit a step's time, s; those of a walk's beginning come when it is one, the last one when it has ended */
  constructor(emit: (t: number) => void) {
    this.rhythm = new Rhythm(emit)
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
    this.rhythm.passes(t)
    this.look(t, v, Math.max(this.rhythm.stands ? PHONE.first : PHONE.least, PHONE.share * this.amplitude))
  }

  /** Takes the highest moment between two falls that are deep enough. */
  private look(t: number, v: number, need: number): void {
    if (this.rising) {
      if (v > this.high) {
        this.high = v
        this.highAt = t
      } else if (this.high - v > need) {
        if (this.high > 0) this.rhythm.crest(this.highAt)
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

/** Which crests are steps, by how they follow each other. */
class Rhythm {
  private readonly emit: (t: number) => void
  private lastStep = Number.NEGATIVE_INFINITY
  /** Crests that are no walk yet. */
  private begun: number[] = []
  /** Times of the last steps of a walk, s; empty while there is none. */
  private steps: number[] = []

  constructor(emit: (t: number) => void) {
    this.emit = emit
  }

  get stands(): boolean {
    return this.begun.length === 0 && this.steps.length === 0
  }

  private get usual(): number {
    return [...this.steps].sort((a, b) => a - b)[this.steps.length >> 1] as number
  }

  /** Ends what has paused. */
  passes(t: number): void {
    if (this.stands || t - this.lastStep <= (this.steps.length > 0 ? Math.max(1, PHONE.rests * this.usual) : PHONE.pause)) return
    if (this.steps.length > 0) this.emit(this.lastStep + this.usual)
    else for (const crest of this.begun) this.emit(crest)
    this.begun = []
    this.steps = []
  }

  crest(t: number): void {
    const since = t - this.lastStep
    if (since < Math.max(PHONE.soonest, this.steps.length > 0 ? PHONE.sooner * this.usual : 0)) return
    this.lastStep = t
    if (this.steps.length > 0) {
      this.emit(t)
      this.steps.push(since)
      if (this.steps.length > PHONE.usual) this.steps.shift()
      return
    }
    this.begun.push(t)
    if (this.begun.length < PHONE.walk) return
    const [first = 0, ...times] = this.begun.slice(1).map((crest, i) => crest - (this.begun[i] as number))
    this.steps = times
    if (first < PHONE.sets * this.usual) this.begun.shift()
    for (const crest of this.begun) this.emit(crest)
    this.begun = []
  }
}
