/** Building and reading HL7 v2 text: escapes, times, segments. */

import { fail } from '@hdms/shared/errors.ts'
import { Hl7Message, type Hl7Segment } from '@medplum/core'

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\E\\',
  '|': '\\F\\',
  '^': '\\S\\',
  '&': '\\T\\',
  '~': '\\R\\',
  '\r': '\\.br\\',
  '\n': '\\.br\\',
}
const NAMES: Readonly<Record<string, string>> = {
  E: '\\',
  F: '|',
  S: '^',
  T: '&',
  R: '~',
  '.br': '\n',
  '.sp': '\n',
  H: '',
  N: '',
  '.in': '',
  '.nf': '',
}

/** Escapes text for a field (HL7 v2.5.1 §2.7). */
export const escapeHl7 = (text: string): string => text.replace(/[\\|^&~\r\n]/g, (c) => ESCAPES[c] as string)
/** Resolves escapes; hexadecimal ones too, and what is unknown stays as it was written. */
export const unescapeHl7 = (text: string): string =>
  text.includes('\\')
    ? text.replace(
        /\\([^\\]{1,40})\\/g,
        (whole, name: string) => NAMES[name] ?? (/^X([0-9A-Fa-f]{2})+$/.test(name) ? hexText(name.slice(1)) : whole),
      )
    : text
const hexText = (hex: string): string => Buffer.from(hex, 'hex').toString('utf8')

/** YYYYMMDDHHMMSS+0000 of a time in ms. */
export const hl7Time = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)}+0000`

export interface Header {
  readonly from: string
  readonly to: string
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
    'HIS',
    escapeHl7(h.to).slice(0, 60),
    hl7Time(h.at),
    '',
    h.type,
    h.control,
    'P',
  ]
  const tail = [h.version ?? '2.5.1', '', '', '', '', '', h.set ?? 'UNICODE UTF-8']
  return Hl7Message.parse([[...msh, ...tail], ...segments].map((s) => s.join('|')).join('\r'))
}

/** A segment's text with its escapes resolved. `component` and `subcomponent` from 1, `repetition` from 0. */
export const part = (s: Hl7Segment | undefined, index: number, component = 1, repetition = 0, subcomponent = 1): string =>
  unescapeHl7(s?.getField(index)?.getComponent(component, subcomponent - 1, repetition) ?? '')

/** A whole component, with its subcomponents. */
export const whole = (s: Hl7Segment | undefined, index: number): string => unescapeHl7(s?.getField(index)?.toString() ?? '')

/** A field's text with its escapes resolved. `component` from 1. */
export const field = (message: Hl7Message, segment: string, index: number, component = 1): string =>
  part(message.getSegment(segment), index, component)

/** @throws HIS_PROTOCOL when it is missing */
export function needField(message: Hl7Message, segment: string, index: number, what: string): string {
  return field(message, segment, index) || fail('HIS_PROTOCOL', { why: `${what} (${segment}-${index}) is missing` })
}

/** ADT^A01, whatever structure MSH-9.3 names. */
export const messageType = (message: Hl7Message): string => `${field(message, 'MSH', 9, 1)}^${field(message, 'MSH', 9, 2)}`

/** Types of identifiers that name a visit, an account or an order, and no patient (table 0203). */
const NO_PATIENT = new Set(['VN', 'AN', 'AccMgr', 'ACSN', 'FI', 'PLAC', 'FILL'])

/** The patient's identifiers in a CX field: what a message may be about. */
export function patientIds(s: Hl7Segment | undefined, index: number): string[] {
  const repetitions = s?.getField(index)?.components.length ?? 0
  const ids = Array.from({ length: repetitions }, (_, r) => ({ id: part(s, index, 1, r), type: part(s, index, 5, r) }))
  return ids.filter(({ id, type }) => id !== '' && !NO_PATIENT.has(type)).map(({ id }) => id)
}

/** HL7 administrative sex (table 0001) and FHIR's. */
export const HL7_SEX: Readonly<Record<string, string>> = { male: 'M', female: 'F', other: 'O', unknown: 'U' }
export const FHIR_SEX: Readonly<Record<string, string>> = { M: 'male', F: 'female', O: 'other', U: 'unknown' }
