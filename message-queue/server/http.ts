/** The message queue's interface: mailboxes, push registrations, what is said to everybody, and the relay that carries sealed questions to services. */

import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, encode, hdms, refusalOf } from '@hdms/shared/messages/wire.ts'
import { checkMemberToken } from '@hdms/shared/network/member-token.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { FastifyInstance } from 'fastify'
import type { Broadcasts } from './broadcasts.ts'
import { MAILBOX_LIMITS, type Mailboxes, type Spend } from './mailboxes.ts'
import description from './openapi.json' with { type: 'json' }
import type { PushRegistrations } from './push.ts'
import { Quota } from './quota.ts'

export interface QueueHttpOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly mailboxes: Mailboxes
  readonly broadcasts: Broadcasts
  /** Uses up an answer token at the doorman. */
  readonly spend: Spend
  /** Name of the service that may broadcast; undefined for none. */
  readonly broadcaster: () => string | undefined
  readonly push: PushRegistrations
  readonly rules: () => PathRules
  readonly http: HttpClient
  /** Base URL of a service's REST interface by the hex of its id: of notaries, and of those that count answers. */
  readonly relayedTo: (id: string) => string | undefined
  readonly logger: Logger
  readonly listening?: Listening
  readonly relayPerMinute?: number
  /** Multiaddress of the libp2p relay for phones; empty for none. */
  readonly relayAddress?: string
}

/** Seconds that a question for new messages is held. */
const LONGEST_WAIT = 25
const MAX_BROADCAST = 1 << 20
/** A minute and query. */
const ADMISSIONS = 20_000

const binary = 'application/octet-stream'
const bytesOf = (body: unknown): Uint8Array =>
  body instanceof Uint8Array ? body : fail('WIRE_MALFORMED', { what: 'body', why: 'send application/octet-stream' })

export function queueHttp(o: QueueHttpOptions): FastifyInstance {
  const app = httpService({
    logger: o.logger,
    listening: o.listening,
    api: { description },
    pages: true,
    bodyLimit: MAILBOX_LIMITS.message + 4096,
  })
  const relayQuota = new Quota(o.clock, o.relayPerMinute ?? 600)
  const createQuota = new Quota(o.clock, 60)
  // Who asks to be admitted shows no certificate, and costs the doorman a look at a token.
  const admitQuota = new Quota(o.clock, ADMISSIONS)
  const member = (authorization: string | undefined, path: string, body: Uint8Array) =>
    checkMemberToken(o.crypto, authorization, path, body, o.rules())

  app.get('/v1/relay', async () => ({ multiaddr: o.relayAddress ?? '' }))
  app.post('/v1/mailbox', async (request, reply) => {
    const body = bytesOf(request.body)
    const answer = async (): Promise<hdms.MailboxReply.$Properties> => {
      const q = decode(hdms.MailboxRequest, body, 'mailbox request')
      const none = new Uint8Array(0)
      if (q.create) {
        createQuota.take((await member(request.headers.authorization, '/v1/mailbox', body)).serial)
        await o.mailboxes.create(q.create.id ?? none, q.create.key ?? none, q.create.pushHandle ?? none)
        return {}
      }
      if (q.append) {
        const { id = none, message = none, ttl = 0, name, signature } = q.append
        const by = name && name.length > 0 && signature ? { key: name, signature } : undefined
        const { receipt, pushHandle } = await o.mailboxes.append(id ?? none, message ?? none, ttl ?? 0, by)
        void o.push.wake(pushHandle)
        return { receipt }
      }
      if (q.fetch) {
        const { id, from, time, signature, wait } = q.fetch
        const look = () => o.mailboxes.fetch(id ?? none, from ?? 0, time ?? 0, signature ?? none)
        const items = await look()
        if (items.length > 0 || !wait) return { items }
        await o.mailboxes.arrival(id ?? none, Math.min(wait, LONGEST_WAIT) * 1000)
        return { items: await look() }
      }
      if (q.open) {
        const { kind, serial } = await member(request.headers.authorization, '/v1/mailbox', body)
        if (kind !== 'institution') fail('NOT_ALLOWED', { why: 'only institutions ask people' })
        createQuota.take(serial)
        const { query, id, key, expires } = q.open
        await o.mailboxes.openAnswers(query ?? none, id ?? none, key ?? none, expires ?? 0)
        return {}
      }
      if (q.admit) {
        const { query, nonce, output, key, id, signature } = q.admit
        admitQuota.take(hex(query ?? none))
        const shown = { query: query ?? none, nonce: nonce ?? none, output: output ?? none }
        await o.mailboxes.admit({ ...shown, key: key ?? none, id: id ?? none, signature: signature ?? none }, o.spend)
        return {}
      }
      if (q.acknowledge) {
        await o.mailboxes.acknowledge(
          q.acknowledge.id ?? none,
          q.acknowledge.through ?? 0,
          q.acknowledge.time ?? 0,
          q.acknowledge.signature ?? none,
        )
        return {}
      }
      if (q.receipt) return { state: await o.mailboxes.receipt(q.receipt) }
      return fail('WIRE_MALFORMED', { what: 'mailbox request', why: 'it asks nothing' })
    }
    const result = await answer().catch((error: unknown): hdms.MailboxReply.$Properties => ({ refusal: refusalOf(error) }))
    return reply.type(binary).send(Buffer.from(encode(hdms.MailboxReply, result)))
  })

  // Read by everybody alike, without saying who.
  app.get<{ Querystring: { after?: string } }>('/v1/broadcasts', async ({ query }, reply) =>
    reply.type(binary).send(Buffer.from(await o.broadcasts.after(readWhole(query.after ?? 0, 'after', 0, 0xffffffff)))),
  )
  app.post('/v1/broadcasts', { bodyLimit: MAX_BROADCAST }, async (request) => {
    const body = bytesOf(request.body)
    const { subjectText } = await member(request.headers.authorization, '/v1/broadcasts', body)
    if (subjectText !== o.broadcaster()) fail('NOT_ALLOWED', { why: 'only the data-search service broadcasts' })
    const number = await o.broadcasts.add(decode(hdms.Broadcast, body, 'broadcast'))
    void o.push.wakeAll()
    return { number }
  })

  app.post('/v1/push-registrations', { bodyLimit: 8192 }, async (request, reply) => {
    const body = bytesOf(request.body)
    await member(request.headers.authorization, '/v1/push-registrations', body)
    const { handle, token } = JSON.parse(new TextDecoder().decode(body)) as { handle?: unknown; token?: unknown }
    if (typeof handle !== 'string' || !/^[0-9a-f]{32}$/.test(handle) || typeof token !== 'string')
      fail('INPUT_INVALID', { what: 'registration', why: 'a handle of 32 hex digits and a token are needed' })
    await o.push.register(handle as string, token as string)
    return reply.code(201).send({})
  })

  app.post<{ Params: { to: string } }>('/v1/relay/:to', async (request, reply) => {
    const body = bytesOf(request.body)
    const { to } = request.params
    // The certificate is checked and counted in memory, then forgotten: nothing of the asker goes on.
    relayQuota.take((await member(request.headers.authorization, `/v1/relay/${to}`, body)).serial)
    const url = o.relayedTo(to) ?? fail('NOT_FOUND', { what: 'service' })
    const answer = await o.http({ method: 'POST', url: `${url}/v1/sealed`, headers: { 'content-type': binary }, body })
    if (answer.status !== 200) fail('SERVICE_UNAVAILABLE', { service: 'service behind the relay' })
    return reply.type(binary).send(Buffer.from(answer.body))
  })
  return app
}
