/** What a person sees of a FHIR R4 resource at a glance: a title, a value, a day. Texts come as the record has them, never as markup. */

export interface ResourceView {
  readonly title: string
  /** With its unit, where there is one. */
  readonly value: string
  /** As the record has it: a year, a month, a day or an instant; empty without. */
  readonly date: string
  /** FHIR's code of how it stands; what is denied or was a mistake says so before anything else. */
  readonly status: string
}

type Json = { readonly [key: string]: unknown }
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const object = (value: unknown): Json => (isObject(value) ? value : {})
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** The text of a CodeableConcept, else the display or code of its first coding. */
function concept(value: unknown): string {
  const { text: own, coding } = object(value)
  const first = object(list(coding)[0])
  return text(own) || text(first['display']) || text(first['code'])
}

function quantity(value: unknown): string {
  const { value: number, unit, code } = object(value)
  if (number === undefined) return ''
  return [String(number), spoken(text(unit) || text(code))].filter((part) => part !== '').join(' ')
}

/** UCUM's units of plain counts, `1` and `{…}`, say nothing to a person. */
function spoken(unit: string): string {
  const words = unit.split(' ')
  const last = words.at(-1) ?? ''
  if (last === '1') return words.slice(0, -1).join(' ')
  const brace = unit.endsWith('}') ? unit.lastIndexOf('{') : -1
  const alone = brace === 0 || (brace > 0 && unit[brace - 1] === ' ')
  return alone && unit.indexOf('}', brace) === unit.length - 1 ? unit.slice(0, brace).trimEnd() : unit
}

/** The value[x] of an observation or of one of its components. */
function valueText(o: Json): string {
  const scalar = o['valueString'] ?? o['valueInteger'] ?? o['valueBoolean'] ?? o['valueDateTime']
  return quantity(o['valueQuantity']) || concept(o['valueCodeableConcept']) || (scalar === undefined ? '' : String(scalar))
}

function components(o: Json): string {
  return list(o['component'])
    .map((c) => [concept(object(c)['code']), valueText(object(c))].filter(Boolean).join(' '))
    .join(' · ')
}

function humanName(value: unknown): string {
  const { text: own, given, family } = object(list(value)[0])
  const first = list(given).map(text)
  // Korean names: the family's first, and no space.
  if (/^[가-힣]+$/.test(text(family))) return text(own) || `${text(family)}${first.join('')}`
  return text(own) || [...first, text(family)].filter(Boolean).join(' ')
}

const TITLE_FIELDS = ['code', 'vaccineCode', 'medicationCodeableConcept', 'type', 'class'] as const
const DATE_FIELDS = [
  'effectiveDateTime',
  'performedDateTime',
  'occurrenceDateTime',
  'onsetDateTime',
  'authoredOn',
  'recordedDate',
  'issued',
  'recorded',
  'date',
  'birthDate',
  'created',
] as const

const DENIED = new Set(['refuted', 'entered-in-error'])
const codeOf = (value: unknown): string => text(object(list(object(value)['coding'])[0])['code'])

function standing(r: Json): string {
  const verified = codeOf(r['verificationStatus'])
  if (DENIED.has(verified)) return verified
  if (r['doNotPerform'] === true) return 'do-not-perform'
  return text(r['status']) || text(r['lifecycleStatus']) || codeOf(r['clinicalStatus']) || concept(r['clinicalStatus'])
}

/** @param resource a FHIR resource as parsed JSON; whatever is missing or odd shows as empty */
export function viewOf(resource: unknown): ResourceView {
  const r = object(resource)
  const type = text(r['resourceType'])
  const title =
    type === 'Patient' || type === 'Practitioner'
      ? humanName(r['name'])
      : TITLE_FIELDS.map((field) => concept(r[field]) || concept(list(r[field])[0])).find(Boolean) || text(r['name'])
  const period = object(r['effectivePeriod'] ?? r['performedPeriod'] ?? r['period'])
  return {
    title: title || type,
    value: valueText(r) || components(r) || text(r['conclusion']) || text(object(list(r['dosageInstruction'])[0])['text']),
    date: DATE_FIELDS.map((field) => text(r[field])).find(Boolean) ?? text(period['start']),
    status: standing(r),
  }
}
