/**
 * What the measures of days say of health and physical condition, as reference ranges and trends in plain words: never a diagnosis. Each
 * index names its source and says when it does not apply.
 */
import { asOlder, ENERGY, intensityOf } from './activity.ts'
import type { ActiveMinute, Bout } from './walk.ts'

export type IndexName = 'gait-speed' | 'cadence' | 'active-minutes' | 'steps' | 'asymmetry' | 'variability' | 'six-minute-walk'
export type Standing = 'below' | 'within' | 'above' | 'not-applicable'
export type Trend = 'rising' | 'steady' | 'falling' | 'unknown'

export interface About {
  readonly age: number
  readonly sex: 'female' | 'male' | 'unknown'
  /** m, kg; where they are known. */
  readonly height?: number
  readonly weight?: number
  /** Uses a stick or a walker: what is normal without says nothing. */
  readonly aid?: boolean
}

/** A six-minute walk that was begun and ended as one, s: the person was told how, and to stop. */
export interface WalkTest {
  readonly start: number
  readonly end: number
}

/** One day of a person, by the date of the place where they were. */
export interface DayMeasures {
  readonly date: string
  readonly bouts: readonly Bout[]
  readonly minutes: readonly ActiveMinute[]
  /** Walks that were made as a test. */
  readonly tests?: readonly WalkTest[]
}

export interface Index {
  readonly name: IndexName
  readonly value: number | undefined
  readonly unit: 'm/s' | '/min' | 'min/week' | '/d' | '%' | 'm'
  /** What is usual for somebody like that. */
  readonly low: number | undefined
  readonly high: number | undefined
  readonly standing: Standing
  readonly trend: Trend
  /** In words, Korean and English. */
  readonly words: { readonly ko: string; readonly en: string }
  readonly source: string
  /** Why it does not apply, when it does not. */
  readonly why?: string
}

/**
 * Bouts that say something of how somebody walks: long enough (30 steps: Galna et al. 2013, Gait Posture 37:586), no run, no stairs, and
 * straight enough: one stride in ten turns at most, as in a corridor of 10 m (three of the about 16 strides of a length and a turn are
 * its turn; walkways of tests are 10 m and more: Bohannon & Andrews 2011).
 */
export const STEADY = { steps: 30, seconds: 20, turns: 0.1 } as const

const isSteady = (b: Bout): boolean =>
  b.kind === 'walk' && b.steps >= STEADY.steps && b.end - b.start >= STEADY.seconds && b.turns <= STEADY.turns * b.steps
const steady = (days: readonly DayMeasures[]): Bout[] => days.flatMap((d) => d.bouts.filter(isSteady))

const median = (values: readonly number[]): number | undefined => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? undefined : sorted[sorted.length >> 1]
}

/**
 * Usual gait speed by decade: Bohannon & Andrews 2011, Physiotherapy 97:182 (23,111 people). Women, men; from the decade of 20. One standard
 * deviation is about 0.2 m/s there.
 */
const SPEED: Readonly<Record<'female' | 'male', readonly number[]>> = {
  female: [1.34, 1.34, 1.39, 1.31, 1.24, 1.13, 0.94],
  male: [1.36, 1.43, 1.43, 1.43, 1.34, 1.26, 0.97],
}
const SPEED_DEVIATION = 0.2
function usualSpeed({ age, sex }: About): number | undefined {
  if (age < 20) return undefined
  const decade = Math.min(6, Math.floor(age / 10) - 2)
  const of = (s: 'female' | 'male'): number => SPEED[s][decade] as number
  return sex === 'unknown' ? (of('female') + of('male')) / 2 : of(sex)
}

/** Slope over the days against its own noise: steady unless the line explains more than chance would (|t| > 2, 5 days and more). */
export function trendOf(values: readonly (number | undefined)[]): Trend {
  const points = values.flatMap((y, x) => (y === undefined ? [] : [[x, y] as const]))
  const n = points.length
  if (n < 5) return 'unknown'
  const mx = points.reduce((s, [x]) => s + x, 0) / n
  const my = points.reduce((s, [, y]) => s + y, 0) / n
  const sxx = points.reduce((s, [x]) => s + (x - mx) ** 2, 0)
  const slope = points.reduce((s, [x, y]) => s + (x - mx) * (y - my), 0) / sxx
  const rest = points.reduce((s, [x, y]) => s + (y - my - slope * (x - mx)) ** 2, 0) / (n - 2)
  const t = slope / Math.sqrt(rest / sxx || 1e-12)
  return Math.abs(t) < 2 ? 'steady' : slope > 0 ? 'rising' : 'falling'
}

