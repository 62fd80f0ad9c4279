/** Treatment, the person's side: paper steps 1 to 3, 10, 19 and 20 (docs/ledger.md §10). */

import { subjectField } from '@hdms/health/fhir/subject.ts'
import { equal, hex } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { type Document, decodeDocument, encodeDocument, groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue, type Json, member, stringMember } from '@hdms/shared/documents/json.ts'
import { underRoot } from '@hdms/shared/documents/roots.ts'
import { fail } from '@hdms/shared/errors.ts'
import { recordIdOf, recordMessage } from '@hdms/shared/notary/register.ts'
import { isSameList } from '@hdms/shared/one-to-one.ts'
import { minuteOf } from '@hdms/shared/time.ts'
import { collectedFor } from '../consent/purpose.ts'
import type { RegisteredRoot } from '../core/documents.ts'
import {
  awaitFinal,
  type CheckedTransaction,
  checkAnswer,
  checkTransaction,
  FINAL_WAIT,
  finalise,
  giveOutOwner,
  record,
  sign,
  windows,
} from '../core/finality.ts'
import { step } from '../core/progress.ts'
import type { CoreServices } from '../core/services.ts'
import type { FlowContext, FlowDefinition } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import { decodeOrder, decodeRecord, ORDER, RECORD } from './contracts.ts'
import { type Dealing, PERSON, WAIT } from './dealing.ts'
import type { Desk } from './his-port.ts'
import { share } from './patient-share.ts'
import { resultQuestion } from './questions.ts'
import { refuse } from './reasons.ts'
import { bytes, type Complete, present, requestAttachment, requestMessage, toHospital, toPatient, type treatment } from './wire.ts'

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

const REQUEST_LIFE_DAYS = 14

export const requestTreatment: FlowDefinition<CoreServices, TreatmentArgs, TreatmentResult> = {
  name: 'treatment.request',
  version: 1,
  *run(ctx, args): Flow<TreatmentResult> {
    const dealing = yield* sendRequest(ctx, args)
    let approval: Uint8Array | undefined
    for (;;) {
      const message = yield* ctx.receive(dealing.session, toPatient, { timeout: WAIT })
      if (message.approval && !approval) approval = yield* takeApproval(ctx, dealing, present(message.approval, 'approval'))
      else if (!approval) return refuse('WIRE_MALFORMED', 'before-approval', { what: 'treatment message' })
      else if (message.dataRequest) yield* share(ctx, dealing, approval, present(message.dataRequest, 'data request'))
      else if (message.result) return yield* takeResult(ctx, dealing, approval, present(message.result, 'result'))
      else return refuse('WIRE_MALFORMED', 'out-of-place', { what: 'treatment message' })
    }
  },
}

