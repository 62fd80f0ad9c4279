/** Paying for a day: the issuer's side. Every check that decides about money is made here again, on what the shoes themselves signed. */
import { equal, hex } from '@hdms/shared/bytes.ts'
import { merkleRoot } from '@hdms/shared/crypto/merkle.ts'
import type { Packet } from '@hdms/shared/device/packet.ts'
import { certificateMessage, decodeShoeCertificate, type ShoeCertificate } from '@hdms/shared/device/shoe.ts'
import { fail } from '@hdms/shared/errors.ts'
import { outputsOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { DAY } from '@hdms/shared/time.ts'
import { build, checkAnswer, checkTransaction, commit, notaryOf, record, sign, WINDOW } from '../core/finality.ts'
import { codeOf, type FlowContext, type Responder } from '../engine/context.ts'
import type { Flow, Session, Value } from '../engine/types.ts'
import { encodeIssue, encodeToken, mintLock, TOKEN } from '../token/contract.ts'
import type { IssuingServices } from '../token/present.ts'
import { type Claims, payee } from './claims.ts'
import { ACTIVITY, decodeDay } from './contract.ts'
import { checkSegment, minutesOf } from './evidence.ts'
import type { JudgedMinute } from './pipeline.ts'
import { PIPELINE } from './pipeline.ts'
import { encodeProgramme, makersOf, type Programme } from './programme.ts'
import { pipelineHash } from './record.ts'
import { type PaidMinute, reward, ruleHash } from './reward.ts'
import { type activity, minuteFrom, present, segmentFrom, toIssuer, toPerson } from './wire.ts'

export interface MintServices extends IssuingServices {
  readonly claims: Claims
  readonly programme: () => Programme
}
type Ctx = FlowContext<MintServices>
const ISSUER = 'the issuer'
const WAIT = 2 * DAY

/** What an operator is asked when a person appeals: numbers and the person's words, nobody's name. */
export interface AppealQuestion {
  readonly date: number
  readonly words: string
  readonly minutes: readonly { readonly minute: number; readonly steps: number; readonly score: number; readonly reason: string }[]
  readonly units: number
  readonly [key: string]: Value
}

export const payActivity: Responder<MintServices> = {
  name: 'activity.pay',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<number> {
    const message = toIssuer.decode(first)
    if (message.claim) return yield* payClaim(ctx, session, present(message.claim, 'claim'))
    if (message.appeal) return yield* hearAppeal(ctx, session, present(message.appeal, 'appeal'))
    present(message.programme, 'claim')
    yield* ctx.send(session, toPerson, { programme: { programme: encodeProgramme(ctx.services.programme()) } })
    return 0
  },
}

/** A claim whose entry, shoes and numbers are in order. */
interface Claim {
  readonly entry: Uint8Array
  readonly notary: string
  readonly day: number
  readonly packets: Uint8Array
  readonly person: Uint8Array
  readonly owner: Uint8Array
  readonly certificates: readonly ShoeCertificate[]
  /** Who must not have been paid for a minute before: the person, each shoe. */
  readonly whose: readonly string[]
  readonly roots: ReadonlySet<string>
  readonly minutes: readonly JudgedMinute[]
}

function* payClaim(ctx: Ctx, session: Session, message: ReturnType<typeof present<activity.Claim.$Properties>>): Flow<number> {
  const { services } = ctx
  const { claims } = services
  const now = yield* ctx.now()
  // What was read of the message is read again at a replay; only the checks are kept.
  yield* ctx.crypto('check the claim', async () => {
    await checkClaim(ctx, session, message, now)
    return null
  })
  const claim = claimFrom(ctx, session, message)
  const { rule } = services.programme()
  const [person] = claim.whose as [string]
  // The books change with what is decided here: what they said now is kept.
  const books = yield* ctx.crypto('look into the books', async () => ({
    fresh: claim.minutes.filter((m) => !claims.isPaid(claim.whose, claim.day, m.start / 60)).map((m) => m.start),
    before: claims.unitsOf(person, claim.day),
    distrusted: claims.isDistrusted(person, now),
  }))
  const fresh = claim.minutes.filter((m) => books.fresh.includes(m.start))
  const worth = reward(rule, fresh, books.before).minutes.filter((m) => m.units > 0)
  const starts = worth.map((m) => m.start)
  const checked = yield* verifyMinutes(ctx, session, claim, starts, books.distrusted)
  const lines = decide(claim, fresh, checked, (minutes) => reward(rule, minutes, books.before).minutes)
  const unpaid = lines.filter((l) => l.units === 0).map((l) => l.start / 60)
  yield* ctx.tx('decided', (changes) => {
    const { packets, day: date } = claim
    const certificates = message.certificates
    claims.decided(changes, hex(claim.entry), { person: claim.person, date, packets, certificates, unpaid, at: now, appealed: false })
    return null
  })
  return yield* pay(ctx, session, claim, lines, 0, '')
}

/** Puts together what was claimed, what was paid before, and what the shoes' own packets say. */
function decide(
  claim: Claim,
  fresh: readonly JudgedMinute[],
  checked: ReadonlyMap<number, JudgedMinute | undefined>,
  pay: (minutes: readonly JudgedMinute[]) => readonly PaidMinute[],
): PaidMinute[] {
  // Of a minute that was looked at, what was seen counts, and never more than was claimed.
  const good = fresh.flatMap((m) => (checked.has(m.start) ? (checked.get(m.start) ?? []) : m))
  const paid = new Map(pay(good).map((p) => [p.start, p]))
  const isFresh = new Set(fresh.map((m) => m.start))
  return claim.minutes.map(({ start }): PaidMinute => {
    if (!isFresh.has(start)) return { start, units: 0, why: 'paid-before' }
    return paid.get(start) ?? { start, units: 0, why: 'not-shown' }
  })
}

/** Whether a minute that was recomputed is the one that was claimed; edges of what was shown leave a little open. */
const fits = (claimed: JudgedMinute, seen: JudgedMinute): boolean =>
  seen.verdict.genuine && Math.abs(seen.steps - claimed.steps) <= 4 + 0.1 * claimed.steps && seen.mets > claimed.mets - 0.5

/**
 * Draws minutes, has them shown, and makes the same of them as the phone should have. When one does not fit, all are looked at, now and for a month.
 * @returns what was seen of the minutes that were looked at; undefined where nothing was shown
 */
function* verifyMinutes(
  ctx: Ctx,
  session: Session,
  claim: Claim,
  starts: readonly number[],
  distrusted: boolean,
): Flow<Map<number, JudgedMinute | undefined>> {
  const { services } = ctx
  const { claims } = services
  const [person] = claim.whose as [string]
  const now = yield* ctx.now()
  const { checked: few } = services.programme().rule
  const drawn = distrusted ? [...starts] : yield* draw(ctx, starts, few)
  const seen = yield* look(ctx, session, claim, drawn)
  const wrong = drawn.some((start) => {
    const [claimed, shown] = [claim.minutes.find((m) => m.start === start), seen.get(start)]
    return !claimed || !shown || !fits(claimed, shown)
  })
  if (!wrong) {
    // What fits is paid as it was claimed.
    for (const start of drawn)
      seen.set(
        start,
        claim.minutes.find((m) => m.start === start),
      )
    return seen
  }
  yield* ctx.tx('distrust', (changes) => {
    claims.distrust(changes, person, now)
    return null
  })
  const rest = starts.filter((s) => !drawn.includes(s))
  for (const [start, minute] of yield* look(ctx, session, claim, rest)) seen.set(start, minute)
  return seen
}

function* draw(ctx: Ctx, starts: readonly number[], count: number): Flow<number[]> {
  const left = [...starts]
  const drawn: number[] = []
  const bytes = yield* ctx.random(4 * count)
  const view = new DataView(bytes.buffer, bytes.byteOffset)
  for (let i = 0; i < count && left.length > 0; i++) drawn.push(...left.splice(view.getUint32(4 * i) % left.length, 1))
  return drawn.sort((a, b) => a - b)
}

/** Has minutes shown. @returns the pipeline's own view of each; undefined where nothing good was shown */
function* look(ctx: Ctx, session: Session, claim: Claim, starts: readonly number[]): Flow<Map<number, JudgedMinute | undefined>> {
  const seen = new Map<number, JudgedMinute | undefined>(starts.map((s) => [s, undefined]))
  if (starts.length === 0) return seen
  yield* ctx.send(session, toPerson, { challenge: { minutes: starts.map((s) => s / 60) } })
  for (let more = true; more; ) {
    const shown = present((yield* ctx.receive(session, toIssuer, { timeout: WAIT })).shown, 'packets')
    more = shown.more
    const found = yield* ctx.crypto('look at what was shown', async () => {
      const minutes = await recompute(ctx, claim, shown.segments)
      return starts.flatMap((start) => {
        const m = minutes.get(start)
        return m ? [{ ...m, verdict: { ...m.verdict, reason: m.verdict.reason ?? null } }] : []
      })
    })
    for (const m of found) seen.set(m.start, { ...m, verdict: { ...m.verdict, reason: m.verdict.reason ?? undefined } })
  }
  return seen
}

/** Packets that the claimed shoes signed for this person, of segments of which the day entry binds at least one each minute. */
async function recompute(
  { services }: Ctx,
  claim: Claim,
  segments: readonly activity.Segment.$Properties[],
): Promise<Map<number, JudgedMinute>> {
  const packets: Packet[] = []
  const bound: { readonly start: number; readonly end: number }[] = []
  for (const opened of segments.map(segmentFrom)) {
    for (const certificate of claim.certificates) {
      try {
        const good = await checkSegment(services.crypto, certificate, claim.person, opened)
        packets.push(...good.packets)
        if (claim.roots.has(hex(good.segment.root))) bound.push(good.segment)
        break
      } catch {
        // Not of this shoe; what is of none is as good as not shown.
      }
    }
  }
  const minutes = minutesOf(packets)
  for (const start of minutes.keys()) if (!bound.some((s) => s.start < start + 60 && s.end > start)) minutes.delete(start)
  return minutes
}

/** @throws REFUSED, SHOE_REFUSED, TX_MALFORMED and what the checks of a transaction throw */
async function checkClaim(
  ctx: Ctx,
  session: Session,
  message: ReturnType<typeof present<activity.Claim.$Properties>>,
  now: number,
): Promise<void> {
  const { services } = ctx
  const { rule } = services.programme()
  if (!equal(message.rule, ruleHash(rule))) ctx.refuse(ISSUER, `the rule is ${rule.name}: ask for the programme again`)
  const { view } = await checkTransaction(services, message.transaction, [message.signature])
  await checkAnswer(services, notaryOf(services, message.transaction), message.transaction, message.answer)
  const claim = claimFrom(ctx, session, message)
  if (view.commands.length !== 1) fail('TX_MALFORMED', { why: 'it is no day entry' })
  const makers = makersOf(services.programme())
  for (const c of claim.certificates) {
    const maker = makers(c.maker) ?? fail('SHOE_REFUSED', { why: 'maker-unknown' })
    if (maker.revoked) fail('SHOE_REFUSED', { why: 'maker-revoked' })
    if (c.notAfter <= now) fail('SHOE_REFUSED', { why: 'expired' })
    if (!(await services.crypto.verify(maker.key, certificateMessage(c), c.signature))) fail('SHOE_REFUSED', { why: 'certificate' })
  }
  const roots = message.segments
  if (!equal(merkleRoot(roots), claim.packets)) fail('TX_MALFORMED', { why: 'the segments are not those of the entry' })
  if (claim.day > now / DAY + 1) ctx.refuse(ISSUER, 'the day has not come yet')
  claim.minutes.forEach((m, i) => {
    const before = claim.minutes[i - 1]
    // A day somewhere on earth lies within fourteen hours of the same day in Greenwich.
    const offset = m.start / 3600 - claim.day * 24
    if ((before && before.start >= m.start) || offset < -14 || offset >= 24 + 12 || m.start * 1000 > now)
      fail('TX_MALFORMED', { why: 'the minutes are not those of the day' })
  })
}

/** Reads a claim; everything in it is the person's word until it was checked. */
function claimFrom({ services }: Ctx, session: Session, message: ReturnType<typeof present<activity.Claim.$Properties>>): Claim {
  const tx = decodeTransaction(message.transaction)
  const person = services.network.node(session.peer).identityKey
  const state = dayOf(message.transaction)
  if (!equal(state.person, person)) fail('TX_MALFORMED', { why: 'the entry is of somebody else' })
  if (!equal(state.pipeline, pipelineHash(PIPELINE))) fail('TX_MALFORMED', { why: `it was not made by ${PIPELINE}` })
  if (message.certificates.length < 1 || message.certificates.length > 8) fail('TX_MALFORMED', { why: 'one to eight shoes' })
  if (message.minutes.length > 1440) fail('TX_MALFORMED', { why: 'a day has 1,440 minutes' })
  const certificates = message.certificates.map(decodeShoeCertificate)
  return {
    entry: transactionId(tx),
    notary: notaryOf(services, message.transaction),
    day: state.day,
    packets: state.packets,
    person,
    owner: message.owner,
    certificates,
    whose: [payee(person), ...certificates.map((c) => payee(c.publicKey))],
    roots: new Set(message.segments.map(hex)),
    minutes: message.minutes.map(minuteFrom),
  }
}

function dayOf(transaction: Uint8Array): ReturnType<typeof decodeDay> {
  const outputs = outputsOf(decodeTransaction(transaction))
  const [output] = outputs
  if (output?.contract !== ACTIVITY || outputs.length !== 1) return fail('TX_MALFORMED', { why: 'it is no day entry' })
  return decodeDay(output.state)
}

/** Issues what the lines add up to, and tells the person. @returns units */
function* pay(ctx: Ctx, session: Session, claim: Claim, lines: readonly PaidMinute[], part: number, words: string): Flow<number> {
  const { services } = ctx
  const { claims, identity, books } = services
  const amount = lines.reduce((n, l) => n + l.units, 0)
  const minutes = lines.map((l) => ({ minute: l.start / 60, units: l.units, why: l.why ?? '' }))
  if (amount === 0) {
    yield* ctx.send(session, toPerson, { decision: { minutes, transaction: new Uint8Array(0), signature: new Uint8Array(0), words } })
    return 0
  }
  const paid = lines.filter((l) => l.units > 0).map((l) => l.start / 60)
  const mark = function* (as: boolean): Flow<void> {
    yield* ctx.tx(as ? 'mark as paid' : 'take back', (changes) => {
      claims.mark(changes, claim.whose, claim.day, paid, amount, as)
      return null
    })
  }
  // Before anything is issued: two claims for the same minutes at once cannot both be paid.
  yield* mark(true)
  try {
    const { rule } = services.programme()
    const { lock, seed } = mintLock({ packets: claim.packets, part })
    const spending = async () => ({ input: { ref: null, lock: lock.lock, nk: lock.nk }, own: { lock, seed } })
    const data = encodeIssue({ amount, part, rule: ruleHash(rule), packets: claim.packets, entry: claim.entry })
    for (;;) {
      const transaction = yield* build(ctx, 'Issue', claim.notary, WINDOW, async () => ({
        inputs: [{ input: (await spending()).input, contract: '' }],
        outputs: [{ output: { contract: TOKEN, state: encodeToken({ issuer: identity.key, amount }) }, owner: claim.owner }],
        commands: [{ contract: TOKEN, name: 'Issue', data }],
        signers: [identity.key],
        submitter: identity.key,
      }))
      const signature = yield* sign(ctx, transaction)
      const id = yield* record(ctx, session.id, claim.notary, transaction, [signature])
      yield* ctx.send(session, toPerson, { decision: { minutes, transaction, signature, words } })
      present((yield* ctx.receive(session, toIssuer, { timeout: WAIT })).recorded, 'acknowledgement')
      const answer = yield* commit(ctx, claim.notary, transaction, spending)
      if (!answer) continue
      yield* ctx.noReturn()
      const at = yield* ctx.now()
      yield* ctx.tx('enter in the books', (changes) => {
        books.add(changes, { tx: id, kind: part === 0 ? 'issued' : 'appealed', amount, at })
        return null
      })
      yield* ctx.send(session, toPerson, { final: { answer } })
      return amount
    }
  } catch (error) {
    yield* mark(false)
    // The notary knows an issue for these packets: whoever made it, they are paid.
    if (codeOf(error) === 'TX_CONFLICT') ctx.refuse(ISSUER, 'these packets were paid already')
    throw error
  }
}

/** An operator decides on minutes that were refused, on what the shoes signed of them. */
function* hearAppeal(ctx: Ctx, session: Session, message: ReturnType<typeof present<activity.Appeal.$Properties>>): Flow<number> {
  const { services } = ctx
  const { claims, network } = services
  const person = network.node(session.peer).identityKey
  const entry = hex(message.entry)
  const decision = yield* ctx.tx('appealed', (changes) => {
    const known = claims.decision(entry)
    if (!known || !equal(known.person, person)) return ctx.refuse(ISSUER, 'nothing was decided on this entry in the last thirty days')
    if (known.appealed) return ctx.refuse(ISSUER, 'an entry can be appealed once')
    if (message.minutes.length === 0 || message.minutes.some((m) => !known.unpaid.includes(m)))
      return ctx.refuse(ISSUER, 'only minutes that were not paid can be appealed')
    claims.decided(changes, entry, { ...known, appealed: true })
    return { date: known.date, packets: known.packets, certificates: known.certificates, before: claims.unitsOf(payee(person), known.date) }
  })
  const row = services.vault.get(entry)
  const certificates = decision.certificates.map(decodeShoeCertificate)
  const claim: Claim = {
    entry: message.entry,
    notary: row?.notary ?? services.network.node(services.identity.name).notary,
    day: decision.date,
    packets: decision.packets,
    person,
    owner: message.owner,
    certificates,
    whose: [payee(person), ...certificates.map((c) => payee(c.publicKey))],
    roots: new Set(),
    minutes: [],
  }
  const seen = yield* look(
    ctx,
    session,
    { ...claim, roots: ANY },
    message.minutes.map((m) => m * 60),
  )
  const { rule } = services.programme()
  // As the operator would have it: what was seen, taken for walked.
  const minutes = [...seen.values()].flatMap((m) => (m ? [{ ...m, verdict: { ...m.verdict, genuine: true }, confidence: 1 }] : []))
  const granted = reward(
    rule,
    minutes.sort((a, b) => a.start - b.start),
    decision.before,
  )
  const question: AppealQuestion = {
    date: decision.date,
    words: message.words,
    minutes: [...seen].map(([start, m]) => ({
      minute: start / 60,
      steps: m?.steps ?? 0,
      score: m?.verdict.score ?? 0,
      reason: m ? (m.verdict.reason ?? 'genuine') : 'not-shown',
    })),
    units: granted.units,
  }
  const answer = yield* ctx.ask<{ approved: boolean; reason?: string }>('appeal', question, { timeout: 30 * DAY })
  const lines = message.minutes.map((m): PaidMinute => {
    const line = answer.approved ? granted.minutes.find((g) => g.start === m * 60) : undefined
    return line ?? { start: m * 60, units: 0, why: seen.get(m * 60)?.verdict.reason ?? 'not-shown' }
  })
  return yield* pay(ctx, session, claim, lines, 1, answer.reason ?? '')
}

/** An appeal is about minutes whose entry was checked when it was claimed. */
const ANY: ReadonlySet<string> = { has: () => true } as unknown as ReadonlySet<string>
