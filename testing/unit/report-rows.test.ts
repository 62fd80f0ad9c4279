/** How results of an order lie in rows. */
import { encodeValue } from '@hdms/flows/engine/codec.ts'
import { NO_HEAD, ReportRows } from '@hdms/node/institutional/his/report-rows.ts'
import type { ReportedItem } from '@hdms/node/institutional/his/reports.ts'
import { Standing } from '@hdms/node/institutional/his/standing.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { expect, test } from 'vitest'

class Kept {
  readonly rows = new Map<string, Uint8Array>()
  written: string[] = []
  readonly store = {
    get: async (key: string) => this.rows.get(key),
    range: async (from: string, to: string) =>
      [...this.rows].filter(([key]) => key >= from && key < to).sort(([a], [b]) => (a < b ? -1 : 1)),
    commit: async (changes: readonly Change[]) => {
      for (const { key, value } of changes) {
        if (key.startsWith('hi/')) this.written.push(key)
        if (value) this.rows.set(key, value)
        else this.rows.delete(key)
      }
    },
  } as unknown as NodeStore
}

const item = (key: string, words = key): ReportedItem => ({ key, status: 'final', resource: JSON.stringify({ words }) })

async function save(rows: ReportRows, items: readonly ReportedItem[]): Promise<void> {
  const standing = await rows.of('o')
  await rows.save([{ orderId: 'o', standing, head: NO_HEAD, placed: standing.take(items) }])
}

/** As a node that starts anew reads it. */
async function read(kept: Kept): Promise<ReportedItem[]> {
  const rows = new ReportRows(kept.store)
  await rows.load()
  return (await rows.of('o')).list()
}

test('the items of a message lie in one row, and a change of one of them writes that row alone', async () => {
  const kept = new Kept()
  const rows = new ReportRows(kept.store)
  await save(
    rows,
    ['a', 'b', 'c'].map((key) => item(key)),
  )
  await save(rows, [item('d')])
  expect(kept.written).toEqual(['hi/o/00000000', 'hi/o/00000003'])
  kept.written = []
  await save(rows, [item('b', 'other')])
  expect(kept.written).toEqual(['hi/o/00000000'])
  expect(await read(kept)).toEqual([item('a'), item('b', 'other'), item('c'), item('d')])
})

test('a row has no more than sixteen items, so that a message of many does not make each change of one a large one', async () => {
  const kept = new Kept()
  const many = Array.from({ length: 40 }, (_, i) => item(`k${i}`))
  await save(new ReportRows(kept.store), many)
  expect(kept.written).toEqual(['hi/o/00000000', 'hi/o/00000016', 'hi/o/00000032'])
  expect(await read(kept)).toEqual(many)
})

for (const grown of ['a', 'b'])
  for (const size of [100_000, 700_000])
    test(`an item that grows to ${size} characters leaves the row it shared (${grown})`, async () => {
      const kept = new Kept()
      const rows = new ReportRows(kept.store)
      await save(rows, [item('a'), item('b'), item('c')])
      const large = item(grown, 'x'.repeat(size))
      await save(rows, [large])
      const all = [item('a'), item('b'), item('c')].map((one) => (one.key === grown ? large : one))
      expect(await read(kept)).toEqual(all)
      kept.written = []
      await save(rows, [item('c', 'later')])
      expect(kept.written).toEqual(['hi/o/00000002'])
      await save(rows, [item(grown, 'small again')])
      expect(await read(kept)).toEqual(
        all.map((one) => (one.key === grown ? item(grown, 'small again') : one.key === 'c' ? item('c', 'later') : one)),
      )
    })

test('rows of one item each, as programs before wrote them, are read and written on', async () => {
  const kept = new Kept()
  kept.rows.set('ho/o', encodeValue({ ...NO_HEAD, count: 2 }))
  for (const { number, row } of new Standing().take([item('a'), item('b')])) kept.rows.set(`hi/o/0000000${number}`, encodeValue(row))
  expect(await read(kept)).toEqual([item('a'), item('b')])
  const rows = new ReportRows(kept.store)
  await rows.load()
  await save(rows, [item('b', 'other'), item('c')])
  expect(await read(kept)).toEqual([item('a'), item('b', 'other'), item('c')])
})
