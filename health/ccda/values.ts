/**
 * Values of C-CDA (HL7 v3 data types, CDA R2) as FHIR R4's value[x]: number, comparator, interval and ratio in FHIR's own form, with their digits. What
 * is no number stays in words, and is named; nothing is read up to where it stops being a number.
 */
import { type Comparator, decimalForm, decimalIn, type Measure, measureIn } from '@hdms/shared/decimal.ts'
import { mapCcdaCodeToCodeableConcept } from '@medplum/ccda'
import { type IsUcum, isUsual, unitOf } from '../codes/units.ts'
import { asReceived } from '../fhir/received.ts'
import { exactNumber } from './exactly.ts'
import { array, attribute, isNode, type Node } from './node.ts'

/** What reading a statement needs, and where it says what it could not take. */
export interface Reading {
  /** Text by the IDs that entries point to. */
  readonly narrative: ReadonlyMap<string, string>
  /** Which codes UCUM has. */
  readonly isUcum: IsUcum | undefined
  /** @param what in words, without anything of the patient */
  readonly leave: (what: string) => void
}

export const CONCEPTS: ReadonlySet<string> = new Set(['CD', 'CE', 'CV', 'CS', 'CO'])
const SIGN: Readonly<Record<Comparator, string>> = { '<': '<', '<=': '≤', '>=': '≥', '>': '>' }

/** @returns one member, value[x] or dataAbsentReason, or none when it says nothing */
export function readValue(value: Node, reading: Reading): Node {
  const type = typeOf(value)
  if (CONCEPTS.has(type)) return said('valueCodeableConcept', conceptOf(value)) ?? absent(value)
  if (type.startsWith('IVL_TS') || type === 'TS' || type === 'PIVL_TS') return timed(value)
  if (type.startsWith('IVL_')) return interval(value, reading) ?? absent(value)
  if (type.startsWith('RTO')) return ratio(value, reading)
  switch (type) {
    case 'PQ':
    case 'REAL':
      return measured(value, reading) ?? absent(value)
    case 'INT':
      return whole(value) ?? measured(value, reading) ?? absent(value)
    case 'MO':
      return said('valueString', [attribute(value, 'value'), attribute(value, 'currency')].filter(Boolean).join(' ')) ?? absent(value)
    case 'BL':
      return /^(true|false)$/.test(attribute(value, 'value')) ? { valueBoolean: attribute(value, 'value') === 'true' } : absent(value)
    case 'ST':
    case 'SC':
    case 'ED':
      return encapsulated(value) ? unknown(value, reading) : (said('valueString', wordsOf(value, reading)) ?? absent(value))
    case 'TEL':
    case 'URL':
      return said('valueString', attribute(value, 'value')) ?? absent(value)
    case 'II':
      return said('valueString', [attribute(value, 'root'), attribute(value, 'extension')].filter(Boolean).join('^')) ?? absent(value)
    default:
      return unknown(value, reading)
  }
}

/** Its type without the wrappers that say nothing of the value (a member of a set, of a history), or what it must be when it names none. */
function typeOf(value: Node): string {
  const type = attribute(value, 'xsi:type').replace(/^(?:SXCM|HXIT|BXIT|EXPR|PPD|UVP)_/, '')
  if (type !== '') return type
  if (attribute(value, 'code')) return 'CD'
  if (value['low'] !== undefined || value['high'] !== undefined) return 'IVL_PQ'
  return attribute(value, 'value') === '' ? 'ST' : 'PQ'
}

const said = (field: string, value: unknown): Node | undefined => (value === undefined || value === '' ? undefined : { [field]: value })

function unknown(value: Node, { leave }: Reading): Node {
  leave(`a value of type ${(attribute(value, 'xsi:type') || 'unknown').slice(0, 20)}`)
  return {}
}

