/**
 * States of the ledger as the owner of a node asks for them: questions and answers of `flows/core/vault-query.ts` as
 * JSON, bytes in hex.
 */

import type { Vault } from '@hdms/flows/core/vault.ts'
import {
  type Aggregation,
  type FieldTest,
  type FieldValue,
  type FoundState,
  type PageQuery,
  type StateReader,
  VaultQueries,
} from '@hdms/flows/core/vault-query.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { readWhole } from '@hdms/shared/decimal.ts'
import { type Clock, delay, systemClock } from '@hdms/shared/time.ts'
import type { Operations } from './capability.ts'
import { refuse } from './reasons.ts'
import { objectOf, type Route, textOf } from './routes.ts'

/** Names that a question may hold at most in each of its lists. */
const MOST = 32

/** Fields of a state that JSON can say; bytes become hex, what has parts of its own is left out. */
function plain(state: object): Record<string, string | number | boolean> {
  const out: Record<string, string | number | boolean> = {}
  for (const [field, value] of Object.entries(state)) {
    if (value instanceof Uint8Array) out[field] = hex(value)
    else if (typeof value === 'bigint') out[field] = String(value)
    else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') out[field] = value
  }
  return out
}
/** The same reader, whose states are plain; participants are those of the state itself. */
function plainly(reader: StateReader): StateReader {
  const whole = new WeakMap<object, object>()
  return {
    contract: reader.contract,
    decode(bytes) {
      const state = reader.decode(bytes)
      const said = plain(state)
      whole.set(said, state)
      return said
    },
    participants: (said) => reader.participants?.(whole.get(said) ?? said) ?? [],
  }
}

/** How long a question for changes is held open, and how often it is looked for them, ms. */
const PATIENCE = 10_000
const LOOK = 250

/**
 * Answers questions about states, and tells when the ledger has changed. @param clock tells this life of the node from
 * others
 */
export function stateRoutes(vault: Vault, readers: readonly StateReader[], clock: Clock = systemClock): Route[] {
  const queries = new VaultQueries(vault, readers.map(plainly))
  const life = clock.now()
  let changes = 0
  vault.watch(() => void changes++)
  const mark = (): string => `${life}-${changes}`
  return [
    {
      method: 'GET',
      path: '/states/changes',
      async handle({ query }) {
        const cutoff = clock.now() + PATIENCE
        while (query['after'] === mark() && clock.now() < cutoff) await delay(clock, LOOK)
        return { at: mark() }
      },
    },
    {
      method: 'POST',
      path: '/states',
      async handle({ body }) {
        const { states, total, next } = queries.page<Record<string, FieldValue>>(queryOf(objectOf(body, 'question')))
        return { states: states.map(line), total, ...(next === undefined ? {} : { next }) }
      },
    },
    {
      method: 'POST',
      path: '/states/sums',
      async handle({ body }) {
        const asked = objectOf(body, 'question')
        return { sums: queries.aggregate(queryOf(asked), sumsOf(asked)) }
      },
    },
  ]
}

const line = ({ place, state, standing, own, notary, recordedAt, spentBy }: FoundState): object => ({
  ...{ place, state, standing, own, notary, recordedAt },
  ...(spentBy === undefined ? {} : { spentBy }),
})

type Body = Readonly<Record<string, unknown>>
const STANDINGS = ['unspent', 'pending', 'spent', 'any'] as const

