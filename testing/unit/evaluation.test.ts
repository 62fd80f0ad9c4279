/** What is said of health from the measures of days: reference ranges and trends, with a reason where nothing can be said. */
import { ADULT } from '@hdms/device-sim/person.ts'
import { Random } from '@hdms/device-sim/random.ts'
import { wear } from '@hdms/device-sim/wear.ts'
import { metabolicEquivalents } from '@hdms/health/gait/activity.ts'
import { type About, type DayMeasures, evaluate, type IndexName, trendOf } from '@hdms/health/gait/evaluation.ts'
import { type ActiveMinute, type Bout, GaitAnalyser, type GaitListener } from '@hdms/health/gait/walk.ts'
import { ACCELERATION_UNIT as A, RATE_UNIT as W } from '@hdms/shared/device/packet.ts'
import { describe, expect, test } from 'vitest'

const about: About = { age: 65, sex: 'female', height: 1.6, weight: 60 }
const bout = (more: Partial<Bout> = {}): Bout => ({
  start: 0,
  end: 120,
  steps: 200,
  left: undefined,
  right: undefined,
  distance: 150,
  speed: 1.25,
  cadence: 105,
  climb: 0,
  kind: 'walk',
  mets: 3.3,
  doubleSupport: 0.25,
  asymmetry: 2,
  variability: 2,
  turns: 0,
  confidence: 0.9,
  ...more,
})
const day = (i: number, bouts: Bout[], moderate = 25): DayMeasures => ({
  date: `2026-05-${String(i + 1).padStart(2, '0')}`,
  bouts,
  minutes: Array.from({ length: moderate }, (_, m) => ({
    start: m * 60,
    steps: 105,
    distance: 80,
    mets: 3.5,
    intensity: 'moderate' as const,
    moving: 60,
    confidence: 0.9,
  })),
})
const week = (make: (i: number) => Partial<Bout> = () => ({})) => Array.from({ length: 7 }, (_, i) => day(i, [bout(make(i))]))
/** Two minutes and a half on level ground, m/s. */
function walked(speed: number, listener: GaitListener): void {
  const gait = new GaitAnalyser(100, listener)
  const scenes = [{ kind: 'walk', seconds: 150, speed }] as const
  wear({ person: ADULT, scenes, random: new Random(7), rate: 100 }, (side, t, c) => {
    const [ax, ay, az, wx, wy, wz] = c as unknown as [number, number, number, number, number, number]
    gait.push(side, t, ax * A, ay * A, az * A, wx * W, wy * W, wz * W)
  })
  gait.end()
}
const one = (days: readonly DayMeasures[], name: IndexName, who = about) => evaluate(days, who).find((i) => i.name === name)

describe('reference ranges', () => {
  test('a woman of 65 at 1.25 m/s walks as is usual; at 0.8 m/s below; each in words of both languages, with its source', () => {
    expect(one(week(), 'gait-speed')).toMatchObject({ standing: 'within', unit: 'm/s', source: 'Bohannon & Andrews 2011' })
    const slow = one(
      week(() => ({ speed: 0.8 })),
      'gait-speed',
    )
    expect(slow).toMatchObject({ standing: 'below', words: { ko: '보행 속도: 참고 범위보다 낮습니다, 일정합니다.' } })
    expect(slow?.words.en).toBe('Walking speed: below the reference range, steady.')
  })
  test('25 moderate minutes a day are 175 a week: enough; a vigorous minute counts for two', () => {
    expect(one(week(), 'active-minutes')).toMatchObject({ value: 175, standing: 'within' })
    const vigorous = week().map((d) => ({
      ...d,
      minutes: d.minutes.slice(0, 11).map((m) => ({ ...m, mets: 7, intensity: 'vigorous' as const })),
    }))
    expect(one(vigorous, 'active-minutes')).toMatchObject({ value: 154, standing: 'within' })
  })
  test('steps: 6,000 from the age of sixty, 8,000 before', () => {
    const days = week().map((d) => ({ ...d, minutes: d.minutes.map((m) => ({ ...m, steps: 280 })) }))
    expect(one(days, 'steps')).toMatchObject({ value: 7000, standing: 'within' })
    expect(one(days, 'steps', { ...about, age: 40 })).toMatchObject({ standing: 'below' })
  })
  test('asymmetry above a tenth and a stride time that varies by more than 3 % stand out', () => {
    const days = week(() => ({ asymmetry: 14, variability: 4.5 }))
    expect(one(days, 'asymmetry')?.standing).toBe('above')
    expect(one(days, 'variability')?.standing).toBe('above')
  })
  test('a six-minute walk is one that was made as a test; a long brisk walk is not, nor one of four minutes', () => {
    const walk = bout({ start: 100, end: 700, distance: 840, speed: 1.4, cadence: 115 })
    const made = (tests: { start: number; end: number }[], bouts = [walk]) => [...week(), { ...day(7, bouts), tests }]
    expect(one(made([{ start: 200, end: 560 }]), 'six-minute-walk')).toMatchObject({ standing: 'within' })
    expect(one(made([{ start: 200, end: 560 }]), 'six-minute-walk')?.value).toBeCloseTo(1.4 * 360, 6)
    for (const tests of [[], [{ start: 200, end: 440 }], [{ start: 100, end: 700 }]])
      expect(one(made(tests), 'six-minute-walk')).toMatchObject({ standing: 'not-applicable', value: undefined })
    // Who rests in it goes on: what was walked counts.
    const rested = made([{ start: 0, end: 360 }], [bout({ end: 120, distance: 120 }), bout({ start: 180, end: 360, distance: 180 })])
    expect(one(rested, 'six-minute-walk')?.value).toBeCloseTo(300, 6)
  })
  test('a walk that winds says nothing of how somebody walks', () => {
    const winding = week(() => ({ turns: 40, speed: 0.6 }))
    expect(one(winding, 'gait-speed')).toMatchObject({ standing: 'not-applicable', value: undefined })
    expect(one([...winding, day(7, [bout({ turns: 10 })])], 'gait-speed')).toMatchObject({ value: 1.25 })
  })
  test('from sixty on a minute is as intense as it is for older adults; without their METs it costs the same oxygen', () => {
    const light = (more: object) =>
      week().map((d) => ({ ...d, minutes: d.minutes.map((m) => ({ ...m, intensity: 'light' as const, ...more })) }))
    const strolls = light({ mets: 2.3, mets60: 4 })
    const told = light({ mets: 2.4 })
    expect(one(told, 'active-minutes', { ...about, age: 60 })).toMatchObject({ value: 175 })
    expect(one(light({ mets: 2.3 }), 'active-minutes', { ...about, age: 60 })).toMatchObject({ value: 0 })
    expect(one(strolls, 'active-minutes', { ...about, age: 59 })).toMatchObject({ value: 0 })
    expect(one(strolls, 'active-minutes', { ...about, age: 60 })).toMatchObject({ value: 175 })
  })
})

