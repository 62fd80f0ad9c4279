/** Stores of older and newer versions. */
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { type Migration, upToDate, versionOf } from '@hdms/shared/storage/versions.ts'
import { describe, expect, test } from 'vitest'

const upper: Migration = {
  about: 'names in capitals',
  changes: async (store) =>
    (await store.range('n/', 'n/\uffff')).map(([key, value]) => ({ key, value: utf8(fromUtf8(value).toUpperCase()) })),
}
const moved: Migration = {
  about: 'names under m/',
  changes: async (store) =>
    (await store.range('n/', 'n/\uffff')).flatMap(([key, value]) => [
      { key, value: null },
      { key: `m/${key.slice(2)}`, value },
    ]),
}
const old = async () => {
  const store = memoryNodeStore()
  await store.commit([{ key: 'n/1', value: utf8('kim') }])
  return store
}

describe('versions of a store', () => {
  test('an old store goes through every migration, in order, once', async () => {
    const store = await old()
    expect(await upToDate(store, [upper, moved])).toEqual(['names in capitals', 'names under m/'])
    expect(fromUtf8((await store.get('m/1')) as Uint8Array)).toBe('KIM')
    expect([await store.get('n/1'), await versionOf(store), await upToDate(store, [upper, moved])]).toEqual([undefined, 3, []])
  })

  test('a crash in the middle of a migration leaves the layout before it, and the next start goes on', async () => {
    const disk = memoryDisk()
    let commits = 0
    const dying = memoryNodeStore(disk, async () => {
      if (++commits === 3) throw new Error('power is gone')
    })
    await dying.commit([{ key: 'n/1', value: utf8('kim') }])
    await expect(upToDate(dying, [upper, moved])).rejects.toThrow('power is gone')
    const store = memoryNodeStore(disk)
    expect([await versionOf(store), fromUtf8((await store.get('n/1')) as Uint8Array)]).toEqual([2, 'KIM'])
    expect(await upToDate(store, [upper, moved])).toEqual(['names under m/'])
  })

  test('an older program refuses a newer store and touches nothing', async () => {
    const store = await old()
    await upToDate(store, [upper, moved])
    await expect(upToDate(store, [upper])).rejects.toMatchObject({ code: 'STORE_NEWER', data: { store: 3, known: 2 } })
    expect(await versionOf(store)).toBe(3)
  })
})
