/**
 * One of the two services that add up answers. It holds one share of each answer, in memory and until the count closes: alone it says nothing.
 * Both check who asks and keep the budget, so that neither can be made to count what the other would not.
 *
 * The other one may be dishonest. So each round of a closing count is answered once: its names are fixed before anything is opened, whose proofs
 * hold before the noise is drawn, and the noised sums are on the disk before they are told. Asked with other values a round has no answer: sums
 * of two sets under one noise subtract to what a single person said, as do sums of one question at two times. A question is therefore counted
 * once in 90 days, whoever asks it. Rows: cq/ID → minute, order; told.ts keeps what was told.
 */

import { type CounterPort, type Openings, type Rests, writeBig, writeOpenings } from '@hdms/data-search/client/counter-client.ts'
import { decodeShares, sharesMessage } from '@hdms/data-search/client/shares.ts'
import { decodeAll, equal, fromHex, hex, utf8, Writer } from '@hdms/shared/bytes.ts'
import type { AnswerToken } from '@hdms/shared/crypto/answer-token.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { CountServer, isGood, noiseOf, pointOf, shownCount, totalOf } from '@hdms/shared/crypto/private-count.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { openRequest } from '@hdms/shared/envelope/exchange.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import { encode, hdms, refusalOf } from '@hdms/shared/messages/wire.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { countTokensOf } from '@hdms/shared/queries/announcement.ts'
import { type Asked, BUDGET_1, costOf, questionHash } from '@hdms/shared/queries/budget.ts'
import { type CountResult, cellsOf, resultMessage } from '@hdms/shared/queries/count.ts'
import { checkSigned, decodeOrder } from '@hdms/shared/queries/order.ts'
import { type Query, queryHash } from '@hdms/shared/queries/query.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type Clock, DAY, MINUTE, minuteOf } from '@hdms/shared/time.ts'
import { type DataSearchReasons, refuse as refuseFor } from './reasons.ts'
import { type Told, ToldStore } from './told.ts'

export interface CountingOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly store: NodeStore
  /** First or second of the two. */
  readonly role: 0 | 1
  /** Legal identity seed. */
  readonly seed: Uint8Array
  readonly sealingSecret: Uint8Array
  /** Legal identity key of an institution of the network. @throws NOT_FOUND */
  readonly institution: (name: string) => Uint8Array
  /** Uses up an answer token at the doorman. @throws NOT_ALLOWED */
  readonly spend: (query: Uint8Array, token: AnswerToken, name: Uint8Array) => Promise<void>
}

interface Open {
  readonly query: Query
  /** ms since 1970. */
  closes: number
  /** All, then each cell. */
  readonly cells: readonly CountServer[]
  /** Fixed when the count closes: those that both services have. */
  names: readonly string[]
  /** 32 bytes of this service; empty while answers are taken. */
  drawn: Uint8Array
  point: bigint
  /** Openings of the other service. */
  theirs: Openings
}

const refuse: RefuseAs<DataSearchReasons, 'NOT_ALLOWED'> = refusingAs(refuseFor, 'NOT_ALLOWED', {})
/** Of what a question costs, for the whole; the rest is for the cells, of which a person is in one. */
const WHOLE = 2 / 3
const epsilonOf = (cell: number): number => BUDGET_1.epsilon * (cell === 0 ? WHOLE : 1 - WHOLE)
/** The clocks of the two services may differ by so much. */
const CLOCKS = 10 * MINUTE
const NOTHING = new Uint8Array(32)

type Round = 'names' | 'openings'
const openingsHash = (all: Openings): Uint8Array => H('count-openings', utf8(JSON.stringify(writeOpenings(all))))
const restsHash = (all: Rests): Uint8Array => H('count-rests', utf8(JSON.stringify(writeBig(all))))

export class Counting implements CounterPort {
  private readonly o: CountingOptions
  private readonly counts = new Map<string, Open>()
  private readonly kept: ToldStore
  /** By count and round: the hash of what it was asked with. */
  private readonly rounds = new Map<string, Uint8Array>()
  private readonly closing = new Map<string, Promise<CountResult>>()
  private readonly alone: InTurn = inTurn()

