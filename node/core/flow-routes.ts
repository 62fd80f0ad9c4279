/**
 * Flows as their owner sees and helps them: what runs, what is kept and why, and what ended; trying again, ending,
 * draining.
 */
import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { FlowStatus } from '@hdms/flows/engine/status.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Clock, delay } from '@hdms/shared/time.ts'
import type { Route, RouteCall } from './routes.ts'

/** How long a question for news of a flow is held open, and how often it is looked for, ms. */
const PATIENCE = 10_000
const LOOK = 250

type Shown = Pick<Engine<never>, 'flows' | 'retry' | 'kill' | 'drain' | 'resume' | 'isDraining'>

export function flowRoutes(engine: Shown, clock: Clock): Route[] {
  const act = (path: string, what: (call: RouteCall) => Promise<void>): Route => ({
    ...{ method: 'POST', path },
    async handle(call) {
      await what(call)
      return {}
    },
  })
  const of = (id = ''): FlowStatus => engine.flows().find((f) => f.id === id) ?? fail('NOT_FOUND', { what: 'flow' })
  const idOf = ({ params }: RouteCall): string => params['id'] ?? ''
  return [
    { method: 'GET', path: '/flows', handle: async () => ({ flows: engine.flows(), draining: engine.isDraining }) },
    {
      method: 'GET',
      path: '/flows/:id',
      /** With `?wait` the answer comes when something about it has changed, or after a while. */
      async handle({ params, query }) {
        const before = JSON.stringify(of(params['id']))
        const cutoff = clock.now() + PATIENCE
        while (query['wait'] !== undefined && JSON.stringify(of(params['id'])) === before && clock.now() < cutoff) await delay(clock, LOOK)
        return { flow: of(params['id']) }
      },
    },
    act('/flows/:id/retry', (call) => engine.retry(idOf(call))),
    act('/flows/:id/kill', (call) => engine.kill(idOf(call))),
    act('/drain', () => engine.drain()),
    act('/resume', () => engine.resume()),
  ]
}
