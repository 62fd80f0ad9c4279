/** The gait pipeline on simulated shoes, whose truth is exact: what it says of a walk, and what it makes of bad input. */
import { existsSync } from 'node:fs'
import { ADULT, somebody } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { type Scene, type WearOptions, wear } from '@hdms/device-sim/wear.ts'
import { ContactDetector } from '@hdms/health/gait/pressure.ts'
import { type ActiveMinute, type Bout, GaitAnalyser } from '@hdms/health/gait/walk.ts'
import { ACCELERATION_UNIT, FORCE_UNIT, RATE_UNIT } from '@hdms/shared/device/packet.ts'
import { describe, expect, test } from 'vitest'
import { judged } from '../bench/gait/cheating.ts'
import { GAIT_DATA } from '../bench/gait/main.ts'
import { pyshoe, voisard } from '../bench/gait/recordings.ts'
import { lengthError, walkThrough } from '../bench/gait/simulated.ts'

function analyse(o: WearOptions) {
  const bouts: Bout[] = []
  const minutes: ActiveMinute[] = []
  const gait = new GaitAnalyser(o.rate, { bout: (b) => bouts.push(b), minute: (m) => minutes.push(m) })
  const truth = wear(o, (side, t, c) => {
    const [ax, ay, az, wx, wy, wz] = c as unknown as [number, number, number, number, number, number]
    const [a, w] = [ACCELERATION_UNIT, RATE_UNIT]
    gait.push(side, t, ax * a, ay * a, az * a, wx * w, wy * w, wz * w)
  })
  gait.end()
  return { bouts, minutes, truth }
}
const day = (scenes: readonly Scene[], more: Partial<WearOptions> = {}): WearOptions => ({
  person: ADULT,
  scenes,
  random: new Random(3),
  rate: 100,
  ...more,
})

describe('what is said of a walk', () => {
  const { bouts, minutes, truth } = analyse(day([{ kind: 'walk', seconds: 300, speed: 1.3 }]))
  const [bout] = bouts
  const steps = truth[0]?.steps.length ?? 0
  test('steps, speed and way are the true ones', () => {
    const way = (truth[0]?.steps.reduce((sum, s) => sum + s.length, 0) ?? 0) / 2
    expect(bouts).toHaveLength(1)
    expect(bout?.steps).toBe(steps)
    expect(Math.abs((bout?.distance ?? 0) / way - 1)).toBeLessThan(0.01)
    expect(bout?.kind).toBe('walk')
  })
  test('a brisk walk is moderate activity by the minute: 3 to 6 METs, a hundred steps and more', () => {
    const whole = minutes.slice(1, -1)
    expect(whole.length).toBeGreaterThanOrEqual(3)
    for (const m of whole) expect(m).toMatchObject({ intensity: 'moderate' })
    for (const m of whole) expect(m.steps).toBeGreaterThan(90)
    expect(minutes.reduce((sum, m) => sum + m.steps, 0)).toBe(steps)
  })
  test('healthy feet: little asymmetry, two percent of variability, double support between a fifth and two fifths', () => {
    expect(bout?.asymmetry).toBeLessThan(4)
    expect(bout?.variability).toBeGreaterThan(1)
    expect(bout?.variability).toBeLessThan(3.5)
    expect(bout?.doubleSupport).toBeGreaterThan(0.2)
    expect(bout?.doubleSupport).toBeLessThan(0.4)
  })
  test('a limp shows as asymmetry, Parkinson’s as variability', () => {
    const limp = analyse(day([{ kind: 'walk', seconds: 120, speed: 0.9 }], { person: { ...ADULT, pathology: 'hemiparesis' } })).bouts[0]
    const shaky = analyse(day([{ kind: 'walk', seconds: 120, speed: 0.9 }], { person: { ...ADULT, pathology: 'parkinson' } })).bouts[0]
    expect(limp?.asymmetry).toBeGreaterThan(8)
    expect(shaky?.variability).toBeGreaterThan((bout?.variability ?? 0) + 1.5)
  })
  test.each([
    ['run', 'run'],
    ['stairs-up', 'stairs-up'],
    ['stairs-down', 'stairs-down'],
  ] as const)('%s is told apart', (kind, said) => {
    expect(analyse(day([{ kind, seconds: 60 }])).bouts[0]?.kind).toBe(said)
  })
  test.each(['stand', 'sit', 'drive'] as const)('%s: not a step', (kind) => {
    expect(analyse(day([{ kind, seconds: 300 }])).minutes).toEqual([])
  })
  test('one shoe alone counts both feet, and says that it is less sure', () => {
    const alone = analyse(day([{ kind: 'walk', seconds: 120, speed: 1.2 }], { only: 'left' })).bouts[0]
    const both = analyse(day([{ kind: 'walk', seconds: 120, speed: 1.2 }])).bouts[0]
    expect(Math.abs((alone?.steps ?? 0) - (both?.steps ?? 0))).toBeLessThanOrEqual(1)
    expect(alone?.confidence).toBeLessThan(both?.confidence ?? 0)
  })
})

