/** Being paid for a day: the person's side. The issuer draws minutes after the claim is made, and of these the phone shows what the shoes signed. */

import type { Aid } from '@hdms/health/gait/genuine.ts'
import { equal, fromHex, hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { isWithin } from '@hdms/shared/one-to-one.ts'
import { DAY } from '@hdms/shared/time.ts'
import { awaitFinal, checkTransaction, FINAL_WAIT, giveOutOwner, notaryOf, record, windows } from '../core/finality.ts'
import { codeOf, type FlowContext, type FlowDefinition } from '../engine/context.ts'
import type { Flow, Session, Value } from '../engine/types.ts'
import { decodeIssue, decodeToken, TOKEN } from '../token/contract.ts'
import { packetsOf } from '../token/minting.ts'
import { enter, issuerName } from '../token/parts.ts'
import type { LineKind, TokenServices } from '../token/wallet.ts'
import { aidToShow } from './aid.ts'
import type { ActivityServices } from './book/book.ts'
import type { Claimed, DecidedMinute, EntryRow } from './book/rows.ts'
import { payActivity } from './issuer/mint.ts'
import { askProgramme } from './join.ts'
import { refuse } from './reasons.ts'
import { ruleHash, type Unpaid } from './reward.ts'
import { type activity, minuteMessage, present, segmentMessage, toIssuer, toPerson } from './wire.ts'

export type PersonalServices = TokenServices & ActivityServices
type Ctx = FlowContext<PersonalServices>

const WAIT = 3 * DAY
const OWNER_DAYS = 30
/** An appeal waits for a person to decide. */
const APPEAL_WAIT = 30 * DAY

export interface ClaimArgs {
  /** Transaction of the day entry, hex. */
  readonly entry: string
  readonly [key: string]: Value
}
export interface AppealArgs {
  readonly entry: string
  /** Beginnings of the minutes, s since 1970. */
  readonly minutes: readonly number[]
  readonly words: string
  readonly [key: string]: Value
}

/** @returns units that were paid */
export const claimDay: FlowDefinition<PersonalServices, ClaimArgs, number> = {
  name: 'activity.claim',
  version: 1,
  *run(ctx, { entry: tx }): Flow<number> {
    const entry = yield* entryOf(ctx, tx)
    yield* ctx.tx('claim', (changes, { activity }) => {
      const { claim } = activity.days.entry(tx).entry
      if (claim?.state === 'decided' || claim?.state === 'asked') refuse('NOT_ALLOWED', 'claimed-already')
      activity.days.amend(changes, tx, { claim: { state: 'asked', units: 0, minutes: [], issue: '', code: '' } })
      return null
    })
    try {
      const { rule } = yield* ctx.sub(askProgramme, null)
      const { rests, ...bare } = yield* ctx.read('what is claimed', (services) => claimOf(services, tx, false))
      const aid = rests ? yield* shownAid(ctx, rests) : null
      const claim = aid ? { ...(yield* ctx.read('what is claimed with the aid', (services) => aidedOf(services, tx))), aid } : bare
      const session = yield* ctx.open(yield* issuerName(ctx), payActivity.name, 1)
      const owner = yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS)
      yield* ctx.send(session, toIssuer, {
        claim: { ...claim, rule: ruleHash(rule), owner },
      })
      const paid = yield* decided(ctx, session, { entry, owner, part: 0, kind: 'earned', rule: ruleHash(rule), patience: WAIT })
      yield* claimed(ctx, tx, { state: 'decided', units: paid.units, minutes: paid.minutes, issue: paid.issue, code: '' })
      return paid.units
    } catch (error) {
      yield* claimed(ctx, tx, { state: 'failed', units: 0, minutes: [], issue: '', code: codeOf(error) })
      throw error
    }
  },
}

