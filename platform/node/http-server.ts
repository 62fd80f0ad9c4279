/**
 * The base of every HTTP server: whom it answers, what a connection and a body may cost before anybody is known, bodies, errors as codes,
 * health. No request is logged (URLs and addresses are data).
 */

import { readFileSync } from 'node:fs'
import type { IncomingMessage } from 'node:http'
import { Server as TlsServer } from 'node:tls'
import cors from '@fastify/cors'
import { fromUtf8 } from '@hdms/shared/bytes.ts'
import { asHdmsError, describe, fail, HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { why } from '@hdms/shared/words.ts'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { type Described, describeApi, isKnown, lengthOf } from './api.ts'
import { secretFile } from './config.ts'
import { checkDepth, LargeBodies } from './http/bodies.ts'
import { callers, pagesOf } from './http/callers.ts'
import { Connections } from './http/connections.ts'
import { checkSignedBody } from './http/credentials.ts'
import { addressOf, LIMITS } from './http/limits.ts'
import { observe } from './metrics.ts'
import { refuse as refuseFor } from './reasons.ts'

/** Where to listen and for whom, as the options of every server say it. */
export interface Listening {
  readonly host: string
  readonly port: number
  readonly 'public-url': string | undefined
  readonly 'public-names'?: readonly string[] | undefined
  readonly 'page-origins'?: readonly string[] | undefined
  readonly 'trusted-proxies'?: readonly string[] | undefined
  readonly 'tls-cert': string | undefined
  readonly 'tls-key': string | undefined
}

/** A free port of this machine alone. */
export const LOOPBACK: Listening = { host: '127.0.0.1', port: 0, 'public-url': undefined, 'tls-cert': undefined, 'tls-key': undefined }

export interface HttpOptions {
  /** With a certificate in it: HTTPS. */
  readonly listening?: Listening | undefined
  readonly logger: Logger
  /** Bytes of the largest body that this server takes, on whatever route. */
  readonly bodyLimit?: number
  /** Further readiness: throws when the service cannot work. */
  readonly ready?: () => Promise<void>
  /** Names that it answers to, besides those of `listening`. */
  readonly names?: readonly string[]
  /** Pages of `page-origins` may ask: for what nodes in browsers use. Nothing here is authorised by cookies. */
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
    case 'SIGNATURE_INVALID':
      return 403
    case 'WIRE_TOO_LARGE':
      return 413
    case 'QUOTA':
      return 429
    case 'BUSY':
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
  if (!cert || !key) return refuseFor('CONFIG_INVALID', 'together', { name: cert ? 'tls-key' : 'tls-cert' })
  return { cert: readFileSync(cert, 'utf8'), key: secretFile(key) }
}

/** A server with nothing on it yet but what protects it. */
export function bareServer(o: Pick<HttpOptions, 'listening' | 'names'> & { readonly bodyLimit: number }): FastifyInstance {
  const { listening, bodyLimit } = o
  const tls = tlsFiles(listening)
  const proxies = listening?.['trusted-proxies'] ?? []
  const http = { maxHeaderSize: LIMITS.headerBytes, headersTimeout: LIMITS.headers, connectionsCheckingInterval: 5_000 }
  const app = Fastify({
    logger: false,
    bodyLimit,
    forceCloseConnections: true,
    requestTimeout: LIMITS.request,
    keepAliveTimeout: LIMITS.idle,
    maxRequestsPerSocket: LIMITS.requestsPerConnection,
    trustProxy: proxies.length > 0 ? [...proxies] : false,
    // A path that is no URL has no route, whose handler of errors would be asked.
    frameworkErrors: (error, _request, reply) => void refuse(reply, new HdmsError('NOT_FOUND', { what: 'route' }, error)),
    ...(tls ? { https: { ...http, ...tls, handshakeTimeout: LIMITS.headers } } : { http }),
  }) as FastifyInstance
  const url = listening?.['public-url']
  const names = [...(url ? [new URL(url).hostname] : []), ...(listening?.['public-names'] ?? []), ...(o.names ?? [])]
  const { check } = callers(names, listening?.['page-origins'] ?? [])
  const connections = new Connections({ proxies, swept: () => large.relieve() })
  const large = new LargeBodies(connections)
  connections.watch(app.server)
  const uninvited = new WeakSet<IncomingMessage>()
  // Node asks for the body itself otherwise: before the name, the route or the credential was looked at.
  app.server.on('checkContinue', (request, reply) => {
    uninvited.add(request)
    app.server.emit('request', request, reply)
  })
  app.addHook('onRequest', async ({ headers, raw, is404 }) => {
    // Over a Unix socket there are no names; its file says who may ask.
    if (raw.socket.remoteAddress !== undefined || headers.origin !== undefined) check(headers)
    // Before its body would be read for nobody.
    if (is404) fail('NOT_FOUND', { what: 'route' })
  })
  app.addHook('preParsing', async (request, reply) => {
    if (!isKnown(request))
      await large.enter(request.raw, addressOf(request.ip), lengthOf(request, request.routeOptions.bodyLimit ?? bodyLimit))
    if (uninvited.delete(request.raw)) reply.raw.writeContinue()
  })
  app.addHook('onResponse', async (request) => large.over(request.raw))
  return app
}

type Foreign = Error & { statusCode?: number }
/** Sends a refusal in its one form. @returns the error; nothing for what the framework itself refuses */
function refuse(reply: FastifyReply, raw: Foreign): HdmsError | undefined {
  if (!(raw instanceof HdmsError) && raw.statusCode !== undefined && raw.statusCode < 500) {
    void reply.code(raw.statusCode).send({ code: 'INPUT_INVALID', message: raw.message, data: {} })
    return undefined
  }
  const error = asHdmsError(raw)
  const seconds = error.data['seconds']
  if (typeof seconds === 'number') void reply.header('retry-after', String(seconds))
  void reply.code(statusOf(error)).send({
    code: error.code,
    message: describe(error.code, error.data, 'en'),
    messageKo: describe(error.code, error.data, 'ko'),
    // The reason in words as well: whoever calls may be a program that does not know our ids.
    data: error.data['why'] === undefined ? error.data : { ...error.data, why: error.data['why'] },
    ...(error.data['reason'] === undefined ? {} : { whyKo: why(error.data, 'ko') }),
  })
  return error
}

export function httpService({ logger, bodyLimit = 1 << 20, ready, pages, listening, api, names }: HttpOptions): FastifyInstance {
  const app = bareServer({ bodyLimit, listening, ...(names ? { names } : {}) })
  observe(app)
  takeBodies(app)
  app.setErrorHandler((raw: Foreign, _request, reply) => {
    const error = refuse(reply, raw)
    if (error?.code === 'BUG')
      logger.error('request failed', {
        what: String(error.data['what']),
        trace: raw.stack?.split('\n').slice(0, 4).join(' | ').slice(0, 400),
      })
  })
  if (api) describeApi(app, api, bodyLimit)
  if (pages) void allowPages(app, listening)
  app.get('/health', async () => {
    await ready?.()
    return { status: 'ok' }
  })
  return app
}

/** JSON and bytes; both are held to the token of the member who sent them, if one was shown. */
function takeBodies(app: FastifyInstance): void {
  const json = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      const bytes = checked(request, body)
      checkDepth(bytes)
      void json(request, fromUtf8(bytes), done)
    } catch (error) {
      done(error as Error)
    }
  })
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, checked(request, body))
    } catch (error) {
      done(error as Error)
    }
  })
}

function checked(request: FastifyRequest, body: string | Buffer): Uint8Array {
  const buffer = body as Buffer
  const bytes = new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length)
  checkSignedBody(request, bytes)
  return bytes
}

/** Lets pages of `page-origins` ask what is registered in this scope; without any, no page may. */
export async function allowPages(app: FastifyInstance, listening: Listening | undefined): Promise<void> {
  const origins = listening?.['page-origins'] ?? []
  if (origins.length === 0) return
  const isPage = pagesOf(origins)
  await app.register(cors, {
    origin: (origin, done) => done(null, origin !== undefined && isPage(origin)),
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
    bound = await app.listen({ port: o.port, host: o.host, backlog: LIMITS.backlog })
  } catch (error) {
    return refuseFor(
      'CONFIG_INVALID',
      'port',
      { name: 'port', address: `${o.host}:${o.port}`, found: (error as { code?: string }).code ?? '?' },
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
