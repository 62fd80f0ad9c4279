/** The simulator's exact truth through the same pipeline: people, speeds and ways drawn at random. */
import { type Pathology, type Person, somebody } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { type Scene, type SceneTruth, type WearOptions, wear } from '@hdms/device-sim/wear.ts'
import type { Stride } from '@hdms/health/gait/strides.ts'
import { GaitAnalyser } from '@hdms/health/gait/walk.ts'
import { ACCELERATION_UNIT, RATE_UNIT } from '@hdms/shared/device/packet.ts'
import type { Score } from './score.ts'

/** What the pipeline makes of a simulated pair of shoes. */
export function walkThrough(o: WearOptions): { truth: SceneTruth[]; strides: Stride[] } {
  const strides: Stride[] = []
  const gait = new GaitAnalyser(o.rate, { stride: (s) => strides.push(s) })
  const truth = wear(o, (side, t, c) => {
    const [ax, ay, az, wx, wy, wz] = c as unknown as [number, number, number, number, number, number]
    const [a, w] = [ACCELERATION_UNIT, RATE_UNIT]
    gait.push(side, t, ax * a, ay * a, az * a, wx * w, wy * w, wz * w)
  })
  gait.end()
  return { truth, strides }
}

/** Mean of |error| of every true stride, of the mean true length, %; one that is missed counts with its whole length. */
export function lengthError(truth: readonly SceneTruth[], strides: readonly Stride[]): number {
  const free = new Set(strides)
  let [error, total] = [0, 0]
  for (const step of truth.flatMap((s) => s.steps)) {
    const found = [...free].find((s) => s.side === step.side && s.off < step.strike && s.strike > step.off)
    if (found) free.delete(found)
    error += Math.abs((found?.length ?? 0) - step.length)
    total += step.length
  }
  return (100 * error) / total
}

const KINDS: readonly (readonly [string, Partial<Person>, Scene])[] = [
  ['slow walk', {}, { kind: 'walk', seconds: 60, speed: 0.6 }],
  ['walk', {}, { kind: 'walk', seconds: 60, speed: 1.2 }],
  ['fast walk', {}, { kind: 'walk', seconds: 60, speed: 1.8 }],
  ['winding walk', {}, { kind: 'walk', seconds: 60, speed: 1.1, turning: (t) => 0.5 * Math.sin(t / 3) }],
  ['uphill', {}, { kind: 'walk', seconds: 60, speed: 1.1, slope: 0.1 }],
  ['run', {}, { kind: 'run', seconds: 60, speed: 2.6 }],
  ['fast run', {}, { kind: 'run', seconds: 60, speed: 3.5 }],
  ['stairs', {}, { kind: 'stairs-up', seconds: 40 }],
  ...(['parkinson', 'hemiparesis', 'antalgic', 'ataxia'] as const satisfies readonly Pathology[]).map(
    (pathology) => [pathology, { pathology }, { kind: 'walk', seconds: 60, speed: 0.8 }] as const,
  ),
]

export const simulated = (): Score[] =>
  KINDS.flatMap(([name, who, scene], i) =>
    [true, false].map((ideal): Score => {
      const random = new Random(1000 + i)
      const person = { ...somebody(random), ...who }
      const { truth, strides } = walkThrough({ person, scenes: [scene], random, rate: 100, sensors: { ideal } })
      const measure = ideal ? 'simulated stride length, no noise' : 'simulated stride length, noise'
      return { measure, recording: name, value: lengthError(truth, strides), unit: '%' }
    }),
  )
