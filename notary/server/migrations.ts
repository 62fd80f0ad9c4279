/** How a notary's store of an older layout becomes one of this version. */

import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeVisible } from '@hdms/shared/ledger/transaction.ts'
import { decodeHeader, NO_STATE, stateAfter } from '@hdms/shared/notary/answer.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { Migration } from '@hdms/shared/storage/versions.ts'
import { batchRow, decodeBatch, decodeEvidence, STATE_ROW } from './store.ts'

/** Ids of each batch, in order; read a 256th at a time, since a notary's transactions may not fit into memory. */
async function idsOfBatches(store: NodeStore): Promise<Map<number, Uint8Array[]>> {
  const batches = new Map<number, Uint8Array[]>()
  for (let first = 0; first < 256; first++) {
    for (const [key, row] of await store.range(...prefixRange(`2/${hex(Uint8Array.of(first))}`))) {
      const { sequence, index } = decodeEvidence(row)
      const ids = batches.get(sequence) ?? []
      ids[index] = fromHex(key.slice('2/'.length))
      batches.set(sequence, ids)
    }
  }
  return batches
}

/**
 * Version 1 to 2: batches name their transactions, and the state that headers go on from is counted once over all of
 * them.
 */
export const STATE_OF_OLD: Migration = {
  about: 'batches name their transactions; the state after them',
  async changes(store) {
    const ids = await idsOfBatches(store)
    const changes: Change[] = []
    let state = NO_STATE
    for (const [, row] of await store.range(...prefixRange('3/'))) {
      const unnumbered = decodeBatch(0, row)
      const batch = { ...unnumbered, sequence: decodeHeader(unnumbered.header).sequence }
      const named = { ...batch, ids: ids.get(batch.sequence) ?? [] }
      const entries = await Promise.all(
        named.ids.map(async (id) => {
          const found = (await store.get(`2/${hex(id)}`)) ?? fail('BUG', { what: 'a commit that is gone' })
          const { visible, preimages } = decodeEvidence(found)
          return { id, nullifiers: decodeVisible(visible).nullifiers, preimages }
        }),
      )
      state = stateAfter(state, entries)
      changes.push(batchRow(named))
    }
    return changes.length === 0 ? [] : [...changes, { key: STATE_ROW, value: state }]
  },
}
