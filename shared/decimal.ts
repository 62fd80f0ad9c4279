/**
 * Text that becomes a number: the one place. `Number()` takes '', ' 5 ', '1e3', '0x7fffffff' and 'Infinity', `Date.parse` takes what each
 * engine likes, and a limit that is NaN never holds: a consent whose end was `abc` never ended. Here a number has one decimal form, a
 * date is a day of the calendar, and whatever else is no number. `testing/numbers.test.ts` finds any other way.
 */

import { fail } from './errors.ts'
import { refuse } from './form-reasons.ts'

const WHOLE = /^(?:0|[1-9]\d{0,15})$/
/** RFC 8259 §6. */
const DECIMAL = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
/** More digits are no measurement; and the work of reading them stays bounded. */
const LONGEST = 400

/** @returns a whole number from `least` to `most` in its shortest form, undefined for any other text */
export function wholeIn(text: string, least = 0, most: number = Number.MAX_SAFE_INTEGER): number | undefined {
  if (!WHOLE.test(text)) return undefined
  const n = Number(text)
  return n >= least && n <= most ? n : undefined
}

/** A whole number that somebody gave, as text or as a number of JSON. @throws INPUT_INVALID with the bounds */
export function readWhole(value: unknown, what: string, least = 0, most: number = Number.MAX_SAFE_INTEGER): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most) return value
  const n = typeof value === 'string' ? wholeIn(value, least, most) : undefined
  return n ?? refuse('INPUT_INVALID', 'whole-range', { what, least, most })
}

/** @returns what the digits of a fixed width say, leading zeros and all: parts of dates, numbers of keys. @throws WIRE_MALFORMED */
export function digits(text: string | undefined): number {
  const n = text !== undefined && /^\d{1,20}$/.test(text) ? Number(text) : Number.NaN
  return Number.isSafeInteger(n) ? n : refuse('WIRE_MALFORMED', 'not-digits', { what: 'number' })
}

/** @returns a finite decimal as JSON writes it, undefined for any other text. What a double cannot hold exactly is rounded. */
export function decimalIn(text: string): number | undefined {
  if (text.length > LONGEST || !DECIMAL.test(text)) return undefined
  const n = Number(text)
  return Number.isFinite(n) ? n : undefined
}

const LOOSE_DECIMAL = /^\s*([+-]?)(\d*)(?:\.(\d*))?([eE][+-]?\d+)?\s*$/

/**
 * A decimal as HL7 v2's NM and v3's REAL and INT may write it (065.88, .15, 1., +5, 1.5E3), as JSON and FHIR write the same number with the same digits
 * behind its point. @returns undefined for what is no number to its end: `6,1` is not 6
 */
export function decimalForm(text: string): string | undefined {
  if (text.length > LONGEST) return undefined
  const [, sign = '', whole = '', fraction = '', exponent = ''] = LOOSE_DECIMAL.exec(text) ?? []
  if (whole === '' && fraction === '') return undefined
  const form = `${sign === '-' ? '-' : ''}${whole.replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}${exponent}`
  const n = decimalIn(form)
  // Too small for a double is read as 0 by everybody who computes with it, and is none.
  return n === undefined || (n === 0 && /[1-9]/.test(`${whole}${fraction}`)) ? undefined : form
}

export type Comparator = '<' | '<=' | '>' | '>='

/** A measured value: `< 0.30` is not 0.30. */
export interface Measure {
  readonly comparator?: Comparator
  /** As JSON and FHIR write it, with its digits. */
  readonly number: string
}

const COMPARED = /^(<=|>=|=<|=>|[<>=≤≥])?(.*)$/s
const COMPARATORS: Readonly<Record<string, Comparator | ''>> = { '=<': '<=', '≤': '<=', '=>': '>=', '≥': '>=', '=': '' }

/** @returns the number, and what is said of where the true one lies; undefined for what is no number to its end, as ranges, titres and words are */
export function measureIn(text: string): Measure | undefined {
  const [, sign = '', rest = ''] = COMPARED.exec(text.trim()) ?? []
  const number = decimalForm(rest)
  const comparator = (COMPARATORS[sign] ?? sign) as Comparator | ''
  return number === undefined ? undefined : comparator === '' ? { number } : { comparator, number }
}

