/**
 * Whether a minute of steps was walked by one person in both shoes. Every piece of evidence is a number with a bound; the weakest
 * gives the reason, in words for the person. Nothing is known of a person, and what a source does not have (force, a second shoe) is
 * not held against it when it was declared not to be there.
 */
import { REPETITION, Repetition } from './repetition.ts'
import { GRAVITY } from './rotation.ts'
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
  /** Why it would not be genuine if nothing were known of the aid; undefined when it is genuine without. */
  readonly unaided?: Doubt
}

/** What somebody leans on, or walks with, so that one foot does less than the other. */
export const AIDS = ['stick', 'crutches', 'rollator', 'prosthesis'] as const
export type Aid = (typeof AIDS)[number]

/** What the source has, and what is known of who wears it. */
export interface Evidence {
  readonly feet: 1 | 2
  readonly pressure: boolean
  /** Declared, and confirmed by whoever is relied on. */
  readonly aid?: Aid
  /** kg, given once; a machine's weight is not the person's. */
  readonly weight?: number
  /** m, given once; a machine's stride is not the person's. */
  readonly height?: number
}

/** Numbers without a source are bounds between people and machines of docs/gait.md, chosen with simulations of the seeds named there. */
export const GENUINE = {
  /** Fewer steps than this in a minute tell nothing. */
  fewest: 6,
  /** One person's other foot strikes where it did in this one's stride: mean direction on the circle of phases, 1 when always. */
  together: 0.5,
  /** Where a clock cannot be an excuse: 0.22 to 0.78 of the stride. */
  earliest: 0.22,
  latest: 0.78,
  /** Both feet of one person go the same way: the ratio of their usual stride lengths, two gain errors of 4 %, and what few strides leave open. */
  alike: 1.08,
  alikeFew: 2,
  /** Between the feet, m. */
  apart: 0.25,
  /** Nor do their median stride times differ by more than so much of a stride in all: each foot has to wait for the other. */
  inStep: 1.5,
  /** One foot's strike stays where it is in the other's stride: half of them within so much of it, … */
  phase: 0.12,
  /** … or at least it does not drift, as two people's does: over eight strides it moves no further than this many times what it does over one. */
  drifts: 1.8,
  over: 8,
  /** Share of steps whose sole carried weight after the strike. */
  weighted: 0.7,
  /** And how much, N: two thirds of the weight of a child of three (WHO growth standards: 14 kg), or of what is known of the person a fifth. */
  weight: 90,
  weightShare: 0.2,
  near: 0.2,
  /**
   * A usual stride is no longer than this many times the body's height: steps of sprinters at full speed are 1.14 times as long in the mean and 1.24 at most (Hoffman
   * 1971, Track Technique 46:1463). Of whom nothing is known it is the tallest person's.
   */
  stride: 2.5,
  tallest: 2.5,
  /** No sensor says that a foot is steadier than this in the time and in the length of the stride, %: its noise alone is more. */
  steadiest: 0.1,
  steadiestLength: 0.2,
  /** A foot goes on in the direction in which it points; one that is moved to and fro comes back. */
  onward: 0.5,
  /** Share of the strides that may be those of another time, … */
  repeated: 0.25,
  /**
   * … and of those that may come back in both feet, one that comes back within the minute counted with the one that it repeats. Of 15 to 20 s that are played again,
   * warped by 3 %, at least 0.34 did in 71 of 72 first minutes (simulated), and most in all others; of people's 237 minutes at most 0.14, of one at the steadiest pace 0.3.
   */
  echoed: 0.3,
  /** Integration of a real foot needs little taken away. */
  confidence: 0.4,
  /** A foot that steps lifts and goes on: median top speed, m/s. */
  slowest: 0.4,
} as const

const unwalked = () => ({ left: new Repetition(), right: new Repetition() })

interface Contact {
  readonly strike: number
  readonly peak: number
}

export class Judge {
  private has: Evidence
  private readonly listener: (verdict: Verdict) => void
  private readonly contacts: Record<Side, Contact[]> = { left: [], right: [] }
  private strides: Stride[] = []
  private readonly loaded = new Set<Stride>()
  private readonly repetition: Readonly<Record<Side, Repetition>>
  /** Of the minute: strides that could be compared with earlier ones, and those that were like them. */
  private compared = 0
  private alike = 0
  private echoed = 0
  private minute = Number.NEGATIVE_INFINITY

