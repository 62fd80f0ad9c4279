/**
 * ECDSA over P-256 with SHA-256 (FIPS 186-5), for the secure elements of shoes, which have no Ed25519. One form of each thing: the key is
 * a compressed point (33 bytes), the signature r ‖ s (64 bytes). Both s and n − s verify, as secure elements make either: a signature is
 * malleable, and nothing may be told apart or kept once by it.
 */
import { p256 } from '@noble/curves/nist.js'
import { sha256 } from './hash.ts'

/** Never throws: DER, uncompressed keys, points off the curve, r or s outside [1, n − 1] are false. */
export function verifyP256(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 33 || signature.length !== 64) return false
  try {
    return p256.verify(signature, sha256(message), publicKey, { prehash: false, lowS: false, format: 'compact' })
  } catch {
    return false
  }
}
