/** What data were collected for decides what they are sold and shared for: both sides' contracts, run before either signs, and the notary for what was taken back. */

import { ACTIVITY, encodeDay, type Purpose } from '@hdms/flows/activity/contract.ts'
import { basesOf, giveBasis, withdrawBasis } from '@hdms/flows/activity/give-basis.ts'
import { DAY_PROFILE } from '@hdms/flows/activity/record.ts'
import { BASIS, decodeBasis } from '@hdms/flows/consent/basis.ts'
import { profileFor } from '@hdms/flows/consent/purpose.ts'
import { dummyInput, giveOutOwner, transact } from '@hdms/flows/core/finality.ts'
import { takeBack } from '@hdms/flows/core/take-back.ts'
import type { FlowContext, FlowDefinition } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { holdings, sumOf } from '@hdms/flows/token/wallet.ts'
import { takeAnswer } from '@hdms/flows/trading/answered.ts'
import { decodeSale, ESCROW, encodeSale, escrowLock, SALE, type SaleTerms } from '@hdms/flows/trading/exchange/escrow.ts'
import { hearAnnouncement } from '@hdms/flows/trading/hear.ts'
import type { Answer } from '@hdms/flows/trading/market.ts'
import type { OfferLine } from '@hdms/flows/trading/offers.ts'
import { signBranch } from '@hdms/flows/trading/sale/lots.ts'
import { saleSeed } from '@hdms/flows/trading/sale/terms.ts'
import type { NodeCapability } from '@hdms/node/core/capability.ts'
import type { PersonServices } from '@hdms/node/personal/profile.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import {
  commandsOf,
  decodeCommand,
  encodeCommand,
  type InputLeaf,
  inputNullifier,
  inputsOf,
  referencesOf,
} from '@hdms/shared/ledger/components.ts'
import {
  decodeTransaction,
  decodeVisible,
  encodeTransaction,
  encodeVisible,
  isShown,
  type Transaction,
} from '@hdms/shared/ledger/transaction.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { DAY, HOUR, MINUTE } from '@hdms/shared/time.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Change as Changed, perform, withChanged } from '../support/changed.ts'
import { ISSUER } from '../support/mock-network.ts'
import { behind } from '../support/one-engine.ts'
import { TradingNetwork } from '../support/trading-network.ts'

const NOTARY = 'O=Sim Notary,C=KR'
const UNITS = 2000
const DATE = '2026-01-20'
type Person = NonNullable<ReturnType<TradingNetwork['people']['get']>>

interface Entered {
  readonly measures: Uint8Array
  readonly day: number
  readonly purpose: Purpose
  readonly [field: string]: Uint8Array | number | string
}
/** What entering a day that was walked does to the ledger, without the walk. */
const enterDay: FlowDefinition<PersonServices, Entered, string> = {
  name: 'test.enter-day',
  version: 1,
  *run(ctx, { measures, day, purpose }): Flow<string> {
    const services = behind(ctx)
    const owner = yield* giveOutOwner(ctx, ACTIVITY, ctx.id, 30)
    const index = yield* ctx.random(16)
    const none = new Uint8Array(32)
    const state = encodeDay({ person: services.identity.key, day, measures, packets: none, pipeline: none, purpose, revision: 1 })
    const spending = () => dummyInput(services, index)
    const { id } = yield* transact(ctx, {
      ...{ label: 'Record', dealing: ctx.id, notary: NOTARY, spending },
      draft: async () => ({
        inputs: [{ input: (await spending()).input, contract: '' }],
        outputs: [{ output: { contract: ACTIVITY, state }, owner }],
        commands: [{ contract: ACTIVITY, name: 'Record', data: new Uint8Array(0) }],
        signers: [services.identity.key],
        submitter: services.identity.key,
      }),
    })
    return id
  },
}
const entering: NodeCapability = {
  ...{ name: 'entering', version: 1, requires: { activity: 1 }, contracts: [], stores: {}, flows: [enterDay] },
  open: () => ({ services: {} }),
}

