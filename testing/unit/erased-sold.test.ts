/** C5 of what was sold: what a buyer attests as deleted is not on its disk; who is told when; names and mailboxes live for as long as there is something to say. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocumentRow } from '@hdms/flows/core/documents.ts'
import { DocumentStore } from '@hdms/flows/core/documents.ts'
import { Duties, type Duty, type Sold } from '@hdms/flows/core/duties.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { Vault } from '@hdms/flows/core/vault.ts'
import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import { isGiven, longest } from '@hdms/flows/erasure/basis.ts'
import { oweErasure } from '@hdms/flows/erasure/owed.ts'
import { SoldHolder } from '@hdms/flows/trading/erased.ts'
import { type Answer, Market, pieceOf } from '@hdms/flows/trading/market.ts'
import type { Verified } from '@hdms/flows/trading/sale/check.ts'
import { offerPiece, sealOffer, unsealOffer } from '@hdms/flows/trading/sale/offer-key.ts'
import { Names, type NamesOptions } from '@hdms/node/core/one-time.ts'
import { fileBlobStore } from '@hdms/platform/node/blob-store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { fileSlots } from '@hdms/platform/node/slot-file.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { memoryBlobStore, memoryDisk, memoryNodeStore, memorySlots } from '@hdms/shared/ports/memory-store.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { DAY, HOUR, MINUTE } from '@hdms/shared/time.ts'
import { afterAll, describe, expect, test } from 'vitest'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const folder = mkdtempSync(join(tmpdir(), 'hdms-sold-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Files below the folder that hold these bytes. */
const found = (bytes: Uint8Array): string[] =>
  (readdirSync(folder, { recursive: true, withFileTypes: true }) as { name: string; parentPath: string; isFile(): boolean }[])
    .filter((f) => f.isFile() && readFileSync(join(f.parentPath, f.name)).includes(Buffer.from(bytes)))
    .map((f) => f.name)

const verified = (key: string): Verified => ({
  key,
  recordId: '',
  issuer: '',
  notary: '',
  source: 'self-reported',
  months: '',
  collected: 'own',
})

