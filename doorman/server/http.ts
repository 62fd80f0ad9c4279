/** The doorman's REST interface: JSON, certificates in base64. */
import { timingSafeEqual } from 'node:crypto'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { base64, fromBase64, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { checkMemberToken } from '@hdms/shared/network/member-token.ts'
import type { FastifyInstance } from 'fastify'
import type { Doorman } from './doorman.ts'

export interface DoormanHttpOptions {
  readonly crypto: CryptoProvider
  readonly doorman: Doorman
  readonly root: Uint8Array
  readonly operatorToken: string
  readonly rules: () => PathRules
  readonly logger: Logger
}

const text = { type: 'string', maxLength: 20_000 } as const
const object = <P extends Record<string, unknown>>(properties: P, required: readonly (keyof P)[]) =>
  ({ type: 'object', properties, required }) as const

export function doormanHttp({ crypto, doorman, root, operatorToken, rules, logger }: DoormanHttpOptions): FastifyInstance {
  const app = httpService({ logger, pages: true })
  const secret = sha256(utf8(`Bearer ${operatorToken}`))
  const operator = (authorization: string | undefined): void => {
    if (!timingSafeEqual(sha256(utf8(authorization ?? '')), secret)) fail('NOT_ALLOWED', { why: "this needs the operator's token" })
  }

  app.post<{ Body: { csr: string; invitation?: string } }>(
    '/v1/requests',
    { schema: { body: object({ csr: text, invitation: text }, ['csr']) } },
    async ({ body }, reply) => {
      const id = await doorman.request(fromBase64(body.csr), body.invitation)
      logger.info('request', { id })
      return reply.code(202).send({ id, retryAfterSeconds: doorman.pollSeconds })
    },
  )
  app.get<{ Params: { id: string } }>('/v1/requests/:id', async ({ params }, reply) => {
    const state = await doorman.state(params.id)
    if (state.status === 'approved') return { status: state.status, chain: state.chain.map(base64) }
    return reply
      .code(202)
      .header('retry-after', String(doorman.pollSeconds))
      .send({ status: 'pending', retryAfterSeconds: doorman.pollSeconds })
  })
  app.get('/v1/crl', async (_request, reply) =>
    reply
      .type('application/pkix-crl')
      .header('cache-control', 'max-age=60')
      .send(Buffer.from(await doorman.crl())),
  )
  app.get('/v1/root', async (_request, reply) => reply.type('application/pkix-cert').send(Buffer.from(root)))
  app.post<{ Body: { handle: string } }>(
    '/v1/invitations',
    { schema: { body: object({ handle: text }, ['handle']) } },
    async (request, reply) => {
      const body = utf8(JSON.stringify(request.body))
      const member = await checkMemberToken(crypto, request.headers.authorization, '/v1/invitations', body, rules())
      if (member.kind !== 'institution') fail('NOT_ALLOWED', { why: 'only institutions invite persons' })
      return reply.code(201).send(await doorman.invite(member.subject, request.body.handle))
    },
  )
  app.get('/v1/operator/requests', async ({ headers }) => {
    operator(headers.authorization)
    return { requests: await doorman.pending() }
  })
  app.post<{ Params: { id: string }; Body: { approve: boolean; reason?: string } }>(
    '/v1/operator/requests/:id',
    { schema: { body: object({ approve: { type: 'boolean' }, reason: text }, ['approve']) } },
    async ({ headers, params, body }) => {
      operator(headers.authorization)
      await doorman.decide(params.id, body.approve, body.reason ?? '')
      logger.info('decided', { id: params.id, approved: body.approve })
      return {}
    },
  )
  app.post<{ Body: { serial: string } }>(
    '/v1/operator/revocations',
    { schema: { body: object({ serial: text }, ['serial']) } },
    async ({ headers, body }) => {
      operator(headers.authorization)
      await doorman.revoke(body.serial)
      logger.info('revoked', { serial: body.serial })
      return {}
    },
  )
  return app
}
