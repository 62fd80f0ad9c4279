/**
 * Bias and gain of an accelerometer, from what it says while it is still: gravity then has its known size, whatever the attitude. Each
 * attitude in which a shoe was still tells a little; what was not told stays as likely as a data sheet says (a Kalman filter over
 * six constants; the measurement is that of Lötters et al. 1998, Sens. Actuators A 68:221).
 */
import { GRAVITY, type Vector } from './rotation.ts'

export const ACCELEROMETER = {
  /** Standard deviations of zero-g offset, m/s², and of sensitivity: ±40 mg and ±1 % (LSM6DSO data sheet, DS12140, table 2). */
  bias: 0.4,
  gain: 0.01,
  /** How well gravity is felt in a second of standing: sway and noise, m/s². */
  felt: 0.05,
} as const

const N = 6

export class Accelerometer {
  /** Bias of each axis, m/s², then gain error of each axis. */
  private readonly state: Float64Array = new Float64Array(N)
  private readonly variance: Float64Array = new Float64Array(N * N)
  private readonly row: Float64Array = new Float64Array(N)
  private readonly gainOf: Float64Array = new Float64Array(N)
  private readonly factor: Float64Array = new Float64Array([1, 1, 1])

  constructor() {
    for (let i = 0; i < N; i++) this.variance[i * N + i] = (i < 3 ? ACCELEROMETER.bias : ACCELEROMETER.gain) ** 2
  }

  /** What an axis (0 to 2) really felt, m/s². */
  right(axis: 0 | 1 | 2, value: number): number {
    return (value - (this.state[axis] as number)) * (this.factor[axis] as number)
  }

  /** @param felt mean of what it felt while it was still, as `right` says it, m/s² @param seconds how long */
  still(felt: Readonly<Vector>, seconds: number): void {
    const { state, variance, row, gainOf, factor } = this
    const size = Math.hypot(...felt)
    if (!(size > 0)) return
    for (const i of [0, 1, 2] as const) {
      const u = felt[i] / size
      row[i] = u
      row[3 + i] = u * felt[i]
    }
    let total = ACCELEROMETER.felt ** 2 / Math.max(seconds, 0.1)
    for (let i = 0; i < N; i++) {
      let sum = 0
      for (let j = 0; j < N; j++) sum += (variance[i * N + j] as number) * (row[j] as number)
      gainOf[i] = sum
      total += sum * (row[i] as number)
    }
    for (let i = 0; i < N; i++) state[i] = (state[i] as number) + ((gainOf[i] as number) / total) * (size - GRAVITY)
    for (let i = 0; i < N; i++)
      for (let j = 0; j < N; j++)
        variance[i * N + j] = (variance[i * N + j] as number) - ((gainOf[i] as number) * (gainOf[j] as number)) / total
    for (let i = 0; i < 3; i++) factor[i] = 1 / (1 + (state[3 + i] as number))
  }
}
