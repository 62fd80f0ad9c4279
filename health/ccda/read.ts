/**
 * A C-CDA document (HL7 CDA R2, C-CDA R2.1) as FHIR R4 resources. The conversion is @medplum/ccda's; around it: times and numbers stay as exact as they
 * were written (exactly.ts), values and words that it drops are kept (values.ts), what it gets wrong is put right (amend.ts), an entry that it cannot read is left out and named, ids are the same
 * for the same document, and what is not valid FHIR is left out and named too. The document itself goes along whole, as a DocumentReference.
 */
import { base64, hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Ccda, convertCcdaToFhir, convertXmlToCcda } from '@medplum/ccda'
import { problemsOf } from '../fhir/validate.ts'
import { fhirTime } from '../hl7-time.ts'
import { amended, findable, traced } from './amend.ts'
import { Exactly } from './exactly.ts'
import { array, type Node } from './node.ts'
import { tidy } from './tidy.ts'
import { plainValues } from './values.ts'
import { narrativeOf, xmlOf } from './xml.ts'

export interface CcdaDocument {
  /** The same for every version of a document: its setId, or else its id. */
  readonly id: string
  /** Identifiers of the patient, without who gave them out. */
  readonly patientIds: readonly string[]
  readonly title: string
  /** FHIR R4 as JSON: what the entries say, and the document itself as the first. About the patient without saying who that is. */
  readonly resources: readonly { readonly type: string; readonly id: string; readonly json: string }[]
  /** What has no place in these resources, in words without anything of the patient; it is in the document. */
  readonly left: readonly string[]
}

/** What says who people around the patient are, or repeats the document. */
const NOT_TAKEN = new Set(['Patient', 'RelatedPerson', 'Composition'])

/**
 * @param bytes the XML, in the encoding that it declares
 * @param zone of times that name none, +09:00 for instance
 * @throws DOCUMENT_INVALID saying why it is not taken
 */
export function readCcda(bytes: Uint8Array, zone: string): CcdaDocument {
  const xml = xmlOf(bytes)
  const { narrative, parsed } = parsedFrom(xml)
  const left: string[] = []
  const time = (text: string): string | undefined => fhirTime(text, zone)
  const header = headerOf(parsed, time)
  left.push(...plainValues(parsed, narrative, time).map((type) => `a value of type ${type}`))
  const exactly = new Exactly(time)
  exactly.hold(parsed)
  if (exactly.wrong > 0) left.push(`${exactly.wrong} ${exactly.wrong === 1 ? 'time that is none' : 'times that are none'}`)
  findable(parsed)
  const statements = traced(parsed)
  left.push(...withoutUnreadable(parsed))
  const converted = (convert(parsed) ?? refuse('its header cannot be read')).flatMap((resource) => {
    if (NOT_TAKEN.has(String(resource['resourceType']))) return []
    const right = amended(resource, statements)
    if (!right) left.push(`a ${String(resource['resourceType'])} that is denied`)
    return right ? [right] : []
  })
  const resources = tidy(converted, header.id, narrative).flatMap((resource) => {
    const json = exactly.restore(JSON.stringify(resource))
    const type = String(resource['resourceType'])
    const [problem] = problemsOf(parseJson(json))
    if (!problem) return [{ type, id: String(resource['id']), json }]
    left.push(`a ${type} that is not valid (${problem.path}: ${problem.why})`)
    return []
  })
  const id = hex(sha256(utf8(`${header.id}/document`))).slice(0, 24)
  const document = { type: 'DocumentReference', id, json: JSON.stringify(documentReference(id, header, bytes, left)) }
  return { id: header.id, patientIds: header.patientIds, title: header.title, resources: [document, ...resources], left }
}

function parsedFrom(xml: string): { narrative: ReadonlyMap<string, string>; parsed: Ccda & Node } {
  try {
    return { narrative: narrativeOf(xml), parsed: convertXmlToCcda(xml) as Ccda & Node }
  } catch {
    return refuse('it is not well-formed XML')
  }
}

const refuse = (why: string): never => fail('DOCUMENT_INVALID', { path: 'C-CDA', why })

