/** The Fastify base of every service: binary bodies, errors as codes, health, no request logging (URLs and addresses are data). */

import { readFileSync } from 'node:fs'
import { Server as TlsServer } from 'node:tls'
import cors from '@fastify/cors'
import { asHdmsError, describe, fail, type HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import Fastify, { type FastifyInstance } from 'fastify'
import { type Described, describeApi } from './api.ts'
import { secretFile } from './config.ts'
import { observe } from './metrics.ts'

/** Where to listen, as the options of every server say it. */
export interface Listening {
  readonly host: string
  readonly port: number
  readonly 'public-url': string | undefined
  readonly 'tls-cert': string | undefined
  readonly 'tls-key': string | undefined
}

/** A free port of this machine alone. */
export const LOOPBACK: Listening = { host: '127.0.0.1', port: 0, 'public-url': undefined, 'tls-cert': undefined, 'tls-key': undefined }

export interface HttpOptions {
  /** With a certificate in it: HTTPS. */
  readonly listening?: Listening | undefined
  readonly logger: Logger
  /** Bytes of the largest body. */
  readonly bodyLimit?: number
  /** Further readiness: throws when the service cannot work. */
  readonly ready?: () => Promise<void>
  /** Pages of any origin may ask: for what nodes in browsers use. Nothing here is authorised by cookies. */
  readonly pages?: boolean
  /** What is served here; left out where it is nobody's interface but a test's. */
  readonly api?: Described
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

/** Certificate and key, read anew. @throws CONFIG_INVALID, KEY_FILE_MODE */
function tlsFiles(o: Listening | undefined): { cert: string; key: string } | undefined {
  const { 'tls-cert': cert, 'tls-key': key } = o ?? {}
  if (!cert && !key) return undefined
  if (!cert || !key) return fail('CONFIG_INVALID', { name: cert ? 'tls-key' : 'tls-cert', why: 'certificate and key are given together' })
  return { cert: readFileSync(cert, 'utf8'), key: secretFile(key) }
}

export function httpService({ logger, bodyLimit = 1 << 20, ready, pages, listening, api }: HttpOptions): FastifyInstance {
  const https = tlsFiles(listening) ?? null
  const app = Fastify({ logger: false, bodyLimit, forceCloseConnections: true, https }) as unknown as FastifyInstance
  observe(app)
  if (api) describeApi(app, api)
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
    exposedHeaders: ['date', 'etag', 'retry-after'],
    maxAge: 7200,
  })
}

export interface Served {
  /** Base URL that others reach it at. */
  readonly url: string
  /** Takes the certificate and key that lie in the files now. */
  reload(): void
}

/** Listens. @throws SERVICE_UNAVAILABLE naming the port when it is taken */
export async function listen(app: FastifyInstance, o: Listening): Promise<Served> {
  let bound: string
  try {
    bound = await app.listen({ port: o.port, host: o.host })
  } catch (error) {
    return fail(
      'CONFIG_INVALID',
      { name: 'port', why: `${o.host}:${o.port} cannot be listened on (${(error as { code?: string }).code ?? '?'})` },
      error,
    )
  }
  return {
    url: o['public-url'] ?? bound,
    reload: () => {
      const files = tlsFiles(o)
      if (files && app.server instanceof TlsServer) app.server.setSecureContext(files)
    },
  }
}
