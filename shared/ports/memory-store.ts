/** NodeStore and BlobStore in memory, for tests, simulations and the compliance suite. */
import type { BlobStore, NodeStore } from './node-store.ts'
import type { SlotFile } from './slot-file.ts'

export interface MemoryDisk {
  readonly rows: Map<string, Uint8Array>
  readonly blobs: Map<string, Uint8Array>
  /** Bytes of the slot file. */
  slots: Uint8Array
}
export const memoryDisk = (): MemoryDisk => ({ rows: new Map(), blobs: new Map(), slots: new Uint8Array(0) })

/** @param commitDelay awaited before a batch becomes durable; rejecting makes the commit fail with nothing written */
export function memoryNodeStore(disk: MemoryDisk = memoryDisk(), commitDelay: () => Promise<void> = async () => {}): NodeStore {
  return {
    get: async (key) => disk.rows.get(key),
    range: async (from, to) => [...disk.rows].filter(([key]) => key >= from && key < to).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
    async commit(changes) {
      await commitDelay()
      for (const { key, value } of changes) {
        if (value === null) disk.rows.delete(key)
        else disk.rows.set(key, value.slice())
      }
    },
    compact: async () => {},
    close: async () => {},
  }
}

export function memoryBlobStore(disk: MemoryDisk = memoryDisk()): BlobStore {
  return {
    async put(id, bytes) {
      disk.blobs.set(id, bytes.slice())
    },
    get: async (id) => disk.blobs.get(id),
    async destroy(id) {
      disk.blobs.delete(id)
    },
    list: async () => [...disk.blobs.keys()],
  }
}

export function memorySlots(disk: MemoryDisk = memoryDisk()): SlotFile {
  return {
    size: () => disk.slots.length,
    read: (at, length) => disk.slots.slice(at, at + length),
    write(at, bytes) {
      const grown = new Uint8Array(Math.max(disk.slots.length, at + bytes.length))
      grown.set(disk.slots)
      grown.set(bytes, at)
      disk.slots = grown
    },
    flush() {},
    close() {},
  }
}
