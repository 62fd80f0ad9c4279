/**
 * The one form of a question: two queries that find the same people have the same form, in whatever order, unit or number of repetitions they
 * were written. A stored answer is looked up by it, and budgets compare questions in it. Else the same people would be counted twice under
 * different noise, or under the same noise after one of them had left: either gives that one away.
 */
import { decimalIn } from '../decimal.ts'
import type { Criterion, Question } from './query.ts'

/** Values that are looked for, as records have them in one unit; both limits included. */
export interface Range {
  readonly unit: string
  readonly low: number
  readonly high: number
}
/** A criterion without what changes nothing about whom it finds. */
export interface Condition {
  readonly codes: readonly string[]
  /** By unit, ascending; empty when any value will do. */
  readonly ranges: readonly Range[]
  readonly times: number
  readonly wanted: boolean
}

/** Digits that a limit keeps when it is brought to another unit: fewer than a floating-point number has, more than any laboratory. */
const DIGITS = 9
const rounded = (n: number): number => (decimalIn(n.toPrecision(DIGITS)) ?? n) + 0

// ── Codes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** Which codes of records a code of a query stands for: ICD-10 by range, category and what lies below, ATC by class, the others alone. */
export function covers(asked: string): (code: string) => boolean {
  const [low, high] = categories(asked)
  if (low !== high) return (code) => code.slice(0, low.length) >= low && code.slice(0, high.length) <= high
  return /^(icd10|atc):/.test(asked) ? (code) => code.startsWith(asked) : (code) => code === asked
}
/** First and last category of a range such as `icd10:E10-E14`; of any other code itself twice. */
function categories(code: string): readonly [string, string] {
  const [, letter, first, last] = /^icd10:([A-Z])(\d\d)-\1(\d\d)$/.exec(code) ?? []
  return letter ? [`icd10:${letter}${first}`, `icd10:${letter}${last}`] : [code, code]
}
/** Whether every code that `inner` stands for is one of those of `outer`. */
const codeWithin = (inner: string, outer: string): boolean => categories(inner).every(covers(outer))

// ── Conditions ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** @param weighed whether what is wanted has to cover a share of the months: else it does not matter who is found whether it is bought */
function conditionOf({ codes, units, least, most, times, wanted }: Criterion, weighed: boolean): Condition {
  const all = [...new Set(codes)]
  const own = all.filter((code) => !all.some((other) => other !== code && codeWithin(code, other))).sort()
  const limited = least !== undefined || most !== undefined
  const ranges = units.map(({ code: unit, factor, offset }) => {
    const at = (n: number | undefined, open: number): number => (n === undefined ? open : rounded((n - offset) / factor))
    return { unit, low: at(least, Number.NEGATIVE_INFINITY), high: at(most, Number.POSITIVE_INFINITY) }
  })
  // Of a unit that is named twice a phone takes the last.
  const last = new Map(ranges.map((r) => [r.unit, r]))
  const byUnit = limited ? [...last.values()].sort((a, b) => (a.unit < b.unit ? -1 : 1)) : []
  return { codes: own, ranges: byUnit, times, wanted: weighed && wanted }
}

const codesWithin = (inner: Condition, outer: Condition): boolean =>
  inner.codes.every((code) => outer.codes.some((other) => codeWithin(code, other)))
const rangeWithin = (inner: Range, outer: Range): boolean => inner.low >= outer.low && inner.high <= outer.high
/** Ranges of both in the units that both read. */
export const inCommon = (a: Condition, b: Condition): (readonly [Range, Range])[] =>
  a.ranges.flatMap((x) => b.ranges.flatMap((y) => (x.unit === y.unit ? [[x, y] as const] : [])))

/** Whether what meets `inner` meets `outer`, for all that can be seen: units that only one of them reads are not looked at. */
export function within(inner: Condition, outer: Condition): boolean {
  const both = inCommon(inner, outer)
  const values = outer.ranges.length === 0 || (both.length > 0 && both.every(([i, o]) => rangeWithin(i, o)))
  return codesWithin(inner, outer) && values && inner.times >= outer.times
}
/** Whether `outer` asks for nothing that `inner` does not ask for anyway. */
function implies(inner: Condition, outer: Condition): boolean {
  const read = inner.ranges.every(({ unit }) => outer.ranges.length === 0 || outer.ranges.some((o) => o.unit === unit))
  return within(inner, outer) && read && (inner.wanted || !outer.wanted)
}

/** Conditions of a question, without those that others imply, in an order that the question's author does not choose. */
export function conditionsOf({ criteria, coverage }: Question): Condition[] {
  const all = criteria.map((c) => conditionOf(c, coverage > 0))
  // Of several that imply each other the first one stays.
  const needed = all.filter((c, i) => !all.some((other, j) => i !== j && implies(other, c) && (j < i || !implies(c, other))))
  return needed.sort((a, b) => (form(a) < form(b) ? -1 : 1))
}
const form = ({ codes, ranges, times, wanted }: Condition): string =>
  JSON.stringify([codes, ranges.map((r) => [r.unit, String(r.low), String(r.high)]), times, wanted])