  constructor(options: CountingOptions) {
    this.o = options
    this.kept = new ToldStore(options.store)
  }

  // ── Opening ──────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * @throws QUERY_REFUSED, BUDGET_SPENT; NOT_ALLOWED when it was counted already, or its question was answered in the
   * last 90 days
   */
  open(order: Uint8Array, closes: number): Promise<void> {
    return this.alone(async () => {
      const { crypto, clock, institution } = this.o
      const asked = decodeOrder(order)
      const { query } = asked
      await checkSigned(crypto, asked, institution(query.institution), minuteOf(clock.now()))
      await this.charge(order, query)
      if (closes > 0) await this.begin(query, closes)
    })
  }

  /** Who asks pays, whether it is counted for them or they read a stored answer: either way they learn it. */
  private async charge(order: Uint8Array, query: Query): Promise<void> {
    const { clock, store } = this.o
    const now = minuteOf(clock.now())
    const all = await this.asked()
    const known = all.find((a) => equal(a.query.id, query.id))
    if (known) return equal(queryHash(known.query), queryHash(query)) ? undefined : refuseFor('QUERY_REFUSED', 'id-taken')
    const before = all.filter((a) => a.query.institution === query.institution)
    costOf(query, before, now)
    const key = `cq/${hex(countTokensOf(query.id))}`
    await store.commit([{ key, value: new Writer().u32(now).long(order).bytes() }])
  }

  private async asked(): Promise<Asked[]> {
    const rows = await this.o.store.range(...prefixRange('cq/'))
    return rows.map(([, bytes]) => decodeAll(bytes, 'question', (r) => ({ at: r.u32(), query: decodeOrder(r.long()).query })))
  }

  /**
   * From now on answers to it are taken; those to another count of its question, which was never closed, are destroyed.
   */
  private async begin(query: Query, closes: number): Promise<void> {
    const now = this.o.clock.now()
    const id = countTokensOf(query.id)
    const question = questionHash(query)
    if (await this.kept.of(id)) refuse('count-closed-before')
    if (await this.answering(question)) refuse('answered-lately')
    const known = this.counts.get(hex(id))
    for (const [other, c] of this.counts)
      if (c !== known && (c.closes < now - DAY || equal(questionHash(c.query), question))) this.drop(fromHex(other))
    if (known) known.closes = closes
    else {
      const cells = Array.from({ length: 1 + cellsOf(query).length }, () => new CountServer(this.o.role))
      this.counts.set(hex(id), { query, closes, cells, names: [], drawn: new Uint8Array(0), point: 0n, theirs: [] })
    }
  }

  /** What was told of a question and is its answer still. */
  answering(question: Uint8Array): Promise<Told | undefined> {
    return this.kept.answering(question, this.o.clock.now())
  }

  private count(id: Uint8Array): Open {
    return this.counts.get(hex(id)) ?? refuse('not-counting')
  }
  /** Nothing of anybody is needed any more. */
  private drop(id: Uint8Array): void {
    this.counts.delete(hex(id))
    for (const round of ['names', 'openings'] as const) this.rounds.delete(`${hex(id)}/${round}`)
    this.kept.forget(id)
  }

