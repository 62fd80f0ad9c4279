/**
 * What every phone is told: a question to be counted, or an order to be answered. Both are signed by their institution, and by the service that
 * says them to everybody, so that a queue that is broken into can give nobody another key for their token.
 */

import { decodeAll, equal, Writer } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import type { CountResult } from './count.ts'
import { decodeResult, encodeResult } from './count.ts'
import { decodeOrder, encodeOrder, type Order } from './order.ts'
import { refuse } from './reasons.ts'

export interface Announcement {
  /** A count needs no approval of a board: nobody learns an answer. */
  readonly kind: 'count' | 'order'
  readonly order: Order
  /** What answer tokens are made for, 16 bytes: a count and its order have one each. */
  readonly id: Uint8Array
  /** Public key of its answer tokens. */
  readonly tokenKey: Uint8Array
  /** Mailbox that takes the answers to an order, 16 bytes. */
  readonly answers: Uint8Array
  /** How many were counted before: what an order says of how well one hides among those who answer. */
  readonly counted: CountResult | undefined
  /** ms since 1970: no answer is taken after it. */
  readonly closes: number
}
export interface SignedAnnouncement extends Announcement {
  /** Of the data-search service. */
  readonly signature: Uint8Array
}

/** Names what the tokens of a count are made for, 16 bytes. @param query id of the query */
export const countTokensOf = (query: Uint8Array): Uint8Array => H('answer-count', query).slice(0, 16)
/**
 * Names what the tokens of an order are made for, 16 bytes. Everybody who heard the count knows the query's id: made
 * of that alone, another institution could open this one at the queue before the one whose order it is.
 * @param answers id of the mailbox that its institution drew, which nobody else knows before the order is announced
 */
export const orderTokensOf = (query: Uint8Array, answers: Uint8Array): Uint8Array => H('answer-order', query, answers).slice(0, 16)
const tokensOf = (a: Announcement): Uint8Array =>
  a.kind === 'count' ? countTokensOf(a.order.query.id) : orderTokensOf(a.order.query.id, a.answers)

const NO_ANSWERS = new Uint8Array(16)

function encodeBody(a: Announcement): Uint8Array {
  const w = new Writer().u8(a.kind === 'count' ? 0 : 1).long(encodeOrder(a.order))
  w.raw(a.id, 16).raw(a.tokenKey)
  w.raw(a.kind === 'count' ? NO_ANSWERS : a.answers, 16)
  w.long(a.counted ? encodeResult(a.counted) : new Uint8Array(0))
  return w.u64(a.closes).bytes()
}
const message = (body: Uint8Array): Uint8Array => H('announcement', body)

/** @param sign with the service's legal identity */
export async function announce(a: Announcement, sign: (message: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> {
  const body = encodeBody(a)
  return new Writer()
    .long(body)
    .raw(await sign(message(body)), 64)
    .bytes()
}

/** Reads an announcement; who signed what is checked by {@link checkAnnouncement}. @throws WIRE_MALFORMED */
export const decodeAnnouncement = (bytes: Uint8Array): SignedAnnouncement =>
  decodeAll(bytes, 'announcement', (r) => {
    const [body, signature] = [r.long(), r.raw(64)]
    return {
      ...decodeAll(body, 'announcement', (b) => {
        const kind = b.u8() === 0 ? ('count' as const) : ('order' as const)
        const [order, id, tokenKey, answers, counted] = [decodeOrder(b.long()), b.raw(16), b.raw(32), b.raw(16), b.long()]
        return { kind, order, id, tokenKey, answers, counted: counted.length > 0 ? decodeResult(counted) : undefined, closes: b.u64() }
      }),
      signature,
    }
  })

/** @param service legal identity key of the data-search service @throws SIGNATURE_INVALID, QUERY_REFUSED */
export async function checkAnnouncement(crypto: CryptoProvider, a: SignedAnnouncement, service: Uint8Array, now: number): Promise<void> {
  const good = await crypto.verify(service, message(encodeBody(a)), a.signature)
  if (!good) fail('SIGNATURE_INVALID', { what: 'the announcement' })
  if (!equal(a.id, tokensOf(a))) refuse('QUERY_REFUSED', 'tokens-of-other')
  if (a.closes <= now) refuse('QUERY_REFUSED', 'expired')
}
