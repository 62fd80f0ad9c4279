/**
 * What a batch takes so far. Looked up by hash, so that deciding a batch costs what its requests hold and not their
 * square.
 */
import { hex } from '@hdms/shared/bytes.ts'
import type { Waiting } from './notary.ts'
import type { CommitEntry } from './store.ts'

export interface AcceptedEntry {
  readonly entry: CommitEntry
  /** Everybody who asked for it: the same transaction may come several times. */
  readonly waiters: Waiting[]
}

export class Accepted {
  readonly list: AcceptedEntry[] = []
  private readonly byId = new Map<string, AcceptedEntry>()
  private readonly spenders = new Map<string, Uint8Array>()

  add(entry: CommitEntry, waiter: Waiting): void {
    const accepted = { entry, waiters: [waiter] }
    this.list.push(accepted)
    this.byId.set(hex(entry.id), accepted)
    for (const nullifier of entry.nullifiers) this.spenders.set(hex(nullifier), entry.id)
  }

  /** Joins those who wait for a transaction that is in this batch. @returns whether it is */
  join(id: Uint8Array, waiter: Waiting): boolean {
    const accepted = this.byId.get(hex(id))
    accepted?.waiters.push(waiter)
    return accepted !== undefined
  }

  /** The id of the transaction of this batch that spends `nullifier`. */
  spender(nullifier: Uint8Array): Uint8Array | undefined {
    return this.spenders.get(hex(nullifier))
  }
}
