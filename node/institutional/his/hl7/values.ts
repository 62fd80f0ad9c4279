/**
 * What a result says (OBX-5) by its type (OBX-2, table 0125), as the value[x] of an Observation. A value is never more or less than was written: a
 * number stays one only when it is one to its end, and what FHIR has no form for is its text.
 */

import { UCUM, type Unit, unitOf } from '@hdms/health/codes/units.ts'
import { asReceived } from '@hdms/health/fhir/received.ts'
import { fhirTime, isRounded } from '@hdms/health/hl7-time.ts'
import { type Comparator, decimalIn, type Measure, measureIn, rangeIn } from '@hdms/shared/decimal.ts'
import type { Hl7Segment } from '@medplum/core'
import { isUcum } from '../ucum.ts'
import { conceptIn } from './concepts.ts'
import { component, part, repetitions, whole } from './text.ts'

/** A number as it was written: 5.50 stays 5.50. */
export class Lexeme {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

/** Members of an Observation, or of one of its components. */
export interface Valued {
  readonly [member: string]: unknown
}

/** OBX-6: the coding that is UCUM's, else the first; senders write the caret of `10^3/uL` as it is. */
export function unitIn(s: Hl7Segment): Unit {
  const [first, second] = [component(s, 6, 1), component(s, 6, 2)]
  if (isCut(first, second)) return unitOf(`${first}^${second}`, { isUcum })
  return unitAmong([1, 4].map((at) => [component(s, 6, at), component(s, 6, at + 1), part(s, 6, at + 2)] as const))
}

/** @param said code, words and system of each coding */
function unitAmong(said: readonly (readonly [code: string, words: string, system: string])[]): Unit {
  const codings = said.map(([code, words, system]) => {
    return { code, words, unit: unitOf(code, { claimed: system === 'UCUM' || system === UCUM, isUcum }) }
  })
  const known = codings.find(({ unit }) => unit.code !== undefined)
  if (known) return known.unit
  const { code, words } = codings.find((c) => c.code !== '' || c.words !== '') ?? { code: '', words: '' }
  const text = code === '' || words === '' || words === code ? code || words : `${words} (${code})`
  return text === '' ? {} : { unit: text }
}

const isCut = (first: string, second: string): boolean => /(?:10|[a-z])$/i.test(first) && /^\d{1,2}(?:\/\S*)?$/.test(second)

/** Whether the value says all of OBX-6: it is its code, or all that is said. */
export function saysUnit(s: Hl7Segment, value: Valued): boolean {
  if (!['NM', 'SN', 'CQ'].includes(part(s, 2).trim()) || Object.keys(value).length === 0) return whole(s, 6) === ''
  const more = [2, 4, 5, 6].some((n) => component(s, 6, n) !== '')
  return !more || isCut(component(s, 6, 1), component(s, 6, 2))
}

/** @param written how it was, when that is another form than FHIR's */
function quantity({ comparator, number }: Measure, unit: Unit, written: string): object {
  const plain = `${comparator ?? ''}${number}`
  const was = written.replace(/\s+/g, '') === plain ? {} : asReceived(written)
  return { ...was, value: new Lexeme(number), ...(comparator ? { comparator } : {}), ...unit }
}

/** CQ-2: a coded unit, of which the parts are subcomponents (§2.A.20); senders write a plain one with its caret as it is. Else OBX-6. */
function unitOfQuantity(s: Hl7Segment, at: number): Unit {
  const [, first = '', ...more] = componentsOf(s, at)
  if (first === '' && more.length === 0) return unitIn(s)
  const words = part(s, 5, 2, at, 2)
  if (more.length > 0 || (words === '' && part(s, 5, 2, at, 3) === '')) return unitOf([first, ...more].join('^'), { isUcum })
  return unitAmong([[part(s, 5, 2, at), words, part(s, 5, 2, at, 3)]])
}

/** A value that is no number of FHIR's, in words with its unit. */
const words = (text: string, { unit }: Unit): Valued => ({ valueString: unit === undefined ? text : `${text} ${unit}` })

function numeric(text: string, unit: Unit): Valued {
  const measure = measureIn(text)
  return measure ? { valueQuantity: quantity(measure, unit, text.trim()) } : words(text.trim(), unit)
}

/** SN: comparator, number, separator, number (§2.A.68). */
function structured(s: Hl7Segment, at: number, unit: Unit): Valued {
  const [comparator = '', first = '', separator = '', second = '', ...more] = componentsOf(s, at).map((text) => text.trim())
  const text = [comparator, first, separator, second, ...more].join('')
  const [low, high] = [measureIn(first), measureIn(second)]
  const plain = low !== undefined && low.comparator === undefined && more.every((part) => part === '')
  if (plain && separator === '' && second === '' && (comparator === '' || comparator === '=' || isComparator(comparator)))
    return { valueQuantity: quantity({ ...low, ...(isComparator(comparator) ? { comparator } : {}) }, unit, `${comparator}${first}`) }
  if (!plain || comparator !== '' || high === undefined || high.comparator !== undefined) return words(text, unit)
  const ascending = (decimalIn(low.number) ?? 0) <= (decimalIn(high.number) ?? 0)
  if (separator === '-' && ascending) return { valueRange: { low: quantity(low, unit, first), high: quantity(high, unit, second) } }
  // A unit is of one half of a ratio, and it is not said of which.
  if ((separator === ':' || separator === '/') && unit.unit === undefined)
    return { valueRatio: { numerator: quantity(low, {}, first), denominator: quantity(high, {}, second) } }
  return words(text, unit)
}

const isComparator = (text: string): text is Comparator => ['<', '<=', '>', '>='].includes(text)
const componentsOf = (s: Hl7Segment, at: number): string[] =>
  (s.getField(5)?.components[at] ?? []).map((_, i) => component(s, 5, i + 1, at))

function moment(text: string, zone: string): Valued {
  const time = fhirTime(text.trim(), zone)
  if (time === undefined) return { valueString: text }
  return { valueDateTime: time, ...(isRounded(text.trim()) ? { _valueDateTime: asReceived(text.trim()) } : {}) }
}

/** A time of day; FHIR fills seconds up that were not said (R4 datatypes.html#time), and has no zone. */
function timeOfDay(text: string): Valued {
  const [, hour, minute, second = '00', fraction = ''] = /^([01]\d|2[0-3])([0-5]\d)(?:([0-5]\d)(\.\d{1,9})?)?$/.exec(text.trim()) ?? []
  return hour === undefined ? { valueString: text } : { valueTime: `${hour}:${minute}:${second}${fraction}` }
}

function period(s: Hl7Segment, at: number, text: string, zone: string): Valued {
  const [from, to] = [component(s, 5, 1, at).trim(), component(s, 5, 2, at).trim()]
  const [start, end] = [fhirTime(from, zone), fhirTime(to, zone)]
  const odd = (from !== '' && start === undefined) || (to !== '' && end === undefined) || isRounded(from) || isRounded(to)
  if (odd || (start === undefined && end === undefined) || !inOrder(start, end)) return { valueString: text }
  return { valuePeriod: { ...(start ? { start } : {}), ...(end ? { end } : {}) } }
}

/** Whether a period does not end before it starts, as far as both are said. */
export function inOrder(start: string | undefined, end: string | undefined): boolean {
  const [from, to] = [rangeIn(start ?? ''), rangeIn(end ?? '')]
  return from === undefined || to === undefined || from[0] < to[1]
}

/** One repetition of OBX-5. */
function one(s: Hl7Segment, at: number, text: string, zone: string): Valued {
  const type = part(s, 2).trim()
  switch (type) {
    case 'NM':
      return numeric(text, unitIn(s))
    case 'SN':
      return structured(s, at, unitIn(s))
    case 'CQ':
      return numeric(component(s, 5, 1, at), unitOfQuantity(s, at))
    case 'CE':
    case 'CWE':
    case 'CNE':
    case 'CF': {
      const concept = conceptIn(s, 5, at)
      return concept ? { valueCodeableConcept: concept } : { valueString: text }
    }
    case 'DT':
    case 'TS':
    case 'DTM':
      return moment(text, zone)
    case 'TM':
      return timeOfDay(text)
    case 'DR':
      return period(s, at, text, zone)
    default:
      return { valueString: text }
  }
}

/** Types whose repetitions are lines of one text. */
const LINES = new Set(['ST', 'TX', 'FT', ''])

/**
 * All repetitions of OBX-5: of texts they are lines, of anything else each is a component, since two codings of one concept would say the same.
 * @param code of the observation @param zone of times that name none
 */
export function valueIn(s: Hl7Segment, code: object, zone: string): Valued {
  const said = repetitions(s, 5).filter(({ text }) => text.trim() !== '')
  const [first, ...more] = said
  if (!first) return {}
  if (LINES.has(part(s, 2).trim())) return { valueString: said.map(({ text }) => text).join('\n') }
  // `~5` is about five to whoever wrote it, and no empty repetition before a five.
  if (more.length === 0) return first.at === 0 ? one(s, first.at, first.text, zone) : words(whole(s, 5), unitIn(s))
  return { component: said.map(({ at, text }) => ({ code, ...one(s, at, text, zone) })) }
}

/** OBX-7, which is a text whatever is in it. */
export const referenceRangeIn = (s: Hl7Segment): string => whole(s, 7).trim()
