/** Bundles of what was issued. Resources are put in as they are written, so that numbers keep their digits. */
import type { Issued } from './records.ts'

export interface Link {
  readonly relation: string
  readonly url: string
}
/** A resource of a bundle, by where it is read. */
export interface Entry {
  readonly path: string
  readonly text: string
  /** ISO time; unknown of a Patient, which is the HIS's. */
  readonly updated?: string
}

export const entryOf = (one: Issued): Entry => ({ path: `${one.type}/${one.id}`, text: one.text, updated: one.updated })

/** FHIR has no empty arrays. */
const put = (head: object, entries: readonly string[]): string => {
  const text = JSON.stringify(head)
  return entries.length > 0 ? `${text.slice(0, -1)},"entry":[${entries.join(',')}]}` : text
}

const matched = (base: string, { path, text }: Entry): string =>
  `{"fullUrl":${JSON.stringify(`${base}/${path}`)},"resource":${text},"search":{"mode":"match"}}`

/** @param total of all pages */
export const searchset = (base: string, page: readonly Entry[], total: number, link: readonly Link[]): string =>
  put(
    { resourceType: 'Bundle', type: 'searchset', total, link },
    page.map((entry) => matched(base, entry)),
  )

/** Characters of a bundle that are sent at once. */
const PORTION = 1 << 16

/** A searchset in portions, as its entries come: how many they were stands at its end. @param first FHIR has no empty arrays */
export async function* searchsetOf(base: string, first: Entry, more: AsyncIterable<Entry>, link: readonly Link[]): AsyncGenerator<string> {
  const head = JSON.stringify({ resourceType: 'Bundle', type: 'searchset', link }).slice(0, -1)
  let [portion, total] = [`${head},"entry":[${matched(base, first)}`, 1]
  for await (const entry of more) {
    total++
    portion += `,${matched(base, entry)}`
    if (portion.length < PORTION) continue
    yield portion
    portion = ''
  }
  yield `${portion}],"total":${total}}`
}

/** Of a resource that has one version: a correction is a record, and a resource, of its own. */
export function history(base: string, { path, text, updated }: Entry): string {
  const request = { method: 'PUT', url: path }
  const response = { status: '201 Created', etag: ETAG, ...(updated ? { lastModified: updated } : {}) }
  const entry = `{"fullUrl":${JSON.stringify(`${base}/${path}`)},"resource":${text},"request":${JSON.stringify(request)},"response":${JSON.stringify(response)}}`
  return put({ resourceType: 'Bundle', type: 'history', total: 1, link: [{ relation: 'self', url: `${base}/${path}/_history` }] }, [entry])
}

export const ETAG = 'W/"1"'

/** Links of a page. @param next where the next page begins */
export function links(base: string, path: string, query: Readonly<Record<string, unknown>>, next: number, total: number): Link[] {
  const url = (changes: Record<string, string>): string => {
    const pairs = Object.entries({ ...query, ...changes }).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((v): [string, string] => [name, String(v)]),
    )
    return pairs.length > 0 ? `${base}/${path}?${new URLSearchParams(pairs).toString()}` : `${base}/${path}`
  }
  return [{ relation: 'self', url: url({}) }, ...(next < total ? [{ relation: 'next', url: url({ _offset: String(next) }) }] : [])]
}
