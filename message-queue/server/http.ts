/**
 * The message queue's interface: mailboxes, push registrations, what is said to everybody, and the relay that carries
 * sealed questions to services.
 */

import { Budget } from '@hdms/platform/node/budget.ts'
import { memberCredential, memberOf } from '@hdms/platform/node/http/credentials.ts'
import { addressOf } from '@hdms/platform/node/http/limits.ts'
import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import { fromUtf8 } from '@hdms/shared/bytes.ts'
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
import { answerMailbox, mailboxBudgets } from './mailbox-requests.ts'
import { MAILBOX_LIMITS, type Mailboxes, type Spend } from './mailboxes.ts'
import description from './openapi.json' with { type: 'json' }
import type { PushRegistrations } from './push.ts'
import { refuse } from './reasons.ts'

/** What the interface stands on. */
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

/** Push registrations of one member in a day, as many as mailboxes. */
const REGISTRATIONS_A_DAY = 200

const binary = 'application/octet-stream'
const bytesOf = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : refuse('WIRE_MALFORMED', 'body-type', { what: 'body' }))

/** @throws INPUT_INVALID */
function registrationIn(body: Uint8Array): { handle: string; token: string } {
  let read: { readonly handle?: unknown; readonly token?: unknown } = {}
  try {
    read = (JSON.parse(fromUtf8(body)) ?? {}) as typeof read
  } catch {
    // What is no JSON is refused below, as what lacks something is.
  }
  const { handle, token } = read
  if (typeof handle === 'string' && /^[0-9a-f]{32}$/.test(handle) && typeof token === 'string' && token !== '') return { handle, token }
  return refuse('INPUT_INVALID', 'registration', { what: 'registration' })
}

/** The interface as a server that does not listen yet. */
export function queueHttp(o: QueueHttpOptions): FastifyInstance {
  const app = httpService({
    logger: o.logger,
    listening: o.listening,
    api: { description, credentials: { member: memberCredential(o.crypto, o.rules) }, clock: o.clock },
    pages: true,
    bodyLimit: MAILBOX_LIMITS.message + 4096,
  })
  mailboxRoutes(app, o)
  broadcastRoutes(app, o)
  pushRoutes(app, o)
  relayRoutes(app, o)
  return app
}

function mailboxRoutes(app: FastifyInstance, o: QueueHttpOptions): void {
  const budgets = mailboxBudgets(o.clock)
  app.post('/v1/mailbox', async (request, reply) => {
    const body = bytesOf(request.body)
    const { mailboxes, push, spend } = o
    const call = { mailboxes, push, spend, budgets, member: () => memberOf(request), address: addressOf(request.ip) }
    const result = await answerMailbox(call, body).catch(
      (error: unknown): hdms.MailboxReply.$Properties => ({
        refusal: refusalOf(error),
      }),
    )
    return reply.type(binary).send(Buffer.from(encode(hdms.MailboxReply, result)))
  })
}

function broadcastRoutes(app: FastifyInstance, o: QueueHttpOptions): void {
  // Read by everybody alike, without saying who.
  app.get<{ Querystring: { after?: string } }>('/v1/broadcasts', async ({ query }, reply) =>
    reply.type(binary).send(Buffer.from(await o.broadcasts.after(readWhole(query.after ?? 0, 'after', 0, 0xffffffff)))),
  )
  const broadcaster = async (request: FastifyRequest): Promise<void> => {
    if (memberOf(request).subjectText !== o.broadcaster()) refuse('NOT_ALLOWED', 'only-search')
  }
  app.post('/v1/broadcasts', { onRequest: broadcaster }, async ({ body }) => {
    const number = await o.broadcasts.add(decode(hdms.Broadcast, bytesOf(body), 'broadcast'))
    void o.push.wakeAll()
    return { number }
  })
}

function pushRoutes(app: FastifyInstance, o: QueueHttpOptions): void {
  const quota = new Budget(o.clock, REGISTRATIONS_A_DAY / 1440, REGISTRATIONS_A_DAY)
  const registers = async (request: FastifyRequest): Promise<void> => quota.take(memberOf(request).serial)
  app.post('/v1/push-registrations', { onRequest: registers }, async ({ body }, reply) => {
    const { handle, token } = registrationIn(bytesOf(body))
    await o.push.register(handle, token)
    return reply.code(201).send({})
  })
}

function relayRoutes(app: FastifyInstance, o: QueueHttpOptions): void {
  const quota = new Budget(o.clock, o.relayPerMinute ?? 600)
  app.get('/v1/relay', async () => ({ multiaddr: o.relayAddress ?? '' }))
  // The certificate is checked and counted in memory, then forgotten: nothing of the asker goes on.
  const counted = async (request: FastifyRequest): Promise<void> => quota.take(memberOf(request).serial)
  app.post<{ Params: { to: string } }>('/v1/relay/:to', { onRequest: counted }, async (request, reply) => {
    const body = bytesOf(request.body)
    const { to } = request.params
    const url = o.relayedTo(to) ?? fail('NOT_FOUND', { what: 'service' })
    const answer = await o.http({ method: 'POST', url: `${url}/v1/sealed`, headers: { 'content-type': binary }, body })
    if (answer.status !== 200) fail('SERVICE_UNAVAILABLE', { service: 'service behind the relay' })
    return reply.type(binary).send(Buffer.from(answer.body))
  })
}
