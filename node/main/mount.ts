/** A node's routes on Fastify. */
import { Readable } from 'node:stream'
import { JsonPortions, type Route } from '@hdms/node/core/routes.ts'
import type { Audit } from '@hdms/platform/node/audit.ts'
import type { FastifyInstance } from 'fastify'

/** What shows health data, beside what changes something. */
const LOOKED_AT = new Set(['/records/:vk', '/queries/:id/export'])

/** @param note of the audit log: what the node's own people do, and whose data they look at, by route and never by content */
export function mount(app: FastifyInstance, routes: readonly Route[], note?: Audit['note']): void {
  for (const { method, path, handle } of routes) {
    const noted = method !== 'GET' || LOOKED_AT.has(path)
    app.route({
      method,
      url: path,
      handler: async ({ params, query, body }, reply) => {
        if (noted) note?.('operator', `${method} ${path}`)
        const said = await handle({ params: params as Record<string, string>, query: query as Record<string, string>, body })
        if (!(said instanceof JsonPortions)) return said ?? {}
        return reply.type('application/json; charset=utf-8').send(Readable.from(said.portions))
      },
    })
  }
}
