/** Activity and tokens when something is wrong with what comes in: a clear outcome each, nothing lost, nothing paid twice. */
import { appealDay, claimDay } from '@hdms/flows/activity/claim.ts'
import { basesOf, giveBasis, withdrawBasis } from '@hdms/flows/activity/give-basis.ts'
import { recordDay } from '@hdms/flows/activity/record.ts'
import { RULE_1 } from '@hdms/flows/activity/reward.ts'
import { checkHistory, type Hop, historyOf } from '@hdms/flows/token/history.ts'
import { payTokens } from '@hdms/flows/token/pay.ts'
import { holdings } from '@hdms/flows/token/wallet.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import { DAY } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import { balance, codeOf, conserved, NOTARY, network, paid, recorded, run, there, WALK, type Who, walked } from '../support/activity.ts'
import { rounds } from '../support/long.ts'
import { ISSUER, MAKER, type MockNetwork } from '../support/mock-network.ts'
import { bring, pairOfShoes, pairWith, type Worn, walkIn, wornOnce } from '../support/worn.ts'

const claimOf = (net: MockNetwork, entry: string, who: Who = 'person') =>
  there(net, who).services.activity.days.entry(entry).entry.claim ?? fail('BUG', { what: 'claim' })
/** What every sample says is changed on its way out of the sensor. */
const changed = (worn: Worn, change: (counts: Int16Array) => void): Worn => {
  const side = (s: 'left' | 'right') =>
    worn[s].map(({ t, counts }) => {
      const copy = counts.slice()
      change(copy)
      return { t, counts: copy }
    })
  return { left: side('left'), right: side('right') }
}

describe('an issuer that is not there', () => {
  test('for an hour: the claim waits and is paid once', async () => {
    const net = await network(21)
    await walked(net, 'person')
    const entry = await recorded(net, 'person')
    net.crash('issuer', 3_600_000)
    const units = await run(net, 'person', claimDay, { entry })
    expect(units).toBeGreaterThan(8)
    expect(conserved(net).issued).toBe(units)
  })

  test('for days: the claim says that it failed and can be made again, and is paid once', async () => {
    const net = await network(22)
    await walked(net, 'person')
    const entry = await recorded(net, 'person')
    net.crash('issuer', 4 * DAY + 3_600_000)
    const { engine } = there(net, 'person')
    const { result } = await net.run(engine.startFlow(claimDay, { entry }))
    result.catch(() => {})
    await net.clock.runUntil(() => false, 60_000)
    net.clock.jump(4 * DAY)
    await net.clock.runUntil(() => claimOf(net, entry).state === 'failed', 1_800_000)
    expect(claimOf(net, entry).state).toBe('failed')
    expect(claimOf(net, entry).units).toBe(0)
    await net.clock.runUntil(() => net.issuer !== undefined, 7_200_000)
    const units = await run(net, 'person', claimDay, { entry })
    expect(units).toBeGreaterThan(8)
    expect(conserved(net).issued).toBe(units)
    expect(await codeOf(run(net, 'person', claimDay, { entry }))).toBe('NOT_ALLOWED')
  })
})

describe('the rule', () => {
  test('is another one by the time of the claim: refused with what to do, and paid by the new one when asked again', async () => {
    const net = await network(23)
    await walked(net, 'person')
    const entry = await recorded(net, 'person')
    const { services } = net.issuer ?? fail('BUG', { what: 'issuer' })
    const old = net.programme
    const generous = { ...old, rule: { ...RULE_1, name: 'hdms-reward/2', moderate: 2, vigorous: 4 } }
    // The phone is told of the old rule; right after that the new one is in force.
    let asked = 0
    Object.defineProperty(services, 'programme', { value: () => (asked++ === 0 ? old : generous) })
    const error = await run(net, 'person', claimDay, { entry }).catch((e: unknown) => e as { code: string; data: { reason: string } })
    expect(error).toMatchObject({ code: 'REFUSED', data: { reason: expect.stringContaining('ask for the programme again') } })
    expect(claimOf(net, entry)).toMatchObject({ state: 'failed', code: 'REFUSED' })
    expect(conserved(net).issued).toBe(0)
    const units = await run(net, 'person', claimDay, { entry })
    expect(units).toBeGreaterThan(17)
    expect(conserved(net).issued).toBe(units)
  })

  test('changes while an operator decides: the appeal is paid by the rule that it was made under', async () => {
    const net = await network(24)
    await walked(net, 'person', NO_WEIGHT)
    const entry = await recorded(net, 'person')
    expect(await run(net, 'person', claimDay, { entry })).toBe(0)
    const minutes = claimOf(net, entry).minutes.map((m) => m.start)
    const { services } = net.issuer ?? fail('BUG', { what: 'issuer' })
    const old = net.programme
    let asked = 0
    Object.defineProperty(services, 'programme', {
      value: () => (asked++ < 2 ? old : { ...old, rule: { ...RULE_1, name: 'hdms-reward/2', moderate: 9, vigorous: 9 } }),
    })
    const units = await run(net, 'person', appealDay, { entry, minutes, words: 'the sole is broken' })
    expect(units).toBeGreaterThan(5)
    expect(units).toBeLessThan(20)
    expect(conserved(net).issued).toBe(units)
  })
})

