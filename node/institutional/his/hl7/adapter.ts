/**
 * The HIS over HL7 v2 and MLLP, both ways (the interface specification is docs/his.md):
 *   ORM^O01 → order (ORC-1 NW) or cancellation (CA)        ← ORR^O02 decision, with the patient identifier and a reason
 *   MDM^T11 → what was handed over for an order is to be destroyed (TXA-19 CA), or kept for the law alone (OB) until a day (NTE-3)
 *   ← QBP^Q11 data request (profile HDMS_DATA), answered at once by RSP^K11, the data follow as MDM^T02 (FHIR in OBX-5)
 *   ← ORU^R01 result, MDM^T02 document, ORM^O01/OMG^O19/OML^O21 cancellation, tied by our order number; ADT: what patients are known by
 */

import type { HisPort } from '@hdms/flows/treatment/his-port.ts'
import { wholeIn } from '@hdms/shared/decimal.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { Hl7Message } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import { bare, type Identifier } from '../identity.ts'
import type { HisInbound } from '../inbound.ts'
import { cxOf } from './identifiers.ts'
import { Inbox } from './inbox.ts'
import { take } from './incoming.ts'
import type { Readers } from './large.ts'
import { type MllpTls, mllpServer } from './mllp.ts'
import { cancellation, handedOver, type Outgoing, revocation, treatmentOrder } from './outgoing.ts'
import { readingThread } from './reading.ts'
import { mllpSender } from './sender.ts'
import { hl7Message } from './text.ts'

export interface Hl7Options {
  readonly clock: Clock
  readonly logger: Logger
  readonly store: NodeStore
  readonly inbound: HisInbound
  /** This node's name, as sending facility. */
  readonly facility: string
  /** Where the HIS listens. */
  readonly to: { readonly host: string; readonly port: number; readonly tls?: MllpTls | undefined }
  /** Where this node listens for the HIS. */
  readonly listen: { readonly host: string; readonly port: number; readonly tls?: MllpTls | undefined }
  /** What the HIS's messages leave unsaid. */
  readonly habits: Habits
  /** A C-CDA of what is handed over, when the HIS wants one besides. */
  readonly ccda?: Ccda | undefined
  /** Told of every answer: type of the message, MSA-1. */
  readonly answered?: (type: string, code: string) => void
  /** Told of every message of which something matches nothing here; and how many days those are kept. */
  readonly unmatched?: (type: string) => void
  readonly unmatchedDays?: number
  /** Reads large messages where others do not wait for it; here when there is no such place. */
  readonly elsewhere?: Readers
}

/** @param patient the HIS's identifier @returns XML */
export type Ccda = (patient: string, resources: readonly string[]) => string

export interface Habits {
  /** Character set of messages that name none in MSH-18 and are no UTF-8. */
  readonly otherwise: string
  /** Zone of times that name none, as +09:00. */
  readonly zone: string
}

export interface HisAdapter extends HisPort {
  /** Lets the HIS in: called when the node has read its store. */
  open(): Promise<void>
  /** Where the HIS reaches this node, once it is open. */
  readonly address: string
  /** Messages that could not be used; a HIS over FHIR is told at once and has none. */
  readonly inbox?: Inbox
  stop(): Promise<void>
}

export async function hl7Adapter(o: Hl7Options): Promise<HisAdapter> {
  const sender = mllpSender(o.to)
  const { clock, logger, store, facility } = o
  const thread = readingThread()
  const handle = (message: Hl7Message, call: string) => take({ elsewhere: thread.read, ...o }, message, call)
  const inbox = new Inbox({
    clock,
    logger,
    store,
    facility,
    otherwise: o.habits.otherwise,
    handle,
    ...(o.answered ? { answered: o.answered } : {}),
    ...(o.unmatched ? { unmatched: o.unmatched } : {}),
    ...(o.unmatchedDays === undefined ? {} : { unmatchedDays: o.unmatchedDays }),
    isErased: (order) => o.inbound.isErased(order),
    expired: (order, call) => o.inbound.leave(order, call),
  })
  await inbox.load()
  for (const { order, call } of inbox.kept.waits()) o.inbound.queue(order, call)
  o.inbound.onDecided((order) => inbox.kept.release(order))
  o.inbound.onSweep(() => inbox.kept.sweep())
  o.inbound.onForget((changes, order) => inbox.kept.forgetOrder(changes, order))
  const patient = (orderId: string, patientId: string): string => cxOf(orNamed(o.inbound.patientOf(orderId), patientId))
  let server: Awaited<ReturnType<typeof mllpServer>> | undefined
  const send = ({ type, segments }: Outgoing, control: string) =>
    sender.send(hl7Message({ from: facility, to: 'HIS', type, control: control.slice(0, 20), at: clock.now() }, segments))
  const document = (orderId: string, patientId: string, number: string) => ({
    orderId,
    patient: patient(orderId, patientId),
    number,
    at: clock.now(),
  })
  return {
    async open() {
      server ??= await mllpServer(o.listen, logger, (frame) => inbox.answers(frame))
    },
    get address() {
      return `mllp://${o.listen.host}:${server?.port ?? o.listen.port}`
    },
    inbox,
    async submit({ orderId, desk, reason }, deduplicationId) {
      await send(treatmentOrder(orderId, desk, reason), deduplicationId)
    },
    async handOver(orderId, patientId, resources, deduplicationId) {
      const ccda = o.ccda?.(patientId, resources)
      await send(handedOver(document(orderId, patientId, deduplicationId), resources, ccda), deduplicationId)
    },
    async revoke({ orderId, patientId, why, records, until }, deduplicationId) {
      await send(revocation(document(orderId, patientId, deduplicationId), why, records, until), deduplicationId)
    },
    async close(orderId, patientId, reason, deduplicationId) {
      await send(cancellation(orderId, patient(orderId, patientId), reason), deduplicationId)
    },
    async stop() {
      await sender.close()
      await server?.close()
      await thread.stop()
    },
  }
}

const orNamed = (ids: readonly Identifier[], patientId: string): readonly Identifier[] => (ids.length > 0 ? ids : [bare(patientId)])

/** mllp or mllps. @throws CONFIG_INVALID */
export function mllpAddress(url: URL): { host: string; port: number; secure: boolean } {
  const port = wholeIn(url.port, 1, 65_535)
  if (port === undefined) return refuse('CONFIG_INVALID', 'port-needed', { name: 'his' })
  return { host: url.hostname, port, secure: url.protocol === 'mllps:' }
}
