/** The one function that lets a data key go, rule by rule: records, consent, time, each at the moment of letting go. */
import { DocumentStore } from '@hdms/flows/core/documents.ts'
import type { NotaryPort } from '@hdms/flows/core/notary-port.ts'
import { consentNow, type Held, isHeld, isKeyUnder, keepKey, keyPiece, letGo, writeKey } from '@hdms/flows/core/release.ts'
import type { NetworkPort } from '@hdms/flows/core/services.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { equal, hex } from '@hdms/shared/bytes.ts'
import { encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { fail } from '@hdms/shared/errors.ts'
import { memoryBlobStore, memoryDisk, memoryNodeStore, memorySlots } from '@hdms/shared/ports/memory-store.ts'
import type { BlobStore, Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { SlotFile } from '@hdms/shared/ports/slot-file.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'

const crypto = nativeCrypto()
const KEY = crypto.random(32)
const END = 30_000_000
const NULLIFIER = crypto.random(32)

let store: NodeStore
let documents: DocumentStore
let slots: SlotFile
/** What happens while a piece is being read. */
let meanwhile: () => void
let records: string[]
/** What the notary says, and what happens while it is asked. */
let notary: { unspent: boolean; minute: number; asked: Uint8Array[]; meanwhile: () => unknown }
let network: NetworkPort

async function enter(): Promise<string> {
  const doc = issueDocument(
    'fhir-r4/self-reported',
    crypto.random(32),
    [{ kind: 'Observation', value: fromValue({ a: 'b' }) }],
    crypto.random,
  )
  const changes: Change[] = []
  documents.enter(changes, doc, await documents.writeBlob(encodeDocument(doc)), { storedAt: 0 })
  await store.commit(changes)
  return hex(doc.verificationKey)
}
async function hold(piece = keyPiece('flow', NULLIFIER, crypto.random(8)), of = records): Promise<Held> {
  const stored = await writeKey({ documents }, KEY)
  const changes: Change[] = []
  expect(keepKey({ documents }, changes, piece, stored, of)).toBe(true)
  await store.commit(changes)
  return { piece, records: of, notary: 'N', nullifier: NULLIFIER, end: END }
}
const leave = (held: Held): Promise<Uint8Array> => letGo({ documents, network }, held, async (key) => key)
function supersede(record: string): void {
  documents.supersede([], record, 'ab'.repeat(32))
}

beforeEach(async () => {
  const disk = memoryDisk()
  store = memoryNodeStore(disk)
  slots = memorySlots(disk)
  meanwhile = () => {}
  const blobs = memoryBlobStore(disk)
  const slow: BlobStore = {
    ...blobs,
    async get(id) {
      const bytes = await blobs.get(id)
      meanwhile()
      return bytes
    },
  }
  documents = new DocumentStore(crypto, slow, new KeySlots(crypto, slots, crypto.random(32)))
  notary = { unspent: true, minute: END - 1, asked: [], meanwhile: () => {} }
  const port: Partial<NotaryPort> = {
    unspent: async (nullifier) => {
      notary.asked.push(nullifier)
      await notary.meanwhile()
      return { unspent: notary.unspent, time: notary.minute * MINUTE }
    },
  }
  network = { notary: () => port as NotaryPort } as unknown as NetworkPort
  records = [await enter(), await enter()]
})

describe('a data key', () => {
  test('leaves while its records stand and its consent does, and the notary is asked about that consent each time', async () => {
    const held = await hold()
    expect([await leave(held), await leave(held)]).toEqual([KEY, KEY])
    expect(notary.asked).toEqual([NULLIFIER, NULLIFIER])
  })

  test.each([
    ['withdrawn', 'CONSENT_SPENT', () => Object.assign(notary, { unspent: false })],
    ['ended, to the minute', 'CONSENT_EXPIRED', () => Object.assign(notary, { minute: END })],
    ['of which no end is known', 'CONSENT_EXPIRED', (held: Held) => Object.assign(held, { end: Number.NaN })],
  ])('stays under a consent that is %s', async (_how, code, set) => {
    const held = await hold()
    set(held)
    await expect(leave(held)).rejects.toMatchObject({ code })
  })

  test('stays while the notary is silent', async () => {
    const held = await hold()
    notary.meanwhile = () => fail('SERVICE_UNAVAILABLE', { service: 'notary' })
    await expect(leave(held)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' })
  })

  test('is destroyed with the first of its records, and nobody is asked about it any more', async () => {
    const held = await hold()
    await documents.erase(store, records[1] as string)
    expect([documents.hasPiece(held.piece), isHeld({ documents }, held)]).toEqual([false, false])
    await expect(leave(held)).rejects.toMatchObject({ code: 'RECORDS_GONE' })
    expect(notary.asked).toEqual([])
  })

  test('stays when a record is superseded', async () => {
    const held = await hold()
    supersede(records[0] as string)
    await expect(leave(held)).rejects.toMatchObject({ code: 'RECORDS_GONE' })
    expect(documents.hasPiece(held.piece)).toBe(true)
  })

  test.each([
    ['erased', () => documents.erase(store, records[0] as string)],
    ['superseded', () => supersede(records[0] as string)],
  ])('stays when a record is %s while the notary is asked', async (_how, happen) => {
    const held = await hold()
    notary.meanwhile = happen
    await expect(leave(held)).rejects.toMatchObject({ code: 'RECORDS_GONE' })
  })

  test('stays when a record is superseded while the key is being read', async () => {
    const held = await hold()
    meanwhile = () => supersede(records[0] as string)
    await expect(leave(held)).rejects.toMatchObject({ code: 'RECORDS_GONE' })
  })

  test('stays when one of its records may not leave at the minute that the notary says', async () => {
    const held = await hold()
    const asked: number[] = []
    const mayLeave = (minute: number) => {
      asked.push(minute)
      return (record: string) => record !== records[1]
    }
    await expect(leave({ ...held, mayLeave })).rejects.toMatchObject({ code: 'RECORDS_GONE' })
    expect(asked).toEqual([END - 1])
  })

  test('is not kept when a record was erased, or does not stand, before it is', async () => {
    const stored = await writeKey({ documents }, KEY)
    supersede(records[0] as string)
    const changes: Change[] = []
    expect(keepKey({ documents }, changes, 'key/a', stored, records)).toBe(false)
    expect(() => documents.keepPiece(changes, 'key/a', stored, ['cd'.repeat(32)])).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
    expect([changes, documents.hasPiece('key/a')]).toEqual([[], false])
  })

  test('is found by the consent that it was sealed under, and by no other', () => {
    const piece = keyPiece('flow', NULLIFIER, Uint8Array.of(1))
    expect([
      isKeyUnder(piece, hex(NULLIFIER)),
      isKeyUnder(piece, 'ab'.repeat(32)),
      isKeyUnder(`sale/${hex(NULLIFIER)}/1`, hex(NULLIFIER)),
    ]).toEqual([true, false, false])
  })
})

test('a consent stands until its end and not beyond, by the notary’s time', async () => {
  const relied = { notary: 'N', nullifier: NULLIFIER, end: END }
  expect((await consentNow({ network }, relied)).standing).toBe('stands')
  notary.minute = END
  expect((await consentNow({ network }, relied)).standing).toBe('ended')
  notary.unspent = false
  expect((await consentNow({ network }, relied)).standing).toBe('withdrawn')
})

test('of a key that is destroyed nothing is left where it lay: its slot is overwritten', async () => {
  const held = await hold()
  const before = slots.read(0, slots.size())
  const changes: Change[] = []
  documents.dropPieces(changes, (piece) => piece === held.piece)
  const after = slots.read(0, slots.size())
  const changed = Array.from({ length: before.length / 64 }, (_, i) => i).filter(
    (i) => !equal(before.slice(i * 64, i * 64 + 64), after.slice(i * 64, i * 64 + 64)),
  )
  // The slot of the piece, and no other.
  expect(changed).toEqual([before.length / 64 - 1])
  expect(changes).toEqual([{ key: `raw/${held.piece}`, value: null }])
})