/** @throws INPUT_INVALID, with the name of what is wrong */
function queryOf(body: Body): PageQuery {
  const standing = body['standing'] === undefined ? undefined : STANDINGS.find((s) => s === body['standing'])
  if (body['standing'] !== undefined && !standing) refuse('INPUT_INVALID', 'one-of', { what: 'standing', allowed: STANDINGS.join(', ') })
  const recorded = body['recorded'] === undefined ? undefined : objectOf(body['recorded'], 'recorded')
  return {
    contract: textOf(body['contract'], 'contract', 100),
    ...(standing ? { standing } : {}),
    ...flag(body, 'own'),
    ...flag(body, 'free'),
    ...(body['where'] === undefined ? {} : { where: testsOf(objectOf(body['where'], 'where')) }),
    ...(body['participants'] === undefined ? {} : { participants: namesIn(body, 'participants').map(keyOf) }),
    ...(recorded ? { recorded: { ...minute(recorded, 'from'), ...minute(recorded, 'until') } } : {}),
    ...(body['sort'] === undefined ? {} : { sort: listIn(body, 'sort').map(sortOf) }),
    ...(body['size'] === undefined ? {} : { size: readWhole(body['size'], 'size', 1) }),
    ...(body['after'] === undefined ? {} : { after: textOf(body['after'], 'after', 10_000) }),
  }
}
function sumsOf(body: Body): Aggregation {
  const named = (name: keyof Aggregation): Aggregation => (body[name] === undefined ? {} : { [name]: namesIn(body, name) })
  return { ...named('by'), ...named('sum'), ...named('least'), ...named('most') }
}

function flag<N extends string>(body: Body, name: N): { readonly [K in N]?: boolean } {
  const value = body[name]
  if (value !== undefined && typeof value !== 'boolean') refuse('INPUT_INVALID', 'true-or-false', { what: name })
  return (value === undefined ? {} : { [name]: value }) as { readonly [K in N]?: boolean }
}
const minute = <N extends string>(body: Body, name: N): { readonly [K in N]?: number } =>
  (body[name] === undefined ? {} : { [name]: readWhole(body[name], name) }) as { readonly [K in N]?: number }
function listIn(body: Body, name: string): readonly unknown[] {
  const list = body[name]
  return Array.isArray(list) && list.length <= MOST ? list : refuse('INPUT_INVALID', 'list-most', { what: name, most: MOST })
}
const namesIn = (body: Body, name: string): string[] => listIn(body, name).map((each) => textOf(each, name, 100))
const keyOf = (text: string): Uint8Array =>
  /^[0-9a-f]{64}$/.test(text) ? fromHex(text) : refuse('INPUT_INVALID', 'identity-keys', { what: 'participants' })
function sortOf(each: unknown): { by: string; descending?: boolean } {
  const asked = objectOf(each, 'sort')
  return { by: textOf(asked['by'], 'sort', 100), ...flag(asked, 'descending') }
}

const TESTS = ['equal', 'not', 'atLeast', 'atMost', 'above', 'below', 'startsWith'] as const
function testsOf(where: Body): Record<string, FieldTest> {
  if (Object.keys(where).length > MOST) refuse('INPUT_INVALID', 'fields-most', { what: 'where', most: MOST })
  return Object.fromEntries(Object.entries(where).map(([field, test]) => [field, testOf(field, test)]))
}
function testOf(field: string, test: unknown): FieldTest {
  if (isValue(test)) return test
  const asked = objectOf(test, field)
  const known = Object.keys(asked).every((name) => name === 'in' || TESTS.some((t) => t === name))
  const values = TESTS.every((name) => asked[name] === undefined || isValue(asked[name]))
  if (!known || !values) return refuse('INPUT_INVALID', 'value-or-tests', { what: field, tests: TESTS.join(', ') })
  if (asked['in'] !== undefined && !listIn(asked, 'in').every(isValue)) return refuse('INPUT_INVALID', 'values-in-list', { what: field })
  return asked as FieldTest
}
const isValue = (value: unknown): value is FieldValue => ['string', 'number', 'boolean'].includes(typeof value)

/** The route of changes as OpenAPI says it; the others stand in `node/openapi.json`. */
export const CHANGES_API: Operations = {
  '/states/changes': {
    get: {
      summary: 'A mark of how the ledger stands; with `after`, when it stands otherwise, or after ten seconds.',
      parameters: [{ name: 'after', in: 'query', required: false, description: 'Mark of before.', schema: { type: 'string' } }],
      responses: {
        200: {
          description: 'The answer.',
          content: { 'application/json': { schema: { type: 'object', properties: { at: { type: 'string' } }, required: ['at'] } } },
        },
      },
    },
  },
}
