/**
 * What a hospital's systems say over FHIR R4, whatever the HIS itself speaks:
 *   POST Task                            decision (accepted or rejected), or data request (code data-request)
 *   POST Observation, DiagnosticReport   result of an order
 *   POST DocumentReference               document of an order: a C-CDA, taken apart, or any other file
 *   PUT Patient/[id]                     merged into another (link replaced-by)
 *   POST [base]                          transaction Bundle of these
 * Everything is tied to an order by its number as identifier. A transaction is looked at whole before any of it is taken, and counts once, by its
 * identifier or else by its bytes.
 */

import type { Profiles } from '@hdms/health/fhir/profiles.ts'
import { append } from '@hdms/shared/append.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { parseJson, stringMember } from '@hdms/shared/documents/json.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bytesOf, prefixOf, readDocument } from '../his/documents.ts'
import { CALL_SYSTEM, ORDER_SYSTEM } from '../his/fhir.ts'
import { type Identifier as HisIdentifier, PATIENT_SYSTEM } from '../his/identity.ts'
import type { HisInbound } from '../his/inbound.ts'
import type { Reported } from '../his/reports.ts'
import { type InstitutionReasons, refuse as refuseFor } from '../reasons.ts'
import { ETAG } from './bundles.ts'
import { FHIR_JSON } from './outcome.ts'
import { addressOf } from './records.ts'
import { itemsOf, type Posted, type PostedResult } from './results.ts'
import { type Client, mustBeAllowed } from './scopes.ts'
import { mustBeValid } from './validation.ts'

interface Identifier {
  readonly system?: string
  readonly value?: string
  readonly type?: { readonly coding?: readonly { readonly code?: string }[] }
}
interface Reference {
  readonly identifier?: Identifier
}
interface Task {
  readonly resourceType: 'Task'
  readonly identifier?: readonly Identifier[]
  readonly status?: string
  readonly code?: { readonly coding?: readonly { readonly code?: string }[] }
  readonly basedOn?: readonly Reference[]
  readonly for?: Reference
  readonly statusReason?: { readonly text?: string }
  readonly description?: string
  readonly input?: readonly {
    readonly type?: { readonly text?: string }
    readonly valueString?: string
    readonly valuePositiveInt?: number
  }[]
}
interface Result {
  readonly resourceType: 'Observation' | 'DiagnosticReport'
  readonly basedOn?: readonly Reference[]
  readonly subject?: Reference
  readonly status?: string
  readonly note?: readonly { readonly text?: string }[]
  readonly [key: string]: unknown
}
interface Document {
  readonly resourceType: 'DocumentReference'
  readonly identifier?: readonly Identifier[]
  readonly masterIdentifier?: Identifier
  readonly status?: string
  readonly docStatus?: string
  readonly type?: { readonly text?: string; readonly coding?: readonly { readonly display?: string }[] }
  readonly subject?: Reference
  readonly description?: string
  readonly relatesTo?: readonly { readonly code?: string; readonly target?: Reference }[]
  readonly content?: readonly {
    readonly attachment?: { readonly contentType?: string; readonly data?: string; readonly title?: string }
  }[]
  readonly context?: { readonly related?: readonly Reference[] }
}
interface Patient {
  readonly resourceType: 'Patient'
  readonly id?: string
  readonly identifier?: readonly Identifier[]
  readonly link?: readonly { readonly type?: string; readonly other?: Reference }[]
}
type Resource = Task | Result | Document | Patient
interface Bundle {
  readonly resourceType?: string
  readonly type?: string
  readonly identifier?: Identifier
  readonly entry?: readonly {
    readonly fullUrl?: string
    readonly resource?: Resource
    readonly request?: { readonly method?: string; readonly url?: string }
  }[]
}

/** What is done when everything of a transaction was found good. */
type Act = () => Promise<unknown>

export interface IncomingOptions {
  readonly inbound: HisInbound
  /** Of times in documents that name none. */
  readonly zone: string
  readonly profiles: Profiles
  /** Base URL of the interface, for locations. */
  readonly base?: () => string
  /** @throws NOT_ALLOWED */
  readonly client: (authorization: string | undefined) => Client
  readonly audit: (by: string, event: string, details: Readonly<Record<string, string | number>>) => void
}

