/**
 * What a researcher asks for: a structure, never code. Each criterion carries the codes that it stands for, so that what the researcher was
 * shown is what every phone looks for, and what the order's hash binds.
 */

import { decodeAll, equal, type Reader, Writer } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import { decimalIn } from '../decimal.ts'
import { type RefuseAs, refusingAs } from '../reasons.ts'
import { type QueriesReasons, refuse as refuseFor } from './reasons.ts'

export const SOURCES = ['hospital', 'device', 'self-reported'] as const
export type Source = (typeof SOURCES)[number]
export const SEXES = ['female', 'male', 'other'] as const
export type Sex = (typeof SEXES)[number]

/** GA4GH Data Use Ontology: what the data may be used for. */
export const PURPOSES = {
  'DUO:0000042': 'general research use',
  'DUO:0000006': 'health or medical or biomedical research',
  'DUO:0000007': 'disease specific research',
  'DUO:0000011': 'population origins or ancestry research',
} as const
export type Purpose = keyof typeof PURPOSES
/** What else it may be bound to. */
export const MODIFIERS = {
  'DUO:0000018': 'not for profit, non commercial use only',
  'DUO:0000045': 'not for profit organisation use only',
  'DUO:0000046': 'non-commercial use only',
  'DUO:0000019': 'publication required',
  'DUO:0000021': 'ethics approval required',
  'DUO:0000024': 'publication moratorium',
  'DUO:0000029': 'return to database or resource',
} as const
export type Modifier = keyof typeof MODIFIERS

/** In UCUM; a value in it becomes one of the criterion's own unit by `value * factor + offset`. */
export interface Unit {
  readonly code: string
  readonly factor: number
  readonly offset: number
}

export interface Criterion {
  /** Of the researcher's catalogue; empty for plain codes. */
  readonly concept: string
  /** `system:code`, sorted: what is really looked for. */
  readonly codes: readonly string[]
  /** Units that a value may have, the first the one of `least` and `most`. */
  readonly units: readonly Unit[]
  readonly least?: number
  readonly most?: number
  /** Data sets at least. */
  readonly times: number
  /** Whether the data are bought, or only decide who is asked. */
  readonly wanted: boolean
}

/** What is asked, apart from who asks and for what. */
export interface Question {
  readonly criteria: readonly Criterion[]
  /** Days since 1970, the last included. */
  readonly from: number
  readonly until: number
  /** Share of the months of the period with data of every criterion, percent. */
  readonly coverage: number
  /** Ages in years, the last included; in tens. */
  readonly ages?: { readonly from: number; readonly to: number }
  readonly sex?: Sex
  readonly sources: readonly Source[]
}

export interface Query extends Question {
  /** 16 bytes, drawn. */
  readonly id: Uint8Array
  /** X.500 name of the institution. */
  readonly institution: string
  /** Who of it asks: a name that says nothing outside. */
  readonly researcher: string
  readonly purpose: Purpose
  readonly modifiers: readonly Modifier[]
  /** Of a disease specific purpose: the concept it is about. */
  readonly disease: string
  /** Units for a person's data. */
  readonly price: number
  readonly people: number
  /** Minutes since 1970. */
  readonly expires: number
  /** Whether the days of what is bought are told. */
  readonly days: boolean
  /** Where they are not: whether their months are, as the seller says them. */
  readonly months: boolean
  /** Minutes since 1970: what was bought is destroyed then. */
  readonly useUntil: number
}

const [MOST_CRITERIA, MOST_CODES, MOST_UNITS] = [12, 2000, 12]
/** So few people would be picked out rather than found. */
export const FEWEST_PEOPLE = 10
const SHORTEST_PERIOD = 28
const LONGEST_LIFE = 90 * 24 * 60
const LONGEST_USE = 10 * 366 * 24 * 60
const MOST_PRICE = 4_000_000_000

const refuse: RefuseAs<QueriesReasons, 'QUERY_REFUSED'> = refusingAs(refuseFor, 'QUERY_REFUSED', {})

/**
 * That a query is one: bounded, not expired, about enough people, of a purpose that there is.
 * @param now minutes since 1970
 * @throws QUERY_REFUSED with what to change
 */
