/**
 * What a person's node does when everybody is asked something (paper steps 3 to 6): it gets a token whether it will answer or not, looks into its
 * own records, and then counts itself, or shows what there is, under a name that nobody can bring together with its owner.
 */

import { equal, fromHex } from '@hdms/shared/bytes.ts'
import { type AnswerToken, blindToken } from '@hdms/shared/crypto/answer-token.ts'
import { shareAnswer } from '@hdms/shared/crypto/private-count.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { checkAnnouncement, decodeAnnouncement, type SignedAnnouncement } from '@hdms/shared/queries/announcement.ts'
import { questionHash } from '@hdms/shared/queries/budget.ts'
import { cellOf, cellsOf, checkResult } from '@hdms/shared/queries/count.ts'
import { checkOrder, checkSigned, decodeOrder } from '@hdms/shared/queries/order.ts'
import { FEWEST_PEOPLE, type Query, queryHash } from '@hdms/shared/queries/query.ts'
import { DAY, MINUTE, minuteOf } from '@hdms/shared/time.ts'
import { BASIS } from '../consent/basis.ts'
import { CONSENT } from '../consent/contract.ts'
import { listed, MAP_TRIES } from '../core/listed.ts'
import { step } from '../core/progress.ts'
import { takeBack } from '../core/take-back.ts'
import { codeOf, type FlowContext, type FlowDefinition } from '../engine/context.ts'
import type { Flow, Session, Value } from '../engine/types.ts'
import { longest } from '../erasure/basis.ts'
import type { OfferLine } from './offers.ts'
import type { SellerServices } from './ports.ts'
import { refuse } from './reasons.ts'
import { decide, lineOf, named, offered } from './sale/agree.ts'
import { OFFER_KEY } from './sale/offer-key.ts'
import { type Sale, sell } from './sale/seller.ts'
import { LATE_BUYER } from './sale/sold.ts'
import { attestMessage, present, toBuyer, toSeller, type trading } from './wire.ts'

type Ctx = FlowContext<SellerServices>

export interface HearArgs {
  /** As it was broadcast. */
  readonly announcement: Uint8Array
  readonly [key: string]: Value
}

/** Length of every key list, so that none tells by it how much there is. */
const KEY_LIST = 1024
/** After the end of the use, for the last word of the buyer. */
const LAST_WORD = 3 * DAY

export const hearAnnouncement: FlowDefinition<SellerServices, HearArgs, string> = {
  name: 'trading.hear',
  version: 1,
  *run(ctx, { announcement }): Flow<string> {
    const a = decodeAnnouncement(announcement)
    const { query: q } = a.order
    const at = yield* ctx.now()
    const check = async ({ services }: { readonly services: SellerServices }): Promise<null> => {
      await checkAsked(services, a, at)
      return null
    }
    yield* ctx.step('check what is asked', check, { attempts: MAP_TRIES })
    const drawn = yield* ctx.random(4)
    const spread = yield* ctx.read('time that answers are spread over', ({ seller }) => seller.spread)
    yield* ctx.sleep(drawnWithin(drawn, spread))
    const token = yield* getToken(ctx, a)
    const found = yield* ctx.crypto('look into the own records', (services) => look(services, q, at))
    if (a.kind === 'count') return yield* beCounted(ctx, a, token, found !== null, at)
    yield* ctx.tx('heard', (changes, { seller }) => {
      seller.offers.put(changes, newLine(q, found ?? [], at))
      return null
    })
    if (!found) return 'none'
    return yield* answer(ctx, a, token, found)
  },
}

/** Uniform in [0, most). */
const drawnWithin = (drawn: Uint8Array, most: number): number =>
  Math.floor((new DataView(drawn.buffer, drawn.byteOffset, 4).getUint32(0) / 2 ** 32) * most)

