/**
 * FHIR R4 resources as a C-CDA document (R2.1, Continuity of Care), for systems that read nothing else. The conversion is @medplum/ccda's; around it:
 * sections with words that a person can read, numbers as they were written, and nothing that says more than the resource did. What has no place in it is
 * named.
 */

import { append } from '@hdms/shared/append.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { decimalIn, digits } from '@hdms/shared/decimal.ts'
import { type Json, parseJson, toValue } from '@hdms/shared/documents/json.ts'
import { convertCcdaToXml, convertFhirToCcda } from '@medplum/ccda'
import { viewOf } from '../fhir/view.ts'
import { completed } from './complete.ts'
import { isNode, type Node } from './node.ts'
import { oidOf } from './systems.ts'

export interface CcdaSource {
  /** FHIR R4, JSON. */
  readonly resources: readonly string[]
  /** The HIS's identifier of the patient. */
  readonly patient: string
  /** Name of the hospital. */
  readonly custodian: string
  readonly title: string
  /** Milliseconds. */
  readonly at: number
}
export interface CcdaText {
  readonly xml: string
  /** Types of resources that have no place in it, each once. */
  readonly left: readonly string[]
}

interface Section {
  readonly code: string
  readonly title: string
  /** A CCD has it even when there is nothing to say. */
  readonly required?: boolean
}
const SECTIONS: Readonly<Record<string, Section>> = {
  allergies: { code: '48765-2', title: 'Allergies · 알레르기', required: true },
  medications: { code: '10160-0', title: 'Medications · 투약', required: true },
  problems: { code: '11450-4', title: 'Problems · 진단', required: true },
  results: { code: '30954-2', title: 'Results · 검사 결과', required: true },
  social: { code: '29762-2', title: 'Social history · 생활 습관', required: true },
  vital: { code: '8716-3', title: 'Vital signs · 활력 징후', required: true },
  immunizations: { code: '11369-6', title: 'Immunizations · 예방접종' },
  procedures: { code: '47519-4', title: 'Procedures · 처치' },
  encounters: { code: '46240-8', title: 'Encounters · 내원' },
  goals: { code: '61146-7', title: 'Goals · 목표' },
  plan: { code: '18776-5', title: 'Plan of treatment · 계획' },
}
const SECTION_OF: Readonly<Record<string, string>> = {
  AllergyIntolerance: 'allergies',
  MedicationRequest: 'medications',
  Condition: 'problems',
  DiagnosticReport: 'results',
  Immunization: 'immunizations',
  Procedure: 'procedures',
  Encounter: 'encounters',
  Goal: 'goals',
  CarePlan: 'plan',
  ServiceRequest: 'plan',
}
const CATEGORY_OF: Readonly<Record<string, string>> = { 'vital-signs': 'vital', 'social-history': 'social' }
/** What these refer to goes along with them. */
const ALONG = new Set(['Practitioner', 'PractitionerRole', 'Organization'])
const NOT_SAID = new Set(['entered-in-error', 'cancelled'])

