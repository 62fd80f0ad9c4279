/** FHIR R4 search (§3.1.1) over what was issued: the parameters that are listed in the CapabilityStatement, joined by and; commas are or. */
import { rangeIn, wholeIn } from '@hdms/shared/decimal.ts'
import { toValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Issued } from './records.ts'

interface Coded {
  readonly coding?: readonly { readonly system?: string; readonly code?: string }[]
}
interface Fields {
  readonly code?: Coded
  readonly status?: string
  readonly vaccineCode?: Coded
  readonly type?: Coded | readonly Coded[]
  readonly medicationCodeableConcept?: Coded
  readonly clinicalStatus?: Coded
  readonly [date: string]: unknown
}
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
const wrong = (what: string, why: string): never => fail('INPUT_INVALID', { what, why })

function dateTest(value: string, name: string): Test {
  const [, prefix = 'eq', text = ''] = /^(eq|ne|gt|lt|ge|le)?(.*)$/.exec(value) ?? []
  const [from, to] = rangeIn(text) ?? wrong(name, 'it is a date or time, as 2026-11-21 or 2026-11-21T09:30:00+09:00')
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

function tokenTest(value: string): Test {
  const [first = '', second] = value.split('|')
  const [system, code] = second === undefined ? [undefined, first] : [first, second]
  return (_issued, { code: own, vaccineCode, medicationCodeableConcept, type }) =>
    [own, vaccineCode, medicationCodeableConcept, ...(Array.isArray(type) ? type : [type])]
      .flatMap((c: Coded | undefined) => c?.coding ?? [])
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
  code: { type: 'token', test: tokenTest },
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
  return (typeof value === 'string' ? wholeIn(value, 0, most) : undefined) ?? wrong(name, `it is a whole number up to ${most}`)
}

/** @param strict refuses parameters that are not known (Prefer: handling=strict). @throws INPUT_INVALID */
export function searchOf(query: Readonly<Record<string, unknown>>, strict: boolean): Search {
  const tests: Test[] = []
  for (const [name, value] of Object.entries(query)) {
    if (PAGING.has(name)) continue
    const parameter = PARAMETERS[name]
    if (!parameter) {
      if (strict) wrong(name.slice(0, 40), `search by ${Object.keys(PARAMETERS).join(', ')}`)
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
    count: whole(query['_count'], '_count', 50, MOST),
    offset: whole(query['_offset'], '_offset', 0, 1_000_000),
    matches: (issued) => {
      const fields = toValue(issued.json) as Fields
      return tests.every((test) => test(issued, fields))
    },
  }
}
