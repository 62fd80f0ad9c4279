/** A store proves what it is before it is opened, in one place or in two: by its rows, by what was said beside it, by the other place. */
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { type MemoryAnchor, type MemoryDisk, memoryAnchor, memoryDisk, memoryRows } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { openProven, type Place, type ProvenStore } from '@hdms/shared/storage/proven-store.ts'
import { RowSums } from '@hdms/shared/storage/row-sums.ts'
import { decide, type Evidence, look, PROOF } from '@hdms/shared/storage/store-proof.ts'
import { versionOf } from '@hdms/shared/storage/versions.ts'
import { beforeEach, describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const sums = new RowSums(sha256)

/** A place on a disk that can be copied, spoilt and put back. */
interface Lying {
  name: string
  disk: MemoryDisk
  anchor: MemoryAnchor
  /** Awaited before each write; rejecting fails it. */
  writing?: () => Promise<void>
  /** Awaited before each write of the anchor. */
  anchoring?: () => Promise<void>
}
const lying = (name: string): Lying => ({ name, disk: memoryDisk(), anchor: { head: undefined } })
const copyOf = ({ name, disk, anchor }: Lying): Lying => ({ name, disk: { ...disk, rows: new Map(disk.rows) }, anchor: { ...anchor } })

async function open(...lies: readonly Lying[]): Promise<ProvenStore> {
  const places = lies.map(({ name, disk, anchor, writing, anchoring }): Place => {
    const kept = memoryAnchor(anchor)
    const write: typeof kept.write = async (head) => {
      await anchoring?.()
      await kept.write(head)
    }
    return { name, rows: memoryRows(disk, writing), anchor: { ...kept, write } }
  })
  const evidence = await Promise.all(
    places.map(async ({ name, rows, anchor }) => ({ name, found: await look(rows, sums, 1000), head: await anchor.read() })),
  )
  const plan = decide(evidence as [Evidence, ...Evidence[]])
  return openProven({ places: places as [Place, ...Place[]], sha256, random: crypto.random, plan })
}

const put = (key: string, value = key) => ({ key, value: utf8(value) })
const rowsOf = async (store: NodeStore) => (await store.range('\u0000', '\uffff')).map(([key, value]) => `${key}=${fromUtf8(value)}`)
const refusal = (opening: Promise<unknown>) =>
  opening.then(
    () => 'opened',
    (error: { code?: string; data?: { store?: string; why?: string }; message: string }) =>
      error.code ? `${error.code} ${error.data?.store}: ${error.data?.why}` : error.message,
  )

let data: Lying
let mirror: Lying
beforeEach(() => {
  data = lying('data')
  mirror = lying('mirror')
})

async function filled(...places: readonly Lying[]): Promise<void> {
  const store = await open(...places)
  for (const name of ['n1', 'n2', 'n3', 'n4', 'n5', 'n6']) await store.commit([put(name)])
  await store.commit([put('n1', 'new'), { key: 'n2', value: null }])
  await store.close()
}
const KEPT = ['n1=new', 'n3=n3', 'n4=n4', 'n5=n5', 'n6=n6']

describe('a store', () => {
  test('is as it was left, shows no row of its own, and counts what is replaced and deleted', async () => {
    await filled(data)
    const store = await open(data)
    expect(await rowsOf(store)).toEqual(KEPT)
    expect(await store.check()).toEqual({ rows: 5, commits: 7 })
    expect(fromUtf8((await store.get('n1')) as Uint8Array)).toBe('new')
    expect(await store.get('n2')).toBeUndefined()
  })

  test('writes for all that wait at once, and the last of two writes to a row counts', async () => {
    const store = await open(data)
    await Promise.all([
      store.commit([put('n1', 'a'), put('n1', 'b')]),
      store.commit([put('n1', 'c')]),
      store.commit([put('n1', 'd'), put('n2')]),
    ])
    expect(await rowsOf(store)).toEqual(['n1=d', 'n2=n2'])
    expect((await store.check()).commits).toBeLessThan(3)
    expect(await rowsOf(await open(data))).toEqual(['n1=d', 'n2=n2'])
  })

  test.each<[string, (disk: MemoryDisk) => void, string]>([
    ['a row is missing', ({ rows }) => void rows.delete('n4'), '1 rows are missing'],
    ['a row came back', (disk) => void disk.rows.set('n2', sums.row('n2', utf8('n2'))), '1 rows are there that had gone'],
    ['a row is an older one', (disk) => void disk.rows.set('n1', sums.row('n1', utf8('n1'))), 'rows are there that were replaced later'],
    ['a byte is another', ({ rows }) => flip(rows.get('n3') as Uint8Array), 'a row is not what was written'],
    ['a row lies under another key', ({ rows }) => void rows.set('n3', rows.get('n4') as Uint8Array), 'a row is not what was written'],
    ['the proof is another', ({ rows }) => flip(rows.get(PROOF) as Uint8Array), 'the row that proves it is not what was written'],
    ['the proof is gone', ({ rows }) => void rows.delete(PROOF), 'the row that proves it is gone'],
    ['all rows are gone', ({ rows }) => rows.clear(), 'it is gone or empty, and what is kept beside it says that there was one'],
  ])('K1 is refused when %s', async (_what, spoil, why) => {
    await filled(data)
    spoil(data.disk)
    const before = new Map(data.disk.rows)
    expect(await refusal(open(data))).toBe(`STORE_DAMAGED data: ${why}`)
    expect(data.disk.rows).toEqual(before)
  })

  test('K1 a row that is spoilt while the store is open is not given out, and nothing is written any more', async () => {
    const store = await open(data)
    await store.commit([put('n1'), put('n2')])
    flip(data.disk.rows.get('n1') as Uint8Array)
    expect(await refusal(store.get('n1'))).toMatch('STORE_DAMAGED data: a row is not what was written')
    expect(await refusal(store.range('n', 'o'))).toMatch('STORE_DAMAGED')
    expect(await refusal(store.commit([put('n3')]))).toMatch('STORE_DAMAGED')
  })

  test('K1 a check while it is open finds what is missing', async () => {
    const store = await open(data)
    await store.commit([put('n1'), put('n2')])
    data.disk.rows.delete('n1')
    expect(await refusal(store.check())).toBe('STORE_DAMAGED data: 1 rows are missing')
  })

  test('K3 an old copy put back is refused, and the newest is not', async () => {
    const store = await open(data)
    await store.commit([put('n1')])
    const old = copyOf(data)
    await store.commit([put('n2')])
    expect(await refusal(open({ ...data, disk: old.disk }))).toBe(
      'STORE_DAMAGED data: it is an old state: 2 commits were acknowledged, and it has 1',
    )
    expect(await rowsOf(await open(data))).toEqual(['n1=n1', 'n2=n2'])
  })

  test('K3 a copy that went on by itself, as far as the other, is refused', async () => {
    const store = await open(data)
    await store.commit([put('n1')])
    const fork = copyOf(data)
    await store.commit([put('n2')])
    await (await open(fork)).commit([put('n3')])
    expect(await refusal(open({ ...data, disk: fork.disk }))).toBe('STORE_DAMAGED data: it has another history')
  })

  test('K3 another store in its place is refused', async () => {
    await filled(data)
    const other = lying('data')
    await filled(other)
    await (await open(other)).commit([put('more')])
    expect(await refusal(open({ ...data, disk: other.disk }))).toBe('STORE_DAMAGED data: it is another store than the one that was here')
  })

  test('K3 without what is kept beside it, a store cannot show that it is the newest', async () => {
    await filled(data)
    for (const head of [undefined, 'damaged'] as const) {
      data.anchor.head = head
      expect(await refusal(open(data))).toMatch('is gone')
    }
  })

  test('K4 a commit is acknowledged after its anchor, and the next batch does not wait for it', async () => {
    const waiting: (() => void)[] = []
    let slow = false
    data.anchoring = async () => {
      if (slow) await new Promise<void>((done) => void waiting.push(done))
    }
    const store = await open(data)
    slow = true
    const acknowledged: string[] = []
    const commits = ['n1', 'n2'].map(async (name) => {
      await store.commit([put(name)])
      acknowledged.push(name)
    })
    const last = store.commit([put('n3')])
    // Both batches are on the disk, and nobody was told.
    while (!data.disk.rows.has('n3')) await Promise.resolve()
    for (let turn = 0; turn < 100; turn++) await Promise.resolve()
    expect(acknowledged).toEqual([])
    slow = false
    for (const done of waiting) done()
    await Promise.all([...commits, last])
    expect(acknowledged).toEqual(['n1', 'n2'])
    expect(data.anchor.head).toMatchObject({ sequence: (await store.check()).commits })
  })

  test('K4 a commit is called written when it can be read in every place, and not before; what is acknowledged later may say so', async () => {
    const mirror = lying('mirror')
    const gates = new Map<string, () => void>()
    let slow = false
    const gate = (name: string) => async () => {
      if (slow) await new Promise<void>((done) => void gates.set(name, done))
    }
    Object.assign(data, { writing: gate('data'), anchoring: gate('anchor') })
    mirror.writing = gate('mirror')
    const store = await open(data, mirror)
    slow = true
    const seen: string[] = []
    const commit = store.commit([put('n1')], () => seen.push('written')).then(() => seen.push('acknowledged'))
    const turns = async () => {
      for (let turn = 0; turn < 100; turn++) await Promise.resolve()
    }
    await turns()
    gates.get('data')?.()
    await turns()
    expect([seen, data.disk.rows.has('n1'), mirror.disk.rows.has('n1')]).toEqual([[], true, false])
    gates.get('mirror')?.()
    await turns()
    expect([seen, mirror.disk.rows.has('n1')]).toEqual([['written'], true])
    slow = false
    gates.get('anchor')?.()
    await commit
    expect(seen).toEqual(['written', 'acknowledged'])
  })

  test('K4 a failed write ends it: nobody is acknowledged, nothing overtakes it, and opened again it serves', async () => {
    let full = false
    data.writing = async () => {
      if (full) throw new Error('disk full')
    }
    const store = await open(data)
    await store.commit([put('n1')])
    full = true
    const both = await Promise.all([refusal(store.commit([put('n2')])), refusal(store.commit([put('n3')]))])
    expect(both.every((said) => said !== 'opened')).toBe(true)
    full = false
    expect(await refusal(store.commit([put('n4')]))).toMatch('STORE_FAILED')
    const again = await open(data)
    await again.commit([put('n5')])
    expect(await rowsOf(again)).toEqual(['n1=n1', 'n5=n5'])
  })
})

const flip = (bytes: Uint8Array): void => {
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] as number) ^ 1
}

