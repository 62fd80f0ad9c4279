/** The seller's side of a sale (docs/ledger.md §9; paper steps 9 to 12): consent, sealed data, the key against the payment. */

import { equal, hex } from '@hdms/shared/bytes.ts'
import { asHdmsError, isErrorCode } from '@hdms/shared/errors.ts'
import { inputNullifier } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import { isOneToOne } from '@hdms/shared/one-to-one.ts'
import { type CountResult, cellOf, cellsOf } from '@hdms/shared/queries/count.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { HOUR, MINUTE } from '@hdms/shared/time.ts'
import { encodePurposes, type Purposes } from '../../consent/purpose.ts'
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
  type Spending,
  settle,
  WINDOW,
} from '../../core/finality.ts'
import { step } from '../../core/progress.ts'
import { type Held, isHeld, letGo, reliedOn } from '../../core/release.ts'
import { codeOf, type FlowContext } from '../../engine/context.ts'
import type { Flow, Session } from '../../engine/types.ts'
import { TOKEN } from '../../token/contract.ts'
import { checkHistory, keepHistory, MOST_HOPS } from '../../token/history.ts'
import { enter, hopsFrom, OWNER_DAYS } from '../../token/parts.ts'
import { decodeSale, ESCROW, encodeSale, escrowLock, HOLD, holdLock, lastDay, type SaleTerms } from '../exchange/escrow.ts'
import type { Terms } from '../exchange/offer.ts'
import type { OfferLine } from '../offers.ts'
import type { SellerServices } from '../ports.ts'
import { refuse } from '../reasons.ts'
import { type Complete, present, toBuyer, toSeller, type trading } from '../wire.ts'
import { type Agreed, lineOf } from './agree.ts'
import { type GivenBasis, giveSaleBasis } from './basis.ts'
import { type GivenConsent, giveSaleConsent } from './consent.ts'
import { STOPS } from './escrowed.ts'
import { checkBranch, escrowIn, holdIn, payOutBody, spendingBy, termsIn } from './lots.ts'
import { type Lot, nothing, type SealedLot, sealAhead, sealLot } from './seal.ts'
import { forgetSold, noteSold } from './sold.ts'
import { lotPrice, makeTerms, sellerKeys } from './terms.ts'

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
  /** Code of the refusal; empty for none. */
  readonly code: string
}

