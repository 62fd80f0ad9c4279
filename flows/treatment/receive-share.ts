/** The hospital's side of a share: paper steps 11, 13 and 14. */

import { equal, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { decodeDocument, groupsOf, openDisclosure } from '@hdms/shared/documents/document.ts'
import { stringMember, writeJson } from '@hdms/shared/documents/json.ts'
import { openSealed } from '@hdms/shared/envelope/envelope.ts'
import { commandsOf, inputNullifier, referencesOf } from '@hdms/shared/ledger/components.ts'
import { ownerOf } from '@hdms/shared/ledger/lock.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { decode } from '@hdms/shared/messages/wire.ts'
import { isOneToOne, isSameList } from '@hdms/shared/one-to-one.ts'
import { minuteOf } from '@hdms/shared/time.ts'
import { CONSENT, decodeConsent, decodeShare } from '../consent/contract.ts'
import { collectedFor, needsBasis } from '../consent/purpose.ts'
import { type CheckedTransaction, checkAnswer, checkTransaction, finalise, record, sign, windows } from '../core/finality.ts'
import { step } from '../core/progress.ts'
import { type Registered, standsInRegister } from '../core/registered.ts'
import { type ConsentStanding, consentNow, keysOf, refuseConsent, reliedOn, writeKey } from '../core/release.ts'
import type { FlowContext } from '../engine/context.ts'
import type { Flow } from '../engine/types.ts'
import { WAIT } from './dealing.ts'
import type { HisEvent } from './his-port.ts'
import type { HandedOver, HospitalServices, Opened } from './hospital.ts'
import { refuse } from './reasons.ts'
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
export interface Asked {
  readonly items: readonly string[]
  readonly purpose: string
  readonly end: number
  /** Piece in which the secret of publicKey lies: with it go the data of the share, wherever their ciphertext is. */
  readonly piece: string
  readonly publicKey: Uint8Array
}

export function* receiveShare(ctx: Ctx, o: Opened, args: DataRequestArgs): Flow<void> {
  const now = yield* ctx.now()
  const made = yield* ctx.crypto('recipient key', async (services) => {
    const secret = services.crypto.random(32)
    return { publicKey: await XWING.publicKey(services.crypto, secret), stored: await writeKey(services, secret) }
  })
  const { publicKey } = made
  const piece = keysOf(ctx.id) + hex(sha256(publicKey))
  yield* ctx.tx('keep the key', (changes, { documents }) => {
    documents.keepPiece(changes, piece, made.stored)
    return null
  })
  const { items, purpose, days } = args.event
  const asked: Asked = { items, purpose, end: minuteOf(now) + days * 24 * 60, piece, publicKey }
  yield* ctx.send(o.session, toPatient, {
    dataRequest: { items: [...items], purpose, recipientKey: publicKey, end: asked.end, approval: args.approval, number: args.number },
  })
  yield* step(ctx, o.session.id, 11, `the HIS asked for ${items.join(', ')}; the request went on to the person`)

  const given = present((yield* ctx.receive(o.session, toHospital, { timeout: WAIT })).consent, 'consent')
  yield* takeConsent(ctx, o, asked, given)
  const received = yield* agreeOnShare(ctx, o, asked, given)
  const consent = reliedOn(o.notary, reference(given), asked.end)

  // Step 13: opened and checked, where the consent stands; only counts and kinds are journaled.
  const checked = yield* ctx.step('check the data', async ({ services }) => {
    const { standing } = await consentNow(services, consent)
    const opened = standing === 'stands' ? await openShare(services, o, asked, received) : []
    return { standing, resources: textsOf(opened).length, records: opened.map(({ record, kinds }) => ({ record, kinds })) }
  })
  if (checked.standing !== 'stands') return yield* notHandedOver(ctx, o, checked.standing)
  yield* step(ctx, o.session.id, 13, `opened the data and checked ${checked.resources} resources against their verification keys`)

  // Step 14: before each try to hand over the notary is asked again, at most 60 s before; when it is silent, this waits.
  const standing = yield* ctx.step('hand over to the HIS', async ({ services, deduplicationId }) => {
    const before = await consentNow(services, consent)
    if (before.standing !== 'stands') return before.standing
    const resources = await openShare(services, o, asked, received)
    const now = await consentNow(services, consent)
    if (now.standing !== 'stands') return now.standing
    const patientId = services.orders.get(args.orderId)?.patientId ?? args.patientId
    await services.his.handOver(args.orderId, patientId, textsOf(resources), deduplicationId)
    return now.standing
  })
  if (standing !== 'stands') return yield* notHandedOver(ctx, o, standing)
  // A step begins when what came before it is on the disk. Without it, a crash here would ask again for data whose key is gone.
  yield* ctx.step('the handing over is kept', async () => null)
  // The node needs it no more. What went to the HIS is remembered, so that a withdrawal or an erasure reaches it there.
  const at = yield* ctx.now()
  yield* ctx.tx('handed over', (changes, { documents, orders }) => {
    documents.dropPieces(changes, (name) => name === piece)
    orders.handedOver(changes, {
      ...handedOverBy(received.transaction),
      orderId: args.orderId,
      kinds: [...items],
      of: Object.fromEntries(checked.records.map(({ record, kinds }) => [record, kinds])),
      at,
    })
    return null
  })
  yield* ctx.send(o.session, toPatient, { outcome: { handedOver: true } })
  yield* step(ctx, o.session.id, 14, 'handed the data over to the HIS; the treatment takes place')
}

/** What of a Share is remembered of a handing over. */
function handedOverBy(transaction: Uint8Array): Pick<HandedOver, 'share' | 'consent' | 'records'> {
  const tx = decodeTransaction(transaction)
  const [command] = commandsOf(tx)
  const [consent] = referencesOf(tx)
  const { documents } = decodeShare(command?.data ?? refuse('TX_MALFORMED', 'no-share'))
  return { share: hex(transactionId(tx)), consent: hex(consent?.ref?.txId ?? new Uint8Array(0)), records: documents.map(hex) }
}

function* notHandedOver(ctx: Ctx, o: Opened, standing: Exclude<ConsentStanding, 'stands'>): Flow<never> {
  yield* ctx.send(o.session, toPatient, { outcome: { handedOver: false, expired: standing === 'ended' } })
  return refuseConsent(standing)
}

type Given = Complete<treatment.ConsentGiven.$Properties>
const reference = (given: Given) => ({
  ref: { txId: transactionId(decodeTransaction(given.transaction)), index: 0 },
  lock: given.lock,
  nk: given.nk,
})

/** The consent is final, the person's, opens with what was given, and its terms are what was asked. */
function* takeConsent(ctx: Ctx, o: Opened, asked: Asked, given: Given): Flow<void> {
  const consent = yield* ctx.crypto('check consent', async (services) => {
    const { view, transaction } = await checkTransaction(services, given.transaction, [given.signature])
    const answer = await checkAnswer(services, o.notary, transaction, given.answer)
    const [output] = view.outputs
    const state = output?.contract === CONSENT ? decodeConsent(output.state) : refuse('TX_MALFORMED', 'no-consent')
    if (!output || !equal(output.owner, ownerOf(given.lock, given.nk))) refuse('TX_MALFORMED', 'consent-closed')
    if (!equal(state.patient, o.patientKey)) refuse('TX_MALFORMED', 'consent-of-other')
    const terms = decodeDocument(given.terms)
    if (!equal(terms.verificationKey, state.terms)) refuse('DOCUMENT_MISMATCH', 'other-terms')
    // A second group could say other things in the same words, and be opened in a later Share.
    const [group, ...more] = groupsOf(terms.leaves)
    const value = more.length === 0 ? group?.value : undefined
    const agreed =
      stringMember(value, 'recipient') === services.identity.name &&
      stringMember(value, 'recipientKey') === hex(services.identity.key) &&
      stringMember(value, 'purpose') === asked.purpose &&
      stringMember(value, 'scope') === asked.items.join(',') &&
      stringMember(value, 'end') === String(asked.end)
    if (!agreed) refuse('TX_MALFORMED', 'terms-not-asked')
    return { transaction, answer }
  })
  const id = yield* record(ctx, o.session.id, o.notary, consent.transaction, [given.signature])
  yield* finalise(ctx, id, consent.answer)
}

/** What of a share opens the data. */
export interface Received {
  readonly ciphertext: Uint8Array
  readonly wrappedKey: Uint8Array
  readonly transaction: Uint8Array
}

/**
 * Step 12c: records and signs the Share. When its window was missed, or records that it names were erased before their key was let go, a
 * new one comes, with what of the data still stands.
 */
function* agreeOnShare(ctx: Ctx, o: Opened, asked: Asked, given: Given): Flow<Received> {
  let [ciphertext, transaction] = [given.ciphertext, bytes(present(given.share, 'share').transaction)]
  const next = windows()
  for (;;) {
    next()
    const offered = { ciphertext, transaction }
    const current = yield* ctx.crypto('check share', (services) => checkShare(services, o, asked, given, offered))
    const signature = yield* sign(ctx, current)
    const id = yield* record(ctx, o.session.id, o.notary, current, [signature])
    yield* ctx.send(o.session, toPatient, { shareSigned: { signature } })
    let reply = yield* ctx.receive(o.session, toHospital, { timeout: WAIT })
    if (reply.withheld) {
      yield* ctx.send(o.session, toPatient, { again: {} })
      reply = yield* ctx.receive(o.session, toHospital, { timeout: WAIT })
    }
    if (reply.share) {
      const draft = present(reply.share, 'share')
      transaction = draft.transaction
      if (draft.ciphertext.length > 0) ciphertext = draft.ciphertext
      continue
    }
    const key = present(reply.key, 'key')
    const answer = yield* ctx.crypto('check share answer', async (services) => {
      await checkTransaction(services, current, [signature, key.signature])
      return checkAnswer(services, o.notary, current, key.answer)
    })
    yield* finalise(ctx, id, answer, [signature, key.signature])
    return { ciphertext, transaction: current, wrappedKey: key.wrappedKey }
  }
}

/** The Share is of this consent, these data and this purpose, and sealed to the key that was given out for it. */
async function checkShare(
  services: HospitalServices,
  o: Opened,
  asked: Asked,
  given: Given,
  offered: Pick<Received, 'ciphertext' | 'transaction'>,
): Promise<CheckedTransaction> {
  const { view, transaction } = await checkTransaction(services, offered.transaction, [], [o.patientKey, services.identity.key])
  const [shared, ...more] = view.commands
  const command = shared?.contract === CONSENT && shared.name === 'Share' && more.length === 0 ? decodeShare(shared.data) : undefined
  const fits =
    command &&
    equal(command.ciphertextHash, sha256(offered.ciphertext)) &&
    equal(command.recipientKeyHash, sha256(asked.publicKey)) &&
    isSameList(command.items, asked.items) &&
    command.purpose === asked.purpose &&
    view.visible.references.length === 1 &&
    equal(view.visible.references[0] as Uint8Array, inputNullifier(reference(given)))
  return fits ? transaction : refuse('TX_MALFORMED', 'share-of-other')
}

/** What was opened of one record. */
interface OpenedRecord {
  /** Verification key, hex. */
  readonly record: string
  readonly kinds: string[]
  /** FHIR resources, JSON texts. */
  readonly resources: readonly string[]
}
const textsOf = (opened: readonly OpenedRecord[]): string[] => opened.flatMap(({ resources }) => resources)

/**
 * Opens the shared data and checks each document: its root is one the Share names; a registered record carries its issuer's
 * signature and is in the notary's signed list; anything else is the person's own claim. What the register says was superseded or erased
 * since it was sealed is left out.
 * @throws DOCUMENT_MISMATCH, SIGNATURE_INVALID, ENVELOPE_REFUSED
 */
export async function openShare(services: HospitalServices, o: Opened, asked: Asked, received: Received): Promise<OpenedRecord[]> {
  const { crypto } = services
  const tx = decodeTransaction(received.transaction)
  const command = decodeShare((commandsOf(tx)[0] as ReturnType<typeof commandsOf>[0]).data)
  const secret = await services.documents.readPiece(asked.piece)
  const key = await openSealed(crypto, secret, transactionId(tx), received.wrappedKey)
  const plain = await crypto.gcmOpen(key, new Uint8Array(12), new Uint8Array(0), received.ciphertext)
  const opened: OpenedRecord[] = []
  const { documents } = decode(treatment.SharedData, plain, 'shared data')
  const disclosed = documents.map((shared) => ({ shared, ...openDisclosure(bytes(shared.disclosure)) }))
  // One that is shown twice, or named and not shown, would be as wrong as one that is not named.
  const keys = disclosed.map((d) => d.verificationKey)
  if (!isOneToOne(keys, command.documents)) refuse('DOCUMENT_MISMATCH', 'other-documents')
  for (const { shared, header, verificationKey, groups } of disclosed) {
    if (groups.some((g) => !asked.items.includes(g.kind))) refuse('DOCUMENT_MISMATCH', 'more-than-agreed')
    const collected = collectedFor(header.profile)
    // A Share from before they said it is read as before, where that needs nothing beside the consent.
    const said = command.collected ?? (collected && !needsBasis([collected], command.purpose, false) ? [collected] : [])
    if (!collected || !said.includes(collected)) refuse('DOCUMENT_MISMATCH', 'collected-otherwise')
    if (shared.recordId && shared.recordId.length > 0) {
      if (!(await standsInRegister(services, registeredBy(shared), header.issuer, verificationKey))) continue
    } else if (!equal(header.issuer, o.patientKey)) refuse('DOCUMENT_MISMATCH', 'unregistered-other-issuer')
    const kinds = [...new Set(groups.map((g) => g.kind))]
    opened.push({ record: hex(verificationKey), kinds, resources: groups.map((g) => writeJson(g.value)) })
  }
  return opened
}

const registeredBy = ({ recordId, issuerSignature, notary }: treatment.SharedDocument.$Properties): Registered => ({
  ...{ recordId: bytes(recordId), issuerSignature: bytes(issuerSignature), notary: notary ?? '' },
})
