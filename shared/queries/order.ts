/**
 * A query that may be asked: signed by its institution, and approved by its review board. Every phone checks both for itself, so that a
 * search service that is broken into can ask nobody anything.
 */

import { decodeAll, equal, Writer } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { type RefuseAs, refusingAs } from '../reasons.ts'
import { checkQuery, decodeQuery, encodeQuery, type Query, queryHash } from './query.ts'
import { type QueriesReasons, refuse as refuseFor } from './reasons.ts'

/** A review board as the network publishes it. */
export interface Board {
  readonly name: string
  readonly members: readonly Member[]
}
export interface Member {
  readonly key: Uint8Array
  /** Does not belong to the institution. */
  readonly external: boolean
}
/** Korean law on bioethics asks for at least five members, and for one from outside; here two are asked for. */
const [FEWEST_MEMBERS, FEWEST_EXTERNAL] = [5, 2]

export interface Approval {
  readonly key: Uint8Array
  readonly signature: Uint8Array
}
export interface Order {
  readonly query: Query
  /** Of the institution's legal identity. */
  readonly signature: Uint8Array
  readonly board: string
  readonly approvals: readonly Approval[]
}

const orderMessage = (q: Query): Uint8Array => H('order', queryHash(q))
/** What a member signs: this query to the last field, in the name of this board. */
export const approvalMessage = (q: Query, board: string): Uint8Array => H('order-approval', queryHash(q), new Writer().text(board).bytes())

/** @param sign with the institution's legal identity */
export const signOrder = (q: Query, sign: (message: Uint8Array) => Promise<Uint8Array>): Promise<Uint8Array> => sign(orderMessage(q))

export function encodeOrder(o: Order): Uint8Array {
  const w = new Writer().long(encodeQuery(o.query)).raw(o.signature, 64).text(o.board)
  return w.list(o.approvals, (to, a) => void to.raw(a.key).raw(a.signature, 64)).bytes()
}
/** @throws WIRE_MALFORMED */
export const decodeOrder = (bytes: Uint8Array): Order =>
  decodeAll(bytes, 'order', (r) => {
    const [query, signature, board] = [decodeQuery(r.long()), r.raw(64), r.text()]
    return { query, signature, board, approvals: r.list((a) => ({ key: a.raw(32), signature: a.raw(64) })) }
  })

const refuse: RefuseAs<QueriesReasons, 'QUERY_REFUSED'> = refusingAs(refuseFor, 'QUERY_REFUSED', {})

/** What a count needs: no board decides about it, since nobody learns an answer. @throws QUERY_REFUSED */
export async function checkSigned(
  crypto: CryptoProvider,
  { query, signature }: Pick<Order, 'query' | 'signature'>,
  institution: Uint8Array,
  now: number,
): Promise<void> {
  checkQuery(query, now)
  if (!(await crypto.verify(institution, orderMessage(query), signature))) refuse('unsigned')
}

/**
 * @param institution legal identity key of whom the query names @param boards as the network publishes them @param now minutes since 1970
 * @throws QUERY_REFUSED with what is missing
 */
export async function checkOrder(
  crypto: CryptoProvider,
  { query, signature, board: name, approvals }: Order,
  institution: Uint8Array,
  boards: readonly Board[],
  now: number,
): Promise<void> {
  await checkSigned(crypto, { query, signature }, institution, now)
  const board = boards.find((b) => b.name === name) ?? refuse('board-unknown')
  const message = approvalMessage(query, name)
  const agreed: Member[] = []
  for (const { key, signature: theirs } of approvals) {
    const member = board.members.find((m) => equal(m.key, key)) ?? refuse('approver-stranger')
    if (agreed.includes(member)) refuse('member-twice')
    if (!(await crypto.verify(key, message, theirs))) refuse('approval-other')
    agreed.push(member)
  }
  if (agreed.length < FEWEST_MEMBERS) refuse('approvals-short', { count: agreed.length, needed: FEWEST_MEMBERS })
  const external = agreed.filter((m) => m.external).length
  if (external < FEWEST_EXTERNAL) refuse('outside-short', { count: external, needed: FEWEST_EXTERNAL })
}
