/** Acknowledgements in original mode (HL7 v2.5.1 §2.9.2), in the version and character set of the message. */
import type { Hl7Message } from '@medplum/core'
import { repeated } from './identifiers.ts'
import { escapeHl7, field, hl7Message, messageType } from './text.ts'

/** Message error condition codes (table 0357). */
export const CONDITION = {
  missing: ['101', 'Required field missing'],
  data: ['102', 'Data type error'],
  value: ['103', 'Table value not found'],
  type: ['200', 'Unsupported message type'],
  version: ['203', 'Unsupported version id'],
  unknown: ['204', 'Unknown key identifier'],
  duplicate: ['205', 'Duplicate key identifier'],
  internal: ['207', 'Application internal error'],
} as const
export type Condition = keyof typeof CONDITION

export interface Verdict {
  /** AA taken; AE not now, or not so: the sender's operator has to look; AR of a kind that is never taken. */
  readonly code: 'AA' | 'AE' | 'AR'
  readonly condition?: Condition
  /** Why, without anything of the patient; of AA what was left out of what was taken. */
  readonly why?: string
}

export interface Replying {
  readonly facility: string
  readonly now: number
}

/** @param message undefined when what came could not be read as a message at all */
export function acknowledgement(message: Hl7Message | undefined, verdict: Verdict, { facility, now }: Replying): string {
  const value = (segment: string, index: number) => (message ? field(message, segment, index) : '')
  const control = message ? repeated(message, 10) : ''
  const version = /^2\.[1-9](\.\d)?$/.test(value('MSH', 12)) ? value('MSH', 12) : '2.5.1'
  const trigger = message ? messageType(message).split('^')[1] : ''
  const header = {
    from: facility,
    to: (message && repeated(message, 4)) || 'HIS',
    application: (message && repeated(message, 3)) || 'HIS',
    type: trigger ? `ACK^${trigger}^ACK` : 'ACK',
    control: `A${control || now}`.slice(0, 20),
    at: now,
    version,
    // A set that is not known here is not the one that this is written in.
    set: verdict.condition === 'value' ? 'UNICODE UTF-8' : value('MSH', 18),
  }
  const why = escapeHl7(verdict.why ?? '')
  const error = verdict.code === 'AA' ? [] : [errorSegment(version, verdict, why)]
  return hl7Message(header, [['MSA', verdict.code, control, why.slice(0, 80)], ...error]).toString()
}

function errorSegment(version: string, { condition = 'internal' }: Verdict, why: string): string[] {
  const [code, text] = CONDITION[condition]
  // Before 2.5 the first field holds all of it.
  if (/^2\.[1-4]/.test(version)) return ['ERR', `^^^${code}&${text}&HL70357`]
  return ['ERR', '', '', `${code}^${text}^HL70357`, 'E', '', '', '', why]
}
