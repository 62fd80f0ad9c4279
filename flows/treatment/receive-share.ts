/** The hospital's side of a share: paper steps 11, 13 and 14. */
import { equal, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { decodeDocument, groupsOf, openDisclosure } from '@hdms/shared/documents/document.ts'
import { stringMember, writeJson } from '@hdms/shared/documents/json.ts'
import { openSealed } from '@hdms/shared/envelope/envelope.ts'
import { fail } from '@hdms/shared/errors.ts'
import { commandsOf, inputNullifier } from '@hdms/shared/ledger/components.ts'
import { ownerOf } from '@hdms/shared/ledger/lock.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { decode } from '@hdms/shared/messages/wire.ts'
import { recordMessage } from '@hdms/shared/notary/register.ts'
import { isOneToOne, isSameList } from '@hdms/shared/one-to-one.ts'
import { minuteOf } from '@hdms/shared/time.ts'
import { CONSENT, decodeConsent, decodeShare } from '../consent/contract.ts'
import { checkAnswer, checkTransaction, finalise, record, sign } from '../core/finality.ts'
import type { FlowContext } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { WAIT } from './dealing.ts'
import type { HisEvent } from './his-port.ts'
import type { HospitalServices, Opened } from './hospital.ts'
import { step } from './progress.ts'
import { bytes, type Complete, present, toHospital, toPatient, treatment } from './wire.ts'

type Ctx = FlowContext<HospitalServices>

export interface DataRequestArgs {
  readonly orderId: string
  readonly patientId: string
  /** Id of the Approve transaction. */
  readonly approval: Uint8Array
  readonly number: number
  readonly event: Extract<HisEvent, { kind: 'data-request' }>
}

/** What the hospital asked for, and the key it is to be sealed to. */
interface Asked {
  readonly items: readonly string[]
  readonly purpose: string
  readonly end: number
  readonly secret: Uint8Array
  readonly publicKey: Uint8Array
}

export function* receiveShare(ctx: Ctx, o: Opened, args: DataRequestArgs): Flow<void> {
  const { services } = ctx
  const now = yield* ctx.now()
  const secret = yield* ctx.random(32)
  const publicKey = yield* ctx.crypto('recipient key', () => XWING.publicKey(services.crypto, secret))
  const { items, purpose, days } = args.event
  const asked: Asked = { items, purpose, end: minuteOf(now) + days * 24 * 60, secret, publicKey }
  yield* ctx.send(o.session, toPatient, {
    dataRequest: { items: [...items], purpose, recipientKey: publicKey, end: asked.end, approval: args.approval, number: args.number },
  })
  yield* step(ctx, o.session.id, 11, `the HIS asked for ${items.join(', ')}; the request went on to the person`)

  const given = present((yield* ctx.receive(o.session, toHospital, { timeout: WAIT })).consent, 'consent')
  yield* takeConsent(ctx, o, asked, given)
  const share = yield* agreeOnShare(ctx, o, asked, given)
  const nullifier = inputNullifier(reference(given))
  const received = { ciphertext: given.ciphertext, wrappedKey: share.wrappedKey, transaction: share.transaction }

  // Step 13: opened and checked; only counts are journaled.
  const checked = yield* ctx.step('check the data', async () => {
    const state = await services.network.notary(o.notary).unspent(nullifier)
    return state.unspent ? { resources: (await openShare(services, o, asked, received)).length } : null
  })
  if (checked === null) return yield* withdrawn(ctx, o)
  yield* step(ctx, o.session.id, 13, `opened the data and checked ${checked.resources} resources against their verification keys`)

  // Step 14: a fresh "unspent" within 60 s before anything is handed over; when the notary is silent, this waits.
  const handed = yield* ctx.step('hand over to the HIS', async ({ deduplicationId }) => {
    const resources = await openShare(services, o, asked, received)
    const state = await services.network.notary(o.notary).unspent(nullifier)
    if (!state.unspent) return false
    const patientId = services.orders.get(args.orderId)?.patientId ?? args.patientId
    await services.his.handOver(args.orderId, patientId, resources, deduplicationId)
    return true
  })
  if (!handed) return yield* withdrawn(ctx, o)
  yield* ctx.send(o.session, toPatient, { outcome: { handedOver: true } })
  yield* step(ctx, o.session.id, 14, 'handed the data over to the HIS; the treatment takes place')
}

function* withdrawn(ctx: Ctx, o: Opened): Flow<never> {
  yield* ctx.send(o.session, toPatient, { outcome: { handedOver: false } })
  return fail('CONSENT_SPENT')
}

type Given = Complete<treatment.ConsentGiven.$Properties>
const reference = (given: Given) => ({
  ref: { txId: transactionId(decodeTransaction(given.transaction)), index: 0 },
  lock: given.lock,
  nk: given.nk,
})

/** The consent is final, the person's, opens with what was given, and its terms are what was asked. */
function* takeConsent(ctx: Ctx, o: Opened, asked: Asked, given: Given): Flow<void> {
  const { services } = ctx
  const consent = yield* ctx.crypto('check consent', async () => {
    const { view, transaction } = await checkTransaction(services, given.transaction, [given.signature])
    const answer = await checkAnswer(services, o.notary, transaction, given.answer)
    const [output] = view.outputs
    const state = output?.contract === CONSENT ? decodeConsent(output.state) : fail('TX_MALFORMED', { why: 'it makes no consent' })
    if (!output || !equal(output.owner, ownerOf(given.lock, given.nk))) fail('TX_MALFORMED', { why: 'the consent does not open' })
    if (!equal(state.patient, o.patientKey)) fail('TX_MALFORMED', { why: "the consent is somebody else's" })
    const terms = decodeDocument(given.terms)
    if (!equal(terms.verificationKey, state.terms)) fail('DOCUMENT_MISMATCH', { why: 'the terms are not those of the consent' })
    // A second group could say other things in the same words, and be opened in a later Share.
    const [group, ...more] = groupsOf(terms.leaves)
    const value = more.length === 0 ? group?.value : undefined
    const agreed =
      stringMember(value, 'recipientKey') === hex(services.identity.key) &&
      stringMember(value, 'purpose') === asked.purpose &&
      stringMember(value, 'scope') === asked.items.join(',') &&
      stringMember(value, 'end') === String(asked.end)
    if (!agreed) fail('TX_MALFORMED', { why: 'the terms are not what was asked for' })
    return { transaction, answer }
  })
  const id = yield* record(ctx, o.session.id, o.notary, consent.transaction, [given.signature])
  yield* finalise(ctx, id, consent.answer)
}

/** Step 12c: records and signs the Share; when its window was missed, a new one comes. */
function* agreeOnShare(ctx: Ctx, o: Opened, asked: Asked, given: Given): Flow<{ transaction: Uint8Array; wrappedKey: Uint8Array }> {
  const { services } = ctx
  let transaction = bytes(present(given.share, 'share').transaction)
  for (;;) {
    const offered = transaction
    const current = yield* ctx.crypto('check share', async () => {
      const { view, transaction } = await checkTransaction(services, offered, [], [o.patientKey, services.identity.key])
      const command = decodeShare((view.commands[0] as (typeof view.commands)[0]).data)
      const fits =
        equal(command.ciphertextHash, sha256(given.ciphertext)) &&
        equal(command.recipientKeyHash, sha256(asked.publicKey)) &&
        isSameList(command.items, asked.items) &&
        equal(view.visible.references[0] as Uint8Array, inputNullifier(reference(given)))
      if (!fits) fail('TX_MALFORMED', { why: 'the share is of other data' })
      return transaction
    })
    const signature = yield* sign(ctx, current)
    const id = yield* record(ctx, o.session.id, o.notary, current, [signature])
    yield* ctx.send(o.session, toPatient, { shareSigned: { signature } })
    const reply = yield* ctx.receive(o.session, toHospital, { timeout: WAIT })
    if (reply.share) {
      transaction = bytes(reply.share.transaction)
      continue
    }
    const key = present(reply.key, 'key')
    const answer = yield* ctx.crypto('check share answer', async () => {
      await checkTransaction(services, current, [signature, key.signature])
      return checkAnswer(services, o.notary, current, key.answer)
    })
    yield* finalise(ctx, id, answer, [signature, key.signature])
    return { transaction: current, wrappedKey: key.wrappedKey }
  }
}

/**
 * Opens the shared data and checks each document: its root is one the Share names; a registered record carries its issuer's
 * signature and stands in the notary's signed list; anything else is the person's own claim.
 * @returns FHIR resources as JSON texts. @throws DOCUMENT_MISMATCH, SIGNATURE_INVALID, ENVELOPE_REFUSED
 */
async function openShare(
  services: HospitalServices,
  o: Opened,
  asked: Asked,
  received: { ciphertext: Uint8Array; wrappedKey: Uint8Array; transaction: Uint8Array },
): Promise<string[]> {
  const { crypto } = services
  const tx = decodeTransaction(received.transaction)
  const command = decodeShare((commandsOf(tx)[0] as ReturnType<typeof commandsOf>[0]).data)
  const key = await openSealed(crypto, asked.secret, transactionId(tx), received.wrappedKey)
  const plain = await crypto.gcmOpen(key, new Uint8Array(12), new Uint8Array(0), received.ciphertext)
  const resources: string[] = []
  const { documents } = decode(treatment.SharedData, plain, 'shared data')
  const disclosed = documents.map((shared) => ({ shared, ...openDisclosure(bytes(shared.disclosure)) }))
  // One that is shown twice, or named and not shown, would be as wrong as one that is not named.
  const keys = disclosed.map((d) => d.verificationKey)
  if (!isOneToOne(keys, command.documents)) fail('DOCUMENT_MISMATCH', { why: 'the documents are not those that the share names' })
  for (const { shared, header, verificationKey, groups } of disclosed) {
    if (groups.some((g) => !asked.items.includes(g.kind))) fail('DOCUMENT_MISMATCH', { why: 'it holds more than was agreed' })
    if (shared.recordId && shared.recordId.length > 0) await checkRegistered(services, shared, header.issuer, verificationKey)
    else if (!equal(header.issuer, o.patientKey)) fail('DOCUMENT_MISMATCH', { why: 'an unregistered record claims another issuer' })
    resources.push(...groups.map((g) => writeJson(g.value)))
  }
  return resources
}

async function checkRegistered(
  services: HospitalServices,
  shared: treatment.SharedDocument.$Properties,
  issuer: Uint8Array,
  vk: Uint8Array,
): Promise<void> {
  const notary = services.network.notary(shared.notary ?? '')
  const recordId = bytes(shared.recordId)
  const message = recordMessage(notary.id, recordId, vk)
  if (!(await services.crypto.verify(issuer, message, bytes(shared.issuerSignature))))
    fail('SIGNATURE_INVALID', { what: "a record's issuer" })
  const [entry] = await notary.list([recordId])
  if (!entry?.known || entry.operation !== 0 || !equal(entry.verificationKey, vk))
    fail('DOCUMENT_MISMATCH', { why: 'a record does not stand in the register' })
}
