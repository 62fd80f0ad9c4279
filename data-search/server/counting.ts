/**
 * One of the two services that add up answers. It holds one share of each answer, in memory and until the count closes: alone it says nothing.
 * Both check who asks and keep the budget, so that neither can be made to count what the other would not. Rows: cq/ID → order, minute.
 */

import type { CounterPort, Openings, Rests } from '@hdms/data-search/client/counter-client.ts'
import { decodeShares, sharesMessage } from '@hdms/data-search/client/shares.ts'
import { decodeAll, fromHex, hex, Writer } from '@hdms/shared/bytes.ts'
import type { AnswerToken } from '@hdms/shared/crypto/answer-token.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { CountServer, isGood, noiseOf, pointOf, shownCount, totalOf } from '@hdms/shared/crypto/private-count.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { openRequest } from '@hdms/shared/envelope/exchange.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import { encode, hdms, refusalOf } from '@hdms/shared/messages/wire.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { tokenIdOf } from '@hdms/shared/queries/announcement.ts'
import { type Asked, BUDGET_1, costOf, questionHash } from '@hdms/shared/queries/budget.ts'
import { type CountResult, cellsOf, resultMessage } from '@hdms/shared/queries/count.ts'
import { checkSigned, decodeOrder } from '@hdms/shared/queries/order.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { type Clock, minuteOf } from '@hdms/shared/time.ts'

export interface CountingOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly store: NodeStore
  /** First or second of the two. */
  readonly role: 0 | 1
  /** Legal identity seed. */
  readonly seed: Uint8Array
  readonly sealingSecret: Uint8Array
  /** 32 bytes: its noise. */
  readonly noise: Uint8Array
  /** Legal identity key of an institution of the network. @throws NOT_FOUND */
  readonly institution: (name: string) => Uint8Array
  /** Uses up an answer token at the doorman. @throws NOT_ALLOWED */
  readonly spend: (query: Uint8Array, token: AnswerToken, name: Uint8Array) => Promise<void>
}

interface Open {
  readonly query: Query
  /** ms since 1970; Infinity until it is said to everybody. */
  closes: number
  /** All, then each cell. */
  readonly cells: readonly CountServer[]
  /** Set when the count closes. */
  names: readonly string[]
  drawn: Uint8Array
  point: bigint
  own: readonly bigint[]
  theirs: Openings
}

const refuse = (why: string): never => fail('NOT_ALLOWED', { why })
/** Of what a question costs, for the whole; the rest is for the cells, of which a person is in one. */
const WHOLE = 2 / 3
const epsilonOf = (cell: number): number => BUDGET_1.epsilon * (cell === 0 ? WHOLE : 1 - WHOLE)

export class Counting implements CounterPort {
  private readonly o: CountingOptions
  private readonly counts = new Map<string, Open>()
  private readonly alone: InTurn = inTurn()

  constructor(options: CountingOptions) {
    this.o = options
  }

  /** @param closes ms since 1970; 0 while it is not known yet @throws QUERY_REFUSED, BUDGET_SPENT */
  open(order: Uint8Array, closes: number): Promise<void> {
    return this.alone(async () => {
      const { crypto, clock, store, role, institution } = this.o
      const asked = decodeOrder(order)
      const { query } = asked
      const now = minuteOf(clock.now())
      await checkSigned(crypto, asked, institution(query.institution), now)
      const id = hex(tokenIdOf('count', query.id))
      const known = this.counts.get(id)
      if (known) {
        if (closes > 0) known.closes = closes
        return
      }
      const before = (await this.asked()).filter((a) => a.query.institution === query.institution)
      costOf(query, before, now)
      const row = new Writer().u32(now).long(order).bytes()
      await store.commit([{ key: `cq/${id}`, value: row }])
      const cells = Array.from({ length: 1 + cellsOf(query).length }, () => new CountServer(role))
      this.counts.set(id, {
        query,
        closes: closes || Number.POSITIVE_INFINITY,
        cells,
        names: [],
        drawn: new Uint8Array(0),
        point: 0n,
        own: [],
        theirs: [],
      })
    })
  }

  private async asked(): Promise<Asked[]> {
    const rows = await this.o.store.range(...prefixRange('cq/'))
    return rows.map(([, bytes]) => decodeAll(bytes, 'question', (r) => ({ at: r.u32(), query: decodeOrder(r.long()).query })))
  }

  private count(id: Uint8Array): Open {
    return this.counts.get(hex(id)) ?? refuse('this is not being counted')
  }

  /** Shares of a person, sealed, as the queue's relay brings them. @returns the sealed reply */
  async take(sealed: Uint8Array): Promise<Uint8Array> {
    const { request, sealReply } = await openRequest(this.o.crypto, this.o.sealingSecret, sealed)
    try {
      await this.keep(request)
      return await sealReply(encode(hdms.MailboxReply, {}))
    } catch (error) {
      return sealReply(encode(hdms.MailboxReply, { refusal: refusalOf(error) }))
    }
  }

