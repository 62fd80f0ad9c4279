/** The message queue's interface: mailboxes, push registrations, what is said to everybody, and the relay that carries sealed questions to services. */

import { Budget } from '@hdms/platform/node/budget.ts'
import { memberCredential, memberOf } from '@hdms/platform/node/http/credentials.ts'
import { addressOf } from '@hdms/platform/node/http/limits.ts'
import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import { fromUtf8, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, encode, hdms, refusalOf } from '@hdms/shared/messages/wire.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Broadcasts } from './broadcasts.ts'
import { MAILBOX_LIMITS, type Mailboxes, type Spend } from './mailboxes.ts'
import description from './openapi.json' with { type: 'json' }
import type { PushRegistrations } from './push.ts'

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
/** A minute and query. */
const ADMISSIONS = 20_000
const MAILBOXES_A_DAY = 200
/** Bytes an hour that one address brings into one mailbox. */
const MAILBOX_OF_ADDRESS = 48 << 20

const binary = 'application/octet-stream'
const bytesOf = (body: unknown): Uint8Array =>
  body instanceof Uint8Array ? body : fail('WIRE_MALFORMED', { what: 'body', why: 'send application/octet-stream' })

/** @throws INPUT_INVALID */
function registrationIn(body: Uint8Array): { handle: string; token: string } {
  let read: { readonly handle?: unknown; readonly token?: unknown } = {}
  try {
    read = (JSON.parse(fromUtf8(body)) ?? {}) as typeof read
  } catch {}
  const { handle, token } = read
  if (typeof handle === 'string' && /^[0-9a-f]{32}$/.test(handle) && typeof token === 'string' && token !== '') return { handle, token }
  return fail('INPUT_INVALID', { what: 'registration', why: 'a handle of 32 hex digits and a token are needed' })
}

export function queueHttp(o: QueueHttpOptions): FastifyInstance {
  const app = httpService({
    logger: o.logger,
    listening: o.listening,
    api: { description, credentials: { member: memberCredential(o.crypto, o.rules) }, clock: o.clock },
    pages: true,
    bodyLimit: MAILBOX_LIMITS.message + 4096,
  })
  const relayQuota = new Budget(o.clock, o.relayPerMinute ?? 600)
  // A node has a new mailbox a day, an institution one for each query.
  const createQuota = new Budget(o.clock, MAILBOXES_A_DAY / 1440, MAILBOXES_A_DAY)
  const pushQuota = new Budget(o.clock, MAILBOXES_A_DAY / 1440, MAILBOXES_A_DAY)
  // Of one mailbox no address fills all, or its owner would hear nobody else.
  const fillQuota = new Budget(o.clock, MAILBOX_OF_ADDRESS / 60, MAILBOX_OF_ADDRESS)
  // Who asks to be admitted shows no certificate, and costs the doorman a look at a token.
  const admitQuota = new Budget(o.clock, ADMISSIONS)

  app.get('/v1/relay', async () => ({ multiaddr: o.relayAddress ?? '' }))
  app.post('/v1/mailbox', async (request, reply) => {
    const body = bytesOf(request.body)
    const answer = async (): Promise<hdms.MailboxReply.$Properties> => {
      const q = decode(hdms.MailboxRequest, body, 'mailbox request')
      const none = new Uint8Array(0)
      if (q.create) {
        createQuota.take(memberOf(request).serial)
        await o.mailboxes.create(q.create.id ?? none, q.create.key ?? none, q.create.pushHandle ?? none)
        return {}
      }
      if (q.append) {
        const { id = none, message = none, ttl = 0, name, signature } = q.append
        const by = name && name.length > 0 && signature ? { key: name, signature } : undefined
        if (!by) fillQuota.take(`${addressOf(request.ip)} ${hex(id ?? none)}`, message?.length ?? 0)
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
        const { kind, serial } = memberOf(request)
        if (kind !== 'institution') fail('NOT_ALLOWED', { why: 'only institutions ask people' })
        createQuota.take(serial)
        const { query, id, key, expires, until } = q.open
        await o.mailboxes.openAnswers(query ?? none, id ?? none, key ?? none, expires ?? 0, until || undefined)
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
  const broadcaster = async (request: FastifyRequest): Promise<void> => {
    if (memberOf(request).subjectText !== o.broadcaster()) fail('NOT_ALLOWED', { why: 'only the data-search service broadcasts' })
  }
  app.post('/v1/broadcasts', { onRequest: broadcaster }, async ({ body }) => {
    const number = await o.broadcasts.add(decode(hdms.Broadcast, bytesOf(body), 'broadcast'))
    void o.push.wakeAll()
    return { number }
  })

  const registers = async (request: FastifyRequest): Promise<void> => pushQuota.take(memberOf(request).serial)
  app.post('/v1/push-registrations', { onRequest: registers }, async ({ body }, reply) => {
    const { handle, token } = registrationIn(bytesOf(body))
    await o.push.register(handle, token)
    return reply.code(201).send({})
  })

  // The certificate is checked and counted in memory, then forgotten: nothing of the asker goes on.
  const counted = async (request: FastifyRequest): Promise<void> => relayQuota.take(memberOf(request).serial)
  app.post<{ Params: { to: string } }>('/v1/relay/:to', { onRequest: counted }, async (request, reply) => {
    const body = bytesOf(request.body)
    const { to } = request.params
    const url = o.relayedTo(to) ?? fail('NOT_FOUND', { what: 'service' })
    const answer = await o.http({ method: 'POST', url: `${url}/v1/sealed`, headers: { 'content-type': binary }, body })
    if (answer.status !== 200) fail('SERVICE_UNAVAILABLE', { service: 'service behind the relay' })
    return reply.type(binary).send(Buffer.from(answer.body))
  })
  return app
}
