/**
 * The HIS over HL7 v2.5.1 and MLLP, both ways:
 *   ORM^O01 → order (ORC-1 NW) or cancellation (CA)        ← ORR^O02 decision, with the patient identifier and a reason
 *   ← QBP^Q11 data request (profile HDMS_DATA), answered at once by RSP^K11, the data follow as MDM^T02 (FHIR in OBX-5)
 *   ← ORU^R01 result, tied by ORC-2
 */

import type { HisPort } from '@hdms/flows/treatment/his-port.ts'
import { base64, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { Hl7Message } from '@medplum/core'
import { escapeHl7, field, HL7_SEX, hl7Message, messageType, needField } from './hl7-text.ts'
import type { HisInbound } from './inbound.ts'
import { mllpSender, mllpServer } from './mllp.ts'
import { oruToFhir } from './oru-to-fhir.ts'

export interface Hl7Options {
  readonly clock: Clock
  readonly logger: Logger
  readonly inbound: HisInbound
  /** This node's name, as sending facility. */
  readonly facility: string
  /** Where the HIS listens. */
  readonly host: string
  readonly port: number
  /** Where this node listens for the HIS. */
  readonly listen: { readonly host: string; readonly port: number }
}

export interface HisAdapter extends HisPort {
  /** Where the HIS reaches this node. */
  readonly address: string
  stop(): Promise<void>
}

export async function hl7Adapter(o: Hl7Options): Promise<HisAdapter> {
  const sender = mllpSender(o.host, o.port)
  const server = await mllpServer(o.listen.port, o.listen.host, o.logger, (message) => receive(o, message))
  const send = (type: string, control: string, segments: readonly (readonly string[])[]) =>
    sender.send(hl7Message({ from: o.facility, to: 'HIS', type, control: control.slice(0, 20), at: o.clock.now() }, segments))
  return {
    address: `mllp://${o.listen.host}:${server.port}`,
    async submit({ orderId, desk, reason }, deduplicationId) {
      await send('ORM^O01', deduplicationId, [
        [
          'PID',
          '1',
          '',
          `${escapeHl7(desk.code)}^^^HDMS-DESK^VN`,
          '',
          escapeHl7(desk.name),
          '',
          desk.birthDate.replaceAll('-', ''),
          HL7_SEX[desk.sex] ?? 'U',
        ],
        ['ORC', 'NW', orderId],
        ['OBR', '1', orderId, '', 'TREAT^Treatment request^L', '', '', '', '', '', '', '', '', escapeHl7(reason)],
      ])
    },
    async handOver(orderId, patientId, resources, deduplicationId) {
      const bundle = `{"resourceType":"Bundle","type":"collection","entry":[${resources.map((r) => `{"resource":${r}}`).join(',')}]}`
      await send('MDM^T02', deduplicationId, [
        ['EVN', 'T02'],
        ['PID', '1', '', escapeHl7(patientId)],
        ['TXA', '1', 'CN', 'application/fhir+json', '', '', '', '', '', '', '', '', deduplicationId, '', orderId],
        ['OBX', '1', 'ED', 'FHIR^Bundle^L', '', `^application^fhir+json^Base64^${base64(utf8(bundle))}`, '', '', '', '', '', 'F'],
      ])
    },
    async close(orderId, patientId, reason, deduplicationId) {
      const blank = new Array<string>(13).fill('')
      await send('ORM^O01', deduplicationId, [
        ['PID', '1', '', escapeHl7(patientId)],
        ['ORC', 'CA', orderId, ...blank, escapeHl7(reason)],
      ])
    },
    async stop() {
      await sender.close()
      await server.close()
    },
  }
}

async function receive({ inbound, facility, clock }: Hl7Options, message: Hl7Message): Promise<Hl7Message | undefined> {
  const control = needField(message, 'MSH', 10, 'the control id')
  switch (messageType(message)) {
    case 'ORR^O02': {
      const orderId = needField(message, 'ORC', 2, 'the placer order number')
      inbound.order(orderId, undefined)
      const approved = field(message, 'ORC', 1) === 'OK'
      const patientId = approved ? needField(message, 'PID', 3, 'the patient identifier') : ''
      await inbound.deliver(orderId, { kind: 'decision', approved, reason: field(message, 'NTE', 3), patientId }, control)
      return undefined
    }
    case 'QBP^Q11': {
      if (field(message, 'QPD', 1) !== 'HDMS_DATA') fail('HIS_PROTOCOL', { why: 'the query profile (QPD-1) must be HDMS_DATA' })
      const orderId = needField(message, 'QPD', 3, 'the placer order number')
      inbound.order(orderId, needField(message, 'QPD', 4, 'the patient identifier'))
      const items =
        message
          .getSegment('QPD')
          ?.getField(5)
          ?.components.map((repetition) => repetition.join('')) ?? []
      if (items.length === 0 || items.some((i) => !/^[A-Z][A-Za-z]{2,40}$/.test(i)))
        fail('HIS_PROTOCOL', { why: 'the items (QPD-5) must be FHIR resource types' })
      const days = Number(field(message, 'QPD', 6) || '30')
      if (!Number.isInteger(days) || days < 1 || days > 3650) fail('HIS_PROTOCOL', { why: 'the days (QPD-6) must be 1 to 3650' })
      await inbound.deliver(orderId, { kind: 'data-request', items, purpose: needField(message, 'QPD', 7, 'the purpose'), days }, control)
      return hl7Message({ from: facility, to: 'HIS', type: 'RSP^K11', control: `R${control}`.slice(0, 20), at: clock.now() }, [
        ['MSA', 'AA', control],
        ['QAK', field(message, 'QPD', 2), 'OK'],
      ])
    }
    case 'ORU^R01': {
      const orderId = needField(message, 'ORC', 2, 'the placer order number')
      inbound.order(orderId, needField(message, 'PID', 3, 'the patient identifier'))
      await inbound.deliver(orderId, { kind: 'result', ...oruToFhir(message) }, control)
      return undefined
    }
    default:
      return fail('HIS_PROTOCOL', { why: `messages of type ${messageType(message)} are not taken` })
  }
}
