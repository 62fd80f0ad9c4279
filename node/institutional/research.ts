/**
 * A research institute's side of trading: what a researcher asks, how many could answer, who did, what was bought, and what became of it. The
 * same for REST, for the page and for tests.
 */

import type { AskState, SearchClient } from '@hdms/data-search/client/search-client.ts'
import { longest } from '@hdms/flows/erasure/basis.ts'
import { splitTokens } from '@hdms/flows/token/split.ts'
import { holdings, sumOf } from '@hdms/flows/token/wallet.ts'
import { DEAL } from '@hdms/flows/trading/answered.ts'
import { criterionOf, type Wish } from '@hdms/flows/trading/criterion.ts'
import type { AskedQuery, Market } from '@hdms/flows/trading/market.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import type { Deal } from '@hdms/flows/trading/sale/buyer.ts'
import type { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { equal, fromHex, hex } from '@hdms/shared/bytes.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { questionHash } from '@hdms/shared/queries/budget.ts'
import { checkResult } from '@hdms/shared/queries/count.ts'
import { type Approval, approvalMessage, checkOrder, decodeOrder, encodeOrder, type Order, signOrder } from '@hdms/shared/queries/order.ts'
import { checkQuery, type Modifier, type Purpose, type Query, type Sex, type Source } from '@hdms/shared/queries/query.ts'
import { type Clock, HOUR, MINUTE, minuteOf } from '@hdms/shared/time.ts'
import type { Node } from '../core/node.ts'
import type { AnswerBoxes } from './answer-boxes.ts'
import { askConsents } from './consents.ts'
import { refuse } from './reasons.ts'

/** What a researcher writes. */
export interface Draft {
  readonly researcher: string
  readonly words: string
  readonly wishes: readonly Wish[]
  /** Days since 1970, the last included. */
  readonly from: number
  readonly until: number
  readonly coverage: number
  readonly ages?: { readonly from: number; readonly to: number }
  readonly sex?: Sex
  readonly sources: readonly Source[]
  readonly purpose: Purpose
  readonly modifiers: readonly Modifier[]
  readonly disease: string
  readonly price: number
  readonly people: number
  /** Minutes since 1970. */
  readonly expires: number
  readonly useUntil: number
  readonly days: boolean
  readonly months: boolean
}

export interface ResearchOptions {
  readonly node: Node<BuyerServices>
  readonly search: SearchClient
  readonly boxes: AnswerBoxes
  readonly clock: Clock
  readonly logger: Logger
  readonly catalogue: Catalogue
}

/** How often the data-search service is asked how far it is, and the notary whether consents still stand. */
const ASK_AGAIN = 1_000
const CONSENTS = HOUR

export class Research {
  private readonly o: ResearchOptions
  private readonly cancels = new Set<() => void>()
  private stopped = false

  constructor(options: ResearchOptions) {
    this.o = options
  }
  private get market(): Market {
    return this.o.node.services.market
  }

  /** Goes on where it stood. */
  start(): void {
    for (const q of this.market.asked()) if (q.state === 'counting' || q.state === 'asking') this.follow(q.id)
    this.every(CONSENTS, async () => {
      await this.destroyWithdrawn()
      await this.checkConsents()
    })
  }
  stop(): void {
    this.stopped = true
    for (const cancel of this.cancels) cancel()
  }
  private after(ms: number, run: () => Promise<unknown>): void {
    if (this.stopped) return
    const cancel = this.o.clock.after(ms, () => {
      this.cancels.delete(cancel)
      if (!this.stopped) void run().catch((error: unknown) => this.o.logger.warn('research', { code: asHdmsError(error).code }))
    })
    this.cancels.add(cancel)
  }
  private every(ms: number, run: () => Promise<unknown>): void {
    this.after(ms, async () => {
      await run().catch((error: unknown) => this.o.logger.warn('research', { code: asHdmsError(error).code }))
      this.every(ms, run)
    })
  }

  private async put(query: AskedQuery): Promise<AskedQuery> {
    const changes: Change[] = []
    this.market.putQuery(changes, query)
    await this.o.node.store.commit(changes)
    return query
  }
  private async note(query: string, step: number, what: string): Promise<void> {
    const changes: Change[] = []
    this.o.node.services.progress.add(changes, { dealing: query, step, what, at: this.o.clock.now() })
    await this.o.node.store.commit(changes)
  }
  /** @throws NOT_FOUND */
  query(id: string): AskedQuery {
    return this.market.query(id) ?? fail('NOT_FOUND', { what: 'query' })
  }

  /** Makes a query of what a researcher wrote, signed by the institution. @throws CONCEPT_UNKNOWN, UNIT_UNKNOWN, QUERY_REFUSED */
  async draft({ wishes, words, ...more }: Draft): Promise<AskedQuery> {
    const { node, clock, catalogue } = this.o
    const { crypto, identity } = node.services
    const criteria = wishes.map((w) => criterionOf(catalogue, w))
    const q: Query = { ...more, id: crypto.random(16), institution: identity.name, criteria }
    checkQuery(q, minuteOf(clock.now()))
    const signature = await signOrder(q, (m) => crypto.sign(identity.seed, m))
    const order = encodeOrder({ query: q, signature, board: '', approvals: [] })
    return this.put({ id: hex(q.id), order, state: 'draft', counts: [], why: '', words, at: clock.now() })
  }

  /** Has it counted how many could answer. @throws BUDGET_SPENT, QUOTA, NOT_ALLOWED, SERVICE_UNAVAILABLE */
  async count(id: string): Promise<AskedQuery> {
    const query = this.query(id)
    await this.o.search.count(decodeOrder(query.order))
    const counting = await this.put({ ...query, state: 'counting', why: '' })
    this.follow(id)
    return counting
  }

  private follow(id: string): void {
    this.after(ASK_AGAIN, async () => {
      const query = this.query(id)
      const kind = query.state === 'counting' ? 'count' : 'order'
      const now = await this.state(query, kind).catch(() => undefined)
      if (now?.state === 'counted') await this.put({ ...query, state: 'counted', counts: now.result.counts })
      else if (now?.state === 'failed') await this.put({ ...query, state: 'failed', why: now.why })
      else if (kind === 'order' && now?.state === 'asked') {
        await this.put({ ...query, state: 'asked' })
        await this.note(id, 2, 'the data-search service has told every personal node, through the topic and the queue')
      } else this.follow(id)
    })
  }

  /** How far it is. A count is one that both counting services signed, of this question. @throws SIGNATURE_INVALID, QUERY_REFUSED */
  private async state(query: AskedQuery, kind: 'count' | 'order'): Promise<AskState> {
    const { crypto, network } = this.o.node.services
    const now = await this.o.search.state(kind, fromHex(query.id))
    if (now.state !== 'counted') return now
    if (!equal(now.result.question, questionHash(decodeOrder(query.order).query))) refuse('QUERY_REFUSED', 'other-question-counted')
    await checkResult(crypto, now.result, network.trading().counters)
    return now
  }

  /** What members of a review board sign. */
  toReview(id: string, board: string): { readonly order: Order; readonly message: Uint8Array } {
    const order = decodeOrder(this.query(id).order)
    return { order, message: approvalMessage(order.query, board) }
  }

  /** Asks everybody, with the approval of a board. @throws QUERY_REFUSED, NOT_ALLOWED, QUOTA, SERVICE_UNAVAILABLE */
  async ask(id: string, board: string, approvals: readonly Approval[]): Promise<AskedQuery> {
    const { search, boxes } = this.o
    const query = this.query(id)
    const { query: q, signature } = decodeOrder(query.order)
    const order: Order = { query: q, signature, board, approvals }
    const wanted = q.criteria.filter((c) => c.wanted).map((c) => c.concept)
    // Whoever sold has to be heard for as long as anything of them is here.
    const end = q.useUntil * MINUTE
    const until = this.market.retains ? longest([], end, 'buyer').until : end
    const answers = await boxes.open(q.id, q.expires * MINUTE, until)
    await search.order(order, answers)
    await this.note(id, 1, `a researcher asks for ${wanted.join(', ')} of ${q.people} people, at ${q.price} units each`)
    const asking = await this.put({ ...query, order: encodeOrder(order), state: 'asking', why: '' })
    this.follow(id)
    return asking
  }

  /** Wants to buy from these. @param order encoded, of follow-up data; without it, what was answered @throws NOT_ALLOWED when there are not enough units */
  async buy(answers: readonly string[], order: Uint8Array = new Uint8Array(0)): Promise<void> {
    const { node } = this.o
    const chosen = [...new Set(answers)].map((id) => this.market.answer(id))
    const ready = order.length > 0 ? ['bought', 'partly'] : ['shown']
    if (chosen.some((a) => !ready.includes(a.state))) refuse('NOT_ALLOWED', order.length > 0 ? 'follow-up-sold' : 'answer-chosen')
    const prices = chosen.map((a) => decodeOrder(order.length > 0 ? order : this.query(a.query).order).query.price)
    const [price] = prices
    if (price === undefined) return
    const issuer = node.services.network.node(node.services.wallet.issuer).identityKey
    const units = sumOf(holdings(node.vault, issuer).filter((t) => t.free))
    const needed = prices.reduce((sum, p) => sum + p, 0)
    if (units < needed) refuse('NOT_ALLOWED', 'units-short', { free: units, needed })
    if (chosen.length > 1) await (await node.engine.startFlow(splitTokens, { size: price, pieces: chosen.length })).result
    // Chosen from now on: two at once are one.
    const changes: Change[] = []
    for (const { id } of chosen) this.market.amend(changes, id, { state: 'requested', why: '' })
    await node.store.commit(changes)
    for (const [i, { id }] of chosen.entries()) await this.tell(id, { kind: 'buy', order, outcome: '', basis: '' }, `${i}`)
  }

  /** Orders follow-up data of the same people, by another query that a board approved. @throws QUERY_REFUSED, NOT_ALLOWED */
  async followUp(order: Order, answers: readonly string[]): Promise<void> {
    const { node, clock } = this.o
    const { crypto, network, identity } = node.services
    await checkOrder(crypto, order, identity.key, network.trading().boards, minuteOf(clock.now()))
    await this.buy(answers, encodeOrder(order))
  }

  /** Says what became of bought data: destroyed now, or kept on a law that has records of research kept. @param basis of what is kept its code in flows/erasure/basis.ts @throws NOT_FOUND, NOT_ALLOWED */
  async attest(id: string, outcome: 'deleted' | 'retained', basis: string): Promise<void> {
    if (this.market.answer(id).pieces.length === 0) refuse('NOT_ALLOWED', 'nothing-of-person')
    const law = longest([], 0, 'buyer').basis
    if (outcome === 'retained' && !(this.market.retains && basis === law)) refuse('NOT_ALLOWED', 'keep-law-only', { basis: law })
    await this.tell(id, { kind: 'attest', order: new Uint8Array(0), outcome, basis }, 'attest')
  }

  private async tell(id: string, deal: Deal, what: string): Promise<void> {
    const { node, clock } = this.o
    await node.engine.deliver(DEAL, id, { ...deal }, `${id}/${what}/${clock.now()}`)
  }

  /** Asks the notaries whether each consent still stands; of one that was withdrawn the researcher is told, and what was bought is used no more. */
  /**
   * Destroys what was bought under a consent that the check before found withdrawn, and attests it. The researcher has had the time between two
   * checks to say on which legal basis it is kept.
   */
  async destroyWithdrawn(): Promise<void> {
    for (const { id, state, pieces, attested } of this.market.answers())
      if (state === 'withdrawn' && pieces.length > 0 && attested === '') await this.attest(id, 'deleted', 'withdrawn')
  }

  async checkConsents(): Promise<void> {
    await askConsents(this.o.node, this.market.answers(), this.o.clock)
  }

  /** What sales of these concepts brought here: a hint at a fair price. */
  guidance(concepts: readonly string[]): {
    readonly sold: number
    readonly asked: number
    readonly low: number
    readonly median: number
    readonly high: number
  } {
    const sold: number[] = []
    let asked = 0
    for (const a of this.market.answers()) {
      const q = decodeOrder(this.query(a.query).order).query
      if (!q.criteria.some((c) => c.wanted && concepts.includes(c.concept)) || a.state === 'shown') continue
      asked++
      if (a.price > 0) sold.push(a.price)
    }
    sold.sort((x, y) => x - y)
    const at = (share: number): number => sold[Math.min(sold.length - 1, Math.floor(share * sold.length))] ?? 0
    return { sold: sold.length, asked, low: at(0.1), median: at(0.5), high: at(0.9) }
  }
}
