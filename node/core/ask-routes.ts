/** The questions that a node asks its owner, and the answers. */
import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { objectOf, type Route, textOf } from './routes.ts'

/** @param wait resolves when there may be something new to ask: with `?wait` and no open question the answer comes after it, perhaps empty */
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