class Market {
  readonly net: TradingNetwork
  id = ''
  constructor(seed: number) {
    // Enough for the fewest that are counted, whatever noise the seed draws.
    this.net = new TradingNetwork(seed, 20)
    this.net.personRuns = [entering]
  }
  person(who: string): Person {
    return this.net.people.get(who) ?? fail('NOT_FOUND', { what: who })
  }
  get institute(): NonNullable<TradingNetwork['institute']> {
    return this.net.institute ?? fail('NOT_FOUND', { what: 'institute' })
  }
  /** A day with a measurement that is asked for. */
  async day(who: string, purpose: Purpose, profile = profileFor(DAY_PROFILE, purpose)): Promise<string> {
    const { net } = this
    const node = this.person(who)
    const { activity, documents, identity } = node.services
    const value = fromValue({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
      effectiveDateTime: DATE,
      valueQuantity: { value: 6.2, unit: '%', system: 'http://unitsofmeasure.org', code: '%' },
    })
    const doc = issueDocument(profile, identity.key, [{ kind: 'Observation', value }], (n) => net.crypto.random(n))
    const stored = await documents.writeBlob(encodeDocument(doc))
    const changes: Change[] = []
    documents.enter(changes, doc, stored, { storedAt: net.clock.now() })
    await net.run(node.store.commit(changes))
    const args: Entered = { measures: doc.verificationKey, day: Date.parse(DATE) / DAY, purpose }
    const tx = await this.flow(who, enterDay, args)
    const more: Change[] = []
    const measures = hex(doc.verificationKey)
    activity.entered(more, DATE, { tx, revision: 1, root: new Uint8Array(32), measures, at: net.clock.now(), segments: [], minutes: [] })
    await net.run(node.store.commit(more))
    return measures
  }
  async flow<A, R>(who: string, definition: FlowDefinition<PersonServices, A, R>, args: A): Promise<R> {
    const { result } = await this.net.run(this.person(who).engine.startFlow(definition as never, args as never))
    return this.net.run(result as Promise<R>, HOUR)
  }
  basis(who: string, days = 30): Promise<string> {
    return this.flow(who, giveBasis, { from: '2026-01-01', to: '2026-01-31', until: this.net.clock.now() + days * DAY, notary: NOTARY })
  }
  /** This person's software was changed: nothing is kept back any more. */
  unguarded(who: string): void {
    Object.assign(this.person(who).services.seller, { sellable: () => () => true })
  }
  async open(): Promise<void> {
    this.id = await this.net.asked()
    await this.until(() => this.answers().length >= this.net.crowd.length)
  }
  answers(): Answer[] {
    return this.institute.services.market.answers(this.id)
  }
  offer(who: string): OfferLine {
    return this.person(who).services.seller.offers.list()[0] ?? fail('NOT_FOUND', { what: 'offer' })
  }
  answer(who: string): Answer {
    return this.answers().find((a) => a.id === this.offer(who).dealing) ?? fail('NOT_FOUND', { what: 'answer' })
  }
  async until(done: () => boolean, ms = 10 * MINUTE): Promise<void> {
    expect(await this.net.clock.runUntil(done, ms)).toBe(true)
  }
  buy(...who: string[]): Promise<void> {
    return this.net.run(this.net.research.buy(who.map((w) => this.answer(w).id)))
  }
  units(who: string): number {
    const node = who === 'institute' ? this.institute : this.person(who)
    return sumOf(holdings(node.vault, node.services.network.node(ISSUER).identityKey))
  }
  /** What the institute may pay with. */
  free(): number {
    const { vault, services } = this.institute
    return sumOf(holdings(vault, services.network.node(ISSUER).identityKey).filter((t) => t.free))
  }
  everybody(): number {
    return this.net.crowd.reduce((sum, who) => sum + this.units(who), this.units('institute'))
  }
  /** Transactions of a dealing that carry this command of a sale. */
  carrying(who: string, name: 'Lock' | 'Reveal'): Uint8Array[] {
    const rows = this.institute.vault.list().filter((row) => row.dealing === this.offer(who).dealing)
    return rows
      .map((row) => row.transaction)
      .filter((tx) => commandsOf(decodeTransaction(tx)).some((c) => c.contract === SALE && c.name === name))
  }
  /** Nothing of a dealing is left that could still be used: no key with the seller, no data with the buyer, no units away. */
  nothingLost(who: string): void {
    expect([this.answer(who).pieces, this.answer(who).price, this.units(who)]).toEqual([[], 0, 0])
    expect(this.person(who).documents.hasPieces('key/')).toBe(false)
    expect(this.person(who).vault.owned('hdms.consent/1')).toEqual([])
    expect(basesOf(this.person(who).vault).filter((b) => hex(b.basis.person) !== hex(this.person(who).services.identity.key))).toEqual([])
    expect(this.everybody()).toBe(UNITS)
    expect(this.free()).toBe(this.units('institute'))
  }
}

