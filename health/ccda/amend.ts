/**
 * What the conversion gets wrong or leaves out of a statement, put right from the statement itself: above all negation (a person who does not have
 * diabetes, a vaccine that was refused), how a result stands and how it is to be read, times of procedures, what an allergy is to.
 */
import { decimalIn } from '@hdms/shared/decimal.ts'
import { mapCcdaCodeToCodeableConcept } from '@medplum/ccda'
import { array, attribute, isNode, type Node } from './node.ts'

const STATEMENTS = new Set(['act', 'encounter', 'observation', 'organizer', 'procedure', 'substanceAdministration'])
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i
const traceOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/**
 * Gives every statement of a parsed C-CDA an id, in place, which becomes that of the resource made of it.
 * @returns statements by that id
 */
export function traced(root: unknown): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>()
  const walk = (node: unknown, name: string): void => {
    if (Array.isArray(node)) for (const item of node) walk(item, name)
    if (!isNode(node)) return
    if (STATEMENTS.has(name)) {
      const id = traceOf(found.size)
      node['id'] = [{ '@_root': id }, ...array(node['id'])]
      found.set(id, node)
    }
    for (const [key, member] of Object.entries(node)) if (typeof member === 'object') walk(member, key)
  }
  walk(root, '')
  return found
}

/**
 * Puts statements where the conversion looks for them, in place: a concern may hold several findings, and it takes the first; diagnoses and medicines of
 * a stay (admission, discharge, before and after an operation) have sections of their own, and it knows only the lists of problems and medicines.
 */
export function findable(document: Node): void {
  const [body] = array(document['component']).flatMap((component) => array(component['structuredBody']))
  if (!body) return
  const [diagnoses, medicines]: [Node[], Node[]] = [[], []]
  for (const section of array(body['component']).flatMap((component) => array(component['section']))) {
    if (section['entry'] === undefined) continue
    const entries = array(section['entry']).flatMap(apart)
    diagnoses.push(...entries.filter(isDiagnosis))
    medicines.push(...entries.filter(isMedicine).flatMap(medicinesIn))
    section['entry'] = entries.filter((entry) => !isDiagnosis(entry) && !isMedicine(entry))
  }
  for (const [section, entry] of [
    [PROBLEMS, diagnoses],
    [MEDICINES, medicines],
  ] as const)
    if (entry.length > 0) body['component'] = [...array(body['component']), { section: [{ ...section, entry }] }]
}

function medicinesIn(entry: Node): Node[] {
  const inside = array(entry['act'])
    .flatMap((act) => array(act['entryRelationship']))
    .flatMap((r) => array(r['substanceAdministration']))
  return inside.map((substanceAdministration) => ({ substanceAdministration: [substanceAdministration] }))
}

const TEMPLATES = '2.16.840.1.113883.10.20.22.'
const sectionOf = (template: string, code: string): Node => ({
  templateId: [{ '@_root': `${TEMPLATES}${template}` }],
  code: { '@_code': code, '@_codeSystem': '2.16.840.1.113883.6.1' },
})
const PROBLEMS = sectionOf('2.5.1', '11450-4')
const MEDICINES = sectionOf('2.1.1', '10160-0')
const among = (node: unknown, templates: readonly string[]): boolean =>
  array((node as Node | undefined)?.['templateId']).some((t) => templates.some((template) => attribute(t, 'root') === TEMPLATES + template))
/** Hospital admission, discharge, preoperative and postprocedure diagnosis. */
const isDiagnosisAct = (act: unknown): boolean => among(act, ['4.34', '4.33', '4.65', '4.51'])
/** Discharge and admission medication. */
const isMedicine = (entry: Node): boolean => array(entry['act']).some((act) => among(act, ['4.35', '4.36']))
const isDiagnosis = (entry: Node): boolean => array(entry['act']).some(isDiagnosisAct)

function apart(entry: Node): Node[] {
  const [act] = array(entry['act'])
  const relations = array(act?.['entryRelationship'])
  const findings = relations.filter((r) => attribute(r, 'typeCode') === 'SUBJ' && r['observation'] !== undefined)
  if (!act || findings.length < 2) return [entry]
  const rest = relations.filter((r) => !findings.includes(r))
  // The concern's own id stays with the first: two concerns are not one.
  return findings.map((finding, n) => ({
    ...entry,
    act: [{ ...act, ...(n > 0 ? { id: [] } : {}), entryRelationship: [finding, ...rest] }],
  }))
}