const WORDS: Readonly<Record<Standing, { ko: string; en: string }>> = {
  below: { ko: '참고 범위보다 낮습니다', en: 'below the reference range' },
  within: { ko: '참고 범위 안입니다', en: 'within the reference range' },
  above: { ko: '참고 범위보다 높습니다', en: 'above the reference range' },
  'not-applicable': { ko: '지금은 판단할 수 없습니다', en: 'cannot be said now' },
}
const NAMES: Readonly<Record<IndexName, { ko: string; en: string }>> = {
  'gait-speed': { ko: '보행 속도', en: 'Walking speed' },
  cadence: { ko: '분당 걸음 수', en: 'Cadence' },
  'active-minutes': { ko: '주간 활동 시간', en: 'Active minutes a week' },
  steps: { ko: '하루 걸음 수', en: 'Steps a day' },
  asymmetry: { ko: '좌우 차이', en: 'Difference of left and right' },
  variability: { ko: '걸음 간격의 흔들림', en: 'Variability of the stride time' },
  'six-minute-walk': { ko: '6분 걷기 거리', en: 'Six-minute walk' },
}
const TRENDS: Readonly<Record<Trend, { ko: string; en: string }>> = {
  rising: { ko: ', 늘고 있습니다', en: ', rising' },
  steady: { ko: ', 일정합니다', en: ', steady' },
  falling: { ko: ', 줄고 있습니다', en: ', falling' },
  unknown: { ko: '', en: '' },
}

/** An index whose value lies in, under or over its range; a missing value, or a reason why not, makes it say so. */
function index(
  name: IndexName,
  unit: Index['unit'],
  value: number | undefined,
  [low, high]: readonly [number | undefined, number | undefined],
  trend: Trend,
  source: string,
  why?: string,
): Index {
  const unknown = value === undefined || why !== undefined || (low === undefined && high === undefined)
  const standing: Standing = unknown
    ? 'not-applicable'
    : low !== undefined && value < low
      ? 'below'
      : high !== undefined && value > high
        ? 'above'
        : 'within'
  const say = (l: 'ko' | 'en'): string => `${NAMES[name][l]}: ${WORDS[standing][l]}${TRENDS[trend][l]}.`
  return { name, value, unit, low, high, standing, trend, words: { ko: say('ko'), en: say('en') }, source, ...(why ? { why } : {}) }
}

/** From 60 on in METs of older adults. */
const minutesOf = (days: readonly DayMeasures[], age: number, intensity: 'moderate' | 'vigorous'): number => {
  const of = (m: ActiveMinute) => (age >= ENERGY.olderFrom ? intensityOf(m.mets60 ?? asOlder(m.mets)) : m.intensity)
  return days.reduce((n, d) => n + d.minutes.filter((m) => of(m) === intensity).length, 0)
}

/** A test takes six minutes, and who rests in it goes on (ATS statement 2002, Am. J. Respir. Crit. Care Med. 166:111), s. */
export const SIX_MINUTES = 360
/** The page ends a test by its clock: what a busy phone may be late, s; nobody goes further than 10 m in it. */
export const LATE = 5

/** One that was stopped before its end, or went on, is no six-minute walk. */
export const isWholeTest = ({ start, end }: WalkTest): boolean => Math.abs(end - start - SIX_MINUTES) <= LATE

/** What was walked in a test. */
export interface Walked {
  /** m. */
  readonly distance: number
  readonly steps: number
  /** Strides that turned. */
  readonly turns: number
}

/** Of each bout what lies in the test, by its share of the bout's time: whoever is guided stands before it and after it. */
export function walkedIn(days: readonly Pick<DayMeasures, 'bouts'>[], { start, end }: WalkTest): Walked {
  const sum = { distance: 0, steps: 0, turns: 0 }
  for (const b of days.flatMap((d) => d.bouts)) {
    const share = Math.max(0, Math.min(b.end, end) - Math.max(b.start, start)) / (b.end - b.start || 1)
    sum.distance += share * b.distance
    sum.steps += share * b.steps
    sum.turns += share * b.turns
  }
  return { distance: sum.distance, steps: Math.round(sum.steps), turns: Math.round(sum.turns) }
}

