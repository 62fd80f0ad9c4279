/**
 * Puts each statement of a C-CDA where the conversion looks for it: it goes by the section, and documents put medicines, diagnoses and plans into many
 * sections (discharge, administered, anaesthesia), one inside another, or into sections of their own. Here the statement's template decides.
 */
import { array, attribute, isNode, type Node } from './node.ts'

const C_CDA = '2.16.840.1.113883.10.20.22.'
export const hasTemplate = (node: unknown, ...templates: readonly string[]): boolean =>
  array(isNode(node) ? node['templateId'] : undefined).some((t) => templates.some((template) => attribute(t, 'root') === C_CDA + template))

/** Hospital admission, discharge, preoperative, postprocedure and encounter diagnosis. */
export const isDiagnosis = (act: unknown): boolean => hasTemplate(act, '4.34', '4.33', '4.65', '4.51', '4.80')
const MEDICATION = ['4.16', '4.42', '4.120'] as const
const isImmunization = (s: Node): boolean =>
  hasTemplate(s, '4.52') || array(array(s['consumable'])[0]?.['manufacturedProduct']).some((product) => hasTemplate(product, '4.54'))
/** It happened, or nothing else is said. */
export const happened = (statement: Node): boolean => ['', 'EVN'].includes(attribute(statement, 'moodCode'))

/** Sections as the conversion knows them: template and LOINC code. */
const SECTIONS = {
  allergies: ['2.6.1', '48765-2'],
  problems: ['2.5.1', '11450-4'],
  medicines: ['2.1.1', '10160-0'],
  immunizations: ['2.2.1', '11369-6'],
  procedures: ['2.7.1', '47519-4'],
  goals: ['2.60', '61146-7'],
  careTeam: ['2.500', '85847-2'],
  plan: ['2.10', '18776-5'],
  other: ['2.3.1', '30954-2'],
} as const
type Kind = keyof typeof SECTIONS
/** Where acts without a known template are what their section says. */
const BY_SECTION: Readonly<Record<string, Kind>> = {
  '48765-2': 'allergies',
  '11450-4': 'problems',
  '47519-4': 'procedures',
  '18776-5': 'plan',
}

export const STATEMENTS: ReadonlySet<string> = new Set([
  ...['act', 'encounter', 'observation', 'organizer', 'procedure', 'substanceAdministration', 'supply'],
  ...['observationMedia', 'regionOfInterest'],
])
interface Statement {
  readonly name: string
  readonly node: Node
}

/** Rewrites the body of a parsed C-CDA in place. @returns entries that have no place, in words */
export function placed(document: Node): string[] {
  const [body] = array(document['component']).flatMap((component) => array(component['structuredBody']))
  if (!body) return []
  const left: string[] = []
  const found = new Map<Kind, Node[]>()
  for (const section of sectionsIn(body)) {
    const code = attribute(array(section['code'])[0], 'code')
    const entries = array(section['entry'])
    let without = 0
    for (const entry of entries) {
      const inside = statementsIn(entry).flatMap((one) => (isAboutAnother(one.node) ? [one] : [...hoisted(one.node), ...apartFrom(one)]))
      for (const statement of inside) {
        const kind = kindOf(statement, code)
        if (!kind) without++
        else for (const one of fitting(kind, statement)) found.set(kind, [...(found.get(kind) ?? []), one])
      }
    }
    if (without > 0) left.push(`${without} of ${entries.length} entries of section ${(code || 'without a code').slice(0, 40)}`)
  }
  body['component'] = Object.entries(SECTIONS).flatMap(([kind, [template, code]]) => {
    const entry = found.get(kind as Kind)
    const section = { templateId: [{ '@_root': C_CDA + template }], code: { '@_code': code, '@_codeSystem': '2.16.840.1.113883.6.1' } }
    return entry ? [{ section: [{ ...section, entry }] }] : []
  })
  return left
}

/** Sections, and those inside them. */
function sectionsIn(node: Node): Node[] {
  return array(node['component'])
    .flatMap((component) => array(component['section']))
    .flatMap((section) => [section, ...sectionsIn(section)])
}

function statementsIn(relation: Node): Statement[] {
  return Object.entries(relation).flatMap(([name, member]) => (STATEMENTS.has(name) ? array(member).map((node) => ({ name, node })) : []))
}

