/** What kind of moving a stride is, and what it costs. */
import type { Stride } from './strides.ts'

export type ActivityKind = 'walk' | 'run' | 'stairs-up' | 'stairs-down' | 'shuffle' | 'still'
export type Intensity = 'none' | 'light' | 'moderate' | 'vigorous'

export const ACTIVITY = {
  /**
   * A run has flight: each foot stands for less than half of its stride (duty factor: Alexander 1989, Physiol. Rev. 69:1199). Contacts
   * seen by a gyroscope are a little late and early, which takes about 0.05 s from the swing.
   */
  runDuty: 0.5,
  contactBias: 0.05,
  /** Runs are also vigorous, rad/s, and brisk, m/s. */
  runSpeed: 1.2,
  /** A stair's rise: a stride takes two of 0.15 to 0.2 m, or one of them. */
  stair: 0.13,
  stairSlope: 0.25,
  /** A stride slower than this is a shuffle, m/s. */
  shuffle: 0.5,
} as const

export function kindOf(s: Stride): ActivityKind {
  const { time, stance, length, climb } = s
  const rise = Math.abs(climb)
  if (rise > ACTIVITY.stair && rise > ACTIVITY.stairSlope * length) return climb > 0 ? 'stairs-up' : 'stairs-down'
  if (time === undefined || stance === undefined) return 'walk'
  const speed = length / time
  if ((stance - ACTIVITY.contactBias) / time < ACTIVITY.runDuty && speed > ACTIVITY.runSpeed) return 'run'
  return speed < ACTIVITY.shuffle ? 'shuffle' : 'walk'
}

/** Speeds of a row of the table, m/s, and its metabolic equivalents. */
type Row = readonly [from: number, to: number, mets: number]
const MPH = 0.44704
const rows = (...list: readonly Row[]): readonly Row[] => list.map(([a, b, mets]) => [a * MPH, b * MPH, mets] as const)

/**
 * What moving costs on level, firm ground, METs by speed: the rows of the 2024 Adult Compendium of Physical Activities (Herrmann et al. 2024,
 * J. Sport Health Sci. 13:6; https://pacompendium.com), unchanged. Walking: 17151 (less than 2 mph, told from 1 on), 17152, 17170, 17190,
 * 17200, 17220, 17230, 17231; running: 12028 to 12135.
 */
const WALK: readonly Row[] = rows(
  [1, 2, 2.3],
  [2, 2.4, 2.8],
  [2.5, 2.5, 3],
  [2.8, 3.4, 3.8],
  [3.5, 3.9, 4.8],
  [4, 4.4, 5.5],
  [4.5, 4.9, 7],
  [5, 5.5, 8.5],
)
const RUN: readonly Row[] = rows(
  [4, 4.2, 6.5],
  [4.3, 4.8, 7.8],
  [5, 5.2, 8.5],
  [5.5, 5.8, 9],
  [6, 6.3, 9.3],
  [6.7, 6.7, 10.5],
  [7, 7, 11],
  [7.5, 7.5, 11.8],
  [8, 8, 12],
  [8.6, 8.6, 12.5],
  [9, 9, 13],
  [9.3, 10, 14.8],
  [11, 11, 16.8],
  [12, 12, 18.5],
  [13, 13, 19.8],
  [14, 14, 23],
)
/**
 * The same of the Older Adult Compendium (Willis et al. 2024, J. Sport Health Sci. 13:13), in its own unit, MET60+. Walking: 1715160 to
 * 1723060; running: 1202860, 1207060, the only two. Walking at 2 mph is 3.8 there and slower walking 4: rows are not smoothed.
 */
const OLDER_WALK: readonly Row[] = rows(
  [0.5, 1, 3],
  [1, 1.9, 4],
  [2, 2, 3.8],
  [2.2, 2.7, 4.5],
  [2.8, 3.2, 5.3],
  [3.3, 3.7, 6],
  [4, 4.2, 7.3],
  [4.5, 4.5, 9],
)
const OLDER_RUN: readonly Row[] = rows([3.6, 3.6, 8.5], [7, 7, 15.8])

