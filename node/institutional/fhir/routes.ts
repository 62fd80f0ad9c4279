/**
 * FHIR R4 REST of a hospital's node: what it issued, for the hospital's own systems (docs/his.md).
 *
 *   GET metadata · GET [type]/[id] · …/_history · …/_history/1 · GET [type]?… · POST [type]/_search
 *   GET, POST Patient/[id]/$everything
 *   GET Patient/[id]/$ccda-export      the same as a C-CDA document
 */

import { Readable } from 'node:stream'
import { writeCcda } from '@hdms/health/ccda/write.ts'
import type { Profiles } from '@hdms/health/fhir/profiles.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { FhirIdentifier } from '../his/identity.ts'
import { refuse } from '../reasons.ts'
import { type Entry, ETAG, entryOf, history, links, searchset, searchsetOf } from './bundles.ts'
import { capabilities, known } from './capabilities.ts'
import { FHIR_JSON } from './outcome.ts'
import type { IssuedRecords } from './records.ts'
import { type Client, may, mustBeAllowed } from './scopes.ts'
import { everythingOf, patientSearchOf, searchOf } from './search.ts'

export interface FhirRestOptions {
  readonly records: IssuedRecords
  readonly profiles: Profiles
  /** What FHIR names a patient by. */
  readonly named: (patient: string) => readonly FhirIdentifier[]
  /** Name of the hospital. */
  readonly facility: string
  readonly clock: Clock
  /** Base URL of the interface, for links. */
  readonly base: () => string
  /** @throws NOT_ALLOWED */
  readonly client: (authorization: string | undefined) => Client
  /** Notes who looked at what. */
  readonly audit: (by: string, event: string, details: Readonly<Record<string, string | number>>) => void
}

type Query = Readonly<Record<string, unknown>>
interface OfOne {
  readonly Params: { readonly type: string; readonly id: string; readonly version: string }
}

