/** What a sensor gets wrong on the way: it freezes, samples are missing or impossible, its range ends, it is off. Strides stay bounded. */
import { ADULT, somebody } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { type Scene, type WearOptions, wear } from '@hdms/device-sim/wear.ts'
import { Accelerometer } from '@hdms/health/gait/calibration.ts'
import { SwingDetector } from '@hdms/health/gait/detector.ts'
import { SampleCheck } from '@hdms/health/gait/samples.ts'
import type { Side, Stride } from '@hdms/health/gait/strides.ts'
import { type ActiveMinute, GaitAnalyser } from '@hdms/health/gait/walk.ts'
import { ACCELERATION_UNIT, RATE_UNIT } from '@hdms/shared/device/packet.ts'
import { describe, expect, test } from 'vitest'
import { lengthError, walkThrough } from '../bench/gait/simulated.ts'

type Six = readonly [number, number, number, number, number, number]
interface Read {
  readonly side: Side
  readonly t: number
  readonly v: Six
}
const WALK: Scene = { kind: 'walk', seconds: 120, speed: 1.3 }
const RUN: Scene = { kind: 'run', seconds: 60, speed: 2.7 }

/** A walk as a sensor with a fault tells it. @param spoil makes another reading of one, or none; `last` is the one told before on this side */
function told(
  spoil: (r: Read, last: Read | undefined, n: number) => Read | undefined,
  scenes: readonly Scene[] = [WALK],
  more: Partial<WearOptions> = {},
) {
  const strides: Stride[] = []
  const minutes: ActiveMinute[] = []
  const gait = new GaitAnalyser(100, { stride: (s) => strides.push(s), minute: (m) => minutes.push(m) })
  const last: Partial<Record<Side, Read>> = {}
  let n = 0
  const truth = wear({ person: ADULT, scenes, random: new Random(11), rate: 100, ...more }, (side, t, c) => {
    const v = Array.from(c.subarray(0, 6), (x, i) => x * (i < 3 ? ACCELERATION_UNIT : RATE_UNIT)) as unknown as Six
    const read = spoil({ side, t, v }, last[side], n++)
    if (!read) return
    last[side] = read
    gait.push(read.side, read.t, ...read.v)
  })
  gait.end()
  const steps = truth.flatMap((s) => s.steps)
  const way = steps.reduce((sum, s) => sum + s.length, 0)
  const longest = Math.max(...strides.map((s) => s.length))
  return { strides, minutes, steps: steps.length, off: 100 * (strides.reduce((sum, s) => sum + s.length, 0) / way - 1), longest }
}
const whole = told((r) => r)
const within = (v: Six, a: number, w: number): Six =>
  v.map((x, i) => Math.max(i < 3 ? -a : -w, Math.min(i < 3 ? a : w, x))) as unknown as Six

describe('samples that were not measured', () => {
  test.each([
    [0.1, 3],
    [0.5, 7],
    [1, 10],
    [4, 20],
  ])('a sensor that repeats its last sample for %d s in %d: no stride too long, and none that was not walked', (frozen, every) => {
    const got = told((r, last) => (r.t % every >= every - frozen && last ? { ...r, v: last.v } : r))
    expect(got.longest).toBeLessThan(1.15 * whole.longest)
    expect(got.off).toBeLessThan(2)
    expect(got.off).toBeGreaterThan((-100 * (frozen + 2)) / every)
    expect(got.strides.length).toBeLessThanOrEqual(got.steps)
    expect(got.minutes.map((m) => m.intensity)).not.toContain('vigorous')
  })
  test.each([
    [0.05, 0.6],
    [0.12, 2],
    [0.2, 1.7],
  ])('a hole of %d s every %d s is bridged: every step is counted, the way within 4 percent', (hole, every) => {
    const got = told((r) => (r.t % every < hole ? undefined : r))
    expect(got.strides).toHaveLength(got.steps)
    expect(Math.abs(got.off)).toBeLessThan(4)
    expect(got.longest).toBeLessThan(1.4 * whole.longest)
  })
  test('a stride whose path was not measured says so, and is as long as the foot usually goes at most', () => {
    const got = told((r) => (r.t % 2.3 < 0.22 ? undefined : r))
    const unsure = got.strides.filter((s) => s.unsure === 'unmeasured')
    expect(unsure.length).toBeGreaterThan(5)
    for (const s of unsure) expect(s.confidence).toBeLessThan(0.25)
    expect(got.strides.filter((s) => !s.unsure && s.confidence < 0.4)).toEqual([])
  })
  test('a minute of which a third of the strides were not measured is counted, and not sure enough to be paid', () => {
    const got = told((r) => (r.t % 1.63 < 0.24 ? undefined : r))
    expect(got.minutes.reduce((n, m) => n + m.steps, 0)).toBeGreaterThan(0.6 * got.steps)
    for (const m of got.minutes) expect(m.confidence).toBeLessThan(0.35)
  })
  test('a lost block costs what lies in it: the swing that ended before it stays, and the walk goes on after it', () => {
    const got = told((r) => (r.t > 40 && r.t < 45 ? undefined : r))
    expect(got.steps - got.strides.length).toBeLessThanOrEqual(11)
    expect(got.longest).toBeLessThan(1.15 * whole.longest)
  })
  test('batches of 0.3 s with one time stamp are as good as samples with their own', () => {
    const got = told((r) => ({ ...r, t: Math.floor(r.t / 0.3) * 0.3 }))
    expect(got.strides).toHaveLength(got.steps)
    expect(Math.abs(got.off)).toBeLessThan(2)
  })
})

