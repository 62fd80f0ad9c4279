/** The network map's REST interface: binary objects, caching headers (an object never changes, the map soon). */

import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import { fromHex, hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { checkMemberToken } from '@hdms/shared/network/member-token.ts'
import type { FastifyInstance } from 'fastify'
import type { NetworkMapRegistry } from './network-map.ts'
import description from './openapi.json' with { type: 'json' }

export interface NetworkMapHttpOptions {
  readonly crypto: CryptoProvider
  readonly registry: NetworkMapRegistry
  readonly rules: () => PathRules
  readonly logger: Logger
  /** Checks the operator's token. */
  readonly operator: (authorization: string | undefined) => void
  /** Notes what was done, before it is done. */
  readonly audit?: (by: string, event: string, details: Readonly<Record<string, string | number>>) => void
  readonly listening?: Listening
}

export function networkMapHttp(o: NetworkMapHttpOptions): FastifyInstance {
  const { registry, logger, listening, audit = () => {} } = o
  const app = httpService({ logger, pages: true, listening, api: { description } })
  const binary = 'application/octet-stream'
  const bytesOf = (body: unknown): Uint8Array =>
    body instanceof Uint8Array ? body : fail('WIRE_MALFORMED', { what: 'body', why: 'send application/octet-stream' })
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
  app.post('/v1/parameters', async ({ body }, reply) => {
    const signed = bytesOf(body)
    await registry.setParameters(signed)
    audit('network parameters', 'publish', { hash: hex(sha256(signed)).slice(0, 16) })
    logger.info('parameters')
    return reply.code(201).send({})
  })
  app.post<{ Body: { hash: string } }>('/v1/acknowledgements', async ({ body, headers, url }) => {
    const hash = String(body?.hash ?? '')
    const member = await checkMemberToken(o.crypto, headers.authorization, url, utf8(JSON.stringify(body)), o.rules())
    await registry.acknowledge(member.subjectText, fromHex(hash))
    audit(member.subjectText, 'accept parameters', { hash: hash.slice(0, 16) })
    return {}
  })
  const named = (body: { name?: unknown } | undefined): string => String(body?.name ?? '')
  app.get('/v1/operator/members', async ({ headers }) => {
    o.operator(headers.authorization)
    return { members: await registry.acknowledgements() }
  })
  app.post<{ Body: { name: string } }>('/v1/operator/evictions', async ({ headers, body }) => {
    o.operator(headers.authorization)
    audit('operator', 'evict', { member: named(body) })
    await registry.evict(named(body))
    return {}
  })
  app.post<{ Body: { name: string } }>('/v1/operator/readmissions', async ({ headers, body }) => {
    o.operator(headers.authorization)
    audit('operator', 'readmit', { member: named(body) })
    await registry.readmit(named(body))
    return {}
  })
  return app
}
