/**
 * The off-ledger store: documents, each encrypted under a key of its own, which lies where it can be overwritten. Destroying a
 * document destroys its key, its row and its blob. Beside them lie pieces: bytes that some capability keeps by a name of its own, in the
 * same way. A piece that was made of documents is destroyed with the first of them. Rows: d/VK · raw/NAME · erasing.
 *
 * Records about other people (a child's, a parent's) lie apart: whatever looks for documents, reads or seals them finds the owner's own alone. Whoever
 * wants another person's has to ask for others ({@link DocumentStore.others}), and nothing that shares, sells or answers does.
 */

import { hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { type Document, decodeDocument, groupsOf } from '@hdms/shared/documents/document.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type BlobStore, type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import type { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { REMEDY } from '@hdms/shared/storage/store-proof.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import type { Value } from '../engine/types.ts'
import { type CoreReasons, refuse as refuseFor } from './reasons.ts'

/** A root of a record beside its own, as its issuer registered it. */
export interface RegisteredRoot {
  /** What the document is sealed anew from. */
  readonly seed: Uint8Array
  readonly id: Uint8Array
  readonly issuerSignature: Uint8Array
  /** Of the key that it is registered under; records that were received before corrections came lack it. */
  readonly oneTimeSeed?: Uint8Array
}

export interface DocumentRow {
  readonly verificationKey: string
  readonly blob: string
  /** Where its key lies ({@link KeySlots}). */
  readonly slot: number
  /** The key's name there; undefined in rows from before keys had names. */
  readonly key?: string
  readonly profile: string
  /** Hex of the issuer's identity key. */
  readonly issuer: string
  /** How many groups of which kind. */
  readonly kinds: Readonly<Record<string, number>>
  readonly storedAt: number
  /** Dealing it came from, when it came from one. */
  readonly dealing?: string
  /** Of a record about somebody else than the owner of this node: a name of this node's own for that person. */
  readonly subject?: string
  /** Verification key of the record that stands instead: this one was corrected by its issuer. It can still be verified. */
  readonly supersededBy?: string
  /** Of a registered record. */
  readonly record?: {
    readonly id: Uint8Array
    readonly seed: Uint8Array
    readonly issuerSignature: Uint8Array
    readonly notary: string
    /** Further roots, for one buyer each. */
    readonly roots?: readonly RegisteredRoot[]
  }
}

export interface StoredBlob extends Readonly<Record<string, Value>> {
  readonly blob: string
  readonly slot: number
  readonly key?: string
}

interface PieceRow extends StoredBlob {
  /** Verification keys, hex, of the documents that it was made of. */
  readonly of?: readonly string[]
}

const NO_AAD = new Uint8Array(0)
const PIECE = 'raw/'
/** Stands while an erasure is not through: what the store keeps of deleted rows is still to go. */
const ERASING = 'erasing'
const damaged: RefuseAs<CoreReasons, 'STORE_DAMAGED', 'store' | 'remedy'> = refusingAs(refuseFor, 'STORE_DAMAGED', {
  store: 'documents',
  remedy: REMEDY.restore,
})

/** Says of keys that are gone that they were destroyed: before slots said so, a node died in the middle of an erasure. */
export async function buryOld(store: NodeStore, keys: KeySlots): Promise<void> {
  const rows = [...(await store.range(...prefixRange('d/'))), ...(await store.range(...prefixRange(PIECE)))]
  for (const { slot } of rows.map(([, bytes]) => decodeValue<StoredBlob>(bytes))) if (!keys.has(slot)) keys.destroy(slot)
}

export class DocumentStore {
  private readonly rows = new Map<string, DocumentRow>()
  /** Rows with a subject. */
  private readonly ofOthers = new Map<string, DocumentRow>()
  private readonly pieces = new Map<string, PieceRow>()
  private readonly crypto: CryptoProvider
  private readonly blobs: BlobStore
  private readonly keys: KeySlots
  private readonly dependents: ((verificationKey: string, row: DocumentRow) => Change[])[] = []
  private readonly watchers: ((piece: string) => Change[])[] = []

  constructor(crypto: CryptoProvider, blobs: BlobStore, keys: KeySlots) {
    this.crypto = crypto
    this.blobs = blobs
    this.keys = keys
  }

  /**
   * Reads the rows, finishes erasures that a crash cut short, and sweeps blobs and keys that no row refers to: their batch never came.
   * @param inUse slots of others. @throws STORE_DAMAGED when a key or blob of a row is gone that nobody destroyed; nothing is changed then
   */
  async load(store: NodeStore, inUse: readonly number[]): Promise<void> {
    for (const [, bytes] of await store.range(...prefixRange('d/'))) this.hold(decodeValue<DocumentRow>(bytes))
    for (const [key, bytes] of await store.range(...prefixRange(PIECE)))
      this.pieces.set(key.slice(PIECE.length), decodeValue<PieceRow>(bytes))
    const blobs = await this.blobs.list()
    await this.prove(new Set(blobs))
    // A key was destroyed and then the node died: the erasure is finished.
    for (const row of this.all()) if (!this.isThere(row)) await store.commit(this.forget(row.verificationKey))
    for (const [name, row] of this.pieces) if (!this.isThere(row)) await store.commit(this.forgetPiece(name))
    const kept = [...this.all(), ...this.pieces.values()]
    const used = new Set(kept.map((r) => r.blob))
    for (const id of blobs) if (!used.has(id)) await this.blobs.destroy(id)
    this.keys.retain(new Set([...kept.map((r) => r.slot), ...inUse]))
    // Last: it gives the store itself new keys, which are not among those that are in use now.
    if (await store.get(ERASING)) await this.finish(store)
  }

  private hold(row: DocumentRow): void {
    const rows = row.subject === undefined ? this.rows : this.ofOthers
    rows.set(row.verificationKey, row)
  }
  private all(): DocumentRow[] {
    return [...this.rows.values(), ...this.ofOthers.values()]
  }

  /** What the disk lost is not what a person erased: the rest of it must not be swept away for that. */
  private async prove(blobs: ReadonlySet<string>): Promise<void> {
    await Promise.all(
      [...this.all(), ...this.pieces.values()].map(async ({ slot, key, blob }: Pick<DocumentRow, 'slot' | 'key' | 'blob'>) => {
        const state = this.keys.state(slot, key)
        if (state === 'destroyed') return
        if (state === 'lost') damaged('key-gone')
        if (!blobs.has(blob)) damaged('document-gone')
        await this.keys.get(slot)
      }),
    )
  }
  private isThere({ slot, key }: Pick<DocumentRow, 'slot' | 'key'>): boolean {
    return this.keys.state(slot, key) === 'there'
  }

  /**
   * Keeps a written piece under a name.
   * @param of verification keys, hex, of the documents that it was made of: it is destroyed with the first of them
   * @throws NOT_FOUND when one of them is not here any more
   */
  keepPiece(changes: Change[], name: string, stored: StoredBlob, of: readonly string[] = []): void {
    if (!of.every((verificationKey) => this.rows.has(verificationKey))) fail('NOT_FOUND', { what: 'document' })
    const row: PieceRow = of.length > 0 ? { ...stored, of } : stored
    this.pieces.set(name, row)
    changes.push({ key: PIECE + name, value: encodeValue(row) })
  }
  hasPiece(name: string): boolean {
    return this.pieces.has(name)
  }
  /** Names of pieces that end so. */
  piecesOf(suffix: string): string[] {
    return [...this.pieces.keys()].filter((name) => name.endsWith(suffix))
  }
  /** Whether there are any whose name begins so. */
  hasPieces(prefix: string): boolean {
    return [...this.pieces.keys()].some((name) => name.startsWith(prefix))
  }
  /** @throws NOT_FOUND */
  readPiece(name: string): Promise<Uint8Array> {
    return this.open(this.pieces.get(name) ?? fail('NOT_FOUND', { what: 'piece' }))
  }
  /** Erases pieces: their keys first. Names that are not there are passed over. */
  async erasePieces(store: NodeStore, names: readonly string[]): Promise<void> {
    const there = names.filter((n) => this.pieces.has(n))
    const stored = there.map((n) => this.pieces.get(n) as StoredBlob)
    for (const { slot } of stored) this.keys.destroy(slot)
    await store.commit(there.map((n) => ({ key: PIECE + n, value: null })))
    for (const name of there) this.pieces.delete(name)
    for (const { blob } of stored) await this.blobs.destroy(blob)
  }
  /**
   * Puts a written piece in the place of another one, whose key is destroyed; when that one is gone already, nothing is kept.
   * @param changes what is written in the same batch
   */
  async replacePiece(store: NodeStore, name: string, stored: StoredBlob, changes: readonly Change[]): Promise<void> {
    const before = this.pieces.get(name)
    const old = before ?? stored
    if (before) this.pieces.set(name, stored)
    // A node that dies after it sweeps the old one at its next start: no row names it any more.
    await store.commit(before ? [...changes, { key: PIECE + name, value: encodeValue(stored) }] : changes)
    this.keys.destroy(old.slot)
    await this.blobs.destroy(old.blob)
  }
  /** Lets pieces go that nobody needs any more, within a batch: their keys at once, what is left of them at the next start at the latest. */
  dropPieces(changes: Change[], which: (name: string) => boolean): void {
    for (const name of [...this.pieces.keys()]) if (which(name)) changes.push(...this.forgetPiece(name))
  }

  /** Destroys the key of a piece. @returns its row, and what others made of it */
  private forgetPiece(name: string): Change[] {
    const { slot, blob } = this.pieces.get(name) as PieceRow
    this.keys.destroy(slot)
    this.pieces.delete(name)
    // Without its key it is noise; what stays when the node dies now is swept at the next start.
    void this.blobs.destroy(blob).catch(() => {})
    return [{ key: PIECE + name, value: null }, ...this.watchers.flatMap((rowsOf) => rowsOf(name))]
  }

  /** Another record stands instead of this one from now on. One that was erased meanwhile is passed over. */
  supersede(changes: Change[], verificationKey: string, by: string): void {
    const row = this.rows.get(verificationKey) ?? this.ofOthers.get(verificationKey)
    if (!row) return
    const superseded: DocumentRow = { ...row, supersededBy: by }
    this.hold(superseded)
    changes.push({ key: `d/${verificationKey}`, value: encodeValue(superseded) })
  }

  /** Records about other people: to be looked at by the owner, and for nothing else. */
  others(): DocumentRow[] {
    return [...this.ofOthers.values()].sort((a, b) => a.storedAt - b.storedAt)
  }
  /** @throws NOT_FOUND */
  async readOfOther(verificationKey: string): Promise<Document> {
    return decodeDocument(await this.open(this.ofOthers.get(verificationKey) ?? fail('NOT_FOUND', { what: 'document' })))
  }

  list(): DocumentRow[] {
    return [...this.rows.values()].sort((a, b) => a.storedAt - b.storedAt)
  }
  /** Those that no other record stands instead of. */
  standing(): DocumentRow[] {
    return this.list().filter((row) => row.supersededBy === undefined)
  }
  row(verificationKey: string): DocumentRow | undefined {
    return this.rows.get(verificationKey)
  }
  has(verificationKey: string): boolean {
    return this.rows.has(verificationKey)
  }

  /** Encrypts and writes the blob, before the batch that refers to it. @param encoded encodeDocument bytes */
  async writeBlob(encoded: Uint8Array): Promise<StoredBlob> {
    const [blob, key] = [hex(this.crypto.random(16)), this.crypto.random(32)]
    await this.blobs.put(blob, await this.crypto.gcmSeal(key, new Uint8Array(12), NO_AAD, encoded))
    const slot = await this.keys.put(key)
    return { blob, slot, key: this.keys.name(slot) }
  }

  /** Enters a written document. */
  enter(
    changes: Change[],
    doc: Document,
    stored: StoredBlob,
    more: Pick<DocumentRow, 'storedAt' | 'dealing' | 'record' | 'subject'>,
  ): void {
    const kinds: Record<string, number> = {}
    for (const { kind } of groupsOf(doc.leaves)) kinds[kind] = (kinds[kind] ?? 0) + 1
    const verificationKey = hex(doc.verificationKey)
    const row: DocumentRow = { verificationKey, ...stored, profile: doc.header.profile, issuer: hex(doc.header.issuer), kinds, ...more }
    this.hold(row)
    changes.push({ key: `d/${verificationKey}`, value: encodeValue(row) })
  }

  /** @throws NOT_FOUND */
  async read(verificationKey: string): Promise<Document> {
    return decodeDocument(await this.open(this.rows.get(verificationKey) ?? fail('NOT_FOUND', { what: 'document' })))
  }

  /** That a record is here and no other stands instead: what has to hold of whatever leaves. */
  stands(verificationKey: string): boolean {
    const row = this.rows.get(verificationKey)
    return row !== undefined && row.supersededBy === undefined
  }
  /** A record that stands; nothing when it was erased or superseded, also while it was being read. */
  async readStanding(verificationKey: string): Promise<Document | undefined> {
    if (!this.stands(verificationKey)) return undefined
    try {
      const document = await this.read(verificationKey)
      return this.stands(verificationKey) ? document : undefined
    } catch (error) {
      if (this.stands(verificationKey)) throw error
      return undefined
    }
  }

  private async open({ blob, slot }: Pick<StoredBlob, 'blob' | 'slot'>): Promise<Uint8Array> {
    const key = await this.keys.get(slot)
    const sealed = await this.blobs.get(blob)
    // Erased while it was being read.
    if (!this.keys.has(slot)) fail('NOT_FOUND', { what: 'document' })
    if (!sealed) return damaged('document-gone')
    return this.crypto.gcmOpen(key, new Uint8Array(12), NO_AAD, sealed).catch(() => damaged('document-otherwise'))
  }

  /** Rows that somebody made of a document go with it, and what follows from its erasure is written with it. */
  alsoErased(rowsOf: (verificationKey: string, row: DocumentRow) => Change[]): void {
    this.dependents.push(rowsOf)
  }

  /** Rows that somebody made of a piece go with it. */
  alsoForgotten(rowsOf: (piece: string) => Change[]): void {
    this.watchers.push(rowsOf)
  }

  /** Destroys the keys of a document and of all that was made of it; nothing of them can be read from here on. @returns their rows */
  private forget(verificationKey: string): Change[] {
    const row = (this.rows.get(verificationKey) ?? this.ofOthers.get(verificationKey)) as DocumentRow
    this.keys.destroy(row.slot)
    this.rows.delete(verificationKey)
    this.ofOthers.delete(verificationKey)
    const made = [...this.pieces].flatMap(([name, { of }]) => (of?.includes(verificationKey) ? [name] : []))
    const pieces = made.flatMap((name) => this.forgetPiece(name))
    const more = this.dependents.flatMap((rowsOf) => rowsOf(verificationKey, row))
    return [{ key: `d/${verificationKey}`, value: null }, { key: ERASING, value: Uint8Array.of(1) }, ...pieces, ...more]
  }

  /**
   * Erases a document: first its key, after which nothing of it can be read or let go, then row and blob, then what the store keeps of
   * deleted rows. After a crash in between the next start finishes it. @throws NOT_FOUND
   */
  async erase(store: NodeStore, verificationKey: string): Promise<void> {
    const { blob } = this.rows.get(verificationKey) ?? this.ofOthers.get(verificationKey) ?? fail('NOT_FOUND', { what: 'document' })
    await store.commit(this.forget(verificationKey))
    await this.blobs.destroy(blob)
    await this.finish(store)
  }

  private async finish(store: NodeStore): Promise<void> {
    await store.compact('all')
    await store.commit([{ key: ERASING, value: null }])
  }
}