describe('any mounting, any person', () => {
  test.each([1, 2, 3, 4, 5, 6])('stride length within 3 percent of the truth, seed %i', (seed) => {
    const random = new Random(seed)
    const person = somebody(random)
    const scenes = [
      { kind: 'walk', seconds: 60 },
      { kind: 'run', seconds: 40 },
    ] as const
    const { truth, strides } = walkThrough({ person, scenes, random, rate: 100 })
    expect(lengthError(truth, strides)).toBeLessThan(3)
  })
})

describe('two clocks', () => {
  test('shoes whose clocks run apart by 100 in a million and sample unevenly: every step, lengths within 3 percent', () => {
    const clock = { left: { drift: 60, jitter: 0.0005 }, right: { drift: -40, jitter: 0.0005 } }
    const { truth, strides } = walkThrough(day([{ kind: 'walk', seconds: 300, speed: 1.3 }], { clock }))
    expect(strides).toHaveLength(truth[0]?.steps.length ?? 0)
    expect(lengthError(truth, strides)).toBeLessThan(3)
  })
})

describe('bad input', () => {
  const feed = (gait: GaitAnalyser, spoil: (n: number, c: number[]) => number[] | undefined) => {
    let n = 0
    wear(day([{ kind: 'walk', seconds: 60, speed: 1.2 }]), (side, t, c) => {
      const raw = Array.from(c.subarray(0, 6), (v, i) => v * (i < 3 ? ACCELERATION_UNIT : RATE_UNIT))
      const [ax = 0, ay = 0, az = 0, wx = 0, wy = 0, wz = 0] = spoil(n++, raw) ?? []
      if (spoil(n - 1, raw)) gait.push(side, t, ax, ay, az, wx, wy, wz)
    })
    gait.end()
  }
  const steps = (spoil: (n: number, c: number[]) => number[] | undefined): number => {
    let count = 0
    feed(new GaitAnalyser(100, { stride: () => count++ }), spoil)
    return count
  }
  const whole = steps((_, c) => c)
  test('samples that are no numbers are left out, and the walk goes on after them', () => {
    const got = steps((n, c) => (n > 4000 && n < 4100 ? c.map(() => Number.NaN) : c))
    expect(got).toBeGreaterThan(whole - 4)
    expect(got).toBeLessThanOrEqual(whole)
  })
  test('a hole of ten seconds costs the steps in it and no more', () => {
    const got = steps((n, c) => (n > 4000 && n < 6000 ? undefined : c))
    expect(got).toBeGreaterThan(whole - 22)
    expect(got).toBeLessThan(whole - 12)
  })
  test('a saturated sensor gives fewer steps, not invented ones', () => {
    expect(steps((_, c) => c.map((v) => Math.max(-19.6, Math.min(19.6, v))))).toBeLessThanOrEqual(whole)
  })
  test('time that stands still or runs backwards is left out', () => {
    let count = 0
    const gait = new GaitAnalyser(100, { stride: () => count++ })
    wear(day([{ kind: 'walk', seconds: 30, speed: 1.2 }]), (side, t, c) => {
      const v = Array.from(c.subarray(0, 6), (x, i) => x * (i < 3 ? ACCELERATION_UNIT : RATE_UNIT)) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ]
      gait.push(side, t, ...v)
      gait.push(side, t - 400 * 86_400, ...v)
    })
    gait.end()
    expect(count).toBeGreaterThan(25)
  })
})

