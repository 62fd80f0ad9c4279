/** What a hospital holds of people's records, and how a withdrawal or an erasure reaches it: the node's store, what is under way, and the HIS. */
import type { DocumentRow, DocumentStore } from '@hdms/flows/core/documents.ts'
import type { Vault } from '@hdms/flows/core/vault.ts'
import type { Copies, HolderPort } from '@hdms/flows/erasure/comply.ts'
import { sharesIn } from '@hdms/flows/erasure/owed.ts'
import type { Attested } from '@hdms/flows/erasure/wire.ts'
import type { HisPort } from '@hdms/flows/treatment/his-port.ts'
import type { OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { OrderBook } from './orders.ts'

export interface HolderOptions {
  readonly orders: OrderBook
  readonly store: NodeStore
  readonly his: HisPort
  /** Whether the law makes this hospital keep medical records (docs/his.md). */
  readonly retains: boolean
  /** Of the node, which is made later. */
  readonly node: () => {
    readonly documents: DocumentStore
    readonly vault: Vault
    readonly engine: { sessionRows(): readonly { readonly id: string; readonly ended: boolean }[] }
  }
}

export class HospitalHolder implements HolderPort {
  readonly retains: boolean
  private readonly o: HolderOptions

  constructor(options: HolderOptions) {
    this.o = options
    this.retains = options.retains
  }

  copies(person: { readonly name: string; readonly key: string }, record: string, consent: string): Copies | undefined {
    const { orders } = this.o
    const { documents } = this.o.node()
    const shares = this.shares(record, consent).filter((s) => s.signers.includes(person.key))
    const handed = orders.handings(record, consent).filter((h) => shares.some((s) => s.id === h.share))
    // A withdrawn consent takes nothing away that the hospital issued itself.
    const row = consent === '' ? documents.row(record) : undefined
    const own = row && this.orderOf(person.name, row)
    const issuing = own !== undefined && this.isUnderWay(row?.dealing ?? own.dealing)
    const opening = shares.some((s) => documents.piecesOf(hex(s.recipientKeyHash)).length > 0)
    if (!own && handed.length === 0 && !opening) return undefined
    return {
      here: own !== undefined,
      passedOn: own !== undefined || handed.length > 0,
      busy: issuing || opening,
      kinds: [...new Set([...Object.keys((own && row?.kinds) ?? {}), ...handed.flatMap((h) => h.of?.[record] ?? h.kinds)])],
      since: Math.max(0, (own && row?.storedAt) ?? 0, ...handed.map((h) => h.at)),
    }
  }

  /** The order that a record, or what it was corrected to, completed for a person. */
  private orderOf(person: string, first: DocumentRow): OrderRow | undefined {
    const { documents } = this.o.node()
    const own = this.o.orders.list().filter((o) => o.person === person)
    for (let row: DocumentRow | undefined = first; row; row = documents.row(row.supersededBy ?? '')) {
      const { dealing, verificationKey } = row
      const order = own.find((o) => o.dealing === dealing || o.record?.verificationKey === verificationKey)
      if (order) return order
    }
    return undefined
  }

  private shares(record: string, consent: string) {
    return sharesIn(this.o.node().vault).filter((s) => s.records.includes(record) && (consent === '' || s.consent === consent))
  }
  /** Its flow has a journal in which the record still lies. */
  private isUnderWay(dealing: string): boolean {
    return this.o
      .node()
      .engine.sessionRows()
      .some((s) => s.id === dealing && !s.ended)
  }

  async stop(record: string, consent: string): Promise<void> {
    if (consent === '') return
    const { documents } = this.o.node()
    const pieces = this.shares(record, consent).flatMap((s) => documents.piecesOf(hex(s.recipientKeyHash)))
    await documents.erasePieces(this.o.store, pieces)
  }

  async tell(
    { records, consent, until }: { readonly records: readonly string[]; readonly consent: string; readonly until: number },
    deduplicationId: string,
  ): Promise<void> {
    const { orders, his } = this.o
    const orderIds = new Set(
      records.flatMap((record) => [
        ...orders.handings(record, consent).map((h) => h.orderId),
        ...orders.list().flatMap((o) => (consent === '' && o.record?.verificationKey === record ? [o.orderId] : [])),
      ]),
    )
    const failed: unknown[] = []
    for (const orderId of orderIds) {
      const patientId = orders.get(orderId)?.patientId
      if (patientId === undefined) continue
      const why = consent === '' ? 'record-erased' : 'consent-withdrawn'
      const call = hex(H('revoke', utf8(`${deduplicationId} ${orderId}`))).slice(0, 20)
      // A HIS that is silent about one order is told of the others.
      await his.revoke({ orderId, patientId, why, records, until }, call).catch((error: unknown) => failed.push(error))
    }
    if (failed.length > 0) throw failed[0]
  }

  restrict(changes: Change[], record: string, until: number): void {
    this.o.orders.restrict(changes, record, until)
  }

  async destroy(record: string, consent: string): Promise<void> {
    const { orders, store } = this.o
    const { documents } = this.o.node()
    const changes: Change[] = []
    orders.takenBack(changes, record, consent)
    if (consent === '') {
      orders.unrestrict(changes, record)
      for (const order of orders.list()) if (order.record?.verificationKey === record) orders.forget(changes, order.orderId)
    }
    await store.commit(changes)
    if (consent === '' && documents.has(record)) await documents.erase(store, record)
    else await store.compact('all')
  }

  /** By the hospital's own people: the record, and what lies beside it. @throws NOT_FOUND */
  async erase(record: string): Promise<void> {
    if (!this.o.node().documents.has(record)) fail('NOT_FOUND', { what: 'document' })
    await this.destroy(record, '')
  }

  attested(key: string): Attested | undefined {
    return this.o.orders.attested(key)
  }
  attest(changes: Change[], key: string, attested: Attested): void {
    this.o.orders.attest(changes, key, attested)
  }
}