/** @throws QUERY_REFUSED, SIGNATURE_INVALID, SERVICE_UNAVAILABLE while the institution is not on the map */
async function checkAsked({ crypto, network }: SellerServices, a: SignedAnnouncement, now: number): Promise<void> {
  const { search, boards, counters } = network.trading()
  if (!search) return fail('SERVICE_UNAVAILABLE', { service: 'data-search service on the map' })
  await checkAnnouncement(crypto, a, search, now)
  const institution = listed(network, a.order.query.institution)
  if (institution.kind !== 'institution') refuse('QUERY_REFUSED', 'only-institutions')
  if (a.kind === 'count') return checkSigned(crypto, a.order, institution.identityKey, minuteOf(now))
  await checkOrder(crypto, a.order, institution.identityKey, boards, minuteOf(now))
  const { counted } = a
  if (!counted || !equal(counted.question, questionHash(a.order.query))) return refuse('QUERY_REFUSED', 'not-counted')
  await checkResult(crypto, counted, counters)
  if ((counted.counts[0] ?? 0) < FEWEST_PEOPLE) refuse('QUERY_REFUSED', 'too-few-people')
}

function* getToken(ctx: Ctx, a: SignedAnnouncement): Flow<AnswerToken> {
  const blinded = yield* ctx.crypto('blind', async ({ crypto }) => ({ ...blindToken(crypto.random) }))
  return yield* ctx.step('answer token', async ({ services }) => ({ ...(await services.seller.token(a.id, blinded, a.tokenKey)) }))
}

/** A data set as it is shown, without a value and without the records. */
interface Shown {
  readonly criterion: number
  readonly count: number
  readonly from: number
  readonly until: number
  readonly coverage: number
  readonly hospital: number
  readonly device: number
  readonly selfReported: number
  readonly [field: string]: number
}

/** @returns null when there is too little, or the person never sells */
async function look(services: SellerServices, q: Query, now: number): Promise<readonly Shown[] | null> {
  const sets = await offered(services, q, now)
  if (!sets) return null
  return sets.map(({ criterion, count, from, until, coverage, mix }) => ({
    ...{ criterion, count, from, until, coverage },
    ...{ hospital: mix.hospital, device: mix.device, selfReported: mix['self-reported'] },
  }))
}

const newLine = (q: Query, sets: readonly Shown[], at: number): OfferLine => ({
  query: lineOf(q),
  state: sets.length > 0 ? 'shown' : 'none',
  institution: q.institution,
  purpose: q.purpose,
  price: q.price,
  days: q.days,
  useUntil: q.useUntil,
  expires: q.expires,
  sets: named(q, sets),
  ...{ dealing: '', consent: '', earned: 0, why: '', attested: '', at },
})

// ── Being counted ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Everybody gives shares of the same size, of a yes or of a no. */
function* beCounted(ctx: Ctx, a: SignedAnnouncement, token: AnswerToken, yes: boolean, at: number): Flow<string> {
  const { query: q } = a.order
  const seed = yield* ctx.random(32)
  const shares = yield* ctx.crypto('shares', async ({ crypto, seller }) => {
    const cells = cellsOf(q)
    const about = yes ? await seller.searchable.about() : undefined
    const own = about ? cellOf(cells, about, new Date(at).getUTCFullYear()) : undefined
    return [yes, ...cells.map((_, i) => i === own)].map((bit) => [...shareAnswer(bit, crypto.random)])
  })
  const give = function* (role: 0 | 1): Flow<void> {
    yield* ctx.step(`shares for service ${role + 1}`, async ({ services }) => {
      await services.seller.count(
        role,
        a.id,
        token,
        seed,
        shares.map((s) => s[role] as Uint8Array),
      )
      return null
    })
  }
  yield* ctx.all([give(0), give(1)])
  return 'counted'
}

// ── Answering ────────────────────────────────────────────────────────────────────────────────────────────────────────

