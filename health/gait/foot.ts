/**
 * One foot, sample after sample: finds its swings, the rests between them, and integrates the path from rest to rest. Linear in time,
 * constant in memory: what is kept is the buffer since the last rest.
 */
import { MotionBuffer } from './buffer.ts'
import { Accelerometer } from './calibration.ts'
import { type Contacts, contactsOf } from './contacts.ts'
import { DETECTOR, restlessness, SwingDetector } from './detector.ts'
import { leadTo, normalise, type Quaternion, toBody, toWorld, turn, type Vector } from './rotation.ts'
import { SAMPLES, SampleCheck } from './samples.ts'
import { Spread } from './spread.ts'
import { type FootPath, StrideIntegrator } from './stride.ts'

export const FOOT = {
  /** A stance up to this long has one rest; a longer one has one at each end, s. */
  oneRest: 0.8,
  /** Half the window over which rest and gravity are looked for, s. */
  restHalf: 0.04,
  /** The longest way from rest to rest, s. */
  longest: 6,
  /** A longer hole between samples ends what was going on, s: half of a swing. */
  hole: 0.25,
  /** An attitude that the way says to be off by more than this is put right by it, rad: 2 m/s in a stride of 0.8 s. */
  tilted: 0.25,
  /** A sensor that repeats itself while it says that it moves more than this is frozen, rad/s; one at rest may. */
  frozen: 0.3,
  /** Gravity is trusted at a rest as far as it is quiet: half at this restlessness, rad/s. */
  trust: 0.2,
  /** A rest more restless than this, rad/s, is none when integration would be off by this share of the top speed there … */
  falseRest: 0.25,
  falseDrift: 0.75,
  /** … or when it was briefer than any stance and what follows shorter than any swing, s: a sprinter stands 0.09 s and swings 0.3 s. */
  briefStance: 0.2,
  twitch: 0.25,
  /** Strides that tell the way forward are at least this long, m, and turn at most this, rad; how much each tells. */
  straight: 0.4,
  straightYaw: 0.5,
  learn: 0.2,
  /** A foot whose rate and acceleration stay within these deviations tells what its sensor is off by, rad/s, m/s²: twice the sway of standing. */
  still: 0.06,
  stillPushed: 0.3,
  /** How much one standing tells of the gyroscope's bias. */
  learnBias: 0.3,
} as const

type Of = (b: MotionBuffer, i: number) => number
const MOTION: readonly Of[] = [
  (b, i) => b.wx(i),
  (b, i) => b.wy(i),
  (b, i) => b.wz(i),
  (b, i) => b.ax(i),
  (b, i) => b.ay(i),
  (b, i) => b.az(i),
]
interface Mean {
  readonly mean: number
  readonly variance: number
}
function meanOf(b: MotionBuffer, from: number, to: number, of: Of): Mean {
  const spread = new Spread()
  for (let i = from; i < to; i++) spread.add(of(b, i))
  return { mean: spread.mean, variance: spread.deviation ** 2 }
}
const lerp = (a: number, b: number, share: number): number => a + (b - a) * share

/** A swing between two rests. */
export interface Swing extends FootPath {
  /** When the detector saw it begin and end, s. */
  readonly on: number
  readonly off: number
  /** The detector's highest level, rad/s. */
  readonly peak: number
  /** Restlessness at the two rests, rad/s. */
  readonly restStart: number
  readonly restEnd: number
  /** When and how it left and met the ground, where that can be seen. */
  readonly contacts: Contacts | undefined
  /** Which way it went, seen from the foot as it stood before: a unit vector of its own frame. */
  readonly course: Readonly<Vector>
}

function courseOf({ x, y }: FootPath, q: Quaternion): Vector {
  const length = Math.hypot(x, y) || 1
  const course: Vector = [0, 0, 0]
  toBody(q, x / length, y / length, 0, course)
  return course
}

/** What is kept of a swing until the next rest says whether there was one between them. */
interface Held {
  readonly swing: Swing
  /** Index of the rest, and the orientation there. */
  readonly rest: number
  readonly q: Quaternion
  /** Integration did not contradict the rest; only it was brief. */
  readonly fits: boolean
}

