/**
 * What a notary's store has to be before the notary signs again: the headers an unbroken chain up to the last, every batch's leaves those of its root, every transaction of a
 * batch in its place and every nullifier spent by it, the running state counted anew, and a clock that is not before what was
 * signed. The rows as such are proved below (storage/proven-store.ts); this is about what they say, whoever wrote them. Signatures are the
 * auditor's (audit.ts).
 */

import { equal, hex } from '@hdms/shared/bytes.ts'
import { merkleRoot } from '@hdms/shared/crypto/merkle.ts'
import { asHdmsError, reasonOf } from '@hdms/shared/errors.ts'
import { decodeVisible, idOf } from '@hdms/shared/ledger/transaction.ts'
import {
  answerLeaf,
  type Commitment,
  decodeHeader,
  type Header,
  hasState,
  headerHash,
  NO_STATE,
  stateAfter,
} from '@hdms/shared/notary/answer.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { REMEDY } from '@hdms/shared/storage/store-proof.ts'
import { type NotaryReasons, refuse } from './reasons.ts'
import type { Batch, UniquenessStore } from './store.ts'

/** Transactions that a start goes back through, about a second; the rest in the background. */
export const AT_START = 5_000

const damaged: RefuseAs<NotaryReasons, 'STORE_DAMAGED', 'store' | 'remedy'> = refusingAs(refuse, 'STORE_DAMAGED', {
  store: 'of the notary',
  remedy: REMEDY.restore,
})

export interface ProofOptions {
  readonly store: UniquenessStore
  /** The notary's id. */
  readonly notary: Uint8Array
  /** Goes back from the last batch through at least so many transactions; through all of them when it is not given. */
  readonly most?: number
  /** Waited for after each batch. */
  readonly pause?: () => Promise<void>
}

/** @returns how much was proved. @throws STORE_DAMAGED */
export async function proveStore(o: ProofOptions): Promise<{ readonly batches: number; readonly transactions: number }> {
  try {
    return await prove(o)
  } catch (error) {
    // A row that cannot be read as what it should be.
    const { code } = asHdmsError(error)
    if (code === 'WIRE_MALFORMED' || code === 'TX_MALFORMED') damaged('row', { because: reasonOf(error) }, error)
    throw error
  }
}

async function prove({ store, notary, most = Number.POSITIVE_INFINITY, pause }: ProofOptions) {
  const last = await store.lastSequence()
  // Asked again: a notary that runs may have written it meanwhile.
  if ((await store.batch(last + 1)) && (await store.lastSequence()) === last) damaged('batch-beyond-last', { sequence: last + 1 })
  let [batches, transactions] = [0, 0]
  let after: { readonly batch: Batch; readonly header: Header } | undefined
  for (let sequence = last; sequence >= 1 && transactions < most; sequence--) {
    const batch = (await store.batch(sequence)) ?? damaged('batch-missing', { sequence })
    const header = decodeHeader(batch.header)
    if (!equal(header.notary, notary) || header.sequence !== sequence) damaged('batch-other-header', { sequence })
    if (after) follows(after, batch, header)
    else if ((await store.clockFloor()) <= header.time) damaged('batch-signed-late', { sequence })
    const before = await store.batch(sequence - 1)
    if (!before && sequence > 1) damaged('batch-missing', { sequence: sequence - 1 })
    await holds(store, batch, header, stateBefore(before))
    batches++
    transactions += batch.ids.length
    after = { batch, header }
    await pause?.()
  }
  if (after?.header.sequence === 1 && after.header.previous.some((byte) => byte !== 0)) damaged('batch-before-first', { sequence: 1 })
  return { batches, transactions }
}

function follows(after: { readonly header: Header }, batch: Batch, header: Header): void {
  if (!equal(after.header.previous, headerHash(batch.header))) damaged('batch-continues-another', { sequence: header.sequence + 1 })
  if (after.header.time < header.time) damaged('batch-time-before', { sequence: header.sequence + 1 })
}

/** Undefined where headers do not say it. */
function stateBefore(before: Batch | undefined): Uint8Array | undefined {
  if (!before) return NO_STATE
  return hasState(before.header) ? decodeHeader(before.header).state : undefined
}

async function holds(store: UniquenessStore, batch: Batch, header: Header, before: Uint8Array | undefined): Promise<void> {
  const { sequence, ids, leaves } = batch
  if (ids.length !== header.count || leaves.length !== header.count) damaged('batch-transaction-count', { sequence })
  if (!equal(merkleRoot(leaves), header.root)) damaged('batch-other-root', { sequence })
  const entries = await Promise.all(ids.map((id, index) => entryOf(store, batch, id, index)))
  if (before && hasState(batch.header) && !equal(stateAfter(before, entries), header.state)) damaged('batch-running-state', { sequence })
}

async function entryOf(store: UniquenessStore, { sequence, leaves }: Batch, id: Uint8Array, index: number): Promise<Commitment> {
  const kept = (await store.evidence(id)) ?? damaged('batch-transaction-missing', { sequence, index })
  if (kept.sequence !== sequence || kept.index !== index) damaged('batch-transaction-elsewhere', { sequence, index })
  if (!equal(answerLeaf(id, kept.preimages), leaves[index] as Uint8Array)) damaged('batch-transaction-leaf', { sequence, index })
  if (kept.privateRoot && !equal(idOf(kept.visible, kept.privateRoot), id)) damaged('batch-transaction-id', { sequence, index })
  const { nullifiers } = decodeVisible(kept.visible)
  const spenders = await Promise.all(nullifiers.map((n) => store.spender(n)))
  const lost = spenders.findIndex((by) => !by || !equal(by, id))
  if (lost >= 0) damaged('batch-spent-again', { sequence, nullifier: hex(nullifiers[lost] as Uint8Array).slice(0, 16) })
  return { id, nullifiers, preimages: kept.preimages }
}
