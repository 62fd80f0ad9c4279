/** Where anybody may post a sealed envelope: limited per address, since a stranger's costs a decapsulation before it is refused. */

import rateLimit from '@fastify/rate-limit'
import { allowPages } from '@hdms/platform/node/http-server.ts'
import { fail, HdmsError } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'

/** Envelopes a minute from one address; a ward behind one address stays far below it, and what is refused goes through the mailbox. */
export const ENVELOPES_PER_MINUTE = 600

export async function envelopeRoute(
  app: FastifyInstance,
  accept: (envelope: Uint8Array) => Promise<Uint8Array | undefined>,
): Promise<void> {
  await allowPages(app)
  await app.register(rateLimit, {
    max: ENVELOPES_PER_MINUTE,
    timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) => new HdmsError('QUOTA', { seconds: Math.ceil(ttl / 1000) }),
  })
  app.post('/v1/envelopes', async ({ body }, reply) => {
    if (!(body instanceof Uint8Array)) return fail('WIRE_MALFORMED', { what: 'body', why: 'send application/octet-stream' })
    return reply.type('application/octet-stream').send(Buffer.from((await accept(body)) ?? new Uint8Array(0)))
  })
}
