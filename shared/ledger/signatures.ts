/** The two signatures of the ledger: who agrees (contract) and who spends (docs/ledger.md §3, §4). */
import { concat, equal, Reader, Writer } from '../bytes.ts'
import { tag } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import { allDistinct } from '../one-to-one.ts'
import { type Branch, branchHash, branchPath, decodeBranch, encodeBranch, type Lock } from './lock.ts'

export interface ContractSignature {
  readonly key: Uint8Array
  /** `u8 scheme = 1 (Ed25519) ‖ u16 platform version`. */
  readonly metadata: Uint8Array
  readonly signature: Uint8Array
}

const METADATA = Uint8Array.of(1, 0, 1)

const contractMessage = (id: Uint8Array, metadata: Uint8Array) => concat(tag('contract'), id, metadata)

export async function signContract(crypto: CryptoProvider, seed: Uint8Array, id: Uint8Array): Promise<ContractSignature> {
  return { key: await crypto.publicKey(seed), metadata: METADATA, signature: await crypto.sign(seed, contractMessage(id, METADATA)) }
}

/** @throws SIGNATURE_INVALID unless every one of `required` has signed this id, and nobody stands twice */
export async function checkContractSignatures(
  crypto: CryptoProvider,
  id: Uint8Array,
  required: readonly Uint8Array[],
  signatures: readonly ContractSignature[],
): Promise<void> {
  if (!allDistinct(signatures.map((s) => s.key))) fail('SIGNATURE_INVALID', { what: 'the transaction (contract)' })
  for (const key of required) {
    const found = signatures.find((s) => equal(s.key, key))
    const good = found && (await crypto.verify(key, contractMessage(id, found.metadata), found.signature))
    if (!good) fail('SIGNATURE_INVALID', { what: 'the transaction (contract)' })
  }
}

export function encodeContractSignature(s: ContractSignature): Uint8Array {
  return new Writer().raw(s.key).short(s.metadata).raw(s.signature, 64).bytes()
}
export function decodeContractSignature(bytes: Uint8Array): ContractSignature {
  const r = new Reader(bytes, 'contract signature')
  const value = { key: r.raw(32), metadata: r.short(), signature: r.raw(64) }
  r.end()
  return value
}

/** What the notary is shown for one nullifier. */
export interface Witness {
  readonly branch: Branch
  /** Number of the branch in its lock, and how many there are. */
  readonly index: number
  readonly count: number
  readonly path: readonly Uint8Array[]
  readonly serial: Uint8Array
  readonly signatures: readonly { readonly key: Uint8Array; readonly signature: Uint8Array }[]
  readonly preimage?: Uint8Array
}

/** Covers the branch as well: without it, a signature for one branch would serve in another. */
export const spendMessage = (id: Uint8Array, nullifier: Uint8Array, bh: Uint8Array): Uint8Array => concat(tag('spend'), id, nullifier, bh)

export async function signSpend(
  crypto: CryptoProvider,
  seeds: readonly Uint8Array[],
  lock: Lock,
  branchIndex: number,
  id: Uint8Array,
  nullifier: Uint8Array,
  serial: Uint8Array,
  preimage?: Uint8Array,
): Promise<Witness> {
  const branch = lock.branches[branchIndex] ?? fail('BUG', { what: 'branch index' })
  const message = spendMessage(id, nullifier, branchHash(branch))
  const signatures = await Promise.all(
    seeds.map(async (seed) => ({ key: await crypto.publicKey(seed), signature: await crypto.sign(seed, message) })),
  )
  return {
    branch,
    index: branchIndex,
    count: lock.branches.length,
    path: branchPath(lock, branchIndex),
    serial,
    signatures,
    ...(preimage ? { preimage } : {}),
  }
}

export function encodeWitness(witness: Witness): Uint8Array {
  const w = new Writer().short(encodeBranch(witness.branch)).u8(witness.index).u8(witness.count)
  w.list(witness.path, (i, h) => void i.raw(h)).raw(witness.serial)
  w.list(witness.signatures, (i, s) => void i.raw(s.key).raw(s.signature, 64))
  return (witness.preimage ? w.u8(1).raw(witness.preimage) : w.u8(0)).bytes()
}

export function decodeWitness(bytes: Uint8Array): Witness {
  const r = new Reader(bytes, 'witness')
  const inner = new Reader(r.short(), 'branch')
  const branch = decodeBranch(inner)
  inner.end()
  const base = {
    branch,
    index: r.u8(),
    count: r.u8(),
    path: r.list((i) => i.raw(32)),
    serial: r.raw(32),
    signatures: r.list((i) => ({ key: i.raw(32), signature: i.raw(64) })),
  }
  const preimage = r.flag() ? r.raw(32) : undefined
  r.end()
  return { ...base, ...(preimage ? { preimage } : {}) }
}