export function fhirRest(app: FastifyInstance, o: FhirRestOptions): void {
  const { records, audit } = o
  const send = (reply: FastifyReply, text: string | Readable) => reply.type(FHIR_JSON).send(text)
  const who = ({ headers }: FastifyRequest): Client => o.client(headers.authorization)
  const patient = (id: string): Entry => patientOf(id, o.named(id))
  const patientHere = (id: string): string => (records.knows(id) ? id : fail('NOT_FOUND', { what: 'patient with a dealing here' }))

  /** One resource, for who may see it. @throws NOT_ALLOWED, NOT_FOUND */
  const one = async (request: FastifyRequest<OfOne>, type: string, event: string): Promise<Entry> => {
    const { id } = request.params
    const client = who(request)
    mustBeAllowed(client, type === 'Patient' ? type : known(type), 'r')
    if (type === 'Patient') return patient(patientHere(id))
    const found = await records.get(id)
    if (!found || found.type !== type) return fail('NOT_FOUND', { what: `${type} of this id` })
    audit(client.name, event, { type, id })
    return entryOf(found)
  }
  const sendOne = (reply: FastifyReply, { text, updated }: Entry) => {
    void reply.header('etag', ETAG)
    if (updated) void reply.header('last-modified', new Date(updated).toUTCString())
    return send(reply, text)
  }
  const search = async (request: FastifyRequest, type: string, query: Query): Promise<string> => {
    const client = who(request)
    const strict = /handling=strict/.test(String(request.headers['prefer'] ?? ''))
    mustBeAllowed(client, type === 'Patient' ? type : known(type), 's')
    const found = type === 'Patient' ? patientSearch(o, query, strict) : await resourceSearch(records, type, query, strict)
    audit(client.name, 'fhir search', { type, resources: found.page.length })
    return searchset(o.base(), found.page, found.total, links(o.base(), type, query, found.next, found.total))
  }
  const everything = (request: FastifyRequest, id: string, query: Query): Readable => {
    const client = who(request)
    mustBeAllowed(client, 'Patient', 'r')
    const [wanted, self] = [everythingOf(query), links(o.base(), `Patient/${patientHere(id)}/$everything`, query, 0, 0)]
    const found = async function* (): AsyncGenerator<Entry> {
      let resources = 0
      try {
        for await (const one of records.each(id)) {
          if (!may(client, one.type, 'r') || !wanted(one)) continue
          resources++
          yield entryOf(one)
        }
      } finally {
        // Also of who went away in between.
        audit(client.name, 'fhir everything', { resources })
      }
    }
    return Readable.from(searchsetOf(o.base(), patient(id), found(), self))
  }

  // Anybody may ask what the interface can do (FHIR R4 §3.1.0.2).
  app.get('/metadata', async (_request, reply) => send(reply, JSON.stringify(capabilities(o.base(), o.profiles))))
  app.get<{ Params: { id: string }; Querystring: Query }>('/Patient/:id/$everything', async (request, reply) =>
    send(reply, everything(request, request.params.id, request.query)),
  )
  app.post<{ Params: { id: string }; Querystring: Query }>('/Patient/:id/$everything', async (request, reply) =>
    send(reply, everything(request, request.params.id, { ...request.query, ...parametersIn(request.body) })),
  )
  app.get<{ Params: { id: string } }>('/Patient/:id/$ccda-export', async (request, reply) => {
    const client = who(request)
    mustBeAllowed(client, 'Patient', 'r')
    const id = patientHere(request.params.id)
    const all = (await records.list(id)).filter(({ type }) => type !== 'Provenance' && may(client, type, 'r'))
    const title = `${o.facility} · ${TITLE}`
    const { xml, left } = writeCcda({
      resources: all.map(({ text }) => text),
      patient: id,
      custodian: o.facility,
      title,
      at: o.clock.now(),
    })
    audit(client.name, 'ccda export', { resources: all.length, left: left.length })
    return reply.type('application/xml; charset=utf-8').send(xml)
  })
  app.get<OfOne>('/:type/:id', async (request, reply) => sendOne(reply, await one(request, request.params.type, 'fhir read')))
  app.get<OfOne>('/:type/:id/_history', async (request, reply) =>
    send(reply, history(o.base(), await one(request, request.params.type, 'fhir history'))),
  )
  app.get<OfOne>('/:type/:id/_history/:version', async (request, reply) => {
    const found = await one(request, request.params.type, 'fhir read')
    return request.params.version === '1' ? sendOne(reply, found) : fail('NOT_FOUND', { what: 'version; there is one, 1' })
  })
  app.get<{ Params: { type: string }; Querystring: Query }>('/:type', async (request, reply) =>
    send(reply, await search(request, request.params.type, request.query)),
  )
  app.post<{ Params: { type: string }; Querystring: Query }>('/:type/_search', async (request, reply) =>
    send(reply, await search(request, request.params.type, { ...request.query, ...(request.body as Query | undefined) })),
  )
}

const TITLE = 'Results of this hospital · 진료 결과'

const patientOf = (id: string, identifier: readonly FhirIdentifier[]): Entry => ({
  path: `Patient/${id}`,
  text: JSON.stringify({ resourceType: 'Patient', id, meta: { versionId: '1' }, identifier, active: true }),
})

interface Found {
  readonly page: readonly Entry[]
  /** Of all pages. */
  readonly total: number
  /** Where the next page begins. */
  readonly next: number
}

async function resourceSearch(records: IssuedRecords, type: string, query: Query, strict: boolean): Promise<Found> {
  const search = searchOf(query, strict)
  const all = (await records.list(search.patient)).filter((found) => found.type === type && search.matches(found))
  const next = search.offset + search.count
  return { page: all.slice(search.offset, next).map(entryOf), total: all.length, next }
}

function patientSearch({ records, named }: FhirRestOptions, query: Query, strict: boolean): Found {
  const { matches, offset, count } = patientSearchOf(query, strict)
  const all = records.patients().filter((id) => matches({ id, identifiers: named(id) }))
  return { page: all.slice(offset, offset + count).map((id) => patientOf(id, named(id))), total: all.length, next: offset + count }
}

/** The parameters of an operation, which a client may send as a resource. @throws INPUT_INVALID */
function parametersIn(body: unknown): Query {
  const { resourceType, parameter = [] } = (body ?? { resourceType: 'Parameters' }) as {
    readonly resourceType?: string
    readonly parameter?: readonly Readonly<Record<string, unknown>>[]
  }
  if (resourceType !== 'Parameters' || !Array.isArray(parameter)) refuse('INPUT_INVALID', 'no-parameters', { what: 'body' })
  return Object.fromEntries(
    parameter.map((given) => [String(given['name']), Object.entries(given).find(([key]) => key.startsWith('value'))?.[1]]),
  )
}
