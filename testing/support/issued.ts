/** A hospital's FHIR interface over records that lie sealed in a store, without the node around it. */
import { DocumentStore } from '@hdms/flows/core/documents.ts'
import { speakFhir } from '@hdms/node/institutional/fhir/outcome.ts'
import { IssuedRecords } from '@hdms/node/institutional/fhir/records.ts'
import { fhirRest } from '@hdms/node/institutional/fhir/routes.ts'
import { scopeOf } from '@hdms/node/institutional/fhir/scopes.ts'
import { profilesIn } from '@hdms/node/institutional/fhir/validation.ts'
import { HisInbound } from '@hdms/node/institutional/his/inbound.ts'
import { OrderBook } from '@hdms/node/institutional/orders.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue, stringMember } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { BlobStore, Change } from '@hdms/shared/ports/node-store.ts'
import type { SlotFile } from '@hdms/shared/ports/slot-file.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { systemClock } from '@hdms/shared/time.ts'
import type { FastifyInstance } from 'fastify'

const crypto = nativeCrypto()

export class IssuedHere {
  readonly documents: DocumentStore
  readonly orders: OrderBook = new OrderBook()
  readonly records: IssuedRecords
  /** What the audit log was told: event and details. */
  readonly noted: (readonly [string, Readonly<Record<string, string | number>>])[] = []
  private readonly changes: Change[] = []
  private readonly inbound: HisInbound

  /** @param domains of the hospital, as `his-domains` has them */
  constructor(blobs: BlobStore, slots: SlotFile, domains: readonly string[] = []) {
    this.documents = new DocumentStore(crypto, blobs, new KeySlots(crypto, slots, crypto.random(32)))
    this.records = new IssuedRecords(this.orders, this.documents)
    const engine = () => fail('BUG', { what: 'there is no engine here' })
    this.inbound = new HisInbound(engine, this.orders, memoryNodeStore(memoryDisk()), { domains })
  }

  /** A record of some resources, issued by an order. @returns its verification key, hex */
  async issue(orderId: string, patientId: string, resources: readonly object[]): Promise<string> {
    const groups = resources.map(fromValue).map((value) => ({ kind: stringMember(value, 'resourceType') ?? 'Basic', value }))
    const document = issueDocument('fhir-r4/hospital', crypto.random(32), groups, (n) => crypto.random(n))
    const verificationKey = hex(document.verificationKey)
    this.documents.enter(this.changes, document, await this.documents.writeBlob(encodeDocument(document)), { storedAt: systemClock.now() })
    const record = { verificationKey, recordId: hex(crypto.random(32)) }
    this.orders.open(this.changes, { orderId, dealing: hex(crypto.random(16)), patientId, record })
    return verificationKey
  }

  /** @param scopes of the one client, whatever its token is */
  served(...scopes: readonly string[]): FastifyInstance {
    const app = httpService({ logger: silent })
    void app.register(async (own) => {
      speakFhir(own)
      fhirRest(own, {
        ...{ records: this.records, profiles: profilesIn(undefined), facility: 'Hanbit', clock: systemClock },
        named: (patient) => this.inbound.named(patient),
        base: () => 'http://127.0.0.1/fhir',
        client: () => ({ name: 'his', scopes: scopes.map(scopeOf) }),
        audit: (_by, event, details) => void this.noted.push([event, details]),
      })
    })
    return app
  }
}
