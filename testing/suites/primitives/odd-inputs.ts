/** Inputs at the edges of every operation but Ed25519's verification: wrong lengths, changed bits, weak points, second forms. */
import { concat, hex, utf8 } from '@hdms/shared/bytes.ts'
import { DHKEM_X25519, setupSender, XWING } from '@hdms/shared/crypto/hpke.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Operation } from './operation.ts'

type Random = (length: number) => Uint8Array
type Add = (name: string, operation: Operation['operation'], args: readonly Uint8Array[], expected?: string) => void

const none = new Uint8Array(0)
const cutTo = (bytes: Uint8Array, n: number): Uint8Array => concat(bytes, new Uint8Array(64)).slice(0, n)
const number = (n: number): Uint8Array => Uint8Array.of(n >> 24, n >> 16, n >> 8, n)
const big = (n: bigint): Uint8Array => Uint8Array.from({ length: 32 }, (_, i) => Number((n >> BigInt(8 * (31 - i))) & 255n))
function flipped(bytes: Uint8Array, bit: number): Uint8Array {
  const out = bytes.slice()
  out[bit >> 3] = (out[bit >> 3] as number) ^ (1 << (bit & 7))
  return out
}

export async function oddInputs(random: Random): Promise<Operation[]> {
  const crypto = portableCrypto(random)
  const cases: Operation[] = []
  const add: Add = (name, operation, args, expected) =>
    void cases.push({ name, operation, args: args.map(hex), ...(expected === undefined ? {} : { expected }) })
  seeds(add, random)
  await agreement(add, random, crypto)
  await encapsulation(add, random, crypto)
  for (const [seal, open] of [
    ['chachaSeal', 'chachaOpen'],
    ['gcmSeal', 'gcmOpen'],
  ] as const)
    await sealing(add, random, crypto, seal, open)
  ecdsa(add, random)
  await hpke(add, random, crypto)
  derivation(add, random)
  return cases
}

function seeds(add: Add, random: Random): void {
  for (const n of [0, 31, 33, 64]) {
    add(`a seed of ${n} bytes`, 'publicKey', [random(n)], 'KEY_INVALID')
    add(`a seed of ${n} bytes`, 'sign', [random(n), none], 'KEY_INVALID')
    add(`a secret of ${n} bytes`, 'x25519Public', [random(n)], 'KEY_INVALID')
  }
  for (const n of [0, 32, 63, 65, 96]) add(`a seed of ${n} bytes`, 'mlkemPublic', [random(n)], 'KEY_INVALID')
  for (const seed of [new Uint8Array(32), new Uint8Array(32).fill(255), random(32)]) {
    add('any seed', 'publicKey', [seed])
    add('any seed', 'sign', [seed, random(1_000)])
    add('any secret', 'x25519Public', [seed])
    add('any seed', 'mlkemPublic', [concat(seed, seed)])
  }
}

/** The points of small order on the curve and its twist, canonical and not (RFC 7748 §6.1; https://cr.yp.to/ecdh.html#validate). */
const WEAK_POINTS = [
  0n,
  1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
  2n ** 255n - 20n,
  2n ** 255n - 19n,
  2n ** 255n - 18n,
]

async function agreement(add: Add, random: Random, crypto: CryptoProvider): Promise<void> {
  const secret = random(32)
  for (const point of WEAK_POINTS) {
    const encoded = big(point).reverse()
    const masked = flipped(encoded, 255)
    for (const p of [encoded, masked]) for (const s of [secret, random(32)]) add('a point of small order', 'x25519', [s, p], 'KEY_INVALID')
  }
  const key = await crypto.x25519Public(random(32))
  add('the top bit is masked', 'x25519', [secret, flipped(key, 255)], hex(await crypto.x25519(secret, key)))
  for (let n = 2n; n < 19n; n++) add('a u of p or more', 'x25519', [secret, big(2n ** 255n - 19n + n).reverse()])
  for (let n = 0; n < 20; n++) add('any 32 bytes', 'x25519', [random(32), random(32)])
  for (const n of [0, 31, 33]) {
    add(`a key of ${n} bytes`, 'x25519', [secret, cutTo(key, n)], 'KEY_INVALID')
    add(`a secret of ${n} bytes`, 'x25519', [cutTo(secret, n), key], 'KEY_INVALID')
  }
}

/** Writes 12-bit coefficient `i` of an encoded vector (FIPS 203, ByteEncode). */
function withCoefficient(key: Uint8Array, i: number, value: number): Uint8Array {
  const out = key.slice()
  const at = Math.floor((i * 3) / 2)
  const [low, high] = [out[at] as number, out[at + 1] as number]
  if (i % 2 === 0) out.set([value & 255, (high & 0xf0) | (value >> 8)], at)
  else out.set([(low & 15) | ((value & 15) << 4), value >> 4], at)
  return out
}

