/** Where and when each foot stands: the plan of a walk, from which everything that a shoe feels follows. */
import { type GaitShape, gaitShape, type Person, stanceSkew, stepShare } from './person.ts'
import type { Random } from './random.ts'

export type Side = 'left' | 'right'

/** One time that a foot is on the ground. Seconds; metres in a world with z up; radians. */
export interface Footfall {
  /** Heel strike, sole flat, heel rise, toe-off; the first and last of a walk last for ever on one side. */
  readonly strike: number
  readonly flat: number
  readonly rise: number
  readonly off: number
  /** The heel, and where the toe points. */
  readonly x: number
  readonly y: number
  readonly z: number
  readonly heading: number
  /** Toe up at strike, toe down at off. */
  readonly strikePitch: number
  readonly offPitch: number
  /** Of the foot in the swing that follows. */
  readonly clearance: number
  /** How far the sole and the skin give at the strike, m. */
  readonly shock: number
}

export interface WalkPlan {
  readonly person: Person
  readonly start: number
  readonly seconds: number
  /** m/s. */
  readonly speed: number
  readonly runs?: boolean
  /** Rise per way. */
  readonly slope?: number
  /** Metres a step goes up (or down, negative) on stairs; a step is then 0.28 m long. */
  readonly stair?: number
  /** Radians turned per second of way at a time; default straight. */
  readonly turning?: (t: number) => number
}

const STAIR_TREAD = 0.28
/** How long somebody stands before the first and after the last step, s. */
export const STANDS = 2

export type Footfalls = Readonly<Record<Side, readonly Footfall[]>>

/**
 * Lays out the steps of a walk; the first footfall of each foot is where it stands before, the last where it stands
 * after.
 */
export function plan(o: WalkPlan, random: Random): Footfalls {
  const { person, speed, runs = false, stair } = o
  const shape: GaitShape = gaitShape(person, speed, runs)
  const skew = stanceSkew(person)
  const share = stepShare(person)
  const stride = stair === undefined ? shape.strideLength : 2 * STAIR_TREAD
  const strideTime = stair === undefined ? shape.strideTime : Math.max(1, stride / speed)
  const width = runs ? 0.04 : 0.09
  const feet: Record<Side, Footfall[]> = { left: [], right: [] }
  let [x, y, z, heading] = [0, 0, 0, 0]
  const stand = (side: Side, strike: number): void => {
    const s = side === 'left' ? 1 : -1
    feet[side].push({
      strike,
      flat: strike + 0.1,
      rise: Number.POSITIVE_INFINITY,
      off: Number.POSITIVE_INFINITY,
      x: x - Math.sin(heading) * (s * width),
      y: y + Math.cos(heading) * (s * width),
      z,
      heading,
      strikePitch: 0,
      offPitch: 0,
      clearance: shape.clearance,
      shock: 0,
    })
  }
  stand('left', Number.NEGATIVE_INFINITY)
  stand('right', Number.NEGATIVE_INFINITY)
  /** The foot that stands leaves the ground. */
  const leave = (side: Side, off: number, share: number): void => {
    const list = feet[side]
    const last = list.at(-1) as Footfall
    const from = Math.max(last.flat, off - shape.duty * strideTime * share)
    const rise = Math.max(Number.isFinite(from) ? from : off - 0.5, off - 0.42 * shape.duty * strideTime)
    list[list.length - 1] = {
      ...last,
      rise,
      off,
      offPitch: shape.offPitch * (1 + 0.04 * random.normal()) * (stair === undefined ? 1 : 0.7),
    }
  }
  const steps = Math.max(2, Math.round((2 * (o.seconds - 2 * STANDS)) / strideTime))
  // Slow wandering of the rhythm, with long memory, and what is only of one stride.
  let wander = 0
  let t = o.start + STANDS
  for (let k = 0; k < steps; k++) {
    const side: Side = k % 2 === 0 ? 'right' : 'left'
    wander = 0.9 * wander + 0.44 * random.normal()
    const factor = 1 + shape.variability * (0.7 * wander + 0.7 * random.normal())
    const half = strideTime * factor * (side === 'right' ? share : 1 - share)
    const swing = (1 - shape.duty) * strideTime * factor * (1 + (side === 'right' ? skew : -skew))
    const strike = t + half
    leave(side, Math.max(strike - swing, (feet[side].at(-1) as Footfall).flat + 0.05), 1)
    // The first and the last step are half ones.
    const way = (k === 0 || k === steps - 1 ? 0.5 : 1) * (stride / 2) * (1 + 0.7 * shape.variability * random.normal())
    heading += (o.turning?.(t - o.start) ?? 0) * half
    x += Math.cos(heading) * way
    y += Math.sin(heading) * way
    z += stair ?? way * (o.slope ?? 0)
    stand(side, strike)
    const list = feet[side]
    const last = list.at(-1) as Footfall
    const flat = strike + (runs ? 0.07 : 0.11) * strideTime
    const strikePitch = stair === undefined ? shape.strikePitch * (1 + 0.05 * random.normal()) : 0.05
    const shock = (runs ? 0.002 : 0.0035 * strikePitch) * (0.7 + 0.6 * random.next())
    list[list.length - 1] = { ...last, flat, strikePitch, shock }
    t = strike
  }
  return feet
}
