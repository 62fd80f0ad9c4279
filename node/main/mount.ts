/** A node's routes on Fastify. */
import { Readable } from 'node:stream'
import { JsonPortions, type Route } from '@hdms/node/core/routes.ts'
import type { FastifyInstance } from 'fastify'

/** Mounts them; who asked is checked and noted by the credential of each (own-credential.ts). */
export function mount(app: FastifyInstance, routes: readonly Route[]): void {
  for (const { method, path, handle } of routes) {
    app.route({
      method,
      url: path,
      handler: async ({ params, query, body }, reply) => {
        const said = await handle({ params: params as Record<string, string>, query: query as Record<string, string>, body })
        if (!(said instanceof JsonPortions)) return said ?? {}
        return reply.type('application/json; charset=utf-8').send(Readable.from(said.portions))
      },
    })
  }
}
