/** FHIR R4 search (§3.1.1) over what was issued: the parameters that are listed in the CapabilityStatement, joined by and; commas are or. */

import { rangeIn, wholeIn } from '@hdms/shared/decimal.ts'
import { refuse } from '../reasons.ts'
import type { Issued } from './records.ts'

interface Coded {
  readonly coding?: readonly { readonly system?: string; readonly code?: string }[]
}
interface Fields {
  readonly status?: string
  /** Codes and dates, by their fields. */
  readonly [field: string]: unknown
}
/** For comparing only: numbers may lose digits. */
const fieldsOf = ({ text }: Issued): Fields => JSON.parse(text) as Fields

/** Where resources say when it was, the first that is there. */
const DATES = [
  'effectiveDateTime',
  'performedDateTime',
  'occurrenceDateTime',
  'onsetDateTime',
  'authoredOn',
  'recordedDate',
  'recorded',
  'date',
  'startDate',
]

type Test = (issued: Issued, fields: Fields) => boolean

function dateTest(value: string, name: string): Test {
  const [, prefix = 'eq', text = ''] = /^(eq|ne|gt|lt|ge|le)?(.*)$/.exec(value) ?? []
  const [from, to] = rangeIn(text) ?? refuse('INPUT_INVALID', 'date-or-time-form', { what: name })
  return (_issued, fields) => {
    const own = DATES.map((field) => fields[field]).find((value) => typeof value === 'string') as string | undefined
    const range = own === undefined ? undefined : rangeIn(own)
    if (range === undefined) return false
    const [start, end] = range
    const inside = start >= from && end <= to
    if (prefix === 'eq') return inside
    if (prefix === 'ne') return !inside
    if (prefix === 'gt') return end > to
    if (prefix === 'lt') return start < from
    return prefix === 'ge' ? end > from : start < to
  }
}

const tokenTest =
  (...fields: readonly string[]) =>
  (value: string): Test => {
    const [first = '', second] = value.split('|')
    const [system, code] = second === undefined ? [undefined, first] : [first, second]
    return (_issued, given) =>
      fields
        .flatMap((field) => given[field] ?? [])
        .flatMap((c) => (c as Coded).coding ?? [])
        .some((c) => (code === '' || c.code === code) && (system === undefined || c.system === system))
  }

