/** Rotations as unit quaternions `[w, x, y, z]` in plain arrays, written in place: a phone turns a hundred million of them a day. */

export type Vector = [number, number, number]
export type Quaternion = [number, number, number, number]

/** Standard gravity, m/s² (CODATA). */
export const GRAVITY = 9.80665

/** `q ← q ⊗ exp(ω dt / 2)`: the body turns with the rate ω (rad/s, in its own frame) for dt seconds. */
export function turn(q: Quaternion, wx: number, wy: number, wz: number, dt: number): void {
  const half = dt / 2
  const angle = Math.sqrt(wx * wx + wy * wy + wz * wz) * half
  // sin(angle)/angle to fourth order: exact to 1e-9 for less than half a radian a sample.
  const a2 = angle * angle
  const s = half * (1 - a2 / 6 + (a2 * a2) / 120)
  const c = 1 - a2 / 2 + (a2 * a2) / 24
  const x = wx * s
  const y = wy * s
  const z = wz * s
  const [qw, qx, qy, qz] = q
  q[0] = qw * c - qx * x - qy * y - qz * z
  q[1] = qw * x + qx * c + qy * z - qz * y
  q[2] = qw * y - qx * z + qy * c + qz * x
  q[3] = qw * z + qx * y - qy * x + qz * c
}

export function normalise(q: Quaternion): void {
  const n = 1 / Math.hypot(q[0], q[1], q[2], q[3])
  q[0] *= n
  q[1] *= n
  q[2] *= n
  q[3] *= n
}

/** A vector of the body in the world. */
export function toWorld(q: Quaternion, x: number, y: number, z: number, out: Vector): void {
  const [w, qx, qy, qz] = q
  const tx = 2 * (qy * z - qz * y)
  const ty = 2 * (qz * x - qx * z)
  const tz = 2 * (qx * y - qy * x)
  out[0] = x + w * tx + qy * tz - qz * ty
  out[1] = y + w * ty + qz * tx - qx * tz
  out[2] = z + w * tz + qx * ty - qy * tx
}

/** A vector of the world in the body. */
export function toBody(q: Quaternion, x: number, y: number, z: number, out: Vector): void {
  toWorld([q[0], -q[1], -q[2], -q[3]], x, y, z, out)
}

/** The shortest rotation, applied in the world, that leads the direction u to v (both any length > 0), times `share` of its angle. */
export function leadTo(q: Quaternion, u: Readonly<Vector>, v: Readonly<Vector>, share: number): void {
  const cx = u[1] * v[2] - u[2] * v[1]
  const cy = u[2] * v[0] - u[0] * v[2]
  const cz = u[0] * v[1] - u[1] * v[0]
  const sin = Math.hypot(cx, cy, cz)
  if (sin === 0) return
  const angle = Math.atan2(sin, u[0] * v[0] + u[1] * v[1] + u[2] * v[2]) * share
  const s = Math.sin(angle / 2) / sin
  const w = Math.cos(angle / 2)
  const [x, y, z] = [cx * s, cy * s, cz * s]
  const [qw, qx, qy, qz] = q
  q[0] = w * qw - x * qx - y * qy - z * qz
  q[1] = w * qx + x * qw + y * qz - z * qy
  q[2] = w * qy - x * qz + y * qw + z * qx
  q[3] = w * qz + x * qy - y * qx + z * qw
}
