/** The stand-in HIS in FHIR R4 over REST. */
import { readFileSync } from 'node:fs'
import { CALL_SYSTEM, DESK_SYSTEM, ORDER_SYSTEM, REVOKE_SYSTEM } from '@hdms/node/institutional/his/fhir.ts'
import { PATIENT_SYSTEM } from '@hdms/node/institutional/his/identity.ts'
import { fail } from '@hdms/shared/errors.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import type { FastifyInstance } from 'fastify'
import type { Hears, Protocol } from './protocol.ts'
import type { Order } from './store.ts'

interface Identifier {
  readonly system?: string
  readonly value?: string
}
interface Resource {
  readonly resourceType?: string
  readonly type?: string
  readonly identifier?: Identifier | readonly Identifier[]
  readonly meta?: { readonly tag?: readonly { readonly system?: string; readonly code?: string }[] }
  readonly entry?: readonly { readonly resource?: Resource }[]
  readonly contained?: readonly {
    readonly name?: readonly { readonly text?: string }[]
    readonly birthDate?: string
    readonly gender?: string
  }[]
  readonly subject?: { readonly identifier?: Identifier }
  readonly reasonCode?: readonly { readonly text?: string }[]
  readonly statusReason?: { readonly text?: string }
  readonly code?: { readonly coding?: readonly { readonly system?: string; readonly code?: string }[] }
}

const identifierOf = (r: Resource | undefined, system: string): string =>
  [r?.identifier ?? []].flat().find((i) => i.system === system)?.value ??
  fail('HIS_PROTOCOL', { why: `the identifier ${system} is missing` })

/** @param node base URL of the node's FHIR interface. @param tokenFile holds the node's API token */
export function fhirProtocol(hears: Hears, app: FastifyInstance, node: string, tokenFile: string): Protocol {
  app.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, (_request, body, done) => done(null, JSON.parse(String(body))))
  app.post<{ Body: Resource }>('/fhir', async ({ body }) => {
    await hear(hears, body)
    return {}
  })
  app.post<{ Body: Resource }>('/fhir/Task', async ({ body }) => {
    const revocation = body.code?.coding?.find((c) => c.system === REVOKE_SYSTEM)?.code
    if (revocation) {
      await hears.revoked(identifierOf(body, ORDER_SYSTEM), revocation === 'destroy', identifierOf(body, CALL_SYSTEM))
      return {}
    }
    await hears.cancelled(identifierOf(body, ORDER_SYSTEM), body.statusReason?.text ?? '', identifierOf(body, CALL_SYSTEM))
    return {}
  })
  const http = fetchClient()
  const text = (path: string, body: object) => JSON.stringify({ path, body })
  const ids = (order: Order, id: string) => [
    { system: ORDER_SYSTEM, value: order.id },
    { system: CALL_SYSTEM, value: id },
  ]
  const patient = (value: string) => ({ identifier: { system: PATIENT_SYSTEM, value } })
  const task = { resourceType: 'Task', intent: 'order' }
  return {
    approved: (order, patientId, id) => text('/Task', { ...task, identifier: ids(order, id), status: 'accepted', for: patient(patientId) }),
    refused: (order, why, id) => text('/Task', { ...task, identifier: ids(order, id), status: 'rejected', statusReason: { text: why } }),
    dataRequest: (order, patientId, items, id) =>
      text('/Task', {
        ...task,
        identifier: [{ system: CALL_SYSTEM, value: id }],
        status: 'requested',
        code: { coding: [{ system: 'urn:hdms:task', code: 'data-request' }] },
        basedOn: [{ identifier: { system: ORDER_SYSTEM, value: order.id } }],
        for: patient(patientId),
        description: `Treatment: ${order.reason}`,
        input: [...items.map((item) => ({ type: { text: 'item' }, valueString: item })), { type: { text: 'days' }, valuePositiveInt: 30 }],
      }),
    result(order, { findings, conclusion }, id) {
      const effectiveDateTime = new Date().toISOString()
      const common = {
        basedOn: [{ identifier: { system: ORDER_SYSTEM, value: order.id } }],
        subject: patient(order.patientId ?? ''),
        status: 'final',
        effectiveDateTime,
      }
      const observations = findings.map((f, i) => ({
        resourceType: 'Observation',
        id: `${id}-${i + 1}`,
        ...common,
        code: {
          coding: [{ system: /^\d/.test(f.code) ? 'http://loinc.org' : 'urn:hdms:his-local', code: f.code, display: f.display }],
          text: f.display,
        },
        valueQuantity: { value: f.value, unit: f.unit, system: 'http://unitsofmeasure.org', code: f.unit },
      }))
      const code = { coding: [{ system: 'http://loinc.org', code: '34117-2', display: 'History and physical note' }] }
      const report = {
        resourceType: 'DiagnosticReport',
        id: `report-${id}`,
        ...common,
        code,
        result: observations.map((o) => ({ reference: `Observation/${o.id}` })),
        conclusion,
      }
      const entry = [...observations, report].map((resource) => ({ resource, request: { method: 'POST', url: resource.resourceType } }))
      return text('', { resourceType: 'Bundle', type: 'transaction', identifier: { system: CALL_SYSTEM, value: id }, entry })
    },
    async send(message) {
      const { path, body } = JSON.parse(message) as { path: string; body: object }
      const authorization = `Bearer ${token(tokenFile)}`
      const reply = await http({
        method: 'POST',
        url: `${node}${path || '/'}`,
        headers: { 'content-type': 'application/fhir+json', authorization },
        body: new TextEncoder().encode(JSON.stringify(body)),
      })
      if (reply.status >= 500) fail('SERVICE_UNAVAILABLE', { service: 'hospital node' })
      if (reply.status >= 300) fail('HIS_REFUSED', { reason: `HTTP ${reply.status}` })
    },
    stop: async () => {},
  }
}

/** The node makes its token at its first start, which may be after ours. */
function token(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return fail('SERVICE_UNAVAILABLE', { service: 'hospital node' })
  }
}

async function hear(hears: Hears, body: Resource): Promise<void> {
  const call = identifierOf(body, CALL_SYSTEM)
  if (body.type === 'collection') {
    const orderId = body.meta?.tag?.find((t) => t.system === ORDER_SYSTEM)?.code ?? fail('HIS_PROTOCOL', { why: 'the order is missing' })
    return hears.records(orderId, undefined, JSON.stringify(body), call)
  }
  const request = body.entry?.map((e) => e.resource).find((r) => r?.resourceType === 'ServiceRequest')
  const person = request?.contained?.[0]
  const code = request?.subject?.identifier?.system === DESK_SYSTEM ? (request.subject.identifier.value ?? '') : ''
  const who = { code, name: person?.name?.[0]?.text ?? '', birthDate: person?.birthDate ?? '', sex: person?.gender ?? 'unknown' }
  return hears.order({ id: identifierOf(request, ORDER_SYSTEM), ...who, reason: request?.reasonCode?.[0]?.text ?? '' }, call)
}