/** @throws DOCUMENT_INVALID when a resource is no JSON */
export function writeCcda(source: CcdaSource): CcdaText {
  const exact: string[] = []
  const all = source.resources.map((text) => held(parseJson(withoutControls(text)), exact) as Node)
  const standing = all.filter((resource) => !NOT_SAID.has(String(resource['status'])))
  const given = standing.flatMap((resource) =>
    resource['resourceType'] === 'DiagnosticReport' ? [resource, ...conclusionOf(resource)] : [resource],
  )
  const ids = new Map(
    given.map((resource) => [
      referenceOf(resource),
      `${String(resource['resourceType'])}/${uuidOf(source.patient, referenceOf(resource))}`,
    ]),
  )
  const resources = given.map((resource) => fitting(resource, ids))
  const members = new Set(
    resources.flatMap((r) => [...list(r['result']), ...list(r['hasMember'])].map((m) => String((m as Node)['reference'] ?? ''))),
  )
  const placed = new Map<string, Node[]>()
  const left = new Set<string>()
  for (const resource of resources) {
    const type = String(resource['resourceType'])
    if (members.has(referenceOf(resource)) || ALONG.has(type)) continue
    const section = type === 'Observation' ? (CATEGORY_OF[categoryOf(resource)] ?? 'results') : SECTION_OF[type]
    if (section) append(placed, section, resource)
    else left.add(type)
  }
  const ccda = convertFhirToCcda(bundleOf(source, resources, placed) as unknown as Parameters<typeof convertFhirToCcda>[0])
  const xml = convertCcdaToXml(asOurs(completed(ccda, resources) as Node) as unknown as typeof ccda)
  return { xml: xml.replace(/\b9007199254(\d{6})\b/g, (whole, at: string) => exact[digits(at)] ?? whole), left: [...left].sort() }
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
const referenceOf = (resource: Node): string => `${String(resource['resourceType'])}/${String(resource['id'])}`
const categoryOf = (resource: Node): string =>
  String((list((list(resource['category'])[0] as Node | undefined)?.['coding'])[0] as Node | undefined)?.['code'] ?? '')
/** XML 1.0 has no control characters but tab and line ends. */
const withoutControls = (json: string): string => json.replace(/\\u00(?:0[0-8bcef]|1[0-9a-f])/gi, '')

/** A UUID that follows from what it is of, as CDA's II wants one. */
function uuidOf(patient: string, name: string): string {
  const h = hex(sha256(utf8(`${patient}\n${name}`)))
  return [h.slice(0, 8), h.slice(8, 12), `8${h.slice(13, 16)}`, `8${h.slice(17, 20)}`, h.slice(20, 32)].join('-')
}

/** A value whose numbers keep their digits: what a double would round is a placeholder. */
function held(json: Json, exact: string[]): unknown {
  if (json.t === 'array') return json.items.map((item) => held(item, exact))
  if (json.t === 'object') return Object.fromEntries(json.entries.map(([key, member]) => [key, held(member, exact)]))
  if (json.t !== 'number' || String(decimalIn(json.lexeme)) === json.lexeme) return toValue(json)
  exact.push(json.lexeme)
  return 9_007_199_254_000_000 + exact.length - 1
}

/** What a report concludes: a result in words. */
function conclusionOf(report: Node): Node[] {
  if (typeof report['conclusion'] !== 'string') return []
  const { id, code, effectiveDateTime, conclusion } = report
  return [
    { resourceType: 'Observation', id: `${String(id)}-conclusion`, status: 'final', code, effectiveDateTime, valueString: conclusion },
  ]
}

/** A resource in the form that the conversion knows, without losing what it says. */
function fitting(resource: Node, ids: ReadonlyMap<string, string>): Node {
  const named = walk(resource, ids) as Node
  const id = ids.get(referenceOf(resource))?.split('/')[1]
  if (resource['resourceType'] !== 'Observation') return { ...named, id }
  const value = valueInWords(named)
  const kept = value === undefined ? named : Object.fromEntries(Object.entries(named).filter(([key]) => !key.startsWith('value')))
  const laboratory = [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'laboratory' }] }]
  return { ...kept, id, ...(value === undefined ? {} : { valueString: value }), category: resource['category'] ?? laboratory }
}

const COMPARED = /^[<>]=?$/
/** The words of a value that an entry cannot hold; undefined for one that it can. */
function valueInWords(observation: Node): string | undefined {
  const quantity = observation['valueQuantity'] as Node | undefined
  if (quantity && COMPARED.test(String(quantity['comparator'] ?? '')))
    return `${String(quantity['comparator'])} ${String(quantity['value'])} ${String(quantity['unit'] ?? '')}`.trim()
  const key = Object.keys(observation).find((name) => name.startsWith('value'))
  if (!key || ['valueQuantity', 'valueCodeableConcept', 'valueString', 'valueInteger'].includes(key)) return undefined
  return viewOf(observation).value || JSON.stringify(observation[key])
}

