import type { EntryRow } from '@hdms/flows/activity/book/rows.ts'
import { appealDay, claimDay } from '@hdms/flows/activity/claim.ts'
import { payee } from '@hdms/flows/activity/issuer/claims.ts'
import { recordDay } from '@hdms/flows/activity/record.ts'
import { reward } from '@hdms/flows/activity/reward.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { payTokens, requestTokens } from '@hdms/flows/token/pay.ts'
import { mergeTokens, redeemTokens } from '@hdms/flows/token/present.ts'
import { holdings } from '@hdms/flows/token/wallet.ts'
import { DayKeeper } from '@hdms/node/personal/day-keeper.ts'
import { fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { DAY } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import {
  balance,
  CHEAT,
  codeOf,
  conserved,
  NOTARY,
  network,
  paid,
  recorded,
  run,
  SCENES,
  there,
  type Who,
  walked,
} from '../support/activity.ts'
import { seeds } from '../support/long.ts'
import { ISSUER, type MockNetwork } from '../support/mock-network.ts'
import { bring, type Pair, walkIn, wornOnce } from '../support/worn.ts'

/** The same again, but walked: no two walks are alike to the last step. */
const LATER = wornOnce(SCENES, 2)

/** The same pair walks again on that day; what it recorded stays in it until it is asked for. */
async function heldBack(net: MockNetwork, pair: Pair): Promise<() => Promise<unknown>> {
  await walkIn(pair, LATER, Math.ceil(net.clock.now() / 60_000) * 60_000)
  return () => bring(there(net, 'person').services.activity, pair)
}

describe('from the shoe to the token', () => {
  test('a day is entered, claimed, checked on what the shoes signed, and paid by the published rule; the same packets never again', async () => {
    const net = await network(1)
    await walked(net, 'person')
    const entry = await recorded(net, 'person')
    const units = await run(net, 'person', claimDay, { entry })
    // Six whole minutes of brisk walking at 1 unit, two of running at 2.
    expect(units).toBeGreaterThanOrEqual(9)
    expect(units).toBeLessThanOrEqual(14)
    expect(balance(net, 'person')).toBe(units)
    expect(await codeOf(run(net, 'person', claimDay, { entry }))).toBe('NOT_ALLOWED')
    // A phone that forgets that it was paid, and claims again: the issuer's books know every minute.
    const { services, store } = there(net, 'person')
    const changes: never[] = []
    services.activity.days.amend(changes, entry, { claim: { state: 'failed', units: 0, minutes: [], issue: '', code: '' } })
    await net.run(store.commit(changes))
    expect(await run(net, 'person', claimDay, { entry })).toBe(0)
    const again = services.activity.days.entry(entry).entry.claim?.minutes.map((m) => m.why)
    // Minutes with standing in them were too light, and still are.
    expect(again?.filter((why) => why !== 'light')).toEqual(
      Array((again?.length ?? 0) - (again?.filter((why) => why === 'light').length ?? 0)).fill('paid-before'),
    )
    expect(again?.filter((why) => why === 'paid-before').length).toBeGreaterThanOrEqual(7)
    // Nor by an appeal: those minutes were paid.
    const before = services.activity.days.entry(entry).entry.claim?.minutes.filter((m) => m.why === 'paid-before')
    const paidBefore = before?.map((m) => m.start) ?? []
    expect(await codeOf(run(net, 'person', appealDay, { entry, minutes: paidBefore, words: 'once more' }))).toBe('REFUSED')
    // Nothing more to enter: an empty revision is not made.
    expect(await recorded(net, 'person')).toBe('')
    expect(conserved(net)).toEqual({ issued: units, redeemed: 0 })
  })

  test('minutes with one shoe on another foot are not paid and say why; an appeal is decided by a person, and paid once', async () => {
    const net = await network(2)
    await walked(net, 'person', CHEAT)
    const entry = await recorded(net, 'person')
    const units = await run(net, 'person', claimDay, { entry })
    const claim = there(net, 'person').services.activity.days.entry(entry).entry.claim ?? fail('BUG', { what: 'claim' })
    const unpaid = claim.minutes.filter((m) => m.units === 0)
    expect(unpaid.length).toBeGreaterThanOrEqual(3)
    for (const m of unpaid)
      expect(['no-weight', 'no-footfall', 'not-alternating', 'two-people', 'machine', 'few-steps', 'light']).toContain(m.why)
    const minutes = unpaid.filter((m) => m.why !== 'light' && m.why !== 'few-steps').map((m) => m.start)
    net.answers.approved = false
    net.answers.reason = 'the soles carried no weight'
    expect(await run(net, 'person', appealDay, { entry, minutes, words: 'I really walked' })).toBe(0)
    expect(there(net, 'person').services.activity.days.entry(entry).entry.appeal).toMatchObject({
      state: 'refused',
      words: 'the soles carried no weight',
    })
    expect(await codeOf(run(net, 'person', appealDay, { entry, minutes, words: 'again' }))).toBe('NOT_ALLOWED')
    expect(conserved(net).issued).toBe(units)

    net.answers.approved = true
    await walked(net, 'other', CHEAT)
    const theirs = await recorded(net, 'other')
    const first = await run(net, 'other', claimDay, { entry: theirs })
    const refused =
      there(net, 'other')
        .services.activity.days.entry(theirs)
        .entry.claim?.minutes.filter((m) => m.units === 0) ?? []
    const more = await run(net, 'other', appealDay, { entry: theirs, minutes: refused.map((m) => m.start), words: 'a stroller' })
    expect(more).toBeGreaterThan(0)
    expect(conserved(net).issued).toBe(units + first + more)
  })

  test('a day that is over is entered and paid by itself for a person who said so, also when the issuer is away; late packets extend it', async () => {
    const net = await network(6)
    const pair = await walked(net, 'person')
    const { activity } = there(net, 'person').services
    const keeper = new DayKeeper(there(net, 'person'), net.clock, silent)
    const dayOf = (): readonly EntryRow[] => activity.days.list().find((d) => d.date === date)?.entries ?? []
    const settled = (entries: number) => () => dayOf().length === entries && dayOf().every((e) => e.claim?.state === 'decided')
    const date = activity.today()
    const late = await net.run(heldBack(net, pair))
    // Not before it is over, and not before the person says so.
    await net.run(activity.setByItself(true))
    keeper.wake()
    await net.clock.runUntil(() => dayOf().length > 0, 1_800_000)
    expect(dayOf()).toEqual([])
    await net.run(activity.setByItself(false))
    net.clock.jump(DAY)
    await net.clock.runUntil(() => dayOf().length > 0, 1_800_000)
    expect(dayOf()).toEqual([])
    net.crash('issuer', 1_200_000)
    await net.run(activity.setByItself(true))
    await net.clock.runUntil(settled(1), 7_200_000)
    const first = balance(net, 'person')
    expect(first).toBeGreaterThan(8)
    await net.run(late())
    await net.clock.runUntil(settled(2), 7_200_000)
    expect(balance(net, 'person')).toBeGreaterThan(first + 8)
    expect(conserved(net).issued).toBe(balance(net, 'person'))
    keeper.stop()
  })

  test('a phone that claims more than its shoes signed is found out: all minutes are looked at, and only what was walked is paid', async () => {
    const net = await network(3)
    await walked(net, 'person', CHEAT)
    const entry = await recorded(net, 'person')
    const { activity } = there(net, 'person').services
    const honest = activity.days.entry(entry).day.minutes
    // The phone's owner changed its software: every minute is genuine and vigorous.
    const forged = honest.map((m) => ({
      ...m,
      steps: 170,
      mets: 9,
      intensity: 'vigorous' as const,
      confidence: 0.95,
      verdict: { ...m.verdict, genuine: true, score: 1, reason: undefined },
    }))
    const { day } = activity.days.entry(entry)
    Object.defineProperty(activity.days, 'entry', { value: () => ({ day: { ...day, minutes: forged }, entry: day.entries[0] }) })
    await run(net, 'person', claimDay, { entry })
    const { programme, claims } = (net.issuer ?? fail('BUG', { what: 'issuer' })).services
    expect(conserved(net).issued).toBe(reward(programme().rule, honest, 0).units)
    expect(claims.isDistrusted(payee(there(net, 'person').services.identity.key), net.clock.now())).toBe(true)
  })
})

describe('payments', () => {
  test('split, merged, requested, refunded, redeemed; what is not there, or spent already, is refused', async () => {
    const net = await network(4)
    await walked(net, 'person')
    const units = await paid(net, 'person')
    const to = net.otherName
    const first = await run(net, 'person', payTokens, { to, amount: 4, note: 'lunch', refunds: '' })
    const second = await run(net, 'person', payTokens, { to, amount: 2, note: '', refunds: '' })
    await net.clock.runUntil(() => balance(net, 'other') === 6, 600_000)
    expect([balance(net, 'person'), balance(net, 'other')]).toEqual([units - 6, 6])
    expect(await codeOf(run(net, 'person', payTokens, { to, amount: units, note: '', refunds: '' }))).toBe('NOT_ALLOWED')
    expect(await codeOf(run(net, 'person', payTokens, { to, amount: 1.5, note: '', refunds: '' }))).toBe('INPUT_INVALID')

    // Two at once: what the one gives back as change is waited for by the other.
    const both = [1, 1].map((amount) =>
      there(net, 'person').engine.startFlow(payTokens as never, { to, amount, note: 'at once', refunds: '' } as never),
    )
    const started = await net.run(Promise.all(both))
    const ids = await net.run(Promise.all(started.map((f) => f.result as Promise<string>)), 3_600_000)
    expect(new Set(ids).size).toBe(2)
    await net.clock.runUntil(() => balance(net, 'other') === 8, 600_000)
    for (const id of ids) await run(net, 'other', payTokens, { to: net.personName, amount: 1, note: '', refunds: id })
    await net.clock.runUntil(() => balance(net, 'person') === units - 6, 600_000)

    await run(net, 'other', mergeTokens, null)
    expect(holdings(there(net, 'other').vault, there(net, 'other').services.network.node(ISSUER).identityKey)).toHaveLength(1)

    const back = { to: net.personName, amount: 4, note: 'lunch fell through', refunds: first }
    await run(net, 'other', payTokens, back)
    await net.clock.runUntil(() => balance(net, 'person') === units - 2, 600_000)
    expect(there(net, 'person').services.wallet.lines()[0]).toMatchObject({ kind: 'refund', amount: 4, refunds: first })
    expect(await codeOf(run(net, 'other', payTokens, back))).toBe('NOT_ALLOWED')
    // One without a word to it has an empty note, and can be given back as well.
    expect(there(net, 'other').services.wallet.line(second)).toMatchObject({ kind: 'received', amount: 2, note: '' })

    await run(net, 'other', requestTokens, { from: net.personName, amount: 3, note: 'a ride' })
    expect(balance(net, 'other')).toBe(5)
    Object.assign(net.answers, { approved: false, reason: 'no' })
    expect(await codeOf(run(net, 'other', requestTokens, { from: net.personName, amount: 3, note: 'another' }))).toBe('REFUSED')

    await run(net, 'other', redeemTokens, { amount: 4, note: 'a ticket' })
    await net.clock.runUntil(() => conservedNow(net), 600_000)
    expect(conserved(net)).toEqual({ issued: units, redeemed: 4 })
    expect(balance(net, 'other')).toBe(1)
  })

  test('T11 a token goes through many hands: nobody is given one with more than eight payments behind it', async () => {
    const net = await network(5)
    await walked(net, 'person')
    const units = await paid(net, 'person')
    for (let i = 0; i < 20; i++) {
      const [from, to] = i % 2 === 0 ? (['person', net.otherName] as const) : (['other', net.personName] as const)
      await run(net, from, payTokens, { to, amount: units, note: '', refunds: '' })
      await net.clock.runUntil(() => balance(net, i % 2 === 0 ? 'other' : 'person') === units, 600_000)
      await net.clock.runUntil(() => false, 5_000)
    }
    const renewed = [net.person, net.other].flatMap((n) => n?.services.wallet.lines().filter((l) => l.kind === 'renewed') ?? [])
    expect(renewed.length).toBeGreaterThanOrEqual(2)
    expect(conserved(net).issued).toBe(units)
  })
})

const conservedNow = (net: MockNetwork): boolean => {
  const issuer = net.issuer
  if (!issuer || !net.person || !net.other) return false
  const { held, wrong } = issuer.services.books.audit(issuer.vault, issuer.services.identity.key)
  return wrong.length === 0 && balance(net, 'person') + balance(net, 'other') === held
}

describe('tokens under faults', () => {
  test.each(seeds(6, 24))('conservation, seed %i (alone: HDMS_SEEDS=1 HDMS_SEED=that)', async (seed) => {
    const net = await network(seed + 1000)
    await walked(net, 'person')
    await walked(net, 'other', CHEAT)
    Object.assign(net.faults, { loss: 0.06, twice: 0.08, delay: 50 })
    const flows: { who: Who; name: string; definition: unknown; args: Value }[] = []
    const start = (): void => {
      for (const { who, name, definition, args } of flows)
        void net[who]?.engine
          .startFlow(definition as never, args as never, name)
          .then(({ result }) => result.catch(() => {}))
          .catch(() => {})
    }
    const go = async (ms: number, crashes: number): Promise<void> => {
      start()
      for (let i = 0; i < crashes; i++) {
        await net.clock.runUntil(() => false, net.random.int(ms))
        net.crash(net.random.pick(['person', 'other', 'issuer', 'notary']), 50 + net.random.int(3_000))
      }
      const over = () =>
        flows.every((f) =>
          net[f.who]?.engine.flows().some((x) => x.name === (f.definition as { name: string }).name && x.state !== 'running'),
        )
      for (let i = 0; i < 60 && !over(); i++) {
        await net.clock.runUntil(() => [net.person, net.other, net.issuer].every((n) => n !== undefined), 60_000)
        start()
        await net.clock.runUntil(over, 60_000)
      }
    }
    const entry = (who: Who) => net[who]?.services.activity.days.list()[0]?.entries[0]?.tx ?? ''
    for (const who of ['person', 'other'] as const)
      flows.push({
        who,
        name: 'record',
        definition: recordDay,
        args: { date: there(net, who).services.activity.today(), notary: NOTARY },
      })
    await go(2_000, seed % 3)
    flows.length = 0
    await net.clock.runUntil(() => [net.person, net.other, net.issuer].every((n) => n !== undefined), 60_000)
    for (const who of ['person', 'other'] as const) flows.push({ who, name: 'claim', definition: claimDay, args: { entry: entry(who) } })
    await go(4_000, seed % 4)
    flows.length = 0
    await net.clock.runUntil(() => [net.person, net.other, net.issuer].every((n) => n !== undefined), 60_000)
    flows.push(
      { who: 'person', name: 'pay-1', definition: payTokens, args: { to: net.otherName, amount: 3, note: '', refunds: '' } },
      { who: 'other', name: 'request', definition: requestTokens, args: { from: net.personName, amount: 2, note: '' } },
      { who: 'person', name: 'redeem', definition: redeemTokens, args: { amount: 1, note: '' } },
    )
    await go(4_000, seed % 5)
    Object.assign(net.faults, { loss: 0, twice: 0 })
    // Whoever was left in between settles with the notary after the window.
    const still = () => [net.person, net.other, net.issuer].every((n) => n?.vault.list().every((t) => t.standing !== 'unnotarised'))
    await net.clock.runUntil(() => still() && conservedNow(net), 60 * 60_000)
    const { issued } = conserved(net)
    expect(issued).toBeGreaterThan(8)
    for (const node of [net.person, net.other]) {
      const ids = node?.services.activity.days.list().flatMap((d) => d.entries.flatMap((e) => e.minutes)) ?? []
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})
