/** Medicines and vaccines as C-CDA's substance administrations. */

import { decimalIn } from '@hdms/shared/decimal.ts'
import { lexemeOf } from '@hdms/shared/documents/exact.ts'
import type { Node } from '../node.ts'
import { code, concept, list, node, nodes, quantity, range, span, text, time, timeOf } from './datatypes.ts'
import { type Child, type Element, el } from './element.ts'
import {
  assertion,
  author,
  first,
  ids,
  LOINC,
  observation,
  performers,
  related,
  SNOMED,
  status,
  template,
  type Writing,
  wordsOf,
} from './statement.ts'

const STATUS: Readonly<Record<string, string>> = {
  active: 'active',
  intended: 'active',
  unknown: 'active',
  draft: 'active',
  completed: 'completed',
  'on-hold': 'suspended',
  stopped: 'aborted',
  cancelled: 'aborted',
  'not-taken': 'completed',
}

/** What nobody ordered yet. */
export const isPlanned = (resource: Node): boolean =>
  ['proposal', 'plan', 'option'].includes(text(resource['intent'])) ||
  (resource['resourceType'] === 'MedicationRequest' && resource['status'] === 'draft')

/** MedicationRequest and MedicationStatement. */
export function medicine(w: Writing, resource: Node): Element {
  const stated = resource['resourceType'] === 'MedicationStatement'
  const planned = isPlanned(resource)
  const taken = stated || resource['reportedBoolean'] === true
  const [dosage = {}, ...others] = nodes(resource['dosageInstruction'] ?? resource['dosage'])
  if (others.length > 0) w.leave(`${text(resource['resourceType'])}.dosage (further)`)
  const [dose = {}] = nodes(dosage['doseAndRate'])
  const denied = resource['doNotPerform'] === true || resource['status'] === 'not-taken'
  return el(
    'substanceAdministration',
    { classCode: 'SBADM', moodCode: planned || !taken ? 'INT' : 'EVN', negationInd: denied ? 'true' : undefined },
    planned ? template('4.42', '2014-06-09') : template('4.16', '2014-06-09'),
    ids(w, resource),
    wordsOf(w, resource),
    status(planned ? 'active' : (STATUS[text(resource['status'])] ?? 'active')),
    when(resource, dosage),
    dosage['route'] === undefined ? undefined : concept('routeCode', dosage['route']),
    amount('doseQuantity', dose['doseQuantity'], dose['doseRange']) ?? el('doseQuantity', { nullFlavor: 'UNK' }),
    amount('rateQuantity', dose['rateQuantity'], dose['rateRange']),
    product('4.23', concept('code', medicationOf(w, resource))),
    author(w, resource['requester'] ?? resource['informationSource'], text(resource['authoredOn']) || text(resource['dateAsserted'])),
    indications(w, resource),
    sigOf(resource) === '' ? undefined : sig(w, resource),
    condition(dosage),
  )
}

/** What is given: by code, or what the reference means. */
export function medicationOf(w: Writing, resource: Node): unknown {
  if (resource['medicationCodeableConcept'] !== undefined) return resource['medicationCodeableConcept']
  const { reference, display } = node(resource['medicationReference'])
  const contained = nodes(resource['contained']).find((one) => `#${text(one['id'])}` === reference)
  const found = (contained ?? w.resolve(reference))?.['code']
  return found ?? { text: text(display) }
}

export const sigOf = (resource: Node): string =>
  text(node(first(resource['dosageInstruction'] ?? resource['dosage']))['text']) ||
  text(node(first(resource['dosageInstruction'] ?? resource['dosage']))['patientInstruction'])

function sig(w: Writing, resource: Node): Element {
  const drug = el('manufacturedProduct', {}, el('manufacturedLabeledDrug', { nullFlavor: 'NA' }))
  const words = el('text', {}, el('reference', { value: `#${w.words(resource)}-sig` }))
  const inside = [template('4.147'), code('code', '76662-6', LOINC, 'Instructions medication'), words, el('consumable', {}, drug)]
  return related('COMP', el('substanceAdministration', { classCode: 'SBADM', moodCode: 'EVN' }, ...inside))
}

const product = (id: string, ...material: readonly Child[]): Element =>
  el(
    'consumable',
    {},
    el(
      'manufacturedProduct',
      { classCode: 'MANU' },
      template(id, '2014-06-09'),
      ...material.map((one, n) => (n === 0 ? el('manufacturedMaterial', {}, one) : one)),
    ),
  )

const amount = (name: string, one: unknown, between: unknown): Element | undefined => quantity(name, one) ?? range(name, between)

