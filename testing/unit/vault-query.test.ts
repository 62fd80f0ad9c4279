/** Questions to the vault: what is asked is what is answered, page by page, summed up, and followed. */
import { Vault } from '@hdms/flows/core/vault.ts'
import { type FoundState, type Page, type PageQuery, type StateReader, type Update, VaultQueries } from '@hdms/flows/core/vault-query.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { decodeAll, hex, Writer } from '@hdms/shared/bytes.ts'
import { buildTransaction } from '@hdms/shared/ledger/builder.ts'
import { FOREVER, type Lock, makeLock } from '@hdms/shared/ledger/lock.ts'
import { encodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { beforeEach, describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const NOTARY = crypto.random(32)
const [ANNA, BO] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)] as const
const IOU = 'example.iou/1'

interface Iou {
  readonly amount: number
  readonly lender: Uint8Array
  readonly borrower: Uint8Array
  readonly note: string
}
const encodeIou = (s: Iou): Uint8Array => new Writer().u32(s.amount).raw(s.lender).raw(s.borrower).text(s.note).bytes()
const reader: StateReader<Iou> = {
  contract: IOU,
  decode: (bytes) => decodeAll(bytes, 'IOU', (r) => ({ amount: r.u32(), lender: r.raw(32), borrower: r.raw(32), note: r.text() })),
  participants: ({ lender, borrower }) => [lender, borrower],
}

const newLock = async (): Promise<Lock> =>
  makeLock(
    [{ m: 1, keys: [await crypto.publicKey(crypto.random(32))], notBefore: 0, notAfter: FOREVER, blind: crypto.random(16) }],
    crypto.random(32),
  )

let vault: Vault
let queries: VaultQueries
let at: number
beforeEach(() => {
  vault = new Vault()
  queries = new VaultQueries(vault, [reader])
  at = 0
})

interface Made {
  readonly id: string
  readonly lock: Lock
}
interface Options {
  readonly spends?: Made
  readonly final?: boolean
  readonly own?: boolean
  readonly contract?: string
  readonly bytes?: Uint8Array
}

/** Records a transaction with one IOU, a minute after the one before. */
async function make(iou: Partial<Iou>, { spends, final = true, own = false, contract = IOU, bytes }: Options = {}): Promise<Made> {
  const state = bytes ?? encodeIou({ amount: 1, lender: ANNA, borrower: BO, note: '', ...iou })
  const [dummy, lock] = [await newLock(), await newLock()]
  const input = spends
    ? { input: { ref: { txId: Buffer.from(spends.id, 'hex'), index: 0 }, lock: spends.lock.lock, nk: spends.lock.nk }, contract: IOU }
    : { input: { ref: null, lock: dummy.lock, nk: dummy.nk }, contract: '' }
  const tx = buildTransaction(
    {
      ...{ notary: NOTARY, parametersHash: crypto.random(32), from: 1, until: 11 },
      inputs: [input],
      outputs: [{ output: { contract, state }, owner: lock.owner }],
      commands: [{ contract, name: 'Make', data: new Uint8Array(0) }],
      ...{ signers: [], submitter: crypto.random(32) },
    },
    crypto.random,
  )
  const id = hex(transactionId(tx))
  const changes: Change[] = []
  at += 60_000
  if (own) vault.giveOut(changes, lock.owner, { index: crypto.random(16), contract, dealing: 'd', expires: 0 })
  vault.record(changes, { id, transaction: encodeTransaction(tx), notary: 'O=Notary', signatures: [], dealing: 'd', recordedAt: at })
  if (final) vault.verified(changes, id, crypto.random(8))
  return { id, lock }
}

const amounts = (states: readonly FoundState<Iou>[]): number[] => states.map((s) => s.state.amount)
const ask = (query: Partial<PageQuery> = {}): Page<Iou> => queries.page<Iou>({ contract: IOU, ...query })
/** What a refused question is told. */
function refusal(work: () => unknown): { code: string; what: unknown } {
  try {
    work()
  } catch (error) {
    const { code, data } = error as { code: string; data: { what: string } }
    return { code, what: data.what }
  }
  return { code: 'NONE', what: '' }
}

