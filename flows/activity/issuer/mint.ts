/** Paying for a day: the issuer's side. Every check that decides about money is made here again, on what the shoes themselves signed. */
import { hex } from '@hdms/shared/bytes.ts'
import { DAY } from '@hdms/shared/time.ts'
import { build, type CheckedTransaction, commit, record, settle, sign, WINDOW, windows } from '../../core/finality.ts'
import { codeOf, type Responder } from '../../engine/context.ts'
import type { Flow, Session } from '../../engine/types.ts'
import { encodeIssue, encodeToken, TOKEN } from '../../token/contract.ts'
import { mintingOf, mintLock, mintSeed } from '../../token/minting.ts'
import type { JudgedMinute } from '../pipeline.ts'
import { encodeProgramme } from '../programme.ts'
import { type PaidMinute, reward, ruleHash } from '../reward.ts'
import { present, toIssuer, toPerson } from '../wire.ts'
import { hearAppeal } from './appeal.ts'
import {
  type Claim,
  type ClaimMessage,
  checkClaim,
  claimFrom,
  ISSUER,
  type MintCtx,
  type MintServices,
  type Payment,
  ruleInForce,
} from './claimed.ts'
import { verifyMinutes } from './verify.ts'

const WAIT = 2 * DAY

export const payActivity: Responder<MintServices> = {
  name: 'activity.pay',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<number> {
    const message = toIssuer.decode(first)
    if (message.claim) return yield* payClaim(ctx, session, present(message.claim, 'claim'))
    if (message.appeal) {
      return yield* pay(ctx, session, yield* hearAppeal(ctx, session, present(message.appeal, 'appeal')))
    }
    present(message.programme, 'claim')
    const programme = yield* ctx.read('programme', (services) => encodeProgramme(services.programme()))
    yield* ctx.send(session, toPerson, { programme: { programme } })
    return 0
  },
}

function* payClaim(ctx: MintCtx, session: Session, message: ClaimMessage): Flow<number> {
  const now = yield* ctx.now()
  const rule = yield* ruleInForce(ctx)
  const claimant = yield* ctx.crypto('check the claim', (services) => checkClaim(ctx, services, session, message, { rule, now }))
  const claim = claimFrom(claimant, message)
  const [person] = claim.whose as [string]
  // The books change with what is decided here: what they said now is kept.
  const books = yield* ctx.crypto('look into the books', async ({ claims }) => ({
    fresh: claim.minutes.filter((m) => !claims.isPaid(claim.whose, claim.day, m.start / 60)).map((m) => m.start),
    before: claims.unitsOf(person, claim.day),
    distrusted: claims.isDistrusted(person, now),
  }))
  const fresh = claim.minutes.filter((m) => books.fresh.includes(m.start))
  const worth = reward(rule, fresh, books.before).minutes.filter((m) => m.units > 0)
  const starts = worth.map((m) => m.start)
  const checked = yield* verifyMinutes(ctx, session, claim, starts, books.distrusted ? starts.length : rule.checked)
  const lines = decide(claim, fresh, checked, (minutes) => reward(rule, minutes, books.before).minutes)
  const unpaid = lines.filter((l) => l.units === 0).map((l) => l.start / 60)
  yield* ctx.tx('decided', (changes, { claims }) => {
    const { packets, day: date } = claim
    const certificates = message.certificates
    claims.decided(changes, hex(claim.entry), { person: claim.person, date, packets, certificates, unpaid, at: now, appealed: false })
    return null
  })
  return yield* pay(ctx, session, { claim, rule, lines, before: books.before, part: 0, words: '' })
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

/** Issues what the lines add up to, and tells the person. @returns units */
function* pay(ctx: MintCtx, session: Session, { claim, rule, lines, before, part, words }: Payment): Flow<number> {
  const amount = lines.reduce((n, l) => n + l.units, 0)
  const minutes = lines.map((l) => ({ minute: l.start / 60, units: l.units, why: l.why ?? '' }))
  if (amount === 0) {
    yield* ctx.send(session, toPerson, { decision: { minutes, transaction: new Uint8Array(0), signature: new Uint8Array(0), words } })
    return 0
  }
  const paid = lines.filter((l) => l.units > 0).map((l) => l.start / 60)
  const [person] = claim.whose as [string]
  // Before anything is issued, and against the books as they are now: two claims at once cannot both be paid for a minute, or up to the day's cap.
  yield* ctx.tx('mark as paid', (changes, { claims }) => {
    const changed = claims.unitsOf(person, claim.day) !== before || paid.some((m) => claims.isPaid(claim.whose, claim.day, m))
    if (changed) ctx.refuse(ISSUER, 'another entry of this day was paid meanwhile: claim again')
    claims.mark(changes, claim.whose, claim.day, paid, amount, true)
    return null
  })
  const enterInBooks = function* (tx: string): Flow<void> {
    const at = yield* ctx.now()
    yield* ctx.tx('enter in the books', (changes, { books }) => {
      books.add(changes, { tx, kind: part === 0 ? 'issued' : 'appealed', amount, at })
      return null
    })
  }
  let shown: { readonly id: string; readonly transaction: CheckedTransaction } | undefined
  try {
    const minting = mintingOf(claim.segments)
    const own = { lock: mintLock(minting, part), seed: mintSeed(claim.segments, part) }
    const spending = async () => ({ input: { ref: null, lock: own.lock.lock, nk: own.lock.nk }, own })
    const data = encodeIssue({ amount, part, rule: ruleHash(rule), ...minting, entry: claim.entry })
    const next = windows()
    for (;;) {
      next()
      const transaction = yield* build(ctx, 'Issue', claim.notary, WINDOW, async ({ identity }) => ({
        inputs: [{ input: (await spending()).input, contract: '' }],
        outputs: [{ output: { contract: TOKEN, state: encodeToken({ issuer: identity.key, amount }) }, owner: claim.owner }],
        commands: [{ contract: TOKEN, name: 'Issue', data }],
        signers: [identity.key],
        submitter: identity.key,
      }))
      const signature = yield* sign(ctx, transaction)
      const id = yield* record(ctx, session.id, claim.notary, transaction, [signature])
      shown = { id, transaction }
      yield* ctx.send(session, toPerson, { decision: { minutes, transaction, signature, words } })
      present((yield* ctx.receive(session, toIssuer, { timeout: WAIT })).recorded, 'acknowledgement')
      const answer = yield* commit(ctx, claim.notary, transaction, spending)
      if (!answer) continue
      yield* ctx.noReturn()
      yield* enterInBooks(id)
      yield* ctx.send(session, toPerson, { final: { answer } })
      return amount
    }
  } catch (error) {
    const conflict = codeOf(error) === 'TX_CONFLICT'
    // The person has the key of the dummy input, and this issuer's signature: who hangs up may have committed it, and was paid.
    if (shown && !conflict && (yield* settle(ctx, claim.notary, shown.transaction))) {
      yield* ctx.noReturn()
      yield* enterInBooks(shown.id)
      return amount
    }
    yield* ctx.tx('take back', (changes, { claims }) => {
      claims.mark(changes, claim.whose, claim.day, paid, amount, false)
      return null
    })
    // The notary knows an issue for these packets: whoever made it, they are paid.
    if (conflict) ctx.refuse(ISSUER, 'these packets were paid already')
    throw error
  }
}
