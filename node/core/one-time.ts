/**
 * Names of this node for one dealing each: a drawn key and a mailbox, admitted by an answer token instead of a certificate. Rows: ot/NAME.
 */

import type { NewName, OneTimeNames } from '@hdms/flows/core/one-time.ts'
import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import type { AnswerToken } from '@hdms/shared/crypto/answer-token.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { oneTimeName, signOneTimeInfo } from '@hdms/shared/network/node-info.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { listen } from './listener.ts'
import type { OneTimePort } from './messenger.ts'

interface Row {
  readonly seed: Uint8Array
  readonly secret: Uint8Array
  readonly publicKey: Uint8Array
  readonly nodeInfo: Uint8Array
  /** Own mailbox. */
  readonly id: Uint8Array
  /** Mailbox that answers go to. */
  readonly answers: Uint8Array
  /** ms since 1970: forgotten after it. */
  readonly until: number
}

/** Seconds that an answer is kept for the institution. */
const TTL = 14 * 24 * 3600

export interface NamesOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly queue: QueueClient
  /** Base URL of the queue. */
  readonly url: string
  readonly accept: (envelope: Uint8Array, as: string) => Promise<void>
}

export class Names implements OneTimeNames, OneTimePort {
  private readonly rows = new Map<string, Row>()
  private readonly listening = new Map<string, AbortController>()
  private readonly o: NamesOptions

  constructor(options: NamesOptions) {
    this.o = options
  }

  /** @param needed whether a name still has something to say: it is kept then, however old */
  async load(store: NodeStore, needed: (name: string) => boolean): Promise<void> {
    const now = this.o.clock.now()
    for (const [key, bytes] of await store.range(...prefixRange('ot/'))) {
      const row = decodeValue<never>(bytes) as Row
      if (row.until < now - DAY && !needed(key.slice(3))) await store.commit([{ key, value: null }])
      else this.rows.set(key.slice(3), row)
    }
  }

  /** For whatever dealings are open. */
  start(): void {
    for (const name of this.rows.keys()) this.listen(name)
  }

  async make({ seed, secret, id, answers, until }: NewName): Promise<{ readonly name: string; readonly row: Uint8Array }> {
    const { crypto, clock, url } = this.o
    const publicKey = await XWING.publicKey(crypto, secret)
    const mailbox = { queue: url, id }
    const nodeInfo = await signOneTimeInfo(crypto, seed, { sealingKey: publicKey, serial: clock.now(), mailbox })
    const row: Row = { seed, secret, publicKey, nodeInfo, id, answers, until }
    return { name: oneTimeName(await crypto.publicKey(seed)), row: encodeValue({ ...row }) }
  }

  keep(changes: Change[], name: string, row: Uint8Array): void {
    this.rows.set(name, decodeValue<never>(row) as Row)
    changes.push({ key: `ot/${name}`, value: row })
  }

  async admit(name: string, query: Uint8Array, token: AnswerToken): Promise<void> {
    const { seed, id } = this.row(name)
    await this.o.queue.admit(query, token, seed, id)
    this.listen(name)
  }

  forget(changes: Change[], name: string): void {
    this.listening.get(name)?.abort()
    this.listening.delete(name)
    this.rows.delete(name)
    changes.push({ key: `ot/${name}`, value: null })
  }

  seedOf(name: string): Uint8Array {
    return this.row(name).seed
  }
  seedOfKey(key: Uint8Array): Uint8Array | undefined {
    return this.rows.get(oneTimeName(key))?.seed
  }

  private row(name: string): Row {
    return this.rows.get(name) ?? fail('NOT_FOUND', { what: 'one-time name' })
  }
  who(name: string): Row {
    return this.row(name)
  }

  async send(name: string, envelope: Uint8Array): Promise<void> {
    const { answers, seed } = this.row(name)
    await this.o.queue.answer(answers, seed, envelope, TTL)
  }

  private listen(name: string): void {
    const { queue, clock, logger, accept } = this.o
    if (this.listening.has(name)) return
    const abort = new AbortController()
    this.listening.set(name, abort)
    const { id, seed } = this.row(name)
    void listen({ queue, clock, logger, id, seed, accept: (envelope) => accept(envelope, name) }, abort.signal)
  }

  stop(): void {
    for (const abort of this.listening.values()) abort.abort()
  }
}
