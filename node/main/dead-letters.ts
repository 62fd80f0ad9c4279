/** Messages of the HIS that could not be used, or that match nothing here, for the hospital's own operator: why, and trying them again. */
import type { Inbox } from '@hdms/node/institutional/his/hl7/inbox.ts'
import type { Kind } from '@hdms/node/institutional/his/hl7/kept.ts'
import type { FastifyInstance } from 'fastify'

/** Listing, reading, replaying and discarding, of both kinds. */
export function deadLetterRoutes(app: FastifyInstance, inbox: Inbox): void {
  keptRoutes(app, inbox, 'letters', '/dead-letters')
  keptRoutes(app, inbox, 'unmatched', '/unmatched')
}

function keptRoutes(app: FastifyInstance, inbox: Inbox, kind: Kind, path: string): void {
  app.get(path, async () => {
    const all = kind === 'letters' ? inbox.kept.deadLetters() : inbox.kept.unmatched()
    return { letters: all.map(({ id, at, type, control, why }) => ({ id, at: new Date(at).toISOString(), type, control, why })) }
  })
  app.get<{ Params: { id: string } }>(`${path}/:id`, async ({ params }, reply) => {
    const letter = await inbox.kept.letter(params.id, kind)
    return reply.type('x-application/hl7-v2+er7').send(Buffer.from(letter.bytes))
  })
  app.post<{ Params: { id: string } }>(`${path}/:id/replay`, async ({ params }) => ({ answer: await inbox.kept.replay(params.id, kind) }))
  app.delete<{ Params: { id: string } }>(`${path}/:id`, async ({ params }) => {
    await inbox.kept.discard(params.id, kind)
    return {}
  })
}