function* answer(ctx: Ctx, a: SignedAnnouncement, token: AnswerToken, found: readonly Shown[]): Flow<string> {
  const { query: q } = a.order
  const [seed, secret, id] = [yield* ctx.random(32), yield* ctx.random(32), yield* ctx.random(16)]
  const until = q.useUntil * MINUTE + LAST_WORD
  const { name, row } = yield* ctx.crypto('a one-time name', async ({ seller }) => ({
    ...(await seller.names.make({ seed, secret, id, answers: a.answers, until })),
  }))
  yield* ctx.tx('keep the name', (changes, { seller }) => {
    seller.names.keep(changes, name, row)
    return null
  })
  yield* ctx.step('be admitted', async ({ services }) => {
    await services.seller.names.admit(name, a.id, token)
    return null
  })
  const session = yield* ctx.open(q.institution, 'trading.sale', 1, name)
  yield* amend(ctx, q, { dealing: session.id })
  yield* step(ctx, session.id, 3, 'the node looked into its own records; nothing left it')
  const sets = found.map((s) => ({ ...s }))
  yield* step(ctx, session.id, 4, `made a key list: ${found.map((s) => s.count).join(', ')} data sets, no values`)
  const bare = toBuyer.encode({ keyList: { query: q.id, sets } }).length
  yield* ctx.send(session, toBuyer, { keyList: { query: q.id, sets, padding: new Uint8Array(Math.max(0, KEY_LIST - bare)) } })
  yield* step(ctx, session.id, 5, 'the key list is sealed to the institution')
  yield* step(ctx, session.id, 6, 'sent it under a one-time name, admitted by a token that nobody can trace')
  const outcome = yield* deal(ctx, a, session, name)
  // Who sold may still withdraw, under this name.
  const over = yield* ctx.crypto('sold', async ({ seller }) => (seller.offers.get(lineOf(q))?.consent ?? '') === '')
  if (over)
    yield* ctx.tx('let the name go', (changes, { seller }) => {
      seller.names.forget(changes, name)
      return null
    })
  return outcome
}

function* amend(ctx: Ctx, q: Query, patch: Partial<OfferLine>): Flow<void> {
  yield* ctx.tx('offer', (changes, { seller }) => {
    seller.offers.amend(changes, lineOf(q), patch)
    return null
  })
}

/** From the key list on: until the query ends, or until what was sold is not used any more. */
function* deal(ctx: Ctx, a: SignedAnnouncement, session: Session, name: string): Flow<string> {
  const { query: q } = a.order
  // As it is now: a buyer with another key later is another buyer.
  const { key, buyer, judges } = yield* ctx.crypto('with whom', async ({ network, seller, crypto }) => ({
    key: await crypto.publicKey(seller.names.seedOf(name)),
    buyer: { name: q.institution, key: network.node(q.institution).identityKey },
    judges: network.trading().judges.map((j) => j.key),
  }))
  const sale: Sale = { session, name, key, buyer, judges, counted: a.counted }
  let sold = ''
  let end = q.useUntil * MINUTE
  for (;;) {
    const now = yield* ctx.now()
    const until = sold ? end + LAST_WORD : q.expires * MINUTE
    try {
      const message = yield* ctx.receive(session, toSeller, { timeout: Math.max(0, until - now) })
      if (message.attested) {
        const kept = yield* attested(ctx, q, buyer.key, name, sold, present(message.attested, 'attestation'))
        if (kept === 0) return 'over'
        // On that day it is destroyed, and attested once more.
        end = kept
        continue
      }
      const purchase = present(message.purchase, 'purchase')
      const wanted = yield* ctx.crypto('check the order', (services) => ordered(services, a, purchase, buyer, now))
      const order = decodeOrder(wanted).query
      const agreed = yield* decide(ctx, q, order, buyer, purchase)
      // Who does not sell is silent: nobody can tell a no from an absence.
      if (!agreed) return yield* silent(ctx, session)
      yield* step(ctx, session.id, 10, 'the person agreed to this sale alone')
      const done = yield* sell(ctx, sale, order, purchase, agreed)
      yield* step(ctx, session.id, 12, done.why === '' ? 'sent it, and was paid in the same step' : `not bought: ${done.why}`)
      const earned = yield* ctx.crypto('earned before', async ({ seller }) => seller.offers.get(lineOf(q))?.earned ?? 0)
      yield* amend(ctx, q, {
        state: done.earned > 0 ? 'sold' : 'not-bought',
        earned: earned + done.earned,
        why: done.why,
        code: done.code,
        consent: done.consent,
      })
      if (done.earned > 0) sold = done.consent
      else yield* unused(ctx, q, sale, done.consent)
    } catch (error) {
      const code = codeOf(error)
      if (code === 'BUG') throw error
      const why = code === 'SESSION_TIMEOUT' || code === 'SESSION_ENDED' ? '' : String(asHdmsError(error).data['why'] ?? code)
      yield* amend(ctx, q, { ...(sold ? {} : { state: 'over' }), why, code: why === '' ? '' : code })
      const given = yield* ctx.crypto('consent given', async ({ seller }) => seller.offers.get(lineOf(q))?.consent ?? '')
      if (given !== sold) yield* unused(ctx, q, sale, given)
      if (!sold || code === 'SESSION_TIMEOUT' || code === 'SESSION_ENDED') return yield* silent(ctx, session)
    }
  }
}

