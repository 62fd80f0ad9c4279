/**
 * Who tries to be paid for nothing, and who is refused without cause: faked minutes by kind, and every real recording as genuine. The
 * kinds' parameters here are drawn from wider ranges, by other seeds, than those that the bounds were chosen with.
 */
import { type Person, somebody } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { type Scene, type WearOptions, wear } from '@hdms/device-sim/wear.ts'
import { type Evidence, Judge, type Verdict } from '@hdms/health/gait/genuine.ts'
import { ContactDetector } from '@hdms/health/gait/pressure.ts'
import type { Repetition } from '@hdms/health/gait/repetition.ts'
import type { Side, Stride } from '@hdms/health/gait/strides.ts'
import { GaitAnalyser } from '@hdms/health/gait/walk.ts'
import { ACCELERATION_UNIT, FORCE_UNIT, RATE_UNIT } from '@hdms/shared/device/packet.ts'
import { rounds } from '../../support/long.ts'
import { gaitmap, pyshoe, voisard, type Wanted } from './recordings.ts'
import { analyse, type Score } from './score.ts'

/** What is done with the shoes' samples before they are judged. */
export interface Tricks {
  /** The first seconds again and again, each time played faster or slower by up to a share. */
  readonly loop?: { readonly seconds: number; readonly warp: number }
  /** The right shoe's clock is so far ahead, s. */
  readonly ahead?: number
  /** What the judge is told of the person. */
  readonly known?: Partial<Evidence>
  /** How the feet walked before. */
  readonly walked?: Readonly<Record<Side, Repetition>>
  /** When it begins, s. */
  readonly begins?: number
}

/** Plays the beginning of what was worn again and again. */
function again({ seconds, warp }: { readonly seconds: number; readonly warp: number }): typeof wear {
  return (o, take) => {
    const recorded: { side: Side; t: number; counts: Int16Array }[] = []
    // The walk sets out after two seconds.
    const from = 6
    const truth = wear(o, (side, t, counts) => {
      if (t >= from && t < from + seconds) recorded.push({ side, t: t - from, counts: counts.slice() })
    })
    const end = truth.at(-1)?.to ?? 0
    const slot: Record<Side, number> = { left: 0, right: 0 }
    for (let begins = 0; begins < end; ) {
      const speed = 1 + warp * (2 * o.random.next() - 1)
      for (const { side, t, counts } of recorded) {
        // Sampled as the sensor samples: the nearest one of the recording.
        while (slot[side] / o.rate < begins + t / speed) take(side, slot[side]++ / o.rate, counts)
      }
      begins += seconds / speed
    }
    return truth
  }
}

/** The verdicts on a simulated pair of shoes, minute by minute. */
export function judged(o: WearOptions & Tricks): { verdicts: Verdict[]; minutes: number } {
  const verdicts: Verdict[] = []
  const judge = new Judge({ feet: 2, pressure: true, ...o.known }, (v) => verdicts.push(v), o.walked)
  const gait = new GaitAnalyser(o.rate, { stride: (s) => judge.stride(s) })
  const contacts = {
    left: new ContactDetector(6, (c) => judge.contact('left', c.strike, c.peak)),
    right: new ContactDetector(6, (c) => judge.contact('right', c.strike, c.peak)),
  }
  const cells = new Float64Array(6)
  const truth = (o.loop ? again(o.loop) : wear)(o, (side, at, c) => {
    const t = (o.begins ?? 0) + (side === 'right' ? at + (o.ahead ?? 0) : at)
    const [ax, ay, az, wx, wy, wz] = c as unknown as [number, number, number, number, number, number]
    const [a, w] = [ACCELERATION_UNIT, RATE_UNIT]
    for (let i = 0; i < 6; i++) cells[i] = (c[6 + i] as number) * FORCE_UNIT
    contacts[side].push(t, cells)
    gait.push(side, t, ax * a, ay * a, az * a, wx * w, wy * w, wz * w)
  })
  gait.end()
  judge.end()
  return { verdicts, minutes: Math.ceil((truth.at(-1)?.to ?? 0) / 60) }
}

