/** HKDF-SHA256 (RFC 5869). Its limits are checked here: a length that wraps round, or one too many, would give another key than asked for. */

import { expand, extract } from '@noble/hashes/hkdf.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { refuse } from './reasons.ts'

/** RFC 5869 §2.3: L ≤ 255 · HashLen. */
export const MOST_DERIVED: number = 255 * 32

export const hkdfExtract = (secret: Uint8Array, salt: Uint8Array): Uint8Array => extract(sha256, secret, salt)

/** @param length in bytes, 1 to 8160 @throws INPUT_INVALID */
export function hkdfExpand(key: Uint8Array, info: Uint8Array, length: number): Uint8Array {
  if (!Number.isInteger(length) || length < 1 || length > MOST_DERIVED)
    refuse('INPUT_INVALID', 'derived-length', { what: 'the length of a derived key', most: MOST_DERIVED })
  return expand(sha256, key, info, length)
}
