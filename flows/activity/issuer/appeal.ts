/** Appeals: a person does not agree, and an operator decides on minutes that were refused, on what the shoes signed of them. */

import { equal, hex } from '@hdms/shared/bytes.ts'
import { decodeShoeCertificate } from '@hdms/shared/device/shoe.ts'
import { isWithin } from '@hdms/shared/one-to-one.ts'
import { DAY } from '@hdms/shared/time.ts'
import type { Flow, Session, Value } from '../../engine/types.ts'
import { mintingOf, packetsOf } from '../../token/minting.ts'
import { appealQuestion } from '../questions.ts'
import { refuse } from '../reasons.ts'
import { type PaidMinute, reward } from '../reward.ts'
import type { activity, present } from '../wire.ts'
import { type Claim, ISSUER, type MintCtx, type Payment, ruleInForce, whoseOf } from './claimed.ts'
import { payee } from './claims.ts'
import { look } from './verify.ts'

/** What an operator is asked when a person appeals: numbers and the person's words, nobody's name. */
export interface AppealQuestion {
  readonly date: number
  readonly words: string
  readonly minutes: readonly { readonly minute: number; readonly steps: number; readonly score: number; readonly reason: string }[]
  readonly units: number
  readonly [key: string]: Value
}

type AppealMessage = ReturnType<typeof present<activity.Appeal.$Properties>>

/** An operator decides on minutes that were refused, on what the shoes signed of them. */
export function* hearAppeal(ctx: MintCtx, session: Session, message: AppealMessage): Flow<Payment> {
  const person = yield* ctx.read('who appeals', ({ network }) => network.node(session.peer).identityKey)
  const entry = hex(message.entry)
  const decision = yield* ctx.tx('appealed', (changes, { claims }) => {
    const known = claims.decision(entry)
    if (!known || !equal(known.person, person)) return ctx.refuse(ISSUER, 'nothing was decided on this entry in the last thirty days')
    if (known.appealed) return ctx.refuse(ISSUER, 'an entry can be appealed once')
    // A minute that stands twice would be paid twice.
    if (message.minutes.length === 0 || !isWithin(message.minutes.map(String), known.unpaid.map(String)))
      return ctx.refuse(ISSUER, 'only minutes that were not paid can be appealed, each once')
    const certificates = known.certificates.map(decodeShoeCertificate)
    if (message.minutes.some((m) => claims.isPaid(whoseOf(person, certificates), known.date, m)))
      return ctx.refuse(ISSUER, 'a minute was paid already, with another entry')
    if (!equal(packetsOf(mintingOf(message.segments)), known.packets)) refuse('TX_MALFORMED', 'other-segments')
    claims.decided(changes, entry, { ...known, appealed: true })
    return { date: known.date, packets: known.packets, certificates: known.certificates, before: claims.unitsOf(payee(person), known.date) }
  })
  const rule = yield* ruleInForce(ctx)
  const notary = yield* ctx.read('notary of the entry', ({ vault, network, identity }) => {
    return vault.get(entry)?.notary ?? network.node(identity.name).notary
  })
  const certificates = decision.certificates.map(decodeShoeCertificate)
  const claim: Claim = {
    entry: message.entry,
    notary,
    day: decision.date,
    packets: decision.packets,
    person,
    owner: message.owner,
    certificates,
    whose: whoseOf(person, certificates),
    segments: message.segments,
    minutes: [],
  }
  const seen = yield* look(
    ctx,
    session,
    claim,
    message.minutes.map((m) => m * 60),
  )
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
  const answer = yield* ctx.ask(appealQuestion, question, { timeout: 30 * DAY })
  // The operator took days, in which another entry may have been paid.
  const books = yield* ctx.crypto('look into the books', async ({ claims }) => ({
    gone: message.minutes.filter((m) => claims.isPaid(claim.whose, claim.day, m)),
    before: claims.unitsOf(payee(person), claim.day),
  }))
  const open = minutes.filter((m) => !books.gone.includes(m.start / 60))
  const paid = reward(rule, open, books.before).minutes
  const lines = message.minutes.map((m): PaidMinute => {
    if (books.gone.includes(m)) return { start: m * 60, units: 0, why: 'paid-before' }
    const line = answer.approved ? paid.find((g) => g.start === m * 60) : undefined
    return line ?? { start: m * 60, units: 0, why: seen.get(m * 60)?.verdict.reason ?? 'not-shown' }
  })
  return { claim, rule, lines, before: books.before, part: 1, words: answer.reason ?? '' }
}
