/**
 * NodeStore and BlobStore on IndexedDB. A batch is one transaction with strict durability: it resolves when the bytes are on the
 * disk. Values come here encrypted; IndexedDB keeps old bytes for a while, so keys never do (see opfs.ts).
 */

import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Anchor } from '@hdms/shared/ports/anchor.ts'
import type { BlobStore, NodeStore, Row, Rows } from '@hdms/shared/ports/node-store.ts'
import { openProven } from '@hdms/shared/storage/proven-store.ts'
import { RowSums } from '@hdms/shared/storage/row-sums.ts'
import { decide, look, type Plan } from '@hdms/shared/storage/store-proof.ts'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import { refuse } from './reasons.ts'

interface Schema extends DBSchema {
  rows: { key: string; value: Uint8Array }
  blobs: { key: string; value: Uint8Array }
}

const STRICT = { durability: 'strict' } as const
/** Rows that are read at once where all are. */
const LOT = 500

/** What a failed write means for the person. */
function refused(error: unknown): never {
  const full = error instanceof DOMException && error.name === 'QuotaExceededError'
  return refuse('STORE_FAILED', full ? 'full' : 'refused', {}, error)
}

export interface BrowserDatabase {
  readonly rows: NodeStore
  readonly blobs: BlobStore
}

/**
 * @param lost the browser took the database away while it was open
 * @param anchor what was said of the rows, outside of the database
 * @throws STORAGE_REFUSED when the browser gives none, STORAGE_LOST when what was there is gone, STORAGE_DAMAGED when
 * it is not as it was left
 */
export async function openDatabase(name: string, lost: () => void, anchor: Anchor): Promise<BrowserDatabase> {
  let db: IDBPDatabase<Schema>
  try {
    db = await openDB<Schema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore('rows')
        fresh.createObjectStore('blobs')
      },
      terminated: lost,
    })
  } catch (error) {
    return fail('STORAGE_REFUSED', {}, error)
  }
  const raw: Rows = {
    getMany: async (keys) => {
      const tx = db.transaction('rows', 'readonly')
      return Promise.all(keys.map((key) => tx.store.get(key)))
    },
    range: (from, to) => rowsIn(db, IDBKeyRange.bound(from, to, false, true)),
    async *scan() {
      // Nobody else writes: one worker has the database, and a store is read whole before it is open.
      for (let after: string | undefined; ; ) {
        const lot = await rowsIn(db, after === undefined ? undefined : IDBKeyRange.lowerBound(after, true), LOT)
        if (lot.length === 0) return
        yield lot
        after = lot.at(-1)?.[0]
      }
    },
    async write(changes) {
      try {
        const tx = db.transaction('rows', 'readwrite', STRICT)
        // Requests run in order; only the transaction's own end is waited for.
        for (const { key, value } of changes) void (value === null ? tx.store.delete(key) : tx.store.put(value, key)).catch(() => {})
        await tx.done
      } catch (error) {
        refused(error)
      }
    },
    compact: async () => {},
    close: async () => db.close(),
  }
  const blobs: BlobStore = {
    async put(id, bytes) {
      try {
        const tx = db.transaction('blobs', 'readwrite', STRICT)
        void tx.store.put(bytes, id).catch(() => {})
        await tx.done
      } catch (error) {
        refused(error)
      }
    },
    get: (id) => db.get('blobs', id),
    async destroy(id) {
      await db.delete('blobs', id)
    },
    list: () => db.getAllKeys('blobs'),
  }
  try {
    return { rows: await proven(raw, anchor), blobs }
  } catch (error) {
    db.close()
    throw error
  }
}

async function rowsIn(db: IDBPDatabase<Schema>, bounds: IDBKeyRange | undefined, most?: number): Promise<Row[]> {
  const tx = db.transaction('rows', 'readonly')
  const [keys, values] = await Promise.all([tx.store.getAllKeys(bounds, most), tx.store.getAll(bounds, most)])
  return keys.map((key, i) => [key, values[i] as Uint8Array] as const)
}

/** A phone's rows are read whole at each start. */
async function proven(rows: Rows, anchor: Anchor): Promise<NodeStore> {
  const found = await look(rows, new RowSums(sha256), Number.POSITIVE_INFINITY)
  let plan: Plan
  try {
    plan = decide([{ name: 'of this device', found, head: await anchor.read() }])
  } catch (error) {
    return fail(found.kind === 'empty' ? 'STORAGE_LOST' : 'STORAGE_DAMAGED', {}, error)
  }
  const random = (length: number) => crypto.getRandomValues(new Uint8Array(length))
  return openProven({ places: [{ name: 'of this device', rows, anchor }], sha256, random, plan })
}
