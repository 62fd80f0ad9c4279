/** The message queue as a node sees it: mailboxes, the relay to notaries, and the push registration. */
import { hex } from '@hdms/shared/bytes.ts'
import type { AnswerToken } from '@hdms/shared/crypto/answer-token.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { sealRequest } from '@hdms/shared/envelope/exchange.ts'
import { fail } from '@hdms/shared/errors.ts'
import { admitMessage, answerMessage, mailboxMessage } from '@hdms/shared/messages/mailbox-signing.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import type { Answer } from '@hdms/shared/network/api.ts'
import { memberToken } from '@hdms/shared/network/member-token.ts'
import type { RoleKey } from '@hdms/shared/network/signed-object.ts'
import type { HttpClient, HttpReply } from '@hdms/shared/ports/http.ts'
import { errorFromRefusal, refusalInBody } from '@hdms/shared/refusal.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { operations } from './generated/api.ts'

export interface QueueClientOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly http: HttpClient
  readonly url: string
  /** The member's identity. */
  readonly member: RoleKey
}

export type ReceiptState = 'unknown' | 'waiting' | 'taken' | 'expired'
const RECEIPT_STATES: readonly ReceiptState[] = ['unknown', 'waiting', 'taken', 'expired']

export interface MailboxItem {
  readonly number: number
  readonly message: Uint8Array
}

/** @throws SERVICE_UNAVAILABLE when it is no JSON */
function relayIn(body: Uint8Array): Partial<Answer<operations['getRelay']>> {
  try {
    return Object(JSON.parse(new TextDecoder().decode(body))) as Answer<operations['getRelay']>
  } catch {
    return fail('SERVICE_UNAVAILABLE', { service: 'message queue' })
  }
}

const errorIn = ({ body }: HttpReply): Error => refusalInBody(body, 'message queue')

export class QueueClient {
  private readonly o: QueueClientOptions

  constructor(options: QueueClientOptions) {
    this.o = options
  }

  private async post(path: string, body: Uint8Array, asMember: boolean): Promise<Uint8Array> {
    const { crypto, clock, http, url, member } = this.o
    const headers: Record<string, string> = { 'content-type': 'application/octet-stream' }
    if (asMember) headers['authorization'] = await memberToken(crypto, member, path, body, clock.now())
    const reply = await http({ method: 'POST', url: url + path, headers, body })
    if (reply.status >= 300) throw errorIn(reply)
    return reply.body
  }

  private async mailbox(request: hdms.MailboxRequest.$Properties, asMember = false): Promise<hdms.MailboxReply> {
    const reply = decode(hdms.MailboxReply, await this.post('/v1/mailbox', encode(hdms.MailboxRequest, request), asMember), 'mailbox reply')
    if (reply.refusal) throw errorFromRefusal(reply.refusal)
    return reply
  }

  /** Makes a mailbox of a random id that `key` (one-time) opens; repeating it is harmless. */
  async create(id: Uint8Array, key: Uint8Array, pushHandle: Uint8Array): Promise<void> {
    await this.mailbox({ create: { id, key, pushHandle } }, true)
  }

  /** @param ttl seconds. @returns a receipt handle. @throws MAILBOX_REFUSED, WIRE_TOO_LARGE, QUOTA */
  async append(id: Uint8Array, message: Uint8Array, ttl: number): Promise<Uint8Array> {
    return (await this.mailbox({ append: { id, message, ttl } })).receipt
  }

  /** @param wait seconds that the queue may hold the reply back while there is nothing */
  async fetch(id: Uint8Array, seed: Uint8Array, from: number, wait = 0): Promise<MailboxItem[]> {
    const time = this.o.clock.now()
    const signature = await this.o.crypto.sign(seed, mailboxMessage('fetch', id, from, time))
    const reply = await this.mailbox({ fetch: { id, from, time, signature, wait } })
    return reply.items.map(({ number, message }) => ({ number: number ?? 0, message: message ?? new Uint8Array(0) }))
  }

