/** The notary's behaviours, by the numbers of the acceptance list. */

import { NotaryClient } from '@hdms/notary/client/notary-client.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { Register } from '@hdms/notary/server/register.ts'
import { notaryService } from '@hdms/notary/server/service.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { equal, hex } from '@hdms/shared/bytes.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import { branchPath, makeLock, nullifierOf, ownerOf, preimageHash, serialOf } from '@hdms/shared/ledger/lock.ts'
import { decodeWitness, encodeWitness } from '@hdms/shared/ledger/signatures.ts'
import { idOf } from '@hdms/shared/ledger/transaction.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { spenderMark } from '@hdms/shared/notary/answer.ts'
import { encodeRecordValue, recordIdOf, registerContext, registerMessage } from '@hdms/shared/notary/register.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { type Coin, coin, dummyCoin, type Spend, type SpendOptions, spend } from '../support/ledger.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const parametersHash = crypto.random(32)
const MIN = 29_450_000

let clock: SimClock
let disk = memoryDisk()
let seed: Uint8Array
let notary: Notary
let client: NotaryClient
let current: Uint8Array
let replaced: { hash: Uint8Array; atMinute: number }[]
let sealing: Uint8Array
let failing = false

async function boot(): Promise<void> {
  const rows = memoryNodeStore(disk, async () => {
    if (failing) throw new Error('disk full')
  })
  const store = uniquenessStore(rows)
  notary = await Notary.start({ crypto, clock, store, seed, parameters: () => ({ current, replaced }) })
  const service = notaryService(crypto, notary, new Register(crypto, store, notary.id, sealing), sealing, silent)
  client = new NotaryClient(crypto, notary.key, (request) => service.ask(request))
}

beforeEach(async () => {
  clock = new SimClock(MIN * MINUTE)
  disk = memoryDisk()
  seed = crypto.random(32)
  sealing = crypto.random(32)
  current = parametersHash
  replaced = []
  failing = false
  await boot()
})

const make = (o: Partial<SpendOptions> & Pick<SpendOptions, 'inputs'>) =>
  spend(crypto, { notary: notary.id, parametersHash, from: MIN - 1, until: MIN + 10, ...o })
const put = (s: Spend, witnesses = s.witnesses) => client.notarise(s.visible, s.privateRoot, witnesses)
const code = async (p: Promise<unknown>) =>
  p.then(
    () => 'ok',
    (e: { code: string }) => e.code,
  )

