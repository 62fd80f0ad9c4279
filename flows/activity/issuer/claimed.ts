/** What a person claims of an issuer: read from their message, and checked against the ledger and the makers' certificates. */

import type { Aid } from '@hdms/health/gait/genuine.ts'
import { equal } from '@hdms/shared/bytes.ts'
import { certificateMessage, decodeShoeCertificate, type ShoeCertificate } from '@hdms/shared/device/shoe.ts'
import { fail } from '@hdms/shared/errors.ts'
import { outputsOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { allDistinct } from '@hdms/shared/one-to-one.ts'
import { DAY } from '@hdms/shared/time.ts'
import type { Resolve } from '../../core/contract.ts'
import { checkAnswer, checkTransaction, notaryOf } from '../../core/finality.ts'
import type { Complete } from '../../core/messages.ts'
import { openedBy } from '../../core/vault.ts'
import type { FlowContext } from '../../engine/context.ts'
import type { Flow, Session, Value } from '../../engine/types.ts'
import { mintingOf, packetsOf } from '../../token/minting.ts'
import type { IssuingServices } from '../../token/present.ts'
import { confirmedAid } from '../aid.ts'
import { ACTIVITY, decodeDay } from '../contract.ts'
import { type JudgedMinute, PIPELINE } from '../pipeline.ts'
import { makersOf, type Programme } from '../programme.ts'
import { refuse } from '../reasons.ts'
import { pipelineHash } from '../record.ts'
import { type PaidMinute, type RewardRule, ruleHash } from '../reward.ts'
import { type activity, minuteFrom, present } from '../wire.ts'
import { type Claims, payee } from './claims.ts'

export interface MintServices extends IssuingServices {
  readonly claims: Claims
  readonly programme: () => Programme
}
export type MintCtx = FlowContext<MintServices>
export const ISSUER = 'the issuer'
export type ClaimMessage = ReturnType<typeof present<activity.Claim.$Properties>>

/** A claim whose entry, shoes and numbers are in order. */
export interface Claim {
  readonly entry: Uint8Array
  readonly notary: string
  readonly day: number
  readonly packets: Uint8Array
  readonly person: Uint8Array
  readonly owner: Uint8Array
  readonly certificates: readonly ShoeCertificate[]
  /** Who must not have been paid for a minute before: the person, each shoe. */
  readonly whose: readonly string[]
  /** Roots of the segments that the entry binds. */
  readonly segments: readonly Uint8Array[]
  readonly minutes: readonly JudgedMinute[]
  /** A hospital's record of the person says that they walk with it. */
  readonly aid?: Aid
}

/** What is to be paid for. */
export interface Payment {
  readonly claim: Claim
  readonly rule: RewardRule
  readonly lines: readonly PaidMinute[]
  /** Units that the day had been paid when the lines were made. */
  readonly before: number
  /** 0 for the claim, 1 for its appeal. */
  readonly part: number
  /** The operator's. */
  readonly words: string
}

/** The rule of the programme, kept: it may be another one when the flow goes on after a restart. */
export const ruleInForce = (ctx: MintCtx): Flow<RewardRule> =>
  ctx.crypto('the rule in force', async ({ programme }) => ({ ...programme().rule }))

/** Who must not have been paid twice for a minute: the person, each shoe. */
export const whoseOf = (person: Uint8Array, certificates: readonly ShoeCertificate[]): string[] => [
  payee(person),
  ...certificates.map((c) => payee(c.publicKey)),
]

/**
 * That a claim is about a final day entry of this person, with shoes of known makers.
 * @throws REFUSED, SHOE_REFUSED, TX_MALFORMED and what the checks of a transaction throw
 */
export async function checkClaim(
  ctx: MintCtx,
  services: MintServices,
  session: Session,
  message: ClaimMessage,
  { rule, now }: { readonly rule: RewardRule; readonly now: number },
): Promise<Claimant> {
  if (!equal(message.rule, ruleHash(rule))) ctx.refuse(ISSUER, `the rule is ${rule.name}: ask for the programme again`)
  const resolve = message.before ? await checkBefore(services, present(message.before, 'entry')) : () => undefined
  const { view } = await checkTransaction(services, message.transaction, [message.signature], [], resolve)
  await checkAnswer(services, notaryOf(services, message.transaction), message.transaction, message.answer)
  const claimant = { ...claimantOf(services, session, message), aid: await aidOf(ctx, services, session, message, now) }
  const claim = claimFrom(claimant, message)
  if (view.commands.length !== 1) refuse('TX_MALFORMED', 'no-day-entry')
  const makers = makersOf(services.programme())
  for (const c of claim.certificates) {
    const maker = makers(c.maker) ?? fail('SHOE_REFUSED', { why: 'maker-unknown' })
    if (maker.revoked) fail('SHOE_REFUSED', { why: 'maker-revoked' })
    if (c.notAfter <= now) fail('SHOE_REFUSED', { why: 'expired' })
    if (!(await services.crypto.verify(maker.key, certificateMessage(c), c.signature))) fail('SHOE_REFUSED', { why: 'certificate' })
  }
  const roots = message.segments
  // What a shoe signed once is claimed once: a segment twice would make another day of the same walk.
  if (!allDistinct(roots)) refuse('TX_MALFORMED', 'segment-twice')
  if (!equal(packetsOf(mintingOf(roots)), claim.packets)) refuse('TX_MALFORMED', 'other-segments')
  if (claim.day > now / DAY + 1) ctx.refuse(ISSUER, 'the day has not come yet')
  claim.minutes.forEach((m, i) => {
    const before = claim.minutes[i - 1]
    // A day somewhere on earth lies within fourteen hours of the same day in Greenwich.
    const offset = m.start / 3600 - claim.day * 24
    if ((before && before.start >= m.start) || offset < -14 || offset >= 24 + 12 || m.start * 1000 > now)
      refuse('TX_MALFORMED', 'other-minutes')
  })
  return claimant
}

/** The entry that is extended was final too. */
async function checkBefore(services: MintServices, { transaction, answer }: Complete<activity.Entry.$Properties>): Promise<Resolve> {
  await checkAnswer(services, notaryOf(services, transaction), transaction, answer)
  const tx = decodeTransaction(transaction)
  const id = transactionId(tx)
  return (input) => (input.ref && equal(input.ref.txId, id) ? openedBy(tx, input) : undefined)
}

/** Who claims, and the notary of what they claim for: what of a claim the network says. */
export interface Claimant {
  readonly person: Uint8Array
  readonly notary: string
  /** Confirmed; empty when there is none, nothing in journals from before there were. */
  readonly aid?: Aid | ''
  readonly [field: string]: Value
}
/** @throws REFUSED when what is shown for an aid confirms none: without it the claim can be made again */
async function aidOf(ctx: MintCtx, services: MintServices, session: Session, { aid: shown }: ClaimMessage, now: number): Promise<Aid | ''> {
  if (!shown) return ''
  const answer = await confirmedAid(services, shown, { person: session.peer, now })
  return 'aid' in answer ? answer.aid : ctx.refuse(ISSUER, answer.refused)
}
const claimantOf = (services: MintServices, session: Session, message: ClaimMessage): Claimant => ({
  person: services.network.node(session.peer).identityKey,
  notary: notaryOf(services, message.transaction),
})

/** Reads a claim; everything in it is the person's word until it was checked. */
export function claimFrom({ person, notary, aid }: Claimant, message: ClaimMessage): Claim {
  const tx = decodeTransaction(message.transaction)
  const state = dayOf(message.transaction)
  if (!equal(state.person, person)) refuse('TX_MALFORMED', 'entry-of-other')
  if (!equal(state.pipeline, pipelineHash(PIPELINE))) refuse('TX_MALFORMED', 'made-by-other', { program: PIPELINE })
  if (message.certificates.length < 1 || message.certificates.length > 8) refuse('TX_MALFORMED', 'shoe-count')
  if (message.minutes.length > 1440) refuse('TX_MALFORMED', 'day-length')
  const certificates = message.certificates.map(decodeShoeCertificate)
  if (!allDistinct(certificates.map((c) => c.publicKey))) refuse('TX_MALFORMED', 'shoe-twice')
  return {
    entry: transactionId(tx),
    notary,
    day: state.day,
    packets: state.packets,
    person,
    owner: message.owner,
    certificates,
    whose: whoseOf(person, certificates),
    segments: message.segments,
    minutes: message.minutes.map(minuteFrom),
    ...(aid ? { aid } : {}),
  }
}

function dayOf(transaction: Uint8Array): ReturnType<typeof decodeDay> {
  const outputs = outputsOf(decodeTransaction(transaction))
  const [output] = outputs
  if (output?.contract !== ACTIVITY || outputs.length !== 1) return refuse('TX_MALFORMED', 'no-day-entry')
  return decodeDay(output.state)
}
