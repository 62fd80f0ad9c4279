/** Files in a message: OBX of type ED, source^type^subtype^encoding^data (HL7 v2.5.1 §2.A.24). */
import { fromHex, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Hl7Segment } from '@medplum/core'
import { bytesOf, prefixOf, readDocument } from '../documents.ts'
import type { Reported } from '../reports.ts'
import { part } from './text.ts'

export interface FileSegment {
  readonly s: Hl7Segment
  /** What all versions of the file share, from the whole to its part. */
  readonly key: readonly string[]
  /** FHIR's, or `deleted`. */
  readonly status: string
}
export interface Files extends Required<Pick<Reported, 'items' | 'instead'>> {
  /** Identifiers of the patient that each C-CDA names. */
  readonly about: readonly (readonly string[])[]
}

/** @param zone of times that name none @throws HIS_PROTOCOL naming the field that cannot be used */
export function filesIn(segments: readonly FileSegment[], zone: string): Files {
  const gone = (status: string) => (status === 'entered-in-error' ? ('entered-in-error' as const) : ('deleted' as const))
  const instead = segments.map(({ key, status }) => ({ prefix: prefixOf(key), status: gone(status) }))
  // What was struck comes without its data, and some name a file that they do not bring.
  const files = segments
    .filter(({ s }) => part(s, 5, 5) !== '')
    .map(({ s, key, status }) => readDocument({ ...dataOf(s), title: part(s, 3, 2) || part(s, 3) || 'document', key, status }, zone))
  return {
    items: files.flatMap(({ items }) => items),
    instead,
    about: files.flatMap(({ patientIds }) => (patientIds ? [patientIds] : [])),
  }
}

/** Types of data (table 0191) and MIME's; the subtype is the sender's word. */
const MIME: Readonly<Record<string, string>> = {
  ap: 'application',
  au: 'audio',
  im: 'image',
  ns: 'application',
  sd: 'application',
  tx: 'text',
  ft: 'text',
}

function dataOf(s: Hl7Segment): { contentType: string; bytes: Uint8Array } {
  const [type, subtype, encoding, data] = [2, 3, 4, 5].map((n) => part(s, 5, n)) as [string, string, string, string]
  const where = `OBX-5 of OBX ${part(s, 1)}`
  const mime = `${MIME[type.toLowerCase()] ?? (type.toLowerCase() || 'application')}/${subtype.toLowerCase() || 'octet-stream'}`
  const contentType = /^[a-z]+\/[a-z0-9.+-]+$/.test(mime) ? mime : 'application/octet-stream'
  switch (encoding.toLowerCase()) {
    case 'base64':
      return { contentType, bytes: bytesOf(data, where) }
    case 'hex':
      if (data.length % 2 !== 0 || /[^0-9A-Fa-f]/.test(data)) fail('HIS_PROTOCOL', { why: `${where} is not hexadecimal` })
      return { contentType, bytes: fromHex(data.toLowerCase()) }
    case 'a':
    case '':
      return { contentType, bytes: utf8(data) }
    default:
      return fail('HIS_PROTOCOL', { why: `the encoding of ${where} must be Base64, Hex or A` })
  }
}
