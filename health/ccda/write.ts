/**
 * FHIR R4 resources as a C-CDA document (R2.1, Continuity of Care), for systems that read nothing else: sections with words that a person can read,
 * entries that conform to the templates they name (judged by HL7's Schematron, testing/peers/ccda), numbers as they were written, and nothing that says
 * more than the resource did. What has no place in it is named.
 */
import { append } from '@hdms/shared/append.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { exactOf } from '@hdms/shared/documents/exact.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { resolverOf } from '../fhir/view.ts'
import { isNode, type Node } from './node.ts'
import { carePlan, encounter, goal, isToCome, procedure, request } from './writing/care.ts'
import { allergy, isUnsure, problem } from './writing/concerns.ts'
import { code, hl7Time, nodes, text, timeOf } from './writing/datatypes.ts'
import { type Element, el, written } from './writing/element.ts'
import { header } from './writing/header.ts'
import { immunization, isPlanned, medicine } from './writing/medicines.ts'
import { narrative } from './writing/narrative.ts'
import { isSocial, isVital, results, social, vitals } from './writing/results.ts'
import { codeOf, LOINC, template, type Writing } from './writing/statement.ts'

export interface CcdaSource {
  /** FHIR R4, JSON. A Patient among them says who it is about. */
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
  /** Types of resources, and members of some, that have no place in it, each once. */
  readonly left: readonly string[]
}

type Entry = (w: Writing, resource: Node) => Element | readonly Element[]
interface Section {
  readonly templates: readonly Element[]
  readonly code: string
  readonly title: string
  readonly entry: Entry
  /** A CCD has it even when there is nothing to say. */
  readonly required?: boolean
}
const SECTIONS: Readonly<Record<string, Section>> = {
  allergies: section('2.6.1', '2015-08-01', '48765-2', 'Allergies · 알레르기', allergy, true),
  medications: section('2.1.1', '2014-06-09', '10160-0', 'Medications · 투약', medicine, true),
  problems: section('2.5.1', '2015-08-01', '11450-4', 'Problems · 진단', problem as Entry, true),
  results: section('2.3.1', '2015-08-01', '30954-2', 'Results · 검사 결과', results, true),
  social: section('2.17', '2015-08-01', '29762-2', 'Social history · 생활 습관', social, true),
  vital: section('2.4.1', '2015-08-01', '8716-3', 'Vital signs · 활력 징후', vitals, true),
  immunizations: section('2.2.1', '2015-08-01', '11369-6', 'Immunizations · 예방접종', immunization),
  procedures: section('2.7.1', '2014-06-09', '47519-4', 'Procedures · 처치', procedure),
  encounters: section('2.22.1', '2015-08-01', '46240-8', 'Encounters · 내원', encounter),
  goals: section('2.60', undefined, '61146-7', 'Goals · 목표', goal),
  plan: section('2.10', '2014-06-09', '18776-5', 'Plan of treatment · 계획', meant),
}

function section(id: string, version: string | undefined, loinc: string, title: string, entry: Entry, required = false): Section {
  return { templates: template(id, version), code: loinc, title, entry, required }
}

/** What is to come. */
function meant(w: Writing, resource: Node): Element {
  switch (resource['resourceType']) {
    case 'CarePlan':
      return carePlan(w, resource)
    case 'ServiceRequest':
      return request(w, resource)
    case 'Procedure':
      return procedure(w, resource)
    case 'Encounter':
      return encounter(w, resource)
    default:
      return medicine(w, resource)
  }
}

/** What these refer to goes along with them. */
const ALONG = new Set(['Practitioner', 'PractitionerRole', 'Organization', 'Patient', 'Medication'])
const NOT_SAID = new Set(['entered-in-error', 'cancelled', 'revoked', 'not-started'])
const MISTAKEN = 'entered-in-error'
const stands = (resource: Node): boolean => !NOT_SAID.has(text(resource['status'])) && codeOf(resource['verificationStatus']) !== MISTAKEN