  private async keep(request: Uint8Array): Promise<void> {
    const { crypto, clock, spend } = this.o
    const given = decodeShares(request)
    const { cells, closes } = this.count(given.id)
    if (clock.now() >= closes) refuse('the count is closed')
    if (given.shares.length !== cells.length) refuse('there is one share for all and one for each cell')
    if (!(await crypto.verify(given.key, sharesMessage(given), given.signature))) refuse('the one-time name did not sign its shares')
    await spend(given.id, given.token, given.key)
    const name = hex(given.key)
    // The reply may have been lost: what was taken is not taken again.
    if (cells[0]?.has(name)) return
    given.shares.forEach((share, i) => void (cells[i] as CountServer).take(name, share))
  }

  // ── Closing, one round after the other ───────────────────────────────────────────────────────────────────────────

  async names(id: Uint8Array, theirs: readonly string[], drawn: Uint8Array): Promise<{ names: readonly string[]; drawn: Uint8Array }> {
    const count = this.count(id)
    if (this.o.clock.now() < count.closes) refuse('the count is still open')
    if (drawn.length !== 32) refuse('32 bytes are drawn')
    const known = new Set(count.cells[0]?.names)
    // Drawn once: who asks twice could else look at an answer from two sides.
    if (count.drawn.length === 0) {
      count.names = theirs.filter((name) => known.has(name))
      count.drawn = this.o.crypto.random(32)
      count.point = pointOf(this.o.role === 0 ? [count.drawn, drawn] : [drawn, count.drawn])
    }
    return { names: count.names, drawn: count.drawn }
  }

  private mine(count: Open): Openings {
    return count.cells.map((cell) => count.names.map((name) => cell.opening(name, count.point)))
  }
  private rests(count: Open, theirs: Openings): Rests {
    const wrong = theirs.length !== count.cells.length || theirs.some((c) => c.length !== count.names.length)
    if (wrong) refuse('there is one opening for each name and cell')
    return count.cells.map((cell, c) => count.names.map((name, n) => cell.rest(name, count.point, theirs[c]?.[n] ?? { d: 0n, m: 0n })))
  }

  async openings(id: Uint8Array, theirs: Openings): Promise<{ openings: Openings; rests: Rests }> {
    const count = this.count(id)
    count.theirs = theirs
    return { openings: this.mine(count), rests: this.rests(count, theirs) }
  }

  /** An answer counts when all its proofs hold. */
  async sums(id: Uint8Array, rests: Rests): Promise<readonly bigint[]> {
    const count = this.count(id)
    const own = this.rests(count, count.theirs)
    const good = count.names.filter((_, n) => own.every((cell, c) => isGood([cell[n] ?? 1n, rests[c]?.[n] ?? 0n])))
    const { noise } = this.o
    const question = questionHash(count.query)
    count.own = count.cells.map((cell, c) => cell.sum(good) + noiseOf(noise, H('count-cell', question, Uint8Array.of(c)), epsilonOf(c)))
    return count.own
  }

  async result(id: Uint8Array, theirs: readonly bigint[], at: number): Promise<Uint8Array> {
    const count = this.count(id)
    const message = resultMessage({ question: questionHash(count.query), counts: this.shown(count, theirs), at })
    // Nothing of anybody is needed any more.
    this.counts.delete(hex(id))
    return this.o.crypto.sign(this.o.seed, message)
  }

  private shown({ own }: Open, theirs: readonly bigint[]): number[] {
    return own.map((sum, c) => {
      const shown = shownCount(totalOf([sum, theirs[c] ?? 0n]))
      return shown === '<10' ? 0 : Number(shown)
    })
  }

  /** The first one closes a count with the second. @throws SERVICE_UNAVAILABLE when the other does not answer */
  async close(id: Uint8Array, other: CounterPort): Promise<CountResult> {
    const count = this.count(id)
    const { crypto, clock, seed } = this.o
    const drawn = crypto.random(32)
    const theirs = await other.names(id, count.cells[0]?.names ?? [], drawn)
    const known = new Set(count.cells[0]?.names)
    count.names = theirs.names.filter((name) => known.has(name))
    if (count.names.length !== theirs.names.length) refuse('the other service counts names that were not given')
    count.drawn = drawn
    count.point = pointOf([drawn, theirs.drawn])
    const opened = await other.openings(id, this.mine(count))
    count.theirs = opened.openings
    const rests = this.rests(count, opened.openings)
    const their = await other.sums(id, rests)
    const own = await this.sums(id, opened.rests)
    const at = clock.now()
    const result = { question: questionHash(count.query), counts: this.shown(count, their), at }
    const signatures = [await crypto.sign(seed, resultMessage(result)), await other.result(id, own, at)]
    this.counts.delete(hex(id))
    return { ...result, signatures }
  }

  /** What one of its two servers holds: what an attacker who took it would see. */
  memory(id: Uint8Array): readonly CountServer[] {
    return this.count(id).cells
  }
}

export const idOf = (text: string): Uint8Array => (/^[0-9a-f]{32}$/.test(text) ? fromHex(text) : refuse('an id has 32 hex digits'))
