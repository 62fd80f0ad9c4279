/**
 * Interfaces of the data-search service, and of the services that count: JSON as a member, sealed shares from anybody.
 */

import { readBig, readOpenings, writeBig, writeOpenings } from '@hdms/data-search/client/counter-client.ts'
import { memberCredential, memberOf } from '@hdms/platform/node/http/credentials.ts'
import { httpService, type Listening } from '@hdms/platform/node/http-server.ts'
import { base64, fromBase64 } from '@hdms/shared/bytes.ts'
import { elementFrom } from '@hdms/shared/crypto/private-count.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { type Counting, idOf } from './counting.ts'
import description from './openapi.json' with { type: 'json' }
import { refuse } from './reasons.ts'
import type { Search } from './search.ts'

export interface SearchHttpOptions {
  readonly crypto: CryptoProvider
  readonly logger: Logger
  readonly listening?: Listening
  readonly rules: () => PathRules
  readonly counting: Counting
  /** Only at the one that broadcasts. */
  readonly search?: Search
  /** Name of the service that closes counts. */
  readonly searchName: () => string
}

/** Openings of many people and cells. */
const MAX_BODY = 256 << 20
const binary = 'application/octet-stream'

export function searchHttp(o: SearchHttpOptions): FastifyInstance {
  const app = httpService({
    logger: o.logger,
    listening: o.listening,
    bodyLimit: MAX_BODY,
    api: {
      description,
      tags: ['counting', 'operations', ...(o.search ? ['search'] : [])],
      credentials: { member: memberCredential(o.crypto, o.rules) },
    },
  })

  app.post('/v1/sealed', async ({ body }, reply) => {
    if (!(body instanceof Uint8Array)) return refuse('WIRE_MALFORMED', 'body-type', { what: 'body' })
    return reply.type(binary).send(Buffer.from(await o.counting.take(body)))
  })
  counterRoutes(app, o.counting, async (request) => {
    if (memberOf(request).subjectText !== o.searchName()) refuse('NOT_ALLOWED', 'only-search-closes')
  })
  if (o.search) searchRoutes(app, o.search)
  return app
}

function searchRoutes(app: FastifyInstance, search: Search): void {
  const member = (request: FastifyRequest): string => memberOf(request).subjectText
  const shown = ({ state, closes, result, why }: Awaited<ReturnType<Search['count']>>) => ({ state, closes, result, why })
  app.post<{ Body: { order: string } }>('/v1/counts', async (request) =>
    shown(await search.count(member(request), fromBase64(request.body.order))),
  )
  app.post<{ Body: { order: string; answers: string } }>('/v1/orders', async (request) => {
    const { order, answers } = request.body
    return shown(await search.order(member(request), fromBase64(order), fromBase64(answers)))
  })
  app.post<{ Body: { kind: string; query: string } }>('/v1/states', async (request) => {
    const { kind, query } = request.body
    return shown(await search.state(member(request), kind === 'order' ? 'order' : 'count', query))
  })
}

function counterRoutes(app: FastifyInstance, counting: Counting, admit: (request: FastifyRequest) => Promise<void>): void {
  // Before the body is read: openings of many people are large.
  const first = { onRequest: admit }
  app.post<{ Body: { order: string; closes: number } }>('/v1/counting', first, async (request) => {
    await counting.open(fromBase64(request.body.order), request.body.closes)
    return {}
  })
  const round = <B>(what: string, handle: (id: Uint8Array, body: B) => Promise<object>): void => {
    app.post<{ Params: { id: string } }>(`/v1/counting/:id/${what}`, first, async (request) =>
      handle(idOf(request.params.id), request.body as B),
    )
  }
  round<{ names: string[]; drawn: string }>('names', async (id, { names, drawn }) => {
    const reply = await counting.names(id, names, fromBase64(drawn))
    return { names: reply.names, drawn: base64(reply.drawn) }
  })
  round<{ openings: string[][][] }>('openings', async (id, { openings }) => {
    const reply = await counting.openings(id, readOpenings(openings))
    return { openings: writeOpenings(reply.openings), rests: writeBig(reply.rests) }
  })
  round('told', async (id) => ({ sums: (await counting.told(id)).map(String) }))
  round<{ rests: string[][] }>('sums', async (id, { rests }) => ({ sums: (await counting.sums(id, readBig(rests))).map(String) }))
  round<{ sums: string[]; at: number }>('result', async (id, { sums, at }) => ({
    signature: base64(await counting.result(id, sums.map(elementFrom), at)),
  }))
}
