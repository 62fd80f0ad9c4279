/**
 * How far the right shoe's clock is from the left one's. Both are set at a sync and run apart by up to 50 millionths each after it, 8.6 s in a
 * day. Feet of one person set out together, and step in turn: the first says the offset to within a step, the second where in it.
 */
import type { Side, Stride } from './strides.ts'

export const CLOCKS = {
  /** No further apart than this: two clocks of ±50 ppm after a day, and the stride that is left open, s. */
  most: 10,
  /** A pause after which feet set out anew, s. */
  pause: 3,
  /** Strides of each foot that say where in a step the offset lies, at least and at most. */
  few: 6,
  many: 24,
  /** How much one estimate counts once there is one. */
  follow: 0.25,
} as const

const turns = (phase: number): number => phase - Math.round(phase)

export class Clocks {
  /** Right less left, s. */
  offset = 0
  private known = false
  private readonly feet: Record<Side, { strikes: number[]; times: number[]; began: number }> = {
    left: { strikes: [], times: [], began: Number.NaN },
    right: { strikes: [], times: [], began: Number.NaN },
  }

  /** A stride by its own shoe's clock, in the order of its foot. */
  add(s: Stride): void {
    const foot = this.feet[s.side]
    const last = foot.strikes.at(-1) ?? Number.NEGATIVE_INFINITY
    if (s.strike - last > CLOCKS.pause) {
      foot.strikes.length = 0
      foot.times.length = 0
      foot.began = s.off
    }
    foot.strikes.push(s.strike)
    if (s.time !== undefined) foot.times.push(s.time)
    if (foot.strikes.length > CLOCKS.many) foot.strikes.shift()
    if (foot.times.length > CLOCKS.many) foot.times.shift()
    this.estimate()
  }

  private estimate(): void {
    const { left, right } = this.feet
    if (left.strikes.length < CLOCKS.few || right.strikes.length < CLOCKS.few) return
    const time = median([...left.times, ...right.times])
    // One of them has not set out yet, or has rested since.
    const started = right.began - left.began
    if (!(time > 0) || Math.abs(started) > CLOCKS.most + time) return
    // Where the right foot strikes in the left one's stride, on the circle; by turns it is a half.
    let [x, y] = [0, 0]
    for (const r of right.strikes) {
      const l = left.strikes.findLast((at) => at <= r) ?? (left.strikes[0] as number)
      const angle = (2 * Math.PI * (r - l)) / time
      x += Math.cos(angle)
      y += Math.sin(angle)
    }
    if (Math.hypot(x, y) < 0.5 * right.strikes.length) return
    const within = turns(Math.atan2(y, x) / (2 * Math.PI) - 0.5) * time
    // The whole strides beside it: as before, unless both set out at moments that say otherwise.
    const near = Math.abs(started - this.offset) > time ? started : this.offset
    const found = within + Math.round((near - within) / time) * time
    if (Math.abs(found) > CLOCKS.most) return
    const far = !this.known || Math.abs(found - this.offset) > time / 2
    this.offset += (found - this.offset) * (far ? 1 : CLOCKS.follow)
    this.known = true
  }
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN
