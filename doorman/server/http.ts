/** The doorman's REST interface: JSON, certificates in base64. */
import { Budget } from '@hdms/platform/node/budget.ts'
import { type Credential, memberCredential, memberOf, tokenOf } from '@hdms/platform/node/http/credentials.ts'
import { addressOf } from '@hdms/platform/node/http/limits.ts'
import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import { base64, fromBase64, fromHex, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { encodeLogProof } from '@hdms/shared/identity/issuance-log.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { type Clock, systemClock } from '@hdms/shared/time.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { AnswerTokens } from './answer-tokens.ts'
import type { Doorman } from './doorman.ts'
import description from './openapi.json' with { type: 'json' }
import { type DoormanReasons, refuse } from './reasons.ts'

/** What the interface stands on. */
export interface DoormanHttpOptions {
  readonly crypto: CryptoProvider
  readonly doorman: Doorman
  readonly tokens: AnswerTokens
  readonly root: Uint8Array
  readonly doormanCa: Uint8Array
  readonly listening?: Listening
  /** Checks the operator's token. */
  readonly operator: Credential
  /** For limits by time. */
  readonly clock?: Clock
  /** Notes what was done, before it is done. */
  readonly audit?: (by: string, event: string, details: Readonly<Record<string, string | number>>) => void
  readonly rules: () => PathRules
  readonly logger: Logger
}

/** Invitations of an institution, and queries that it opens, in a day. */
const A_DAY = 5_000

/** Refuses members of other kinds before their body is read. */
const only =
  (is: (kind: string) => boolean, reason: keyof DoormanReasons['NOT_ALLOWED']) =>
  async (request: FastifyRequest): Promise<void> => {
    if (!is(memberOf(request).kind)) refuse('NOT_ALLOWED', reason)
  }

/** The interface as a server that does not listen yet. */
export function doormanHttp(o: DoormanHttpOptions): FastifyInstance {
  const { crypto, operator, rules, logger, listening, clock } = o
  const credentials = { operator, member: memberCredential(crypto, rules) }
  const app = httpService({ logger, pages: true, listening, api: { description, credentials, ...(clock ? { clock } : {}) } })
  const perMember = new Budget(clock ?? systemClock, A_DAY / 1440, A_DAY)
  requestRoutes(app, o)
  logRoutes(app, o)
  invitationRoutes(app, o, perMember)
  tokenRoutes(app, o, perMember)
  operatorRoutes(app, o)
  return app
}

function requestRoutes(app: FastifyInstance, { doorman, logger, root, doormanCa }: DoormanHttpOptions): void {
  app.post<{ Body: { csr: string; invitation?: string } }>('/v1/requests', async ({ body, ip }, reply) => {
    const id = await doorman.request(fromBase64(body.csr), body.invitation, addressOf(ip))
    logger.info('request', { id })
    return reply.code(202).send({ id, retryAfterSeconds: doorman.pollSeconds })
  })
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
  // Nobody has to believe this: who joins compares the root with the fingerprint that the operator told.
  app.get('/v1/trust', async () => ({ root: base64(root), doormanCa: base64(doormanCa) }))
}

function logRoutes(app: FastifyInstance, { doorman }: DoormanHttpOptions): void {
  app.get('/v1/log/head', async () => {
    const { size, time, root: top, signature } = await doorman.log.head()
    return { size, time, root: base64(top), signature: base64(signature) }
  })
  app.get<{ Params: { leaf: string } }>('/v1/log/proofs/:leaf', async ({ params }) => ({
    proof: base64(encodeLogProof(await doorman.log.proof(fromHex(params.leaf)))),
  }))
  app.get<{ Querystring: { from?: string; to?: string } }>('/v1/log/consistency', async ({ query }) => ({
    path: doorman.log.consistency(readWhole(query.from, 'from'), readWhole(query.to, 'to')).map(base64),
  }))
  app.get<{ Querystring: { from?: string; count?: string } }>('/v1/log/leaves', async ({ query }) => ({
    leaves: doorman.log.slice(readWhole(query.from ?? 0, 'from'), readWhole(query.count ?? 1_000, 'count')),
  }))
}

function invitationRoutes(app: FastifyInstance, { doorman, audit }: DoormanHttpOptions, perMember: Budget): void {
  app.post<{ Body: { handle: string } }>(
    '/v1/invitations',
    { onRequest: only((kind) => kind === 'institution', 'only-institutions') },
    async (request, reply) => {
      const { member, nonce } = tokenOf(request)
      perMember.take(member.serial)
      audit?.(member.subjectText, 'invite', {})
      return reply.code(201).send(await doorman.invite(member.subject, request.body.handle, hex(nonce)))
    },
  )
}

function tokenRoutes(app: FastifyInstance, { doorman, tokens }: DoormanHttpOptions, perMember: Budget): void {
  app.post<{ Body: { query: string; expires: number } }>(
    '/v1/answer-tokens/queries',
    { onRequest: only((kind) => kind !== 'person', 'persons-open-none') },
    async (request) => {
      perMember.take(memberOf(request).serial)
      return { key: base64(await tokens.open(fromHex(request.body.query), request.body.expires)) }
    },
  )
  app.post<{ Body: { query: string; blinded: string } }>(
    '/v1/answer-tokens',
    { onRequest: only((kind) => kind === 'person', 'only-persons') },
    async (request) => {
      const who = await doorman.whose(memberOf(request).subjectText)
      const { evaluated, proof } = await tokens.evaluate(who, fromHex(request.body.query), fromBase64(request.body.blinded))
      return { evaluated: base64(evaluated), proof: base64(proof) }
    },
  )
  app.post<{ Body: Record<'query' | 'nonce' | 'output' | 'name', string> }>(
    '/v1/answer-tokens/spent',
    // A person who spent a token under their name would tell whose it is.
    { onRequest: only((kind) => kind !== 'person', 'service-spends') },
    async (request) => {
      const { query, nonce, output, name } = request.body
      await tokens.spend(fromHex(query), { nonce: fromBase64(nonce), output: fromBase64(output) }, fromBase64(name))
      return {}
    },
  )
}

function operatorRoutes(app: FastifyInstance, { doorman, logger, audit }: DoormanHttpOptions): void {
  app.get('/v1/operator/requests', async () => ({ requests: await doorman.pending() }))
  app.get('/v1/operator/certificates', async () => ({ certificates: await doorman.issued() }))
  app.post<{ Params: { id: string }; Body: { approve: boolean; reason?: string } }>(
    '/v1/operator/requests/:id',
    async ({ params, body }) => {
      audit?.('operator', body.approve ? 'admit' : 'refuse', { request: params.id })
      await doorman.decide(params.id, body.approve, body.reason ?? '')
      logger.info('decided', { id: params.id, approved: body.approve })
      return {}
    },
  )
  app.post<{ Body: { serial: string } }>('/v1/operator/revocations', async ({ body }) => {
    audit?.('operator', 'revoke', { serial: body.serial })
    await doorman.revoke(body.serial)
    logger.info('revoked', { serial: body.serial })
    return {}
  })
}
