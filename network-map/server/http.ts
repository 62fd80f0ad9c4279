/** The network map's REST interface: binary objects, caching headers (an object never changes, the map soon). */

import { type Credential, memberCredential, memberOf } from '@hdms/platform/node/http/credentials.ts'
import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { FastifyInstance } from 'fastify'
import type { NetworkMapRegistry } from './network-map.ts'
import description from './openapi.json' with { type: 'json' }
import { refuse } from './reasons.ts'

export interface NetworkMapHttpOptions {
  readonly crypto: CryptoProvider
  readonly registry: NetworkMapRegistry
  readonly rules: () => PathRules
  readonly logger: Logger
  /** Checks the operator's token. */
  readonly operator: Credential
  /** Notes what was done, before it is done. */
  readonly audit?: (by: string, event: string, details: Readonly<Record<string, string | number>>) => void
  readonly listening?: Listening
}

export function networkMapHttp(o: NetworkMapHttpOptions): FastifyInstance {
  const { registry, logger, listening, audit = () => {} } = o
  const credentials = { operator: o.operator, member: memberCredential(o.crypto, o.rules) }
  const app = httpService({ logger, pages: true, listening, api: { description, credentials } })
  const binary = 'application/octet-stream'
  const bytesOf = (body: unknown): Uint8Array =>
    body instanceof Uint8Array ? body : refuse('WIRE_MALFORMED', 'body-type', { what: 'body' })
  app.get('/v1/map', async ({ headers }, reply) => {
    const map = await registry.map()
    const etag = `"${hex(sha256(map)).slice(0, 32)}"`
    void reply.header('cache-control', 'no-cache').header('etag', etag)
    return headers['if-none-match'] === etag ? reply.code(304).send() : reply.type(binary).send(Buffer.from(map))
  })
  app.get<{ Params: { hash: string } }>('/v1/objects/:hash', async ({ params }, reply) => {
    const object = await registry.object(params.hash)
    return reply.type(binary).header('cache-control', 'public, max-age=31536000, immutable').send(Buffer.from(object))
  })
  app.post('/v1/node-infos', async ({ body }, reply) => {
    await registry.publish(bytesOf(body))
    return reply.code(201).send({})
  })
  app.post('/v1/checkpoints', async ({ body }, reply) => {
    await registry.checkpoint(bytesOf(body))
    return reply.code(201).send({})
  })
  app.get<{ Params: { notary: string } }>('/v1/checkpoints/:notary', async ({ params }, reply) =>
    reply
      .type(binary)
      .header('cache-control', 'no-cache')
      .send(Buffer.from(await registry.checkpoints(params.notary))),
  )
  app.post('/v1/parameters', async ({ body }, reply) => {
    const signed = bytesOf(body)
    await registry.setParameters(signed)
    audit('network parameters', 'publish', { hash: hex(sha256(signed)).slice(0, 16) })
    logger.info('parameters')
    return reply.code(201).send({})
  })
  app.post<{ Body: { hash: string } }>('/v1/acknowledgements', async (request) => {
    const { hash } = request.body
    const member = memberOf(request)
    await registry.acknowledge(member.subjectText, fromHex(hash))
    audit(member.subjectText, 'accept parameters', { hash: hash.slice(0, 16) })
    return {}
  })
  app.get('/v1/operator/members', async () => ({ members: await registry.acknowledgements() }))
  app.post<{ Body: { name: string } }>('/v1/operator/evictions', async ({ body }) => {
    audit('operator', 'evict', { member: body.name })
    await registry.evict(body.name)
    return {}
  })
  app.post<{ Body: { name: string } }>('/v1/operator/readmissions', async ({ body }) => {
    audit('operator', 'readmit', { member: body.name })
    await registry.readmit(body.name)
    return {}
  })
  return app
}
