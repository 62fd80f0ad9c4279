/** Where anybody may post a sealed envelope: limited per address (openapi.json), since a stranger's costs a decapsulation before it is refused. */

import { allowPages, type Listening } from '@hdms/platform/node/http-server.ts'
import type { FastifyInstance } from 'fastify'
import { refuse } from './reasons.ts'

export async function envelopeRoute(
  app: FastifyInstance,
  listening: Listening,
  accept: (envelope: Uint8Array) => Promise<Uint8Array | undefined>,
): Promise<void> {
  await allowPages(app, listening)
  app.post('/v1/envelopes', async ({ body }, reply) => {
    if (!(body instanceof Uint8Array)) return refuse('WIRE_MALFORMED', 'body-type', { what: 'body' })
    return reply.type('application/octet-stream').send(Buffer.from((await accept(body)) ?? new Uint8Array(0)))
  })
}
