/**
 * What a researcher may learn from counts. Each new question costs a part of a budget that comes back with time; the same question costs nothing,
 * its noise being the same. A question that lies inside one that was asked, or around it, could be taken from it: few of those, and none that
 * could leave a handful of people between the two.
 */
import { hex } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import { fail } from '../errors.ts'
import { type Criterion, encodeQuery, type Query } from './query.ts'

export interface BudgetRule {
  /** Of one question: epsilon of its noise. */
  readonly epsilon: number
  /** Together, within `days`. */
  readonly total: number
  readonly days: number
  /** Questions that are narrowed from, or widened to, one that was asked, within `days`. */
  readonly steps: number
}
export const BUDGET_1: BudgetRule = { epsilon: 1.5, total: 15, days: 90, steps: 3 }

/** What is asked, apart from who asks, what it costs and when it ends: the key of its noise. */
export const questionHash = (q: Query): Uint8Array =>
  H(
    'question',
    encodeQuery({
      ...q,
      id: new Uint8Array(16),
      institution: 'any',
      researcher: 'any',
      price: 1,
      people: 10,
      expires: 0,
      days: false,
      months: false,
      useUntil: 0,
      modifiers: [],
      purpose: 'DUO:0000042',
      disease: '',
    }),
  )

/** A question that was answered. */
export interface Asked {
  readonly query: Query
  /** Minutes since 1970. */
  readonly at: number
}

const DAY = 1440
const refuse = (why: string): never => fail('BUDGET_SPENT', { why })

/**
 * What one researcher spends is their own; what narrows or widens counts for the whole institution, whoever asked.
 * @param asked of this institution @param now minutes since 1970
 * @returns what it costs: 0 for a question that was asked
 * @throws BUDGET_SPENT saying when to ask again, or what to change
 */
export function costOf(q: Query, asked: readonly Asked[], now: number, rule: BudgetRule = BUDGET_1): number {
  const hash = hex(questionHash(q))
  const recent = asked.filter((a) => a.at > now - rule.days * DAY)
  const different = new Map(recent.map((a) => [hex(questionHash(a.query)), a]))
  if (different.has(hash)) return 0
  const steps = [...different.values()].filter((a) => lies(q, a.query) || lies(a.query, q))
  if (steps.length >= rule.steps)
    refuse(
      `it narrows or widens ${steps.length} questions of yours; ask something of its own, or wait until they are ${rule.days} days old`,
    )
  if (steps.some((a) => isSliver(q, a.query) || isSliver(a.query, q)))
    refuse('what lies between it and a question of yours could be one person; change it by a tenth of its range at least')
  const own = [...different.values()].filter((a) => a.query.researcher === q.researcher)
  if ((own.length + 1) * rule.epsilon > rule.total) {
    const first = Math.min(...own.map((a) => a.at))
    refuse(`the budget is spent; the next part of it comes back in ${Math.ceil((first + rule.days * DAY - now) / DAY)} days`)
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
  return period && ages && sex && sources && cover && outer.criteria.every((o) => inner.criteria.some((i) => within(i, o)))
}

/** Whether what meets `inner` meets `outer`. */
function within(inner: Criterion, outer: Criterion): boolean {
  const codes = inner.codes.every((code) => outer.codes.includes(code))
  const low = outer.least === undefined || (inner.least !== undefined && inner.least >= outer.least)
  const high = outer.most === undefined || (inner.most !== undefined && inner.most <= outer.most)
  return codes && low && high && inner.times >= outer.times
}

/** Whether two questions differ by so little of a range that few people can lie between them. */
function isSliver(inner: Query, outer: Query): boolean {
  if (!lies(inner, outer)) return false
  const days = (outer.until - outer.from - (inner.until - inner.from)) / (outer.until - outer.from)
  if (days > 0 && days < 0.1) return true
  return outer.criteria.some((o) => {
    const i = inner.criteria.find((c) => within(c, o))
    if (!i) return false
    const near = (a: number | undefined, b: number | undefined): boolean =>
      a !== undefined && b !== undefined && a !== b && Math.abs(a - b) < 0.1 * Math.max(Math.abs(a), Math.abs(b))
    return near(i.least, o.least) || near(i.most, o.most)
  })
}
