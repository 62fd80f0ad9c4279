/** FHIR's data types as those of HL7 v3 (CDA R2): instance identifiers, times, concepts, quantities, names. */
import { lexemeOf } from '@hdms/shared/documents/exact.ts'
import { UCUM, unitOf } from '../../codes/units.ts'
import { isNode, type Node } from '../node.ts'
import { oidOf } from '../systems.ts'
import { type Child, type Element, el } from './element.ts'

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const nodes = (value: unknown): Node[] => list(value).filter(isNode)
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const node = (value: unknown): Node => (isNode(value) ? value : {})

const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.6.1': 'LOINC',
  '2.16.840.1.113883.6.96': 'SNOMED CT',
  '2.16.840.1.113883.6.88': 'RxNorm',
  '2.16.840.1.113883.6.3': 'ICD-10',
  '2.16.840.1.113883.6.90': 'ICD-10-CM',
  '2.16.840.1.113883.12.292': 'CVX',
  '2.16.840.1.113883.6.73': 'ATC',
}

/** A code whose system is given by OID. */
export function code(name: string, value: string, system: string, display?: string, ...children: readonly Child[]): Element {
  const attributes = { code: value, codeSystem: system, codeSystemName: SYSTEM_NAMES[system], displayName: display }
  return el(name, attributes, ...children)
}

/** CDA's codes (cs) have no blanks. */
const isCode = (value: string): boolean => /^\S+$/.test(value)

function coded(name: string, { system, code: value, display }: Node, type: string | undefined, children: readonly Child[]): Element {
  const oid = text(system) === '' ? undefined : oidOf(text(system))
  const attributes = {
    'xsi:type': type,
    code: text(value),
    codeSystem: oid,
    codeSystemName: SYSTEM_NAMES[oid ?? ''],
    displayName: text(display) || undefined,
  }
  return el(name, attributes, ...children)
}

/**
 * A CodeableConcept: its first code, others as translations, its words as original text. Without a code it says so, and keeps the words.
 * @param more stands after the translations
 */
export function concept(name: string, value: unknown, { type, more = [] }: { type?: string; more?: readonly Child[] } = {}): Element {
  const { coding, text: words } = node(value)
  const [main, ...others] = nodes(coding).filter((c) => isCode(text(c['code'])))
  const said =
    text(words) ||
    (main
      ? ''
      : nodes(coding)
          .map((c) => text(c['display']) || text(c['code']))
          .find(Boolean)) ||
    ''
  const original = said === '' || said === text(main?.['display']) ? undefined : el('originalText', {}, said)
  const translations = [...others.map((c) => coded('translation', c, undefined, [])), ...more]
  if (main) return coded(name, main, type, [original, translations])
  return el(name, { 'xsi:type': type, nullFlavor: said === '' ? 'UNK' : 'OTH' }, original, translations)
}

/** An instant, day, month or year as HL7 writes it. */
export const hl7Time = (fhir: string): string => {
  const [date = '', clock = ''] = fhir.split('T')
  return date.replaceAll('-', '') + clock.replace(/Z$/, '+0000').replaceAll(':', '')
}
/** @param fhir unknown when empty */
export const time = (name: string, fhir: string, type?: string): Element =>
  el(name, { 'xsi:type': type, ...(fhir === '' ? { nullFlavor: 'UNK' } : { value: hl7Time(fhir) }) })

/** From and to; `low` is always there. @param closed also when the end is not known */
export function span(name: string, from: string, to: string, { type, closed = false }: { type?: string; closed?: boolean } = {}): Element {
  return el(name, { 'xsi:type': type }, time('low', from), to !== '' || closed ? time('high', to) : undefined)
}

/** `effectiveDateTime`, `effectivePeriod`: whichever a resource has. */
export function timeOf(resource: Node, field: string): { at: string; from: string; to: string } {
  const period = node(resource[`${field}Period`])
  return {
    at: text(resource[`${field}DateTime`]) || text(resource[`${field}Instant`]),
    from: text(period['start']),
    to: text(period['end']),
  }
}

