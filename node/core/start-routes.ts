/** Flows that the owner of a node starts by their names, with arguments in JSON, and what they ended with. */
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { asHdmsError, describe } from '@hdms/shared/errors.ts'
import { type Clock, delay } from '@hdms/shared/time.ts'
import type { Operations, Startable } from './capability.ts'
import { refuse } from './reasons.ts'
import { objectOf, type Route, textOf } from './routes.ts'

/** How long a question for a result is held open, ms. */
const PATIENCE = 10_000

type Started = Pick<Engine<never>, 'flows' | 'resultOf'> & {
  startFlow(definition: FlowDefinition<never, never, unknown>, args: never, clientId?: string): Promise<{ readonly id: string }>
}

/** Lists, starts and follows flows by name. @param definitions of the flows that are named by `starts` */
export function startRoutes(
  engine: Started,
  starts: readonly Startable[],
  definitions: readonly FlowDefinition<never, never, unknown>[],
  clock: Clock,
): Route[] {
  const known = (): string => starts.map((s) => s.flow).join(', ') || 'none'
  return [
    { method: 'GET', path: '/starts', handle: async () => ({ flows: starts.map(({ flow, words }) => ({ flow, words })) }) },
    {
      method: 'POST',
      path: '/starts',
      async handle({ body }) {
        const { flow: said, args = {}, id } = objectOf(body, 'body')
        const name = textOf(said, 'flow', 100)
        const [start, definition] = [starts.find((s) => s.flow === name), definitions.find((d) => d.name === name)]
        if (!start || !definition) return refuse('INPUT_INVALID', 'flow-one-of', { what: 'flow', allowed: known() })
        const client = id === undefined ? undefined : textOf(id, 'id', 100)
        const { id: flow } = await engine.startFlow(definition, start.args(args as Value, 'args') as never, client)
        return { flow }
      },
    },
    {
      method: 'GET',
      path: '/starts/:id',
      async handle({ params, query }) {
        const ending = endingOf(engine, params['id'] ?? '')
        const wait = query['wait'] === undefined ? 0 : PATIENCE
        return Promise.race([ending, delay(clock, wait).then(() => ({ state: 'running' }))])
      },
    },
  ]
}

async function endingOf(engine: Started, id: string): Promise<object> {
  try {
    return { state: 'done', result: plain(await engine.resultOf<Value>(id)) }
  } catch (error) {
    const { code, data } = asHdmsError(error)
    const flow = engine.flows().find((f) => f.id === id)
    if (!flow) throw error
    const words = { en: describe(code, data, 'en'), ko: describe(code, data, 'ko') }
    return { state: flow.state === 'parked' ? 'parked' : 'failed', error: { code, data, words } }
  }
}

/** As JSON says it: bytes in hex. */
function plain(value: Value): unknown {
  if (value instanceof Uint8Array) return hex(value)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, plain(v as Value)]))
  return value ?? null
}

const answers = (summary: string, schema: object) => ({
  summary,
  responses: { 200: { description: 'The answer.', content: { 'application/json': { schema } } } },
})
const object = (properties: object, required: readonly string[]) => ({ type: 'object', properties, required })
const text = { type: 'string' }

/** These routes, as OpenAPI says them. */
export const START_API: Operations = {
  '/starts': {
    get: answers('Flows that the owner starts by their names.', object({ flows: { type: 'array', items: { type: 'object' } } }, ['flows'])),
    post: {
      ...answers('Starts a flow; the same id starts one only.', object({ flow: text }, ['flow'])),
      requestBody: {
        required: true,
        content: { 'application/json': { schema: object({ flow: text, args: {}, id: text }, ['flow']) } },
      },
    },
  },
  '/starts/{id}': {
    get: {
      ...answers(
        'What a flow ended with; with `wait` when it has, or after ten seconds.',
        object({ state: { type: 'string', enum: ['running', 'parked', 'done', 'failed'] }, result: {}, error: { type: 'object' } }, [
          'state',
        ]),
      ),
      parameters: [
        { name: 'id', in: 'path', required: true, description: 'Id of the flow.', schema: text },
        { name: 'wait', in: 'query', required: false, description: 'Given: the answer waits for the end.', schema: text },
      ],
    },
  },
}
