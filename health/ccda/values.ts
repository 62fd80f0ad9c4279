/** Values of observations that the conversion does not know, as values that it does: nothing of what was measured is lost. */
import { attribute, isNode, type Node } from './node.ts'

const KNOWN = new Set(['PQ', 'CO', 'CD', 'CE', 'ST', 'INT'])

/** Rewrites a parsed C-CDA in place. @param narrative text by ID. @param time an HL7 time as FHIR writes it. @returns types that have no place */
export function plainValues(root: unknown, narrative: ReadonlyMap<string, string>, time: (text: string) => string | undefined): string[] {
  const unknown: string[] = []
  const walk = (node: unknown, name: string): void => {
    if (Array.isArray(node)) for (const item of node) walk(item, name)
    if (!isNode(node)) return
    const value = node['value']
    const type = name === 'observation' ? attribute(value, 'xsi:type') : ''
    if (type !== '' && !KNOWN.has(type)) {
      const plain = plainOf(value as Node, type, narrative, time)
      if (plain) node['value'] = plain
      else {
        delete node['value']
        unknown.push(type.slice(0, 20))
      }
    }
    for (const [key, member] of Object.entries(node)) if (typeof member === 'object') walk(member, key)
  }
  walk(root, '')
  return unknown
}

const text = (words: string): Node | undefined => (words === '' ? undefined : { '@_xsi:type': 'ST', '#text': words })

function plainOf(
  value: Node,
  type: string,
  narrative: ReadonlyMap<string, string>,
  time: (text: string) => string | undefined,
): Node | undefined {
  switch (type) {
    case 'ED':
      return text(words(value, narrative))
    case 'REAL':
      return { '@_xsi:type': 'PQ', '@_value': value['@_value'] }
    case 'TS':
      return text(time(attribute(value, 'value')) ?? '')
    case 'BL':
      return text(attribute(value, 'value'))
    case 'CV':
    case 'CS':
      return { ...value, '@_xsi:type': 'CE' }
    case 'IVL_PQ':
    case 'IVL_INT':
      return text(interval(value['low'], value['high']))
    case 'RTO':
    case 'RTO_PQ_PQ':
      return text([measure(value['numerator']), measure(value['denominator'])].filter(Boolean).join(' / '))
    default:
      return undefined
  }
}

/** The words of an ED: its own, or those of the narrative it points to. */
function words(value: Node, narrative: ReadonlyMap<string, string>): string {
  const own = typeof value['#text'] === 'string' ? value['#text'].trim() : ''
  return own || (narrative.get(attribute(value['reference'], 'value').replace(/^#/, '')) ?? '')
}

function measure(node: unknown): string {
  const unit = attribute(node, 'unit')
  return [attribute(node, 'value'), unit === '1' ? '' : unit].filter((part) => part !== '').join(' ')
}

function interval(low: unknown, high: unknown): string {
  const [from, to] = [measure(low), measure(high)]
  if (from && to) return `${attribute(low, 'value')} – ${to}`
  return from ? `≥ ${from}` : to ? `≤ ${to}` : ''
}
