/**
 * Transactions (docs/ledger.md §3). The id commits to V, what the notary sees, and to P, the root of nine component groups
 * that it does not see. Every leaf has a nonce of its own, so any leaf can be torn off and its siblings still prove.
 *
 *   id ─┬─ H(vis; V)
 *       └─ P ── (count ‖ root) × 9 ── leaves
 */

import { concat, decodeAll, type Reader, strictlyAscending, Writer } from '../bytes.ts'
import { H, sha256, tag } from '../crypto/hash.ts'
import { merkleRoot } from '../crypto/merkle.ts'
import { allDistinct } from '../one-to-one.ts'
import { refuse } from './reasons.ts'

export const GROUPS = ['types', 'inputs', 'references', 'outputs', 'owners', 'locks', 'commands', 'attachments', 'signers'] as const
export type Group = (typeof GROUPS)[number]

export interface Visible {
  /** The notary's identity: hash of its service identity key. */
  readonly notary: Uint8Array
  readonly parametersHash: Uint8Array
  /** Whole minutes of the notary's own time; committed only while from ≤ now < until. */
  readonly from: number
  readonly until: number
  readonly nullifiers: readonly Uint8Array[]
  readonly references: readonly Uint8Array[]
}

export const MAX_NULLIFIERS = 64
export const MAX_REFERENCES = 64

export function encodeVisible(v: Visible): Uint8Array {
  const hashes = (w: Writer, h: Uint8Array) => void w.raw(h)
  return new Writer()
    .raw(v.notary)
    .raw(v.parametersHash)
    .u32(v.from)
    .u32(v.until)
    .list(v.nullifiers, hashes)
    .list(v.references, hashes)
    .bytes()
}

/** @throws TX_MALFORMED unless V is in its one canonical form, within its limits, and names each state once. */
export function decodeVisible(bytes: Uint8Array): Visible {
  const hash = (r: Reader) => r.raw(32)
  const v = decodeAll(bytes, 'visible part', (r) => ({
    notary: hash(r),
    parametersHash: hash(r),
    from: r.u32(),
    until: r.u32(),
    nullifiers: r.list(hash),
    references: r.list(hash),
  }))
  if (v.nullifiers.length === 0) refuse('TX_MALFORMED', 'spends-nothing')
  if (v.nullifiers.length > MAX_NULLIFIERS || v.references.length > MAX_REFERENCES) refuse('TX_MALFORMED', 'too-many')
  if (!strictlyAscending(v.nullifiers) || !strictlyAscending(v.references)) {
    refuse('TX_MALFORMED', 'ascend')
  }
  if (!allDistinct([...v.nullifiers, ...v.references])) refuse('TX_MALFORMED', 'spent-and-referenced')
  if (v.from >= v.until) refuse('TX_MALFORMED', 'window-empty')
  return v
}

/** A component whose bytes are shown, or only its leaf hash when it was torn off. */
export type Leaf = { readonly nonce: Uint8Array; readonly bytes: Uint8Array } | { readonly hash: Uint8Array }
export type ShownLeaf = Extract<Leaf, { bytes: Uint8Array }>
export const isShown = (leaf: Leaf): leaf is ShownLeaf => 'bytes' in leaf

/** A transaction as somebody holds it: all leaves, or a tear-off of it. Bytes are kept as they were received. */
export interface Transaction {
  readonly visible: Uint8Array
  readonly groups: Readonly<Record<Group, readonly Leaf[]>>
}

export function leafHash(group: Group, index: number, leaf: Leaf): Uint8Array {
  if (!isShown(leaf)) return leaf.hash
  const place = new Writer().u8(GROUPS.indexOf(group)).u16(index).bytes()
  return sha256(concat(Uint8Array.of(0), tag('leaf'), place, leaf.nonce, leaf.bytes))
}

export function privateRoot(tx: Transaction): Uint8Array {
  const w = new Writer()
  for (const group of GROUPS) {
    const leaves = tx.groups[group]
    w.u16(leaves.length).raw(merkleRoot(leaves.map((leaf, i) => leafHash(group, i, leaf))))
  }
  return H('p', w.bytes())
}

export const idOf = (visible: Uint8Array, p: Uint8Array): Uint8Array => H('tx', H('vis', visible), p)
export const transactionId = (tx: Transaction): Uint8Array => idOf(tx.visible, privateRoot(tx))

/** The same transaction with only the leaves that `keep` wants. */
export function tearOff(tx: Transaction, keep: (group: Group, index: number) => boolean): Transaction {
  const groups = Object.fromEntries(
    GROUPS.map((group) => [
      group,
      tx.groups[group].map((leaf, i) => (isShown(leaf) && !keep(group, i) ? { hash: leafHash(group, i, leaf) } : leaf)),
    ]),
  ) as Record<Group, Leaf[]>
  return { visible: tx.visible, groups }
}

/** @throws TX_MALFORMED when the leaf was torn off or does not exist. */
export function shown(tx: Transaction, group: Group, index: number): Uint8Array {
  const leaf = tx.groups[group][index]
  if (!leaf || !isShown(leaf)) return refuse('TX_MALFORMED', 'leaf-hidden', { index, group })
  return leaf.bytes
}

/** What is shown of a group; leaves that were torn off are passed over. */
export const shownOf = <T>(tx: Transaction, group: Group, decode: (bytes: Uint8Array) => T): T[] =>
  tx.groups[group].filter(isShown).map((leaf) => decode(leaf.bytes))

/** The whole transaction as bytes, for carrying and storing (never hashed as such). */
export function encodeTransaction(tx: Transaction): Uint8Array {
  const w = new Writer().long(tx.visible)
  for (const group of GROUPS) {
    w.list(tx.groups[group], (inner, leaf) => {
      if (isShown(leaf)) inner.u8(1).raw(leaf.nonce).long(leaf.bytes)
      else inner.u8(0).raw(leaf.hash)
    })
  }
  return w.bytes()
}

export function decodeTransaction(bytes: Uint8Array): Transaction {
  return decodeAll(bytes, 'transaction', (r) => {
    const visible = r.long()
    const groups = Object.fromEntries(
      GROUPS.map((group) => [
        group,
        r.list((inner): Leaf => (inner.flag() ? { nonce: inner.raw(32), bytes: inner.long() } : { hash: inner.raw(32) })),
      ]),
    ) as Record<Group, Leaf[]>
    return { visible, groups }
  })
}
