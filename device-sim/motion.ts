/**
 * Kinematics first: where the sensor of a shoe is and how it is turned, as smooth curves of time. On the ground the foot rolls over
 * heel and ball (rocker model: Perry & Burnfield 2010); in swing its path is a quintic that meets the rolling in place, speed and
 * acceleration at both ends. What an inertial sensor feels follows from the curves alone.
 */
import type { Footfall } from './footfalls.ts'
import { Curve } from './smooth.ts'

/** m; rad: heading (left positive), toe down, roll to the left. */
export interface Pose {
  x: number
  y: number
  z: number
  yaw: number
  pitch: number
  roll: number
}

/** Any motion of a shoe: a pose at each time, s. Force in N on the whole sole, and where it acts, 0 heel to 1 toe. */
export interface Motion {
  pose(t: number): Pose
  force(t: number): number
  centre(t: number): number
}

/** Heel at the origin, toe forward: the ball, and the sensor in the instep, m. */
export const SHOE = { ball: 0.18, sensorX: 0.1, sensorZ: 0.07 } as const

interface Point {
  readonly x: number
  readonly y: number
  readonly z: number
}

/** The sensor of a foot that stands on (px, pz) of itself, pitched by θ. */
function onPivot(f: Footfall, px: number, pitch: number): Point {
  const [dx, dz] = [SHOE.sensorX - px, SHOE.sensorZ]
  const forward = px + dx * Math.cos(pitch) + dz * Math.sin(pitch)
  return {
    x: f.x + Math.cos(f.heading) * forward,
    y: f.y + Math.sin(f.heading) * forward,
    z: f.z - dx * Math.sin(pitch) + dz * Math.cos(pitch),
  }
}

/** The strike shakes sole and sensor: down and back within so many seconds, without a trace. */
const SHOCK = 0.03
const give = (since: number, depth: number): number => {
  const u = since / SHOCK
  return u <= 0 || u >= 1 ? 0 : -depth * 64 * (u * (1 - u)) ** 3
}

/** A swing's toe-down turn as it leaves and as it strikes, rad/s. */
const OFF_RATE = 1.2
const STRIKE_RATE = 1.5

/** One foot of somebody who walks. */
export class FootMotion implements Motion {
  private readonly falls: readonly Footfall[]
  private readonly weight: number
  private readonly swings = new Map<number, { x: Curve; y: Curve; z: Curve }>()
  private readonly pitches = new Map<number, Curve>()

  /** @param weight of the body, N */
  constructor(falls: readonly Footfall[], weight: number) {
    this.falls = falls
    this.weight = weight
  }

  /** Index of the last footfall that began at or before t. */
  private index(t: number): number {
    let [a, b] = [0, this.falls.length - 1]
    while (a < b) {
      const m = (a + b + 1) >> 1
      if ((this.falls[m] as Footfall).strike <= t) a = m
      else b = m - 1
    }
    return a
  }

  private fall(i: number): Footfall {
    return this.falls[i] as Footfall
  }

  /** Toe down, from the flat of footfall i to that of the next. */
  private pitchCurve(i: number): Curve {
    const made = this.pitches.get(i)
    if (made) return made
    const f = this.fall(i)
    const next = this.falls[i + 1]
    const swing = (next?.strike ?? f.off + 0.4) - f.off
    const middle = f.off + 0.55 * swing
    const down = f.offPitch
    const up = -(next?.strikePitch ?? 0)
    const curve = new Curve([
      { t: f.rise, value: 0 },
      { t: f.off, value: down, speed: OFF_RATE, acceleration: -OFF_RATE / 0.03 },
      { t: middle, value: up + 0.35 * (down - up), speed: (-1.5 * (down - up)) / swing },
      { t: f.off + 0.9 * swing, value: up - 0.03 },
      { t: next?.strike ?? f.off + swing, value: up, speed: STRIKE_RATE * Math.min(1, -up / 0.2) },
      { t: next?.flat ?? f.off + swing + 0.1, value: 0 },
    ])
    this.pitches.set(i, curve)
    return curve
  }

  private pitch(t: number, i: number): number {
    const f = this.fall(i)
    if (t >= f.rise) return this.pitchCurve(i).at(t)
    if (t < f.flat && i > 0) return this.pitchCurve(i - 1).at(t)
    return 0
  }

