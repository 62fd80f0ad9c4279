/** The person's side of a share: paper steps 11 and 12. What is released, and when, is docs/ledger.md §10. */

import { equal, fromHex, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { decodeDocument, discloseGroups, encodeDocument, groupsOf, issueDocument, proveLeaf } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { encode } from '@hdms/shared/messages/wire.ts'
import { decodeAnswer, decodeHeader } from '@hdms/shared/notary/answer.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { CONSENT, encodeConsent, encodeShare, SHARED_TERMS } from '../consent/contract.ts'
import { type Collected, collectedFor, collectedIn, needsBasis } from '../consent/purpose.ts'
import {
  build,
  type CheckedAnswer,
  type CheckedTransaction,
  checkTransaction,
  commit,
  dummyInput,
  ownLock,
  record,
  SHARE_WINDOW,
  sign,
  WINDOW,
  windows,
} from '../core/finality.ts'
import { step } from '../core/progress.ts'
import { consentNow, isHeld, keepKey, keyPiece, letGo, refuseConsent, reliedOn, writeKey } from '../core/release.ts'
import type { CoreServices } from '../core/services.ts'
import { codeOf, type FlowContext } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import { type AskedRecord, type ConsentQuestion, type Dealing, PERSON, WAIT } from './dealing.ts'
import { consentQuestion } from './questions.ts'
import { refuse } from './reasons.ts'
import { bytes, type Complete, present, toHospital, toPatient, treatment } from './wire.ts'

type Ctx = FlowContext<CoreServices>
type Request = Complete<treatment.DataRequest.$Properties>

/** A kind of resource, as FHIR names them. */
const KIND = /^[A-Za-z]{1,64}$/
/** A share is good for what is unspent at most so long after its header. */
const FRESH = 5 * MINUTE

export function* share(ctx: Ctx, d: Dealing, approval: Uint8Array, request: Request): Flow<void> {
  yield* step(ctx, d.session.id, 11, `was asked for ${request.items.join(', ')}`)
  const question = yield* ask(ctx, d, approval, request)
  const consent = yield* giveConsent(ctx, d, question)
  const sealed = yield* seal(ctx, question, consent)
  const draft = yield* draftShare(ctx, d, question, consent, sealed)
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
  yield* handOver(ctx, d, question, consent, sealed, draft)
}

/** Asks the person for these very records, under these very terms. @returns what was agreed to @throws REFUSED, CONSENT_EXPIRED when nobody answers before its end */
function* ask(ctx: Ctx, d: Dealing, approval: Uint8Array, request: Request): Flow<ConsentQuestion> {
  if (!equal(request.approval, approval)) refuse('TX_MALFORMED', 'other-access-path')
  const { items, purpose, end } = request
  if (items.length === 0 || new Set(items).size !== items.length || !items.every((item) => KIND.test(item)))
    refuse('WIRE_MALFORMED', 'kinds-not-once', { what: 'data request' })
  const records = yield* ctx.crypto('what would leave', async (services) => recordsOf(services, items, purpose))
  const question: ConsentQuestion = {
    dealing: d.session.id,
    recipient: d.hospital,
    items,
    purpose,
    end,
    accessPath: hex(approval),
    records,
    counts: countsOf(records),
    terms: { recipient: d.hospital, recipientKey: hex(d.hospitalKey), purpose, scope: items.join(','), end: String(end) },
    sealedTo: hex(request.recipientKey),
  }
  const now = yield* ctx.now()
  try {
    const decision = yield* ctx.ask(consentQuestion, question, { timeout: Math.max(0, end * MINUTE - now) })
    if (decision.approved !== true) ctx.refuse(PERSON, decision.reason || 'the person does not agree to share these data')
    return question
  } catch (error) {
    if (codeOf(error) === 'SESSION_TIMEOUT') fail('CONSENT_EXPIRED')
    throw error
  }
}

/** Records with resources of these kinds, which no other record stands instead of, and which may be used for this without a basis beside the consent. */
function recordsOf({ documents }: CoreServices, items: readonly string[], purpose: string): AskedRecord[] {
  return documents.standing().flatMap(({ verificationKey, profile, issuer, storedAt, kinds }) => {
    const asked = items.flatMap((item) => (kinds[item] ? [[item, kinds[item]] as const] : []))
    const collected = collectedFor(profile)
    if (!profile.startsWith('fhir-r4/') || asked.length === 0 || !collected || needsBasis([collected], purpose, false)) return []
    return [{ key: verificationKey, issuer, storedAt, kinds: Object.fromEntries(asked) }]
  })
}

function countsOf(records: readonly AskedRecord[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { kinds } of records) for (const [kind, count] of Object.entries(kinds)) counts[kind] = (counts[kind] ?? 0) + count
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
const referenceTo = ({ id, lock, nk }: Given) => ({ ref: { txId: id, index: 0 }, lock, nk })

/** Step 12a. @throws CONSENT_EXPIRED when it would be past its own end */
function* giveConsent(ctx: Ctx, d: Dealing, { terms, end }: ConsentQuestion): Flow<Given> {
  const index = yield* ctx.random(16)
  const now = yield* ctx.now()
  const made = yield* ctx.crypto('terms', async (services) => {
    const { identity, crypto } = services
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
  yield* ctx.tx('keep the terms', (changes, { vault, documents }) => {
    vault.giveOut(changes, made.owner, { index, contract: CONSENT, dealing: d.session.id, expires: now + WAIT })
    documents.enter(changes, decodeDocument(made.encoded), made.stored, { storedAt: now, dealing: d.session.id })
    return null
  })
  for (;;) {
    const dummy = yield* ctx.random(16)
    const transaction = yield* build(ctx, 'Consent', d.notary, { minutes: WINDOW, end }, async (services) => ({
      inputs: [{ input: (await dummyInput(services, dummy)).input, contract: '' }],
      outputs: [
        { output: { contract: CONSENT, state: encodeConsent({ terms: made.vk, patient: services.identity.key }) }, owner: made.owner },
      ],
      commands: [{ contract: CONSENT, name: 'Give', data: new Uint8Array(0) }],
      signers: [services.identity.key],
      submitter: services.identity.key,
    }))
    const signature = yield* sign(ctx, transaction)
    yield* record(ctx, d.session.id, d.notary, transaction, [signature])
    const answer = yield* commit(ctx, d.notary, transaction, (services) => dummyInput(services, dummy))
    if (!answer) continue
    const id = transactionId(decodeTransaction(transaction))
    return { transaction, answer, signature, id, index, lock: made.lock, nk: made.nk, terms: made.encoded }
  }
}

/** Data under a fresh key, which waits in the document store for being let go. */
interface Sealed {
  readonly ciphertext: Uint8Array
  /** Piece that the key lies in. */
  readonly piece: string
  /** Verification keys, hex. */
  readonly records: readonly string[]
  /** What they were collected for. */
  readonly collected: Collected[]
  readonly [key: string]: Value
}

/** Step 12b: of the records that were agreed to those that still stand, their groups of the scope and nothing else. */
function* seal(ctx: Ctx, { records, items }: ConsentQuestion, consent: Given): Flow<Sealed> {
  for (;;) {
    const piece = keyPiece(ctx.id, consent.id, yield* ctx.random(8))
    const made = yield* ctx.crypto('seal the data', (services) => sealRecords(services, records, items))
    const kept = yield* ctx.tx('keep the key', (changes, services) => keepKey(services, changes, piece, made.stored, made.records))
    // One of them was erased or replaced while they were being sealed.
    if (kept) return { ciphertext: made.ciphertext, piece, records: made.records, collected: made.collected }
  }
}

async function sealRecords(services: CoreServices, asked: readonly AskedRecord[], items: readonly string[]) {
  const { documents, crypto } = services
  const out: treatment.SharedDocument.$Properties[] = []
  const records: string[] = []
  const profiles: string[] = []
  for (const { key } of asked) {
    const [row, doc] = [documents.row(key), await documents.readStanding(key)]
    if (!row || !doc) continue
    const groups = groupsOf(doc.leaves).filter((g) => items.includes(g.kind))
    const registered = row.record ? { recordId: row.record.id, issuerSignature: row.record.issuerSignature, notary: row.record.notary } : {}
    out.push({ disclosure: discloseGroups(doc, groups), ...registered })
    records.push(key)
    profiles.push(doc.header.profile)
  }
  const key = crypto.random(32)
  const ciphertext = await crypto.gcmSeal(key, new Uint8Array(12), new Uint8Array(0), encode(treatment.SharedData, { documents: out }))
  return { ciphertext, records, collected: collectedIn(profiles), stored: await writeKey(services, key) }
}

interface Draft {
  readonly transaction: CheckedTransaction
  readonly signature: Uint8Array
  readonly dummy: Uint8Array
}

/** The Share, as 12b shows it and 12c commits it. @throws CONSENT_EXPIRED */
function* draftShare(ctx: Ctx, d: Dealing, q: ConsentQuestion, consent: Given, sealed: Sealed): Flow<Draft> {
  const dummy = yield* ctx.random(16)
  const transaction = yield* build(ctx, 'Share', d.notary, { minutes: SHARE_WINDOW, end: q.end }, async (services) => {
    const terms = decodeDocument(consent.terms)
    return {
      inputs: [{ input: (await dummyInput(services, dummy)).input, contract: '' }],
      references: [referenceTo(consent)],
      commands: [
        {
          contract: CONSENT,
          name: 'Share',
          data: encodeShare({
            documents: sealed.records.map(fromHex),
            items: q.items,
            ciphertextHash: sha256(sealed.ciphertext),
            purpose: q.purpose,
            recipientKeyHash: sha256(fromHex(q.sealedTo)),
            collected: sealed.collected,
          }),
        },
      ],
      attachments: SHARED_TERMS.map((field) => proveLeaf(terms, field)),
      signers: [services.identity.key, d.hospitalKey],
      submitter: services.identity.key,
    }
  })
  return { transaction, signature: yield* sign(ctx, transaction), dummy }
}

/** Steps 12c to 14: a Share of what stands, its key, and what became of it; as often as something was erased, or a window missed, in between. */
function* handOver(ctx: Ctx, d: Dealing, q: ConsentQuestion, consent: Given, firstSealed: Sealed, firstDraft: Draft): Flow<void> {
  let [sealed, draft] = [firstSealed, firstDraft]
  const again = windows()
  for (;;) {
    again()
    if (yield* releaseKey(ctx, d, q, consent, sealed, draft)) {
      yield* step(ctx, d.session.id, 12, 'signed a consent and shared what it covers, sealed to the hospital')
      const reply = yield* ctx.receive(d.session, toPatient, { timeout: WAIT })
      if (!reply.again) {
        const { handedOver, expired } = present(reply.outcome, 'outcome')
        return handedOver ? undefined : fail(expired ? 'CONSENT_EXPIRED' : 'CONSENT_SPENT')
      }
    }
    const before = sealed
    const stands = yield* ctx.read('what was sealed still stands', (services) => isHeld(services, before))
    // Withdrawn meanwhile, the keys under it are gone too.
    const relied = reliedOn(d.notary, referenceTo(consent), q.end)
    const { standing } = yield* ctx.step('consent as it stands', async ({ services }) => ({ ...(await consentNow(services, relied)) }))
    if (standing !== 'stands') refuseConsent(standing)
    if (!stands) sealed = yield* seal(ctx, q, consent)
    draft = yield* draftShare(ctx, d, q, consent, sealed)
    const ciphertext = stands ? new Uint8Array(0) : sealed.ciphertext
    yield* ctx.send(d.session, toHospital, { share: { transaction: draft.transaction, ciphertext } })
  }
}

/**
 * Steps 12c and 12d: the key leaves only after the Share is committed, and as {@link letGo} allows.
 * @returns false when another Share is needed: the window was missed, the notary's word came too late, or records are gone
 */
function* releaseKey(ctx: Ctx, d: Dealing, q: ConsentQuestion, consent: Given, sealed: Sealed, draft: Draft): Flow<boolean> {
  const { shareSigned } = yield* ctx.receive(d.session, toPatient, { timeout: WAIT })
  const theirs = bytes(present(shareSigned, 'signature').signature)
  const { transaction, signature, dummy } = draft
  yield* ctx.crypto('check share', async (services) => {
    await checkTransaction(services, transaction, [signature, theirs])
    return null
  })
  // What is gone already is not brought to the ledger.
  if (!(yield* ctx.read('still here', (services) => isHeld(services, sealed)))) return false
  yield* record(ctx, d.session.id, d.notary, transaction, [signature, theirs])
  const answer = yield* commit(ctx, d.notary, transaction, (services) => dummyInput(services, dummy))
  const wrappedKey = answer ? yield* wrapKey(ctx, d, q, consent, sealed, transaction, answer) : null
  if (!answer || !wrappedKey) return false
  // While it waits here for the hospital, an erasure or a withdrawal still holds it back.
  yield* ctx.send(d.session, toHospital, { key: { answer, wrappedKey, signature } }, { piece: sealed.piece, instead: { withheld: {} } })
  return true
}

/** @returns null when another Share is needed @throws CONSENT_SPENT, CONSENT_EXPIRED */
function* wrapKey(
  ctx: Ctx,
  d: Dealing,
  q: ConsentQuestion,
  consent: Given,
  { piece, records }: Sealed,
  transaction: CheckedTransaction,
  answer: CheckedAnswer,
): Flow<Uint8Array | null> {
  const committed = decodeHeader(decodeAnswer(answer).header).time
  const held = { ...reliedOn(d.notary, referenceTo(consent), q.end), piece, records }
  try {
    return yield* ctx.step('let the key go', ({ services }) =>
      letGo(services, held, async (key, time) => {
        if (time > committed + FRESH) return null
        return sealTo(services.crypto, fromHex(q.sealedTo), transactionId(decodeTransaction(transaction)), key)
      }),
    )
  } catch (error) {
    if (codeOf(error) !== 'RECORDS_GONE') throw error
    return null
  }
}