export function checkQuery(q: Query, now: number): void {
  const whole = (n: number, what: string, low: number, high: number): void => {
    if (!Number.isSafeInteger(n) || n < low || n > high) refuse('whole-range', { what, least: low, most: high })
  }
  if (q.id.length !== 16) refuse('id-length')
  if (q.institution.length === 0 || q.institution.length > 300) refuse('no-institution')
  if (!/^[\w.-]{1,40}$/.test(q.researcher)) refuse('researcher-name')
  if (q.criteria.length === 0 || q.criteria.length > MOST_CRITERIA) refuse('criteria-count', { most: MOST_CRITERIA })
  if (!q.criteria.some((c) => c.wanted)) refuse('buys-nothing')
  for (const c of q.criteria) {
    if (c.codes.length === 0 || c.codes.length > MOST_CODES) refuse('codes-count', { most: MOST_CODES })
    if (c.units.length > MOST_UNITS) refuse('units-count', { most: MOST_UNITS })
    if (c.units.some((u) => !(u.factor > 0 && Number.isFinite(u.factor) && Number.isFinite(u.offset)))) refuse('unit-factor')
    if ([c.least, c.most].some((n) => n !== undefined && !Number.isFinite(n))) refuse('limit-no-number')
    if (c.least !== undefined && c.most !== undefined && c.least >= c.most) refuse('limits-order')
    if ((c.least !== undefined || c.most !== undefined) && c.units.length === 0) refuse('limit-unit')
    whole(c.times, 'how often', 1, 100_000)
  }
  whole(q.from, 'the first day', -60_000, 60_000)
  whole(q.until, 'the last day', -60_000, 60_000)
  if (q.until - q.from < SHORTEST_PERIOD - 1) refuse('period-short', { least: SHORTEST_PERIOD })
  whole(q.coverage, 'the coverage', 0, 100)
  if (q.ages && !(q.ages.from % 10 === 0 && q.ages.to % 10 === 9 && q.ages.from >= 0 && q.ages.to > q.ages.from && q.ages.to <= 129))
    refuse('ages-tens')
  if (q.sources.length === 0) refuse('no-source')
  if (!Object.hasOwn(PURPOSES, q.purpose)) refuse('purpose', { purposes: Object.keys(PURPOSES).join(', ') })
  if ((q.purpose === 'DUO:0000007') !== (q.disease !== '')) refuse('disease')
  whole(q.price, 'the price', 1, MOST_PRICE)
  whole(q.people, 'the number of people', FEWEST_PEOPLE, 1_000_000)
  if (q.days && q.months) refuse('days-or-months')
  if (q.expires <= now) refuse('expired')
  if (q.expires > now + LONGEST_LIFE) refuse('expires-late')
  if (q.useUntil <= q.expires || q.useUntil > now + LONGEST_USE) refuse('use-until')
}

/** In the one shortest form that JavaScript writes, so that a number has one encoding. */
const number = (w: Writer, n: number): Writer => w.text(String(n))
function numberFrom(text: string): number {
  const n = decimalIn(text)
  return n !== undefined && String(n) === text ? n : refuseFor('WIRE_MALFORMED', 'number-malformed', { what: 'query' })
}
const readNumber = (r: Reader): number => numberFrom(r.text())
const optional = (w: Writer, n: number | undefined): Writer => w.text(n === undefined ? '' : String(n))
function readOptional(r: Reader): number | undefined {
  const text = r.text()
  return text === '' ? undefined : numberFrom(text)
}

/** The one encoding of a query: what is hashed, signed and sent. */
export function encodeQuery(q: Query): Uint8Array {
  const w = new Writer().u8(1).raw(q.id, 16)
  w.text(q.institution).text(q.researcher)
  w.list(q.criteria, (to, c) => {
    to.text(c.concept)
    to.list(c.codes, (t, code) => void t.text(code))
    to.list(c.units, (t, u) => void number(number(t.text(u.code), u.factor), u.offset))
    optional(to, c.least)
    optional(to, c.most)
    to.u32(c.times).u8(c.wanted ? 1 : 0)
  })
  number(number(w, q.from), q.until).u8(q.coverage)
  w.u8(q.ages ? 1 : 0)
  if (q.ages) w.u8(q.ages.from).u8(q.ages.to)
  w.u8(q.sex ? SEXES.indexOf(q.sex) + 1 : 0)
  w.u8(SOURCES.reduce((bits, s, i) => bits | (q.sources.includes(s) ? 1 << i : 0), 0))
  w.text(q.purpose)
  w.list(q.modifiers, (to, m) => void to.text(m))
  w.text(q.disease)
  return w
    .u32(q.price)
    .u32(q.people)
    .u32(q.expires)
    .u8(q.days ? 2 : q.months ? 1 : 0)
    .u32(q.useUntil)
    .bytes()
}

/** @throws WIRE_MALFORMED; what it says is checked by {@link checkQuery} */
export function decodeQuery(bytes: Uint8Array): Query {
  const query = readQuery(bytes)
  if (!equal(encodeQuery(query), bytes)) refuseFor('WIRE_MALFORMED', 'encoding', { what: 'query' })
  return query
}

const readQuery = (bytes: Uint8Array): Query =>
  decodeAll(bytes, 'query', (r) => {
    if (r.u8() !== 1) refuse('version-unknown')
    const [id, institution, researcher] = [r.raw(16), r.text(), r.text()]
    const criteria = r.list((from): Criterion => {
      const concept = from.text()
      const codes = from.list((t) => t.text())
      const units = from.list((u) => ({ code: u.text(), factor: readNumber(u), offset: readNumber(u) }))
      const [least, most] = [readOptional(from), readOptional(from)]
      const [times, wanted] = [from.u32(), from.u8() === 1]
      return { concept, codes, units, ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }), times, wanted }
    })
    const [from, until, coverage] = [readNumber(r), readNumber(r), r.u8()]
    const ages = r.u8() === 1 ? { from: r.u8(), to: r.u8() } : undefined
    const sex = SEXES[r.u8() - 1]
    const bits = r.u8()
    const purpose = r.text() as Purpose
    const modifiers = r.list((t) => t.text()) as Modifier[]
    const disease = r.text()
    const [price, people, expires, dates, useUntil] = [r.u32(), r.u32(), r.u32(), r.u8(), r.u32()]
    const sources = SOURCES.filter((_, i) => bits & (1 << i))
    const about = { ...(ages ? { ages } : {}), ...(sex ? { sex } : {}) }
    const terms = { purpose, modifiers, disease, price, people, expires, days: dates === 2, months: dates === 1, useUntil }
    return { id, institution, researcher, criteria, from, until, coverage, ...about, sources, ...terms }
  })

export const queryHash = (q: Query): Uint8Array => H('query', encodeQuery(q))
