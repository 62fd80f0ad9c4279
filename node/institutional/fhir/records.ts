/**
 * What this hospital has issued, as FHIR resources by the HIS's own patient identifiers: the record of each completed order that stands now. A view: what
 * is signed is the record itself; here ids are made unique, references follow them, and subjects name the HIS's patient.
 */

import type { DocumentStore } from '@hdms/flows/core/documents.ts'
import { subjectField } from '@hdms/health/fhir/subject.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { groupsOf } from '@hdms/shared/documents/document.ts'
import { type Json, parseJson, stringMember, writeJson } from '@hdms/shared/documents/json.ts'
import type { OrderBook } from '../orders.ts'

export interface Issued {
  /** Unique in this node. */
  readonly id: string
  readonly type: string
  readonly patient: string
  /** ISO time of when it was stored here. */
  readonly updated: string
  /** What the HIS is told that it can be read by, before it is issued ({@link addressOf}). */
  readonly address?: string
  readonly json: Json
}

/** Records that stay decoded; more are read again. */
const KEPT = 2_000

export class IssuedRecords {
  private readonly orders: OrderBook
  private readonly documents: DocumentStore
  /** By verification key and patient. */
  private readonly decoded = new Map<string, readonly Issued[]>()

  constructor(orders: OrderBook, documents: DocumentStore) {
    this.orders = orders
    this.documents = documents
  }

  /** The HIS's identifiers of everybody with a dealing here. */
  patients(): string[] {
    return [...new Set(this.orders.list().flatMap(({ patientId }) => patientId ?? []))].sort()
  }

  /** Whether the HIS's identifier is known from a dealing here. */
  knows(patient: string): boolean {
    return this.orders.list().some((order) => order.patientId === patient)
  }

  /** Everything that was issued and stands, of one patient or of all, newest record first. */
  async list(patient?: string): Promise<Issued[]> {
    const found: Issued[] = []
    for (const { patientId, record } of this.orders.list().toReversed()) {
      if (!record || patientId === undefined || (patient !== undefined && patientId !== patient)) continue
      // Erased by the person and kept for the law alone.
      if (this.orders.isRestricted(record.verificationKey)) continue
      found.push(...(await this.open(record.verificationKey, patientId)))
    }
    return found
  }

  /** One resource by its id, which begins with that of its record, or by the address that who sent it was told. */
  async get(id: string): Promise<Issued | undefined> {
    const [orderId, sent] = id.split('.')
    if (sent !== undefined) return this.sent(orderId as string, id)
    const [start = ''] = id.split('-')
    const order = this.orders.list().find(({ record }) => record?.verificationKey.startsWith(start))
    if (start.length !== START || !order?.record || order.patientId === undefined) return undefined
    if (this.orders.isRestricted(order.record.verificationKey)) return undefined
    return (await this.open(order.record.verificationKey, order.patientId)).find((one) => one.id === id)
  }

  private async sent(orderId: string, id: string): Promise<Issued | undefined> {
    const order = this.orders.get(orderId)
    if (!order?.record || order.patientId === undefined || this.orders.isRestricted(order.record.verificationKey)) return undefined
    const all = await this.open(order.record.verificationKey, order.patientId)
    return all.find(({ address }) => address !== undefined && `${orderId}.${address}` === id)
  }

  private async open(verificationKey: string, patient: string): Promise<readonly Issued[]> {
    const key = `${verificationKey} ${patient}`
    const row = this.documents.row(verificationKey)
    // Erased: what was decoded of it goes too.
    if (!row) {
      this.decoded.delete(key)
      return []
    }
    const known = this.decoded.get(key)
    if (known) return known
    const { leaves } = await this.documents.read(verificationKey)
    const issued = viewed(
      groupsOf(leaves).map((g) => g.value),
      verificationKey,
      patient,
      new Date(row.storedAt).toISOString(),
    )
    if (this.decoded.size >= KEPT) this.decoded.delete(this.decoded.keys().next().value as string)
    this.decoded.set(key, issued)
    return issued
  }
}

/**
 * Where a resource of an order's result is read once it is issued: the number of the order, and what the resource is called in it. Records
 * come to be later than the answer to who sent it.
 * @param name type and id that it was sent with, `Observation/7`
 */
export const addressOf = (orderId: string, name: string): string => `${orderId}.${addressed(name)}`
const addressed = (name: string): string => hex(sha256(utf8(name))).slice(0, 24)

/** Hex digits of a verification key that begin the ids of its resources. */
const START = 16

function viewed(values: readonly Json[], verificationKey: string, patient: string, updated: string): Issued[] {
  const typeOf = (json: Json): string => stringMember(json, 'resourceType') ?? 'Basic'
  const ids = values.map((_, i) => `${verificationKey.slice(0, START)}-${i + 1}`)
  // References inside the record, by what they were.
  const renamed = new Map(values.map((json, i) => [`${typeOf(json)}/${stringMember(json, 'id') ?? ''}`, `${typeOf(json)}/${ids[i]}`]))
  return values.map((json, i) => {
    const id = ids[i] as string
    const meta = parseJson(JSON.stringify({ versionId: '1', lastUpdated: updated, source: `urn:hdms:record:${verificationKey}` }))
    const subject = parseJson(JSON.stringify({ reference: `Patient/${patient}` }))
    const rest =
      json.t === 'object' ? json.entries.filter(([key]) => !['resourceType', 'id', 'meta', 'subject', 'patient'].includes(key)) : []
    const head = [
      ['resourceType', parseJson(JSON.stringify(typeOf(json)))],
      ['id', parseJson(JSON.stringify(id))],
      ['meta', meta],
    ] as const
    const field = subjectField(typeOf(json))
    const about = field ? ([[field, subject]] as const) : []
    const view: Json = { t: 'object', entries: [...head, ...about, ...rest.map(([key, value]) => [key, follow(value, renamed)] as const)] }
    const address = addressed(`${typeOf(json)}/${stringMember(json, 'id') ?? ''}`)
    return { id, type: typeOf(json), patient, updated, address, json: view }
  })
}

function follow(json: Json, renamed: ReadonlyMap<string, string>): Json {
  if (json.t === 'array') return { t: 'array', items: json.items.map((item) => follow(item, renamed)) }
  if (json.t !== 'object') return json
  return {
    t: 'object',
    entries: json.entries.map(([key, value]) => {
      const target = key === 'reference' && value.t === 'string' ? renamed.get(value.value) : undefined
      return [key, target === undefined ? follow(value, renamed) : parseJson(JSON.stringify(target))] as const
    }),
  }
}

export const textOf = ({ json }: Issued): string => writeJson(json)
