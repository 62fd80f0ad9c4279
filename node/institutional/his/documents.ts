/**
 * Documents that a HIS brings as a result. A C-CDA is taken apart into FHIR resources and kept whole beside them; any other file is kept as it is.
 * What a later version no longer says is struck, by the keys of the document.
 */

import { readCcda } from '@hdms/health/ccda/read.ts'
import { base64, fromBase64, hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { refuse } from '../reasons.ts'
import type { InstanceId } from './identity.ts'
import type { ReportedItem } from './reports.ts'
import { isUcum } from './ucum.ts'

export interface IncomingFile {
  /** MIME type. */
  readonly contentType: string
  readonly bytes: Uint8Array
  readonly title: string
  /** Of the document, FHIR's status of a report. */
  readonly status: string
  /** Names that all versions of the document share, from the whole to its part; without them those that a C-CDA has itself. */
  readonly key?: readonly string[]
  /** Members of its DocumentReference that the message says beside it; a C-CDA says them itself. */
  readonly said?: object
}
export interface ReadDocument {
  readonly items: readonly ReportedItem[]
  /** Whom a C-CDA says that it is about; undefined for a file that does not say. */
  readonly about: readonly InstanceId[] | undefined
  /** Begins the keys of everything of it, and of its other versions. */
  readonly prefix: string
  /** What is in the document alone. */
  readonly left: readonly string[]
}

const hashed = (text: string): string => hex(sha256(utf8(text))).slice(0, 24)
export const prefixOf = (key: readonly string[]): string => `document/${key.map(hashed).join('/')}/`

/** @throws HIS_PROTOCOL */
export function readDocument(file: IncomingFile, zone: string): ReadDocument {
  return isCcda(file) ? fromCcda(file, zone) : plainFile(file)
}

/** By what it says, not by what it is called: HISes send C-CDA as text/xml, application/xml, application/hl7-sdwg+xml. */
function isCcda({ bytes, contentType }: IncomingFile): boolean {
  if (!/xml|cda|octet-stream|^text\//i.test(contentType)) return false
  return /<([\w.-]+:)?ClinicalDocument[\s>]/.test(new TextDecoder('latin1').decode(bytes).replaceAll('\u0000', ''))
}

function fromCcda({ bytes, status, key }: IncomingFile, zone: string): ReadDocument {
  const { id, subject, resources, left } = understood(bytes, zone)
  const about = subject.ids.filter(({ root, extension }) => root !== '' || extension !== '')
  if (about.length === 0) refuse('HIS_PROTOCOL', 'ccda-no-patient')
  const prefix = prefixOf(key ?? [id])
  const items = resources.map(
    ({ type, id: name, json }): ReportedItem => ({ key: `${prefix}${type}/${name}`, status, standing: 'its own', resource: json }),
  )
  return { items, about, prefix, left }
}

function understood(bytes: Uint8Array, zone: string): ReturnType<typeof readCcda> {
  try {
    return readCcda(bytes, zone, isUcum)
  } catch (error) {
    const { code, data } = asHdmsError(error)
    if (code !== 'DOCUMENT_INVALID') throw error
    return refuse('HIS_PROTOCOL', 'ccda-refused', { path: String(data['path']), detail: String(data['why']) })
  }
}

function plainFile({ bytes, contentType, title, status, key, said }: IncomingFile): ReadDocument {
  const prefix = prefixOf(key ?? [title, hex(sha256(bytes))])
  const id = hashed(prefix)
  const resource = {
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    type: { text: title },
    ...said,
    content: [{ attachment: { contentType, data: base64(bytes), title } }],
  }
  const item: ReportedItem = { key: `${prefix}DocumentReference/${id}`, status, standing: 'its own', resource: JSON.stringify(resource) }
  return { items: [item], about: undefined, prefix, left: [] }
}

/** @throws HIS_PROTOCOL */
export function bytesOf(data: string, what: string): Uint8Array {
  const compact = data.replace(/\s+/g, '')
  if (compact === '' || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 === 1)
    refuse('HIS_PROTOCOL', 'not-base64', { where: what })
  return fromBase64(compact)
}