const patientOf = (value: string): string => value.replace(/^Patient\//, '')

/** What can be searched by, and FHIR's type of the parameter. */
export const PARAMETERS: Readonly<Record<string, { readonly type: string; readonly test: (value: string) => Test }>> = {
  _id: {
    type: 'token',
    test:
      (value) =>
      ({ id }) =>
        id === value,
  },
  patient: {
    type: 'reference',
    test:
      (value) =>
      ({ patient }) =>
        patient === patientOf(value),
  },
  subject: {
    type: 'reference',
    test:
      (value) =>
      ({ patient }) =>
        patient === patientOf(value),
  },
  code: { type: 'token', test: tokenTest('code', 'vaccineCode', 'medicationCodeableConcept', 'type') },
  category: { type: 'token', test: tokenTest('category') },
  status: {
    type: 'token',
    test:
      (value) =>
      (_issued, { status }) =>
        status === value,
  },
  date: { type: 'date', test: (value) => dateTest(value, 'date') },
}
const PAGING = new Set(['_count', '_offset', '_format', '_pretty'])
const MOST = 500

export interface Search {
  /** The patient that it is limited to, when it is. */
  readonly patient: string | undefined
  readonly count: number
  readonly offset: number
  readonly matches: (issued: Issued) => boolean
}

const list = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(String)
function whole(value: unknown, name: string, otherwise: number, most: number): number {
  if (value === undefined) return otherwise
  return (typeof value === 'string' ? wholeIn(value, 0, most) : undefined) ?? refuse('INPUT_INVALID', 'whole-number', { what: name, most })
}

/** What an operation $everything asks for: some types, and what was (start, end) or was stored (_since) at a time. @throws INPUT_INVALID */
export function everythingOf(query: Readonly<Record<string, unknown>>): (issued: Issued) => boolean {
  const types = query['_type'] === undefined ? undefined : new Set(list(query['_type']).flatMap((text) => text.split(',')))
  const bounds = (['start', 'end'] as const).flatMap((name) =>
    query[name] === undefined ? [] : [dateTest(`${name === 'start' ? 'ge' : 'le'}${String(query[name])}`, name)],
  )
  const since =
    query['_since'] === undefined
      ? undefined
      : (rangeIn(String(query['_since'])) ?? refuse('INPUT_INVALID', 'date-or-time', { what: '_since' }))[0]
  return (issued) => {
    if (types && !types.has(issued.type)) return false
    if (since !== undefined && (rangeIn(issued.updated)?.[0] ?? 0) < since) return false
    if (bounds.length === 0) return true
    const fields = fieldsOf(issued)
    // What says no date belongs to what does.
    return !DATES.some((field) => typeof fields[field] === 'string') || bounds.every((test) => test(issued, fields))
  }
}

interface KnownPatient {
  readonly id: string
  readonly identifiers: readonly { readonly system?: string; readonly value: string }[]
}
const onIdentifier = (value: string) => {
  const [first = '', second] = value.split('|')
  return ({ identifiers }: KnownPatient): boolean =>
    identifiers.some(({ system, value }) =>
      second === undefined ? value === first : value === second && (first === '' || first === system),
    )
}
/** What patients can be searched by: the node knows no name of theirs. */
export const PATIENT_PARAMETERS: Readonly<
  Record<string, { readonly type: string; readonly test: (value: string) => (one: KnownPatient) => boolean }>
> = {
  _id: {
    type: 'token',
    test:
      (value) =>
      ({ id }) =>
        id === value,
  },
  identifier: { type: 'token', test: onIdentifier },
}

/** @throws INPUT_INVALID; also for a search by what the node does not know of patients, which would else find everybody */
export function patientSearchOf(
  query: Readonly<Record<string, unknown>>,
  strict: boolean,
): Pick<Search, 'count' | 'offset'> & { readonly matches: (one: KnownPatient) => boolean } {
  const asked = Object.entries(query).filter(([name]) => !PAGING.has(name))
  const unknown = asked.find(([name]) => !PATIENT_PARAMETERS[name])
  if (unknown && (strict || asked.length === 1))
    refuse('INPUT_INVALID', 'patients-by', { what: unknown[0].slice(0, 40), by: Object.keys(PATIENT_PARAMETERS).join(', ') })
  const tests = asked.flatMap(([name, value]) => {
    const parameter = PATIENT_PARAMETERS[name]
    return parameter ? list(value).map((one) => one.split(',').map((part) => parameter.test(part))) : []
  })
  return { ...pageOf(query), matches: (one) => tests.every((either) => either.some((test) => test(one))) }
}

const pageOf = (query: Readonly<Record<string, unknown>>): Pick<Search, 'count' | 'offset'> => ({
  count: whole(query['_count'], '_count', 50, MOST),
  offset: whole(query['_offset'], '_offset', 0, 1_000_000),
})

/** @param strict refuses parameters that are not known (Prefer: handling=strict). @throws INPUT_INVALID */
export function searchOf(query: Readonly<Record<string, unknown>>, strict: boolean): Search {
  const tests: Test[] = []
  for (const [name, value] of Object.entries(query)) {
    if (PAGING.has(name)) continue
    const parameter = PARAMETERS[name]
    if (!parameter) {
      if (strict) refuse('INPUT_INVALID', 'search-by', { what: name.slice(0, 40), by: Object.keys(PARAMETERS).join(', ') })
      continue
    }
    // The same name twice is and, a comma is or.
    for (const one of list(value)) {
      const either = one.split(',').map((part) => parameter.test(part))
      tests.push((issued, fields) => either.some((test) => test(issued, fields)))
    }
  }
  const patient = query['patient'] ?? query['subject']
  return {
    patient: typeof patient === 'string' && !patient.includes(',') ? patientOf(patient) : undefined,
    ...pageOf(query),
    matches: (issued) => {
      const fields = fieldsOf(issued)
      return tests.every((test) => test(issued, fields))
    },
  }
}
