/**
 * What this node says to a HIS, as HL7 v2.5.1 has it: each message with all that its structure requires, judged by hl7apy (testing/peers/hl7). Fields are
 * escaped here; identifiers come as CX.
 */
import { base64, utf8 } from '@hdms/shared/bytes.ts'
import type { Hl7Message } from '@medplum/core'
import { escapeHl7, HL7_SEX, hl7Time } from './text.ts'

/** Without its header. */
export interface Outgoing {
  /** MSH-9: message and trigger, as HISes compare them; the structure (MSH-9.3) where its name is another. */
  readonly type: string
  readonly segments: readonly (readonly string[])[]
}

const blank = (n: number): string[] => new Array<string>(n).fill('')
/** PID-5 is required, and the name is the hospital's to know: unspecified (table 0200, U). */
const NOBODY = `${blank(6).join('^')}^U`
/** PV1 is required; what is shared belongs to no visit (table 0004, N). */
const NO_VISIT = ['PV1', '1', 'N']
/** TXA-17: what a record says is signed (table 0271). */
const AUTHENTICATED = 'AU'

interface Desk {
  readonly code: string
  readonly name: string
  readonly birthDate: string
  readonly sex: string
}

/** A person asks for treatment. */
export function treatmentOrder(orderId: string, desk: Desk, reason: string): Outgoing {
  const sex = HL7_SEX[desk.sex] ?? 'U'
  const pid = [
    'PID',
    '1',
    '',
    `${escapeHl7(desk.code)}^^^HDMS-DESK^VN`,
    '',
    escapeHl7(desk.name),
    '',
    desk.birthDate.replaceAll('-', ''),
    sex,
  ]
  const obr = ['OBR', '1', orderId, '', 'TREAT^Treatment request^L', ...blank(8), escapeHl7(reason)]
  return { type: 'ORM^O01', segments: [pid, ['ORC', 'NW', orderId], obr] }
}

/** It is over. @param patient CX */
export function cancellation(orderId: string, patient: string, reason: string): Outgoing {
  const pid = ['PID', '1', '', patient, '', NOBODY]
  return { type: 'ORM^O01', segments: [pid, ['ORC', 'CA', orderId, ...blank(13), escapeHl7(reason)]] }
}

interface Document {
  readonly orderId: string
  /** CX */
  readonly patient: string
  /** TXA-12, the same when it is said again. */
  readonly number: string
  /** ms */
  readonly at: number
}

/** What a person shares. @param ccda XML of the same, when the HIS wants one */
export function handedOver(d: Document, resources: readonly string[], ccda: string | undefined): Outgoing {
  const bundle = `{"resourceType":"Bundle","type":"collection","entry":[${resources.map((r) => `{"resource":${r}}`).join(',')}]}`
  const file = (n: number, code: string, kind: string, content: string): string[] => [
    'OBX',
    String(n),
    'ED',
    code,
    '',
    `^${kind}^Base64^${base64(utf8(content))}`,
    ...blank(5),
    'F',
  ]
  const segments = [
    ...document(d, 'T02', 'application/fhir+json', [], []),
    file(1, 'FHIR^Bundle^L', 'application^fhir+json', bundle),
    ...(ccda === undefined ? [] : [file(2, '34133-9^C-CDA^LN', 'text^XML', ccda)]),
  ]
  return { type: 'MDM^T02', segments }
}

/** What was handed over is to be destroyed, or kept for the law alone. @param until ms; 0 to destroy. @param records ids */
export function revocation(d: Document, why: string, records: readonly string[], until: number): Outgoing {
  const day = new Date(until).toISOString().slice(0, 10).replaceAll('-', '')
  const notes = [until > 0 ? `restrict until ${day}` : 'destroy', ...records.map((record) => `urn:hdms:record:${record}`)]
  // MDM has notes with the order that they are of.
  const order = [
    ['ORC', 'SC', d.orderId],
    ['OBR', '1', d.orderId, '', 'TREAT^Treatment request^L'],
    ...notes.map((note, n) => ['NTE', String(n + 1), '', note]),
  ]
  const availability = [until > 0 ? 'OB' : 'CA', '', why]
  return { type: 'MDM^T11^MDM_T01', segments: document(d, 'T11', '', order, ['', ...availability]) }
}

function document(d: Document, trigger: string, kind: string, order: readonly string[][], after: readonly string[]): string[][] {
  return [
    ['EVN', trigger, hl7Time(d.at)],
    ['PID', '1', '', d.patient, '', NOBODY],
    NO_VISIT,
    ...order,
    ['TXA', '1', 'CN', kind, ...blank(8), d.number, '', d.orderId, ...blank(2), AUTHENTICATED, ...after],
  ]
}

/** A question is answered with itself (QPD), that its answer is known by. */
export function queryAnswer(message: Hl7Message, control: string, tag: string): Outgoing {
  const asked = message.getSegment('QPD')?.fields.map((field) => field.components.map((parts) => parts.join('^')).join('~')) ?? []
  return {
    type: 'RSP^K11',
    segments: [
      ['MSA', 'AA', control],
      ['QAK', tag, 'OK'],
      ['QPD', ...asked.slice(1)],
    ],
  }
}