export function fhirIncoming(app: FastifyInstance, o: IncomingOptions): void {
  const who = ({ headers }: FastifyRequest): Client => o.client(headers.authorization)
  /** One resource is a transaction of one. */
  const one = async (request: FastifyRequest, type: string, method: 'POST' | 'PUT') => {
    const client = who(request)
    const resource = request.body as Resource
    mustBeAllowed(client, type, method === 'PUT' ? 'u' : 'c')
    mustBeValid(o.profiles, { ...resource })
    if (resource.resourceType !== type) protocol('type-expected', { type: type.slice(0, 40) })
    const call = resource.resourceType === 'Task' ? withSystem(CALL_SYSTEM, resource.identifier) : undefined
    const { acts, left, places } = actsOf(o, client, {
      identifier: { value: call ?? callOf(resource) },
      entry: [{ resource, request: { method } }],
    })
    for (const act of acts) await act()
    o.audit(client.name, method === 'PUT' ? 'fhir update' : 'fhir create', { type })
    return { left, place: places[0] as string }
  }
  const at = (place: string): string => `${o.base?.() ?? ''}/${place}`
  app.post<{ Params: { type: string } }>('/:type', async (request, reply) => {
    const { left, place } = await one(request, request.params.type, 'POST')
    return reply
      .code(201)
      .headers({ location: at(place), etag: ETAG })
      .type(FHIR_JSON)
      .send(JSON.stringify(taken(request.params.type, left)))
  })
  app.put<{ Params: { id: string } }>('/Patient/:id', async (request, reply) => {
    await one(request, 'Patient', 'PUT')
    return reply.type(FHIR_JSON).send(JSON.stringify(taken('Patient')))
  })
  app.post<{ Body: Bundle }>('/', async (request, reply) => {
    const client = who(request)
    mustBeValid(o.profiles, request.body as Record<string, unknown>)
    const { body } = request
    if (body.resourceType !== 'Bundle' || body.type !== 'transaction') protocol('transaction-expected')
    const { acts, left, places } = actsOf(o, client, body)
    for (const act of acts) await act()
    const entries = body.entry ?? []
    o.audit(client.name, 'fhir transaction', { resources: entries.length })
    const outcome = left.length > 0 ? { outcome: taken('transaction', left) } : {}
    const entry = entries.map(({ resource }, i) => ({
      response: {
        status: resource?.resourceType === 'Patient' ? '200 OK' : '201 Created',
        location: at(places[i] as string),
        etag: ETAG,
        ...(i === 0 ? outcome : {}),
      },
    }))
    return reply.type(FHIR_JSON).send(JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response', entry }))
  })
}

const protocol: RefuseAs<InstitutionReasons, 'HIS_PROTOCOL'> = refusingAs(refuseFor, 'HIS_PROTOCOL', {})
const need = (value: string | undefined, what: string): string => value || protocol('missing', { field: what })
const withSystem = (system: string, ids: readonly Identifier[] | undefined): string | undefined =>
  ids?.find((i) => i.system === system)?.value
/** Of a caller that names its call nowhere: the same bytes are the same call. */
const callOf = (body: object): string => hex(sha256(utf8(JSON.stringify(body)))).slice(0, 32)
const orderOf = ({ basedOn }: { readonly basedOn?: readonly Reference[] }): string | undefined =>
  basedOn?.map((r) => r.identifier).find((i) => i?.system === undefined || i.system === ORDER_SYSTEM)?.value

/** @param left what is otherwise than it was sent, in words */
const taken = (type: string, left: readonly string[] = []): object => ({
  resourceType: 'OperationOutcome',
  issue: [
    { severity: 'information', code: 'informational', details: { text: `The ${type} was taken.` } },
    ...left.map((what) => ({ severity: 'warning', code: 'not-supported', details: { text: `${what}.` } })),
  ],
})

/** Looks at a whole transaction, and says what is then to be done. @throws HIS_PROTOCOL, NOT_ALLOWED before anything is */
function actsOf(
  { inbound, zone }: IncomingOptions,
  client: Client,
  bundle: Bundle,
): {
  acts: Act[]
  left: string[]
  /** Where what each entry holds is read when it is issued, relative to the base. */
  places: string[]
} {
  const call = bundle.identifier?.value ?? callOf(bundle)
  const entries = bundle.entry ?? []
  if (entries.length === 0) protocol('transaction-empty')
  const acts: Act[] = []
  const left: string[] = []
  const documents = new Map<string, Reported[]>()
  const results = new Map<string, (Posted & { readonly i: number })[]>()
  const places: string[] = []
  const place = (i: number, type: string, id: string): void => {
    places[i] = `${type}/${id}/_history/1`
  }
  for (const [i, { resource, request, fullUrl }] of entries.entries()) {
    const type = resource?.resourceType ?? ''
    const method = request?.method
    if (method !== 'POST' && method !== 'PUT') protocol('entry-method', { entry: i + 1 })
    mustBeAllowed(client, type || '*', method === 'PUT' ? 'u' : 'c')
    if (resource?.resourceType === 'Task') {
      const own = i === 0 ? call : `${call}/${i}`
      acts.push(taskOf(inbound, resource, own))
      place(i, 'Task', callOf({ own }))
    } else if (resource?.resourceType === 'Patient') {
      acts.push(mergeOf(inbound, resource))
      place(i, 'Patient', resource.id ?? patientIdIn(resource))
    } else if (resource?.resourceType === 'Observation' || resource?.resourceType === 'DiagnosticReport') {
      const order = need(orderOf(resource), `basedOn, the order, in entry ${i + 1}`)
      const { orderId } = inbound.order(order, [patientOf(resource.subject, `subject, the patient, in entry ${i + 1}`)])
      append(results, orderId, { i, resource: resource as PostedResult, ...(fullUrl === undefined ? {} : { fullUrl }) })
    } else if (resource?.resourceType === 'DocumentReference') {
      const { order, reported, only } = documentOf(inbound, resource, zone, `entry ${i + 1}`)
      append(documents, order, reported)
      left.push(...only)
      const own = reported.items.map(({ resource }) => nameOf(resource)).find((name) => name.startsWith('DocumentReference/'))
      place(i, 'DocumentReference', addressOf(order, own ?? type))
    } else protocol('entry-type', { entry: i + 1, type: type.slice(0, 40) || 'nothing', taken: TAKEN })
  }
  // What is of one order is one result: nothing of it is issued before the rest is there.
  for (const order of new Set([...results.keys(), ...documents.keys()])) {
    const posted = results.get(order) ?? []
    const { items, changed } = itemsOf(posted)
    left.push(...changed.map((what) => `of a unit, ${what}`))
    for (const [n, { i, resource }] of posted.entries()) place(i, resource.resourceType, addressOf(order, nameOf(items[n]?.resource ?? '')))
    acts.push(() => inbound.result(order, together([{ items, reason: reasonOf(posted) }, ...(documents.get(order) ?? [])])))
  }
  return { acts, left, places }
}

/** The id that the node shows a patient under: the HIS's own number, where FHIR can have it as an id. */
function patientIdIn({ identifier = [] }: Patient): string {
  const number = withSystem(PATIENT_SYSTEM, identifier) ?? identifier[0]?.value ?? ''
  return /^[A-Za-z0-9.-]{1,64}$/.test(number) ? number : callOf({ identifier })
}

/** Type and id of a resource, as it stands in a record. */
function nameOf(resource: string): string {
  // Files are large, and their head is what is asked for.
  const [, type, id] = /^\{"resourceType":"(\w+)","id":"([A-Za-z0-9.-]+)"/.exec(resource.slice(0, 200)) ?? []
  if (type && id) return `${type}/${id}`
  const json = parseJson(resource)
  return `${stringMember(json, 'resourceType') ?? ''}/${stringMember(json, 'id') ?? ''}`
}

const TAKEN = 'Task, Observation, DiagnosticReport, DocumentReference and Patient'

const reasonOf = (posted: readonly Posted[]): string =>
  posted.map(({ resource }) => (resource as Result).note?.find(({ text }) => text)?.text).find((text) => text) ?? ''

function together(parts: readonly Reported[]): Reported {
  const instead = parts.flatMap((part) => part.instead ?? [])
  return { items: parts.flatMap(({ items }) => items), reason: parts.find(({ reason }) => reason)?.reason ?? '', instead }
}

/** docStatus (or a status that takes it back) as the standing of a result. */
function standingOf({ status, docStatus }: Document): string {
  if (status === 'entered-in-error' || docStatus === 'entered-in-error') return 'entered-in-error'
  return docStatus === 'preliminary' ? 'preliminary' : docStatus === 'amended' ? 'corrected' : 'final'
}

/** A document of an order: context.related names the order, subject the patient. */
function documentOf(
  inbound: HisInbound,
  resource: Document,
  zone: string,
  where: string,
): { order: string; reported: Reported; only: readonly string[] } {
  const number = need(orderOf({ basedOn: resource.context?.related ?? [] }), `context.related, the order, in ${where}`)
  const { orderId: order } = inbound.order(number, [patientOf(resource.subject, `subject, the patient, in ${where}`)])
  const status = standingOf(resource)
  const name = (id: Identifier | undefined): string | undefined => (id?.value ? `${id.system ?? ''}|${id.value}` : undefined)
  const own = name(resource.masterIdentifier) ?? name(resource.identifier?.[0])
  const before = name(resource.relatesTo?.find(({ code }) => code === 'replaces')?.target?.identifier)
  const struck = status === 'entered-in-error' ? ('entered-in-error' as const) : ('deleted' as const)
  const contents = (resource.content ?? []).map(({ attachment }) => attachment ?? {}).filter(({ data }) => data)
  if (contents.length === 0 && !(status === 'entered-in-error' && own)) protocol('attachment-missing', { where })
  const files = contents.map(({ contentType, data, title }, n) => {
    const named = title ?? resource.type?.text ?? resource.type?.coding?.[0]?.display ?? 'document'
    const key = own ? { key: [own, String(n)] } : {}
    const bytes = bytesOf(data as string, `content.attachment.data in ${where}`)
    return readDocument({ contentType: contentType ?? 'application/octet-stream', bytes, title: named, status, ...key }, zone)
  })
  for (const { about } of files) if (about) inbound.document(order, about)
  const gone = [...(own ? [prefixOf([own])] : files.map(({ prefix }) => prefix)), ...(before ? [prefixOf([before])] : [])]
  const instead = gone.map((prefix) => ({ prefix, status: struck }))
  const reported = { items: files.flatMap(({ items }) => items), reason: resource.description ?? '', instead }
  return { order, reported, only: files.flatMap(({ left }) => left.map((what) => `In the document only: ${what}`)) }
}

function taskOf(inbound: HisInbound, task: Task, call: string): Act {
  if (task.code?.coding?.some((c) => c.code === 'data-request')) {
    const { orderId } = inbound.order(need(orderOf(task), 'Task.basedOn, the order'), [patientOf(task.for, 'Task.for, the patient')])
    const items = (task.input ?? []).flatMap((i) => (i.type?.text === 'item' && i.valueString ? [i.valueString] : []))
    if (items.length === 0 || items.some((i) => !/^[A-Z][A-Za-z]{2,40}$/.test(i))) protocol('task-input')
    const days = (task.input ?? []).find((i) => i.type?.text === 'days')?.valuePositiveInt ?? 30
    const purpose = need(task.description, 'Task.description, the purpose')
    return () => inbound.deliver(orderId, { kind: 'data-request', items, purpose, days }, call)
  }
  const orderId = need(withSystem(ORDER_SYSTEM, task.identifier), 'the order number')
  inbound.order(orderId)
  if (task.status !== 'accepted' && task.status !== 'rejected') protocol('task-status')
  const approved = task.status === 'accepted'
  const reason = task.statusReason?.text ?? ''
  const ids = approved ? [patientOf(task.for, 'Task.for, the patient')] : []
  return () => inbound.decide(orderId, { approved, reason, ids })
}

/** A patient that another replaced (Patient.link): both identifiers are one person from now on. */
function mergeOf(inbound: HisInbound, { identifier = [], link = [] }: Patient): Act {
  const other = link.find((l) => l.type === 'replaced-by')?.other
  const surviving = patientOf(other, 'Patient.link of type replaced-by, with the identifier of the other')
  const prior = identifier.filter(({ value }) => value).map((id) => identified(id))
  if (prior.length === 0) protocol('patient-identifier')
  // Of several that one which the hospital's own number becomes another of.
  const own = identifier.findIndex(({ system }) => system === PATIENT_SYSTEM || system === other?.identifier?.system)
  return () => inbound.merge([prior[Math.max(own, 0)] as HisIdentifier], [surviving])
}

/** Of the HIS's own system nothing more is said than the number itself, as over HL7 v2 where the authority is left out. */
const identified = ({ system = '', value = '', type }: Identifier): HisIdentifier => ({
  value,
  authority: system === PATIENT_SYSTEM ? '' : system,
  type: type?.coding?.[0]?.code ?? '',
})
function patientOf(reference: Reference | undefined, what: string): HisIdentifier {
  need(reference?.identifier?.value, what)
  return identified(reference?.identifier ?? {})
}