  // ── Taking answers ───────────────────────────────────────────────────────────────────────────────────────────────

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
    const count = this.count(given.id)
    const { cells } = count
    const isOver = (): boolean => clock.now() >= count.closes || count.drawn.length > 0 || this.counts.get(hex(given.id)) !== count
    if (isOver()) refuse('count-closed')
    if (given.shares.length !== cells.length) refuse('share-shape')
    if (!(await crypto.verify(given.key, sharesMessage(given), given.signature))) refuse('share-unsigned')
    await spend(given.id, given.token, given.key)
    // It may have closed meanwhile.
    if (isOver()) refuse('count-closed')
    const name = hex(given.key)
    // The reply may have been lost: what was taken is not taken again.
    if (cells[0]?.has(name)) return
    given.shares.forEach((share, i) => void (cells[i] as CountServer).take(name, share))
  }

  // ── Closing, one round after the other ───────────────────────────────────────────────────────────────────────────

  /**
   * @returns whether a round was answered before, to the same request @throws NOT_ALLOWED when it was answered to
   * another
   */
  private isRepeated(id: Uint8Array, round: Round, request: Uint8Array): boolean {
    const key = `${hex(id)}/${round}`
    const known = this.rounds.get(key)
    if (known && !equal(known, request)) refuse('round-answered')
    this.rounds.set(key, request)
    return known !== undefined
  }

  /** No more answers, and no other names: on the disk, so that the count does not begin again after a restart. */
  private async fix(id: Uint8Array, { query }: Open): Promise<void> {
    const known = await this.kept.of(id)
    const told = { id, question: questionHash(query), closed: this.o.clock.now(), asked: NOTHING, own: [], theirs: [], at: 0 }
    await this.kept.put(known ?? told)
  }

  names(id: Uint8Array, theirs: readonly string[], drawn: Uint8Array): Promise<{ names: readonly string[]; drawn: Uint8Array }> {
    return this.alone(async () => {
      const count = this.count(id)
      if (this.o.clock.now() < count.closes) refuse('count-open')
      if (drawn.length !== 32) refuse('draw-length')
      checkDistinct(theirs)
      if (!this.isRepeated(id, 'names', H('count-names', drawn, utf8(theirs.join())))) {
        const known = new Set(count.cells[0]?.names)
        count.names = theirs.filter((name) => known.has(name))
        count.drawn = this.o.crypto.random(32)
        count.point = pointOf(this.o.role === 0 ? [count.drawn, drawn] : [drawn, count.drawn])
      }
      await this.fix(id, count)
      return { names: count.names, drawn: count.drawn }
    })
  }

  private mine(count: Open): Openings {
    return count.cells.map((cell) => count.names.map((name) => cell.opening(name, count.point)))
  }
  private rests(count: Open): Rests {
    const { cells, names, point, theirs } = count
    return cells.map((cell, c) => names.map((name, n) => cell.rest(name, point, theirs[c]?.[n] as Openings[0][0])))
  }
  private checkShape({ cells, names }: Open, all: readonly (readonly unknown[])[]): void {
    if (all.length !== cells.length || all.some((c) => c.length !== names.length)) refuse('value-shape')
  }

  openings(id: Uint8Array, theirs: Openings): Promise<{ openings: Openings; rests: Rests }> {
    return this.alone(async () => {
      const count = this.count(id)
      if (count.drawn.length === 0) refuse('names-first')
      this.checkShape(count, theirs)
      // A second set of openings would bring a second rest of each answer, and two of them could be solved for it.
      this.isRepeated(id, 'openings', openingsHash(theirs))
      count.theirs = theirs
      return { openings: this.mine(count), rests: this.rests(count) }
    })
  }

  sums(id: Uint8Array, rests: Rests): Promise<readonly bigint[]> {
    return this.alone(async () => {
      const asked = restsHash(rests)
      const told = await this.kept.of(id)
      if (told && told.own.length > 0) {
        if (!equal(told.asked, asked)) refuse('round-answered')
        await this.kept.put(told)
        return told.own
      }
      const count = this.count(id)
      if (!this.rounds.has(`${hex(id)}/openings`)) refuse('openings-first')
      this.checkShape(count, rests)
      return (await this.addUp(id, count, rests)).own
    })
  }

  /** Sums of those answers whose proofs all hold, with noise: drawn once, now that nothing of the set can change. */
  private async addUp(id: Uint8Array, count: Open, rests: Rests): Promise<Told> {
    const { crypto, clock } = this.o
    const own = this.rests(count)
    const good = count.names.filter((_, n) => own.every((cell, c) => isGood([cell[n] ?? 1n, rests[c]?.[n] ?? 0n])))
    const sums = count.cells.map((cell, c) =>
      cell.sum(
        good,
        noiseOf((n) => crypto.random(n), epsilonOf(c)),
      ),
    )
    const told = { id, question: questionHash(count.query), closed: clock.now(), asked: restsHash(rests), own: sums, theirs: [], at: 0 }
    await this.kept.put(told)
    return told
  }

  async told(id: Uint8Array): Promise<readonly bigint[]> {
    const told = await this.kept.of(id)
    return told && told.own.length > 0 ? told.own : fail('NOT_FOUND', { what: 'sum of this count' })
  }

  result(id: Uint8Array, theirs: readonly bigint[], at: number): Promise<Uint8Array> {
    return this.alone(async () => {
      const told = (await this.kept.of(id)) ?? refuse('not-counting')
      if (told.own.length === 0 || theirs.length !== told.own.length) refuse('sums-first')
      const isSame = told.at === at && theirs.every((n, i) => n === told.theirs[i])
      if (told.at > 0 && !isSame) refuse('round-answered')
      if (told.at === 0 && Math.abs(at - this.o.clock.now()) > CLOCKS) refuse('result-time')
      const done = { ...told, theirs, at }
      await this.kept.put(done)
      this.drop(id)
      return this.o.crypto.sign(this.o.seed, resultMessage(resultOf(done)))
    })
  }

  /**
   * The first one closes a count with the second; again after a failure, from where it stood. @throws
   * SERVICE_UNAVAILABLE when the other does not answer
   */
  close(id: Uint8Array, other: CounterPort): Promise<CountResult> {
    const key = hex(id)
    const running = this.closing.get(key) ?? this.finish(id, other).finally(() => this.closing.delete(key))
    this.closing.set(key, running)
    return running
  }

  private async finish(id: Uint8Array, other: CounterPort): Promise<CountResult> {
    const { crypto, seed } = this.o
    const known = await this.kept.of(id)
    const own = known && known.own.length > 0 ? known : await this.exchange(id, other)
    const done = own.at > 0 ? own : await this.hear(own, other)
    const result = resultOf(done)
    const signatures = [await crypto.sign(seed, resultMessage(result)), await other.result(id, done.own, done.at)]
    this.drop(id)
    return { ...result, signatures }
  }

  /**
   * Names and openings; what the other one answers first counts. @returns with the own sums, which the other has not
   * heard
   */
  private async exchange(id: Uint8Array, other: CounterPort): Promise<Told> {
    const count = this.count(id)
    const mine = count.cells[0]?.names ?? []
    if (count.drawn.length === 0) count.drawn = this.o.crypto.random(32)
    await this.fix(id, count)
    if (count.point === 0n) {
      const met = await other.names(id, mine, count.drawn)
      checkDistinct(met.names)
      const known = new Set(mine)
      if (met.names.some((name) => !known.has(name))) refuse('names-not-given')
      count.names = met.names
      count.point = pointOf([count.drawn, met.drawn])
    }
    const opened = await other.openings(id, this.mine(count))
    for (const all of [opened.openings, opened.rests]) this.checkShape(count, all)
    count.theirs = opened.openings
    return this.addUp(id, count, opened.rests)
  }

  /** The sums of the other service: asked for with the proofs, or, after a restart, as it told them. */
  private async hear(own: Told, other: CounterPort): Promise<Told> {
    const { id } = own
    const count = this.counts.get(hex(id))
    try {
      const theirs = count ? await other.sums(id, this.rests(count)) : await other.told(id)
      if (theirs.length !== own.own.length) refuse('sum-shape')
      const done = { ...own, theirs, at: this.o.clock.now() }
      // Before the other one hears the own sums.
      await this.kept.put(done)
      return done
    } catch (error) {
      // It never answered: what was drawn here was told to nobody, and the question may be counted again.
      if (!count && asHdmsError(error).code === 'NOT_FOUND') await this.kept.untell(own)
      throw error
    }
  }

  /** What one of its two servers holds: what an attacker who took it would see. */
  memory(id: Uint8Array): readonly CountServer[] {
    return this.count(id).cells
  }
}

/** A name that comes twice would be added twice, under noise that hides one. */
function checkDistinct(names: readonly string[]): void {
  if (new Set(names).size !== names.length) refuse('name-twice')
}

function resultOf({ question, own, theirs, at }: Told): { question: Uint8Array; counts: number[]; at: number } {
  const counts = own.map((sum, c) => {
    const shown = shownCount(totalOf([sum, theirs[c] ?? 0n]))
    return shown === '<10' ? 0 : digits(shown)
  })
  return { question, counts, at }
}

export const idOf = (text: string): Uint8Array => (/^[0-9a-f]{32}$/.test(text) ? fromHex(text) : refuse('id-form'))
