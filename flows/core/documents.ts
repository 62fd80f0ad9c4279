/**
 * The off-ledger store: documents, each encrypted under a key of its own, which is wrapped by the node's storage key. Destroying a
 * document destroys its row (with the wrapped key) and its blob. Rows: d/VK.
 */
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { type Document, decodeDocument, groupsOf } from '@hdms/shared/documents/document.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type BlobStore, type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import type { Value } from '../engine/types.ts'

export interface DocumentRow {
  readonly verificationKey: string
  readonly blob: string
  readonly wrappedKey: Uint8Array
  readonly profile: string
  /** Hex of the issuer's identity key. */
  readonly issuer: string
  /** How many groups of which kind. */
  readonly kinds: Readonly<Record<string, number>>
  readonly storedAt: number
  /** Dealing it came from, when it came from one. */
  readonly dealing?: string
  /** Of a registered record. */
  readonly record?: { readonly id: Uint8Array; readonly seed: Uint8Array; readonly issuerSignature: Uint8Array; readonly notary: string }
}

export interface StoredBlob extends Readonly<Record<string, Value>> {
  readonly blob: string
  readonly wrappedKey: Uint8Array
}

const NO_AAD = new Uint8Array(0)

export class DocumentStore {
  private readonly rows = new Map<string, DocumentRow>()
  private readonly crypto: CryptoProvider
  private readonly blobs: BlobStore
  private readonly storageKey: Uint8Array

  constructor(crypto: CryptoProvider, blobs: BlobStore, storageKey: Uint8Array) {
    this.crypto = crypto
    this.blobs = blobs
    this.storageKey = storageKey
  }

  /** Reads the rows and sweeps blobs that no row refers to: their batch never came. */
  async load(store: NodeStore): Promise<void> {
    for (const [key, bytes] of await store.range(...prefixRange('d/'))) this.rows.set(key.slice(2), decodeValue<DocumentRow>(bytes))
    const used = new Set([...this.rows.values()].map((r) => r.blob))
    for (const id of await this.blobs.list()) if (!used.has(id)) await this.blobs.destroy(id)
  }

  list(): DocumentRow[] {
    return [...this.rows.values()].sort((a, b) => a.storedAt - b.storedAt)
  }
  has(verificationKey: string): boolean {
    return this.rows.has(verificationKey)
  }

  /** Encrypts and writes the blob, before the batch that refers to it. @param encoded encodeDocument bytes */
  async writeBlob(encoded: Uint8Array): Promise<StoredBlob> {
    const [blob, key, nonce] = [hex(this.crypto.random(16)), this.crypto.random(32), this.crypto.random(12)]
    await this.blobs.put(blob, await this.crypto.gcmSeal(key, new Uint8Array(12), NO_AAD, encoded))
    const sealed = await this.crypto.gcmSeal(this.storageKey, nonce, fromHex(blob), key)
    const wrappedKey = new Uint8Array(12 + sealed.length)
    wrappedKey.set(nonce)
    wrappedKey.set(sealed, 12)
    return { blob, wrappedKey }
  }

  /** Enters a written document. */
  enter(changes: Change[], doc: Document, stored: StoredBlob, more: Pick<DocumentRow, 'storedAt' | 'dealing' | 'record'>): void {
    const kinds: Record<string, number> = {}
    for (const { kind } of groupsOf(doc.leaves)) kinds[kind] = (kinds[kind] ?? 0) + 1
    const verificationKey = hex(doc.verificationKey)
    const row: DocumentRow = { verificationKey, ...stored, profile: doc.header.profile, issuer: hex(doc.header.issuer), kinds, ...more }
    this.rows.set(verificationKey, row)
    changes.push({ key: `d/${verificationKey}`, value: encodeValue(row) })
  }

  /** @throws NOT_FOUND */
  async read(verificationKey: string): Promise<Document> {
    const row = this.rows.get(verificationKey) ?? fail('NOT_FOUND', { what: 'document' })
    const sealed = (await this.blobs.get(row.blob)) ?? fail('NOT_FOUND', { what: 'document' })
    const key = await this.crypto.gcmOpen(this.storageKey, row.wrappedKey.slice(0, 12), fromHex(row.blob), row.wrappedKey.slice(12))
    return decodeDocument(await this.crypto.gcmOpen(key, new Uint8Array(12), NO_AAD, sealed))
  }

  /** Removes the row in this batch; {@link destroyBlob} follows when it is durable. */
  forget(changes: Change[], verificationKey: string): void {
    this.rows.delete(verificationKey)
    changes.push({ key: `d/${verificationKey}`, value: null })
  }
  destroyBlob(blob: string): Promise<void> {
    return this.blobs.destroy(blob)
  }
}
