/** What was bought, as the export sees it: people without a name, records with where they come from, resources of which only sold fields are there. */
import { lexemeOf } from '@hdms/shared/documents/exact.ts'
import { happened, isMissing } from '../codes/facts.ts'

export interface ExportRecord {
  /** Verification key and record id, hex; the id is empty for what a person says themselves. */
  readonly key: string
  readonly recordId: string
  /** Institution that issued it, and the notary that holds its key. */
  readonly issuer: string
  readonly notary: string
  readonly source: string
  /** `2026-01/2026-03` where days are not told and months are; else empty. */
  readonly months: string
  /** What it was collected for; absent of what was bought before records said it. */
  readonly collected?: string
  /** FHIR R4, partial. */
  readonly resources: readonly unknown[]
}
export interface Subject {
  /** The same person has another one with another buyer. */
  readonly pseudonym: string
  /** `female`, `male` or empty where too few share it. */
  readonly sex: string
  /** First of ten years of age, or -1. */
  readonly age: number
  readonly records: readonly ExportRecord[]
}

/** A coded statement of a resource, or of a component of it. */
export interface Row {
  readonly subject: string
  readonly resource: string
  readonly kind: string
  readonly system: string
  readonly code: string
  /** As it was written: a number with its comparator, `true`, or a code with its system, which is no number. */
  readonly value: string
  readonly unit: string
  /** `<`, `<=`, `>=`, `>` where the number is a bound; else empty. */
  readonly comparator: string
  /** Digits of a number; empty for whatever is none. */
  readonly number: string
  /** Of a coded value: system and code. */
  readonly coded: string
  /** ISO day; a month where only months are told and all of the record lies in one; else empty. */
  readonly day: string
  readonly status: string
  readonly source: string
  readonly key: string
}

type Json = { readonly [key: string]: unknown }
const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'boolean' ? String(value) : (lexemeOf(value) ?? ''))

const CODES = ['code', 'vaccineCode', 'medicationCodeableConcept']
const DAYS = [
  'effectiveDateTime',
  'effectiveInstant',
  'effectivePeriod',
  'issued',
  'onsetDateTime',
  'onsetPeriod',
  'recordedDate',
  'occurrenceDateTime',
  'authoredOn',
  'performedDateTime',
  'performedPeriod',
  'whenHandedOver',
  'whenPrepared',
]

const codingOf = (o: Json): { system: string; code: string } => {
  for (const field of CODES) {
    const coding = object(list(object(o[field])['coding'])[0])
    if (text(coding['code'])) return { system: text(coding['system']), code: text(coding['code']) }
  }
  return { system: '', code: '' }
}
function dayOf(o: Json): string {
  for (const field of DAYS) {
    const value = o[field]
    const date = text(value) || text(object(value)['start'])
    if (/^\d{4}/.test(date)) return date.slice(0, 10)
  }
  return ''
}
type Measured = Pick<Row, 'value' | 'unit' | 'comparator' | 'number' | 'coded'>
const NO_VALUE: Measured = { value: '', unit: '', comparator: '', number: '', coded: '' }

function measured(o: Json): Measured {
  const quantity = object(o['valueQuantity'])
  const number = lexemeOf(quantity['value']) ?? ''
  if (number !== '') {
    const comparator = text(quantity['comparator'])
    const unit = text(quantity['code']) || text(quantity['unit'])
    return { ...NO_VALUE, value: comparator + number, unit, comparator, number }
  }
  const whole = lexemeOf(o['valueInteger'])
  if (whole !== undefined) return { ...NO_VALUE, value: whole, number: whole }
  if (typeof o['valueBoolean'] === 'boolean') return { ...NO_VALUE, value: text(o['valueBoolean']) }
  const { system, code } = object(list(object(o['valueCodeableConcept'])['coding'])[0])
  // With its system: a code of digits alone would be read as what was measured.
  return text(code) === '' ? NO_VALUE : { ...NO_VALUE, value: `${text(system)}|${text(code)}`, coded: shortCode(text(system), text(code)) }
}

const SHORT: Readonly<Record<string, string>> = {
  'http://loinc.org': 'LOINC',
  'http://hl7.org/fhir/sid/icd-10': 'ICD10',
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD10CM',
  'http://www.hl7korea.or.kr/CodeSystem/kostat-kcd-8': 'KCD8',
  'http://hl7.org/fhir/sid/cvx': 'CVX',
  'http://www.whocc.no/atc': 'ATC',
  'http://snomed.info/sct': 'SNOMED',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RxNorm',
}
/** `LOINC:2345-7`: the OHDSI name of a system where it has one. */
export const shortCode = (system: string, code: string): string => `${SHORT[system] ?? system}:${code}`

/** Names of resources in an export: their record and number. */
export const resourceId = (key: string, number: number): string => `${key.slice(0, 16)}-${number}`

/** Of what lies in one month, that month. */
function monthOf(months: string): string {
  const [from = '', until = ''] = months.split('/')
  return from === until ? from : ''
}

/** Every coded statement of what is or happened, one a line: what is denied, forbidden or a mistake stands in fhir/ with its status, and is no line. */
export function* eachRow(subjects: readonly Subject[]): Generator<Row> {
  for (const { pseudonym, records } of subjects)
    for (const { key, source, months, resources } of records)
      for (const [i, resource] of resources.entries()) {
        const o = object(resource)
        const components = list(o['component']).map(object)
        if (!happened(o) || (isMissing(o) && components.length === 0)) continue
        const common = {
          subject: pseudonym,
          resource: resourceId(key, i),
          kind: text(o['resourceType']),
          day: dayOf(o) || monthOf(months),
          status: text(o['status']),
          source,
          key,
        }
        const own = codingOf(o)
        const value = measured(o)
        if (own.code && (value.value || components.length === 0)) yield { ...common, ...own, ...value }
        for (const component of components) if (!isMissing(component)) yield { ...common, ...codingOf(component), ...measured(component) }
      }
}

export const rowsOf = (subjects: readonly Subject[]): Row[] => [...eachRow(subjects)]
