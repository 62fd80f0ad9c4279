/**
 * Documents and their verification keys (docs/ledger.md §6). A document is a list of *groups* (a FHIR resource, the terms of a
 * consent), each with a manifest leaf that says how many leaves it has and which, so that a part cannot be shown as the
 * whole. Groups lie in random order, padded with decoys to a power of two.
 */

import { binary, compare, decodeAll, equal, fromUtf8, hex, Reader, Writer } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import { innerNode, merklePath, merkleRoot, verifyPath } from '../crypto/merkle.ts'
import { fail } from '../errors.ts'
import type { Json } from './json.ts'
import { type DocumentLeaf, decodeLeaf, decodePath, documentLeafHash, encodeLeaf, encodePath, flatten, unflatten } from './leaves.ts'
import { refuse } from './reasons.ts'
import { leftSeed, MAX_DEPTH, rightSeed, saltsBelow } from './salts.ts'

/** Always disclosed. */
export interface DocumentHeader {
  /** What kind of record this is, such as `fhir-r4/self-reported`, `hdms/consent-terms`. */
  readonly profile: string
  /** The issuer's identity key (32 bytes), who vouches for it. */
  readonly issuer: Uint8Array
  /** Hash of the rules by which derived leaves were made; zero when there are none. */
  readonly rules: Uint8Array
  /** The tree has 2^depth leaves. */
  readonly depth: number
}

export interface GroupInput {
  /** What it is, shown in lists before anything is disclosed to anybody: a FHIR resource type or a name of ours. */
  readonly kind: string
  readonly value: Json
}

export interface Manifest {
  readonly id: Uint8Array
  readonly kind: string
  readonly leaves: number
  readonly pathsHash: Uint8Array
}

/** A document in full: its leaves in order, the seed of its salts, and everything computed from them. */
export interface Document {
  readonly header: DocumentHeader
  readonly leaves: readonly DocumentLeaf[]
  readonly seed: Uint8Array
  /** Of each leaf, from the seed. */
  readonly salts: readonly Uint8Array[]
  readonly hashes: readonly Uint8Array[]
  readonly verificationKey: Uint8Array
}

const NO_RULES = new Uint8Array(32)

export const encodeHeader = (w: Writer, h: DocumentHeader): Writer => w.text(h.profile).raw(h.issuer).raw(h.rules).u8(h.depth)
export function decodeHeader(r: Reader): DocumentHeader {
  const header = { profile: r.text(), issuer: r.raw(32), rules: r.raw(32), depth: r.u8() }
  if (header.depth > MAX_DEPTH) fail('WIRE_TOO_LARGE', { what: 'document', limit: 2 ** MAX_DEPTH })
  return header
}

export const verificationKeyOf = (header: DocumentHeader, root: Uint8Array): Uint8Array =>
  H('vk', encodeHeader(new Writer(), header).bytes(), root)

export function pathsHash(leaves: readonly Pick<DocumentLeaf, 'path'>[]): Uint8Array {
  const w = new Writer().u32(leaves.length)
  for (const { path } of leaves) w.short(path)
  return H('paths', w.bytes())
}

function encodeManifest(m: Manifest): Uint8Array {
  return new Writer().raw(m.id, 8).text(m.kind).u32(m.leaves).raw(m.pathsHash).bytes()
}
export const decodeManifest = (bytes: Uint8Array): Manifest =>
  decodeAll(bytes, 'manifest', (r) => ({ id: r.raw(8), kind: r.text(), leaves: r.u32(), pathsHash: r.raw(32) }))

function shuffled<T>(items: readonly T[], random: (n: number) => Uint8Array): T[] {
  return items
    .map((item) => ({ item, key: random(16) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ item }) => item)
}

/** The tree is made when it is first asked for: who only reads what a document says needs none. */
function seal(header: DocumentHeader, leaves: readonly DocumentLeaf[], seed: Uint8Array): Document {
  let salts: readonly Uint8Array[] | undefined
  let hashes: readonly Uint8Array[] | undefined
  let key: Uint8Array | undefined
  return {
    ...{ header, leaves, seed },
    get salts() {
      salts ??= saltsBelow(seed, header.depth)
      return salts
    },
    get hashes() {
      hashes ??= leaves.map((leaf, i) => documentLeafHash(this.salts[i] as Uint8Array, leaf))
      return hashes
    },
    get verificationKey() {
      key ??= verificationKeyOf(header, merkleRoot(this.hashes))
      return key
    },
  }
}