  private swing(i: number): { x: Curve; y: Curve; z: Curve } {
    const made = this.swings.get(i)
    if (made) return made
    const [f, next] = [this.fall(i), this.fall(i + 1)]
    const leaving = (t: number): Point => onPivot(f, SHOE.ball, this.pitchCurve(i).at(t))
    const landing = (t: number): Point => onPivot(next, 0, this.pitchCurve(i).at(t))
    const knots = (axis: keyof Point): Curve => {
      const knot = (t: number, of: (t: number) => Point, side: number) => {
        // One-sided differences stay inside the phase in which the foot rolls there.
        const h = 1e-4 * side
        const [a, b, c] = [of(t)[axis], of(t + h)[axis], of(t + 2 * h)[axis]]
        return { t, value: a, speed: (-3 * a + 4 * b - c) / (2 * h), acceleration: (a - 2 * b + c) / (h * h) }
      }
      const [start, end] = [knot(f.off, leaving, -1), knot(next.strike, landing, 1)]
      return new Curve([start, end])
    }
    const curves = { x: knots('x'), y: knots('y'), z: knots('z') }
    this.swings.set(i, curves)
    return curves
  }

  pose(t: number): Pose {
    const i = this.index(t)
    const f = this.fall(i)
    const pitch = this.pitch(t, i)
    if (t <= f.off || i + 1 >= this.falls.length) {
      const { x, y, z } = onPivot(f, t >= f.rise ? SHOE.ball : 0, pitch)
      return { x, y, z: z + give(t - f.strike, f.shock), yaw: f.heading, pitch, roll: 0 }
    }
    const next = this.fall(i + 1)
    const u = (t - f.off) / (next.strike - f.off)
    const { x, y, z } = this.swing(i)
    // Both vanish at the ends up to the second derivative.
    const bump = 64 * (u * (1 - u)) ** 3
    const turned = u * u * u * (10 + u * (-15 + 6 * u))
    // The toe must clear the ground while it points down.
    const lift = f.clearance * 0.55 * bump
    return {
      x: x.at(t),
      y: y.at(t),
      z: z.at(t) + lift,
      yaw: f.heading + (next.heading - f.heading) * turned,
      pitch,
      roll: 0.08 * bump,
    }
  }

  /** Vertical ground reaction: two humps in a walk, one in a run (Winter 2009). */
  force(t: number): number {
    const f = this.fall(this.index(t))
    if (t > f.off) return 0
    if (!Number.isFinite(f.strike) || !Number.isFinite(f.off)) return this.weight / 2
    const s = (t - f.strike) / (f.off - f.strike)
    const hump = (at: number, width: number): number => Math.exp(-(((s - at) / width) ** 2) / 2)
    const edge = Math.min(1, s / 0.06) * Math.min(1, (1 - s) / 0.06)
    const walk = 0.78 + 0.36 * hump(0.22, 0.1) + 0.32 * hump(0.76, 0.1)
    return this.weight * edge * walk
  }

  centre(t: number): number {
    const f = this.fall(this.index(t))
    if (!Number.isFinite(f.strike) || !Number.isFinite(f.off)) return 0.45
    const s = Math.max(0, Math.min(1, (t - f.strike) / (f.off - f.strike)))
    return 0.06 + 0.86 * (s * s * (3 - 2 * s))
  }
}

/** What a sensor at a pose feels: m/s² with gravity and rad/s, in the shoe's frame (forward, left, up). */
export interface Felt {
  ax: number
  ay: number
  az: number
  wx: number
  wy: number
  wz: number
}

const G = 9.80665
/** Fifth-order central differences over so many seconds: exact to 1e-6 m/s² for curves of a foot. */
const H = 1e-3

/** Acceleration and angular rate follow from the path and the attitude. */
export function feel(motion: Motion, t: number): Felt {
  const [a, b, c, d, e] = [-2, -1, 0, 1, 2].map((k) => motion.pose(t + k * H)) as [Pose, Pose, Pose, Pose, Pose]
  const second = (k: keyof Pose): number => (-a[k] + 16 * b[k] - 30 * c[k] + 16 * d[k] - e[k]) / (12 * H * H)
  const first = (k: keyof Pose): number => (a[k] - 8 * b[k] + 8 * d[k] - e[k]) / (12 * H)
  const { yaw, pitch, roll } = c
  const [cy, sy, cp, sp, cr, sr] = [Math.cos(yaw), Math.sin(yaw), Math.cos(pitch), Math.sin(pitch), Math.cos(roll), Math.sin(roll)]
  const [ux, uy, uz] = [second('x'), second('y'), second('z') + G]
  // World to body: yaw, then pitch, then roll taken back.
  const [fx, fy] = [cy * ux + sy * uy, -sy * ux + cy * uy]
  const [gx, gz] = [cp * fx - sp * uz, sp * fx + cp * uz]
  const [yawRate, pitchRate, rollRate] = [first('yaw'), first('pitch'), first('roll')]
  return {
    ax: gx,
    ay: cr * fy + sr * gz,
    az: -sr * fy + cr * gz,
    wx: rollRate - yawRate * sp,
    wy: pitchRate * cr + yawRate * cp * sr,
    wz: -pitchRate * sr + yawRate * cp * cr,
  }
}
