/** The notary's REST interface: one question a request, in the clear or sealed. */

import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { FastifyInstance } from 'fastify'
import description from './openapi.json' with { type: 'json' }
import { refuse } from './reasons.ts'
import type { NotaryService } from './service.ts'

export function notaryHttp(service: NotaryService, logger: Logger, listening?: Listening): FastifyInstance {
  const app = httpService({ logger, listening, api: { description } })
  const binary = 'application/octet-stream'
  const bytesOf = (body: unknown): Uint8Array =>
    body instanceof Uint8Array ? body : refuse('WIRE_MALFORMED', 'body-type', { what: 'body' })
  app.post('/v1/ask', async ({ body }, reply) => reply.type(binary).send(Buffer.from(await service.ask(bytesOf(body)))))
  app.post('/v1/sealed', async ({ body }, reply) => reply.type(binary).send(Buffer.from(await service.askSealed(bytesOf(body)))))
  return app
}
