/** What was bought, as the export sees it: people without a name, records with where they come from, resources of which only sold fields are there. */

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
  readonly value: string
  readonly unit: string
  /** ISO day; a month where only months are told and all of the record lies in one; else empty. */
  readonly day: string
  readonly status: string
  readonly source: string
  readonly key: string
}

type Json = { readonly [key: string]: unknown }
const object = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''

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
function measured(o: Json): { value: string; unit: string } {
  const quantity = object(o['valueQuantity'])
  if (text(quantity['value']))
    return { value: text(quantity['comparator']) + text(quantity['value']), unit: text(quantity['code']) || text(quantity['unit']) }
  const coded = object(list(object(o['valueCodeableConcept'])['coding'])[0])
  return { value: text(o['valueInteger']) || text(o['valueBoolean']) || text(coded['code']), unit: '' }
}

/** Names of resources in an export: their record and number. */
export const resourceId = (key: string, number: number): string => `${key.slice(0, 16)}-${number}`

/** Of what lies in one month, that month. */
function monthOf(months: string): string {
  const [from = '', until = ''] = months.split('/')
  return from === until ? from : ''
}

/** Every coded statement, one a line. */
export function rowsOf(subjects: readonly Subject[]): Row[] {
  const rows: Row[] = []
  for (const { pseudonym, records } of subjects)
    for (const { key, source, months, resources } of records)
      resources.forEach((resource, i) => {
        const o = object(resource)
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
        const components = list(o['component']).map(object)
        if (own.code && (value.value || components.length === 0)) rows.push({ ...common, ...own, ...value })
        for (const component of components) rows.push({ ...common, ...codingOf(component), ...measured(component) })
      })
  return rows
}

/** A line of CSV, as RFC 4180 has it. */
export const csvLine = (fields: readonly (string | number)[]): string =>
  `${fields.map((f) => (/[",\r\n]/.test(String(f)) ? `"${String(f).replaceAll('"', '""')}"` : String(f))).join(',')}\r\n`
