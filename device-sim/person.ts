/** Who wears the shoes, and how such a person walks and runs. */
import type { Random } from './random.ts'

export type Pathology =
  | 'none'
  | 'parkinson'
  | 'hemiparesis'
  | 'antalgic'
  | 'ataxia'
  | 'elderly-fall-risk'
  /** Both feet swing at once between the crutches; or the right one only touches the ground. */
  | 'swing-through-crutches'
  | 'touch-down-crutches'
  /** Of the right leg. */
  | 'prosthesis'
  | 'rollator'

export interface Person {
  /** Years, m, kg. */
  readonly age: number
  readonly height: number
  readonly weight: number
  readonly pathology: Pathology
  /** Of the right foot against the left: share of the stance that is shorter. */
  readonly asymmetry: number
  /** Coefficient of variation of the stride, where it is another than people of that kind have. */
  readonly variability?: number
}

export const ADULT: Person = { age: 40, height: 1.7, weight: 68, pathology: 'none', asymmetry: 0 }

/** What a gait at one speed looks like; times in s, lengths in m, angles in rad. */
export interface GaitShape {
  readonly strideTime: number
  readonly strideLength: number
  /** Share of the stride on the ground. */
  readonly duty: number
  /** Toe down at toe-off, toe up at heel strike. */
  readonly offPitch: number
  readonly strikePitch: number
  /** Of the heel above the ground in swing. */
  readonly clearance: number
  /** Coefficient of variation of stride time and length. */
  readonly variability: number
}

/**
 * Walking: stride length grows with the square root of speed relative to leg length (walk ratio: Sekiya & Nagasaki 1998, Gait Posture
 * 7:225; leg = 0.53 height: Winter 2009); duty from about 0.65 (slow) to 0.58 (fast) (Murray 1964; Hebenstreit et al. 2015, Gait
 * Posture 41:14). Running: duty 0.40 falling to 0.3 (De Wit et al. 2000, J. Biomech. 33:269). Variability about 2 % in healthy adults, 4 to 6 % in
 * Parkinson's disease and fallers (Hausdorff 2005).
 */
export function gaitShape(person: Person, speed: number, runs: boolean): GaitShape {
  const leg = 0.53 * person.height
  const froude = speed / Math.sqrt(9.81 * leg)
  const aged = Math.max(0, person.age - 60) / 100
  let strideLength = runs ? Math.max(0.8, speed * 0.72) : Math.min(1.6 * leg * 2, leg * 2.65 * froude ** 0.55)
  strideLength *= 1 - 0.4 * aged
  let duty = runs ? Math.max(0.25, 0.45 - 0.03 * speed) : Math.min(0.72, Math.max(0.57, 0.68 - 0.16 * froude))
  let offPitch = runs ? 1.0 : Math.min(1.15, 0.35 + 1.9 * froude)
  let strikePitch = runs ? 0.12 : Math.min(0.42, 0.06 + 0.85 * froude)
  let clearance = runs ? 0.12 + 0.05 * speed : 0.05 + 0.15 * Math.min(1, froude * 2)
  // Children up to seven vary more (Hausdorff et al. 1999, J. Appl. Physiol. 86:1040).
  let variability = 0.018 + 0.05 * aged + 0.008 * Math.max(0, 7 - person.age)
  if (person.pathology === 'parkinson') {
    strideLength *= 0.75
    offPitch *= 0.7
    strikePitch *= 0.5
    clearance *= 0.75
    duty = Math.min(0.74, duty + 0.03)
    variability = 0.05
  } else if (person.pathology === 'ataxia' || person.pathology === 'elderly-fall-risk') {
    strideLength *= 0.85
    variability = person.pathology === 'ataxia' ? 0.07 : 0.05
  } else if (person.pathology === 'hemiparesis' || person.pathology === 'antalgic') {
    strideLength *= 0.85
    variability = 0.035
  } else if (person.pathology === 'rollator') {
    strideLength *= 0.7
    clearance *= 0.6
    strikePitch *= 0.6
    variability = 0.045
  } else if (person.pathology === 'prosthesis') {
    strideLength *= 0.95
    variability = 0.025
  } else if (person.pathology === 'swing-through-crutches' || person.pathology === 'touch-down-crutches') {
    strideLength *= 0.85
    variability = 0.04
  }
  variability = person.variability ?? variability
  return { strideTime: strideLength / speed, strideLength, duty, offPitch, strikePitch, clearance, variability }
}

/** How much shorter one foot's stance is than the other's, as a share, from asymmetry and pathology. */
export const stanceSkew = ({ asymmetry, pathology }: Person): number =>
  asymmetry + (pathology === 'hemiparesis' ? 0.12 : pathology === 'antalgic' ? 0.08 : pathology === 'prosthesis' ? 0.15 : 0)

/** How much of the stride lies between a strike of the left foot and the next of the right one. */
export const stepShare = (person: Person): number => (person.pathology === 'swing-through-crutches' ? 0.06 : 0.5 + stanceSkew(person) / 4)

/** Share of the body's weight that a standing foot carries: what the arms do not. */
export const footLoad = ({ pathology }: Person): { readonly left: number; readonly right: number } => {
  if (pathology === 'rollator') return { left: 0.65, right: 0.65 }
  if (pathology === 'touch-down-crutches') return { left: 1, right: 0.1 }
  if (pathology === 'swing-through-crutches') return { left: 0.5, right: 0.5 }
  return { left: 1, right: pathology === 'prosthesis' ? 0.85 : 1 }
}

/** A person drawn at random, of an adult population. */
export function somebody(random: Random): Person {
  const age = 20 + 60 * random.next()
  const height = 1.66 + 0.09 * random.normal()
  return {
    age,
    height,
    weight: Math.max(42, (22.5 + 3 * random.normal()) * height * height),
    pathology: 'none',
    asymmetry: 0.02 * random.normal(),
  }
}
