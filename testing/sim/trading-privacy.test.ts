/** The privacy of trading, attacked: each service's whole store and traffic, and the buyer's, are handed to somebody who wants to know who answered. */
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import type { HttpRequest } from '@hdms/shared/ports/http.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { TradingNetwork } from '../support/trading-network.ts'

interface Seen extends HttpRequest {
  readonly at: number
}
const [NEVER, REFUSES, UNDECIDED] = ['p1', 'p2', 'p3'] as const

let net: TradingNetwork
const seen: Seen[] = []
let id: string

/** Everything that the queue was asked, by kind. */
function mailbox(): { readonly request: hdms.MailboxRequest; readonly seen: Seen }[] {
  return seen.flatMap((s) =>
    s.url === 'http://queue/v1/mailbox' && s.body ? [{ request: decode(hdms.MailboxRequest, s.body, 'request'), seen: s }] : [],
  )
}
/** Bytes of a store, as one text of hex. */
async function everything(store: NodeStore): Promise<string> {
  return (await store.range('', '\uffff')).map(([key, value]) => `${hex(utf8(key))} ${hex(value)}`).join('\n')
}
const identifying = (): { readonly who: string; readonly marks: readonly string[] }[] =>
  net.crowd.map((who) => {
    const identity = net.people.get(who)?.services.identity
    if (!identity) throw new Error('nobody there')
    const { name, key, sealingKey } = identity
    const pseudonym = name.slice(3, 19)
    return { who, marks: [hex(key), hex(sealingKey).slice(0, 64), hex(utf8(pseudonym)), pseudonym] }
  })

beforeAll(async () => {
  net = new TradingNetwork(77, 20)
  const { http } = net
  Object.assign(net, {
    http: (request: HttpRequest) => {
      seen.push({ ...request, at: net.clock.now() })
      return http(request)
    },
  })
  await net.start()
  await net.stock()
  await net.fund(2000)
  const never = net.people.get(NEVER)
  const changes: Change[] = []
  never?.services.seller.offers.setPolicy(changes, { mode: 'never', leastPrice: 1, purposes: [], withoutDays: false })
  if (never) await net.run(never.store.commit(changes))
  net.says.set(REFUSES, { approved: false })
  net.says.set(UNDECIDED, undefined)
  id = await net.asked()
  const market = () => net.institute?.services.market
  await net.clock.runUntil(() => (market()?.answers(id).length ?? 0) >= 19, 10 * MINUTE)
  await net.run(
    net.research.buy(
      market()
        ?.answers(id)
        .map((a) => a.id) ?? [],
    ),
  )
  await net.clock.runUntil(
    () =>
      (market()
        ?.answers(id)
        .filter((a) => a.state === 'bought').length ?? 0) >= 17,
    10 * MINUTE,
  )
  await net.clock.runUntil(() => false, 30_000)
}, 120_000)

