/** The leaves of a document: path, type and value (docs/ledger.md §6). A document *is* its list of leaves. */

import { concat, exactUtf8, fromUtf8, Reader, utf8, Writer } from '../bytes.ts'
import { sha256, tag } from '../crypto/hash.ts'
import type { Json } from './json.ts'
import { refuse } from './reasons.ts'

/** A key of an object, an index of an array, or the random id of a group. */
export type Segment = string | number | Uint8Array
export type Path = readonly Segment[]

export const LEAF_TYPES = ['null', 'true', 'false', 'number', 'string', '{}', '[]', 'bytes', 'decoy', 'manifest'] as const
export type LeafType = (typeof LEAF_TYPES)[number]

export interface DocumentLeaf {
  /** In its fixed binary form. */
  readonly path: Uint8Array
  readonly type: LeafType
  readonly value: Uint8Array
}

const empty = new Uint8Array(0)

export function encodePath(path: Path): Uint8Array {
  const w = new Writer().u8(path.length)
  for (const segment of path) {
    if (typeof segment === 'string') w.u8(0).text(segment)
    else if (typeof segment === 'number') w.u8(1).u32(segment)
    else w.u8(2).raw(segment, 8)
  }
  return w.bytes()
}

export function decodePath(bytes: Uint8Array): Segment[] {
  const r = new Reader(bytes, 'path')
  const segments: Segment[] = []
  for (let left = r.u8(); left > 0; left--) segments.push(segmentIn(r))
  r.end()
  return segments
}
function segmentIn(r: Reader): Segment {
  switch (r.u8()) {
    case 0:
      return r.text()
    case 1:
      return r.u32()
    case 2:
      return r.raw(8)
    default:
      return refuse('WIRE_MALFORMED', 'unknown-segment', { what: 'path' })
  }
}

/** `SHA-256(0x00 ‖ tag(doc) ‖ salt ‖ path ‖ type ‖ value)` with u32 lengths before path and value. */
export function documentLeafHash(salt: Uint8Array, leaf: DocumentLeaf): Uint8Array {
  const body = new Writer().long(leaf.path).u8(LEAF_TYPES.indexOf(leaf.type)).long(leaf.value).bytes()
  return sha256(concat(Uint8Array.of(0), tag('doc'), salt, body))
}

export function encodeLeaf(w: Writer, leaf: DocumentLeaf): void {
  w.short(leaf.path).u8(LEAF_TYPES.indexOf(leaf.type)).long(leaf.value)
}
export function decodeLeaf(r: Reader): DocumentLeaf {
  const path = r.short()
  const type = LEAF_TYPES[r.u8()] ?? refuse('WIRE_MALFORMED', 'unknown-type', { what: 'leaf' })
  return { path, type, value: r.long() }
}

/** The leaves of a value under `prefix`, in document order. */
export function flatten(json: Json, prefix: Path): DocumentLeaf[] {
  const out: DocumentLeaf[] = []
  const visit = (node: Json, path: Path): void => {
    const leaf = (type: LeafType, value: Uint8Array = empty) => out.push({ path: encodePath(path), type, value })
    switch (node.t) {
      case 'number':
        leaf('number', utf8(node.lexeme))
        break
      case 'string':
        leaf('string', exactUtf8(node.value))
        break
      case 'array':
        if (node.items.length === 0) leaf('[]')
        for (const [i, item] of node.items.entries()) visit(item, [...path, i])
        break
      case 'object':
        if (node.entries.length === 0) leaf('{}')
        for (const [key, value] of node.entries) visit(value, [...path, key])
        break
      default:
        leaf(node.t)
    }
  }
  visit(json, prefix)
  return out
}

type Node = { leaf: DocumentLeaf } | { children: Map<string | number, Node> }

/**
 * The view: the value that leaves below a prefix of `depth` segments describe.
 * @param part of a value: arrays close up over what is not there
 * @throws DOCUMENT_MISMATCH on a clash, or a gap in an array
 */
export function unflatten(leaves: readonly DocumentLeaf[], depth: number, part = false): Json {
  const root: { children: Map<string | number, Node> } = { children: new Map() }
  for (const leaf of leaves) {
    const segments = [0, ...decodePath(leaf.path).slice(depth)] as (string | number)[]
    let at = root
    segments.forEach((segment, i) => {
      const last = i === segments.length - 1
      const existing = at.children.get(segment)
      if (last ? existing : existing && 'leaf' in existing) refuse('DOCUMENT_MISMATCH', 'place-twice')
      if (last) at.children.set(segment, { leaf })
      else {
        const next = (existing as typeof root | undefined) ?? { children: new Map() }
        at.children.set(segment, next)
        at = next
      }
    })
  }
  const top = root.children.get(0) ?? refuse('DOCUMENT_MISMATCH', 'empty')
  return build(top, part)
}

function build(node: Node, part: boolean): Json {
  if ('leaf' in node) {
    const { type, value } = node.leaf
    switch (type) {
      case 'number':
        return { t: 'number', lexeme: fromUtf8(value) }
      case 'string':
        return { t: 'string', value: fromUtf8(value) }
      case '[]':
        return { t: 'array', items: [] }
      case '{}':
        return { t: 'object', entries: [] }
      case 'null':
      case 'true':
      case 'false':
        return { t: type }
      default:
        return refuse('DOCUMENT_MISMATCH', 'leaf-in-value', { type })
    }
  }
  const keys = [...node.children.keys()]
  if (typeof keys[0] === 'number') {
    const places = part ? (keys as number[]).toSorted((a, b) => a - b) : keys.map((_, i) => i)
    const items = places.map((i) => node.children.get(i) ?? refuse('DOCUMENT_MISMATCH', 'array-gap'))
    return { t: 'array', items: items.map((item) => build(item, part)) }
  }
  return { t: 'object', entries: keys.map((k) => [String(k), build(node.children.get(k) as Node, part)] as const) }
}
