/**
 * What a hospital's systems say over FHIR R4, whatever the HIS itself speaks:
 *   POST Task                            decision (accepted or rejected), or data request (code data-request)
 *   POST Observation, DiagnosticReport   result of an order
 *   PUT Patient/[id]                     merged into another (link replaced-by)
 *   POST [base]                          transaction Bundle of these
 * Everything is tied to an order by its number as identifier. A transaction is looked at whole before any of it is taken, and counts once, by its
 * identifier or else by its bytes.
 */
import type { Profiles } from '@hdms/health/fhir/profiles.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CALL_SYSTEM, ORDER_SYSTEM, PATIENT_SYSTEM } from '../his/fhir.ts'
import type { HisInbound } from '../his/inbound.ts'
import { FHIR_JSON } from './outcome.ts'
import { type Client, mustBeAllowed } from './scopes.ts'
import { mustBeValid } from './validation.ts'

interface Identifier {
  readonly system?: string
  readonly value?: string
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
interface Patient {
  readonly resourceType: 'Patient'
  readonly identifier?: readonly Identifier[]
  readonly link?: readonly { readonly type?: string; readonly other?: Reference }[]
}
type Resource = Task | Result | Patient
interface Bundle {
  readonly resourceType?: string
  readonly type?: string
  readonly identifier?: Identifier
  readonly entry?: readonly { readonly resource?: Resource; readonly request?: { readonly method?: string; readonly url?: string } }[]
}

/** What is done when everything of a transaction was found good. */
type Act = () => Promise<unknown>

export interface IncomingOptions {
  readonly inbound: HisInbound
  readonly profiles: Profiles
  /** @throws NOT_ALLOWED */
  readonly client: (authorization: string | undefined) => Client
  readonly audit: (by: string, event: string, details: Readonly<Record<string, string | number>>) => void
}

export function fhirIncoming(app: FastifyInstance, o: IncomingOptions): void {
  const who = ({ headers }: FastifyRequest): Client => o.client(headers.authorization)
  /** One resource is a transaction of one. */
  const one = async (request: FastifyRequest, type: string, method: 'POST' | 'PUT'): Promise<void> => {
    const client = who(request)
    const resource = request.body as Resource
    mustBeAllowed(client, type, method === 'PUT' ? 'u' : 'c')
    mustBeValid(o.profiles, resource as unknown as Record<string, unknown>)
    if (resource.resourceType !== type) protocol(`a ${type.slice(0, 40)} is expected`)
    const call = resource.resourceType === 'Task' ? withSystem(CALL_SYSTEM, resource.identifier) : undefined
    for (const act of actsOf(o.inbound, client, {
      identifier: { value: call ?? callOf(resource) },
      entry: [{ resource, request: { method } }],
    }))
      await act()
    o.audit(client.name, method === 'PUT' ? 'fhir update' : 'fhir create', { type })
  }
  app.post<{ Params: { type: string } }>('/:type', async (request, reply) => {
    await one(request, request.params.type, 'POST')
    return reply
      .code(201)
      .type(FHIR_JSON)
      .send(JSON.stringify(taken(request.params.type)))
  })
  app.put<{ Params: { id: string } }>('/Patient/:id', async (request, reply) => {
    await one(request, 'Patient', 'PUT')
    return reply.type(FHIR_JSON).send(JSON.stringify(taken('Patient')))
  })
  app.post<{ Body: Bundle }>('/', async (request, reply) => {
    const client = who(request)
    mustBeValid(o.profiles, request.body as unknown as Record<string, unknown>)
    const { body } = request
    if (body.resourceType !== 'Bundle' || body.type !== 'transaction') protocol('a transaction Bundle is expected')
    const acts = actsOf(o.inbound, client, body)
    for (const act of acts) await act()
    const entries = body.entry ?? []
    o.audit(client.name, 'fhir transaction', { resources: entries.length })
    const entry = entries.map(({ resource }) => ({ response: { status: resource?.resourceType === 'Patient' ? '200 OK' : '201 Created' } }))
    return reply.type(FHIR_JSON).send(JSON.stringify({ resourceType: 'Bundle', type: 'transaction-response', entry }))
  })
}

const protocol = (why: string): never => fail('HIS_PROTOCOL', { why })
const need = (value: string | undefined, what: string): string => value || protocol(`${what} is missing`)
const withSystem = (system: string, ids: readonly Identifier[] | undefined): string | undefined =>
  ids?.find((i) => i.system === system)?.value
/** Of a caller that names its call nowhere: the same bytes are the same call. */
const callOf = (body: object): string => hex(sha256(utf8(JSON.stringify(body)))).slice(0, 32)
const orderOf = ({ basedOn }: { readonly basedOn?: readonly Reference[] }): string | undefined =>
  basedOn?.map((r) => r.identifier).find((i) => i?.system === undefined || i.system === ORDER_SYSTEM)?.value

const taken = (type: string): object => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'information', code: 'informational', details: { text: `The ${type} was taken.` } }],
})

