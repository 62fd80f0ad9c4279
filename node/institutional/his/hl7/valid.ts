/**
 * Resources of messages as JSON, judged like those that come over FHIR. A laboratory sends the same few forms all day, and judging costs more than
 * reading; a form that was found good is not judged again. What is left out of a form are free texts, single numbers and times that are one: no
 * rule of R4 looks into them.
 */

import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { rangeIn } from '@hdms/shared/decimal.ts'
import { type Json, writeJson } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { Lexeme } from './values.ts'

/** Forms that were found good. */
const MOST = 4_000
const good = new Set<string>()

/** @param resource without its status, which is written when the result is put together @throws HIS_PROTOCOL when it would not be valid */
export function written(resource: object, where: string): string {
  const json = jsonOf(resource)
  judge(resource, json, where)
  return writeJson(json)
}

/** @throws HIS_PROTOCOL */
export const mustBeValid = (resource: object, where: string): void => judge(resource, jsonOf(resource), where)

function judge(resource: object, json: Json, where: string): void {
  const form = writeJson(formOf(json, ''))
  if (!good.has(form)) {
    const [problem] = problemsOf(jsonOf({ status: 'final', ...resource }))
    if (problem) fail('HIS_PROTOCOL', { why: `${where} would be no valid FHIR: ${problem.path}: ${problem.why}` })
    if (good.size >= MOST) good.clear()
    good.add(form)
  }
}

/** With numbers as they were written. */
function jsonOf(value: unknown): Json {
  if (value instanceof Lexeme) return { t: 'number', lexeme: value.text }
  if (Array.isArray(value)) return { t: 'array', items: value.map(jsonOf) }
  if (typeof value === 'object' && value !== null) return { t: 'object', entries: Object.entries(value).map(([k, v]) => [k, jsonOf(v)]) }
  return { t: 'string', value: String(value) }
}

/** Members of FHIR's types string and markdown. */
const TEXTS = new Set(['display', 'text', 'valueString', 'conclusion', 'unit'])
const TIMES = new Set(['effectiveDateTime', 'valueDateTime', 'issued', 'collectedDateTime', 'receivedTime'])
// biome-ignore lint/suspicious/noControlCharactersInRegex: R4's strings may not hold them
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/
/** A string of R4 that is not blank, and not so long that its length is looked at. */
const isPlainText = (text: string): boolean => text.length < 65_536 && /\S/.test(text) && !UNFIT.test(text)

/** Two resources of one form are both valid or neither is. */
function formOf(json: Json, key: string): Json {
  if (json.t === 'array') return { t: 'array', items: json.items.map((item) => formOf(item, key)) }
  // Of a range its ends are compared.
  if (json.t === 'object') return key === 'valueRange' ? json : { t: 'object', entries: json.entries.map(([k, v]) => [k, formOf(v, k)]) }
  if (json.t === 'number') return FORM.number
  if (json.t !== 'string') return json
  if (key === 'id' && /^[0-9a-f]{24}$/.test(json.value)) return FORM.id
  if (TEXTS.has(key) && isPlainText(json.value)) return FORM.text
  return TIMES.has(key) && rangeIn(json.value) !== undefined ? { t: 'string', value: json.value.includes('T') ? 'instant' : 'day' } : json
}
const FORM = {
  number: { t: 'number', lexeme: '0' },
  id: { t: 'string', value: 'id' },
  text: { t: 'string', value: 'text' },
} as const
