/**
 * Archives of an institution's node, made while it runs. An archive holds what lasts: ledger, documents with their keys, orders; no
 * dealing that is under way, whose other side has gone on meanwhile. It is sealed under a key of its own, which lies in another folder, on another
 * medium. An erasure has to reach archives too, and nobody can rewrite every copy of one: so it destroys the keys of all archives,
 * and a new archive is made at once.
 *
 *   archive: head ‖ chunks: u32 length ‖ AES-256-GCM, nonce = number of the chunk ‖ last, associated data with the hash of the head
 *   head: magic ‖ u32 length ‖ the key store's file (sealed by itself, entry for entry: bound here as a whole)
 *   key file: nonce (12) ‖ AES-256-GCM of the archive's key under the node's storage key
 */

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { ROWS, SHORT_LIVED } from '@hdms/flows/engine/types.ts'
import { renameForGoodNow } from '@hdms/platform/node/durable.ts'
import { concat, equal, fromUtf8, Reader, utf8, Writer } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { type Disk, MADE, openStorage, type Storage } from '../core/storage.ts'
import { refuse } from './reasons.ts'

const MAGIC = utf8('HDMS archive 2\n')
/** Archives whose head is not bound. */
const MAGIC_OF_OLD = utf8('HDMS archive 1\n')
const CHUNK = 4 << 20
const KIND = { row: 1, slot: 2, blob: 3, end: 4 } as const
const SLOT = 64
const AAD = utf8('hdms archive')
const boundTo = (head: Uint8Array): Uint8Array => concat(AAD, sha256(head))
/** What belongs to a dealing under way, and to nothing without it. */
const UNDER_WAY = [...SHORT_LIVED, ROWS.ask, 'v/lock/']

export interface Places {
  /** Where archives go. */
  readonly folder: string
  /** Where their keys go: another medium, or who has the one has the other. */
  readonly keys: string
}

export interface Archive {
  readonly file: string
  readonly rows: number
  readonly documents: number
  readonly bytes: number
}

export interface BackupOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly logger: Logger
  readonly storage: Storage
  /** Data folder of the node. */
  readonly data: string
  readonly storageKey: Uint8Array
  readonly places: Places
}

const nonceOf = (chunk: number, last: boolean): Uint8Array =>
  new Writer()
    .u64(chunk)
    .u32(last ? 1 : 0)
    .bytes()

export class Backups {
  private readonly o: BackupOptions
  private turn: Promise<unknown> = Promise.resolve()

  constructor(o: BackupOptions) {
    this.o = o
    for (const folder of [o.places.folder, o.places.keys]) mkdirSync(folder, { recursive: true, mode: 0o700 })
  }

  /** Makes an archive of what is there now. @throws STORE_FAILED when it cannot be written; nothing half is left */
  make(): Promise<Archive> {
    const mine = this.turn.then(() => this.write())
    this.turn = mine.catch(() => {})
    return mine
  }

  /** Something was erased: no archive that was made before can be read any more, and a new one is made. */
  erased(): Promise<void> {
    const mine = this.turn.then(() => this.renew())
    this.turn = mine.catch(() => {})
    return mine
  }

  private async renew(): Promise<void> {
    const { places, logger } = this.o
    for (const name of readdirSync(places.keys).filter((n) => n.endsWith('.key'))) destroy(join(places.keys, name))
    const { rows } = await this.write()
    for (const name of readdirSync(places.folder).filter((n) => n.endsWith('.hdms') && !existsSync(keyFileOf(places, n))))
      rmSync(join(places.folder, name))
    logger.info('archives made anew after an erasure', { rows })
  }

  private async write(): Promise<Archive> {
    const { crypto, clock, data, places, storageKey, storage } = this.o
    const name = `${new Date(clock.now()).toISOString().replace(/[-:]/g, '').replace('.', '')}.hdms`
    const [file, key] = [join(places.folder, name), crypto.random(32)]
    const part = `${file}.part`
    try {
      const wrapped = concat(...(await sealedKey(crypto, storageKey, key)))
      const handle = await open(part, 'w', 0o600)
      let counts: Pick<Archive, 'rows' | 'documents'>
      try {
        const secrets = new Uint8Array(readFileSync(join(data, 'keys.json')))
        const head = concat(MAGIC, new Writer().u32(secrets.length).bytes(), secrets)
        await handle.write(head)
        const out = new ChunkWriter(crypto, key, handle, boundTo(head))
        counts = await fill(out, storage, data)
        await out.end()
        await handle.sync()
      } finally {
        await handle.close()
      }
      writeFileSync(keyFileOf(places, name), wrapped, { mode: 0o600, flush: true })
      renameForGoodNow(part, file)
      return { file, ...counts, bytes: statSync(file).size }
    } catch (error) {
      rmSync(part, { force: true })
      return refuse('STORE_FAILED', 'archive-unwritten', {}, error)
    }
  }
}