  /**
   * Deletes what was taken, of that which is below `through`. @param taken the messages: the queue deletes no other,
   * so that a reply that somebody forged on the way cannot make its reader delete what they never saw. Without them,
   * everything
   */
  async acknowledge(id: Uint8Array, seed: Uint8Array, through: number, taken: readonly Uint8Array[] = []): Promise<void> {
    const time = this.o.clock.now()
    const messages = taken.map((message) => sha256(message))
    const signature = await this.o.crypto.sign(seed, mailboxMessage('ack', id, through, time, messages))
    await this.mailbox({ acknowledge: { id, through, time, signature, messages } })
  }

  /**
   * Opens a mailbox for answers to a query, to which only admitted names bring something. @param expires, until ms
   * since 1970
   */
  async openAnswers(query: Uint8Array, id: Uint8Array, key: Uint8Array, expires: number, until: number = expires): Promise<void> {
    await this.mailbox({ open: { query, id, key, expires, until } }, true)
  }

  /**
   * Gets a one-time name admitted to a query, without saying whose it is. @param id of the mailbox that is made for it
   * @throws NOT_ALLOWED when the token was used
   */
  async admit(query: Uint8Array, token: AnswerToken, seed: Uint8Array, id: Uint8Array): Promise<void> {
    const { crypto } = this.o
    const signature = await crypto.sign(seed, admitMessage(query, token.nonce, id))
    await this.mailbox({ admit: { query, ...token, key: await crypto.publicKey(seed), id, signature } })
  }

  /** @param seed of the one-time name @param id mailbox of the answers */
  async answer(id: Uint8Array, seed: Uint8Array, message: Uint8Array, ttl: number): Promise<void> {
    const { crypto } = this.o
    const signature = await crypto.sign(seed, answerMessage(id, message))
    await this.mailbox({ append: { id, message, ttl, name: await crypto.publicKey(seed), signature } })
  }

  /** What was said to everybody since a number. */
  async broadcasts(after: number): Promise<hdms.Broadcast[]> {
    const reply = await this.o.http({ method: 'GET', url: `${this.o.url}/v1/broadcasts?after=${after}` })
    if (reply.status !== 200) throw errorIn(reply)
    return decode(hdms.BroadcastList, reply.body, 'broadcasts').items.map((b) =>
      decode(hdms.Broadcast, encode(hdms.Broadcast, b), 'broadcast'),
    )
  }

  /** Says something to everybody; only the data-search service may. @param expires ms since 1970 */
  async broadcast(content: Uint8Array, expires: number): Promise<void> {
    await this.post('/v1/broadcasts', encode(hdms.Broadcast, { content, expires }), true)
  }

  /** What became of a message, by its receipt handle. */
  async receipt(handle: Uint8Array): Promise<ReceiptState> {
    return RECEIPT_STATES[(await this.mailbox({ receipt: handle })).state] ?? 'unknown'
  }

  /** Tells the queue which push registration a random handle stands for. */
  async registerPush(handle: Uint8Array, token: string): Promise<void> {
    const body = new TextEncoder().encode(JSON.stringify({ handle: hex(handle), token }))
    await this.post('/v1/push-registrations', body, true)
  }

  /** Where the libp2p relay for phones is. @returns its multiaddress, or undefined when this queue has none */
  async relayAddress(): Promise<string | undefined> {
    const reply = await this.o.http({ method: 'GET', url: `${this.o.url}/v1/relay` })
    if (reply.status !== 200) throw errorIn(reply)
    const { multiaddr } = relayIn(reply.body)
    return multiaddr || undefined
  }

  /** A question to a service that the queue carries without seeing it. @param to id of the service's key */
  async relay(to: Uint8Array, sealingKey: Uint8Array, request: Uint8Array): Promise<Uint8Array> {
    const { sealed, openReply } = await sealRequest(this.o.crypto, sealingKey, request)
    const reply = await this.post(`/v1/relay/${hex(to)}`, sealed, true)
    return reply.length > 0 ? openReply(reply) : fail('SERVICE_UNAVAILABLE', { service: 'service behind the relay' })
  }
}
