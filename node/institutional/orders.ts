/**
 * The orders this hospital has open, by placer order number: what a message of the HIS may be about. Beside them what of people's records went to the
 * HIS, what is kept for the law alone, and what was attested. Rows: h/ORDER · hs/SHARE · hr/RECORD · ha/HASH.
 */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { Attested } from '@hdms/flows/erasure/wire.ts'
import type { HandedOver, OrderRow } from '@hdms/flows/treatment/hospital.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { prefixRange } from '@hdms/shared/ports/node-store.ts'

export class OrderBook {
  private readonly rows = new Map<string, OrderRow>()
  private readonly handed = new Map<string, HandedOver>()
  private readonly restricted = new Map<string, number>()
  private readonly said = new Map<string, Attested>()

  async load(store: NodeStore): Promise<void> {
    const read = async <T>(prefix: string, into: Map<string, T>): Promise<void> => {
      for (const [key, bytes] of await store.range(...prefixRange(prefix))) into.set(key.slice(prefix.length), decodeValue<never>(bytes))
    }
    await Promise.all([read('h/', this.rows), read('hs/', this.handed), read('hr/', this.restricted), read('ha/', this.said)])
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
  /** An order whose record was erased: the names in it go as well. */
  forget(changes: Change[], orderId: string): void {
    this.rows.delete(orderId)
    changes.push({ key: `h/${orderId}`, value: null })
  }

  handedOver(changes: Change[], line: HandedOver): void {
    this.handed.set(line.share, line)
    changes.push({ key: `hs/${line.share}`, value: encodeValue({ ...line }) })
  }
  /** @param consent empty for any */
  handings(record: string, consent: string): HandedOver[] {
    return [...this.handed.values()].filter((h) => h.records.includes(record) && (consent === '' || h.consent === consent))
  }
  /** A record is not with the HIS any more. */
  takenBack(changes: Change[], record: string, consent: string): void {
    for (const line of this.handings(record, consent)) {
      const records = line.records.filter((r) => r !== record)
      if (records.length > 0) this.handedOver(changes, { ...line, records })
      else {
        this.handed.delete(line.share)
        changes.push({ key: `hs/${line.share}`, value: null })
      }
    }
  }

  /** Kept for the law alone until a day, ms: shown to nobody. */
  restrict(changes: Change[], record: string, until: number): void {
    this.restricted.set(record, until)
    changes.push({ key: `hr/${record}`, value: encodeValue(until) })
  }
  isRestricted(record: string): boolean {
    return this.restricted.has(record)
  }
  unrestrict(changes: Change[], record: string): void {
    this.restricted.delete(record)
    changes.push({ key: `hr/${record}`, value: null })
  }

  attest(changes: Change[], key: string, attested: Attested): void {
    this.said.set(key, attested)
    changes.push({ key: `ha/${key}`, value: encodeValue({ ...attested }) })
  }
  attested(key: string): Attested | undefined {
    return this.said.get(key)
  }
}
