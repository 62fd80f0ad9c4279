/**
 * XML in one spelling: the prefixes that a sender gave its namespaces, and references to characters, are ways of writing, and what reads the document
 * afterwards (a parser without namespaces) would take each spelling for another name.
 */

import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { attributesOf, escapedXml, type Tag, tagsIn, withCharacters } from '../markup.ts'
import { type CcdaReasons, refuse as refuseFor } from './reasons.ts'

const V3 = 'urn:hl7-org:v3'
const XSI = 'http://www.w3.org/2001/XMLSchema-instance'
/** Prefixes by which namespaces are known here; an element of HL7 v3 has none, one of any other vocabulary `other:`. */
const KNOWN: Readonly<Record<string, string>> = {
  [V3]: '',
  [XSI]: 'xsi:',
  'urn:hl7-org:sdtc': 'sdtc:',
  'http://www.w3.org/XML/1998/namespace': 'xml:',
}
const OTHER = 'other:'
type Scope = ReadonlyMap<string, string>
/** What senders leave undeclared in a part that somebody put into a document. */
const UNDECLARED: Scope = new Map([
  ['', ''],
  ['xsi', XSI],
  ['sdtc', 'urn:hl7-org:sdtc'],
  ['xml', 'http://www.w3.org/XML/1998/namespace'],
])
/** XML 1.0 §2.2: no control characters but tab and line ends. */
const NO_CHARACTER = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u
/** Documents declare a handful; each element that declares one copies those in force. */
const MOST_NAMESPACES = 200

/**
 * @param text well-formed XML without a document type
 * @returns the same without comments, instructions and declarations of namespaces; names of HL7 v3 without a prefix, those of xsi, sdtc and xml with
 * these, others with `other:`; types (xsi:type) without a prefix; characters as themselves
 * @throws DOCUMENT_INVALID for characters that XML does not have
 */
export function plainXml(text: string): string {
  const out: string[] = []
  const scopes: Scope[] = [UNDECLARED]
  const names: string[] = []
  let at = 0
  const between = (to: number): void => {
    if (to > at) out.push(escapedText(text.slice(at, to)))
  }
  for (const tag of tagsIn(text)) {
    between(tag.from)
    at = tag.to
    if (tag.kind === 'other') {
      if (text.startsWith('<![CDATA[', tag.from)) out.push(escapedXml(text.slice(tag.from + 9, tag.to - 3)))
    } else if (tag.kind === 'close') {
      scopes.pop()
      out.push(`</${names.pop()}>`)
    } else {
      const { scope, name, attributes } = plainTag(tag, scopes.at(-1) ?? UNDECLARED)
      out.push(`<${name}${attributes}${tag.kind === 'empty' ? '/' : ''}>`)
      if (tag.kind === 'open') {
        scopes.push(scope)
        names.push(name)
      }
    }
  }
  between(text.length)
  const plain = out.join('')
  return NO_CHARACTER.test(plain) ? refuse('characters') : plain
}

const refuse: RefuseAs<CcdaReasons, 'DOCUMENT_INVALID', 'path'> = refusingAs(refuseFor, 'DOCUMENT_INVALID', { path: 'C-CDA' })
const escapedText = (text: string): string => (text.includes('&') ? escapedXml(withCharacters(text)) : text)

function plainTag(tag: Tag, outer: Scope): { scope: Scope; name: string; attributes: string } {
  const given = attributesOf(tag) ?? refuse('attributes')
  const declared = [...given].filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  const scope = declared.length === 0 ? outer : new Map([...outer, ...declared.map(([name, uri]) => [name.slice(6), uri.trim()] as const)])
  if (scope.size > MOST_NAMESPACES) refuse('namespaces', { most: MOST_NAMESPACES })
  const attributes = [...given].flatMap(([name, value]) => {
    if (name === 'xmlns' || name.startsWith('xmlns:')) return []
    // An attribute without a prefix is its element's own.
    const known = name.includes(':') ? plainName(name, scope) : name
    return [` ${known}="${escapedXml(known === 'xsi:type' ? value.trim().replace(/^.*:/, '') : value)}"`]
  })
  return { scope, name: plainName(tag.name, scope), attributes: attributes.join('') }
}

function plainName(name: string, scope: Scope): string {
  const colon = name.indexOf(':')
  const [prefix, local] = [colon < 0 ? '' : name.slice(0, colon), name.slice(colon + 1)]
  const space = scope.get(prefix)
  return `${(space === undefined ? undefined : KNOWN[space]) ?? OTHER}${local}`
}