/** A decimal that somebody gave. @throws INPUT_INVALID */
export function readDecimal(value: unknown, what: string): number {
  const n = typeof value === 'string' ? decimalIn(value) : typeof value === 'number' && Number.isFinite(value) ? value : undefined
  return n ?? refuse('INPUT_INVALID', 'decimal-form', { what })
}

/** @returns a number of up to 80 digits, undefined for any other text */
export const bigIn = (text: string): bigint | undefined => (/^-?(?:0|[1-9]\d{0,79})$/.test(text) ? BigInt(text) : undefined)

/** @throws BUG when a double cannot say it exactly */
export function fromBig(value: bigint): number {
  const n = Number(value)
  return Number.isSafeInteger(n) ? n : fail('BUG', { what: 'a number above 2^53' })
}

/** @throws BUG for what is no safe integer */
export const toBig = (value: number): bigint => (Number.isSafeInteger(value) ? BigInt(value) : fail('BUG', { what: 'a number above 2^53' }))

/** @returns the number of big-endian bytes */
export const bigOf = (bytes: Uint8Array): bigint => bytes.reduce((n, byte) => (n << 8n) | BigInt(byte), 0n)

const DAY = 86_400_000

/** @returns ms at the beginning of a day of the calendar, undefined when there is no such day */
export function calendarDay(year: number, month: number, day: number): number | undefined {
  const at = new Date(0).setUTCFullYear(year, month - 1, day)
  const date = new Date(at)
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : undefined
}

/** @returns days since 1970 of `2026-05-01`, undefined when there is no such day */
export function dayIn(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? []
  const at = year === undefined ? undefined : calendarDay(digits(year), digits(month), digits(day))
  return at === undefined ? undefined : at / DAY
}

const INSTANT = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:\.(\d{1,9}))?)?(?:Z|([+-])(0\d|1[0-4]):([0-5]\d))$/

/** @returns ms of `2026-05-01T08:00:00+09:00` (RFC 3339; seconds may be left out, a zone may not), undefined when it is no instant */
export function instantIn(text: string): number | undefined {
  const [, date, hour, minute, second = '00', fraction = '', sign, aheadHours = '00', aheadMinutes = '00'] = INSTANT.exec(text) ?? []
  const day = date === undefined ? undefined : dayIn(date)
  if (day === undefined) return undefined
  const ahead = (digits(aheadHours) * 60 + digits(aheadMinutes)) * (sign === '-' ? -1 : 1)
  const seconds = (digits(hour) * 60 + digits(minute) - ahead) * 60 + digits(second)
  return day * DAY + seconds * 1000 + digits(fraction.slice(0, 3).padEnd(3, '0'))
}

/** @returns ms when a FHIR date or time begins and when it ends: `2026-11` is the whole month. Undefined for any other text. */
export function rangeIn(text: string): readonly [number, number] | undefined {
  if (text.includes('T')) {
    const at = instantIn(text)
    return at === undefined ? undefined : [at, at + 1_000]
  }
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text) ?? []
  if (year === undefined) return undefined
  const [y, m] = [digits(year), digits(month ?? '01')]
  const start = calendarDay(y, m, digits(day ?? '01'))
  if (start === undefined) return undefined
  if (day !== undefined) return [start, start + DAY]
  const next = month === undefined || m === 12 ? calendarDay(y + 1, 1, 1) : calendarDay(y, m + 1, 1)
  return next === undefined ? undefined : [start, next]
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const HTTP_DATE = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/

/** @returns ms of an HTTP date (RFC 9110 §5.6.7, IMF-fixdate), undefined for any other text */
export function httpDateIn(text: string): number | undefined {
  const [, day, month = '', year, time] = HTTP_DATE.exec(text) ?? []
  const number = MONTHS.indexOf(month) + 1
  return number === 0 ? undefined : instantIn(`${year}-${String(number).padStart(2, '0')}-${day}T${time}Z`)
}
