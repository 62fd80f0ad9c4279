/**
 * The orders this hospital has open, by placer order number: what a message of the HIS may be about, and by which identifiers the HIS knows their
 * patients. Beside them what of people's records went to the HIS, what is kept for the law alone, and what was attested.
 * Rows: h/ORDER · hp/ORDER → identifiers · hs/SHARE · hr/RECORD · ha/HASH · he/HASH OF ORDER.
 */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { Attested } from '@hdms/flows/erasure/wire.ts'
import type { HandedOver, OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { prefixRange } from '@hdms/shared/ports/node-store.ts'
import { bare, type Identity, identityOf, knownOf } from './his/identity.ts'

/** How the HIS decided on an order; before that there is none. */
export type Decision = 'refused' | Identity

/** How the ids of a record's resources begin: 16 hex digits of its verification key. */
export const startOf = (verificationKey: string): string => verificationKey.slice(0, 16)

const erasedAs = (orderId: string): string => hex(H('erased-order', utf8(orderId))).slice(0, 32)

export class OrderBook {
  private readonly rows = new Map<string, OrderRow>()
  private readonly handed = new Map<string, HandedOver>()
  private readonly restricted = new Map<string, number>()
  private readonly said = new Map<string, Attested>()
  private readonly decisions = new Map<string, Decision>()
  /** Orders by the values of their patients' identifiers. */
  private readonly byValue = new Map<string, Set<string>>()
  /** Orders by what their rows call the patient, in the order in which they were entered. */
  private readonly byPatient = new Map<string, Set<string>>()
  /** Orders by how their records' verification keys begin. */
  private readonly byRecord = new Map<string, string>()
  /** Orders whose records were erased, by a hash of their number. */
  private readonly erased = new Map<string, number>()
  private readonly beside: ((changes: Change[], orderId: string) => void)[] = []

  async load(store: NodeStore): Promise<void> {
    const read = async <T>(prefix: string, into: Map<string, T>): Promise<void> => {
      for (const [key, bytes] of await store.range(...prefixRange(prefix))) into.set(key.slice(prefix.length), decodeValue<never>(bytes))
    }
    await Promise.all([
      read('h/', this.rows),
      read('hp/', this.decisions),
      read('hs/', this.handed),
      read('hr/', this.restricted),
      read('ha/', this.said),
      read('he/', this.erased),
    ])
    for (const row of this.rows.values()) {
      this.enter(row)
      this.index(row.orderId)
    }
  }
  /** Enters an order, or what became known of it. */
  open(changes: Change[], order: OrderRow): void {
    this.leave(order.orderId, order.patientId)
    this.rows.set(order.orderId, order)
    this.enter(order)
    this.index(order.orderId)
    changes.push({ key: `h/${order.orderId}`, value: encodeValue({ ...order }) })
  }
  get(orderId: string): OrderRow | undefined {
    return this.rows.get(orderId)
  }

  /** The HIS decided, or what it calls the patient changed. What the patient is called in the order's row follows. */
  decide(changes: Change[], orderId: string, decision: Decision): void {
    this.decisions.set(orderId, decision)
    this.index(orderId)
    changes.push({ key: `hp/${orderId}`, value: encodeValue(decision) })
    const row = this.rows.get(orderId)
    const patientId = decision === 'refused' ? undefined : decision.ids[0]?.value
    if (row && patientId !== undefined && row.patientId !== patientId) this.open(changes, { ...row, patientId })
  }
  /** Of an order that was matched before identifiers were kept, what its row says. */
  decision(orderId: string): Decision | undefined {
    const known = this.decisions.get(orderId)
    const patientId = this.rows.get(orderId)?.patientId
    return known ?? (patientId === undefined ? undefined : identityOf([bare(patientId)]))
  }
  /** Orders of patients that are known by an identifier of this value, whoever gave it out. */
  withValue(value: string): string[] {
    return [...(this.byValue.get(value) ?? [])]
  }
  private index(orderId: string): void {
    const decision = this.decision(orderId)
    if (decision === undefined || decision === 'refused') return
    for (const { value } of knownOf(decision)) this.byValue.set(value, (this.byValue.get(value) ?? new Set()).add(orderId))
  }
  private enter({ orderId, patientId, record }: OrderRow): void {
    if (patientId !== undefined) this.byPatient.set(patientId, (this.byPatient.get(patientId) ?? new Set()).add(orderId))
    if (record) this.byRecord.set(startOf(record.verificationKey), orderId)
  }
  /** Takes an order's row out of what it is found by. @param stays what its patient is called afterwards: its place among theirs is kept */
  private leave(orderId: string, stays?: string): void {
    const { patientId, record } = this.rows.get(orderId) ?? {}
    if (record) this.byRecord.delete(startOf(record.verificationKey))
    if (patientId === undefined || patientId === stays) return
    const orders = this.byPatient.get(patientId)
    orders?.delete(orderId)
    if (orders?.size === 0) this.byPatient.delete(patientId)
  }

  /** What the patients of all orders are called. */
  patients(): string[] {
    return [...this.byPatient.keys()]
  }
  ofPatient(patientId: string): OrderRow[] {
    return [...(this.byPatient.get(patientId) ?? [])].flatMap((orderId) => this.rows.get(orderId) ?? [])
  }
  /** @param start of the verification key of its record that stands, as {@link startOf} */
  withRecord(start: string): OrderRow | undefined {
    return this.rows.get(this.byRecord.get(start) ?? '')
  }
  list(): OrderRow[] {
    return [...this.rows.values()]
  }
  /**
   * An order whose record was erased: the names in it go as well. A hash of its number stays, so that what is read just
   * then, or comes later, is not kept.
   */
  forget(changes: Change[], orderId: string): void {
    this.erased.set(erasedAs(orderId), 1)
    changes.push({ key: `he/${erasedAs(orderId)}`, value: encodeValue(1) })
    for (const orders of this.byValue.values()) orders.delete(orderId)
    this.leave(orderId)
    this.rows.delete(orderId)
    this.decisions.delete(orderId)
    changes.push({ key: `h/${orderId}`, value: null }, { key: `hp/${orderId}`, value: null })
    for (const forget of this.beside) forget(changes, orderId)
  }
  isErased(orderId: string): boolean {
    return this.erased.size > 0 && this.erased.has(erasedAs(orderId))
  }
  /** Others keep something of orders as well, and forget it in the same batch. */
  onForget(forget: (changes: Change[], orderId: string) => void): void {
    this.beside.push(forget)
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
