/**
 * Reads XML markup from left to right, once, with bounds: the time is linear in the text whatever it holds. Regular expressions over markup are not: `<[^>]*>` over a megabyte
 * of `<` looks at the rest of the text once for each of them.
 */
import { digits } from '@hdms/shared/decimal.ts'

export interface Tag {
  /** `other`: a comment, CDATA, processing instruction or declaration. `broken`: it never ends, or is too long; nothing follows. */
  readonly kind: 'open' | 'close' | 'empty' | 'other' | 'broken'
  /** Empty for `other` and `broken`. */
  readonly name: string
  /** Between name and end, as written. */
  readonly attributes: string
  /** Where it begins, and where what follows begins. */
  readonly from: number
  readonly to: number
}

/** A tag with the attributes of a record is some hundred characters; a certificate or a page lies in an element's text. */
export const LONGEST_TAG: number = 1 << 16

const OTHERS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const
const NAME = /[A-Za-z_:\u00b7-\uffff][\w:.\-\u00b7-\uffff]*/y

/** Tags in their order. @param from where to begin */
export function* tagsIn(text: string, from = 0): Generator<Tag> {
  for (let at = text.indexOf('<', from); at >= 0; ) {
    const tag = tagAt(text, at)
    yield tag
    if (tag.kind === 'broken') return
    at = text.indexOf('<', tag.to)
  }
}

function tagAt(text: string, from: number): Tag {
  const broken: Tag = { kind: 'broken', name: '', attributes: '', from, to: text.length }
  for (const [begin, end] of OTHERS) {
    if (!text.startsWith(begin, from)) continue
    const found = text.indexOf(end, from + begin.length)
    return found < 0 ? broken : { kind: 'other', name: '', attributes: '', from, to: found + end.length }
  }
  const closing = text[from + 1] === '/'
  NAME.lastIndex = from + (closing ? 2 : 1)
  const name = NAME.exec(text)?.[0]
  const end = name === undefined ? undefined : endOf(text, NAME.lastIndex)
  if (name === undefined || end === undefined || end - from > LONGEST_TAG) return broken
  const empty = !closing && text[end - 1] === '/'
  const attributes = text.slice(from + 1 + (closing ? 1 : 0) + name.length, empty ? end - 1 : end)
  return { kind: closing ? 'close' : empty ? 'empty' : 'open', name, attributes, from, to: end + 1 }
}

/** @returns where the `>` of a tag stands, outside quotes; undefined when there is none before the next tag */
function endOf(text: string, from: number): number | undefined {
  let quote = ''
  const last = Math.min(text.length, from + LONGEST_TAG + 1)
  for (let at = from; at < last; at++) {
    const char = text[at] as string
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if (char === '"' || char === "'") quote = char
    else if (char === '>') return at
    else if (char === '<') return undefined
  }
  return undefined
}

const ATTRIBUTE = /\s+([^\s=<>"'/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/y
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,9})|#x([0-9a-fA-F]{1,8}));/g

/**
 * Text with its references to characters resolved, by number (XML 1.0 §4.1) and by the five names that every XML has. Others, and numbers of no
 * character of XML, stay as they are written: they are the document's mistake, and seen as one.
 */
export function withCharacters(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(REFERENCE, (written, name: string | undefined, decimal: string | undefined, hexadecimal: string | undefined) => {
    if (name !== undefined) return ENTITIES[name] as string
    const code = decimal === undefined ? hexadecimalOf(hexadecimal ?? '') : digits(decimal)
    return isCharacter(code) ? String.fromCodePoint(code) : written
  })
}

const hexadecimalOf = (text: string): number => [...text.toLowerCase()].reduce((n, digit) => n * 16 + '0123456789abcdef'.indexOf(digit), 0)
/** XML 1.0 §2.2, Char. */
const isCharacter = (code: number): boolean =>
  code === 9 ||
  code === 10 ||
  code === 13 ||
  (code >= 32 && code < 0xd800) ||
  (code > 0xdfff && code < 0xfffe) ||
  (code > 0xffff && code <= 0x10ffff)

const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }
/** Text as it may stand in an element or between quotes. */
export const escapedXml = (text: string): string => text.replace(/[&<>"']/g, (char) => NAMED[char] as string)

/** @returns values by name, with their references resolved; undefined when it is not a list of attributes, or one stands twice */
export function attributesOf({ attributes }: Tag): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>()
  ATTRIBUTE.lastIndex = 0
  let end = 0
  for (let match = ATTRIBUTE.exec(attributes); match; match = ATTRIBUTE.exec(attributes)) {
    const [, name = '', double, single] = match
    if (found.has(name)) return undefined
    found.set(name, withCharacters(double ?? single ?? ''))
    end = ATTRIBUTE.lastIndex
  }
  return attributes.slice(end).trim() === '' ? found : undefined
}
