/** C7: a count is answered once, the same for ever, whatever one dishonest service, a crash or another institution tries. */
import type { CounterPort } from '@hdms/data-search/client/counter-client.ts'
import type { Counting } from '@hdms/data-search/server/counting.ts'
import { Search } from '@hdms/data-search/server/search.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { type CountServer, isGood, pointOf } from '@hdms/shared/crypto/private-count.ts'
import { fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { decodeAnnouncement } from '@hdms/shared/queries/announcement.ts'
import { questionHash } from '@hdms/shared/queries/budget.ts'
import { decodeResult } from '@hdms/shared/queries/count.ts'
import type { Criterion, Query } from '@hdms/shared/queries/query.ts'
import { DAY, MINUTE } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import { A, B, type Person, TwoCounters } from '../support/counting.ts'

const crypto = nativeCrypto()
const P = (1n << 61n) - 1n
const ONCE = 'this round of the count was answered, to other values: it has one answer'
const refused = (why: string) => expect.objectContaining({ code: 'NOT_ALLOWED', data: { why: expect.stringContaining(why) } })

/** A count of `yes` people who said yes and `no` who said no, closed as far as its names. */
async function closing(yes = 12, no = 8): Promise<{ net: TwoCounters; query: Query; id: Uint8Array; people: Person[] }> {
  const net = await TwoCounters.start()
  const query = net.query()
  const id = await net.open(query)
  const people: Person[] = []
  for (let i = 0; i < yes + no; i++) people.push(await net.answer(id, query, i < yes))
  net.clock.jump(2 * MINUTE)
  return { net, query, id, people }
}

/** What a dishonest first service does with the honest second one. */
class Attacker {
  readonly drawn: Uint8Array = crypto.random(32)
  readonly cells: readonly CountServer[]
  private readonly id: Uint8Array
  private readonly names: readonly string[]
  point = 0n
  theirs: Awaited<ReturnType<Counting['openings']>> = { openings: [], rests: [] }

  constructor(net: TwoCounters, id: Uint8Array, people: readonly Person[], names: readonly string[] = people.map((p) => p.name)) {
    this.id = id
    this.names = names
    this.cells = net.memoryOf(0, people)
  }
  async meet(honest: CounterPort): Promise<void> {
    const { drawn } = await honest.names(this.id, this.names, this.drawn)
    this.point = pointOf([this.drawn, drawn])
  }
  openings = () => this.cells.map((cell) => this.names.map((name) => cell.opening(name, this.point)))
  async open(honest: CounterPort): Promise<void> {
    this.theirs = await honest.openings(this.id, this.openings())
  }
  rests = (): bigint[][] =>
    this.cells.map((cell, c) => this.names.map((name, n) => cell.rest(name, this.point, this.theirs.openings[c]?.[n] ?? { d: 0n, m: 0n })))
  /** As if somebody's proof did not hold. */
  without = (left: number): bigint[][] => this.rests().map((cell) => cell.map((r, n) => (n === left ? (r + 1n) % P : r)))
}
const ready = async (of: Awaited<ReturnType<typeof closing>>): Promise<Attacker> => {
  const attacker = new Attacker(of.net, of.id, of.people)
  await attacker.meet(of.net.services[1])
  await attacker.open(of.net.services[1])
  return attacker
}

describe('C7 one dishonest service', () => {
  test('C7 learns one sum: with anybody left out, before or after, the round has no second answer', async () => {
    const of = await closing()
    const attacker = await ready(of)
    const [, honest] = of.net.services
    expect(attacker.rests().every((cell, c) => cell.every((r, n) => isGood([r, attacker.theirs.rests[c]?.[n] ?? 1n])))).toBe(true)
    const all = await honest.sums(of.id, attacker.rests())
    for (const left of of.people.keys()) await expect(honest.sums(of.id, attacker.without(left))).rejects.toThrow(refused(ONCE))
    // A lost reply is given again, to the last digit.
    expect(await honest.sums(of.id, attacker.rests())).toEqual(all)
  })
  test('C7 cannot ask names, openings or the result again with other values either', async () => {
    const of = await closing()
    const attacker = await ready(of)
    const [, honest] = of.net.services
    const names = of.people.map((p) => p.name)
    await expect(honest.names(of.id, names.slice(1), attacker.drawn)).rejects.toThrow(refused(ONCE))
    await expect(honest.names(of.id, names, crypto.random(32))).rejects.toThrow(refused(ONCE))
    const other = attacker.openings().map((cell) => cell.map(({ d, m }) => ({ d: (d + 1n) % P, m })))
    await expect(honest.openings(of.id, other)).rejects.toThrow(refused(ONCE))
    expect(await honest.openings(of.id, attacker.openings())).toEqual(attacker.theirs)
    const sums = await honest.sums(of.id, attacker.rests())
    const at = of.net.clock.now()
    // What makes the total of each cell 0.
    const zero = sums.map((sum) => (P - sum) % P)
    await expect(honest.result(of.id, zero, at + DAY)).rejects.toThrow(refused('not now'))
    const signature = await honest.result(of.id, zero, at)
    await expect(honest.result(of.id, [1n, ...zero.slice(1)], at)).rejects.toThrow(refused(ONCE))
    await expect(honest.result(of.id, zero, at + 1)).rejects.toThrow(refused(ONCE))
    expect(await honest.result(of.id, zero, at)).toEqual(signature)
  })
  test('C7 cannot name somebody forty times, whose answer would then stand out of the noise', async () => {
    const of = await closing(1, 1)
    const [one] = of.people as [Person]
    const [first, second] = of.net.services
    await expect(second.names(of.id, Array(40).fill(one.name), crypto.random(32))).rejects.toThrow(refused('a name comes once'))
    const doubling = { ...port(second), names: async () => ({ names: Array(40).fill(one.name), drawn: crypto.random(32) }) }
    await expect(first.close(of.id, doubling)).rejects.toThrow(refused('a name comes once'))
  })
  test('C7 cannot go round a round, close what is open, or send what is no number of the field', async () => {
    const of = await closing(2, 2)
    const [, honest] = of.net.services
    await expect(honest.sums(of.id, [])).rejects.toThrow(refused('openings are exchanged first'))
    await expect(honest.openings(of.id, [])).rejects.toThrow(refused('names are agreed on first'))
    await expect(honest.result(of.id, [0n], of.net.clock.now())).rejects.toThrow(refused('not being counted'))
    const attacker = await ready(of)
    await expect(honest.result(of.id, [0n, 0n, 0n, 0n, 0n], of.net.clock.now())).rejects.toThrow(refused('sums are exchanged first'))
    await expect(honest.sums(of.id, attacker.rests().slice(1))).rejects.toThrow(refused('one value for each name and cell'))
    const early = of.net.query({ sex: 'female' })
    const id = await of.net.open(early)
    await expect(honest.names(id, [], crypto.random(32))).rejects.toThrow(refused('still open'))
  })
  test.each(['names', 'openings', 'sums'] as const)(
    'C7 after a restart in the middle (%s told) the count tells nothing else',
    async (told) => {
      const of = await closing()
      const attacker = new Attacker(of.net, of.id, of.people)
      await attacker.meet(of.net.services[1])
      if (told !== 'names') await attacker.open(of.net.services[1])
      const sums = told === 'sums' ? await of.net.services[1].sums(of.id, attacker.rests()) : undefined
      const honest = of.net.restart(1)
      await expect(honest.names(of.id, [], crypto.random(32))).rejects.toThrow(refused('not being counted'))
      await expect(honest.open(await of.net.order(of.query), of.net.clock.now() + MINUTE)).rejects.toThrow(refused('closed before'))
      if (!sums)
        return void (await expect(
          honest.sums(
            of.id,
            attacker.cells.map(() => []),
          ),
        ).rejects.toThrow(refused('not being counted')))
      await expect(honest.sums(of.id, attacker.without(0))).rejects.toThrow(refused(ONCE))
      expect(await honest.sums(of.id, attacker.rests())).toEqual(sums)
      expect(await honest.told(of.id)).toEqual(sums)
    },
  )
  test('C7 does not get its question counted again under another id, another institution or another order, for 90 days', async () => {
    const of = await closing()
    const attacker = await ready(of)
    await of.net.services[1].sums(of.id, attacker.rests())
    for (const more of [{}, { institution: B }, { researcher: 'r-9', price: 99, people: 70 }]) {
      const again = await of.net.order(of.net.query(more))
      await expect(of.net.services[1].open(again, of.net.clock.now() + MINUTE)).rejects.toThrow(refused('answered in the last 90 days'))
    }
    of.net.restart(1)
    of.net.clock.jump(89 * DAY)
    const late = async () => of.net.services[1].open(await of.net.order(of.net.query()), of.net.clock.now() + MINUTE)
    await expect(late()).rejects.toThrow(refused('answered in the last 90 days'))
    of.net.clock.jump(2 * DAY)
    await late()
  })
  test('C7 two counts of one question at once: what the first gathered is destroyed, and no share is taken after the names are fixed', async () => {
    const net = await TwoCounters.start()
    const query = net.query()
    const id = await net.open(query)
    const people = [await net.answer(id, query, true)]
    const second = net.query({ institution: B })
    await net.open(second)
    await expect(net.answer(id, query, true)).rejects.toThrow(refused('not being counted'))
    net.clock.jump(3 * MINUTE)
    await expect(new Attacker(net, id, people).meet(net.services[1])).rejects.toThrow(refused('not being counted'))
    const of = await closing(2, 0)
    await new Attacker(of.net, of.id, of.people).meet(of.net.services[1])
    of.net.clock.jump(-2 * MINUTE)
    await expect(of.net.answer(of.id, of.query, true, [1])).rejects.toThrow(refused('closed'))
  })
  test('C7 two askers of one round at once have one answer between them', async () => {
    const of = await closing()
    const attacker = await ready(of)
    const [, honest] = of.net.services
    const asked = await Promise.allSettled([0, 1, 2].map((n) => honest.sums(of.id, attacker.without(n))))
    expect(asked.map((a) => a.status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])
  })
  test('C7 noise is drawn for each count anew, and a write that fails tells nothing', async () => {
    const of = await closing(30, 0)
    const attacker = await ready(of)
    const [, honest] = of.net.services
    of.net.commit = async () => fail('SERVICE_UNAVAILABLE', { service: 'disk' })
    await expect(honest.sums(of.id, attacker.rests())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    await expect(honest.sums(of.id, attacker.without(0))).rejects.toMatchObject({})
    of.net.commit = async () => {}
    const sums = await honest.sums(of.id, attacker.rests())
    expect((await of.net.restart(1).told(of.id)).map(String)).toEqual(sums.map(String))
    const noise = async (): Promise<bigint> => {
      const other = await closing(3, 0)
      const mine = await ready(other)
      const [whole = 0n] = await other.net.services[1].sums(other.id, mine.rests())
      const own = mine.cells[0]?.sum(other.people.map((p) => p.name)) ?? 0n
      return (((whole + own) % P) + P) % P
    }
    expect(new Set(await Promise.all(Array.from({ length: 6 }, noise))).size).toBeGreaterThan(1)
  })
})

/** A service as the other sees it. */
const port = (of: Counting): CounterPort => ({
  open: (order, closes) => of.open(order, closes),
  names: (id, names, drawn) => of.names(id, names, drawn),
  openings: (id, openings) => of.openings(id, openings),
  sums: (id, rests) => of.sums(id, rests),
  told: (id) => of.told(id),
  result: (id, sums, at) => of.result(id, sums, at),
})
const away = (): never => fail('SERVICE_UNAVAILABLE', { service: 'other counting service' })

describe('C7 a dishonest second service', () => {
  test('C7 that answers a round anew each time it is asked hears one sum of the first', async () => {
    const of = await closing()
    const [first, second] = of.net.services
    const heard: string[] = []
    let tries = 0
    const liar: CounterPort = {
      ...port(second),
      names: async (id, names, drawn) => second.names(id, names, drawn),
      sums: async (id, rests) => (await second.sums(id, rests)).map((n) => (n + BigInt(tries)) % P),
      result: async (id, sums, at) => {
        heard.push(`${sums.join()} at ${at}`)
        of.net.clock.jump(MINUTE)
        if (++tries < 4) return away()
        return second.result(id, sums, at)
      },
    }
    for (let i = 0; i < 3; i++) await expect(first.close(of.id, liar)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    of.net.restart(0)
    await of.net.services[0].close(of.id, liar)
    expect(new Set(heard).size).toBe(1)
    expect(heard.length).toBe(4)
  })
  test('C7 that counts strangers, or opens fewer than were named, is refused, and hears no sum', async () => {
    const of = await closing(3, 3)
    const [first, second] = of.net.services
    let heard = 0
    const told = { sums: async () => [], result: async () => new Uint8Array(heard++) }
    const strange = async () => ({ names: [hex(crypto.random(32))], drawn: crypto.random(32) })
    await expect(first.close(of.id, { ...port(second), ...told, names: strange })).rejects.toThrow(refused('names that were not given'))
    const fewer = async () => ({ openings: [], rests: [] })
    await expect(first.close(of.id, { ...port(second), ...told, openings: fewer })).rejects.toThrow(
      refused('one value for each name and cell'),
    )
    await expect(first.close(of.id, { ...port(second), ...told })).rejects.toThrow(refused('one sum for each cell'))
    expect(heard).toBe(0)
  })
})

describe('C7 honest services', () => {
  test.each([0, 1] as const)('C7 finish a count after service %i was restarted between the sums and the result', async (role) => {
    const of = await closing(60, 5)
    const cut: CounterPort = { ...port(of.net.services[1]), result: async () => away() }
    await expect(of.net.services[0].close(of.id, cut)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    of.net.restart(role)
    const result = await of.net.services[0].close(of.id, port(of.net.services[1]))
    expect(Math.abs((result.counts[0] ?? 0) - 60)).toBeLessThanOrEqual(30)
    expect(result.signatures.length).toBe(2)
  })
  test('C7 whose first one died before it heard the sums of the second has them told; what nobody heard may be counted again', async () => {
    const of = await closing(60, 5)
    const lost: CounterPort = {
      ...port(of.net.services[1]),
      sums: async (id, rests) => {
        await of.net.services[1].sums(id, rests)
        return away()
      },
    }
    await expect(of.net.services[0].close(of.id, lost)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
    const result = await of.net.restart(0).close(of.id, port(of.net.services[1]))
    expect(Math.abs((result.counts[0] ?? 0) - 60)).toBeLessThanOrEqual(30)

    const never = await closing(5, 5)
    await expect(never.net.services[0].close(never.id, { ...port(never.net.services[1]), sums: async () => away() })).rejects.toThrow()
    const first = never.net.restart(0)
    await expect(first.close(never.id, port(never.net.services[1]))).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await never.net.open(never.net.query())
  })
  test('C7 two closes at once are one', async () => {
    const of = await closing(20, 0)
    const [first, second] = of.net.services
    const [one, two] = await Promise.all([first.close(of.id, port(second)), first.close(of.id, port(second))])
    expect(one).toEqual(two)
  })
})

// ── The same question ────────────────────────────────────────────────────────────────────────────────────────────────

const LIMITED: Criterion = {
  concept: 'hba1c',
  codes: ['loinc:4548-4', 'loinc:59261-8'],
  units: [
    { code: '%', factor: 1, offset: 0 },
    { code: 'mmol/mol', factor: 0.09148, offset: 2.152 },
  ],
  least: 6.5,
  times: 2,
  wanted: true,
}
const DIABETES: Criterion = { concept: 'diabetes', codes: ['icd10:E11', 'icd10:E10-E14'], units: [], times: 1, wanted: false }

describe('C7 the same question', () => {
  const ask = async (more: Partial<Query>): Promise<string> => {
    const base = { from: 20_000, until: 20_400, coverage: 0, sources: ['hospital', 'device'], criteria: [LIMITED, DIABETES] } as const
    return hex(questionHash({ ...base, ...more }))
  }
  test('C7 is the same in any order, under any name, in any unit, with repetitions and what goes without saying', async () => {
    const one = await ask({})
    const turned = { ...LIMITED, codes: [...LIMITED.codes].reverse().concat('loinc:4548-4'), units: [...LIMITED.units].reverse() }
    const metric = {
      ...LIMITED,
      least: (6.5 - 2.152) / 0.09148,
      units: [
        { code: 'mmol/mol', factor: 1, offset: 0 },
        { code: '%', factor: 1 / 0.09148, offset: -2.152 / 0.09148 },
      ],
    }
    const same: Partial<Query>[] = [
      { criteria: [DIABETES, LIMITED] },
      { criteria: [turned, DIABETES] },
      { criteria: [metric, DIABETES] },
      { criteria: [{ ...LIMITED, concept: 'sugar' }, DIABETES, DIABETES] },
      { criteria: [LIMITED, { ...LIMITED, least: 5, times: 1 }, DIABETES] },
      { criteria: [LIMITED, { ...DIABETES, codes: ['icd10:E10-E14'], wanted: true }] },
      { sources: ['device', 'hospital', 'device'] },
    ]
    for (const more of same) expect(await ask(more)).toBe(one)
  })
  test('C7 is another one when it could find somebody else', async () => {
    const all = [
      await ask({}),
      await ask({ criteria: [{ ...LIMITED, least: 6.6 }, DIABETES] }),
      await ask({ criteria: [{ ...LIMITED, times: 1 }, DIABETES] }),
      await ask({ criteria: [{ ...LIMITED, units: LIMITED.units.slice(0, 1) }, DIABETES] }),
      await ask({ criteria: [{ ...LIMITED, codes: ['loinc:4548-4'] }, DIABETES] }),
      await ask({ criteria: [LIMITED] }),
      await ask({ sources: ['hospital'] }),
      await ask({ from: 20_001 }),
      await ask({ coverage: 5 }),
      await ask({ coverage: 5, criteria: [LIMITED, { ...DIABETES, wanted: true }] }),
      await ask({ sex: 'female' }),
      await ask({ ages: { from: 0, to: 129 } }),
    ]
    expect(new Set(all).size).toBe(all.length)
  })

  /** A search service over the two counters; people answer what is said to everybody. */
  async function searching() {
    const net = await TwoCounters.start()
    const said: Query[] = []
    let yes = 40
    const boot = (): Search =>
      new Search({
        ...{ crypto, clock: net.clock, logger: silent, store: memoryNodeStore(net.disks[0]), seed: crypto.random(32) },
        ...{ counting: net.services[0], other: port(net.services[1]), boards: () => [], approved: () => [A, B] },
        institution: (name) => net.keyOf(name),
        openTokens: async () => new Uint8Array(32),
        broadcast: async (content) => {
          const { order, id } = decodeAnnouncement(content)
          said.push(order.query)
          for (let i = 0; i < yes; i++) await net.answer(id, order.query, true)
        },
        ...{ pace: 0, countFor: 2 * MINUTE },
      })
    let search = boot()
    const count = async (more: Partial<Query> = {}) => {
      const query = net.query(more)
      await search.count(query.institution, await net.order(query))
      const state = () => search.state(query.institution, 'count', hex(query.id))
      for (let i = 0; i < 40 && ['waiting', 'asked'].includes((await state()).state); i++) await net.clock.runUntil(() => false, 5 * MINUTE)
      return state()
    }
    const people = (n: number): void => {
      yes = n
    }
    const restart = async (): Promise<void> => {
      net.restart(0)
      search = boot()
      await search.start()
    }
    return { net, said, count, restart, people, search: () => search }
  }
  test('C7 is answered from the stored result, whoever asks, and no phone hears of it; two counts never subtract to one person', async () => {
    const { said, count, people, restart } = await searching()
    const first = await count()
    expect(first.state).toBe('counted')
    people(39)
    for (const more of [{}, { institution: B }, { criteria: [{ ...DIABETES, codes: ['loinc:4548-4', 'loinc:4548-4'], wanted: true }] }]) {
      const again = await count(more)
      expect(again.state).toBe('counted')
      expect(again.result).toBe(first.result)
    }
    await restart()
    expect((await count({ researcher: 'r-2' })).result).toBe(first.result)
    expect(said.length).toBe(1)
  })
  test('C7 is charged to who reads the answer of another institution, and counted anew, with new noise, after 90 days', async () => {
    const { net, said, count } = await searching()
    const first = await count()
    const codes = Array.from({ length: 9 }, (_, i) => `loinc:${i}-1`)
    for (const code of codes) await count({ institution: B, criteria: [{ ...DIABETES, codes: [code], wanted: true }] })
    expect((await count({ institution: B })).result).toBe(first.result)
    await expect(count({ institution: B, criteria: [{ ...DIABETES, codes: ['loinc:x-1'], wanted: true }] })).rejects.toMatchObject({
      code: 'BUDGET_SPENT',
    })
    net.clock.jump(91 * DAY)
    const later = await count()
    expect(later.state).toBe('counted')
    expect(said.length).toBe(11)
    expect(decodeResult(Uint8Array.from(Buffer.from(later.result, 'base64'))).at).toBeGreaterThan(net.clock.now() - DAY)
  })
  test('C7 asked while it is being counted is not counted twice; when its count fails, both hear it', async () => {
    const { net, said, search, restart } = await searching()
    const [one, two] = [net.query(), net.query({ institution: B })]
    await search().count(A, await net.order(one))
    await net.clock.runUntil(() => said.length > 0, MINUTE)
    await search().count(B, await net.order(two))
    await net.clock.runUntil(() => false, 5 * MINUTE)
    const results = [await search().state(A, 'count', hex(one.id)), await search().state(B, 'count', hex(two.id))]
    expect(results.map((r) => r.state)).toEqual(['counted', 'counted'])
    expect(results[0]?.result).toBe(results[1]?.result)
    expect(said.length).toBe(1)
    const [lost, joined] = [net.query({ sex: 'male' }), net.query({ institution: B, sex: 'male' })]
    await search().count(A, await net.order(lost))
    await net.clock.runUntil(() => said.length > 1, MINUTE)
    await search().count(B, await net.order(joined))
    await restart()
    for (const [by, q] of [
      [A, lost],
      [B, joined],
    ] as const) {
      const state = await search().state(by, 'count', hex(q.id))
      expect(state).toMatchObject({ state: 'failed', why: expect.stringContaining('as a new query') })
      // Under its own id it stays so: who answered has no second token.
      expect(await search().count(by, await net.order(q))).toMatchObject({ state: 'failed' })
    }
    const anew = net.query({ sex: 'male' })
    await search().count(A, await net.order(anew))
    await net.clock.runUntil(() => false, 5 * MINUTE)
    expect((await search().state(A, 'count', hex(anew.id))).state).toBe('counted')
  })
})
