/**
 * What is said to a HIS over FHIR R4 REST; what it says comes in at `../fhir/incoming.ts`:
 *   POST [his]        transaction: ServiceRequest and Task
 *   POST [his]        collection Bundle with the data
 *   POST [his]/Task   the order is closed (cancelled)
 * Everything is tied by the order number as identifier, and counts once by the identifier of the call.
 */

import { fail } from '@hdms/shared/errors.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { HisAdapter } from './hl7/adapter.ts'

export const ORDER_SYSTEM = 'urn:hdms:order'
export const DESK_SYSTEM = 'urn:hdms:desk-code'
/** Identifier of a call, so that a repeated one counts once. */
export const CALL_SYSTEM = 'urn:hdms:call'
export const PATIENT_SYSTEM = 'urn:hdms:his-patient'

export interface FhirOptions {
  readonly http: HttpClient
  /** Base URL of the HIS's FHIR interface. */
  readonly base: string
}

const order = (value: string) => ({ identifier: { system: ORDER_SYSTEM, value } })

export function fhirAdapter({ http, base }: FhirOptions): HisAdapter {
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
  }
}
