/** Cryptography in a browser: the portable provider, with WebCrypto where it is the same and faster: AES-256-GCM. */
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'

type Bytes = Uint8Array<ArrayBuffer>

export function browserCrypto(): CryptoProvider {
  const { subtle } = globalThis.crypto
  const key = (raw: Uint8Array, use: 'encrypt' | 'decrypt') => subtle.importKey('raw', raw as Bytes, 'AES-GCM', false, [use])
  const how = (nonce: Uint8Array, aad: Uint8Array) => ({ name: 'AES-GCM', iv: nonce as Bytes, additionalData: aad as Bytes })
  return {
    ...portableCrypto(),
    async gcmSeal(raw, nonce, aad, plain) {
      return new Uint8Array(await subtle.encrypt(how(nonce, aad), await key(raw, 'encrypt'), plain as Bytes))
    },
    async gcmOpen(raw, nonce, aad, sealed) {
      try {
        return new Uint8Array(await subtle.decrypt(how(nonce, aad), await key(raw, 'decrypt'), sealed as Bytes))
      } catch {
        return fail('ENVELOPE_REFUSED', { why: 'it does not open under this key' })
      }
    },
  }
}
