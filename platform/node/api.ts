/** A REST interface and its description (OpenAPI): nothing is served that is not described, and the description is served with it. */
import { fail } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'

export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly tags?: readonly string[] }>>>>
  readonly [member: string]: unknown
}
export interface Described {
  readonly description: ApiDescription
  /** Of a description of several kinds of servers: tags of the operations that this one has. */
  readonly tags?: readonly string[]
}

/** An operation apart from what its parameters are called. */
const keyOf = (method: string, path: string): string =>
  `${method.toLowerCase()} ${path.replace(/:\w+|\{\w+\}/g, '{}').replace(/(.)\/$/, '$1')}`

/**
 * Serves the description at /openapi.json; before anything else is registered.
 * @throws BUG at the registration of a route that is not described
 */
export function describeApi(app: FastifyInstance, { description, tags }: Described): void {
  const has = (own: readonly string[] | undefined): boolean =>
    tags === undefined || own === undefined || own.some((tag) => tags.includes(tag))
  const paths = Object.fromEntries(
    Object.entries(description.paths).flatMap(([path, operations]) => {
      const served = Object.entries(operations).filter(([, operation]) => has(operation.tags))
      return served.length > 0 ? [[path, Object.fromEntries(served)] as const] : []
    }),
  )
  const known = new Set(Object.entries(paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => keyOf(method, path))))
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat())
      if (one !== 'HEAD' && one !== 'OPTIONS' && !known.has(keyOf(one, url))) fail('BUG', { what: `${one} ${url} is not in openapi.json` })
  })
  const text = JSON.stringify({ ...description, paths })
  app.get('/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(text))
}