/** Makes a document: seeds, group ids, order and decoys are drawn from `random`. */
export function issueDocument(
  profile: string,
  issuer: Uint8Array,
  groups: readonly GroupInput[],
  random: (n: number) => Uint8Array,
): Document {
  const blocks = groups.map(({ kind, value }) => {
    const id = random(8)
    const leaves = flatten(value, [id])
    const manifest = encodeManifest({ id, kind, leaves: leaves.length, pathsHash: pathsHash(leaves) })
    return [{ path: encodePath([id]), type: 'manifest' as const, value: manifest }, ...leaves]
  })
  const ordered = shuffled(blocks, random).flat()
  const depth = Math.ceil(Math.log2(Math.max(ordered.length, 2)))
  if (depth > MAX_DEPTH) fail('WIRE_TOO_LARGE', { what: 'document', limit: 2 ** MAX_DEPTH })
  const decoy: DocumentLeaf = { path: encodePath([]), type: 'decoy', value: new Uint8Array(0) }
  const leaves = [...ordered, ...Array.from({ length: 2 ** depth - ordered.length }, () => decoy)]
  return seal({ profile, issuer, rules: NO_RULES, depth }, leaves, random(32))
}

/** Header, seed and leaves: what is stored, and what is sent when the whole document goes to somebody. */
export function encodeDocument(doc: Document): Uint8Array {
  const w = encodeHeader(new Writer(), doc.header).raw(doc.seed).u32(doc.leaves.length)
  for (const leaf of doc.leaves) encodeLeaf(w, leaf)
  return w.bytes()
}

/** @throws DOCUMENT_MISMATCH when a group lies about itself or a group or path stands twice */
export function decodeDocument(bytes: Uint8Array): Document {
  const { header, seed, leaves } = decodeAll(bytes, 'document', (r) => {
    const header = decodeHeader(r)
    const seed = r.raw(32)
    const count = r.u32()
    if (count !== 2 ** header.depth) refuse('DOCUMENT_MISMATCH', 'leaf-count')
    if (count > r.remaining) refuse('WIRE_MALFORMED', 'ends-early', { what: 'document' })
    return { header, seed, leaves: Array.from({ length: count }, () => decodeLeaf(r)) }
  })
  const doc = seal(header, leaves, seed)
  groupsOf(doc.leaves)
  return doc
}

/** A disclosed part of a document, or all of it. */
export interface Group {
  readonly id: Uint8Array
  readonly kind: string
  readonly value: Json
  /** Number of its manifest leaf in the tree; its other leaves follow. */
  readonly at: number
  readonly length: number
}

const known = new WeakMap<readonly (DocumentLeaf | undefined)[], readonly Group[]>()

/** The groups among leaves in tree order. Decoys and gaps (undisclosed leaves) are passed over. @throws DOCUMENT_MISMATCH */
export function groupsOf(leaves: readonly (DocumentLeaf | undefined)[]): readonly Group[] {
  const groups = known.get(leaves) ?? readGroups(leaves)
  known.set(leaves, groups)
  return groups
}

/** Whether a path begins with a group's; the first byte of each is how many segments it has. */
function isUnder(prefix: Uint8Array, path: Uint8Array): boolean {
  for (let i = 1; i < prefix.length; i++) if (path[i] !== prefix[i]) return false
  return true
}

function readGroups(leaves: readonly (DocumentLeaf | undefined)[]): Group[] {
  const groups: Group[] = []
  const ids = new Set<string>()
  for (let i = 0; i < leaves.length; ) {
    const leaf = leaves[i]
    if (!leaf || leaf.type === 'decoy') {
      i++
      continue
    }
    if (leaf.type !== 'manifest') refuse('DOCUMENT_MISMATCH', 'leaf-outside')
    const manifest = decodeManifest(leaf.value)
    const body = leaves.slice(i + 1, i + 1 + manifest.leaves).filter((l): l is DocumentLeaf => l !== undefined)
    const prefix = encodePath([manifest.id])
    if (body.length !== manifest.leaves || !equal(pathsHash(body), manifest.pathsHash) || !equal(prefix, leaf.path)) {
      refuse('DOCUMENT_MISMATCH', 'group-manifest')
    }
    // Every path begins with its group's id: with these apart, paths are, and inside a group the view refuses two leaves of one place.
    if (ids.has(binary(manifest.id))) refuse('DOCUMENT_MISMATCH', 'group-twice')
    ids.add(binary(manifest.id))
    for (const { path } of body) if (!isUnder(prefix, path)) refuse('DOCUMENT_MISMATCH', 'leaf-other-group')
    groups.push({ id: manifest.id, kind: manifest.kind, value: unflatten(body, 1), at: i, length: manifest.leaves + 1 })
    i += manifest.leaves + 1
  }
  return groups
}

/**
 * Whole groups of a document with what proves them: for each maximal subtree either its seed and leaves (disclosed) or
 * its hash (not). Mixed subtrees are descended into.
 */