/** Takes out what is a statement of its own although it stands inside another: medicines, vaccines, diagnoses of a visit, problems of a concern. */
function hoisted(outer: Node): Statement[] {
  // What somebody is at risk of they do not have.
  const concern = hasTemplate(outer, '4.3', '4.30', '4.136') || isDiagnosis(outer)
  return ['entryRelationship', 'component'].flatMap((member) => {
    if (outer[member] === undefined) return []
    const own: Statement[] = []
    const kept = array(outer[member]).filter((relation) => {
      const inside = statementsIn(relation)
      for (const { node } of inside) own.push(...hoisted(node))
      const alone = inside.filter((statement) => standsAlone(statement) && !concern)
      own.push(...alone)
      return alone.length === 0
    })
    outer[member] = kept
    return own
  })
}

function standsAlone({ name, node }: Statement): boolean {
  if (name === 'substanceAdministration') return hasTemplate(node, ...MEDICATION) || isImmunization(node)
  return (name === 'act' && (isDiagnosis(node) || hasTemplate(node, '4.3', '4.30'))) || (name === 'observation' && hasTemplate(node, '4.4'))
}

/** A wrapper of medicines that were taken out of it says nothing more. */
const apartFrom = (one: Statement): Statement[] => (one.name === 'act' && hasTemplate(one.node, '4.35', '4.36') ? [] : [one])

/** @returns undefined for what has no place, and what is about somebody else */
function kindOf({ name, node }: Statement, section: string): Kind | undefined {
  if (isAboutAnother(node)) return undefined
  switch (name) {
    case 'substanceAdministration': {
      const vaccine = isImmunization(node) || (!hasTemplate(node, ...MEDICATION) && section === '11369-6')
      // A vaccine that is planned was not given.
      if (vaccine && happened(node)) return 'immunizations'
      return node['consumable'] === undefined ? undefined : 'medicines'
    }
    case 'act':
      return kindOfAct(node, section)
    case 'observation':
      if (hasTemplate(node, '4.4')) return 'problems'
      if (hasTemplate(node, '4.7')) return 'allergies'
      return hasTemplate(node, '4.121') || attribute(node, 'moodCode') === 'GOL' ? 'goals' : 'other'
    case 'organizer':
      return hasTemplate(node, '4.500') ? 'careTeam' : 'other'
    case 'encounter':
    case 'procedure':
      return 'other'
    default:
      return undefined
  }
}

function kindOfAct(node: Node, section: string): Kind | undefined {
  if (hasTemplate(node, '4.30')) return 'allergies'
  if (hasTemplate(node, '4.3') || isDiagnosis(node)) return 'problems'
  if (hasTemplate(node, '4.12', '4.39')) return 'procedures'
  if (hasTemplate(node, '4.20')) return 'plan'
  const kind = BY_SECTION[section]
  const concern = kind === 'allergies' || kind === 'problems'
  return kind && (!concern || findingsOf(node).length > 0) ? kind : undefined
}

/** A relative's illness (family history) is not the patient's. */
export const isAboutAnother = (node: Node): boolean =>
  hasTemplate(node, '4.45', '4.46') || array(node['subject']).some((subject) => subject['relatedSubject'] !== undefined)
const findingsOf = (act: Node): Node[] =>
  array(act['entryRelationship']).filter((r) => attribute(r, 'typeCode') === 'SUBJ' && r['observation'] !== undefined)

/** As entries that the conversion reads: one finding a concern, each template where it looks for it, a finding without a concern in one. */
function fitting(kind: Kind, { name, node }: Statement): Node[] {
  if (name === 'act' && (kind === 'problems' || kind === 'allergies')) return apart(node).map((act) => ({ act: [withTemplate(act)] }))
  if (name === 'observation' && (kind === 'problems' || kind === 'allergies')) {
    const concern = { templateId: [{ '@_root': C_CDA + (kind === 'problems' ? '4.3' : '4.30') }], id: [] }
    return [{ act: [{ ...concern, entryRelationship: [{ '@_typeCode': 'SUBJ', observation: [node] }] }] }]
  }
  if (kind === 'goals') return [{ observation: [{ ...node, templateId: [{ '@_root': `${C_CDA}4.121` }, ...array(node['templateId'])] }] }]
  return [{ [name]: [withTemplate(node)] }]
}

/** The conversion looks at the first. */
const withTemplate = (node: Node): Node => (array(node['templateId']).length > 0 ? node : { ...node, templateId: [{ '@_root': '' }] })

/** A concern may hold several findings, and the conversion takes the first. */
function apart(act: Node): Node[] {
  const findings = findingsOf(act)
  if (findings.length < 2) return [act]
  const rest = array(act['entryRelationship']).filter((r) => !findings.includes(r))
  // The concern's own id stays with the first: two concerns are not one.
  return findings.map((finding, n) => ({ ...act, ...(n > 0 ? { id: [] } : {}), entryRelationship: [finding, ...rest] }))
}