describe('a store of the program before', () => {
  const old = () => {
    for (let i = 0; i < 8; i++) data.disk.rows.set(`n${i}`, utf8(`v${i}`))
    data.disk.rows.set('\u0001version', Uint8Array.of(0, 0, 0, 3))
    data.disk.rows.set('\u0001commits', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 7))
  }
  const ALL = Array.from({ length: 8 }, (_, i) => `n${i}=v${i}`)

  test('is taken over once, with its version, and proves itself from then on', async () => {
    old()
    const store = await open(data)
    expect((await rowsOf(store)).filter((row) => row.startsWith('n'))).toEqual(ALL)
    expect(await versionOf(store)).toBe(3)
    expect(data.anchor.head).toMatchObject({ sequence: 8 })
    data.disk.rows.delete('n3')
    expect(await refusal(open(data))).toMatch('1 rows are missing')
  })

  test('is taken over after a crash at any write on the way', async () => {
    for (let survives = 0; ; survives++) {
      data = lying('data')
      old()
      let writes = 0
      data.writing = async () => {
        if (++writes > survives) throw new Error('power is gone')
      }
      const opened = await refusal(open(data))
      delete data.writing
      expect((await rowsOf(await open(data))).filter((row) => row.startsWith('n'))).toEqual(ALL)
      if (opened === 'opened') break
    }
  })

  test('is not taken for one when something beside it says that it proved itself before', async () => {
    await filled(data)
    const anchor = data.anchor
    data = { ...lying('data'), anchor }
    old()
    expect(await refusal(open(data))).toBe('STORE_DAMAGED data: the row that proves it is gone')
  })

  test('K2 is not taken over from under a mirror that counted more', async () => {
    old()
    mirror.disk.rows.set('\u0001commits', Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 9))
    mirror.disk.rows.set('n9', utf8('only here'))
    expect(await refusal(open(data, mirror))).toBe('STORE_DAMAGED data: mirror knows more')
    expect(mirror.disk.rows.size).toBe(2)
  })
})

