/** Flows that the owner of a node starts by their names, with arguments in JSON, and what they ended with. */
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { asHdmsError, describe, fail } from '@hdms/shared/errors.ts'
import { type Clock, delay } from '@hdms/shared/time.ts'
import type { Operations, OutsideEvent, Startable } from './capability.ts'
import { refuse } from './reasons.ts'
import { get, objectOf, post, type Route, textOf } from './routes.ts'

/** How long a question for a result is held open, ms. */
const PATIENCE = 10_000

type Started = Pick<Engine<never>, 'flows' | 'resultOf' | 'deliver'> & {
  startFlow(definition: FlowDefinition<never, never, unknown>, args: never, clientId?: string): Promise<{ readonly id: string }>
}

/** Things that an owner may begin, of the capabilities of a node. */
export interface Startables {
  readonly starts: readonly Startable[]
  readonly events: readonly OutsideEvent[]
  /** Definitions of the flows that `starts` names. */
  readonly definitions: readonly FlowDefinition<never, never, unknown>[]
}

/** Lists, starts and follows flows by name, and takes events of the outside. */
export function startRoutes(engine: Started, { starts, events, definitions }: Startables, clock: Clock): Route[] {
  const shown = starts.map(({ flow, words, commands = [] }) => ({
    ...{ flow, words },
    commands: commands.map(({ usage, about }) => ({ usage, about })),
  }))
  return [
    get('/starts', async () => ({ flows: shown })),
    post('/starts', async ({ body }) => {
      const said = objectOf(body, 'body')
      const { flow, args } = startOf(starts, said)
      const definition = definitions.find((d) => d.name === flow) ?? fail('BUG', { what: `flow ${flow}` })
      const client = said['id'] === undefined ? undefined : textOf(said['id'], 'id', 100)
      return { flow: (await engine.startFlow(definition, args as never, client)).id }
    }),
    get('/starts/:id', async ({ params, query }) => {
      const wait = query['wait'] === undefined ? 0 : PATIENCE
      return Promise.race([endingOf(engine, params['id'] ?? ''), delay(clock, wait).then(() => ({ state: 'running' }))])
    }),
    post('/events', async ({ body }) => {
      const said = objectOf(body, 'body')
      const type = textOf(said['type'], 'type', 100)
      const event =
        events.find((e) => e.type === type) ??
        oneOf(
          'type',
          events.map((e) => e.type),
        )
      const payload = event.read((said['payload'] ?? null) as Value, 'payload')
      await engine.deliver(type, textOf(said['key'], 'key', 200), payload, textOf(said['id'], 'id', 200))
      return {}
    }),
  ]
}

const oneOf = (what: string, known: readonly string[]): never =>
  refuse('INPUT_INVALID', 'one-of', { what, allowed: known.join(', ') || 'none' })

type Said = Readonly<Record<string, unknown>>
/** A flow by its name with arguments in JSON, or by a command with words. @throws INPUT_INVALID */
function startOf(starts: readonly Startable[], said: Said): { readonly flow: string; readonly args: Value } {
  if (said['command'] !== undefined) return commandOf(starts, textOf(said['command'], 'command', 100), said['words'])
  const name = textOf(said['flow'], 'flow', 100)
  const start =
    starts.find((s) => s.flow === name) ??
    oneOf(
      'flow',
      starts.map((s) => s.flow),
    )
  return { flow: start.flow, args: start.args((said['args'] ?? {}) as Value, 'args') }
}

/** The name of a command: its words before the first in capitals. */
const commandName = (usage: string): string => usage.split(/ (?=[[A-Z])/)[0] ?? usage
function commandOf(starts: readonly Startable[], name: string, words: unknown): { readonly flow: string; readonly args: Value } {
  const all = starts.flatMap((start) => (start.commands ?? []).map((command) => ({ start, command })))
  const found =
    all.find(({ command }) => commandName(command.usage) === name) ??
    oneOf(
      'command',
      all.map(({ command }) => command.usage),
    )
  const typed = Array.isArray(words) && words.length <= 100 ? words.map((word) => textOf(word, 'words', 2_000)) : []
  return { flow: found.start.flow, args: found.start.args(found.command.args(typed), 'args') }
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
/** Bytes of a body, at most. */
const LIMITS = { 'x-limits': { body: 65_536 } }

/** These routes, as OpenAPI says them. */
export const START_API: Operations = {
  '/starts': {
    get: answers('Flows that the owner starts by their names.', object({ flows: { type: 'array', items: { type: 'object' } } }, ['flows'])),
    post: {
      ...answers('Starts a flow by its name, or by a command; the same id starts one only.', object({ flow: text }, ['flow'])),
      ...LIMITS,
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: object({ flow: text, args: {}, command: text, words: { type: 'array', items: text }, id: text }, []),
          },
        },
      },
    },
  },
  '/events': {
    post: {
      ...answers('Hands in an event of the outside; the same id counts once.', object({}, [])),
      ...LIMITS,
      requestBody: {
        required: true,
        content: { 'application/json': { schema: object({ type: text, key: text, payload: {}, id: text }, ['type', 'key', 'id']) } },
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
