/** What the structure definitions do not say, or the validator does not look at: rules of R4's text, each above its check. */

import { instantIn } from '@hdms/shared/decimal.ts'
import { tagsIn } from '../markup.ts'

export interface Problem {
  /** FHIRPath-like place, such as `Bundle.entry[3].resource.id`. */
  readonly path: string
  readonly why: string
  /** It is a reference that leads to nothing: the resource says what it says all the same. */
  readonly dangling?: true
}

type Value = unknown
type Node = Readonly<Record<string, Value>>
const isNode = (v: Value): v is Node => typeof v === 'object' && v !== null && !Array.isArray(v)

/** Everything below a resource, with its path. */
function* nodes(value: Value, path: string): Generator<readonly [Node, string]> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) yield* nodes(item, `${path}[${i}]`)
  } else if (isNode(value)) {
    yield [value, path]
    for (const [key, item] of Object.entries(value)) yield* nodes(item, `${path}.${key}`)
  }
}

export function checkRules(resource: Node): Problem[] {
  const type = String(resource['resourceType'] ?? 'Resource')
  const problems: Problem[] = []
  for (const [node, path] of nodes(resource, type)) {
    for (const rule of RULES) {
      const why = rule(node, path)
      if (why) problems.push({ path, why })
    }
  }
  if (type === 'Bundle') problems.push(...checkBundle(resource))
  return problems
}

const RULES: readonly ((node: Node, path: string) => string | undefined)[] = [
  emptyValues,
  idCharacters,
  attachmentSize,
  periodOrder,
  narrative,
  controlCharacters,
]

/** Arrays and objects are never empty, and neither are strings (R4 json.html: "properties are never empty"). */
function emptyValues(node: Node): string | undefined {
  for (const [key, value] of Object.entries(node)) {
    if (Array.isArray(value) && value.length === 0) return `the array ${key} is empty`
    if (isNode(value) && Object.keys(value).length === 0) return `${key} is an empty object`
    if (value === '' || (typeof value === 'string' && value.trim() === '')) return `${key} is an empty text`
    if (value === null) return `${key} is null`
    if (Array.isArray(value) && !key.startsWith('_') && node[`_${key}`] === undefined && value.some((v) => v === null))
      return `the array ${key} has a null`
  }
  return undefined
}

/** id: `[A-Za-z0-9\-\.]{1,64}` (R4 datatypes.html#id), on resources; contained ones are named by their container alone. */
function idCharacters(node: Node, path: string): string | undefined {
  if (/\.contained\[\d+\]$/.test(path)) return undefined
  const { id } = node
  if (typeof node['resourceType'] !== 'string' || id === undefined) return undefined
  return typeof id === 'string' && /^[A-Za-z0-9\-.]{1,64}$/.test(id)
    ? undefined
    : 'the id has other characters than letters, digits, - and ., or more than 64'
}

/** How much one attachment may hold, bytes: a scan of many pages. R4 itself sets no limit. */
export const MOST_ATTACHED: number = 64 << 20

/** @returns how many bytes a base64 text holds, white space passed over (R4 datatypes.html#base64Binary); undefined for any other text */
export function base64Bytes(data: string): number | undefined {
  const compact = /\s/.test(data) ? data.replace(/\s+/g, '') : data
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) return undefined
  return (compact.length / 4) * 3 - (compact.endsWith('==') ? 2 : compact.endsWith('=') ? 1 : 0)
}

/** Attachment.size is the number of bytes of data (R4 datatypes.html#attachment), and data is base64. */
function attachmentSize(node: Node): string | undefined {
  const { data, size, contentType } = node
  if (typeof data !== 'string' || (contentType === undefined && size === undefined)) return undefined
  const bytes = base64Bytes(data)
  if (bytes === undefined) return 'data is not base64'
  if (bytes > MOST_ATTACHED) return `data has ${bytes} bytes, and may have ${MOST_ATTACHED}`
  return typeof size === 'number' && size !== bytes ? `size says ${size}, the data has ${bytes} bytes` : undefined
}

