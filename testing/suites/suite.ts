/**
 * What a node needs of a platform, and a node upon it: the same cases in Node and in Chromium. Portable: it imports nothing of
 * either, and reports by throwing.
 */
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { Engine } from '@hdms/flows/engine/engine.ts'
import type { Desk } from '@hdms/flows/treatment/his-port.ts'
import { router } from '@hdms/node/core/routes.ts'
import { type Disk, openStorage } from '@hdms/node/core/storage.ts'
import { type Direct, type DirectNeeds, type NetworkAddress, type PersonalNode, startPerson } from '@hdms/node/personal/person.ts'
import { concat, fromHex, hex, utf8 } from '@hdms/shared/bytes.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { KeySlots } from '@hdms/shared/storage/key-slots.ts'
import { type KeyFile, KeyStore, type Stretch } from '@hdms/shared/storage/key-store.ts'
import { sealedNodeStore } from '@hdms/shared/storage/sealed-store.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'

export interface OpenDisk extends Disk {
  readonly keyFile: KeyFile
  /** Lets go of it; opened again under its name it holds what it held. */
  close(): Promise<void>
}
export interface Environment {
  readonly crypto: CryptoProvider
  readonly stretch: Stretch
  disk(name: string): Promise<OpenDisk>
  readonly direct: (needs: DirectNeeds) => Promise<Direct>
}
/** A running network, and somebody whom a hospital of it invited. */
export interface Guest {
  readonly network: NetworkAddress
  readonly invitation: string
  readonly hospital: string
  readonly desk: Desk
  /** A FHIR bundle of theirs. */
  readonly bundle: string
}
/** A guest as it can be sent to a page: certificates in base64. */
export type GuestMessage = Omit<Guest, 'network'> & {
  readonly network: Omit<Guest['network'], 'root' | 'doormanCa'> & { readonly root: string; readonly doormanCa: string }
}

export interface Case {
  readonly name: string
  run(env: Environment, guest: () => Promise<Guest>): Promise<void>
}

// ── Saying what is wrong ─────────────────────────────────────────────────────────────────────────────────────────────

function same(found: unknown, wanted: unknown, what: string): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)]
  if (a !== b) throw new Error(`${what}: found ${a}, wanted ${b}`)
}
async function refused(code: string, work: Promise<unknown>): Promise<void> {
  const found = await work.then(
    () => 'nothing',
    (error: unknown) => asHdmsError(error).code,
  )
  same(found, code, 'refusal')
}
/** Waits for what the node does by itself; the test's own timeout ends it. */
async function until(look: () => Promise<boolean>): Promise<void> {
  while (!(await look())) await new Promise((resolve) => setTimeout(resolve, 30))
}

const text = (bytes: Uint8Array | undefined) => bytes && new TextDecoder().decode(bytes)
const put = (key: string, value: string): Change => ({ key, value: utf8(value) })
const texts = async (store: NodeStore, from: string, to: string) =>
  (await store.range(from, to)).map(([key, value]) => `${key}=${text(value)}`)

async function withDisk<T>(env: Environment, name: string, work: (disk: OpenDisk) => Promise<T>): Promise<T> {
  const disk = await env.disk(name)
  try {
    return await work(disk)
  } finally {
    await disk.close()
  }
}

// ── Cases ────────────────────────────────────────────────────────────────────────────────────────────────────────────

