/** A SlotFile on a server's disk, mode 0600. */
import { closeSync, constants, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs'
import { fail } from '@hdms/shared/errors.ts'
import type { SlotFile } from '@hdms/shared/ports/slot-file.ts'

export function fileSlots(path: string): SlotFile {
  const fd = open(path)
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
    close: () => closeSync(fd),
  }
}

function open(path: string): number {
  try {
    return openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600)
  } catch (error) {
    return fail('STORE_FAILED', { why: 'the key file cannot be opened' }, error)
  }
}
