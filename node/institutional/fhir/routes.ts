/**
 * FHIR R4 REST of a hospital's node: what it issued, for the hospital's own systems (docs/his.md).
 *
 *   GET metadata · GET [type]/[id] · GET [type]?… · GET Patient/[id] · GET Patient/[id]/$everything
 *   GET Patient/[id]/$ccda-export      the same as a C-CDA document
 */
import { writeCcda } from '@hdms/health/ccda/write.ts'
import type { Profiles } from '@hdms/health/fhir/profiles.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FHIR_JSON } from './outcome.ts'
import { type Issued, type IssuedRecords, textOf } from './records.ts'
import { type Client, may, mustBeAllowed } from './scopes.ts'
import { PARAMETERS, searchOf } from './search.ts'

/** What a HIS says as resources, and the Provenance of it. */
const OWN = ['DiagnosticReport', 'Observation', 'Provenance']
/** What documents bring besides. */
const OF_DOCUMENTS = [
  'AllergyIntolerance',
  'CarePlan',
  'Condition',
  'DocumentReference',
  'Encounter',
  'Goal',
  'Immunization',
  'MedicationRequest',
  'Organization',
  'Practitioner',
  'PractitionerRole',
  'Procedure',
]
const TYPES = [...OWN, ...OF_DOCUMENTS].sort()
export const HIS_PATIENT = 'urn:hdms:his-patient'

export interface FhirRestOptions {
  readonly records: IssuedRecords
  readonly profiles: Profiles
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

export function fhirRest(app: FastifyInstance, o: FhirRestOptions): void {
  const { records, audit } = o
  const send = (reply: FastifyReply, text: string) => reply.type(FHIR_JSON).send(text)
  const who = ({ headers }: FastifyRequest): Client => o.client(headers.authorization)
  // Anybody may ask what the interface can do (FHIR R4 §3.1.0.2).
  app.get('/metadata', async (_request, reply) => send(reply, JSON.stringify(capabilities(o.base(), o.profiles))))
  app.get<{ Params: { id: string } }>('/Patient/:id', async (request, reply) => {
    mustBeAllowed(who(request), 'Patient', 'r')
    const { id } = request.params
    if (!records.knows(id)) fail('NOT_FOUND', { what: 'patient with a dealing here' })
    return send(reply, JSON.stringify(patient(id)))
  })
  app.get<{ Params: { id: string } }>('/Patient/:id/$everything', async (request, reply) => {
    const client = who(request)
    mustBeAllowed(client, 'Patient', 'r')
    const { id } = request.params
    if (!records.knows(id)) fail('NOT_FOUND', { what: 'patient with a dealing here' })
    const all = (await records.list(id)).filter(({ type }) => may(client, type, 'r'))
    audit(client.name, 'fhir everything', { resources: all.length })
    return send(reply, bundle(o.base(), all, all.length, [], [JSON.stringify(patient(id))]))
  })
  app.get<{ Params: { id: string } }>('/Patient/:id/$ccda-export', async (request, reply) => {
    const client = who(request)
    mustBeAllowed(client, 'Patient', 'r')
    const { id } = request.params
    if (!records.knows(id)) fail('NOT_FOUND', { what: 'patient with a dealing here' })
    const all = (await records.list(id)).filter(({ type }) => type !== 'Provenance' && may(client, type, 'r'))
    const title = `${o.facility} · ${TITLE}`
    const { xml, left } = writeCcda({ resources: all.map(textOf), patient: id, custodian: o.facility, title, at: o.clock.now() })
    audit(client.name, 'ccda export', { resources: all.length, left: left.length })
    return reply.type('application/xml; charset=utf-8').send(xml)
  })
  app.get<{ Params: { type: string; id: string } }>('/:type/:id', async (request, reply) => {
    const { type, id } = request.params
    const client = who(request)
    mustBeAllowed(client, known(type), 'r')
    const found = await records.get(id)
    if (!found || found.type !== type) return fail('NOT_FOUND', { what: `${type} of this id` })
    audit(client.name, 'fhir read', { type, id })
    void reply.header('etag', 'W/"1"').header('last-modified', new Date(found.updated).toUTCString())
    return send(reply, textOf(found))
  })
  app.get<{ Params: { type: string }; Querystring: Record<string, unknown> }>('/:type', async (request, reply) => {
    const { type } = request.params
    const client = who(request)
    mustBeAllowed(client, known(type), 's')
    const search = searchOf(request.query, /handling=strict/.test(String(request.headers['prefer'] ?? '')))
    const all = (await records.list(search.patient)).filter((one) => one.type === type && search.matches(one))
    const page = all.slice(search.offset, search.offset + search.count)
    audit(client.name, 'fhir search', { type, resources: page.length })
    return send(reply, bundle(o.base(), page, all.length, links(o.base(), type, request.query, search.offset + search.count, all.length)))
  })
}

const TITLE = 'Results of this hospital · 진료 결과'

const known = (type: string): string =>
  TYPES.includes(type) ? type : fail('NOT_FOUND', { what: `resource type here; there are ${TYPES.join(', ')}` })

const patient = (id: string): object => ({ resourceType: 'Patient', id, identifier: [{ system: HIS_PATIENT, value: id }], active: true })

interface Link {
  readonly relation: string
  readonly url: string
}

function links(base: string, type: string, query: Readonly<Record<string, unknown>>, next: number, total: number): Link[] {
  const url = (changes: Record<string, string>): string => {
    const pairs = Object.entries({ ...query, ...changes }).flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((v): [string, string] => [name, String(v)]),
    )
    return `${base}/${type}?${new URLSearchParams(pairs).toString()}`
  }
  return [{ relation: 'self', url: url({}) }, ...(next < total ? [{ relation: 'next', url: url({ _offset: String(next) }) }] : [])]
}

