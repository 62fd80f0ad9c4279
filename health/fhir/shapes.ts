/**
 * Resources of one shape are all valid or none of them is: a laboratory sends the same tests all day, with other numbers and at other times, and
 * judging each anew took as long as all else that is done with it. What validity depends on is kept as it is said: names, codes, systems, days,
 * how things lie in each other. What it does not depend on is only of a class: a number in plain digits, a text without control characters, a
 * time of day. Where one value is compared with another (the ends of a period or a range) there is no shape.
 */
import type { Json } from '@hdms/shared/documents/json.ts'

/** Elements that hold texts for people, of which one is as good as another. */
const WORDS = new Set(['text', 'display', 'valueString', 'unit', 'conclusion', 'title', 'description', 'value'])
/** Characters of a text up to which it counts as one of its class. */
const LONG = 100_000

const TEXT = /^[^\s\p{C}][^\p{C}]*$/u
const NUMBER = /^-?(0|[1-9]\d{0,14})(\.\d{1,14})?$/
const TIME = /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)$/
const ID = /^[A-Za-z0-9.-]{1,64}$/

/** @returns undefined of a resource whose validity depends on more than its shape */
export function shapeOf(json: Json): string | undefined {
  const parts: string[] = []
  return write(json, '', parts) ? parts.join('') : undefined
}

function write(json: Json, key: string, parts: string[]): boolean {
  switch (json.t) {
    case 'object': {
      if (isCompared(json.entries, 'start', 'end') || isCompared(json.entries, 'low', 'high')) return false
      parts.push('{')
      for (const [name, value] of json.entries) {
        parts.push(JSON.stringify(name))
        if (!write(value, name, parts)) return false
      }
      parts.push('}')
      return true
    }
    case 'array':
      parts.push('[')
      for (const item of json.items) if (!write(item, key, parts)) return false
      parts.push(']')
      return true
    case 'string':
      return text(json.value, key, parts)
    case 'number':
      parts.push(NUMBER.test(json.lexeme) ? '#' : `#${json.lexeme}#`)
      return true
    default:
      parts.push(JSON.stringify(json))
      return true
  }
}

const isCompared = (entries: readonly (readonly [string, Json])[], a: string, b: string): boolean =>
  entries.some(([name]) => name === a) && entries.some(([name]) => name === b)

function text(value: string, key: string, parts: string[]): boolean {
  if (value.length > LONG) return false
  if (WORDS.has(key) && TEXT.test(value)) parts.push('~')
  else if (key === 'id' && ID.test(value)) parts.push('@')
  else {
    const [whole, day, fraction] = TIME.exec(value) ?? []
    parts.push(whole === undefined ? JSON.stringify(value) : `${day}T${fraction === undefined ? '' : '.'}`)
  }
  return true
}

/** Shapes that were found valid last. */
export class ValidShapes {
  private readonly known = new Set<string>()
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  /** @param judge says whether a resource is valid, when its shape does not */
  isValid(json: Json, judge: () => boolean): boolean {
    const shape = shapeOf(json)
    if (shape !== undefined && this.known.has(shape)) return true
    const valid = judge()
    if (valid && shape !== undefined) {
      this.known.add(shape)
      if (this.known.size > this.most) this.known.delete(this.known.values().next().value as string)
    }
    return valid
  }
}
