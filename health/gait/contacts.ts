/**
 * When a foot leaves and meets the ground, from how it pitches on its way: the heel rises (toe down), the toe leaves where that turns
 * into toe up, the heel strikes where toe up ends (zero crossings of the sagittal angular rate: Sabatini et al. 2005, IEEE Trans.
 * Biomed. Eng. 52:486; Rampp et al. 2015, ibid. 62:1089). The sagittal plane is the one in
 * which the foot goes forward, learnt from its own strides.
 */
import type { MotionBuffer } from './buffer.ts'
import type { Vector } from './rotation.ts'

export interface Contacts {
  /** Fastest toe-down turn before toe-off, s: the customary border between strides. */
  readonly push: number
  /** Toe-off and heel strike, s. */
  readonly off: number
  readonly strike: number
  /** Fastest toe-down turn at push-off and toe-up turn in swing, rad/s. */
  readonly pushRate: number
  readonly swingRate: number
}

/** A swing turns the toe up by at least this, rad. */
const LEAST_PITCH = 0.25

/**
 * @param from index of the rest before the swing @param landed index at which the detector saw it end
 * @param axis to the left of the foot, in its own frame: turning about it lowers the toe
 * @returns undefined when the foot did not pitch as in a step: turning on the spot, shuffling flat
 */
export function contactsOf(buffer: MotionBuffer, from: number, landed: number, axis: Readonly<Vector>): Contacts | undefined {
  const n = landed - from + 1
  const [lx, ly, lz] = axis
  const down = (k: number): number => lx * buffer.wx(from + k) + ly * buffer.wy(from + k) + lz * buffer.wz(from + k)
  // The pitch: greatest (toe down) when the toe leaves, least (toe up) when the heel strikes.
  let [pitch, most, off] = [0, 0, 0]
  for (let k = 1; k < n; k++) {
    pitch += ((down(k - 1) + down(k)) / 2) * (buffer.t(from + k) - buffer.t(from + k - 1))
    if (pitch > most) {
      most = pitch
      off = k
    }
  }
  if (off === 0) return undefined
  let [fallen, least, strike, swingRate] = [0, 0, off, 0]
  for (let k = off + 1; k < n; k++) {
    fallen += ((down(k - 1) + down(k)) / 2) * (buffer.t(from + k) - buffer.t(from + k - 1))
    swingRate = Math.max(swingRate, -down(k))
    if (fallen < least) {
      least = fallen
      strike = k
    }
  }
  let [push, pushRate] = [0, 0]
  for (let k = 0; k < off; k++)
    if (down(k) > pushRate) {
      pushRate = down(k)
      push = k
    }
  if (least > -LEAST_PITCH) return undefined
  const crossing = (k: number): number => {
    const [a, b] = [down(k - 1), down(k)]
    const share = a * b < 0 ? a / (a - b) : 1
    return buffer.t(from + k - 1) + share * (buffer.t(from + k) - buffer.t(from + k - 1))
  }
  return { push: buffer.t(from + push), off: crossing(off), strike: crossing(strike), pushRate, swingRate }
}