/** What a changed buyer makes of a transaction that it built. It signs the release without looking at it. */
function building(change: (tx: Transaction, name: string) => Transaction): Changed {
  const drawn: Uint8Array[] = []
  let reveal = new Uint8Array(0)
  return function* ({ op, ctx }): Flow<unknown> {
    if (op.kind === 'step' && (op.label === 'build Lock' || op.label === 'build Reveal')) {
      const run: typeof op.run = async (tools) =>
        encodeTransaction(change(decodeTransaction((await op.run(tools)) as Uint8Array), op.label))
      const made = (yield* perform({ ...op, run })) as Uint8Array<ArrayBuffer>
      if (op.label === 'build Reveal') reveal = made
      return made
    }
    if (op.kind === 'crypto' && op.label === 'sign the release') {
      const tx = decodeTransaction(reveal)
      const [from] = inputsOf(tx)
      const secret = drawn.at(-2)
      const t = saleIn(reveal)
      const services = behind(ctx as unknown as FlowContext<PersonServices>)
      const run = async () =>
        signBranch(
          services,
          saleSeed(secret ?? fail('BUG', { what: 'secret' }), 'claim'),
          escrowLock(t),
          ESCROW.claim,
          reveal,
          from as InputLeaf,
        )
      return yield* perform({ ...op, run })
    }
    const outcome = yield* perform(op)
    if (op.kind === 'random' && op.length === 32) drawn.push(outcome as Uint8Array)
    return outcome
  }
}
const saleIn = (transaction: Uint8Array): SaleTerms =>
  decodeSale(commandsOf(decodeTransaction(transaction)).find((c) => c.contract === SALE)?.data ?? new Uint8Array(0))

const withoutBasis = (): Changed =>
  building((tx, name) => {
    if (name !== 'build Reveal') return tx
    const [consent] = tx.groups.references
    const [reference] = referencesOf(tx)
    const visible = { ...decodeVisible(tx.visible), references: [inputNullifier(reference as InputLeaf)] }
    return { visible: encodeVisible(visible), groups: { ...tx.groups, references: consent ? [consent] : [] } }
  })

const otherUse = (use: string): Changed =>
  building((tx) => {
    const commands = tx.groups.commands.map((leaf) => {
      if (!isShown(leaf)) return leaf
      const command = decodeCommand(leaf.bytes)
      const data = () => encodeSale({ ...decodeSale(command.data), use })
      return command.contract === SALE ? { ...leaf, bytes: encodeCommand({ ...command, data: data() }) } : leaf
    })
    return { ...tx, groups: { ...tx.groups, commands } }
  })

