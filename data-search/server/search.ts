/**
 * Says to everybody what an approved institution asks, and what was counted to the institution. It sees neither answers nor who answered: a
 * count's shares go sealed to the services that add up, answers go sealed into the institution's mailbox. Rows:
 * ask/KIND/QUERY.
 */

import type { CounterPort } from '@hdms/data-search/client/counter-client.ts'
import { equal, fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type Announcement, announce, countTokensOf, orderTokensOf } from '@hdms/shared/queries/announcement.ts'
import { questionHash } from '@hdms/shared/queries/budget.ts'
import { type CountResult, decodeResult, encodeResult } from '@hdms/shared/queries/count.ts'
import { type Board, checkOrder, checkSigned, decodeOrder } from '@hdms/shared/queries/order.ts'
import { FEWEST_PEOPLE, queryHash } from '@hdms/shared/queries/query.ts'
import { type Clock, DAY, MINUTE, minuteOf } from '@hdms/shared/time.ts'
import type { Counting } from './counting.ts'
import { refuse } from './reasons.ts'
import { ANSWER_LIFE } from './told.ts'

export interface SearchOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly store: NodeStore
  readonly seed: Uint8Array
  readonly counting: Counting
  readonly other: CounterPort
  /** Names of the institutions that may ask. */
  readonly approved: () => readonly string[]
  readonly boards: () => readonly Board[]
  /** Legal identity key of an institution. @throws NOT_FOUND */
  readonly institution: (name: string) => Uint8Array
  /** Opens answer tokens at the doorman. @returns their public key */
  readonly openTokens: (id: Uint8Array, expires: number) => Promise<Uint8Array>
  readonly broadcast: (content: Uint8Array, expires: number) => Promise<void>
  /** ms between two broadcasts at least: phones are not woken for each. */
  readonly pace: number
  /** ms that a count is open. */
  readonly countFor: number
}

interface Row {
  readonly kind: 'count' | 'order'
  readonly order: string
  readonly answers: string
  readonly by: string
  readonly researcher: string
  readonly at: number
  readonly state: 'waiting' | 'asked' | 'counted' | 'failed'
  readonly closes: number
  readonly result: string
  readonly why: string
  /** Of a count whose question was being counted when it was asked: the key of that one, whose end is its own. */
  readonly as: string
}

/** Questions and orders of one researcher in a day. */
const MOST_A_DAY = 20
/** How long the other service may not answer before a count is given up. */
const PATIENCE = 10 * MINUTE
const AGAIN = 2_000
/** What to do when a count failed: who answered it has used up their token for it. */
const ANEW = 'ask the question again as a new query'

const from64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'))
const to64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

const rowFrom = (bytes: Uint8Array): Row => ({ as: '', ...(JSON.parse(fromUtf8(bytes)) as Omit<Row, 'as'>) })
const questionOf = (row: Row): Uint8Array => questionHash(decodeOrder(from64(row.order)).query)
const countId = (row: Row): Uint8Array => countTokensOf(decodeOrder(from64(row.order)).query.id)

export class Search {
  private readonly o: SearchOptions
  private readonly alone: InTurn = inTurn()
  private next = 0

  constructor(options: SearchOptions) {
    this.o = options
  }

  /**
   * What was not yet said is said; a count that a crash cut off is finished when its sums were drawn, and else given
   * up.
   */
  async start(): Promise<void> {
    for (const [key, row] of await this.rows()) {
      if (row.as !== '') continue
      if (row.state === 'waiting') this.schedule(key)
      else if (row.state === 'asked' && row.kind === 'count') {
        const drawn = await this.o.counting.answering(questionOf(row))
        if (drawn && equal(drawn.id, countId(row))) this.closeAgain(key, row)
        else await this.settle(key, { state: 'failed', why: `the service was restarted while it counted; ${ANEW}` })
      }
    }
  }

  private async rows(): Promise<(readonly [string, Row])[]> {
    const rows = await this.o.store.range(...prefixRange('ask/'))
    return rows.map(([key, bytes]) => [key, rowFrom(bytes)] as const)
  }
  private async row(key: string): Promise<Row | undefined> {
    const bytes = await this.o.store.get(key)
    return bytes && rowFrom(bytes)
  }
  private put(key: string, row: Row): Promise<void> {
    return this.o.store.commit([{ key, value: utf8(JSON.stringify(row)) }])
  }

