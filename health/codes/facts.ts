/** What a FHIR R4 resource says that can be asked for: codes, a value with its unit, a day. Texts, names and notes are none of it. */
import { calendarDay, digits } from '@hdms/shared/decimal.ts'
import { type Coding, codesOf } from './codes.ts'

export interface Fact {
  /** `system:code`, and of drugs `name:word`. */
  readonly codes: readonly string[]
  /** Days since 1970 in the zone that the record was written in; of a year or a month alone, its first. */
  readonly day: number
  readonly value: number | undefined
  /** UCUM, or as the record has it. */
  readonly unit: string
  /** The value is a bound, and not what was measured. */
  readonly comparator?: Comparator
}

export const COMPARATORS = ['<', '<=', '>=', '>'] as const
export type Comparator = (typeof COMPARATORS)[number]

/**
 * Whether a value lies within limits, whatever was really measured: `< 3` is at most 5, and nobody knows that it is at least 1.
 * @param least inclusive @param most inclusive; undefined for no limit
 */
export function within(value: number, comparator: Comparator | undefined, least: number | undefined, most: number | undefined): boolean {
  const open = { least: comparator === '<' || comparator === '<=', most: comparator === '>' || comparator === '>=' }
  const above = least === undefined || (!open.least && value >= least)
  return above && (most === undefined || (!open.most && value <= most))
}

export interface Demographics {
  /** Year of birth. */
  readonly born: number | undefined
  readonly sex: 'female' | 'male' | 'other' | undefined
}

type Json = { readonly [key: string]: unknown }
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: unknown): Json => (isObject(value) ? value : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Where each kind of resource has its code and its day. */
const SHAPES: Readonly<Record<string, { readonly code: string; readonly days: readonly string[] }>> = {
  Observation: { code: 'code', days: ['effectiveDateTime', 'effectiveInstant', 'effectivePeriod', 'issued'] },
  Condition: { code: 'code', days: ['onsetDateTime', 'onsetPeriod', 'recordedDate'] },
  Procedure: { code: 'code', days: ['performedDateTime', 'performedPeriod'] },
  Immunization: { code: 'vaccineCode', days: ['occurrenceDateTime'] },
  MedicationRequest: { code: 'medicationCodeableConcept', days: ['authoredOn'] },
  MedicationStatement: { code: 'medicationCodeableConcept', days: ['effectiveDateTime', 'effectivePeriod', 'dateAsserted'] },
  MedicationDispense: { code: 'medicationCodeableConcept', days: ['whenHandedOver', 'whenPrepared'] },
  MedicationAdministration: { code: 'medicationCodeableConcept', days: ['effectiveDateTime', 'effectivePeriod'] },
}
/** Of status: what was not done, is not done yet, or was a mistake. */
const NOT_SO = new Set('entered-in-error cancelled not-done not-taken preparation registered draft declined intended'.split(' '))
/** Of verification: what is not so, or not established. */
const NOT_VERIFIED = new Set(['refuted', 'entered-in-error', 'unconfirmed', 'provisional', 'differential'])
/** Of intent: what nobody ordered. */
const NOT_ORDERED = new Set(['proposal', 'plan', 'option'])

function hasModifier(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasModifier)
  return isObject(value) && (value['modifierExtension'] !== undefined || Object.values(value).some(hasModifier))
}

/**
 * Whether a resource says that something is, or happened. What is denied, not to be done, a mistake, only planned or not established is no fact and no
 * exposure, and what holds a modifier that is not known here may be any of these.
 */
export function happened(resource: unknown): boolean {
  const r = object(resource)
  if (r['implicitRules'] !== undefined || hasModifier(r)) return false
  if (r['doNotPerform'] === true || r['notGiven'] === true || r['wasNotGiven'] === true || r['wasNotTaken'] === true) return false
  const verification = text(object(list(object(r['verificationStatus'])['coding'])[0])['code'])
  return !NOT_SO.has(text(r['status'])) && !NOT_VERIFIED.has(verification) && !NOT_ORDERED.has(text(r['intent']))
}

/** What was asked for and not obtained is no measurement. */
export const isMissing = (o: Json): boolean => o['dataAbsentReason'] !== undefined && !Object.keys(o).some((key) => key.startsWith('value'))

function dayOf(resource: Json, fields: readonly string[]): number | undefined {
  for (const field of fields) {
    const value = resource[field]
    const date = text(isObject(value) ? (value['start'] ?? value['end']) : value)
    const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date) ?? []
    const at = year === undefined ? undefined : calendarDay(digits(year), digits(month ?? '01'), digits(day ?? '01'))
    if (at !== undefined) return at / 86_400_000
  }
  return undefined
}

const codingsOf = (concept: unknown): Coding[] =>
  list(object(concept)['coding']).map((coding) => {
    const { system, code, display } = object(coding)
    return { system: text(system), code: text(code), display: text(display) || text(object(concept)['text']) }
  })

function quantityOf(o: Json): Pick<Fact, 'value' | 'unit' | 'comparator'> {
  const { value, code, unit, comparator } = object(o['valueQuantity'])
  if (typeof value === 'number') {
    const bound = COMPARATORS.find((c) => c === comparator)
    // A comparator that is none of FHIR's makes no number of it.
    const known = comparator === undefined || bound !== undefined
    return { value: known ? value : undefined, unit: text(code) || text(unit), ...(bound ? { comparator: bound } : {}) }
  }
  const whole = o['valueInteger']
  return { value: typeof whole === 'number' ? whole : undefined, unit: '' }
}

/** @param resource a FHIR resource as parsed JSON; what is missing or odd says nothing */
export function factsOf(resource: unknown): Fact[] {
  const r = object(resource)
  const shape = SHAPES[text(r['resourceType'])]
  if (!shape || !happened(r)) return []
  const day = dayOf(r, shape.days)
  if (day === undefined) return []
  const drug = shape.code.startsWith('medication')
  const parts = list(r['component'])
    .map(object)
    .filter((c) => !isMissing(c))
  const own: Fact = { codes: codesOf(codingsOf(r[shape.code]), drug), day, ...quantityOf(r) }
  const told = isMissing(r) && parts.length === 0 ? [] : [own]
  const measured = parts.map((c): Fact => ({ codes: codesOf(codingsOf(c['code']), false), day, ...quantityOf(c) }))
  return [...told, ...measured].filter((f) => f.codes.length > 0)
}

export function demographicsOf(resource: unknown): Demographics | undefined {
  const r = object(resource)
  if (r['resourceType'] !== 'Patient') return undefined
  const born = /^(\d{4})/.exec(text(r['birthDate']))?.[1]
  const sex = (['female', 'male', 'other'] as const).find((s) => s === r['gender'])
  return { born: born === undefined ? undefined : digits(born), sex }
}
