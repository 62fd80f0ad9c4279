/**
 * How a hospital issues a record to a person, steps 15 to 18 and 21: the result that completes an order (hospital.ts), or what stands
 * instead of a record that was wrong (correction.ts).
 */
import { hex } from '@hdms/shared/bytes.ts'
import { decodeDocument, encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { ROOTS, underRoot } from '@hdms/shared/documents/roots.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import type { Draft } from '@hdms/shared/ledger/builder.ts'
import { encodeRecordValue, recordIdOf, recordMessage, registerContext, registerMessage } from '@hdms/shared/notary/register.ts'
import { build, type CheckedTransaction, checkTransaction, commit, record, type Spending, sign, WINDOW, windows } from '../core/finality.ts'
import { step } from '../core/progress.ts'
import type { CoreServices } from '../core/services.ts'
import type { FlowContext } from '../engine/context.ts'
import type { Flow, Session, Value } from '../engine/types.ts'
import { encodeRecord, RECORD } from './contracts.ts'
import { WAIT } from './dealing.ts'
import { withProvenance } from './provenance.ts'
import { present, toHospital, toPatient } from './wire.ts'

type Ctx = FlowContext<CoreServices>

/** Whom a record is issued to, in which conversation. */
export interface Recipient {
  readonly session: Session
  readonly notary: string
  readonly patientKey: Uint8Array
  readonly patientName: string
  /** What the person's vault gave out for the record. */
  readonly owner: Uint8Array
}

/** What the record rests on: the order that it completes, or nothing but the record that it corrects. */
export interface Ground {
  readonly label: string
  readonly inputs: (services: CoreServices) => Promise<Draft['inputs']>
  readonly commands: Draft['commands']
  readonly spending: (services: CoreServices) => Promise<Spending>
}

export interface IssuedRecord {
  /** Verification key, hex. */
  readonly verificationKey: string
  /** Record id, hex. */
  readonly recordId: string
  readonly [key: string]: Value
}

interface Registered {
  readonly recordId: Uint8Array
  readonly issuerSignature: Uint8Array
  readonly [key: string]: Value
}

/** The issuer's word on a verification key, and the key sealed to the notary. */
async function sealForRegister(services: CoreServices, notary: string, vk: Uint8Array, oneTimeSeed: Uint8Array) {
  const { crypto, identity, network } = services
  const port = network.notary(notary)
  const key = await crypto.publicKey(oneTimeSeed)
  const recordId = recordIdOf(key)
  const issuerSignature = await crypto.sign(identity.seed, recordMessage(port.id, recordId, vk))
  const value = encodeRecordValue({ verificationKey: vk, issuerSignature })
  const sealed = await sealTo(crypto, port.sealingKey, registerContext(port.id, recordId), value)
  const signature = await crypto.sign(oneTimeSeed, registerMessage(port.id, recordId, 0, sealed))
  return { recordId, key, sealed, signature, issuerSignature }
}

/** Seals a verification key to the notary (steps 8 and 16) and registers it, until that is acknowledged. */
export function* register(
  ctx: Ctx,
  o: Pick<Recipient, 'session' | 'notary'>,
  vk: Uint8Array,
  oneTimeSeed: Uint8Array,
  sealStep: number,
): Flow<Registered> {
  const r = yield* ctx.crypto('seal for the register', (services) => sealForRegister(services, o.notary, vk, oneTimeSeed))
  if (sealStep > 0) yield* step(ctx, o.session.id, sealStep, "sealed the verification key to the notary's key")
  yield* ctx.step('register', async ({ services }) => {
    await services.network.notary(o.notary).register({ ...r, operation: 0 })
    return null
  })
  return r
}

/**
 * Issues FHIR resources as one record.
 * @param resources JSON texts
 * @param state becomes final once the notary has committed: nothing is taken back from then on
 */
export function* issueRecord(
  ctx: Ctx,
  o: Recipient,
  resources: readonly string[],
  ground: Ground,
  state: { final: boolean },
): Flow<IssuedRecord> {
  const oneTimeSeed = yield* ctx.random(32)
  const now = yield* ctx.now()
  const result = yield* ctx.crypto('result document', async ({ crypto, identity }) => {
    const groups = await withProvenance(crypto, identity, resources, o.patientName, now)
    const doc = issueDocument('fhir-r4/medical-result', identity.key, groups, crypto.random)
    const encoded = encodeDocument(doc)
    const roots = Array.from({ length: ROOTS }, () => ({ seed: crypto.random(32), oneTimeSeed: crypto.random(32) }))
    const issuer = identity.key
    return { encoded, issuer, vk: doc.verificationKey, roots: roots.map((r) => ({ ...r, vk: underRoot(doc, r.seed).verificationKey })) }
  })
  // The blob is written in the operation before its row, so that no crash lets it be swept in between.
  const seal = yield* ctx.crypto('issuer signature', async (services) => ({
    ...(await sealForRegister(services, o.notary, result.vk, oneTimeSeed)),
    stored: await services.documents.writeBlob(result.encoded),
    roots: await Promise.all(result.roots.map((r) => sealForRegister(services, o.notary, r.vk, r.oneTimeSeed))),
  }))
  const recordRow = { id: seal.recordId, seed: new Uint8Array(0), issuerSignature: seal.issuerSignature, notary: o.notary }
  yield* ctx.tx('keep the result', (changes, { documents }) => {
    documents.enter(changes, decodeDocument(result.encoded), seal.stored, {
      storedAt: now,
      dealing: o.session.id,
      record: recordRow,
    })
    return null
  })
  yield* step(ctx, o.session.id, 15, 'made the verification key of the medical result')
  yield* step(ctx, o.session.id, 16, "sealed it to the notary's key")
  const recordState = { verificationKey: result.vk, recordId: seal.recordId, issuer: result.issuer, patient: o.patientKey }
  const next = windows()
  for (;;) {
    next()
    const transaction = yield* build(ctx, ground.label, o.notary, WINDOW, async (services) => ({
      inputs: await ground.inputs(services),
      outputs: [{ output: { contract: RECORD, state: encodeRecord(recordState) }, owner: o.owner }],
      commands: ground.commands,
      signers: [o.patientKey, result.issuer],
      submitter: result.issuer,
    }))
    yield* step(ctx, o.session.id, 17, "sealed the medical result to the patient's key")
    yield* ctx.send(o.session, toPatient, {
      result: {
        ...{ document: result.encoded, oneTimeSeed, issuerSignature: seal.issuerSignature, transaction },
        roots: result.roots.map(({ seed, oneTimeSeed: own }, i) => ({
          ...{ seed, oneTimeSeed: own, issuerSignature: seal.roots[i]?.issuerSignature ?? new Uint8Array(0) },
        })),
      },
    })
    yield* step(ctx, o.session.id, 18, 'sent the medical result')
    const theirs = present((yield* ctx.receive(o.session, toHospital, { timeout: WAIT })).confirmed, 'confirmation').signature
    const done = yield* complete(ctx, o, transaction, theirs, ground.spending)
    if (!done) continue
    // Final: from here on a failure is kept and repaired, never propagated.
    state.final = true
    yield* ctx.noReturn()
    yield* register(ctx, o, result.vk, oneTimeSeed, 0)
    yield* ctx.send(o.session, toPatient, { final: done })
    yield* step(ctx, o.session.id, 21, 'the notary made the result final and registered its key')
    // Apart from the record itself, and from each other as far as the notary can see.
    for (const root of seal.roots)
      yield* ctx.step('register a root', async ({ services }) => {
        await services.network.notary(o.notary).register({ ...root, operation: 0 })
        return null
      })
    return { verificationKey: hex(result.vk), recordId: hex(seal.recordId) }
  }
}

function* complete(
  ctx: Ctx,
  o: Recipient,
  transaction: CheckedTransaction,
  theirs: Uint8Array,
  spending: (services: CoreServices) => Promise<Spending>,
): Flow<{ answer: Uint8Array; signature: Uint8Array } | undefined> {
  const signature = yield* sign(ctx, transaction)
  yield* ctx.crypto('check confirmation', async (services) => {
    await checkTransaction(services, transaction, [theirs, signature])
    return null
  })
  yield* record(ctx, o.session.id, o.notary, transaction, [theirs, signature])
  const answer = yield* commit(ctx, o.notary, transaction, spending)
  return answer && { answer, signature }
}