  /** @param by name of the member who asks @throws NOT_ALLOWED, QUERY_REFUSED, BUDGET_SPENT, QUOTA */
  count(by: string, order: Uint8Array): Promise<Row> {
    return this.ask('count', by, order, new Uint8Array(0))
  }
  /** @param answers mailbox that takes the answers @throws NOT_ALLOWED, QUERY_REFUSED, QUOTA */
  order(by: string, order: Uint8Array, answers: Uint8Array): Promise<Row> {
    return this.ask('order', by, order, answers)
  }

  /** @throws NOT_FOUND, also for somebody else's */
  async state(by: string, kind: string, query: string): Promise<Row> {
    const row = await this.row(`ask/${kind}/${query}`)
    return row?.by === by ? row : fail('NOT_FOUND', { what: 'query' })
  }

  private ask(kind: 'count' | 'order', by: string, order: Uint8Array, answers: Uint8Array): Promise<Row> {
    return this.alone(async () => {
      const { crypto, clock, approved, boards, institution, counting, other } = this.o
      const asked = decodeOrder(order)
      const { query } = asked
      if (query.institution !== by) refuse('NOT_ALLOWED', 'own-name')
      if (!approved().includes(by)) refuse('NOT_ALLOWED', 'not-approved')
      const key = `ask/${kind}/${hex(query.id)}`
      const known = await this.row(key)
      // A count that failed stays so: who answered it has no second token for it.
      if (known && (kind === 'count' || known.state !== 'failed')) {
        const same = equal(queryHash(decodeOrder(from64(known.order)).query), queryHash(query))
        return same ? known : refuse('QUERY_REFUSED', 'id-taken')
      }
      const now = clock.now()
      if (kind === 'count') await checkSigned(crypto, asked, institution(by), minuteOf(now))
      else {
        await checkOrder(crypto, asked, institution(by), boards(), minuteOf(now))
        if (answers.length !== 16) refuse('QUERY_REFUSED', 'no-mailbox')
        await this.counted(questionHash(query))
      }
      await this.checkRate(by, query.researcher, now)
      const closes = kind === 'order' ? query.expires * MINUTE : 0
      if (kind === 'count') {
        // Both look at the budget before anybody is asked.
        await counting.open(order, 0)
        await other.open(order, 0)
      }
      const row: Row = {
        ...{ kind, by, researcher: query.researcher, at: now, state: 'waiting', closes, result: '', why: '', as: '' },
        ...{ order: to64(order), answers: to64(answers) },
      }
      return kind === 'count' ? this.begin(key, row, questionHash(query)) : this.tell(key, row)
    })
  }

  private async tell(key: string, row: Row): Promise<Row> {
    await this.put(key, row)
    this.schedule(key)
    return row
  }

  /**
   * A question that was answered has its stored answer and no phone hears of it; one that is being counted is not
   * counted twice.
   */
  private async begin(key: string, row: Row, question: Uint8Array): Promise<Row> {
    const stored = await this.stored(question)
    if (stored) {
      const done: Row = { ...row, state: 'counted', result: to64(encodeResult(stored)) }
      await this.put(key, done)
      return done
    }
    const same = (await this.rows()).filter(([, r]) => r.kind === 'count' && r.as === '' && equal(questionOf(r), question))
    const cut = await this.o.counting.answering(question)
    const first = same.find(([, r]) => r.state === 'waiting' || r.state === 'asked' || (cut && equal(countId(r), cut.id)))
    if (!first) return this.tell(key, row)
    const joined: Row = { ...row, as: first[0] }
    await this.put(key, joined)
    // Its sums were told, and the other service did not sign: it is finished, and never counted anew.
    if (first[1].state === 'failed') {
      await this.put(first[0], { ...first[1], state: 'asked', why: '' })
      this.closeAgain(...first)
    }
    return joined
  }

