/** What is said of health from the measures of days: reference ranges and trends, with a reason where nothing can be said. */
import { type About, type DayMeasures, evaluate, type IndexName, trendOf } from '@hdms/health/gait/evaluation.ts'
import type { Bout } from '@hdms/health/gait/walk.ts'
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
    const vigorous = week().map((d) => ({ ...d, minutes: d.minutes.slice(0, 11).map((m) => ({ ...m, intensity: 'vigorous' as const })) }))
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
  test('six minutes walked as such are compared with what is predicted; a stroll is not', () => {
    const test6 = [...week(), day(7, [bout({ end: 400, speed: 1.4, cadence: 115 })])]
    expect(one(test6, 'six-minute-walk')).toMatchObject({ value: 1.4 * 360, standing: 'within' })
    const stroll = [...week(), day(7, [bout({ end: 400, speed: 0.7, cadence: 70 })])]
    expect(one(stroll, 'six-minute-walk')).toMatchObject({ standing: 'not-applicable', value: undefined })
  })
})

describe('when nothing can be said it is said why', () => {
  test.each([
    ['no walk', week(() => ({ kind: 'run' })), about, 'gait-speed'],
    ['a child', week(), { ...about, age: 9 }, 'gait-speed'],
    ['a walker', week(), { ...about, aid: true }, 'asymmetry'],
    ['three days of a week', week().slice(0, 3), about, 'active-minutes'],
    ['one day', week().slice(0, 1), about, 'steps'],
    [
      'an unknown height',
      week().map((d) => ({ ...d, bouts: [bout({ end: 400, cadence: 115 })] })),
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

describe('trends', () => {
  test('a line through noise is a trend, noise is none, four days are too few', () => {
    expect(trendOf([1, 1.05, 1.08, 1.14, 1.2, 1.22])).toBe('rising')
    expect(trendOf([1.2, 1.12, 1.1, 1.02, 1, 0.95])).toBe('falling')
    expect(trendOf([1, 1.1, 0.95, 1.05, 1, 1.02])).toBe('steady')
    expect(trendOf([1, 2, 3, 4])).toBe('unknown')
    expect(trendOf([1, undefined, 1.1, undefined, 1.2, 1.3, 1.4])).toBe('rising')
  })
})