function walk(value: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => walk(item, ids))
  if (!isNode(value)) return value
  // A concept in words alone.
  if (Object.keys(value).join() === 'text' && typeof value['text'] === 'string') return { ...value, coding: [{ display: value['text'] }] }
  const entries = Object.entries(value).map(([key, member]): [string, unknown] => {
    if (key === 'reference' && typeof member === 'string') return [key, ids.get(member) ?? member]
    // Systems by OID: the conversion drops a code whose system it does not know.
    if (key === 'coding')
      return [
        key,
        list(member).map((c) => (isNode(c) && typeof c['system'] === 'string' ? { ...c, system: `urn:oid:${oidOf(c['system'])}` } : c)),
      ]
    return [key, walk(member, ids)]
  })
  return Object.fromEntries(entries)
}

function bundleOf(
  { patient, custodian, title, at }: CcdaSource,
  resources: readonly Node[],
  placed: ReadonlyMap<string, readonly Node[]>,
): object {
  const byReference = new Map(resources.map((resource) => [referenceOf(resource), resource]))
  const hospital = { resourceType: 'Organization', id: uuidOf(patient, custodian), name: custodian }
  const person = {
    resourceType: 'Patient',
    id: uuidOf(patient, 'patient'),
    identifier: [{ system: `urn:oid:${oidOf(custodian)}`, value: patient }],
  }
  const section = Object.entries(SECTIONS)
    .filter(([name, { required }]) => required || placed.has(name))
    .map(([name, { code, title: heading }]) => {
      const inside = placed.get(name) ?? []
      return {
        title: heading,
        code: { coding: [{ system: 'http://loinc.org', code }] },
        text: { status: 'generated', div: narrative(inside.flatMap((resource) => [resource, ...membersOf(resource, byReference)])) },
        entry: inside.map((resource) => ({ reference: referenceOf(resource) })),
      }
    })
  const composition = {
    resourceType: 'Composition',
    id: uuidOf(patient, `${title} ${at}`),
    language: 'ko-KR',
    title,
    date: new Date(at).toISOString(),
    confidentiality: 'N',
    author: [{ reference: referenceOf(hospital) }],
    custodian: { reference: referenceOf(hospital) },
    section,
  }
  return {
    resourceType: 'Bundle',
    type: 'document',
    entry: [composition, person, hospital, ...resources].map((resource) => ({ resource })),
  }
}

/** What a report or a panel is made of. */
function membersOf(resource: Node, byReference: ReadonlyMap<string, Node>): Node[] {
  const references = [...list(resource['result']), ...list(resource['hasMember'])].map((m) => String((m as Node)['reference']))
  return references.map((reference) => byReference.get(reference)).filter((member) => member !== undefined)
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** What a person reads: in CDA the words are what is attested. */
function narrative(resources: readonly Node[]): string {
  if (resources.length === 0) return '<div xmlns="http://www.w3.org/1999/xhtml"><paragraph>No information · 정보 없음</paragraph></div>'
  const cells = (tag: string, texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('')}</tr>`
  const rows = resources.map((resource) => {
    const { title, value, date, status } = viewOf(resource)
    return cells('td', [title, value, date, status])
  })
  const head = cells('th', ['Item · 항목', 'Value · 값', 'Date · 날짜', 'Status · 상태'])
  return `<div xmlns="http://www.w3.org/1999/xhtml"><table><thead>${head}</thead><tbody>${rows.join('')}</tbody></table></div>`
}

/** Who wrote it: this software, for the hospital. Who the patient is the HIS knows: the document names the identifier. */
function asOurs(document: Node): Node {
  for (const author of list(document['author'])) {
    const assigned = (author as Node)['assignedAuthor'] as Node
    assigned['assignedAuthoringDevice'] = { manufacturerModelName: 'HDMS', softwareName: 'HDMS' }
  }
  const unknown = { '@_nullFlavor': 'UNK' }
  for (const target of list(document['recordTarget'])) {
    const role = (target as Node)['patientRole'] as Node
    role['patient'] = { name: [unknown], administrativeGenderCode: unknown, birthTime: unknown, ...(role['patient'] as Node) }
  }
  return document
}
