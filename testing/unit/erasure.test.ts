/** Erasure on a real disk: what lay there before is on none of its files after, and a crash in between is finished at the next start. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DocumentStore } from '@hdms/flows/core/documents.ts'
import { openStorage, type Storage } from '@hdms/node/core/storage.ts'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { fileSlots } from '@hdms/platform/node/slot-file.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { memoryDisk, memoryNodeStore, memorySlots } from '@hdms/shared/ports/memory-store.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { sealedNodeStore } from '@hdms/shared/storage/sealed-store.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'

const crypto = nativeCrypto()
const storageKey = crypto.random(32)
const SLOT = 64

let folder: string
const secrets = new Map<string, Uint8Array>()
const secretStore = {
  get: async (n: string) => secrets.get(n),
  put: async (n: string, s: Uint8Array) => void secrets.set(n, s),
} as SecretStore

interface Opened {
  readonly storage: Storage
  readonly documents: DocumentStore
}
async function open(): Promise<Opened> {
  const disk = {
    rows: await levelNodeStore(join(folder, 'store')),
    blobs: await fileBlobStore(join(folder, 'documents')),
    slots: fileSlots(join(folder, 'keys.slots')),
  }
  const storage = await openStorage(crypto, disk, secretStore, storageKey)
  const documents = new DocumentStore(crypto, storage.blobs, storage.keys)
  documents.alsoErased((key) => [{ key: `ix/${key}`, value: null }])
  await documents.load(storage.store, storage.store.slots())
  return { storage, documents }
}
async function enter({ storage, documents }: Opened, text: string): Promise<string> {
  const doc = issueDocument(
    'fhir-r4/self-reported',
    crypto.random(32),
    [{ kind: 'Observation', value: fromValue({ text }) }],
    crypto.random,
  )
  const changes: Change[] = []
  documents.enter(changes, doc, await documents.writeBlob(encodeDocument(doc)), { storedAt: 0 })
  const key = hex(doc.verificationKey)
  // What others made of it: a row, and a piece that goes with it.
  changes.push({ key: `ix/${key}`, value: utf8(`facts of ${text}`) })
  await storage.store.commit(changes)
  const more: Change[] = []
  documents.keepPiece(more, `key/${key}`, await documents.writeBlob(crypto.random(32)), [key])
  await storage.store.commit(more)
  return key
}
const files = (place = folder): string[] =>
  readdirSync(place, { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? files(join(place, e.name)) : [join(place, e.name)]))
/** A piece of what is never the same twice: the store compresses blocks, and cuts them. */
const onDisk = (bytes: Uint8Array): boolean => files().some((file) => readFileSync(file).includes(Buffer.from(bytes.slice(16, 36))))

