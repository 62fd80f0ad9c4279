/**
 * Decides about every input of a cryptographic operation before any implementation sees it, and gives every refusal one code. OpenSSL,
 * noble and WebCrypto differ exactly at the edges (a truncated seed, R of small order, a nonce of another length, an all-zero secret), and
 * an input that one side takes and the other refuses splits the ledger. An implementation only computes what passed here.
 */

import { equal } from '../bytes.ts'
import { fail } from '../errors.ts'
import { passesRules } from './ed25519-rules.ts'
import type { CryptoProvider } from './provider.ts'
import { refuse as refuseFor } from './reasons.ts'

/** Lengths in bytes: ML-KEM-768 (FIPS 203, table 3), ML-DSA-65 (FIPS 204, table 2) and the AEADs (RFC 8439 §2.8, SP 800-38D). */
const MLKEM = { seed: 64, publicKey: 1184, ciphertext: 1088, vector: 1152, q: 3329 } as const
const MLDSA = { seed: 32, publicKey: 1952, signature: 3309 } as const
const AEAD = { key: 32, nonce: 12, tag: 16 } as const
/** One `getRandomValues` of a page and one read of a server are both far below this. */
const MOST_RANDOM = 1 << 28

/** FIPS 203 §7.2, the modulus check: every 12-bit coefficient of the vector is below q. */
export function isMlkemKey(key: Uint8Array): boolean {
  if (key.length !== MLKEM.publicKey) return false
  for (let i = 0; i < MLKEM.vector; i += 3) {
    const [a, b, c] = [key[i] as number, key[i + 1] as number, key[i + 2] as number]
    if ((a | ((b & 15) << 8)) >= MLKEM.q || ((b >> 4) | (c << 4)) >= MLKEM.q) return false
  }
  return true
}

function checkSecret(secret: Uint8Array, length: number): void {
  if (secret.length !== length) refuseFor('KEY_INVALID', 'secret-length', { length })
}

/** The error of an implementation says what that implementation thinks; ours says the same everywhere. */
async function computed<T>(work: () => Promise<T>, refuse: (error: unknown) => never): Promise<T> {
  try {
    return await work()
  } catch (error) {
    return refuse(error)
  }
}

type Seal = CryptoProvider['gcmSeal']

const sealing =
  (seal: Seal): Seal =>
  async (key, nonce, aad, plain) => {
    checkSecret(key, AEAD.key)
    if (nonce.length !== AEAD.nonce) refuseFor('INPUT_INVALID', 'byte-length', { what: 'nonce', length: AEAD.nonce })
    return seal(key, nonce, aad, plain)
  }

/** Nonce and text come from outside, the key does not: it alone has a code of its own. */
const opening =
  (open: Seal): Seal =>
  async (key, nonce, aad, sealed) => {
    checkSecret(key, AEAD.key)
    const refuse = (error?: unknown): never => refuseFor('ENVELOPE_REFUSED', 'does-not-open', {}, error)
    if (nonce.length !== AEAD.nonce || sealed.length < AEAD.tag) refuse()
    return computed(() => open(key, nonce, aad, sealed), refuse)
  }

/** @param raw an implementation that may throw anything at odd input, or take it @returns the one predicate of every platform */
export function withInputRules(raw: CryptoProvider): CryptoProvider {
  const noSecret = (error?: unknown): never => refuseFor('KEY_INVALID', 'no-shared-secret', {}, error)
  const noKey = (error?: unknown): never => refuseFor('KEY_INVALID', 'not-ml-kem-key', {}, error)
  const noCiphertext = (error?: unknown): never => refuseFor('ENVELOPE_REFUSED', 'not-ml-kem-ciphertext', {}, error)
  return {
    name: raw.name,
    random(length) {
      if (!Number.isSafeInteger(length) || length < 0 || length > MOST_RANDOM) fail('BUG', { what: 'a random string of no length' })
      return raw.random(length)
    },
    async publicKey(seed) {
      checkSecret(seed, 32)
      return raw.publicKey(seed)
    },
    async sign(seed, message) {
      checkSecret(seed, 32)
      return raw.sign(seed, message)
    },
    async verify(publicKey, message, signature) {
      if (!passesRules(publicKey, signature)) return false
      return raw.verify(publicKey, message, signature).catch(() => false)
    },
    async x25519(secret, publicKey) {
      checkSecret(secret, 32)
      if (publicKey.length !== 32) noSecret()
      const shared = await computed(() => raw.x25519(secret, publicKey), noSecret)
      // RFC 7748 §6.1: zeros come of a point of small order and of nothing else.
      return equal(shared, new Uint8Array(32)) ? noSecret() : shared
    },
    async x25519Public(secret) {
      checkSecret(secret, 32)
      return raw.x25519Public(secret)
    },
    async mlkemPublic(seed) {
      checkSecret(seed, MLKEM.seed)
      return raw.mlkemPublic(seed)
    },
    async mlkemEncapsulate(publicKey) {
      if (!isMlkemKey(publicKey)) noKey()
      return computed(() => raw.mlkemEncapsulate(publicKey), noKey)
    },
    async mlkemDecapsulate(seed, ciphertext) {
      checkSecret(seed, MLKEM.seed)
      // Of the right length every ciphertext has a secret: FIPS 203 rejects implicitly.
      if (ciphertext.length !== MLKEM.ciphertext) noCiphertext()
      return computed(() => raw.mlkemDecapsulate(seed, ciphertext), noCiphertext)
    },
    async mldsaPublic(seed) {
      checkSecret(seed, MLDSA.seed)
      return raw.mldsaPublic(seed)
    },
    async mldsaSign(seed, message) {
      checkSecret(seed, MLDSA.seed)
      return raw.mldsaSign(seed, message)
    },
    async mldsaVerify(publicKey, message, signature) {
      if (publicKey.length !== MLDSA.publicKey || signature.length !== MLDSA.signature) return false
      return raw.mldsaVerify(publicKey, message, signature).catch(() => false)
    },
    chachaSeal: sealing(raw.chachaSeal),
    chachaOpen: opening(raw.chachaOpen),
    gcmSeal: sealing(raw.gcmSeal),
    gcmOpen: opening(raw.gcmOpen),
  }
}
