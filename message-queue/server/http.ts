/** The message queue's interface: mailboxes, push registrations, and the relay that carries sealed questions to notaries. */

import { httpService } from '@hdms/platform/node/http-server.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, encode, hdms, refusalOf } from '@hdms/shared/messages/wire.ts'
import { checkMemberToken } from '@hdms/shared/network/member-token.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { FastifyInstance } from 'fastify'
import { MAILBOX_LIMITS, type Mailboxes } from './mailboxes.ts'
import type { PushRegistrations } from './push.ts'
import { Quota } from './quota.ts'

export interface QueueHttpOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly mailboxes: Mailboxes
  readonly push: PushRegistrations
  readonly rules: () => PathRules
  readonly http: HttpClient
  /** Base URL of a notary's REST interface by the hex of its id. */
  readonly notaryUrl: (id: string) => string | undefined
  readonly logger: Logger
  readonly relayPerMinute?: number
  /** Multiaddress of the libp2p relay for phones; empty for none. */
  readonly relayAddress?: string
}

const binary = 'application/octet-stream'
const bytesOf = (body: unknown): Uint8Array =>
  body instanceof Uint8Array ? body : fail('WIRE_MALFORMED', { what: 'body', why: 'send application/octet-stream' })

export function queueHttp(o: QueueHttpOptions): FastifyInstance {
  const app = httpService({ logger: o.logger, pages: true, bodyLimit: MAILBOX_LIMITS.message + 4096 })
  const relayQuota = new Quota(o.clock, o.relayPerMinute ?? 600)
  const createQuota = new Quota(o.clock, 60)
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
        const { receipt, pushHandle } = await o.mailboxes.append(q.append.id ?? none, q.append.message ?? none, q.append.ttl ?? 0)
        void o.push.wake(pushHandle)
        return { receipt }
      }
      if (q.fetch)
        return { items: await o.mailboxes.fetch(q.fetch.id ?? none, q.fetch.from ?? 0, q.fetch.time ?? 0, q.fetch.signature ?? none) }
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

  app.post('/v1/push-registrations', { bodyLimit: 8192 }, async (request, reply) => {
    const body = bytesOf(request.body)
    await member(request.headers.authorization, '/v1/push-registrations', body)
    const { handle, token } = JSON.parse(new TextDecoder().decode(body)) as { handle?: unknown; token?: unknown }
    if (typeof handle !== 'string' || !/^[0-9a-f]{32}$/.test(handle) || typeof token !== 'string')
      fail('INPUT_INVALID', { what: 'registration', why: 'a handle of 32 hex digits and a token are needed' })
    await o.push.register(handle as string, token as string)
    return reply.code(201).send({})
  })

  app.post<{ Params: { notary: string } }>('/v1/relay/:notary', async (request, reply) => {
    const body = bytesOf(request.body)
    const { notary } = request.params
    // The certificate is checked and counted in memory, then forgotten: nothing of the asker goes on to the notary.
    relayQuota.take((await member(request.headers.authorization, `/v1/relay/${notary}`, body)).serial)
    const url = o.notaryUrl(notary) ?? fail('NOT_FOUND', { what: 'notary' })
    const answer = await o.http({ method: 'POST', url: `${url}/v1/sealed`, headers: { 'content-type': binary }, body })
    if (answer.status !== 200) fail('SERVICE_UNAVAILABLE', { service: 'notary' })
    return reply.type(binary).send(Buffer.from(answer.body))
  })
  return app
}
