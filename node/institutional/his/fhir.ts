/**
 * The HIS over FHIR R4 REST, both ways:
 *   POST [his]        transaction: ServiceRequest and Task          POST [node]/fhir/Task   decision (accepted or rejected)
 *   POST [his]        collection Bundle with the data               POST [node]/fhir/Task   data request (code data-request)
 *   POST [his]/Task   the order is closed (cancelled)               POST [node]/fhir        transaction Bundle with the result
 * Everything is tied by the order number as identifier, and counts once by the identifier of the call.
 */

import { validateResource } from '@hdms/health/fhir/validate.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { FastifyInstance } from 'fastify'
import type { HisAdapter } from './hl7/adapter.ts'
import type { HisInbound } from './inbound.ts'

export const ORDER_SYSTEM = 'urn:hdms:order'
export const DESK_SYSTEM = 'urn:hdms:desk-code'
/** Identifier of a call, so that a repeated one counts once. */
export const CALL_SYSTEM = 'urn:hdms:call'
export const PATIENT_SYSTEM = 'urn:hdms:his-patient'

export interface FhirOptions {
  readonly http: HttpClient
  readonly inbound: HisInbound
  /** Base URL of the HIS's FHIR interface. */
  readonly base: string
}

interface Identifier {
  readonly system?: string
  readonly value?: string
}
interface Reference {
  readonly identifier?: Identifier
}
interface Task {
  readonly resourceType: string
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
interface Bundle {
  readonly resourceType: string
  readonly type?: string
  readonly identifier?: Identifier
  readonly entry?: readonly { readonly resource?: Result }[]
}
interface Result {
  readonly resourceType?: string
  readonly basedOn?: readonly Reference[]
  readonly subject?: Reference
  readonly status?: string
  readonly note?: readonly { readonly text?: string }[]
  readonly [key: string]: unknown
}

const order = (value: string) => ({ identifier: { system: ORDER_SYSTEM, value } })
const withSystem = (system: string, ids: readonly Identifier[]): string | undefined => ids.find((i) => i.system === system)?.value
const need = (value: string | undefined, what: string): string => value || fail('HIS_PROTOCOL', { why: `${what} is missing` })

export function fhirAdapter({ http, inbound, base }: FhirOptions): HisAdapter & { routes: (app: FastifyInstance) => void } {
  const post = async (path: string, resource: object): Promise<void> => {
    const body = new TextEncoder().encode(JSON.stringify(resource))
    const reply = await http({ method: 'POST', url: base + path, headers: { 'content-type': 'application/fhir+json' }, body })
    if (reply.status >= 500) fail('SERVICE_UNAVAILABLE', { service: 'hospital information system' })
    if (reply.status >= 300) fail('HIS_REFUSED', { reason: `HTTP ${reply.status}` })
  }
  return {
    address: '/fhir',
    async submit({ orderId, desk, reason }, deduplicationId) {
      const identifier = [{ system: ORDER_SYSTEM, value: orderId }]
      const contained = [
        { resourceType: 'Patient', id: 'person', name: [{ text: desk.name }], birthDate: desk.birthDate, gender: desk.sex },
      ]
      const subject = { reference: '#person', identifier: { system: DESK_SYSTEM, value: desk.code } }
      const entry = (resource: object, url: string) => ({ resource, request: { method: 'POST', url } })
      await post('', {
        resourceType: 'Bundle',
        type: 'transaction',
        identifier: { system: CALL_SYSTEM, value: deduplicationId },
        entry: [
          entry(
            {
              resourceType: 'ServiceRequest',
              contained,
              identifier,
              status: 'active',
              intent: 'order',
              subject,
              reasonCode: [{ text: reason }],
            },
            'ServiceRequest',
          ),
          entry({ resourceType: 'Task', identifier, status: 'requested', intent: 'order', focus: order(orderId) }, 'Task'),
        ],
      })
    },
    async handOver(orderId, _patientId, resources, deduplicationId) {
      const bundle = {
        resourceType: 'Bundle',
        identifier: { system: CALL_SYSTEM, value: deduplicationId },
        type: 'collection',
        meta: { tag: [{ system: ORDER_SYSTEM, code: orderId }] },
        entry: resources.map((text) => ({ resource: JSON.parse(text) as object })),
      }
      await post('', bundle)
    },
    async close(orderId, _patientId, reason, deduplicationId) {
      const identifier = [
        { system: ORDER_SYSTEM, value: orderId },
        { system: CALL_SYSTEM, value: deduplicationId },
      ]
      await post('/Task', {
        resourceType: 'Task',
        identifier,
        status: 'cancelled',
        intent: 'order',
        statusReason: { text: reason },
        focus: order(orderId),
      })
    },
    stop: async () => {},
    routes: (app) => routes(app, inbound),
  }
}

function routes(app: FastifyInstance, inbound: HisInbound): void {
  app.post<{ Body: Task }>('/Task', async ({ body }, reply) => {
    validateResource(fromValue(body ?? null))
    if (body.resourceType !== 'Task') fail('HIS_PROTOCOL', { why: 'a Task is expected' })
    await takeTask(inbound, body)
    return reply.code(201).send({})
  })
  app.post<{ Body: Bundle }>('/', async ({ body }, reply) => {
    validateResource(fromValue(body ?? null))
    if (body.resourceType !== 'Bundle' || body.type !== 'transaction') fail('HIS_PROTOCOL', { why: 'a transaction Bundle is expected' })
    await takeResult(inbound, body)
    return reply.code(200).send({})
  })
}

async function takeTask(inbound: HisInbound, task: Task): Promise<void> {
  const ids = task.identifier ?? []
  const call = need(withSystem(CALL_SYSTEM, ids), 'the identifier of the call')
  const patientId = task.for?.identifier?.value
  if (task.code?.coding?.some((c) => c.code === 'data-request')) {
    const orderId = need(task.basedOn?.[0]?.identifier?.value, 'Task.basedOn, the order')
    inbound.order(orderId, [need(patientId, 'Task.for, the patient')])
    const items = (task.input ?? []).flatMap((i) => (i.type?.text === 'item' && i.valueString ? [i.valueString] : []))
    if (items.length === 0 || items.some((i) => !/^[A-Z][A-Za-z]{2,40}$/.test(i)))
      fail('HIS_PROTOCOL', { why: 'Task.input must name FHIR resource types as items' })
    const days = (task.input ?? []).find((i) => i.type?.text === 'days')?.valuePositiveInt ?? 30
    return inbound.deliver(
      orderId,
      { kind: 'data-request', items, purpose: need(task.description, 'Task.description, the purpose'), days },
      call,
    )
  }
  const orderId = need(withSystem(ORDER_SYSTEM, ids), 'the order number')
  inbound.order(orderId)
  if (task.status !== 'accepted' && task.status !== 'rejected') fail('HIS_PROTOCOL', { why: 'Task.status must be accepted or rejected' })
  const approved = task.status === 'accepted'
  const reason = task.statusReason?.text ?? ''
  return inbound.deliver(
    orderId,
    { kind: 'decision', approved, reason, patientId: approved ? need(patientId, 'Task.for, the patient') : '' },
    call,
  )
}

/** The result: every resource names this order and this patient, or nothing is taken. */
async function takeResult(inbound: HisInbound, bundle: Bundle): Promise<void> {
  const call = need(bundle.identifier?.system === CALL_SYSTEM ? bundle.identifier.value : undefined, 'the identifier of the call')
  const results = (bundle.entry ?? []).flatMap((e) => (e.resource ? [e.resource] : []))
  const orderId = need(results[0]?.basedOn?.[0]?.identifier?.value, 'basedOn, the order')
  for (const result of results) {
    if (result.resourceType !== 'Observation' && result.resourceType !== 'DiagnosticReport')
      fail('HIS_PROTOCOL', { why: 'a result holds Observations and DiagnosticReports' })
    if (result.basedOn?.[0]?.identifier?.value !== orderId) fail('HIS_PROTOCOL', { why: 'a resource is of another order' })
    inbound.order(orderId, [need(result.subject?.identifier?.value, 'subject, the patient')])
  }
  const items = results.map(({ basedOn: _, status, ...rest }, i) => ({
    key: `${rest.resourceType}/${String(rest['id'] ?? i)}`,
    status: String(status ?? 'final'),
    resource: JSON.stringify(rest),
  }))
  await inbound.result(orderId, { items, reason: String(results.find((r) => r.note?.[0]?.text)?.note?.[0]?.text ?? '') }, call)
}
