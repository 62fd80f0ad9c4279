/** An answer to an institution's query, from its key list to the end of what was bought (paper steps 7 to 9 and 13 to 16). */

import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { isSameList } from '@hdms/shared/one-to-one.ts'
import { decodeOrder } from '@hdms/shared/queries/order.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { codeOf, type Responder } from '../engine/context.ts'
import type { Flow, Session } from '../engine/types.ts'
import { longest } from '../erasure/basis.ts'
import type { Answer, SetLine } from './market.ts'
import type { BuyerServices } from './ports.ts'
import { refuse } from './reasons.ts'
import { type BuyCtx, buy, type Deal, step, tellCompared } from './sale/buyer.ts'
import { offerPiece } from './sale/offer-key.ts'
import { attestMessage, present, toBuyer, toSeller, type trading } from './wire.ts'

const END_OF_USE = 'the end of the use'
const END_OF_LAW = 'the law keeps it no longer'
const DELETED = { kind: 'attest', order: new Uint8Array(0), outcome: 'deleted' } as const

/** What a researcher is told of a withdrawal. */
export const WITHDRAWN = 'the person withdrew the consent: destroy what you have, and say so'

/** Event that a researcher's decision about one answer arrives as; its key is the answer's session. */
export const DEAL = 'trading.deal'

export const takeAnswer: Responder<BuyerServices> = {
  name: 'trading.sale',
  version: 1,
  responds: true,
  unnamed: true,
  *run(ctx, { session, first }): Flow<string> {
    const list = present(toBuyer.decode(first).keyList, 'key list')
    const query = hex(list.query)
    const order = yield* ctx.crypto('the order', async ({ market }) => market.query(query)?.order ?? null)
    if (!order) return refuse('QUERY_REFUSED', 'not-asked')
    const q = decodeOrder(order).query
    const sets = setsOf(
      q,
      list.sets.map((s) => present(s, 'data set')),
    )
    const at = yield* ctx.now()
    yield* ctx.tx('key list', (changes, { market }) => {
      const none = {
        price: 0,
        why: '',
        consent: '',
        consents: [],
        sex: '',
        age: -1,
        resources: 0,
        took: 0,
        attested: '',
      }
      const row: Answer = { ...none, id: session.id, query, peer: session.peer, state: 'shown', sets, report: [], pieces: [], at }
      market.putAnswer(changes, row)
      return null
    })
    yield* step(
      ctx,
      session,
      7,
      `opened a key list: ${sets.map((s) => `${s.count} of ${q.criteria[s.criterion]?.concept ?? '?'}`).join(', ')}`,
    )
    let bought = false
    for (;;) {
      const now = yield* ctx.now()
      const until = (bought ? q.useUntil : q.expires) * MINUTE
      let deal: Deal
      try {
        deal = yield* ctx.event<Deal>(DEAL, session.id, { timeout: Math.max(0, until - now), ...(bought ? {} : { watch: session }) })
      } catch (error) {
        if (bought) return yield* finish(ctx, session, { ...DELETED, basis: END_OF_USE }, q.useUntil)
        yield* amend(ctx, session, {
          state: 'ended',
          why: codeOf(error) === 'SESSION_TIMEOUT' ? 'the query has expired' : 'the person is not there any more',
        })
        return 'ended'
      }
      if (deal.kind === 'attest') return yield* finish(ctx, session, deal, q.useUntil)
      const followUp = deal.order.length > 0
      const outcome = yield* attempt(ctx, session, followUp ? deal.order : order, followUp ? [] : sets, followUp, q)
      // Nothing was read, and the person is told so at once.
      if (outcome === 'unread')
        return yield* finish(ctx, session, { ...DELETED, basis: 'the consent was over before it was opened' }, q.useUntil)
      bought = outcome === 'bought' || bought
    }
  },
}

