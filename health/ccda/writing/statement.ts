/** What statements of C-CDA have in common: templates, ids, pointers into the narrative, who wrote them. */
import type { Node } from '../node.ts'
import { code, identifiers, list, node, nodes, nowhere, personName, text, time } from './datatypes.ts'
import { type Element, el } from './element.ts'

/** What writing an entry needs of its document. */
export interface Writing {
  /** What a reference means, where it goes along. */
  readonly resolve: (reference: unknown) => Node | undefined
  /** A UUID that follows from what it is of. */
  readonly uuid: (name: string) => string
  /** The ID of a resource's words in the narrative. */
  readonly words: (resource: Node) => string
  /** @param what has no place, a type or a member of one */
  readonly leave: (what: string) => void
}

export const LOINC = '2.16.840.1.113883.6.1'
export const SNOMED = '2.16.840.1.113883.6.96'
export const ACT_CODE = '2.16.840.1.113883.5.4'
const C_CDA = '2.16.840.1.113883.10.20.22.'

/** A template of C-CDA R2.1; one that R1.1 had is named by both, as C-CDA wants it. @param version extension, none for those without versions */
export function template(id: string, version?: string, own = false): Element[] {
  const root = C_CDA + id
  const newest = el('templateId', { root, extension: version })
  return version === undefined || own ? [newest] : [el('templateId', { root }), newest]
}

export const referenceOf = (resource: Node): string => `${text(resource['resourceType'])}/${text(resource['id'])}`
export const ids = (w: Writing, resource: Node, part = ''): Element[] => [
  el('id', { root: w.uuid(referenceOf(resource) + part) }),
  ...(part === '' ? identifiers(resource) : []),
]
export const wordsOf = (w: Writing, resource: Node): Element => el('text', {}, el('reference', { value: `#${w.words(resource)}` }))
export const status = (value: string): Element => el('statusCode', { code: value })
export const assertion = (): Element => code('code', 'ASSERTION', ACT_CODE)
/** @param inside stands in its order: id, code, text, status, time, value … */
export const observation = (attributes: Readonly<Record<string, string | undefined>>, ...inside: Parameters<typeof el>[2][]): Element =>
  el('observation', { classCode: 'OBS', moodCode: 'EVN', ...attributes }, ...inside)
export const related = (typeCode: string, inside: Element, inverted = false): Element =>
  el('entryRelationship', { typeCode, inversionInd: inverted ? 'true' : undefined }, inside)

/** First code of a CodeableConcept. */
export const codeOf = (concept: unknown): string => text(nodes(node(concept)['coding'])[0]?.['code'])
export const isRefuted = (resource: Node): boolean => codeOf(resource['verificationStatus']) === 'refuted'

interface Person {
  readonly resource: Node | undefined
  readonly organization: Node | undefined
}
function personOf(w: Writing, reference: unknown): Person {
  const found = w.resolve(node(reference)['reference'])
  if (found?.['resourceType'] === 'PractitionerRole')
    return {
      resource: w.resolve(node(found['practitioner'])['reference']),
      organization: w.resolve(node(found['organization'])['reference']),
    }
  if (found?.['resourceType'] === 'Organization') return { resource: undefined, organization: found }
  return { resource: found, organization: undefined }
}

/** Somebody with name and organisation, as far as they go along. @param name of the element: assignedAuthor, assignedEntity */
function assigned(w: Writing, name: string, reference: unknown): Element | undefined {
  const { resource, organization } = personOf(w, reference)
  const known = resource?.['resourceType'] === 'Practitioner' ? resource : undefined
  const display = text(node(reference)['display'])
  if (!known && !organization && display === '') return undefined
  const one = known ?? organization
  return el(
    name,
    {},
    one ? ids(w, one) : el('id', { nullFlavor: 'UNK' }),
    nowhere(),
    known || !organization ? el('assignedPerson', {}, known ? personName(known['name']) : el('name', {}, display)) : undefined,
    organization ? organisation('representedOrganization', w, organization) : undefined,
  )
}

const organisation = (name: string, w: Writing, organization: Node): Element => {
  const [addr, telecom] = nowhere()
  return el(name, {}, ids(w, organization), el('name', {}, text(organization['name']) || undefined), telecom, addr)
}

/** Who wrote it and when; none when nobody is known. */
export function author(w: Writing, reference: unknown, at: string): Element | undefined {
  const who = assigned(w, 'assignedAuthor', reference)
  return who ? el('author', {}, template('4.119'), time('time', at), who) : undefined
}
export function performers(w: Writing, references: readonly unknown[]): Element[] {
  return references.flatMap((reference) => {
    const who = assigned(w, 'assignedEntity', reference)
    return who ? [el('performer', {}, who)] : []
  })
}
export const first = (value: unknown): unknown => list(value)[0]
