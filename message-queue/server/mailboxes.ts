/**
 * Mailboxes: sealed messages wait under random ids until their owner, known only by a one-time key, takes them. Rows:
 *   box/ID → key, push handle, next number · msg/ID/NUMBER → expiry, receipt, bytes · receipt/HANDLE → state
 *   query/QUERY → mailbox of its answers, end, end of its dealings · asked/ID → query · name/QUERY/KEY → an admitted one-time name
 *   due/MINUTE/KEY → nothing: the row KEY ends then (`due.ts`)
 */

import { concat, decodeAll, equal, fromHex, hex, Writer } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { admitMessage, answerMessage, type MailboxAction, type MailboxSaid, mailboxMessage } from '@hdms/shared/messages/mailbox-signing.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import type { Migration } from '@hdms/shared/storage/versions.ts'
import { type Clock, DAY, MINUTE } from '@hdms/shared/time.ts'
import { due, ended, hintsFor, notDue } from './due.ts'
import { type MessageQueueReasons, refuse as refuseFor } from './reasons.ts'

export interface MailboxLimits {
  /** Bytes of one message. */
  readonly message: number
  /** Messages and bytes waiting in one mailbox. */
  readonly count: number
  readonly bytes: number
  /** Seconds. */
  readonly ttl: number
}
export const MAILBOX_LIMITS: MailboxLimits = { message: 33 << 20, count: 500, bytes: 64 << 20, ttl: 14 * 24 * 3600 }
/** Many people answer one query. */
const ANSWERS = { count: 50_000, bytes: 1 << 30 }
/**
 * What an institution says to one seller: a name of a token has no room for more, so that a token is not worth a store.
 */
const OF_NAME = { count: 200, bytes: 8 << 20 }
/** Messages that a one-time name may bring to its query, in memory: enough for many sales. */
const MOST_OF_NAME = 2_000

/** What a one-time name shows to be let in. */
export interface Admission {
  readonly query: Uint8Array
  readonly nonce: Uint8Array
  readonly output: Uint8Array
  readonly key: Uint8Array
  readonly id: Uint8Array
  readonly signature: Uint8Array
}
/** Marks an answer token as used by a name. @throws NOT_ALLOWED */
export type Spend = (query: Uint8Array, token: { nonce: Uint8Array; output: Uint8Array }, name: Uint8Array) => Promise<void>
/** Who answers, and its signature over the answer. */
export interface Answerer {
  readonly key: Uint8Array
  readonly signature: Uint8Array
}

interface Box {
  readonly key: Uint8Array
  readonly pushHandle: Uint8Array
  readonly next: number
}
interface Stored {
  readonly expires: number
  readonly receipt: Uint8Array
  readonly message: Uint8Array
}

const boxBytes = (b: Box) => concat(b.key, new Writer().short(b.pushHandle).u32(b.next).bytes())
const readBox = (bytes: Uint8Array): Box => decodeAll(bytes, 'mailbox', (r) => ({ key: r.raw(32), pushHandle: r.short(), next: r.u32() }))
const messageBytes = (m: Stored) => new Writer().u64(m.expires).raw(m.receipt, 16).long(m.message).bytes()
const readMessage = (bytes: Uint8Array): Stored =>
  decodeAll(bytes, 'message', (r) => ({ expires: r.u64(), receipt: r.raw(16), message: r.long() }))
const messageKey = (id: Uint8Array, n: number) => `msg/${hex(id)}/${String(n).padStart(10, '0')}`
const numberOf = (key: string) => digits(key.slice(-10))

/** When rows end, in ms: a receipt, and a query whose dealings are over. */
const receiptEnd = (bytes: Uint8Array): number => decodeAll(bytes, 'receipt', (r) => ({ state: r.u8(), until: r.u64() })).until
const readQuery = (bytes: Uint8Array): { readonly id: Uint8Array; readonly expires: number; readonly until: number } =>
  decodeAll(bytes, 'query', (r) => {
    const [id, expires] = [r.raw(16), r.u64()]
    // Rows from before do not say until when dealings go on.
    return { id, expires, until: bytes.length > OLD_QUERY ? r.u64() : expires }
  })