describe('verdicts', () => {
  const verdicts = (scenes: readonly Scene[]) => judged(day(scenes)).verdicts
  test('a walk is verified to its last minute, however long nobody walks after it', () => {
    const all = verdicts([
      { kind: 'walk', seconds: 180, speed: 1.3 },
      { kind: 'sit', seconds: 240 },
      { kind: 'stand', seconds: 60 },
      { kind: 'run', seconds: 120, speed: 2.7 },
    ])
    expect(all).toHaveLength(5)
    expect(all.filter((v) => !v.genuine)).toEqual([])
  })
  test.each([
    ['one shoe alone', { only: 'left' as const }, 'one-shoe'],
    ['two people, a shoe each', {}, 'two-people'],
  ] as const)('%s: refused with the reason', (_what, more, reason) => {
    const other = { ...ADULT, height: 1.5, weight: 50 }
    const scene = { kind: 'walk', seconds: 180, speed: 1.2, ...(reason === 'two-people' ? { other } : {}) } as const
    const found = judged(day([scene], more)).verdicts
    expect(found.length).toBeGreaterThan(1)
    for (const v of found) expect(v.genuine).toBe(false)
    expect(found.map((v) => v.reason)).toContain(reason)
  })
})

describe('pressure', () => {
  const contacts = (faults: Readonly<Record<number, number>>): number => {
    let count = 0
    const detector = new ContactDetector(6, () => count++)
    wear(day([{ kind: 'walk', seconds: 60, speed: 1.2 }], { sensors: { faults } }), (side, t, c) => {
      if (side === 'left')
        detector.push(
          t,
          Array.from(c.subarray(6), (v) => v * FORCE_UNIT),
        )
    })
    return count
  }
  test('a dead cell changes nothing, a stuck one costs the first contacts alone', () => {
    const healthy = contacts({})
    expect(healthy).toBeGreaterThan(40)
    expect(contacts({ 0: 0 })).toBe(healthy)
    // It takes five seconds to be known for stuck.
    expect(contacts({ 3: 300 })).toBeGreaterThanOrEqual(healthy - 4)
    expect(contacts({ 3: 300 })).toBeLessThanOrEqual(healthy)
  })
})

const absent = !existsSync(GAIT_DATA)
describe.skipIf(absent)('simulated signals against recorded ones', () => {
  /** Quantiles of the size of acceleration and angular rate. */
  const quantiles = (motion: readonly ArrayLike<number>[]): number[] =>
    [0, 3].flatMap((k) => {
      const size = Array.from(motion[0] as ArrayLike<number>, (_, i) => Math.hypot(...[0, 1, 2].map((j) => motion[k + j]?.[i] ?? 0)))
      size.sort((a, b) => a - b)
      return [0.5, 0.95, 0.99].map((q) => size[Math.floor(q * size.length)] as number)
    })
  test('the ranges of a walk and of a run lie (as fast as in the recordings) lie within theirs, half to twice', () => {
    const real = absent
      ? []
      : [...voisard(GAIT_DATA).map((r) => r.left), ...pyshoe(GAIT_DATA).map((r) => r.foot)].map((f) => quantiles(f.motion))
    const sim = (['walk', 'run'] as const).map((kind) => {
      const motion: number[][] = [[], [], [], [], [], []]
      wear(day([{ kind, seconds: 30, speed: kind === 'run' ? 2 : 1.2 }]), (side, t, c) => {
        if (side === 'left' && t > 2 && t < 28)
          for (let i = 0; i < 6; i++) motion[i]?.push((c[i] as number) * (i < 3 ? ACCELERATION_UNIT : RATE_UNIT))
      })
      return quantiles(motion)
    })
    for (const one of sim)
      for (const [i, value] of one.entries()) {
        const all = real.map((r) => r[i] as number)
        expect(value).toBeGreaterThan(Math.min(...all) / 2)
        expect(value).toBeLessThan(Math.max(...all) * 2)
      }
  })
})