describe('samples that cannot be', () => {
  test.each([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, 1e9, -5000])(
    '%d in one channel: the sample is none, the stride stays',
    (bad) => {
      for (const channel of [0, 3]) {
        const got = told((r, _, n) => (n % 37 === 0 ? { ...r, v: r.v.with(channel, bad) as unknown as Six } : r))
        expect(got.strides).toHaveLength(got.steps)
        expect(Math.abs(got.off)).toBeLessThan(1)
        expect(got.longest).toBeLessThan(1.1 * whole.longest)
      }
    },
  )
  test.each([
    [1, 60],
    [4, 12],
  ])(
    'single samples that shoot out within the range (channel %d by %d) move the way by less than a tenth, the longest stride by a third',
    (channel, by) => {
      const got = told((r, _, n) => (n % 97 === 0 ? { ...r, v: r.v.with(channel, (r.v[channel] as number) + by) as unknown as Six } : r))
      expect(Math.abs(got.off)).toBeLessThan(10)
      expect(got.longest).toBeLessThan(1.34 * whole.longest)
    },
  )
  test('a time that is none, or lies before the last, changes nothing', () => {
    const check = new SampleCheck(100)
    expect(check.take(1, 0, 0, 9.8, 0, 0, 0)).toBe('good')
    for (const t of [0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(check.take(t, 0, 0, 9.7, 0, 0, 0)).toBe('missing')
    expect(check.take(1.01, 0, 0, 9.7, 0, 0, 0)).toBe('good')
  })
})

describe('an attitude that is lost', () => {
  test('a fast run whose push-off lies far beyond the range: the foot is levelled by its way, and the run is not a quarter too short', () => {
    const person = somebody(new Random(7))
    const got = told((r) => ({ ...r, v: within(r.v, 400, 9.15) }), [{ kind: 'run', seconds: 40, speed: 4.5 }], { person })
    expect(Math.abs(got.strides.length - got.steps)).toBeLessThanOrEqual(10)
    expect(got.off).toBeGreaterThan(-15)
  })
})

describe('rests that are none', () => {
  test('a slow swing that nearly rests before its strike is one stride', () => {
    const random = new Random(6)
    const person = { ...somebody(random), pathology: 'prosthesis' } as const
    const scenes = [{ kind: 'walk', seconds: 240, speed: random.between(0.4, 1) }] as const
    const { truth, strides } = walkThrough({ person, scenes, random, rate: 100 })
    expect(strides).toHaveLength(truth[0]?.steps.length ?? 0)
    expect(lengthError(truth, strides)).toBeLessThan(2)
  })
})

describe('a range that ends', () => {
  const runs = (w: number) => told((r) => ({ ...r, v: within(r.v, 200, w) }), [{ kind: 'stand', seconds: 4 }, RUN])
  test('a run with a gyroscope whose range ends below its push-off: every step, 6 percent of the way, and it says that it is unsure', () => {
    const [clipped, free] = [runs(7), runs(40)]
    expect(clipped.strides.length).toBeGreaterThanOrEqual(free.strides.length - 1)
    expect(Math.abs(clipped.off - free.off)).toBeLessThan(6)
    expect(clipped.strides.filter((s) => s.unsure === 'clipped').length).toBeGreaterThan(clipped.steps / 2)
    expect(free.strides.filter((s) => s.unsure)).toEqual([])
  })
})

describe('a sensor that is off', () => {
  const off = (by: Six, gain = 1) =>
    told(
      (r) => ({ ...r, v: r.v.map((x, i) => x * (i < 3 ? gain : 1) + (by[i] as number)) as unknown as Six }),
      [{ kind: 'stand', seconds: 8 }, WALK],
    )
  test.each([
    ['an accelerometer by 1 m/s² along the foot’s own up', [0, 0, 1, 0, 0, 0], 2],
    ['a gyroscope by 0.8 rad/s, so that no stance is as still as one of a good sensor', [0, 0, 0, 0, 0.8, 0], 2],
    ['a gyroscope by 0.8 rad/s about another axis', [0, 0, 0, 0.8, 0, 0], 2],
  ] as const)('%s: standing tells it, and every step is found', (_what, by, most) => {
    const got = off(by)
    expect(got.strides).toHaveLength(got.steps)
    expect(Math.abs(got.off)).toBeLessThan(most)
  })
  test('a foot whose stance is never still rests all the same: in every stride once', () => {
    const detector = new SwingDetector()
    let swings = 0
    for (let i = 0; i < 6000; i++) {
      const [t, phase] = [i / 100, (i % 80) / 80]
      // Never under 0.9 rad/s; a swing of 3 rad/s.
      if (detector.push(t, 0.9 + (phase > 0.6 ? 2.1 * Math.sin((Math.PI * (phase - 0.6)) / 0.4) : 0)) && detector.swinging) swings++
    }
    expect(swings).toBe(75)
  })
  test('who runs off from standing rests in every stride, not only once the standing is forgotten', () => {
    const detector = new SwingDetector()
    const ends: number[] = []
    for (let i = 0; i < 700; i++) {
      const t = i / 100
      const phase = (t % 0.7) / 0.7
      const level = t < 2.1 ? 0.02 : 2.4 + 8 * Math.max(0, Math.sin(Math.PI * (phase / 0.6)) * (phase < 0.6 ? 1 : 0))
      if (detector.push(t, level) && !detector.swinging) ends.push(t)
    }
    expect(ends[0]).toBeLessThan(3.5)
    expect(ends.length).toBeGreaterThanOrEqual(5)
  })
  test('gravity is right after standing, and less is taken away from every stride', () => {
    const said = (by: Six) => off(by).strides.map((s) => s.confidence)
    const [good, bad] = [said([0, 0, 0, 0, 0, 0]), said([0, 0.3, 1, 0, 0, 0])].map((c) => c.reduce((a, b) => a + b, 0) / c.length) as [
      number,
      number,
    ]
    expect(bad).toBeGreaterThan(good - 0.05)
  })
  test('what an accelerometer is off by is learnt from gravity in several attitudes', () => {
    const [bias, gain] = [
      [0.4, -0.3, 0.2],
      [1.01, 0.99, 1.005],
    ] as const
    const accelerometer = new Accelerometer()
    const attitudes = [
      [0, 0, 1],
      [0, 1, 0],
      [1, 0, 0],
      [0, 0, -1],
      [0, -1, 0],
      [-1, 0, 0],
      [0.6, 0.8, 0],
      [0, 0.6, -0.8],
    ] as const
    const felt = (u: readonly [number, number, number]) =>
      [0, 1, 2].map((i) => accelerometer.right(i as 0 | 1 | 2, (u[i] as number) * 9.80665 * (gain[i] as number) + (bias[i] as number))) as [
        number,
        number,
        number,
      ]
    for (let round = 0; round < 20; round++) for (const u of attitudes) accelerometer.still(felt(u), 2)
    for (const u of attitudes) expect(Math.abs(Math.hypot(...felt(u)) - 9.80665)).toBeLessThan(0.02)
    for (const i of [0, 1, 2] as const) expect(Math.abs(accelerometer.right(i, bias[i] as number))).toBeLessThan(0.03)
  })
})
