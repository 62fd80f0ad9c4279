/**
 * Ownership (docs/ledger.md §1): a state belongs to a lock, a small tree of spending conditions. The notary sees one
 * branch with its path; `owner`, the only thing a creator learns, hides lock and nullifier key.
 *
 *   branch → bh ┐
 *   branch → bh ┴ bRoot → lock ┐
 *                          nk  ┴ owner
 */

import { Reader, strictlyAscending, Writer } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import { merklePath, merkleRoot } from '../crypto/merkle.ts'
import { refuse } from './reasons.ts'

export interface Branch {
  /** How many of `keys` must sign, 1 ≤ m ≤ n ≤ 8. */
  readonly m: number
  /** One-time Ed25519 keys, strictly ascending. */
  readonly keys: readonly Uint8Array[]
  /** Valid while notBefore ≤ notary minute < notAfter (whole minutes; 0 and 0xffffffff for no bound). */
  readonly notBefore: number
  readonly notAfter: number
  /** `H(fx; preimage32)` that must be opened, when set. */
  readonly hash?: Uint8Array
  /** 16 random bytes, so that an unopened branch cannot be guessed. */
  readonly blind: Uint8Array
}

export const MAX_BRANCHES = 8
export const FOREVER = 0xffffffff

export function encodeBranch(branch: Branch): Uint8Array {
  const w = new Writer().u8(branch.m).u8(branch.keys.length)
  for (const key of branch.keys) w.raw(key)
  w.u32(branch.notBefore).u32(branch.notAfter)
  if (branch.hash) w.u8(1).raw(branch.hash)
  else w.u8(0)
  return w.raw(branch.blind, 16).bytes()
}

/** @throws TX_MALFORMED when a rule of §1 is broken. */
export function decodeBranch(r: Reader): Branch {
  const m = r.u8()
  const n = r.u8()
  if (m < 1 || m > n || n > 8) refuse('TX_MALFORMED', 'branch-keys')
  const keys = Array.from({ length: n }, () => r.raw(32))
  if (!strictlyAscending(keys)) refuse('TX_MALFORMED', 'branch-order')
  const notBefore = r.u32()
  const notAfter = r.u32()
  const hash = r.flag() ? r.raw(32) : undefined
  const blind = r.raw(16)
  return { m, keys, notBefore, notAfter, blind, ...(hash ? { hash } : {}) }
}

export const branchHash = (branch: Branch): Uint8Array => H('branch', encodeBranch(branch))
export const lockOf = (bRoot: Uint8Array): Uint8Array => H('lock', bRoot)
export const ownerOf = (lock: Uint8Array, nk: Uint8Array): Uint8Array => H('owner', lock, nk)
export const preimageHash = (preimage: Uint8Array): Uint8Array => H('fx', preimage)

export interface Lock {
  readonly branches: readonly Branch[]
  readonly nk: Uint8Array
  readonly lock: Uint8Array
  readonly owner: Uint8Array
}

export function makeLock(branches: readonly Branch[], nk: Uint8Array): Lock {
  if (branches.length < 1 || branches.length > MAX_BRANCHES) refuse('TX_MALFORMED', 'branch-count')
  const lock = lockOf(merkleRoot(branches.map(branchHash)))
  return { branches, nk, lock, owner: ownerOf(lock, nk) }
}

export const branchPath = (lock: Lock, index: number): Uint8Array[] => merklePath(lock.branches.map(branchHash), index)

/** The `locks` component: opens a lock that a contract prescribes, for output `output`. */
export function encodeOpenedLock(output: number, lock: Lock): Uint8Array {
  return new Writer()
    .u16(output)
    .list(lock.branches, (w, b) => w.short(encodeBranch(b)))
    .raw(lock.nk)
    .bytes()
}

export function decodeOpenedLock(bytes: Uint8Array): { output: number; lock: Lock } {
  const r = new Reader(bytes, 'opened lock')
  const output = r.u16()
  const branches = r.list((inner) => {
    const b = new Reader(inner.short(), 'branch')
    const branch = decodeBranch(b)
    b.end()
    return branch
  })
  const nk = r.raw(32)
  r.end()
  return { output, lock: makeLock(branches, nk) }
}

/** `ser = H(ser; nk, creatingTxId, outputIndex)`: bound to the one place where the state was made (§2). */
export function serialOf(nk: Uint8Array, txId: Uint8Array, index: number): Uint8Array {
  return H('ser', nk, txId, new Writer().u16(index).bytes())
}
/** The serial of the dummy input of a transaction without inputs (§3). */
export const dummySerial = (nk: Uint8Array): Uint8Array => H('dummy', nk)
export const nullifierOf = (lock: Uint8Array, serial: Uint8Array): Uint8Array => H('nf', lock, serial)
