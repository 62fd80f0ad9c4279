/**
 * Whether a minute of steps was walked by one person in both shoes. Every piece of evidence is a number with a bound; the weakest
 * gives the reason, in words for the person. Nothing is known of a person, and what a source does not have (force, a second shoe) is
 * not held against it when it was declared not to be there.
 */
import { quantileOf, Spread } from './spread.ts'
import type { Side, Stride } from './strides.ts'

/** Why a minute was not taken for walked. */
export type Doubt = 'one-shoe' | 'no-weight' | 'not-alternating' | 'two-people' | 'machine' | 'no-footfall' | 'too-few'

export interface Verdict {
  readonly start: number
  readonly genuine: boolean
  /** 0 to 1. */
  readonly score: number
  /** The weakest evidence, when it is not enough. */
  readonly reason: Doubt | undefined
  readonly steps: number
}

/** What the source has. */
export interface Evidence {
  readonly feet: 1 | 2
  readonly pressure: boolean
}

export const GENUINE = {
  /** Fewer steps than this in a minute tell nothing. */
  fewest: 6,
  /** Share of steps that follow one of the other foot, neither at once nor late: 0.25 to 0.75 of its stride. */
  alternating: 0.7,
  earliest: 0.22,
  latest: 0.78,
  /** Both feet of one person go the same way: the ratio of their usual stride lengths, and what few strides leave open. */
  alike: 1.02,
  alikeFew: 2,
  /** Between the feet, m. */
  apart: 0.25,
  /** Nor do their median stride times differ by more than so much of a stride in all: each foot has to wait for the other. */
  inStep: 1.5,
  /** And one foot's strike stays where it is in the other's stride: half of them within so much of it. */
  phase: 0.12,
  /** Nor does it wander from the first half of the minute to the second, by more than this and what few steps leave open. */
  wander: 0.03,
  wanderFew: 0.8,
  /** Share of steps whose sole carried weight after the strike, and how much, N: half of a light person. */
  weighted: 0.7,
  weight: 180,
  near: 0.2,
  /** No person's stride times are steadier than this, %. */
  steadiest: 0.45,
  /** Integration of a real foot needs little taken away. */
  confidence: 0.4,
  /** A foot that steps lifts and goes on: median lift, m, or top speed, m/s. */
  slowest: 0.5,
} as const

interface Contact {
  readonly strike: number
  readonly peak: number
}

export class Judge {
  private readonly has: Evidence
  private readonly listener: (verdict: Verdict) => void
  private readonly contacts: Record<Side, Contact[]> = { left: [], right: [] }
  private strides: Stride[] = []
  private readonly loaded = new Set<Stride>()
  private minute = Number.NEGATIVE_INFINITY

  constructor(has: Evidence, listener: (verdict: Verdict) => void) {
    this.has = has
    this.listener = listener
  }

  /** A sole was loaded; may come before the strides of its time. Peak in N. */
  contact(side: Side, strike: number, peak: number): void {
    const list = this.contacts[side]
    list.push({ strike, peak })
    while (list.length > 0 && (list[0] as Contact).strike < strike - 180) list.shift()
  }

  /** In the order of time. */
  stride(s: Stride): void {
    const minute = Math.floor(s.off / 60) * 60
    if (minute !== this.minute) this.end()
    this.minute = minute
    this.strides.push(s)
    // At once: by the time that the minute closes, which may be hours later, its contacts are forgotten.
    if (this.carried(s)) this.loaded.add(s)
  }

  /** Judges the minute that is open. */
  end(): void {
    if (this.strides.length > 0) this.listener(this.judge())
    this.strides = []
    this.loaded.clear()
  }

