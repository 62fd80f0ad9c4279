/** The network map's REST interface: binary objects, caching headers (an object never changes, the map soon). */

import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { FastifyInstance } from 'fastify'
import type { NetworkMapRegistry } from './network-map.ts'

export function networkMapHttp(registry: NetworkMapRegistry, logger: Logger, listening?: Listening): FastifyInstance {
  const app = httpService({ logger, pages: true, listening })
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
    await registry.setParameters(bytesOf(body))
    logger.info('parameters')
    return reply.code(201).send({})
  })
  return app
}
