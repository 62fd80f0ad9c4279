/** A node whose owner changes what a hospital issued, before it is sold: everything else about it is genuine. */

import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { decimalIn } from '@hdms/shared/decimal.ts'
import { type Document, groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import type { Json } from '@hdms/shared/documents/json.ts'

/** Values of measurements become a third more. */
function altered(value: Json): Json {
  if (value.t === 'array') return { t: 'array', items: value.items.map(altered) }
  if (value.t !== 'object') return value
  const entries = value.entries.map(([key, v]): [string, Json] =>
    key === 'value' && v.t === 'number'
      ? [key, { t: 'number', lexeme: String(Math.round((decimalIn(v.lexeme) ?? 0) * 13.3) / 10) }]
      : [key, altered(v)],
  )
  return { t: 'object', entries }
}

/** @returns how many records it will tell lies about */
export function alterRecords<S extends CoreServices>(node: Node<S>): number {
  const { documents } = node
  const registered = new Set(documents.list().flatMap((row) => (row.record ? [row.verificationKey] : [])))
  const read = documents.read.bind(documents)
  documents.read = async (key): Promise<Document> => {
    const doc = await read(key)
    if (!registered.has(key)) return doc
    const groups = groupsOf(doc.leaves).map((g) => ({ kind: g.kind, value: altered(g.value) }))
    return issueDocument(doc.header.profile, doc.header.issuer, groups, node.services.crypto.random)
  }
  return registered.size
}
