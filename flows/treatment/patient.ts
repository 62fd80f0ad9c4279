/** Treatment, the person's side: paper steps 1 to 3, 10 to 12, 19 and 20 (docs/ledger.md §10). */
import { equal, hex } from '@hdms/shared/bytes.ts'
import { H, sha256 } from '@hdms/shared/crypto/hash.ts'
import { decodeDocument, discloseGroups, encodeDocument, groupsOf, issueDocument, proveLeaf } from '@hdms/shared/documents/document.ts'
import { fromValue, stringMember, writeJson } from '@hdms/shared/documents/json.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import { fail } from '@hdms/shared/errors.ts'
import { inputNullifier } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { encode } from '@hdms/shared/messages/wire.ts'
import { decodeAnswer, decodeHeader } from '@hdms/shared/notary/answer.ts'
import { recordMessage } from '@hdms/shared/notary/register.ts'
import { MINUTE, minuteOf } from '@hdms/shared/time.ts'
import { CONSENT, type ConsentTerms, encodeConsent, encodeShare, SHARED_TERMS } from '../consent/contract.ts'
import {
  build,
  checkAnswer,
  checkTransaction,
  commit,
  dummyInput,
  finalise,
  giveOutOwner,
  ownLock,
  record,
  SHARE_WINDOW,
  settle,
  sign,
  WINDOW,
} from '../core/finality.ts'
import type { CoreServices } from '../core/services.ts'
import type { FlowContext, FlowDefinition } from '../engine/context.ts'
import type { Flow, Session, Value } from '../engine/types.ts'
import { decodeOrder, decodeRecord, ORDER, RECORD } from './contracts.ts'
import type { Desk } from './his-port.ts'
import { step } from './progress.ts'
import { bytes, type Complete, present, requestAttachment, requestMessage, toHospital, toPatient, treatment } from './wire.ts'

type Ctx = FlowContext<CoreServices>

export interface TreatmentArgs {
  /** X.500 name of the hospital. */
  readonly hospital: string
  readonly desk: Desk
  /** Why the person comes, in their own words. */
  readonly reason: string
  readonly [key: string]: Value
}
export interface TreatmentResult {
  readonly dealing: string
  /** Verification key of the record, hex. */
  readonly record: string
  readonly [key: string]: Value
}

/** What the person is asked at step 12. */
export interface ConsentQuestion {
  readonly dealing: string
  readonly recipient: string
  readonly items: readonly string[]
  readonly purpose: string
  readonly end: number
  readonly accessPath: string
  /** How many resources of each kind would leave. */
  readonly counts: Readonly<Record<string, number>>
  readonly [key: string]: Value
}
/** The person's decision on a question. */
export interface Decision {
  readonly approved: boolean
  readonly reason?: string
  readonly [key: string]: Value
}

const REQUEST_LIFE_DAYS = 14
const WAIT = 14 * 24 * 60 * MINUTE
const PERSON = 'the person'

interface Dealing {
  readonly session: Session
  readonly hospital: string
  readonly hospitalKey: Uint8Array
  readonly notary: string
  readonly requestVk: Uint8Array
  readonly attachment: Uint8Array
  readonly owner: Uint8Array
}

export const requestTreatment: FlowDefinition<CoreServices, TreatmentArgs, TreatmentResult> = {
  name: 'treatment.request',
  version: 1,
  *run(ctx, args): Flow<TreatmentResult> {
    const dealing = yield* sendRequest(ctx, args)
    let approval: Uint8Array | undefined
    for (;;) {
      const message = yield* ctx.receive(dealing.session, toPatient, { timeout: WAIT })
      if (message.approval) approval = yield* takeApproval(ctx, dealing, present(message.approval, 'approval'))
      else if (!approval) return fail('WIRE_MALFORMED', { what: 'treatment message', why: 'it comes before the approval' })
      else if (message.dataRequest) yield* share(ctx, dealing, approval, present(message.dataRequest, 'data request'))
      else if (message.result) return yield* takeResult(ctx, dealing, approval, present(message.result, 'result'))
      else return fail('WIRE_MALFORMED', { what: 'treatment message', why: 'it does not fit here' })
    }
  },
}

