/**
 * What a shoe goes through besides walking: standing, riding, driving, and what people try in order to be paid for
 * nothing.
 */
import { type Motion, type Pose, SHOE } from './motion.ts'
import type { Random } from './random.ts'
import { step } from './smooth.ts'

const TURN = 2 * Math.PI

/** A few sines of one band with random phases: vibration, sway. Amplitudes in the unit of the pose. */
function wobble(random: Random, low: number, high: number, size: number, count = 6): (t: number) => number {
  const parts = Array.from({ length: count }, () => ({
    w: TURN * random.between(low, high),
    a: (size * random.between(0.5, 1.5)) / Math.sqrt(count),
    p: TURN * random.next(),
  }))
  return (t) => parts.reduce((sum, { w, a, p }) => sum + a * Math.sin(w * t + p), 0)
}

const level: Pose = { x: 0, y: 0, z: SHOE.sensorZ, yaw: 0, pitch: 0, roll: 0 }

/** Stands, shifting weight now and then. @param weight N of the body */
export function standing(random: Random, weight: number): Motion {
  const [pitch, roll, shift, centre] = [
    wobble(random, 0.1, 0.6, 0.004),
    wobble(random, 0.1, 0.6, 0.004),
    wobble(random, 0.02, 0.2, 0.1),
    wobble(random, 0.1, 0.5, 0.04),
  ]
  return {
    pose: (t) => ({ ...level, pitch: pitch(t), roll: roll(t) }),
    force: (t) => weight * (0.5 + shift(t)),
    centre: (t) => 0.45 + centre(t),
  }
}

/** Sits: as good as no load. */
export const sitting = (random: Random): Motion => ({ ...standing(random, 60), force: () => 25 })

/** On a pedal: a circle, never at rest. @param cadence turns a minute */
export function cycling(random: Random, weight: number, cadence: number, phase: number): Motion {
  const f = cadence / 60
  const slow = wobble(random, 0.02, 0.1, 0.2)
  const angle = (t: number): number => TURN * f * t + phase + slow(t)
  return {
    pose: (t) => ({
      ...level,
      x: 0.17 * Math.sin(angle(t)),
      z: 0.3 + 0.17 * Math.cos(angle(t)),
      pitch: 0.25 + 0.22 * Math.sin(angle(t) + 0.6),
    }),
    force: (t) => weight * (0.12 + 0.25 * Math.max(0, Math.sin(angle(t)))),
    centre: () => 0.75,
  }
}

/** At the wheel: the road shakes, now and then a pedal is pressed. */
export function driving(random: Random): Motion {
  const shake = [0, 1, 2].map(() => wobble(random, 4, 14, 0.0004)) as [(t: number) => number, (t: number) => number, (t: number) => number]
  const sway = wobble(random, 0.05, 0.4, 0.15)
  const pedal = wobble(random, 0.05, 0.3, 0.1)
  return {
    pose: (t) => ({ ...level, x: shake[0](t) + sway(t), y: shake[1](t) + sway(t + 9), z: level.z + shake[2](t), pitch: 0.3 + pedal(t) }),
    force: (t) => 60 + 40 * pedal(t),
    centre: () => 0.6,
  }
}

/** A shoe in a hand that swings as its owner strolls, or stands and swings it. @param rate swings a second */
export function inHand(random: Random, rate: number, size: number): Motion {
  const slow = wobble(random, 0.05, 0.3, 0.3)
  const jitter = wobble(random, 1.5, 5, 0.015)
  const angle = (t: number): number => size * Math.sin(TURN * rate * t + slow(t)) + jitter(t)
  return {
    pose: (t) => {
      const a = angle(t)
      return {
        x: 0.65 * Math.sin(a),
        y: jitter(t + 3),
        z: 1 - 0.65 * Math.cos(a),
        yaw: jitter(t + 5),
        pitch: -a - 0.6,
        roll: jitter(t + 7),
      }
    },
    force: () => 0,
    centre: () => 0.5,
  }
}

/** A machine that rocks phones and shoes. @param rate strokes a second @param stroke m @param rock rad */
export function shaker(random: Random, rate: number, stroke: number, rock: number): Motion {
  const phase = TURN * random.next()
  const wave = (t: number): number => Math.sin(TURN * rate * t + phase)
  return {
    pose: (t) => ({ ...level, x: (stroke / 2) * wave(t), pitch: rock * Math.sin(TURN * rate * t + phase + 0.8) }),
    force: () => 0,
    centre: () => 0.5,
  }
}

/** In a washing machine's drum, which turns both ways. @param speed turns a minute */
export function washing(random: Random, speed: number): Motion {
  const tumble = wobble(random, 0.3, 1.5, 1.2)
  const turned = (t: number): number => ((speed / 60) * TURN * 8 * Math.sin((TURN * t) / 50)) / 6
  return {
    pose: (t) => {
      const a = turned(t)
      return { x: 0.2 * Math.sin(a), y: 0.05 * tumble(t + 3), z: 0.4 - 0.2 * Math.cos(a), yaw: tumble(t), pitch: a, roll: tumble(t + 7) }
    },
    force: (t) => Math.max(0, 40 * tumble(t + 1)),
    centre: (t) => 0.5 + 0.2 * tumble(t + 2),
  }
}

/** One stroke of a rail: forth on even ones, back on odd ones. */
export interface Stroke {
  /** m; what the far end is higher, m; how unevenly it goes, share. */
  readonly length: number
  readonly rise: number
  readonly jitter: number
}

/**
 * A machine that moves a shoe to and fro on a rail, tips it as a foot is tipped, and presses on it with a person's
 * weight while it stands.
 * @param rate strokes a second @param phase of its stride at which it begins
 */
export function rail(random: Random, weight: number, rate: number, { length, rise, jitter }: Stroke, phase: number): Motion {
  const period = 1 / rate
  const swing = 0.42 * period
  const strokes: { readonly from: number; readonly swing: number; readonly length: number }[] = []
  const stroke = (t: number): { n: number; from: number; swing: number; length: number } => {
    let last = strokes.at(-1)
    while (!last || last.from + period < t + period) {
      const n = strokes.length
      const uneven = 1 + jitter * random.normal()
      last = { from: (n + phase) * period + 0.3 * jitter * period * random.normal(), swing: swing * uneven, length: length * uneven }
      strokes.push(last)
      if (last.from > t) break
    }
    let n = Math.max(0, Math.min(strokes.length - 1, Math.floor(t / period - phase) + 1))
    while (n > 0 && (strokes[n] as { from: number }).from > t) n--
    return { n, ...(strokes[n] as { from: number; swing: number; length: number }) }
  }
  return {
    pose: (t) => {
      const s = stroke(t)
      const u = (t - s.from) / s.swing
      const way = step(u)
      const at = s.n % 2 === 0 ? way : 1 - way
      const bump = u > 0 && u < 1 ? 64 * (u * (1 - u)) ** 3 : 0
      return {
        ...level,
        x: s.length * at,
        z: level.z + rise * at + 0.06 * bump,
        pitch: u > 0 && u < 1 ? 0.7 * bump * Math.sin(TURN * u) : 0,
      }
    },
    force: (t) => {
      const s = stroke(t)
      const since = t - s.from - s.swing
      return since > 0.02 || t < s.from ? weight * Math.min(1, Math.max(0, since) / 0.05) : 0
    },
    centre: () => 0.5,
  }
}