test('C5 a lot is written anew without what was erased, two erasures at once both leave it, and no file holds the lot of before; a law keeps a record apart', async () => {
  const clock = new SimClock()
  const store = await levelNodeStore(join(folder, 'rows'))
  const slots = new KeySlots(crypto, fileSlots(join(folder, 'slots')), crypto.random(32))
  const documents = new DocumentStore(crypto, await fileBlobStore(join(folder, 'blobs')), slots)
  const market = new Market(clock)
  await market.load(store)
  const [session, peer] = ['ab'.repeat(16), `one-time/${'cd'.repeat(32)}`]
  const keys = [1, 2, 3, 4].map(() => hex(crypto.random(32)))
  const piece = pieceOf(session, 'ef'.repeat(8), 0)
  const stored = await documents.writeBlob(encodeValue(keys.map((key, i) => ({ ...verified(key), resources: [`finding number ${i}`] }))))
  const changes: Change[] = []
  documents.keepPiece(changes, piece, stored)
  const end = Math.floor((clock.now() + DAY) / MINUTE)
  const answer: Answer = {
    ...{
      id: session,
      query: '',
      peer,
      state: 'bought',
      sets: [],
      price: 20,
      why: '',
      consent: '',
      sex: '',
      age: -1,
      took: 0,
      attested: '',
      at: 0,
    },
    ...{
      consents: [{ nullifier: '', notary: '', dealing: 'ef'.repeat(8), end }],
      report: keys.map(verified),
      pieces: [piece],
      resources: 4,
    },
  }
  market.putAnswer(changes, answer)
  await store.commit(changes)
  const marks = [
    readFileSync(join(folder, 'blobs', stored.blob)).subarray(0, 64),
    readFileSync(join(folder, 'slots')).subarray(64 * stored.slot, 64 * stored.slot + 64),
  ].map((bytes) => new Uint8Array(bytes))
  for (const mark of marks) expect(found(mark).length).toBeGreaterThan(0)

  const holder = new SoldHolder({ market, documents }, peer)
  const [one = '', two = '', three = '', four = ''] = keys
  const who = { name: peer, key: '' }
  expect(holder.copies(who, one, '')).toEqual({ here: true, passedOn: true, busy: false, kinds: [], since: end * MINUTE })
  // Of others nothing is found, nor of a record that never came.
  expect(new SoldHolder({ market, documents }, `one-time/${'00'.repeat(32)}`).copies(who, one, '')).toBeUndefined()
  expect(holder.copies(who, 'aa'.repeat(32), '')).toBeUndefined()
  // Under way while a purchase could still open it; one that was ended by hand could not.
  const busy = (): boolean | undefined => holder.copies(who, one, '')?.busy
  market.amend([], session, { underWay: [one] })
  expect(busy()).toBe(false)
  const more: Change[] = []
  documents.keepPiece(more, offerPiece('f1', session), await documents.writeBlob(crypto.random(32)))
  await store.commit(more)
  expect(busy()).toBe(true)
  await documents.erasePieces(store, [offerPiece('f1', session)])
  expect(busy()).toBe(false)
  await Promise.all([holder.destroy(one), holder.destroy(two)])
  for (const mark of marks) expect(found(mark)).toEqual([])
  const lot = async (): Promise<string> => new TextDecoder('latin1').decode(await documents.readPiece(piece))
  const left = await lot()
  expect([0, 1, 2, 3].map((i) => left.includes(`finding number ${i}`))).toEqual([false, false, true, true])
  expect(market.answer(session)).toMatchObject({ resources: 2, pieces: [piece], erased: [one, two] })
  expect(market.answer(session).report.map((r) => r.key)).toEqual([three, four])
  // Kept by a law: out of the lot, in a piece that ends on its own day.
  await holder.tell({ records: [three], until: clock.now() + DAY })
  expect([await lot().then((text) => text.includes('finding number 2')), documents.hasPiece(`law/${session}/${three}`)]).toEqual([
    false,
    true,
  ])
  expect(new TextDecoder('latin1').decode(await documents.readPiece(`law/${session}/${three}`))).toContain('finding number 2')
  await market.destroy(documents, [piece])
  expect(documents.hasPiece(`law/${session}/${three}`)).toBe(true)
  await holder.destroy(three)
  expect(documents.hasPiece(`law/${session}/${three}`)).toBe(false)
  // The use has ended: nothing is here, and that is what is attested, also of what a law would have kept.
  expect(holder.copies(who, four, '')).toMatchObject({ busy: false })
  await holder.destroy(four)
  expect(market.answer(session).report).toEqual([])
  await store.close()
})

test('C5 a node that dies at any write of a destruction finishes it at the next try', async () => {
  for (const records of [1, 2]) {
    let dies = 0
    for (let died = true; died; dies++) {
      const disk = memoryDisk()
      const secret = new Uint8Array(32)
      const open = async () => {
        const store = memoryNodeStore(disk)
        const documents = new DocumentStore(crypto, memoryBlobStore(disk), new KeySlots(crypto, memorySlots(disk), secret))
        const market = new Market(new SimClock())
        await documents.load(store, [])
        const writes = { left: Number.POSITIVE_INFINITY }
        const commit = async (changes: readonly Change[]): Promise<void> => {
          if (writes.left-- <= 0) fail('STORE_FAILED', { why: 'the disk' })
          await store.commit(changes)
        }
        const failing = new Proxy(store, { get: (of, name) => (name === 'commit' ? commit : Reflect.get(of, name).bind(of)) })
        await market.load(failing)
        return { store: failing, documents, market, writes }
      }
      const [session, peer] = ['ab'.repeat(16), 'one-time/x']
      const keys = Array.from({ length: records }, () => hex(crypto.random(32)))
      const piece = pieceOf(session, 'ef'.repeat(8), 0)
      let node = await open()
      const stored = await node.documents.writeBlob(encodeValue(keys.map((key) => ({ ...verified(key), resources: ['one', 'two'] }))))
      const changes: Change[] = []
      node.documents.keepPiece(changes, piece, stored)
      node.market.putAnswer(changes, {
        ...{
          id: session,
          query: '',
          peer,
          state: 'bought',
          sets: [],
          price: 20,
          why: '',
          consent: '',
          sex: '',
          age: -1,
          took: 0,
          attested: '',
          at: 0,
        },
        ...{ consents: [], report: keys.map(verified), pieces: [piece], resources: 2 * records },
      })
      await node.store.commit(changes)
      node.writes.left = dies
      const [gone = '', left] = keys
      died = await new SoldHolder(node, peer).destroy(gone).then(
        () => false,
        (error: unknown) => asHdmsError(error).code === 'STORE_FAILED',
      )
      node = await open()
      await new SoldHolder(node, peer).destroy(gone)
      node = await open()
      const { pieces, report, resources, erased } = node.market.answer(session)
      expect([records, dies, pieces, report.map((r) => r.key), resources, erased]).toEqual(
        left ? [records, dies, [piece], [left], 2, [gone]] : [records, dies, [], [], 0, [gone]],
      )
      const lot = left ? decodeValue<readonly { readonly key: string }[]>(await node.documents.readPiece(piece)) : []
      expect([lot.map((d) => d.key), disk.blobs.size]).toEqual([left ? [left] : [], left ? 1 : 0])
    }
    // It died at each of its writes, and the last try at none.
    expect(dies).toBeGreaterThan(2)
  }
})