describe('linking', () => {
  test('the institution, with all that it stores, finds no person’s name or key; what it knows of an answer is a name that was drawn for it', async () => {
    const store = net.institute?.store
    if (!store) throw new Error('no institute')
    const text = await everything(store)
    for (const { marks } of identifying()) for (const mark of marks) expect(text.includes(mark)).toBe(false)
    const peers = net.institute?.services.market.answers(id).map((a) => a.peer) ?? []
    expect(new Set(peers).size).toBe(19)
    expect(peers.every((p) => p.startsWith('one-time/'))).toBe(true)
  })

  test('the queue sees no certificate where a one-time name answers, and no one-time name where a certificate is shown', () => {
    const names = new Set<string>()
    for (const { request, seen: s } of mailbox()) {
      if (request.admit) {
        expect(s.headers?.['authorization']).toBeUndefined()
        names.add(hex(request.admit.key ?? new Uint8Array(0)))
        names.add(hex(request.admit.id ?? new Uint8Array(0)))
      }
      if (request.append?.name?.length) expect(s.headers?.['authorization']).toBeUndefined()
    }
    expect(names.size).toBe(19 * 2)
    const shown = seen.filter((s) => s.headers?.['authorization'] !== undefined).map((s) => `${s.url} ${hex(s.body ?? new Uint8Array(0))}`)
    for (const name of names) expect(shown.some((text) => text.includes(name))).toBe(false)
  })

  test('everybody asks the doorman for a token of each query, who never sells as well; nobody can tell an answer by it', () => {
    const asked = seen.filter((s) => s.url === 'http://doorman/v1/answer-tokens')
    // Of the count and of the order; the two people beside the crowd ask too.
    expect(asked.length).toBe((net.crowd.length + 2) * 2)
    expect(new Set(asked.map((s) => s.body?.length)).size).toBe(1)
  })

  test('a record of the hospital is sold under a root that no other buyer sees; when each buyer has seen one, it is not offered to another', async () => {
    const who = 'p9'
    const vk = await net.issue(who, [['4548-4', 6.6, '%']])
    const seller = net.people.get(who)?.services.seller
    const again = await net.asked({ price: 4 })
    await net.clock.runUntil(() => (net.institute?.services.market.answers(again).length ?? 0) >= 19, 10 * MINUTE)
    const mine = net.institute?.services.market.answers(again).find((a) => a.id === seller?.offers.get(again)?.dealing)
    await net.run(net.research.buy([mine?.id ?? '']))
    await net.clock.runUntil(() => net.institute?.services.market.answer(mine?.id ?? '').state === 'bought', 10 * MINUTE)
    const report = net.institute?.services.market.answer(mine?.id ?? '').report.filter((r) => r.source === 'hospital') ?? []
    expect(report.map((r) => r.issuer)).toEqual(['O=Sim Hospital,C=KR'])
    expect(report[0]?.key).not.toBe(vk)
    const others = ['O=A,C=KR', 'O=B,C=KR', 'O=C,C=KR', 'O=D,C=KR'].map((buyer) => {
      const root = seller?.offers.rootFor(vk, buyer, 4)
      if (root !== undefined) seller?.offers.showRoot([], vk, buyer, root)
      return root
    })
    expect(others).toEqual([1, 2, 3, undefined])
    expect(seller?.offers.rootFor(vk, 'O=B,C=KR', 4)).toBe(2)
    const found = async (institution: string) =>
      (await seller?.searchable.match({ ...net.orderOf(again).query, institution }, net.clock.now()))?.flatMap((s) => s.records) ?? []
    expect([(await found('O=A,C=KR')).includes(vk), (await found('O=D,C=KR')).includes(vk)]).toEqual([true, false])
  })

  test('two answers of one person to two institutions, or to one twice, have nothing in common', async () => {
    const person = net.people.get('p7')
    const first = person?.services.seller.offers.get(id)
    const again = await net.asked({ wishes: [{ concept: 'heart-rate' }], price: 3 })
    await net.clock.runUntil(() => (net.institute?.services.market.answers(again).length ?? 0) >= 19, 10 * MINUTE)
    const second = person?.services.seller.offers.get(again)
    const answers = net.institute?.services.market.answers() ?? []
    const [one, two] = [first, second].map((o) => answers.find((a) => a.id === o?.dealing))
    expect(one && two && one.peer !== two.peer).toBe(true)
    await net.run(net.research.buy([two?.id ?? '']))
    await net.clock.runUntil(() => net.institute?.services.market.answer(two?.id ?? '').state === 'bought', 10 * MINUTE)
    const [a, b] = [one, two].map((x) => net.institute?.services.market.answer(x?.id ?? ''))
    const marks = [a?.peer.slice(9), a?.consent, a?.consents[0]?.nullifier, ...(a?.report.map((r) => r.key) ?? [])]
    const other = JSON.stringify(b)
    for (const mark of marks) expect(mark && other.includes(mark)).toBe(false)
  })
})

