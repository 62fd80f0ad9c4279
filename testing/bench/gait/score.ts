/**
 * The shoe pipeline against recordings with a known truth. One configuration for all; errors are counted recording by recording and
 * stride by stride, so that none cancels another. Nothing here knows a recording, a subject or a set.
 */
import { PhoneSteps } from '@hdms/health/gait/phone-steps.ts'
import { type Contact, ContactDetector } from '@hdms/health/gait/pressure.ts'
import type { Side, Stride } from '@hdms/health/gait/strides.ts'
import { GaitAnalyser } from '@hdms/health/gait/walk.ts'
import { quantile } from '../measure.ts'
import {
  type Foot,
  gaitmap,
  gaitpdb,
  lowerBacks,
  oxford,
  type PhoneWalk,
  type Pyshoe,
  pyshoe,
  type Span,
  voisard,
  type Wanted,
} from './recordings.ts'

/** One recording's result for one measure. */
export interface Score {
  readonly measure: string
  readonly recording: string
  readonly value: number
  readonly unit: '%' | 'cm' | 'F1'
}

/** Strides of one or two feet, as a phone would see them: samples of both in the order of time. */
export function analyse(feet: Partial<Record<Side, Foot>>): Stride[] {
  const strides: Stride[] = []
  const sides = (['left', 'right'] as const).flatMap((side) => {
    const foot = feet[side]
    return foot ? [{ side, foot, at: 0 }] : []
  })
  const [first] = sides
  if (!first) return strides
  const { t } = first.foot
  const rate = (t.length - 1) / ((t.at(-1) as number) - (t[0] as number))
  const gait = new GaitAnalyser(rate, { stride: (s) => strides.push(s) })
  for (;;) {
    const next = sides.reduce((a, b) =>
      (a.foot.t[a.at] ?? Number.POSITIVE_INFINITY) <= (b.foot.t[b.at] ?? Number.POSITIVE_INFINITY) ? a : b,
    )
    const i = next.at++
    const time = next.foot.t[i]
    if (time === undefined) break
    const [ax, ay, az, wx, wy, wz] = next.foot.motion.map((m) => m[i] as number) as [number, number, number, number, number, number]
    gait.push(next.side, time, ax, ay, az, wx, wy, wz)
  }
  gait.end()
  return strides
}

const off = (got: number, truth: number): number => (100 * Math.abs(got - truth)) / truth
const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0) / values.length

/** Each of `found` matches at most one of `truth`. */
function f1<A, B>(found: readonly A[], truth: readonly B[], fits: (a: A, b: B) => number): number {
  const free = new Set(found)
  let hits = 0
  for (const b of truth) {
    const [best] = [...free].map((a) => ({ a, fit: fits(a, b) })).sort((p, q) => q.fit - p.fit)
    if (!best || best.fit <= 0) continue
    free.delete(best.a)
    hits++
  }
  return (2 * hits) / (found.length + truth.length)
}

/** Share of two spans that they have in common, when it is at least half. */
const overlap = ([a, b]: Span, [c, d]: Span): number => {
  const share = (Math.min(b, d) - Math.max(a, c)) / (Math.max(b, d) - Math.min(a, c))
  return share >= 0.5 ? share : 0
}

/** Voisard: inside the walk that the authors annotated, from the first foot off to the last strike. */
function stepsAndSwings(data: string, wanted: Wanted): Score[] {
  return voisard(data, wanted).flatMap(({ name, left, right, swings }) => {
    const all = [...swings.left, ...swings.right]
    const from = Math.min(...all.map(([a]) => a)) - 0.15
    const to = Math.max(...all.map(([, b]) => b)) + 0.15
    const strides = analyse({ left, right }).filter((s) => (s.off + s.strike) / 2 > from && (s.off + s.strike) / 2 < to)
    const of = (side: Side): Span[] => strides.filter((s) => s.side === side).map((s) => [s.off, s.strike])
    // Foot by foot: one too many on the left does not make up for one too few on the right.
    const wrong = (['left', 'right'] as const).map((side) => Math.abs(of(side).length - swings[side].length))
    const total = swings.left.length + swings.right.length
    const found = [...of('left').map((s) => ['left', s] as const), ...of('right').map((s) => ['right', s] as const)]
    const truth = [...swings.left.map((s) => ['left', s] as const), ...swings.right.map((s) => ['right', s] as const)]
    return [
      { measure: 'steps, Voisard', recording: name, value: (100 * (wrong[0] as number) + 100 * (wrong[1] as number)) / total, unit: '%' },
      {
        measure: 'segmentation, Voisard',
        recording: name,
        value: f1(found, truth, ([a, s], [b, u]) => (a === b ? overlap(s, u) : 0)),
        unit: 'F1',
      },
    ] satisfies Score[]
  })
}