/** Period: start ≤ end (per-1). Dates of different precision are compared as far as both go. */
function periodOrder(node: Node): string | undefined {
  const { start, end } = node
  if (typeof start !== 'string' || typeof end !== 'string' || !/^\d{4}/.test(start) || !/^\d{4}/.test(end)) return undefined
  const [from, to] = [instantIn(start), instantIn(end)]
  if (from !== undefined && to !== undefined) return from <= to ? undefined : 'the period ends before it starts'
  const n = Math.min(start.length, end.length, 10)
  return start.slice(0, n) <= end.slice(0, n) ? undefined : 'the period ends before it starts'
}

const XHTML_ELEMENTS = new Set(
  'div p span br h1 h2 h3 h4 h5 h6 hr a b i u em strong small big tt code pre samp img table thead tbody tfoot tr td th caption col colgroup ul ol li dl dt dd blockquote q cite var dfn abbr acronym sub sup font map area ins del bdo address kbd'.split(
    ' ',
  ),
)

/** Narrative.div: one well-formed <div> in the XHTML namespace with basic formatting only (R4 narrative.html; txt-1). */
function narrative(node: Node): string | undefined {
  const { div } = node
  if (typeof div !== 'string') return undefined
  if (!/^\s*<div[\s>/]/.test(div)) return 'the narrative must be one <div>'
  if (!/^\s*<div[^>]*\sxmlns=["']http:\/\/www\.w3\.org\/1999\/xhtml["']/.test(div))
    return "the narrative's <div> is not in the XHTML namespace"
  const open: string[] = []
  const texts: string[] = []
  let at = 0
  let pictures = 0
  for (const tag of tagsIn(div)) {
    texts.push(div.slice(at, tag.from))
    at = tag.to
    if (tag.kind === 'broken') return 'the narrative is not well-formed'
    if (tag.kind === 'other') {
      if (/^<!(DOCTYPE|ENTITY)/i.test(div.slice(tag.from, tag.from + 9))) return 'the narrative has a DOCTYPE'
      continue
    }
    if (!XHTML_ELEMENTS.has(tag.name)) return `the narrative has the element ${tag.name.slice(0, 40)}`
    if (/(^|\s)on\w+\s*=|javascript:/i.test(tag.attributes)) return 'the narrative has active content'
    if (tag.name === 'img') pictures++
    if (tag.kind === 'close' && open.pop() !== tag.name) return 'the narrative is not well-formed'
    if (tag.kind === 'open') open.push(tag.name)
  }
  texts.push(div.slice(at))
  if (open.length > 0) return 'the narrative is not well-formed'
  const text = texts.join('')
  if (/&(?!(amp|lt|gt|quot|apos|nbsp|[A-Za-z]+\d*|#\d+|#x[0-9A-Fa-f]+);)/.test(text)) return 'the narrative has a bare &'
  return text.replace(/&nbsp;|\s/g, '') === '' && pictures === 0 ? 'the narrative is empty' : undefined
}

/** Strings hold no control characters but tab, CR and LF (R4 datatypes.html#string). */
function controlCharacters(node: Node): string | undefined {
  for (const [key, value] of Object.entries(node)) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the rule is about exactly these
    if (typeof value === 'string' && /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value)) return `${key} has a control character`
  }
  return undefined
}

function checkBundle(bundle: Node): Problem[] {
  const problems: Problem[] = []
  const entries = (Array.isArray(bundle['entry']) ? bundle['entry'] : []).filter(isNode)
  const urls = new Map<string, number>()
  for (const [i, entry] of entries.entries()) {
    const { fullUrl, resource } = entry
    if (fullUrl === undefined) continue
    const path = `Bundle.entry[${i}].fullUrl`
    // fullUrl is an absolute URI (R4 bundle.html#bundle-unique).
    if (typeof fullUrl !== 'string' || !/^[A-Za-z][A-Za-z0-9+.-]*:\S+$/.test(fullUrl)) problems.push({ path, why: 'it is not absolute' })
    else if (/^urn:uuid:/.test(fullUrl) && !/^urn:uuid:[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/.test(fullUrl))
      problems.push({ path, why: 'it is not a UUID' })
    const version = isNode(resource) && isNode(resource['meta']) ? String(resource['meta']['versionId'] ?? '') : ''
    const key = `${String(fullUrl)} ${version}`
    // fullUrl must be unique, or entries must have different versions (bdl-7).
    if (urls.has(key)) problems.push({ path, why: `it stands in entry ${urls.get(key)} already` })
    urls.set(key, i)
    // A RESTful fullUrl ends in the resource's own type and id (bdl-8 and R4 bundle.html#references).
    const rest = /^https?:.*\/([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]+)$/.exec(String(fullUrl))
    const mismatch =
      rest && isNode(resource) && resource['resourceType'] === rest[1] && resource['id'] !== undefined && resource['id'] !== rest[2]
    if (mismatch) problems.push({ path, why: 'it is of another id than the resource' })
  }
  problems.push(...checkReferences(bundle, entries))
  return problems
}

/** Bundles that have to be complete in themselves (R4 documents.html, messaging.html, http.html#transaction). */
const CLOSED = new Set(['document', 'message', 'transaction'])

/** References inside a bundle lead where they say, to one entry (R4 bundle.html#references). */
function checkReferences(bundle: Node, entries: readonly Node[]): Problem[] {
  const closed = CLOSED.has(String(bundle['type']))
  const document = bundle['type'] === 'document'
  const known = new Set(entries.map((e) => e['fullUrl']))
  const places = document ? placesOf(entries) : undefined
  const problems: Problem[] = []
  for (const [i, entry] of entries.entries()) {
    const { resource } = entry
    const path = `Bundle.entry[${i}].resource`
    // An entry of search mode `outcome` is an OperationOutcome (R4 valueset-search-entry-mode).
    const outcome = isNode(entry['search']) && entry['search']['mode'] === 'outcome'
    if (outcome && isNode(resource) && resource['resourceType'] !== 'OperationOutcome')
      problems.push({ path, why: 'a search outcome must be an OperationOutcome' })
    const contained = new Set(
      isNode(resource) && Array.isArray(resource['contained'])
        ? resource['contained'].filter(isNode).map((c) => `#${String(c['id'])}`)
        : [],
    )
    for (const [node, at] of nodes(resource, path)) {
      const { reference } = node
      if (typeof reference !== 'string') continue
      if (closed && /^urn:(uuid|oid):/.test(reference) && !known.has(reference))
        problems.push({ path: at, why: 'it refers to an entry that is not there', dangling: true })
      if (reference.startsWith('#') && reference !== '#' && !contained.has(reference))
        problems.push({ path: at, why: 'it refers to a contained resource that is not there' })
      const matches = places ? matchesOf(reference, places) : 1
      if (matches !== 1)
        problems.push({
          path: at,
          why: matches === 0 ? 'it refers to an entry that is not there' : 'it refers to more than one entry',
          dangling: true,
        })
    }
  }
  return problems
}

/** Versions of the entries of a document by type and id, of the resource and of its fullUrl. */
function placesOf(entries: readonly Node[]): ReadonlyMap<string, readonly unknown[]> {
  const places = new Map<string, unknown[]>()
  for (const { fullUrl, resource } of entries) {
    if (!isNode(resource)) continue
    const type = String(resource['resourceType'])
    const [, last] = /\/([^/]+)$/.exec(String(fullUrl).slice(-LONGEST_REFERENCE)) ?? []
    const named = last !== undefined && String(fullUrl).endsWith(`/${type}/${last}`) ? [last] : []
    const version = isNode(resource['meta']) ? resource['meta']['versionId'] : undefined
    for (const id of new Set([String(resource['id']), ...named])) {
      const place = `${type}/${id}`
      const versions = places.get(place)
      if (versions) versions.push(version)
      else places.set(place, [version])
    }
  }
  return places
}

const LONGEST_REFERENCE = 300

/** How many entries of a document a relative reference means; one when it is not relative. */
function matchesOf(reference: string, places: ReadonlyMap<string, readonly unknown[]>): number {
  const relative = /^([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]+)(?:\/_history\/([A-Za-z0-9\-.]+))?$/.exec(reference)
  if (!relative) return 1
  const [, type, id, version] = relative
  const versions = places.get(`${type}/${id}`) ?? []
  return version === undefined ? versions.length : versions.filter((v) => v === version).length
}
