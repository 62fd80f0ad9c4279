/** What the notary keeps is what it signed: the state in each header, the evidence behind it, and stores of older layouts. */
import { STATE_OF_OLD } from '@hdms/notary/server/migrations.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { type Batch, batchRow, type CommitEntry, uniquenessStore } from '@hdms/notary/server/store.ts'
import { proveStore } from '@hdms/notary/server/store-proof.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { concat, hex, Writer } from '@hdms/shared/bytes.ts'
import { H, sha256, tag } from '@hdms/shared/crypto/hash.ts'
import type { HdmsError } from '@hdms/shared/errors.ts'
import { decodeVisible, idOf } from '@hdms/shared/ledger/transaction.ts'
import { answerLeaf, decodeHeader, encodeHeader, headerHash, NO_STATE, stateAfter, verifyAnswer } from '@hdms/shared/notary/answer.ts'
import { type MemoryDisk, memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { upToDate } from '@hdms/shared/storage/versions.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import { coin, type Spend, spend } from '../support/ledger.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const seed = crypto.random(32)
const parametersHash = crypto.random(32)
const MIN = 29_450_000

const boot = (rows: NodeStore) =>
  Notary.start({
    crypto,
    clock: new SimClock(MIN * MINUTE),
    store: uniquenessStore(rows),
    seed,
    parameters: () => ({ current: parametersHash, replaced: [] }),
  })
async function commit(notary: Notary, many: number): Promise<Spend[]> {
  const spends = await Promise.all(
    Array.from({ length: many }, async () =>
      spend(crypto, { notary: notary.id, parametersHash, from: MIN - 1, until: MIN + 10, inputs: [await coin(crypto)] }),
    ),
  )
  await Promise.all(spends.map((s) => notary.notarise(s.visible, s.privateRoot, s.witnesses)))
  return spends
}

/** What an auditor has: the store alone. @returns the state after its last batch, from V, P and the preimages */
async function replay(rows: NodeStore): Promise<Uint8Array> {
  const store = uniquenessStore(rows)
  let state = NO_STATE
  for (let n = 1; ; n++) {
    const batch = await store.batch(n)
    if (!batch) return state
    const entries = await Promise.all(
      batch.ids.map(async (id) => {
        const kept = await store.evidence(id)
        if (!kept?.privateRoot) throw new Error('P was not kept')
        expect(hex(idOf(kept.visible, kept.privateRoot))).toBe(hex(id))
        return { id, nullifiers: decodeVisible(kept.visible).nullifiers, preimages: kept.preimages }
      }),
    )
    state = stateAfter(state, entries)
    expect(hex(decodeHeader(batch.header).state)).toBe(hex(state))
  }
}

describe('the state in a header', () => {
  test('is what an auditor counts from V, P and preimages of every batch', async () => {
    const rows = memoryNodeStore()
    const notary = await boot(rows)
    for (const many of [1, 3, 2]) await commit(notary, many)
    expect(hex(await replay(rows))).not.toBe(hex(NO_STATE))
  })

  test('changes with every id, nullifier and preimage, with their order, and with what was before', () => {
    const [a, b, c] = [crypto.random(32), crypto.random(32), crypto.random(32)]
    const one = { id: a, nullifiers: [b], preimages: [] }
    const other = { id: c, nullifiers: [a], preimages: [b] }
    const states = [
      stateAfter(NO_STATE, [one, other]),
      stateAfter(NO_STATE, [other, one]),
      stateAfter(NO_STATE, [one]),
      stateAfter(stateAfter(NO_STATE, [one]), [other]),
      stateAfter(NO_STATE, [{ ...one, id: c }]),
      stateAfter(NO_STATE, [{ ...one, nullifiers: [c] }]),
      stateAfter(NO_STATE, [{ ...one, nullifiers: [], preimages: [b] }]),
      stateAfter(c, [one]),
      stateAfter(NO_STATE, [{ ...one, preimages: [b] }]),
    ]
    expect(new Set(states.map(hex)).size).toBe(states.length)
  })
})

/** A batch as the version before wrote it: no state, no ids, no P. */
async function oldBatch(rows: NodeStore, notary: Uint8Array, sequence: number, previous: Uint8Array, entries: readonly Spend[]) {
  const hashes = (w: Writer, h: Uint8Array) => void w.raw(h)
  const leaves = entries.map(({ id }) => answerLeaf(id, []))
  const root = leaves[0] as Uint8Array
  const header = new Writer()
    .raw(notary)
    .u64(sequence)
    .raw(previous)
    .raw(root)
    .u32(1)
    .u64(MIN * MINUTE)
    .bytes()
  await rows.commit([
    ...entries.flatMap((e, index) => [
      ...decodeVisible(e.visible).nullifiers.map((n) => ({ key: `1/${hex(n)}`, value: e.id })),
      {
        key: `2/${hex(e.id)}`,
        value: new Writer()
          .u64(sequence)
          .u32(index)
          .list([], hashes)
          .long(e.visible)
          .list(e.witnesses, (w, b) => void w.long(b))
          .bytes(),
      },
    ]),
    { key: `3/${String(sequence).padStart(16, '0')}`, value: new Writer().short(header).list(leaves, hashes).bytes() },
    { key: '4/last', value: new Writer().u64(sequence).bytes() },
    { key: '4/floor', value: new Writer().u64(MIN * MINUTE + 2000).bytes() },
  ])
  return header
}

describe('a store of the version before', () => {
  const old = async () => {
    const rows = memoryNodeStore()
    const { id } = await boot(memoryNodeStore())
    const spends = await Promise.all(
      [1, 2].map(async () => spend(crypto, { notary: id, parametersHash, from: MIN - 1, until: MIN + 10, inputs: [await coin(crypto)] })),
    )
    const first = await oldBatch(rows, id, 1, new Uint8Array(32), spends.slice(0, 1))
    const second = await oldBatch(rows, id, 2, headerHash(first), spends.slice(1))
    return { rows, spends, second }
  }

  test('goes on: its answers stay true, and the next header says the state over all batches', async () => {
    const { rows, spends, second } = await old()
    expect(await upToDate(rows, [STATE_OF_OLD])).toEqual([STATE_OF_OLD.about])
    const notary = await boot(rows)
    await commit(notary, 2)
    const store = uniquenessStore(rows)
    const third = await store.batch(3)
    const entries = async (n: number): Promise<CommitEntry[]> => {
      const batch = await store.batch(n)
      return Promise.all(
        (batch?.ids ?? []).map(async (id) => {
          const kept = await store.evidence(id)
          return { ...kept, id, nullifiers: decodeVisible(kept?.visible as Uint8Array).nullifiers } as CommitEntry
        }),
      )
    }
    let state = NO_STATE
    for (const n of [1, 2, 3]) state = stateAfter(state, await entries(n))
    const header = decodeHeader(third?.header as Uint8Array)
    expect([hex(header.state), hex(header.previous)]).toEqual([hex(state), hex(headerHash(second))])
    const [spent] = spends as [Spend]
    const answered = await notary.notarise(spent.visible, spent.privateRoot, spent.witnesses)
    if (!('answer' in answered)) throw new Error('the old answer was expected')
    const verified = await verifyAnswer(crypto, notary.key, spent.id, spent.visible, answered.answer)
    expect([verified.sequence, hex(verified.state)]).toEqual([1, hex(NO_STATE)])
    await notary.stop()
  })

  test('is signed under another tag than a header with a state', async () => {
    const { second } = await old()
    expect(hex(headerHash(second))).not.toBe(hex(headerHash(concat(second, NO_STATE))))
    // As it was when it was signed.
    expect(hex(headerHash(second))).toBe(hex(H('header', second)))
    expect(hex(headerHash(concat(second, NO_STATE)))).toBe(hex(sha256(concat(tag('header', 2), second, NO_STATE))))
  })
})

describe('a notary proves at its start what it signed', () => {
  const filled = async () => {
    const disk = memoryDisk()
    const notary = await boot(memoryNodeStore(disk))
    // Four batches of one each.
    for (let n = 0; n < 4; n++) await commit(notary, 1)
    return disk
  }
  const keys = (disk: MemoryDisk, prefix: string) => [...disk.rows.keys()].filter((key) => key.startsWith(prefix)).sort()
  const started = (disk: MemoryDisk) =>
    boot(memoryNodeStore(disk)).then(
      () => 'started',
      (error: HdmsError) => `${error.code} ${error.data['why']}`,
    )
  const drop =
    (prefix: string, nth: number) =>
    (disk: MemoryDisk): void =>
      void disk.rows.delete(keys(disk, prefix).at(nth) ?? '')
  const swap =
    (prefix: string) =>
    (disk: MemoryDisk): void => {
      const [a, b] = keys(disk, prefix) as [string, string]
      const [one, two] = [disk.rows.get(a) as Uint8Array, disk.rows.get(b) as Uint8Array]
      disk.rows.set(a, two).set(b, one)
    }
  const replaceIn =
    (prefix: string, nth: number, change: (row: Uint8Array) => Uint8Array) =>
    (disk: MemoryDisk): void => {
      const key = keys(disk, prefix).at(nth) ?? ''
      disk.rows.set(key, change((disk.rows.get(key) as Uint8Array).slice()))
    }
  /** A batch whose rows are there and fit each other, and which is not what was signed: its only transaction is another. */
  const exchanged = async (disk: MemoryDisk): Promise<void> => {
    const store = uniquenessStore(memoryNodeStore(disk))
    const batch = await store.batch(1)
    const [id] = (batch as Batch).ids as [Uint8Array]
    const kept = await store.evidence(id)
    const other = await spend(crypto, {
      ...{ notary: (await boot(memoryNodeStore())).id, parametersHash, from: MIN - 1, until: MIN + 10 },
      inputs: [await coin(crypto)],
    })
    const nullifiers = decodeVisible(other.visible).nullifiers
    for (const n of decodeVisible(kept?.visible as Uint8Array).nullifiers) disk.rows.delete(`1/${hex(n)}`)
    disk.rows.delete(`2/${hex(id)}`)
    await store.commitBatch({ ...(batch as Batch), ids: [other.id] }, [{ ...other, nullifiers, preimages: [] }])
    disk.rows.set('4/last', new Writer().u64(4).bytes())
  }

  test('N26 a store that is whole starts, again and again', async () => {
    const disk = await filled()
    expect(await started(disk)).toBe('started')
    expect(await started(disk)).toBe('started')
  })

  test.each<[string, (disk: MemoryDisk) => void | Promise<void>, RegExp]>([
    ['a spent state is forgotten', drop('1/', 3), /could be spent again/],
    ['spent states name each other’s spenders', swap('1/'), /could be spent again/],
    ['a transaction is gone', drop('2/', 2), /transaction \d is missing/],
    ['transactions stand in each other’s place', swap('2/'), /is said to be elsewhere|is not the leaf|is not what its id says/],
    ['a transaction is said to be elsewhere', replaceIn('2/', 1, (row) => row.fill(9, 11, 12)), /is said to be elsewhere/],
    ['the first batch is gone', drop('3/', 0), /batch 1: it is missing/],
    ['a batch in the middle is gone', drop('3/', 1), /batch 2: it is missing/],
    ['the last batch is gone', drop('3/', 3), /batch 4: it is missing/],
    ['the number of the last batch is an older one', replaceIn('4/last', 0, () => new Writer().u64(3).bytes()), /batch 4: it is there/],
    ['batches are in each other’s place', swap('3/'), /its header is another one|not what the running state says/],
    ['the clock may go back behind what was signed', drop('4/floor', 0), /signed after the time/],
    ['a row ends too early', replaceIn('2/', 0, (row) => row.slice(0, 30)), /a row is malformed/],
    ['a batch names another transaction than was signed', exchanged, /is not the leaf that was signed/],
  ])('N27 refused when %s', async (_what, spoil, why) => {
    const disk = await filled()
    await spoil(disk)
    const before = new Map(disk.rows)
    expect(await started(disk)).toMatch(why)
    expect(disk.rows).toEqual(before)
  })

  test('N27 a header, a leaf or an id that is another one is refused, whichever', async () => {
    const disk = await filled()
    for (const key of keys(disk, '3/')) {
      const row = disk.rows.get(key) as Uint8Array
      for (let at = 0; at < row.length; at += 7) {
        const twisted = row.slice()
        twisted[at] = (twisted[at] as number) ^ 1
        disk.rows.set(key, twisted)
        expect(await started(disk), `${key}, byte ${at}`).toMatch('STORE_DAMAGED')
      }
      disk.rows.set(key, row)
    }
    expect(await started(disk)).toBe('started')
  })

  test('the state of a header is counted anew, from the one before', async () => {
    const disk = await filled()
    const store = uniquenessStore(memoryNodeStore(disk))
    const notary = await boot(memoryNodeStore(disk))
    // The last batch as it would be, had the notary forgotten what came before.
    const batch = (await store.batch(4)) as Batch
    const header = encodeHeader({ ...decodeHeader(batch.header), state: crypto.random(32) })
    disk.rows.set(keys(disk, '3/').at(-1) ?? '', batchRow({ ...batch, header }).value as Uint8Array)
    expect(await started(disk)).toMatch(/not what the running state says/)
    await expect(notary.prove(async () => {})).rejects.toMatchObject({ code: 'STORE_DAMAGED' })
    await expect(notary.head(crypto.random(32))).rejects.toMatchObject({ code: 'STORE_FAILED' })
  })

  test('a start goes back through the last transactions only, a whole proof through all', async () => {
    const disk = await filled()
    drop('3/', 0)(disk)
    const store = uniquenessStore(memoryNodeStore(disk))
    const { id } = await boot(memoryNodeStore())
    expect(await proveStore({ store, notary: id, most: 2 })).toEqual({ batches: 2, transactions: 2 })
    await expect(proveStore({ store, notary: id })).rejects.toMatchObject({
      code: 'STORE_DAMAGED',
      data: { why: 'batch 1: it is missing' },
    })
  })
})
