/**
 * How many say yes, without anybody's yes or no: each answer is split into two shares for two servers, which add them up and open only the
 * sums. A proof shared in the same way keeps an answer to 0 or 1 (Corrigan-Gibbs & Boneh, Prio, NSDI 2017, §4): whoever sends anything else is
 * left out, and neither server learns what it was. Nothing that one server ever holds depends on any single answer.
 *
 *   f(0), g(0) drawn, f(1) = b, g(1) = b - 1, h = f·g; h(1) = 0 says that b is 0 or 1. The servers check h = f·g at a point r that they draw
 *   together after all shares are in, multiplying with a triple (a, c, e = a·c) that the answer brings; r times both sides, so that a wrong e shows.
 */

import { concat } from '../bytes.ts'
import { bigIn, fromBig, toBig } from '../decimal.ts'
import { fail } from '../errors.ts'
import { H } from './hash.ts'
import { refuse } from './reasons.ts'

/** The field: integers modulo the Mersenne prime 2^61 - 1. A false proof passes with a chance below 2^-59. */
const P = (1n << 61n) - 1n
const mod = (n: bigint): bigint => ((n % P) + P) % P
const HALF = (P + 1n) / 2n

/** b, f(0), g(0), h(0), h(2), a, c, e. */
type Vector = readonly [bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint]
const [ELEMENT, LENGTH] = [8, 8]
/** Bytes of one share. */
export const SHARE_BYTES: number = ELEMENT * LENGTH

type Random = (length: number) => Uint8Array
/** Uniform: what is not below P is drawn again. */
function element(random: Random): bigint {
  for (;;) {
    const n = readElement(random(ELEMENT)) & ((1n << 61n) - 1n)
    if (n < P) return n
  }
}
const readElement = (bytes: Uint8Array): bigint => new DataView(bytes.buffer, bytes.byteOffset, ELEMENT).getBigUint64(0)
/** @param at the number at each place, from 0 */
const vectorOf = (at: (place: number) => bigint): Vector => [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)]

function writeVector(v: Vector): Uint8Array {
  const bytes = new Uint8Array(SHARE_BYTES)
  const view = new DataView(bytes.buffer)
  for (const [i, n] of v.entries()) view.setBigUint64(i * ELEMENT, n)
  return bytes
}
/** @throws WIRE_MALFORMED */
function readVector(bytes: Uint8Array): Vector {
  const wrong = (): never => refuse('WIRE_MALFORMED', 'share-form', { what: 'share of an answer', length: SHARE_BYTES })
  if (bytes.length !== SHARE_BYTES) return wrong()
  const v = vectorOf((i) => readElement(bytes.subarray(i * ELEMENT)))
  return v.every((n) => n < P) ? v : wrong()
}

/** An answer as two shares, one for each server; either alone is as good as noise. */
export function shareAnswer(yes: boolean, random: Random): readonly [Uint8Array, Uint8Array] {
  const b = yes ? 1n : 0n
  const [f0, g0, a, c] = [element(random), element(random), element(random), element(random)]
  const [f2, g2] = [2n * b - f0, 2n * (b - 1n) - g0]
  const secret = [b, f0, g0, mod(f0 * g0), mod(f2 * g2), a, c, mod(a * c)] as const
  const first = vectorOf(() => element(random))
  return [writeVector(first), writeVector(vectorOf((i) => mod((secret[i] as bigint) - (first[i] as bigint))))]
}

/** What a server tells the other one of each answer, before and after it has heard the same of it. */
export interface Opening {
  readonly d: bigint
  readonly m: bigint
}

/** Where the proofs are looked at: of what both servers drew after the shares were in. */
export function pointOf(drawn: readonly [Uint8Array, Uint8Array]): bigint {
  for (let i = 0; ; i++) {
    const n = readElement(H('count-point', concat(...drawn), Uint8Array.of(i))) & ((1n << 61n) - 1n)
    // Not where the polynomials are given.
    if (n > 2n && n < P) return n
  }
}

/** One of the two servers of one count. */
export class CountServer {
  /** As they came: of many people and cells that is much. */
  private readonly shares = new Map<string, Uint8Array>()
  private readonly role: 0 | 1

