/** From the swings of a foot to its strides: what counts as a step, and what is known of each. */
import type { Swing } from './foot.ts'

export type Side = 'left' | 'right'

/** What was chosen by looking at recordings (docs/gait.md says which). */
export const STEP = {
  /** A foot that turns or tips on the spot is no step: it stays slower than this, m/s, … */
  slowest: 0.4,
  /** … and lower than this, m. */
  lowest: 0.015,
  /** A stride that turns more than this is a turn, rad. */
  turn: 0.6,
  /** Share of a swing, as the detector sees it, at which toe and heel leave and meet the ground when the pitch does not tell. */
  offShare: 0.22,
  strikeShare: 0.8,
  /** A longer stride time than this is a pause, s. */
  pause: 2.5,
} as const

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
  readonly lift: number
  readonly yaw: number
  readonly topSpeed: number
  /** The detector's peak, rad/s. */
  readonly vigour: number
  readonly turning: boolean
  /** 0 to 1: falls with what integration had to take away, and with a restless rest. */
  readonly confidence: number
}

export const isStep = (s: Swing): boolean => s.topSpeed > STEP.slowest || s.lift > STEP.lowest

/** Follows one foot. */
export class StrideMaker {
  private readonly side: Side
  private lastOff = Number.NEGATIVE_INFINITY
  private lastStrike = Number.NEGATIVE_INFINITY

  constructor(side: Side) {
    this.side = side
  }

  /** @returns undefined for what is no step */
  from(s: Swing): Stride | undefined {
    if (!isStep(s)) return undefined
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
    return {
      side: this.side,
      push: s.contacts?.push ?? s.on + (STEP.offShare / 2) * length,
      off,
      strike,
      time: goes ? time : undefined,
      stance: goes && stance > 0 ? stance : undefined,
      swing: strike - off,
      length: Math.hypot(s.x, s.y),
      climb: s.z,
      lift: s.lift,
      yaw: s.yaw,
      topSpeed: s.topSpeed,
      vigour: s.peak,
      turning: Math.abs(s.yaw) > STEP.turn,
      confidence: Math.exp(-doubt),
    }
  }
}