async function encapsulation(add: Add, random: Random, crypto: CryptoProvider): Promise<void> {
  const seed = random(64)
  const key = await crypto.mlkemPublic(seed)
  add('a good key', 'mlkemEncapsulate', [key], 'true')
  for (const i of [0, 1, 2, 383, 384, 766, 767])
    for (const value of [3328, 3329, 3330, 4095])
      add(`coefficient ${i} is ${value}`, 'mlkemEncapsulate', [withCoefficient(key, i, value)], value < 3329 ? 'true' : 'KEY_INVALID')
  for (const n of [0, 1, 32, 1152, 1183, 1185, 1216]) add(`a key of ${n} bytes`, 'mlkemEncapsulate', [cutTo(key, n)], 'KEY_INVALID')
  add('nothing but ones', 'mlkemEncapsulate', [new Uint8Array(1184).fill(255)], 'KEY_INVALID')

  const { secret, ciphertext } = await crypto.mlkemEncapsulate(key)
  add('a good ciphertext', 'mlkemDecapsulate', [seed, ciphertext], hex(secret))
  for (let bit = 0; bit < 1088 * 8; bit += 331)
    add(`bit ${bit} changed: another secret`, 'mlkemDecapsulate', [seed, flipped(ciphertext, bit)])
  for (const c of [new Uint8Array(1088), new Uint8Array(1088).fill(255), random(1088)]) add('any 1088 bytes', 'mlkemDecapsulate', [seed, c])
  for (const n of [0, 1, 1087, 1089, 1120])
    add(`a ciphertext of ${n} bytes`, 'mlkemDecapsulate', [seed, cutTo(ciphertext, n)], 'ENVELOPE_REFUSED')
  for (const n of [0, 32, 63, 65]) add(`a seed of ${n} bytes`, 'mlkemDecapsulate', [cutTo(seed, n), ciphertext], 'KEY_INVALID')
}

async function sealing(
  add: Add,
  random: Random,
  crypto: CryptoProvider,
  seal: 'chachaSeal' | 'gcmSeal',
  open: 'chachaOpen' | 'gcmOpen',
): Promise<void> {
  const [key, nonce, aad] = [random(32), random(12), random(5)]
  for (const plain of [none, random(1), random(15), random(16), random(17), random(1_000)]) {
    const sealed = await crypto[seal](key, nonce, aad, plain)
    add(`${plain.length} bytes`, seal, [key, nonce, aad, plain], hex(sealed))
    add(`${plain.length} bytes`, open, [key, nonce, aad, sealed], hex(plain))
    add('other data beside it', open, [key, nonce, none, sealed], 'ENVELOPE_REFUSED')
    for (let bit = 0; bit < sealed.length * 8; bit += 61)
      add(`bit ${bit} changed`, open, [key, nonce, aad, flipped(sealed, bit)], 'ENVELOPE_REFUSED')
    // A tag cut short is no shorter tag.
    for (const n of [1, 4, 8, 12, 15]) add(`${n} bytes cut`, open, [key, nonce, aad, sealed.slice(0, -n)], 'ENVELOPE_REFUSED')
  }
  const sealed = await crypto[seal](key, nonce, aad, random(40))
  for (let n = 0; n < 16; n++) add(`${n} bytes`, open, [key, nonce, aad, sealed.slice(0, n)], 'ENVELOPE_REFUSED')
  for (const n of [0, 1, 7, 8, 11, 13, 16, 24]) {
    add(`a nonce of ${n} bytes`, seal, [key, cutTo(nonce, n), aad, none], 'INPUT_INVALID')
    add(`a nonce of ${n} bytes`, open, [key, cutTo(nonce, n), aad, sealed], 'ENVELOPE_REFUSED')
  }
  for (const n of [0, 16, 24, 31, 33, 64]) {
    add(`a key of ${n} bytes`, seal, [cutTo(key, n), nonce, aad, none], 'KEY_INVALID')
    add(`a key of ${n} bytes`, open, [cutTo(key, n), nonce, aad, sealed], 'KEY_INVALID')
  }
}

