/**
 * A part of a document that is handed over before it can be read (docs/ledger.md §9): every leaf of it is there with its hash, so that the
 * receiver recomputes the verification key; some leaves are open, the others under keys that come later.
 *
 *   0 ‖ hash of a subtree that is not part of it      1 ‖ salt ‖ leaf: open
 *   2 ‖ left ‖ right                                  3 ‖ leaf hash ‖ ciphertext: sealed
 *
 * Then, of each group of which something is shown, the paths of all its leaves: its manifest proves that they are all, so that the receiver sees
 * what is kept back, and can refuse a value whose status is.
 */

import { equal, Reader, Writer } from '../bytes.ts'
import { innerNode, merkleRoot } from '../crypto/merkle.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { pad, unpad } from '../envelope/padding.ts'
import {
  type Document,
  type DocumentHeader,
  decodeHeader,
  decodeManifest,
  encodeHeader,
  groupsOf,
  pathsHash,
  verificationKeyOf,
} from './document.ts'
import type { Json } from './json.ts'
import { type DocumentLeaf, decodeLeaf, decodePath, documentLeafHash, encodeLeaf, encodePath, type Path, unflatten } from './leaves.ts'
import { refuse } from './reasons.ts'

export type Shown = 'hidden' | 'open' | 'sealed'

/** A leaf that is there and cannot be read yet. */
export interface SealedLeaf {
  /** Number in its document. */
  readonly at: number
  readonly hash: Uint8Array
  readonly ciphertext: Uint8Array
}
/** A group of which something is shown. */
export interface PartGroup {
  readonly kind: string
  /** Number of its manifest; its leaves follow. */
  readonly at: number
  /** Of all its leaves, in order, without the group's id. */
  readonly paths: readonly Path[]
}
export interface SealedPart {
  readonly header: DocumentHeader
  readonly groups: readonly PartGroup[]
  readonly verificationKey: Uint8Array
  readonly open: ReadonlyMap<number, DocumentLeaf>
  readonly sealed: readonly SealedLeaf[]
}

const [NONCE, NO_AAD] = [new Uint8Array(12), new Uint8Array(0)]

/** Padded, so that the length of a value is not told. */
const sealLeaf = (crypto: CryptoProvider, key: Uint8Array, salt: Uint8Array, leaf: DocumentLeaf): Promise<Uint8Array> => {
  const w = new Writer().raw(salt)
  encodeLeaf(w, leaf)
  return crypto.chachaSeal(key, NONCE, NO_AAD, pad(w.bytes()))
}

/**
 * Opens a sealed leaf. @returns undefined when it does not open to the leaf that its hash is of: whoever sealed it lied
 * @param key one-time key of this leaf
 */
export async function openLeaf(
  crypto: CryptoProvider,
  key: Uint8Array,
  { hash, ciphertext }: Omit<SealedLeaf, 'at'>,
): Promise<DocumentLeaf | undefined> {
  try {
    const r = new Reader(unpad(await crypto.chachaOpen(key, NONCE, NO_AAD, ciphertext)), 'sealed leaf')
    const [salt, leaf] = [r.raw(32), decodeLeaf(r)]
    r.end()
    return equal(documentLeafHash(salt, leaf), hash) ? leaf : undefined
  } catch {
    return undefined
  }
}

/** @param shown of each leaf; manifests are open wherever something of their group is @param keyOf the key of a document's leaf number */
export async function sealPart(
  crypto: CryptoProvider,
  doc: Document,
  shown: (at: number) => Shown,
  keyOf: (at: number) => Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly sealed: readonly SealedLeaf[] }> {
  const sealed: SealedLeaf[] = []
  const sold = groupsOf(doc.leaves).filter((g) => Array.from({ length: g.length }, (_, i) => shown(g.at + i)).some((s) => s !== 'hidden'))
  const manifests = new Set(sold.map((g) => g.at))
  const show = (at: number): Shown => (manifests.has(at) ? 'open' : doc.leaves[at]?.type === 'manifest' ? 'hidden' : shown(at))
  const w = encodeHeader(new Writer(), doc.header)
  const walk = async (at: number, depth: number): Promise<void> => {
    const size = 2 ** depth
    const all = Array.from({ length: size }, (_, i) => show(at + i))
    if (all.every((s) => s === 'hidden')) {
      w.u8(0).raw(merkleRoot(doc.hashes.slice(at, at + size)))
      return
    }
    if (depth > 0) {
      w.u8(2)
      await walk(at, depth - 1)
      return walk(at + size / 2, depth - 1)
    }
    const [salt, leaf] = [doc.salts[at] as Uint8Array, doc.leaves[at] as DocumentLeaf]
    if (all[0] === 'open') {
      encodeLeaf(w.u8(1).raw(salt), leaf)
      return
    }
    const [hash, ciphertext] = [doc.hashes[at] as Uint8Array, await sealLeaf(crypto, keyOf(at), salt, leaf)]
    sealed.push({ at, hash, ciphertext })
    w.u8(3).raw(hash).long(ciphertext)
  }
  await walk(0, doc.header.depth)
  w.list(sold, (to, g) => void to.u32(g.at).list(doc.leaves.slice(g.at + 1, g.at + g.length), (list, leaf) => void list.short(leaf.path)))
  return { bytes: w.bytes(), sealed }
}