  /** @param walked how the feet walked before; nothing when nobody kept it */
  constructor(has: Evidence, listener: (verdict: Verdict) => void, walked: Readonly<Record<Side, Repetition>> = unwalked()) {
    this.has = has
    this.listener = listener
    this.repetition = walked
    walked.left.begin()
    walked.right.begin()
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
    const { left, right } = this.repetition
    const alike = this.repetition[s.side].add(s)
    if (alike !== undefined) this.compared++
    if (alike) this.alike++
    const lag = alike === undefined ? undefined : left.backWith(right)
    if (lag !== undefined) this.echoed += lag < s.off - minute ? 2 : 1
    // At once: by the time that the minute closes, which may be hours later, its contacts are forgotten.
    if (this.carried(s)) this.loaded.add(s)
  }

  /** Judges the minute that is open. */
  end(): void {
    if (this.strides.length > 0) this.listener(this.judgeTwice())
    this.strides = []
    this.loaded.clear()
    this.compared = 0
    this.alike = 0
    this.echoed = 0
  }

  /** With the aid, and without it where that decides. */
  private judgeTwice(): Verdict {
    const { has } = this
    const verdict = this.judge()
    if (!verdict.genuine || has.aid === undefined) return verdict
    const { aid: _, ...bare } = has
    this.has = bare
    const { reason } = this.judge()
    this.has = has
    return reason ? { ...verdict, unaided: reason } : verdict
  }

  private judge(): Verdict {
    const { strides, minute: start, has } = this
    const feet = { left: strides.filter((s) => s.side === 'left'), right: strides.filter((s) => s.side === 'right') }
    const found: Found[] = []
    const weigh: Weigh = (doubt, value, bound) => void found.push([doubt, Math.max(0, Math.min(2, value / bound))])
    weigh('too-few', strides.length, GENUINE.fewest)
    weigh('no-footfall', mean(strides.map((s) => s.confidence)), GENUINE.confidence)
    const topSpeeds = strides.map((s) => s.topSpeed)
    weigh('no-footfall', quantileOf(topSpeeds, 0.5), GENUINE.slowest)
    if (has.feet === 2) this.bothFeet(feet, weigh)
    if (has.pressure) this.weight(feet, weigh)
    for (const f of [feet.left, feet.right]) moved(f, weigh)
    const usual = quantileOf(
      strides.map((s) => s.length),
      0.5,
    )
    weigh('machine', GENUINE.stride * (has.height ?? GENUINE.tallest), Math.max(usual, 1e-9))
    if (this.compared > REPETITION.window) {
      weigh('machine', GENUINE.repeated, Math.max(this.alike / this.compared, 1e-9))
      weigh('machine', GENUINE.echoed, Math.max(this.echoed / this.compared, 1e-9))
    }
    const [reason, weakest] = found.reduce((a, b) => (b[1] < a[1] ? b : a))
    const genuine = weakest >= 1
    return { start, genuine, score: Math.min(1, weakest), reason: genuine ? undefined : reason, steps: strides.length }
  }

  /** Whether the two feet are one person's. */
  private bothFeet({ left, right }: Feet, weigh: Weigh): void {
    const fewer = Math.min(left.length, right.length)
    const more = Math.max(left.length, right.length)
    // On crutches one foot may never touch the ground.
    if (this.has.aid === 'crutches' && fewer < 0.6 * more) return
    weigh('one-shoe', more > 0 ? fewer / more : 0, 0.6)
    if (fewer <= 2) return
    for (const [foot, other] of [
      [left, right],
      [right, left],
    ] as const)
      inTurn(phasesOf(foot, other), this.has, weigh)
    const [p, q] = [left, right].map((f) => f.flatMap((s) => (s.time === undefined || s.turning ? [] : [s.time]))) as [number[], number[]]
    if (p.length > 12 && q.length > 12) {
      const [x, y] = [quantileOf(p, 0.5), quantileOf(q, 0.5)]
      weigh('two-people', 1 + GENUINE.inStep / Math.min(p.length, q.length), Math.max(x / y, y / x))
    }
    const [a, b] = [middleMean(left.map((s) => s.length)), middleMean(right.map((s) => s.length))]
    // Who goes round in circles goes further with the outer foot.
    const round = (GENUINE.apart * Math.abs(mean([...left, ...right].map((s) => s.yaw)))) / Math.min(a, b)
    weigh('two-people', GENUINE.alike + GENUINE.alikeFew / fewer + round, Math.max(a / b, b / a))
  }

