/** Mailboxes at the queue into which one-time names put answers to this institution's queries. Rows: ab/QUERY. */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { AnswerBoxPort } from '@hdms/flows/trading/market.ts'
import type { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { orderTokensOf } from '@hdms/shared/queries/announcement.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { listen } from '../core/listener.ts'

interface Row {
  readonly id: Uint8Array
  readonly seed: Uint8Array
  readonly expires: number
  /** ms since 1970: dealings go on until then; in rows from before, until the query's end. */
  readonly until?: number
}

/** Envelopes that are taken in side by side. */
const AT_ONCE = 16
/** What is late is waited for so long. */
const AFTER = 30 * DAY

export interface AnswerBoxesOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly queue: QueueClient
  readonly store: NodeStore
  readonly accept: (envelope: Uint8Array) => Promise<void>
}

export class AnswerBoxes implements AnswerBoxPort {
  private readonly rows = new Map<string, Row>()
  private readonly o: AnswerBoxesOptions
  private readonly abort = new AbortController()

  constructor(options: AnswerBoxesOptions) {
    this.o = options
  }

  async start(): Promise<void> {
    const { store, clock } = this.o
    for (const [key, bytes] of await store.range(...prefixRange('ab/'))) {
      const row = decodeValue<never>(bytes) as Row
      if ((row.until ?? row.expires) + AFTER < clock.now()) await store.commit([{ key, value: null }])
      else this.rows.set(key.slice(3), row)
    }
    for (const query of this.rows.keys()) this.listen(query)
  }

  async open(query: Uint8Array, expires: number, until: number = expires): Promise<Uint8Array> {
    const { crypto, queue } = this.o
    const name = hex(query)
    const row = this.rows.get(name) ?? { id: crypto.random(16), seed: crypto.random(32), expires, until }
    const fresh = !this.rows.has(name)
    if (fresh) await this.put(name, row)
    await queue.openAnswers(orderTokensOf(query, row.id), row.id, await crypto.publicKey(row.seed), row.expires, row.until)
    if (fresh) this.listen(name)
    return row.id
  }

  private async put(query: string, row: Row): Promise<void> {
    this.rows.set(query, row)
    await this.o.store.commit([{ key: `ab/${query}`, value: encodeValue({ ...row }) }])
  }

  private listen(query: string): void {
    const { queue, clock, logger, accept } = this.o
    const { id, seed } = this.rows.get(query) as Row
    void listen({ queue, clock, logger, id, seed, accept, atOnce: AT_ONCE }, this.abort.signal)
  }

  stop(): void {
    this.abort.abort()
  }
}
