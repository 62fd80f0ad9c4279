/** Conditions and allergies as C-CDA's concern acts with the finding inside. */
import type { Node } from '../node.ts'
import { code, concept, list, node, nodes, span, text, time, timeOf } from './datatypes.ts'
import { type Element, el } from './element.ts'
import {
  ACT_CODE,
  assertion,
  author,
  codeOf,
  first,
  ids,
  isRefuted,
  LOINC,
  observation,
  related,
  SNOMED,
  status,
  template,
  type Writing,
  wordsOf,
} from './statement.ts'

const ENDED = new Set(['inactive', 'remission', 'resolved'])
const concern = (): Element => code('code', 'CONC', '2.16.840.1.113883.5.6')
/** Value set Problem Status. */
const STANDING: Readonly<Record<string, readonly [string, string]>> = {
  active: ['55561003', 'Active'],
  inactive: ['73425007', 'Inactive'],
  remission: ['277022003', 'Remission phase'],
  resolved: ['413322009', 'Resolved'],
}

/** How it stands now, as an observation of its own. @param id of its template. @param type of the value, which the templates name */
function standing(clinical: string, id: string, type: string): Element | undefined {
  const [value, display] = STANDING[clinical === 'recurrence' || clinical === 'relapse' ? 'active' : clinical] ?? []
  if (value === undefined) return undefined
  const own = observation({}, template(id, '2019-06-20'), code('code', '33999-4', LOINC, 'Status'), status('completed'))
  return related('REFR', {
    ...own,
    children: [...own.children, el('value', { 'xsi:type': type, code: value, codeSystem: SNOMED, displayName: display })],
  })
}

/** Since when it is on the list, and until when; the end is there when it has ended. */
const listed = (resource: Node, since: string, ended: boolean, end: string): Element =>
  span('effectiveTime', text(resource['recordedDate']) || since, end, { closed: ended })

export function problem(w: Writing, resource: Node, classCode = 'problem'): Element {
  const clinical = codeOf(resource['clinicalStatus'])
  const abatement = timeOf(resource, 'abatement')
  const onset = timeOf(resource, 'onset')
  const [since, end] = [onset.at || onset.from, abatement.at || abatement.to || abatement.from]
  const ended = ENDED.has(clinical) || end !== ''
  const finding = diagnosis(w, resource, [standing(clinical, '4.6', 'CD')], since, end)
  const inside = related('SUBJ', finding)
  if (classCode === 'diagnosis')
    return el(
      'act',
      { classCode: 'ACT', moodCode: 'EVN' },
      template('4.80', '2015-08-01'),
      ids(w, resource, '/diagnosis'),
      code('code', '29308-4', LOINC, 'Diagnosis'),
      inside,
    )
  return el(
    'act',
    { classCode: 'ACT', moodCode: 'EVN' },
    template('4.3', '2015-08-01'),
    ids(w, resource),
    concern(),
    status(ended ? 'completed' : 'active'),
    listed(resource, since, ended, end),
    author(w, resource['recorder'], text(resource['recordedDate'])),
    inside,
  )
}

function diagnosis(w: Writing, resource: Node, more: readonly (Element | undefined)[], since: string, end: string): Element {
  return observation(
    { negationInd: isRefuted(resource) ? 'true' : undefined },
    template('4.4', '2015-08-01'),
    ids(w, resource, '/finding'),
    code('code', '55607006', SNOMED, 'Problem', code('translation', '75326-9', LOINC, 'Problem')),
    wordsOf(w, resource),
    status('completed'),
    span('effectiveTime', since, end),
    concept('value', resource['code'], { type: 'CD' }),
    first(resource['bodySite']) === undefined ? undefined : concept('targetSiteCode', first(resource['bodySite'])),
    author(w, resource['asserter'], text(resource['recordedDate'])),
    ...more,
  )
}