describe('notary', () => {
  test('N1 before, inside and after the window: refused, accepted, refused; N8 nothing is committed by a refusal', async () => {
    const c = await coin(crypto)
    expect(await code(put(await make({ inputs: [c], from: MIN + 1 })))).toBe('TX_WINDOW')
    expect(await code(put(await make({ inputs: [c], from: MIN - 9, until: MIN })))).toBe('TX_WINDOW')
    expect((await put(await make({ inputs: [c] }))).kind).toBe('committed')
  })

  test('N2 a committed transaction gets the same answer after its window, and after the parameters changed (N17)', async () => {
    const s = await make({ inputs: [await coin(crypto)] })
    const first = await put(s)
    clock.jump(60 * MINUTE)
    current = crypto.random(32)
    expect(await put(s)).toEqual(first)
  })

  test('N3, N12, N23 identical requests at the same time get the same answer; each verifies for its requester alone', async () => {
    const s = await make({ inputs: [await coin(crypto)] })
    const others = await Promise.all([1, 2, 3].map(async () => make({ inputs: [await coin(crypto)] })))
    const answers = await Promise.all([put(s), ...others.map((o) => put(o)), put(s)])
    expect(answers[0]).toEqual(answers[4])
    expect(answers.every((a) => a.kind === 'committed')).toBe(true)
  })

  test('N4, N5, N6, N7, N9 every spent input and reference is listed with a mark of its spender, whatever the window', async () => {
    const [a, b, r] = [await coin(crypto), await coin(crypto), await coin(crypto)]
    const spenders = await Promise.all([a, b, r].map((c) => make({ inputs: [c] })))
    for (const s of spenders) await put(s)
    const late = await make({ inputs: [a, b, await coin(crypto)], references: [r], from: MIN - 20, until: MIN - 10 })
    const outcome = await put(late)
    if (outcome.kind !== 'conflict') throw new Error('a conflict was expected')
    expect(outcome.spent).toHaveLength(3)
    for (const [i, c] of [a, b, r].entries()) {
      const found = outcome.spent.find((x) => equal(x.nullifier, c.nullifier))
      expect(found?.reference).toBe(c === r)
      expect(hex(found?.by ?? new Uint8Array(0))).toBe(hex(spenderMark((spenders[i] as Spend).id)))
    }
  })

  test('N10, N11 a transaction with references asked again succeeds after the reference was spent', async () => {
    const ref = await coin(crypto)
    const s = await make({ inputs: [await dummyCoin(crypto)], references: [ref] })
    const first = await put(s)
    await put(await make({ inputs: [ref] }))
    expect(await put(s)).toEqual(first)
  })

  test('N13 to N15 a spend by another key, over another id or nullifier, or for another branch is refused', async () => {
    const two = (keys: Uint8Array[]) =>
      keys.slice(0, 2).map((key) => ({ m: 1, keys: [key], notBefore: 0, notAfter: 0xffffffff, blind: crypto.random(16) }))
    const c = await coin(crypto, two)
    expect(await code(put(await make({ inputs: [c], sign: (x) => ({ seeds: [x.seeds[2] as Uint8Array], branch: 0 }) })))).toBe('TX_WITNESS')
    const other = await make({ inputs: [c] })
    const mine = await make({ inputs: [c] })
    expect(await code(put(mine, other.witnesses))).toBe('TX_WITNESS')
    const d = await coin(crypto)
    expect(await code(put(mine, (await make({ inputs: [d] })).witnesses))).toBe('TX_WITNESS')
    // T4: a signature for branch 0 shown with branch 1.
    const first = await make({ inputs: [c] })
    const swapped = await spendWithBranch(c, first)
    expect(await code(put(first, swapped))).toBe('TX_WITNESS')
    expect((await put(first)).kind).toBe('committed')
  })

  async function spendWithBranch(c: Coin, s: Spend): Promise<Uint8Array[]> {
    return s.witnesses.map((w) => {
      const decoded = decodeWitness(w)
      return encodeWitness({ ...decoded, branch: c.lock.branches[1] as (typeof c.lock.branches)[0], index: 1, path: branchPath(c.lock, 1) })
    })
  }

  test('N15 a signature for one branch is worthless in another of the same keys', async () => {
    // The same key may spend at any time, or only later: a signature under the first must not open the second, nor the other way round.
    const c = await coin(crypto, (keys) =>
      [0, 1].map((i) => ({ m: 1, keys: keys.slice(0, 1), notBefore: 0, notAfter: MIN + 1000 * (i + 1), blind: crypto.random(16) })),
    )
    for (const [signed, shown] of [
      [0, 1],
      [1, 0],
    ] as const) {
      const s = await make({ inputs: [c], sign: (x) => ({ seeds: x.seeds.slice(0, 1), branch: signed }) })
      const swapped = s.witnesses.map((w) => {
        const branch = c.lock.branches[shown] as (typeof c.lock.branches)[0]
        return encodeWitness({ ...decodeWitness(w), branch, index: shown, path: branchPath(c.lock, shown) })
      })
      await expect(put(s, swapped)).rejects.toThrow(expect.objectContaining({ data: { reason: 'notary/spend-signature' } }))
    }
    const s = await make({ inputs: [c], sign: (x) => ({ seeds: x.seeds.slice(0, 1), branch: 1 }) })
    expect((await put(s)).kind).toBe('committed')
  })

  test.each<[string, { notBefore?: number; notAfter?: number }, number, string]>([
    ['a minute before notBefore', { notBefore: MIN + 3 }, MIN + 2, 'TX_WINDOW'],
    ['at notBefore', { notBefore: MIN + 3 }, MIN + 3, 'ok'],
    ['a minute before notAfter', { notAfter: MIN + 3 }, MIN + 2, 'ok'],
    ['at notAfter', { notAfter: MIN + 3 }, MIN + 3, 'TX_WINDOW'],
  ])('T4 a branch %s', async (_when, bounds, minute, outcome) => {
    const c = await coin(crypto, (keys) => [
      { m: 1, keys: keys.slice(0, 1), notBefore: 0, notAfter: 0xffffffff, blind: crypto.random(16), ...bounds },
    ])
    clock.jump((minute - MIN) * MINUTE)
    expect(await code(put(await make({ inputs: [c] })))).toBe(outcome)
  })

  test('T4 m of n, not before, not after, preimage', async () => {
    const preimage = crypto.random(32)
    const branch = (keys: Uint8Array[]) => [
      { m: 2, keys, notBefore: MIN - 5, notAfter: MIN + 5, hash: preimageHash(preimage), blind: crypto.random(16) },
    ]
    const c = await coin(crypto, branch)
    const sign = (n: number, image?: Uint8Array) => (x: Coin) => ({
      seeds: x.seeds.slice(0, n),
      branch: 0,
      ...(image ? { preimage: image } : {}),
    })
    expect(await code(put(await make({ inputs: [c], sign: sign(1, preimage) })))).toBe('TX_WITNESS')
    expect(await code(put(await make({ inputs: [c], sign: sign(3, preimage) })))).toBe('TX_WITNESS')
    expect(await code(put(await make({ inputs: [c], sign: sign(2) })))).toBe('TX_WITNESS')
    const twice = await make({
      inputs: [c],
      sign: (x) => ({ seeds: [x.seeds[0] as Uint8Array, x.seeds[0] as Uint8Array], branch: 0, preimage }),
    })
    await expect(put(twice)).rejects.toThrow(expect.objectContaining({ data: { reason: 'notary/signature-count' } }))
    expect(await code(put(await make({ inputs: [c], sign: sign(2, crypto.random(32)) })))).toBe('TX_WITNESS')
    const good = await make({ inputs: [c], sign: sign(2, preimage) })
    clock.jump(6 * MINUTE)
    expect(await code(put(await make({ inputs: [c], sign: sign(2, preimage), until: MIN + 20 })))).toBe('TX_WINDOW')
    clock = new SimClock(MIN * MINUTE)
    await boot()
    expect(await code(put(good))).toBe('TX_WINDOW')
  })

  test('a preimage comes out with the answer and with no other', async () => {
    const preimage = crypto.random(32)
    const c = await coin(crypto, (keys) => [
      { m: 1, keys: keys.slice(0, 1), notBefore: 0, notAfter: 0xffffffff, hash: preimageHash(preimage), blind: crypto.random(16) },
    ])
    const outcome = await put(await make({ inputs: [c], sign: (x) => ({ seeds: x.seeds.slice(0, 1), branch: 0, preimage }) }))
    expect(outcome.kind === 'committed' && outcome.answer.preimages.map(hex)).toEqual([hex(preimage)])
  })

  test('N16, N17, N18 too many inputs, unknown parameters, the same nullifier as input and reference: refused', async () => {
    const many = await Promise.all(Array.from({ length: 65 }, () => coin(crypto)))
    expect(await code(put(await make({ inputs: many })))).toBe('TX_MALFORMED')
    const c = await coin(crypto)
    expect(await code(put(await make({ inputs: [c], parametersHash: crypto.random(32) })))).toBe('PARAMETERS_UNKNOWN')
    expect(await code(put(await make({ inputs: [c], references: [c] })))).toBe('TX_MALFORMED')
    expect(await code(put(await make({ inputs: [c, c] })))).toBe('TX_MALFORMED')
    const old = crypto.random(32)
    replaced = [{ hash: old, atMinute: MIN }]
    expect((await put(await make({ inputs: [c], parametersHash: old }))).kind).toBe('committed')
    clock.jump(8 * 24 * 60 * MINUTE)
    const from = MIN + 8 * 24 * 60 - 1
    expect(await code(put(await make({ inputs: [await coin(crypto)], parametersHash: old, from, until: from + 9 })))).toBe(
      'PARAMETERS_UNKNOWN',
    )
  })

  test("N19 two that spend each other's references: the first passes, the second fails", async () => {
    const [a, b] = [await coin(crypto), await coin(crypto)]
    const outcomes = await Promise.all([
      put(await make({ inputs: [a], references: [b] })),
      put(await make({ inputs: [b], references: [a] })),
    ])
    expect(outcomes.map((o) => o.kind)).toEqual(['committed', 'conflict'])
  })

  test('N20 an issue and a spend of what it makes commit in one batch, in either order', async () => {
    for (const spendFirst of [false, true]) {
      const issued = await make({ inputs: [await dummyCoin(crypto)] })
      const made = await coin(crypto)
      const serial = serialOf(made.lock.nk, issued.id, 0)
      const spent = await make({ inputs: [{ ...made, serial, nullifier: nullifierOf(made.lock.lock, serial) }] })
      // While one batch is being written the next one gathers.
      const filler = put(await make({ inputs: [await coin(crypto)] }))
      const answers = await Promise.all((spendFirst ? [spent, issued] : [issued, spent]).map((s) => put(s)))
      await filler
      expect(answers.every((a) => 'answer' in a)).toBe(true)
      expect(new Set(answers.map((a) => ('answer' in a ? hex(a.answer.header) : ''))).size).toBe(1)
    }
  })

  test('N22 malformed and good requests at once keep their order: each gets its own answer', async () => {
    const good = await Promise.all(Array.from({ length: 4 }, async () => make({ inputs: [await coin(crypto)] })))
    const mixed = good.flatMap((s, i) => [
      put(s),
      i % 2 === 0
        ? put(
            s,
            s.witnesses.map(() => new Uint8Array(3)),
          )
        : put({ ...s, visible: s.visible.slice(5) }),
    ])
    const outcomes = await Promise.all(mixed.map((p) => code(p)))
    expect(outcomes.filter((_, i) => i % 2 === 0)).toEqual(['ok', 'ok', 'ok', 'ok'])
    expect(outcomes.filter((_, i) => i % 2 === 1).every((c) => c !== 'BUG')).toBe(true)
    const again = await Promise.all(good.map((s) => put(s)))
    const first = await Promise.all(mixed.filter((_, i) => i % 2 === 0))
    expect(again.map((a) => ('answer' in a ? hex(a.answer.header) : ''))).toEqual(
      first.map((a) => ('answer' in a ? hex(a.answer.header) : '')),
    )
  })

  test('N24 nobody without the spend key makes a state unspendable; N30 a nullifier is bound to its place', async () => {
    const c = await coin(crypto)
    const thief = await coin(crypto)
    const forged = { ...c, seeds: thief.seeds, lock: { ...thief.lock, nk: c.lock.nk } }
    expect(await code(put(await make({ inputs: [forged] })))).toBe('TX_WITNESS')
    expect((await put(await make({ inputs: [c] }))).kind).toBe('committed')
  })

  test('N30 whoever makes two states for one owner, in one transaction or in two, gives each a nullifier of its own: both can be spent', async () => {
    const owned = await coin(crypto)
    const [one, two] = [crypto.random(32), crypto.random(32)]
    const at = (txId: Uint8Array, index: number): Coin => {
      const serial = serialOf(owned.lock.nk, txId, index)
      return { ...owned, serial, nullifier: nullifierOf(owned.lock.lock, serial) }
    }
    const states = [at(one, 0), at(one, 1), at(one, 256), at(two, 0), at(two, 1)]
    expect(new Set(states.map((s) => hex(s.nullifier))).size).toBe(states.length)
    for (const state of states) expect((await put(await make({ inputs: [state] }))).kind).toBe('committed')
  })

  test('N30 one state has one nullifier: neither lock, nullifier key nor place can be another for the same owner', () => {
    const { lock, nk, owner } = makeLock(
      [{ m: 1, keys: [crypto.random(32)], notBefore: 0, notAfter: 0xffffffff, blind: crypto.random(16) }],
      crypto.random(32),
    )
    expect(hex(ownerOf(lock, nk))).toBe(hex(owner))
    for (const [l, n] of [
      [crypto.random(32), nk],
      [lock, crypto.random(32)],
      [nk, lock],
    ] as const)
      expect(hex(ownerOf(l, n))).not.toBe(hex(owner))
  })

  test('N29 fewer nullifiers than the transaction has is another transaction', async () => {
    const [a, b] = [await coin(crypto), await coin(crypto)]
    const both = await make({ inputs: [a, b] })
    const one = await make({ inputs: [a] })
    expect(hex(idOf(one.visible, both.privateRoot))).not.toBe(hex(both.id))
    expect(await code(client.notarise(one.visible, both.privateRoot, both.witnesses.slice(0, 1)))).toBe('TX_WITNESS')
  })

  test('N26 a crash loses no acknowledged commit; a double spend stays refused', async () => {
    const c = await coin(crypto)
    const s = await make({ inputs: [c] })
    const first = await put(s)
    await boot()
    expect(await put(s)).toEqual(first)
    expect((await put(await make({ inputs: [c] }))).kind).toBe('conflict')
  })

  test('a failed write: nothing is acknowledged, nothing later overtakes it, a restart serves again', async () => {
    const [a, b] = [await coin(crypto), await coin(crypto)]
    const s = await make({ inputs: [a] })
    await client.minute()
    failing = true
    expect(await code(put(s))).not.toBe('ok')
    failing = false
    expect(await code(put(await make({ inputs: [b] })))).toBe('STORE_FAILED')
    await boot()
    expect((await put(s)).kind).toBe('committed')
  })

  test('N32 absent is signed and stays true over a restart and a clock that jumps back; N33 for another nonce it is refused', async () => {
    const s = await make({ inputs: [await coin(crypto)] })
    expect(await client.status(s.id, s.visible)).toMatchObject({ kind: 'absent' })
    clock.jump(11 * MINUTE)
    const status = await client.status(s.id, s.visible)
    expect(status.kind === 'absent' && status.time >= (MIN + 10) * MINUTE).toBe(true)
    clock = new SimClock(MIN * MINUTE)
    await boot()
    expect(await code(put(s))).toBe('TX_WINDOW')
    const replayed = notary.unspent(crypto.random(32), s.id)
    const deaf = new NotaryClient(crypto, notary.key, async () => {
      return encode(hdms.NotaryReply, { statement: await replayed })
    })
    expect(await code(deaf.unspent(s.id))).toBe('TX_MALFORMED')
  })

  test('Unspent turns to spent at the commit', async () => {
    const c = await coin(crypto)
    expect((await client.unspent(c.nullifier)).unspent).toBe(true)
    await put(await make({ inputs: [c] }))
    expect((await client.unspent(c.nullifier)).unspent).toBe(false)
  })

  test('the header chain links every batch', async () => {
    for (let i = 0; i < 4; i++) await put(await make({ inputs: [await coin(crypto)] }))
    const headers = await client.headers(1, 10)
    expect(headers.map((h) => h.header.sequence)).toEqual([1, 2, 3, 4])
  })

  test('the register: the same bytes again are fine, others are refused, its state only goes forward, signed lists', async () => {
    const oneTime = crypto.random(32)
    const key = await crypto.publicKey(oneTime)
    const recordId = recordIdOf(key)
    const sealingKey = await XWING.publicKey(crypto, sealing)
    const value = encodeRecordValue({ verificationKey: crypto.random(32), issuerSignature: crypto.random(64) })
    const entry = async (operation: number, sealed: Uint8Array, by = oneTime) => ({
      recordId,
      key,
      operation,
      sealed,
      signature: await crypto.sign(by, registerMessage(notary.id, recordId, operation, sealed)),
    })
    const sealed = await sealTo(crypto, sealingKey, registerContext(notary.id, recordId), value)
    await client.register(await entry(0, sealed))
    await client.register(await entry(0, sealed))
    expect(await code(client.register(await entry(0, await sealTo(crypto, sealingKey, registerContext(notary.id, recordId), value))))).toBe(
      'REGISTER_REFUSED',
    )
    expect(await code(client.register(await entry(1, new Uint8Array(0), crypto.random(32))))).toBe('SIGNATURE_INVALID')
    expect((await client.list([recordId]))[0]).toMatchObject({ known: true, operation: 0, verificationKey: value.slice(0, 32) })
    // What was replaced may still be erased; what was erased stays erased.
    await client.register(await entry(1, new Uint8Array(0)))
    expect((await client.list([recordId]))[0]).toMatchObject({ known: true, operation: 1 })
    await client.register(await entry(2, new Uint8Array(0)))
    expect(await code(client.register(await entry(1, new Uint8Array(0))))).toBe('REGISTER_REFUSED')
    expect((await client.list([recordId]))[0]).toMatchObject({ known: true, operation: 2 })
    // The value is sealed to the notary: its store does not show it.
    expect([...disk.rows.values()].some((row) => hex(row).includes(hex(value.slice(0, 32))))).toBe(false)
  })
})