/** Steps 1 to 3. */
function* sendRequest(ctx: Ctx, args: TreatmentArgs): Flow<Dealing> {
  const hospital = yield* ctx.read('the hospital', ({ network }) => {
    const { identityKey, notary } = network.node(args.hospital)
    return { identityKey, notary }
  })
  const session = yield* ctx.open(args.hospital, 'treatment.respond', 1)
  yield* step(ctx, session.id, 1, "verified the hospital's node info and its certificate path")
  const owner = yield* giveOutOwner(ctx, RECORD, session.id, REQUEST_LIFE_DAYS)
  const now = yield* ctx.now()
  const expires = minuteOf(now) + REQUEST_LIFE_DAYS * 24 * 60
  const request = yield* ctx.crypto('request document', async ({ crypto, identity }) => {
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
  const { signature } = message
  const approval = yield* ctx.crypto('check approval', async (services) => {
    const { view, id, transaction } = await checkTransaction(services, message.transaction, [signature])
    const [output] = view.outputs
    const order = output?.contract === ORDER ? decodeOrder(output.state) : refuse('TX_MALFORMED', 'approval-no-order')
    const fits = equal(order.request, d.requestVk) && equal(order.hospital, d.hospitalKey) && equal(order.patient, services.identity.key)
    if (!fits || !equal(bytes(view.attachments[0]), d.attachment)) refuse('TX_MALFORMED', 'approval-of-other')
    return { id, transaction, answer: await checkAnswer(services, d.notary, transaction, message.answer) }
  })
  const recorded = yield* record(ctx, d.session.id, d.notary, approval.transaction, [signature])
  yield* finalise(ctx, recorded, approval.answer)
  yield* step(ctx, d.session.id, 10, "received the approval and checked the notary's answer")
  return approval.id
}

// ── Steps 19 and 20 ──────────────────────────────────────────────────────────────────────────────────────────────────

function* takeResult(
  ctx: Ctx,
  d: Dealing,
  approval: Uint8Array,
  offer: Complete<treatment.ResultOffer.$Properties>,
): Flow<TreatmentResult> {
  const completes = { completes: approval }
  const checked = yield* ctx.crypto('check result', (services) => checkResult(services, d, completes, offer))
  const record = hex(checked.verificationKey)
  const decision = yield* ctx.ask(resultQuestion, { dealing: d.session.id, from: d.hospital, record, summary: checked.summary })
  if (!decision.approved) ctx.refuse(PERSON, decision.reason || 'the person does not accept the result')
  return { dealing: d.session.id, record: yield* acceptResult(ctx, d, completes, offer, checked) }
}

/** What a record rests on: the order that it completes, by the id of its Approve; or the record that it corrects, by its record id. */
export type RestsOn = { readonly completes: Uint8Array } | { readonly corrects: Uint8Array }

/** Keeps what the person agreed to, confirms it, and sees it final. @returns its verification key, hex */
export function* acceptResult(
  ctx: Ctx,
  d: Receiving,
  on: RestsOn,
  first: Complete<treatment.ResultOffer.$Properties>,
  firstChecked: CheckedResult,
): Flow<string> {
  let [offer, checked] = [first, firstChecked]
  const now = yield* ctx.now()
  const stored = yield* ctx.crypto('store the result', ({ documents }) => documents.writeBlob(offer.document))
  yield* ctx.tx('keep the result', (changes, { documents }) => {
    const { recordId: own, roots } = checked
    const recordRow = { id: own, seed: offer.oneTimeSeed, issuerSignature: offer.issuerSignature, notary: d.notary, roots }
    documents.enter(changes, decodeDocument(offer.document), stored, { storedAt: now, dealing: d.session.id, record: recordRow })
    return null
  })
  yield* step(ctx, d.session.id, 19, 'opened the result, checked key and signature, and stored it')
  const again = windows()
  for (;;) {
    again()
    const { transaction } = checked
    const signature = yield* sign(ctx, transaction)
    const id = yield* record(ctx, d.session.id, d.notary, transaction, [signature])
    yield* ctx.send(d.session, toHospital, { confirmed: { signature } })
    yield* step(ctx, d.session.id, 20, 'confirmed the result')
    // Without the hospital's word the notary is asked after the window (F5).
    const final = yield* awaitFinal(ctx, d.notary, id, transaction, function* () {
      const message = yield* ctx.receive(d.session, toPatient, { timeout: FINAL_WAIT })
      if (message.result) return { instead: present(message.result, 'result') }
      const { answer, signature: theirs } = present(message.final, 'answer')
      const so = yield* ctx.read('signatures so far', ({ vault }) => vault.get(id)?.signatures ?? [])
      return { answer, signatures: [...so, theirs] }
    })
    if (final === 'final') return hex(checked.verificationKey)
    // The window was missed: the same result in a new transaction.
    const next = final?.instead ?? present((yield* ctx.receive(d.session, toPatient, { timeout: WAIT })).result, 'result')
    if (!isSameResult(next, offer)) refuse('TX_MALFORMED', 'other-result')
    offer = next
    checked = yield* ctx.crypto('check result', (services) => checkResult(services, d, on, offer))
  }
}

type ResultOffer = Complete<treatment.ResultOffer.$Properties>

/** All but the transaction: what the person agreed to and this node keeps is what the new one is of, roots and keys included. */
function isSameResult(a: ResultOffer, b: ResultOffer): boolean {
  const parts = ({ document, oneTimeSeed, issuerSignature, roots }: ResultOffer): Uint8Array[] => [
    ...[document, oneTimeSeed, issuerSignature],
    ...roots.map((r) => present(r, 'root')).flatMap((r) => [r.seed, r.oneTimeSeed, r.issuerSignature]),
  ]
  return isSameList(parts(a), parts(b))
}

/** What of a dealing a record is received in. */
type Receiving = Pick<Dealing, 'session' | 'hospital' | 'hospitalKey' | 'notary' | 'owner'>

export interface CheckedResult {
  readonly transaction: CheckedTransaction
  readonly recordId: Uint8Array
  readonly verificationKey: Uint8Array
  readonly roots: readonly (RegisteredRoot & { readonly [key: string]: Value })[]
  readonly summary: string
  readonly [key: string]: Value
}

/** Step 19: the transaction, the verification key, the hospital's signature, and that it is about this person and order. */
export async function checkResult(
  services: CoreServices,
  d: Receiving,
  on: RestsOn,
  offer: Complete<treatment.ResultOffer.$Properties>,
): Promise<CheckedResult> {
  const { crypto, identity, network, vault } = services
  // At this point neither side has signed.
  const { view, transaction } = await checkTransaction(services, offer.transaction, [], [identity.key, d.hospitalKey])
  const output = view.outputs.find((o) => o.contract === RECORD) ?? refuse('TX_MALFORMED', 'result-no-record')
  const state = decodeRecord(output.state)
  if (view.outputs.length !== 1 || !equal(output.owner, d.owner)) refuse('TX_MALFORMED', 'record-to-other')
  vault.checkGivenOut(output.owner, RECORD, d.session.id)
  if ('completes' in on && !view.inputs.some((i) => i.input.ref && equal(i.input.ref.txId, on.completes)))
    refuse('TX_MALFORMED', 'result-of-other-order')
  if ('corrects' in on && !view.commands.some((c) => c.contract === RECORD && c.name === 'Correct' && equal(c.data, on.corrects)))
    refuse('TX_MALFORMED', 'corrects-other')
  const doc = decodeDocument(offer.document)
  if (!equal(doc.verificationKey, state.verificationKey)) refuse('DOCUMENT_MISMATCH', 'not-on-ledger')
  if (!equal(doc.header.issuer, d.hospitalKey) || !equal(state.issuer, d.hospitalKey)) refuse('DOCUMENT_MISMATCH', 'issuer-not-hospital')
  if (!collectedFor(doc.header.profile)) refuse('DOCUMENT_MISMATCH', 'collected-unsaid')
  if (!equal(H('record', await crypto.publicKey(offer.oneTimeSeed)), state.recordId)) refuse('DOCUMENT_MISMATCH', 'record-id-wrong')
  const signed = recordMessage(network.notary(d.notary).id, state.recordId, state.verificationKey)
  if (!(await crypto.verify(d.hospitalKey, signed, offer.issuerSignature))) fail('SIGNATURE_INVALID', { what: 'the result' })
  const roots = await Promise.all(offer.roots.map((r) => checkRoot(services, d, doc, present(r, 'root'))))
  const summaries: string[] = []
  for (const { kind, value } of groupsOf(doc.leaves)) {
    if (kind === 'Provenance') continue
    // About this person: the subject of every resource is the name this node has in the network.
    if (!isAbout(value, kind, identity.name)) refuse('DOCUMENT_MISMATCH', 'about-other')
    // What the report concludes, and what documents there are.
    const text = kind === 'DocumentReference' ? stringMember(member(value, 'type'), 'text') : stringMember(value, 'conclusion')
    if (text) summaries.push(text)
  }
  return { transaction, recordId: state.recordId, verificationKey: doc.verificationKey, roots, summary: summaries.join(' · ') }
}

/** Doctors and places, which the rest points to, are about nobody. */
function isAbout(value: Json, kind: string, person: string): boolean {
  const subjects = [member(value, 'subject'), member(value, 'patient')].filter((subject) => subject !== undefined)
  if (subjects.length === 0) return subjectField(kind) === undefined
  return subjects.every((subject) => stringMember(member(subject, 'identifier'), 'value') === person)
}

/** A further root is the same document, signed by the same hospital. */
async function checkRoot(
  { crypto, network }: CoreServices,
  d: Receiving,
  doc: Document,
  { seed, oneTimeSeed, issuerSignature }: Complete<treatment.Root.$Properties>,
): Promise<RegisteredRoot & { readonly [key: string]: Value }> {
  const id = recordIdOf(await crypto.publicKey(oneTimeSeed))
  const signed = recordMessage(network.notary(d.notary).id, id, underRoot(doc, seed).verificationKey)
  if (!(await crypto.verify(d.hospitalKey, signed, issuerSignature))) fail('SIGNATURE_INVALID', { what: 'a root of the result' })
  return { seed, oneTimeSeed, id, issuerSignature }
}
