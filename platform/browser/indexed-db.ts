/**
 * NodeStore and BlobStore on IndexedDB. A batch is one transaction with strict durability: it resolves when the bytes are on the
 * disk. Values come here encrypted; IndexedDB keeps old bytes for a while, so keys never do (see opfs.ts).
 */
import { fail } from '@hdms/shared/errors.ts'
import type { BlobStore, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'

interface Schema extends DBSchema {
  rows: { key: string; value: Uint8Array }
  blobs: { key: string; value: Uint8Array }
}

const STRICT = { durability: 'strict' } as const

/** What a failed write means for the person. */
function refused(error: unknown): never {
  const full = error instanceof DOMException && error.name === 'QuotaExceededError'
  return fail('STORE_FAILED', { why: full ? "the device's storage is full" : 'the browser refused to write' }, error)
}

export interface BrowserDatabase {
  readonly rows: NodeStore
  readonly blobs: BlobStore
}

/** @param lost the browser took the database away while it was open. @throws STORAGE_REFUSED when the browser gives none */
export async function openDatabase(name: string, lost: () => void): Promise<BrowserDatabase> {
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
  let broken = false
  const rows: NodeStore = {
    get: (key) => db.get('rows', key),
    async range(from, to) {
      const bounds = IDBKeyRange.bound(from, to, false, true)
      const tx = db.transaction('rows', 'readonly')
      const [keys, values] = await Promise.all([tx.store.getAllKeys(bounds), tx.store.getAll(bounds)])
      return keys.map((key, i) => [key, values[i] as Uint8Array] as const)
    },
    async commit(changes) {
      if (broken) fail('STORE_FAILED', { why: 'an earlier write failed' })
      if (changes.length === 0) return
      try {
        const tx = db.transaction('rows', 'readwrite', STRICT)
        // Requests run in order; only the transaction's own end is waited for.
        for (const { key, value } of changes) void (value === null ? tx.store.delete(key) : tx.store.put(value, key)).catch(() => {})
        await tx.done
      } catch (error) {
        broken = true
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
  return { rows, blobs }
}