/** Value of the allergy observation: what kind it is. */
const KINDS: Readonly<Record<string, readonly [string, string]>> = {
  'food allergy': ['414285001', 'Allergy to food'],
  'food intolerance': ['235719002', 'Intolerance to food'],
  'medication allergy': ['416098002', 'Allergy to drug'],
  'medication intolerance': ['59037007', 'Intolerance to drug'],
  'environment allergy': ['426232007', 'Environmental allergy'],
  'environment intolerance': ['426232007', 'Environmental allergy'],
}
const ANY_KIND = ['419199007', 'Allergy to substance'] as const
/** "No known …" is the denial of any of a kind (C-CDA on FHIR). */
const NONE_KNOWN: Readonly<Record<string, readonly [string, string]>> = {
  '716186003': ANY_KIND,
  '409137002': ['416098002', 'Allergy to drug'],
  '429625007': ['414285001', 'Allergy to food'],
  '428607008': ['426232007', 'Environmental allergy'],
}
const SEVERITY: Readonly<Record<string, string>> = { mild: '255604002', moderate: '6736007', severe: '24484000' }
const CRITICALITY: Readonly<Record<string, string>> = { low: 'CRITL', high: 'CRITH', 'unable-to-assess': 'CRITU' }

export function allergy(w: Writing, resource: Node): Element {
  const clinical = codeOf(resource['clinicalStatus'])
  const ended = ENDED.has(clinical)
  const onset = timeOf(resource, 'onset')
  const since = onset.at || onset.from
  const none = NONE_KNOWN[codeOf(resource['code'])]
  const kind = `${text(first(resource['category']))} ${text(resource['type']) || 'allergy'}`
  const [value, display] = none ?? KINDS[kind] ?? ANY_KIND
  const substance = none ? el('code', { nullFlavor: 'NA' }) : concept('code', resource['code'])
  const finding = observation(
    { negationInd: none || isRefuted(resource) ? 'true' : undefined },
    template('4.7', '2014-06-09'),
    ids(w, resource, '/finding'),
    assertion(),
    wordsOf(w, resource),
    status('completed'),
    span('effectiveTime', since, onset.to),
    el('value', { 'xsi:type': 'CD', code: value, codeSystem: SNOMED, displayName: display }),
    author(w, resource['asserter'], text(resource['recordedDate'])),
    el(
      'participant',
      { typeCode: 'CSM' },
      el('participantRole', { classCode: 'MANU' }, el('playingEntity', { classCode: 'MMAT' }, substance)),
    ),
    standing(clinical, '4.28', 'CE'),
    nodes(resource['reaction']).flatMap((one, n) => reactions(w, resource, one, n)),
    criticality(text(resource['criticality'])),
  )
  return el(
    'act',
    { classCode: 'ACT', moodCode: 'EVN' },
    template('4.30', '2015-08-01'),
    ids(w, resource),
    concern(),
    status(ended ? 'completed' : 'active'),
    listed(resource, since, ended, ''),
    author(w, resource['recorder'], text(resource['recordedDate'])),
    related('SUBJ', finding),
  )
}

function reactions(w: Writing, resource: Node, reaction: Node, n: number): Element[] {
  const severity = SEVERITY[text(reaction['severity'])]
  return list(reaction['manifestation']).map((manifestation, m) =>
    related(
      'MFST',
      observation(
        {},
        template('4.9', '2014-06-09'),
        ids(w, resource, `/reaction/${n}.${m}`),
        assertion(),
        status('completed'),
        text(reaction['onset']) === '' ? undefined : el('effectiveTime', {}, time('low', text(reaction['onset']))),
        concept('value', manifestation, { type: 'CD' }),
        severity === undefined ? undefined : related('SUBJ', graded(severity), true),
      ),
      true,
    ),
  )
}

const graded = (severity: string): Element =>
  observation(
    {},
    template('4.8', '2014-06-09'),
    code('code', 'SEV', ACT_CODE),
    status('completed'),
    el('value', { 'xsi:type': 'CD', code: severity, codeSystem: SNOMED }),
  )

function criticality(said: string): Element | undefined {
  const value = CRITICALITY[said]
  if (value === undefined) return undefined
  const inside = [template('4.145'), code('code', '82606-5', LOINC, 'Criticality'), status('completed')]
  return related(
    'SUBJ',
    observation({}, ...inside, el('value', { 'xsi:type': 'CD', code: value, codeSystem: '2.16.840.1.113883.5.1063' })),
    true,
  )
}

/** What is not confirmed has no form in C-CDA, which knows "is" and "is not". */
export const isUnsure = (resource: Node): boolean =>
  /^(unconfirmed|provisional|differential)$/.test(codeOf(node(resource)['verificationStatus']))