/** Hands over what the person agreed to sell and nothing else, lot by lot. */
export function* sell(ctx: Ctx, sale: Sale, q: Query, purchase: Complete<trading.Purchase.$Properties>, agreed: Agreed): Flow<Sold> {
  const { session, key, name, buyer } = sale
  if (purchase.release < 10 || purchase.release > MOST_RELEASE) refuse('OFFER_REFUSED', 'key-time')
  const consent = yield* giveSaleConsent(ctx, session, agreed.terms, key, name, purchase.notary, q.useUntil)
  yield* ctx.tx('consent given', (changes, { seller }) => {
    seller.offers.amend(changes, lineOf(q), { consent: hex(consent.id), state: 'selling' } satisfies Partial<OfferLine>)
    return null
  })
  const at = yield* ctx.now()
  const { records, most } = yield* ctx.read('what of it may still be sold', ({ seller }) => ({
    records: agreed.records.filter(seller.sellable(buyer.name, at)),
    most: seller.lot,
  }))
  if (records.length === 0) refuse('OFFER_REFUSED', 'nothing-left')
  const about = yield* ctx.crypto('who one hides among', (services) => hiding(services, q, sale.counted, at))
  const lots = Math.min(Math.ceil(records.length / most), q.price)
  const size = Math.ceil(records.length / lots)
  const lotOf = (lot: number): Lot => ({
    ...{ lot, lots, price: lotPrice(q.price, lot, lots), about },
    records: records.slice(lot * size, (lot + 1) * size),
  })
  const given = { consent: hex(consent.id) }
  let sealed: SealedLot | null = null
  let basis: GivenBasis | null | undefined
  let earned = 0
  for (let lot = 0; lot < lots; lot++) {
    const now = lotOf(lot)
    try {
      // What was erased since it was sealed does not leave.
      const whole = sealed !== null && (yield* ctx.read('all still here', (services) => sealed !== null && isHeld(services, sealed)))
      const ready: SealedLot = whole && sealed ? sealed : yield* sealLot(ctx, sale, q, purchase, consent.id, now)
      if (ready.collected?.includes('public-service') && basis === undefined)
        basis = yield* giveSaleBasis(ctx, sale, { ...given, line: lineOf(q), records, notary: purchase.notary, end: q.useUntil })
      // The next lot is sealed while the buyer checks and pays this one.
      const next = lot + 1 < lots ? sealAhead(ctx, sale, q, purchase, consent.id, lotOf(lot + 1)) : nothing()
      const reliedOnNow = { consent, basis: ready.collected?.includes('public-service') ? (basis ?? null) : null }
      const [refused, following]: [Refusal | null, SealedLot | null] = yield* ctx.all([
        sellLot(ctx, sale, q, purchase, reliedOnNow, now, ready),
        next,
      ])
      yield* ctx.tx('the key is of no more use', (changes, { documents }) => {
        documents.dropPieces(changes, (piece) => piece === ready.piece)
        return null
      })
      if (refused) return { ...given, earned, ...refused }
      earned += now.price
      sealed = following
    } catch (error) {
      const code = codeOf(error)
      if (code === 'BUG') throw error
      const why = String(asHdmsError(error).data['why'] ?? code)
      // What the buyer brought is not what was agreed: it is told so.
      if (STOPS.some((s) => s === code)) yield* ctx.send(session, toBuyer, { stopped: { why, code } })
      if (earned === 0) throw error
      // What was paid for stays sold.
      if (code === 'OFFER_REFUSED') yield* ctx.send(session, toBuyer, { stopped: {} })
      return { ...given, earned, why, code }
    }
  }
  return { ...given, earned, why: '', code: '' }
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

interface Refusal {
  readonly why: string
  readonly code: string
}
/** What a lot is sold on. */
interface On {
  readonly consent: GivenConsent
  readonly basis: GivenBasis | null
}

/** @returns why it was not bought; null when it was */
function* sellLot(
  ctx: Ctx,
  sale: Sale,
  q: Query,
  purchase: Complete<trading.Purchase.$Properties>,
  { consent, basis }: On,
  { lot, lots, price, about }: Lot,
  made: SealedLot,
): Flow<Refusal | null> {
  const { session } = sale
  const { secret, drawn, origins } = made
  const keys = sellerKeys(secret)
  const notaries = new Set(origins.flatMap((o) => (o.notary ? [o.notary] : [])))
  yield* step(
    ctx,
    session.id,
    11,
    `sealed ${origins.length} records to the institution, with the names of ${notaries.size} notaries that hold their keys`,
  )
  yield* ctx.send(session, toBuyer, {
    offered: {
      consent: consent.message,
      ...(basis ? { basis: basis.message } : {}),
      offer: made.offer,
      origins,
      keys,
      drawn,
      lot,
      lots,
      ...about,
    },
  })
  const reply = yield* ctx.receive(session, toSeller, { timeout: LOOK })
  if (reply.refused) {
    const { why, code } = present(reply.refused, 'refusal')
    return { why: why.slice(0, 300) || 'not bought', code: isErrorCode(code) ? code : 'OFFER_REFUSED' }
  }
  const locked = present(reply.locked, 'locked tokens')
  const purposes = { use: q.purpose, collected: made.collected ?? [] }
  const expected = { offer: made.terms, price, consent: consent.vk, seller: keys, drawn, ...purposes }
  const terms = yield* takeLocked(ctx, sale, purchase, expected, locked)
  const revealed = yield* reveal(ctx, sale, q, terms, locked, { consent, basis }, made)
  if (typeof revealed === 'string') {
    yield* forgetSold(ctx, sale, made)
    return { why: revealed, code: '' }
  }
  yield* ctx.send(session, toBuyer, { revealed: { answer: revealed.answer } })
  yield* collect(ctx, sale, terms, revealed.transaction, secret, q)
  return null
}

interface Expected extends Purposes {
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
  const { claim, refund, settle, dispute } = present(locked.keys, 'keys')
  const terms = makeTerms({
    offer: expected.offer,
    issuer: purchase.issuer,
    price: expected.price,
    consent: expected.consent,
    use: expected.use,
    collected: expected.collected,
    buyer: { claim, refund, settle, dispute },
    seller: expected.seller,
    judges,
    release: locked.release,
    drawn: [locked.drawn, expected.drawn],
  })
  const history = hopsFrom(locked.history)
  const checked = yield* ctx.crypto('check the locked tokens', async (services) => {
    const theirs = termsIn(locked.transaction, 'Lock')
    if (!equal(encodePurposes(theirs), encodePurposes(terms))) refuse('PURPOSE_REFUSED', 'purposes-changed')
    if (!equal(encodeSale(theirs), encodeSale(terms))) refuse('TX_MALFORMED', 'terms-changed')
    const known = await checkHistory(services, purchase.issuer, history, decodeTransaction(locked.transaction))
    const lock = await checkTransaction(services, locked.transaction, [], [], known.resolve)
    const hops = 1 + Math.max(0, ...lock.view.inputs.map((i) => known.hops.get(hex(i.input.ref?.txId ?? new Uint8Array(0))) ?? 0))
    if (hops > MOST_HOPS - 2) refuse('TX_MALFORMED', 'paid-on')
    const notary = notaryOf(services, lock.transaction)
    if (notary !== purchase.notary) refuse('TX_MALFORMED', 'other-notary')
    return { transaction: lock.transaction, answer: await checkAnswer(services, notary, lock.transaction, locked.answer) }
  })
  const at = yield* ctx.now()
  yield* ctx.tx('keep the history', (changes, services) => {
    keepHistory(services, changes, history, session.id, at)
    return null
  })
  const id = yield* record(ctx, session.id, purchase.notary, checked.transaction, [])
  yield* finalise(ctx, id, checked.answer)
  return terms
}

const LATE = 'the key was not let go in time: the tokens went back'
const CONFLICT = 'the consent was withdrawn, or the tokens were taken back, before it was final'
/** Why a key stays here, by what {@link letGo} says. */
const STAYS: Readonly<Record<string, string>> = {
  RECORDS_GONE:
    'records were erased or replaced, or the consent or a basis was taken back, while the offer lay there: the key stays, and the tokens go back',
  CONSENT_SPENT: 'the consent was withdrawn: the key stays, and the tokens go back',
  CONSENT_EXPIRED: LATE,
}

/**
 * Lets the key go and moves the tokens on, in one commit, while the records and the consent stand and T1 is not near.
 * @returns why the key stayed, where it did
 */
function* reveal(
  ctx: Ctx,
  sale: Sale,
  q: Query,
  t: SaleTerms,
  locked: Complete<trading.Locked.$Properties>,
  { consent, basis }: On,
  made: SealedLot,
): Flow<string | { readonly transaction: CheckedTransaction; readonly answer: Uint8Array }> {
  const { session, buyer } = sale
  const { secret, piece, records } = made
  const escrow = escrowLock(t)
  const from = escrowIn(locked.transaction, t)
  const { transaction, notary } = yield* ctx.crypto('check the release', async (services) => {
    const { transaction: good, view } = await checkTransaction(services, locked.reveal, [])
    const [command] = view.commands.filter((c) => c.name === 'Reveal')
    if (!command || !equal(command.data, encodeSale(t)) || !equal(encodeSale(decodeSale(command.data)), encodeSale(t)))
      refuse('TX_MALFORMED', 'releases-otherwise')
    const given = [consent.reference, ...(basis ? [basis.reference] : [])].map(inputNullifier)
    if (!isOneToOne(view.visible.references, given)) refuse('TX_MALFORMED', 'refers-otherwise')
    await checkBranch(services, t.buyer.claim, locked.signature, escrow, ESCROW.claim, locked.reveal, from)
    return { transaction: good, notary: notaryOf(services, good) }
  })
  const heldOf = ({ seller }: SellerServices): Held => ({
    ...reliedOn(notary, consent.reference, Math.min(q.useUntil, t.release - BEFORE_T1)),
    ...{ piece, records },
    mayLeave: (minute) => seller.sellable(buyer.name, minute * MINUTE),
  })
  try {
    // Asked before anything is tried: what stays now never left.
    yield* ctx.step('may the key go?', ({ services }) => letGo(services, heldOf(services), async () => null))
  } catch (error) {
    return STAYS[codeOf(error)] ?? raise(error)
  }
  yield* noteSold(ctx, sale, q, made)
  yield* record(ctx, session.id, notary, transaction, [])
  const others = [{ key: t.buyer.claim, signature: locked.signature }]
  const spending = (services: SellerServices): Promise<Spending> =>
    letGo(services, heldOf(services), async (k) => spendingBy(escrow, from, ESCROW.claim, secret, 'claim', { others, preimage: k }))
  try {
    const answer = yield* commit(ctx, notary, transaction, spending)
    return answer ? { transaction, answer } : LATE
  } catch (error) {
    // The notary's signed word already: it was not committed, and k serves for nothing.
    if (codeOf(error) === 'TX_CONFLICT') return CONFLICT
    const why = STAYS[codeOf(error)] ?? raise(error)
    // A try before this one may have reached the notary, whose word decides.
    const answer = yield* settle(ctx, notary, transaction)
    return answer ? { transaction, answer } : why
  }
}

const raise = (error: unknown): never => {
  throw error
}

/** The tokens come at once where the buyer co-signs, and by themselves after T2 where it is silent. */
function* collect(ctx: Ctx, { session }: Sale, t: SaleTerms, revealed: CheckedTransaction, secret: Uint8Array, q: Query): Flow<void> {
  const hold = holdLock(t)
  const from = holdIn(revealed, t)
  const notary = yield* ctx.read('notary of the sale', (services) => notaryOf(services, revealed))
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
    yield* ctx.crypto('check the co-signature', async (services) => {
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