export class FootTracker {
  private readonly detector = new SwingDetector()
  private readonly check: SampleCheck
  private readonly accelerometer = new Accelerometer()
  private readonly buffer: MotionBuffer
  /** The path of the swing that is being told. */
  readonly integrator: StrideIntegrator
  private readonly emit: (swing: Swing) => void
  private readonly q: Quaternion = [1, 0, 0, 0]
  private oriented = false
  private readonly axis: Vector = [0, 0, 0]
  private readonly bias: Vector = [0, 0, 0]
  /** Index of the rest from which the current swing starts; q is the orientation there. */
  private anchor = 0
  private anchorRest = 0
  /** Of the current or last swing. */
  private on = 0
  private off = 0
  private peak = 0
  /** Index at which the stance began, while it lasts. */
  private stance = 0
  private pending = false
  /** The last sample repeats many before it, at rest. */
  private repeated = false
  /** Samples at rest that were not those before them, less those that were: a sensor without noise repeats itself at every rest. */
  private noisy = 0
  /** A swing whose end was perhaps no rest: the next one tells. */
  private held: Held | undefined

  /** @param rate samples a second, about, Hz */
  constructor(rate: number, emit: (swing: Swing) => void) {
    const capacity = Math.ceil((FOOT.longest + 2) * rate)
    this.buffer = new MotionBuffer(capacity)
    this.integrator = new StrideIntegrator(capacity, rate)
    this.check = new SampleCheck(rate)
    this.emit = emit
  }

  /** Seconds, ascending; m/s² with gravity; rad/s. */
  push(told: number, sx: number, sy: number, sz: number, wx: number, wy: number, wz: number): void {
    const { buffer, detector, check, accelerometer, bias } = this
    const sample = check.take(told, sx, sy, sz, wx, wy, wz)
    if (sample === 'missing') return
    const [ax, ay, az] = [accelerometer.right(0, sx), accelerometer.right(1, sy), accelerometer.right(2, sz)]
    const value = restlessness(ax, ay, az, wx - bias[0], wy - bias[1], wz - bias[2])
    if (sample === 'frozen' && value > FOOT.frozen) return this.freeze()
    // What looked like rest was a frozen sensor when the foot is found on its way after it.
    if (this.repeated && check.ended > 0 && value > 2 * FOOT.frozen && this.noisy > 0) this.retract(check.ended)
    this.repeated = sample === 'frozen'
    if (value < FOOT.frozen) this.noisy += check.run === 0 ? 1 : -1
    const t = check.at
    if (buffer.length > 0 && t - buffer.t(buffer.length - 1) > FOOT.hole) {
      this.end()
      this.broken()
    }
    buffer.push(t, ax, ay, az, wx, wy, wz, value, check.clipped)
    const changed = detector.push(t, value)
    const at = t - DETECTOR.window / 2
    if (changed && detector.swinging) {
      this.leave()
      this.on = at
      this.peak = 0
    } else if (changed) {
      this.off = at
      this.stance = this.indexOf(at)
      this.pending = true
    }
    if (detector.swinging) {
      if (detector.level > this.peak) this.peak = detector.level
      if (buffer.full || t - this.on > FOOT.longest) this.broken()
    } else if (this.pending && at - this.off > FOOT.oneRest) this.arrive(this.quietest(this.stance, this.indexOf(at)), true)
    if (!detector.swinging && !this.pending && !this.held && at - buffer.t(0) > 2 * FOOT.oneRest) this.settle()
  }

  /** The sensor repeats itself while it moves: what it said since then was not measured. */
  private freeze(): void {
    if (this.check.run === SAMPLES.repeats) this.retract(SAMPLES.repeats - 1)
  }

  /** Takes the last n samples back, if they still can be. */
  private retract(n: number): void {
    if (n < this.buffer.length) this.buffer.retract(n)
    else this.broken()
  }

  /** No more samples come. */
  end(): void {
    if (this.pending) this.arrive(this.quietest(this.stance, this.buffer.length - 1), true)
  }

  private indexOf(t: number): number {
    let i = this.buffer.length - 1
    while (i > 0 && this.buffer.t(i) > t) i--
    return i
  }

  /** A swing begins: the last stance ends with it. */
  private leave(): void {
    const now = this.indexOf(this.buffer.t(this.buffer.length - 1) - DETECTOR.window / 2)
    if (this.pending) this.arrive(this.quietest(this.stance, now), false)
    if (this.held) return
    // The last quiet moment of a long stance.
    let from = this.anchor
    const { buffer } = this
    while (buffer.t(now) - buffer.t(from) > FOOT.oneRest) from++
    if (from === this.anchor && this.oriented) return
    const rest = this.quietest(from, now)
    // After a hole the foot may have been on its way already.
    if (this.oriented || this.restlessnessAt(rest) < this.detector.calm) this.carry(rest)
  }

