/** Files in a message: OBX of type ED, source^type^subtype^encoding^data (HL7 v2.5.1 §2.A.24). */

import { fromHex, utf8 } from '@hdms/shared/bytes.ts'
import type { Hl7Segment } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import { bytesOf, prefixOf, readDocument } from '../documents.ts'
import type { InstanceId } from '../identity.ts'
import type { Reported } from '../reports.ts'
import { component, part, repetitions, whole } from './text.ts'

export interface FileSegment {
  readonly s: Hl7Segment
  /** What all versions of the file share, from the whole to its part. */
  readonly key: readonly string[]
  /** FHIR's, or `deleted`. */
  readonly status: string
  /** Members of its DocumentReference that the message says beside it. */
  readonly said?: object
}
export interface Files extends Required<Pick<Reported, 'items' | 'instead'>> {
  /** Identifiers of the patient that each C-CDA names. */
  readonly about: readonly (readonly InstanceId[])[]
}

/** @param zone of times that name none @throws HIS_PROTOCOL naming the field that cannot be used */
export function filesIn(segments: readonly FileSegment[], zone: string): Files {
  const gone = (status: string) => (status === 'entered-in-error' ? ('entered-in-error' as const) : ('deleted' as const))
  const all = apart(segments.flatMap(eachOf))
  const instead = all.map(({ key, status }) => ({ prefix: prefixOf(key), status: gone(status) }))
  all.forEach(mustBring)
  // What was struck, or is still to come, comes without its data.
  const files = all
    .filter(({ s, at }) => component(s, 5, 5, at) !== '')
    .map(({ s, at, key, status, said }) =>
      readDocument({ ...dataOf(s, at), title: titleOf(s), key, status, ...(said ? { said } : {}) }, zone),
    )
  return {
    items: files.flatMap(({ items }) => items),
    instead,
    about: files.flatMap(({ about }) => (about ? [about] : [])),
  }
}

interface File extends FileSegment {
  /** Repetition of OBX-5. */
  readonly at: number
}

/** Standings in which a file need not be there: struck, not made, or not yet. */
const WITHOUT = new Set(['preliminary', 'registered', 'deleted', 'entered-in-error', 'cancelled', 'not-asked'])

/** A file that has a name and does not come would be missed by nobody. @throws HIS_PROTOCOL */
function mustBring({ s, at, status }: File): void {
  const isMissing = component(s, 5, 5, at) === '' && whole(s, 5) !== '' && whole(s, 3) !== ''
  if (isMissing && !WITHOUT.has(status)) refuse('HIS_PROTOCOL', 'file-empty', { obx: part(s, 1) })
}

const titleOf = (s: Hl7Segment): string => component(s, 3, 2) || component(s, 3, 1) || 'document'

function eachOf(segment: FileSegment): File[] {
  const { s } = segment
  const [first, ...more] = repetitions(s, 5).filter(({ at }) => component(s, 5, 5, at) !== '')
  if (first && whole(s, 3) === '') refuse('HIS_PROTOCOL', 'file-nameless', { obx: part(s, 1) })
  return [{ ...segment, at: first?.at ?? 0 }, ...more.map(({ at }) => ({ ...segment, at, key: [...segment.key, String(at + 1)] }))]
}

/** Pages of one code come as OBX of one name: then their set id (OBX-1) tells them apart. */
function apart(files: readonly File[]): File[] {
  const nameOf = ({ key }: File): string => JSON.stringify(key)
  const count = new Map<string, number>()
  for (const file of files) count.set(nameOf(file), (count.get(nameOf(file)) ?? 0) + 1)
  const seen = new Map<string, number>()
  return files.map((file) => {
    if (count.get(nameOf(file)) === 1) return file
    const own = { ...file, key: [...file.key, `page ${part(file.s, 1)}`] }
    const before = seen.get(nameOf(own)) ?? 0
    seen.set(nameOf(own), before + 1)
    return before === 0 ? own : { ...own, key: [...own.key, String(before + 1)] }
  })
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

function dataOf(s: Hl7Segment, at: number): { contentType: string; bytes: Uint8Array } {
  const [type, subtype, encoding, data] = [2, 3, 4, 5].map((n) => component(s, 5, n, at)) as [string, string, string, string]
  const where = `OBX-5 of OBX ${part(s, 1)}`
  const mime = `${MIME[type.toLowerCase()] ?? (type.toLowerCase() || 'application')}/${subtype.toLowerCase() || 'octet-stream'}`
  const contentType = /^[a-z]+\/[a-z0-9.+-]+$/.test(mime) ? mime : 'application/octet-stream'
  switch (encoding.toLowerCase()) {
    case 'base64':
      return { contentType, bytes: bytesOf(data, where) }
    case 'hex':
      if (data.length % 2 !== 0 || /[^0-9A-Fa-f]/.test(data)) refuse('HIS_PROTOCOL', 'not-hex', { where })
      return { contentType, bytes: fromHex(data.toLowerCase()) }
    case 'a':
    case '':
      return { contentType, bytes: utf8(data) }
    default:
      return refuse('HIS_PROTOCOL', 'encoding-unknown', { where })
  }
}
