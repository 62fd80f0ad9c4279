/** Archives of a node: whole, sealed, unreadable after an erasure, and nothing half after a fault. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DocumentStore } from '@hdms/flows/core/documents.ts'
import { openStorage, type Storage } from '@hdms/node/core/storage.ts'
import { type Archive, Backups, restore } from '@hdms/node/institutional/backup.ts'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { fileSlots } from '@hdms/platform/node/slot-file.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const silent = { info() {}, warn() {}, error() {}, child: () => silent }
const PASSPHRASE = 'an administrator knows it'
const SECRET = 'a diagnosis nobody else may read'

let folder: string
const clock = new SimClock()
const disk = async (data: string) => ({
  rows: await levelNodeStore(join(data, 'store')),
  blobs: await fileBlobStore(join(data, 'documents')),
  slots: fileSlots(join(data, 'keys.slots')),
})
interface Opened {
  readonly storage: Storage
  readonly documents: DocumentStore
  readonly backups: Backups
}
const places = () => ({ folder: join(folder, 'archives'), keys: join(folder, 'keys') })

async function open(data: string): Promise<Opened> {
  const secrets = await openKeyStore(crypto, join(data, 'keys.json'), PASSPHRASE)
  const storageKey = await secrets.getOrCreate('storage', 32)
  const storage = await openStorage(crypto, await disk(data), secrets, storageKey)
  const documents = new DocumentStore(crypto, storage.blobs, storage.keys)
  await documents.load(storage.store, storage.store.slots())
  return { storage, documents, backups: new Backups({ crypto, clock, logger: silent, storage, data, storageKey, places: places() }) }
}
async function keep({ storage, documents }: Opened, name: string, text: string): Promise<void> {
  const stored = await documents.writeBlob(utf8(text))
  await storage.store.commit(
    (() => {
      const changes: Parameters<typeof documents.keepPiece>[0] = []
      documents.keepPiece(changes, name, stored)
      return changes
    })(),
  )
}
const back = (archive: Archive, data: string, key?: string) =>
  restore({
    crypto,
    data,
    archive: archive.file,
    key: key ?? join(places().keys, archive.file.replace(/^.*\//, '').replace('.hdms', '.key')),
    secrets: () => openKeyStore(crypto, join(data, 'keys.json'), PASSPHRASE),
    disk: () => disk(data),
  })
const newData = (name: string): string => mkdtempSync(join(folder, name))

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hdms-backup-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

describe('archives', () => {
  test('what lasts comes back with its keys; what was under way does not; nothing lies in the archive in clear', async () => {
    const node = await open(newData('node'))
    await node.storage.store.commit([
      { key: 'v/tx', value: utf8('a transaction') },
      { key: 'j/flow', value: utf8('a dealing under way') },
    ])
    await keep(node, 'result', SECRET)
    const archive = await node.backups.make()
    // What came later is not in it.
    await keep(node, 'later', 'later')
    await node.storage.close()
    const bytes = readFileSync(archive.file)
    for (const text of [SECRET, 'a transaction', 'a dealing']) expect(bytes.includes(text)).toBe(false)

    const data = join(folder, 'restored')
    expect(await back(archive, data)).toEqual({ rows: archive.rows, documents: 1 })
    const restored = await open(data)
    expect(fromUtf8((await restored.storage.store.get('v/tx')) ?? utf8(''))).toBe('a transaction')
    expect(await restored.storage.store.get('j/flow')).toBeUndefined()
    expect(fromUtf8(await restored.documents.readPiece('result'))).toBe(SECRET)
    expect(restored.documents.hasPiece('later')).toBe(false)
    await restored.storage.close()
  })

  test('an erasure makes every earlier archive unreadable, also a copy of it, and a new one is there at once', async () => {
    const node = await open(newData('node'))
    await keep(node, 'result', SECRET)
    await keep(node, 'other', 'stays')
    const before = await node.backups.make()
    const copy = join(folder, 'copy.hdms')
    writeFileSync(copy, readFileSync(before.file))
    const done = new Promise<void>((resolve) => node.storage.erased(() => void node.backups.erased().then(resolve)))
    clock.jump(1_000)
    await node.documents.erasePieces(node.storage.store, ['result'])
    await node.storage.store.compact('all')
    await done
    await expect(
      back({ ...before, file: copy }, join(folder, 'r1'), join(places().keys, before.file.replace(/^.*\//, '').replace('.hdms', '.key'))),
    ).rejects.toThrow(/erasure after this archive destroyed it/)
    const archives = readdirSync(places().folder)
    expect(archives).toHaveLength(1)
    const data = join(folder, 'r2')
    await back({ ...before, file: join(places().folder, archives[0] as string) }, data)
    const restored = await open(data)
    expect([restored.documents.hasPiece('result'), fromUtf8(await restored.documents.readPiece('other'))]).toEqual([false, 'stays'])
    await restored.storage.close()
    await node.storage.close()
  })

  test.each([
    ['a flipped byte in the middle', (b: Buffer) => void b.writeUInt8(b.readUInt8(b.length >> 1) ^ 1, b.length >> 1)],
    ['the end cut off', (b: Buffer) => b.subarray(0, b.length - 10)],
    ['another beginning', (b: Buffer) => void b.write('HDXX')],
  ])('%s is refused, and the folder is left empty', async (_what, spoil) => {
    const node = await open(newData('node'))
    await keep(node, 'result', SECRET)
    const archive = await node.backups.make()
    await node.storage.close()
    const bytes = readFileSync(archive.file)
    writeFileSync(archive.file, spoil(bytes) ?? bytes)
    const data = join(folder, 'restored')
    await expect(back(archive, data)).rejects.toMatchObject({ code: 'STORE_FAILED' })
    expect(existsSync(data) ? readdirSync(data) : []).toEqual([])
  })

  test('a folder that holds a node is never overwritten; a wrong passphrase leaves nothing behind', async () => {
    const data = newData('node')
    const node = await open(data)
    const archive = await node.backups.make()
    await node.storage.close()
    await expect(back(archive, data)).rejects.toThrow(/not empty/)
    const other = join(folder, 'restored')
    const wrong = restore({
      crypto,
      data: other,
      archive: archive.file,
      key: join(places().keys, archive.file.replace(/^.*\//, '').replace('.hdms', '.key')),
      secrets: () => openKeyStore(crypto, join(other, 'keys.json'), 'something else'),
      disk: () => disk(other),
    })
    await expect(wrong).rejects.toMatchObject({ code: 'PASSPHRASE_WRONG' })
    expect(readdirSync(other)).toEqual([])
  })
})