/** A consent under which nothing was sold is taken back, and the basis beside it. */
function* unused(ctx: Ctx, q: Query, { name, key }: Sale, consent: string): Flow<void> {
  if (consent === '') return
  const beside = yield* ctx.read('bases beside it', ({ seller }) => {
    const bases = seller.offers.get(lineOf(q))?.bases ?? []
    return bases.filter((b) => b.consent === consent).map(({ id }) => ({ id }))
  })
  const given = [{ id: consent, contract: CONSENT, what: 'consent' }, ...beside.map(({ id }) => ({ id, contract: BASIS, what: 'basis' }))]
  for (const { id, contract, what } of given)
    try {
      yield* takeBack(ctx, id, contract, what, { key, seed: ({ seller }) => seller.names.seedOf(name) })
    } catch (error) {
      // Withdrawn already, by the person.
      if (codeOf(error) === 'BUG') throw error
    }
}

function* silent(ctx: Ctx, session: Session): Flow<string> {
  yield* ctx.leave(session)
  return 'over'
}

/** The order that is bought by: the announced one to the last byte, or for follow-up data another one of the same institution, approved as well. */
async function ordered(
  { crypto, network, wallet }: SellerServices,
  a: SignedAnnouncement,
  purchase: trading.Purchase.$Properties,
  buyer: { readonly name: string; readonly key: Uint8Array },
  now: number,
): Promise<Uint8Array> {
  const order = decodeOrder(purchase.order ?? new Uint8Array(0))
  if (purchase.followUp) {
    if (order.query.institution !== buyer.name) refuse('QUERY_REFUSED', 'order-of-other')
    await checkOrder(crypto, order, buyer.key, network.trading().boards, minuteOf(now))
  } else if (!equal(queryHash(order.query), queryHash(a.order.query))) refuse('QUERY_REFUSED', 'not-what-was-asked')
  if (purchase.dealing?.length !== 32 || !equal(purchase.issuer ?? new Uint8Array(0), network.node(wallet.issuer).identityKey))
    refuse('QUERY_REFUSED', 'tokens-not-taken')
  network.notary(purchase.notary ?? '')
  if (purchase.seal?.length !== OFFER_KEY) refuse('QUERY_REFUSED', 'no-sealing-key')
  return purchase.order ?? new Uint8Array(0)
}

/**
 * What the buyer says about its copies, under its signature: destroyed, or kept on a law that there is for who did research.
 * @returns ms since 1970 until which they are kept; 0 when they are gone @throws SIGNATURE_INVALID, WIRE_MALFORMED
 */
function* attested(ctx: Ctx, q: Query, buyer: Uint8Array, name: string, consent: string, said: trading.Attested.$Properties): Flow<number> {
  const { outcome = '', basis = '', at = 0, signature = new Uint8Array(0) } = said
  const law = longest([], q.useUntil * MINUTE, 'buyer')
  yield* ctx.crypto('check the attestation', async ({ crypto }) => {
    const message = attestMessage(fromHex(consent), outcome ?? '', basis ?? '', at ?? 0)
    if (!(await crypto.verify(buyer, message, signature ?? new Uint8Array(0)))) fail('SIGNATURE_INVALID', { what: 'the attestation' })
    const known = outcome === 'deleted' || (outcome === 'retained' && basis === law.basis)
    if (!known) refuse('WIRE_MALFORMED', 'no-such-law', { what: 'attestation' })
    return null
  })
  const until = outcome === 'retained' ? law.until : 0
  const day = until > 0 ? `, ${new Date(until).toISOString().slice(0, 10)}` : ''
  yield* amend(ctx, q, { attested: `${outcome}: ${basis}`.slice(0, 300) + day })
  yield* ctx.tx('what is there', (changes, { duties }) => {
    if (until === 0) duties.dropSold(changes, (s) => s.as === name)
    else duties.keepSold(changes, name, until + LATE_BUYER)
    return null
  })
  return until
}
