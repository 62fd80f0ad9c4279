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

/**
 * Metabolic equivalents of a level or climbing gait.
 *
 *   walking  VO₂ = 0.1 v + 1.8 v g + 3.5      running  VO₂ = 0.2 v + 0.9 v g + 3.5      METs = VO₂ / 3.5
 *
 * v in m/min, g the grade, VO₂ in ml/kg/min: ACSM's Guidelines for Exercise Testing and Prescription, 11th ed. (2021), ch. 6. Stairs:
 * 8.6 up, 3.5 down at usual pace (Compendium of Physical Activities, Ainsworth et al. 2011, codes 17134 and 17070).
 * @param speed m/s @param climb m/s, up positive
 */
export function metabolicEquivalents(kind: ActivityKind, speed: number, climb: number): number {
  if (kind === 'still') return 1.3
  if (kind === 'stairs-up') return 8.6
  if (kind === 'stairs-down') return 3.5
  const v = speed * 60
  const grade = speed > 0 ? Math.max(0, Math.min(0.3, climb / speed)) : 0
  const oxygen = kind === 'run' ? 0.2 * v + 0.9 * v * grade + 3.5 : 0.1 * v + 1.8 * v * grade + 3.5
  return oxygen / 3.5
}

/** Light below 3 METs, moderate below 6, vigorous from there (Ainsworth et al. 2011; WHO 2020 guidelines). */
export const intensityOf = (mets: number): Intensity => (mets < 1.5 ? 'none' : mets < 3 ? 'light' : mets < 6 ? 'moderate' : 'vigorous')
