/** What requests cost a notary: counted, not timed. */
import { notaryHttp } from '@hdms/notary/server/http.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import description from '@hdms/notary/server/openapi.json' with { type: 'json' }
import { Register } from '@hdms/notary/server/register.ts'
import type { NotaryService } from '@hdms/notary/server/service.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encodeRecordValue, recordIdOf, registerContext, registerMessage } from '@hdms/shared/notary/register.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { beforeEach, expect, test } from 'vitest'
import { coin, spend } from '../support/ledger.ts'
import { SimClock } from '../support/sim-clock.ts'

const native = nativeCrypto()
const MIN = 29_450_000
const LIMIT = description.paths['/v1/ask'].post['x-limits'].perMinute
const parametersHash = native.random(32)
const sealing = native.random(32)

let counts: { reads: number; signatures: number; openings: number }
let notary: Notary
let register: Register

beforeEach(async () => {
  counts = { reads: 0, signatures: 0, openings: 0 }
  const crypto: CryptoProvider = {
    ...native,
    verify(key, message, signature) {
      counts.signatures++
      return native.verify(key, message, signature)
    },
    mlkemDecapsulate(seed, ciphertext) {
      counts.openings++
      return native.mlkemDecapsulate(seed, ciphertext)
    },
  }
  const rows = memoryNodeStore()
  const store = uniquenessStore({
    ...rows,
    get(key) {
      counts.reads++
      return rows.get(key)
    },
  })
  const parameters = () => ({ current: parametersHash, replaced: [] })
  notary = await Notary.start({ crypto, clock: new SimClock(MIN * MINUTE), store, seed: native.random(32), parameters })
  register = new Register(crypto, store, notary.id, sealing)
})

/** What notarising `count` transactions at the same time costs. */
async function costOf(count: number, nullifiers: number, references: number): Promise<typeof counts> {
  const coins = (n: number) => Promise.all(Array.from({ length: n }, () => coin(native)))
  const made = []
  for (let i = 0; i < count; i++)
    made.push(
      await spend(native, {
        notary: notary.id,
        parametersHash,
        from: MIN - 1,
        until: MIN + 10,
        inputs: await coins(nullifiers),
        references: await coins(references),
      }),
    )
  counts = { reads: 0, signatures: 0, openings: 0 }
  const outcomes = await Promise.all(made.map((t) => notary.notarise(t.visible, t.privateRoot, t.witnesses)))
  expect(outcomes.every((o) => 'answer' in o)).toBe(true)
  return { ...counts }
}

test('N37 a request costs what it holds: a signature a nullifier, a look-up a nullifier or reference', async () => {
  await costOf(1, 1, 0)
  const small = await costOf(1, 1, 0)
  const wide = await costOf(1, 64, 64)
  expect(small.signatures).toBe(1)
  expect(wide.signatures).toBe(64)
  expect(wide.reads - small.reads).toBe(63 + 64)
})

test('N37 a batch costs what its requests hold', async () => {
  const ten = await costOf(10, 2, 1)
  const hundred = await costOf(100, 2, 1)
  expect(hundred.signatures).toBe(10 * ten.signatures)
  expect(hundred.reads).toBeLessThanOrEqual(10 * ten.reads)
})

test('N37 a list is opened once, piece by piece, and what does not open is not tried again', async () => {
  const key = await XWING.publicKey(native, sealing)
  const ids: Uint8Array[] = []
  for (let i = 0; i < 40; i++) {
    const seed = native.random(32)
    const owner = await native.publicKey(seed)
    const recordId = recordIdOf(owner)
    const value = encodeRecordValue({ verificationKey: native.random(32), issuerSignature: native.random(64) })
    // Every second one is sealed for another purpose and does not open.
    const context = i % 2 === 0 ? registerContext(notary.id, recordId) : native.random(8)
    const sealed = await sealTo(native, key, context, value)
    const signature = await native.sign(seed, registerMessage(notary.id, recordId, 0, sealed))
    await register.put({ recordId, key: owner, operation: 0, sealed, signature })
    ids.push(recordId)
  }
  counts = { reads: 0, signatures: 0, openings: 0 }
  // Counts how often the event loop comes round, which is when other requests are read.
  let turns = 0
  let done = false
  const beat = (): void => {
    turns++
    if (!done) setImmediate(beat)
  }
  setImmediate(beat)
  const [entries] = await Promise.all([register.list(ids), register.list(ids)])
  done = true
  expect(turns).toBeGreaterThanOrEqual(40)
  expect(entries.map((e) => e.known)).toEqual(ids.map((_, i) => i % 2 === 0))
  expect(counts.openings).toBe(40)
  await register.list(ids)
  expect(counts.openings).toBe(40)
})

test('an address that asks more than its share is told when to come again; others are answered', async () => {
  const service = { ask: async () => new Uint8Array(0), askSealed: async () => new Uint8Array(0) }
  const app = notaryHttp(service as unknown as NotaryService, silent)
  const asking = (remoteAddress: string) =>
    app.inject({
      method: 'POST',
      url: '/v1/ask',
      remoteAddress,
      headers: { 'content-type': 'application/octet-stream' },
      payload: Buffer.of(1),
    })
  // Half of a minute's share at once; the rest comes back while it is asked.
  let last = await asking('192.0.2.7')
  let answered = 0
  for (; last.statusCode === 200 && answered < LIMIT; answered++) last = await asking('192.0.2.7')
  expect(answered).toBeGreaterThan(LIMIT / 2 - 2)
  expect([last.statusCode, last.json()]).toEqual([429, expect.objectContaining({ code: 'QUOTA', data: { seconds: expect.any(Number) } })])
  expect((await asking('192.0.2.8')).statusCode).toBe(200)
  await app.close()
})

test('N31 a list is read and timed in one turn: a registration that comes between is behind the time, and in neither half', async () => {
  const oneTime = native.random(32)
  const key = await native.publicKey(oneTime)
  const recordId = recordIdOf(key)
  const value = encodeRecordValue({ verificationKey: native.random(32), issuerSignature: native.random(64) })
  const sealed = await sealTo(native, await XWING.publicKey(native, sealing), registerContext(notary.id, recordId), value)
  const registering = {
    recordId,
    key,
    operation: 0,
    sealed,
    signature: await native.sign(oneTime, registerMessage(notary.id, recordId, 0, sealed)),
  }
  const order: string[] = []
  let registered: Promise<void> | undefined
  const { entries } = await register.listAt([recordId], async () => {
    registered = register.put(registering).then(() => void order.push('registered'))
    // Long enough for a registration that does not wait for its turn.
    for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve))
    order.push('timed')
    return 0
  })
  await registered
  expect([entries[0]?.known, order]).toEqual([false, ['timed', 'registered']])
  expect((await register.list([recordId]))[0]?.known).toBe(true)
})
