/**
 * A part of a document that is handed over before it can be read (docs/ledger.md §9): every leaf of it is there with its hash, so that the
 * receiver recomputes the verification key; some leaves are open, the others under keys that come later.
 *
 *   0 ‖ hash of a subtree that is not part of it      1 ‖ salt ‖ leaf: open
 *   2 ‖ left ‖ right                                  3 ‖ leaf hash ‖ ciphertext: sealed
 */
import { equal, Reader, Writer } from '../bytes.ts'
import { innerNode, merkleRoot } from '../crypto/merkle.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { pad, unpad } from '../envelope/padding.ts'
import { fail } from '../errors.ts'
import {
  type Document,
  type DocumentHeader,
  decodeHeader,
  encodeHeader,
  type Group,
  groupsOf,
  MAX_DEPTH,
  verificationKeyOf,
} from './document.ts'
import { type DocumentLeaf, decodeLeaf, documentLeafHash, encodeLeaf } from './leaves.ts'
import { saltsBelow } from './salts.ts'

export type Shown = 'hidden' | 'open' | 'sealed'

/** A leaf that is there and cannot be read yet. */
export interface SealedLeaf {
  /** Number in its document. */
  readonly at: number
  readonly hash: Uint8Array
  readonly ciphertext: Uint8Array
}
export interface SealedPart {
  readonly header: DocumentHeader
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

/** @param shown of each leaf @param keyOf the key of a document's leaf number */
export async function sealPart(
  crypto: CryptoProvider,
  doc: Document,
  shown: (at: number) => Shown,
  keyOf: (at: number) => Uint8Array,
): Promise<Uint8Array> {
  const salts = saltsBelow(doc.seed, doc.header.depth)
  const w = encodeHeader(new Writer(), doc.header)
  const walk = async (at: number, depth: number): Promise<void> => {
    const size = 2 ** depth
    const all = Array.from({ length: size }, (_, i) => shown(at + i))
    if (all.every((s) => s === 'hidden')) {
      w.u8(0).raw(merkleRoot(doc.hashes.slice(at, at + size)))
      return
    }
    if (depth > 0) {
      w.u8(2)
      await walk(at, depth - 1)
      return walk(at + size / 2, depth - 1)
    }
    const [salt, leaf] = [salts[at] as Uint8Array, doc.leaves[at] as DocumentLeaf]
    if (all[0] === 'open') encodeLeaf(w.u8(1).raw(salt), leaf)
    else
      w.u8(3)
        .raw(doc.hashes[at] as Uint8Array)
        .long(await sealLeaf(crypto, keyOf(at), salt, leaf))
  }
  await walk(0, doc.header.depth)
  return w.bytes()
}

/** Reads a part and recomputes the verification key that its leaves lead to. @throws WIRE_MALFORMED, DOCUMENT_MISMATCH */
export function readPart(bytes: Uint8Array): SealedPart {
  const r = new Reader(bytes, 'sealed part')
  const header = decodeHeader(r)
  if (header.depth > MAX_DEPTH) fail('WIRE_TOO_LARGE', { what: 'document', limit: 2 ** MAX_DEPTH })
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
    if (mark !== 3 || depth > 0) fail('WIRE_MALFORMED', { what: 'sealed part', why: 'a bad tree' })
    const hash = r.raw(32)
    sealed.push({ at, hash, ciphertext: r.long() })
    return hash
  }
  const root = walk(0, header.depth)
  r.end()
  return { header, verificationKey: verificationKeyOf(header, root), open, sealed }
}

/** The groups of a part of which every leaf is open now. @throws DOCUMENT_MISMATCH when a group is not as its manifest says */
export function groupsOfPart({ header, open }: SealedPart, opened: ReadonlyMap<number, DocumentLeaf>): Group[] {
  return groupsOf(Array.from({ length: 2 ** header.depth }, (_, at) => open.get(at) ?? opened.get(at)))
}