/** @throws DOCUMENT_INVALID when a resource is no JSON */
export function writeCcda(source: CcdaSource): CcdaText {
  const given = source.resources.map((json) => exactOf(parseJson(json))).filter(isNode)
  const resources = given.filter(stands)
  const find = resolverOf(resources)
  const left = new Set<string>()
  const w = writing(
    source.patient,
    (reference) => (typeof reference === 'string' ? (find(reference) as Node | undefined) : undefined),
    left,
  )
  const members = new Set(
    resources.flatMap((one) => [...nodes(one['result']), ...nodes(one['hasMember'])]).map((one) => w.resolve(one['reference'])),
  )
  const placed = new Map<string, Node[]>()
  for (const resource of resources) {
    if (members.has(resource) || ALONG.has(text(resource['resourceType']))) continue
    const name = placeOf(w, resource)
    if (name === undefined) left.add(text(resource['resourceType']))
    else append(placed, name, resource)
  }
  const body = Object.entries(SECTIONS).flatMap(([name, one]) => {
    const inside = placed.get(name) ?? []
    return one.required || inside.length > 0
      ? [
          el(
            'component',
            {},
            sectionOf(w, one, inside, (reference) => find(reference)),
          ),
        ]
      : []
  })
  const document = el(
    'ClinicalDocument',
    { xmlns: 'urn:hl7-org:v3', 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance', 'xmlns:sdtc': 'urn:hl7-org:sdtc' },
    header({
      id: w.uuid(`${source.title} ${source.at}`),
      title: source.title,
      at: new Date(source.at).toISOString().replace(/\.\d+/, ''),
      from: earliest(resources),
      custodian: source.custodian,
      custodianId: w.uuid(source.custodian),
      patient: source.patient,
      person: given.find((one) => one['resourceType'] === 'Patient'),
    }),
    el('component', {}, el('structuredBody', {}, body)),
  )
  return { xml: `<?xml version="1.0" encoding="UTF-8"?>\n${written(document)}\n`, left: [...left].sort() }
}

function writing(patient: string, resolve: Writing['resolve'], left: Set<string>): Writing {
  const names = new Map<Node, string>()
  return {
    resolve,
    uuid: (name) => uuidOf(patient, name),
    words: (resource) => {
      const name = names.get(resource) ?? `w${names.size + 1}`
      names.set(resource, name)
      return name
    },
    leave: (what) => void left.add(what),
  }
}

const SECTION_OF: Readonly<Record<string, string>> = {
  AllergyIntolerance: 'allergies',
  MedicationRequest: 'medications',
  MedicationStatement: 'medications',
  Condition: 'problems',
  DiagnosticReport: 'results',
  Immunization: 'immunizations',
  Procedure: 'procedures',
  Encounter: 'encounters',
  Goal: 'goals',
}

/** @returns undefined for what has no place */
function placeOf(w: Writing, resource: Node): string | undefined {
  const type = text(resource['resourceType'])
  switch (type) {
    case 'Observation':
      if (isVital(w, resource)) return 'vital'
      return isSocial(w, resource) ? 'social' : 'results'
    case 'Condition':
      return isUnsure(resource) ? undefined : 'problems'
    case 'MedicationRequest':
    case 'Procedure':
    case 'Encounter':
      return isPlanned(resource) || isToCome(resource) ? 'plan' : SECTION_OF[type]
    case 'ServiceRequest':
      return resource['status'] === 'completed' ? undefined : 'plan'
    case 'CarePlan':
      return 'plan'
    default:
      return SECTION_OF[type]
  }
}

function sectionOf(w: Writing, one: Section, inside: readonly Node[], resolve: (reference: string) => unknown): Element {
  const entries = inside.flatMap((resource) => one.entry(w, resource))
  return el(
    'section',
    { nullFlavor: inside.length === 0 ? 'NI' : undefined },
    one.templates,
    code('code', one.code, LOINC),
    el('title', {}, one.title),
    narrative(
      inside.flatMap((resource) => [resource, ...membersOf(w, resource, new Set([resource]))]),
      w.words,
      resolve,
    ),
    entries.map((entry) => el('entry', {}, entry)),
  )
}

/** What a report or a panel is made of, to any depth. */
function membersOf(w: Writing, resource: Node, seen: Set<Node>): Node[] {
  return [...nodes(resource['result']), ...nodes(resource['hasMember'])].flatMap((one) => {
    const member = w.resolve(one['reference'])
    if (!member || seen.has(member)) return []
    seen.add(member)
    return [member, ...membersOf(w, member, seen)]
  })
}

const FIELDS = ['effective', 'performed', 'occurrence', 'onset'] as const
/** Day of the earliest that is told. */
function earliest(resources: readonly Node[]): string {
  const days = resources.flatMap((one) => FIELDS.map((field) => timeOf(one, field)).map(({ at, from }) => (at || from).slice(0, 10)))
  return days.filter(Boolean).sort((a, b) => (hl7Time(a) < hl7Time(b) ? -1 : 1))[0] ?? ''
}

/** A UUID that follows from what it is of, as CDA's II wants one. */
function uuidOf(patient: string, name: string): string {
  const h = hex(sha256(utf8(`${patient}\n${name}`)))
  return [h.slice(0, 8), h.slice(8, 12), `8${h.slice(13, 16)}`, `8${h.slice(17, 20)}`, h.slice(20, 32)].join('-')
}