describe('a mirror', () => {
  test('has every commit that was answered', async () => {
    const store = await open(data, mirror)
    await store.commit([put('n1'), put('n2')])
    await store.commit([{ key: 'n1', value: null }])
    expect(await rowsOf(await open(copyOf(mirror)))).toEqual(['n2=n2'])
  })

  test('takes over what a service had before it got one', async () => {
    await filled(data)
    const store = await open(data, mirror)
    await store.commit([put('n7')])
    expect(await rowsOf(await open(copyOf(mirror)))).toEqual([...KEPT, 'n7=n7'])
  })

  test('that cannot be written stops the answer', async () => {
    let broken = false
    mirror.writing = async () => {
      if (broken) throw new Error('disk full')
    }
    const store = await open(data, mirror)
    broken = true
    expect(await refusal(store.commit([put('n1')]))).not.toBe('opened')
  })

  test.each([
    ['first', 'second'],
    ['second', 'first'],
  ])('K4 a crash that left the last commit in the %s place alone: both have it', async (ahead) => {
    const store = await open(data, mirror)
    await store.commit([put('n1'), put('n2')])
    const before = [copyOf(data), copyOf(mirror)] as const
    await store.commit([put('n3'), put('n1', 'new'), { key: 'n2', value: null }])
    const [a, b] =
      ahead === 'first' ? [{ ...data, anchor: before[0].anchor }, before[1]] : [before[0], { ...mirror, anchor: before[1].anchor }]
    const again = await open(a, b)
    expect(await rowsOf(again)).toEqual(['n1=new', 'n3=n3'])
    await again.commit([put('n4')])
    expect(await rowsOf(await open(copyOf(b)))).toEqual(await rowsOf(await open(copyOf(a))))
  })

  test('is finished after a crash at any write while it is being brought up', async () => {
    for (let survives = 0; ; survives++) {
      data = lying('data')
      mirror = lying('mirror')
      await filled(data)
      let writes = 0
      mirror.writing = async () => {
        if (++writes > survives) throw new Error('power is gone')
      }
      const opened = await refusal(open(data, mirror))
      delete mirror.writing
      await open(data, mirror)
      expect(await rowsOf(await open(copyOf(mirror)))).toEqual(KEPT)
      if (opened === 'opened') break
    }
  })

  test('K2 that knows more is never overwritten: not by an old copy, not by a store that began anew', async () => {
    const store = await open(data, mirror)
    await store.commit([put('n1')])
    const old = copyOf(data)
    for (const n of [2, 3]) await store.commit([put(`n${n}`)])
    const kept = new Map(mirror.disk.rows)
    expect(await refusal(open(old, mirror))).toBe('STORE_DAMAGED data: it is 2 commits behind mirror, more than a crash leaves')
    expect(await refusal(open(lying('data'), mirror))).toMatch('STORE_DAMAGED data: it is gone or empty')
    const other = lying('data')
    const began = await open(other)
    for (let n = 0; n < 9; n++) await began.commit([put(`x${n}`)])
    expect(await refusal(open(other, mirror))).toMatch('it is another store than')
    expect(mirror.disk.rows).toEqual(kept)
  })

  test('K2 that lost its anchor is still not begun anew over', async () => {
    await filled(data, mirror)
    mirror.anchor.head = undefined
    expect(await refusal(open(lying('data'), mirror))).toBe('STORE_DAMAGED data: it is gone or empty, and mirror is not')
  })

  test('K4 that has the last commit alone brings the first up, also after a crash at any write of that', async () => {
    for (let survives = 0; ; survives++) {
      ;[data, mirror] = [lying('data'), lying('mirror')]
      const store = await open(data, mirror)
      for (const name of ['n1', 'n2', 'n3', 'n4', 'n5', 'n6', 'n7']) await store.commit([put(name)])
      const behind = copyOf(data)
      await store.commit([put('n1', 'new'), put('n8')])
      let writes = 0
      behind.writing = async () => {
        if (++writes > survives) throw new Error('power is gone')
      }
      const opened = await refusal(open(behind, mirror))
      delete behind.writing
      const again = await open(behind, mirror)
      expect(await rowsOf(again)).toEqual(await rowsOf(await open(copyOf(mirror))))
      expect(await rowsOf(again)).toContain('n1=new')
      if (opened === 'opened') break
    }
  })

  test('K2 that is far behind is not overwritten unasked either: it may be of another history', async () => {
    const store = await open(data, mirror)
    await store.commit([put('n1')])
    const [alone, forked] = [copyOf(data), copyOf(mirror)]
    for (const n of [2, 3]) await store.commit([put(`n${n}`)])
    expect(await refusal(open(data, forked))).toBe('STORE_DAMAGED mirror: it is 2 commits behind data, more than a crash leaves')
    await (await open(alone)).commit([put('fork')])
    await (await open(forked)).commit([put('other')])
    expect(await refusal(open(alone, forked))).toMatch('it has another history')
  })

  test('K3 shows that both places of an old copy are old, by the newer anchor of either', async () => {
    const store = await open(data, mirror)
    await store.commit([put('n1')])
    const [a, b] = [copyOf(data), copyOf(mirror)]
    for (const n of [2, 3]) await store.commit([put(`n${n}`)])
    expect(await refusal(open({ ...a, anchor: data.anchor }, b))).toMatch('it is an old state')
    expect(await refusal(open(a, { ...b, anchor: mirror.anchor }))).toMatch('it is an old state')
  })

  test('K1 that lost its rows or a part of them is named', async () => {
    const store = await open(data, mirror)
    await store.commit([put('n1'), put('n2')])
    const spoilt = copyOf(mirror)
    spoilt.disk.rows.delete('n1')
    expect(await refusal(open(copyOf(data), spoilt))).toBe('STORE_DAMAGED mirror: 1 rows are missing')
    spoilt.disk.rows.clear()
    expect(await refusal(open(copyOf(data), spoilt))).toBe('STORE_DAMAGED mirror: it is gone or empty, and was not')
  })
})
