/** Sales as tests of what becomes of them need them: who is asked, what is bought, erased, withdrawn, exported. */
import { withdrawConsent } from '@hdms/flows/consent/withdraw.ts'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { Answer } from '@hdms/flows/trading/market.ts'
import type { OfferLine } from '@hdms/flows/trading/offers.ts'
import type { SaleQuestion } from '@hdms/flows/trading/sale/agree.ts'
import { exportAll } from '@hdms/node/institutional/export.ts'
import type { Draft } from '@hdms/node/institutional/research.ts'
import { fail } from '@hdms/shared/errors.ts'
import { commandsOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { expect } from 'vitest'
import { TradingNetwork, type TradingOptions } from './trading-network.ts'

type Person = NonNullable<ReturnType<TradingNetwork['people']['get']>>

/** A market in which the test answers for whom it names. */
export class Sales {
  readonly net: TradingNetwork
  id = ''
  constructor(seed: number, { people = 20, ...options }: TradingOptions & { readonly people?: number } = {}) {
    this.net = new TradingNetwork(seed, people, options)
  }
  async open(silent: readonly string[], query: Partial<Draft> = {}): Promise<this> {
    const { net } = this
    for (const who of silent) net.says.set(who, undefined)
    await net.start()
    await net.stock()
    await net.fund(2000)
    this.id = await net.asked(query)
    await this.until(() => this.answers().length >= net.crowd.length)
    return this
  }
  answers(): Answer[] {
    return this.net.institute?.services.market.answers(this.id) ?? []
  }
  person(who: string): Person {
    return this.net.people.get(who) ?? fail('NOT_FOUND', { what: who })
  }
  offer(who: string): OfferLine {
    return this.person(who).services.seller.offers.list()[0] ?? fail('NOT_FOUND', { what: 'offer' })
  }
  answer(who: string): Answer {
    const { dealing } = this.offer(who)
    return this.answers().find((a) => a.id === dealing) ?? fail('NOT_FOUND', { what: 'answer' })
  }
  async until(done: () => boolean, ms: number = 10 * MINUTE): Promise<void> {
    expect(await this.net.clock.runUntil(done, ms)).toBe(true)
  }
  buy(...who: string[]): Promise<void> {
    return this.net.run(this.net.research.buy(who.map((w) => this.answer(w).id)))
  }
  async asked(who: string): Promise<Ask & { readonly terms: SaleQuestion }> {
    await this.until(() => this.person(who).engine.openAsks().length > 0)
    return this.person(who).engine.openAsks()[0] as Ask & { readonly terms: SaleQuestion }
  }
  agree(who: string, id: string): Promise<void> {
    return this.net.run(this.person(who).engine.answer(id, { approved: true }))
  }
  /** Bought, as far as that the seller has let the key go. */
  async letGo(who: string): Promise<void> {
    this.net.faults.delay = 400
    await this.buy(who)
    const isReveal = (bytes: Uint8Array): boolean => commandsOf(decodeTransaction(bytes)).some((c) => c.name === 'Reveal')
    const { vault } = this.person(who)
    await this.until(() => vault.list().some((t) => t.standing === 'verified' && isReveal(t.transaction)))
    this.net.faults.delay = 0
  }
  records(who: string): string[] {
    return this.person(who)
      .documents.list()
      .flatMap((d) => (d.profile.startsWith('fhir-r4/') ? [d.verificationKey] : []))
  }
  async erase(who: string, keys: readonly string[] = this.records(who)): Promise<void> {
    for (const key of keys) await this.net.run(this.person(who).documents.erase(this.person(who).store, key))
  }
  steps(who: string): number[] {
    const { progress } = this.person(who)
    return progress.dealings().flatMap((d) => progress.of(d).map((l) => l.step))
  }
  async withdraw(who: string): Promise<void> {
    const { result } = await this.net.run(this.person(who).engine.startFlow(withdrawConsent, { consent: this.offer(who).consent }))
    await this.net.run(result)
  }
  async export(): Promise<{ people: number; leftOut: object; usableUntil: string; terms: { leftOut: object } }> {
    const { net } = this
    const node = net.institute ?? fail('NOT_FOUND', { what: 'institute' })
    const { files, leftOut, usableUntil } = await net.run(exportAll(node, net.research.query(this.id), net.clock))
    const text = (name: string): string => files.find((f) => f.name === name)?.text ?? ''
    const terms = JSON.parse(text('terms.json')) as { leftOut: object }
    return { people: text('fhir/Patient.ndjson').trim().split('\n').length, leftOut, usableUntil, terms }
  }
}
