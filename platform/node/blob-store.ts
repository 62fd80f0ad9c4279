/** Blobs as files of mode 0600. Destroying one overwrites it first. */

import { mkdir, open, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fail } from '@hdms/shared/errors.ts'
import type { BlobStore } from '@hdms/shared/ports/node-store.ts'
import { renameForGood } from './durable.ts'
import { isMissing } from './file-errors.ts'
import { refuse } from './reasons.ts'

export async function fileBlobStore(folder: string): Promise<BlobStore> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = (id: string) => (/^[0-9a-f]{8,64}$/.test(id) ? join(folder, id) : fail('BUG', { what: 'blob id' }))
  const write = async (file: string, bytes: Uint8Array, flags: string) => {
    const handle = await open(file, flags, 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
  return {
    async put(id, bytes) {
      try {
        await write(`${path(id)}.part`, bytes, 'w')
        await renameForGood(`${path(id)}.part`, path(id))
      } catch (error) {
        refuse('STORE_FAILED', 'document-unwritten', {}, error)
      }
    },
    async get(id) {
      try {
        return new Uint8Array(await readFile(path(id)))
      } catch (error) {
        if (isMissing(error)) return undefined
        throw error
      }
    },
    async destroy(id) {
      try {
        const { length } = await readFile(path(id))
        await write(path(id), new Uint8Array(length), 'r+')
        await rm(path(id))
      } catch (error) {
        if (!isMissing(error)) throw error
      }
    },
    list: async () => (await readdir(folder)).filter((name) => !name.endsWith('.part')),
  }
}