/** A searchset; resources are put in as they are written, so that numbers keep their digits. */
function bundle(base: string, page: readonly Issued[], total: number, link: readonly Link[], more: readonly string[] = []): string {
  const entries = page.map(
    (one) => `{"fullUrl":${JSON.stringify(`${base}/${one.type}/${one.id}`)},"resource":${textOf(one)},"search":{"mode":"match"}}`,
  )
  // FHIR has no empty arrays.
  const head = JSON.stringify({
    resourceType: 'Bundle',
    type: 'searchset',
    total: total + more.length,
    ...(link.length > 0 ? { link } : {}),
  })
  const all = [...more.map((text) => `{"resource":${text},"search":{"mode":"match"}}`), ...entries]
  return all.length > 0 ? `${head.slice(0, -1)},"entry":[${all.join(',')}]}` : head
}

function capabilities(base: string, profiles: Profiles): object {
  const searchParam = Object.entries(PARAMETERS).map(([name, { type }]) => ({ name, type }))
  const interaction = [{ code: 'read' }, { code: 'search-type' }]
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date: '2026-11-21',
    kind: 'instance',
    software: { name: 'HDMS' },
    implementation: { description: 'What this hospital issued to people with a dealing here', url: base },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json'],
    rest: [
      {
        mode: 'server',
        security: {
          service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }],
          description: 'Bearer tokens of the hospital’s own clients, with scopes as system/Observation.rs',
        },
        resource: [
          ...TYPES.map((type) => ({ type, ...supported(profiles, type), interaction: [...interaction, ...created(type)], searchParam })),
          { type: 'Task', ...supported(profiles, 'Task'), interaction: [{ code: 'create' }] },
          {
            type: 'Patient',
            ...supported(profiles, 'Patient'),
            interaction: [{ code: 'read' }, { code: 'update' }],
            operation: [
              { name: 'everything', definition: 'http://hl7.org/fhir/OperationDefinition/Patient-everything' },
              { name: 'ccda-export', definition: `${base}/OperationDefinition/ccda-export` },
            ],
          },
        ],
        interaction: [{ code: 'transaction' }],
        operation: [{ name: 'validate', definition: 'http://hl7.org/fhir/OperationDefinition/Resource-validate' }],
      },
    ],
  }
}

const supported = (profiles: Profiles, type: string): object => {
  const urls = profiles.of(type)
  return urls.length > 0 ? { supportedProfile: urls } : {}
}
/** What a HIS sends as a resource; the rest is the node's own, or comes out of documents. */
const created = (type: string): object[] =>
  ['DiagnosticReport', 'DocumentReference', 'Observation'].includes(type) ? [{ code: 'create' }] : []
