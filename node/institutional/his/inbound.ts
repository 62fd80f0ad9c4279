/** What a HIS says, whatever its language, checked against the order it claims to be about and given to the flow as an event. */

import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { correctRecord } from '@hdms/flows/treatment/correction.ts'
import { HIS_EVENT, type HisEvent } from '@hdms/flows/treatment/his-port.ts'
import type { HospitalServices, OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { OrderBook } from '../orders.ts'
import { Patients } from './patients.ts'
import { type Reported, Reports } from './reports.ts'

/** How order numbers of this node look: one that looks so and is not known is a mistake, another is an order of the HIS's own. */
const OURS = /^[0-9a-f]{12}$/

export class HisInbound {
  private readonly engine: () => Engine<HospitalServices>
  private readonly orders: OrderBook
  private readonly store: NodeStore
  private readonly patients: Patients
  private readonly reports: Reports

  constructor(engine: () => Engine<HospitalServices>, orders: OrderBook, store: NodeStore) {
    this.engine = engine
    this.orders = orders
    this.store = store
    this.patients = new Patients(orders)
    this.reports = new Reports({
      store,
      inbound: this,
      correct: async (orderId, resources, kind, reason, client) => {
        const { result } = await this.engine().startFlow(
          correctRecord,
          { orderId, resources: [...resources], kind, reason },
          `correct/${client}`,
        )
        result.catch(() => {})
      },
      correcting: (orderId) =>
        this.engine()
          .flows()
          .some((f) => f.state === 'running' && f.name === correctRecord.name && f.clientId?.startsWith(`correct/${orderId}/`)),
    })
  }

  async load(): Promise<void> {
    await Promise.all([this.patients.load(this.store), this.reports.load()])
  }

  /** An order of this node; undefined when the number is one of the HIS's own. @throws HIS_PROTOCOL when it looks like ours and is not known */
  find(orderId: string): OrderRow | undefined {
    const order = this.orders.get(orderId)
    if (!order && OURS.test(orderId)) fail('HIS_PROTOCOL', { why: 'the order number is not known here' })
    return order
  }

  /**
   * The order a message is about.
   * @param patientIds every identifier that the message has for the patient; none when it need not say
   * @throws HIS_PROTOCOL when it is not ours, or about another patient
   */
  order(orderId: string, patientIds?: readonly string[]): OrderRow {
    const order = this.find(orderId) ?? fail('HIS_PROTOCOL', { why: 'the order number is not known here' })
    const { patientId } = order
    if (patientIds && !patientIds.some((id) => patientId !== undefined && this.patients.same(id, patientId)))
      fail('HIS_PROTOCOL', { why: 'the order is of another patient' })
    return order
  }

  /** Durable when it resolves, so that the HIS can be acknowledged. The same control id counts once. */
  deliver(orderId: string, event: HisEvent, controlId: string): Promise<void> {
    return this.engine().deliver(HIS_EVENT, orderId, event as unknown as Value, `his/${orderId}/${controlId}`)
  }

  /** A result or a change of one. @throws HIS_PROTOCOL */
  result(orderId: string, reported: Reported, controlId: string): Promise<'kept' | 'issued' | 'corrected' | 'unchanged'> {
    return this.reports.take(orderId, reported, controlId)
  }

  /** Two identifiers of the HIS are one patient. @returns whether anybody here is concerned @throws HIS_PROTOCOL */
  async merge(prior: string, surviving: string): Promise<boolean> {
    const changes: Change[] = []
    const outcome = this.patients.merge(changes, prior, surviving)
    if (typeof outcome === 'object') return fail('HIS_PROTOCOL', { why: outcome.refused })
    if (changes.length > 0) await this.store.commit(changes)
    return outcome === 'done'
  }

  /** Goes on with what waited for something else to end. */
  sweep(): Promise<void> {
    return this.reports.sweep()
  }
}
