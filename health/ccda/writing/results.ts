/** Observations and reports as C-CDA's result, vital sign and social history entries. */
import { lexemeOf } from '@hdms/shared/documents/exact.ts'
import type { Node } from '../node.ts'
import { code, compared, concept, hl7Time, list, moment, node, nodes, range, span, text, time, timeOf } from './datatypes.ts'
import { type Element, el } from './element.ts'
import {
  author,
  codeOf,
  first,
  ids,
  LOINC,
  observation,
  referenceOf,
  SNOMED,
  status,
  template,
  type Writing,
  wordsOf,
} from './statement.ts'

/** FHIR's status of a result as ActStatus. */
const STATUS: Readonly<Record<string, string>> = { registered: 'active', preliminary: 'active' }
const statusOf = (resource: Node): string => STATUS[text(resource['status'])] ?? 'completed'
const categoryOf = (resource: Node): string => codeOf(first(resource['category']))

/** v3's NullFlavor of FHIR's reason why there is no value. */
const REASONS: Readonly<Record<string, string>> = {
  'asked-unknown': 'ASKU',
  'temp-unknown': 'NAV',
  'not-asked': 'NASK',
  masked: 'MSK',
  'not-applicable': 'NA',
  'negative-infinity': 'NINF',
  'positive-infinity': 'PINF',
}

/** An observation or a component of one: where it says what it measured. */
type Measured = Node

/** The value in v3's own form; words only where FHIR has no more. @returns undefined when there is none */
function valued(o: Measured): Element | undefined {
  const typed = (type: string): Readonly<Record<string, string>> => ({ 'xsi:type': type })
  if (o['valueQuantity'] !== undefined) return compared('value', o['valueQuantity'])
  if (o['valueCodeableConcept'] !== undefined) return concept('value', o['valueCodeableConcept'], { type: 'CD' })
  if (o['valueRange'] !== undefined) return range('value', o['valueRange'])
  if (o['valueRatio'] !== undefined) return ratio(node(o['valueRatio']))
  const whole = lexemeOf(o['valueInteger'])
  if (whole !== undefined) return el('value', { ...typed('INT'), value: whole })
  if (typeof o['valueBoolean'] === 'boolean') return el('value', { ...typed('BL'), value: String(o['valueBoolean']) })
  if (text(o['valueDateTime']) !== '') return time('value', text(o['valueDateTime']), 'TS')
  const period = node(o['valuePeriod'])
  if (o['valuePeriod'] !== undefined) return span('value', text(period['start']), text(period['end']), { type: 'IVL_TS' })
  const words = text(o['valueString']) || text(o['valueTime'])
  return words === '' ? undefined : el('value', typed('ST'), words)
}

function ratio({ numerator, denominator }: Node): Element | undefined {
  const parts = [compared('numerator', numerator), compared('denominator', denominator)]
  return parts.every((part) => part !== undefined) ? el('value', { 'xsi:type': 'RTO_PQ_PQ' }, ...parts) : undefined
}

/** Why there is no value, or that it is not said. */
const absent = (o: Measured): Element => el('value', { 'xsi:type': 'ST', nullFlavor: REASONS[codeOf(o['dataAbsentReason'])] ?? 'UNK' })

const INTERPRETATION = '2.16.840.1.113883.5.83'
const interpretations = (o: Measured): Element[] =>
  list(o['interpretation']).flatMap((one) => (codeOf(one) === '' ? [] : [code('interpretationCode', codeOf(one), INTERPRETATION)]))

function ranges(o: Measured): Element[] {
  return nodes(o['referenceRange']).flatMap((r) => {
    const words = text(r['text'])
    const value = range('value', r) ?? (words === '' ? undefined : el('value', { 'xsi:type': 'ST' }, words))
    if (!value) return []
    const meaning = codeOf(r['type'])
    const said = words === '' ? undefined : el('text', {}, words)
    const judged = /^[A-Z<>]{1,4}$/.test(meaning) ? code('interpretationCode', meaning, INTERPRETATION) : undefined
    return [el('referenceRange', {}, el('observationRange', {}, said, value, judged))]
  })
}

/** @param component one of the observation's; its own value when none is given */
function observed(
  w: Writing,
  templates: readonly Element[],
  resource: Node,
  component?: { readonly node: Node; readonly part: string },
  beside?: (concept: unknown) => Element[],
): Element {
  const o = component?.node ?? resource
  if (o['valueSampledData'] !== undefined || o['valueAttachment'] !== undefined) w.leave('Observation.value')
  const { at, from } = timeOf(resource, 'effective')
  return observation(
    {},
    templates,
    ids(w, resource, component?.part),
    concept('code', o['code'], { more: beside?.(o['code']) ?? [] }),
    // A component's words stand with those of the whole.
    component ? undefined : wordsOf(w, resource),
    status(statusOf(resource)),
    moment('effectiveTime', resource, 'effective'),
    valued(o) ?? absent(o),
    interpretations(o),
    resource['method'] === undefined ? undefined : concept('methodCode', resource['method']),
    resource['bodySite'] === undefined ? undefined : concept('targetSiteCode', resource['bodySite']),
    author(w, first(resource['performer']), text(resource['issued']) || at || from),
    ranges(o),
  )
}

interface Part {
  readonly resource: Node
  readonly component?: { readonly node: Node; readonly part: string }
}

/**
 * What one observation says: its value, its components, and those of its members.
 * @param inner it stands inside another, where its own name would be lost: a panel is a part too. @param seen against members that are their own
 */
