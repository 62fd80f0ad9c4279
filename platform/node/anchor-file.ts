/** An anchor as a file of mode 0600, beside the store's folder. Its two places are overwritten in turn. */

import { constants, write } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import type { Anchor } from '@hdms/shared/ports/anchor.ts'
import { ANCHOR_SIZE, encodeHead, readHeads } from '@hdms/shared/storage/anchor-slots.ts'
import { isMissing } from './file-errors.ts'
import { refuse } from './reasons.ts'

/**
 * Whether a write of a file that is opened for it is durable when it returns, as after fdatasync; elsewhere it may stay
 * in the disk's cache.
 */
const DURABLE = process.platform === 'linux' ? constants.O_DSYNC : 0
/**
 * Every commit writes here. A FileHandle's own write and sync take two turns of the thread pool and several times the
 * processor.
 */
const writeTo = promisify(write)

/** Reading makes nothing; the first write makes the file. */
export function anchorFile(path: string): Anchor {
  let file: { handle: FileHandle; next: number } | undefined
  return {
    async read() {
      const bytes = await bytesOf(path)
      return bytes && readHeads(bytes).head
    },
    async write(head) {
      try {
        file ??= await openForWriting(path)
        const bytes = encodeHead(head)
        const { bytesWritten } = await writeTo(file.handle.fd, bytes, 0, bytes.length, file.next)
        if (bytesWritten !== bytes.length) refuse('STORE_FAILED', 'disk-full')
        if (!DURABLE) await file.handle.datasync()
        file.next = ANCHOR_SIZE / 2 - file.next
      } catch (error) {
        refuse('STORE_FAILED', 'anchor-unwritten', {}, error)
      }
    },
    async close() {
      await file?.handle.close()
      file = undefined
    },
  }
}

async function bytesOf(path: string): Promise<Uint8Array | undefined> {
  try {
    const handle = await open(path, 'r')
    try {
      return new Uint8Array(await handle.readFile())
    } finally {
      await handle.close()
    }
  } catch (error) {
    return isMissing(error) ? undefined : refuse('STORE_FAILED', 'anchor-unreadable', {}, error)
  }
}

async function openForWriting(path: string): Promise<{ handle: FileHandle; next: number }> {
  const bytes = await bytesOf(path)
  if (bytes?.length === ANCHOR_SIZE) return { handle: await open(path, constants.O_RDWR | DURABLE, 0o600), next: readHeads(bytes).next }
  const handle = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | DURABLE, 0o600)
  await handle.write(new Uint8Array(ANCHOR_SIZE), 0, ANCHOR_SIZE, 0)
  await handle.sync()
  // The name of a new file is durable when its folder is.
  const folder = await open(dirname(path), 'r')
  await folder.sync()
  await folder.close()
  return { handle, next: 0 }
}
