/** Objects signed by a role of the network: the map and the parameters. */
import { concat } from '../bytes.ts'
import { tag } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import type { Role } from '../identity/certificate.ts'
import { type PathRules, validatePath } from '../identity/path.ts'
import { decode, encode, hdms } from '../messages/wire.ts'

export type SignedKind = Extract<Role, 'network-map' | 'network-parameters'>

export interface RoleKey {
  readonly seed: Uint8Array
  readonly chain: readonly Uint8Array[]
}

export async function signObject(crypto: CryptoProvider, kind: SignedKind, key: RoleKey, content: Uint8Array): Promise<Uint8Array> {
  const signature = await crypto.sign(key.seed, concat(tag(kind), content))
  return encode(hdms.SignedObject, { content, chain: [...key.chain], signature })
}

/** @returns the content. @throws CERT_REFUSED when a key of another role signed it; SIGNATURE_INVALID */
export async function openSignedObject(crypto: CryptoProvider, kind: SignedKind, bytes: Uint8Array, rules: PathRules): Promise<Uint8Array> {
  const object = decode(hdms.SignedObject, bytes, kind)
  const signer = await validatePath(crypto, object.chain, [kind], rules)
  if (!(await crypto.verify(signer.publicKey, concat(tag(kind), object.content), object.signature)))
    fail('SIGNATURE_INVALID', { what: `the ${kind}` })
  return object.content
}
