/** Two shoes with clocks of their own, machines, people who walk otherwise: what is taken for walked by one person, and what is not. */
import { ADULT, type Person } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { type WearOptions, wear } from '@hdms/device-sim/wear.ts'
import { type Evidence, Judge, type Verdict } from '@hdms/health/gait/genuine.ts'
import { Repetition } from '@hdms/health/gait/repetition.ts'
import type { Side, Stride } from '@hdms/health/gait/strides.ts'
import { type Bout, GaitAnalyser } from '@hdms/health/gait/walk.ts'
import { ACCELERATION_UNIT, RATE_UNIT } from '@hdms/shared/device/packet.ts'
import { describe, expect, test } from 'vitest'
import { judged, type Tricks } from '../bench/gait/cheating.ts'

const worn = (o: Partial<WearOptions & Tricks> = {}) =>
  judged({ person: ADULT, scenes: [{ kind: 'walk', seconds: 180, speed: 1.2 }], random: new Random(21), rate: 100, ...o }).verdicts
const refused = (verdicts: readonly Verdict[]): (string | undefined)[] => verdicts.filter((v) => !v.genuine).map((v) => v.reason)
const whoWalks = (more: Partial<Person>, speed = 0.8): Partial<WearOptions> => ({
  person: { ...ADULT, ...more },
  scenes: [{ kind: 'walk', seconds: 180, speed }],
})

describe('two shoes with different clocks', () => {
  const ahead = [-8, -3, -0.5, -0.1, 0.1, 0.35, 2, 8]
  test.each(ahead)('%d s apart an honest walker is one person', (s) => {
    const verdicts = worn({ ahead: s })
    expect(verdicts.length).toBeGreaterThanOrEqual(3)
    // A minute at the edge may lie outside of what one of the shoes says of it.
    expect(refused(verdicts.filter((v) => v.steps > 60))).toEqual([])
  })
  test.each([-0.4, 0.1, 0.3])('and so is one who limps, %d s apart', (s) => {
    expect(refused(worn({ ...whoWalks({ pathology: 'hemiparesis' }), ahead: s }))).toEqual([])
  })

  /** @param ahead of the right clock at a time of the left one's, s */
  function bouts(ahead: (t: number) => number): Bout[] {
    const found: Bout[] = []
    const gait = new GaitAnalyser(100, { bout: (b) => found.push(b) })
    const scenes = Array.from({ length: 8 }, (_, i) => [
      { kind: 'stand', seconds: 15 + i } as const,
      { kind: 'walk', seconds: 40, speed: 1.1 + 0.05 * i } as const,
    ]).flat()
    wear({ person: ADULT, scenes, random: new Random(4), rate: 100 }, (side, t, c) => {
      const v = Array.from(c.subarray(0, 6), (x, i) => x * (i < 3 ? ACCELERATION_UNIT : RATE_UNIT)) as [
        number,
        number,
        number,
        number,
        number,
        number,
      ]
      gait.push(side, side === 'right' ? t + ahead(t) : t, ...v)
    })
    gait.end()
    return found
  }
  const true8 = bouts(() => 0)
  test.each([
    ['0.1 s', () => 0.1],
    ['0.4 s the other way', () => -0.4],
    ['8.6 s: a day at 50 millionths each', () => 8.6],
    ['from 2 s on, a thousand times as fast as clocks do', (t: number) => 2 + 1e-3 * t],
  ] as const)('%s: once the offset is known, bouts and the time on both feet are as with one clock', (_what, by) => {
    expect(true8).toHaveLength(8)
    const found = bouts(by)
    expect(found).toHaveLength(8)
    for (const [i, b] of found.entries()) {
      if (i < 2) continue
      const one = true8[i] as Bout
      expect(b.steps).toBe(one.steps)
      // Who sets out with which foot is not known: a stride is left open.
      expect(Math.abs(b.end - b.start - (one.end - one.start))).toBeLessThan(1.3)
      expect(Math.abs((b.doubleSupport ?? 1) - (one.doubleSupport ?? 0))).toBeLessThan(0.06)
    }
  })
})