describe('C5 whom an erasure has to reach', () => {
  const now = 2_000 * DAY
  const own = crypto.random(32)
  const row = (record: string): DocumentRow => ({
    ...{ verificationKey: record, blob: '', slot: 0, profile: 'fhir-r4', issuer: hex(own), kinds: { Observation: 1 }, storedAt: 0 },
  })
  const sold = (record: string, n: number, more: Partial<Sold> = {}): Sold => ({
    ...{ record, shown: `${n}${n}`.repeat(32), holder: '0a'.repeat(32), buyer: 'O=Buyer,C=KR', as: `one-time/${n}` },
    ...{ asKey: Uint8Array.from({ length: 32 }, () => n), useUntil: now + 10 * DAY, until: now + 40 * DAY, ...more },
  })
  function person(...all: readonly Sold[]) {
    const duties = new Duties()
    duties.putSold([], all, now)
    const services = { crypto, duties, vault: new Vault(), identity: { key: own }, network: { institutionOf: () => undefined } }
    const erase = (record: string, at = now): Change[] => {
      const changes: Change[] = []
      oweErasure(services as unknown as CoreServices, changes, row(record), at)
      return changes
    }
    return { duties, erase, dues: () => duties.list().map((d) => d.due) }
  }

  test('C5 each buyer, by the name and the key that it knows; only who could not be linked with another is told at once', () => {
    const alone = person(sold('aa', 1))
    alone.erase('aa')
    expect(alone.duties.list()).toMatchObject([
      { as: 'one-time/1', records: ['11'.repeat(32)], due: 0, name: 'O=Buyer,C=KR', kinds: [], stored: now + 10 * DAY },
    ])
    const many = person(...[1, 2, 3, 4, 5].map((n) => sold('aa', n)))
    many.erase('aa')
    const drawn = many.dues().filter((due) => due > 0)
    expect([many.dues().length, drawn.length, new Set(drawn).size]).toEqual([5, 4, 4])
    expect(drawn.every((due) => due >= now && due < now + DAY)).toBe(true)
    // Another record under another name, in the same hour; under the same name; days later.
    const apart = person(sold('aa', 1), sold('bb', 2), sold('cc', 2), sold('dd', 3))
    apart.erase('aa')
    apart.erase('bb', now + HOUR)
    const dueOf = (n: number): number[] => apart.duties.list().flatMap((d) => (d.as === `one-time/${n}` ? [d.due] : []))
    expect(dueOf(2).every((due) => due > 0)).toBe(true)
    apart.erase('dd', now + 3 * DAY)
    expect(dueOf(3)).toEqual([0])
  })

  test('C5 nobody is told twice, nor of what is too old, was not sold, or was attested as gone', async () => {
    const { duties, erase } = person(sold('aa', 1), sold('bb', 2), sold('cc', 3, { until: now + DAY }), sold('dd', 4))
    erase('aa')
    erase('aa')
    expect(duties.list()).toHaveLength(1)
    duties.dropSold([], (s) => s.as === 'one-time/2')
    erase('bb')
    erase('cc', now + 2 * DAY)
    expect(duties.list()).toHaveLength(1)
    // A law has it kept: the buyer can be told for longer, and the name is needed.
    duties.keepSold([], 'one-time/4', now + 3 * 366 * DAY)
    expect(duties.soldOf('dd').map((s) => s.until)).toEqual([now + 3 * 366 * DAY])
    duties.putSold([], [], now + 50 * DAY)
    expect(['1', '2', '3', '4'].map((n) => duties.needs(`one-time/${n}`))).toEqual([true, false, false, true])
  })

  test('C5 rows come back from the disk; those of before names lack what they have no use for', async () => {
    const store = memoryNodeStore()
    const changes: Change[] = []
    const { duties } = person()
    duties.putSold(changes, [sold('aa', 1)], now)
    const { as, asKey, due, ...old } = {
      id: 'ab'.repeat(16),
      kind: 'erased',
      state: 'open',
      since: now,
      as: '',
      asKey: new Uint8Array(0),
      due: 0,
    } as const
    expect([as, asKey.length, due]).toEqual(['', 0, 0])
    changes.push({ key: `du/${old.id}`, value: encodeValue(old) })
    await store.commit(changes)
    const again = new Duties()
    await again.load(store)
    expect(again.soldOf('aa')).toEqual([sold('aa', 1)])
    expect(again.get(old.id)).toMatchObject({ as: '', due: 0 } satisfies Partial<Duty>)
  })
})

