/** The consent to one sale: given under the one-time name, its terms say in plain words what is sold to whom, and the notary forgets it when it is withdrawn. */

import { equal, hex } from '@hdms/shared/bytes.ts'
import { decodeDocument, encodeDocument, groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue, toValue } from '@hdms/shared/documents/json.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import type { InputLeaf } from '@hdms/shared/ledger/components.ts'
import { ownerOf } from '@hdms/shared/ledger/lock.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { PURPOSES, type Purpose, type Query, queryHash } from '@hdms/shared/queries/query.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { DAY, MINUTE } from '@hdms/shared/time.ts'
import { CONSENT, type ConsentTerms, decodeConsent, encodeConsent } from '../../consent/contract.ts'
import { type Collected, collectedOf } from '../../consent/purpose.ts'
import { checkAnswer, checkTransaction, dummyInput, finalise, ownLock, record, transact } from '../../core/finality.ts'
import type { CoreServices } from '../../core/services.ts'
import type { FlowContext } from '../../engine/context.ts'
import type { Flow, Session } from '../../engine/types.ts'
import type { SellerServices } from '../ports.ts'
import { refuse as refuseFor, type TradingReasons } from '../reasons.ts'
import type { Complete, trading } from '../wire.ts'

export interface SaleConsentTerms extends ConsentTerms {
  /** `paid`: this is a sale. */
  readonly sale: 'paid'
  /** Units, all of which are the person's. */
  readonly price: string
  readonly part: string
  /** Hash of the order, and the dealing, hex. */
  readonly order: string
  readonly dealing: string
  /** `told`, `told by their months` or `not told`. */
  readonly days: string
  /** What the records were collected for, as purpose.ts writes it. */
  readonly collected: string
  readonly words: string
  readonly wordsKo: string
}

const dateOf = (minute: number): string => new Date(minute * MINUTE).toISOString().slice(0, 10)

const PURPOSES_KO: Readonly<Record<Purpose, string>> = {
  'DUO:0000042': '일반 연구',
  'DUO:0000006': '보건의료 연구',
  'DUO:0000007': '특정 질환 연구',
  'DUO:0000011': '기원과 계통 연구',
}

/** An institution as people call it: `O=Hanbit Hospital,L=Seoul,C=KR` is "Hanbit Hospital". */
const called = (name: string): string => parseName(name).organisation

/** What the person agrees to, as a document; both sides make up the same, but for what the records were collected for, which the seller says. @param recipient the buyer */
export async function saleTerms(
  q: Query,
  recipient: { readonly name: string; readonly key: Uint8Array },
  dealing: Uint8Array,
  collected: readonly Collected[],
): Promise<SaleConsentTerms> {
  // Loaded by whom a sale is made with.
  const { Catalogue } = await import('@hdms/health/codes/catalogue.ts')
  const { concepts } = new Catalogue()
  const names = (language: 'en' | 'ko'): string =>
    q.criteria
      .filter((c) => c.wanted)
      .map((c) => concepts.find((x) => x.id === c.concept)?.[language] ?? c.codes.slice(0, 3).join(' '))
      .join(', ')
  const scope = q.criteria.filter((c) => c.wanted).map((c) => c.concept || c.codes.slice(0, 3).join(' '))
  const until = dateOf(q.useUntil)
  const days = q.days ? 'told' : q.months ? 'told by their months' : 'not told'
  const isPublic = collected.includes('public-service')
  const daysKo = q.days ? '날짜는 나갑니다' : q.months ? '날짜는 월까지만 나갑니다' : '날짜는 나가지 않습니다'
  return {
    recipient: recipient.name,
    recipientKey: hex(recipient.key),
    purpose: q.purpose,
    scope: scope.join(','),
    end: String(q.useUntil),
    sale: 'paid',
    price: String(q.price),
    part: String(q.price),
    order: hex(queryHash(q)),
    dealing: hex(dealing),
    days,
    collected: collected.join(','),
    words:
      `This is a paid sale. ${called(recipient.name)} buys these data of yours: ${names('en')}; codes, values, units and states, the days of them are ${days}; ` +
      `never your name, notes or numbers. It may use them for ${PURPOSES[q.purpose]} until ${until}, and destroys them then. ` +
      `You are paid ${q.price} units, all of them yours. You can withdraw whenever you like under Consents: from then on nothing more is handed over, ` +
      'and the buyer has to destroy what it has and to tell you so. What was analysed before stays.' +
      (isPublic
        ? ' Some of it was collected for the public service; it is sold on the separate basis that you gave, while that stands.'
        : ''),
    wordsKo:
      `이것은 유상 판매입니다. ${called(recipient.name)}에서 다음 데이터를 삽니다: ${names('ko')}. 코드, 값, 단위, 상태가 나가며 ${daysKo}. ` +
      `이름, 메모, 번호는 절대 나가지 않습니다. ${until}까지 ${PURPOSES_KO[q.purpose]} 목적에만 쓸 수 있고 그 뒤에는 파기합니다. ` +
      `${q.price}포인트를 전액 받습니다. 언제든 동의 화면에서 철회할 수 있고, 철회하면 더 이상 전달되지 않으며 구매자는 파기하고 알려야 합니다. 이미 분석한 결과는 남습니다.` +
      (isPublic ? ' 일부는 공공서비스를 위해 수집된 데이터이며, 따로 하신 동의가 유효한 동안 그에 따라 판매됩니다.' : ''),
  }
}

