/** The orders this hospital has open, by placer order number: what a message of the HIS may be about. Rows: h/ORDER. */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { OrderRow } from '@hdms/flows/treatment/hospital.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { prefixRange } from '@hdms/shared/ports/node-store.ts'

export class OrderBook {
  private readonly rows = new Map<string, OrderRow>()

  async load(store: NodeStore): Promise<void> {
    for (const [key, bytes] of await store.range(...prefixRange('h/'))) this.rows.set(key.slice(2), decodeValue<OrderRow>(bytes))
  }
  /** Enters an order, or what became known of it. */
  open(changes: Change[], order: OrderRow): void {
    this.rows.set(order.orderId, order)
    changes.push({ key: `h/${order.orderId}`, value: encodeValue({ ...order }) })
  }
  get(orderId: string): OrderRow | undefined {
    return this.rows.get(orderId)
  }
  list(): OrderRow[] {
    return [...this.rows.values()]
  }
}
