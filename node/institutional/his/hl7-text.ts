/** Building and reading HL7 v2 text: escapes, times, segments. */

import { fail } from '@hdms/shared/errors.ts'
import { Hl7Message } from '@medplum/core'

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\E\\',
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
  '\r': '\\.br\\',
  '\n': '\\.br\\',
}
const NAMES: Readonly<Record<string, string>> = { E: '\\', F: '|', S: '^', T: '&', R: '~', '.br': '\n' }

/** Escapes text for a field (HL7 v2.5.1 §2.7). */
export const escapeHl7 = (text: string): string => text.replace(/[\\|^&~\r\n]/g, (c) => ESCAPES[c] as string)
export const unescapeHl7 = (text: string): string => text.replace(/\\(E|F|S|T|R|\.br)\\/g, (_, name: string) => NAMES[name] as string)

/** YYYYMMDDHHMMSS+0000 of a time in ms. */
export const hl7Time = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)}+0000`

export interface Header {
  readonly from: string
  readonly to: string
  readonly type: string
  readonly control: string
  readonly at: number
}

/** A message of HL7 v2.5.1 in UTF-8 (MSH-18). Fields of the other segments must be escaped already. */
export function hl7Message(h: Header, segments: readonly (readonly string[])[]): Hl7Message {
  const msh = [
    'MSH',
    '^~\\&',
    'HDMS',
    escapeHl7(h.from).slice(0, 60),
    'HIS',
    escapeHl7(h.to).slice(0, 60),
    hl7Time(h.at),
    '',
    h.type,
    h.control,
    'P',
    '2.5.1',
    '',
    '',
    '',
    '',
    '',
    'UNICODE UTF-8',
  ]
  return Hl7Message.parse([msh, ...segments].map((s) => s.join('|')).join('\r'))
}

/** A field's text with its escapes resolved. `component` from 1. */
export function field(message: Hl7Message, segment: string, index: number, component = 1): string {
  return unescapeHl7(message.getSegment(segment)?.getField(index)?.getComponent(component, 0, 0) ?? '')
}

/** @throws HIS_PROTOCOL when it is missing */
export function needField(message: Hl7Message, segment: string, index: number, what: string): string {
  return field(message, segment, index) || fail('HIS_PROTOCOL', { why: `${what} (${segment}-${index}) is missing` })
}

export const messageType = (message: Hl7Message): string => `${field(message, 'MSH', 9, 1)}^${field(message, 'MSH', 9, 2)}`

/** HL7 administrative sex (table 0001) and FHIR's. */
export const HL7_SEX: Readonly<Record<string, string>> = { male: 'M', female: 'F', other: 'O', unknown: 'U' }
export const FHIR_SEX: Readonly<Record<string, string>> = { M: 'male', F: 'female', O: 'other', U: 'unknown' }
