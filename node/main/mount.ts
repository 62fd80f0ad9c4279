/** A node's routes on Fastify. */
import type { Route } from '@hdms/node/core/routes.ts'
import type { FastifyInstance } from 'fastify'

export function mount(app: FastifyInstance, routes: readonly Route[]): void {
  for (const { method, path, handle } of routes) {
    app.route({
      method,
      url: path,
      handler: async ({ params, query, body }) =>
        (await handle({ params: params as Record<string, string>, query: query as Record<string, string>, body })) ?? {},
    })
  }
}
