/** Orders that phones believe, and budgets that researchers cannot get round. */
import { Random } from '@hdms/device-sim/random.ts'
import { criterionOf, type Wish } from '@hdms/flows/trading/criterion.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { type Asked, BUDGET_1, costOf, questionHash } from '@hdms/shared/queries/budget.ts'
import { approvalMessage, type Board, checkOrder, decodeOrder, encodeOrder, type Order, signOrder } from '@hdms/shared/queries/order.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const crypto = nativeCrypto()
const catalogue = new Catalogue()
const random = seeded(3)
const NOW = 29_700_000
const DAY = 1440
const query = (wishes: readonly Wish[], more: Partial<Query> = {}): Query => ({
  id: random.bytes(16),
  institution: 'O=Saeron Research Institute,L=Daejeon,C=KR',
  researcher: 'r-17',
  days: true,
  months: false,
  useUntil: NOW + 365 * 1440,
  criteria: wishes.map((w) => criterionOf(catalogue, w)),
  from: 20_000,
  until: 20_364,
  coverage: 0,
  sources: ['hospital'],
  purpose: 'DUO:0000006',
  modifiers: [],
  disease: '',
  price: 5,
  people: 50,
  expires: NOW + DAY,
  ...more,
})

const seeds = Array.from({ length: 8 }, () => random.bytes(32))
let keys: Uint8Array[] = []
let boards: Board[] = []
beforeAll(async () => {
  keys = await Promise.all(seeds.map((s) => crypto.publicKey(s)))
  // Six members, three of them from outside; the seventh key is the institution's, the eighth a stranger's.
  boards = [{ name: 'Saeron IRB', members: keys.slice(0, 6).map((key, i) => ({ key, external: i >= 3 })) }]
})
const sign = (i: number, message: Uint8Array): Promise<Uint8Array> => crypto.sign(seeds[i] as Uint8Array, message)
async function orderOf(q: Query, members: readonly number[], board = 'Saeron IRB'): Promise<Order> {
  const approvals = await Promise.all(
    members.map(async (i) => ({ key: keys[i] as Uint8Array, signature: await sign(i, approvalMessage(q, board)) })),
  )
  return { query: q, signature: await signOrder(q, (m) => sign(6, m)), board, approvals }
}
const check = (o: Order, by = keys[6] as Uint8Array) => checkOrder(crypto, o, by, boards, NOW)
const refused = (why: string) => expect.objectContaining({ code: 'QUERY_REFUSED', message: expect.stringContaining(why) })
const ASKED = query([{ concept: 'hba1c', least: 6.5 }])

describe('an order', () => {
  test('of five members, two of them from outside, is believed as it was sent', async () => {
    const order = await orderOf(ASKED, [0, 1, 2, 3, 4])
    expect(decodeOrder(encodeOrder(order))).toEqual(order)
    await expect(check(decodeOrder(encodeOrder(order)))).resolves.toBeUndefined()
  })
  test('is refused with what is missing', async () => {
    const [five, all] = [await orderOf(ASKED, [0, 1, 2, 3, 4]), await orderOf(ASKED, [0, 1, 2, 3, 4, 5])]
    await expect(check(await orderOf(ASKED, [0, 1, 2, 3]))).rejects.toThrow(refused('4 members'))
    boards = [{ name: 'Saeron IRB', members: keys.slice(0, 6).map((key, i) => ({ key, external: i === 4 })) }]
    await expect(check(five)).rejects.toThrow(refused('1 of them from outside'))
    boards = [{ name: 'Saeron IRB', members: keys.slice(0, 6).map((key, i) => ({ key, external: i >= 3 })) }]
    await expect(
      check({ ...five, approvals: [...five.approvals.slice(0, 4), five.approvals[0] as Order['approvals'][0]] }),
    ).rejects.toThrow(refused('twice'))
    await expect(check(await orderOf(ASKED, [0, 1, 2, 3, 7]))).rejects.toThrow(refused('not of the board'))
    await expect(check({ ...all, board: 'Another IRB' })).rejects.toThrow(refused('no review board'))
    await expect(check(five, keys[7] as Uint8Array)).rejects.toThrow(refused('did not sign'))
    await expect(check({ ...five, query: { ...ASKED, price: 4 } })).rejects.toThrow(refused('did not sign'))
    await expect(check({ ...(await orderOf({ ...ASKED, price: 4 }, [])), approvals: five.approvals })).rejects.toThrow(
      refused('another query'),
    )
    await expect(check(await orderOf({ ...ASKED, expires: NOW }, [0, 1, 2, 3, 4]))).rejects.toThrow(refused('expired'))
  })
})

const at = (q: Query, days = 0): Asked => ({ query: q, at: NOW - days * DAY })
const spent = (why: string) => expect.objectContaining({ code: 'BUDGET_SPENT', message: expect.stringContaining(why) })

