/**
 * Says to everybody what an approved institution asks, and what was counted to the institution. It sees neither answers nor who answered: a
 * count's shares go sealed to the services that add up, answers go sealed into the institution's mailbox. Rows: ask/KIND/QUERY.
 */
import type { CounterPort } from '@hdms/data-search/client/counter-client.ts'
import { equal, fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type Announcement, announce, tokenIdOf } from '@hdms/shared/queries/announcement.ts'
import { questionHash } from '@hdms/shared/queries/budget.ts'
import { type CountResult, decodeResult, encodeResult } from '@hdms/shared/queries/count.ts'
import { type Board, checkOrder, checkSigned, decodeOrder } from '@hdms/shared/queries/order.ts'
import { FEWEST_PEOPLE, queryHash } from '@hdms/shared/queries/query.ts'
import { type Clock, DAY, MINUTE, minuteOf } from '@hdms/shared/time.ts'
import type { Counting } from './counting.ts'

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
}

/** Questions and orders of one researcher in a day. */
const MOST_A_DAY = 20
/** A count says for so long how many could answer. */
const COUNTED = 30 * DAY
/** How long the other service may not answer before a count is given up. */
const PATIENCE = 10 * MINUTE
const AGAIN = 2_000

const from64 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'))
const to64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

export class Search {
  private readonly o: SearchOptions
  private readonly alone: InTurn = inTurn()
  private next = 0

  constructor(options: SearchOptions) {
    this.o = options
  }

  /** What was not yet said is said; counts that a crash cut off are given up. */
  async start(): Promise<void> {
    for (const [key, row] of await this.rows()) {
      if (row.state === 'waiting') this.schedule(key)
      else if (row.state === 'asked' && row.kind === 'count')
        await this.put(key, { ...row, state: 'failed', why: 'the service was restarted while it counted; ask again' })
    }
  }

  private async rows(): Promise<(readonly [string, Row])[]> {
    const rows = await this.o.store.range(...prefixRange('ask/'))
    return rows.map(([key, bytes]) => [key, JSON.parse(fromUtf8(bytes)) as Row] as const)
  }
  private async row(key: string): Promise<Row | undefined> {
    const bytes = await this.o.store.get(key)
    return bytes && (JSON.parse(fromUtf8(bytes)) as Row)
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
      if (query.institution !== by) fail('NOT_ALLOWED', { why: 'an institution asks in its own name' })
      if (!approved().includes(by))
        fail('NOT_ALLOWED', { why: 'the institution is not approved for research; ask the operator of the network' })
      const key = `ask/${kind}/${hex(query.id)}`
      const known = await this.row(key)
      if (known && known.state !== 'failed') {
        const same = equal(queryHash(decodeOrder(from64(known.order)).query), queryHash(query))
        return same ? known : fail('QUERY_REFUSED', { why: 'another query has this id' })
      }
      const now = clock.now()
      if (kind === 'count') await checkSigned(crypto, asked, institution(by), minuteOf(now))
      else {
        await checkOrder(crypto, asked, institution(by), boards(), minuteOf(now))
        if (answers.length !== 16) fail('QUERY_REFUSED', { why: 'it names no mailbox for the answers' })
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
        ...{ kind, by, researcher: query.researcher, at: now, state: 'waiting', closes, result: '', why: '' },
        ...{ order: to64(order), answers: to64(answers) },
      }
      await this.put(key, row)
      this.schedule(key)
      return row
    })
  }

  /** How many could answer, when it was counted lately and they are enough. @throws QUERY_REFUSED */
  private async counted(question: Uint8Array): Promise<CountResult> {
    const { clock } = this.o
    const results = (await this.rows())
      .filter(([, r]) => r.kind === 'count' && r.state === 'counted')
      .map(([, r]) => decodeResult(from64(r.result)))
    const [last] = results.filter((r) => equal(r.question, question) && r.at > clock.now() - COUNTED).sort((a, b) => b.at - a.at)
    if (!last) return fail('QUERY_REFUSED', { why: 'it was not counted in the last 30 days: count first how many could answer' })
    if ((last.counts[0] ?? 0) < FEWEST_PEOPLE)
      fail('QUERY_REFUSED', { why: 'fewer than ten people could answer: they would be picked out; ask more widely' })
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
      this.say(key).catch((error: unknown) => {
        logger.warn('not broadcast', { code: asHdmsError(error).code })
        clock.after(AGAIN, attempt)
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
    const id = tokenIdOf(kind, order.query.id)
    const closes = kind === 'order' ? row.closes : clock.now() + countFor
    const tokenKey = await openTokens(id, kind === 'order' ? closes : order.query.expires * MINUTE)
    if (kind === 'count') for (const one of [counting, other]) await one.open(from64(row.order), closes)
    const counted = kind === 'order' ? await this.counted(questionHash(order.query)) : undefined
    const said: Announcement = { kind, order, id, tokenKey, answers: from64(row.answers), counted, closes }
    await broadcast(await announce(said, (m) => crypto.sign(seed, m)), closes)
    await this.put(key, { ...row, state: 'asked', closes })
    if (kind === 'count') clock.after(closes - clock.now(), () => void this.close(key, id, closes + PATIENCE))
  }

  private async close(key: string, id: Uint8Array, giveUp: number): Promise<void> {
    const { clock, counting, other, logger } = this.o
    const row = await this.row(key)
    if (row?.state !== 'asked') return
    try {
      const result = await counting.close(id, other)
      await this.put(key, { ...row, state: 'counted', result: to64(encodeResult(result)) })
    } catch (error) {
      const { code, fault } = asHdmsError(error)
      logger.warn('not counted', { code })
      if (fault === 'unavailable' && clock.now() < giveUp) clock.after(AGAIN, () => void this.close(key, id, giveUp))
      else await this.put(key, { ...row, state: 'failed', why: `it could not be counted (${code}); ask again` })
    }
  }
}