describe('size and time', () => {
  /** Of each one-time name, what it put into the mailbox of answers, in order. */
  const said = (): Map<string, { readonly bytes: number; readonly at: number }[]> => {
    const all = new Map<string, { bytes: number; at: number }[]>()
    for (const { request, seen: s } of mailbox()) {
      const name = request.append?.name
      if (!name?.length) continue
      const key = hex(name)
      all.set(key, [...(all.get(key) ?? []), { bytes: request.append?.message?.length ?? 0, at: s.at }])
    }
    return all
  }
  const nameOf = (who: string): string => {
    const dealing = net.people.get(who)?.services.seller.offers.get(id)?.dealing
    return (
      net.institute?.services.market
        .answers(id)
        .find((a) => a.id === dealing)
        ?.peer.slice(9) ?? ''
    )
  }

  test('every key list is as long as the next, whatever there is', () => {
    const lists = [...said()].filter(([name]) => net.institute?.services.market.answers(id).some((a) => a.peer.endsWith(name)))
    expect(lists.length).toBe(19)
    expect(new Set(lists.map(([, messages]) => messages[0]?.bytes)).size).toBe(1)
  })

  test('a refusal is what silence is: the same messages, of the same size, and none after the purchase request was taken', () => {
    const sizes = (who: string): number[] => (said().get(nameOf(who)) ?? []).map((m) => m.bytes)
    expect(sizes(REFUSES)).toEqual(sizes(UNDECIDED))
    // The key list and its end; the third is the queue's acknowledgement of the purchase request.
    expect(sizes(REFUSES).length).toBe(3)
    expect(net.people.get(REFUSES)?.services.seller.offers.get(id)?.state).toBe('refused')
  })

  test('who never sells sends what everybody sends: two shares of one size, and nothing else', () => {
    const relayed = seen.filter((s) => s.url.startsWith('http://queue/v1/relay/') && (s.body?.length ?? 0) > 2000)
    const sizes = new Set(relayed.map((s) => s.body?.length))
    expect(sizes.size).toBe(1)
    expect(net.people.get(NEVER)?.services.seller.offers.get(id)).toMatchObject({ state: 'none', dealing: '' })
  })

  test('when answers go out is drawn, not told by how much was found', () => {
    const first = [...said().values()].flatMap((m) => (m[0] ? [m[0].at] : []))
    expect(Math.max(...first) - Math.min(...first)).toBeGreaterThan(1_000)
  })
})

describe('services handed over', () => {
  test('the data-search service and both counting services know no person, no one-time name and no answer', async () => {
    const texts = await Promise.all(net.serviceStores.map(everything))
    const names = mailbox().flatMap(({ request }) => (request.admit ? [hex(request.admit.key ?? new Uint8Array(0))] : []))
    for (const text of texts) {
      for (const { marks } of identifying()) for (const mark of marks) expect(text.includes(mark)).toBe(false)
      for (const name of names) expect(text.includes(name)).toBe(false)
    }
  })

  test('the notary’s whole store names no person and no buyer, and not what was sold', async () => {
    const text = await everything(net.notaryStore())
    for (const { marks } of identifying()) for (const mark of marks) expect(text.includes(mark)).toBe(false)
    const buyer = net.institute?.services.identity
    expect(text.includes(hex(buyer?.key ?? new Uint8Array(32)))).toBe(false)
    for (const a of net.institute?.services.market.answers(id) ?? []) for (const r of a.report) expect(text.includes(r.key)).toBe(false)
  })
})

describe('differencing', () => {
  test('the same question has the same answer, whoever of the institution asks it and as often', async () => {
    const counts = async (researcher: string): Promise<readonly number[]> => {
      const q = await net.run(net.research.draft(net.draft({ researcher, price: 7 })))
      await net.run(net.research.count(q.id))
      await net.clock.runUntil(() => net.research.query(q.id).state === 'counted', 20 * MINUTE)
      return net.research.query(q.id).counts
    }
    const before = net.research.query(id).counts
    expect(await counts('r-18')).toEqual(before)
    expect(await counts('r-19')).toEqual(before)
  })
  test('a question with and one without a few people is not counted: what lies between the two could be one person', async () => {
    const q = await net.run(net.research.draft(net.draft({ wishes: [{ concept: 'hba1c', least: 5, most: 9 }] })))
    await net.run(net.research.count(q.id))
    const sliver = await net.run(net.research.draft(net.draft({ wishes: [{ concept: 'hba1c', least: 5.05, most: 9 }] })))
    await expect(net.run(net.research.count(sliver.id))).rejects.toMatchObject({ code: 'BUDGET_SPENT' })
  })
})
