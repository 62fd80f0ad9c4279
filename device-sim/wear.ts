/** A person's day in a pair of shoes: scene after scene, the exact truth beside what the sensors say. */
import { type Footfall, plan, type Side, type WalkPlan } from './footfalls.ts'
import { FootMotion, feel, type Motion } from './motion.ts'
import { footLoad, type Person } from './person.ts'
import type { Random } from './random.ts'
import { cycling, driving, inHand, rail, shaker, sitting, standing, washing } from './scenes.ts'
import { CHANNELS, type SensorOptions, Sensors } from './sensors.ts'

export type SceneKind =
  | 'walk'
  | 'run'
  | 'stairs-up'
  | 'stairs-down'
  | 'stand'
  | 'sit'
  | 'cycle'
  | 'drive'
  | 'hand'
  | 'shaker'
  | 'washing-machine'
  | 'rail'

/** One thing after another. What is not given is drawn within what people (or machines) do. */
export interface Scene {
  readonly kind: SceneKind
  readonly seconds: number
  /** m/s. */
  readonly speed?: number
  readonly slope?: number
  /** Radians a second at a time since the scene began. */
  readonly turning?: (t: number) => number
  /** Strokes or swings a second, turns a minute. */
  readonly rate?: number
  /** Another person's feet: one shoe each. */
  readonly other?: Person
}

/** A step that was really taken. */
export interface TrueStep {
  readonly side: Side
  readonly off: number
  readonly strike: number
  readonly length: number
}
export interface SceneTruth {
  readonly kind: SceneKind
  readonly from: number
  readonly to: number
  readonly steps: readonly TrueStep[]
}

export interface WearOptions {
  readonly person: Person
  readonly scenes: readonly Scene[]
  readonly random: Random
  /** Hz. */
  readonly rate: number
  readonly sensors?: SensorOptions
  /** Only this shoe is worn. */
  readonly only?: Side
  /** The left shoe on the right foot. */
  readonly swapped?: boolean
  /** Each shoe's clock: how far it runs ahead, parts in a million, and how unevenly it samples, s. */
  readonly clock?: Readonly<Record<Side, { readonly drift: number; readonly jitter: number }>>
}

const SIDES = ['left', 'right'] as const
const G = 9.80665

const between = (random: Random, given: number | undefined, low: number, high: number): number => given ?? random.between(low, high)

function trueSteps(falls: Readonly<Record<Side, readonly Footfall[]>>, from: number): TrueStep[] {
  return SIDES.flatMap((side) =>
    falls[side].slice(1).map((fall, i) => {
      const before = falls[side][i] as Footfall
      return { side, off: from + before.off, strike: from + fall.strike, length: Math.hypot(fall.x - before.x, fall.y - before.y) }
    }),
  ).sort((a, b) => a.off - b.off)
}

