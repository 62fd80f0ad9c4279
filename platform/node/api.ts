/**
 * A REST interface and its description (OpenAPI). The description is not only told, it is what is done: nothing is served that is not described,
 * and of each operation the credential that `security` names and the limits in `x-limits` are applied before the body is read, the media type
 * and the schema of the body before the handler sees it. So docs/security.md, which is made of the same files, cannot
 * say anything else.
 */

import { wholeIn } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Clock, systemClock } from '@hdms/shared/time.ts'
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { Budget } from './budget.ts'
import type { Credential, RouteAsked } from './http/credentials.ts'
import { addressOf } from './http/limits.ts'
import { refuse } from './reasons.ts'

/** Limits of one operation, beside those of every server; those by time count for an address. */
export interface OperationLimits {
  /** Bytes of the body. */
  readonly body?: number
  /** Requests a minute, half of them at once. */
  readonly perMinute?: number
  /** Bytes of bodies a minute. */
  readonly bytesPerMinute?: number
}
export interface Operation {
  readonly tags?: readonly string[]
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: object }>> }
  readonly 'x-limits'?: OperationLimits
  /** Roles of an institution's people that may ask for it. */
  readonly 'x-roles'?: readonly string[]
  /** It shows what is of people: whoever asks stands in the audit log, as for what changes something. */
  readonly 'x-noted'?: boolean
}
export interface ApiDescription {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly security?: Operation['security']
  readonly components?: object
  readonly [member: string]: unknown
}
export interface Described {
  readonly description: ApiDescription
  /** Of a description of several kinds of servers: tags of the operations that this one has. */
  readonly tags?: readonly string[]
  /** How each credential that `security` names is checked. */
  readonly credentials?: Readonly<Record<string, Credential>>
  /** For limits by time. */
  readonly clock?: Clock
}

/** An operation apart from what its parameters are called. */
const keyOf = (method: string, path: string): string =>
  `${method.toLowerCase()} ${path.replace(/:\w+|\{\w+\}/g, '{}').replace(/(.)\/$/, '$1')}`

/** Requests whose credential was checked: their bodies need not take turns with those of strangers. */
const known = new WeakSet<FastifyRequest>()
export const isKnown = (request: FastifyRequest): boolean => known.has(request)

/** Bytes that an operation without a body may have nevertheless: clients send `{}`. */
const NO_BODY = 1_024

/**
 * Serves the description at /openapi.json; before anything else is registered.
 * @param most bytes that this server takes at most, whatever a route may have
 * @throws BUG at the registration of a route that is not described, whose credential nobody checks, or whose body has
 * no limit
 */
export function describeApi(app: FastifyInstance, api: Described, most: number = Number.MAX_SAFE_INTEGER): void {
  const { description, tags } = api
  const has = (own: readonly string[] | undefined): boolean =>
    tags === undefined || own === undefined || own.some((tag) => tags.includes(tag))
  const paths = Object.fromEntries(
    Object.entries(description.paths).flatMap(([path, operations]) => {
      const served = Object.entries(operations).filter(([, operation]) => has(operation.tags))
      return served.length > 0 ? [[path, Object.fromEntries(served)] as const] : []
    }),
  )
  const operations = new Map(
    Object.entries(paths).flatMap(([path, own]) =>
      Object.entries(own).map(([method, operation]) => [keyOf(method, path), operation] as const),
    ),
  )
  const validatorOf = validators(description)
  app.setValidatorCompiler(({ schema }) => {
    const validate = validatorOf(schema as object)
    return (body: unknown) => validate(body)
  })
  app.addHook('onRoute', (route) => {
    for (const method of [route.method].flat()) {
      // What a browser asks before it asks.
      if (method === 'OPTIONS') continue
      // HEAD is GET without the answer's body, and shows the same credential.
      const operation =
        operations.get(keyOf(method === 'HEAD' ? 'GET' : method, route.url)) ??
        fail('BUG', { what: `${method} ${route.url} is not in openapi.json` })
      apply(route, operation, api, most)
    }
  })
  const text = JSON.stringify({ ...description, paths })
  app.get('/openapi.json', async (_request, reply) => reply.type('application/json; charset=utf-8').send(text))
}

