/** The questions that a node asks its owner, and the answers. */
import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import type { Operations } from './capability.ts'
import { objectOf, type Route, textOf } from './routes.ts'

/**
 * @param wait resolves when there may be something new to ask: with `?wait` and no open question the answer comes after
 * it, perhaps empty
 */
export function askRoutes(engine: Pick<Engine<never>, 'openAsks' | 'answer'>, wait?: () => Promise<unknown>): Route[] {
  return [
    {
      method: 'GET',
      path: '/asks',
      async handle({ query }) {
        if (wait && query['wait'] !== undefined && engine.openAsks().length === 0) await wait()
        return { asks: engine.openAsks() }
      },
    },
    {
      method: 'POST',
      path: '/answers',
      async handle({ body }) {
        const { id, ...said } = objectOf(body, 'body')
        await engine.answer(textOf(id, 'id', 100), said as Value)
        return {}
      },
    },
  ]
}

const done = { 200: { description: 'The answer.', content: { 'application/json': { schema: { type: 'object' } } } } }
/** These routes as OpenAPI says them, for nodes whose description does not. */
export const ASK_API: Operations = {
  '/asks': { get: { summary: 'Questions that wait for the owner.', responses: done } },
  '/answers': {
    post: {
      summary: 'Answers a question.',
      'x-limits': { body: 65_536 },
      requestBody: { required: true, content: { 'application/json': { schema: { type: 'object', required: ['id'] } } } },
      responses: done,
    },
  },
}
