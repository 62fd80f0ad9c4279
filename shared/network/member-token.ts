/**
 * Shows a service that a request comes from a member: a signature over path, time, a nonce and the hash of the body. The hash stands in the token,
 * so that a service knows who asks before it reads the body.
 */

import { base64, concat, fromBase64, utf8, Writer } from '../bytes.ts'
import { sha256, tag } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import type { Certificate } from '../identity/certificate.ts'
import { type PathRules, validatePath } from '../identity/path.ts'
import { decode, encode, hdms } from '../messages/wire.ts'
import { MINUTE } from '../time.ts'
import { refuse } from './reasons.ts'
import type { RoleKey } from './signed-object.ts'

/** How far the clocks of a member and a service may lie apart, ms; a token is good for so long. */
export const TOKEN_WINDOW: number = 10 * MINUTE

const message = (path: string, time: number, nonce: Uint8Array, body: Uint8Array) =>
  concat(tag('member'), new Writer().text(path).bytes(), utf8(String(time)), nonce, body)

/** The value of the `authorization` header. `path` is the URL's path and query. */
export async function memberToken(crypto: CryptoProvider, key: RoleKey, path: string, body: Uint8Array, time: number): Promise<string> {
  const [nonce, hash] = [crypto.random(16), sha256(body)]
  const signature = await crypto.sign(key.seed, message(path, time, nonce, hash))
  return `HDMS ${base64(encode(hdms.MemberToken, { chain: [...key.chain], time, signature, body: hash, nonce }))}`
}

export interface MemberToken {
  /** The member's identity certificate. */
  readonly member: Certificate
  /** SHA-256 of the body that it was made for. */
  readonly body: Uint8Array
  /** 16 bytes, drawn for this request. */
  readonly nonce: Uint8Array
}

/** Checks a token before the body is there; the body is then compared with `body`. @throws NOT_ALLOWED, CERT_REFUSED, CERT_REVOKED, SIGNATURE_INVALID */
export async function openMemberToken(
  crypto: CryptoProvider,
  header: string | undefined,
  path: string,
  rules: PathRules,
): Promise<MemberToken> {
  if (!header?.startsWith('HDMS ')) refuse('NOT_ALLOWED', 'no-member-token')
  const { chain, time, signature, body, nonce } = decode(hdms.MemberToken, fromBase64(header.slice(5)), 'member token')
  if (body.length !== 32 || nonce.length !== 16) refuse('WIRE_MALFORMED', 'token-form', { what: 'member token' })
  // The cheap before the dear: a stale token costs no signature check.
  if (!(Math.abs(time - rules.now) <= TOKEN_WINDOW)) refuse('NOT_ALLOWED', 'token-stale')
  const member = await validatePath(crypto, chain, ['legal-identity', 'service-identity'], rules)
  if (!(await crypto.verify(member.publicKey, message(path, time, nonce, body), signature)))
    fail('SIGNATURE_INVALID', { what: 'the member token' })
  return { member, body, nonce }
}