describe('machines', () => {
  test.each([1, 2, 3])('a rail moved to and fro, tilted, with weight and jitter (%i): not paid, because it is a machine', (seed) => {
    const verdicts = worn({ scenes: [{ kind: 'rail', seconds: 180 }], random: new Random(seed) })
    expect(verdicts.filter((v) => v.genuine)).toEqual([])
    expect(refused(verdicts)).toContain('machine')
  })
  test.each([
    [10, 0],
    [10, 0.03],
    [7, 0.02],
    [25, 0],
  ])('a walk of %d s that is played again and again, warped by %d: not paid after its first minute', (seconds, warp) => {
    const verdicts = worn({ loop: { seconds, warp }, scenes: [{ kind: 'walk', seconds: 300, speed: 1.2 }] })
    expect(verdicts.length).toBeGreaterThanOrEqual(4)
    expect(verdicts.slice(1, -1).filter((v) => v.genuine)).toEqual([])
    expect(refused(verdicts)).toContain('machine')
  })
  test.each([
    [15, 0.03],
    [18, 0.03],
    [20, 0.03],
    [20, 0],
  ])(
    'a walk of %d s that is played again, warped by %d, is not paid in its first minute either: both feet come back together',
    (seconds, warp) => {
      const first = [3, 4, 5].flatMap((seed) => {
        const scenes = [{ kind: 'walk', seconds: 70, speed: 1.1 + 0.1 * (seed - 3) }] as const
        return worn({ loop: { seconds, warp }, scenes, random: new Random(seed) }).slice(0, 1)
      })
      expect(first.map((v) => v.reason)).toEqual(['machine', 'machine', 'machine'])
    },
  )
  test.each([10, 25])(
    'one foot, the other spared on crutches, of %d s that are played again: not paid after its first minute',
    (seconds) => {
      const scenes = [{ kind: 'walk', seconds: 300, speed: 0.8 }] as const
      const spared = {
        ...whoWalks({ pathology: 'touch-down-crutches' }),
        ...({ scenes, random: new Random(5), only: 'left', known: { aid: 'crutches' } } as const),
      }
      expect(refused(worn(spared))).toEqual([])
      const verdicts = worn({ ...spared, loop: { seconds, warp: 0 } })
      expect(verdicts.slice(1, -1).filter((v) => v.genuine)).toEqual([])
      expect(refused(verdicts)).toContain('machine')
    },
  )
  test('one person’s walks of twelve metres, a quarter of an hour of them, are no repetition: everybody sets out and stops alike', () => {
    const scenes = Array.from({ length: 60 }, (_, i) => [
      { kind: 'walk', seconds: 11, speed: 1.2 + 0.01 * (i % 7) } as const,
      { kind: 'stand', seconds: 4 } as const,
    ]).flat()
    expect(refused(worn({ scenes }))).toEqual([])
  })
  test('what was walked an hour ago is found again', () => {
    const random = new Random(8)
    const stride = (side: Side, i: number): Stride => {
      const [a, b] = [random.normal(), random.normal()]
      const at = 1.1 * i
      return {
        ...{
          side,
          push: at,
          off: at,
          strike: at + 0.4,
          time: 1.1 + 0.02 * a,
          stance: 0.7,
          swing: 0.4,
          length: 1.3 + 0.03 * b,
          climb: 0.01 * random.normal(),
        },
        ...{
          lift: 0.1 + 0.004 * random.normal(),
          yaw: 0.03 * random.normal(),
          topSpeed: 4 + 0.1 * random.normal(),
          vigour: 7 + 0.2 * random.normal(),
        },
        ...{ course: [1, 0, 0], clock: 0, turning: false, unsure: undefined, confidence: 0.9 },
      }
    }
    const walked = Array.from({ length: 4000 }, (_, i) => stride('left', i))
    const repetition = new Repetition()
    expect(walked.filter((s) => repetition.add(s)).length).toBeLessThan(20)
    const again = walked
      .slice(700, 900)
      .map((s) => ({ ...s, length: s.length * 1.02, topSpeed: s.topSpeed * 1.02, time: (s.time ?? 0) * 0.98 }))
    expect(again.filter((s) => repetition.add(s)).length).toBeGreaterThan(180)
    // Setting out and stopping count for nothing: a window holds neither the first stride nor the last.
    const short = walked.slice(700, 709).map((s) => ({ ...s, off: s.off + 9000 }))
    repetition.begin()
    expect(short.map((s) => repetition.add(s))).toEqual([...Array(8).fill(undefined), true])
    const stop = { ...(short[8] as Stride), time: undefined }
    repetition.begin()
    expect([...short.slice(0, 8), stop].map((s) => repetition.add(s))).toEqual(Array(9).fill(undefined))
  })
})

describe('people who walk otherwise', () => {
  test.each([
    ['with a prosthesis', { pathology: 'prosthesis' }, 0.5],
    ['with a rollator', { pathology: 'rollator' }, 0.4],
    ['on crutches, swinging through', { pathology: 'swing-through-crutches' }, 0.6],
    ['at a pace as steady as a metronome', { variability: 0.003 }, 1.3],
    ['of four years and 16 kg', { age: 4, height: 1.03, weight: 16 }, 0.8],
    ['with Parkinson’s disease', { pathology: 'parkinson' }, 0.5],
  ] as const)('somebody %s is somebody', (_who, more, speed) => {
    for (const seed of [5, 6]) expect(refused(worn({ ...whoWalks(more, speed), random: new Random(seed) }))).toEqual([])
  })
  test('who spares a foot on crutches is somebody when the crutches are known of, and one shoe is not enough without them', () => {
    const spared = { ...whoWalks({ pathology: 'touch-down-crutches' }), random: new Random(5) }
    const aid: Partial<Evidence> = { aid: 'crutches' }
    expect(refused(worn({ ...spared, known: aid }))).toEqual([])
    expect(refused(worn({ ...spared, only: 'left', known: aid }))).toEqual([])
    expect(refused(worn({ ...spared, only: 'left' }))).toContain('one-shoe')
    // An aid excuses no machine.
    expect(worn({ scenes: [{ kind: 'rail', seconds: 120 }], known: aid }).filter((v) => v.genuine)).toEqual([])
    expect(worn({ scenes: [{ kind: 'hand', seconds: 120 }], known: aid }).filter((v) => v.genuine)).toEqual([])
  })
  test('what a heavy person’s sole has to carry is more than a child’s', () => {
    const child = whoWalks({ age: 4, height: 1.03, weight: 16 })
    expect(refused(worn({ ...child, known: { weight: 16 } }))).toEqual([])
    expect(refused(worn({ ...child, known: { weight: 110 } }))).toContain('no-weight')
  })
  test('nobody is judged by less than a few steps', () => {
    const verdicts: Verdict[] = []
    new Judge({ feet: 2, pressure: true }, (v) => verdicts.push(v)).end()
    expect(verdicts).toEqual([])
  })
})
