/** What a HIS says, whatever its language, checked against the order it claims to be about and given to the flow as an event. */

import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { HIS_EVENT, type HisEvent } from '@hdms/flows/treatment/his-port.ts'
import type { HospitalServices, OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { OrderBook } from '../orders.ts'

export class HisInbound {
  private readonly engine: () => Engine<HospitalServices>
  private readonly orders: OrderBook

  constructor(engine: () => Engine<HospitalServices>, orders: OrderBook) {
    this.engine = engine
    this.orders = orders
  }

  /** The order a message is about. @throws HIS_PROTOCOL when it is not ours, or about another patient */
  order(orderId: string, patientId: string | undefined): OrderRow {
    const order = this.orders.get(orderId) ?? fail('HIS_PROTOCOL', { why: 'the order number is not known here' })
    if (patientId !== undefined && order.patientId !== patientId) fail('HIS_PROTOCOL', { why: 'the order is of another patient' })
    return order
  }

  /** Durable when it resolves, so that the HIS can be acknowledged. The same control id counts once. */
  deliver(orderId: string, event: HisEvent, controlId: string): Promise<void> {
    return this.engine().deliver(HIS_EVENT, orderId, event as unknown as Value, `his/${orderId}/${controlId}`)
  }
}