/** A swing lies a little behind the middle between two rests. */
const middle = ([a, b]: Span): number => (a + b) / 2 + 0.1
/** Stride of the recording in which a span's middle lies. */
const around = (strides: readonly Stride[], at: number): Stride | undefined =>
  strides.reduce<Stride | undefined>((best, s) => {
    const distance = Math.abs((s.off + s.strike) / 2 - at)
    return distance < 0.6 && (!best || distance < Math.abs((best.off + best.strike) / 2 - at)) ? s : best
  }, undefined)

/** As the reference's own tools match: both borders within 30 samples of 204.8 Hz. */
const NEAR = 30 / 204.8

/** gaitmap: regular strides. Whoever labelled them left out pivots and half steps: shorter than this share of the usual. */
const REGULAR = 0.6
function mocap(data: string, wanted: Wanted): Score[] {
  return gaitmap(data, wanted).flatMap(({ name, feet }) => {
    const of = Object.fromEntries(feet.map(({ side, foot }) => [side, foot])) as Record<Side, Foot>
    const all = analyse(of)
    return feet.flatMap(({ side, borders, strides }): Score[] => {
      const mine = all.filter((s) => s.side === side)
      const recording = `${name} ${side}`
      const usual = quantile(
        mine.map((m) => m.length),
        0.5,
      )
      const spans = mine.slice(1).flatMap((s, i): Span[] => {
        const before = mine[i] as Stride
        return s.time === undefined || before.length < REGULAR * usual || Math.abs(before.yaw) > Math.PI / 2 ? [] : [[before.push, s.push]]
      })
      const scores: Score[] = []
      if (borders.length > 0) {
        const fits = ([a, b]: Span, [c, d]: Span): number => NEAR - Math.max(Math.abs(a - c), Math.abs(b - d))
        scores.push({ measure: 'segmentation, gaitmap', recording, value: f1(spans, borders, fits), unit: 'F1' })
      }
      if (strides.length > 0) {
        const errors = strides.map(({ span, length }) => Math.abs((around(mine, middle(span))?.length ?? 0) - length))
        scores.push({ measure: 'stride length, walking', recording, value: 100 * mean(errors), unit: 'cm' })
        const got = strides.map(({ span }) => around(mine, middle(span))?.length ?? 0)
        scores.push({ measure: 'distance, walking', recording, value: off(sum(got), sum(strides.map((s) => s.length))), unit: '%' })
      }
      return scores
    })
  })
}
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)

/** By the reference alone: a run's strides follow each other within this, s; a shuffle is slower than this, m/s. */
const RUN_STRIDE = 1.05
const SHUFFLE_SPEED = 0.5
function gaitOf({ stances }: Pyshoe): 'walking' | 'running' | 'shuffling' {
  const times = stances.slice(1).map((s, i) => s.t - (stances[i]?.t ?? 0))
  const seconds = sum(times)
  if (sum(stances.map((s) => s.length ?? 0)) / seconds < SHUFFLE_SPEED) return 'shuffling'
  return quantile(times, 0.5) < RUN_STRIDE ? 'running' : 'walking'
}

