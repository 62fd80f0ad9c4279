/** What a notary signs stays true, also while it is deciding, overloaded, or out of disk. */
import { NotaryClient } from '@hdms/notary/client/notary-client.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { HdmsError } from '@hdms/shared/errors.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { decodeAnswer, decodeHeader, encodeAnswer } from '@hdms/shared/notary/answer.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import { coin, type Spend } from '../support/ledger.ts'
import { codeOf, START, TestNotary } from '../support/notary.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const start = (o: Partial<Parameters<typeof TestNotary.start>[0]> = {}) => TestNotary.start({ crypto, ...o })

describe('what a notary signs', () => {
  test('N32 absent is never signed for an id under decision: it says BUSY until the batch is written, then gives the answer', async () => {
    const n = await start()
    await n.client.minute()
    const s = await n.make({ inputs: [await coin(crypto)] })
    const go = n.hold()
    const put = n.put(s)
    await n.writing()
    const asked = codeOf(n.client.status(s.id, s.visible))
    await SimClock.settle()
    go()
    expect((await put).kind).toBe('committed')
    // It waited for the batch that was being written, or said that it is busy; what it never does is sign "absent".
    expect(['ok', 'BUSY']).toContain(await asked)
    expect((await n.client.status(s.id, s.visible)).kind).toBe('committed')
  })

  test('N32 absent is not signed for an id that waits for the next batch either', async () => {
    const n = await start({ maxBatch: 1 })
    await n.client.minute()
    const [first, second] = [await n.make({ inputs: [await coin(crypto)] }), await n.make({ inputs: [await coin(crypto)] })]
    const go = n.hold()
    const puts = [n.put(first), n.put(second)]
    await n.writing()
    // Only the first batch is let through while the second id is asked for.
    const asked = n.client.status(second.id, second.visible).then(
      (status) => status.kind,
      (error: HdmsError) => error.code,
    )
    await SimClock.settle()
    go()
    expect(['BUSY', 'committed']).toContain(await asked)
    expect((await Promise.all(puts)).map((p) => p.kind)).toEqual(['committed', 'committed'])
  })

  test('N32 "unspent" and a head are never younger than a batch that says otherwise: they wait for the batch that is being written', async () => {
    const n = await start()
    await n.client.minute()
    const c = await coin(crypto)
    const s = await n.make({ inputs: [c] })
    const go = n.hold()
    const put = n.put(s)
    await n.writing()
    n.clock.jump(50)
    const [unspent, head] = [n.client.unspent(c.nullifier), n.notary.head(crypto.random(32))]
    await SimClock.settle()
    go()
    const outcome = await put
    const said = await unspent
    const committedAt = outcome.kind === 'committed' ? outcome.header.time : 0
    expect(said.unspent && said.time > committedAt).toBe(false)
    expect(hex((await head).bytes)).toContain(outcome.kind === 'committed' ? hex(outcome.answer.header) : '?')
  })

  test.each([false, true])(
    'N26, N27 the next batch is decided on one that is written, and nothing of either is said before that one is durable (lost: %s)',
    async (lost) => {
      const n = await start()
      const c = await coin(crypto)
      const [first, rival, free] = [
        await n.make({ inputs: [c] }),
        await n.make({ inputs: [c] }),
        await n.make({ inputs: [await coin(crypto)] }),
      ]
      await n.client.minute()
      const acknowledge = n.keepUnacknowledged()
      const said: string[] = []
      const asked: Promise<unknown>[] = []
      const ask = (what: string, work: Promise<{ readonly kind?: string; readonly unspent?: boolean }>) =>
        asked.push(
          work.then(
            (o) => said.push(`${what}: ${o.kind ?? (o.unspent === undefined ? 'ok' : String(o.unspent))}`),
            (e: HdmsError) => said.push(`${what}: ${e.code}`),
          ),
        )
      const batches = () => [...n.disk.rows.keys()].filter((key) => key.startsWith('3/')).length
      ask('first', n.put(first))
      while (batches() < 1) await SimClock.settle()
      // In a batch of its own, which writes nothing.
      ask('rival', n.put(rival))
      await SimClock.settle()
      ask('free', n.put(free))
      ask('again', n.put(first))
      ask('status', n.client.status(first.id, first.visible))
      ask('unspent', n.client.unspent(c.nullifier))
      ask(
        'head',
        n.notary.head(crypto.random(32)).then(() => ({})),
      )
      ask(
        'headers',
        n.notary.headers(1, 10).then(() => ({})),
      )
      for (let turn = 0; turn < 20; turn++) await SimClock.settle()
      expect(said).toEqual([])
      acknowledge(lost)
      await Promise.all(asked)
      const right = ['committed', 'conflict', 'committed', 'committed', 'committed', 'false', 'ok', 'ok']
      const names = ['first', 'rival', 'free', 'again', 'status', 'unspent', 'head', 'headers']
      expect(said.sort()).toEqual(names.map((name, i) => `${name}: ${lost ? 'STORE_FAILED' : right[i]}`).sort())
    },
  )

  test('N26 a batch is decided while the one before waits to be acknowledged, and spends nothing again', async () => {
    const n = await start()
    const c = await coin(crypto)
    const [first, both] = [await n.make({ inputs: [c] }), await Promise.all([c, await coin(crypto)].map((x) => n.make({ inputs: [x] })))]
    await n.client.minute()
    const acknowledge = n.keepUnacknowledged()
    const batches = () => [...n.disk.rows.keys()].filter((key) => key.startsWith('3/')).length
    const puts = [n.put(first)]
    while (batches() < 1) await SimClock.settle()
    puts.push(...both.map((s) => n.put(s)))
    // The second batch is on the disk while the first is not acknowledged.
    for (let turn = 0; turn < 50 && batches() < 2; turn++) await SimClock.settle()
    expect(batches()).toBe(2)
    acknowledge(false)
    expect((await Promise.all(puts)).map((o) => o.kind)).toEqual(['committed', 'conflict', 'committed'])
    expect((await n.client.headers(1, 10)).map((h) => h.header.sequence)).toEqual([1, 2])
  })

  test('N21 a too-early transaction that was refused is decided as if it came for the first time; every replica decides the same', async () => {
    const seed = crypto.random(32)
    const [a, b] = [await start({ seed }), await start({ seed })]
    const early = { ...(await a.make({ inputs: [await coin(crypto)] })) }
    const later = await spendBetween(a, START + 3, START + 6)
    Object.assign(b, { parametersHash: a.parametersHash })
    await b.boot()
    const refused = await a.put(later).then(
      () => undefined,
      (e: HdmsError) => e,
    )
    expect([refused?.code, refused?.data['now'], refused?.data['from']]).toEqual(['TX_WINDOW', START, START + 3])
    for (const n of [a, b]) n.clock.jump(4 * MINUTE)
    // One replica has refused it before, the other never saw it.
    const answers = await Promise.all([a, b].map((n) => n.put(later)))
    const bytes = answers.map((o) => (o.kind === 'committed' ? hex(encodeAnswer(o.answer)) : o.kind))
    expect(bytes[0]).toBe(bytes[1])
    expect(answers[0]?.kind).toBe('committed')
    // After its window it stays refused on both, and nobody gets a signed word against it before its end.
    expect(await codeOf(a.put(early))).toBe('ok')
    const missed = await spendBetween(a, START + 5, START + 7)
    for (const n of [a, b]) {
      expect(await codeOf(n.put(missed))).toBe('TX_WINDOW')
      expect(await n.client.status(missed.id, missed.visible)).toMatchObject({ kind: 'absent', time: (START + 4) * MINUTE })
      n.clock.jump(3 * MINUTE)
      expect(await codeOf(n.put(missed))).toBe('TX_WINDOW')
    }
  })

  async function spendBetween(n: TestNotary, from: number, until: number): Promise<Spend> {
    return n.make({ inputs: [await coin(crypto)], from, until })
  }

  test('N23 an answer of a batch verifies for its transaction alone: another place, path, root or transaction is refused', async () => {
    const n = await start()
    await n.client.minute()
    const go = n.hold()
    const filler = n.put(await n.make({ inputs: [await coin(crypto)] }))
    await n.writing()
    const all = await Promise.all(Array.from({ length: 7 }, async () => n.make({ inputs: [await coin(crypto)] })))
    const puts = all.map((s) => n.put(s))
    await SimClock.settle()
    go()
    await filler
    const answers = (await Promise.all(puts)).map((o) => (o.kind === 'committed' ? o.answer : undefined))
    expect(new Set(answers.map((a) => a && hex(a.header))).size).toBe(1)
    for (const [i, s] of all.entries()) {
      const own = answers[i] as NonNullable<(typeof answers)[number]>
      expect((await n.client.verify(s.id, s.visible, own)).count).toBe(7)
      const other = answers[(i + 1) % 7] as typeof own
      const wrong = [
        other,
        { ...own, index: other.index },
        { ...own, path: own.path.slice(1) },
        { ...own, path: [...own.path, own.path[0] as Uint8Array] },
        { ...own, path: own.path.map((p, j) => (j === 0 ? crypto.random(32) : p)) },
        { ...own, preimages: [crypto.random(32)] },
      ]
      for (const answer of wrong) expect(await why(n.client.verify(s.id, s.visible, answer))).toMatch(/does not contain the transaction/)
    }
    // What a notary sends for one transaction does not do for another either: the client checks what comes, whatever it is.
    const [mine, theirs] = [all[0] as Spend, answers[1] as NonNullable<(typeof answers)[number]>]
    const liar = new NotaryClient(crypto, n.notary.key, async () => encode(hdms.NotaryReply, { answer: encodeAnswer(theirs) }))
    expect(await why(liar.notarise(mine.visible, mine.privateRoot, mine.witnesses))).toMatch(/does not contain the transaction/)
    expect(await why(liar.status(mine.id, mine.visible))).toMatch(/does not contain the transaction/)
  })

  test('N27 a full disk: nothing is acknowledged, nothing signed about now, it says why and stops; on a disk with room it serves again', async () => {
    const n = await start()
    const [c, d] = [await coin(crypto), await coin(crypto)]
    const before = await n.make({ inputs: [d] })
    const kept = await n.put(before)
    const s = await n.make({ inputs: [c] })
    n.full = true
    expect(await codeOf(n.put(s))).toBe('STORE_FAILED')
    n.full = false
    // The outcome on disk is unknown: no signed word leaves that the disk might contradict.
    for (const asked of [n.put(s), n.client.status(s.id, s.visible), n.client.unspent(c.nullifier), n.client.minute()])
      expect(await codeOf(asked)).toBe('STORE_FAILED')
    expect(n.stops).toBe(1)
    await n.boot()
    expect(await n.put(before)).toEqual(kept)
    expect((await n.client.unspent(c.nullifier)).unspent).toBe(true)
    expect((await n.put(s)).kind).toBe('committed')
    expect(await codeOf(n.put(await n.make({ inputs: [d] })))).toBe('ok')
    expect((await n.put(await n.make({ inputs: [d] }))).kind).toBe('conflict')
  })

  test('N27 a disk that is full for the clock alone stops it as well', async () => {
    const n = await start()
    n.full = true
    expect(await codeOf(n.client.unspent(crypto.random(32)))).toBe('STORE_FAILED')
    n.full = false
    expect(await codeOf(n.client.minute())).toBe('STORE_FAILED')
    expect(n.stops).toBe(1)
    await n.boot()
    expect(await codeOf(n.client.minute())).toBe('ok')
  })

  test('N28 under overload it says how long to wait and answers all that it accepted; who waits that long is answered', async () => {
    const n = await start({ maxWaiting: 8, maxBatch: 4 })
    await n.client.minute()
    const all = await Promise.all(Array.from({ length: 30 }, async () => n.make({ inputs: [await coin(crypto)] })))
    const go = n.hold()
    const outcomes = all.map((s) =>
      n.put(s).then(
        (o) => o.kind,
        (e: HdmsError) => e,
      ),
    )
    await n.writing()
    await SimClock.settle()
    n.clock.jump(2_500)
    go()
    const seen = await Promise.all(outcomes)
    const busy = seen.filter((o) => o instanceof HdmsError)
    expect(seen.filter((o) => o === 'committed').length).toBe(30 - busy.length)
    expect(busy.length).toBeGreaterThanOrEqual(30 - 8 - 4)
    for (const e of busy) {
      expect([e.code, e.retry, e.fault]).toEqual(['BUSY', true, 'unavailable'])
      expect(Number(e.data['seconds'])).toBeGreaterThanOrEqual(1)
      expect(e.message).toMatch(/Try again in \d+ seconds/)
    }
    const again = all.filter((_, i) => seen[i] !== 'committed')
    for (const s of again) expect((await n.put(s)).kind).toBe('committed')
    // A slow disk makes the wait that is named longer.
    const slow = n.hold()
    const more = await Promise.all(Array.from({ length: 14 }, async () => n.make({ inputs: [await coin(crypto)] })))
    const first = n.put(more[0] as Spend)
    await n.writing()
    n.clock.jump(9_000)
    slow()
    await first
    const third = n.hold()
    const waiting = more.slice(1).map((s) => n.put(s).catch((e: HdmsError) => e))
    await n.writing()
    await SimClock.settle()
    third()
    const told = (await Promise.all(waiting)).filter((o) => o instanceof HdmsError)
    expect(told.length).toBeGreaterThan(0)
    for (const e of told) expect(Number(e.data['seconds'])).toBeGreaterThanOrEqual(9)
  })

  test('N33 an unsigned refusal names no transaction and proves nothing: it is a reply without a signed word', async () => {
    const n = await start()
    const s = await n.make({ inputs: [await coin(crypto)], from: START + 1 })
    const request = { nonce: crypto.random(32), notarise: { visible: s.visible, privateRoot: s.privateRoot, witnesses: [...s.witnesses] } }
    const reply = decode(hdms.NotaryReply, await n.service.ask(encode(hdms.NotaryRequest, request)), 'reply')
    expect([reply.refusal?.code, reply.statement ?? null, reply.answer.length]).toEqual(['TX_WINDOW', null, 0])
  })

  test('N33 an old signed answer or statement for another transaction or nonce is refused', async () => {
    const n = await start()
    const [a, b] = [await n.make({ inputs: [await coin(crypto)] }), await n.make({ inputs: [await coin(crypto)] })]
    const old = await n.notary.status(crypto.random(32), a.id)
    const replay = new NotaryClient(crypto, n.notary.key, async () =>
      encode(hdms.NotaryReply, 'statement' in old ? { statement: { ...old.statement } } : {}),
    )
    expect(await why(replay.status(a.id, a.visible))).toMatch(/answers another question/)
    const done = await n.put(b)
    const answer = done.kind === 'committed' ? encodeAnswer(done.answer) : new Uint8Array(0)
    expect(decodeHeader(decodeAnswer(answer).header).sequence).toBe(1)
    const stale = new NotaryClient(crypto, n.notary.key, async () => encode(hdms.NotaryReply, { answer }))
    expect(await why(stale.status(a.id, a.visible))).toMatch(/does not contain the transaction/)
  })
})

const why = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'taken',
    (e: HdmsError) => String(e.data['why'] ?? e.code),
  )
