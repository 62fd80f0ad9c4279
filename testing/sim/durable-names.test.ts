/** What is acknowledged outlives a loss of power: the disk may forget a rename until its folder is synchronised. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { keyFile } from '@hdms/platform/node/key-store.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { afterEach, expect, test, vi } from 'vitest'

/** Names that files got, and folders that were synchronised, in order. */
const { done } = vi.hoisted(() => ({ done: [] as string[] }))
const ends = (path: unknown) => String(path).split('/').at(-1)

vi.mock('node:fs/promises', async (actual) => {
  const real = await actual<typeof import('node:fs/promises')>()
  return {
    ...real,
    rename: async (from: string, to: string) => {
      await real.rename(from, to)
      done.push(`named ${ends(to)}`)
    },
    open: async (...args: Parameters<typeof real.open>) => {
      const handle = await real.open(...args)
      const sync = handle.sync.bind(handle)
      handle.sync = async () => {
        await sync()
        done.push(`durable ${ends(args[0])}`)
      }
      return handle
    },
  }
})
vi.mock('node:fs', async (actual) => {
  const real = await actual<typeof import('node:fs')>()
  const open = new Map<number, string>()
  return {
    ...real,
    renameSync: (from: string, to: string) => {
      real.renameSync(from, to)
      done.push(`named ${ends(to)}`)
    },
    openSync: (...args: Parameters<typeof real.openSync>) => {
      const fd = real.openSync(...args)
      open.set(fd, String(args[0]))
      return fd
    },
    fsyncSync: (fd: number) => {
      real.fsyncSync(fd)
      done.push(`durable ${ends(open.get(fd))}`)
    },
  }
})

const folder = mkdtempSync(join(tmpdir(), 'hdms-durable-'))
afterEach(() => {
  done.length = 0
  rmSync(folder, { recursive: true, force: true })
})

test('K4 a document is there for good before its row is written: its bytes, its name, and the folder that has the name', async () => {
  const blobs = await fileBlobStore(join(folder, 'documents'))
  await blobs.put('aabbccdd', utf8('one'))
  expect(done).toEqual(['durable aabbccdd.part', 'named aabbccdd', 'durable documents'])
})

test('K4 keys that were written are not those of before after a loss of power', async () => {
  const blobs = await fileBlobStore(folder)
  expect(await blobs.list()).toEqual([])
  const file = keyFile(join(folder, 'keys.json'))
  await file.write('{}')
  expect(done).toEqual(['named keys.json', `durable ${basename(folder)}`])
  expect(await file.read()).toBe('{}')
})