  /** Whether somebody stood in the shoes; on crutches or with a prosthesis one foot may carry little. */
  private weight({ left, right }: Feet, weigh: Weigh): void {
    const share = (f: readonly Stride[]): number => f.filter((s) => this.loaded.has(s) || this.carried(s)).length / Math.max(1, f.length)
    const { aid } = this.has
    const oneCarries = aid === 'crutches' || aid === 'prosthesis'
    const both = (left.length * share(left) + right.length * share(right)) / (left.length + right.length)
    weigh('no-weight', oneCarries ? Math.max(share(left), share(right)) : both, GENUINE.weighted)
  }

  private carried(s: Stride): boolean {
    const { weight } = this.has
    const least = weight === undefined ? GENUINE.weight : Math.max(GENUINE.weight, GENUINE.weightShare * weight * GRAVITY)
    // Contacts are told by the shoe's own clock.
    return this.contacts[s.side].some((c) => Math.abs(c.strike - s.strike - s.clock) < GENUINE.near && c.peak > least)
  }
}

type Found = [Doubt, number]
type Weigh = (doubt: Doubt, value: number, bound: number) => void
type Feet = Readonly<Record<Side, readonly Stride[]>>

/** Whether a foot's strikes lie where they did in the other's stride, whatever the clocks say of where that is. */
function inTurn(phases: readonly number[], has: Evidence, weigh: Weigh): void {
  if (phases.length === 0) return weigh('not-alternating', 0, 1)
  const [x, y] = [mean(phases.map((p) => Math.cos(2 * Math.PI * p))), mean(phases.map((p) => Math.sin(2 * Math.PI * p)))]
  weigh('two-people', Math.hypot(x, y), GENUINE.together)
  const middle = Math.atan2(y, x) / (2 * Math.PI)
  const from = phases.map((p) => p - middle - Math.round(p - middle))
  // Without weight on the soles two shoes in one hand would be in step too.
  const at = middle - Math.floor(middle)
  if (!has.pressure) weigh('not-alternating', at > GENUINE.earliest && at < GENUINE.latest ? 1 : 0, 1)
  if (from.length <= 12) return
  const spread = quantileOf(from, 0.75) - quantileOf(from, 0.25)
  const { over } = GENUINE
  const far = deviation(from.slice(over).map((p, i) => p - (from[i] as number)))
  const near = deviation(from.slice(1).map((p, i) => p - (from[i] as number)))
  weigh('two-people', Math.max(GENUINE.phase / Math.max(spread, 1e-9), GENUINE.drifts / (far / Math.max(near, 1e-9))), 1)
}

/** Whether a foot was moved by something that goes to and fro, or always alike. */
function moved(foot: readonly Stride[], weigh: Weigh): void {
  if (foot.length < 12) return
  const total = foot.reduce((sum, s) => sum + s.length, 0)
  const onward = [0, 1, 2].map((i) => foot.reduce((sum, s) => sum + s.length * (s.course[i] as number), 0) / total)
  weigh('machine', Math.hypot(...onward), GENUINE.onward)
  const [times, lengths] = [new Spread(), new Spread()]
  for (const s of foot) {
    if (s.time === undefined || s.turning) continue
    times.add(s.time)
    lengths.add(s.length)
  }
  if (times.count < 12) return
  const steady = (of: Spread, bound: number): number => (100 * of.deviation) / of.mean / bound
  weigh('machine', Math.max(steady(times, GENUINE.steadiest), steady(lengths, GENUINE.steadiestLength)), 1)
}

const deviation = (values: readonly number[]): number => {
  const spread = new Spread()
  for (const v of values) spread.add(v)
  return spread.deviation
}

const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Of the middle four fifths: one stride that was missed, or two taken for one, do not count. */
function middleMean(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y)
  const cut = Math.ceil(sorted.length / 10)
  return mean(sorted.slice(cut, sorted.length - cut))
}

/** Where in a foot's stride the other foot struck before: about a half, and off by the clocks. */
function phasesOf(foot: readonly Stride[], other: readonly Stride[]): number[] {
  let k = 0
  return foot.flatMap((s) => {
    while (k + 1 < other.length && (other[k + 1] as Stride).strike <= s.strike) k++
    const before = other[k] as Stride
    const since = s.strike - before.strike
    return s.time === undefined || since < 0 || since > 2 * s.time ? [] : [since / s.time]
  })
}