const queryEnd = (bytes: Uint8Array): number => readQuery(bytes).until + AFTER_QUERY

/** Version 1 to 2: everything that has an end is found by it. */
export const ENDS_OF_OLD: Migration = {
  about: 'messages, receipts and queries are found by their end',
  changes: async (store) => [
    ...(await hintsFor(store, 'msg/', (row) => readMessage(row).expires)),
    ...(await hintsFor(store, 'receipt/', receiptEnd)),
    ...(await hintsFor(store, 'query/', queryEnd)),
  ],
}

/** Receipt states on the wire. */
const WAITING = 1
const TAKEN = 2
const EXPIRED = 3
const RECEIPT_LIFE = 30 * DAY
/** Dealings are late by so much. */
const AFTER_QUERY = 30 * DAY
/** Of a query's end: data are used for ten years at most, and a law may have them kept for some after that. */
const LONGEST_DEALINGS = 20 * 366 * DAY
/** Bytes of a query's row from before. */
const OLD_QUERY = 24
const refuse: RefuseAs<MessageQueueReasons, 'MAILBOX_REFUSED'> = refusingAs(refuseFor, 'MAILBOX_REFUSED', {})

export class Mailboxes {
  private readonly crypto: CryptoProvider
  private readonly clock: Clock
  private readonly store: NodeStore
  private readonly limits: MailboxLimits
  private readonly tails = new Map<string, Promise<unknown>>()
  /** What waits in each mailbox that was used since the start. */
  private readonly usage = new Map<string, { count: number; bytes: number }>()
  private readonly waiting = new Map<string, Set<() => void>>()
  private readonly brought = new Map<string, number>()

  constructor(crypto: CryptoProvider, clock: Clock, store: NodeStore, limits: MailboxLimits = MAILBOX_LIMITS) {
    this.crypto = crypto
    this.clock = clock
    this.store = store
    this.limits = limits
  }

  /** One change at a time per mailbox, so that numbers are given once. */
  private exclusive<T>(id: Uint8Array, run: () => Promise<T>): Promise<T> {
    const name = hex(id)
    const result = (this.tails.get(name) ?? Promise.resolve()).then(run)
    const tail = result.then(
      () => {},
      () => {},
    )
    this.tails.set(name, tail)
    void tail.then(() => this.tails.get(name) === tail && this.tails.delete(name))
    return result
  }

  private async box(id: Uint8Array): Promise<Box> {
    const bytes = id.length === 16 ? await this.store.get(`box/${hex(id)}`) : undefined
    return bytes ? readBox(bytes) : refuse('unknown')
  }

  create(id: Uint8Array, key: Uint8Array, pushHandle: Uint8Array): Promise<void> {
    return this.exclusive(id, async () => {
      if (id.length !== 16 || key.length !== 32 || (pushHandle.length !== 0 && pushHandle.length !== 16)) refuse('malformed')
      const known = await this.store.get(`box/${hex(id)}`)
      if (known && !equal(readBox(known).key, key)) refuse('id-taken')
      if (!known) await this.store.commit([{ key: `box/${hex(id)}`, value: boxBytes({ key, pushHandle, next: 0 }) }])
    })
  }