/** Steps 1 to 3. */
function* sendRequest(ctx: Ctx, args: TreatmentArgs): Flow<Dealing> {
  const { crypto, identity, network } = ctx.services
  const hospital = network.node(args.hospital)
  const session = yield* ctx.open(args.hospital, 'treatment.respond', 1)
  yield* step(ctx, session.id, 1, "verified the hospital's node info and its certificate path")
  const owner = yield* giveOutOwner(ctx, RECORD, session.id, REQUEST_LIFE_DAYS)
  const now = yield* ctx.now()
  const expires = minuteOf(now) + REQUEST_LIFE_DAYS * 24 * 60
  const request = yield* ctx.crypto('request document', async () => {
    const value = fromValue({ desk: args.desk, reason: args.reason, hospital: args.hospital, person: identity.name })
    const doc = issueDocument('hdms/treatment-request', identity.key, [{ kind: 'request', value }], crypto.random)
    const signature = await crypto.sign(identity.seed, requestMessage(doc.verificationKey, hospital.identityKey, expires))
    return { document: encodeDocument(doc), vk: doc.verificationKey, signature }
  })
  yield* step(ctx, session.id, 2, "created the treatment request and sealed it to the hospital's key")
  yield* ctx.send(session, toHospital, { request: { document: request.document, signature: request.signature, expires, owners: [owner] } })
  yield* step(ctx, session.id, 3, 'sent the sealed request')
  return {
    session,
    hospital: args.hospital,
    hospitalKey: hospital.identityKey,
    notary: hospital.notary,
    requestVk: request.vk,
    attachment: requestAttachment(request.signature, expires),
    owner,
  }
}

/** Step 10: checks the Approve and keeps it. @returns its id */
function* takeApproval(ctx: Ctx, d: Dealing, message: Complete<treatment.Approval.$Properties>): Flow<Uint8Array> {
  const { services } = ctx
  const { transaction, answer, signature } = message
  const id = yield* ctx.crypto('check approval', async () => {
    const { view, id } = await checkTransaction(services, transaction, [signature])
    const [output] = view.outputs
    const order = output?.contract === ORDER ? decodeOrder(output.state) : fail('TX_MALFORMED', { why: 'the approval makes no order' })
    const fits = equal(order.request, d.requestVk) && equal(order.hospital, d.hospitalKey) && equal(order.patient, services.identity.key)
    if (!fits || !equal(bytes(view.attachments[0]), d.attachment)) fail('TX_MALFORMED', { why: 'the approval is of another request' })
    await checkAnswer(services, d.notary, transaction, answer)
    return id
  })
  const recorded = yield* record(ctx, d.session.id, d.notary, transaction, [signature])
  yield* finalise(ctx, recorded, answer)
  yield* step(ctx, d.session.id, 10, "received the approval and checked the notary's answer")
  return id
}

// ── Steps 11 and 12 ──────────────────────────────────────────────────────────────────────────────────────────────────

function countsOf(services: CoreServices, items: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of services.documents.list()) {
    for (const item of items) counts[item] = (counts[item] ?? 0) + (row.profile.startsWith('fhir-r4/') ? (row.kinds[item] ?? 0) : 0)
  }
  return counts
}

interface Given {
  readonly transaction: Uint8Array
  readonly answer: Uint8Array
  readonly signature: Uint8Array
  readonly id: Uint8Array
  readonly index: Uint8Array
  readonly lock: Uint8Array
  readonly nk: Uint8Array
  readonly terms: Uint8Array
}

function* share(ctx: Ctx, d: Dealing, approval: Uint8Array, request: Complete<treatment.DataRequest.$Properties>): Flow<void> {
  const { services } = ctx
  if (!equal(request.approval, approval)) fail('TX_MALFORMED', { why: 'the access path of the data request is not this dealing' })
  const counts = yield* ctx.crypto('count', async () => countsOf(services, request.items))
  yield* step(ctx, d.session.id, 11, `was asked for ${request.items.join(', ')}`)
  const question: ConsentQuestion = {
    dealing: d.session.id,
    recipient: d.hospital,
    items: request.items,
    purpose: request.purpose,
    end: request.end,
    accessPath: hex(approval),
    counts,
  }
  const decision = yield* ctx.ask<Decision>('consent', question)
  if (!decision.approved) ctx.refuse(PERSON, decision.reason || 'the person does not agree to share these data')

  const consent = yield* giveConsent(ctx, d, request)
  const sealed = yield* ctx.crypto('seal the data', () => collect(services, request.items))
  const draft = yield* draftShare(ctx, d, request, consent, sealed)
  yield* ctx.send(d.session, toHospital, {
    consent: {
      transaction: consent.transaction,
      answer: consent.answer,
      signature: consent.signature,
      lock: consent.lock,
      nk: consent.nk,
      terms: consent.terms,
      ciphertext: sealed.ciphertext,
      share: { transaction: draft.transaction },
    },
  })
  yield* releaseKey(ctx, d, request, consent, sealed, draft)
  yield* step(ctx, d.session.id, 12, 'signed a consent and shared what it covers, sealed to the hospital')
  const { outcome } = yield* ctx.receive(d.session, toPatient, { timeout: WAIT })
  if (!present(outcome, 'outcome').handedOver) fail('CONSENT_SPENT')
}

