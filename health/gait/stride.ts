/**
 * The path of a foot between two moments of rest, by integration with zero-velocity updates: orientation from the angular rate,
 * levelled at both ends by gravity; velocity from acceleration, known at both ends because the sole stands on the ground (Skog et
 * al. 2010, IEEE Trans. Biomed. Eng. 57:2657; Rampp et al. 2015, ibid. 62:1089). What is found wrong at the end is taken away where
 * it came about: over time, and the more where the sensor was at the end of its range, where samples are missing and where
 * they are too few for what happens between them, in the share of the variance that each adds (what a smoother does; Colomar et
 * al. 2012, EURASIP J. Adv. Signal Process. 2012:77). No axis of the sensor needs to be known: up is gravity, forward is where the foot went.
 */
import type { MotionBuffer } from './buffer.ts'
import { GRAVITY, leadTo, normalise, type Quaternion, toWorld, turn, type Vector } from './rotation.ts'
import { ENDS } from './samples.ts'

/** What a foot did between two rests; metres and seconds, world frame with z up and an arbitrary heading. */
export interface FootPath {
  readonly start: number
  readonly end: number
  /** Displacement. */
  readonly x: number
  readonly y: number
  readonly z: number
  /** Highest point above the straight line from start to end. */
  readonly lift: number
  /** Greatest horizontal speed, m/s. */
  readonly topSpeed: number
  /** Turned about the vertical, rad, left positive. */
  readonly yaw: number
  /** Velocity that was taken away, m/s: how far integration was off. */
  readonly drift: number
  /** What was felt in the mean less what such a way needs, m/s²: up and as long as gravity, where the attitude was right. */
  readonly felt: Readonly<Vector>
  /** The longest hole between samples of it, and how long it was at the end of a range, s. */
  readonly hole: number
  readonly clipped: number
}

/** Variance that a second, or what happens in it, adds to the attitude, rad², and to the velocity, (m/s)². */
const NOISE = {
  /** Of an undisturbed second: what levelling takes away in the recordings, 0.02 rad, and a velocity off by 0.2 m/s. */
  attitude: 4e-4,
  velocity: 0.04,
  /**
   * At the end of a range: of a push-off of which 0.03 s lie beyond it some 0.02 rad are not seen; of a strike of which 5 ms do, some
   * 0.2 m/s.
   */
  clippedRate: 0.01,
  clippedAcceleration: 10,
  /** Without samples: how fast rate and acceleration leave the line between its ends, rad/s and m/s². */
  missingRate: 2,
  missingAcceleration: 10,
  /** Samples further apart than this are missing some between them, in periods. */
  apart: 2.5,
  /** Five samples within so many periods lie evenly. */
  even: 5,
  /** Share of a sample that stands out from the four around it that is an error: strikes are shorter than samples are apart. */
  unresolved: 0.05,
} as const

/** Where the ground is touched at rest, seen from the sensor: straight below, m. A shoe's sensor lies in or on the instep. */
export const SENSOR_HEIGHT = 0.08

const v: Vector = [0, 0, 0]
const w: Vector = [0, 0, 0]

/** Velocity of the sensor, m/s, while the sole rolls on the ground below it. */
function rolling(q: Quaternion, rate: Readonly<Vector>): Vector {
  toWorld(q, rate[0], rate[1], rate[2], w)
  return [w[1] * SENSOR_HEIGHT, -w[0] * SENSOR_HEIGHT, 0]
}

/** Variance of a sum to which the sample i of a channel is added: what it is more than the samples around it let expect. */
function unresolved(b: MotionBuffer, i: number, channel: number, dt: number): number {
  const out = b.at(i - 2, channel) + b.at(i + 2, channel) - 4 * (b.at(i - 1, channel) + b.at(i + 1, channel)) + 6 * b.at(i, channel)
  return (NOISE.unresolved * dt * out) ** 2
}

/** Reuses its arrays from stride to stride. */
export class StrideIntegrator {
  private readonly vx: Float64Array
  private readonly vy: Float64Array
  private readonly vz: Float64Array
  /** Variance added up to each sample. */
  private readonly attitude: Float64Array
  private readonly velocity: Float64Array
  private readonly period: number
  /** Height, m, of each sample of the last path. */
  readonly height: Float64Array
  readonly x: Float64Array
  readonly y: Float64Array
  length = 0

  /** @param rate samples a second, about, Hz */
  constructor(capacity: number, rate: number) {
    this.period = 1 / rate
    const make = (): Float64Array => new Float64Array(capacity)
    this.vx = make()
    this.vy = make()
    this.vz = make()
    this.attitude = make()
    this.velocity = make()
    this.height = make()
    this.x = make()
    this.y = make()
  }

