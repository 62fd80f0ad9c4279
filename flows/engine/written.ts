/** What the store has of a flow beside its row: what it did, and what it waited for. */
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { ROWS } from './types.ts'

export interface Written {
  /** Encoded entries, in their order. */
  readonly journal: readonly Uint8Array[]
  /** None of a flow that was kept in mid-turn, or written by an older version. */
  readonly pending: Uint8Array | undefined
}

export async function readWritten(store: NodeStore, flow: string): Promise<Written> {
  const journal = (await store.range(...prefixRange(`${ROWS.journal}${flow}/`))).map(([, entry]) => entry)
  return { journal, pending: await store.get(ROWS.waiting + flow) }
}
