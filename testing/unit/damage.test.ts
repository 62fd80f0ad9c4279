/**
 * K1 to K3, N26, N27: whatever happens to the files of a store while nobody looks, its next start is right, or refuses and changes nothing. Each store is filled once, copied,
 * damaged at random, and opened as its service opens it.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rootCeremony } from '@hdms/doorman/server/ca.ts'
import { Doorman } from '@hdms/doorman/server/doorman.ts'
import { DocumentStore } from '@hdms/flows/core/documents.ts'
import { Mailboxes } from '@hdms/message-queue/server/mailboxes.ts'
import { openStorage } from '@hdms/node/core/storage.ts'
import { nodeDisk } from '@hdms/node/main/compose.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { checkMirror, serviceStore } from '@hdms/platform/node/service-store.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { makeCsr, readCrl } from '@hdms/shared/identity/certificates.ts'
import { formatName, parseName } from '@hdms/shared/identity/names.ts'
import { mailboxMessage } from '@hdms/shared/messages/mailbox-signing.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { afterAll, describe, expect, test } from 'vitest'
import { contentOf, damage } from '../support/damage.ts'
import { type Coin, coin, spend } from '../support/ledger.ts'
import { rounds } from '../support/long.ts'
import { seeded } from '../support/random.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const clock = new SimClock(29_450_000 * MINUTE)
const MIN = 29_450_000
const parametersHash = crypto.random(32)

interface Kind {
  readonly name: string
  readonly mirror: boolean
  /** Fills a new store; `earlier` is called when half of it is there. */
  fill(root: string, earlier: () => Promise<void>): Promise<void>
  /** Opens it as its service does. @throws when it refuses; assertions when it is open and not right */
  prove(root: string): Promise<void>
  /** Whether even the first look at it changes a file when it refuses. */
  readonly touches?: boolean
}

const placesIn = (root: string, mirror: boolean) => ({ data: join(root, 'data'), mirror: mirror ? join(root, 'mirror') : undefined })
async function opened(root: string, mirror: boolean): Promise<NodeStore> {
  const places = placesIn(root, mirror)
  checkMirror(places)
  return serviceStore(places)
}
async function using<T>(store: Promise<NodeStore>, work: (store: NodeStore) => Promise<T>): Promise<T> {
  const open = await store
  try {
    return await work(open)
  } finally {
    await open.close()
  }
}
const code = (doing: Promise<unknown>) =>
  doing.then(
    () => 'done',
    (error: unknown) => asHdmsError(error).code,
  )

function notaryStore(mirror: boolean): Kind {
  const seed = crypto.random(32)
  const coins: Coin[] = []
  const start = (store: NodeStore) =>
    Notary.start({ crypto, clock, store: uniquenessStore(store), seed, parameters: () => ({ current: parametersHash, replaced: [] }) })
  const spending = (notary: Notary, one: Coin) =>
    spend(crypto, { notary: notary.id, parametersHash, from: MIN - 1, until: MIN + 10, inputs: [one] })
  const outcome = async (notary: Notary, one: Coin) => {
    const s = await spending(notary, one)
    return 'answer' in (await notary.notarise(s.visible, s.privateRoot, s.witnesses)) ? 'committed' : 'conflict'
  }
  const spendSome = async (notary: Notary, many: number) => {
    const some = await Promise.all(Array.from({ length: many }, () => coin(crypto)))
    coins.push(...some)
    expect(new Set(await Promise.all(some.map((one) => outcome(notary, one))))).toEqual(new Set(['committed']))
  }
  return {
    name: mirror ? 'a notary on two disks' : 'a notary',
    mirror,
    async fill(root, earlier) {
      await using(opened(root, mirror), async (store) => {
        const notary = await start(store)
        await spendSome(notary, 6)
        await store.compact()
        await spendSome(notary, 4)
        await earlier()
        await spendSome(notary, 3)
        await spendSome(notary, 1)
      })
    },
    prove: (root) =>
      using(opened(root, mirror), async (store) => {
        const notary = await start(store)
        // No input that was spent is spent again, and it works.
        expect(await Promise.all(coins.map((one) => outcome(notary, one)))).toEqual(coins.map(() => 'conflict'))
        expect(await outcome(notary, await coin(crypto))).toBe('committed')
      }),
  }
}

