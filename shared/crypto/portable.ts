/** The portable cryptography: noble everywhere. Randomness is injected, so a simulation can be replayed. */

import { gcm } from '@noble/ciphers/aes.js'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { sha512 } from '@noble/hashes/sha2.js'
import { ml_kem768 } from '@noble/post-quantum/ml-kem.js'
import { concat, equal } from '../bytes.ts'
import { bigOf } from '../decimal.ts'
import { withInputRules } from './input-rules.ts'
import type { CryptoProvider } from './provider.ts'

const { Point } = ed25519
const orderL = Point.Fn.ORDER

const littleEndian = (bytes: Uint8Array): bigint => bigOf(bytes.toReversed())

/**
 * Cofactorless: the encoding of sB − hA must be R itself (RFC 8032 §5.1.7, the check without the factor 8). What the rules of
 * `ed25519-rules.ts` refuse does not come here. @throws whatever noble throws where the key is no point of the curve
 */
function verifyCofactorless(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const r = signature.subarray(0, 32)
  const s = littleEndian(signature.subarray(32))
  const h = littleEndian(sha512(concat(r, publicKey, message))) % orderL
  const a = Point.fromBytes(publicKey)
  const sB = s === 0n ? Point.ZERO : Point.BASE.multiplyUnsafe(s)
  const hA = h === 0n ? Point.ZERO : a.multiplyUnsafe(h)
  return equal(sB.subtract(hA).toBytes(), r)
}

/** True when the key has no component of small order: asked once for keys that get a certificate. */
export function isTorsionFree(publicKey: Uint8Array): boolean {
  try {
    return Point.fromBytes(publicKey).isTorsionFree()
  } catch {
    return false
  }
}

type Cipher = (
  key: Uint8Array,
  nonce: Uint8Array,
  aad: Uint8Array,
) => { encrypt(b: Uint8Array): Uint8Array; decrypt(b: Uint8Array): Uint8Array }

const seal =
  (cipher: Cipher) =>
  async (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Promise<Uint8Array> =>
    cipher(key, nonce, aad).encrypt(plain)

const open =
  (cipher: Cipher) =>
  async (key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Promise<Uint8Array> =>
    cipher(key, nonce, aad).decrypt(sealed)

/** Loaded when a checkpoint is first looked at: a phone shows what is here before it needs it. */
const mlDsa = async () => (await import('@noble/post-quantum/ml-dsa.js')).ml_dsa65

/** @param random source of unpredictable bytes; the platform's by default */
export function portableCrypto(random: (length: number) => Uint8Array = systemRandom): CryptoProvider {
  return withInputRules({
    name: 'portable',
    random,
    publicKey: async (seed) => ed25519.getPublicKey(seed),
    sign: async (seed, message) => ed25519.sign(message, seed),
    verify: async (publicKey, message, signature) => verifyCofactorless(publicKey, message, signature),
    x25519: async (secret, publicKey) => x25519.getSharedSecret(secret, publicKey),
    x25519Public: async (secret) => x25519.getPublicKey(secret),
    mlkemPublic: async (seed) => ml_kem768.keygen(seed).publicKey,
    async mlkemEncapsulate(publicKey) {
      const { sharedSecret, cipherText } = ml_kem768.encapsulate(publicKey, random(32))
      return { secret: sharedSecret, ciphertext: cipherText }
    },
    mlkemDecapsulate: async (seed, ciphertext) => ml_kem768.decapsulate(ciphertext, ml_kem768.keygen(seed).secretKey),
    mldsaPublic: async (seed) => (await mlDsa()).keygen(seed).publicKey,
    async mldsaSign(seed, message) {
      const dsa = await mlDsa()
      return dsa.sign(message, dsa.keygen(seed).secretKey, { extraEntropy: random(32) })
    },
    mldsaVerify: async (publicKey, message, signature) => (await mlDsa()).verify(signature, message, publicKey),
    chachaSeal: seal(chacha20poly1305),
    chachaOpen: open(chacha20poly1305),
    gcmSeal: seal(gcm),
    gcmOpen: open(gcm),
  })
}

/** Reads the platform's generator in the portions of 64 KiB that it allows. */
export function systemRandom(length: number): Uint8Array {
  const out = new Uint8Array(length)
  for (let at = 0; at < length; at += 65536) globalThis.crypto.getRandomValues(out.subarray(at, at + 65536))
  return out
}