/** @returns whether something is here that was bought; `unread`: it was paid for, and the consent was over before it was opened */
function* attempt(
  ctx: BuyCtx,
  session: Session,
  order: Uint8Array,
  sets: readonly SetLine[],
  followUp: boolean,
  q: Query,
): Flow<'bought' | 'none' | 'unread'> {
  const now = yield* ctx.now()
  yield* amend(ctx, session, { state: 'requested', why: '', code: '' })
  yield* step(ctx, session, 8, 'the researcher chose this answer')
  try {
    const patience = Math.max(0, (followUp ? q.useUntil : q.expires) * MINUTE - now)
    yield* amend(ctx, session, yield* buy(ctx, session, order, sets, followUp, patience))
    yield* isOver(ctx, session)
    return 'bought'
  } catch (error) {
    yield* isOver(ctx, session)
    const { code, data } = asHdmsError(error)
    if (code === 'BUG') throw error
    const why = String(data['why'] ?? code)
    const returned = /came back/.test(why) ? 'refunded' : /judges/.test(why) ? 'disputed' : 'refused'
    const before = yield* ctx.crypto('what was bought before', async ({ market }) => market.answer(session.id).pieces.length)
    if (code === 'CONSENT_SPENT' || code === 'CONSENT_EXPIRED') {
      const withdrawn = code === 'CONSENT_SPENT'
      const told = withdrawn ? WITHDRAWN : 'the consent had ended before it was opened'
      yield* amend(ctx, session, { state: withdrawn ? 'withdrawn' : before > 0 ? 'partly' : 'ended', why: told })
      return before > 0 ? 'bought' : 'unread'
    }
    yield* ctx.tx('amend', (changes, { market, vault }) => {
      // What was chosen to pay with is free again, though this flow goes on: the person may be asked once more.
      vault.release(changes, ctx.id)
      market.amend(changes, session.id, { state: before > 0 ? 'partly' : returned, why, code })
      return null
    })
    if (code === 'OFFER_REFUSED' || code === 'PURPOSE_REFUSED') {
      yield* tellCompared(ctx, session, `refused and not paid: ${why}`)
      yield* ctx.send(session, toSeller, { refused: code === 'OFFER_REFUSED' ? { why } : { why, code } })
    }
    return before > 0 ? 'bought' : 'none'
  }
}

function* amend(ctx: BuyCtx, session: Session, patch: Partial<Answer>): Flow<void> {
  yield* ctx.tx('amend', (changes, { market }) => {
    market.amend(changes, session.id, patch)
    return null
  })
}

/** The next sale has its turn, and the offers of this one are never read again, wherever they lie. */
const isOver = (ctx: BuyCtx, session: Session): Flow<null> =>
  ctx.tx('the purchase is over', (changes, { market, documents }) => {
    documents.dropPieces(changes, (piece) => piece === offerPiece(ctx.id, session.id))
    market.amend(changes, session.id, { underWay: [] })
    market.done(session.id)
    return null
  })

/** The data are destroyed, or kept on a law until its day and destroyed then; the person is told, under the institution's signature. */
function* finish(ctx: BuyCtx, session: Session, deal: Pick<Deal, 'outcome' | 'basis'>, useUntil: number): Flow<string> {
  if (deal.outcome === 'retained') {
    yield* attest(ctx, session, deal)
    const now = yield* ctx.now()
    yield* ctx.sleep(Math.max(0, longest([], useUntil * MINUTE, 'buyer').until - now))
    return yield* attest(ctx, session, { outcome: 'deleted', basis: END_OF_LAW })
  }
  return yield* attest(ctx, session, deal)
}

function* attest(ctx: BuyCtx, session: Session, { outcome, basis }: Pick<Deal, 'outcome' | 'basis'>): Flow<string> {
  const at = yield* ctx.now()
  const { consent, pieces } = yield* ctx.crypto('what there is', async ({ market }) => {
    const { consent: id, pieces: names } = market.answer(session.id)
    return { consent: id, pieces: names }
  })
  if (outcome === 'deleted') {
    yield* ctx.tx('forget the names of the pieces', (changes, { market }) => {
      market.amend(changes, session.id, { pieces: [] })
      return null
    })
    yield* ctx.step('destroy', async ({ services }) => {
      await services.market.destroy(services.documents, pieces)
      return null
    })
  }
  const signature = yield* ctx.crypto('attest', ({ crypto, identity }) =>
    crypto.sign(identity.seed, attestMessage(fromHex(consent), outcome, basis, at)),
  )
  yield* amend(ctx, session, { state: basis === END_OF_USE ? 'ended' : 'withdrawn', attested: `${outcome}: ${basis}` })
  yield* ctx.send(session, toSeller, { attested: { outcome, basis, at, signature } })
  return outcome
}

/** Reads a key list, criterion by criterion. @throws WIRE_MALFORMED, QUERY_REFUSED when it is of another query */
export function setsOf(q: Query, sets: readonly trading.DataSet.$Properties[]): SetLine[] {
  const wanted = q.criteria.flatMap((c, i) => (c.wanted ? [i] : []))
  const lines = sets.map((s) => ({
    criterion: s.criterion ?? 0,
    count: s.count ?? 0,
    from: s.from ?? 0,
    until: s.until ?? 0,
    coverage: s.coverage ?? 0,
    hospital: s.hospital ?? 0,
    device: s.device ?? 0,
    selfReported: s.selfReported ?? 0,
  }))
  const good =
    isSameList(
      lines.map((l) => `${l.criterion}`),
      wanted.map(String),
    ) && lines.every((l) => l.count > 0)
  return good ? lines : refuse('QUERY_REFUSED', 'key-list-shape')
}