/** The person does not agree with the decision; an operator of the issuer looks at what the shoes signed. @returns units that were paid */
export const appealDay: FlowDefinition<PersonalServices, AppealArgs, number> = {
  name: 'activity.appeal',
  version: 1,
  *run(ctx, { entry: tx, minutes, words }): Flow<number> {
    const entry = yield* entryOf(ctx, tx)
    if (words.length > 500) refuse('INPUT_INVALID', 'too-long', { what: 'words' })
    yield* ctx.tx('appeal', (changes, { activity }) => {
      const { claim, appeal } = activity.days.entry(tx).entry
      if (claim?.state !== 'decided') return refuse('NOT_ALLOWED', 'undecided')
      if (appeal) refuse('NOT_ALLOWED', 'appealed-already')
      const unpaid = claim.minutes.filter((m) => m.units === 0).map((m) => String(m.start))
      if (minutes.length === 0 || !isWithin(minutes.map(String), unpaid)) refuse('INPUT_INVALID', 'minutes-not-unpaid', { what: 'minutes' })
      activity.days.amend(changes, tx, { appeal: { state: 'open', minutes, units: 0, words: '' } })
      return null
    })
    try {
      const { rule } = yield* ctx.sub(askProgramme, null)
      const session = yield* ctx.open(yield* issuerName(ctx), payActivity.name, 1)
      const owner = yield* giveOutOwner(ctx, TOKEN, session.id, OWNER_DAYS + 30)
      const segments = yield* ctx.read('roots of the segments', ({ activity }) => activity.signed.rootsOf(entry.segments))
      yield* ctx.send(session, toIssuer, {
        appeal: {
          entry: fromHex(tx),
          owner,
          minutes: minutes.map((m) => m / 60),
          words,
          segments,
        },
      })
      const paid = yield* decided(ctx, session, { entry, owner, part: 1, kind: 'appealed', rule: ruleHash(rule), patience: APPEAL_WAIT })
      yield* appealed(ctx, tx, { state: paid.units > 0 ? 'granted' : 'refused', minutes, units: paid.units, words: paid.words })
      return paid.units
    } catch (error) {
      yield* appealed(ctx, tx, { state: 'refused', minutes, units: 0, words: codeOf(error) })
      throw error
    }
  },
}

function* claimed(ctx: Ctx, tx: string, claim: Claimed): Flow<void> {
  yield* ctx.tx('claim', (changes, { activity }) => {
    activity.days.amend(changes, tx, { claim })
    return null
  })
}
function* appealed(ctx: Ctx, tx: string, appeal: NonNullable<EntryRow['appeal']>): Flow<void> {
  yield* ctx.tx('appeal', (changes, { activity }) => {
    activity.days.amend(changes, tx, { appeal })
    return null
  })
}

/** What of an entry its flow goes by. */
type Entry = Pick<EntryRow, 'tx' | 'root' | 'segments' | 'minutes'> & { readonly date: string }
const entryOf = (ctx: Ctx, tx: string): Flow<Entry> =>
  ctx.read('the entry', ({ activity }) => {
    const { day, entry } = activity.days.entry(tx)
    return { tx, root: entry.root, segments: entry.segments, minutes: entry.minutes, date: day.date }
  })

/** The entry of the person's record that confirms what their minutes rest on. */
function* shownAid(ctx: Ctx, aid: Aid) {
  const now = yield* ctx.now()
  return yield* ctx.crypto('the record of the aid', (services) => aidToShow(services, aid, now))
}
const aidedOf = (services: PersonalServices, tx: string) => {
  const { rests: _, ...claim } = claimOf(services, tx, true)
  return claim
}

/** The entry as the ledger has it, the certificates of its shoes, and what they signed of it. */
function claimOf({ activity, vault }: PersonalServices, tx: string, aided: boolean) {
  const { day, entry } = activity.days.entry(tx)
  const row = vault.get(tx)
  if (!row?.answer) return fail('BUG', { what: 'a day entry without its answer' })
  const before = vault.get(day.entries[day.entries.findIndex((e) => e.tx === tx) - 1]?.tx ?? '')
  const minutes = day.minutes.filter((m) => entry.minutes.includes(m.start))
  const { aid, showsAid } = activity.wearer ?? {}
  return {
    // The aid that some of the minutes rest on, where the issuer may see what confirms it.
    rests: showsAid && aid && minutes.some((m) => m.verdict.unaided) ? aid : ('' as const),
    transaction: row.transaction,
    answer: row.answer,
    signature: row.signatures[0] ?? new Uint8Array(0),
    certificates: activity.shoes.certificates(activity.signed.shoesOf(entry.segments)),
    minutes: minutes.map((m) => ({ ...minuteMessage(m, aided) })),
    segments: activity.signed.rootsOf(entry.segments),
    ...(before?.answer ? { before: { transaction: before.transaction, answer: before.answer } } : {}),
  }
}

