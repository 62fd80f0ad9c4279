/**
 * What is said to a HIS over FHIR R4 REST; what it says comes in at `../fhir/incoming.ts`:
 *   POST [his]        transaction: ServiceRequest and Task
 *   POST [his]        collection Bundle with the data
 *   POST [his]/Task   the order is closed (cancelled)
 *   POST [his]/Task   what came by the order is to be destroyed, or kept for the law alone (code of REVOKE_SYSTEM)
 * Everything is tied by the order number as identifier, and counts once by the identifier of the call.
 */

import { base64, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Ccda, HisAdapter } from './hl7/adapter.ts'
import { bare, Domains, type FhirIdentifier } from './identity.ts'

export const ORDER_SYSTEM = 'urn:hdms:order'
export const DESK_SYSTEM = 'urn:hdms:desk-code'
/** Identifier of a call, so that a repeated one counts once. */
export const CALL_SYSTEM = 'urn:hdms:call'
/** Of a Task: `destroy` or `restrict`, because of `consent-withdrawn` or `record-erased`. */
export const REVOKE_SYSTEM = 'urn:hdms:revocation'
const RECORD_SYSTEM = 'urn:hdms:record'

export interface FhirOptions {
  readonly http: HttpClient
  /** Base URL of the HIS's FHIR interface. */
  readonly base: string
  /** A C-CDA of what is handed over, when the HIS wants one besides. */
  readonly ccda?: Ccda | undefined
  /** What FHIR names an order's patient by, the present first. */
  readonly named?: (orderId: string, patientId: string) => readonly FhirIdentifier[]
}

const order = (value: string) => ({ identifier: { system: ORDER_SYSTEM, value } })

const documentReference = (xml: string, identifier: FhirIdentifier | undefined): object => ({
  resourceType: 'DocumentReference',
  status: 'current',
  type: { coding: [{ system: 'http://loinc.org', code: '34133-9', display: 'Summary of episode note' }] },
  subject: { identifier },
  content: [{ attachment: { contentType: 'application/xml', data: base64(utf8(xml)) } }],
})

/** @returns posts JSON below a base URL. @throws SERVICE_UNAVAILABLE when it may be tried again, HIS_REFUSED */
const sender =
  (http: HttpClient, base: string) =>
  async (path: string, json: string): Promise<void> => {
    const headers = { 'content-type': 'application/fhir+json' }
    const reply = await http({ method: 'POST', url: base + path, headers, body: utf8(json) })
    if (reply.status >= 500) fail('SERVICE_UNAVAILABLE', { service: 'hospital information system' })
    if (reply.status >= 300) fail('HIS_REFUSED', { reason: `HTTP ${reply.status}` })
  }

/** Of a hospital that nothing is known of but the number. */
const byNumber = (_orderId: string, patientId: string): readonly FhirIdentifier[] => [new Domains().fhir(bare(patientId))]

export function fhirAdapter({ http, base, ccda, named = byNumber }: FhirOptions): HisAdapter {
  const send = sender(http, base)
  const post = (path: string, resource: object): Promise<void> => send(path, JSON.stringify(resource))
  return {
    // Comes in over the node's own REST interface.
    open: async () => {},
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
    async handOver(orderId, patientId, resources, deduplicationId) {
      const identifier = { system: CALL_SYSTEM, value: deduplicationId }
      const head = { resourceType: 'Bundle', identifier, type: 'collection', meta: { tag: [{ system: ORDER_SYSTEM, code: orderId }] } }
      const all = ccda
        ? [...resources, JSON.stringify(documentReference(ccda(patientId, resources), named(orderId, patientId)[0]))]
        : resources
      // As they are written: numbers keep their digits.
      await send('', `${JSON.stringify(head).slice(0, -1)},"entry":[${all.map((text) => `{"resource":${text}}`).join(',')}]}`)
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
    async revoke({ orderId, patientId, why, records, until }, deduplicationId) {
      const day = new Date(until).toISOString().slice(0, 10)
      await post('/Task', {
        resourceType: 'Task',
        identifier: [
          { system: ORDER_SYSTEM, value: orderId },
          { system: CALL_SYSTEM, value: deduplicationId },
        ],
        status: 'requested',
        intent: 'order',
        code: { coding: [{ system: REVOKE_SYSTEM, code: until > 0 ? 'restrict' : 'destroy' }] },
        reasonCode: { coding: [{ system: REVOKE_SYSTEM, code: why }] },
        for: { identifier: named(orderId, patientId)[0] },
        focus: order(orderId),
        ...(until > 0 ? { restriction: { period: { end: day } } } : {}),
        input: records.map((value) => ({
          type: { text: 'verification key' },
          valueIdentifier: { system: RECORD_SYSTEM, value },
        })),
      })
    },
    stop: async () => {},
  }
}
