/**
 * Cryptography in a browser: the portable provider, with WebCrypto where it is the same and faster: AES-256-GCM, and Ed25519 where the
 * browser has it. Every browser's verification is cofactorless; the rules that they differ in are checked first, as everywhere.
 */
import { concat, fromHex, utf8 } from '@hdms/shared/bytes.ts'
import { passesRules } from '@hdms/shared/crypto/ed25519-rules.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'

type Bytes = Uint8Array<ArrayBuffer>
const { subtle } = globalThis.crypto

/** PKCS#8 header of an Ed25519 seed (RFC 8410). */
const ED_PRIVATE = fromHex('302e020100300506032b657004220420')
/** How many imported keys and good signatures are remembered. */
const REMEMBERED = 2_000

/** The newest entries of a map, by text. */
class Recent<T> {
  private readonly entries = new Map<string, T>()
  get(key: string): T | undefined {
    return this.entries.get(key)
  }
  set(key: string, value: T): T {
    if (this.entries.size >= REMEMBERED) this.entries.delete(this.entries.keys().next().value as string)
    this.entries.set(key, value)
    return value
  }
}
const nameOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** Ed25519 by WebCrypto. A signature that verified once is good for ever: certificates are seen again and again. */
function webEd25519(): Pick<CryptoProvider, 'sign' | 'verify'> {
  const publicKeys = new Recent<Promise<CryptoKey>>()
  const privateKeys = new Recent<Promise<CryptoKey>>()
  const good = new Recent<true>()
  return {
    async sign(seed, message) {
      const name = nameOf(seed)
      const key =
        privateKeys.get(name) ??
        privateKeys.set(name, subtle.importKey('pkcs8', concat(ED_PRIVATE, seed) as Bytes, 'Ed25519', false, ['sign']))
      return new Uint8Array(await subtle.sign('Ed25519', await key, message as Bytes))
    },
    async verify(publicKey, message, signature) {
      if (!passesRules(publicKey, signature)) return false
      const what = nameOf(sha256(concat(publicKey, signature, message)))
      if (good.get(what)) return true
      const name = nameOf(publicKey)
      try {
        const key = publicKeys.get(name) ?? publicKeys.set(name, subtle.importKey('raw', publicKey as Bytes, 'Ed25519', false, ['verify']))
        const verified = await subtle.verify('Ed25519', await key, signature as Bytes, message as Bytes)
        if (verified) good.set(what, true)
        return verified
      } catch {
        return false
      }
    },
  }
}

/** Whether this browser's Ed25519 is there and right: it signs what RFC 8032's own first test signs. */
async function hasEd25519(): Promise<boolean> {
  const seed = fromHex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60')
  const portable = portableCrypto()
  try {
    const message = utf8('hdms')
    const key = await subtle.importKey('pkcs8', concat(ED_PRIVATE, seed) as Bytes, 'Ed25519', false, ['sign'])
    const signature = new Uint8Array(await subtle.sign('Ed25519', key, message as Bytes))
    return await portable.verify(await portable.publicKey(seed), message, signature)
  } catch {
    return false
  }
}

export async function browserCrypto(): Promise<CryptoProvider> {
  /** By the very array: the stores use few keys, many times. */
  const aesKeys = new WeakMap<Uint8Array, Promise<CryptoKey>>()
  const aes = (raw: Uint8Array): Promise<CryptoKey> => {
    const key = aesKeys.get(raw) ?? subtle.importKey('raw', raw as Bytes, 'AES-GCM', false, ['encrypt', 'decrypt'])
    aesKeys.set(raw, key)
    return key
  }
  const how = (nonce: Uint8Array, aad: Uint8Array) => ({ name: 'AES-GCM', iv: nonce as Bytes, additionalData: aad as Bytes })
  return {
    ...portableCrypto(),
    ...((await hasEd25519()) ? webEd25519() : {}),
    async gcmSeal(raw, nonce, aad, plain) {
      return new Uint8Array(await subtle.encrypt(how(nonce, aad), await aes(raw), plain as Bytes))
    },
    async gcmOpen(raw, nonce, aad, sealed) {
      try {
        return new Uint8Array(await subtle.decrypt(how(nonce, aad), await aes(raw), sealed as Bytes))
      } catch {
        return fail('ENVELOPE_REFUSED', { why: 'it does not open under this key' })
      }
    },
  }
}