/** Why a value is not there (v3 NullFlavor), as FHIR says it. A trace is a finding. */
function absent(value: Node): Node {
  const flavor = attribute(value, 'nullFlavor')
  if (flavor === 'TRC') return { valueString: 'trace' }
  const code = REASONS[flavor]
  return code ? { dataAbsentReason: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', code }] } } : {}
}
const REASONS: Readonly<Record<string, string>> = {
  UNK: 'unknown',
  NI: 'unknown',
  ASKU: 'asked-unknown',
  NAV: 'temp-unknown',
  NASK: 'not-asked',
  MSK: 'masked',
  NA: 'not-applicable',
  NINF: 'negative-infinity',
  PINF: 'positive-infinity',
}

export function conceptOf(code: unknown): object | undefined {
  const found = mapCcdaCodeToCodeableConcept(code as Parameters<typeof mapCcdaCodeToCodeableConcept>[0])
  // What the sender wrote is the text; a code's display is the code system's.
  const text = isNode(code) && typeof code['originalText'] === 'string' ? code['originalText'] : ''
  const own = { ...found, ...(text === '' ? {} : { text }) }
  return Object.keys(own).length > 0 ? own : undefined
}

/** The words of an ED or ST: its own, or those of the narrative that it points to. */
export function wordsOf(value: unknown, { narrative }: Pick<Reading, 'narrative'>): string {
  if (typeof value === 'string') return value.trim()
  if (!isNode(value)) return ''
  const own = typeof value['#text'] === 'string' ? value['#text'].trim() : ''
  return own || (narrative.get(attribute(value['reference'], 'value').replace(/^#/, '')) ?? '')
}

/** Bytes, not words. */
export const encapsulated = (value: Node): boolean =>
  attribute(value, 'representation') === 'B64' || !/^(text\/plain|text\/x-hl7-text\+xml)?$/.test(attribute(value, 'mediaType'))

/** A PQ, REAL, INT or MO as a Quantity; undefined when it is no number to its end. `1` as unit, and none, count tablets or puffs. */
export function quantityOf(node: unknown, reading: Pick<Reading, 'isUcum'>): Node | undefined {
  const [written, unit] = [attribute(node, 'value').trim(), attribute(node, 'unit')]
  const measure = measureIn(written)
  if (measure) return numbered(measure, written, unit === '1' ? {} : unitOf(unit, { claimed: true, isUcum: reading.isUcum ?? isUsual }))
  // A unit that is none of UCUM stands in a translation (PQR).
  return array(isNode(node) ? node['translation'] : undefined)
    .map((other) => translated(other, reading))
    .find((found) => found !== undefined)
}

function numbered({ comparator, number }: Measure, written: string, unit: object): Node {
  const was = written.replace(/\s+/g, '') === `${comparator ?? ''}${number}` ? {} : asReceived(written)
  return { ...was, ...(comparator ? { comparator } : {}), value: exactNumber(number), ...unit }
}

function translated(other: Node, { isUcum }: Pick<Reading, 'isUcum'>): Node | undefined {
  const written = attribute(other, 'value').trim()
  const measure = measureIn(written)
  if (!measure) return undefined
  const unit = wordsOf(other['originalText'], { narrative: new Map() }) || attribute(other, 'displayName') || attribute(other, 'code')
  return numbered(measure, written, unitOf(unit, { isUcum: isUcum ?? isUsual }))
}

/** A number as it was written, with its unit. */
function measure(node: unknown): string {
  const unit = attribute(node, 'unit')
  return [attribute(node, 'value'), unit === '1' ? '' : unit].filter((part) => part !== '').join(' ')
}

function measured(value: Node, reading: Reading): Node | undefined {
  const quantity = quantityOf(value, reading)
  if (quantity) return { valueQuantity: quantity }
  const text = measure(value)
  if (attribute(value, 'value') === '') return undefined
  reading.leave('a number that is none, but for its words')
  return { valueString: text }
}

/** FHIR's integer has 32 bits. */
function whole(value: Node): Node | undefined {
  const written = attribute(value, 'value').trim()
  const form = decimalForm(written)
  const n = form !== undefined && /^-?\d+$/.test(form) ? decimalIn(form) : undefined
  if (n === undefined || Math.abs(n) >= 2 ** 31) return undefined
  return { valueInteger: n === 0 ? 0 : n, ...(form === written ? {} : { _valueInteger: asReceived(written) }) }
}

interface Bound {
  readonly node: Node
  readonly comparator: Comparator
  readonly quantity: Node | undefined
}

function boundOf(node: unknown, open: '<' | '>', reading: Pick<Reading, 'isUcum'>): Bound | undefined {
  const [own] = array(node)
  if (!own || attribute(own, 'value') === '') return undefined
  return { node: own, comparator: attribute(own, 'inclusive') === 'false' ? open : `${open}=`, quantity: quantityOf(own, reading) }
}

/** Bounds of an interval, in words and in numbers. @returns undefined when neither is said */
export function boundsOf(
  value: unknown,
  reading: Pick<Reading, 'isUcum'>,
): { low: Bound | undefined; high: Bound | undefined; words: string } | undefined {
  const [low, high] = isNode(value) ? [boundOf(value['low'], '>', reading), boundOf(value['high'], '<', reading)] : []
  if (!low && !high) return undefined
  const words = [low, high].map((bound) => (bound ? `${SIGN[bound.comparator]} ${measure(bound.node)}` : '')).filter(Boolean)
  const between = low && high && low.comparator === '>=' && high.comparator === '<='
  return { low, high, words: between ? `${attribute(low.node, 'value')} – ${measure(high.node)}` : words.join(', ') }
}

/** One bound is a comparator; two are a Range, which FHIR closes on both sides: an open one has words. */
function interval(value: Node, reading: Reading): Node | undefined {
  const bounds = boundsOf(value, reading)
  if (!bounds) return value['center'] === undefined ? measured(value, reading) : measured(array(value['center'])[0] ?? {}, reading)
  const { low, high, words } = bounds
  if (value['width'] !== undefined) reading.leave('the width of an interval')
  const alone = low && high ? undefined : (low ?? high)
  if (alone?.quantity) return { valueQuantity: { comparator: alone.comparator, ...alone.quantity } }
  if (low?.quantity && high?.quantity && low.comparator === '>=' && high.comparator === '<=' && inOrder(low, high))
    return { valueRange: { low: low.quantity, high: high.quantity } }
  if ([low, high].some((bound) => bound && !bound.quantity)) reading.leave('a number that is none, but for its words')
  return { valueString: words }
}

const inOrder = (low: Bound, high: Bound): boolean => {
  const [from, to] = [low, high].map(({ node }) => decimalIn(decimalForm(attribute(node, 'value')) ?? ''))
  return from !== undefined && to !== undefined && from <= to
}

function ratio(value: Node, reading: Reading): Node {
  const [numerator, denominator] = [quantityOf(array(value['numerator'])[0], reading), quantityOf(array(value['denominator'])[0], reading)]
  if (numerator && denominator) return { valueRatio: { numerator, denominator } }
  const words = [measure(array(value['numerator'])[0]), measure(array(value['denominator'])[0])].filter(Boolean).join(' / ')
  if (words === '') return absent(value)
  reading.leave('a ratio that is none, but for its words')
  return { valueString: words }
}

/** As the conversion writes times. */
export const timeOf = (text: string): string | undefined => {
  const [, y, m, d] = /^(3\d{3})(\d\d)(\d\d)000000\+0000$/.exec(text) ?? []
  return y ? `${y}-${m}-${d}T00:00:00+00:00` : undefined
}

function timed(value: Node): Node {
  const at = timeOf(attribute(value, 'value'))
  const [start, end] = [timeOf(attribute(value['low'], 'value')), timeOf(attribute(value['high'], 'value'))]
  if (at) return { valueDateTime: at }
  return start || end ? { valuePeriod: { ...(start ? { start } : {}), ...(end ? { end } : {}) } } : absent(value)
}