function apply(route: RouteOptions, operation: Operation, api: Described, most: number): void {
  const { body, perMinute, bytesPerMinute } = operation['x-limits'] ?? {}
  const content = operation.requestBody?.content
  const what = `${String(route.method)} ${route.url}`
  if (content && body === undefined) fail('BUG', { what: `${what} says no limit of its body (x-limits)` })
  route.bodyLimit = content ? Math.min(body as number, most) : NO_BODY
  const clock = api.clock ?? systemClock
  const requests = perMinute ? new Budget(clock, perMinute, Math.ceil(perMinute / 2)) : undefined
  const bytes = bytesPerMinute ? new Budget(clock, bytesPerMinute) : undefined
  const admit = admission(operation.security ?? api.description.security ?? [], api.credentials ?? {}, what)
  const asked: RouteAsked = {
    what: `${String(route.method)} ${route.url.replace(/^\/api(?=\/)/, '')}`,
    roles: operation['x-roles'] ?? [],
    noted: operation['x-noted'] === true || !/^(GET|HEAD)$/.test(String(route.method)),
  }
  const types = Object.keys(content ?? {})
  const first = async (request: FastifyRequest): Promise<void> => {
    const address = addressOf(request.ip)
    requests?.take(address)
    await admit(request, asked)
    checkBodyHeaders(request, types, route.bodyLimit as number)
  }
  route.onRequest = [first, ...[route.onRequest ?? []].flat()]
  // What came is counted, not what was announced: an announcement costs its sender nothing.
  const counted = async (request: FastifyRequest): Promise<void> => bytes?.take(addressOf(request.ip), lengthOf(request, 0))
  if (bytes) route.preValidation = [counted, ...[route.preValidation ?? []].flat()]
  const schema = content?.['application/json']?.schema
  if (schema && types.length === 1) route.schema = { ...route.schema, body: schema }
}

/** Bytes that the body of a request has, or may have. */
export const lengthOf = ({ headers }: FastifyRequest, most: number): number =>
  headers['transfer-encoding'] === undefined ? (wholeIn(headers['content-length'] ?? '0') ?? Number.MAX_SAFE_INTEGER) : most

/**
 * @throws WIRE_TOO_LARGE, and INPUT_INVALID for another media type than those described: then nothing of the body is
 * read
 */
function checkBodyHeaders(request: FastifyRequest, types: readonly string[], most: number): void {
  const length = lengthOf(request, most)
  if (length > most) fail('WIRE_TOO_LARGE', { what: 'The body', limit: most })
  if (length === 0 || types.length === 0) return
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase() ?? ''
  // FHIR R4 §3.1.0.1.11: the general type is taken for the special one.
  const fhir = type === 'application/json' && types.includes('application/fhir+json')
  if (!types.includes(type) && !fhir) refuse('WIRE_MALFORMED', 'send-types', { what: 'body', types: types.join(' or ') })
}

/** @returns checks that one of the alternatives of `security` is shown. @throws BUG for one that nobody checks */
function admission(
  security: NonNullable<Operation['security']>,
  credentials: NonNullable<Described['credentials']>,
  what: string,
): Credential {
  const names = security.map((one) => Object.keys(one))
  if (names.some((all) => all.length > 1)) fail('BUG', { what: `${what} needs two credentials at once` })
  const checks = names.flat().map((name) => credentials[name] ?? fail('BUG', { what: `${what}: nobody checks the credential ${name}` }))
  const open = names.length === 0 || names.some((all) => all.length === 0)
  if (checks.length > 1) fail('BUG', { what: `${what} has two credentials` })
  const [check] = checks
  return async (request, asked) => {
    if (!check || (open && request.headers.authorization === undefined)) return
    await check(request, asked)
    known.add(request)
  }
}

/** What handlers check themselves. */
const WORDED = ['pattern', 'format', 'enum', 'minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const

/** Compiles schemas of a description, each once. */
function validators(description: ApiDescription): (schema: object) => (value: unknown) => true | { error: Error } {
  let ajv: Ajv2020 | undefined
  const compiled = new Map<object, ValidateFunction>()
  const compile = (schema: object): ValidateFunction => {
    // The shape alone: what a text or a number must be its handler says in words that tell what to do. The descriptions are ours, and tests hold
    // them to the schema of schemas: compiling that one too took 40 ms of the first request of every process.
    const options = { strict: false, validateFormats: false, meta: false, validateSchema: false }
    ajv ??= WORDED.reduce((made, keyword) => made.removeKeyword(keyword), new Ajv2020(options)).addSchema(
      { $id: 'description', components: description.components ?? {} },
      'description',
    )
    const text = JSON.stringify(schema).replaceAll('"#/components/', '"description#/components/')
    const made = ajv.compile(JSON.parse(text) as object)
    compiled.set(schema, made)
    return made
  }
  return (schema) => (value) => {
    const validate = compiled.get(schema) ?? compile(schema)
    if (validate(value)) return true
    const [first] = validate.errors ?? []
    try {
      return fail('INPUT_INVALID', {
        what: `body${first?.instancePath ?? ''}`.slice(0, 80),
        why: first?.message?.slice(0, 120) ?? 'it is not as described',
      })
    } catch (error) {
      return { error: error as Error }
    }
  }
}
