/** The buyer's side of a sale (docs/ledger.md §9; paper steps 7 to 16). Nothing is paid before what was offered is checked; nothing is read before it is paid. */

import { equal, hex } from '@hdms/shared/bytes.ts'
import { writeJson } from '@hdms/shared/documents/json.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { decodeAnswer } from '@hdms/shared/notary/answer.ts'
import { isWithin } from '@hdms/shared/one-to-one.ts'
import { decodeOrder } from '@hdms/shared/queries/order.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { needsBasis } from '../../consent/purpose.ts'
import { build, checkTransaction, record } from '../../core/finality.ts'
import { refuseConsent, reliedOn } from '../../core/release.ts'
import { encodeValue } from '../../engine/codec.ts'
import { codeOf, type FlowContext } from '../../engine/context.ts'
import type { Flow, Session } from '../../engine/types.ts'
import { decodeToken, TOKEN } from '../../token/contract.ts'
import { historyOf, hopsOf, MOST_HOPS } from '../../token/history.ts'
import { enter, holdAmount, hopMessage, issuerKey, notaryOfTokens, type Picked } from '../../token/parts.ts'
import { renewTokens } from '../../token/present.ts'
import { sumOf } from '../../token/wallet.ts'
import { ESCROW, escrowLock, isOld, SALE } from '../exchange/escrow.ts'
import { type CheckedOffer, checkOffer, decodeMismatch, decodeOffer, encodeMismatch, type Offer, openOffer } from '../exchange/offer.ts'
import { type Answer, pieceOf } from '../market.ts'
import type { BuyerServices } from '../ports.ts'
import { refuse } from '../reasons.ts'
import { type Complete, present, toBuyer, toSeller, type trading } from '../wire.ts'
import { type Amounts, amountsIn, checkOffered, checkPromised, type Verified } from './check.ts'
import { type SaleConsentTerms, saleTerms, takeSaleConsent } from './consent.ts'
import { giveBack } from './dispute.ts'
import { awaitKey, lockTokens, refund, settleUp } from './escrowed.ts'
import { escrowIn, revealBody, signBranch, termsIn } from './lots.ts'
import { makeOfferKey, offerPiece, unsealOffer } from './offer-key.ts'
import { beforePaying, standingOf, takeBasis } from './rests-on.ts'
import { buyerKeys, lotDealing, lotPrice, makeTerms, saleSeed } from './terms.ts'

export type BuyCtx = FlowContext<BuyerServices>

/** Tokens enter a sale with at most so many payments behind them: three more come. */
const ENTER_HOPS = MOST_HOPS - 3

export interface Deal {
  readonly kind: 'buy' | 'attest'
  /** Encoded order; empty for the one that was answered. */
  readonly order: Uint8Array
  readonly outcome: string
  readonly basis: string
  readonly [field: string]: string | Uint8Array
}

/** A lot that was opened. */
interface Bought {
  readonly resources: number
  readonly lot: Compared
}
/** What is known of a lot before it is opened, and stays known. */
interface Compared {
  /** Verification keys, hex. */
  readonly keys: readonly string[]
  readonly amounts: Amounts
}

