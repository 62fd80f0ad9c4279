/** What the notary keeps is what it signed: the state in each header, the evidence behind it, and stores of older layouts. */
import { STATE_OF_OLD } from '@hdms/notary/server/migrations.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { type CommitEntry, uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { concat, hex, Writer } from '@hdms/shared/bytes.ts'
import { tag } from '@hdms/shared/crypto/hash.ts'
import { decodeVisible, idOf } from '@hdms/shared/ledger/transaction.ts'
import { answerLeaf, decodeHeader, headerHash, NO_STATE, stateAfter, verifyAnswer } from '@hdms/shared/notary/answer.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
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
    expect(hex(tag('header', 2))).not.toBe(hex(tag('header')))
  })
})