  /**
   * Opens a mailbox that takes answers to a query, and nothing else. The same again is harmless.
   * @param expires ms since 1970: nobody is admitted after it @param until ms since 1970: who was admitted deals with the institution so long, and
   * {@link AFTER_QUERY} longer: a buyer has to be told of an erasure for as long as it has anything
   */
  openAnswers(query: Uint8Array, id: Uint8Array, key: Uint8Array, expires: number, until: number = expires): Promise<void> {
    return this.exclusive(query, async () => {
      if (!(until >= expires && until <= expires + LONGEST_DEALINGS)) refuse('dealings-end')
      if (query.length !== 16 || !(expires > this.clock.now())) refuse('query-form')
      const known = await this.store.get(`query/${hex(query)}`)
      const row = new Writer().raw(id, 16).u64(expires).u64(until).bytes()
      const same = known && equal(known.subarray(0, OLD_QUERY), row.subarray(0, OLD_QUERY)) && readQuery(known).until <= until
      if (known && !same) refuse('other-mailbox')
      await this.create(id, key, new Uint8Array(0))
      await this.store.commit([
        due(until + AFTER_QUERY, `query/${hex(query)}`),
        { key: `query/${hex(query)}`, value: row },
        { key: `asked/${hex(id)}`, value: query },
      ])
    })
  }

  /**
   * Lets a one-time name in for a token, and makes its mailbox: one. The same again is harmless. @throws
   * MAILBOX_REFUSED, NOT_ALLOWED
   */
  async admit({ query, nonce, output, key, id, signature }: Admission, spend: Spend): Promise<void> {
    const row = query.length === 16 ? await this.store.get(`query/${hex(query)}`) : undefined
    if (!row) return refuse('not-asked')
    if (readQuery(row).expires <= this.clock.now()) refuse('query-expired')
    if (key.length !== 32 || !(await this.crypto.verify(key, admitMessage(query, nonce, id), signature))) refuse('unsigned')
    const name = `name/${hex(query)}/${hex(key)}`
    await this.exclusive(key, async () => {
      const before = await this.store.get(name)
      if (before && !equal(before, id)) refuse('has-mailbox')
      await spend(query, { nonce, output }, key)
      await this.create(id, key, new Uint8Array(0))
      const rows = [
        { key: name, value: id },
        { key: `named/${hex(id)}`, value: query },
      ]
      if (!before) await this.store.commit(rows)
    })
  }

  private async limitsOf(id: Uint8Array, message: Uint8Array, by: Answerer | undefined): Promise<Pick<MailboxLimits, 'count' | 'bytes'>> {
    if (await this.checkAnswerer(id, message, by)) return ANSWERS
    return (await this.store.get(`named/${hex(id)}`)) ? OF_NAME : this.limits
  }

  /** That who puts something into a mailbox of answers was admitted. */
  private async checkAnswerer(id: Uint8Array, message: Uint8Array, by: Answerer | undefined): Promise<boolean> {
    const query = await this.store.get(`asked/${hex(id)}`)
    if (!query) return false
    const name = `name/${hex(query)}/${hex(by?.key ?? new Uint8Array(0))}`
    const admitted = by && (await this.store.get(name))
    if (!admitted || !(await this.crypto.verify(by.key, answerMessage(id, message), by.signature))) refuse('not-admitted')
    const brought = (this.brought.get(name) ?? 0) + 1
    if (brought > MOST_OF_NAME) refuse('said-enough')
    this.brought.set(name, brought)
    return true
  }

  /** @param by of a mailbox of answers @returns receipt handle and the push handle to wake */
  append(id: Uint8Array, message: Uint8Array, ttl: number, by?: Answerer): Promise<{ receipt: Uint8Array; pushHandle: Uint8Array }> {
    return this.exclusive(id, async () => {
      if (message.length > this.limits.message) fail('WIRE_TOO_LARGE', { what: 'The message', limit: this.limits.message })
      if (ttl < 1 || ttl > this.limits.ttl) refuse('kept-time', { most: this.limits.ttl })
      const box = await this.box(id)
      const limits = await this.limitsOf(id, message, by)
      const full = async (): Promise<boolean> => {
        const used = await this.used(id)
        return used.count >= limits.count || used.bytes + message.length > limits.bytes
      }
      if (await full()) {
        await this.live(id)
        if (await full()) refuse('full')
      }
      const receipt = this.crypto.random(16)
      const expires = this.clock.now() + ttl * 1000
      await this.store.commit([
        due(expires, messageKey(id, box.next)),
        { key: messageKey(id, box.next), value: messageBytes({ expires, receipt, message }) },
        { key: `box/${hex(id)}`, value: boxBytes({ ...box, next: box.next + 1 }) },
        ...this.receiptRows(receipt, WAITING),
      ])
      this.count(id, 1, message.length)
      for (const wake of this.waiting.get(hex(id)) ?? []) wake()
      return { receipt, pushHandle: box.pushHandle }
    })
  }

