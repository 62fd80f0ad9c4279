/**
 * What the core needs of cryptography, asynchronous because phones and browsers offer it so. Two implementations:
 * `portable.ts` (noble, anywhere), platform/node (OpenSSL) and platform/browser (WebCrypto where it is right). `input-rules.ts` stands before
 * each of them and decides about every odd input alike; a differential test holds them equal.
 *
 * A secret or key of a wrong length is KEY_INVALID in every operation, a nonce of a wrong length INPUT_INVALID in sealing.
 */
export interface CryptoProvider {
  readonly name: 'native' | 'portable'
  /** `length` unpredictable bytes. */
  random(length: number): Uint8Array

  /** Public key (32 bytes) of an Ed25519 seed (32 bytes). */
  publicKey(seed: Uint8Array): Promise<Uint8Array>
  /** RFC 8032 signature (64 bytes). */
  sign(seed: Uint8Array, message: Uint8Array): Promise<Uint8Array>
  /** The one signature predicate of docs/ledger.md §7. Never throws on hostile input: it answers false. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>

  /** X25519 (RFC 7748); an all-zero result is an error (KEY_INVALID). */
  x25519(secret: Uint8Array, publicKey: Uint8Array): Promise<Uint8Array>
  x25519Public(secret: Uint8Array): Promise<Uint8Array>
  /**
   * ML-KEM-768 (FIPS 203) from the 64-byte seed d‖z. A key that is not canonical is KEY_INVALID, a ciphertext of another length
   * ENVELOPE_REFUSED; a changed one gives another secret (implicit rejection), the same on every platform.
   */
  mlkemPublic(seed: Uint8Array): Promise<Uint8Array>
  mlkemEncapsulate(publicKey: Uint8Array): Promise<{ secret: Uint8Array; ciphertext: Uint8Array }>
  mlkemDecapsulate(seed: Uint8Array, ciphertext: Uint8Array): Promise<Uint8Array>

  /**
   * ML-DSA-65 (FIPS 204) from a 32-byte seed, pure mode without context: key 1952 bytes, signature 3309. For what has to hold against a quantum
   * computer later. `mldsaVerify` never throws on hostile input: it answers false.
   */
  mldsaPublic(seed: Uint8Array): Promise<Uint8Array>
  mldsaSign(seed: Uint8Array, message: Uint8Array): Promise<Uint8Array>
  mldsaVerify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): Promise<boolean>

  /** ChaCha20-Poly1305 (RFC 8439); the tag is the last 16 bytes. `open` fails with ENVELOPE_REFUSED. */
  chachaSeal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Promise<Uint8Array>
  chachaOpen(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Promise<Uint8Array>
  /** AES-256-GCM for bulk data under fresh keys; the tag is the last 16 bytes. `open` fails with ENVELOPE_REFUSED. */
  gcmSeal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plain: Uint8Array): Promise<Uint8Array>
  gcmOpen(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Promise<Uint8Array>
}
