/**
 * Values of FHIR R4 in words: with everything that a number means nothing without. "< 3" is not 3, a titre is two numbers, a code is no
 * number. Nothing here is of one language: comparators, digits, units and the words of the record.
 */
import { decimalIn } from '@hdms/shared/decimal.ts'
import { lexemeOf } from '@hdms/shared/documents/exact.ts'

export type Json = { readonly [key: string]: unknown }
export const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
export const object = (value: unknown): Json => (isObject(value) ? value : {})
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
export const text = (value: unknown): string => (typeof value === 'string' ? value : '')
export const joined = (parts: readonly string[], between: string): string => parts.filter((part) => part !== '').join(between)

const SYSTEMS: Readonly<Record<string, string>> = {
  'http://loinc.org': 'LOINC',
  'http://snomed.info/sct': 'SNOMED CT',
  'http://www.whocc.no/atc': 'ATC',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RxNorm',
  'http://hl7.org/fhir/sid/icd-10': 'ICD-10',
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD-10-CM',
  'http://hl7.org/fhir/sid/cvx': 'CVX',
}

/** A code alone: of digits only it looks like a measured number, so its system is named. */
function bareCode({ system, code }: Json): string {
  if (text(code) === '') return ''
  const name = SYSTEMS[text(system)] ?? (/\d/.test(text(code)[0] ?? '') ? 'code' : '')
  return joined([name, text(code)], ' ')
}

/** The text of a CodeableConcept, else the display of one of its codings, else a code; a Coding and a word are read as well. */
export function concept(value: unknown): string {
  if (typeof value === 'string') return value
  const { text: own, coding, display } = object(value)
  const codings = list(coding).map(object)
  const told = codings.find((c) => c['userSelected'] === true && text(c['display'])) ?? codings.find((c) => text(c['display']))
  return text(own) || text(told?.['display']) || text(display) || bareCode(codings[0] ?? object(value))
}

export const concepts = (value: unknown): string => joined(list(value).map(concept), ', ')

/** UCUM's units of plain counts, `1` and `{…}`, say nothing to a person. */
function spoken(unit: string): string {
  const words = unit.split(' ')
  const last = words.at(-1) ?? ''
  if (last === '1') return words.slice(0, -1).join(' ')
  const brace = unit.endsWith('}') ? unit.lastIndexOf('{') : -1
  const alone = brace === 0 || (brace > 0 && unit[brace - 1] === ' ')
  return alone && unit.indexOf('}', brace) === unit.length - 1 ? unit.slice(0, brace).trimEnd() : unit
}
const unitOf = (quantity: Json): string => spoken(text(quantity['unit']) || text(quantity['code']))

/** Decimals from which on digits are those of a computer and not of whoever measured: `68.39999999999999`. */
const LONG = 4
const decimalsOf = (lexeme: string): number => /\.(\d+)$/.exec(lexeme)?.[1]?.length ?? 0

/**
 * A number as it was written; one of many decimals is rounded to three significant digits, or to the decimals of what it is compared with if these are
 * more, and never so far that it lands on or across a bound that it lies beside: 4.0004 with a limit of 4 is not 4.
 * @param bounds numbers that stand beside it
 */
export function numberText(value: unknown, bounds: readonly unknown[] = []): string {
  const written = lexemeOf(value)
  if (written === undefined) return ''
  const n = decimalIn(written) ?? Number.NaN
  const lexeme = /[eE]/.test(written) ? plain(written, n) : written
  if (decimalsOf(lexeme) <= LONG) return lexeme
  const near = bounds.flatMap((bound) => lexemeOf(bound) ?? [])
  const leading = n === 0 ? 0 : Math.floor(Math.log10(Math.abs(n)))
  const least = Math.max(1, 2 - leading, ...near.map(decimalsOf))
  for (let decimals = least; decimals < Math.min(decimalsOf(lexeme), 100); decimals++) {
    const rounded = n.toFixed(decimals)
    const at = decimalIn(rounded) ?? Number.NaN
    const kept = near.every((bound) => Math.sign(at - (decimalIn(bound) ?? Number.NaN)) === Math.sign(n - (decimalIn(bound) ?? Number.NaN)))
    if (kept && at !== 0) return rounded.replace(/\.?0+$/, '')
  }
  return lexeme
}