export function discloseGroups(doc: Document, groups: readonly Group[]): Uint8Array {
  const open = new Uint8Array(doc.leaves.length)
  for (const group of groups) open.fill(1, group.at, group.at + group.length)
  const counts = [...open]
  const w = encodeHeader(new Writer(), doc.header)
  const walk = (seed: Uint8Array, at: number, depth: number): void => {
    const size = 2 ** depth
    let shown = 0
    for (let i = at; i < at + size; i++) shown += counts[i] as number
    if (shown === 0) w.u8(0).raw(merkleRoot(doc.hashes.slice(at, at + size)))
    else if (shown === size) {
      w.u8(1).raw(seed)
      for (let i = at; i < at + size; i++) encodeLeaf(w, doc.leaves[i] as DocumentLeaf)
    } else {
      w.u8(2)
      walk(leftSeed(seed), at, depth - 1)
      walk(rightSeed(seed), at + size / 2, depth - 1)
    }
  }
  walk(doc.seed, 0, doc.header.depth)
  return w.bytes()
}

export interface Disclosure {
  readonly header: DocumentHeader
  readonly verificationKey: Uint8Array
  readonly groups: readonly Group[]
}

/**
 * Opens what {@link discloseGroups} made and recomputes the verification key. The caller compares it with the ledger's.
 * @throws WIRE_MALFORMED, DOCUMENT_MISMATCH
 */
export function openDisclosure(bytes: Uint8Array): Disclosure {
  const r = new Reader(bytes, 'disclosure')
  const header = decodeHeader(r)
  const leaves: (DocumentLeaf | undefined)[] = []
  const walk = (depth: number): Uint8Array => {
    const mark = r.u8()
    if (mark === 0) {
      for (let i = 0; i < 2 ** depth; i++) leaves.push(undefined)
      return r.raw(32)
    }
    if (mark === 1) {
      const salts = saltsBelow(r.raw(32), r.remaining > 2 ** depth ? depth : refuse('WIRE_MALFORMED', 'ends-early', { what: 'disclosure' }))
      return merkleRoot(
        salts.map((salt) => {
          const leaf = decodeLeaf(r)
          leaves.push(leaf)
          return documentLeafHash(salt, leaf)
        }),
      )
    }
    if (mark !== 2 || depth === 0) refuse('WIRE_MALFORMED', 'bad-tree', { what: 'disclosure' })
    return innerNode(walk(depth - 1), walk(depth - 1))
  }
  const root = walk(header.depth)
  r.end()
  return { header, verificationKey: verificationKeyOf(header, root), groups: groupsOf(leaves) }
}

/** One leaf with its salt and path: opens a single field of a document whose verification key is known. */
export function proveLeaf(doc: Document, field: string): Uint8Array {
  const index = doc.leaves.findIndex((l) => l.type === 'string' && equal(l.path.subarray(9 + 1), encodePath([field]).subarray(1)))
  return proveLeafAt(doc, index < 0 ? fail('BUG', { what: `no field ${field}` }) : index)
}

/** As {@link proveLeaf}, of the leaf with a number. */
export function proveLeafAt(doc: Document, index: number): Uint8Array {
  const w = encodeHeader(new Writer(), doc.header)
    .u32(index)
    .raw(doc.salts[index] as Uint8Array)
  encodeLeaf(w, doc.leaves[index] as DocumentLeaf)
  return w.list(merklePath(doc.hashes, index), (i, h) => void i.raw(h)).bytes()
}

/** Whether bytes prove a field of a document: they go when it is erased. */
export function isProofOf(bytes: Uint8Array, verificationKey: Uint8Array): boolean {
  try {
    openLeafProof(bytes, verificationKey)
    return true
  } catch {
    return false
  }
}

/** A field of a group, as its proof shows it. */
export interface ProvenField {
  /** Id of the group, hex: fields of two groups say nothing about each other. */
  readonly group: string
  readonly field: string
  readonly value: string
}

/**
 * @returns the field that a proof of `verificationKey` opens. An item of a list, or a field of a field, is none: there could be several of one name.
 * @throws DOCUMENT_MISMATCH
 */
export function openLeafProof(bytes: Uint8Array, verificationKey: Uint8Array): ProvenField {
  const proof = decodeAll(bytes, 'leaf proof', (r) => ({
    header: decodeHeader(r),
    index: r.u32(),
    salt: r.raw(32),
    leaf: decodeLeaf(r),
    path: r.list((i) => i.raw(32)),
  }))
  const hash = documentLeafHash(proof.salt, proof.leaf)
  // The root is what the path leads to; the verification key says whether it is the right one.
  let node = hash
  let at = proof.index
  for (const sibling of proof.path) {
    node = at % 2 === 0 ? innerNode(node, sibling) : innerNode(sibling, node)
    at = Math.floor(at / 2)
  }
  const [group, field, ...deeper] = decodePath(proof.leaf.path)
  const good =
    equal(verificationKeyOf(proof.header, node), verificationKey) &&
    verifyPath(hash, proof.index, 2 ** proof.header.depth, proof.path, node) &&
    proof.leaf.type === 'string'
  if (!good || !(group instanceof Uint8Array) || typeof field !== 'string' || deeper.length > 0)
    return refuse('DOCUMENT_MISMATCH', 'field-foreign')
  return { group: hex(group), field, value: fromUtf8(proof.leaf.value) }
}