export interface Kind {
  readonly name: string
  readonly fake: boolean
  readonly make: (random: Random) => { person: Person; scenes: Scene[]; more?: Partial<WearOptions & Tricks> }
}

const SECONDS = 240
const alone = (scene: Omit<Scene, 'seconds'>) => (random: Random) => ({
  person: somebody(random),
  scenes: [{ ...scene, seconds: SECONDS } as Scene],
})

export const KINDS: readonly Kind[] = [
  { name: 'in the hand', fake: true, make: (r) => alone({ kind: 'hand', rate: r.between(0.4, 2.2) })(r) },
  { name: 'shaker', fake: true, make: (r) => alone({ kind: 'shaker', rate: r.between(0.5, 4) })(r) },
  { name: 'washing machine', fake: true, make: (r) => alone({ kind: 'washing-machine', rate: r.between(25, 90) })(r) },
  { name: 'cycling', fake: true, make: (r) => alone({ kind: 'cycle', rate: r.between(45, 110) })(r) },
  { name: 'driving', fake: true, make: alone({ kind: 'drive' }) },
  {
    name: 'one shoe',
    fake: true,
    make: (r) => ({ ...alone({ kind: 'walk' })(r), more: { only: r.next() < 0.5 ? 'left' : 'right' } }),
  },
  { name: 'two wearers', fake: true, make: (r) => alone({ kind: 'walk', other: somebody(r) })(r) },
  { name: 'rail', fake: true, make: alone({ kind: 'rail' }) },
  { name: 'loop of ten seconds', fake: true, make: (r) => looped(r, 10, 0) },
  { name: 'loop, 3 % warp', fake: true, make: (r) => looped(r, 10, 0.03) },
  { name: 'loop of 15 s, 3 % warp', fake: true, make: (r) => looped(r, 15, 0.03) },
  { name: 'loop of 20 s, 3 % warp', fake: true, make: (r) => looped(r, 20, 0.03) },
  { name: 'walking', fake: false, make: (r) => alone({ kind: 'walk', speed: r.between(0.5, 2) })(r) },
  { name: 'running', fake: false, make: (r) => alone({ kind: 'run', speed: r.between(1.9, 4) })(r) },
  { name: 'stairs', fake: false, make: alone({ kind: 'stairs-up' }) },
  { name: 'winding', fake: false, make: alone({ kind: 'walk', turning: (t) => 0.6 * Math.sin(t / 4) }) },
  { name: 'Parkinson', fake: false, make: (r) => withPathology(r, 'parkinson') },
  { name: 'hemiparesis', fake: false, make: (r) => withPathology(r, 'hemiparesis') },
  { name: 'antalgic', fake: false, make: (r) => withPathology(r, 'antalgic') },
  { name: 'clocks apart', fake: false, make: (r) => ({ ...alone({ kind: 'walk' })(r), more: { ahead: r.between(-1, 1) } }) },
  {
    name: 'clocks apart, limping',
    fake: false,
    make: (r) => ({ ...withPathology(r, 'hemiparesis'), more: { ahead: r.between(-0.5, 0.5) } }),
  },
  { name: 'prosthesis', fake: false, make: (r) => withPathology(r, 'prosthesis') },
  { name: 'rollator', fake: false, make: (r) => withPathology(r, 'rollator') },
  { name: 'crutches, swung through', fake: false, make: (r) => withPathology(r, 'swing-through-crutches') },
  {
    name: 'crutches, one foot spared, declared',
    fake: false,
    make: (r) => ({ ...withPathology(r, 'touch-down-crutches'), more: { known: { aid: 'crutches' } } }),
  },
  {
    name: 'steady pace',
    fake: false,
    make: (r) => ({ person: { ...somebody(r), variability: r.between(0.002, 0.006) }, scenes: [walking(r.between(0.9, 1.6))] }),
  },
  { name: 'small child', fake: false, make: (r) => ({ person: child(r), scenes: [walking(r.between(0.5, 1))] }) },
]