function doormanStore(): Kind {
  const seed = crypto.random(32)
  let roots: { root: Uint8Array; doormanCa: Uint8Array }
  let revoked = ''
  let used = ''
  const start = async (store: NodeStore) => {
    roots ??= await rootCeremony(crypto, clock.now(), crypto.random(32), await crypto.publicKey(seed))
    const doorman = new Doorman({ crypto, clock, store, seed, ...roots })
    await doorman.load()
    return doorman
  }
  const join = async (doorman: Doorman, name: string) => {
    const id = await doorman.request(await makeCsr(crypto, crypto.random(32), parseName(name), 'node-ca', 'institution'), undefined)
    await doorman.decide(id, true, '')
    const state = await doorman.state(id)
    return readCertificate((state.status === 'approved' ? state.chain[0] : undefined) as Uint8Array)
  }
  const person = (n: number) =>
    makeCsr(crypto, crypto.random(32), parseName(`CN=${'0123456789abcde'}${n},O=Health In My Storage,C=KR`), 'node-ca', 'person')
  return {
    name: 'a doorman',
    mirror: false,
    async fill(root, earlier) {
      await using(opened(root, false), async (store) => {
        const doorman = await start(store)
        const hospital = await join(doorman, 'O=Alpha,C=KR')
        const { token } = await doorman.invite(hospital.subject, '0123456789abcdef0123456789abcdef')
        await store.compact()
        await join(doorman, 'O=Beta,C=KR')
        await earlier()
        await doorman.request(await person(1), token)
        const gone = await join(doorman, 'O=Gamma,C=KR')
        await doorman.revoke(gone.serial)
        revoked = gone.serial
        used = token
      })
    },
    prove: (root) =>
      using(opened(root, false), async (store) => {
        const doorman = await start(store)
        const { serials } = await readCrl(crypto, await doorman.crl(), await crypto.publicKey(seed))
        expect([...serials]).toContain(revoked)
        expect(await code(doorman.request(await person(2), used))).toBe('CSR_REFUSED')
        expect(formatName((await join(doorman, 'O=Delta,C=KR')).subject)).toBe('O=Delta,C=KR')
      }),
  }
}

function queueStore(): Kind {
  const [id, seed] = [crypto.random(16), crypto.random(32)]
  const signed = (action: 'fetch' | 'ack', n: number) => crypto.sign(seed, mailboxMessage(action, id, n, clock.now()))
  return {
    name: 'a message queue on two disks',
    mirror: true,
    async fill(root, earlier) {
      await using(opened(root, true), async (store) => {
        const boxes = new Mailboxes(crypto, clock, store)
        await boxes.create(id, await crypto.publicKey(seed), new Uint8Array(0))
        for (const word of ['one', 'two', 'three']) await boxes.append(id, utf8(word), 3600)
        await store.compact()
        await boxes.append(id, utf8('four'), 3600)
        await earlier()
        await boxes.acknowledge(id, 2, clock.now(), await signed('ack', 2))
        await boxes.append(id, utf8('five'), 3600)
      })
    },
    prove: (root) =>
      using(opened(root, true), async (store) => {
        const boxes = new Mailboxes(crypto, clock, store)
        const waiting = await boxes.fetch(id, 0, clock.now(), await signed('fetch', 0))
        // What was acknowledged is not delivered again, and nothing that waits is lost.
        expect(waiting.map(({ message }) => fromUtf8(message))).toEqual(['three', 'four', 'five'])
      }),
  }
}

/** Rows as of a service whose state is rows alone: budgets and counts, a map's serial and who was evicted, an issuer's books. */
function plainStore(name: string, mirror: boolean): Kind {
  const kept = new Map<string, string>()
  const put = (store: NodeStore, key: string, value: string | null) => {
    if (value === null) kept.delete(key)
    else kept.set(key, value)
    return store.commit([{ key, value: value === null ? null : utf8(value) }])
  }
  return {
    name,
    mirror,
    async fill(root, earlier) {
      await using(opened(root, mirror), async (store) => {
        for (let i = 0; i < 60; i++) await put(store, `budget/${i % 40}`, `${i} `.repeat(1 + (i % 7) * 9))
        await store.compact()
        for (let i = 0; i < 30; i++) await put(store, `evicted/${i}`, i % 3 === 0 ? null : 'x'.repeat(i * 20))
        await earlier()
        for (let i = 0; i < 20; i++) await put(store, `budget/${i}`, `spent ${i}`)
        await put(store, 'serial', '7')
        await put(store, 'budget/1', null)
      })
    },
    prove: (root) =>
      using(opened(root, mirror), async (store) => {
        const rows = [
          ...(await store.range(...prefixRange('budget/'))),
          ...(await store.range(...prefixRange('evicted/'))),
          ...(await store.range('s', 't')),
        ]
        expect(new Map(rows.map(([key, value]) => [key, fromUtf8(value)]))).toEqual(kept)
      }),
  }
}

