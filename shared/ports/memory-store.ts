/** NodeStore and BlobStore in memory, for tests, simulations and the compliance suite; and what a proven store lies on. */
import type { Anchor, Head } from './anchor.ts'
import type { BlobStore, Change, NodeStore, Row, Rows } from './node-store.ts'
import type { SlotFile } from './slot-file.ts'

export interface MemoryDisk {
  readonly rows: Map<string, Uint8Array>
  readonly blobs: Map<string, Uint8Array>
  /** Bytes of the slot file. */
  slots: Uint8Array
}
export const memoryDisk = (): MemoryDisk => ({ rows: new Map(), blobs: new Map(), slots: new Uint8Array(0) })

function apply(disk: MemoryDisk, changes: readonly Change[]): void {
  for (const { key, value } of changes) {
    if (value === null) disk.rows.delete(key)
    else disk.rows.set(key, value.slice())
  }
}
const sorted = (disk: MemoryDisk, from: string, to: string): Row[] =>
  [...disk.rows].filter(([key]) => key >= from && key < to).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))

/** @param commitDelay awaited before a batch becomes durable; rejecting makes the commit fail with nothing written */
export function memoryNodeStore(disk: MemoryDisk = memoryDisk(), commitDelay: () => Promise<void> = async () => {}): NodeStore {
  return {
    get: async (key) => disk.rows.get(key),
    range: async (from, to) => sorted(disk, from, to),
    async commit(changes) {
      await commitDelay()
      apply(disk, changes)
    },
    compact: async () => {},
    close: async () => {},
  }
}

/** @param commitDelay as of {@link memoryNodeStore}. @param lot rows that a scan gives at once */
export function memoryRows(disk: MemoryDisk = memoryDisk(), commitDelay: () => Promise<void> = async () => {}, lot = 3): Rows {
  return {
    getMany: async (keys) => keys.map((key) => disk.rows.get(key)),
    range: async (from, to) => sorted(disk, from, to),
    scan() {
      const rows = sorted(disk, '', '\uffff\uffff')
      return (async function* () {
        for (let at = 0; at < rows.length; at += lot) yield rows.slice(at, at + lot)
      })()
    },
    async write(changes) {
      await commitDelay()
      apply(disk, changes)
    },
    compact: async () => {},
    close: async () => {},
  }
}

export interface MemoryAnchor {
  head: Head | 'damaged' | undefined
}
export function memoryAnchor(kept: MemoryAnchor = { head: undefined }): Anchor {
  return {
    read: async () => kept.head,
    async write(head) {
      kept.head = head
    },
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