describe('when nothing can be said it is said why', () => {
  test.each([
    ['no walk', week(() => ({ kind: 'run' })), about, 'gait-speed'],
    ['a child', week(), { ...about, age: 9 }, 'gait-speed'],
    ['a child', week(), { ...about, age: 9 }, 'asymmetry'],
    ['a child', week(), { ...about, age: 9 }, 'variability'],
    ['a child', week(), { ...about, age: 9 }, 'six-minute-walk'],
    ['a walker', week(), { ...about, aid: true }, 'asymmetry'],
    ['three days of a week', week().slice(0, 3), about, 'active-minutes'],
    ['one day', week().slice(0, 1), about, 'steps'],
    [
      'an unknown height',
      week().map((d) => ({ ...d, bouts: [bout({ end: 400, cadence: 115 })], tests: [{ start: 20, end: 380 }] })),
      { age: 65, sex: 'female' },
      'six-minute-walk',
    ],
  ] as const)('%s', (_what, days, who, name) => {
    const index = one(days, name, who)
    expect(index?.standing).toBe('not-applicable')
    expect(index?.why).toBeTruthy()
  })
  test('nothing at all', () => {
    for (const i of evaluate([], about)) expect(i.standing).toBe('not-applicable')
  })
  test('no word is a diagnosis', () => {
    const words = evaluate(
      week(() => ({ asymmetry: 30, variability: 12, speed: 0.3 })),
      about,
    ).flatMap((i) => [i.words.en, i.words.ko])
    for (const w of words) expect(w).not.toMatch(/disease|diagnos|Parkinson|risk|진단|질환|위험/i)
  })
})