const keyFileOf = (places: Places, archive: string): string => join(places.keys, `${basename(archive, '.hdms')}.key`)

/** Overwrites, then removes. */
function destroy(path: string): void {
  writeFileSync(path, new Uint8Array(statSync(path).size), { flag: 'r+', flush: true })
  rmSync(path)
}

async function sealedKey(crypto: CryptoProvider, storageKey: Uint8Array, key: Uint8Array): Promise<[Uint8Array, Uint8Array]> {
  const nonce = crypto.random(12)
  return [nonce, await crypto.gcmSeal(storageKey, nonce, AAD, key)]
}

/** Rows first, from one look at the store; then the keys and blobs of the documents that these rows name. */
async function fill(out: ChunkWriter, { store, blobs }: Storage, data: string): Promise<Pick<Archive, 'rows' | 'documents'>> {
  const all = await store.range('\u0000', '\uffff')
  const lasting = all.filter(([key]) => !UNDER_WAY.some((prefix) => key.startsWith(prefix)))
  for (const [key, value] of lasting) await out.put(new Writer().u8(KIND.row).short(utf8(key)).long(value).bytes())
  const slots = new Uint8Array(readFileSync(join(data, 'keys.slots')))
  const own = new Set(store.slots())
  for (let slot = 0; (slot + 1) * SLOT <= slots.length; slot++) {
    const bytes = slots.subarray(slot * SLOT, (slot + 1) * SLOT)
    // Those that were destroyed too: a row of theirs may be in the archive, and says nothing then.
    if (bytes[0] !== 0 && !own.has(slot)) await out.put(new Writer().u8(KIND.slot).u32(slot).rest(bytes).bytes())
  }
  let documents = 0
  for (const id of await blobs.list()) {
    const bytes = await blobs.get(id)
    if (!bytes) continue
    documents++
    await out.put(new Writer().u8(KIND.blob).short(utf8(id)).long(bytes).bytes())
  }
  await out.put(new Writer().u8(KIND.end).u32(lasting.length).u32(documents).bytes())
  return { rows: lasting.length, documents }
}

/** Entries, each with its length before it, cut into sealed chunks. */
class ChunkWriter {
  private waiting: Uint8Array[] = []
  private size = 0
  private chunks = 0
  private readonly crypto: CryptoProvider
  private readonly key: Uint8Array
  private readonly handle: FileHandle
  private readonly aad: Uint8Array

  constructor(crypto: CryptoProvider, key: Uint8Array, handle: FileHandle, aad: Uint8Array) {
    this.crypto = crypto
    this.key = key
    this.handle = handle
    this.aad = aad
  }

  async put(entry: Uint8Array): Promise<void> {
    this.waiting.push(new Writer().u32(entry.length).bytes(), entry)
    this.size += entry.length + 4
    if (this.size >= CHUNK) await this.flush(false)
  }
  end(): Promise<void> {
    return this.flush(true)
  }

  private async flush(last: boolean): Promise<void> {
    const sealed = await this.crypto.gcmSeal(this.key, nonceOf(this.chunks++, last), this.aad, concat(...this.waiting))
    await this.handle.write(concat(new Writer().u32(sealed.length).bytes(), sealed))
    this.waiting = []
    this.size = 0
  }
}

export interface RestoreOptions {
  readonly crypto: CryptoProvider
  /** An empty folder that the node is to have. */
  readonly data: string
  readonly archive: string
  /** The archive's key. */
  readonly key: string
  /** Opens the key store that has just been written into `data`. */
  readonly secrets: () => Promise<SecretStore>
  readonly disk: () => Promise<Disk>
}

const damaged = (): never => refuse('STORE_FAILED', 'archive-damaged')

