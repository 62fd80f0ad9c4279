/** What a conversion left untidy: empty members, people said many times over, ids and references of its own, pointers into the narrative. */
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { CCDA_NARRATIVE_REFERENCE_URL } from '@medplum/ccda'
import { isNode, type Node } from './node.ts'
import { systemOf } from './systems.ts'

/** Resources that are the same person or place wherever they are said. */
const SAME = new Set(['Practitioner', 'Organization', 'PractitionerRole'])
/** Where a resource says whom it is about: every resource here is about the same patient. */
const ABOUT = ['subject', 'patient']
const WITH_NOTE = new Set([
  'Observation',
  'Condition',
  'AllergyIntolerance',
  'Procedure',
  'Immunization',
  'MedicationRequest',
  'Goal',
  'CarePlan',
  'ServiceRequest',
])

/**
 * @param document id of the document: the same document gives the same ids
 * @param narrative text by the ids that entries point to
 */
export function tidy(resources: readonly Node[], document: string, narrative: ReadonlyMap<string, string>): Node[] {
  const said = resources.map((resource) => mended(resource, narrative))
  const merged = new Map<string, string>()
  const names = new Map<string, number>()
  const kept: Node[] = []
  const byContent = new Map<string, string>()
  for (const resource of said) {
    const { id, ...content } = resource
    const type = String(content['resourceType'])
    if (SAME.has(type) && Object.keys(content).length === 1) continue
    // Roles point to people that were merged before them.
    const text = JSON.stringify(referring(content, merged))
    const before = SAME.has(type) ? byContent.get(text) : undefined
    const name = before ?? nameOf(document, text, names)
    merged.set(`${type}/${String(id)}`, `${type}/${name}`)
    if (before) continue
    byContent.set(text, name)
    kept.push({ ...content, id: name })
  }
  return kept.map((resource) => {
    const about = Object.fromEntries(
      ABOUT.filter((field) => resource[field] !== undefined).map((field) => [field, { reference: 'Patient/patient' }]),
    )
    return { ...(empty(referring(resource, merged, true)) as Node), ...about }
  })
}

/** A name that follows from the document and the content, not from the hour. */
function nameOf(document: string, content: string, names: Map<string, number>): string {
  // The conversion's own ids are random: they do not count.
  const plain = content.replace(/"reference":"[^"]*"/g, '')
  // What is said a second time has the next number, without looking at those before.
  const n = names.get(plain) ?? 0
  names.set(plain, n + 1)
  return hex(sha256(utf8(`${document}\n${n}\n${plain}`))).slice(0, 24)
}

/** References by the names that resources have now; with `only`, those that lead nowhere are left out. */
function referring(value: unknown, names: ReadonlyMap<string, string>, only = false): unknown {
  if (Array.isArray(value)) return value.map((item) => referring(item, names, only))
  if (!isNode(value)) return value
  const { reference } = value
  if (typeof reference === 'string' && !reference.startsWith('#')) {
    const name = names.get(reference)
    if (name) return { reference: name }
    if (only) return undefined
  }
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, referring(member, names, only)]))
}

/** Without what is empty (FHIR has no empty values, lists or objects), and without codes and quantities that say only of what system they would be. */
function empty(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map(empty).filter((item) => item !== undefined)
    return items.length > 0 ? items : undefined
  }
  if (isNode(value)) {
    const entries = Object.entries(value).flatMap(([key, member]) => {
      const left = empty(member)
      return left === undefined ? [] : [[key, left] as const]
    })
    const alone = entries.length === 1 && entries[0]?.[0] === 'system'
    return entries.length > 0 && !alone ? Object.fromEntries(entries) : undefined
  }
  if (typeof value === 'string') return value.trim() === '' ? undefined : systemOf(value)
  return value ?? undefined
}

function mended(resource: Node, narrative: ReadonlyMap<string, string>): Node {
  const type = String(resource['resourceType'])
  const { words, value } = withoutPointers(resource, narrative)
  const plain = (empty(value) ?? {}) as Node
  // The profiles are of another country, and nobody has checked them.
  delete plain['meta']
  if (type === 'Observation') {
    const valued =
      Object.keys(plain).some((key) => key.startsWith('value')) || plain['hasMember'] !== undefined || plain['component'] !== undefined
    if (!valued && words && words !== textOf(plain['code'])) {
      plain['valueString'] = words
      delete plain['dataAbsentReason']
    }
  } else if (words && WITH_NOTE.has(type) && !JSON.stringify(plain).includes(JSON.stringify(words))) plain['note'] ??= [{ text: words }]
  if (type === 'Condition') abated(plain)
  return plain
}

const textOf = (concept: unknown): unknown => (isNode(concept) ? concept['text'] : undefined)

/** An illness that has ended is not active (R4, con-4). */
function abated(condition: Node): void {
  const ended = Object.keys(condition).some((key) => key.startsWith('abatement'))
  const status = JSON.stringify(condition['clinicalStatus'] ?? '')
  if (ended && /"(active|recurrence|relapse)"/.test(status))
    condition['clinicalStatus'] = { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'resolved' }] }
}

/** Pointers into the narrative become what stands there: a range's text, a code's text, and the words of the resource itself. */
function withoutPointers(resource: Node, narrative: ReadonlyMap<string, string>): { words: string; value: Node } {
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.flatMap((item) => rangeOf(walk(item, key), key))
    if (!isNode(value)) return value
    const { extension, ...rest } = value
    const pointer = Array.isArray(extension)
      ? extension.find((e: unknown) => isNode(e) && e['url'] === CCDA_NARRATIVE_REFERENCE_URL)
      : undefined
    const members = Object.fromEntries(Object.entries(rest).map(([name, member]) => [name, walk(member, name)]))
    const others = Array.isArray(extension) ? extension.filter((e) => e !== pointer) : []
    const words = pointer ? narrative.get(String((pointer as Node)['valueString'] ?? '').replace(/^#/, '')) : undefined
    const placed = words && (key === 'referenceRange' || key === 'code') && members['text'] === undefined ? { text: words } : {}
    return { ...members, ...placed, ...(others.length > 0 ? { extension: others.map((e) => walk(e, 'extension')) } : {}) }
  }
  const own = (resource['extension'] as Node[] | undefined)?.find((e) => e['url'] === CCDA_NARRATIVE_REFERENCE_URL)
  const words = own ? (narrative.get(String(own['valueString'] ?? '').replace(/^#/, '')) ?? '') : ''
  return { words, value: walk(resource, '') as Node }
}

/** A range says something (R4, obs-3) or is none. */
function rangeOf(value: unknown, key: string): unknown[] {
  if (key !== 'referenceRange' || !isNode(value)) return [value]
  return (value['low'] ?? value['high'] ?? value['text']) ? [value] : []
}
