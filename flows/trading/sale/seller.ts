/** The seller's side of a sale (docs/ledger.md §9; paper steps 9 to 12): consent, sealed data, the key against the payment. */
import { equal, hex } from '@hdms/shared/bytes.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'

import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import { type CountResult, cellOf, cellsOf } from '@hdms/shared/queries/count.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { HOUR, MINUTE } from '@hdms/shared/time.ts'
import {
  build,
  type CheckedTransaction,
  checkAnswer,
  checkTransaction,
  commit,
  finalise,
  giveOutOwner,
  notaryOf,
  record,
  WINDOW,
} from '../../core/finality.ts'
import { codeOf, type FlowContext } from '../../engine/context.ts'
import type { Flow, Session } from '../../engine/types.ts'
import { TOKEN } from '../../token/contract.ts'
import { checkHistory, keepHistory, MOST_HOPS } from '../../token/history.ts'
import { enter, hopsFrom, OWNER_DAYS } from '../../token/parts.ts'
import { step } from '../../treatment/progress.ts'
import { decodeSale, ESCROW, encodeSale, escrowLock, HOLD, holdLock, lastDay, type SaleTerms } from '../exchange/escrow.ts'
import { encodeOffer, makeOffer, type Terms } from '../exchange/offer.ts'
import type { OfferLine } from '../offers.ts'
import type { SellerServices } from '../ports.ts'
import { type Complete, present, toBuyer, toSeller, type trading } from '../wire.ts'
import { type GivenConsent, giveSaleConsent, type SaleConsentTerms, saleTerms } from './consent.ts'
import { checkBranch, escrowIn, holdIn, payOutBody, spendingBy, termsIn } from './lots.ts'
import { type Origin, recordsFor, rootsOf, type Selected, select } from './select.ts'
import { lotDealing, lotPrice, makeTerms, saleSeed, sellerKeys } from './terms.ts'

type Ctx = FlowContext<SellerServices>

/** How long the buyer may take to look at what was offered, and to lock the tokens. */
const LOOK = 6 * HOUR
/** How long before T1 the key is let go at the latest, min: the notary's commit must come before it. */
const BEFORE_T1 = 2
/** Longest time for letting the key go that is agreed to, min. */
const MOST_RELEASE = 24 * 60
/** Commits of a payment that the notary did not get in time. */
const SETTLE_WAIT = 30 * MINUTE

export interface Sale {
  readonly session: Session
  /** One-time name, and its key. */
  readonly name: string
  readonly key: Uint8Array
  readonly buyer: { readonly name: string; readonly key: Uint8Array }
  readonly judges: readonly Uint8Array[]
  readonly counted: CountResult | undefined
}

/** What became of a sale. */
export interface Sold {
  readonly earned: number
  /** Transaction of the consent, hex. */
  readonly consent: string
  readonly why: string
}

/** Documents that are read at once. */
const AT_ONCE = 32

/** Hands over what the person agreed to sell, lot by lot. */
export function* sell(ctx: Ctx, sale: Sale, q: Query, purchase: Complete<trading.Purchase.$Properties>): Flow<Sold> {
  const { services } = ctx
  const { session, key, name, buyer } = sale
  if (purchase.release < 10 || purchase.release > MOST_RELEASE) fail('OFFER_REFUSED', { why: 'the time for letting the key go is no good' })
  const terms = yield* ctx.crypto('words of the consent', async () => ({ ...(await saleTerms(q, buyer, purchase.dealing)) }))
  const consent = yield* giveSaleConsent(ctx, session, terms as SaleConsentTerms, key, name, purchase.notary)
  yield* ctx.tx('consent given', (changes) => {
    services.seller.offers.amend(changes, lineOf(q), { consent: hex(consent.id), state: 'selling' } satisfies Partial<OfferLine>)
    return null
  })
  const at = yield* ctx.now()
  const records = yield* ctx.crypto('records', () => recordsFor(services.seller, q, at))
  if (records.length === 0) fail('OFFER_REFUSED', { why: 'there is nothing here any more that the order asks for' })
  const about = yield* ctx.crypto('who one hides among', () => hiding(services, q, sale.counted, at))
  const lots = Math.min(Math.ceil(records.length / services.seller.lot), q.price)
  const size = Math.ceil(records.length / lots)
  const lotOf = (lot: number): Lot => ({
    ...{ lot, lots, price: lotPrice(q.price, lot, lots), about },
    records: records.slice(lot * size, (lot + 1) * size),
  })
  const given = { consent: hex(consent.id) }
  let sealed: SealedLot | null = null
  let earned = 0
  for (let lot = 0; lot < lots; lot++) {
    const now = lotOf(lot)
    try {
      // What was erased since it was sealed does not leave.
      const whole = sealed !== null && (yield* ctx.tx('all still here', () => now.records.every((r) => services.documents.has(r))))
      const ready: SealedLot = whole && sealed ? sealed : yield* sealLot(ctx, sale, q, purchase, now)
      // The next lot is sealed while the buyer checks and pays this one.
      const next = lot + 1 < lots ? sealAhead(ctx, sale, q, purchase, lotOf(lot + 1)) : nothing()
      const [why, following]: [string, SealedLot | null] = yield* ctx.all([sellLot(ctx, sale, q, purchase, consent, now, ready), next])
      if (why !== '') return { ...given, earned, why }
      earned += now.price
      sealed = following
    } catch (error) {
      const code = codeOf(error)
      if (earned === 0 || code === 'BUG') throw error
      // What was paid for stays sold.
      if (code === 'OFFER_REFUSED') yield* ctx.send(session, toBuyer, { stopped: {} })
      return { ...given, earned, why: String(asHdmsError(error).data['why'] ?? code) }
    }
  }
  return { ...given, earned, why: '' }
}

