/**
 * Values of JSON that keep their digits. A double says 5.5 where somebody measured 5.50, and rounds what is longer than seventeen digits: who only
 * looks at a value, or hands it on, must not change it. What a double writes as it was written is an ordinary number.
 */
import { decimalIn } from '../decimal.ts'
import type { Json } from './json.ts'

type RawJson = typeof JSON & { readonly rawJSON?: (text: string) => unknown }

/** A number as it was written, where a double would write it otherwise. */
export class Lexeme {
  readonly lexeme: string
  constructor(lexeme: string) {
    this.lexeme = lexeme
  }
  valueOf(): number {
    return decimalIn(this.lexeme) ?? Number.NaN
  }
  toString(): string {
    return this.lexeme
  }
  /** JSON.stringify writes the digits, on engines that can (ECMAScript's JSON.rawJSON; Node has it). */
  toJSON(): unknown {
    return (JSON as RawJson).rawJSON?.(this.lexeme) ?? this.valueOf()
  }
}

const numberOf = (lexeme: string): number | Lexeme => {
  const n = decimalIn(lexeme) ?? Number.NaN
  return String(n) === lexeme ? n : new Lexeme(lexeme)
}

/** An ordinary value in which a number that would lose digits is a {@link Lexeme}. */
export function exactOf(json: Json): unknown {
  switch (json.t) {
    case 'null':
      return null
    case 'true':
      return true
    case 'false':
      return false
    case 'number':
      return numberOf(json.lexeme)
    case 'string':
      return json.value
    case 'array':
      return json.items.map(exactOf)
    case 'object':
      return Object.fromEntries(json.entries.map(([key, value]) => [key, exactOf(value)]))
  }
}

/** The text of a number of {@link exactOf} or of an ordinary one; undefined for anything else. */
export function lexemeOf(value: unknown): string | undefined {
  if (value instanceof Lexeme) return value.lexeme
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined
}
