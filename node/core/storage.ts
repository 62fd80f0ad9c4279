/** What a node keeps: rows, blobs and data keys, over whatever disk the platform has. Nothing lies on it in the clear. */
import { buryOld } from '@hdms/flows/core/documents.ts'
import { SHORT_LIVED } from '@hdms/flows/engine/types.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { BlobStore, NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import type { SlotFile } from '@hdms/shared/ports/slot-file.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { isWhole, type SealedNodeStore, sealedNodeStore } from '@hdms/shared/storage/sealed-store.ts'
import { REMEDY } from '@hdms/shared/storage/store-proof.ts'
import { type Migration, PROVEN, upToDate } from '@hdms/shared/storage/versions.ts'

/** From each version of a node's store to the next. */
const migrations = (keys: KeySlots): readonly Migration[] => [
  {
    about: `${PROVEN.about}; destroyed keys say so`,
    async changes(store) {
      await buryOld(store, keys)
      return []
    },
  },
]

/** Name of the secret that says that storage was made; empty where it is to be made anew. */
export const MADE = 'storage-made'

export interface Disk {
  readonly rows: NodeStore
  readonly blobs: BlobStore
  readonly slots: SlotFile
  /** Where it lies, when that is a folder which somebody looks after. */
  readonly folder?: string
}

export interface Storage {
  readonly store: SealedNodeStore
  readonly blobs: BlobStore
  readonly keys: KeySlots
  /** Told after an erasure: what was deleted is gone for good here. */
  erased(then: () => void): void
  close(): Promise<void>
}

/**
 * @param secrets remembers that storage was made, so that its loss is noticed and never taken for a first start
 * @param storageKey 32 bytes, from the node's secrets
 * @throws STORAGE_LOST, or STORE_DAMAGED of a folder, when rows or keys that were here are gone; STORE_NEWER
 */
export async function openStorage(crypto: CryptoProvider, disk: Disk, secrets: SecretStore, storageKey: Uint8Array): Promise<Storage> {
  const keys = new KeySlots(crypto, disk.slots, storageKey)
  const made = await secrets.get(MADE)
  if (made?.length && !(await isWhole(disk.rows, keys))) {
    const why = 'rows or data keys that were here are gone'
    if (disk.folder === undefined) fail('STORAGE_LOST')
    fail('STORE_DAMAGED', { store: disk.folder, why, remedy: REMEDY.restore })
  }
  const sealed = await sealedNodeStore(disk.rows, crypto, keys, SHORT_LIVED)
  const listeners: (() => void)[] = []
  const store: SealedNodeStore = {
    ...sealed,
    async compact(what = 'all') {
      await sealed.compact(what)
      if (what === 'all') for (const listener of listeners) listener()
    },
  }
  await upToDate(store, migrations(keys))
  if (!made?.length) await secrets.put(MADE, Uint8Array.of(1))
  return {
    store,
    blobs: disk.blobs,
    keys,
    erased: (then) => void listeners.push(then),
    async close() {
      try {
        await store.close()
      } finally {
        keys.close()
      }
    },
  }
}