/** Looks at a whole transaction, and says what is then to be done. @throws HIS_PROTOCOL, NOT_ALLOWED before anything is */
function actsOf(inbound: HisInbound, client: Client, bundle: Bundle): Act[] {
  const call = bundle.identifier?.value ?? callOf(bundle)
  const entries = bundle.entry ?? []
  if (entries.length === 0) protocol('the transaction is empty')
  const acts: Act[] = []
  const results = new Map<string, Result[]>()
  for (const [i, { resource, request }] of entries.entries()) {
    const type = resource?.resourceType ?? ''
    const method = request?.method
    if (method !== 'POST' && method !== 'PUT') protocol(`entry ${i + 1} must be a POST or a PUT`)
    mustBeAllowed(client, type || '*', method === 'PUT' ? 'u' : 'c')
    if (resource?.resourceType === 'Task') acts.push(taskOf(inbound, resource, i === 0 ? call : `${call}/${i}`))
    else if (resource?.resourceType === 'Patient') acts.push(mergeOf(inbound, resource))
    else if (resource?.resourceType === 'Observation' || resource?.resourceType === 'DiagnosticReport') {
      const order = need(orderOf(resource), `basedOn, the order, in entry ${i + 1}`)
      inbound.order(order, [need(resource.subject?.identifier?.value, `subject, the patient, in entry ${i + 1}`)])
      results.set(order, [...(results.get(order) ?? []), resource])
    } else protocol(`entry ${i + 1} holds a ${type.slice(0, 40) || 'nothing'}; taken are Task, Observation, DiagnosticReport and Patient`)
  }
  for (const [order, list] of results) acts.push(() => takeResult(inbound, order, list, call))
  return acts
}

function taskOf(inbound: HisInbound, task: Task, call: string): Act {
  const patientId = task.for?.identifier?.value
  if (task.code?.coding?.some((c) => c.code === 'data-request')) {
    const orderId = need(orderOf(task), 'Task.basedOn, the order')
    inbound.order(orderId, [need(patientId, 'Task.for, the patient')])
    const items = (task.input ?? []).flatMap((i) => (i.type?.text === 'item' && i.valueString ? [i.valueString] : []))
    if (items.length === 0 || items.some((i) => !/^[A-Z][A-Za-z]{2,40}$/.test(i)))
      protocol('Task.input must name FHIR resource types as items')
    const days = (task.input ?? []).find((i) => i.type?.text === 'days')?.valuePositiveInt ?? 30
    const purpose = need(task.description, 'Task.description, the purpose')
    return () => inbound.deliver(orderId, { kind: 'data-request', items, purpose, days }, call)
  }
  const orderId = need(withSystem(ORDER_SYSTEM, task.identifier), 'the order number')
  inbound.order(orderId)
  if (task.status !== 'accepted' && task.status !== 'rejected') protocol('Task.status must be accepted or rejected')
  const approved = task.status === 'accepted'
  const reason = task.statusReason?.text ?? ''
  const known = approved ? need(patientId, 'Task.for, the patient') : ''
  return () => inbound.deliver(orderId, { kind: 'decision', approved, reason, patientId: known }, call)
}

/** A patient that another replaced (Patient.link): both identifiers are one person from now on. */
function mergeOf(inbound: HisInbound, { identifier = [], link = [] }: Patient): Act {
  const of = (ids: readonly Identifier[]): string | undefined => withSystem(PATIENT_SYSTEM, ids) ?? ids[0]?.value
  const other = link.find((l) => l.type === 'replaced-by')?.other?.identifier
  const prior = need(of(identifier), 'Patient.identifier')
  const surviving = need(other?.value, 'Patient.link of type replaced-by, with the identifier of the other')
  return () => inbound.merge(prior, surviving)
}

async function takeResult(inbound: HisInbound, orderId: string, results: readonly Result[], call: string): Promise<void> {
  const items = results.map(({ basedOn: _, status, ...rest }, i) => ({
    key: `${rest.resourceType}/${String(rest['id'] ?? i)}`,
    status: String(status ?? 'final'),
    resource: JSON.stringify(rest),
  }))
  await inbound.result(orderId, { items, reason: String(results.find((r) => r.note?.[0]?.text)?.note?.[0]?.text ?? '') }, call)
}