/** @param patience ms that the seller may take to decide @returns how it ended, for the answer's row */
export function* buy(
  ctx: BuyCtx,
  session: Session,
  order: Uint8Array,
  promised: readonly { readonly criterion: number; readonly count: number }[],
  followUp: boolean,
  patience: number,
): Flow<Partial<Answer>> {
  const q = decodeOrder(order).query
  const dealing = yield* ctx.random(32)
  const issuer = yield* issuerKey(ctx)
  // What cannot be paid is not asked for.
  const { notary, release } = yield* ctx.read('enough to pay', (services) => ({
    notary: notaryOfTokens(services, holdingsFor(services, q.price)),
    release: services.market.release,
  }))
  yield* turn(ctx, session)
  const begun = yield* ctx.now()
  const seal = yield* makeOfferKey(ctx, session)
  yield* ctx.send(session, toSeller, { purchase: { order, issuer, notary, release, dealing, followUp, seal } })
  yield* step(ctx, session, 9, 'asked one person, whom it does not know by name, for what they showed')
  const before: Compared[] = []
  let resources = 0
  let lots = 1
  let decided = begun
  for (let lot = 0; lot < lots; lot++) {
    const message = yield* ctx.receive(session, toBuyer, { timeout: patience })
    if (message.stopped && lot > 0) return { state: 'partly', why: `no more than ${lot} of ${lots} parts are there any more` }
    const offered = present(message.offered, 'offer')
    if (lot === 0) {
      lots = offered.lots
      // What the person took to decide is no part of what the sale took.
      const received = yield* ctx.now()
      decided = received - begun > DECIDING ? received : begun
    }
    yield* turn(ctx, session)
    if (offered.lot !== lot || offered.lots !== lots || lots < 1 || lots > q.price) refuse('OFFER_REFUSED', 'lots-order')
    const bought = yield* buyLot(ctx, session, q, { dealing, issuer, lot, lots, promised, before }, offered)
    before.push(bought.lot)
    resources += bought.resources
    yield* note(ctx, session, { resources, sex: offered.sex, age: offered.age, state: lot + 1 < lots ? 'partly' : 'bought' })
  }
  const done = yield* ctx.now()
  return { state: 'bought', took: done - decided }
}

/** A person who has to be asked takes longer than this, ms. */
const DECIDING = 1_000

function holdingsFor(services: BuyerServices, price: number): Picked[] {
  const issuer = services.network.node(services.wallet.issuer).identityKey
  const mine = ownTokens(services, issuer)
  if (sumOf(mine) < price) refuse('NOT_ALLOWED', 'units-short', { free: sumOf(mine), needed: price })
  return mine.slice(0, 1)
}
const ownTokens = ({ vault }: BuyerServices, issuer: Uint8Array): Picked[] =>
  vault.owned(TOKEN).flatMap(({ ref, row, output }) => {
    const { issuer: of, amount } = decodeToken(output.state)
    return equal(of, issuer) ? [{ txId: ref.txId, index: ref.index, amount, own: row.index }] : []
  })

export function* turn(ctx: BuyCtx, session: Session): Flow<void> {
  yield* ctx.step('a turn', async ({ services }) => {
    await services.market.turn(session.id)
    return null
  })
}

/** Tells what the comparison with the verification keys came to: paper step 15, of what is bought and of what is refused. */
export function* tellCompared(ctx: BuyCtx, session: Session, what: string): Flow<void> {
  yield* step(ctx, session, 15, what)
}

export function* step(ctx: BuyCtx, session: Session, number: number, what: string): Flow<void> {
  const at = yield* ctx.now()
  yield* ctx.tx(`step ${number}`, (changes, { progress }) => {
    progress.add(changes, { dealing: session.id, step: number, what, at })
    return null
  })
}
function* note(ctx: BuyCtx, session: Session, patch: Partial<Answer>): Flow<void> {
  yield* ctx.tx('note', (changes, { market }) => {
    market.amend(changes, session.id, patch)
    return null
  })
}

interface LotAsked {
  readonly dealing: Uint8Array
  readonly issuer: Uint8Array
  readonly lot: number
  readonly lots: number
  readonly promised: readonly { readonly criterion: number; readonly count: number }[]
  readonly before: readonly Compared[]
}
type Offered = Complete<trading.Offered.$Properties>

