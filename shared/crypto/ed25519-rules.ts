/**
 * The checks that make Ed25519 one predicate everywhere (docs/ledger.md §7): canonical A, R and S, neither A nor R of small order.
 * They run before any implementation is asked, because implementations differ exactly there: OpenSSL refuses an R that is the identity,
 * noble and Chromium take it, so that the holder of an ordinary key could sign what one half of the network accepts.
 */
import { fromHex, hex } from '../bytes.ts'

/** L, the order of the base point, little-endian (RFC 8032 §5.1). */
const ORDER = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')

/** The canonical encodings of the eight points of small order. */
const SMALL_ORDER = new Set([
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
])

function lessThan(a: Uint8Array, b: Uint8Array): boolean {
  for (let i = 31; i >= 0; i--) {
    const d = (a[i] as number) - (b[i] as number)
    if (d !== 0) return d < 0
  }
  return false
}

/** y < p, and no sign bit on a point whose x is zero. */
export function isCanonicalPoint(encoded: Uint8Array): boolean {
  if (encoded.length !== 32) return false
  const text = hex(encoded)
  const negativeZero =
    text === '0100000000000000000000000000000000000000000000000000000000000080' ||
    text === 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'
  if (negativeZero) return false
  if (((encoded[31] as number) & 0x7f) !== 0x7f) return true
  for (let i = 30; i > 0; i--) if (encoded[i] !== 0xff) return true
  return (encoded[0] as number) < 0xed
}

/** A canonical encoding that is none of the eight points of small order; whether it lies on the curve, the verification itself finds. */
export function isAcceptablePoint(encoded: Uint8Array): boolean {
  return isCanonicalPoint(encoded) && !SMALL_ORDER.has(hex(encoded))
}

/** Everything about a (key, signature) pair that can be decided without curve arithmetic. */
export function passesRules(publicKey: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || !isAcceptablePoint(publicKey)) return false
  return isAcceptablePoint(signature.subarray(0, 32)) && lessThan(signature.subarray(32), ORDER)
}
