/**
 * A record that was wrong is not changed: the hospital issues another one instead, says which it replaces and why, and the person's node has
 * the register say that the old one is superseded. The old one can still be verified, by whoever has it and for what it was (PIPA Art. 36;
 * docs/ledger.md §6). The person may refuse to take it; then the hospital knows, and the old record stays as it is in their hands.
 */

import { equal, fromHex, hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { recordIdOf, registerMessage } from '@hdms/shared/notary/register.ts'
import { dummyInput, giveOutOwner } from '../core/finality.ts'
import type { CoreServices } from '../core/services.ts'
import type { FlowContext, FlowDefinition, Responder, ResponderArgs } from '../engine/context.ts'
import type { Flow, Value } from '../engine/types.ts'
import { RECORD } from './contracts.ts'
import { PERSON, WAIT } from './dealing.ts'
import type { HospitalServices, OrderRow } from './hospital.ts'
import { type IssuedRecord, issueRecord } from './issue-record.ts'
import { acceptResult, checkResult } from './patient.ts'
import { correctionQuestion } from './questions.ts'
import { refuse } from './reasons.ts'
import { present, toHospital, toPatient } from './wire.ts'

export type CorrectionKind = 'corrected' | 'entered-in-error'

export interface CorrectionArgs {
  readonly orderId: string
  /** FHIR resources that stand instead, JSON texts. */
  readonly resources: readonly string[]
  readonly kind: CorrectionKind
  /** Why, in words for a person. */
  readonly reason: string
  readonly [key: string]: Value
}

/** The hospital's side. */
export const correctRecord: FlowDefinition<HospitalServices, CorrectionArgs, IssuedRecord> = {
  name: 'treatment.correct',
  version: 1,
  *run(ctx, args): Flow<IssuedRecord> {
    const { order, old } = yield* ctx.read('what is wrong', ({ orders }) => issuedIn(orders.get(args.orderId)))
    const session = yield* ctx.open(order.person, 'treatment.take-correction', 1)
    const { kind, reason } = args
    yield* ctx.send(session, toPatient, {
      correction: { recordId: fromHex(old.recordId), enteredInError: kind === 'entered-in-error', reason },
    })
    const { owner } = present((yield* ctx.receive(session, toHospital, { timeout: WAIT })).owner, 'owner')
    const dummy = yield* ctx.random(16)
    const patientKey = yield* ctx.read('whose it is', ({ network }) => network.node(order.person).identityKey)
    const spending = (services: CoreServices) => dummyInput(services, dummy)
    const issued = yield* issueRecord(
      ctx,
      { session, notary: order.notary, patientKey, patientName: order.person, owner },
      args.resources,
      {
        label: 'Correct',
        inputs: async (services) => [{ input: (await spending(services)).input, contract: '' }],
        commands: [{ contract: RECORD, name: 'Correct', data: fromHex(old.recordId) }],
        spending,
      },
      { final: false },
    )
    yield* ctx.tx('corrected', (changes, { documents, orders }) => {
      documents.supersede(changes, old.verificationKey, issued.verificationKey)
      orders.open(changes, { ...order, record: issued })
      return null
    })
    return issued
  },
}

function issuedIn(order: OrderRow | undefined): { order: Required<OrderRow>; old: IssuedRecord } {
  const { person, notary, patientId, record } = order ?? {}
  if (!order || !person || !notary || !patientId || !record) return fail('NOT_FOUND', { what: 'record of this order' })
  return { order: { ...order, person, notary, patientId, record }, old: record }
}

/** What the person is asked about a correction. */
export interface CorrectionQuestion {
  readonly from: string
  /** Verification key of the record that is replaced, hex. */
  readonly replaces: string
  /** Of the one that stands instead, hex. */
  readonly record: string
  readonly kind: CorrectionKind
  readonly reason: string
  readonly summary: string
  readonly [key: string]: Value
}

/** The person's side. */
export const takeCorrection: Responder<CoreServices> = {
  name: 'treatment.take-correction',
  version: 1,
  responds: true,
  *run(ctx, { session, first }: ResponderArgs): Flow<string> {
    const notice = present(toPatient.decode(first).correction, 'correction')
    const hospitalKey = yield* ctx.read('who corrects', ({ network }) => network.node(session.peer).identityKey)
    const old = yield* ctx.read('what is replaced', (services) => ownRecord(services, notice.recordId, hospitalKey))
    const owner = yield* giveOutOwner(ctx, RECORD, session.id, 30)
    yield* ctx.send(session, toHospital, { owner: { owner } })
    const offer = present((yield* ctx.receive(session, toPatient, { timeout: WAIT })).result, 'result')
    const dealing = { session, hospital: session.peer, hospitalKey, notary: old.notary, owner }
    const corrects = fromHex(old.recordId)
    const checked = yield* ctx.crypto('check result', (services) => checkResult(services, dealing, { corrects }, offer))
    const kind = notice.enteredInError ? 'entered-in-error' : 'corrected'
    const question: CorrectionQuestion = {
      from: session.peer,
      replaces: old.verificationKey,
      record: hex(checked.verificationKey),
      kind,
      reason: notice.reason,
      summary: checked.summary,
    }
    const decision = yield* ctx.ask(correctionQuestion, question)
    if (!decision.approved) ctx.refuse(PERSON, decision.reason || 'the person does not take the correction')
    const record = yield* acceptResult(ctx, dealing, { corrects }, offer, checked)
    yield* ctx.noReturn()
    yield* ctx.tx('superseded here', (changes, { documents }) => {
      documents.supersede(changes, old.verificationKey, record)
      return null
    })
    for (const seed of old.seeds) yield* supersedeInRegister(ctx, old.notary, seed)
    return record
  },
}

interface OldRecord {
  readonly verificationKey: string
  readonly recordId: string
  readonly notary: string
  /** Seeds of the one-time keys that it and its further roots are registered under. */
  readonly seeds: readonly Uint8Array[]
  readonly [key: string]: Value
}

/** The person's own record that a correction names. @throws NOT_FOUND when it was erased meanwhile, NOT_ALLOWED when another issued it */
function ownRecord({ documents }: CoreServices, recordId: Uint8Array, hospitalKey: Uint8Array): OldRecord {
  const row = documents.list().find((r) => r.record && equal(r.record.id, recordId))
  if (!row?.record) return fail('NOT_FOUND', { what: 'record that is corrected' })
  if (row.issuer !== hex(hospitalKey)) return refuse('NOT_ALLOWED', 'corrected-by-other')
  const seeds = [row.record.seed, ...(row.record.roots ?? []).flatMap((r) => r.oneTimeSeed ?? [])]
  return { verificationKey: row.verificationKey, recordId: hex(recordId), notary: row.record.notary, seeds }
}

function* supersedeInRegister(ctx: FlowContext<CoreServices>, notary: string, seed: Uint8Array): Flow<void> {
  yield* ctx.step('supersede in the register', async ({ services: { crypto, network } }) => {
    const port = network.notary(notary)
    const key = await crypto.publicKey(seed)
    const recordId = recordIdOf(key)
    const sealed = new Uint8Array(0)
    const signature = await crypto.sign(seed, registerMessage(port.id, recordId, 1, sealed))
    await port.register({ recordId, key, operation: 1, sealed, signature })
    return null
  })
}
