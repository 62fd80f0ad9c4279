/**
 * A strict JSON tokenizer that keeps number lexemes (docs/ledger.md §6): `1.50` stays `1.50`. Duplicate keys, lone
 * surrogates, trailing text and anything that RFC 8259 does not allow are refused with the place.
 */
import { fromHex } from '../bytes.ts'
import { decimalIn } from '../decimal.ts'
import { fail } from '../errors.ts'

export type Json =
  | { readonly t: 'null' | 'true' | 'false' }
  | { readonly t: 'number'; readonly lexeme: string }
  | { readonly t: 'string'; readonly value: string }
  | { readonly t: 'array'; readonly items: readonly Json[] }
  | { readonly t: 'object'; readonly entries: readonly (readonly [string, Json])[] }

const MAX_DEPTH = 64
/** Values, members and items included. A document of the largest size has some hundred thousand; each costs work in whatever reads them after. */
const MOST_VALUES = 1_000_000
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
// biome-ignore lint/suspicious/noControlCharactersInRegex: RFC 8259 forbids exactly these inside a string
const PLAIN = /[^"\\\u0000-\u001f]*/y
const SPACE = /[ \t\n\r]*/y
const u16Of = ([high = 0, low = 0]: Uint8Array): number => high * 256 + low
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

class Tokenizer {
  private at = 0
  private values = 0
  private readonly text: string
  private readonly most: number

  constructor(text: string, most: number) {
    this.text = text
    this.most = most
  }

  private refuse(why: string): never {
    return fail('DOCUMENT_INVALID', { path: `character ${this.at}`, why })
  }
  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0] ?? ''
    this.at += found.length
    return found
  }
  private expect(char: string): void {
    if (this.text[this.at] !== char) this.refuse(this.at >= this.text.length ? 'the text ends too early' : `expected ${char}`)
    this.at++
  }
  private word(word: string, json: Json): Json {
    if (!this.text.startsWith(word, this.at)) this.refuse('not a JSON value')
    this.at += word.length
    return json
  }

  document(): Json {
    this.match(SPACE)
    const value = this.value(0)
    this.match(SPACE)
    if (this.at !== this.text.length) this.refuse('text after the end')
    return value
  }

  private value(depth: number): Json {
    if (depth > MAX_DEPTH) this.refuse(`nested deeper than ${MAX_DEPTH}`)
    if (++this.values > this.most) this.refuse(`more than ${this.most} values; send it in parts`)
    switch (this.text[this.at]) {
      case '{':
        return this.object(depth)
      case '[':
        return this.array(depth)
      case '"':
        return { t: 'string', value: this.string() }
      case 't':
        return this.word('true', { t: 'true' })
      case 'f':
        return this.word('false', { t: 'false' })
      case 'n':
        return this.word('null', { t: 'null' })
      case undefined:
        return this.refuse('the text ends too early')
      default: {
        const lexeme = this.match(NUMBER)
        if (!lexeme) this.refuse('not a JSON value')
        // What no computer of a reader holds would be infinite to one and refused by another.
        return decimalIn(lexeme) === undefined ? this.refuse('a number too large or too long') : { t: 'number', lexeme }
      }
    }
  }

  private object(depth: number): Json {
    const entries: [string, Json][] = []
    const seen = new Set<string>()
    this.expect('{')
    this.match(SPACE)
    while (this.text[this.at] !== '}') {
      if (entries.length > 0) {
        this.expect(',')
        this.match(SPACE)
      }
      const key = this.string()
      if (seen.has(key)) this.refuse('a key stands twice in one object')
      seen.add(key)
      this.match(SPACE)
      this.expect(':')
      this.match(SPACE)
      entries.push([key, this.value(depth + 1)])
      this.match(SPACE)
    }
    this.at++
    return { t: 'object', entries }
  }

  private array(depth: number): Json {
    const items: Json[] = []
    this.expect('[')
    this.match(SPACE)
    while (this.text[this.at] !== ']') {
      if (items.length > 0) {
        this.expect(',')
        this.match(SPACE)
      }
      items.push(this.value(depth + 1))
      this.match(SPACE)
    }
    this.at++
    return { t: 'array', items }
  }

  private string(): string {
    this.expect('"')
    let out = this.match(PLAIN)
    while (this.text[this.at] !== '"') {
      this.expect('\\')
      const mark = this.text[this.at++] ?? ''
      if (mark === 'u') {
        const digits = this.text.slice(this.at, this.at + 4)
        if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.refuse('a bad \\u escape')
        out += String.fromCharCode(u16Of(fromHex(digits)))
        this.at += 4
      } else {
        out += ESCAPES[mark] ?? this.refuse('a bad escape')
      }
      out += this.match(PLAIN)
    }
    this.at++
    if (/\p{Surrogate}/u.test(out)) this.refuse('a lone surrogate')
    return out
  }
}

/** @param most values that it may hold @throws DOCUMENT_INVALID with the character's number */
export function parseJson(text: string, most: number = MOST_VALUES): Json {
  return new Tokenizer(text.startsWith('\ufeff') ? text.slice(1) : text, most).document()
}

/** JSON text with every number as it was written. */
export function writeJson(json: Json): string {
  switch (json.t) {
    case 'number':
      return json.lexeme
    case 'string':
      return JSON.stringify(json.value)
    case 'array':
      return `[${json.items.map(writeJson).join(',')}]`
    case 'object':
      return `{${json.entries.map(([k, v]) => `${JSON.stringify(k)}:${writeJson(v)}`).join(',')}}`
    default:
      return json.t
  }
}

/** The same over several lines, two blanks a depth: what a person looks at, every number with its digits. */
export function prettyJson(json: Json, before = ''): string {
  const inside = `${before}  `
  const over = (open: string, parts: readonly string[], close: string): string =>
    parts.length === 0 ? open + close : `${open}\n${parts.map((part) => inside + part).join(',\n')}\n${before}${close}`
  if (json.t === 'array')
    return over(
      '[',
      json.items.map((item) => prettyJson(item, inside)),
      ']',
    )
  if (json.t !== 'object') return writeJson(json)
  return over(
    '{',
    json.entries.map(([key, value]) => `${JSON.stringify(key)}: ${prettyJson(value, inside)}`),
    '}',
  )
}

/** An ordinary value, for reading and validating only: long decimals lose digits here. */
export function toValue(json: Json): unknown {
  switch (json.t) {
    case 'null':
      return null
    case 'true':
      return true
    case 'false':
      return false
    case 'number':
      return decimalIn(json.lexeme) ?? Number.NaN
    case 'string':
      return json.value
    case 'array':
      return json.items.map(toValue)
    case 'object':
      return Object.fromEntries(json.entries.map(([k, v]) => [k, toValue(v)]))
  }
}

/** The Json of an ordinary value; `undefined` members are left out. */
export const fromValue = (value: unknown): Json => parseJson(JSON.stringify(value))

export function member(json: Json | undefined, key: string): Json | undefined {
  return json?.t === 'object' ? json.entries.find(([k]) => k === key)?.[1] : undefined
}
export function stringMember(json: Json | undefined, key: string): string | undefined {
  const found = member(json, key)
  return found?.t === 'string' ? found.value : undefined
}