function ecdsa(add: Add, random: Random): void {
  const { Point } = p256
  const n = Point.Fn.ORDER
  const secret = p256.utils.randomSecretKey(random(48))
  const key = p256.getPublicKey(secret, true)
  for (let i = 0; i < 12; i++) {
    const message = random(i * 11)
    const signature = p256.sign(sha256(message), secret, { prehash: false })
    const [r, s] = [signature.slice(0, 32), p256.Signature.fromBytes(signature).s]
    add('a good one', 'verifyP256', [key, message, signature], 'true')
    add('n − s is as good', 'verifyP256', [key, message, concat(r, big(n - s))], 'true')
    add('another message', 'verifyP256', [key, concat(message, random(1)), signature], 'false')
    add('s + n', 'verifyP256', [key, message, concat(r, big((s + n) % 2n ** 256n))], 'false')
    add('DER', 'verifyP256', [key, message, p256.Signature.fromBytes(signature).toBytes('der')], 'false')
    add('an uncompressed key', 'verifyP256', [p256.getPublicKey(secret, false), message, signature], 'false')
    add('the other root', 'verifyP256', [flipped(key, 0), message, signature], 'false')
    for (const [what, odd] of [
      ['r zero', concat(big(0n), big(s))],
      ['s zero', concat(r, big(0n))],
      ['both zero', concat(big(0n), big(0n))],
      ['r is n', concat(big(n), big(s))],
      ['s is n', concat(r, big(n))],
      ['nothing but ones', new Uint8Array(64).fill(255)],
      ['63 bytes', signature.slice(1)],
      ['65 bytes', concat(signature, none, random(1))],
      ['nothing', none],
    ] as const)
      add(what, 'verifyP256', [key, message, odd], 'false')
    for (let bit = 5; bit < 512; bit += 83) add(`bit ${bit} changed`, 'verifyP256', [key, message, flipped(signature, bit)], 'false')
    // Half of all x are off the curve; infinity, a head of neither kind, x of p or more.
    for (const odd of [
      concat(key.slice(0, 1), random(32)),
      new Uint8Array(1),
      new Uint8Array(33),
      concat(Uint8Array.of(4), key.slice(1)),
      concat(Uint8Array.of(2), new Uint8Array(32).fill(255)),
      none,
    ])
      add('another key', 'verifyP256', [odd, message, signature], 'false')
  }
}

async function hpke(add: Add, random: Random, crypto: CryptoProvider): Promise<void> {
  const secret = random(32)
  const key = await XWING.publicKey(crypto, secret)
  const sent = await XWING.encapsulate(crypto, key)
  add('X-Wing: a good key', 'xwingEncapsulate', [key, none], 'true')
  for (const n of [0, 32, 1184, 1215, 1217]) add(`X-Wing: a key of ${n} bytes`, 'xwingEncapsulate', [cutTo(key, n), none], 'KEY_INVALID')
  add('X-Wing: a coefficient of q', 'xwingEncapsulate', [withCoefficient(key, 5, 3329), none], 'KEY_INVALID')
  add('X-Wing: a point of small order', 'xwingEncapsulate', [concat(key.slice(0, 1184), new Uint8Array(32)), none], 'KEY_INVALID')
  add('X-Wing: good', 'xwingDecapsulate', [secret, sent.enc], hex(sent.secret))
  for (let bit = 0; bit < sent.enc.length * 8; bit += 1_001)
    add(`X-Wing: bit ${bit} changed: another secret`, 'xwingDecapsulate', [secret, flipped(sent.enc, bit)])
  for (const n of [0, 32, 1088, 1119, 1121]) add(`X-Wing: ${n} bytes`, 'xwingDecapsulate', [secret, cutTo(sent.enc, n)], 'ENVELOPE_REFUSED')
  add('X-Wing: small order', 'xwingDecapsulate', [secret, concat(sent.enc.slice(0, 1088), new Uint8Array(32))], 'KEY_INVALID')

  const mine = random(32)
  const info = utf8('odd inputs')
  const { enc, context } = await setupSender(crypto, DHKEM_X25519, await crypto.x25519Public(mine), info)
  const plain = random(30)
  const sealed = await context.seal(none, plain)
  add('HPKE: good', 'hpkeOpen', [mine, enc, info, none, sealed], hex(plain))
  add('HPKE: other info', 'hpkeOpen', [mine, enc, none, none, sealed], 'ENVELOPE_REFUSED')
  add('HPKE: another share', 'hpkeOpen', [mine, flipped(enc, 9), info, none, sealed], 'ENVELOPE_REFUSED')
  add('HPKE: small order', 'hpkeOpen', [mine, new Uint8Array(32), info, none, sealed], 'KEY_INVALID')
  for (const n of [0, 31, 33]) add(`HPKE: a share of ${n} bytes`, 'hpkeOpen', [mine, cutTo(enc, n), info, none, sealed], 'KEY_INVALID')
  for (const n of [0, 8_161, 65_535, 65_536, 65_568])
    add(`HPKE: ${n} bytes exported`, 'hpkeExport', [mine, enc, number(n)], 'INPUT_INVALID')
  for (const n of [1, 32, 8_160]) add(`HPKE: ${n} bytes exported`, 'hpkeExport', [mine, enc, number(n)])
}

function derivation(add: Add, random: Random): void {
  const [secret, salt, info] = [random(32), random(16), random(10)]
  for (const n of [1, 31, 32, 33, 8_159, 8_160]) add(`HKDF: ${n} bytes`, 'hkdf', [secret, salt, info, number(n)])
  for (const n of [0, 8_161, 65_536 + 32, 1 << 30]) add(`HKDF: ${n} bytes`, 'hkdf', [secret, salt, info, number(n)], 'INPUT_INVALID')
  add('HKDF: nothing in', 'hkdf', [none, none, none, number(32)])
}
