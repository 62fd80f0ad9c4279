/** A SlotFile on a server's disk, mode 0600. */

import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import type { SlotFile } from '@hdms/shared/ports/slot-file.ts'
import { REMEDY } from '@hdms/shared/storage/store-proof.ts'
import { isMissing } from './file-errors.ts'
import { refuse } from './reasons.ts'

/** @param create whether it may be new. @throws STORE_DAMAGED when it was there and is not, STORE_FAILED */
export function fileSlots(path: string, create = true): SlotFile {
  const fd = open(path, create)
  let closed = false
  return {
    size: () => fstatSync(fd).size,
    read(at, length) {
      const bytes = new Uint8Array(length)
      return bytes.subarray(0, readSync(fd, bytes, 0, length, at))
    },
    write(at, bytes) {
      writeSync(fd, bytes, 0, bytes.length, at)
    },
    flush: () => fsyncSync(fd),
    close() {
      // The number may be another file's by the second time.
      if (!closed) closeSync(fd)
      closed = true
    },
  }
}

function open(path: string, create: boolean): number {
  try {
    return openSync(path, constants.O_RDWR | (create ? constants.O_CREAT : 0), 0o600)
  } catch (error) {
    if (isMissing(error)) refuse('STORE_DAMAGED', 'gone', { store: path, remedy: REMEDY.restore }, error)
    return refuse('STORE_FAILED', 'key-file', {}, error)
  }
}
