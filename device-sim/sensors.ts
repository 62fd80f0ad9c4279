/**
 * From what a foot feels to what a chip says: mounting, bias, noise, clipping, quantisation; pressure cells with gain, creep,
 * hysteresis and faults. The numbers are those of consumer parts (BMI270-class inertial unit; resistive insole).
 */
import type { Felt } from './motion.ts'
import type { Random } from './random.ts'

/** One sample as the shoe counts it: acceleration, angular rate, cells; 16 bits each. */
export const CELLS = 6
export const CHANNELS: number = 6 + CELLS
/** What one count means. */
export const ACCELERATION_LSB: number = (16 * 9.80665) / 32768
export const RATE_LSB: number = ((2000 / 180) * Math.PI) / 32768
/** N a count. */
export const FORCE_LSB = 0.05

export interface SensorOptions {
  /** No noise, bias or mounting error: what a perfect sensor would say, quantised. */
  readonly ideal?: boolean
  /** Cells that say nothing (0) or are stuck at a level, N. */
  readonly faults?: Readonly<Record<number, number>>
}

/**
 * Where the cells lie, share of the sole's length and of its width from the inside: heel twice, outer arch, ball twice,
 * toe.
 */
const PLACES: readonly (readonly [number, number])[] = [
  [0.12, 0.35],
  [0.12, 0.65],
  [0.42, 0.75],
  [0.7, 0.3],
  [0.68, 0.75],
  [0.9, 0.35],
]

export class Sensors {
  private readonly random: Random
  private readonly o: SensorOptions
  private readonly bias: readonly number[]
  private readonly gain: readonly number[]
  private readonly mount: readonly (readonly [number, number, number])[]
  private readonly cellGain: readonly number[]
  private readonly creep: Float64Array = new Float64Array(CELLS)
  private readonly held: Float64Array = new Float64Array(CELLS)

  constructor(random: Random, options: SensorOptions = {}) {
    this.random = random
    this.o = options
    const rough = options.ideal ? 0 : 1
    // Offsets at rest: 30 mg would be a bad part, 0.5 °/s a usual one; scale factors half a percent off.
    this.bias = [0.06, 0.06, 0.06, 0.006, 0.006, 0.006].map((s) => rough * s * random.normal())
    this.gain = Array.from({ length: 6 }, () => 1 + rough * 0.004 * random.normal())
    this.cellGain = Array.from({ length: CELLS }, () => 1 + rough * 0.12 * random.normal())
    this.mount = options.ideal ? rotation(0, 0, 0) : rotation(0.5 * random.normal(), 0.25 * random.normal(), 0.25 * random.normal())
  }

  /**
   * @param out twelve counts are written there @param force N on the sole @param centre 0 heel to 1 toe @param dt s
   * since the last
   */
  read(felt: Felt, force: number, centre: number, dt: number, out: Int16Array, at = 0): void {
    const { mount, random, bias, gain } = this
    const rough = this.o.ideal ? 0 : 1
    for (let i = 0; i < 3; i++) {
      const [a, b, c] = mount[i] as readonly [number, number, number]
      // 0.3 mg/√Hz and 0.01 °/s/√Hz over 50 Hz, and what soles and skin add.
      const acceleration = a * felt.ax + b * felt.ay + c * felt.az
      const rate = a * felt.wx + b * felt.wy + c * felt.wz
      out[at + i] = counts((acceleration * (gain[i] as number) + (bias[i] as number) + rough * 0.05 * random.normal()) / ACCELERATION_LSB)
      out[at + 3 + i] = counts((rate * (gain[3 + i] as number) + (bias[3 + i] as number) + rough * 0.004 * random.normal()) / RATE_LSB)
    }
    let total = 0
    const shares: number[] = []
    for (const [x] of PLACES) {
      const share = Math.exp(-(((x - centre) / 0.22) ** 2))
      shares.push(share)
      total += share
    }
    for (let i = 0; i < CELLS; i++) {
      let load = (force * (shares[i] as number)) / total
      if (rough) {
        // Creep: what lasts is overrated by up to a tenth. Hysteresis: what goes leaves a little behind.
        const creep = this.creep[i] as number
        this.creep[i] = creep + (load - creep) * Math.min(1, dt / 20)
        const held = this.held[i] as number
        this.held[i] = load > held ? load : held + (load - held) * Math.min(1, dt / 0.02)
        load = (load * 0.97 + 0.03 * (this.held[i] as number) + 0.08 * creep) * (this.cellGain[i] as number) + 0.6 * random.normal()
      }
      const fault = this.o.faults?.[i]
      out[at + 6 + i] = counts((fault ?? Math.max(0, load)) / FORCE_LSB)
    }
  }
}

const counts = (value: number): number => (Number.isNaN(value) ? 0 : Math.max(-32768, Math.min(32767, Math.round(value))))

/** Rows of a rotation: yaw, pitch, roll. */
function rotation(yaw: number, pitch: number, roll: number): readonly (readonly [number, number, number])[] {
  const [cy, sy, cp, sp, cr, sr] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch), Math.cos(roll), Math.sin(roll)]
  return [
    [cy * cp, cy * sp * sr - sy * cr, cy * sp * cr + sy * sr],
    [sy * cp, sy * sp * sr + cy * cr, sy * sp * cr - cy * sr],
    [-sp, cp * sr, cp * cr],
  ]
}
