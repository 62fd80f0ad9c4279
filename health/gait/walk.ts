/**
 * Both feet together: strides into bouts of walking, and minutes of activity. Samples of each foot arrive in their order; the feet may
 * run apart by a few seconds. Constant memory: a bout is a set of running sums.
 */
import { type ActivityKind, ENERGY, intensityOf, kindOf, metabolicEquivalents } from './activity.ts'
import { Clocks } from './clocks.ts'
import { FOOT, FootTracker } from './foot.ts'
import { quantileOf, Spread } from './spread.ts'
import { type Side, type Stride, StrideMaker } from './strides.ts'

/** A bout ends when no foot has stepped for so long, s. */
export const BOUT_GAP = 3
/** Strides of a bout before its variability means anything (Galna et al. 2013, Gait Posture 37:586, ask for 30 steps and more). */
export const LEAST_STRIDES = 15

export interface FootMeasures {
  readonly steps: number
  /** Sum of stride lengths, m. */
  readonly distance: number
  readonly strideTime: number
  readonly strideLength: number
  /** Of the stride. */
  readonly swingShare: number
}

/** A stretch of walking without a pause. Seconds, metres; undefined where it cannot be known. */
export interface Bout {
  readonly start: number
  readonly end: number
  readonly steps: number
  readonly left: FootMeasures | undefined
  readonly right: FootMeasures | undefined
  readonly distance: number
  readonly speed: number
  /** Steps a minute. */
  readonly cadence: number
  readonly climb: number
  readonly kind: ActivityKind
  readonly mets: number
  /** Of the stride, both feet on the ground. */
  readonly doubleSupport: number | undefined
  /** |left − right| / (½ (left + right)) of the swing times, % (Yogev et al. 2007, Exp. Brain Res. 177:336, in its plain form). */
  readonly asymmetry: number | undefined
  /** Coefficient of variation of the stride time, turns left out, % (Hausdorff 2005, J. Neuroeng. Rehabil. 2:19). */
  readonly variability: number | undefined
  readonly turns: number
  readonly confidence: number
}

class FootSums {
  steps = 0
  distance = 0
  readonly time: Spread = new Spread()
  readonly length: Spread = new Spread()
  readonly swing: Spread = new Spread()
  readonly swingShare: Spread = new Spread()

  add(s: Stride): void {
    this.steps++
    this.distance += s.length
    if (s.turning || s.time === undefined) return
    this.time.add(s.time)
    this.length.add(s.length)
    this.swing.add(s.swing)
    this.swingShare.add(s.swing / s.time)
  }

  get measures(): FootMeasures | undefined {
    if (this.steps === 0) return undefined
    const { steps, distance } = this
    return { steps, distance, strideTime: this.time.mean, strideLength: this.length.mean, swingShare: this.swingShare.mean }
  }
}

/** One bout while it lasts. */
class BoutSums {
  readonly start: number
  end: number
  private readonly feet: Record<Side, FootSums> = { left: new FootSums(), right: new FootSums() }
  private readonly kinds = new Map<ActivityKind, number>()
  private readonly double: Spread = new Spread()
  private readonly doubt: Spread = new Spread()
  private climb = 0
  private turns = 0
  private lastOther: Stride | undefined

  constructor(first: Stride) {
    this.start = first.off
    this.end = first.strike
  }

  add(s: Stride): void {
    this.feet[s.side].add(s)
    this.end = Math.max(this.end, s.strike)
    this.climb += s.climb
    if (s.turning) this.turns++
    const kind = kindOf(s)
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1)
    this.doubt.add(s.confidence)
    // From the other foot's strike to this one's toe-off both stood; twice a stride.
    const { lastOther } = this
    if (lastOther && lastOther.side !== s.side && s.time !== undefined && !s.turning) {
      const both = s.off - lastOther.strike
      if (both > -0.3 && both < 0.6) this.double.add((2 * Math.max(0, both)) / s.time)
    }
    this.lastOther = s
  }

  finish(): Bout {
    const { left, right } = this.feet
    const both = left.steps > 0 && right.steps > 0
    const seconds = Math.max(this.end - this.start, 0.1)
    // Each foot goes the whole way; what one shoe does not see is taken to be as the other.
    const distance = both ? (left.distance + right.distance) / 2 : left.distance + right.distance
    const steps = both ? left.steps + right.steps : 2 * (left.steps + right.steps)
    const climb = this.climb / (both ? 2 : 1)
    const kind = commonest(this.kinds)
    const speed = distance / seconds
    const swings = [left.swing.mean, right.swing.mean] as const
    const variable = [left, right].filter((f) => f.time.count >= LEAST_STRIDES).map((f) => (100 * f.time.deviation) / f.time.mean)
    return {
      start: this.start,
      end: this.end,
      steps,
      left: left.measures,
      right: right.measures,
      distance,
      speed,
      cadence: (60 * steps) / seconds,
      climb,
      kind,
      mets: metabolicEquivalents(kind, speed, climb / seconds),
      doubleSupport: both && this.double.count > 0 ? this.double.mean : undefined,
      asymmetry:
        left.swing.count > 3 && right.swing.count > 3 ? (200 * Math.abs(swings[0] - swings[1])) / (swings[0] + swings[1]) : undefined,
      variability: variable.length > 0 ? variable.reduce((a, b) => a + b, 0) / variable.length : undefined,
      turns: this.turns,
      confidence: this.doubt.mean * (both ? 1 : 0.7),
    }
  }
}

