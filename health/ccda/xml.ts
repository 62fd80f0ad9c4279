/** The text of an XML document from a stranger: decoded as it declares itself, well-formed, of bounded size and depth, without a DTD. */

import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { LONGEST_TAG, tagsIn } from '../markup.ts'
import { plainXml } from './plain.ts'
import { refuse } from './reasons.ts'

/** A C-CDA with scanned pages inside has a few MiB. */
const MOST_BYTES = 16 << 20
const MOST_DEPTH = 100
/** The largest of real documents have some tens of thousands. */
const MOST_ELEMENTS = 300_000
const MOST_ATTRIBUTES = 200
const V3 = 'urn:hl7-org:v3'

/** @returns XML in one spelling (plain.ts) whose root is a ClinicalDocument of HL7 v3 @throws DOCUMENT_INVALID */
export function xmlOf(bytes: Uint8Array): string {
  if (bytes.length > MOST_BYTES) refuse('DOCUMENT_INVALID', 'too-large', { path: 'C-CDA', most: MOST_BYTES >> 20 })
  const text = decoded(bytes)
  // A document type is where entities and files are named; C-CDA has none.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) refuse('DOCUMENT_INVALID', 'doctype', { path: 'C-CDA' })
  mustBeBounded(text)
  const found = XMLValidator.validate(text)
  if (found !== true) refuse('DOCUMENT_INVALID', 'not-xml-code', { path: `line ${found.err.line}`, found: found.err.code })
  const plain = plainXml(text)
  const [, name] = /^\s*<([^\s/>]+)/.exec(plain) ?? []
  if (name !== 'ClinicalDocument')
    name?.endsWith(':ClinicalDocument')
      ? refuse('DOCUMENT_INVALID', 'version-expected', { path: 'C-CDA', namespace: V3 })
      : refuse('DOCUMENT_INVALID', name ? 'root-expected' : 'no-root', { path: 'C-CDA', found: (name ?? '').slice(0, 40) })
  return plain
}

function decoded(bytes: Uint8Array): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const utf16 = bytes[0] === 0xff || bytes[0] === 0x3c ? 'utf-16le' : 'utf-16be'
  const label =
    bytes.subarray(0, 4).includes(0) || head.startsWith('ÿþ') || head.startsWith('þÿ')
      ? utf16
      : /encoding\s*=\s*["']([\w-]+)["']/.exec(head)?.[1]
  try {
    return new TextDecoder(label ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse('DOCUMENT_INVALID', 'charset', { path: 'C-CDA', charset: (label ?? 'UTF-8').slice(0, 20) })
  }
}

/**
 * Before anything is parsed: what follows walks the tree by recursion, and the library's reader of attributes fails, or takes minutes, over
 * millions of characters in one tag.
 */
function mustBeBounded(text: string): void {
  let depth = 0
  let elements = 0
  for (const tag of tagsIn(text)) {
    const line = (): string => `line ${text.slice(0, tag.from).split('\n').length}`
    if (tag.kind === 'broken') refuse('DOCUMENT_INVALID', 'long-tag', { path: line(), most: LONGEST_TAG >> 10 })
    if (tag.kind === 'close') depth--
    if (tag.kind === 'open' && ++depth > MOST_DEPTH) refuse('DOCUMENT_INVALID', 'nested', { path: line(), most: MOST_DEPTH })
    if ((tag.kind === 'open' || tag.kind === 'empty') && ++elements > MOST_ELEMENTS)
      refuse('DOCUMENT_INVALID', 'elements', { path: 'C-CDA', most: MOST_ELEMENTS })
    if (tag.attributes.length > MOST_ATTRIBUTES && tag.attributes.split('=').length > MOST_ATTRIBUTES)
      refuse('DOCUMENT_INVALID', 'many-attributes', { path: line(), most: MOST_ATTRIBUTES })
  }
}

/** What a document says in words, by the IDs that its entries point to. */
export function narrativeOf(xml: string): ReadonlyMap<string, string> {
  const tree: unknown = new XMLParser({
    preserveOrder: true,
    ignoreAttributes: false,
    attributeNamePrefix: '',
    parseTagValue: false,
  }).parse(xml)
  const found = new Map<string, string>()
  textIn(tree, found)
  return found
}

/** Words of an entry; a text beyond that is a chapter, and stays in the document alone. */
const LONGEST_TEXT = 1 << 16

/** @returns the text below, each blank one space. Each level adds to what lies below it and looks at nothing again. */
function textIn(node: unknown, found: Map<string, string>): string {
  if (Array.isArray(node)) {
    let all = ''
    for (const child of node) all = joined(all, textIn(child, found))
    return all
  }
  if (typeof node !== 'object' || node === null) return ''
  const { ':@': attributes, ...rest } = node as Record<string, unknown>
  let text = ''
  for (const [tag, content] of Object.entries(rest))
    text = joined(text, tag === '#text' ? String(content).replace(/\s+/g, ' ').trim() : textIn(content, found))
  const id = (attributes as Record<string, unknown> | undefined)?.['ID']
  if (typeof id === 'string' && text !== '' && text.length <= LONGEST_TEXT) found.set(id, text)
  return text
}
const joined = (a: string, b: string): string => (a === '' || b === '' ? a + b : `${a} ${b}`)