/**
 * Puts an archive back into an empty data folder.
 * @throws INPUT_INVALID when the folder is not empty or there is no key (an erasure destroyed it), STORE_FAILED when the archive is damaged
 */
export async function restore(o: RestoreOptions): Promise<{ readonly rows: number; readonly documents: number }> {
  const { crypto, data } = o
  if (existsSync(data) && readdirSync(data).some((n) => n !== 'trust')) refuse('INPUT_INVALID', 'not-empty', { what: 'data folder' })
  if (!existsSync(o.archive)) refuse('INPUT_INVALID', 'no-file', { what: 'archive' })
  if (!existsSync(o.key)) refuse('INPUT_INVALID', 'archive-key-gone', { what: 'key of the archive' })
  const bytes = new Uint8Array(readFileSync(o.archive))
  const magic = bytes.slice(0, MAGIC.length)
  if (!equal(magic, MAGIC) && !equal(magic, MAGIC_OF_OLD)) damaged()
  const secretsLength = new DataView(bytes.buffer, MAGIC.length).getUint32(0)
  const from = MAGIC.length + 4
  const aad = equal(magic, MAGIC) ? boundTo(bytes.subarray(0, from + secretsLength)) : AAD
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeFileSync(join(data, 'keys.json'), bytes.subarray(from, from + secretsLength), { mode: 0o600 })
  try {
    const secrets = await o.secrets()
    const storageKey = (await secrets.get('storage')) ?? damaged()
    const wrapped = new Uint8Array(readFileSync(o.key))
    const key = await crypto.gcmOpen(storageKey, wrapped.slice(0, 12), AAD, wrapped.slice(12)).catch(damaged)
    const entries = await opened(crypto, key, aad, bytes.subarray(from + secretsLength))
    return await put(o, secrets, storageKey, entries)
  } catch (error) {
    // Nothing half is left: the archive is put back as a whole, or the folder is empty again.
    for (const name of readdirSync(data).filter((n) => n !== 'trust')) rmSync(join(data, name), { recursive: true, force: true })
    throw error
  }
}

async function opened(crypto: CryptoProvider, key: Uint8Array, aad: Uint8Array, sealed: Uint8Array): Promise<Uint8Array[]> {
  const parts: Uint8Array[] = []
  const view = new DataView(sealed.buffer, sealed.byteOffset)
  for (let at = 0, chunk = 0; at < sealed.length; chunk++) {
    const end = at + 4 + (at + 4 <= sealed.length ? view.getUint32(at) : damaged())
    if (end > sealed.length) damaged()
    parts.push(await crypto.gcmOpen(key, nonceOf(chunk, end === sealed.length), aad, sealed.slice(at + 4, end)).catch(damaged))
    at = end
  }
  const plain = concat(...parts)
  const entries: Uint8Array[] = []
  const lengths = new DataView(plain.buffer, plain.byteOffset)
  for (let at = 0; at < plain.length; ) {
    const length = lengths.getUint32(at)
    entries.push(plain.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return entries
}

async function put(
  o: RestoreOptions,
  secrets: SecretStore,
  storageKey: Uint8Array,
  entries: readonly Uint8Array[],
): Promise<{ rows: number; documents: number }> {
  const rows: { key: string; value: Uint8Array }[] = []
  const blobs: [string, Uint8Array][] = []
  const disk = await o.disk()
  let counts: { rows: number; documents: number } | undefined
  for (const entry of entries) {
    const r = new Reader(entry, 'archive')
    const kind = r.u8()
    if (kind === KIND.row) rows.push({ key: fromUtf8(r.short()), value: r.long() })
    else if (kind === KIND.slot) disk.slots.write(r.u32() * SLOT, r.raw(SLOT))
    else if (kind === KIND.blob) blobs.push([fromUtf8(r.short()), r.long()])
    else counts = { rows: r.u32(), documents: r.u32() }
  }
  if (!counts || counts.rows !== rows.length || counts.documents !== blobs.length) return damaged()
  disk.slots.flush()
  for (const [id, bytes] of blobs) await disk.blobs.put(id, bytes)
  // The keys of the rows themselves are new ones, so storage is made as at a first start.
  await secrets.put(MADE, new Uint8Array(0))
  const storage = await openStorage(o.crypto, disk, secrets, storageKey)
  for (let at = 0; at < rows.length; at += 1000) await storage.store.commit(rows.slice(at, at + 1000))
  await storage.close()
  return counts
}
