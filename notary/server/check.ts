/** Steps 1, 3 and 4 of docs/ledger.md §4: what can be said about a request without the store. */

import { equal } from '@hdms/shared/bytes.ts'
import { innerNode, merkleRoot, verifyPath } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { branchHash, lockOf, MAX_BRANCHES, nullifierOf, preimageHash } from '@hdms/shared/ledger/lock.ts'
import { decodeWitness, spendMessage, type Witness } from '@hdms/shared/ledger/signatures.ts'
import { decodeVisible, idOf, type Visible } from '@hdms/shared/ledger/transaction.ts'
import { allDistinct, isWithin } from '@hdms/shared/one-to-one.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type NotaryReasons, refuse as refuseFor } from './reasons.ts'

export interface Request {
  readonly id: Uint8Array
  readonly visible: Uint8Array
  readonly privateRoot: Uint8Array
  readonly v: Visible
  readonly witnessBytes: readonly Uint8Array[]
}

/**
 * Step 1: V decodes canonically, within its limits, with no state twice or both spent and referenced, and names this
 * notary; the id. @throws TX_MALFORMED, WIRE_MALFORMED
 */
export function identify(notary: Uint8Array, visible: Uint8Array, privateRoot: Uint8Array, witnessBytes: readonly Uint8Array[]): Request {
  const v = decodeVisible(visible)
  if (privateRoot.length !== 32) refuseFor('TX_MALFORMED', 'root-length')
  if (!equal(v.notary, notary)) refuseFor('TX_MALFORMED', 'other-notary')
  return { id: idOf(visible, privateRoot), visible, privateRoot, v, witnessBytes }
}

/** The parameters in force, and when those before were replaced. */
export interface ParametersView {
  readonly current: Uint8Array
  readonly replaced: readonly { readonly hash: Uint8Array; readonly atMinute: number }[]
}
const GRACE_MINUTES = 7 * 24 * 60

/** Step 3: a witness for each nullifier; parameters in force, or replaced since `from` and not over 7 days ago. */
export function checkForm(r: Request, parameters: ParametersView, nowMinute: number): void {
  const { v } = r
  if (r.witnessBytes.length !== v.nullifiers.length) refuseFor('TX_MALFORMED', 'witness-count')
  const inForce =
    equal(v.parametersHash, parameters.current) ||
    parameters.replaced.some((p) => equal(p.hash, v.parametersHash) && v.from <= p.atMinute && nowMinute - p.atMinute <= GRACE_MINUTES)
  if (!inForce) fail('PARAMETERS_UNKNOWN')
}

/**
 * Step 4: each witness is recomputed up to its nullifier; distinct keys; m signatures; the preimage.
 * @returns the decoded witnesses, in V's order. @throws TX_WITNESS
 */
export async function checkWitnesses(crypto: CryptoProvider, r: Request): Promise<Witness[]> {
  const witnesses = r.witnessBytes.map(decodeWitness)
  await Promise.all(witnesses.map((w, i) => checkWitness(crypto, r.id, r.v.nullifiers[i] as Uint8Array, w)))
  return witnesses
}

const refuse: RefuseAs<NotaryReasons, 'TX_WITNESS'> = refusingAs(refuseFor, 'TX_WITNESS', {})

async function checkWitness(crypto: CryptoProvider, id: Uint8Array, nullifier: Uint8Array, w: Witness): Promise<void> {
  const bh = branchHash(w.branch)
  if (w.count < 1 || w.count > MAX_BRANCHES) refuse('branch-count')
  const bRoot = w.count === 1 && w.path.length === 0 ? merkleRoot([bh]) : rootFrom(bh, w)
  if (!equal(nullifierOf(lockOf(bRoot), w.serial), nullifier)) refuse('branch-foreign')
  const { keys, m, hash } = w.branch
  const signers = w.signatures.map((s) => s.key)
  if (!allDistinct(signers) || signers.length !== m) refuse('signature-count')
  if (!isWithin(signers, keys)) refuse('signer-foreign')
  const message = spendMessage(id, nullifier, bh)
  const good = await Promise.all(w.signatures.map((s) => crypto.verify(s.key, message, s.signature)))
  if (!good.every(Boolean)) refuse('spend-signature')
  if (hash && !(w.preimage && equal(preimageHash(w.preimage), hash))) refuse('preimage-wrong')
  if (!hash && w.preimage) refuse('preimage-unasked')
}

/** The root that the path leads to, which `verifyPath` then confirms for this place and count. */
function rootFrom(bh: Uint8Array, w: Witness): Uint8Array {
  let fn = w.index
  let sn = w.count - 1
  let node = bh
  for (const sibling of w.path) {
    if (fn % 2 === 1 || fn === sn) {
      node = innerNode(sibling, node)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else node = innerNode(node, sibling)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return verifyPath(bh, w.index, w.count, w.path, node) ? node : refuse('branch-not-in-lock')
}

/** Step 6: the window, and the branches' own times. @throws TX_WINDOW */
export function checkWindow(from: number, until: number, witnesses: readonly Witness[], minute: number): void {
  if (minute < from || minute >= until) fail('TX_WINDOW', { now: minute, from, until })
  for (const { branch } of witnesses) {
    if (minute < branch.notBefore || minute >= branch.notAfter)
      fail('TX_WINDOW', { now: minute, from: branch.notBefore, until: branch.notAfter })
  }
}
