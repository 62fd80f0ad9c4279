/**
 * Ids that are longer than R4 allows, or hold other characters (datatypes.html#id: at most 64 of letters, digits, `-` and `.`). Some large systems give
 * such ones. The id is taken as what it is, an identifier of the source, and the resource gets a shorter id that follows from it; references follow.
 */
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { fromValue, type Json, member, stringMember } from '@hdms/shared/documents/json.ts'

export const SOURCE_ID = 'urn:hdms:source-id'
const VALID = /^[A-Za-z0-9\-.]{1,64}$/
/** Longer ones are no names. */
const LONGEST = 512
/** Types that have no list of identifiers. */
const SINGLE = new Set(['Bundle', 'Composition', 'QuestionnaireResponse'])
const NONE = new Set(['AuditEvent', 'Binary', 'Linkage', 'OperationOutcome', 'Parameters', 'Provenance', 'Subscription'])

type Entries = readonly (readonly [string, Json])[]
const replaced = (entries: Entries, key: string, value: Json): Entries =>
  entries.some(([k]) => k === key) ? entries.map(([k, v]) => [k, k === key ? value : v] as const) : [...entries, [key, value] as const]

/** The same bundle with ids that R4 takes; itself where all are. */
export function withShortIds(bundle: Json): Json {
  const entry = member(bundle, 'entry')
  if (bundle.t !== 'object' || entry?.t !== 'array') return bundle
  const short = new Map<string, string>()
  for (const each of entry.items) {
    const resource = member(each, 'resource')
    const [type, id] = [stringMember(resource, 'resourceType'), stringMember(resource, 'id')]
    if (type === undefined || id === undefined || VALID.test(id) || id.length > LONGEST || /\s/.test(id)) continue
    short.set(`${type}/${id}`, hex(sha256(utf8(`${type}/${id}`))).slice(0, 40))
  }
  if (short.size === 0) return bundle
  const items = entry.items.map((each) => {
    const named = follow(each, short)
    const resource = member(each, 'resource')
    const [type = '', id = ''] = [stringMember(resource, 'resourceType'), stringMember(resource, 'id')]
    const shorter = short.get(`${type}/${id}`)
    const own = member(named, 'resource')
    if (shorter === undefined || named.t !== 'object' || own?.t !== 'object') return named
    return { t: 'object', entries: replaced(named.entries, 'resource', renamed(own.entries, type, id, shorter)) } as const
  })
  return { t: 'object', entries: replaced(bundle.entries, 'entry', { t: 'array', items }) }
}

function renamed(entries: Entries, type: string, id: string, shorter: string): Json {
  const withId = replaced(entries, 'id', { t: 'string', value: shorter })
  const held = entries.find(([key]) => key === 'identifier')?.[1]
  const identifier = fromValue({ system: SOURCE_ID, value: id })
  if (NONE.has(type) || (SINGLE.has(type) && held)) return { t: 'object', entries: withId }
  const all: Json = SINGLE.has(type) ? identifier : { t: 'array', items: [...(held?.t === 'array' ? held.items : []), identifier] }
  return { t: 'object', entries: replaced(withId, 'identifier', all) }
}

/** References and addresses that end in a renamed type and id. */
function follow(json: Json, short: ReadonlyMap<string, string>): Json {
  if (json.t === 'array') return { t: 'array', items: json.items.map((item) => follow(item, short)) }
  if (json.t !== 'object') return json
  return {
    t: 'object',
    entries: json.entries.map(([key, value]) => {
      if ((key !== 'reference' && key !== 'fullUrl') || value.t !== 'string') return [key, follow(value, short)] as const
      return [key, { t: 'string', value: shortened(value.value, short) }] as const
    }),
  }
}

function shortened(reference: string, short: ReadonlyMap<string, string>): string {
  const [before = '', history] = reference.split('/_history/')
  const parts = before.split('/')
  const found = parts.length < 2 ? undefined : short.get(parts.slice(-2).join('/'))
  if (found === undefined) return reference
  return [[...parts.slice(0, -1), found].join('/'), ...(history === undefined ? [] : [history])].join('/_history/')
}
