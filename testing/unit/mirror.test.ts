/** A service's store on two disks: what was answered is on both, and the second is enough. */
import { mirrored } from '@hdms/platform/node/service-store.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { describe, expect, test } from 'vitest'

const put = (key: string, value = key) => ({ key, value: utf8(value) })
const rowsOf = async (store: NodeStore) => (await store.range('a', 'z')).map(([key, value]) => `${key}=${fromUtf8(value)}`)

describe('a mirror', () => {
  test('has every commit that was answered, and shows no row of its own', async () => {
    const [a, b] = [memoryNodeStore(), memoryNodeStore()]
    const store = await mirrored(a, b)
    await store.commit([put('n1'), put('n2')])
    await store.commit([{ key: 'n1', value: null }])
    expect(await rowsOf(b)).toEqual(['n2=n2'])
    expect((await store.range('\u0000', '\uffff')).map(([key]) => key)).toEqual(['n2'])
  })

  test('is brought up to date where a crash left it behind, and where it had what was never answered', async () => {
    const [one, two] = [memoryDisk(), memoryDisk()]
    await (await mirrored(memoryNodeStore(one), memoryNodeStore(two))).commit([put('n1')])
    // The machine dies while a commit is on its way to both.
    await (await mirrored(memoryNodeStore(one), memoryNodeStore())).commit([put('n2')])
    two.rows.set('never', utf8('answered'))
    await mirrored(memoryNodeStore(one), memoryNodeStore(two))
    expect(await rowsOf(memoryNodeStore(two))).toEqual(['n1=n1', 'n2=n2'])
  })

  test('takes over what a service had before it got one', async () => {
    const one = memoryNodeStore()
    await one.commit([put('old')])
    const two = memoryNodeStore()
    await mirrored(one, two)
    expect(await rowsOf(two)).toEqual(['old=old'])
  })

  test('that cannot be written stops the answer', async () => {
    const broken = { ...memoryNodeStore(), failing: false }
    const inner = broken.commit
    broken.commit = (changes) => (broken.failing ? Promise.reject(new Error('disk full')) : inner(changes))
    const store = await mirrored(memoryNodeStore(), broken)
    broken.failing = true
    await expect(store.commit([put('n1')])).rejects.toThrow()
  })
})