function nodeStore(): Kind & { load(root: string): Promise<void> } {
  const kept = new Map<string, Uint8Array>()
  const secrets: SecretStore = {
    get: async (name) => kept.get(name),
    put: async (name, secret) => void kept.set(name, secret),
    getOrCreate: async (name, length) => kept.get(name) ?? (kept.set(name, crypto.random(length)).get(name) as Uint8Array),
  }
  const TEXTS = new Map<string, string>()
  const open = async (root: string) => {
    mkdirSync(join(root, 'data'), { recursive: true })
    const disk = await nodeDisk(join(root, 'data'))
    const storage = await openStorage(crypto, disk, secrets, await secrets.getOrCreate('storage', 32)).catch(async (error: unknown) => {
      disk.slots.close()
      await disk.rows.close()
      throw error
    })
    const documents = new DocumentStore(crypto, storage.blobs, storage.keys)
    return { storage, documents, load: () => documents.load(storage.store, storage.store.slots()) }
  }
  type Opened = Awaited<ReturnType<typeof open>>
  const keep = async ({ storage, documents }: Opened, name: string) => {
    const changes: Change[] = []
    documents.keepPiece(changes, name, await documents.writeBlob(utf8(`${name} of a person `.repeat(40))))
    await storage.store.commit([...changes, { key: `v/${name}`, value: utf8(name) }, { key: `j/${name}`, value: utf8(name) }])
    TEXTS.set(name, `${name} of a person `.repeat(40))
  }
  const erase = async ({ storage, documents }: Opened, name: string) => {
    await documents.erasePieces(storage.store, [name])
    TEXTS.delete(name)
  }
  return {
    name: 'a node with its documents and data keys',
    mirror: false,
    touches: true,
    async fill(root, earlier) {
      const node = await open(root)
      await node.load()
      for (const name of ['blood', 'x-ray', 'erased']) await keep(node, name)
      await node.storage.store.compact()
      await keep(node, 'letter')
      await earlier()
      await keep(node, 'last')
      await erase(node, 'erased')
      await node.storage.close()
    },
    async load(root) {
      const node = await open(root)
      await node.load().finally(() => node.storage.close())
    },
    async prove(root) {
      const node = await open(root)
      try {
        await node.load()
        expect(node.documents.hasPiece('erased')).toBe(false)
        for (const [name, text] of TEXTS) {
          expect(fromUtf8(await node.documents.readPiece(name))).toBe(text)
          expect(fromUtf8((await node.storage.store.get(`v/${name}`)) as Uint8Array)).toBe(name)
        }
      } finally {
        await node.storage.close()
      }
    },
  }
}

test('K1 a node whose disk lost a document says so at its start, and sweeps nothing away', async () => {
  const [kind, root] = [nodeStore(), join(folder, 'lost document')]
  await kind.fill(root, async () => {})
  const documents = join(root, 'data', 'documents')
  const [lost, ...others] = readdirSync(documents) as [string, ...string[]]
  rmSync(join(documents, lost))
  await expect(kind.load(root)).rejects.toMatchObject({ code: 'STORE_DAMAGED', data: { why: 'a document is gone that nobody erased' } })
  expect(readdirSync(documents)).toEqual(others)
})

const KINDS: readonly Kind[] = [
  notaryStore(false),
  notaryStore(true),
  doormanStore(),
  queueStore(),
  plainStore('the rows of a data search or an issuer', false),
  plainStore('the rows of a network map on two disks', true),
  nodeStore(),
]

// In memory where the system has such a folder: thousands of stores are opened, and what a disk would keep of them does not matter.
const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'hdms-damage-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What a refusal says that an operator can use. */
const SAYS = ['STORE_DAMAGED', 'DATA_GONE']

describe.each(KINDS.map((kind) => [kind.name, kind] as const))('K1, K2, K3 %s', (name, kind) => {
  test('whatever happens to its files, is right, or is refused and left as it is', async () => {
    const [whole, earlier] = [join(folder, name, 'whole'), join(folder, name, 'earlier')]
    await kind.fill(whole, async () => cpSync(whole, earlier, { recursive: true }))
    let refused = 0
    const many = rounds(100, 2000)
    for (let seed = 1; seed <= many; seed++) {
      const root = join(folder, name, 'damaged')
      rmSync(root, { recursive: true, force: true })
      cpSync(whole, root, { recursive: true })
      const what = `${name}, seed ${seed}: ${damage(root, earlier, seeded(seed))}`
      const before = contentOf(root)
      try {
        await kind.prove(root)
      } catch (error) {
        const { code, data } = asHdmsError(error)
        if (!SAYS.includes(code)) throw new Error(`${what}: ${code} ${JSON.stringify(data)}`, { cause: error })
        refused++
        if (!kind.touches && !same(before, contentOf(root))) throw new Error(`${what}: refused and changed`, { cause: error })
      }
    }
    // Most damages are noticed; were none, the suite would damage nothing.
    expect(refused).toBeGreaterThan(many / 3)
    expect(refused).toBeLessThan(many)
  }, 1_200_000)
})

const same = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([file, bytes]) => b.get(file) === bytes)