  private judge(): Verdict {
    const { strides, minute: start, has } = this
    const feet = { left: strides.filter((s) => s.side === 'left'), right: strides.filter((s) => s.side === 'right') }
    const found: [Doubt, number][] = []
    const weigh = (doubt: Doubt, value: number, bound: number): void => void found.push([doubt, Math.max(0, Math.min(2, value / bound))])
    const fewer = Math.min(feet.left.length, feet.right.length)
    const more = Math.max(feet.left.length, feet.right.length)
    weigh('too-few', strides.length, GENUINE.fewest)
    weigh('no-footfall', mean(strides.map((s) => s.confidence)), GENUINE.confidence)
    weigh(
      'no-footfall',
      quantileOf(
        strides.map((s) => s.topSpeed),
        0.5,
      ),
      GENUINE.slowest,
    )
    if (has.feet === 2) {
      weigh('one-shoe', more > 0 ? fewer / more : 0, 0.6)
      if (fewer > 2) {
        const phases = phasesOf(strides)
        const middle = phases.filter((p) => p > GENUINE.earliest && p < GENUINE.latest)
        weigh('not-alternating', phases.length > 0 ? middle.length / phases.length : 0, GENUINE.alternating)
        if (phases.length > 12) {
          weigh('two-people', GENUINE.phase, quantileOf(phases, 0.75) - quantileOf(phases, 0.25))
          const half = phases.length >> 1
          const [early, late] = [quantileOf(phases.slice(0, half), 0.5), quantileOf(phases.slice(half), 0.5)]
          weigh('two-people', GENUINE.wander + GENUINE.wanderFew / phases.length, Math.abs(early - late))
        }
        const [p, q] = [feet.left, feet.right].map((f) => f.flatMap((s) => (s.time === undefined || s.turning ? [] : [s.time])))
        if (p && q && p.length > 12 && q.length > 12) {
          const [x, y] = [quantileOf(p, 0.5), quantileOf(q, 0.5)]
          weigh('two-people', 1 + GENUINE.inStep / Math.min(p.length, q.length), Math.max(x / y, y / x))
        }
        const [a, b] = [middleMean(feet.left.map((s) => s.length)), middleMean(feet.right.map((s) => s.length))]
        // Who goes round in circles goes further with the outer foot.
        const round = (GENUINE.apart * Math.abs(mean(strides.map((s) => s.yaw)))) / Math.min(a, b)
        weigh('two-people', GENUINE.alike + GENUINE.alikeFew / fewer + round, Math.max(a / b, b / a))
      }
    }
    if (has.pressure) weigh('no-weight', this.weighted(strides), GENUINE.weighted)
    for (const f of [feet.left, feet.right]) {
      const times = new Spread()
      for (const s of f) if (s.time !== undefined && !s.turning) times.add(s.time)
      if (times.count >= 12) weigh('machine', (100 * times.deviation) / times.mean, GENUINE.steadiest)
    }
    const [reason, weakest] = found.reduce((a, b) => (b[1] < a[1] ? b : a))
    const genuine = weakest >= 1
    return { start, genuine, score: Math.min(1, weakest), reason: genuine ? undefined : reason, steps: strides.length }
  }

  /** Share of steps after which the sole was loaded; one who stands still after it is seen when the foot leaves the ground. */
  private weighted(strides: readonly Stride[]): number {
    return strides.filter((s) => this.loaded.has(s) || this.carried(s)).length / strides.length
  }

  private carried(s: Stride): boolean {
    return this.contacts[s.side].some((c) => Math.abs(c.strike - s.strike) < GENUINE.near && c.peak > GENUINE.weight)
  }
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Of the middle four fifths: one stride that was missed, or two taken for one, do not count. */
function middleMean(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y)
  const cut = Math.ceil(sorted.length / 10)
  return mean(sorted.slice(cut, sorted.length - cut))
}

/** Where in its foot's stride the other foot struck before: about a half. */
function phasesOf(strides: readonly Stride[]): number[] {
  return strides.flatMap((s, i) => {
    if (s.time === undefined) return []
    const before = strides.slice(Math.max(0, i - 4), i).findLast((o) => o.side !== s.side && o.strike <= s.strike)
    return [before ? (s.strike - before.strike) / s.time : 0]
  })
}