const walking = (speed: number): Scene => ({ kind: 'walk', seconds: SECONDS, speed })

/** Three to six years: heights and weights of the WHO growth standards. */
function child(random: Random): Person {
  const age = random.between(3, 6)
  return { age, height: 0.95 + 0.067 * (age - 3), weight: 14 + 2 * (age - 3), pathology: 'none', asymmetry: 0.02 * random.normal() }
}

const looped = (random: Random, seconds: number, warp: number) => ({
  person: somebody(random),
  scenes: [walking(random.between(0.9, 1.6))],
  more: { loop: { seconds, warp } },
})

function withPathology(random: Random, pathology: Person['pathology']) {
  return {
    person: { ...somebody(random), pathology },
    scenes: [{ kind: 'walk', seconds: SECONDS, speed: random.between(0.4, 1) } as const],
  }
}

/** @returns share of minutes that were judged wrongly, %, and their reasons */
export function wrongly(kind: Kind, seeds: readonly number[]): { wrong: number; reasons: Map<string, number> } {
  let [wrong, all] = [0, 0]
  const reasons = new Map<string, number>()
  for (const seed of seeds) {
    const random = new Random(seed)
    const { person, scenes, more } = kind.make(random)
    const { verdicts, minutes } = judged({ person, scenes, random, rate: 100, ...more })
    // A minute in which nothing was seen is not paid either.
    const paid = verdicts.filter((v) => v.genuine).length
    all += kind.fake ? minutes : verdicts.length
    wrong += kind.fake ? paid : verdicts.length - paid
    for (const v of verdicts) reasons.set(v.reason ?? 'genuine', (reasons.get(v.reason ?? 'genuine') ?? 0) + 1)
  }
  return { wrong: all === 0 ? 0 : (100 * wrong) / all, reasons }
}

const SEEDS = Array.from({ length: rounds(6, 12) }, (_, i) => 90_001 + 17 * i)

const judgeReal = (strides: readonly Stride[], has: Evidence): { wrong: number; all: number } => {
  const verdicts: Verdict[] = []
  const judge = new Judge(has, (v) => verdicts.push(v))
  for (const s of strides) judge.stride(s)
  judge.end()
  return { wrong: verdicts.filter((v) => !v.genuine).length, all: verdicts.length }
}

/** Real people are genuine, all of them: whole recordings, not only their annotated part. */
export function real(data: string, wanted: Wanted = 'all'): Score[] {
  const sets: [string, { wrong: number; all: number }[]][] = [
    ['Voisard', voisard(data, wanted).map(({ left, right }) => judgeReal(analyse({ left, right }), { feet: 2, pressure: false }))],
    [
      'gaitmap',
      gaitmap(data, wanted).map(({ feet }) =>
        judgeReal(analyse(Object.fromEntries(feet.map((f) => [f.side, f.foot]))), { feet: 2, pressure: false }),
      ),
    ],
    ['PyShoe', pyshoe(data, wanted).map(({ foot }) => judgeReal(analyse({ right: foot }), { feet: 1, pressure: false }))],
  ]
  return sets.flatMap(([recording, list]) => {
    if (list.length === 0) return []
    const all = list.reduce((n, l) => n + l.all, 0)
    return {
      measure: 'genuine refused, real',
      recording,
      value: (100 * list.reduce((n, l) => n + l.wrong, 0)) / Math.max(1, all),
      unit: '%',
    }
  })
}

export const cheating = (): Score[] =>
  KINDS.map((kind) => ({
    measure: kind.fake ? 'faked minutes paid' : 'genuine refused, simulated',
    recording: kind.name,
    value: wrongly(kind, SEEDS).wrong,
    unit: '%',
  }))
