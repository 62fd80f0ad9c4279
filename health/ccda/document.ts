/** What a C-CDA says of itself (header), and the files that go along: the document as it came, and a body that is a file itself. */

import { base64, fromBase64, hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { array, attribute, type Node } from './node.ts'
import { type CcdaReasons, refuse as refuseFor } from './reasons.ts'
import { wordsOf } from './values.ts'

/** Whom a document says that it is about, as far as it does. */
export interface CcdaPerson {
  readonly family: string
  readonly given: readonly string[]
  /** FHIR's date: YYYY, YYYY-MM or YYYY-MM-DD; empty when it is not said. */
  readonly birthDate: string
  /** FHIR's code, empty when it is not said. */
  readonly gender: string
  /** Who gave an identifier out (an OID), and the identifier. */
  readonly ids: readonly { readonly root: string; readonly extension: string }[]
}

export interface Header {
  readonly id: string
  readonly patientIds: readonly string[]
  readonly subject: CcdaPerson
  readonly title: string
  readonly type: Node | undefined
  readonly date: string | undefined
}

const refuse: RefuseAs<CcdaReasons, 'DOCUMENT_INVALID', 'path'> = refusingAs(refuseFor, 'DOCUMENT_INVALID', { path: 'C-CDA' })
const idText = (id: Node): string => [attribute(id, 'root'), attribute(id, 'extension')].filter((part) => part !== '').join('^')

/** @param time an HL7 time as FHIR writes it. @throws DOCUMENT_INVALID when it names nobody, or not itself */
export function headerOf(document: Node, time: (text: string) => string | undefined): Header {
  const roles = array(document['recordTarget']).flatMap((target) => array(target['patientRole']))
  const [role] = roles
  if (!role || roles.length !== 1) return refuse(role ? 'several-patients' : 'no-patient')
  const ids = array(role['id']).filter((one) => idText(one) !== '')
  const id = [...array(document['setId']), ...array(document['id'])].map(idText).find((text) => text !== '') ?? refuse('no-id')
  const code = array(document['code'])[0]
  const title = plain(document['title']).slice(0, 200)
  return {
    id,
    patientIds: ids.map((one) => attribute(one, 'extension') || attribute(one, 'root')),
    subject: personOf(role, time),
    title: title || attribute(code, 'displayName').slice(0, 200) || 'C-CDA',
    type: code,
    date: time(attribute(array(document['effectiveTime'])[0], 'value')),
  }
}

const plain = (value: unknown): string => wordsOf(value, { narrative: new Map() })
const plains = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).map(plain).filter((text) => text !== '')
const GENDERS: Readonly<Record<string, string>> = { F: 'female', M: 'male', UN: 'other' }

function personOf(role: Node, time: (text: string) => string | undefined): CcdaPerson {
  const [patient] = array(role['patient'])
  const [name] = array(patient?.['name'])
  return {
    family: plains(name?.['family'])[0] ?? '',
    given: plains(name?.['given']),
    birthDate: (time(attribute(array(patient?.['birthTime'])[0], 'value')) ?? '').slice(0, 10),
    gender: GENDERS[attribute(array(patient?.['administrativeGenderCode'])[0], 'code')] ?? '',
    ids: array(role['id']).map((id) => ({ root: attribute(id, 'root'), extension: attribute(id, 'extension') })),
  }
}

export interface File {
  readonly type: 'DocumentReference'
  readonly id: string
  readonly json: string
}

/**
 * What goes along as files: the document as it came (what a court or another hospital would ask for), and its body when that is a file (nonXMLBody).
 * @param leave takes what is in neither, in words. @returns the files, once all that was left is known
 */
export function filesOf(
  document: Node,
  header: Header,
  bytes: Uint8Array,
  leave: (what: string) => void,
): (left: readonly string[]) => File[] {
  const [component] = array(document['component'])
  const body = component?.['nonXMLBody'] === undefined ? undefined : bodyOf(array(component['nonXMLBody'])[0]?.['text'], leave)
  const kind =
    component?.['nonXMLBody'] === undefined ? (component?.['structuredBody'] === undefined ? '' : 'structuredBody') : 'nonXMLBody'
  return (left) => [
    file(header, 'document', {
      ...(left.length > 0 ? { description: `Only in the document, or only in words: ${left.join('; ')}.` } : {}),
      content: [{ attachment: attachmentOf(header, 'application/xml', bytes), ...(kind === '' ? {} : { format: formatOf(kind) }) }],
    }),
    ...(body ? [file(header, 'body', { content: [{ attachment: attachmentOf(header, body.contentType, body.bytes) }] })] : []),
  ]
}

/** A file that stands in an entry. @param name of it in the document, the same for the same entry @param code what the entry is about */
export function entryFile(header: Header, name: string, code: Node | undefined, { contentType, bytes }: Body): File {
  const called = (attribute(code, 'displayName') || plain(code?.['originalText']) || header.title).slice(0, 200)
  const own = { ...header, type: code, title: called }
  return file(own, `media/${name}`, { content: [{ attachment: attachmentOf(own, contentType, bytes) }] })
}

function file({ id, type, title, date }: Header, name: string, more: object): File {
  const code = attribute(type, 'code')
  const loinc = attribute(type, 'codeSystem') === '2.16.840.1.113883.6.1'
  const own = hex(sha256(utf8(`${id}/${name}`))).slice(0, 24)
  const resource = {
    resourceType: 'DocumentReference',
    id: own,
    status: 'current',
    type: { ...(loinc && code ? { coding: [{ system: 'http://loinc.org', code }] } : {}), text: title },
    // An instant has seconds and a zone.
    ...(date !== undefined && date.length > 16 ? { date } : {}),
    ...more,
  }
  return { type: 'DocumentReference', id: own, json: JSON.stringify(resource) }
}

function attachmentOf({ title, date }: Header, contentType: string, bytes: Uint8Array): object {
  return { contentType, data: base64(bytes), title, ...(date && date.length >= 10 ? { creation: date } : {}) }
}

const formatOf = (body: string): object => ({
  system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
  code: `urn:hl7-org:sdwg:ccda-${body}:2.1`,
})

const TYPE = /^[\w.+-]{1,100}\/[\w.+-]{1,100}$/

interface Body {
  readonly contentType: string
  readonly bytes: Uint8Array
}

/** An ED's bytes; those that are elsewhere, compressed or no base64 are in the document alone. */
export function bodyOf(text: unknown, leave: (what: string) => void, noun = 'a body'): Body | undefined {
  const words = plain(text)
  const own = attribute(text, 'mediaType')
  const contentType = TYPE.test(own) ? own : attribute(text, 'representation') === 'B64' ? 'application/octet-stream' : 'text/plain'
  const left = (what: string): undefined => leave(`${noun} that is ${what}`) as undefined
  if (attribute(text, 'compression') !== '') return left('compressed')
  if (words === '') return left('not in the document')
  if (attribute(text, 'representation') !== 'B64') return { contentType, bytes: utf8(words) }
  const compact = words.replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(compact) || compact.length % 4 !== 0) return left('no base64')
  return { contentType, bytes: fromBase64(compact) }
}
