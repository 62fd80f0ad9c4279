/**
 * What a notary's store has to be before the notary signs again: the headers an unbroken chain up to the last, every batch's leaves those of its root, every transaction of a
 * batch in its place and every nullifier spent by it, the running state counted anew, and a clock that is not before what was
 * signed. The rows as such are proved below (storage/proven-store.ts); this is about what they say, whoever wrote them. Signatures are the
 * auditor's (audit.ts).
 */
import { equal, hex } from '@hdms/shared/bytes.ts'
import { merkleRoot } from '@hdms/shared/crypto/merkle.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
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
import { REMEDY } from '@hdms/shared/storage/store-proof.ts'
import type { Batch, UniquenessStore } from './store.ts'

/** Transactions that a start goes back through, about a second; the rest in the background. */
export const AT_START = 5_000

const damaged = (sequence: number, why: string): never =>
  fail('STORE_DAMAGED', { store: 'of the notary', why: `batch ${sequence}: ${why}`, remedy: REMEDY.restore })

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
    const { code, data } = asHdmsError(error)
    if (code === 'WIRE_MALFORMED' || code === 'TX_MALFORMED')
      fail('STORE_DAMAGED', { store: 'of the notary', why: `a row is malformed (${data['why']})`, remedy: REMEDY.restore }, error)
    throw error
  }
}

async function prove({ store, notary, most = Number.POSITIVE_INFINITY, pause }: ProofOptions) {
  const last = await store.lastSequence()
  // Asked again: a notary that runs may have written it meanwhile.
  if ((await store.batch(last + 1)) && (await store.lastSequence()) === last)
    damaged(last + 1, 'it is there, and the last one is said to be before it')
  let [batches, transactions] = [0, 0]
  let after: { readonly batch: Batch; readonly header: Header } | undefined
  for (let sequence = last; sequence >= 1 && transactions < most; sequence--) {
    const batch = (await store.batch(sequence)) ?? damaged(sequence, 'it is missing')
    const header = decodeHeader(batch.header)
    if (!equal(header.notary, notary) || header.sequence !== sequence) damaged(sequence, 'its header is another one')
    if (after) follows(after, batch, header)
    else if ((await store.clockFloor()) <= header.time) damaged(sequence, 'it was signed after the time that the clock may go back to')
    const before = await store.batch(sequence - 1)
    if (!before && sequence > 1) damaged(sequence - 1, 'it is missing')
    await holds(store, batch, header, stateBefore(before))
    batches++
    transactions += batch.ids.length
    after = { batch, header }
    await pause?.()
  }
  if (after?.header.sequence === 1 && after.header.previous.some((byte) => byte !== 0)) damaged(1, 'it continues a batch that is not there')
  return { batches, transactions }
}

function follows(after: { readonly header: Header }, batch: Batch, header: Header): void {
  if (!equal(after.header.previous, headerHash(batch.header))) damaged(header.sequence + 1, 'its header continues another one')
  if (after.header.time < header.time) damaged(header.sequence + 1, 'its time is before that of the one before')
}

/** Undefined where headers do not say it. */
function stateBefore(before: Batch | undefined): Uint8Array | undefined {
  if (!before) return NO_STATE
  return hasState(before.header) ? decodeHeader(before.header).state : undefined
}

async function holds(store: UniquenessStore, batch: Batch, header: Header, before: Uint8Array | undefined): Promise<void> {
  const { sequence, ids, leaves } = batch
  if (ids.length !== header.count || leaves.length !== header.count)
    damaged(sequence, 'it has another number of transactions than its header says')
  if (!equal(merkleRoot(leaves), header.root)) damaged(sequence, 'its leaves do not give the root that was signed')
  const entries = await Promise.all(ids.map((id, index) => entryOf(store, batch, id, index)))
  if (before && hasState(batch.header) && !equal(stateAfter(before, entries), header.state))
    damaged(sequence, 'it is not what the running state says')
}

async function entryOf(store: UniquenessStore, { sequence, leaves }: Batch, id: Uint8Array, index: number): Promise<Commitment> {
  const kept = (await store.evidence(id)) ?? damaged(sequence, `transaction ${index} is missing`)
  if (kept.sequence !== sequence || kept.index !== index) damaged(sequence, `transaction ${index} is said to be elsewhere`)
  if (!equal(answerLeaf(id, kept.preimages), leaves[index] as Uint8Array))
    damaged(sequence, `transaction ${index} is not the leaf that was signed`)
  if (kept.privateRoot && !equal(idOf(kept.visible, kept.privateRoot), id))
    damaged(sequence, `transaction ${index} is not what its id says`)
  const { nullifiers } = decodeVisible(kept.visible)
  const spenders = await Promise.all(nullifiers.map((n) => store.spender(n)))
  const lost = spenders.findIndex((by) => !by || !equal(by, id))
  if (lost >= 0) damaged(sequence, `${hex(nullifiers[lost] as Uint8Array).slice(0, 16)}… was spent in it and could be spent again`)
  return { id, nullifiers, preimages: kept.preimages }
}
