/** What of a person's records an order buys: the groups that its wanted criteria find, and of them the fields that leave. */
import { asksFor } from '@hdms/health/codes/codes.ts'
import { type Fact, factsOf, within } from '@hdms/health/codes/facts.ts'
import { type Document, groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { type Json, toValue } from '@hdms/shared/documents/json.ts'
import { underRoot } from '@hdms/shared/documents/roots.ts'
import type { Criterion, Question, Source } from '@hdms/shared/queries/query.ts'
import { isDay } from '../../activity/record.ts'
import { type Collected, collectedFor, profileFor } from '../../consent/purpose.ts'
import type { DocumentRow } from '../../core/documents.ts'
import { disclosed } from '../exchange/fields.ts'
import type { Item } from '../exchange/offer.ts'

/** What an order asks for: other codes of the same records are not told. */
export function askedOf(q: Pick<Question, 'criteria'>): (code: string) => boolean {
  const tests = q.criteria.filter((c) => c.wanted).flatMap((c) => c.codes.map(asksFor))
  return (code) => tests.some((test) => test(code))
}

/** Whether a fact is one that a criterion asks for. */
export function finds({ codes, units, least, most }: Criterion, { from, until }: Pick<Question, 'from' | 'until'>, fact: Fact): boolean {
  if (fact.day < from || fact.day > until) return false
  const tests = codes.map(asksFor)
  if (!fact.codes.some((code) => tests.some((test) => test(code)))) return false
  if (least === undefined && most === undefined) return true
  const unit = units.find((u) => u.code === fact.unit)
  if (!unit || fact.value === undefined) return false
  const value = fact.value * unit.factor + unit.offset
  return within(value, fact.comparator, least, most)
}

/** Numbers of the groups of a document that wanted criteria find. */
export function wantedGroups(q: Question, doc: Document): Set<number> {
  const wanted = q.criteria.filter((c) => c.wanted)
  const groups = groupsOf(doc.leaves)
  return new Set(groups.flatMap((g, i) => (factsOf(toValue(g.value)).some((f) => wanted.some((c) => finds(c, q, f))) ? [i] : [])))
}

/** Who a resource is about says who sells. */
const withoutSubject = (value: Json): Json =>
  value.t === 'object' ? { t: 'object', entries: value.entries.filter(([key]) => key !== 'subject' && key !== 'patient') } : value

/** Where it comes from, as it travels. */
export interface Origin {
  readonly recordId: Uint8Array
  readonly issuerSignature: Uint8Array
  readonly notary: string
  readonly key: Uint8Array
  readonly source: Source
  /** First and last month of what is sold, `2026-01/2026-03`; empty where the order does not ask for months. */
  readonly months: string
  readonly [field: string]: Uint8Array | string
}

/** First and last month of the facts that are sold. */
function monthsOf(q: Question, doc: Document): string {
  const wanted = q.criteria.filter((c) => c.wanted)
  const facts = groupsOf(doc.leaves).flatMap((g) => factsOf(toValue(g.value)))
  const found = facts.filter((f) => wanted.some((c) => finds(c, q, f))).map((f) => new Date(f.day * 86_400_000).toISOString().slice(0, 7))
  found.sort()
  return `${found[0] ?? ''}/${found[found.length - 1] ?? ''}`
}

export interface Selected {
  readonly item: Item
  readonly origin: Origin
}

/** Where a record comes from: an institution that registered it, the person's own devices, or the person. */
export function sourceOf({ profile, record }: Pick<DocumentRow, 'profile' | 'record'>): Source {
  if (isDay(profile)) return 'device'
  return record ? 'hospital' : 'self-reported'
}

/**
 * What is sold of one record. One that an institution issued is sold as it was issued, under a root that no other buyer has seen. What the person says themselves
 * is issued anew under the one-time name: its own key would tell who they are, to each buyer the same.
 * @param root number of the root for this buyer @param collected what it was collected for, which goes with it
 */
export async function select(
  { random }: { readonly random: (n: number) => Uint8Array },
  q: Question & { readonly days: boolean; readonly months: boolean },
  row: DocumentRow,
  whole: Document,
  name: Uint8Array,
  root: number,
  collected: Collected = collectedFor(row.profile) ?? 'own',
): Promise<Selected> {
  const source = sourceOf(row)
  const months = q.months ? monthsOf(q, whole) : ''
  if (row.record) {
    const { notary, roots = [] } = row.record
    const chosen = roots[root]
    const doc = chosen ? underRoot(whole, chosen.seed) : whole
    const { id, issuerSignature } = chosen ?? row.record
    const origin = { recordId: id, issuerSignature, notary, key: doc.verificationKey, source, months }
    return { item: { document: doc, shown: disclosed(doc, wantedGroups(q, doc), q.days, askedOf(q)) }, origin }
  }
  const wanted = wantedGroups(q, whole)
  const groups = groupsOf(whole.leaves).filter((_, i) => wanted.has(i))
  const own = issueDocument(
    profileFor('fhir-r4/claimed', collected),
    name,
    groups.map((g) => ({ kind: g.kind, value: withoutSubject(g.value) })),
    random,
  )
  const all = new Set(groups.map((_, i) => i))
  const none = { recordId: new Uint8Array(0), issuerSignature: new Uint8Array(0), notary: '' }
  return {
    item: { document: own, shown: disclosed(own, all, q.days, askedOf(q)) },
    origin: { ...none, key: own.verificationKey, source, months },
  }
}

/** Roots of a record that buyers may see, one each: of one that has no further roots, its own, for one buyer. */
export const rootsOf = ({ record }: Pick<DocumentRow, 'record'>): number => Math.max(1, record?.roots?.length ?? 0)