function* nothing(): Flow<null> {
  return null
}

/** A failure here must not cancel the sale of the lot before: it comes again when it is this one's turn. */
function* sealAhead(...args: Parameters<typeof sealLot>): Flow<SealedLot | null> {
  try {
    return yield* sealLot(...args)
  } catch {
    return null
  }
}

export const lineOf = (q: Query): string => hex(q.id)

interface Lot {
  readonly lot: number
  readonly lots: number
  readonly price: number
  /** Verification keys, hex. */
  readonly records: readonly string[]
  readonly about: { readonly sex: string; readonly age: number }
}

/**
 * Sex and ten years of age are told only where ten others at least share them among those who could answer: whoever sells hides among more than
 * five. Without a count for their cell, nothing is told.
 */
async function hiding(
  { seller }: SellerServices,
  q: Query,
  counted: CountResult | undefined,
  now: number,
): Promise<{ readonly sex: string; readonly age: number }> {
  const none = { sex: '', age: -1 }
  const about = await seller.searchable.about()
  const cells = cellsOf(q)
  const at = about ? cellOf(cells, about, new Date(now).getUTCFullYear()) : undefined
  const cell = at === undefined ? undefined : cells[at]
  return cell && at !== undefined && (counted?.counts[at + 1] ?? 0) >= 10 ? { sex: cell.sex, age: cell.from } : none
}

/** A lot as it leaves, and its secrets. */
interface SealedLot {
  readonly secret: Uint8Array
  readonly k: Uint8Array
  readonly drawn: Uint8Array
  readonly terms: Terms
  readonly offer: Uint8Array
  readonly origins: Origin[]
}

/** @throws OFFER_REFUSED when nothing of it is here any more */
function* sealLot(
  ctx: Ctx,
  sale: Sale,
  q: Query,
  purchase: Complete<trading.Purchase.$Properties>,
  { lot, records }: Lot,
): Flow<SealedLot> {
  const { services } = ctx
  const { crypto } = services
  const [secret, k, drawn] = [yield* ctx.random(32), yield* ctx.random(32), yield* ctx.random(32)]
  // Before anything of them leaves: the next buyer gets another root.
  const roots = yield* ctx.tx('roots for this buyer', (changes) =>
    records.map((record) => {
      const row = services.documents.row(record)
      if (!row?.record) return 0
      const root = services.seller.offers.rootFor(record, sale.buyer.name, rootsOf(row))
      if (root === undefined) return -1
      services.seller.offers.showRoot(changes, record, sale.buyer.name, root)
      return root
    }),
  )
  const made = yield* ctx.crypto('seal what is sold', async () => {
    const choose = async (record: string, i: number): Promise<Selected | undefined> => {
      const [row, root] = [services.documents.row(record), roots[i] ?? -1]
      return row && root >= 0 ? select(crypto, q, row, await services.documents.read(record), sale.key, root) : undefined
    }
    const chosen: Selected[] = []
    for (let at = 0; at < records.length; at += AT_ONCE) {
      const some = await Promise.all(records.slice(at, at + AT_ONCE).map((record, i) => choose(record, at + i)))
      chosen.push(...some.filter((c) => c !== undefined))
    }
    if (chosen.length === 0) fail('OFFER_REFUSED', { why: 'the records were erased meanwhile' })
    const items = chosen.map((c) => c.item)
    const dealing = lotDealing(purchase.dealing, lot)
    const offer = await makeOffer(crypto, items, k, dealing, (m) => crypto.sign(saleSeed(secret, 'offer'), m))
    const { hash, root, count } = offer
    const origins = chosen.map((c) => c.origin)
    return { terms: { hash, root, count, dealing }, offer: encodeOffer(offer), origins }
  })
  return { secret, k, drawn, ...made }
}

