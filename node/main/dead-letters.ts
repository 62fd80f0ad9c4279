/** Messages of the HIS that could not be used, or that match nothing here, for the hospital's own operator: why, and trying them again. */
import type { Inbox } from '@hdms/node/institutional/his/hl7/inbox.ts'
import type { Kind } from '@hdms/node/institutional/his/hl7/kept.ts'
import type { Audit } from '@hdms/platform/node/audit.ts'
import type { FastifyInstance } from 'fastify'

/** @param audit notes who looked at a patient's message, and what became of it */
export function deadLetterRoutes(app: FastifyInstance, inbox: Inbox, audit: Audit['note']): void {
  keptRoutes(app, inbox, audit, 'letters', '/dead-letters')
  keptRoutes(app, inbox, audit, 'unmatched', '/unmatched')
}

function keptRoutes(app: FastifyInstance, inbox: Inbox, audit: Audit['note'], kind: Kind, path: string): void {
  const what = kind === 'letters' ? 'dead letter' : 'unmatched message'
  app.get(path, async () => {
    const all = kind === 'letters' ? inbox.kept.deadLetters() : inbox.kept.unmatched()
    return { letters: all.map(({ id, at, type, control, why }) => ({ id, at: new Date(at).toISOString(), type, control, why })) }
  })
  app.get<{ Params: { id: string } }>(`${path}/:id`, async ({ params }, reply) => {
    const letter = await inbox.kept.letter(params.id, kind)
    audit('operator', `read ${what}`, { id: letter.id })
    return reply.type('x-application/hl7-v2+er7').send(Buffer.from(letter.bytes))
  })
  app.post<{ Params: { id: string } }>(`${path}/:id/replay`, async ({ params }) => {
    audit('operator', `replay ${what}`, { id: params.id })
    return { answer: await inbox.kept.replay(params.id, kind) }
  })
  app.delete<{ Params: { id: string } }>(`${path}/:id`, async ({ params }) => {
    audit('operator', `discard ${what}`, { id: params.id })
    await inbox.kept.discard(params.id, kind)
    return {}
  })
}