/** A minute of the clock in which somebody moved. */
export interface ActiveMinute {
  /** Its beginning, s, a multiple of 60 on the clock of the samples. */
  readonly start: number
  readonly steps: number
  readonly distance: number
  readonly mets: number
  /** In METs of older adults; not of minutes that were told by others, or made before it was. */
  readonly mets60?: number
  readonly intensity: 'light' | 'moderate' | 'vigorous'
  /** Seconds of it that were walked. */
  readonly moving: number
  /** What three quarters of its strides reach. */
  readonly confidence: number
}

class MinuteSums {
  readonly start: number
  private readonly feet: Record<Side, { steps: number; distance: number; climb: number; moving: number }> = { left: none(), right: none() }
  private readonly kinds = new Map<ActivityKind, number>()
  private readonly confidences: number[] = []

  constructor(start: number) {
    this.start = start
  }

  add(s: Stride): void {
    const foot = this.feet[s.side]
    foot.steps++
    foot.distance += s.length
    // Down as well as up: what is off in one stride is off the other way in another.
    foot.climb += s.climb
    foot.moving += s.time ?? s.swing * 2
    const kind = kindOf(s)
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1)
    this.confidences.push(s.confidence)
  }

  finish(): ActiveMinute {
    const { left, right } = this.feet
    const feet = left.steps > 0 && right.steps > 0 ? 2 : 1
    const mean = (of: (foot: typeof left) => number): number => (of(left) + of(right)) / feet
    const distance = mean((f) => f.distance)
    const moving = Math.min(
      60,
      mean((f) => f.moving),
    )
    // What the walking cost, over the whole minute with the standing in it.
    const kind = commonest(this.kinds)
    const climb = mean((f) => f.climb)
    const cost = (age: number): number => {
      const walking = moving > 0 ? metabolicEquivalents(kind, distance / moving, climb / moving, age) : 0
      return (walking * moving + metabolicEquivalents('still', 0, 0, age) * (60 - moving)) / 60
    }
    const mets = cost(0)
    const intensity = intensityOf(mets)
    return {
      start: this.start,
      steps: ((left.steps + right.steps) * 2) / feet,
      distance,
      mets,
      mets60: cost(ENERGY.olderFrom),
      intensity: intensity === 'none' ? 'light' : intensity,
      moving,
      confidence: quantileOf(this.confidences, 0.25) * (feet === 2 ? 1 : 0.7),
    }
  }
}
const none = () => ({ steps: 0, distance: 0, climb: 0, moving: 0 })
const commonest = (kinds: ReadonlyMap<ActivityKind, number>): ActivityKind => [...kinds].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 'walk'

export interface GaitListener {
  stride?(stride: Stride): void
  bout?(bout: Bout): void
  minute?(minute: ActiveMinute): void
}

const byLeft = (s: Stride, offset: number): Stride => ({
  ...s,
  push: s.push - offset,
  off: s.off - offset,
  strike: s.strike - offset,
  clock: offset,
})

/** How far one foot's samples may run ahead of the other's: ten seconds, and what their clocks are apart, s. */
const APART = 21

export class GaitAnalyser {
  private readonly trackers: Record<Side, FootTracker>
  private readonly listener: GaitListener
  private readonly clocks = new Clocks()
  private readonly waiting: Stride[] = []
  private bout: BoutSums | undefined
  private minute: MinuteSums | undefined

  /** @param rate samples a second of each foot, about, Hz */
  constructor(rate: number, listener: GaitListener) {
    this.listener = listener
    const track = (side: Side): FootTracker => {
      const maker = new StrideMaker(side)
      return new FootTracker(rate, (swing) => {
        const stride = maker.from(swing)
        if (stride) this.wait(stride)
      })
    }
    this.trackers = { left: track('left'), right: track('right') }
  }

  /** t in seconds, ascending for each foot; m/s² with gravity; rad/s. A bout is told half a minute after its end. */
  push(side: Side, t: number, ax: number, ay: number, az: number, wx: number, wy: number, wz: number): void {
    this.trackers[side].push(t, ax, ay, az, wx, wy, wz)
    if (this.waiting.length > 0) this.release(t - APART)
    // Whoever stands has ended a bout, also before the next step: one that is under way now was told of by then.
    if (this.bout && t - APART - FOOT.longest > this.bout.end + BOUT_GAP) this.closeBout()
  }

  end(): void {
    this.trackers.left.end()
    this.trackers.right.end()
    this.release(Number.POSITIVE_INFINITY)
    this.closeBout()
    this.closeMinute()
  }

  /** When a stride began by the left shoe's clock, s. */
  private began(s: Stride): number {
    return s.side === 'right' ? s.off - this.clocks.offset : s.off
  }

  /** Keeps what waits in the order of time, so that a sample has only its first to look at. */
  private wait(stride: Stride): void {
    this.waiting.push(stride)
    this.clocks.add(stride)
    this.waiting.sort((a, b) => this.began(a) - this.began(b))
  }

  /** Strides of both feet in the order of time by the left shoe's clock, once no earlier one can come. */
  private release(upTo: number): void {
    while (this.waiting[0] && this.began(this.waiting[0]) <= upTo) {
      const s = this.waiting.shift() as Stride
      this.take(s.side === 'right' ? byLeft(s, this.clocks.offset) : s)
    }
  }

  private take(s: Stride): void {
    this.listener.stride?.(s)
    if (this.bout && s.off - this.bout.end > BOUT_GAP) this.closeBout()
    this.bout ??= new BoutSums(s)
    this.bout.add(s)
    const start = Math.floor(s.off / 60) * 60
    if (this.minute && this.minute.start !== start) this.closeMinute()
    this.minute ??= new MinuteSums(start)
    this.minute.add(s)
  }

  private closeBout(): void {
    if (this.bout) this.listener.bout?.(this.bout.finish())
    this.bout = undefined
  }
  private closeMinute(): void {
    if (this.minute) this.listener.minute?.(this.minute.finish())
    this.minute = undefined
  }
}