/** A point when it is one, else an interval; unknown when neither is said. */
export function moment(name: string, resource: Node, field: string): Element {
  const { at, from, to } = timeOf(resource, field)
  return at === '' && (from !== '' || to !== '') ? span(name, from, to) : time(name, at)
}

/** What a PQ's unit may be: a code of UCUM, or a usual spelling of one that claims no other system. */
const ucumOf = ({ system, code: unit, unit: words }: Node): string | undefined => {
  if (system === UCUM) return text(unit) || text(words) || '1'
  if (system !== undefined) return undefined
  const said = text(words) || text(unit)
  return said === '' ? '1' : unitOf(said).code
}

/** A number with its digits, in its unit; one that UCUM has not stands in a translation. @returns undefined without a number */
export function quantity(name: string, value: unknown, attributes: Readonly<Record<string, string | undefined>> = {}): Element | undefined {
  const own = node(value)
  const number = lexemeOf(own['value'])
  if (number === undefined) return undefined
  const unit = ucumOf(own)
  if (unit !== undefined) return el(name, { ...attributes, value: number, ...(unit === '1' ? {} : { unit }) })
  return el(
    name,
    { ...attributes, nullFlavor: 'OTH' },
    el('translation', { value: number }, el('originalText', {}, text(own['unit']) || text(own['code']))),
  )
}

/** Bounds by FHIR's comparator: which end, and whether it is within. */
const BOUNDS: Readonly<Record<string, readonly ['low' | 'high', boolean]>> = {
  '<': ['high', false],
  '<=': ['high', true],
  '>': ['low', false],
  '>=': ['low', true],
}

/** A quantity with a comparator is an interval with one end. */
export function compared(name: string, value: unknown, attributes: Readonly<Record<string, string | undefined>> = {}): Element | undefined {
  const bound = BOUNDS[text(node(value)['comparator'])]
  if (!bound) return quantity(name, value, { 'xsi:type': 'PQ', ...attributes })
  const [end, inside] = bound
  const limit = quantity(end, value, inside ? {} : { inclusive: 'false' })
  return limit ? el(name, { 'xsi:type': 'IVL_PQ', ...attributes }, limit) : undefined
}

export function range(name: string, value: unknown, attributes: Readonly<Record<string, string>> = {}): Element | undefined {
  const { low, high } = node(value)
  const ends = [quantity('low', low), quantity('high', high)]
  return ends.some((end) => end !== undefined) ? el(name, { 'xsi:type': 'IVL_PQ', ...attributes }, ...ends) : undefined
}

/** An identifier; CDA's root is an OID or a UUID. */
function identifier({ system, value }: Node): Element | undefined {
  const uuid = /^urn:uuid:([0-9a-fA-F-]{36})$/.exec(text(value))?.[1]
  if (uuid !== undefined) return el('id', { root: uuid })
  return text(system) === '' || text(value) === '' ? undefined : el('id', { root: oidOf(text(system)), extension: text(value) })
}
export const identifiers = (resource: Node): Element[] => nodes(resource['identifier']).flatMap((one) => identifier(one) ?? [])

/** A person's name in its parts, or in words where a part is missing. */
export function personName(value: unknown): Element {
  const own = node(list(value)[0])
  const given = list(own['given']).map(text).filter(Boolean)
  if (text(own['family']) !== '' && given.length > 0)
    return el(
      'name',
      {},
      given.map((one) => el('given', {}, one)),
      el('family', {}, text(own['family'])),
    )
  const words = text(own['text']) || [...given, text(own['family'])].filter(Boolean).join(' ')
  return words === '' ? el('name', { nullFlavor: 'UNK' }) : el('name', {}, words)
}
export const nowhere = (): Element[] => [el('addr', { nullFlavor: 'UNK' }), el('telecom', { nullFlavor: 'UNK' })]
