/** The person's side of a share: paper steps 11 and 12. What is released, and when, is docs/ledger.md §10. */
import { equal, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { decodeDocument, discloseGroups, encodeDocument, groupsOf, issueDocument, proveLeaf } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import { fail } from '@hdms/shared/errors.ts'
import { inputNullifier } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { encode } from '@hdms/shared/messages/wire.ts'
import { decodeAnswer, decodeHeader } from '@hdms/shared/notary/answer.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { CONSENT, type ConsentTerms, encodeConsent, encodeShare, SHARED_TERMS } from '../consent/contract.ts'
import {
  build,
  type CheckedTransaction,
  checkTransaction,
  commit,
  dummyInput,
  ownLock,
  record,
  SHARE_WINDOW,
  sign,
  WINDOW,
} from '../core/finality.ts'
import type { CoreServices } from '../core/services.ts'
import type { FlowContext } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import { type ConsentQuestion, type Dealing, type Decision, PERSON, WAIT } from './dealing.ts'
import { step } from './progress.ts'
import { bytes, type Complete, present, toHospital, toPatient, treatment } from './wire.ts'

type Ctx = FlowContext<CoreServices>

function countsOf(services: CoreServices, items: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const row of services.documents.standing()) {
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

export function* share(ctx: Ctx, d: Dealing, approval: Uint8Array, request: Complete<treatment.DataRequest.$Properties>): Flow<void> {
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
  for (const row of documents.standing()) {
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
  readonly transaction: CheckedTransaction
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
