/**
 * RFC 6962 trees over leaf hashes: an inner node is `SHA-256(0x01 ‖ left ‖ right)`, the left part is the largest power of
 * two below the count. Leaves are hashed by the caller, each kind under its own domain.
 */
import { concat, equal } from '../bytes.ts'
import { fail } from '../errors.ts'
import { sha256 } from './hash.ts'

const ONE = Uint8Array.of(1)
export const EMPTY_ROOT: Uint8Array = sha256(new Uint8Array(0))

export const innerNode = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(ONE, left, right))

function split(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}

/**
 * A tree whose levels are kept: the root and the paths of all n leaves cost n − 1 hashes together, where paths made one by one cost
 * n − 1 each. Holds 64 bytes a leaf.
 */
export class MerkleTree {
  readonly root: Uint8Array
  readonly leaves: readonly Uint8Array[]
  private readonly levels: (readonly Uint8Array[])[]

  constructor(leaves: readonly Uint8Array[]) {
    this.leaves = leaves
    this.levels = [leaves]
    let level = leaves
    // Pairing level by level and carrying an odd last node up gives the same tree as the recursive definition.
    while (level.length > 1) {
      const next: Uint8Array[] = []
      for (let i = 0; i + 1 < level.length; i += 2) next.push(innerNode(level[i] as Uint8Array, level[i + 1] as Uint8Array))
      if (level.length % 2 === 1) next.push(level[level.length - 1] as Uint8Array)
      this.levels.push(next)
      level = next
    }
    this.root = level[0] ?? EMPTY_ROOT
  }

  /** The sibling hashes from leaf `index` up to the root (RFC 6962 §2.1.1). */
  path(index: number): Uint8Array[] {
    if (index < 0 || index >= this.leaves.length) fail('BUG', { what: 'merkle index' })
    const siblings: Uint8Array[] = []
    let place = index
    for (const level of this.levels) {
      const sibling = level[place % 2 === 0 ? place + 1 : place - 1]
      if (sibling && level.length > 1) siblings.push(sibling)
      place = Math.floor(place / 2)
    }
    return siblings
  }
}

export const merkleRoot = (leaves: readonly Uint8Array[]): Uint8Array => new MerkleTree(leaves).root

/** The path of one leaf; who needs several keeps the tree. */
export const merklePath = (leaves: readonly Uint8Array[], index: number): Uint8Array[] => new MerkleTree(leaves).path(index)

/** Whether `leaf` is number `index` of `count` under `root` (RFC 9162 §2.1.3.2). A path too long or too short fails. */
export function verifyPath(leaf: Uint8Array, index: number, count: number, path: readonly Uint8Array[], root: Uint8Array): boolean {
  if (leaf.length !== 32 || root.length !== 32) return false
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(count) || index < 0 || index >= count) return false
  let fn = index
  let sn = count - 1
  let node = leaf
  for (const sibling of path) {
    if (sn === 0 || sibling.length !== 32) return false
    if (fn % 2 === 1 || fn === sn) {
      node = innerNode(sibling, node)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else {
      node = innerNode(node, sibling)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && equal(node, root)
}

/** What shows that the first `from` of `leaves` are where they were (RFC 6962 §2.1.2). @param from 1 to the number of leaves */
export function consistencyProof(leaves: readonly Uint8Array[], from: number): Uint8Array[] {
  if (from < 1 || from > leaves.length) fail('BUG', { what: 'size of a consistency proof' })
  const prove = (m: number, part: readonly Uint8Array[], whole: boolean): Uint8Array[] => {
    if (m === part.length) return whole ? [] : [merkleRoot(part)]
    const k = split(part.length)
    return m <= k
      ? [...prove(m, part.slice(0, k), whole), merkleRoot(part.slice(k))]
      : [...prove(m - k, part.slice(k), false), merkleRoot(part.slice(0, k))]
  }
  return prove(from, leaves, true)
}

/** Whether the tree of `to` leaves continues that of `from` (RFC 9162 §2.1.4.2). */
export function verifyConsistency(from: number, to: number, proof: readonly Uint8Array[], first: Uint8Array, second: Uint8Array): boolean {
  if (![from, to].every((n) => Number.isSafeInteger(n) && n > 0) || from > to) return false
  if (from === to) return proof.length === 0 && equal(first, second)
  if ([first, second, ...proof].some((node) => node.length !== 32)) return false
  // A whole first tree is a node of the second: its root stands for the first element.
  const whole = (from & (from - 1)) === 0
  const path = whole ? [first, ...proof] : [...proof]
  let [fn, sn] = [from - 1, to - 1]
  while (fn % 2 === 1) {
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  const start = path.shift()
  if (!start) return false
  let [fr, sr] = [start, start]
  for (const node of path) {
    if (sn === 0) return false
    if (fn % 2 === 1 || fn === sn) {
      fr = innerNode(node, fr)
      sr = innerNode(node, sr)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else {
      sr = innerNode(sr, node)
    }
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 && equal(fr, first) && equal(sr, second)
}