/** @returns undefined when the document cannot be converted as it is */
function convert(document: Ccda): Node[] | undefined {
  try {
    return (convertCcdaToFhir(structuredClone(document)).entry ?? []).flatMap(({ resource }) =>
      resource ? [resource as unknown as Node] : [],
    )
  } catch {
    return undefined
  }
}

/** Each probe converts header and entry anew. */
const MOST_PROBED = 2_000

/** Takes entries out, one by one, that the conversion cannot read. @returns which */
function withoutUnreadable(document: Ccda & Node): string[] {
  if (convert(document)) return []
  const left: string[] = []
  const body = array(document['component'])[0]?.['structuredBody'] as Node | undefined
  const sections = array(body?.['component']).flatMap((component) => array(component['section']))
  const entriesIn = sections.reduce((n, section) => n + array(section['entry']).length, 0)
  if (entriesIn > MOST_PROBED) refuse(`an entry cannot be read, and it has more than ${MOST_PROBED}`)
  const alone = (section: Node): Ccda =>
    ({ ...document, component: { structuredBody: { component: [{ section: [section] }] } } }) as unknown as Ccda
  for (const section of sections) {
    if (convert(alone(section))) continue
    const entries = array(section['entry'])
    const good = entries.filter((entry) => convert(alone({ ...section, entry: [entry] })))
    const name = String(array(section['code'])[0]?.['@_code'] ?? 'without a code').slice(0, 40)
    left.push(`${entries.length - good.length} of ${entries.length} entries of section ${name}`)
    section['entry'] = good
  }
  return left
}

interface Header {
  readonly id: string
  readonly patientIds: readonly string[]
  readonly title: string
  readonly type: Node | undefined
  readonly date: string | undefined
  readonly language: string
}

const idText = (id: Node): string => [id['@_root'], id['@_extension']].filter((part) => typeof part === 'string' && part !== '').join('^')

function headerOf(document: Node, time: (text: string) => string | undefined): Header {
  const roles = array(document['recordTarget']).flatMap((target) => array(target['patientRole']))
  if (roles.length !== 1) refuse(roles.length === 0 ? 'it names no patient (recordTarget)' : 'it is about several patients')
  const patientIds = array(roles[0]?.['id']).flatMap((id) =>
    [id['@_extension'], id['@_extension'] ? undefined : id['@_root']].filter((part) => typeof part === 'string'),
  )
  const id = [...array(document['setId']), ...array(document['id'])].map(idText).find((text) => text !== '') ?? refuse('it has no id')
  const code = array(document['code'])[0]
  const title = document['title']
  const said = typeof title === 'string' ? title : String((title as Node | undefined)?.['#text'] ?? '')
  const date = time(String(array(document['effectiveTime'])[0]?.['@_value'] ?? ''))
  return {
    id,
    patientIds: patientIds as string[],
    title: said.trim().slice(0, 200) || String(code?.['@_displayName'] ?? 'C-CDA').slice(0, 200),
    type: code,
    date,
    language: String(array(document['languageCode'])[0]?.['@_code'] ?? ''),
  }
}

/** The document as it came: what a court or another hospital would ask for. */
function documentReference(id: string, { type, title, date }: Header, bytes: Uint8Array, left: readonly string[]): object {
  const code = String(type?.['@_code'] ?? '')
  const loinc = type?.['@_codeSystem'] === '2.16.840.1.113883.6.1'
  // An instant has seconds and a zone.
  const exact = date !== undefined && date.length > 16 ? { date } : {}
  return {
    resourceType: 'DocumentReference',
    id,
    status: 'current',
    type: { ...(loinc && code ? { coding: [{ system: 'http://loinc.org', code }] } : {}), text: title },
    ...exact,
    ...(left.length > 0 ? { description: `Only in the document: ${left.join('; ')}.` } : {}),
    content: [
      {
        attachment: {
          contentType: 'application/xml',
          data: base64(bytes),
          title,
          ...(date && date.length >= 10 ? { creation: date } : {}),
        },
        format: {
          system: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
          code: 'urn:hl7-org:sdwg:ccda-structuredBody:2.1',
        },
      },
    ],
  }
}