/** What a kind of moving costs in one table, METs of it. */
interface Costs {
  readonly walk: readonly Row[]
  readonly run: readonly Row[]
  readonly stairsUp: number
  readonly stairsDown: number
  readonly still: number
  /** ml of oxygen per kg and min in a MET of the table. */
  readonly oxygen: number
}
/** The Adult Compendium's MET. */
const OXYGEN = 3.5
/** The Older Adult Compendium's MET60+. */
const OLDER_OXYGEN = 2.7
/** Stairs: 17131, 17070; standing: 07040. */
const ADULT: Costs = { walk: WALK, run: RUN, stairsUp: 6.8, stairsDown: 3.5, still: 1.3, oxygen: OXYGEN }
/** Stairs: 1713360, slow pace. Neither descending stairs nor standing is listed: the adults' oxygen in METs of older adults. */
const OLDER: Costs = {
  walk: OLDER_WALK,
  run: OLDER_RUN,
  stairsUp: 4,
  stairsDown: (ADULT.stairsDown * OXYGEN) / OLDER_OXYGEN,
  still: (ADULT.still * OXYGEN) / OLDER_OXYGEN,
  oxygen: OLDER_OXYGEN,
}
export const ENERGY = {
  adult: ADULT as Costs,
  older: OLDER as Costs,
  /** From this age on the second table holds: whom each was measured with. */
  olderFrom: 60,
  /**
   * What a grade adds, ml of oxygen per kg and m, for each unit of it (ACSM's Guidelines for Exercise Testing and Prescription, 11th ed. 2021,
   * ch. 6), up to a grade that is climbed in steps; and below which there is none: level floors of the recordings say up to 1.9 %.
   */
  walkGrade: 1.8,
  runGrade: 0.9,
  steepest: 0.3,
  level: 0.03,
} as const

/** METs of a speed: those of its row, or in proportion between two rows. */
function between(table: readonly Row[], speed: number): number {
  const next = table.findIndex(([, to]) => speed <= to)
  const [from, , mets] = (next < 0 ? table.at(-1) : table[next]) as Row
  if (next < 0 || speed >= from) return mets
  const [, before, less] = next === 0 ? [0, 0, 0.75 * mets] : (table[next - 1] as Row)
  return less + ((speed - before) / (from - before)) * (mets - less)
}

/**
 * Metabolic equivalents of a level or climbing gait.
 * @param speed m/s @param climb m/s, up positive @param age years; MET60+ from 60 on
 */
export function metabolicEquivalents(kind: ActivityKind, speed: number, climb: number, age = 0): number {
  const costs = age >= ENERGY.olderFrom ? ENERGY.older : ENERGY.adult
  if (kind === 'still') return costs.still
  if (kind === 'stairs-up') return costs.stairsUp
  if (kind === 'stairs-down') return costs.stairsDown
  const grade = speed > 0 && climb > ENERGY.level * speed ? Math.min(ENERGY.steepest, climb / speed) : 0
  const oxygen = (kind === 'run' ? ENERGY.runGrade : ENERGY.walkGrade) * speed * 60 * grade
  return between(kind === 'run' ? costs.run : costs.walk, speed) + oxygen / costs.oxygen
}

/** METs of adults as MET60+ where nothing else is known: the same oxygen. */
export const asOlder = (mets: number): number => (mets * ENERGY.adult.oxygen) / ENERGY.older.oxygen

/** Light below 3 METs, moderate below 6, vigorous from there (Herrmann et al. 2024; WHO 2020 guidelines). */
export const intensityOf = (mets: number): Intensity => (mets < 1.5 ? 'none' : mets < 3 ? 'light' : mets < 6 ? 'moderate' : 'vigorous')