export interface GivenConsent {
  readonly id: Uint8Array
  readonly vk: Uint8Array
  readonly reference: InputLeaf
  readonly message: trading.Consent.$Properties
}

/** Gives it, at the notary where the tokens lie: what is withdrawn there stops the sale there. @param key the one-time name's @param end minute that the terms say */
export function* giveSaleConsent(
  ctx: FlowContext<SellerServices>,
  session: Session,
  terms: SaleConsentTerms,
  key: Uint8Array,
  name: string,
  notary: string,
  end: number,
): Flow<GivenConsent> {
  const index = yield* ctx.random(16)
  const now = yield* ctx.now()
  const made = yield* ctx.crypto('terms', async (services) => {
    const { documents } = services
    const doc = issueDocument('hdms/consent-terms', key, [{ kind: 'terms', value: fromValue(terms) }], services.crypto.random)
    const encoded = encodeDocument(doc)
    const { lock } = await ownLock(services, index)
    const stored = await documents.writeBlob(encoded)
    return { encoded, vk: doc.verificationKey, owner: lock.owner, lock: lock.lock, nk: lock.nk, stored }
  })
  yield* ctx.tx('keep the terms', (changes, { vault, documents }) => {
    vault.giveOut(changes, made.owner, { index, contract: CONSENT, dealing: session.id, expires: now + 30 * DAY })
    documents.enter(changes, decodeDocument(made.encoded), made.stored, { storedAt: now, dealing: session.id })
    return null
  })
  const dummy = yield* ctx.random(16)
  const { transaction, answer, signature } = yield* transact(ctx, {
    label: 'Consent to a sale',
    dealing: session.id,
    notary,
    end,
    signer: ({ seller }) => seller.names.seedOf(name),
    draft: async (services) => ({
      inputs: [{ input: (await dummyInput(services, dummy)).input, contract: '' }],
      outputs: [{ output: { contract: CONSENT, state: encodeConsent({ terms: made.vk, patient: key }) }, owner: made.owner }],
      commands: [{ contract: CONSENT, name: 'Give', data: new Uint8Array(0) }],
      signers: [key],
      submitter: key,
    }),
    spending: (services) => dummyInput(services, dummy),
  })
  const { lock, nk, vk } = made
  const message = { transaction, answer, signature, lock, nk, terms: made.encoded }
  const id = transactionId(decodeTransaction(transaction))
  return { id, vk, reference: { ref: { txId: id, index: 0 }, lock, nk }, message }
}

const refuse: RefuseAs<TradingReasons, 'OFFER_REFUSED'> = refusingAs(refuseFor, 'OFFER_REFUSED', {})

/** The buyer's side: the consent is final, of this name, and says what was ordered. @returns verification key of its terms, its transaction, and what the records were collected for */
export function* takeSaleConsent(
  ctx: FlowContext<CoreServices>,
  session: Session,
  given: Complete<trading.Consent.$Properties>,
  expected: SaleConsentTerms,
  key: Uint8Array,
  notary: string,
): Flow<{ readonly vk: Uint8Array; readonly id: Uint8Array; readonly collected: Collected[] }> {
  const consent = yield* ctx.crypto('check consent', async (services) => {
    const { view, transaction, id } = await checkTransaction(services, given.transaction, [given.signature])
    const answer = await checkAnswer(services, notary, transaction, given.answer)
    const [output] = view.outputs
    if (output?.contract !== CONSENT) return refuse('no-consent')
    const state = decodeConsent(output.state)
    if (!equal(output.owner, ownerOf(given.lock, given.nk))) refuse('consent-closed')
    if (!equal(state.patient, key)) refuse('consent-of-other')
    const terms = decodeDocument(given.terms)
    if (!equal(terms.verificationKey, state.terms)) refuse('other-terms')
    const [group, ...more] = groupsOf(terms.leaves)
    const said = (group && more.length === 0 ? toValue(group.value) : {}) as SaleConsentTerms
    // The words are the person's own, and what it was collected for is the records'; all else is what was ordered.
    const fields = (Object.keys(expected) as (keyof SaleConsentTerms)[]).filter((f) => !f.startsWith('words') && f !== 'collected')
    if (fields.some((field) => said[field] !== expected[field])) refuse('consent-otherwise')
    const collected = collectedOf(typeof said.collected === 'string' ? said.collected : '')
    if (!collected) return refuseFor('PURPOSE_REFUSED', 'collected-unsaid')
    return { transaction, answer, vk: state.terms, id, collected }
  })
  const id = yield* record(ctx, session.id, notary, consent.transaction, [given.signature])
  yield* finalise(ctx, id, consent.answer)
  return { vk: consent.vk, id: consent.id, collected: consent.collected }
}
