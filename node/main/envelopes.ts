/** Where anybody may post a sealed envelope: limited per address (openapi.json), since a stranger's costs a decapsulation before it is refused. */
import { allowPages, type Listening } from '@hdms/platform/node/http-server.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'

export async function envelopeRoute(
  app: FastifyInstance,
  listening: Listening,
  accept: (envelope: Uint8Array) => Promise<Uint8Array | undefined>,
): Promise<void> {
  await allowPages(app, listening)
  app.post('/v1/envelopes', async ({ body }, reply) => {
    if (!(body instanceof Uint8Array)) return fail('WIRE_MALFORMED', { what: 'body', why: 'send application/octet-stream' })
    return reply.type('application/octet-stream').send(Buffer.from((await accept(body)) ?? new Uint8Array(0)))
  })
}