/** The motions of both feet in a scene, times from its beginning. */
function motions(scene: Scene, person: Person, random: Random): { feet: Record<Side, Motion>; steps: TrueStep[] } {
  const weight = person.weight * G
  const both = (make: (side: Side) => Motion): { feet: Record<Side, Motion>; steps: TrueStep[] } => ({
    feet: { left: make('left'), right: make('right') },
    steps: [],
  })
  switch (scene.kind) {
    case 'walk':
    case 'run':
    case 'stairs-up':
    case 'stairs-down': {
      const speed =
        scene.speed ?? (scene.kind === 'run' ? random.between(2.2, 3.4) : scene.kind === 'walk' ? random.between(0.9, 1.5) : 0.5)
      const stair = scene.kind === 'stairs-up' ? 0.17 : scene.kind === 'stairs-down' ? -0.17 : undefined
      const way = (who: Person): WalkPlan => ({
        person: who,
        start: 0,
        seconds: scene.seconds,
        speed,
        runs: scene.kind === 'run',
        ...(stair === undefined ? {} : { stair }),
        ...(scene.slope === undefined ? {} : { slope: scene.slope }),
        ...(scene.turning ? { turning: scene.turning } : {}),
      })
      const falls = plan(way(person), random)
      const others = scene.other ? plan({ ...way(scene.other), speed: speed * random.between(0.8, 1.2) }, random.fork(2)) : falls
      const mixed = { left: falls.left, right: others.right }
      const share = { left: footLoad(person).left, right: footLoad(scene.other ?? person).right }
      const load = { left: weight * share.left, right: (scene.other?.weight ?? person.weight) * G * share.right }
      return {
        feet: { left: new FootMotion(mixed.left, load.left), right: new FootMotion(mixed.right, load.right) },
        steps: trueSteps(mixed, 0),
      }
    }
    case 'stand':
      return both(() => standing(random, weight))
    case 'sit':
      return both(() => sitting(random))
    case 'cycle': {
      const cadence = between(random, scene.rate, 55, 95)
      const seed = random.fork(3)
      return both((side) => cycling(side === 'left' ? seed : seed.fork(0), weight, cadence, side === 'left' ? 0 : Math.PI))
    }
    case 'drive':
      return both(() => driving(random))
    case 'hand': {
      const rate = between(random, scene.rate, 0.7, 1.6)
      return both(() => inHand(random, rate, random.between(0.3, 0.9)))
    }
    case 'shaker': {
      const rate = between(random, scene.rate, 0.8, 3)
      return both(() => shaker(random, rate, random.between(0.02, 0.3), random.between(0.2, 0.9)))
    }
    case 'rail': {
      const seed = random.fork(5)
      const rate = between(random, scene.rate, 0.6, 1.1)
      const strike = { length: random.between(0.8, 1.4), rise: random.between(0, 0.15), jitter: random.between(0, 0.03) }
      return both((side) => rail(seed.fork(side === 'left' ? 0 : 1), weight, rate, strike, side === 'left' ? 0 : 0.5))
    }
    case 'washing-machine':
      return both(() => washing(random, between(random, scene.rate, 35, 70)))
  }
}

/**
 * Takes each sample as it is made: t in s since the beginning, by the shoe's clock; the counts are overwritten by the
 * next.
 */
export type TakeSample = (side: Side, t: number, counts: Int16Array) => void

/** Goes through the scenes. @returns the truth */
export function wear(o: WearOptions, take: TakeSample): SceneTruth[] {
  const { person, random, rate } = o
  const sensors = { left: new Sensors(random.fork(11), o.sensors), right: new Sensors(random.fork(12), o.sensors) }
  const counts = new Int16Array(CHANNELS)
  const uneven = random.fork(13)
  const clockOf = (side: Side, t: number): number => {
    const { drift, jitter } = o.clock?.[side] ?? { drift: 0, jitter: 0 }
    return t * (1 + drift / 1e6) + Math.max(-0.4 / rate, Math.min(0.4 / rate, jitter * uneven.normal()))
  }
  const truth: SceneTruth[] = []
  let from = 0
  let sample = 0
  for (const scene of o.scenes) {
    const { feet, steps } = motions(scene, person, random.fork(truth.length + 100))
    const to = from + scene.seconds
    for (; sample < to * rate; sample++) {
      const t = sample / rate
      for (const side of SIDES) {
        if (o.only && side !== o.only) continue
        const foot = o.swapped ? (side === 'left' ? 'right' : 'left') : side
        const motion = feet[foot]
        sensors[side].read(feel(motion, t - from), motion.force(t - from), motion.centre(t - from), 1 / rate, counts)
        take(side, o.clock ? clockOf(side, t) : t, counts)
      }
    }
    const start = from
    truth.push({
      kind: scene.kind,
      from,
      to,
      steps: steps
        .map((s) => ({ ...s, off: s.off + start, strike: s.strike + start }))
        .filter((s) => s.strike < to && (!o.only || s.side === o.only)),
    })
    from = to
  }
  return truth
}
