/**
 * What the conversion gets wrong or leaves out of a statement, put right from the statement itself: above all negation (a person who does not have
 * diabetes, a vaccine that was refused) and plans (an operation that is to come), values, how a result stands and how it is to be read, times of
 * procedures, what an allergy is to.
 */
import { allergy } from './allergy.ts'
import { dosage, medicineOf } from './dosage.ts'
import { array, attribute, type Node } from './node.ts'
import { coded, negated, related, standing } from './parts.ts'
import { happened, hasTemplate, isDiagnosis } from './place.ts'
import { boundsOf, conceptOf, quantityOf, type Reading, readValue, timeOf, wordsOf } from './values.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** @returns undefined for a resource that would say what the statement denies */
export function amended(resource: Node, statements: ReadonlyMap<string, Node>, reading: Reading): Node | undefined {
  const source = statements.get(String(resource['id']))
  if (!source) return resource
  const own = { ...resource, ...identifiers(resource, source), ...named(resource, source) }
  const change = BY_TYPE[String(resource['resourceType'])]
  const right = change ? change(own, source, reading) : own
  return right && PLANNED.has(String(right['resourceType'])) && !happened(source) ? planned(right, source) : right
}

/** An id that is a UUID alone is kept as one: the conversion made it the resource's own. */
function identifiers(resource: Node, source: Node): Node {
  const uuids = array(source['id'])
    .slice(1)
    .flatMap((id) => (UUID.test(attribute(id, 'root')) && !attribute(id, 'extension') ? [attribute(id, 'root').toLowerCase()] : []))
  const all = [...array(resource['identifier']), ...uuids.map((uuid) => ({ system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuid}` }))]
  return all.length > 0 ? { identifier: all } : {}
}

/** What a statement is called; its sender's own words are the text (C-CDA on FHIR), and the code system's stay with the code. */
const NAMES: Readonly<Record<string, (source: Node) => unknown>> = {
  Observation: (source) => source['code'],
  Procedure: (source) => source['code'],
  Condition: (source) => (related(source, 'SUBJ')[0] ?? source)['value'],
}
function named(resource: Node, source: Node): Node {
  const [concept] = array(NAMES[String(resource['resourceType'])]?.(source))
  const words = concept?.['originalText']
  return typeof words === 'string' && words.length <= LONGEST_NAME ? { code: { ...(resource['code'] as Node), text: words } } : {}
}
const LONGEST_NAME = 200

const when = (source: Node): { at: string | undefined; from: string | undefined; to: string | undefined } => {
  const [own] = array(source['effectiveTime'])
  return {
    at: timeOf(attribute(own, 'value')),
    from: timeOf(attribute(own?.['low'], 'value')),
    to: timeOf(attribute(own?.['high'], 'value')),
  }
}
const periodOf = ({ from, to }: { from: string | undefined; to: string | undefined }): Node | undefined =>
  from || to ? { ...(from ? { start: from } : {}), ...(to ? { end: to } : {}) } : undefined
const SCT = 'http://snomed.info/sct'
const CATEGORIES = 'http://terminology.hl7.org/CodeSystem/condition-category'
const VERIFICATION = 'http://terminology.hl7.org/CodeSystem/condition-ver-status'
const CLINICAL = 'http://terminology.hl7.org/CodeSystem/condition-clinical'
const INTERPRETATIONS = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'

/** statusCode (ActStatus) of a result. */
const STATUS: Readonly<Record<string, string>> = {
  active: 'preliminary',
  held: 'registered',
  suspended: 'registered',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  nullified: 'entered-in-error',
}
type Change = (resource: Node, source: Node, reading: Reading) => Node | undefined
const BY_TYPE: Readonly<Record<string, Change>> = {
  Observation(resource, source, reading) {
    // A finding that is denied has no form among results.
    if (negated(source)) return undefined
    const interpretation = array(source['interpretationCode']).flatMap((code) => interpreted(attribute(code, 'code')))
    const method = conceptOf(array(source['methodCode'])[0])
    const site = conceptOf(array(source['targetSiteCode'])[0])
    const period = periodOf(when(source))
    const ranges = array(source['referenceRange']).flatMap((range) => rangeOf(array(range['observationRange'])[0], reading))
    return {
      ...withoutValues(resource),
      ...valuesOf(source, reading),
      status: STATUS[attribute(source['statusCode'], 'code')] ?? resource['status'],
      ...(!when(source).at && period && !resource['effectiveDateTime'] ? { effectivePeriod: period } : {}),
      ...(interpretation.length > 0 ? { interpretation } : {}),
      ...(method ? { method } : {}),
      ...(site ? { bodySite: site } : {}),
      referenceRange: ranges.length > 0 ? ranges : undefined,
    }
  },
  Condition(resource, source) {
    const [statement = source] = related(source, 'SUBJ')
    const { at } = when(statement)
    const status = standing(statement, '4.6')
    const own = {
      ...resource,
      ...(at && !resource['onsetDateTime'] ? { onsetDateTime: at } : {}),
      ...(status ? { clinicalStatus: coded(CLINICAL, status) } : {}),
      ...(isDiagnosis(source) ? { category: [coded(CATEGORIES, 'encounter-diagnosis', 'Encounter Diagnosis')] } : {}),
    }
    if (!negated(statement)) return own
    // Denying any problem at all: none is known (C-CDA on FHIR).
    if (attribute(array(statement['value'])[0], 'code') === '55607006')
      return { ...own, code: coded(SCT, '160245001', 'No current problems or disability') }
    return { ...own, clinicalStatus: undefined, verificationStatus: coded(VERIFICATION, 'refuted') }
  },
  AllergyIntolerance: allergy,
  Immunization(resource, source, reading) {
    const reason = array(source['entryRelationship'])
      .flatMap((r) => array(r['observation']))
      .find((o) => hasTemplate(o, '4.53'))
    const route = conceptOf(source['routeCode'])
    const dose = quantityOf(source['doseQuantity'], reading)
    const { from, to } = when(source)
    const occurred = resource['occurrenceDateTime'] ?? from ?? to
    return {
      ...resource,
      vaccineCode: resource['vaccineCode'] ?? medicineOf(source, reading),
      ...(occurred ? { occurrenceDateTime: occurred } : { occurrenceString: 'unknown' }),
      ...(dose && !dose['comparator'] ? { doseQuantity: dose } : {}),
      ...(negated(source) ? { status: 'not-done' } : {}),
      ...(reason ? { statusReason: conceptOf(array(reason['code'])[0]) } : {}),
      ...(route ? { route } : {}),
    }
  },
  Procedure(resource, source) {
    const { at } = when(source)
    const status = negated(source) ? { status: 'not-done' } : {}
    const period = periodOf(when(source))
    const performed = resource['performedPeriod'] ?? period
    return {
      ...resource,
      ...status,
      ...reasons(source),
      ...(at ? { performedDateTime: at } : performed ? { performedPeriod: performed } : {}),
    }
  },
  MedicationRequest(resource, source, reading) {
    return {
      ...resource,
      ...reasons(source),
      ...dosage(resource, source, reading),
      // A plan is no order.
      ...(hasTemplate(source, '4.42', '4.120') ? { intent: 'plan' } : {}),
      ...(negated(source) ? { doNotPerform: true } : {}),
      // What happened is told here, and ordered elsewhere.
      ...(attribute(source, 'moodCode') === 'EVN' ? { reportedBoolean: true } : {}),
    }
  },
  Encounter(resource, source) {
    const { at } = when(source)
    const status = happened(source) ? (resource['status'] === 'unknown' ? 'finished' : resource['status']) : 'planned'
    return {
      ...resource,
      // What kind of visit it was is its type; the conversion takes that for the class too.
      class: { system: 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor', code: 'UNK', display: 'unknown' },
      status: negated(source) ? 'cancelled' : status,
      ...(at && !resource['period'] ? { period: { start: at } } : {}),
    }
  },
}

/** What is to come was not done, and not found. */
const PLANNED = new Set(['Observation', 'Procedure'])
/** moodCode: what is ordered, and what is only meant. */
const INTENT: Readonly<Record<string, string>> = { RQO: 'order', PRP: 'proposal' }
const REQUEST_STATUS: Readonly<Record<string, string>> = {
  completed: 'completed',
  aborted: 'revoked',
  cancelled: 'revoked',
  suspended: 'on-hold',
  held: 'on-hold',
  nullified: 'entered-in-error',
}

function planned({ id, identifier, code, subject, extension, reasonCode }: Node, source: Node): Node {
  const { at } = when(source)
  const period = periodOf(when(source))
  return {
    resourceType: 'ServiceRequest',
    id,
    identifier,
    extension,
    status: REQUEST_STATUS[attribute(source['statusCode'], 'code')] ?? 'active',
    intent: INTENT[attribute(source, 'moodCode')] ?? 'plan',
    ...(negated(source) ? { doNotPerform: true } : {}),
    code,
    subject,
    reasonCode,
    ...(at ? { occurrenceDateTime: at } : period ? { occurrencePeriod: period } : {}),
  }
}

const withoutValues = (resource: Node): Node => Object.fromEntries(Object.entries(resource).filter(([key]) => !/^_?value/.test(key)))

/** A result has one value; one that says more in others names them. */
function valuesOf(source: Node, reading: Reading): Node {
  const [value, ...others] = array(source['value'])
  if (others.length > 0) reading.leave('further values of a result')
  return value ? readValue(value, reading) : {}
}

/** FHIR's bounds of a range are within it: an open one has words. */
function rangeOf(range: Node | undefined, reading: Reading): Node[] {
  const [value] = array(range?.['value'])
  const bounds = boundsOf(value, reading)
  const [low, high] = [bounds?.low, bounds?.high]
  const open = low?.comparator === '>' || high?.comparator === '<'
  const numbers = {
    ...(low?.quantity && !low.quantity['comparator'] && low.comparator === '>=' ? { low: low.quantity } : {}),
    ...(high?.quantity && !high.quantity['comparator'] && high.comparator === '<=' ? { high: high.quantity } : {}),
  }
  const unread = [low, high].some((bound) => bound && !bound.quantity)
  const text = [wordsOf(range?.['text'], reading), bounds ? (open || unread ? bounds.words : '') : rangeWords(value, reading)]
  const words = [...new Set(text.filter(Boolean))].join('; ')
  const meaning = interpreted(attribute(array(range?.['interpretationCode'])[0], 'code'))[0]
  const said = { ...numbers, ...(words ? { text: words } : {}) }
  return Object.keys(said).length > 0 ? [{ ...said, ...(meaning ? { type: meaning } : {}) }] : []
}

/** A range that is no interval: a concept, words, a number. */
function rangeWords(value: Node | undefined, reading: Reading): string {
  if (!value) return ''
  const { valueString, valueCodeableConcept } = readValue(value, reading)
  if (typeof valueString === 'string') return valueString
  const { text, coding } = (valueCodeableConcept ?? {}) as { text?: string; coding?: { display?: string; code?: string }[] }
  const [first] = coding ?? []
  return text ?? first?.display ?? first?.code ?? [attribute(value, 'value'), attribute(value, 'unit')].filter(Boolean).join(' ')
}

/** Indications. */
function reasons(source: Node): Node {
  const reasonCode = related(source, 'RSON').flatMap((o) => conceptOf(array(o['value'])[0]) ?? [])
  return reasonCode.length > 0 ? { reasonCode } : {}
}

const interpreted = (code: string): object[] => (code ? [{ coding: [{ system: INTERPRETATIONS, code }] }] : [])