  /**
   * Integrates from sample `from` to sample `to`.
   * @param q orientation at `from`, levelled; turned in place to that at `to`
   * @param felt acceleration at `to` while at rest, body frame, m/s²
   * @param trust how far `felt` is gravity, 0 to 1
   * @param rates angular rates at both rests, body frame, rad/s
   */
  integrate(
    b: MotionBuffer,
    from: number,
    to: number,
    q: Quaternion,
    felt: Readonly<Vector>,
    trust: number,
    bias: Readonly<Vector>,
    rates: readonly [Readonly<Vector>, Readonly<Vector>],
  ): FootPath {
    const { vx, vy, vz, height, x: px, y: py, attitude, velocity } = this
    const n = to - from
    this.length = n + 1
    const { hole, clipped } = this.weigh(b, from, n)
    const s0 = rolling(q, rates[0])
    const [bx, by, bz] = bias
    // First pass: where the orientation ends, and how far it is off level there.
    const first: Quaternion = [q[0], q[1], q[2], q[3]]
    let yaw = 0
    for (let k = 0; k < n; k++) {
      const i = from + k
      const dt = b.t(i + 1) - b.t(i)
      const rx = (b.wx(i) + b.wx(i + 1)) / 2 - bx
      const ry = (b.wy(i) + b.wy(i + 1)) / 2 - by
      const rz = (b.wz(i) + b.wz(i + 1)) / 2 - bz
      toWorld(first, rx, ry, rz, w)
      yaw += w[2] * dt
      turn(first, rx, ry, rz, dt)
    }
    normalise(first)
    // The rotation about a level axis that leads what was felt to up, spread evenly over the way.
    toWorld(first, felt[0], felt[1], felt[2], v)
    const size = Math.hypot(v[0], v[1], v[2]) || 1
    // Gravity is believed the more, the less the way to here is.
    const sure = NOISE.attitude * (b.t(to) - b.t(from))
    const unsure = attitude[n] as number
    const believed = trust / (trust + ((1 - trust) * sure) / unsure)
    const ex = (believed * v[1]) / size
    const ey = (-believed * v[0]) / size
    vx[0] = vy[0] = vz[0] = 0
    let [ax, ay, az] = [0, 0, 0]
    for (let k = 0; k <= n; k++) {
      const i = from + k
      toWorld(q, b.ax(i), b.ay(i), b.az(i), v)
      const s = (attitude[k] as number) / unsure
      const nx = v[0] + s * ey * v[2]
      const ny = v[1] - s * ex * v[2]
      const nz = v[2] + s * (ex * v[1] - ey * v[0]) - GRAVITY
      if (k > 0) {
        const dt = b.t(i) - b.t(i - 1)
        vx[k] = (vx[k - 1] as number) + ((ax + nx) / 2) * dt
        vy[k] = (vy[k - 1] as number) + ((ay + ny) / 2) * dt
        vz[k] = (vz[k - 1] as number) + ((az + nz) / 2) * dt
      }
      ;[ax, ay, az] = [nx, ny, nz]
      if (k < n)
        turn(q, (b.wx(i) + b.wx(i + 1)) / 2 - bx, (b.wy(i) + b.wy(i + 1)) / 2 - by, (b.wz(i) + b.wz(i + 1)) / 2 - bz, b.t(i + 1) - b.t(i))
    }
    normalise(q)
    toWorld(q, felt[0], felt[1], felt[2], v)
    leadTo(q, [v[0], v[1], v[2]], [0, 0, 1], believed)
    normalise(q)
    const s1 = rolling(q, rates[1])
    const t0 = b.t(from)
    const duration = b.t(to) - t0 || 1
    const dx = s0[0] + (vx[n] as number) - s1[0]
    const dy = s0[1] + (vy[n] as number) - s1[1]
    const dz = s0[2] + (vz[n] as number) - s1[2]
    let [x, y, z, top] = [0, 0, 0, 0]
    let [ux, uy, uz] = [s0[0], s0[1], s0[2]]
    px[0] = py[0] = height[0] = 0
    for (let k = 1; k <= n; k++) {
      const share = (velocity[k] as number) / (velocity[n] as number)
      const dt = b.t(from + k) - b.t(from + k - 1)
      const nx = s0[0] + (vx[k] as number) - dx * share
      const ny = s0[1] + (vy[k] as number) - dy * share
      const nz = s0[2] + (vz[k] as number) - dz * share
      x += ((ux + nx) / 2) * dt
      y += ((uy + ny) / 2) * dt
      z += ((uz + nz) / 2) * dt
      ;[ux, uy, uz] = [nx, ny, nz]
      px[k] = x
      py[k] = y
      height[k] = z
      const speed = nx * nx + ny * ny
      if (speed > top) top = speed
    }
    let lift = 0
    for (let k = 1; k < n; k++) lift = Math.max(lift, (height[k] as number) - (z * k) / n)
    return {
      start: t0,
      end: t0 + duration,
      x,
      y,
      z,
      lift,
      topSpeed: Math.sqrt(top),
      yaw,
      drift: Math.hypot(dx, dy, dz),
      felt: [dx / duration, dy / duration, dz / duration + GRAVITY],
      hole,
      clipped,
    }
  }

  /** Adds up what each sample makes unsure. @returns the longest hole, and how long it was at the end of a range, s */
  private weigh(b: MotionBuffer, from: number, n: number): { hole: number; clipped: number } {
    const { attitude, velocity, period } = this
    let [p, q, hole, clipped] = [0, 0, 0, 0]
    attitude[0] = velocity[0] = 0
    for (let k = 1; k <= n; k++) {
      const i = from + k
      const dt = b.t(i) - b.t(i - 1)
      p += NOISE.attitude * dt
      q += NOISE.velocity * dt
      if (k > 1 && k < n - 1 && b.t(i + 2) - b.t(i - 2) < NOISE.even * period) {
        for (let c = 1; c <= 3; c++) q += unresolved(b, i, c, dt)
        for (let c = 4; c <= 6; c++) p += unresolved(b, i, c, dt)
      }
      const ends = b.clipped(i)
      if (ends !== 0) {
        clipped += dt
        if (ends & ENDS.rate) p += NOISE.clippedRate * dt
        if (ends & ENDS.acceleration) q += NOISE.clippedAcceleration * dt
      }
      if (dt > NOISE.apart * period) {
        if (dt > hole) hole = dt
        p += (NOISE.missingRate * dt) ** 2
        q += (NOISE.missingAcceleration * dt) ** 2
      }
      attitude[k] = p
      velocity[k] = q
    }
    return { hole, clipped }
  }
}