  /** A swing is over: from the anchor to the rest that ends it. */
  private arrive(rest: number, settled: boolean): void {
    const { buffer, q } = this
    this.pending = false
    if (!this.oriented || rest <= this.anchor) return this.carry(rest)
    const { held } = this
    if (held?.fits && this.off - this.on > FOOT.twitch) return this.release(held, rest)
    const quiet = this.restlessnessAt(rest)
    const before: Quaternion = [q[0], q[1], q[2], q[3]]
    const felt = this.gravityAt(rest)
    const path = this.pathTo(rest, before, felt)
    const fits = path.drift <= FOOT.falseDrift * path.topSpeed
    if (held && !(path.drift <= (FOOT.falseDrift / 2) * path.topSpeed && path.drift <= held.swing.drift / 2))
      return this.release(held, rest)
    this.held = undefined
    const contacts = contactsOf(buffer, this.anchor, this.stance, this.learnAxis(path, before))
    const [on, peak] = held ? [held.swing.on, Math.max(held.swing.peak, this.peak)] : [this.on, this.peak]
    const swing: Swing = {
      ...path,
      contacts,
      on,
      off: this.off,
      peak,
      restStart: this.anchorRest,
      restEnd: quiet,
      course: courseOf(path, before),
    }
    const brief = buffer.t(buffer.length - 1) - this.off < FOOT.briefStance
    if (!settled && !held && quiet > FOOT.falseRest && (brief || !fits)) {
      // It was perhaps not at rest, and what comes next belongs to the same swing.
      this.held = { swing, rest, fits, q: [q[0], q[1], q[2], q[3]] }
      q.splice(0, 4, ...before)
      return
    }
    this.moveAnchor(rest)
    this.emit(swing)
  }

  /** The path from the anchor to a rest; q is turned to the orientation there, `from` is put right where the way contradicts it. */
  private pathTo(rest: number, from: Quaternion, felt: Readonly<Vector>): FootPath {
    const { buffer, q } = this
    const rates = [this.rateAt(this.anchor), this.rateAt(rest)] as const
    const trust = this.trustAt(rest)
    const path = this.integrator.integrate(buffer, this.anchor, rest, q, felt, trust, this.bias, rates)
    const tilt = Math.atan2(Math.hypot(path.felt[0], path.felt[1]), path.felt[2])
    if (tilt < FOOT.tilted) return path
    // Between two rests the mean of what is felt is gravity: a foot that is never still is levelled by its way.
    const [first, level]: Quaternion[] = [[...q], [...from]] as [Quaternion, Quaternion]
    leadTo(level as Quaternion, path.felt, [0, 0, 1], 1)
    const start: Quaternion = [...(level as Quaternion)]
    const again = this.integrator.integrate(buffer, this.anchor, rest, level as Quaternion, felt, trust, this.bias, rates)
    const better = again.drift < path.drift
    q.splice(0, 4, ...((better ? level : first) as Quaternion))
    if (better) from.splice(0, 4, ...start)
    return better ? again : path
  }

  /** There was a rest between the swing that was held and the one that ends now. */
  private release(held: Held, rest: number): void {
    this.held = undefined
    this.q.splice(0, 4, ...held.q)
    this.moveAnchor(held.rest)
    this.emit(held.swing)
    this.arrive(rest - held.rest, true)
  }

  /** The axis to the left of the foot, from the direction of its straight strides: however the sensor is mounted. */
  private learnAxis({ x, y, yaw }: FootPath, q: Quaternion): Readonly<Vector> {
    const length = Math.hypot(x, y)
    if (length < FOOT.straight || Math.abs(yaw) > FOOT.straightYaw) return this.axis
    const left: Vector = [0, 0, 0]
    toBody(q, -y / length, x / length, 0, left)
    const share = this.axis.every((v) => v === 0) ? 1 : FOOT.learn
    for (const i of [0, 1, 2] as const) this.axis[i] += (left[i] - this.axis[i]) * share
    return this.axis
  }

