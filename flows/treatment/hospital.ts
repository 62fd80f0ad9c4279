/** Treatment, the hospital's side: paper steps 4 to 9, 11, 13 to 18 and 21 (docs/ledger.md §10). */

import { equal, hex } from '@hdms/shared/bytes.ts'
import { decodeDocument, groupsOf } from '@hdms/shared/documents/document.ts'
import { member, parseJson, stringMember, toValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { minuteOf } from '@hdms/shared/time.ts'
import { build, commit, dummyInput, giveOutOwner, record, type Spending, sign, WINDOW, walletInput } from '../core/finality.ts'
import { step } from '../core/progress.ts'
import type { CoreServices } from '../core/services.ts'
import { codeOf, type FlowContext, type Responder, type ResponderArgs } from '../engine/context.ts'
import type { Flow, Session, Value } from '../engine/types.ts'
import type { HolderServices } from '../erasure/comply.ts'
import { encodeOrder, ORDER, RECORD } from './contracts.ts'
import { WAIT } from './dealing.ts'
import { type Desk, HIS_EVENT, type HisEvent, type HisPort } from './his-port.ts'
import { type IssuedRecord, issueRecord, type Recipient, register } from './issue-record.ts'
import { refuse } from './reasons.ts'
import { receiveShare } from './receive-share.ts'
import { present, requestAttachment, requestMessage, toHospital, toPatient } from './wire.ts'

export interface HospitalServices extends HolderServices {
  readonly his: HisPort
  /** Remembers that an order number is ours, so that the HIS adapter can tell what it is about. */
  readonly orders: {
    open(changes: Change[], order: OrderRow): void
    get(orderId: string): OrderRow | undefined
    /** Remembers what of a person's records went to the HIS under which consent. */
    handedOver(changes: Change[], line: HandedOver): void
  }
}
/** Records of a person that were handed over to the HIS; identifiers and kinds, no content. */
export interface HandedOver {
  /** Transactions, hex. */
  readonly share: string
  readonly consent: string
  readonly orderId: string
  /** Verification keys, hex. */
  readonly records: readonly string[]
  /** What was asked for. */
  readonly kinds: readonly string[]
  /** What of each record went over: a law speaks of that, not of what was asked for. Older rows lack it. */
  readonly of?: Readonly<Record<string, readonly string[]>>
  /** ms since 1970. */
  readonly at: number
}
export interface OrderRow {
  readonly orderId: string
  readonly dealing: string
  readonly patientId?: string
  /** Name of the person's node. */
  readonly person?: string
  /** Of a completed order: at which notary its record was issued, and which record stands now. */
  readonly notary?: string
  readonly record?: IssuedRecord
}

type Ctx = FlowContext<HospitalServices>
const HOSPITAL = 'the hospital'

/** What step 4 finds in a request. */
export interface Opened extends Recipient {
  readonly requestVk: Uint8Array
  readonly attachment: Uint8Array
  readonly desk: Desk
  readonly reason: string
}

export const respondTreatment: Responder<HospitalServices> = {
  name: 'treatment.respond',
  version: 1,
  responds: true,
  *run(ctx, { session, first }: ResponderArgs): Flow<string> {
    const opened = yield* openRequest(ctx, session, first)
    const orderId = hex(yield* ctx.random(6))
    const patientId = yield* askHis(ctx, opened, orderId)
    let approval: Approval | undefined
    const state = { final: false }
    try {
      approval = yield* approve(ctx, opened)
      for (let number = 1; ; number++) {
        const event = yield* ctx.event<HisEvent & { readonly [k: string]: Value }>(HIS_EVENT, orderId, { watch: session, timeout: WAIT })
        if (event.kind === 'data-request') yield* receiveShare(ctx, opened, { orderId, patientId, approval: approval.id, number, event })
        else if (event.kind === 'result') return yield* issueResult(ctx, opened, approval, { orderId, patientId, event }, state)
        else if (event.kind === 'cancelled') ctx.refuse(HOSPITAL, event.reason)
      }
    } catch (error) {
      // After finality nothing is taken back: the flow is kept and repaired.
      if (!state.final) yield* closeOrder(ctx, opened, approval, { orderId, patientId, code: codeOf(error) })
      throw error
    }
  },
}

interface Closing {
  readonly orderId: string
  readonly patientId: string
  readonly code: string
}

/** The person's side, or ours, ended it: the order is spent on the ledger, and the HIS learns that nothing more comes of it. */
function* closeOrder(ctx: Ctx, o: Opened, approval: Approval | undefined, { orderId, patientId, code }: Closing): Flow<void> {
  yield* ctx.step('close the order at the HIS', async ({ services, deduplicationId }) => {
    // The HIS may have merged the patient into another one meanwhile.
    await services.his.close(orderId, services.orders.get(orderId)?.patientId ?? patientId, code, deduplicationId)
    return null
  })
  while (approval) {
    const spend = orderSpending(approval)
    const transaction = yield* build(ctx, 'Close', o.notary, WINDOW, async (services) => ({
      inputs: [{ input: (await spend(services)).input, contract: ORDER }],
      commands: [{ contract: ORDER, name: 'Close', data: new Uint8Array(0) }],
      signers: [services.identity.key],
      submitter: services.identity.key,
    }))
    yield* record(ctx, o.session.id, o.notary, transaction, [yield* sign(ctx, transaction)])
    try {
      if (yield* commit(ctx, o.notary, transaction, spend)) return
    } catch (error) {
      // Spent already: whatever spent it closed it.
      if (codeOf(error) === 'TX_CONFLICT') return
      throw error
    }
  }
}

const orderSpending =
  (approval: Approval) =>
  (services: CoreServices): Promise<Spending> =>
    walletInput(services, approval.orderIndex, { txId: approval.id, index: 0 })

/** Step 4: opens the request and checks that the person signed it for this hospital. */
function* openRequest(ctx: Ctx, session: Session, first: Uint8Array): Flow<Opened> {
  const request = present(toHospital.decode(first).request, 'request')
  const now = yield* ctx.now()
  const opened = yield* ctx.crypto('open request', async ({ crypto, identity, network }) => {
    const patient = network.node(session.peer)
    const doc = decodeDocument(request.document)
    const message = requestMessage(doc.verificationKey, identity.key, request.expires)
    if (!equal(doc.header.issuer, patient.identityKey)) refuse('DOCUMENT_MISMATCH', 'request-of-other')
    if (!(await crypto.verify(patient.identityKey, message, request.signature)))
      fail('SIGNATURE_INVALID', { what: 'the treatment request' })
    if (minuteOf(now) > request.expires) ctx.refuse(HOSPITAL, 'the request has expired')
    const value = groupsOf(doc.leaves)[0]?.value
    const desk = toValue(member(value, 'desk') ?? parseJson('{}')) as Desk
    if (stringMember(value, 'person') !== session.peer || stringMember(value, 'hospital') !== identity.name) {
      refuse('DOCUMENT_MISMATCH', 'request-names-others')
    }
    const whose = { patientKey: patient.identityKey, notary: network.node(identity.name).notary }
    return { ...whose, vk: doc.verificationKey, desk, reason: stringMember(value, 'reason') ?? '' }
  })
  const [owner] = request.owners
  if (owner?.length !== 32) return refuse('WIRE_MALFORMED', 'no-owner', { what: 'treatment request' })
  yield* step(ctx, session.id, 4, 'opened the request with its private key and checked the signature')
  return {
    session,
    patientKey: opened.patientKey,
    patientName: session.peer,
    requestVk: opened.vk,
    attachment: requestAttachment(request.signature, request.expires),
    owner,
    desk: opened.desk,
    reason: opened.reason,
    notary: opened.notary,
  }
}

/** Steps 5 and 6: the HIS matches the person and decides. @returns its patient identifier */
function* askHis(ctx: Ctx, o: Opened, orderId: string): Flow<string> {
  yield* ctx.tx('open order', (changes, { orders }) => {
    orders.open(changes, { orderId, dealing: o.session.id, person: o.patientName })
    return null
  })
  yield* ctx.step('submit to the HIS', async ({ services, deduplicationId }) => {
    await services.his.submit({ orderId, desk: o.desk, reason: o.reason }, deduplicationId)
    return null
  })
  yield* step(ctx, o.session.id, 5, 'handed the request to the HIS')
  const decision = yield* ctx.event<HisEvent & { readonly [k: string]: Value }>(HIS_EVENT, orderId, { watch: o.session, timeout: WAIT })
  if (decision.kind !== 'decision') return refuse('HIS_PROTOCOL', 'no-decision')
  if (!decision.approved) return ctx.refuse(HOSPITAL, decision.reason || 'no reason given')
  yield* ctx.tx('matched', (changes, { orders }) => {
    // The HIS may have merged the patient into another one meanwhile.
    const patientId = orders.get(orderId)?.patientId ?? decision.patientId
    orders.open(changes, { orderId, dealing: o.session.id, person: o.patientName, patientId })
    return null
  })
  yield* step(ctx, o.session.id, 6, 'the HIS matched the person and approved')
  return decision.patientId
}

interface Approval {
  readonly id: Uint8Array
  readonly orderIndex: Uint8Array
}

/** Steps 7 to 10: Approve, registered and sent. */
function* approve(ctx: Ctx, o: Opened): Flow<Approval> {
  yield* step(ctx, o.session.id, 7, 'made the verification key of the request')
  const owner = yield* giveOutOwner(ctx, ORDER, o.session.id, 365)
  const orderIndex = yield* ctx.read('index of the order', ({ vault }) => vault.ownerRow(owner)?.index ?? fail('BUG', { what: 'an owner' }))
  for (;;) {
    const dummy = yield* ctx.random(16)
    const transaction = yield* build(ctx, 'Approve', o.notary, WINDOW, async (services) => ({
      inputs: [{ input: (await dummyInput(services, dummy)).input, contract: '' }],
      outputs: [
        {
          output: { contract: ORDER, state: encodeOrder({ request: o.requestVk, hospital: services.identity.key, patient: o.patientKey }) },
          owner,
        },
      ],
      commands: [{ contract: ORDER, name: 'Approve', data: new Uint8Array(0) }],
      attachments: [o.attachment],
      signers: [services.identity.key],
      submitter: services.identity.key,
    }))
    const signature = yield* sign(ctx, transaction)
    yield* record(ctx, o.session.id, o.notary, transaction, [signature])
    const answer = yield* commit(ctx, o.notary, transaction, (services) => dummyInput(services, dummy))
    if (!answer) continue
    yield* register(ctx, o, o.requestVk, yield* ctx.random(32), 8)
    yield* step(ctx, o.session.id, 9, 'the notary notarised the approval and registered the sealed key')
    yield* ctx.send(o.session, toPatient, { approval: { transaction, answer, signature } })
    yield* step(ctx, o.session.id, 10, 'sent the approval; a push wakes a sleeping phone')
    return { id: transactionId(decodeTransaction(transaction)), orderIndex }
  }
}

/** Steps 15 to 18 and 21: the result completes the order. */
function* issueResult(
  ctx: Ctx,
  o: Opened,
  approval: Approval,
  { orderId, patientId, event }: { orderId: string; patientId: string; event: Extract<HisEvent, { kind: 'result' }> },
  state: { final: boolean },
): Flow<string> {
  const spending = orderSpending(approval)
  const ground = {
    label: 'Result',
    inputs: async (services: CoreServices) => [{ input: (await spending(services)).input, contract: ORDER }],
    commands: [
      { contract: ORDER, name: 'Complete', data: new Uint8Array(0) },
      { contract: RECORD, name: 'Issue', data: new Uint8Array(0) },
    ],
    spending,
  }
  const record = yield* issueRecord(ctx, o, event.resources, ground, state)
  // What the HIS corrects later is found by the order.
  yield* ctx.tx('completed', (changes, { orders }) => {
    const now = orders.get(orderId)?.patientId ?? patientId
    orders.open(changes, { orderId, dealing: o.session.id, patientId: now, person: o.patientName, notary: o.notary, record })
    return null
  })
  return record.verificationKey
}