/** Step 12a. */
function* giveConsent(ctx: Ctx, d: Dealing, request: Complete<treatment.DataRequest.$Properties>): Flow<Given> {
  const { services } = ctx
  const { identity, crypto } = services
  const index = yield* ctx.random(16)
  const now = yield* ctx.now()
  const made = yield* ctx.crypto('terms', async () => {
    const terms: ConsentTerms = {
      recipient: d.hospital,
      recipientKey: hex(d.hospitalKey),
      purpose: request.purpose,
      scope: request.items.join(','),
      end: String(request.end),
    }
    const doc = issueDocument('hdms/consent-terms', identity.key, [{ kind: 'terms', value: fromValue(terms) }], crypto.random)
    const encoded = encodeDocument(doc)
    const { lock } = await ownLock(services, index)
    return {
      encoded,
      vk: doc.verificationKey,
      owner: lock.owner,
      lock: lock.lock,
      nk: lock.nk,
      stored: await services.documents.writeBlob(encoded),
    }
  })
  yield* ctx.tx('keep the terms', (changes) => {
    services.vault.giveOut(changes, made.owner, { index, contract: CONSENT, dealing: d.session.id, expires: now + WAIT })
    services.documents.enter(changes, decodeDocument(made.encoded), made.stored, { storedAt: now, dealing: d.session.id })
    return null
  })
  for (;;) {
    const dummy = yield* ctx.random(16)
    const transaction = yield* build(ctx, 'Consent', d.notary, WINDOW, async () => ({
      inputs: [{ input: (await dummyInput(services, dummy)).input, contract: '' }],
      outputs: [{ output: { contract: CONSENT, state: encodeConsent({ terms: made.vk, patient: identity.key }) }, owner: made.owner }],
      commands: [{ contract: CONSENT, name: 'Give', data: new Uint8Array(0) }],
      signers: [identity.key],
      submitter: identity.key,
    }))
    const signature = yield* sign(ctx, transaction)
    yield* record(ctx, d.session.id, d.notary, transaction, [signature])
    const answer = yield* commit(ctx, d.notary, transaction, () => dummyInput(services, dummy))
    if (!answer) continue
    const id = transactionId(decodeTransaction(transaction))
    return { transaction, answer, signature, id, index, lock: made.lock, nk: made.nk, terms: made.encoded }
  }
}

interface Sealed {
  readonly ciphertext: Uint8Array
  readonly key: Uint8Array
  readonly documents: readonly Uint8Array[]
  readonly [key: string]: Value
}

/** Step 12b: the groups of the consent's scope and nothing else, under a fresh key. */
async function collect(services: CoreServices, items: readonly string[]): Promise<Sealed> {
  const { documents, crypto } = services
  const out: treatment.SharedDocument.$Properties[] = []
  const keys: Uint8Array[] = []
  for (const row of documents.list()) {
    if (!row.profile.startsWith('fhir-r4/') || !items.some((item) => row.kinds[item])) continue
    const doc = await documents.read(row.verificationKey)
    const groups = groupsOf(doc.leaves).filter((g) => items.includes(g.kind))
    const registered = row.record ? { recordId: row.record.id, issuerSignature: row.record.issuerSignature, notary: row.record.notary } : {}
    out.push({ disclosure: discloseGroups(doc, groups), ...registered })
    keys.push(doc.verificationKey)
  }
  const key = crypto.random(32)
  const ciphertext = await crypto.gcmSeal(key, new Uint8Array(12), new Uint8Array(0), encode(treatment.SharedData, { documents: out }))
  return { ciphertext, key, documents: keys }
}

interface Draft {
  readonly transaction: Uint8Array
  readonly signature: Uint8Array
  readonly dummy: Uint8Array
}

