/**
 * Files of the origin-private file system that are overwritten in place: the slots of data keys, the file of secrets, the store's anchor. In a
 * dedicated worker only, and by one at a time.
 */

import { base64, fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Anchor } from '@hdms/shared/ports/anchor.ts'
import type { SlotFile } from '@hdms/shared/ports/slot-file.ts'
import { ANCHOR_SIZE, encodeHead, readHeads } from '@hdms/shared/storage/anchor-slots.ts'
import type { KeyFile } from '@hdms/shared/storage/key-store.ts'
import { refuse } from './reasons.ts'

/** A tab that has just been closed may hold its files a little longer. */
const TRIES = 40
const PAUSE = 50

/** @throws STORAGE_REFUSED when the browser gives no file system, or another tab keeps the file */
export async function openFile(name: string): Promise<FileSystemSyncAccessHandle> {
  let failure: unknown
  for (let i = 0; i < TRIES; i++) {
    try {
      const folder = await navigator.storage.getDirectory()
      return await (await folder.getFileHandle(name, { create: true })).createSyncAccessHandle()
    } catch (error) {
      failure = error
      if (!(error instanceof DOMException && error.name === 'NoModificationAllowedError')) break
      await new Promise((resolve) => setTimeout(resolve, PAUSE))
    }
  }
  return fail('STORAGE_REFUSED', {}, failure)
}

export function opfsSlots(handle: FileSystemSyncAccessHandle): SlotFile {
  return {
    size: () => handle.getSize(),
    read(at, length) {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, handle.read(bytes, { at }))
    },
    write: (at, bytes) => void handle.write(bytes as Uint8Array<ArrayBuffer>, { at }),
    flush: () => handle.flush(),
    close: () => handle.close(),
  }
}

/** An anchor in a file: beside the database, which browsers evict and damage apart from files. */
export function opfsAnchor(handle: FileSystemSyncAccessHandle): Anchor {
  const bytes = new Uint8Array(handle.getSize())
  handle.read(bytes, { at: 0 })
  const found = bytes.length === 0 ? undefined : readHeads(bytes)
  let next = found?.next ?? 0
  return {
    read: async () => found?.head,
    async write(head) {
      try {
        handle.write(encodeHead(head) as Uint8Array<ArrayBuffer>, { at: next })
        handle.flush()
        next = ANCHOR_SIZE / 2 - next
      } catch (error) {
        refuse('STORE_FAILED', 'anchor', {}, error)
      }
    },
    close: async () => handle.close(),
  }
}

/** How large the text of secrets may become: two copies lie at fixed places. */
const COPY = 1 << 16

interface Copy {
  readonly sequence: number
  readonly text: string
}

/**
 * The file of secrets, as two copies that are written in turn: a tab that dies while it writes leaves the other one
 * whole.
 *
 *   copy: length of the rest as 8 digits ‖ {"sequence", "hash", "text"}
 */
export function opfsKeyFile(handle: FileSystemSyncAccessHandle): KeyFile & { close(): void } {
  const readCopy = (at: number): Copy | undefined => {
    const bytes = new Uint8Array(COPY)
    const got = handle.read(bytes, { at })
    try {
      const length = digits(fromUtf8(bytes.subarray(0, 8)))
      if (length === 0 || length + 8 > got) return undefined
      const copy = JSON.parse(fromUtf8(bytes.subarray(8, 8 + length))) as Copy & { hash: string }
      return copy.hash === base64(sha256(utf8(`${copy.sequence}${copy.text}`))) ? copy : undefined
    } catch {
      return undefined
    }
  }
  const newest = (): (Copy & { place: number }) | undefined => {
    const copies = [0, 1].flatMap((place) => {
      const copy = readCopy(place * COPY)
      return copy ? [{ ...copy, place }] : []
    })
    return copies.sort((a, b) => b.sequence - a.sequence)[0]
  }
  return {
    async read() {
      const copy = newest()
      // Something is there, and neither copy is whole.
      if (!copy && handle.getSize() > 0) return refuse('STORE_FAILED', 'keys-damaged')
      return copy?.text
    },
    async write(text) {
      const last = newest()
      const sequence = (last?.sequence ?? 0) + 1
      const body = utf8(JSON.stringify({ sequence, hash: base64(sha256(utf8(`${sequence}${text}`))), text }))
      if (body.length + 8 > COPY) refuse('STORE_FAILED', 'keys-full')
      const at = last?.place === 0 ? COPY : 0
      try {
        // What the copy held before is overwritten to its end.
        const whole = new Uint8Array(COPY)
        whole.set(utf8(String(body.length).padStart(8, '0')))
        whole.set(body, 8)
        handle.write(whole, { at })
        handle.flush()
      } catch (error) {
        refuse('STORE_FAILED', 'keys-unwritten', {}, error)
      }
    },
    close: () => handle.close(),
  }
}
