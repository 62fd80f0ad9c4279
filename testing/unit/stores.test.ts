/** One suite for every NodeStore and BlobStore, and what only a disk can show. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { memoryBlobStore, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { type BlobStore, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { afterAll, describe, expect, test } from 'vitest'

const folders: string[] = []
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'hdms-store-'))
  folders.push(made)
  return made
}
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true })
})
const onDisk = (place: string, text: string) => (readdirSync(place) as string[]).some((f) => readFileSync(join(place, f)).includes(text))

describe.each<[string, () => Promise<NodeStore>]>([
  ['memory', async () => memoryNodeStore()],
  ['LevelDB', () => levelNodeStore(folder())],
])('NodeStore: %s', (_name, open) => {
  test('a batch is all there, in the order of keys, and a range ends where its prefix does', async () => {
    const store = await open()
    await store.commit(['b/2', 'a/1', 'b/1', 'c', 'b'].map((key) => ({ key, value: utf8(key) })))
    expect((await store.range(...prefixRange('b/'))).map(([key, value]) => `${key}=${fromUtf8(value)}`)).toEqual(['b/1=b/1', 'b/2=b/2'])
    await store.commit([
      { key: 'b/1', value: null },
      { key: 'b/2', value: utf8('new') },
    ])
    expect(await store.get('b/1')).toBeUndefined()
    expect(fromUtf8((await store.get('b/2')) ?? new Uint8Array(0))).toBe('new')
    await store.close()
  })
  test('commits at the same time all hold', async () => {
    const store = await open()
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => store.commit([{ key: `k/${String(i).padStart(2, '0')}`, value: Uint8Array.of(i) }])),
    )
    expect((await store.range(...prefixRange('k/'))).map(([, v]) => v[0])).toEqual(Array.from({ length: 50 }, (_, i) => i))
    await store.close()
  })
})

describe('LevelDB', () => {
  test('what was committed is there after reopening; two at once are refused; deleted bytes go with compaction', async () => {
    const place = folder()
    const store = await levelNodeStore(place)
    await store.commit([
      { key: 'secret', value: utf8('THE-SECRET-ROW') },
      { key: 'kept', value: utf8('kept') },
    ])
    await expect(levelNodeStore(place)).rejects.toThrow('another process has it open')
    await store.commit([{ key: 'secret', value: null }])
    expect(onDisk(place, 'THE-SECRET-ROW')).toBe(true)
    await store.compact()
    expect(onDisk(place, 'THE-SECRET-ROW')).toBe(false)
    await store.close()
    const again = await levelNodeStore(place)
    expect(fromUtf8((await again.get('kept')) ?? new Uint8Array(0))).toBe('kept')
    await again.close()
  })
})

describe.each<[string, () => Promise<BlobStore>]>([
  ['memory', async () => memoryBlobStore()],
  ['files', () => fileBlobStore(folder())],
])('BlobStore: %s', (_name, open) => {
  test('puts, gets, lists and destroys', async () => {
    const blobs = await open()
    await blobs.put('aabbccdd', utf8('one'))
    expect(fromUtf8((await blobs.get('aabbccdd')) ?? new Uint8Array(0))).toBe('one')
    expect(await blobs.list()).toEqual(['aabbccdd'])
    await blobs.destroy('aabbccdd')
    await blobs.destroy('aabbccdd')
    expect(await blobs.get('aabbccdd')).toBeUndefined()
    expect(await blobs.list()).toEqual([])
  })
})

test('blob files are for their owner only', async () => {
  const place = join(folder(), 'blobs')
  await (await fileBlobStore(place)).put('aabbccdd', utf8('one'))
  expect(statSync(join(place, 'aabbccdd')).mode & 0o777).toBe(0o600)
})
