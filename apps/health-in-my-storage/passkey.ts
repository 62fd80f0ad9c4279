/** Opening the node with a passkey: the PRF extension of WebAuthn gives 32 secret bytes for a salt, and only after the person agreed. */

import { base64, fromBase64 } from '@hdms/shared/bytes.ts'
import { refuse } from './reasons.ts'

interface Prf {
  readonly prf?: { readonly enabled?: boolean; readonly results?: { readonly first?: BufferSource } }
}
type Bytes = Uint8Array<ArrayBuffer>

const bytesOf = (source: BufferSource): Uint8Array =>
  source instanceof ArrayBuffer ? new Uint8Array(source) : new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
const draw = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length))

export const passkeysWork = (): boolean => typeof PublicKeyCredential !== 'undefined'

/** Makes a passkey on this device. @throws NOT_ALLOWED when the person or the device does not want it */
export async function makePasskey(): Promise<{ credential: string; salt: string; secret: string }> {
  const salt = draw(32)
  const made = await navigator.credentials
    .create({
      publicKey: {
        challenge: draw(32),
        rp: { name: 'Health In My Storage' },
        user: { id: draw(16), name: 'Health In My Storage', displayName: 'Health In My Storage' },
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
        extensions: { prf: { eval: { first: salt } } } as AuthenticationExtensionsClientInputs,
      },
    })
    .catch((error: unknown) => refuse('NOT_ALLOWED', 'no-passkey-made', {}, error))
  const credential = base64(new Uint8Array((made as PublicKeyCredential).rawId))
  const results = ((made as PublicKeyCredential).getClientExtensionResults() as Prf).prf
  if (!results?.enabled) return refuse('NOT_ALLOWED', 'no-passkeys')
  // Some devices give the secret only when the passkey is used.
  const secret = results.results?.first ? base64(bytesOf(results.results.first)) : await passkeySecret({ credential, salt: base64(salt) })
  return { credential, salt: base64(salt), secret }
}

/** The secret of a passkey for its salt. @throws NOT_ALLOWED */
export async function passkeySecret({ credential, salt }: { readonly credential: string; readonly salt: string }): Promise<string> {
  const used = await navigator.credentials
    .get({
      publicKey: {
        challenge: draw(32),
        allowCredentials: [{ type: 'public-key', id: fromBase64(credential) as Bytes }],
        userVerification: 'required',
        extensions: { prf: { eval: { first: fromBase64(salt) as Bytes } } } as AuthenticationExtensionsClientInputs,
      },
    })
    .catch((error: unknown) => refuse('NOT_ALLOWED', 'passkey-unused', {}, error))
  const first = ((used as PublicKeyCredential).getClientExtensionResults() as Prf).prf?.results?.first
  return first ? base64(bytesOf(first)) : refuse('NOT_ALLOWED', 'passkey-no-secret')
}