  /** Turns the orientation on to a later rest without moving, and levels it. */
  private carry(rest: number): void {
    const { buffer, q, bias } = this
    if (!this.oriented) {
      const g = this.gravityAt(rest)
      q.splice(0, 4, 1, 0, 0, 0)
      leadTo(q, g, [0, 0, 1], 1)
      this.oriented = true
    } else {
      for (let i = this.anchor; i < rest; i++)
        turn(q, buffer.wx(i) - bias[0], buffer.wy(i) - bias[1], buffer.wz(i) - bias[2], buffer.t(i + 1) - buffer.t(i))
      normalise(q)
      this.level(rest)
    }
    this.moveAnchor(rest)
  }

  private level(rest: number): void {
    const g = this.gravityAt(rest)
    const up: Vector = [0, 0, 0]
    toWorld(this.q, g[0], g[1], g[2], up)
    leadTo(this.q, up, [0, 0, 1], this.trustAt(rest))
    normalise(this.q)
  }

  private moveAnchor(rest: number): void {
    this.anchorRest = this.restlessnessAt(rest)
    this.buffer.drop(rest)
    this.anchor = 0
    this.stance = Math.max(0, this.stance - rest)
  }

  /** Stands: what lies far behind is folded into the orientation; a still foot tells what its sensor is off by. */
  private settle(): void {
    const { buffer } = this
    const upTo = this.indexOf(buffer.t(buffer.length - 1) - FOOT.oneRest)
    if (upTo - this.anchor < 2) return
    const [wx, wy, wz, ax, ay, az] = MOTION.map((of) => meanOf(buffer, this.anchor, upTo, of)) as [Mean, Mean, Mean, Mean, Mean, Mean]
    const turned = Math.sqrt(wx.variance + wy.variance + wz.variance)
    const pushed = Math.sqrt(ax.variance + ay.variance + az.variance)
    if (turned < FOOT.still && pushed < FOOT.stillPushed) {
      const share = this.oriented ? FOOT.learnBias : 1
      for (const [i, w] of [wx, wy, wz].entries()) (this.bias as number[])[i] = lerp(this.bias[i] as number, w.mean, share)
      this.accelerometer.still([ax.mean, ay.mean, az.mean], buffer.t(upTo) - buffer.t(this.anchor))
    }
    this.carry(upTo)
  }

  /** Samples are missing, or nothing rests: starts anew. */
  private broken(): void {
    this.pending = false
    this.held = undefined
    this.oriented = false
    this.buffer.drop(this.buffer.length)
    this.anchor = 0
    this.stance = 0
  }

  private quietest(from: number, to: number): number {
    const { buffer } = this
    let best = to
    let least = Number.POSITIVE_INFINITY
    // A running mean over the rest window.
    let [a, sum] = [from, 0]
    while (a > 0 && buffer.t(a - 1) >= buffer.t(from) - FOOT.restHalf) a--
    let b = a
    for (let i = from; i <= to; i++) {
      while (b < buffer.length && buffer.t(b) <= buffer.t(i) + FOOT.restHalf) sum += buffer.rest(b++)
      while (buffer.t(a) < buffer.t(i) - FOOT.restHalf) sum -= buffer.rest(a++)
      const mean = sum / (b - a)
      if (mean < least) {
        least = mean
        best = i
      }
    }
    return best
  }

  private around(i: number, of: (j: number) => number): number {
    const { buffer } = this
    const t = buffer.t(i)
    let [sum, n] = [0, 0]
    for (let j = i; j >= 0 && buffer.t(j) >= t - FOOT.restHalf; j--, n++) sum += of(j)
    for (let j = i + 1; j < buffer.length && buffer.t(j) <= t + FOOT.restHalf; j++, n++) sum += of(j)
    return sum / n
  }

  private restlessnessAt(i: number): number {
    return this.around(i, (j) => this.buffer.rest(j))
  }

  private trustAt(i: number): number {
    const noise = this.restlessnessAt(i) / FOOT.trust
    return 1 / (1 + noise * noise)
  }

  private rateAt(i: number): Vector {
    const { buffer, bias } = this
    return [
      this.around(i, (j) => buffer.wx(j)) - bias[0],
      this.around(i, (j) => buffer.wy(j)) - bias[1],
      this.around(i, (j) => buffer.wz(j)) - bias[2],
    ]
  }

  private gravityAt(i: number): Vector {
    const { buffer } = this
    return [this.around(i, (j) => buffer.ax(j)), this.around(i, (j) => buffer.ay(j)), this.around(i, (j) => buffer.az(j))]
  }
}