/** PyShoe/LLIO: every true stride is looked for; one that is missed counts with its whole length. */
function positions(data: string, wanted: Wanted): Score[] {
  return pyshoe(data, wanted).flatMap((r): Score[] => {
    const gait = gaitOf(r)
    const strides = analyse({ right: r.foot })
    const { name: recording, stances } = r
    const truth = stances.slice(1).map((s, i) => ({ from: stances[i]?.t ?? 0, to: s.t, length: s.length ?? 0 }))
    const inside = strides.filter((s) => s.strike > (truth[0]?.from ?? 0) && s.off < (truth.at(-1)?.to ?? 0) + 0.1)
    const free = new Set(inside)
    const found = truth.map(({ from, to }) => {
      const mid = (from + to) / 2
      const [best] = [...free]
        .filter((s) => s.off < to && s.strike > from)
        .sort((a, b) => Math.abs(a.off + a.strike - 2 * mid) - Math.abs(b.off + b.strike - 2 * mid))
      if (best) free.delete(best)
      return best
    })
    const kind = gait === 'running' ? 'running' : 'walking'
    const errors = truth.map(({ length }, i) => Math.abs((found[i]?.length ?? 0) - length))
    // Too many and too few both count.
    const wrong = found.filter((s) => s === undefined).length + free.size
    return [
      { measure: gait === 'shuffling' ? 'strides, shuffle' : 'strides, PyShoe', recording, value: (100 * wrong) / truth.length, unit: '%' },
      { measure: `stride length, ${kind}`, recording, value: 100 * mean(errors), unit: 'cm' },
      {
        measure: `distance, ${kind}`,
        recording,
        value: off(sum(inside.map((s) => s.length)), sum(truth.map((s) => s.length))),
        unit: '%',
      },
    ]
  })
}

const phones = (data: string, wanted: Wanted): Score[] => [
  ...counted('phone cross-check, Oxford', oxford(data, wanted)),
  ...counted('phone at the lower back, Voisard', lowerBacks(data, wanted)),
]

function counted(measure: string, walks: readonly PhoneWalk[]): Score[] {
  return walks.map(({ name, t, acceleration, steps }) => {
    let count = 0
    const phone = new PhoneSteps(() => count++)
    const [x, y, z] = acceleration as [Float64Array, Float64Array, Float64Array]
    for (let i = 0; i < t.length; i++) phone.push(t[i] as number, x[i] as number, y[i] as number, z[i] as number)
    return { measure, recording: name, value: off(count, steps), unit: '%' }
  })
}

/** Contacts by the plain threshold: more than 20 N in all, nothing else. */
function plain(t: Float64Array, cells: readonly Float64Array[]): Contact[] {
  const contacts: Contact[] = []
  let strike: number | undefined
  for (let i = 0; i < t.length; i++) {
    const force = sum(cells.map((c) => c[i] as number))
    if (strike === undefined && force > 20) strike = t[i] as number
    else if (strike !== undefined && force <= 20) {
      contacts.push({ strike, off: t[i] as number, peak: 0 })
      strike = undefined
    }
  }
  return contacts
}

/** Medians, which the plain threshold's chatter around 20 N does not move. */
function timesOf(left: readonly Contact[], right: readonly Contact[]): { stride: number; swing: number; double: number } {
  const steps = [left, right].flatMap((feet) => feet.slice(1).map((c, i) => ({ c, before: feet[i] as Contact })))
  const stride = quantile(
    steps.map(({ c, before }) => c.strike - before.strike).filter((v) => v > 0.6 && v < 2.5),
    0.5,
  )
  const swing = quantile(
    steps.map(({ c, before }) => c.strike - before.off).filter((v) => v > 0.15 && v < 1.5),
    0.5,
  )
  const doubles = left.flatMap((l) =>
    right.flatMap((r) => {
      const both = Math.min(l.off, r.off) - Math.max(l.strike, r.strike)
      return both > 0.02 && both < 0.6 ? [both] : []
    }),
  )
  return { stride, swing, double: 2 * quantile(doubles, 0.5) }
}

function plantar(data: string, wanted: Wanted): Score[] {
  return gaitpdb(data, wanted).flatMap(({ name: recording, t, left, right }) => {
    const ours = [left, right].map((cells) => {
      const contacts: Contact[] = []
      const detector = new ContactDetector(cells.length, (c) => contacts.push(c))
      for (let i = 0; i < t.length; i++) {
        const values = cells.map((c) => c[i] as number)
        detector.push(t[i] as number, values)
      }
      return contacts
    })
    const got = timesOf(ours[0] ?? [], ours[1] ?? [])
    const truth = timesOf(plain(t, left), plain(t, right))
    return (['stride', 'swing', 'double'] as const).map((what) => ({
      measure: `pressure: ${what === 'double' ? 'double support' : `${what} time`}`,
      recording,
      value: off(got[what], truth[what]),
      unit: '%' as const,
    }))
  })
}

export const scoreAll = (data: string, wanted: Wanted = 'all'): Score[] => [
  ...stepsAndSwings(data, wanted),
  ...positions(data, wanted),
  ...mocap(data, wanted),
  ...phones(data, wanted),
  ...plantar(data, wanted),
]
