/**
 * Curves with as many derivatives as a foot has: what is measured is their second, so they are joined up to the third.
 */

/** 0 to 1 as s goes from 0 to 1, with three derivatives zero at both ends. */
export function step(s: number): number {
  if (s <= 0) return 0
  if (s >= 1) return 1
  const s4 = s * s * s * s
  return s4 * (35 + s * (-84 + s * (70 - 20 * s)))
}

/** Value and two derivatives by time at a knot. */
export interface Knot {
  readonly t: number
  readonly value: number
  readonly speed?: number
  readonly acceleration?: number
}

/** A quintic through knots, with value, speed and acceleration given at each. */
export class Curve {
  private readonly knots: readonly Knot[]
  constructor(knots: readonly Knot[]) {
    this.knots = knots
  }

  at(t: number): number {
    const { knots } = this
    const [first, last] = [knots[0] as Knot, knots.at(-1) as Knot]
    if (t <= first.t) return first.value
    if (t >= last.t) return last.value
    let i = 1
    while ((knots[i] as Knot).t < t) i++
    return hermite(knots[i - 1] as Knot, knots[i] as Knot, t)
  }
}

function hermite(a: Knot, b: Knot, t: number): number {
  const T = b.t - a.t
  const s = (t - a.t) / T
  const [p0, v0, a0] = [a.value, (a.speed ?? 0) * T, (a.acceleration ?? 0) * T * T]
  const [p1, v1, a1] = [b.value, (b.speed ?? 0) * T, (b.acceleration ?? 0) * T * T]
  const d = p1 - p0
  const c3 = 10 * d - 6 * v0 - 4 * v1 - 1.5 * a0 + 0.5 * a1
  const c4 = -15 * d + 8 * v0 + 7 * v1 + 1.5 * a0 - a1
  const c5 = 6 * d - 3 * v0 - 3 * v1 - 0.5 * a0 + 0.5 * a1
  return p0 + s * (v0 + s * (a0 / 2 + s * (c3 + s * (c4 + s * c5))))
}
