/** JSON bodies as values, with the numbers as they were written still at hand: 5.50 is more exact than 5.5 (FHIR R4, decimal). */
import { decimalIn } from '@hdms/shared/decimal.ts'
import { type Json, parseJson, writeJson } from '@hdms/shared/documents/json.ts'

const written = new WeakMap<object, Json>()

/** Validation looks at each value several times; a transaction of a hospital has some hundreds. */
const MOST_VALUES = 200_000

/** @throws DOCUMENT_INVALID, also for a body of more values than are looked at in one go */
export const readExactly = (text: string): unknown => plain(parseJson(text, MOST_VALUES))

function plain(json: Json): unknown {
  switch (json.t) {
    case 'object': {
      const value = Object.fromEntries(json.entries.map(([key, member]) => [key, plain(member)]))
      written.set(value, json)
      return value
    }
    case 'array':
      return json.items.map(plain)
    case 'number':
      return decimalIn(json.lexeme) ?? Number.NaN
    case 'string':
      return json.value
    case 'null':
      return null
    default:
      return json.t === 'true'
  }
}

/** JSON of an object that was read here, without some of its members. */
export function writtenAs(value: object, without: readonly string[]): string {
  const json = written.get(value)
  if (json?.t !== 'object') return JSON.stringify(Object.fromEntries(Object.entries(value).filter(([key]) => !without.includes(key))))
  return writeJson({ t: 'object', entries: json.entries.filter(([key]) => !without.includes(key)) })
}
