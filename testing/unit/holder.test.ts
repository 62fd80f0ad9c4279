/** C5: what a hospital attests as deleted is not on its disk: LevelDB, blobs and key slots of a real folder, read byte by byte. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DocumentStore } from '@hdms/flows/core/documents.ts'
import { Vault } from '@hdms/flows/core/vault.ts'
import type { Revocation } from '@hdms/flows/treatment/his-port.ts'
import { HospitalHolder } from '@hdms/node/institutional/holder.ts'
import { OrderBook } from '@hdms/node/institutional/orders.ts'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { fileSlots } from '@hdms/platform/node/slot-file.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { afterAll, expect, test } from 'vitest'

const crypto = nativeCrypto()
const folder = mkdtempSync(join(tmpdir(), 'hdms-holder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Files below the folder that hold these bytes. */
const found = (bytes: Uint8Array): string[] =>
  (readdirSync(folder, { recursive: true, withFileTypes: true }) as { name: string; parentPath: string; isFile(): boolean }[])
    .filter((f) => f.isFile() && readFileSync(join(f.parentPath, f.name)).includes(Buffer.from(bytes)))
    .map((f) => f.name)

test('C5 a destroyed record leaves no document, key, name or identifier in any file; others stay', async () => {
  const person = { name: 'CN=abcdef0123456789,O=Health In My Storage,C=KR', key: hex(crypto.random(32)) }
  const store = await levelNodeStore(join(folder, 'rows'))
  const slots = new KeySlots(crypto, fileSlots(join(folder, 'slots')), crypto.random(32))
  const documents = new DocumentStore(crypto, await fileBlobStore(join(folder, 'blobs')), slots)
  const orders = new OrderBook()
  const told: Revocation[] = []
  const his = {
    submit: async () => {},
    handOver: async () => {},
    close: async () => {},
    revoke: async (r: Revocation) => void told.push(r),
  }
  const vault = new Vault()
  const holder = new HospitalHolder({
    orders,
    store,
    his,
    retains: false,
    node: () => ({ documents, vault, engine: { sessionRows: () => [] } }),
  })
  const enter = async (n: number): Promise<{ vk: string; blob: Uint8Array; slot: Uint8Array }> => {
    const value = fromValue({ resourceType: 'Observation', note: [{ text: `finding number ${n}` }] })
    const doc = issueDocument('fhir-r4/medical-result', crypto.random(32), [{ kind: 'Observation', value }], (k) => crypto.random(k))
    const stored = await documents.writeBlob(encodeDocument(doc))
    const changes: Change[] = []
    documents.enter(changes, doc, stored, { storedAt: 1, dealing: `dealing-${n}` })
    const record = { verificationKey: hex(doc.verificationKey), recordId: hex(crypto.random(32)) }
    orders.open(changes, {
      orderId: `order-${n}`,
      dealing: `dealing-${n}`,
      person: `${person.name}${n}`,
      patientId: `PATIENT-${n}`,
      record,
    })
    await store.commit(changes)
    const raw = readFileSync(join(folder, 'slots')).subarray(64 * stored.slot, 64 * stored.slot + 64)
    return { vk: record.verificationKey, blob: readFileSync(join(folder, 'blobs', stored.blob)), slot: new Uint8Array(raw) }
  }
  const [gone, kept] = [await enter(1), await enter(2)]
  const marks = (of: typeof gone, n: number): Uint8Array[] => [
    of.blob.subarray(0, 64),
    of.slot,
    utf8(of.vk),
    utf8(`${person.name}${n}`),
    utf8(`PATIENT-${n}`),
  ]
  // The search finds what is there.
  for (const mark of [...marks(gone, 1), ...marks(kept, 2)]) expect(found(mark).length).toBeGreaterThan(0)
  expect(holder.copies({ ...person, name: `${person.name}1` }, gone.vk, '')).toMatchObject({ here: true, passedOn: true, busy: false })
  await holder.tell({ records: [gone.vk], consent: '', until: 0 }, 'call')
  expect(told).toMatchObject([{ orderId: 'order-1', patientId: 'PATIENT-1', why: 'record-erased', records: [gone.vk], until: 0 }])
  await holder.destroy(gone.vk, '')
  for (const mark of marks(gone, 1)) expect(found(mark)).toEqual([])
  for (const mark of marks(kept, 2)) expect(found(mark).length).toBeGreaterThan(0)
  // Again is harmless; by the hospital's own people too, who are told when there is nothing.
  await holder.destroy(gone.vk, '')
  await expect(holder.erase(gone.vk)).rejects.toMatchObject({ code: 'NOT_FOUND' })
  await holder.erase(kept.vk)
  for (const mark of marks(kept, 2)) expect(found(mark)).toEqual([])
  await store.close()
})