test('C5 a one-time name outlives its time while it has something to say', async () => {
  const clock = new SimClock()
  const names = (): Names => new Names({ crypto, clock } as unknown as NamesOptions)
  const store = memoryNodeStore()
  const made = [crypto.random(32), crypto.random(32)]
  const first = new Names({ crypto, clock, url: 'http://queue' } as unknown as NamesOptions)
  const named: string[] = []
  for (const seed of made) {
    const { name, row } = await first.make({
      seed,
      secret: crypto.random(32),
      id: crypto.random(16),
      answers: crypto.random(16),
      until: clock.now(),
    })
    const changes: Change[] = []
    first.keep(changes, name, row)
    await store.commit(changes)
    named.push(name)
  }
  clock.jump(3 * DAY)
  const later = names()
  await later.load(store, (name) => name === named[0])
  expect(hex(later.seedOf(named[0] ?? ''))).toBe(hex(made[0] ?? new Uint8Array(0)))
  expect(() => later.seedOf(named[1] ?? '')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
})

test('C5 an offer opens with the secret of its purchase, in its lot, and with nothing else', async () => {
  const [secret, other, dealing] = [crypto.random(32), crypto.random(32), crypto.random(32)]
  const pieces = (s: Uint8Array) =>
    ({ crypto, documents: { readPiece: async () => s } }) as unknown as Pick<CoreServices, 'crypto' | 'documents'>
  const offer = utf8('an offer of more than sixty-four kilobytes '.repeat(2_000))
  const sealed = await sealOffer(crypto, await XWING.publicKey(crypto, secret), dealing, offer)
  expect(await unsealOffer(pieces(secret), '', dealing, sealed)).toEqual(offer)
  const refused = { code: 'OFFER_REFUSED', data: { why: 'it is not sealed to this purchase' } }
  await expect(unsealOffer(pieces(other), '', dealing, sealed)).rejects.toMatchObject(refused)
  await expect(unsealOffer(pieces(secret), '', crypto.random(32), sealed)).rejects.toMatchObject(refused)
  await expect(unsealOffer(pieces(secret), '', dealing, offer)).rejects.toMatchObject(refused)
})

test('C5 the laws of a hospital are none for a buyer, nor the other way round', () => {
  const since = 1_000 * DAY
  const { basis, until } = longest([], since, 'buyer')
  expect([basis, Math.round((until - since) / DAY)]).toEqual(['KR-BSA-research', 1096])
  expect([isGiven(basis, until, [], since, 'buyer'), isGiven(basis, until + 3 * DAY, [], since, 'buyer')]).toEqual([true, false])
  expect([isGiven(basis, until, [], since), isGiven('KR-MSA-record', until, [], since, 'buyer')]).toEqual([false, false])
  expect(isGiven('KR-MSA-record', longest(['Condition'], since).until, ['Condition'], since)).toBe(true)
})