/** @returns undefined for a resource that would say what the statement denies */
export function amended(resource: Node, statements: ReadonlyMap<string, Node>): Node | undefined {
  const source = statements.get(String(resource['id']))
  if (!source) return resource
  const own = { ...resource, ...identifiers(resource, source) }
  const change = BY_TYPE[String(resource['resourceType'])]
  return change ? change(own, source) : own
}

/** An id that is a UUID alone is kept as one: the conversion made it the resource's own. */
function identifiers(resource: Node, source: Node): Node {
  const uuids = array(source['id'])
    .slice(1)
    .flatMap((id) => (UUID.test(attribute(id, 'root')) && !attribute(id, 'extension') ? [attribute(id, 'root').toLowerCase()] : []))
  const all = [...array(resource['identifier']), ...uuids.map((uuid) => ({ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuid}` }))]
  return all.length > 0 ? { identifier: all } : {}
}

const negated = (node: unknown): boolean => attribute(node, 'negationInd') === 'true'
const concept = (code: unknown): object | undefined => {
  const found = mapCcdaCodeToCodeableConcept(code as Parameters<typeof mapCcdaCodeToCodeableConcept>[0])
  return found && Object.keys(found).length > 0 ? found : undefined
}
const coded = (system: string, code: string, display?: string): object => ({
  coding: [{ system, code, ...(display ? { display } : {}) }],
  ...(display ? { text: display } : {}),
})
/** A time as the conversion writes it. */
const time = (text: string): string | undefined => {
  const [, y, m, d] = /^(3\d{3})(\d\d)(\d\d)000000\+0000$/.exec(text) ?? []
  return y ? `${y}-${m}-${d}T00:00:00+00:00` : undefined
}
const when = (source: Node): { at: string | undefined; from: string | undefined; to: string | undefined } => {
  const [own] = array(source['effectiveTime'])
  return { at: time(attribute(own, 'value')), from: time(attribute(own?.['low'], 'value')), to: time(attribute(own?.['high'], 'value')) }
}
/** The statement inside an act that says what it is about. */
const subjectOf = (act: Node): Node | undefined =>
  array(act['entryRelationship'])
    .filter((r) => attribute(r, 'typeCode') === 'SUBJ')
    .flatMap((r) => array(r['observation']))[0]

const SCT = 'http://snomed.info/sct'
const CATEGORIES = 'http://terminology.hl7.org/CodeSystem/condition-category'
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status'
const ALLERGY_CLINICAL = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical'
const ALLERGY_VERIFICATION = 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification'

/** statusCode (ActStatus) of a result. */
const STATUS: Readonly<Record<string, string>> = {
  active: 'preliminary',
  held: 'registered',
  suspended: 'registered',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  nullified: 'entered-in-error',
}

const BY_TYPE: Readonly<Record<string, (resource: Node, source: Node) => Node | undefined>> = {
  Observation(resource, source) {
    // A finding that is denied has no form among results.
    if (negated(source)) return undefined
    const { at, from, to } = when(source)
    const interpretation = array(source['interpretationCode']).flatMap((code) => interpreted(attribute(code, 'code')))
    const method = concept(array(source['methodCode'])[0])
    const site = concept(array(source['targetSiteCode'])[0])
    return {
      ...resource,
      status: STATUS[attribute(source['statusCode'], 'code')] ?? resource['status'],
      ...(!at && (from || to) && !resource['effectiveDateTime'] ? { effectivePeriod: { start: from, end: to } } : {}),
      ...(interpretation.length > 0 ? { interpretation } : {}),
      ...(method ? { method } : {}),
      ...(site ? { bodySite: site } : {}),
    }
  },
  Condition(resource, source) {
    const statement = subjectOf(source) ?? source
    const own = isDiagnosisAct(source)
      ? { ...resource, category: [coded(CATEGORIES, 'encounter-diagnosis', 'Encounter Diagnosis')] }
      : resource
    if (!negated(statement)) return own
    // Denying any problem at all: none is known (C-CDA on FHIR).
    if (attribute(statement['value'], 'code') === '55607006')
      return { ...own, code: coded(SCT, '160245001', 'No current problems or disability') }
    return { ...own, clinicalStatus: undefined, verificationStatus: coded(VERIFICATION, 'refuted') }
  },
  AllergyIntolerance(resource, source) {
    const statement = subjectOf(source)
    const kind = attribute(statement?.['value'], 'code')
    const own = {
      ...resource,
      category: CATEGORY[kind] ? [CATEGORY[kind]] : undefined,
      type: INTOLERANCE.has(kind) ? 'intolerance' : 'allergy',
    }
    if (!negated(statement)) return own
    const substance = array(array(array(statement?.['participant'])[0]?.['participantRole'])[0]?.['playingEntity'])[0]?.['code']
    if (attribute(substance, 'code'))
      return { ...own, clinicalStatus: coded(ALLERGY_CLINICAL, 'inactive'), verificationStatus: coded(ALLERGY_VERIFICATION, 'refuted') }
    return { ...own, code: NONE_KNOWN[kind] ?? coded(SCT, '716186003', 'No known allergy') }
  },
  Immunization(resource, source) {
    const reason = array(source['entryRelationship'])
      .flatMap((r) => array(r['observation']))
      .find((o) => array(o['templateId']).some((t) => attribute(t, 'root') === '2.16.840.1.113883.10.20.22.4.53'))
    const route = concept(source['routeCode'])
    const dose = quantity(source['doseQuantity'])
    return {
      ...resource,
      ...(dose ? { doseQuantity: dose } : {}),
      ...(negated(source) ? { status: 'not-done' } : {}),
      ...(reason ? { statusReason: concept(array(reason['code'])[0]) } : {}),
      ...(route ? { route } : {}),
    }
  },
  Procedure(resource, source) {
    const { at } = when(source)
    const status = negated(source) ? { status: 'not-done' } : {}
    return { ...resource, ...status, ...reasons(source), ...(at && !resource['performedPeriod'] ? { performedDateTime: at } : {}) }
  },
  MedicationRequest(resource, source) {
    const [dosage = {}] = array(resource['dosageInstruction'])
    const [dose, rate] = [quantity(source['doseQuantity']), quantity(source['rateQuantity'])]
    const doseAndRate = [{ ...(dose ? { doseQuantity: dose } : {}), ...(rate ? { rateQuantity: rate } : {}) }]
    // The conversion gives every dose in [IU], whatever its unit.
    const dosageInstruction = [{ ...dosage, doseAndRate, ...(source['precondition'] === undefined ? {} : { asNeededBoolean: true }) }]
    return {
      ...resource,
      ...reasons(source),
      dosageInstruction,
      ...(negated(source) ? { doNotPerform: true } : {}),
      // What happened is told here, and ordered elsewhere.
      ...(attribute(source, 'moodCode') === 'EVN' ? { reportedBoolean: true } : {}),
    }
  },
  Encounter(resource, source) {
    const { at } = when(source)
    const happened = attribute(source, 'moodCode') === 'EVN' && resource['status'] === 'unknown'
    return {
      ...resource,
      // What kind of visit it was is its type; the conversion takes that for the class too.
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK', display: 'unknown' },
      ...(happened ? { status: 'finished' } : {}),
      ...(at && !resource['period'] ? { period: { start: at } } : {}),
      ...(negated(source) ? { status: 'cancelled' } : {}),
    }
  },
}

/** A PQ, in its own unit; one without a unit counts tablets or puffs. */
function quantity(node: unknown): object | undefined {
  const [value, unit] = [attribute(node, 'value'), attribute(node, 'unit')]
  const read = decimalIn(value)
  if (read === undefined) return undefined
  const said = unit === '' || unit === '1' ? {} : { unit, system: 'http://unitsofmeasure.org', code: unit }
  return { value: read, ...said }
}

/** Indications. */
function reasons(source: Node): Node {
  const reasonCode = array(source['entryRelationship'])
    .filter((r) => attribute(r, 'typeCode') === 'RSON')
    .flatMap((r) => array(r['observation']))
    .flatMap((o) => concept(o['value']) ?? [])
  return reasonCode.length > 0 ? { reasonCode } : {}
}

const INTERPRETATIONS = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'
const interpreted = (code: string): object[] => (code ? [{ coding: [{ system: INTERPRETATIONS, code }] }] : [])

/** Kinds of allergy (value of the allergy observation) and FHIR's category. */
const CATEGORY: Readonly<Record<string, string>> = {
  '414285001': 'food',
  '418471000': 'food',
  '235719002': 'food',
  '416098002': 'medication',
  '419511003': 'medication',
  '59037007': 'medication',
  '426232007': 'environment',
  '232347008': 'environment',
}
const INTOLERANCE = new Set(['235719002', '59037007'])
const NONE_KNOWN: Readonly<Record<string, object>> = {
  '416098002': coded(SCT, '409137002', 'No known drug allergy'),
  '414285001': coded(SCT, '429625007', 'No known food allergy'),
  '426232007': coded(SCT, '428607008', 'No known environmental allergy'),
}