describe('C6 what was collected for the public service', () => {
  let m: Market
  beforeAll(async () => {
    m = new Market(81)
    await m.net.start()
    await m.net.stock()
    await m.net.fund(UNITS)
    for (const who of ['p3', 'p4', 'p5']) await m.day(who, 'public-service')
    // As days were entered before their profile said it.
    await m.day('p9', 'public-service', DAY_PROFILE)
    await m.day('p10', 'own')
    await m.basis('p3')
    await m.basis('p9', 5)
    m.unguarded('p4')
    await m.open()
  }, 180_000)

  test('C6 on a basis it is sold: the release refers to consent and basis, terms and report say it, and a buyer sees neither the days of the basis nor the person', async () => {
    await m.buy('p3', 'p10')
    await m.until(() => ['p3', 'p10'].every((who) => m.offer(who).state === 'sold' && m.answer(who).state === 'bought'))
    const [reveal] = m.carrying('p3', 'Reveal')
    const sale = saleIn(reveal ?? new Uint8Array(0))
    expect([sale.use, sale.collected, referencesOf(decodeTransaction(reveal ?? new Uint8Array(0))).length]).toEqual([
      'DUO:0000042',
      ['own', 'public-service'],
      2,
    ])
    expect(
      m
        .answer('p3')
        .report.map((r) => `${r.source} ${r.collected}`)
        .sort(),
    ).toEqual(['device public-service', 'self-reported own'])
    expect(
      m
        .answer('p10')
        .report.map((r) => `${r.source} ${r.collected}`)
        .sort(),
    ).toEqual(['device own', 'self-reported own'])
    expect(m.answer('p10').consents).toHaveLength(1)
    // What the institute has of the basis: the one-time name, any day, and when it ends.
    const [beside] = m.offer('p3').bases ?? []
    const { output } = m.institute.vault.output({ txId: fromHex(beside?.id ?? ''), index: 0 }) ?? fail('NOT_FOUND', { what: 'basis' })
    expect(hex(output.state)).not.toContain(hex(m.person('p3').services.identity.key))
    expect(hex(output.state).slice(64, 80)).toBe('00000000ffffffff')
    expect(m.answer('p3').consents).toHaveLength(2)
  })

  test('C6 a seller whose guard was taken out is refused by an honest buyer before it signs anything; both have the reason, nothing is lost', async () => {
    await m.buy('p4')
    await m.until(() => m.answer('p4').state === 'refused' && m.offer('p4').state === 'not-bought')
    expect(m.answer('p4')).toMatchObject({ code: 'PURPOSE_REFUSED', why: expect.stringContaining('separate basis') })
    expect(m.offer('p4')).toMatchObject({ code: 'PURPOSE_REFUSED', why: expect.stringContaining('separate basis') })
    expect(m.carrying('p4', 'Lock')).toEqual([])
    await m.until(() => m.person('p4').vault.owned('hdms.consent/1').length === 0)
    m.nothingLost('p4')
  })
  test('C6 an honest seller does not offer it without a basis', async () => {
    await m.buy('p5')
    await m.until(() => m.answer('p5').state === 'bought')
    expect(m.answer('p5').report.map((r) => r.collected)).toEqual(['own'])
  })
  test('C6 a day whose profile is of before is known by its entry; its basis ends when the person said', async () => {
    await m.buy('p9')
    await m.until(() => m.answer('p9').state === 'bought')
    expect(
      m
        .answer('p9')
        .report.map((r) => r.collected)
        .sort(),
    ).toEqual(['own', 'public-service'])
    const ends = m
      .answer('p9')
      .consents.map((c) => c.end)
      .sort((a, b) => a - b)
    expect(ends[0]).toBeLessThan(m.net.clock.now() / MINUTE + 5 * 1440)
    expect(ends[1]).toBe(m.offer('p9').useUntil)
  })

  test('C6 a basis that is taken back after the sale reaches the buyer at its next check: the data are destroyed, and the person is told', async () => {
    const [own] = basesOf(m.person('p3').vault, m.person('p3').services.identity.key)
    await m.flow('p3', withdrawBasis, { basis: own?.id ?? '' })
    await m.net.run(m.net.research.checkConsents())
    expect(m.answer('p3').state).toBe('withdrawn')
    await m.net.run(m.net.research.destroyWithdrawn())
    await m.until(() => m.offer('p3').attested !== '')
    expect([m.answer('p3').pieces, m.offer('p3').attested]).toEqual([[], 'deleted: withdrawn'])
  })
})