  /** The answer to a question, for 90 days. */
  private async stored(question: Uint8Array): Promise<CountResult | undefined> {
    const { clock } = this.o
    const results = (await this.rows())
      .filter(([, r]) => r.kind === 'count' && r.state === 'counted')
      .map(([, r]) => decodeResult(from64(r.result)))
    return results.filter((r) => equal(r.question, question) && r.at > clock.now() - ANSWER_LIFE).sort((a, b) => b.at - a.at)[0]
  }

  /** How many could answer, when they are enough. @throws QUERY_REFUSED */
  private async counted(question: Uint8Array): Promise<CountResult> {
    const last = await this.stored(question)
    if (!last) return refuse('QUERY_REFUSED', 'not-counted')
    if ((last.counts[0] ?? 0) < FEWEST_PEOPLE) refuse('QUERY_REFUSED', 'too-few')
    return last
  }

  private async checkRate(by: string, researcher: string, now: number): Promise<void> {
    const recent = (await this.rows())
      .filter(([, r]) => r.by === by && r.researcher === researcher && r.at > now - DAY)
      .map(([, r]) => r.at)
    if (recent.length >= MOST_A_DAY) fail('QUOTA', { seconds: Math.ceil((Math.min(...recent) + DAY - now) / 1000) })
  }

  private schedule(key: string): void {
    const { clock, pace, logger } = this.o
    const at = Math.max(clock.now(), this.next)
    this.next = at + pace
    const attempt = (): void => {
      this.say(key).catch(async (error: unknown) => {
        const { code, fault } = asHdmsError(error)
        logger.warn('not broadcast', { code })
        if (fault === 'unavailable' || fault === 'bug') clock.after(AGAIN, attempt)
        else await this.settle(key, { state: 'failed', why: `it could not be asked (${code}); ${ANEW}` })
      })
    }
    clock.after(at - clock.now(), attempt)
  }

  private async say(key: string): Promise<void> {
    const { clock, crypto, seed, openTokens, broadcast, countFor, counting, other } = this.o
    const row = await this.row(key)
    if (row?.state !== 'waiting') return
    const order = decodeOrder(from64(row.order))
    const { kind } = row
    const id = kind === 'count' ? countTokensOf(order.query.id) : orderTokensOf(order.query.id, from64(row.answers))
    const closes = kind === 'order' ? row.closes : clock.now() + countFor
    const tokenKey = await openTokens(id, kind === 'order' ? closes : order.query.expires * MINUTE)
    if (kind === 'count') for (const one of [other, counting]) await one.open(from64(row.order), closes)
    const counted = kind === 'order' ? await this.counted(questionHash(order.query)) : undefined
    const said: Announcement = { kind, order, id, tokenKey, answers: from64(row.answers), counted, closes }
    await broadcast(await announce(said, (m) => crypto.sign(seed, m)), closes)
    await this.put(key, { ...row, state: 'asked', closes })
    if (kind === 'count') clock.after(closes - clock.now(), () => void this.close(key, id, closes + PATIENCE))
  }

  private closeAgain(key: string, row: Row): void {
    const { clock } = this.o
    const at = Math.max(clock.now(), row.closes)
    clock.after(at - clock.now(), () => void this.close(key, countId(row), at + PATIENCE))
  }

  private async close(key: string, id: Uint8Array, giveUp: number): Promise<void> {
    const { clock, counting, other, logger } = this.o
    const row = await this.row(key)
    if (row?.state !== 'asked') return
    try {
      const result = await counting.close(id, other)
      await this.settle(key, { state: 'counted', result: to64(encodeResult(result)) })
    } catch (error) {
      const { code, fault } = asHdmsError(error)
      logger.warn('not counted', { code })
      if (fault === 'unavailable' && clock.now() < giveUp) clock.after(AGAIN, () => void this.close(key, id, giveUp))
      else await this.settle(key, { state: 'failed', why: `it could not be counted (${code}); ${ANEW}` })
    }
  }

  /** What became of a count, for all who asked its question. */
  private async settle(key: string, end: Partial<Row>): Promise<void> {
    const all = (await this.rows()).filter(([at, r]) => at === key || (r.as === key && r.state === 'waiting'))
    await this.o.store.commit(all.map(([at, r]) => ({ key: at, value: utf8(JSON.stringify({ ...r, ...end })) })))
  }
}
