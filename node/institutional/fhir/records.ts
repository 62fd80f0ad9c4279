/**
 * What this hospital has issued, as FHIR resources by the HIS's own patient identifiers: the record of each completed order that stands now. A view: what
 * is signed is the record itself; here ids are made unique, references follow them, and subjects name the HIS's patient.
 */

import type { DocumentStore } from '@hdms/flows/core/documents.ts'
import type { OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { subjectField } from '@hdms/health/fhir/subject.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { type Document, groupsOf } from '@hdms/shared/documents/document.ts'
import { type Json, parseJson, stringMember, writeJson } from '@hdms/shared/documents/json.ts'
import { type OrderBook, startOf } from '../orders.ts'

export interface Issued {
  /** Unique in this node. */
  readonly id: string
  readonly type: string
  readonly patient: string
  /** ISO time of when it was stored here. */
  readonly updated: string
  /** What the HIS is told that it can be read by, before it is issued ({@link addressOf}). */
  readonly address?: string
  /** JSON, numbers as they were written. */
  readonly text: string
}

/** Characters of resources that stay in memory; what is beyond is read again. */
const KEPT = 64 << 20
/** Records that are read at once: one waits for the disk while another is decoded. */
const AHEAD = 8

interface Kept {
  readonly patient: string
  readonly issued: readonly Issued[]
  readonly size: number
}

export class IssuedRecords {
  private readonly orders: OrderBook
  private readonly documents: DocumentStore
  /** By verification key. */
  private readonly kept = new Map<string, Kept>()
  private size = 0

  constructor(orders: OrderBook, documents: DocumentStore) {
    this.orders = orders
    this.documents = documents
    // Nothing of what was erased stays in memory either.
    documents.alsoErased((verificationKey) => {
      this.drop(verificationKey)
      return []
    })
  }

  /** The HIS's identifiers of everybody with a dealing here. */
  patients(): string[] {
    return this.orders.patients().sort()
  }

  /** Whether the HIS's identifier is known from a dealing here. */
  knows(patient: string): boolean {
    return this.orders.ofPatient(patient).length > 0
  }

  /** Everything that was issued and stands, of one patient or of all, newest record first; one record after another, so that all need not be in memory. */
  async *each(patient?: string): AsyncGenerator<Issued> {
    const rows = (patient === undefined ? this.orders.list() : this.orders.ofPatient(patient)).toReversed()
    const under: Promise<readonly Issued[]>[] = []
    for (let next = 0; next < rows.length || under.length > 0; ) {
      while (next < rows.length && under.length < AHEAD) {
        const reading = this.of(rows[next++] as OrderRow)
        // Who asked may be gone before it is awaited.
        reading.catch(() => {})
        under.push(reading)
      }
      yield* await (under.shift() as Promise<readonly Issued[]>)
    }
  }

  async list(patient?: string): Promise<Issued[]> {
    const found: Issued[] = []
    for await (const one of this.each(patient)) found.push(one)
    return found
  }

  /** One resource by its id, which begins with that of its record, or by the address that who sent it was told. */
  async get(id: string): Promise<Issued | undefined> {
    const [orderId = '', sent] = id.split('.')
    const [start = ''] = id.split('-')
    const order = sent === undefined ? this.orders.withRecord(start) : this.orders.get(orderId)
    const all = order ? await this.of(order, true) : []
    return all.find((one) => (sent === undefined ? one.id === id : `${orderId}.${one.address}` === id))
  }

  /** What stands of an order. @param room whether others make room for it in memory */
  private async of({ record, patientId }: OrderRow, room = false): Promise<readonly Issued[]> {
    if (!record || patientId === undefined) return []
    const issued = await this.open(record.verificationKey, patientId, room)
    // Erased by the person and kept for the law alone, perhaps while it was being read.
    return this.orders.isRestricted(record.verificationKey) ? [] : issued
  }

  private async open(verificationKey: string, patient: string, room: boolean): Promise<readonly Issued[]> {
    const row = this.documents.row(verificationKey)
    if (!row) return []
    const known = this.kept.get(verificationKey)
    if (known?.patient === patient) return known.issued
    const leaves = await this.leavesOf(verificationKey)
    if (!leaves) return []
    const values = groupsOf(leaves).map((g) => g.value)
    const issued = viewed(values, verificationKey, patient, new Date(row.storedAt).toISOString())
    this.keep(verificationKey, { patient, issued, size: issued.reduce((sum, { text }) => sum + text.length, 0) }, room)
    return issued
  }
  /** Nothing of a record that was erased while it was being read. */
  private async leavesOf(verificationKey: string): Promise<Document['leaves'] | undefined> {
    try {
      const { leaves } = await this.documents.read(verificationKey)
      return this.documents.has(verificationKey) ? leaves : undefined
    } catch (error) {
      if (this.documents.has(verificationKey)) throw error
      return undefined
    }
  }

  /** Who reads through everything takes the room that is free: else nothing of a large store would be there when it is asked for again. */
  private keep(verificationKey: string, kept: Kept, room: boolean): void {
    this.drop(verificationKey)
    if (kept.size > KEPT / 4) return
    for (const oldest of room ? this.kept.keys() : []) {
      if (this.size + kept.size <= KEPT) break
      this.drop(oldest)
    }
    if (this.size + kept.size > KEPT) return
    this.kept.set(verificationKey, kept)
    this.size += kept.size
  }
  private drop(verificationKey: string): void {
    this.size -= this.kept.get(verificationKey)?.size ?? 0
    this.kept.delete(verificationKey)
  }
}

/**
 * Where a resource of an order's result is read once it is issued: the number of the order, and what the resource is called in it. Records
 * come to be later than the answer to who sent it.
 * @param name type and id that it was sent with, `Observation/7`
 */
export const addressOf = (orderId: string, name: string): string => `${orderId}.${addressed(name)}`
const addressed = (name: string): string => hex(sha256(utf8(name))).slice(0, 24)

function viewed(values: readonly Json[], verificationKey: string, patient: string, updated: string): Issued[] {
  const typeOf = (json: Json): string => stringMember(json, 'resourceType') ?? 'Basic'
  const ids = values.map((_, i) => `${startOf(verificationKey)}-${i + 1}`)
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
    return { id, type: typeOf(json), patient, updated, address, text: writeJson(view) }
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