const DAYS = rounds(12, 40)
/** Both soles are dead: no cell says anything. */
const NO_WEIGHT = changed(WALK, (c) => c.fill(0, 6))

describe('shoes', () => {
  test('dead soles: the minutes are entered and counted, and not paid, with the reason', async () => {
    const net = await network(25)
    await walked(net, 'person', NO_WEIGHT)
    const entry = await recorded(net, 'person')
    expect(await run(net, 'person', claimDay, { entry })).toBe(0)
    const { day } = there(net, 'person').services.activity.days.entry(entry)
    expect(day.minutes.reduce((n, m) => n + m.steps, 0)).toBeGreaterThan(800)
    expect(new Set(claimOf(net, entry).minutes.map((m) => m.why))).toEqual(new Set(['no-weight']))
  })

  test('saturated sensors: no steps are made up, nothing to enter, and the next walk counts', async () => {
    const net = await network(26)
    const pair = await walked(
      net,
      'person',
      changed(WALK, (c) => c.fill(32_767, 0, 6)),
    )
    expect(await recorded(net, 'person')).toBe('')
    const start = Math.ceil(net.clock.now() / 60_000) * 60_000
    await net.run(walkIn(pair, WALK, start))
    await net.clock.runUntil(() => net.clock.now() > start + 1_000_000, 2_000_000)
    await net.run(bring(there(net, 'person').services.activity, pair))
    expect(await paid(net, 'person')).toBeGreaterThan(8)
  })

  test('two phones, one pair: the second is refused by the shoe, and what it brings is of nobody’s', async () => {
    const net = await network(27)
    const pair = await walked(net, 'person')
    const { activity, identity } = there(net, 'other').services
    expect(await codeOf(net.run(pairWith(net.crypto, activity, pair, identity.key)))).toBe('SHOE_REFUSED')
    const { packets, seals } = await net.run(pair.left.handOver())
    const serial = there(net, 'person').services.activity.shoes.list()[0]?.certificate.serial ?? new Uint8Array(0)
    expect(await codeOf(net.run(activity.take(Buffer.from(serial).toString('hex'), packets, seals)))).toBe('SHOE_REFUSED')
    expect(activity.days.list()).toEqual([])
    expect(await paid(net, 'person')).toBeGreaterThan(8)
  })

  test('many days in the shoe, a walk on each, brought at once: each day once, and each is paid for itself', async () => {
    const net = await network(28)
    const { activity, identity } = there(net, 'person').services
    await walked(net, 'person', wornOnce([{ kind: 'sit', seconds: 60 }]))
    const pair = await net.run(pairOfShoes(net.crypto, { name: MAKER, seed: net.makerSeed }, net.clock.now() + 1e12))
    await net.run(pairWith(net.crypto, activity, pair, identity.key))
    // No two walks are alike to the last step.
    const walk = (day: number) => wornOnce([{ kind: 'walk', seconds: 200, speed: 1.45 }], 100 + day)
    const start = Math.ceil(net.clock.now() / DAY) * DAY + DAY / 2
    for (let day = 0; day < DAYS; day++) await net.run(walkIn(pair, walk(day), start + day * DAY))
    net.clock.jump((DAYS + 1) * DAY)
    await net.run(bring(activity, pair))
    const dates = activity.days.unrecorded()
    expect(dates).toHaveLength(DAYS)
    let units = 0
    for (const date of dates) {
      const entry = await run(net, 'person', recordDay, { date, notary: NOTARY })
      units += await run(net, 'person', claimDay, { entry })
    }
    // A few genuine minutes in a hundred are taken for a machine's, since they echo themselves (docs/gait.md): here it is one.
    expect(units).toBeGreaterThanOrEqual(DAYS * 3 - 1)
    expect(units).toBeLessThanOrEqual(DAYS * 4)
    expect(conserved(net).issued).toBe(units)
    expect(activity.days.unrecorded()).toEqual([])
  })

  test('a full disk: nothing is acknowledged, and when there is room again all of it is taken', async () => {
    const net = await network(29)
    const pair = await walked(net, 'person', wornOnce([{ kind: 'sit', seconds: 60 }]))
    const { activity } = there(net, 'person').services
    const { store } = there(net, 'person')
    const start = Math.ceil(net.clock.now() / 60_000) * 60_000
    await net.run(walkIn(pair, WALK, start))
    await net.clock.runUntil(() => net.clock.now() > start + 1_000_000, 2_000_000)
    const { commit } = store
    let room = 3
    store.commit = (changes) => (room-- > 0 ? commit.call(store, changes) : Promise.reject(fullDisk()))
    expect(await codeOf(net.run(bring(activity, pair)))).toBe('STORE_FAILED')
    expect(await codeOf(net.run(bring(activity, pair)))).toBe('STORE_FAILED')
    store.commit = commit
    const took = await net.run(bring(activity, pair))
    expect(took.every((t) => t.missing.length === 0 && t.packets > 0)).toBe(true)
    expect(await paid(net, 'person')).toBeGreaterThan(8)
  })
})

