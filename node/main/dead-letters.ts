/** Messages of the HIS that could not be used, for the hospital's own operator: why, and trying them again. */
import type { Inbox } from '@hdms/node/institutional/his/hl7/inbox.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'

export function deadLetterRoutes(app: FastifyInstance, inbox: Inbox): void {
  app.get('/dead-letters', async () => ({
    letters: (await inbox.deadLetters()).map(({ bytes: _, at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() })),
  }))
  app.get<{ Params: { id: string } }>('/dead-letters/:id', async ({ params }, reply) => {
    const letter = (await inbox.deadLetters()).find((l) => l.id === params.id) ?? fail('NOT_FOUND', { what: 'dead letter' })
    return reply.type('x-application/hl7-v2+er7').send(Buffer.from(letter.bytes))
  })
  app.post<{ Params: { id: string } }>('/dead-letters/:id/replay', async ({ params }) => ({ answer: await inbox.replay(params.id) }))
  app.delete<{ Params: { id: string } }>('/dead-letters/:id', async ({ params }) => {
    await inbox.discard(params.id)
    return {}
  })
}