  private async used(id: Uint8Array): Promise<{ count: number; bytes: number }> {
    const known = this.usage.get(hex(id))
    if (known) return known
    const waiting = (await this.store.range(...prefixRange(`msg/${hex(id)}/`))).map(([, bytes]) => readMessage(bytes))
    const used = { count: waiting.length, bytes: waiting.reduce((sum, m) => sum + m.message.length, 0) }
    this.usage.set(hex(id), used)
    return used
  }
  private count(id: Uint8Array, messages: number, bytes: number): void {
    const used = this.usage.get(hex(id))
    if (used) this.usage.set(hex(id), { count: used.count + messages, bytes: used.bytes + bytes })
  }

  /** Resolves when something is put into a mailbox, or after `ms`. */
  arrival(id: Uint8Array, ms: number): Promise<void> {
    const set = this.waiting.get(hex(id)) ?? new Set()
    this.waiting.set(hex(id), set)
    return new Promise((resolve) => {
      const done = (): void => {
        cancel()
        set.delete(done)
        if (set.size === 0) this.waiting.delete(hex(id))
        resolve()
      }
      const cancel = this.clock.after(ms, done)
      set.add(done)
    })
  }

  private receiptRows(receipt: Uint8Array, state: number): Change[] {
    const key = `receipt/${hex(receipt)}`
    const until = this.clock.now() + RECEIPT_LIFE
    return [{ key, value: new Writer().u8(state).u64(until).bytes() }, due(until, key)]
  }

  /** What removes a message, and tells its sender what became of it. */
  private goneRows(key: string, m: Stored, state: number): Change[] {
    return [{ key, value: null }, notDue(m.expires, key), ...this.receiptRows(m.receipt, state)]
  }

  /** What waits and has not expired; the expired is removed, which its sender can learn. */
  private async live(id: Uint8Array): Promise<(readonly [number, Stored])[]> {
    const rows = await this.store.range(...prefixRange(`msg/${hex(id)}/`))
    const parsed = rows.map(([key, bytes]) => [key, readMessage(bytes)] as const)
    const now = this.clock.now()
    const dead = parsed.filter(([, m]) => m.expires <= now)
    if (dead.length > 0) {
      await this.store.commit(dead.flatMap(([key, m]) => this.goneRows(key, m, EXPIRED)))
      this.usage.delete(hex(id))
    }
    return parsed.filter(([, m]) => m.expires > now).map(([key, m]) => [numberOf(key), m] as const)
  }

  private async authorise(action: MailboxAction, id: Uint8Array, said: MailboxSaid, signature: Uint8Array): Promise<Box> {
    const { number, time, messages } = said
    const box = await this.box(id)
    if (Math.abs(this.clock.now() - time) > 10 * MINUTE) refuse('stale')
    if (!(await this.crypto.verify(box.key, mailboxMessage(action, id, number, time, messages), signature))) refuse('key-wrong')
    return box
  }

  fetch(id: Uint8Array, from: number, time: number, signature: Uint8Array): Promise<{ number: number; message: Uint8Array }[]> {
    return this.exclusive(id, async () => {
      await this.authorise('fetch', id, { number: from, time, messages: [] }, signature)
      const out: { number: number; message: Uint8Array }[] = []
      if ((await this.used(id)).count === 0) return out
      let bytes = 0
      for (const [number, { message }] of await this.live(id)) {
        if (number < from) continue
        bytes += message.length
        if (out.length > 0 && bytes > this.limits.message) break
        out.push({ number, message })
      }
      return out
    })
  }