function fullDisk(): Error {
  try {
    return fail('STORE_FAILED', { why: "the device's storage is full" })
  } catch (error) {
    return error as Error
  }
}

describe('the basis for selling what the public service collected', () => {
  test('is given and taken back by the person, once; days the wrong way round and an end that is past are refused', async () => {
    const net = await network(31)
    const { vault, services } = there(net, 'person')
    const until = net.clock.now() + 30 * DAY
    const basis = await run(net, 'person', giveBasis, { from: '2026-01-01', to: '2026-01-31', until, notary: NOTARY })
    expect(basesOf(vault)).toMatchObject([{ id: basis, basis: { person: services.identity.key, from: 20_454, to: 20_484 } }])
    const give = (more: object) =>
      codeOf(run(net, 'person', giveBasis, { from: '2026-01-01', to: '2026-01-31', until, notary: NOTARY, ...more }))
    expect(await give({ to: '2025-12-31' })).toBe('INPUT_INVALID')
    expect(await give({ from: 'January' })).toBe('INPUT_INVALID')
    expect(await give({ until: net.clock.now() })).toBe('INPUT_INVALID')
    expect(await codeOf(run(net, 'other', withdrawBasis, { basis }))).toBe('NOT_FOUND')
    await run(net, 'person', withdrawBasis, { basis })
    expect(basesOf(vault)).toEqual([])
    expect(await codeOf(run(net, 'person', withdrawBasis, { basis }))).toBe('NOT_ALLOWED')
  })
})

describe('a history that somebody made up (T11)', () => {
  test('is refused: a forged issue, a hop left out, one changed, one of another token, one twice, out of order', async () => {
    const net = await network(30)
    await walked(net, 'person')
    const units = await paid(net, 'person')
    await run(net, 'person', payTokens, { to: net.otherName, amount: 5, note: '', refunds: '' })
    await net.clock.runUntil(() => balance(net, 'other') === 5, 600_000)
    const { vault, services } = there(net, 'other')
    const issuer = services.network.node(ISSUER).identityKey
    const [token] = holdings(vault, issuer)
    const history = historyOf(vault, token ? [token.ref] : [])
    expect(history).toHaveLength(2)
    const [issue, pay] = history as [Hop, Hop]
    // What would spend the token next.
    await run(net, 'other', payTokens, { to: net.personName, amount: 2, note: '', refunds: '' })
    await net.clock.runUntil(() => balance(net, 'person') === units - 3, 600_000)
    const spending = vault.list().find((t) => t.standing === 'verified' && ![issue, pay].some((h) => h.transaction === t.transaction))
    const next = decodeTransaction(spending?.transaction ?? fail('BUG', { what: 'spending' }))
    const check = (hops: readonly Hop[], by: Uint8Array = issuer) => codeOf(net.run(checkHistory(services, by, hops, next)))
    expect(await check(history)).toBe('done')

    const flip = (bytes: Uint8Array, at: number): Uint8Array => bytes.map((b, i) => (i === at ? b ^ 1 : b))
    const other = await net.run(net.crypto.publicKey(net.crypto.random(32)))
    expect(await check(history, other)).not.toBe('done')
    expect(await check([pay])).toBe('TX_MALFORMED')
    expect(await check([pay, issue])).toBe('TX_MALFORMED')
    expect(await check([issue, issue, pay])).toBe('TX_MALFORMED')
    expect(await check([issue])).toBe('TX_MALFORMED')
    expect(await check([{ ...issue, signatures: [] }, pay])).toBe('SIGNATURE_INVALID')
    expect(await check([{ ...issue, signatures: issue.signatures.map((s) => flip(s, s.length - 1)) }, pay])).toBe('SIGNATURE_INVALID')
    expect(await check([{ ...issue, answer: pay.answer }, pay])).not.toBe('done')
    for (let i = 0; i < 40; i++) {
      const at = net.random.int(issue.transaction.length)
      expect(await check([{ ...issue, transaction: flip(issue.transaction, at) }, pay])).not.toBe('done')
      const behind = net.random.int(pay.transaction.length)
      expect(await check([issue, { ...pay, transaction: flip(pay.transaction, behind) }])).not.toBe('done')
    }
    // A true transaction that has nothing to do with it.
    const person = there(net, 'person')
    const day = person.vault.get(person.services.activity.days.list()[0]?.entries[0]?.tx ?? '') ?? fail('BUG', { what: 'day' })
    const strange = { transaction: day.transaction, answer: day.answer ?? fail('BUG', { what: 'answer' }), signatures: day.signatures }
    expect(await check([issue, pay, strange])).not.toBe('done')
    expect(conserved(net).issued).toBe(units)
  })
})
