/** Building and reading HL7 v2 text: escapes, times, segments. */

import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { Hl7Message, type Hl7Segment } from '@medplum/core'
import { refuse } from '../../reasons.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\E\\',
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
  '\r': '\\.br\\',
  '\n': '\\.br\\',
}
const LETTERS: Readonly<Record<string, string>> = { E: '\\', F: '|', S: '^', T: '&', R: '~', H: '', N: '' }

/** Escapes text for a field (HL7 v2.5.1 §2.7); control characters would end a frame or a segment. */
export const escapeHl7 = (text: string): string =>
  text.replace(/[\\|^&~\r\n]/g, (c) => ESCAPES[c] as string).replace(CONTROL, (c) => `\\X${hex(utf8(c)).toUpperCase()}\\`)

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are meant
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g
/** Ends of lines, and of pages. */
const BREAK = /\r\n?|\v|\f/g
/** Letters, formatting commands with their number (§2.7.4), bytes in hexadecimal (§2.7.5). */
const ESCAPE = /\\(?:([EFSTRHN])|\.(br|sp|sk|in|ti|ce|fi|nf)\s*([+-]?\d{0,3})|[Xx]((?:[0-9A-Fa-f]{2})+))\\/g

/**
 * Resolves escapes. What is unknown, a lone backslash too, stays as it was written. Of control characters a page's and a line's end become line
 * ends, and others U+FFFD: no text of FHIR may hold them.
 */
export const unescapeHl7 = (text: string): string =>
  (text.includes('\\') ? text.replace(ESCAPE, meaning) : text).replace(BREAK, '\n').replace(CONTROL, '\ufffd')

function meaning(whole: string, letter?: string, command?: string, count?: string, bytes?: string): string {
  if (letter !== undefined) return LETTERS[letter] as string
  if (bytes !== undefined) return utf8In(Buffer.from(bytes, 'hex')) ?? whole
  const n = digits(/\d+$/.exec(count ?? '')?.[0] ?? '1')
  switch (command) {
    case 'br':
    case 'ce':
      return '\n'
    case 'sp':
      return '\n'.repeat(n)
    case 'sk':
      return ' '.repeat(n)
    default:
      // Indents and wrapping are of a printer.
      return ''
  }
}

/** @returns undefined for bytes that are no UTF-8 */
export function utf8In(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** YYYYMMDDHHMMSS+0000 of a time in ms. */
export const hl7Time = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)}+0000`

export interface Header {
  readonly from: string
  /** Facility that it is for, escaped already. */
  readonly to: string
  /** Application that it is for, escaped already; HIS when it is not said. */
  readonly application?: string
  readonly type: string
  readonly control: string
  readonly at: number
  readonly version?: string
  /** MSH-18. */
  readonly set?: string
}

/** A message, by default of v2.5.1 in UTF-8. Fields of the other segments must be escaped already. */
export function hl7Message(h: Header, segments: readonly (readonly string[])[]): Hl7Message {
  const msh = [
    'MSH',
    '^~\\&',
    'HDMS',
    escapeHl7(h.from).slice(0, 60),
    h.application ?? 'HIS',
    h.to,
    hl7Time(h.at),
    '',
    h.type,
    h.control,
    'P',
  ]
  const tail = [h.version ?? '2.5.1', '', '', '', '', '', h.set ?? 'UNICODE UTF-8']
  return Hl7Message.parse([[...msh, ...tail], ...segments].map((s) => s.join('|')).join('\r'))
}

/** HL7's null says that there is nothing (§2.5.3). */
const said = (text: string | undefined): string => (text === undefined || text === '""' ? '' : unescapeHl7(text))

/** A segment's text with its escapes resolved. `component` and `subcomponent` from 1, `repetition` from 0. */
export const part = (s: Hl7Segment | undefined, index: number, component = 1, repetition = 0, subcomponent = 1): string =>
  said(s?.getField(index)?.getComponent(component, subcomponent - 1, repetition))

/** A whole component: an `&` that a sender did not escape is of its text. */
export const component = (s: Hl7Segment | undefined, index: number, n: number, repetition = 0): string =>
  said(s?.getField(index)?.components[repetition]?.[n - 1])

/** A whole field, with its components and repetitions. */
export const whole = (s: Hl7Segment | undefined, index: number): string => said(s?.getField(index)?.toString())

/** Each repetition of a field that says something, whole. */
export function repetitions(s: Hl7Segment | undefined, index: number): { readonly at: number; readonly text: string }[] {
  const found = s?.getField(index)?.components ?? []
  const separator = s?.context.componentSeparator ?? '^'
  return found.flatMap((parts, at) =>
    parts.every((p) => p === '' || p === '""' || /^&+$/.test(p)) ? [] : [{ at, text: said(parts.join(separator)) }],
  )
}

/** A field's text with its escapes resolved. `component` from 1. */
export const field = (message: Hl7Message, segment: string, index: number, component = 1): string =>
  part(message.getSegment(segment), index, component)

/** @throws HIS_PROTOCOL when it is missing */
export function needField(message: Hl7Message, segment: string, index: number, what: string): string {
  return field(message, segment, index) || refuse('HIS_PROTOCOL', 'field-missing', { what, segment, field: index })
}

/** ADT^A01, whatever structure MSH-9.3 names. */
export const messageType = (message: Hl7Message): string => `${field(message, 'MSH', 9, 1)}^${field(message, 'MSH', 9, 2)}`

/** HL7 administrative sex (table 0001) and FHIR's. */
export const HL7_SEX: Readonly<Record<string, string>> = { male: 'M', female: 'F', other: 'O', unknown: 'U' }
export const FHIR_SEX: Readonly<Record<string, string>> = { M: 'male', F: 'female', O: 'other', U: 'unknown' }
