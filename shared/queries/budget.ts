/**
 * What a researcher may learn from counts. Each new question costs a part of a budget that comes back with time; the same question again costs
 * nothing within the budget's days: its stored answer is given, nobody is counted anew. A question that lies inside one that was asked, or
 * around it, could be taken from it: few of those, and none that could leave a handful of people between the two.
 */

import { hex, Writer } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import { type RefuseAs, refusingAs } from '../reasons.ts'
import { type Query, type Question, SEXES, SOURCES } from './query.ts'
import { conditionsOf, inCommon, within } from './question.ts'
import { type QueriesReasons, refuse as refuseFor } from './reasons.ts'

export interface BudgetRule {
  /** Of one question: epsilon of its noise. */
  readonly epsilon: number
  /** Of one researcher together, within `days`. */
  readonly total: number
  /** Of all researchers of an institution together: it names them itself, so names alone bring no budget. */
  readonly institution: number
  readonly days: number
  /** Questions that are narrowed from, or widened to, one that was asked, within `days`. */
  readonly steps: number
}
export const BUDGET_1: BudgetRule = { epsilon: 1.5, total: 15, institution: 60, days: 90, steps: 3 }

/** What is asked, apart from who asks, for which purpose, what it costs and when it ends. */
export function questionHash(q: Question): Uint8Array {
  const w = new Writer().list(conditionsOf(q), (to, c) => {
    to.list(c.codes, (t, code) => void t.text(code))
    to.list(c.ranges, (t, r) => void t.text(r.unit).text(String(r.low)).text(String(r.high)))
    to.u32(c.times).u8(c.wanted ? 1 : 0)
  })
  w.text(String(q.from)).text(String(q.until)).u8(q.coverage)
  w.u8(q.ages ? 1 : 0)
  if (q.ages) w.u8(q.ages.from).u8(q.ages.to)
  w.u8(q.sex ? SEXES.indexOf(q.sex) + 1 : 0)
  return H('question', w.u8(SOURCES.reduce((bits, s, i) => bits | (q.sources.includes(s) ? 1 << i : 0), 0)).bytes())
}

/** A question that was answered. */
export interface Asked {
  readonly query: Query
  /** Minutes since 1970. */
  readonly at: number
}

const DAY = 1440
const refuse: RefuseAs<QueriesReasons, 'BUDGET_SPENT'> = refusingAs(refuseFor, 'BUDGET_SPENT', {})

/**
 * What one researcher spends is their own; what narrows or widens counts for the whole institution, whoever asked.
 * @param asked of this institution @param now minutes since 1970
 * @returns what it costs: 0 for a question that was asked
 * @throws BUDGET_SPENT saying when to ask again, or what to change
 */
export function costOf(q: Query, asked: readonly Asked[], now: number, rule: BudgetRule = BUDGET_1): number {
  const hash = hex(questionHash(q))
  const recent = asked.filter((a) => a.at > now - rule.days * DAY)
  // The first who asked has paid: a colleague who repeats it takes nothing off their account.
  const different = new Map(recent.sort((a, b) => b.at - a.at).map((a) => [hex(questionHash(a.query)), a]))
  if (different.has(hash)) return 0
  const steps = [...different.values()].filter((a) => lies(q, a.query) || lies(a.query, q))
  if (steps.length >= rule.steps) refuse('narrows', { count: steps.length, days: rule.days })
  if (steps.some((a) => isSliver(q, a.query) || isSliver(a.query, q))) refuse('difference')
  const all = [...different.values()]
  const own = all.filter((a) => a.query.researcher === q.researcher)
  for (const [spent, total, institution] of [
    [own, rule.total, false],
    [all, rule.institution, true],
  ] as const) {
    if ((spent.length + 1) * rule.epsilon <= total) continue
    const first = Math.min(...spent.map((a) => a.at))
    const days = Math.ceil((first + rule.days * DAY - now) / DAY)
    refuse(institution ? 'institution-spent' : 'spent', { days })
  }
  return rule.epsilon
}

/** Whether everybody whom `inner` finds is found by `outer` too. */
function lies(inner: Query, outer: Query): boolean {
  const period = inner.from >= outer.from && inner.until <= outer.until
  const ages = !outer.ages || (inner.ages !== undefined && inner.ages.from >= outer.ages.from && inner.ages.to <= outer.ages.to)
  const sex = !outer.sex || inner.sex === outer.sex
  const sources = inner.sources.every((s) => outer.sources.includes(s))
  const cover = inner.coverage >= outer.coverage
  const theirs = conditionsOf(inner)
  return period && ages && sex && sources && cover && conditionsOf(outer).every((o) => theirs.some((i) => within(i, o)))
}

/** Whether two numbers differ by less than a tenth of the larger. */
const near = (a: number, b: number): boolean =>
  Number.isFinite(a) && Number.isFinite(b) && a !== b && Math.abs(a - b) < 0.1 * Math.max(Math.abs(a), Math.abs(b))

/** Whether two questions differ by so little of a range that few people can lie between them. */
function isSliver(inner: Query, outer: Query): boolean {
  if (!lies(inner, outer)) return false
  const days = (outer.until - outer.from - (inner.until - inner.from)) / (outer.until - outer.from)
  if (days > 0 && days < 0.1) return true
  const theirs = conditionsOf(inner)
  return conditionsOf(outer).some((o) => {
    const i = theirs.find((c) => within(c, o))
    // In whichever unit: one that the institution made up could pull the two limits apart.
    return i !== undefined && inCommon(i, o).some(([a, b]) => near(a.low, b.low) || near(a.high, b.high))
  })
}