/** @returns why it was not bought; empty when it was */
function* sellLot(
  ctx: Ctx,
  sale: Sale,
  q: Query,
  purchase: Complete<trading.Purchase.$Properties>,
  consent: GivenConsent,
  { lot, lots, price, about }: Lot,
  made: SealedLot,
): Flow<string> {
  const { session } = sale
  const { secret, k, drawn } = made
  const keys = sellerKeys(secret)
  const { origins } = made
  const notaries = new Set(origins.flatMap((o) => (o.notary ? [o.notary] : [])))
  yield* step(
    ctx,
    session.id,
    11,
    `sealed ${origins.length} records to the institution, with the names of ${notaries.size} notaries that hold their keys`,
  )
  yield* ctx.send(session, toBuyer, {
    offered: { consent: consent.message, offer: made.offer, origins, keys, drawn, lot, lots, ...about },
  })
  const reply = yield* ctx.receive(session, toSeller, { timeout: LOOK })
  if (reply.refused) return present(reply.refused, 'refusal').why.slice(0, 300) || 'not bought'
  const locked = present(reply.locked, 'locked tokens')
  const expected = { offer: made.terms, price, consent: consent.vk, seller: keys, drawn }
  const terms = yield* takeLocked(ctx, sale, purchase, expected, locked)
  const revealed = yield* reveal(ctx, sale, terms, locked, secret, k)
  if (!revealed) return 'the key was not let go in time: the tokens went back'
  yield* ctx.send(session, toBuyer, { revealed: { answer: revealed.answer } })
  yield* collect(ctx, sale, terms, revealed.transaction, secret, q)
  return ''
}

interface Expected {
  readonly offer: Terms
  readonly price: number
  readonly consent: Uint8Array
  readonly seller: SaleTerms['seller']
  readonly drawn: Uint8Array
}

/** The tokens lie in the escrow, for this sale and no other, with the published judges and time enough. */
function* takeLocked(
  ctx: Ctx,
  { session, judges }: Sale,
  purchase: Complete<trading.Purchase.$Properties>,
  expected: Expected,
  locked: Complete<trading.Locked.$Properties>,
): Flow<SaleTerms> {
  const { services } = ctx
  const { claim, refund, settle, dispute } = present(locked.keys, 'keys')
  const terms = makeTerms({
    offer: expected.offer,
    issuer: purchase.issuer,
    price: expected.price,
    consent: expected.consent,
    buyer: { claim, refund, settle, dispute },
    seller: expected.seller,
    judges,
    release: locked.release,
    drawn: [locked.drawn, expected.drawn],
  })
  const history = hopsFrom(locked.history)
  const checked = yield* ctx.crypto('check the locked tokens', async () => {
    if (!equal(encodeSale(termsIn(locked.transaction, 'Lock')), encodeSale(terms)))
      fail('TX_MALFORMED', { why: 'other terms than were agreed' })
    const known = await checkHistory(services, purchase.issuer, history, decodeTransaction(locked.transaction))
    const lock = await checkTransaction(services, locked.transaction, [], [], known.resolve)
    const hops = 1 + Math.max(0, ...lock.view.inputs.map((i) => known.hops.get(hex(i.input.ref?.txId ?? new Uint8Array(0))) ?? 0))
    if (hops > MOST_HOPS - 2) fail('TX_MALFORMED', { why: 'the tokens were paid on too often; the buyer has them renewed first' })
    const notary = notaryOf(services, lock.transaction)
    if (notary !== purchase.notary) fail('TX_MALFORMED', { why: 'the tokens lie with another notary than was said' })
    return { transaction: lock.transaction, answer: await checkAnswer(services, notary, lock.transaction, locked.answer) }
  })
  const at = yield* ctx.now()
  yield* ctx.tx('keep the history', (changes) => {
    keepHistory(services, changes, history, session.id, at)
    return null
  })
  const id = yield* record(ctx, session.id, purchase.notary, checked.transaction, [])
  yield* finalise(ctx, id, checked.answer)
  return terms
}

