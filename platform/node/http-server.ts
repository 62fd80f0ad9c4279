/** The Fastify base of every service: binary bodies, errors as codes, health, no request logging (URLs and addresses are data). */

import cors from '@fastify/cors'
import { asHdmsError, describe, type HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import Fastify, { type FastifyInstance } from 'fastify'

export interface HttpOptions {
  readonly logger: Logger
  /** Bytes of the largest body. */
  readonly bodyLimit?: number
  /** Further readiness: throws when the service cannot work. */
  readonly ready?: () => Promise<void>
  /** Pages of any origin may ask: for what nodes in browsers use. Nothing here is authorised by cookies. */
  readonly pages?: boolean
}

function statusOf(error: HdmsError): number {
  switch (error.code) {
    case 'NOT_FOUND':
      return 404
    case 'NOT_ALLOWED':
    case 'CERT_REFUSED':
    case 'CERT_REVOKED':
      return 403
    case 'WIRE_TOO_LARGE':
      return 413
    case 'BUSY':
    case 'QUOTA':
      return 429
    case 'STORE_FAILED':
    case 'SERVICE_UNAVAILABLE':
      return 503
    case 'BUG':
      return 500
    default:
      return 400
  }
}

export function httpService({ logger, bodyLimit = 1 << 20, ready, pages }: HttpOptions): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit, forceCloseConnections: true })
  if (pages) void allowPages(app)
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, new Uint8Array(body as Buffer)),
  )
  app.setErrorHandler((raw: Error & { statusCode?: number }, _request, reply) => {
    const own = raw.statusCode !== undefined && raw.statusCode < 500
    if (own) return reply.code(raw.statusCode as number).send({ code: 'INPUT_INVALID', message: raw.message, data: {} })
    const error = asHdmsError(raw)
    if (error.code === 'BUG')
      logger.error('request failed', {
        what: String(error.data['what']),
        trace: raw.stack?.split('\n').slice(0, 4).join(' | ').slice(0, 400),
      })
    const seconds = error.data['seconds']
    if (typeof seconds === 'number') void reply.header('retry-after', String(seconds))
    return reply.code(statusOf(error)).send({
      code: error.code,
      message: describe(error.code, error.data, 'en'),
      messageKo: describe(error.code, error.data, 'ko'),
      data: error.data,
    })
  })
  app.get('/health', async () => {
    await ready?.()
    return { status: 'ok' }
  })
  return app
}

/** Lets pages of any origin ask what is registered in this scope. */
export async function allowPages(app: FastifyInstance): Promise<void> {
  await app.register(cors, {
    origin: '*',
    methods: ['GET', 'POST', 'PUT', 'DELETE'],
    exposedHeaders: ['date', 'retry-after'],
    maxAge: 7200,
  })
}

/** Listens on loopback (port 0 picks a free one). @returns the base URL */
export async function listen(app: FastifyInstance, port: number, host = '127.0.0.1'): Promise<string> {
  return app.listen({ port, host })
}
