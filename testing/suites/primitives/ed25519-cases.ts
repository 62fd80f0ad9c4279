/**
 * Signatures at the edges of Ed25519, made so that the verdict is known from how they were made: A = aB + iT and R = rB + jT with T of
 * order eight, s = r + ha. Then sB − hA = R exactly when j = −hi mod 8, and every other difference is one for the rules.
 */
import { concat, hex } from '@hdms/shared/bytes.ts'
import { ed25519 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import type { Operation } from './operation.ts'

const { Point } = ed25519
const L = Point.Fn.ORDER
const P = 2n ** 255n - 19n
const T = Point.fromHex('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05')
/** 0, T, 2T … 7T. */
const TORSION = Array.from({ length: 8 }, (_, i) => (i === 0 ? Point.ZERO : T.multiplyUnsafe(BigInt(i))))

const numberIn = (bytes: Uint8Array): bigint => bytes.reduceRight((n, b) => (n << 8n) | BigInt(b), 0n)
const bytesOf = (n: bigint): Uint8Array => Uint8Array.from({ length: 32 }, (_, i) => Number((n >> BigInt(8 * i)) & 255n))
const times = (n: bigint) => (n === 0n ? Point.ZERO : Point.BASE.multiply(n))
const challenge = (r: Uint8Array, a: Uint8Array, message: Uint8Array): bigint => numberIn(sha512(concat(r, a, message))) % L

/** @param random of a seed, so that Node and a page make the same @param keys how many sign */
export function ed25519Cases(random: (length: number) => Uint8Array, keys = 8): Operation[] {
  const scalar = (): bigint => numberIn(concat(random(32), random(32))) % L
  const cases: Operation[] = []
  const add = (name: string, key: Uint8Array, message: Uint8Array, signature: Uint8Array, expected: boolean): void =>
    void cases.push({ name, operation: 'verify', args: [key, message, signature].map(hex), expected: String(expected) })

  const signers = Array.from({ length: keys }, () => scalar())
  for (const a of signers) {
    // Mixed order, every pair of components.
    for (let i = 0; i < 8; i++) {
      const key = times(a)
        .add(TORSION[i] as typeof T)
        .toBytes()
      for (let j = 0; j < 8; j++) {
        for (let n = 0; n < 3; n++) {
          const [r, message] = [scalar(), random(n * 9)]
          const R = times(r)
            .add(TORSION[j] as typeof T)
            .toBytes()
          const h = challenge(R, key, message)
          const good = (BigInt(j) + h * BigInt(i)) % 8n === 0n
          add(`mixed order: A with ${i}T, R with ${j}T`, key, message, concat(R, bytesOf((r + h * a) % L)), good)
        }
      }
    }
    smallAndLax(a)
  }

  function smallAndLax(a: bigint): void {
    const key = times(a).toBytes()
    const message = random(20)
    // R of small order, the identity first: s = ha makes the equation true where j is 0.
    for (const [j, R] of TORSION.entries()) {
      const encoded = R.toBytes()
      add(`R is ${j}T`, key, message, concat(encoded, bytesOf((challenge(encoded, key, message) * a) % L)), false)
      const negative = encoded.slice()
      negative[31] = (negative[31] as number) ^ 0x80
      add(`R is ${j}T with the other sign`, key, message, concat(negative, bytesOf((challenge(negative, key, message) * a) % L)), false)
    }
    // A of mixed order makes it true for every other R of small order too, for the right message.
    for (let i = 1; i < 8; i++) {
      const mixed = times(a)
        .add(TORSION[i] as typeof T)
        .toBytes()
      for (const [j, R] of TORSION.entries()) {
        for (let n = 0; n < 40; n++) {
          const [encoded, text] = [R.toBytes(), random(8)]
          const h = challenge(encoded, mixed, text)
          if ((BigInt(j) + h * BigInt(i)) % 8n !== 0n) continue
          add(`R is ${j}T, A with ${i}T`, mixed, text, concat(encoded, bytesOf((h * a) % L)), false)
          break
        }
      }
    }
    // A of small order: any R = rB with s = r is true where hA vanishes.
    for (const [i, A] of TORSION.entries()) {
      const r = scalar()
      add(`A is ${i}T`, A.toBytes(), message, concat(times(r).toBytes(), bytesOf(r)), false)
      add(`A is ${i}T and R the identity`, A.toBytes(), message, concat(Point.ZERO.toBytes(), bytesOf(0n)), false)
    }
    // The same s, written larger.
    const r = scalar()
    const R = times(r).toBytes()
    const s = (r + challenge(R, key, message) * a) % L
    for (let k = 0n; k < 16n && s + k * L < 2n ** 256n; k++) add(`s + ${k}L`, key, message, concat(R, bytesOf(s + k * L)), k === 0n)
    // A good signature with one bit changed, of each part.
    for (let bit = 0; bit < 512; bit += 37) {
      const changed = concat(R, bytesOf(s))
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
      add(`bit ${bit} changed`, key, message, changed, false)
    }
    for (const n of [0, 31, 32, 63, 65, 96, 128])
      add(`${n} bytes of signature`, key, message, concat(R, bytesOf(s), R, R).slice(0, n), false)
    for (const n of [0, 31, 33, 64]) add(`${n} bytes of key`, concat(key, key).slice(0, n), message, concat(R, bytesOf(s)), false)
    // Most strings of 32 bytes are another point or none.
    for (let n = 0; n < 12; n++) add('a random key', random(32), message, concat(R, bytesOf(s)), false)
    for (let n = 0; n < 12; n++) add('a random R', key, message, concat(random(32), bytesOf(s)), false)
  }

  // y of p or more, and the two points whose x is zero with a sign: second encodings of points that there are.
  const a = signers[0] as bigint
  const key = times(a).toBytes()
  const seconds = Array.from({ length: 19 }, (_, y) => bytesOf(P + BigInt(y)))
  seconds.push(bytesOf(1n), bytesOf(P - 1n))
  for (const plain of seconds) {
    for (const sign of [0, 0x80]) {
      const encoded = plain.slice()
      encoded[31] = (encoded[31] as number) | sign
      const r = scalar()
      add('A not canonical', encoded, random(8), concat(times(r).toBytes(), bytesOf(r)), false)
      const message = random(8)
      add('R not canonical', key, message, concat(encoded, bytesOf((challenge(encoded, key, message) * a) % L)), false)
    }
  }
  return cases
}
