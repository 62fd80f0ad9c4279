/** Shows a service that a request comes from a member: a signature over service, path, time and body. */
import { base64, concat, fromBase64, utf8, Writer } from '../bytes.ts'
import { sha256, tag } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import type { Certificate } from '../identity/certificate.ts'
import { type PathRules, validatePath } from '../identity/path.ts'
import { decode, encode, hdms } from '../messages/wire.ts'
import { MINUTE } from '../time.ts'
import type { RoleKey } from './signed-object.ts'

const WINDOW = 10 * MINUTE

const message = (path: string, time: number, body: Uint8Array) =>
  concat(tag('member'), new Writer().text(path).bytes(), utf8(String(time)), sha256(body))

/** The value of the `authorization` header. `path` is the URL's path. */
export async function memberToken(crypto: CryptoProvider, key: RoleKey, path: string, body: Uint8Array, time: number): Promise<string> {
  const signature = await crypto.sign(key.seed, message(path, time, body))
  return `HDMS ${base64(encode(hdms.MemberToken, { chain: [...key.chain], time, signature }))}`
}

/** @returns the member's identity certificate. @throws NOT_ALLOWED, CERT_REFUSED, CERT_REVOKED */
export async function checkMemberToken(
  crypto: CryptoProvider,
  header: string | undefined,
  path: string,
  body: Uint8Array,
  rules: PathRules,
): Promise<Certificate> {
  if (!header?.startsWith('HDMS ')) fail('NOT_ALLOWED', { why: 'the request carries no member token' })
  const token = decode(hdms.MemberToken, fromBase64(header.slice(5)), 'member token')
  const member = await validatePath(crypto, token.chain, ['legal-identity', 'service-identity'], rules)
  if (Math.abs(token.time - rules.now) > WINDOW)
    fail('NOT_ALLOWED', { why: 'the member token is stale; set the clock right and try again' })
  if (!(await crypto.verify(member.publicKey, message(path, token.time, body), token.signature)))
    fail('SIGNATURE_INVALID', { what: 'the member token' })
  return member
}