describe('C6 a buyer whose software was changed', () => {
  let m: Market
  /** What it does differently, by flow: for as long as a flow lives, since one that is repeated has to do the same again. */
  const attacks = new Map<string, () => Changed>()
  const attack = (who: string, how: () => Changed): void => {
    const { flow } = m.institute.engine.sessionRows().find((s) => s.id === m.answer(who).id) ?? fail('NOT_FOUND', { what: 'flow' })
    attacks.set(flow, how)
  }
  const attacked = async (who: string, how: () => Changed): Promise<void> => {
    attack(who, how)
    await m.buy(who)
    await m.until(() => m.offer(who).state === 'over', HOUR)
    m.net.clock.jump(70 * MINUTE)
    await m.until(() => m.answer(who).state === 'refunded' && m.everybody() === UNITS, HOUR)
    await m.until(() => m.person(who).vault.owned('hdms.consent/1').length === 0, HOUR)
  }

  /** What this person's changed software does before the key may go. */
  let beforeKey: ((ctx: FlowContext<PersonServices>) => Flow<unknown>) | undefined
  const hearing = (): Changed =>
    function* ({ op, ctx }): Flow<unknown> {
      if (beforeKey && op.kind === 'step' && op.label === 'may the key go?') yield* beforeKey(ctx as unknown as FlowContext<PersonServices>)
      return yield* perform(op)
    }

  test('C6 is refused by an honest seller before the key can leave, whatever of the purposes it leaves out; both have the reason, and the tokens come back', async () => {
    m = new Market(82)
    // E3: each flow is dropped and repeated whenever it rests, the changed ones too.
    m.net.replayEverything = true
    const make = (): Changed => {
      let own: Changed | undefined
      return (step) => {
        own ??= attacks.get(step.ctx.id)?.()
        return own ? own(step) : perform(step.op)
      }
    }
    const both = (run: () => Promise<void>) => withChanged(hearAnnouncement, hearing, () => withChanged(takeAnswer, make, run))
    await both(async () => {
      await m.net.start()
      await m.net.stock()
      await m.net.fund(UNITS)
      for (const who of ['p3', 'p4', 'p5', 'p6']) {
        await m.day(who, 'public-service')
        await m.basis(who)
      }
      await m.day('p7', 'public-service')
      await m.flow('p7', giveBasis, { from: '2026-01-01', to: '2026-01-31', until: m.net.clock.now() + 12 * HOUR, notary: NOTARY })
      await m.open()

      // It says that all was the person's own, and so needs no basis.
      await attacked(
        'p3',
        () =>
          function* ({ op }) {
            const outcome = yield* perform(op)
            const is = op.kind === 'step' && op.label === 'compare with the verification keys'
            return is ? { ...(outcome as object), collected: ['own'] } : outcome
          },
      )
      expect(m.answer('p3')).toMatchObject({ code: 'PURPOSE_REFUSED', why: expect.stringContaining('other purposes') })
      expect(m.offer('p3')).toMatchObject({ code: 'PURPOSE_REFUSED', why: expect.stringContaining('other purposes') })
      m.nothingLost('p3')

      // It names them as they are, and refers to the consent alone.
      await attacked('p4', withoutBasis)
      expect(m.carrying('p4', 'Reveal')).toHaveLength(1)
      expect(m.answer('p4')).toMatchObject({ code: 'CONTRACT_VIOLATED', why: expect.stringContaining('separate basis') })
      expect(m.offer('p4')).toMatchObject({ code: 'CONTRACT_VIOLATED', why: expect.stringContaining('separate basis') })
      m.nothingLost('p4')

      // It orders by one purpose and buys for another.
      await attacked('p5', () => otherUse('DUO:0000006'))
      expect(m.offer('p5')).toMatchObject({ code: 'PURPOSE_REFUSED', why: expect.stringContaining('other purposes') })
      expect(m.answer('p5').code).toBe('PURPOSE_REFUSED')
      m.nothingLost('p5')

      // Nobody is at fault, and the lock took so long that the basis ends before the key is due: this side does not sign either.
      let late = false
      const [long] = basesOf(m.person('p7').vault)
      await m.flow('p7', withdrawBasis, { basis: long?.id ?? '' })
      await m.flow('p7', giveBasis, { from: '2026-01-01', to: '2026-01-31', until: m.net.clock.now() + 80 * MINUTE, notary: NOTARY })
      attack(
        'p7',
        () =>
          function* ({ op }) {
            if (op.kind === 'step' && op.label === 'build Lock' && !late) m.net.clock.jump(25 * MINUTE)
            late = late || (op.kind === 'step' && op.label === 'build Lock')
            return yield* perform(op)
          },
      )
      await m.buy('p7')
      await m.until(() => late && m.answer('p7').consents.length === 2)
      m.net.clock.jump(70 * MINUTE)
      await m.until(() => m.answer('p7').state === 'refunded' && m.everybody() === UNITS, HOUR)
      expect(m.answer('p7').why).toContain('separate basis')
      await m.until(() => m.offer('p7').why.includes('separate basis') && m.person('p7').vault.owned('hdms.consent/1').length === 0, HOUR)
      m.nothingLost('p7')

      // The basis is spent while the tokens lie locked, and a changed seller goes on: the notary, which knows nothing of it, refuses.
      m.unguarded('p6')
      beforeKey = function* (ctx) {
        const { names, offers } = behind(ctx).seller
        const [beside] = offers.list()[0]?.bases ?? []
        const output = behind(ctx).vault.output({ txId: fromHex(beside?.id ?? ''), index: 0 })
        const { person } = decodeBasis(output?.output.state ?? new Uint8Array(0))
        yield* takeBack(ctx, beside?.id ?? '', BASIS, 'basis', { key: person, seed: () => names.seedOfKey(person) ?? new Uint8Array(0) })
      }
      await m.buy('p6')
      await m.until(() => m.offer('p6').state === 'not-bought', HOUR)
      expect(m.offer('p6').why).toContain('before it was final')
      m.net.clock.jump(70 * MINUTE)
      await m.until(() => m.answer('p6').state === 'refunded' && m.everybody() === UNITS, HOUR)
      m.nothingLost('p6')
    })
  }, 240_000)
})