const stores: readonly Case[] = [
  {
    name: 'rows are ordered, replaced and deleted in one batch, and are there when the store is opened again',
    async run(env) {
      await withDisk(env, 'rows', async ({ rows }) => {
        await rows.commit([put('a/2', 'two'), put('a/1', 'one'), put('b/1', 'other')])
        await rows.commit([put('a/2', 'TWO'), { key: 'a/1', value: null }, put('a/3', 'three')])
      })
      await withDisk(env, 'rows', async ({ rows }) => {
        same(await texts(rows, 'a/', 'a/\uffff'), ['a/2=TWO', 'a/3=three'], 'range')
        same(text(await rows.get('b/1')), 'other', 'row')
        same((await rows.get('a/1')) === undefined, true, 'deleted row')
      })
    },
  },
  {
    name: 'a batch of a thousand rows is one; many batches at once all arrive',
    async run(env) {
      await withDisk(env, 'many', async ({ rows }) => {
        await rows.commit(Array.from({ length: 1000 }, (_, i) => put(`n/${String(i).padStart(4, '0')}`, String(i))))
        await Promise.all(Array.from({ length: 50 }, (_, i) => rows.commit([put(`m/${i}`, String(i))])))
        same((await rows.range('n/', 'n/\uffff')).length, 1000, 'rows')
        same((await rows.range('m/', 'm/\uffff')).length, 50, 'batches')
      })
    },
  },
  {
    name: 'blobs are kept, listed and destroyed',
    async run(env) {
      await withDisk(env, 'blobs', async ({ blobs }) => {
        await blobs.put('aa00aa00', utf8('x'.repeat(100_000)))
        await blobs.put('bb00bb00', utf8('y'))
        await blobs.destroy('bb00bb00')
        await blobs.destroy('bb00bb00')
      })
      await withDisk(env, 'blobs', async ({ blobs }) => {
        same(await blobs.list(), ['aa00aa00'], 'blobs')
        same((await blobs.get('aa00aa00'))?.length, 100_000, 'bytes')
        same((await blobs.get('bb00bb00')) === undefined, true, 'destroyed blob')
      })
    },
  },
  {
    name: 'a destroyed key is gone from the file; its neighbours stay',
    async run(env) {
      const storageKey = env.crypto.random(32)
      const [one, two] = [env.crypto.random(32), env.crypto.random(32)]
      const wrapped = await withDisk(env, 'slots', async ({ slots }) => {
        const keys = new KeySlots(env.crypto, slots, storageKey)
        const [a, b] = [await keys.put(one), await keys.put(two)]
        const before = hex(slots.read(a * 64 + 4, 60))
        keys.destroy(a)
        same(hex(await keys.get(b)), hex(two), 'neighbour')
        return before
      })
      await withDisk(env, 'slots', async ({ slots }) => {
        const keys = new KeySlots(env.crypto, slots, storageKey)
        same(keys.has(0), false, 'destroyed key')
        same(hex(await keys.get(1)), hex(two), 'neighbour')
        same(hex(slots.read(0, slots.size())).includes(wrapped), false, 'its bytes')
        keys.retain(new Set())
        same(keys.has(1), false, 'key that nobody uses')
      })
    },
  },
  {
    name: 'sealed rows hold nothing in clear, cannot change places, and lose their key when they are compacted',
    async run(env) {
      const storageKey = env.crypto.random(32)
      const old = await withDisk(env, 'sealed', async (disk) => {
        const keys = new KeySlots(env.crypto, disk.slots, storageKey)
        const store = await sealedNodeStore(disk.rows, env.crypto, keys, ['j/'])
        await store.commit([put('j/1', 'journal of a treatment'), put('v/1', 'vault')])
        const raw = (await disk.rows.get('j/1')) as Uint8Array
        same(text(raw)?.includes('treatment'), false, 'clear text')
        const [, brief = -1] = store.slots()
        await store.commit([{ key: 'j/1', value: null }])
        await store.compact('short-lived')
        same(keys.has(brief), false, 'key of the journal')
        // Whoever kept the old bytes cannot open them any more.
        await disk.rows.commit([{ key: 'j/1', value: raw }])
        return raw
      })
      await withDisk(env, 'sealed', async (disk) => {
        const keys = new KeySlots(env.crypto, disk.slots, storageKey)
        const store = await sealedNodeStore(disk.rows, env.crypto, keys, ['j/'])
        await refused('NOT_FOUND', store.get('j/1'))
        same(text(await store.get('v/1')), 'vault', 'lasting row')
        // As often as somebody erases something.
        await disk.rows.commit([{ key: 'j/1', value: null }])
        for (let round = 0; round < 3; round++) await store.compact('all')
        same(text(await store.get('v/1')), 'vault', 'row after compactions')
        same((await store.range('\u0000', '\uffff\uffff')).length, 1, 'rows that a compaction shows')
        const moved = (await disk.rows.get('v/1')) as Uint8Array
        await disk.rows.commit([{ key: 'v/2', value: moved }])
        await refused('ENVELOPE_REFUSED', store.get('v/2'))
        same(old.length > 0, true, 'old bytes')
      })
    },
  },
  {
    name: 'secrets open with the passphrase or a passkey, and with nothing else',
    async run(env) {
      const passkey = { credential: 'c1', salt: env.crypto.random(32) }
      const touched = env.crypto.random(32)
      const options = ({ keyFile }: OpenDisk) => ({ crypto: env.crypto, stretch: env.stretch, file: keyFile })
      const made = await withDisk(env, 'secrets', async (disk) => {
        const store = await KeyStore.open(options(disk), { kind: 'passphrase', passphrase: 'a long passphrase' })
        await store.addPasskey(passkey, touched)
        return hex(await store.getOrCreate('identity', 32))
      })
      await withDisk(env, 'secrets', async (disk) => {
        await refused('PASSPHRASE_WRONG', KeyStore.open(options(disk), { kind: 'passphrase', passphrase: 'a long passphrasE' }))
        await refused(
          'PASSPHRASE_WRONG',
          KeyStore.open(options(disk), { kind: 'passkey', credential: 'c1', secret: env.crypto.random(32) }),
        )
        for (const opener of [
          { kind: 'passphrase', passphrase: 'a long passphrase' },
          { kind: 'passkey', credential: 'c1', secret: touched },
        ] as const)
          same(hex(await (await KeyStore.open(options(disk), opener)).getOrCreate('identity', 32)), made, opener.kind)
      })
    },
  },
]

