/**
 * What the stand-in hospital information system keeps: patients, desk codes, orders, documents, and messages still to
 * be sent.
 */
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { prefixRange } from '@hdms/shared/ports/node-store.ts'

export interface Patient {
  readonly id: string
  readonly name: string
  readonly birthDate: string
  readonly sex: string
}
export interface DeskCode {
  readonly code: string
  readonly patientId: string
  readonly usedBy?: string
}
export interface Order {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly birthDate: string
  readonly sex: string
  readonly reason: string
  readonly state: 'new' | 'approved' | 'refused' | 'asked' | 'received' | 'resulted' | 'cancelled'
  readonly patientId?: string
  readonly why?: string
}
export interface OutMessage {
  readonly id: string
  readonly text: string
}

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** Rows as JSON under `kind/id`; a save of several is one batch. */
export class HisStore {
  private readonly rows: NodeStore

  constructor(rows: NodeStore) {
    this.rows = rows
  }
  async get<T>(kind: string, id: string): Promise<T | undefined> {
    const bytes = await this.rows.get(`${kind}/${id}`)
    return bytes && (JSON.parse(decoder.decode(bytes)) as T)
  }
  async list<T>(kind: string): Promise<T[]> {
    return (await this.rows.range(...prefixRange(`${kind}/`))).map(([, bytes]) => JSON.parse(decoder.decode(bytes)) as T)
  }
  /** Ids of the rows of a kind whose key begins so. @param prefix `kind/…` */
  async keys(prefix: string): Promise<string[]> {
    return (await this.rows.range(...prefixRange(prefix))).map(([key]) => key.slice(key.indexOf('/') + 1))
  }
  save(rows: readonly (readonly [kind: string, id: string, value: unknown])[]): Promise<void> {
    return this.rows.commit(
      rows.map(([kind, id, value]) => ({ key: `${kind}/${id}`, value: value === null ? null : encoder.encode(JSON.stringify(value)) })),
    )
  }
  close(): Promise<void> {
    return this.rows.close()
  }
}