/** Every byte that lies on the disk for a record and what was made of it: ciphertexts, wrapped keys, rows. */
async function tracesOf(key: string): Promise<Uint8Array[]> {
  const rows = await (async () => {
    const level = await levelNodeStore(join(folder, 'store'))
    const found = await Promise.all([`d/${key}`, `ix/${key}`, `raw/key/${key}`].map((k) => level.get(k)))
    await level.close()
    return found.map((row) => row ?? new Uint8Array(0))
  })()
  const { storage, documents } = await open()
  const row = documents.row(key)
  const blobs = await Promise.all(files(join(folder, 'documents')).map(async (f) => new Uint8Array(readFileSync(f))))
  const slot = row?.slot ?? -1
  const slots = new Uint8Array(readFileSync(join(folder, 'keys.slots')))
  await storage.close()
  return [...rows, ...blobs, slots.slice(slot * SLOT + 4, (slot + 1) * SLOT)]
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hdms-erase-'))
  secrets.clear()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('nothing of an erased record is on any file: no ciphertext, no wrapped key, no row, nor the bytes of deleted rows; what is kept stays', async () => {
  let node = await open()
  const key = await enter(node, 'a diagnosis nobody else may read')
  await node.storage.close()
  const traces = await tracesOf(key)
  expect(traces).toHaveLength(6)
  // The positive control: they are there before.
  for (const trace of traces) expect([trace.length > 20, onDisk(trace)]).toEqual([true, true])
  node = await open()
  const kept = await enter(node, 'kept')
  await node.documents.erase(node.storage.store, key)
  expect([node.documents.has(key), node.documents.hasPiece(`key/${key}`)]).toEqual([false, false])
  await expect((async () => node.documents.read(key))()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await node.storage.close()
  for (const [i, trace] of traces.entries()) expect([i, onDisk(trace)]).toEqual([i, false])
  // Its own blob and that of its piece are gone; the kept one has two.
  expect(readdirSync(join(folder, 'documents')).filter((f) => !f.startsWith('.'))).toHaveLength(2)
  node = await open()
  expect([node.documents.has(kept), node.documents.hasPiece(`key/${kept}`), node.documents.has(key)]).toEqual([true, true, false])
  expect((await node.storage.store.range('ix/', 'ix0')).map(([k]) => k)).toEqual([`ix/${kept}`])
  await node.storage.close()
})

test.each([
  ['before the rows are gone', 'commit'],
  ['before the blob is gone', 'blob'],
  ['before what the store keeps of deleted rows is gone', 'compact'],
] as const)('a node that dies %s finishes the erasure at its next start', async (_when, at) => {
  let node = await open()
  const key = await enter(node, 'a diagnosis nobody else may read')
  await node.storage.close()
  const traces = await tracesOf(key)
  node = await open()
  const kept = await enter(node, 'kept')
  const { store } = node.storage
  const dies = async (): Promise<never> => {
    throw new Error('killed')
  }
  const dying = { ...store, ...(at === 'commit' ? { commit: dies } : {}), ...(at === 'compact' ? { compact: dies } : {}) }
  if (at === 'blob') Object.assign(node.storage.blobs, { destroy: dies })
  await expect(node.documents.erase(dying, key)).rejects.toThrow('killed')
  // Whatever the point: from the first moment on it cannot be read.
  await expect((async () => node.documents.read(key))()).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await node.storage.close()
  node = await open()
  expect([node.documents.has(key), node.documents.hasPiece(`key/${key}`)]).toEqual([false, false])
  expect(await node.storage.store.get('erasing')).toBeUndefined()
  await node.storage.close()
  // What finished it left the store whole: it opens again, and what is kept can be read.
  node = await open()
  expect([node.documents.has(kept), await node.storage.store.get(`ix/${kept}`)]).toEqual([true, utf8('facts of kept')])
  await node.documents.read(kept)
  await node.storage.close()
  for (const [i, trace] of traces.entries()) expect([i, onDisk(trace)]).toEqual([i, false])
  expect(readdirSync(join(folder, 'documents')).filter((f) => !f.startsWith('.'))).toHaveLength(2)
})

test('a batch that is still being written while an erasure gives the store new keys is not sealed under one that is destroyed', async () => {
  const disk = memoryDisk()
  const slots = memorySlots(disk)
  let release = (): void => {}
  let slow = false
  const inner = memoryNodeStore(disk, () => (slow ? new Promise<void>((resolve) => (release = resolve)) : Promise.resolve()))
  const sealed = await sealedNodeStore(inner, crypto, new KeySlots(crypto, slots, storageKey), ['j/'])
  slow = true
  const written = sealed.commit([{ key: 'v/tx', value: utf8('on its way') }])
  const compacted = sealed.compact('all')
  await new Promise((resolve) => setImmediate(resolve))
  slow = false
  release()
  await Promise.all([written, compacted])
  const again = await sealedNodeStore(inner, crypto, new KeySlots(crypto, slots, storageKey), ['j/'])
  expect(await again.get('v/tx')).toEqual(utf8('on its way'))
})
