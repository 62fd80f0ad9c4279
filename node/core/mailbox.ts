/**
 * The node's own mailboxes at the message queue: random ids opened by one-time keys, replaced daily, the old ones emptied until no
 * message can be in them any more. Rows: mb/ID.
 */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { PushSource } from '@hdms/shared/ports/push.ts'
import { type Clock, DAY, MINUTE } from '@hdms/shared/time.ts'

interface MailboxRow {
  readonly seed: Uint8Array
  readonly handle: Uint8Array
  readonly created: number
}

export interface MailboxKeeperOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly store: NodeStore
  readonly queue: QueueClient
  readonly push: PushSource | undefined
  readonly logger: Logger
  /** Takes an envelope in; resolves when it is durable or refused for good. */
  readonly accept: (envelope: Uint8Array) => Promise<void>
  /** Something may have come, or it is time to look by oneself. */
  readonly woken?: () => void
}

const ROTATE = DAY
const KEEP = 15 * DAY
/** A phone looks by itself now and then: a push may never come. */
const POLL = MINUTE
/** Wait after the queue was not reached. */
const AGAIN = 5_000
/** Fetches of one look into a mailbox, at the most. */
const ROUNDS = 100

export class MailboxKeeper {
  private readonly boxes = new Map<string, MailboxRow>()
  private readonly o: MailboxKeeperOptions
  private fetching: Promise<void> | undefined
  private again = false
  private cancelPoll: (() => void) | undefined
  private readonly abort = new AbortController()
  private readonly registering = new Set<string>()

  constructor(options: MailboxKeeperOptions) {
    this.o = options
  }

  /** Loads, rotates when it is due, and begins to register. @returns the id to publish */
  async start(): Promise<Uint8Array> {
    const { store, clock } = this.o
    for (const [key, bytes] of await store.range(...prefixRange('mb/'))) this.boxes.set(key.slice(3), decodeValue<MailboxRow>(bytes))
    for (const [id, row] of this.boxes) {
      if (clock.now() - row.created <= KEEP) continue
      this.boxes.delete(id)
      await store.commit([{ key: `mb/${id}`, value: null }])
    }
    let newest = [...this.boxes].sort(([, a], [, b]) => b.created - a.created)[0]
    if (!newest || clock.now() - newest[1].created > ROTATE) newest = await this.create()
    void this.register(newest)
    return fromHex(newest[0])
  }

  /** Begins to listen and to look. */
  listen(): void {
    this.o.push?.listen(() => this.wake(), this.abort.signal)
    this.poll()
  }

  /**
   * Makes the box at the queue and registers for push, until both have been done. Beside the start: the queue may be away, and a
   * person may take their time to allow notifications.
   */
  private async register([id, row]: [string, MailboxRow]): Promise<void> {
    const { push, queue, crypto, logger, clock } = this.o
    if (this.abort.signal.aborted) return
    try {
      await queue.create(fromHex(id), await crypto.publicKey(row.seed), push ? row.handle : new Uint8Array(0))
      if (push) await queue.registerPush(row.handle, await push.register())
    } catch (error) {
      logger.warn('message queue not reached', { code: asHdmsError(error).code })
      clock.after(AGAIN, () => void this.register([id, row]))
    }
  }

  private async create(): Promise<[string, MailboxRow]> {
    const { crypto, clock, store } = this.o
    const id = hex(crypto.random(16))
    const row: MailboxRow = { seed: crypto.random(32), handle: crypto.random(16), created: clock.now() }
    await store.commit([{ key: `mb/${id}`, value: encodeValue(row) }])
    this.boxes.set(id, row)
    return [id, row]
  }

  private poll(): void {
    if (this.abort.signal.aborted) return
    this.wake()
    this.cancelPoll = this.o.clock.after(POLL, () => this.poll())
  }

  /** Looks into the mailboxes now; a wake during a look causes another. */
  wake(): void {
    if (this.abort.signal.aborted) return
    this.o.woken?.()
    if (this.fetching) {
      this.again = true
      return
    }
    this.fetching = this.fetchAll().finally(() => {
      this.fetching = undefined
      if (!this.again) return
      this.again = false
      this.wake()
    })
  }

  private async fetchAll(): Promise<void> {
    for (const id of [...this.boxes.keys()]) {
      try {
        await this.fetch(id)
      } catch (error) {
        const { code } = asHdmsError(error)
        this.o.logger.info('mailbox not fetched', { code })
        // A queue that does not know it any more, or never did, though it said so: it is made again.
        if (code === 'MAILBOX_REFUSED') this.registerAgain(id)
      }
    }
  }

  private registerAgain(id: string): void {
    const row = this.boxes.get(id)
    if (!row || this.registering.has(id)) return
    this.registering.add(id)
    void this.register([id, row]).finally(() => this.registering.delete(id))
  }

  /**
   * Takes in what lies in a mailbox, from its beginning: the queue's numbers are not signed, so that what one reply says must not hide
   * what comes after it. What is known already changes nothing.
   */
  private async fetch(id: string): Promise<void> {
    const { queue, logger } = this.o
    const row = this.boxes.get(id)
    if (!row) return
    let good = true
    for (let [from, round] = [0, 0]; round < ROUNDS; round++) {
      const items = await queue.fetch(fromHex(id), row.seed, from)
      const last = items[items.length - 1]
      if (!last) return
      for (const { message } of items) {
        try {
          await this.o.accept(message)
        } catch (error) {
          const known = asHdmsError(error)
          // What cannot be kept now is fetched again; what is refused will never be good; what failed here for another reason stays there.
          if (known.fault === 'unavailable') throw error
          if (known.fault === 'bug') good = false
          logger.warn('envelope refused', { code: known.code })
        }
      }
      from = last.number + 1
      if (good)
        await queue.acknowledge(
          fromHex(id),
          row.seed,
          from,
          items.map(({ message }) => message),
        )
    }
  }

  stop(): void {
    this.abort.abort()
    this.cancelPoll?.()
  }
}