interface Asked {
  readonly entry: Entry
  readonly owner: Uint8Array
  readonly part: number
  readonly kind: LineKind
  /** Hash of the rule that it is to be paid by. */
  readonly rule: Uint8Array
  /** How long to wait for the decision, ms. */
  readonly patience: number
}
interface Paid {
  readonly units: number
  readonly minutes: readonly DecidedMinute[]
  readonly issue: string
  readonly words: string
}

/** Shows what is asked for until there is a decision, and takes what it pays. */
function* decided(ctx: Ctx, session: Session, asked: Asked): Flow<Paid> {
  const open = new Set(asked.entry.minutes)
  const next = windows()
  for (;;) {
    const message = yield* ctx.receive(session, toPerson, { timeout: asked.patience })
    if (message.challenge) {
      const starts = (message.challenge.minutes ?? []).map((m) => m * 60)
      if (starts.length === 0) return ctx.refuse('the person', 'nothing is asked for')
      // Each minute is shown once, and what nobody claims is nobody's to see.
      for (const s of starts) if (!open.delete(s)) return ctx.refuse('the person', 'a minute is asked for that was not claimed, or twice')
      const stretches = yield* ctx.read('what was signed then', ({ activity }) => activity.signed.stretches(starts))
      for (const [i, names] of stretches.entries()) {
        const segments = yield* ctx.crypto('open what was signed', async ({ activity }) =>
          (await activity.signed.opened(names)).map(sendable),
        )
        yield* ctx.send(session, toIssuer, {
          shown: { segments: segments.map((s) => ({ ...s, packets: [...s.packets] })), more: i < stretches.length - 1 },
        })
      }
      continue
    }
    next()
    const decision = present(message.decision, 'decision')
    const minutes = decision.minutes.map((m): DecidedMinute => {
      const { minute, units, why } = present(m, 'decided minute')
      return { start: minute * 60, units, why: (why || undefined) as Unpaid | undefined }
    })
    const units = minutes.reduce((n, m) => n + m.units, 0)
    if (units === 0) return { units, minutes, issue: '', words: decision.words }
    const issue = yield* takeIssue(ctx, session, asked, units, decision)
    if (issue) return { units, minutes, issue, words: decision.words }
  }
}

/** A segment as a journalable value. */
const sendable = (s: Parameters<typeof segmentMessage>[0]) => {
  const { side, seal, packets } = segmentMessage(s)
  return { side: side ?? 0, seal: seal ?? new Uint8Array(0), packets: packets ?? [] }
}

/** @returns the transaction's id; undefined when its window was missed and another one comes */
function* takeIssue(
  ctx: Ctx,
  session: Session,
  asked: Asked,
  units: number,
  decision: ReturnType<typeof present<activity.Decision.$Properties>>,
): Flow<string | undefined> {
  const checked = yield* ctx.crypto('check the issue', async (services) => {
    const { view, transaction } = await checkTransaction(services, decision.transaction, [decision.signature])
    const output = view.outputs.find((o) => equal(o.owner, asked.owner)) ?? refuse('TX_MALFORMED', 'tokens-to-other')
    const command = view.commands.find((c) => c.contract === TOKEN) ?? refuse('TX_MALFORMED', 'issues-nothing')
    const issue = decodeIssue(command.data)
    const issuer = services.network.node(services.wallet.issuer).identityKey
    const state = decodeToken(output.state)
    if (!equal(state.issuer, issuer) || state.amount !== units) refuse('TX_MALFORMED', 'other-amount')
    if (!equal(packetsOf(issue), asked.entry.root) || hex(issue.entry) !== asked.entry.tx || issue.part !== asked.part)
      refuse('TX_MALFORMED', 'other-day')
    if (!equal(issue.rule, asked.rule)) refuse('TX_MALFORMED', 'other-rule')
    services.vault.checkGivenOut(asked.owner, TOKEN, session.id)
    return { transaction, notary: notaryOf(services, transaction) }
  })
  const { notary } = checked
  const id = yield* record(ctx, session.id, notary, checked.transaction, [decision.signature])
  yield* ctx.send(session, toIssuer, { recorded: {} })
  const final = yield* awaitFinal(ctx, notary, id, checked.transaction, function* () {
    return present((yield* ctx.receive(session, toPerson, { timeout: FINAL_WAIT })).final, 'answer')
  })
  if (!final) return undefined
  yield* ctx.noReturn()
  yield* enter(ctx, id, asked.kind, units, yield* issuerName(ctx), { note: asked.entry.date, refunds: '' })
  return id
}
