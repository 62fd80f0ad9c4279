/** Messages of the HIS that could not be used, for the hospital's own operator: why, and trying them again. */
import type { Inbox } from '@hdms/node/institutional/his/hl7/inbox.ts'
import type { Audit } from '@hdms/platform/node/audit.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'

/** @param audit notes who looked at a patient's message, and what became of it */
export function deadLetterRoutes(app: FastifyInstance, inbox: Inbox, audit: Audit['note']): void {
  app.get('/dead-letters', async () => ({
    letters: (await inbox.deadLetters()).map(({ bytes: _, at, ...rest }) => ({ ...rest, at: new Date(at).toISOString() })),
  }))
  app.get<{ Params: { id: string } }>('/dead-letters/:id', async ({ params }, reply) => {
    const letter = (await inbox.deadLetters()).find((l) => l.id === params.id) ?? fail('NOT_FOUND', { what: 'dead letter' })
    audit('operator', 'read dead letter', { id: letter.id })
    return reply.type('x-application/hl7-v2+er7').send(Buffer.from(letter.bytes))
  })
  app.post<{ Params: { id: string } }>('/dead-letters/:id/replay', async ({ params }) => {
    audit('operator', 'replay dead letter', { id: params.id })
    return { answer: await inbox.replay(params.id) }
  })
  app.delete<{ Params: { id: string } }>('/dead-letters/:id', async ({ params }) => {
    audit('operator', 'discard dead letter', { id: params.id })
    await inbox.discard(params.id)
    return {}
  })
}
