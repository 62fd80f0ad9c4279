/** Every statement of a document by an id of ours: what became of it can be told, and what became of none is named. */

import { array, attribute, isNode, type Node } from './node.ts'
import { hasTemplate, STATEMENTS } from './place.ts'
import { CONCEPTS, type Reading, wordsOf } from './values.ts'

const traceOf = (n: number): string => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`

/**
 * Gives every statement of a parsed C-CDA an id, in place, which becomes that of the resource made of it; and takes its values out, which the conversion
 * would read as numbers up to where they stop being some.
 * @returns statements as they were, by that id
 */
export function traced(root: unknown): ReadonlyMap<string, Node> {
  const found = new Map<string, Node>()
  const walk = (node: unknown, name: string): void => {
    if (Array.isArray(node)) for (const item of node) walk(item, name)
    if (!isNode(node)) return
    if (STATEMENTS.has(name)) {
      const id = traceOf(found.size)
      node['id'] = [{ '@_root': id }, ...array(node['id'])]
      found.set(id, { ...node })
      if (name === 'observation') withoutValue(node)
    }
    for (const [key, member] of Object.entries(node)) if (typeof member === 'object') walk(member, key)
  }
  walk(root, '')
  return found
}

/** Concepts and words the conversion needs for diagnoses and goals. */
function withoutValue(observation: Node): void {
  const [value] = array(observation['value'])
  const type = attribute(value, 'xsi:type')
  if (value && (CONCEPTS.has(type) || (type === '' && attribute(value, 'code')))) observation['value'] = { ...value, '@_xsi:type': 'CE' }
  else if (value && type === 'ST') observation['value'] = value
  else delete observation['value']
}

/** Pointers of concepts into the narrative become what stands there, in place; and a result without a name has that of its words. */
export function named(root: unknown, reading: Pick<Reading, 'narrative'>): void {
  const walk = (node: unknown, name: string): void => {
    if (Array.isArray(node)) for (const item of node) walk(item, name)
    if (!isNode(node)) return
    if (node['originalText'] !== undefined) {
      const words = wordsOf(node['originalText'], reading)
      if (words === '') delete node['originalText']
      else node['originalText'] = words
    }
    for (const [key, member] of Object.entries(node)) if (typeof member === 'object') walk(member, key)
    if (name === 'observation' && !isNamed(node['code'])) {
      const words = wordsOf(node['text'], reading)
      if (words !== '') node['code'] = { originalText: words.slice(0, LONGEST_NAME) }
    }
  }
  walk(root, '')
}
const LONGEST_NAME = 200
const isNamed = (code: unknown): boolean =>
  array(code).some((c) => c['@_code'] || c['@_displayName'] || c['originalText'] || c['translation'] !== undefined)

/** Parts of a statement that are read with it: findings of a concern, reactions, severity and criticality, how it stands, reasons, instructions. */
const PARTS = ['4.4', '4.7', '4.9', '4.8', '4.145', '4.6', '4.28', '4.19', '4.53', '4.147']

/** @param made ids of resources that the conversion made @returns what became of no resource and is no part of one, in words */
export function unsaid(statements: ReadonlyMap<string, Node>, made: ReadonlySet<string>): string[] {
  const left = new Map<string, number>()
  for (const [id, statement] of statements) {
    if (made.has(id) || hasTemplate(statement, ...PARTS)) continue
    const [template] = array(statement['templateId'])
    const what = attribute(template, 'root') || 'none'
    left.set(what, (left.get(what) ?? 0) + 1)
  }
  return [...left].map(([template, n]) => `${n} ${n === 1 ? 'statement' : 'statements'} of template ${template.slice(0, 60)} inside others`)
}