/** Reads a part and recomputes the verification key that its leaves lead to. @throws WIRE_MALFORMED, DOCUMENT_MISMATCH */
export function readPart(bytes: Uint8Array): SealedPart {
  const r = new Reader(bytes, 'sealed part')
  const header = decodeHeader(r)
  const open = new Map<number, DocumentLeaf>()
  const sealed: SealedLeaf[] = []
  const walk = (at: number, depth: number): Uint8Array => {
    const mark = r.u8()
    if (mark === 0) return r.raw(32)
    if (mark === 2 && depth > 0) return innerNode(walk(at, depth - 1), walk(at + 2 ** (depth - 1), depth - 1))
    if (mark === 1 && depth === 0) {
      const [salt, leaf] = [r.raw(32), decodeLeaf(r)]
      open.set(at, leaf)
      return documentLeafHash(salt, leaf)
    }
    if (mark !== 3 || depth > 0) refuse('WIRE_MALFORMED', 'bad-tree', { what: 'sealed part' })
    const hash = r.raw(32)
    sealed.push({ at, hash, ciphertext: r.long() })
    return hash
  }
  const root = walk(0, header.depth)
  const listed = r.list((g) => ({ at: g.u32(), paths: g.list((p) => p.short()) }))
  r.end()
  const groups = listed.map(({ at, paths }) => groupFrom(open, at, paths))
  const inGroup = new Set(groups.flatMap((g) => g.paths.map((_, i) => g.at + 1 + i)))
  const leaves = [...[...open].filter(([, leaf]) => leaf.type !== 'manifest').map(([at]) => at), ...sealed.map((s) => s.at)]
  const manifests = [...open].filter(([, leaf]) => leaf.type === 'manifest').length
  if (!leaves.every((at) => inGroup.has(at)) || manifests !== groups.length || new Set(listed.map((g) => g.at)).size !== groups.length)
    refuse('DOCUMENT_MISMATCH', 'leaf-outside')
  return { header, groups, verificationKey: verificationKeyOf(header, root), open, sealed }
}

/** @throws DOCUMENT_MISMATCH when the paths are not all those of the manifest */
function groupFrom(open: ReadonlyMap<number, DocumentLeaf>, at: number, paths: readonly Uint8Array[]): PartGroup {
  const leaf = open.get(at)
  if (leaf?.type !== 'manifest') return refuse('DOCUMENT_MISMATCH', 'no-manifest')
  const { kind, leaves, pathsHash: hash } = decodeManifest(leaf.value)
  const same = paths.length === leaves && equal(pathsHash(paths.map((path) => ({ path }))), hash)
  if (!same) refuse('DOCUMENT_MISMATCH', 'group-manifest')
  return { kind, at, paths: paths.map((p) => decodePath(p).slice(1)) }
}

/** What is kept back of each group, known before anything can be read. */
export function keptBack({ groups, open, sealed }: SealedPart): { readonly hidden: readonly Path[] }[] {
  const there = new Set([...open.keys(), ...sealed.map((s) => s.at)])
  return groups.map(({ at, paths }) => ({ hidden: paths.filter((_, i) => !there.has(at + 1 + i)) }))
}

/** What can be read of a group now. */
export interface OpenGroup {
  readonly kind: string
  readonly value: Json
  /** Paths that were kept back. */
  readonly hidden: readonly Path[]
}

/** @param opened sealed leaves that are open now, by their number @throws DOCUMENT_MISMATCH when a leaf stands where another belongs */
export function groupsOfPart({ groups, open }: SealedPart, opened: ReadonlyMap<number, DocumentLeaf>): OpenGroup[] {
  return groups.map(({ kind, at, paths }) => {
    const leaves: DocumentLeaf[] = []
    const hidden: Path[] = []
    paths.forEach((path, i) => {
      const leaf = opened.get(at + 1 + i) ?? open.get(at + 1 + i)
      if (!leaf) hidden.push(path)
      else if (equal(encodePath(decodePath(leaf.path).slice(1)), encodePath(path))) leaves.push(leaf)
      else refuse('DOCUMENT_MISMATCH', 'leaf-misplaced')
    })
    return { kind, value: unflatten(leaves, 1, true), hidden }
  })
}