  /**
   * Deletes what was taken: below a number, and of these the messages that are named by SHA-256; all, without names.
   */
  acknowledge(
    id: Uint8Array,
    taken: number | (Pick<MailboxSaid, 'messages'> & { readonly through: number }),
    time: number,
    signature: Uint8Array,
  ): Promise<void> {
    const { through, messages } = typeof taken === 'number' ? { through: taken, messages: [] } : taken
    return this.exclusive(id, async () => {
      const { next } = await this.authorise('ack', id, { number: through, time, messages }, signature)
      // Nobody has seen what has not come: an old copy of this store would lose what comes next under those numbers.
      if (through > next) refuse('no-message', { number: through - 1 })
      const named = new Set(messages.map(hex))
      const isTaken = ({ message }: Stored): boolean => named.size === 0 || named.has(hex(sha256(message)))
      const gone = (await this.live(id)).filter(([number, m]) => number < through && isTaken(m))
      await this.store.commit(gone.flatMap(([number, m]) => this.goneRows(messageKey(id, number), m, TAKEN)))
      this.count(id, -gone.length, -gone.reduce((sum, [, m]) => sum + m.message.length, 0))
    })
  }

  async receipt(handle: Uint8Array): Promise<number> {
    const bytes = await this.store.get(`receipt/${hex(handle)}`)
    return bytes ? (bytes[0] ?? 0) : 0
  }

  /** Removes what has expired everywhere; reads nothing else. Run it now and then. */
  async sweep(): Promise<void> {
    const spent: Change[] = []
    for (const { hint, key } of await ended(this.store, this.clock.now())) {
      const [kind, name = ''] = key.split('/')
      if (kind === 'msg') await this.exclusive(fromHex(name), () => this.expire(key))
      if (kind === 'query') await this.forgetQuery(key)
      if (kind === 'receipt') spent.push(...(await this.forgetReceipt(key)))
      spent.push({ key: hint, value: null })
    }
    await this.store.commit(spent)
  }

  private async expire(key: string): Promise<void> {
    const bytes = await this.store.get(key)
    const message = bytes && readMessage(bytes)
    if (!message || message.expires > this.clock.now()) return
    await this.store.commit(this.goneRows(key, message, EXPIRED))
    this.usage.delete(key.split('/')[1] ?? '')
  }

  /** A receipt that was written again lives on: a later hint names it. */
  private async forgetReceipt(key: string): Promise<Change[]> {
    const bytes = await this.store.get(key)
    return bytes && receiptEnd(bytes) <= this.clock.now() ? [{ key, value: null }] : []
  }

  /** Dealings go on for a while after nobody new is let in; then the query goes, with its names and their mailboxes. */
  private async forgetQuery(key: string): Promise<void> {
    const row = await this.store.get(key)
    if (!row || queryEnd(row) > this.clock.now()) return
    const id = row.subarray(0, 16)
    const names = await this.store.range(...prefixRange(`name/${key.slice('query/'.length)}/`))
    const boxes = [id, ...names.map(([, box]) => box)]
    const gone = [
      key,
      `asked/${hex(id)}`,
      ...names.map(([name]) => name),
      ...boxes.flatMap((box) => [`box/${hex(box)}`, `named/${hex(box)}`]),
    ]
    for (const box of boxes) {
      const messages = await this.store.range(...prefixRange(`msg/${hex(box)}/`))
      await this.store.commit(messages.flatMap(([name, bytes]) => [{ key: name, value: null }, notDue(readMessage(bytes).expires, name)]))
      this.usage.delete(hex(box))
    }
    await this.store.commit(gone.map((name) => ({ key: name, value: null })))
  }
}