/** A key of small order, and one of mixed order: where implementations of Ed25519 differ (docs/ledger.md §7). */
const SMALL = fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a')
/** RFC 8032's order of the base point, little-endian. */
const ORDER = fromHex('edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010')

const cryptography: readonly Case[] = [
  {
    name: 'signatures are made and judged as the portable implementation judges them',
    async run({ crypto }) {
      const portable = portableCrypto()
      for (let i = 0; i < 20; i++) {
        const [seed, message] = [crypto.random(32), crypto.random(i * 7)]
        const key = await crypto.publicKey(seed)
        same(hex(key), hex(await portable.publicKey(seed)), 'public key')
        const signature = await crypto.sign(seed, message)
        same(hex(signature), hex(await portable.sign(seed, message)), 'signature')
        const variants: [Uint8Array, Uint8Array, Uint8Array][] = [[key, message, signature]]
        for (const at of [0, 31, 32, 63]) {
          const twisted = signature.slice()
          twisted[at] = (twisted[at] as number) ^ 1
          variants.push([key, message, twisted])
        }
        variants.push([SMALL, message, signature], [key, concat(message, Uint8Array.of(1)), signature], [key, message, signature.slice(1)])
        // s + L signs the same under a lax verifier.
        const lax = signature.slice()
        let carry = 0
        for (let n = 0; n < 32; n++) {
          const sum = (lax[32 + n] as number) + (ORDER[n] as number) + carry
          lax[32 + n] = sum & 255
          carry = sum >> 8
        }
        variants.push([key, message, lax])
        for (const variant of [...variants, ...variants])
          same(await crypto.verify(...variant), await portable.verify(...variant), 'verdict')
        same(await crypto.verify(key, message, signature), true, 'a good signature')
        same(await crypto.verify(key, message, lax), false, 'a lax one')
      }
    },
  },
  {
    name: 'key agreement is what the portable implementation makes of it; a key without a secret is refused',
    async run({ crypto }) {
      const portable = portableCrypto()
      for (let i = 0; i < 10; i++) {
        const [mine, theirs] = [crypto.random(32), await portable.x25519Public(crypto.random(32))]
        same(hex(await crypto.x25519Public(mine)), hex(await portable.x25519Public(mine)), 'public key')
        same(hex(await crypto.x25519(mine, theirs)), hex(await portable.x25519(mine, theirs)), 'secret')
      }
      for (const zero of [new Uint8Array(32), Uint8Array.of(1, ...new Uint8Array(31))])
        await refused('KEY_INVALID', crypto.x25519(crypto.random(32), zero))
    },
  },
]