function measured(w: Writing, resource: Node, inner = false, seen: Set<string> = new Set()): Part[] {
  if (seen.has(referenceOf(resource))) return []
  seen.add(referenceOf(resource))
  const components = nodes(resource['component']).map((one, n) => ({ resource, component: { node: one, part: `/${n}` } }))
  const members = membersOf(w, resource).flatMap((member) => measured(w, member, true, seen))
  const alone = components.length === 0 && members.length === 0
  return [...(alone || inner || valued(resource) ? [{ resource }] : []), ...components, ...members]
}

const membersOf = (w: Writing, resource: Node): Node[] =>
  nodes(resource['hasMember'] ?? resource['result']).flatMap((one) => {
    const member = w.resolve(one['reference'])
    return member?.['resourceType'] === 'Observation' ? [member] : []
  })
const isPanel = (o: Node): boolean => nodes(o['component']).length + nodes(o['hasMember']).length > 0

/** Social history knows only what is settled: anything else is a result. */
export const isSocial = (w: Writing, resource: Node): boolean =>
  categoryOf(resource) === 'social-history' && measured(w, resource).every((one) => statusOf(one.resource) === 'completed')

/** Vital signs are numbers that stand: others are results. */
export function isVital(w: Writing, resource: Node): boolean {
  if (categoryOf(resource) !== 'vital-signs') return false
  return measured(w, resource).every((one) => {
    const value = valued((one.component?.node ?? one.resource) as Measured)
    return value?.attributes['xsi:type'] === 'PQ' && value.attributes['unit'] !== undefined && statusOf(one.resource) === 'completed'
  })
}

export function vitals(w: Writing, resource: Node): Element {
  // R2.1 wants SNOMED CT and LOINC's panel; what the sender calls the panel stands beside them.
  const codes = [
    code('translation', '74728-7', LOINC, 'Vital signs panel'),
    ...(isPanel(resource) ? [concept('translation', resource['code'])] : []),
  ]
  return el(
    'organizer',
    { classCode: 'CLUSTER', moodCode: 'EVN' },
    template('4.26', '2015-08-01'),
    ids(w, resource, '/panel'),
    code('code', '46680005', SNOMED, 'Vital signs', ...codes),
    status('completed'),
    moment('effectiveTime', resource, 'effective'),
    measured(w, resource).map((one) => el('component', {}, observed(w, template('4.27', '2014-06-09'), one.resource, one.component))),
  )
}

const SMOKING = '72166-2'
export function social(w: Writing, resource: Node): Element[] {
  return measured(w, resource).map(({ resource: one, component }) => {
    const smoking = codeOf(one['code']) === SMOKING && codeOf(one['valueCodeableConcept']) !== '' && timeOf(one, 'effective').at !== ''
    return observed(
      w,
      smoking && !component ? template('4.78', '2014-06-09') : template('4.38', '2015-08-01'),
      one,
      component,
      untranslated,
    )
  })
}

/** A code that is none of LOINC has a translation, if only to say that there is none. */
const untranslated = (concept: unknown): Element[] => {
  const codings = nodes(node(concept)['coding'])
  return text(codings[0]?.['system']) === 'http://loinc.org' || codings.length > 1 ? [] : [el('translation', { nullFlavor: 'OTH' })]
}

/** A result has an organizer, alone as in a report. */
export function results(w: Writing, resource: Node): Element {
  const report = resource['resourceType'] === 'DiagnosticReport'
  const found = report ? membersOf(w, resource).flatMap((member) => measured(w, member, true)) : measured(w, resource)
  if (report && resource['presentedForm'] !== undefined) w.leave('DiagnosticReport.presentedForm')
  const own = template('4.2', '2015-08-01')
  const components = found.map((one) => observed(w, own, one.resource, one.component))
  if (report && (text(resource['conclusion']) !== '' || components.length === 0)) components.push(conclusion(w, own, resource))
  return el(
    'organizer',
    { classCode: report || components.length > 1 ? 'BATTERY' : 'CLUSTER', moodCode: 'EVN' },
    template('4.1', '2015-08-01'),
    ids(w, resource, report ? '' : '/panel'),
    concept('code', resource['code']),
    status(statusOf(resource)),
    extent(found.map((one) => one.resource)),
    components.map((one) => el('component', {}, one)),
  )
}

/** From the first to the last of the results, as far as they say. */
function extent(found: readonly Node[]): Element | undefined {
  const times = found.flatMap((one) => Object.values(timeOf(one, 'effective')).filter((at) => at !== ''))
  const sorted = times.sort((a, b) => (hl7Time(a) < hl7Time(b) ? -1 : 1))
  return sorted.length === 0 ? undefined : span('effectiveTime', sorted[0] ?? '', sorted.at(-1) ?? '')
}

/** What a report concludes is a result in words. */
function conclusion(w: Writing, templates: readonly Element[], report: Node): Element {
  const { at, from } = timeOf(report, 'effective')
  const words = text(report['conclusion'])
  return observation(
    {},
    templates,
    ids(w, report, '/conclusion'),
    concept('code', report['code']),
    wordsOf(w, report),
    status(statusOf(report)),
    moment('effectiveTime', report, 'effective'),
    words === '' ? el('value', { 'xsi:type': 'ST', nullFlavor: 'UNK' }) : el('value', { 'xsi:type': 'ST' }, words),
    author(w, first(report['performer']), text(report['issued']) || at || from),
  )
}