/** The Share, as 12b shows it and 12c commits it. */
function* draftShare(
  ctx: Ctx,
  d: Dealing,
  request: Complete<treatment.DataRequest.$Properties>,
  consent: Given,
  sealed: Sealed,
): Flow<Draft> {
  const { services } = ctx
  const { identity } = services
  const dummy = yield* ctx.random(16)
  const transaction = yield* build(ctx, 'Share', d.notary, SHARE_WINDOW, async () => {
    const terms = decodeDocument(consent.terms)
    return {
      inputs: [{ input: (await dummyInput(services, dummy)).input, contract: '' }],
      references: [{ ref: { txId: consent.id, index: 0 }, lock: consent.lock, nk: consent.nk }],
      commands: [
        {
          contract: CONSENT,
          name: 'Share',
          data: encodeShare({
            documents: sealed.documents,
            items: request.items,
            ciphertextHash: sha256(sealed.ciphertext),
            purpose: request.purpose,
            recipientKeyHash: sha256(request.recipientKey),
          }),
        },
      ],
      attachments: SHARED_TERMS.map((field) => proveLeaf(terms, field)),
      signers: [identity.key, d.hospitalKey],
      submitter: identity.key,
    }
  })
  return { transaction, signature: yield* sign(ctx, transaction), dummy }
}

/** Steps 12c and 12d: the key leaves only after the Share is committed and the consent is freshly unspent. */
function* releaseKey(
  ctx: Ctx,
  d: Dealing,
  request: Complete<treatment.DataRequest.$Properties>,
  consent: Given,
  sealed: Sealed,
  first: Draft,
): Flow<void> {
  const { services } = ctx
  let draft = first
  for (;;) {
    const { shareSigned } = yield* ctx.receive(d.session, toPatient, { timeout: WAIT })
    const theirs = bytes(present(shareSigned, 'signature').signature)
    const { transaction, signature, dummy } = draft
    yield* ctx.crypto('check share', async () => {
      await checkTransaction(services, transaction, [signature, theirs])
      return null
    })
    yield* record(ctx, d.session.id, d.notary, transaction, [signature, theirs])
    const answer = yield* commit(ctx, d.notary, transaction, () => dummyInput(services, dummy))
    const fresh = answer ? yield* isFresh(ctx, d, consent, answer) : false
    if (answer && fresh) {
      const wrappedKey = yield* ctx.crypto('wrap the key', () =>
        sealTo(services.crypto, request.recipientKey, transactionId(decodeTransaction(transaction)), sealed.key),
      )
      yield* ctx.send(d.session, toHospital, { key: { answer, wrappedKey, signature } })
      return
    }
    draft = yield* draftShare(ctx, d, request, consent, sealed)
    yield* ctx.send(d.session, toHospital, { share: { transaction: draft.transaction } })
  }
}

/** Unspent, said at most five minutes after the Share's header. @throws CONSENT_SPENT */
function* isFresh(ctx: Ctx, d: Dealing, consent: Given, answer: Uint8Array): Flow<boolean> {
  const nullifier = inputNullifier({ ref: { txId: consent.id, index: 0 }, lock: consent.lock, nk: consent.nk })
  const { unspent, time } = yield* ctx.step('consent unspent?', async () => ({
    ...(await ctx.services.network.notary(d.notary).unspent(nullifier)),
  }))
  if (!unspent) fail('CONSENT_SPENT')
  return time <= decodeHeader(decodeAnswer(answer).header).time + 5 * MINUTE
}

// ── Steps 19 and 20 ──────────────────────────────────────────────────────────────────────────────────────────────────

function* takeResult(
  ctx: Ctx,
  d: Dealing,
  approval: Uint8Array,
  first: Complete<treatment.ResultOffer.$Properties>,
): Flow<TreatmentResult> {
  const { services } = ctx
  let offer = first
  const checked = yield* ctx.crypto('check result', () => checkResult(services, d, approval, offer))
  const decision = yield* ctx.ask<Decision>('result', { dealing: d.session.id, from: d.hospital, summary: checked.summary })
  if (!decision.approved) ctx.refuse(PERSON, decision.reason || 'the person does not accept the result')
  const now = yield* ctx.now()
  const stored = yield* ctx.crypto('store the result', () => services.documents.writeBlob(offer.document))
  yield* ctx.tx('keep the result', (changes) => {
    const recordRow = { id: checked.recordId, seed: offer.oneTimeSeed, issuerSignature: offer.issuerSignature, notary: d.notary }
    services.documents.enter(changes, decodeDocument(offer.document), stored, { storedAt: now, dealing: d.session.id, record: recordRow })
    return null
  })
  yield* step(ctx, d.session.id, 19, 'opened the result, checked key and signature, and stored it')
  for (;;) {
    const { transaction } = offer
    const signature = yield* sign(ctx, transaction)
    const id = yield* record(ctx, d.session.id, d.notary, transaction, [signature])
    yield* ctx.send(d.session, toHospital, { confirmed: { signature } })
    yield* step(ctx, d.session.id, 20, 'confirmed the result')
    const next = yield* awaitFinal(ctx, d, id, transaction)
    if (next === 'final') return { dealing: d.session.id, record: hex(checked.verificationKey) }
    // The window was missed: the same result in a new transaction.
    if (!equal(next.document, offer.document)) fail('TX_MALFORMED', { why: 'the hospital offers another result' })
    offer = next
    yield* ctx.crypto('check result', () => checkResult(services, d, approval, offer))
  }
}

