/**
 * Mailboxes: sealed messages wait under random ids until their owner, known only by a one-time key, takes them. Rows:
 *   box/ID → key, push handle, next number · msg/ID/NUMBER → expiry, receipt, bytes · receipt/HANDLE → state
 */
import { concat, decodeAll, equal, hex, Writer } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type MailboxAction, mailboxMessage } from '@hdms/shared/messages/mailbox-signing.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type Clock, DAY, MINUTE } from '@hdms/shared/time.ts'

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
const messageBytes = (m: Stored) => new Writer().u64(m.expires).raw(m.receipt).long(m.message).bytes()
const readMessage = (bytes: Uint8Array): Stored =>
  decodeAll(bytes, 'message', (r) => ({ expires: r.u64(), receipt: r.raw(16), message: r.long() }))
const messageKey = (id: Uint8Array, n: number) => `msg/${hex(id)}/${String(n).padStart(10, '0')}`
const numberOf = (key: string) => Number(key.slice(-10))

/** Receipt states on the wire. */
const WAITING = 1
const TAKEN = 2
const EXPIRED = 3
const RECEIPT_LIFE = 30 * DAY
const refuse = (why: string): never => fail('MAILBOX_REFUSED', { why })

export class Mailboxes {
  private readonly crypto: CryptoProvider
  private readonly clock: Clock
  private readonly store: NodeStore
  private readonly limits: MailboxLimits
  private readonly tails = new Map<string, Promise<unknown>>()

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
    return bytes ? readBox(bytes) : refuse('there is no such mailbox')
  }

  create(id: Uint8Array, key: Uint8Array, pushHandle: Uint8Array): Promise<void> {
    return this.exclusive(id, async () => {
      if (id.length !== 16 || key.length !== 32 || (pushHandle.length !== 0 && pushHandle.length !== 16)) refuse('the mailbox is malformed')
      const known = await this.store.get(`box/${hex(id)}`)
      if (known && !equal(readBox(known).key, key)) refuse('the id is taken')
      if (!known) await this.store.commit([{ key: `box/${hex(id)}`, value: boxBytes({ key, pushHandle, next: 0 }) }])
    })
  }

  /** @returns receipt handle and the push handle to wake */
  append(id: Uint8Array, message: Uint8Array, ttl: number): Promise<{ receipt: Uint8Array; pushHandle: Uint8Array }> {
    return this.exclusive(id, async () => {
      if (message.length > this.limits.message) fail('WIRE_TOO_LARGE', { what: 'The message', limit: this.limits.message })
      if (ttl < 1 || ttl > this.limits.ttl) refuse(`a message is kept 1 to ${this.limits.ttl} seconds`)
      const box = await this.box(id)
      const waiting = await this.live(id)
      const bytes = waiting.reduce((sum, [, m]) => sum + m.message.length, message.length)
      if (waiting.length >= this.limits.count || bytes > this.limits.bytes) refuse('it is full; its owner has to fetch first')
      const receipt = this.crypto.random(16)
      await this.store.commit([
        { key: messageKey(id, box.next), value: messageBytes({ expires: this.clock.now() + ttl * 1000, receipt, message }) },
        { key: `box/${hex(id)}`, value: boxBytes({ ...box, next: box.next + 1 }) },
        this.receiptRow(receipt, WAITING),
      ])
      return { receipt, pushHandle: box.pushHandle }
    })
  }

  private receiptRow(receipt: Uint8Array, state: number): Change {
    return {
      key: `receipt/${hex(receipt)}`,
      value: new Writer()
        .u8(state)
        .u64(this.clock.now() + RECEIPT_LIFE)
        .bytes(),
    }
  }

  /** What waits and has not expired; the expired is removed, which its sender can learn. */
  private async live(id: Uint8Array): Promise<(readonly [number, Stored])[]> {
    const rows = await this.store.range(...prefixRange(`msg/${hex(id)}/`))
    const parsed = rows.map(([key, bytes]) => [key, readMessage(bytes)] as const)
    const now = this.clock.now()
    const dead = parsed.filter(([, m]) => m.expires <= now)
    if (dead.length > 0) await this.store.commit(dead.flatMap(([key, m]) => [{ key, value: null }, this.receiptRow(m.receipt, EXPIRED)]))
    return parsed.filter(([, m]) => m.expires > now).map(([key, m]) => [numberOf(key), m] as const)
  }

  private async authorise(action: MailboxAction, id: Uint8Array, n: number, time: number, signature: Uint8Array): Promise<void> {
    const box = await this.box(id)
    if (Math.abs(this.clock.now() - time) > 10 * MINUTE) refuse('the request is stale; set the clock right')
    if (!(await this.crypto.verify(box.key, mailboxMessage(action, id, n, time), signature))) refuse('the key does not open this mailbox')
  }

  fetch(id: Uint8Array, from: number, time: number, signature: Uint8Array): Promise<{ number: number; message: Uint8Array }[]> {
    return this.exclusive(id, async () => {
      await this.authorise('fetch', id, from, time, signature)
      const out: { number: number; message: Uint8Array }[] = []
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

  acknowledge(id: Uint8Array, through: number, time: number, signature: Uint8Array): Promise<void> {
    return this.exclusive(id, async () => {
      await this.authorise('ack', id, through, time, signature)
      const taken = (await this.live(id)).filter(([number]) => number < through)
      await this.store.commit(
        taken.flatMap(([number, m]) => [{ key: messageKey(id, number), value: null }, this.receiptRow(m.receipt, TAKEN)]),
      )
    })
  }

  async receipt(handle: Uint8Array): Promise<number> {
    const bytes = await this.store.get(`receipt/${hex(handle)}`)
    return bytes ? (bytes[0] ?? 0) : 0
  }

  /** Removes what has expired everywhere. Run it now and then. */
  async sweep(): Promise<void> {
    const boxes = await this.store.range(...prefixRange('box/'))
    for (const [key] of boxes) {
      const id = Uint8Array.from({ length: 16 }, (_, i) => Number.parseInt(key.slice(4 + i * 2, 6 + i * 2), 16))
      await this.exclusive(id, () => this.live(id))
    }
    const now = this.clock.now()
    const receipts = await this.store.range(...prefixRange('receipt/'))
    const old = receipts.filter(([, bytes]) => decodeAll(bytes, 'receipt', (r) => ({ state: r.u8(), until: r.u64() })).until < now)
    await this.store.commit(old.map(([key]) => ({ key, value: null })))
  }
}
