/**
 * A file under another name, for good. After a loss of power a disk may have forgotten a rename whose folder was not
 * synchronised: a document that rows speak of is gone then, or keys are those of before.
 */
import { closeSync, fsyncSync, openSync, renameSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Renames a file, and resolves when that outlives a loss of power. @throws what the file system says */
export async function renameForGood(from: string, to: string): Promise<void> {
  await rename(from, to)
  const folder = await open(dirname(to), 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

/** Renames a file, and returns when that outlives a loss of power. @throws what the file system says */
export function renameForGoodNow(from: string, to: string): void {
  renameSync(from, to)
  const folder = openSync(dirname(to), 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