describe('a question to the vault', () => {
  test('tells what is final and not spent, unless it asks for what waits or was spent', async () => {
    const one = await make({ amount: 1 })
    await make({ amount: 2 }, { spends: one })
    await make({ amount: 3 }, { final: false })
    expect(amounts(ask().states)).toEqual([2])
    expect(amounts(ask({ standing: 'spent' }).states)).toEqual([1])
    expect(amounts(ask({ standing: 'pending' }).states)).toEqual([3])
    expect(ask({ standing: 'any' }).states.map((s) => s.standing)).toEqual(['spent', 'unspent', 'pending'])
  })

  test('a spend that waits for its notary leaves the state unspent, but not free', async () => {
    const one = await make({ amount: 1 })
    await make({ amount: 2 }, { spends: one, final: false })
    expect([amounts(ask().states), amounts(ask({ free: true }).states)]).toEqual([[1], []])
  })

  test('a transaction that was given up has no states', async () => {
    const { id } = await make({ amount: 1 }, { final: false })
    vault.dropped([], id, 'conflict')
    expect(ask({ standing: 'any' }).states).toEqual([])
  })

  test('asks fields, participants, times and whose it is', async () => {
    await make({ amount: 5, note: 'rent' }, { own: true })
    await make({ amount: 7, note: 'bread', borrower: ANNA })
    await make({ amount: 9, note: 'rent again' })
    expect(amounts(ask({ where: { amount: { atLeast: 7 } } }).states)).toEqual([7, 9])
    expect(amounts(ask({ where: { amount: { above: 5, below: 9 } } }).states)).toEqual([7])
    expect(amounts(ask({ where: { amount: 5 } }).states)).toEqual([5])
    expect(amounts(ask({ where: { amount: { in: [5, 9], not: 9 } } }).states)).toEqual([5])
    expect(amounts(ask({ where: { note: { startsWith: 'rent' } } }).states)).toEqual([5, 9])
    expect(amounts(ask({ where: { borrower: BO, amount: { atMost: 8 } } }).states)).toEqual([5])
    expect(amounts(ask({ participants: [BO] }).states)).toEqual([5, 9])
    expect(amounts(ask({ recorded: { from: 120_000, until: 180_000 } }).states)).toEqual([7])
    expect([amounts(ask({ own: true }).states), amounts(ask({ own: false }).states)]).toEqual([[5], [7, 9]])
  })

  test('states of another contract, and bytes that the contract cannot read, answer nothing', async () => {
    await make({ amount: 1 }, { contract: 'example.other/1' })
    await make({}, { bytes: Uint8Array.of(1, 2, 3) })
    await make({ amount: 4 })
    expect(amounts(ask({ standing: 'any' }).states)).toEqual([4])
  })

  test('goes through pages in its order, and what comes and goes between two pages makes no other twice or left out', async () => {
    const made = []
    for (const amount of [4, 1, 3, 1, 2]) made.push(await make({ amount }))
    const sort = [{ by: 'amount', descending: true }]
    const first = ask({ sort, size: 2 })
    expect([amounts(first.states), first.total]).toEqual([[4, 3], 5])
    // The first of the page before is spent, and a larger one comes.
    await make({ amount: 9 }, { spends: made[0] as Made })
    const second = ask({ sort, size: 2, after: first.next as string })
    expect(amounts(second.states)).toEqual([2, 1])
    const third = ask({ sort, size: 2, after: second.next as string })
    expect([amounts(third.states), third.next]).toEqual([[1], undefined])
  })

  test('is summed up by group', async () => {
    for (const [amount, borrower] of [
      [4, BO],
      [6, BO],
      [1, ANNA],
    ] as const)
      await make({ amount, borrower })
    const rows = queries.aggregate({ contract: IOU }, { by: ['borrower'], sum: ['amount'], least: ['amount'], most: ['amount'] })
    expect(
      rows.map(({ group, count, sum, least, most }) => [hex(group['borrower'] as Uint8Array).slice(0, 2), count, sum, least, most]),
    ).toEqual([
      ['02', 2, { amount: 10 }, { amount: 4 }, { amount: 6 }],
      ['01', 1, { amount: 1 }, { amount: 1 }, { amount: 1 }],
    ])
    expect(queries.aggregate({ contract: IOU, where: { amount: 77 } }, { sum: ['amount'] })).toEqual([])
  })

  test('is followed: a snapshot, and then each change once', async () => {
    const one = await make({ amount: 8 })
    await make({ amount: 1 })
    const told: Update<Iou>[] = []
    const { snapshot, end } = queries.track<Iou>({ contract: IOU, where: { amount: { atLeast: 5 } } }, (update) => told.push(update))
    expect(amounts(snapshot)).toEqual([8])
    const two = await make({ amount: 6 }, { spends: one })
    await make({ amount: 2 }, { spends: two })
    await make({ amount: 3 })
    expect(told.map(({ came, went }) => [amounts(came), went])).toEqual([
      [[6], [`${one.id}.0`]],
      [[], [`${two.id}.0`]],
    ])
    end()
    await make({ amount: 70 })
    expect(told).toHaveLength(2)
  })

  test('what is free is followed too: a flow holds a state, and lets it go', async () => {
    const { id } = await make({ amount: 8 })
    const told: Update<Iou>[] = []
    queries.track<Iou>({ contract: IOU, free: true }, (update) => told.push(update))
    vault.softLock([], { txId: Buffer.from(id, 'hex'), index: 0 }, 'a flow')
    vault.release([], 'a flow')
    expect(told.map(({ came, went }) => [amounts(came), went])).toEqual([
      [[], [`${id}.0`]],
      [[8], []],
    ])
  })

  test('is refused with what can be asked', async () => {
    await make({})
    expect(refusal(() => queries.page({ contract: 'example.unknown/1' }))).toEqual({ code: 'INPUT_INVALID', what: 'contract' })
    expect(refusal(() => ask({ where: { owner: 1 } }))).toEqual({ code: 'INPUT_INVALID', what: 'owner' })
    expect(refusal(() => ask({ where: { constructor: 'x' } }))).toEqual({ code: 'INPUT_INVALID', what: 'constructor' })
    expect(refusal(() => ask({ where: { amount: { atLeast: 'five' } } }))).toEqual({ code: 'INPUT_INVALID', what: 'where' })
    for (const size of [0, 1001, 1.5, Number.NaN]) expect(refusal(() => ask({ size }))).toEqual({ code: 'INPUT_INVALID', what: 'size' })
    for (const after of ['', '!', 'AAAA', ask({ sort: [{ by: 'amount' }], size: 1 }).next ?? 'oA=='])
      expect(refusal(() => ask({ after }))).toEqual({ code: 'INPUT_INVALID', what: 'after' })
    expect(refusal(() => queries.aggregate({ contract: IOU }, { sum: ['note'] }))).toEqual({ code: 'INPUT_INVALID', what: 'note' })
  })
})