function sixMinuteWalk(days: readonly DayMeasures[], about: About): Index {
  // A test before midnight may end after it.
  const whole = days.flatMap((d, i) => (d.tests ?? []).filter(isWholeTest).map((t) => walkedIn(days.slice(i, i + 2), t).distance))
  const best = Math.max(0, ...whole)
  const { height, weight, age, sex } = about
  // Enright & Sherrill 1998, Am. J. Respir. Crit. Care Med. 158:1384: predicted distance, lower limit of normal 139 m (women), 153 m (men) below.
  const known = height !== undefined && weight !== undefined && sex !== 'unknown' && age >= 40 && age <= 80
  const predicted = !known
    ? undefined
    : sex === 'male'
      ? 757 * height - 5.02 * age - 1.76 * weight - 309
      : 211 * height - 2.29 * weight - 5.78 * age + 667
  const low = predicted && predicted - (sex === 'male' ? 153 : 139)
  const why =
    best === 0
      ? 'no six-minute walk was made as a test'
      : predicted === undefined
        ? 'the equation is for ages 40 to 80 with known height, weight and sex'
        : undefined
  return index('six-minute-walk', 'm', best || undefined, [low, undefined], 'unknown', 'Enright & Sherrill 1998; ATS 2002', why)
}

/** @param days the last ones, in order, at most some weeks; the last seven make the week */
export function evaluate(days: readonly DayMeasures[], about: About): Index[] {
  const week = days.slice(-7)
  const bouts = steady(week)
  const enough = bouts.length > 0 ? undefined : 'no walk of thirty steps without a pause was seen'
  const child = about.age < 18 ? 'the ranges are those of adults' : undefined
  const aid = about.aid ? 'with a walking aid the range does not apply' : undefined
  const daily = (of: (b: Bout) => number | undefined): (number | undefined)[] =>
    days.map((d) => median(steady([d]).flatMap((b) => of(b) ?? [])))
  const speed = usualSpeed(about)
  const steps = days.map((d) => d.minutes.reduce((n, m) => n + m.steps, 0))
  const perDay = week.length > 0 ? steps.slice(-7).reduce((a, b) => a + b, 0) / week.length : undefined
  // A minute of vigorous activity counts for two.
  const active = minutesOf(week, about.age, 'moderate') + 2 * minutesOf(week, about.age, 'vigorous')
  const least = about.age >= 60 ? 6000 : 8000
  return [
    index(
      'gait-speed',
      'm/s',
      median(bouts.map((b) => b.speed)),
      speed === undefined ? [undefined, undefined] : [speed - SPEED_DEVIATION, speed + SPEED_DEVIATION],
      trendOf(daily((b) => b.speed)),
      'Bohannon & Andrews 2011',
      enough ?? child ?? aid,
    ),
    index(
      'cadence',
      '/min',
      median(bouts.map((b) => b.cadence)),
      [100, undefined],
      trendOf(daily((b) => b.cadence)),
      'Tudor-Locke et al. 2018 (100 a minute: moderate; 130: vigorous)',
      enough ?? child ?? aid,
    ),
    index(
      'active-minutes',
      'min/week',
      active,
      [150, undefined],
      trendOf(days.map((d) => minutesOf([d], about.age, 'moderate') + 2 * minutesOf([d], about.age, 'vigorous'))),
      'WHO guidelines 2020 (150 to 300 minutes a week)',
      week.length < 7 ? 'a whole week is needed' : child,
    ),
    index(
      'steps',
      '/d',
      perDay,
      [least, undefined],
      trendOf(steps),
      'Paluch et al. 2022, Lancet Public Health 7:e219 (6,000 to 8,000 from 60 years on, 8,000 to 10,000 before)',
      week.length < 3 ? 'three days are needed' : child,
    ),
    index(
      'asymmetry',
      '%',
      median(bouts.flatMap((b) => b.asymmetry ?? [])),
      [undefined, 10],
      trendOf(daily((b) => b.asymmetry)),
      'Robinson et al. 1987, J. Manipulative Physiol. Ther. 10:172 (10 % symmetry index)',
      enough ?? child ?? aid,
    ),
    index(
      'variability',
      '%',
      median(bouts.flatMap((b) => b.variability ?? [])),
      [undefined, 3],
      trendOf(daily((b) => b.variability)),
      'Hausdorff 2005, J. Neuroeng. Rehabil. 2:19 (healthy adults about 2 %)',
      bouts.some((b) => b.variability !== undefined) ? (child ?? aid) : 'no walk was long enough',
    ),
    sixMinuteWalk(week, about),
  ]
}
