/** C5: the erasure of one record that was sold reaches its buyer, under the name that it was sold by and no other. */
import type { Duty } from '@hdms/flows/core/duties.ts'
import type { FlowContext, Responder } from '@hdms/flows/engine/context.ts'
import { longest } from '@hdms/flows/erasure/basis.ts'
import { checkAttestation } from '@hdms/flows/erasure/tell.ts'
import { attestationCodec, attestationMessage, encodeAttestation, noticeCodec } from '@hdms/flows/erasure/wire.ts'
import type { Answer } from '@hdms/flows/trading/market.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { importBundle } from '@hdms/node/personal/records.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { commandsOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { DAY, HOUR, MINUTE } from '@hdms/shared/time.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { isLong } from '../support/long.ts'
import { HOSPITAL, NOTARY } from '../support/mock-network.ts'
import { Sales } from '../support/sales.ts'
import { answered, duties, duty, exported, institute, readable, sold } from '../support/sold-records.ts'
import { bundleOf, INSTITUTE, SECOND } from '../support/trading-network.ts'

const MARK = 19.87
const marked = (n: number, value = MARK): string => bundleOf(n).replaceAll(/"value":[0-9.]+/g, `"value":${value}`)

describe('C5 the erasure of a sold record', () => {
  let sales: Sales
  beforeAll(async () => {
    sales = new Sales(81)
    await sales.open([])
  }, 120_000)

  test('C5 reaches the buyer: destroyed in its lot and wherever its offer waits, left out of exports, attested to the one-time name; the others stay', async () => {
    const who = 'p3'
    const [whole = ''] = sales.records(who)
    const node = sales.person(who)
    await sales.net.run(importBundle(node.services, node.store, marked(3), sales.net.clock.now()))
    const [gone = ''] = sales.records(who).filter((key) => key !== whole)
    await sold(sales, who)
    const { peer, report, pieces, resources } = sales.answer(who)
    const shown = node.duties.soldOf(gone)[0]?.shown ?? ''
    expect(report.map((r) => r.key)).toContain(shown)
    expect([report.length, report.some((r) => r.key === gone)]).toEqual([2, false])
    expect((await exported(sales)).text).toContain(String(MARK))
    expect(await sales.net.run(readable(sales, institute(sales), pieces))).toContain(String(MARK))
    await sales.erase(who, [gone])
    await answered(sales, who)
    expect(duty(sales, who)).toMatchObject({ kind: 'erased', name: INSTITUTE, as: peer, records: [shown], state: 'deleted', why: '' })
    const after = sales.answer(who)
    expect([after.state, after.report.length, after.resources]).toEqual(['bought', 1, resources / 2])
    expect(after.why).toContain('erased')
    const { keys, text } = await exported(sales)
    expect([text.includes(String(MARK)), keys.includes(shown), keys.length > 0]).toEqual([false, false, true])
    for (const each of [institute(sales), node])
      expect(await sales.net.run(readable(sales, each, each === node ? [] : after.pieces))).not.toContain(String(MARK))
    expect(await sales.net.run(readable(sales, institute(sales), after.pieces))).not.toBe('')
    expect(institute(sales).documents.hasPieces('key/')).toBe(false)
    // The attestation binds the name that the buyer knows, not the person: nobody learns by it whose record it was.
    const { bytes, signature } = { bytes: duty(sales, who).attestation, signature: duty(sales, who).signature }
    expect(await checkAttestation(node.services, duty(sales, who), { bytes, signature })).toMatchObject({ state: 'deleted' })
    const byOwnName = { ...duty(sales, who), as: '' } as Duty
    await expect(checkAttestation(node.services, byOwnName, { bytes, signature })).rejects.toMatchObject({ code: 'SIGNATURE_INVALID' })
    // Asked again the buyer says the same; of what it never bought, that.
    const changes: Change[] = []
    node.duties.put(changes, { ...duty(sales, who), id: 'ab'.repeat(16), state: 'open' } as Duty)
    node.duties.put(changes, { ...duty(sales, who), id: 'cd'.repeat(16), state: 'open', records: ['ef'.repeat(32)] } as Duty)
    await sales.net.run(node.store.commit(changes))
    await answered(sales, who)
    expect(['ab', 'cd'].map((id) => node.duties.get(id.repeat(16))?.state)).toEqual(['deleted', 'never-held'])
  })

  test('C5 reaches a buyer that was away for days, and one that runs an older program; until then the person reads since when', async () => {
    const who = 'p4'
    await sold(sales, who)
    sales.net.erasuresAnsweredBy = null
    sales.net.crash('institute', 3 * DAY)
    const since = sales.net.clock.now()
    await sales.erase(who)
    sales.net.clock.jump(3 * DAY)
    await sales.until(() => duty(sales, who).why === 'FLOW_UNKNOWN', 20 * MINUTE)
    expect(duty(sales, who)).toMatchObject({ state: 'open', name: INSTITUTE })
    expect(Math.abs(duty(sales, who).since - since)).toBeLessThan(MINUTE)
    sales.net.erasuresAnsweredBy = undefined
    sales.net.crash('institute', 1_000)
    sales.net.clock.jump(DAY)
    await answered(sales, who)
    expect([duty(sales, who).state, sales.answer(who).pieces, sales.answer(who).resources]).toEqual(['deleted', [], 0])
  })

  test('C5 a buyer that attests something else, for another, in another’s name, on no law, or nothing at all is not believed, and is asked again', async () => {
    const who = 'p5'
    await sold(sales, who)
    const { crypto } = sales.net
    let told = 0
    let lie: 'stranger' | 'own name' | 'hospital law' | 'silent' = 'stranger'
    const liar: Responder<BuyerServices> = {
      name: 'erasure.sold',
      version: 1,
      responds: true,
      unnamed: true,
      *run(ctx: FlowContext<BuyerServices>, { session, first }) {
        const notice = noticeCodec.decode(first)
        const what = lie
        const signed = yield* ctx.crypto('lie', async ({ identity, network }) => {
          const [record = new Uint8Array(0)] = notice.records
          const item = { record, outcome: 'deleted' as const, basis: '', until: 0 }
          const law = { record, outcome: 'retained' as const, basis: 'KR-MSA-record', until: 1 }
          const bytes = encodeAttestation({ notice: notice.id, items: [what === 'hospital law' ? law : item], at: 1 })
          const to = what === 'own name' ? crypto.random(32) : network.node(session.peer).identityKey
          return {
            bytes,
            signature: await crypto.sign(what === 'stranger' ? crypto.random(32) : identity.seed, attestationMessage(bytes, to)),
          }
        })
        yield* ctx.tx('told', () => {
          told++
          return null
        })
        if (what === 'silent') yield* ctx.sleep(30 * DAY)
        yield* ctx.send(session, attestationCodec, signed)
        return 'lied'
      },
    }
    sales.net.erasuresAnsweredBy = liar
    sales.net.crash('institute', 1_000)
    await sales.until(() => sales.net.institute !== undefined)
    await sales.erase(who)
    const heard: string[] = []
    for (const next of ['own name', 'hospital law', 'silent', 'silent'] as const) {
      await sales.until(() => told > heard.length, 20 * MINUTE)
      await sales.net.clock.runUntil(() => false, 10_000)
      heard.push(duty(sales, who).why)
      lie = next
      sales.net.clock.jump(DAY)
    }
    expect(heard).toEqual(['SIGNATURE_INVALID', 'SIGNATURE_INVALID', 'WIRE_MALFORMED', 'WIRE_MALFORMED'])
    sales.net.clock.jump(11 * DAY)
    await sales.until(() => duty(sales, who).why === 'SESSION_TIMEOUT', 20 * MINUTE)
    expect(duty(sales, who).state).toBe('open')
    sales.net.erasuresAnsweredBy = undefined
    sales.net.crash('institute', 1_000)
    sales.net.clock.jump(8 * DAY)
    await answered(sales, who)
    expect(duty(sales, who)).toMatchObject({ state: 'deleted', why: '' })
    expect(sales.answer(who).pieces).toEqual([])
  })
})

const has = (node: Pick<Node<never>, 'vault'> | undefined, name: string, standing: string): boolean =>
  node?.vault.list().some((t) => t.standing === standing && commandsOf(decodeTransaction(t.transaction)).some((c) => c.name === name)) ===
  true

/** Where a sale rests, as its two sides see it. */
const RESTS: readonly (readonly [string, (sales: Sales, who: string) => boolean])[] = [
  ['the order has come', (s, who) => s.steps(who).includes(10)],
  ['the consent is given', (s, who) => s.offer(who).state === 'selling'],
  ['the offer has left', (s, who) => s.steps(who).includes(11)],
  ['the buyer has compared it', (s, who) => (s.answer(who).underWay?.length ?? 0) > 0],
  ['the tokens are locked', (s, who) => has(s.person(who), 'Lock', 'verified')],
  ['the sale is noted', (s, who) => s.person(who).duties.needs(s.answer(who).peer)],
  ['the release is signed', (s, who) => has(s.person(who), 'Reveal', 'pending') || has(s.person(who), 'Reveal', 'verified')],
  ['the key has left', (s, who) => has(s.person(who), 'Reveal', 'verified')],
  ['the buyer has opened it', (s, who) => s.answer(who).pieces.length > 0],
  ['the seller is paid', (s, who) => s.offer(who).state === 'sold'],
]
const DIES = ['nobody', 'institute', 'the seller'] as const

describe('C5 erased while it is being sold', () => {
  test('C5 at each rest of a sale, whoever dies there: the buyer has never read it, or destroys it and says so; nothing of it can be read', async () => {
    const sales = new Sales(82, { people: isLong ? 32 : 20 })
    // E3: each flow is dropped and repeated whenever it rests.
    sales.net.replayEverything = true
    await sales.open([])
    const { net } = sales
    const seen: string[] = []
    const tries = RESTS.flatMap(([rest, is], i) =>
      DIES.flatMap((dies, j) => (isLong || (i + j) % 3 === 0 || rest === 'the key has left' ? [{ rest, is, dies }] : [])),
    )
    for (const [i, { rest, is, dies }] of tries.slice(0, net.crowd.length).entries()) {
      const who = net.crowd[i] as string
      net.faults.delay = 100
      await sales.buy(who)
      await sales.until(() => is(sales, who), 20 * MINUTE)
      const erasing = sales.erase(who)
      if (dies === 'institute') net.crash('institute', 20_000)
      await erasing
      if (dies === 'the seller') net.crash(who, 20_000)
      net.faults.delay = 0
      await net.clock.runUntil(() => false, 30_000)
      await sales.until(() => net.institute !== undefined && net.people.has(who))
      // Who has nothing to sell any more is silent before anything was offered: the buyer cannot tell it from a no.
      const over = (): boolean => {
        const { state, underWay = [] } = net.institute ? sales.answer(who) : { state: 'requested' }
        return net.institute !== undefined && underWay.length === 0 && (state !== 'requested' || sales.offer(who).state === 'over')
      }
      if (!(await net.clock.runUntil(over, 3 * MINUTE))) {
        net.clock.jump(70 * MINUTE)
        await sales.until(over, 20 * MINUTE)
      }
      await sales.until(() => duties(sales, who).every((d) => d.state !== 'open'), 3 * HOUR)
      const { pieces, price, resources } = sales.answer(who)
      const told = duties(sales, who).map((d) => d.state)
      seen.push(`${rest}, ${dies}: ${price > 0 ? 'paid' : 'not paid'}, ${told.join() || 'nobody told'}`)
      expect([rest, dies, pieces, resources]).toEqual([rest, dies, [], 0])
      if (price > 0) expect([rest, dies, told]).toEqual([rest, dies, ['deleted']])
      expect(told.filter((t) => t !== 'deleted' && t !== 'never-held')).toEqual([])
    }
    expect(await net.run(readable(sales, institute(sales)))).toBe('')
    const waiting = sales.answers().filter((a) => institute(sales).documents.piecesOf(`/offer/${a.id}`).length > 0)
    expect(waiting.every((a) => a.state === 'requested' && a.underWay?.length === undefined)).toBe(true)
    expect((await exported(sales)).keys).toEqual([])
    expect(seen.some((s) => s.includes('not paid, nobody told')) && seen.some((s) => s.includes(': paid, deleted'))).toBe(true)
  }, 240_000)
})

describe('C5 erased while another lot is under way', () => {
  test('C5 a record that was opened is in no export from the notice on, while a purchase is under way in another lot, and is destroyed after it', async () => {
    const sales = new Sales(86, { lot: 1 })
    await sales.open([])
    const { net } = sales
    const who = 'p3'
    const node = sales.person(who)
    await net.run(importBundle(node.services, node.store, marked(3), net.clock.now()))
    await sales.buy(who)
    await sales.until(() => sales.answer(who).pieces.length === 1)
    const [first = ''] = sales.answer(who).report.map((r) => r.key)
    const gone = sales.records(who).find((key) => node.duties.soldOf(key).some((s) => s.shown === first)) ?? ''
    expect((await exported(sales)).keys).toEqual([first])
    // Without a notary the second lot stands still; the word of before serves for an hour.
    net.crash('notary', 2 * MINUTE)
    await sales.erase(who, [gone])
    await sales.until(() => sales.answer(who).erased?.includes(first) === true)
    expect([sales.answer(who).underWay?.includes(first), sales.answer(who).pieces.length, duty(sales, who).state]).toEqual([
      true,
      1,
      'open',
    ])
    expect((await exported(sales)).keys).toEqual([])
    await sales.until(() => sales.answer(who).state === 'bought', HOUR)
    await answered(sales, who)
    const { report, pieces, underWay } = sales.answer(who)
    expect([duty(sales, who).state, report.length, report.some((r) => r.key === first), pieces.length, underWay]).toEqual([
      'deleted',
      1,
      false,
      1,
      [],
    ])
    expect((await exported(sales)).keys).toEqual(report.map((r) => r.key))
  }, 120_000)
})

describe('C5 a record that went to more than one', () => {
  test('C5 the hospital is told by the person’s name, each of two buyers by its own and of the root that it has seen, apart in time; the register says erased', async () => {
    const sales = new Sales(83, { second: true })
    await sales.open([])
    const { net } = sales
    const who = 'p3'
    const second = net.institutes.get('second') ?? fail('NOT_FOUND', { what: 'second institute' })
    const node = sales.person(who)
    for (const key of sales.records(who)) await net.run(node.documents.erase(node.store, key))
    const record = await net.issue(who, [['4548-4', MARK, '%']])
    const row = node.documents.row(record)?.record
    await net.fund(200, second.node)
    const buyers = [
      [INSTITUTE, net.institutes.get('institute')],
      [SECOND, second],
    ] as const
    const bought: Answer[] = []
    for (const [, by] of buyers) {
      const id = await net.asked({ price: 4 }, by?.research)
      const market = () => by?.node?.services.market
      await sales.until(
        () =>
          market()
            ?.answers(id)
            .some((a) => a.id === node.services.seller.offers.get(id)?.dealing) === true,
      )
      const { dealing } = node.services.seller.offers.get(id) ?? sales.offer(who)
      await net.run(by?.research.buy([dealing]) ?? Promise.resolve())
      await sales.until(() => market()?.answer(dealing).state === 'bought' && node.services.seller.offers.get(id)?.state === 'sold')
      bought.push(market()?.answer(dealing) ?? fail('NOT_FOUND', { what: 'answer' }))
    }
    expect(new Set([record, ...bought.flatMap((a) => a.report.map((r) => r.key))]).size).toBe(3)
    const before = duties(sales, who).map((d) => d.id)
    await net.run(node.documents.erase(node.store, record))
    const owed = (): Duty[] => duties(sales, who).filter((d) => !before.includes(d.id))
    const erased = owed()[0]?.since ?? 0
    const toBuyers = owed().filter((d) => d.as !== '')
    expect(owed().filter((d) => d.as === '')).toMatchObject([{ name: HOSPITAL, due: 0, records: [record] }])
    expect(toBuyers.map((d) => [d.name, d.as, d.records]).sort()).toEqual(
      bought.map((a, i) => [buyers[i]?.[0], a.peer, a.report.map((r) => r.key)]).sort(),
    )
    for (const { due } of toBuyers) expect([due > erased, due < erased + DAY]).toEqual([true, true])
    expect(Math.abs((toBuyers[0]?.due ?? 0) - (toBuyers[1]?.due ?? 0))).toBeGreaterThan(MINUTE)
    // The hospital hears at once, a buyer not before its moment.
    await sales.until(() => owed().some((d) => d.as === '' && d.state !== 'open'))
    const early = toBuyers.filter((d) => d.due > net.clock.now() + MINUTE)
    expect(early.map((d) => [node.duties.get(d.id)?.state, node.duties.get(d.id)?.why])).toEqual(early.map(() => ['open', '']))
    expect([early.length, [...net.institutes.values()].every((i) => i.node?.services.market.answers().every((a) => !a.erased))]).toEqual([
      2,
      true,
    ])
    net.clock.jump(DAY)
    await sales.until(() => owed().every((d) => d.state !== 'open') && node.duties.openRegisters().length === 0, HOUR)
    expect(toBuyers.map((d) => node.duties.get(d.id)?.state)).toEqual(['deleted', 'deleted'])
    const roots = [row?.id, ...(row?.roots ?? []).map((r) => r.id)].map((id) => id ?? new Uint8Array(0))
    const entries = await net.run(node.services.network.notary(NOTARY).list(roots))
    expect([entries.length, entries.every((e) => e.operation === 2)]).toEqual([5, true])
    // Two buyers who lay together all that they have find nothing of the person, and nothing that the two names have in common.
    const texts = await Promise.all(
      buyers.map(async ([, by]) => (await by?.node?.store.range('', '\uffff'))?.map(([k, v]) => `${k} ${hex(v)}`).join('\n') ?? ''),
    )
    // As bytes, or as text.
    const says = (text: string, mark: string): boolean => text.includes(mark) || text.includes(hex(utf8(mark)))
    const { name, key, sealingKey } = node.services.identity
    for (const mark of [hex(key), hex(sealingKey).slice(0, 64), name.slice(3, 19), record])
      for (const text of texts) expect(says(text, mark)).toBe(false)
    for (const [i, answer] of bought.entries()) {
      const own = toBuyers.flatMap((d) => (d.as === answer.peer ? [d.id] : []))
      const marks = [answer.peer.slice(9), ...answer.report.map((r) => r.key), ...own]
      expect(marks.map((mark) => says(texts[1 - i] ?? '', mark))).toEqual(marks.map(() => false))
      expect(says(texts[i] ?? '', answer.peer.slice(9))).toBe(true)
    }
  }, 120_000)
})

describe('C5 a buyer that a law binds', () => {
  let sales: Sales
  beforeAll(async () => {
    sales = new Sales(84)
    sales.net.institutesKeep = true
    await sales.open([])
  }, 120_000)

  test('C5 who the law makes keep what it did research on says which and until when, keeps it out of every export, and destroys it on the day', async () => {
    const who = 'p3'
    await sold(sales, who, 'p5')
    const { useUntil } = sales.offer(who)
    // As if the use had ended almost three years ago, which the buyer knows best.
    const market = institute(sales).services.market
    const answer = sales.answer(who)
    const changes: Change[] = []
    const year = 365.25 * DAY
    const end = Math.floor((sales.net.clock.now() - 3 * year + 2 * DAY) / MINUTE)
    market.amend(changes, answer.id, { consents: answer.consents.map((c) => ({ ...c, end })) })
    await sales.net.run(institute(sales).store.commit(changes))
    await sales.erase(who)
    await answered(sales, who)
    const said = duty(sales, who)
    expect(said).toMatchObject({ state: 'retained', basis: 'KR-BSA-research', why: '' })
    expect(said.until).toBeLessThan(useUntil * MINUTE)
    expect(Math.abs(said.until - end * MINUTE - 3 * year)).toBeLessThan(2 * DAY)
    const { documents } = institute(sales)
    expect([sales.answer(who).pieces, documents.hasPieces('law/'), sales.person(who).duties.needs(said.as)]).toEqual([[], true, true])
    expect((await exported(sales)).keys).toEqual(sales.answer('p5').report.map((r) => r.key))
    sales.net.clock.jump(said.until - sales.net.clock.now() + HOUR)
    await sales.until(() => duty(sales, who).state === 'deleted', 20 * MINUTE)
    expect([documents.hasPieces('law/'), sales.answer(who).report]).toEqual([false, []])
    expect(duty(sales, who)).toMatchObject({ basis: '', until: 0 })
  })

  test('C5 a withdrawal too is answered by a law of the table or not at all, and what it keeps is destroyed on its day', async () => {
    const who = 'p4'
    await sold(sales, who)
    await sales.withdraw(who)
    await sales.net.run(sales.net.research.checkConsents())
    const attest = (basis: string) => sales.net.run(sales.net.research.attest(sales.answer(who).id, 'retained', basis))
    for (const none of ['the law of this house', 'KR-MSA-record', ''])
      await expect(attest(none)).rejects.toMatchObject({ code: 'NOT_ALLOWED', data: { why: expect.stringContaining('keep-records') } })
    await attest('KR-BSA-research')
    await sales.until(() => sales.offer(who).attested !== '')
    const until = longest([], sales.offer(who).useUntil * MINUTE, 'buyer').until
    expect(sales.offer(who).attested).toBe(`retained: KR-BSA-research, ${new Date(until).toISOString().slice(0, 10)}`)
    expect([
      sales.answer(who).pieces.length,
      (await exported(sales)).keys.length,
      sales.person(who).duties.needs(sales.answer(who).peer),
    ]).toEqual([1, 1, true])
    sales.net.clock.jump(until - sales.net.clock.now() + MINUTE)
    // The certificates of this network have ended by then: who sold hears of it from an institute that renewed its own.
    await sales.until(() => sales.answer(who).pieces.length === 0 && sales.answer(who).attested.startsWith('deleted'), 20 * MINUTE)
  })
})