function* buyLot(ctx: BuyCtx, session: Session, q: Query, asked: LotAsked, offered: Offered): Flow<Bought> {
  const name = yield* ctx.read('who sells', ({ network }) => network.node(session.peer).identityKey)
  const price = lotPrice(q.price, asked.lot, asked.lots)
  const dealing = lotDealing(asked.dealing, asked.lot)
  const origins = offered.origins.map((o) => present(o, 'origin'))
  const { offer: key, ...seller } = present(offered.keys, 'keys')
  const picked = yield* tokensFor(ctx, price)
  const notary = yield* ctx.read('notary of the tokens', (services) => notaryOfTokens(services, picked))
  const given = present(offered.consent, 'consent')
  const expected = yield* ctx.crypto('words of the consent', async ({ identity }) => ({
    ...(await saleTerms(q, identity, asked.dealing, [])),
  }))
  const consent = yield* takeSaleConsent(ctx, session, given, expected as SaleConsentTerms, name, notary)
  const reference = { ref: { txId: consent.id, index: 0 }, lock: given.lock, nk: given.nk }
  const relied = reliedOn(notary, reference, q.useUntil)
  const short = hex(asked.dealing).slice(0, 16)
  yield* ctx.tx('note the consent', (changes, { market }) => {
    const known = market.answer(session.id).consents
    const one = { nullifier: hex(relied.nullifier), notary, dealing: short, end: q.useUntil }
    const consents = known.some((c) => c.nullifier === one.nullifier) ? known : [...known, one]
    market.amend(changes, session.id, { consent: hex(consent.id), consents })
    return null
  })
  yield* step(ctx, session, 13, `asked the notaries for the verification keys of ${origins.length} records`)
  // In memory beside the journal, where it lies sealed: a node that was started again in between opens and checks it anew.
  let held: { readonly offer: Offer; readonly checked: CheckedOffer } | undefined
  const unsealed = (services: BuyerServices): Promise<Uint8Array> =>
    unsealOffer(services, offerPiece(ctx.id, session.id), dealing, offered.offer)
  const checked = yield* ctx.step('compare with the verification keys', async ({ services }) => {
    const { report, offer, checked, collected } = await checkOffered(services, q, await unsealed(services), origins, dealing, name, key)
    held = { offer, checked }
    if (!isWithin(collected, consent.collected)) refuse('PURPOSE_REFUSED', 'collected-uncovered')
    const again = new Set(asked.before.flatMap((lot) => lot.keys))
    if (report.some((r) => again.has(r.key))) refuse('OFFER_REFUSED', 'record-twice')
    const amounts = amountsIn(q, checked.parts)
    if (asked.lot === asked.lots - 1) checkPromised(q, asked.promised, [...asked.before.map((lot) => lot.amounts), amounts])
    const { hash, root, count } = offer
    return { report: report as readonly Verified[], terms: { hash, root, count, dealing }, collected, amounts }
  })
  const compared: Compared = { keys: checked.report.map((r) => r.key), amounts: checked.amounts }
  yield* note(ctx, session, { underWay: [...asked.before.flatMap((lot) => lot.keys), ...compared.keys] })
  yield* step(
    ctx,
    session,
    14,
    `the notaries signed the list of ${checked.report.filter((r) => r.recordId !== '').length} verification keys`,
  )
  yield* tellCompared(ctx, session, `${checked.report.length} records are as they were issued or claimed; their values are still sealed`)

  // Absent from a journal of before: then it was compared already, and is sold without.
  const { collected = [] } = checked
  const basis = needsBasis(collected, q.purpose, true)
    ? yield* takeBasis(ctx, session, offered, name, notary, { dealing: short, end: q.useUntil })
    : null
  const under = basis ? [relied, basis.relied] : [relied]
  for (const each of under) yield* beforePaying(ctx, each)
  const [secret, drawn] = [yield* ctx.random(32), yield* ctx.random(32)]
  const judges = yield* ctx.read('judges', ({ network }) => network.trading().judges.map((j) => j.key))
  const parts = {
    ...{ offer: checked.terms, issuer: asked.issuer, price, consent: consent.vk, buyer: buyerKeys(secret), judges },
    ...{ use: q.purpose, collected },
    ...{ seller: { offer: key, ...seller }, drawn: [drawn, offered.drawn] as const },
  }
  const lock = yield* lockTokens(ctx, session, picked, price, (release) => makeTerms({ ...parts, release }))
  const terms = termsIn(lock.transaction, 'Lock')
  yield* enter(ctx, lock.id, 'spent', -price, session.peer, {
    note: q.criteria
      .map((c) => c.concept)
      .join(', ')
      .slice(0, 200),
    refunds: '',
  })
  const reveal = yield* build(ctx, 'Reveal', notary, { until: terms.release }, async () =>
    revealBody(terms, lock.transaction, reference, given.terms, basis?.reference ?? null),
  )
  const escrow = escrowIn(lock.transaction, terms)
  const signing = ctx.crypto('sign the release', async (services) => {
    // The contracts, before this side's signature. Terms from before they named purposes the seller refuses.
    if (!isOld(terms)) await checkTransaction(services, reveal, [])
    return signBranch(services, saleSeed(secret, 'claim'), escrowLock(terms), ESCROW.claim, reveal, escrow)
  })
  let signature: Uint8Array
  try {
    signature = yield* signing
  } catch (error) {
    // What it rests on ends too early after all: the lock took longer than was thought.
    if (codeOf(error) === 'BUG') throw error
    yield* refund(ctx, session, terms, escrow, notary, secret)
    return fail('OFFER_REFUSED', { why: `${String(asHdmsError(error).data['why'])}; the tokens came back` })
  }
  const revealId = yield* record(ctx, session.id, notary, reveal, [])
  const history = yield* ctx.read('history of the tokens', ({ vault }) => historyOf(vault, picked).map(hopMessage))
  yield* ctx.send(session, toSeller, {
    locked: {
      ...{ transaction: lock.transaction, answer: lock.answer, history, reveal, signature },
      keys: { ...parts.buyer, dispute: [...parts.buyer.dispute] },
      drawn,
      release: terms.release,
    },
  })
  const { answer, stopped } = yield* awaitKey(ctx, session, notary, reveal, revealId, terms)
  if (!answer) {
    yield* refund(ctx, session, terms, escrow, notary, secret)
    if (stopped) return fail(stopped.code, { contract: SALE, what: 'the sale', why: `${stopped.why}; the tokens came back` })
    return refuse('OFFER_REFUSED', 'key-late')
  }
  const standing = yield* ctx.step('may it be opened?', ({ services }) => standingOf(services, under))
  if (standing !== 'stands') {
    // Paid for, and read by nobody: the key is forgotten with this flow's journal.
    const before = yield* ctx.read('paid before', ({ market }) => market.answer(session.id).price)
    yield* note(ctx, session, { price: before + price })
    yield* settleUp(ctx, session, terms, reveal, secret)
    return refuseConsent(standing)
  }
  const comparedAgain = async (services: BuyerServices): Promise<NonNullable<typeof held>> => {
    const offer = decodeOffer(await unsealed(services))
    const keys = origins.map((o) => o.key)
    return { offer, checked: await checkOffer(services.crypto, offer, keys, dealing, key) }
  }
  const piece = pieceOf(session.id, short, asked.lot)
  const opened = yield* ctx.crypto('open what was bought', async (services) => {
    held ??= await comparedAgain(services)
    const k = decodeAnswer(answer).preimages[0] ?? fail('BUG', { what: 'an answer without the key' })
    const result = await openOffer(services.crypto, held.checked, held.offer.signature, k)
    if ('mismatch' in result) return { mismatch: encodeMismatch(result.mismatch), stored: null, resources: 0 }
    const documents = result.groups.map((groups, i) => ({
      ...(checked.report[i] as Verified),
      resources: groups.map((g) => writeJson(g.value)),
    }))
    const stored = await services.documents.writeBlob(encodeValue(documents as never))
    return { mismatch: null, stored, resources: documents.reduce((n, d) => n + d.resources.length, 0) }
  })
  if (opened.mismatch) {
    yield* giveBack(ctx, session, { terms, reveal, answer, secret, notary }, decodeMismatch(opened.mismatch))
    return refuse('OFFER_REFUSED', 'field-false')
  }
  yield* ctx.tx('keep what was bought', (changes, { market, documents }) => {
    const row = market.answer(session.id)
    if (opened.stored) documents.keepPiece(changes, piece, opened.stored)
    market.amend(changes, session.id, {
      pieces: [...row.pieces, piece],
      report: [...row.report, ...checked.report],
      price: row.price + price,
    })
    return null
  })
  yield* step(ctx, session, 16, `${opened.resources} resources are open for analysis; ${price} units were paid in the same step`)
  yield* settleUp(ctx, session, terms, reveal, secret)
  return { resources: opened.resources, lot: compared }
}

/** Tokens for a lot, young enough to be paid on three times more. */
function* tokensFor(ctx: BuyCtx, price: number): Flow<readonly Picked[]> {
  for (;;) {
    const picked = yield* holdAmount(ctx, price)
    const young = yield* ctx.read('how often they were paid on', ({ vault }) =>
      picked.every((p) => hopsOf(vault, hex(p.txId)) < ENTER_HOPS),
    )
    if (young) return picked
    yield* renewTokens(ctx, picked)
  }
}