/** `1.2E+2` is 120 to a person, digit for digit; very large and very small ones stay as they are. */
function plain(written: string, n: number): string {
  const [, mantissa = '', exponent = ''] = /^(-?[\d.]+)[eE]\+?(-?\d+)$/.exec(written) ?? []
  const shift = decimalIn(exponent.replace(/^(-?)0+(?=\d)/, '$1')) ?? Number.NaN
  const decimals = Math.max(0, decimalsOf(mantissa) - shift)
  return Math.abs(shift) <= 9 && decimals <= 20 ? n.toFixed(decimals) : written
}

/** A Quantity: comparator, number, unit. @param bounds what its number stands beside */
export function quantity(value: unknown, bounds: readonly unknown[] = []): string {
  const q = object(value)
  const number = numberText(q['value'], bounds)
  // Without a number there is nothing to compare, and a unit alone says nothing.
  return number === '' ? '' : joined([text(q['comparator']), number, unitOf(q)], ' ')
}

/** A Range: both ends, or the one that there is. Each end may have a unit; one that both have stands once. */
export function range(value: unknown): string {
  const { low, high } = object(value)
  const [from, to] = [quantity(low), quantity(high)]
  if (from === '' || to === '') return joined([from && `>= ${from}`, to && `<= ${to}`], ' ')
  const same = unitOf(object(low)) === unitOf(object(high))
  return `${same ? joined([text(object(low)['comparator']), numberText(object(low)['value'])], ' ') : from}–${to}`
}

/** A Ratio: of plain numbers a titre, `1:128`. */
export function ratio(value: unknown): string {
  const { numerator, denominator } = object(value)
  const [over, under] = [quantity(numerator), quantity(denominator)]
  if (over === '' || under === '') return ''
  const plainly = unitOf(object(numerator)) === '' && unitOf(object(denominator)) === ''
  return plainly ? `${over}:${under}` : `${over} / ${under}`
}

/** A Period as the record has it. */
export const period = (value: unknown): string => {
  const { start, end } = object(value)
  return text(start) === '' && text(end) === '' ? '' : `${text(start)}–${text(end)}`
}

/** What a result is compared with: `4–5.6 %`, for whom where it says so. */
export function referenceRanges(value: unknown): string {
  return joined(
    list(value).map((each) => {
      const { text: own, type, appliesTo, age } = object(each)
      const kind = /^normal/i.test(concept(type)) ? '' : concept(type)
      return joined([kind, concepts(appliesTo), range(age), text(own) || range(each)], ' ')
    }),
    '; ',
  )
}

const boundsOf = (o: Json): unknown[] =>
  list(o['referenceRange']).flatMap((each) => [object(object(each)['low'])['value'], object(object(each)['high'])['value']])

/** The value[x] of an observation or of one of its components; of what has none, why. */
export function valueText(o: Json): string {
  const words =
    quantity(o['valueQuantity'], boundsOf(o)) ||
    concept(o['valueCodeableConcept']) ||
    range(o['valueRange']) ||
    ratio(o['valueRatio']) ||
    period(o['valuePeriod']) ||
    joined(
      ['valueString', 'valueBoolean', 'valueDateTime', 'valueTime'].map((key) => scalar(o[key])),
      ' ',
    ) ||
    numberText(o['valueInteger']) ||
    (o['valueSampledData'] === undefined ? '' : 'SampledData')
  return words || concept(o['dataAbsentReason'])
}
const scalar = (value: unknown): string => (typeof value === 'boolean' ? String(value) : text(value))

/** Dosage: its own words, else dose, how often, and whether only when needed. */
export function dosage(value: unknown): string {
  const d = object(value)
  if (text(d['text'])) return text(d['text'])
  const amount = list(d['doseAndRate']).map(object)[0] ?? d
  const dose = quantity(amount['doseQuantity'] ?? amount['dose']) || range(amount['doseRange'])
  const rate = ratio(amount['rateRatio']) || quantity(amount['rateQuantity']) || range(amount['rateRange'])
  const { code, repeat } = object(d['timing'])
  const { frequency, period: every, periodUnit } = object(repeat)
  const often =
    numberText(frequency) && numberText(every) ? `${numberText(frequency)} / ${numberText(every)} ${text(periodUnit)}`.trimEnd() : ''
  const needed = concept(d['asNeededCodeableConcept']) || (d['asNeededBoolean'] === true ? 'PRN' : '')
  return joined([dose, rate, often || concept(code), concept(d['route']), needed], ', ')
}
