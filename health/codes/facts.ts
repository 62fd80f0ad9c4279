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

/** Where each kind of resource has its code and its day; what did not happen, or was entered in error, is no fact. */
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
const NOT_SO = new Set(['entered-in-error', 'cancelled', 'not-done', 'not-taken', 'refuted', 'preparation', 'registered', 'draft'])

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

function quantityOf(o: Json): Pick<Fact, 'value' | 'unit'> {
  const { value, code, unit } = object(o['valueQuantity'])
  if (typeof value === 'number') return { value, unit: text(code) || text(unit) }
  const whole = o['valueInteger']
  return { value: typeof whole === 'number' ? whole : undefined, unit: '' }
}

/** @param resource a FHIR resource as parsed JSON; what is missing or odd says nothing */
export function factsOf(resource: unknown): Fact[] {
  const r = object(resource)
  const shape = SHAPES[text(r['resourceType'])]
  // What these say can turn all the rest round.
  if (!shape || r['modifierExtension'] !== undefined || r['implicitRules'] !== undefined) return []
  const verification = codingsOf(r['verificationStatus'])[0]?.code ?? ''
  if (NOT_SO.has(text(r['status'])) || NOT_SO.has(verification)) return []
  const day = dayOf(r, shape.days)
  if (day === undefined) return []
  const drug = shape.code.startsWith('medication')
  const own: Fact = { codes: codesOf(codingsOf(r[shape.code]), drug), day, ...quantityOf(r) }
  const parts = list(r['component']).map(
    (c): Fact => ({ codes: codesOf(codingsOf(object(c)['code']), false), day, ...quantityOf(object(c)) }),
  )
  return [own, ...parts].filter((f) => f.codes.length > 0)
}

export function demographicsOf(resource: unknown): Demographics | undefined {
  const r = object(resource)
  if (r['resourceType'] !== 'Patient') return undefined
  const born = /^(\d{4})/.exec(text(r['birthDate']))?.[1]
  const sex = (['female', 'male', 'other'] as const).find((s) => s === r['gender'])
  return { born: born === undefined ? undefined : digits(born), sex }
}