const asking: FlowDefinition<null, null, string> = {
  name: 'asking',
  version: 1,
  *run(ctx) {
    const drawn = yield* ctx.random(4)
    const stepped = yield* ctx.step('outside', async ({ deduplicationId }) => deduplicationId)
    const answer = yield* ctx.ask<string>('well?', null)
    yield* ctx.tx('keep', (changes) => {
      changes.push(put('x/kept', `${hex(drawn)} ${stepped} ${answer}`))
      return null
    })
    return answer
  },
}

const flows: readonly Case[] = [
  {
    name: 'a flow survives the end of its process while it waits, and does each thing once',
    async run(env) {
      const storageKey = env.crypto.random(32)
      const secrets = new Map<string, Uint8Array>()
      const memory = {
        get: async (name: string) => secrets.get(name),
        put: async (name: string, value: Uint8Array) => void secrets.set(name, value),
        getOrCreate: async (name: string, n: number) => secrets.get(name) ?? env.crypto.random(n),
      }
      const life = <T>(work: (engine: Engine<null>, store: NodeStore) => Promise<T>) =>
        withDisk(env, 'engine', async (disk) => {
          const { store } = await openStorage(env.crypto, disk, memory, storageKey)
          const engine = new Engine<null>({
            store,
            clock,
            logger: silent,
            random: (n) => env.crypto.random(n),
            services: null,
            flows: [asking],
            dispatch: () => {},
            stopped: () => {},
          })
          await engine.start()
          const result = await work(engine, store)
          engine.stop()
          return result
        })
      const id = await life(async (engine) => {
        const started = await engine.startFlow(asking, null, 'client')
        await until(async () => engine.openAsks().length === 1)
        return started.id
      })
      await life(async (engine, store) => {
        const again = await engine.startFlow(asking, null, 'client')
        same(again.id, id, 'the same client, the same flow')
        await until(async () => engine.openAsks().length === 1)
        await engine.answer(engine.openAsks()[0]?.id ?? '', 'yes')
        same(await again.result, 'yes', 'result')
        same(text(await store.get('x/kept'))?.endsWith(' yes'), true, 'kept')
        same((await store.range('j/', 'j/\uffff')).length, 0, 'journal rows left')
      })
      await life(async (engine) => same(await engine.resultOf(id), 'yes', 'result after a restart'))
    },
  },
]

// ── A personal node ──────────────────────────────────────────────────────────────────────────────────────────────────

interface Life {
  readonly person: PersonalNode
  ask<T>(method: string, target: string, body?: unknown): Promise<T>
}

async function live<T>(env: Environment, name: string, guest: Guest, work: (life: Life) => Promise<T>): Promise<T> {
  return withDisk(env, name, async (disk) => {
    const { crypto, stretch } = env
    const secrets = await KeyStore.open({ crypto, stretch, file: disk.keyFile }, { kind: 'passphrase', passphrase: 'a long passphrase' })
    const person = await startPerson(
      { crypto, clock, logger: silent, http: fetchClient(), openDisk: async () => disk, secrets, direct: env.direct },
      { network: guest.network, invitation: guest.invitation },
    )
    const route = router(person.routes)
    try {
      await person.connect()
      return await work({ person, ask: (method, target, body) => route(method, target, body) as Promise<never> })
    } finally {
      // As a crash would: nothing is tidied up.
      person.halt()
      await person.direct?.stop()
    }
  })
}