/** Lets the key go and moves the tokens on, in one commit. @returns nothing when it would come too late: then no key ever left */
function* reveal(
  ctx: Ctx,
  { session }: Sale,
  t: SaleTerms,
  locked: Complete<trading.Locked.$Properties>,
  secret: Uint8Array,
  k: Uint8Array,
): Flow<{ readonly transaction: CheckedTransaction; readonly answer: Uint8Array } | undefined> {
  const { services } = ctx
  const escrow = escrowLock(t)
  const from = escrowIn(locked.transaction, t)
  const transaction = yield* ctx.crypto('check the release', async () => {
    const { transaction: good, view } = await checkTransaction(services, locked.reveal, [])
    const [command] = view.commands.filter((c) => c.name === 'Reveal')
    if (!command || !equal(command.data, encodeSale(t)) || !equal(encodeSale(decodeSale(command.data)), encodeSale(t)))
      fail('TX_MALFORMED', { why: 'it releases something else' })
    await checkBranch(services, t.buyer.claim, locked.signature, escrow, ESCROW.claim, locked.reveal, from)
    return good
  })
  const notary = notaryOf(services, transaction)
  const minute = yield* ctx.step('time at the notary', () => services.network.notary(notary).minute())
  if (minute > t.release - BEFORE_T1) return undefined
  yield* record(ctx, session.id, notary, transaction, [])
  const others = [{ key: t.buyer.claim, signature: locked.signature }]
  const answer = yield* commit(ctx, notary, transaction, async () =>
    spendingBy(escrow, from, ESCROW.claim, secret, 'claim', { others, preimage: k }),
  )
  return answer && { transaction, answer }
}

/** The tokens come at once where the buyer co-signs, and by themselves after T2 where it is silent. */
function* collect(ctx: Ctx, { session }: Sale, t: SaleTerms, revealed: CheckedTransaction, secret: Uint8Array, q: Query): Flow<void> {
  const { services } = ctx
  const hold = holdLock(t)
  const from = holdIn(revealed, t)
  const notary = notaryOf(services, revealed)
  const owner = yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS)
  const note = q.criteria
    .filter((c) => c.wanted)
    .map((c) => c.concept)
    .join(', ')
    .slice(0, 200)
  const entered = function* (id: string): Flow<void> {
    yield* enter(ctx, id, 'sold', t.price, session.peer, { note, refunds: '' })
  }
  try {
    const transaction = yield* build(ctx, 'Settle', notary, WINDOW, async () => payOutBody(t, from, owner, t.seller.settle))
    yield* ctx.send(session, toBuyer, { settle: { transaction } })
    const { signature } = present((yield* ctx.receive(session, toSeller, { timeout: SETTLE_WAIT })).settled, 'co-signature')
    yield* ctx.crypto('check the co-signature', async () => {
      await checkBranch(services, t.buyer.settle, signature, hold, HOLD.settle, transaction, from)
      return null
    })
    const id = yield* record(ctx, session.id, notary, transaction, [])
    const others = [{ key: t.buyer.settle, signature }]
    if (yield* commit(ctx, notary, transaction, async () => spendingBy(hold, from, HOLD.settle, secret, 'settle', { others }))) {
      yield* entered(id)
      return
    }
  } catch (error) {
    if (codeOf(error) === 'TX_CONFLICT') throw error
    // Silent, gone, or wrong: after T2 nobody needs to sign but this side.
  }
  const now = yield* ctx.now()
  yield* ctx.sleep(Math.max(0, lastDay(t) * MINUTE - now) + MINUTE)
  for (;;) {
    const transaction = yield* build(ctx, 'Collect', notary, WINDOW, async () => payOutBody(t, from, owner, t.seller.collect))
    const id = yield* record(ctx, session.id, notary, transaction, [])
    if (yield* commit(ctx, notary, transaction, async () => spendingBy(hold, from, HOLD.collect, secret, 'collect'))) {
      yield* entered(id)
      return
    }
  }
}
