/** A person's shares of a count, as they travel sealed to each of the two services that add up. */
import { concat, decodeAll, Writer } from '@hdms/shared/bytes.ts'
import type { AnswerToken } from '@hdms/shared/crypto/answer-token.ts'
import { sha256, tag } from '@hdms/shared/crypto/hash.ts'

export interface Shares {
  /** What the count's answer tokens are made for, 16 bytes. */
  readonly id: Uint8Array
  readonly token: AnswerToken
  /** One-time Ed25519 key: the name under which this is counted, the same at both services. */
  readonly key: Uint8Array
  /** One for all, then one for each cell. */
  readonly shares: readonly Uint8Array[]
  /** By key over everything before. */
  readonly signature: Uint8Array
}

const body = ({ id, token, key, shares }: Omit<Shares, 'signature'>): Writer =>
  new Writer()
    .raw(id, 16)
    .raw(token.nonce)
    .raw(token.output, 64)
    .raw(key)
    .list(shares, (w, s) => void w.raw(s, 64))
/** What the one-time name signs. */
export const sharesMessage = (s: Omit<Shares, 'signature'>): Uint8Array => concat(tag('count-shares'), sha256(body(s).bytes()))

export const encodeShares = (s: Shares): Uint8Array => body(s).raw(s.signature, 64).bytes()
/** @throws WIRE_MALFORMED */
export const decodeShares = (bytes: Uint8Array): Shares =>
  decodeAll(bytes, 'shares of a count', (r) => ({
    id: r.raw(16),
    token: { nonce: r.raw(32), output: r.raw(64) },
    key: r.raw(32),
    shares: r.list((i) => i.raw(64)),
    signature: r.raw(64),
  }))