const nodes: readonly Case[] = [
  {
    name: 'a node enrols once; its records are imported, refused with the place, erased for good, and there after a restart',
    async run(env, invite) {
      const guest = await invite()
      const name = await live(env, 'records', guest, async ({ person, ask }) => {
        await ask('POST', '/import', guest.bundle)
        // The same again counts once, other values of the same person are another record.
        await ask('POST', '/import', guest.bundle)
        await ask('POST', '/import', guest.bundle.replaceAll('"valueQuantity":{"value":', '"valueQuantity":{"value":1'))
        await refused('DOCUMENT_INVALID', ask('POST', '/import', guest.bundle.slice(0, 300)))
        await refused('INPUT_INVALID', ask('POST', '/import', { not: 'text' }))
        await refused('NOT_FOUND', ask('GET', '/nothing'))
        const { records } = await ask<{ records: { verificationKey: string }[] }>('GET', '/records')
        same(records.length, 2, 'records')
        await ask('DELETE', `/records/${records[0]?.verificationKey}`)
        await refused('NOT_FOUND', ask('GET', `/records/${records[0]?.verificationKey}`))
        return person.name
      })
      await live(env, 'records', guest, async ({ person, ask }) => {
        same(person.name, name, 'name')
        const { records } = await ask<{ records: { verificationKey: string }[] }>('GET', '/records')
        same(records.length, 1, 'records')
        const { groups } = await ask<{ groups: { kind: string }[] }>('GET', `/records/${records[0]?.verificationKey}`)
        same(
          groups.some((g) => g.kind === 'Patient'),
          true,
          'the patient',
        )
      })
    },
  },
  {
    name: 'a whole treatment, the node ending at every question: final, each effect once',
    async run(env, invite) {
      const guest = await invite()
      const flow = await live(env, 'treatment', guest, async ({ ask }) => {
        await ask('POST', '/import', guest.bundle)
        const { flow: id } = await ask<{ flow: string }>('POST', '/treatments', { hospital: guest.hospital, desk: guest.desk, reason: 'x' })
        await question(ask, 'consent')
        return id
      })
      await live(env, 'treatment', guest, async ({ ask }) => {
        await ask('POST', '/answers', { id: await question(ask, 'consent'), approved: true })
        await question(ask, 'result')
      })
      await live(env, 'treatment', guest, async ({ ask, person }) => {
        await ask('POST', '/answers', { id: await question(ask, 'result'), approved: true })
        const result = (await person.node.engine.resultOf(flow)) as { record: string }
        const { transactions } = await ask<{ transactions: { commands: string[]; standing: string }[] }>('GET', '/ledger')
        same(
          transactions.map((t) => `${t.commands.join('+')} ${t.standing}`),
          ['order.Approve verified', 'consent.Give verified', 'consent.Share verified', 'order.Complete+record.Issue verified'],
          'ledger',
        )
        const { records } = await ask<{ records: { verificationKey: string; issuerName?: string }[] }>('GET', '/records')
        same(records.find((r) => r.verificationKey === result.record)?.issuerName, guest.hospital, 'issuer')
        const { consents } = await ask<{ consents: { id: string; own: boolean }[] }>('GET', '/consents')
        await ask('POST', '/withdrawals', { consent: consents[0]?.id })
        const after = await ask<{ consents: { state: string }[] }>('GET', '/consents')
        same(after.consents[0]?.state, 'withdrawn', 'consent')
        await refused('NOT_ALLOWED', ask('POST', '/withdrawals', { consent: consents[0]?.id }))
      })
    },
  },
]

/** Waits for a question of this kind. @returns its id */
async function question(ask: Life['ask'], kind: string): Promise<string> {
  let id = ''
  await until(async () => {
    const { asks } = await ask<{ asks: { id: string; question: string }[] }>('GET', '/asks')
    id = asks.find((a) => a.question === kind)?.id ?? ''
    return id !== ''
  })
  return id
}

export const CASES: readonly Case[] = [...stores, ...cryptography, ...flows, ...nodes]
