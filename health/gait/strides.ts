/** From the swings of a foot to its strides: what counts as a step, and what is known of each. */
import type { Swing } from './foot.ts'
import { quantileOf } from './spread.ts'

export type Side = 'left' | 'right'

/**
 * Without another source: chosen by recordings of both halves, before there were halves. A fifth less or more of each was tried on the tuning half: only `slowest`
 * changes how many steps are found (2.5 and 2.4 % wrong instead of 1.9 %), and `strikeShare` F1 (by 0.01).
 */
export const STEP = {
  /** A foot that turns or tips on the spot is no step: it stays slower than this, m/s, … */
  slowest: 0.4,
  /** … and lower than this, m. */
  lowest: 0.015,
  /** But it was lifted when it turned further than a hip does, 45° each way (AAOS 1965, Joint Motion), rad. */
  pivot: 1.57,
  /** A stride that turns more than this is a turn, rad. */
  turn: 0.6,
  /** Share of a swing, as the detector sees it, at which toe and heel leave and meet the ground when the pitch does not tell. */
  offShare: 0.22,
  strikeShare: 0.8,
  /** A longer stride time than this is a pause, s. */
  pause: 2.5,
} as const

/** What no foot of a person does, and what integration cannot be trusted with. */
export const BOUNDS = {
  /** Twice the longest step of a sprint, 2.75 m (Krzysztof & Mero 2013, J. Hum. Kinet. 36:149), m. */
  length: 5.5,
  /** A hole of more than this in a swing, s, makes a path that was not measured. */
  hole: 0.15,
  /** So was one of which more was taken away than the foot was fast. */
  drift: 1,
  /** Strides that say what a foot's usual stride is, at least and at most, and for how long, s. */
  few: 3,
  usual: 7,
  recent: 30,
  /** Nobody steps this much further than usual from one stride to the next where samples are missing, either. */
  leap: 1.75,
  /** Restlessness at both rests in units of the swing's peak that begins to cast doubt, and how much. */
  restless: 0.18,
  restlessDoubt: 5,
  /** What is left of the confidence when the path was not measured, and when a sensor was at the end of its range. */
  unmeasured: 0.2,
  clipped: 0.7,
} as const

/** Why a stride's length is in doubt: its path was not measured, or a sensor was at the end of its range. */
export type Unsure = 'unmeasured' | 'clipped'

/** One step of one foot: the swing, and the stance before it. Seconds, metres, radians. */
export interface Stride {
  readonly side: Side
  /** The border before it: the fastest toe-down turn. */
  readonly push: number
  readonly off: number
  readonly strike: number
  /** Since the foot's last toe-off; undefined for the first of a bout. */
  readonly time: number | undefined
  /** Since the foot's last heel strike. */
  readonly stance: number | undefined
  readonly swing: number
  readonly length: number
  /** Up positive. */
  readonly climb: number
  /** Which way it went, seen from the foot as it stood before: a unit vector of its own frame. */
  readonly course: readonly [number, number, number]
  /** How far its shoe's clock was found ahead of the left one's, which its times are told by, s. */
  readonly clock: number
  readonly lift: number
  readonly yaw: number
  readonly topSpeed: number
  /** The detector's peak, rad/s. */
  readonly vigour: number
  readonly turning: boolean
  /** The length of one that was not measured is at most what the foot usually does. */
  readonly unsure: Unsure | undefined
  /** 0 to 1: falls with what integration had to take away, and with a restless rest. */
  readonly confidence: number
}

export const isStep = (s: Swing): boolean => s.topSpeed > STEP.slowest || s.lift > STEP.lowest || Math.abs(s.yaw) > STEP.pivot

/** Follows one foot. */
export class StrideMaker {
  private readonly side: Side
  private lastOff = Number.NEGATIVE_INFINITY
  private lastStrike = Number.NEGATIVE_INFINITY
  /** Lengths of the last strides that were measured, and when the last one was. */
  private readonly measured: number[] = []
  private measuredAt = Number.NEGATIVE_INFINITY

  constructor(side: Side) {
    this.side = side
  }

  /** @returns undefined for what is no step */
  from(s: Swing): Stride | undefined {
    if (!isStep(s)) return undefined
    const { length: way, unsure } = this.judged(s)
    if (way === undefined) return undefined
    const length = s.off - s.on
    const off = s.contacts?.off ?? s.on + STEP.offShare * length
    const strike = s.contacts?.strike ?? s.on + STEP.strikeShare * length
    const time = off - this.lastOff
    const stance = off - this.lastStrike
    this.lastOff = off
    this.lastStrike = strike
    const goes = time <= STEP.pause
    // Drift beside the speed, and what was felt at the rests.
    const doubt = s.drift / (s.topSpeed + 0.5) + (s.restStart + s.restEnd) / 8
    // A foot on a pedal is never calm; a runner's is, beside its swings: 0.2 in the recordings, a pedal's 0.37 and more.
    const restless = BOUNDS.restlessDoubt * Math.max(0, (s.restStart + s.restEnd) / s.peak - BOUNDS.restless)
    const left = unsure === undefined ? 1 : BOUNDS[unsure]
    return {
      side: this.side,
      push: s.contacts?.push ?? s.on + (STEP.offShare / 2) * length,
      off,
      strike,
      time: goes ? time : undefined,
      stance: goes && stance > 0 ? stance : undefined,
      swing: strike - off,
      length: way,
      climb: s.z,
      course: s.course,
      clock: 0,
      lift: s.lift,
      yaw: s.yaw,
      topSpeed: s.topSpeed,
      vigour: s.peak,
      turning: Math.abs(s.yaw) > STEP.turn,
      unsure,
      confidence: left * Math.exp(-doubt - restless),
    }
  }

  /** @returns its length, m: as measured, or what the foot usually does where that cannot be; none while that is not known either */
  private judged(s: Swing): { readonly length: number | undefined; readonly unsure: Unsure | undefined } {
    const { measured } = this
    const length = Math.hypot(s.x, s.y)
    if (s.start - this.measuredAt > BOUNDS.recent) measured.length = 0
    const usual = measured.length >= BOUNDS.few ? quantileOf(measured, 0.5) : undefined
    const most = usual === undefined ? BOUNDS.length : Math.min(BOUNDS.length, BOUNDS.leap * usual)
    const contradicts = s.drift > BOUNDS.drift * s.topSpeed
    if (s.hole > BOUNDS.hole || contradicts || (s.hole > 0 && length > most) || length > BOUNDS.length)
      return { length: length <= most ? length : usual, unsure: 'unmeasured' }
    measured.push(length)
    this.measuredAt = s.end
    if (measured.length > BOUNDS.usual) measured.shift()
    return { length, unsure: s.clipped > 0 ? 'clipped' : undefined }
  }
}