/** From when to when, and how often. */
function when(resource: Node, dosage: Node): Element[] {
  const { start, end } = node(node(resource['dispenseRequest'])['validityPeriod'])
  const effective = timeOf(resource, 'effective')
  const timing = node(dosage['timing'])
  const events = list(timing['event']).map(text)
  const [from, to] = [text(start) || effective.from || effective.at, text(end) || effective.to]
  const period =
    from === '' && to === '' && events.length === 1
      ? time('effectiveTime', events[0] ?? '')
      : span('effectiveTime', from, to, { type: 'IVL_TS' })
  const often = frequency(node(timing['repeat']))
  return often ? [period, often] : [period]
}

const HOURS: Readonly<Record<string, number>> = { h: 1, d: 24, wk: 168 }

/** FHIR says so many times in a period, C-CDA the time between two. What does not come out even is said in words alone. */
function frequency(repeat: Node): Element | undefined {
  const attributes = { 'xsi:type': 'PIVL_TS', operator: 'A' }
  const [event] = list(repeat['when']).map(text)
  const period = lexemeOf(repeat['period'])
  const unit = text(repeat['periodUnit'])
  if (period === undefined || unit === '')
    return event === undefined ? undefined : el('effectiveTime', { 'xsi:type': 'EIVL_TS', operator: 'A' }, el('event', { code: event }))
  const most = lexemeOf(repeat['periodMax'])
  const times = decimalIn(lexemeOf(repeat['frequency']) ?? '1') ?? 1
  if (repeat['frequencyMax'] !== undefined) return undefined
  if (times === 1 && most !== undefined)
    return el(
      'effectiveTime',
      attributes,
      el('period', { 'xsi:type': 'IVL_PQ' }, el('low', { value: period, unit }), el('high', { value: most, unit })),
    )
  if (times === 1) return el('effectiveTime', attributes, el('period', { value: period, unit }))
  const hours = ((decimalIn(period) ?? 0) * (HOURS[unit] ?? 0)) / times
  if (hours <= 0 || !Number.isInteger(hours * 4)) return undefined
  return el('effectiveTime', { ...attributes, institutionSpecified: 'true' }, el('period', { value: String(hours), unit: 'h' }))
}

/** As needed. */
function condition(dosage: Node): Element | undefined {
  if (dosage['asNeededBoolean'] !== true && dosage['asNeededCodeableConcept'] === undefined) return undefined
  const value = concept('value', dosage['asNeededCodeableConcept'], { type: 'CD' })
  const own = { ...assertion(), attributes: { 'xsi:type': 'CD', ...assertion().attributes } }
  return el('precondition', { typeCode: 'PRCN' }, el('criterion', {}, template('4.25', '2014-06-09'), own, value))
}

/** Reasons. */
export function indications(w: Writing, resource: Node): Element[] {
  return nodes(resource['reasonCode']).map((reason, n) =>
    related(
      'RSON',
      observation(
        {},
        template('4.19', '2014-06-09'),
        ids(w, resource, `/reason/${n}`),
        code('code', '55607006', SNOMED, 'Problem', code('translation', '75326-9', LOINC, 'Problem')),
        status('completed'),
        concept('value', reason, { type: 'CD' }),
      ),
    ),
  )
}

export function immunization(w: Writing, resource: Node): Element {
  const refused = resource['status'] === 'not-done'
  const maker = text(node(resource['manufacturer'])['display'])
  const lot = text(resource['lotNumber'])
  const material = [concept('code', resource['vaccineCode']), lot === '' ? undefined : el('lotNumberText', {}, lot)]
  const reason = resource['statusReason']
  return el(
    'substanceAdministration',
    { classCode: 'SBADM', moodCode: 'EVN', negationInd: String(refused) },
    template('4.52', '2015-08-01'),
    ids(w, resource),
    wordsOf(w, resource),
    status('completed'),
    time('effectiveTime', text(resource['occurrenceDateTime'])),
    resource['route'] === undefined ? undefined : concept('routeCode', resource['route']),
    resource['site'] === undefined ? undefined : concept('approachSiteCode', resource['site']),
    quantity('doseQuantity', resource['doseQuantity']),
    product('4.54', material, maker === '' ? undefined : el('manufacturerOrganization', {}, el('name', {}, maker))),
    performers(
      w,
      nodes(resource['performer']).map((one) => one['actor']),
    ),
    reason === undefined
      ? undefined
      : related('RSON', observation({}, template('4.53'), ids(w, resource, '/reason'), concept('code', reason), status('completed'))),
  )
}