  constructor(role: 0 | 1) {
    this.role = role
  }

  /** @param name one-time name of the answer; a second share under it is refused @throws WIRE_MALFORMED, NOT_ALLOWED */
  take(name: string, share: Uint8Array): void {
    if (this.shares.has(name)) refuse('NOT_ALLOWED', 'name-answered')
    readVector(share)
    this.shares.set(name, share.slice())
  }
  has(name: string): boolean {
    return this.shares.has(name)
  }
  private share(name: string): Vector {
    return readVector(this.shares.get(name) ?? fail('NOT_FOUND', { what: 'answer' }))
  }
  get names(): readonly string[] {
    return [...this.shares.keys()]
  }

  private at(name: string, r: bigint): { f: bigint; g: bigint; h: bigint; v: Vector } {
    const v = this.share(name)
    const [b, f0, g0, h0, h2] = v
    // One server takes the one away: b - 1 is shared as well.
    const one = this.role === 0 ? 1n : 0n
    const f = mod(f0 * (1n - r) + b * r)
    const g = mod(g0 * (1n - r) + (b - one) * r)
    // Through h(0), h(1) = 0 and h(2).
    const h = mod((h0 * mod((r - 1n) * (r - 2n)) + h2 * mod(r * (r - 1n))) * HALF)
    return { f, g, h, v }
  }

  /** @param r from {@link pointOf} */
  opening(name: string, r: bigint): Opening {
    const { f, g, v } = this.at(name, r)
    return { d: mod(r * f - v[5]), m: mod(g - v[6]) }
  }

  /** What is left of the proof when both openings are known: with the other server's it comes to 0, or the answer is left out. */
  rest(name: string, r: bigint, other: Opening): bigint {
    const { h, v } = this.at(name, r)
    const own = this.opening(name, r)
    const [d, m] = [mod(own.d + other.d), mod(own.m + other.m)]
    const both = this.role === 0 ? d * m : 0n
    return mod(both + d * v[6] + m * v[5] + v[7] - r * h)
  }

  /** This server's share of the count. @param good names whose rests came to 0 @param noise of {@link noiseOf} */
  sum(good: readonly string[], noise = 0n): bigint {
    return mod(good.reduce((n, name) => n + this.share(name)[0], noise))
  }
}

/** @throws WIRE_MALFORMED for what is no element of the field */
export function elementFrom(text: string): bigint {
  const n = bigIn(text) ?? P
  return n >= 0n && n < P ? n : refuse('WIRE_MALFORMED', 'count-number', { what: 'number of a count' })
}
export const isGood = (rests: readonly [bigint, bigint]): boolean => mod(rests[0] + rests[1]) === 0n
const MOST_COUNTED = 0xffffffffn
/**
 * The count, of both servers' sums; each may have added noise of its own, so it can lie a little below 0.
 * @throws WIRE_MALFORMED for a count of more people than there are: a sum of one server is not what it says
 */
export function totalOf(sums: readonly [bigint, bigint]): number {
  const n = mod(sums[0] + sums[1])
  const total = n > P / 2n ? n - P : n
  if (total > MOST_COUNTED || total < -MOST_COUNTED) refuse('WIRE_MALFORMED', 'too-many-people', { what: 'sum of a count' })
  return fromBig(total)
}

/**
 * A server's noise for one sum: two-sided geometric (discrete Laplace, Ghosh, Roughgarden & Sundararajan 2009). Either server's is enough for
 * epsilon-differential privacy, as long as it is drawn once and only after the set that is summed can change no more: two sums of different
 * people under the same noise subtract to what one of them said.
 */
export function noiseOf(random: Random, epsilon: number): bigint {
  const bytes = random(8)
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  const uniform = (at: number): number => (view.getUint32(at) + 0.5) / 2 ** 32
  // The difference of two geometric draws.
  const draw = (at: number): number => Math.floor(Math.log(uniform(at)) / -epsilon)
  return toBig(draw(0) - draw(4))
}

/** What a researcher sees of a count: in tens, and below ten nothing more than that. */
export function shownCount(total: number): string {
  const tens = Math.round(total / 10) * 10
  return total < 10 ? '<10' : String(tens)
}