/** The hospital's answer; without one the notary is asked after the window (F5). */
function* awaitFinal(
  ctx: Ctx,
  d: Dealing,
  id: string,
  transaction: Uint8Array,
): Flow<'final' | Complete<treatment.ResultOffer.$Properties>> {
  const { services } = ctx
  try {
    const message = yield* ctx.receive(d.session, toPatient, { timeout: (WINDOW + 2) * MINUTE })
    if (message.result) {
      yield* settle(ctx, d.notary, transaction)
      return present(message.result, 'result')
    }
    const final = present(message.final, 'answer')
    yield* ctx.crypto('check answer', async () => {
      await checkAnswer(services, d.notary, transaction, final.answer)
      return null
    })
    const own = services.vault.get(id)?.signatures ?? []
    yield* finalise(ctx, id, final.answer, [...own, final.signature])
    return 'final'
  } catch (error) {
    // Whatever the hospital says or does not say, the notary's word decides.
    const answer = yield* settle(ctx, d.notary, transaction)
    if (answer) return 'final'
    const silent = (error as { code?: string }).code === 'SESSION_TIMEOUT'
    if (!silent) throw error
    return present((yield* ctx.receive(d.session, toPatient, { timeout: WAIT })).result, 'result')
  }
}

interface CheckedResult {
  readonly recordId: Uint8Array
  readonly verificationKey: Uint8Array
  readonly summary: string
  readonly [key: string]: Value
}

/** Step 19: the transaction, the verification key, the hospital's signature, and that it is about this person and order. */
async function checkResult(
  services: CoreServices,
  d: Dealing,
  approval: Uint8Array,
  offer: Complete<treatment.ResultOffer.$Properties>,
): Promise<CheckedResult> {
  const { crypto, identity, network, vault } = services
  // At this point neither side has signed.
  const { view } = await checkTransaction(services, offer.transaction, [], [identity.key, d.hospitalKey])
  const output = view.outputs.find((o) => o.contract === RECORD) ?? fail('TX_MALFORMED', { why: 'the result makes no record' })
  const state = decodeRecord(output.state)
  if (view.outputs.length !== 1 || !equal(output.owner, d.owner)) fail('TX_MALFORMED', { why: 'the record goes to somebody else' })
  vault.checkGivenOut(output.owner, RECORD, d.session.id)
  const fromOrder = view.inputs.some((i) => i.input.ref && equal(i.input.ref.txId, approval))
  if (!fromOrder) fail('TX_MALFORMED', { why: 'the result is of another order' })
  const doc = decodeDocument(offer.document)
  if (!equal(doc.verificationKey, state.verificationKey)) fail('DOCUMENT_MISMATCH', { why: 'it is not the record on the ledger' })
  if (!equal(doc.header.issuer, d.hospitalKey) || !equal(state.issuer, d.hospitalKey))
    fail('DOCUMENT_MISMATCH', { why: 'its issuer is not the hospital' })
  if (!equal(H('record', await crypto.publicKey(offer.oneTimeSeed)), state.recordId))
    fail('DOCUMENT_MISMATCH', { why: 'its record id is not from its key' })
  const signed = recordMessage(network.notary(d.notary).id, state.recordId, state.verificationKey)
  if (!(await crypto.verify(d.hospitalKey, signed, offer.issuerSignature))) fail('SIGNATURE_INVALID', { what: 'the result' })
  const summaries: string[] = []
  for (const { kind, value } of groupsOf(doc.leaves)) {
    if (kind === 'Provenance') continue
    // About this person: the subject of every resource is the name this node has in the network.
    if (!writeJson(value).includes(JSON.stringify(identity.name))) fail('DOCUMENT_MISMATCH', { why: 'it is about somebody else' })
    const text = stringMember(value, 'conclusion')
    if (text) summaries.push(text)
  }
  return { recordId: state.recordId, verificationKey: doc.verificationKey, summary: summaries.join(' · ') }
}