describe('what moving costs', () => {
  const MPH = 0.44704
  // 2024 Adult Compendium: code, from, to (mph), METs.
  test.each([
    ['walk', '17151', 1, 1.9, 2.3],
    ['walk', '17152', 2.05, 2.4, 2.8],
    ['walk', '17170', 2.5, 2.5, 3],
    ['walk', '17190', 2.8, 3.4, 3.8],
    ['walk', '17200', 3.5, 3.9, 4.8],
    ['walk', '17220', 4, 4.4, 5.5],
    ['walk', '17230', 4.5, 4.9, 7],
    ['walk', '17231', 5, 5.5, 8.5],
    ['run', '12028', 4, 4.2, 6.5],
    ['run', '12029', 4.3, 4.8, 7.8],
    ['run', '12030', 5, 5.2, 8.5],
    ['run', '12045', 5.5, 5.8, 9],
    ['run', '12050', 6, 6.3, 9.3],
    ['run', '12060', 6.7, 6.7, 10.5],
    ['run', '12070', 7, 7, 11],
    ['run', '12080', 7.5, 7.5, 11.8],
    ['run', '12090', 8, 8, 12],
    ['run', '12100', 8.6, 8.6, 12.5],
    ['run', '12110', 9, 9, 13],
    ['run', '12115', 9.3, 9.6, 14.8],
    ['run', '12120', 10, 10, 14.8],
    ['run', '12130', 11, 11, 16.8],
    ['run', '12132', 12, 12, 18.5],
    ['run', '12134', 13, 13, 19.8],
    ['run', '12135', 14, 14, 23],
  ] as const)('%s, row %s of the Adult Compendium: from %d to %d mph %d METs', (kind, _code, from, to, mets) => {
    for (const mph of [from, (from + to) / 2, to]) expect(Math.abs(metabolicEquivalents(kind, mph * MPH, 0, 59) - mets)).toBeLessThan(0.05)
  })
  // Older Adult Compendium: code, from, to (mph), MET60+.
  test.each([
    ['walk', '1715160', 0.6, 0.9, 3],
    ['walk', '1715260', 1.05, 1.9, 4],
    ['walk', '1715360', 2, 2, 3.8],
    ['walk', '1717060', 2.2, 2.7, 4.5],
    ['walk', '1719060', 2.8, 3.2, 5.3],
    ['walk', '1720060', 3.3, 3.7, 6],
    ['walk', '1722060', 4, 4.2, 7.3],
    ['walk', '1723060', 4.5, 4.5, 9],
    ['run', '1202860', 3.6, 3.6, 8.5],
    ['run', '1207060', 7, 7, 15.8],
  ] as const)('%s, row %s of the Older Adult Compendium: from %d to %d mph %d METs from sixty on', (kind, _code, from, to, mets) => {
    for (const mph of [from, (from + to) / 2, to]) expect(Math.abs(metabolicEquivalents(kind, mph * MPH, 0, 60) - mets)).toBeLessThan(0.05)
  })
  test('what no row of older adults tells costs the oxygen that it costs others, in their METs', () => {
    for (const kind of ['still', 'stairs-down'] as const)
      expect(metabolicEquivalents(kind, 0, 0, 60) * 2.7).toBeCloseTo(metabolicEquivalents(kind, 0, 0, 59) * 3.5, 9)
    const hill = (age: number): number => metabolicEquivalents('walk', 2, 0.2, age) - metabolicEquivalents('walk', 2, 0, age)
    expect(hill(60) * 2.7).toBeCloseTo(hill(59) * 3.5, 9)
  })
  test('walked in simulated shoes, minutes and bouts cost within half a MET of their rows', () => {
    for (const [mph, mets, older] of [
      [1.6, 2.3, 4],
      [3, 3.8, 5.3],
      [3.6, 4.8, 6],
      [4.1, 5.5, 7.3],
    ] as const) {
      const minutes: ActiveMinute[] = []
      const bouts: Bout[] = []
      walked(mph * MPH, { minute: (m) => minutes.push(m), bout: (b) => bouts.push(b) })
      const whole = minutes.find((m) => m.moving > 55)
      expect(Math.abs((whole?.mets ?? 0) - mets), `${mph} mph`).toBeLessThan(0.5)
      expect(Math.abs((whole?.mets60 ?? 0) - older), `${mph} mph`).toBeLessThan(0.5)
      expect(Math.abs((bouts[0]?.mets ?? 0) - mets), `${mph} mph`).toBeLessThan(0.5)
    }
  })
  test('more speed is never less, and a floor that seems to rise by 2 % is level', () => {
    for (const kind of ['walk', 'run'] as const)
      for (let v = 0.2; v < 5; v += 0.01)
        expect(metabolicEquivalents(kind, v + 0.01, 0)).toBeGreaterThanOrEqual(metabolicEquivalents(kind, v, 0))
    expect(metabolicEquivalents('walk', 1.3, 0.02 * 1.3)).toBe(metabolicEquivalents('walk', 1.3, 0))
    expect(metabolicEquivalents('walk', 1.3, 0.06 * 1.3)).toBeGreaterThan(metabolicEquivalents('walk', 1.3, 0) + 1)
    expect(metabolicEquivalents('walk', 1.3, -0.1 * 1.3)).toBe(metabolicEquivalents('walk', 1.3, 0))
  })
})

describe('trends', () => {
  test('a line through noise is a trend, noise is none, four days are too few', () => {
    expect(trendOf([1, 1.05, 1.08, 1.14, 1.2, 1.22])).toBe('rising')
    expect(trendOf([1.2, 1.12, 1.1, 1.02, 1, 0.95])).toBe('falling')
    expect(trendOf([1, 1.1, 0.95, 1.05, 1, 1.02])).toBe('steady')
    expect(trendOf([1, 2, 3, 4])).toBe('unknown')
    expect(trendOf([1, undefined, 1.1, undefined, 1.2, 1.3, 1.4])).toBe('rising')
  })
})
