/** Public keys inside pure functions, where nothing can be awaited. */
import { ed25519 } from '@noble/curves/ed25519.js'

/** @param seed 32 bytes @returns the Ed25519 public key, 32 bytes (RFC 8032 §5.1.5) */
export const publicKeyOf = (seed: Uint8Array): Uint8Array => ed25519.getPublicKey(seed)