describe('a budget', () => {
  test('the same question is free within an institution, at whatever price, until whenever', () => {
    const again = { ...ASKED, id: random.bytes(16), price: 99, expires: NOW + 9 * DAY, institution: 'O=Other,C=KR', people: 70 }
    expect(questionHash(again)).toEqual(questionHash(ASKED))
    expect(questionHash({ ...ASKED, coverage: 1 })).not.toEqual(questionHash(ASKED))
    expect(costOf(ASKED, [], NOW)).toBe(BUDGET_1.epsilon)
    expect(costOf(again, [at(ASKED)], NOW)).toBe(0)
  })
  test('is spent after so many questions, and comes back', () => {
    const ids = catalogue.concepts.slice(0, BUDGET_1.total / BUDGET_1.epsilon).map((c) => c.id)
    const asked = ids.map((concept, i) => at(query([{ concept }]), 89 - i))
    expect(() => costOf(query([{ concept: 'gout' }]), asked, NOW)).toThrow(spent('comes back in 1 days'))
    expect(costOf(query([{ concept: 'gout' }]), asked, NOW + 2 * DAY)).toBe(BUDGET_1.epsilon)
  })
  test('names of researchers bring an institution no more than forty questions', () => {
    const ids = catalogue.concepts.slice(0, 40).map((c) => c.id)
    const asked = ids.map((concept, i) => at(query([{ concept }], { researcher: `r-${i}` }), 89))
    expect(() => costOf(query([{ concept: 'gout' }], { researcher: 'r-new', sex: 'male' }), asked, NOW)).toThrow(
      spent('of your institution'),
    )
  })
  test('a colleague who repeats a question takes nothing off the account of who asked it first', () => {
    const ids = catalogue.concepts.slice(0, 10).map((c) => c.id)
    const asked = ids.flatMap((concept) => [at(query([{ concept }]), 9), at(query([{ concept }], { researcher: 'r-18' }), 8)])
    expect(() => costOf(query([{ concept: 'gout' }]), asked, NOW)).toThrow(spent('the budget is spent'))
  })
  test('narrowing step by step ends, by more criteria, by a smaller range, a period, ages or a sex', () => {
    const wide = query([{ concept: 'diabetes' }])
    const steps = [
      query([{ concept: 'diabetes' }, { concept: 'gout' }]),
      query([{ concept: 'diabetes' }, { concept: 'gout' }], { sex: 'female' }),
      query([{ concept: 'diabetes' }, { concept: 'gout' }], { sex: 'female', ages: { from: 40, to: 49 } }),
    ]
    const asked = [at(wide)]
    expect(costOf(steps[0] as Query, asked, NOW)).toBeGreaterThan(0)
    asked.push(at(steps[0] as Query))
    expect(costOf(steps[1] as Query, asked, NOW)).toBeGreaterThan(0)
    asked.push(at(steps[1] as Query))
    expect(() => costOf(steps[2] as Query, asked, NOW)).toThrow(spent('narrows or widens 3'))
    // Something of its own is still counted.
    expect(costOf(query([{ concept: 'asthma' }]), asked, NOW)).toBeGreaterThan(0)
  })
  test('a diagnosis narrows the chapter that it lies in, and a limit is a limit in whichever unit', () => {
    const codes = (...all: string[]): Query => {
      const [c] = query([{ concept: 'gout' }]).criteria
      return { ...query([]), criteria: [{ ...(c as Query['criteria'][0]), codes: all }] }
    }
    const asked = [at(codes('icd10:E10-E14')), at(codes('icd10:E11')), at(codes('icd10:E110', 'icd10:E112'))]
    expect(() => costOf(codes('icd10:E112'), asked, NOW)).toThrow(spent('narrows or widens 3'))
    const [hba1c] = query([{ concept: 'hba1c', least: 6.5 }]).criteria
    const made = {
      ...(hba1c as Query['criteria'][0]),
      least: 0.01,
      units: [
        { code: '!', factor: 1, offset: 0 },
        { code: '%', factor: 1, offset: -6.5 },
      ],
    }
    expect(() => costOf({ ...ASKED, criteria: [{ ...made, least: 0.2 }] }, [at(ASKED)], NOW)).toThrow(spent('one person'))
  })
  test('two questions that leave a sliver between them: the second is not counted, in whichever order', () => {
    const pairs: [Query, Query][] = [
      [query([{ concept: 'hba1c', least: 6.5 }]), query([{ concept: 'hba1c', least: 6.6 }])],
      [query([{ concept: 'hba1c', least: 5, most: 9 }]), query([{ concept: 'hba1c', least: 5, most: 8.9 }])],
      [query([{ concept: 'gout' }]), query([{ concept: 'gout' }], { until: 20_363 })],
    ]
    for (const [a, b] of pairs) {
      expect(() => costOf(a, [at(b)], NOW)).toThrow(spent('one person'))
      expect(() => costOf(b, [at(a)], NOW)).toThrow(spent('one person'))
    }
    expect(costOf(query([{ concept: 'hba1c', least: 8 }]), [at(query([{ concept: 'hba1c', least: 6.5 }]))], NOW)).toBeGreaterThan(0)
  })
  test('an attacker who asks at random learns no more than the budget', () => {
    const draw = new Random(5)
    const ids = catalogue.concepts.map((c) => c.id)
    const asked: Asked[] = []
    for (let i = 0; i < 400; i++) {
      const q = query([{ concept: ids[Math.floor(draw.next() * ids.length)] ?? 'gout' }], draw.next() < 0.5 ? {} : { sex: 'female' })
      try {
        if (costOf(q, asked, NOW) > 0) asked.push(at(q))
      } catch (error) {
        expect(error).toMatchObject({ code: 'BUDGET_SPENT' })
      }
    }
    expect(asked.length * BUDGET_1.epsilon).toBeLessThanOrEqual(BUDGET_1.total)
  })
})
