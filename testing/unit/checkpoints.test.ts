/** Checkpoints: institutions cosign what they followed, under two kinds of keys; nodes check both, compare, and a phone goes on from them. */
import { Checkpoints } from '@hdms/node/core/checkpoints.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { equal, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { portableCrypto } from '@hdms/shared/crypto/portable.ts'
import { fail, type HdmsError } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import { agreedHead, type Cosigner, checkpointBefore, cosign, openCheckpoint } from '@hdms/shared/notary/checkpoint.ts'
import { checkEvidence } from '@hdms/shared/notary/evidence.ts'
import { type Head, readFact, type SignedHead } from '@hdms/shared/notary/facts.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { coin } from '../support/ledger.ts'
import { codeOf, START, TestNotary } from '../support/notary.ts'
import { SimClock } from '../support/sim-clock.ts'
import { type Watcher, Watchers } from '../support/watching.ts'

const crypto = nativeCrypto()
const portable = portableCrypto()

describe('ML-DSA-65', () => {
  test('native and portable make the same keys, take each other’s signatures, and refuse the same', async () => {
    const message = new TextEncoder().encode('checkpoint')
    for (let i = 0; i < 4; i++) {
      const seed = crypto.random(32)
      const key = await crypto.mldsaPublic(seed)
      expect(hex(await portable.mldsaPublic(seed))).toBe(hex(key))
      const signatures = await Promise.all([crypto.mldsaSign(seed, message), portable.mldsaSign(seed, message)])
      for (const signature of signatures)
        for (const p of [crypto, portable]) {
          expect(await p.mldsaVerify(key, message, signature)).toBe(true)
          const odd: [Uint8Array, Uint8Array, Uint8Array][] = [
            [key, message.slice(1), signature],
            [key, message, signature.slice(1)],
            [key.slice(1), message, signature],
            [key.map((b, at) => (at === 40 + i ? b ^ 1 : b)), message, signature],
            [key, message, signature.map((b, at) => (at === 700 * i ? b ^ 1 : b))],
            [key, message, signature.map((b, at) => (at > 3300 ? 255 : b))],
            [new Uint8Array(1952), message, new Uint8Array(3309)],
          ]
          for (const [k, m, s] of odd) expect(await p.mldsaVerify(k, m, s)).toBe(false)
        }
    }
    expect(await codeOf(crypto.mldsaSign(crypto.random(31), message))).toBe('KEY_INVALID')
    expect(await codeOf(portable.mldsaPublic(crypto.random(33)))).toBe('KEY_INVALID')
  })
})

let clock: SimClock
let notary: TestNotary
let all: Watchers
let institutions: (Cosigner & { readonly kind: string; readonly identityKey: Uint8Array; readonly cosignKey: Uint8Array })[]

beforeAll(async () => {
  institutions = await Promise.all(
    ['Alpha', 'Beta', 'Gamma'].map(async (o) => {
      const [seed, cosignSeed] = [crypto.random(32), crypto.random(32)]
      const [identityKey, key] = [await crypto.publicKey(seed), await crypto.mldsaPublic(cosignSeed)]
      return { name: `O=${o},C=KR`, seed, cosignSeed, kind: 'institution', identityKey, cosignKey: sha256(key) }
    }),
  )
})
beforeEach(async () => {
  clock = new SimClock(START * MINUTE)
  const seed = crypto.random(32)
  notary = await TestNotary.start({ crypto, clock, seed })
  all = await Watchers.make(crypto, seed, clock)
})

const member = (name: string) => institutions.find((i) => i.name === name)
const keyOf = (id: Uint8Array) => (equal(id, notaryId(all.key)) ? all.key : undefined)
const open = (bytes: Uint8Array) => openCheckpoint(crypto, bytes, member, keyOf)
async function headAt(sequence: number): Promise<SignedHead> {
  const { header, signature } = await all.header({ sequence, time: clock.now() })
  return { ...(readFact({ kind: 'header', header, signature }).head as Head), signature }
}
async function batches(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await notary.put(await notary.make({ inputs: [await coin(crypto)] }))
}

describe('a checkpoint', () => {
  test('verifies for its institution, notary and header, and for no other; both signatures count', async () => {
    const [alpha, beta] = institutions as [(typeof institutions)[0], (typeof institutions)[0]]
    const head = await headAt(200)
    const good = await cosign(crypto, alpha, head)
    expect(await open(good)).toMatchObject({ institution: 'O=Alpha,C=KR', head: { header: { sequence: 200 } } })
    const fields = hdms.Checkpoint.decode(good)
    const other = await headAt(200)
    const remade = (change: Partial<hdms.Checkpoint.$Properties>) =>
      open(encode(hdms.Checkpoint, { ...fields, ...change })).then(
        () => 'taken',
        (e: HdmsError) => `${e.code} ${String(e.data['what'] ?? e.data['why'] ?? '')}`,
      )
    expect(await remade({})).toBe('taken')
    expect(await remade({ ed25519: fields.ed25519.map((b, i) => (i === 9 ? b ^ 1 : b)) })).toMatch(/^SIGNATURE_INVALID .*\(Ed25519\)/)
    expect(await remade({ mldsa: fields.mldsa.map((b, i) => (i === 9 ? b ^ 1 : b)) })).toMatch(/^SIGNATURE_INVALID .*\(ML-DSA-65\)/)
    expect(await remade({ mldsa: new Uint8Array(0) })).toMatch(/\(ML-DSA-65\)/)
    // Another header of the notary under the same cosignatures.
    expect(await remade({ header: other.bytes, signature: other.signature })).toMatch(/\(Ed25519\)/)
    expect(await remade({ signature: crypto.random(64) })).toMatch(/the notary's header/)
    expect(await remade({ institution: beta.name })).toMatch(/\(Ed25519\)/)
    expect(await remade({ institution: 'O=Nobody,C=KR' })).toMatch(/only listed institutions/)
    // Its own ML-DSA key instead of the one that the node info names: what whoever forges Ed25519 would try.
    const mine = crypto.random(32)
    const forged = hdms.Checkpoint.decode(await cosign(crypto, { ...alpha, cosignSeed: mine }, head))
    expect(await remade({ mldsa: forged.mldsa, mldsaKey: forged.mldsaKey })).toMatch(/not the one in the node info/)
    const foreign = await Watchers.make(crypto, crypto.random(32), clock)
    const { header, signature } = await foreign.header({ sequence: 200, time: clock.now() })
    expect(await remade({ header, signature })).toMatch(/not of the network/)
  })

  test('is agreed when more than half of those who could cosigned the same header, two at least', async () => {
    const [h100, h200, fork] = await Promise.all([headAt(100), headAt(200), headAt(200)])
    const by = (name: string, head: SignedHead) => ({ institution: name, head })
    expect(agreedHead([by('a', h100)], 1)).toBeUndefined()
    expect(agreedHead([by('a', h100), by('a', h100)], 2)).toBeUndefined()
    expect(agreedHead([by('a', h100), by('b', h100)], 3)).toBe(h100)
    expect(agreedHead([by('a', h100), by('b', h100)], 4)).toBeUndefined()
    expect(agreedHead([by('a', h100), by('b', h100), by('a', h200), by('b', h200)], 3)).toBe(h200)
    expect(agreedHead([by('a', h200), by('b', fork), by('a', h100), by('b', h100)], 3)).toBe(h100)
    expect([99, 100, 250].map((n) => checkpointBefore(n))).toEqual([0, 100, 200])
  })
})

describe('nodes and checkpoints', () => {
  /** A map service that keeps what is cosigned. */
  function shared() {
    const kept: Uint8Array[] = []
    const map = {
      view: {
        nodes: new Map(institutions.map((i) => [i.name, i])),
        parameters: { notaries: [{ name: 'O=Two Tongues,C=KR', key: all.key }] },
      },
      checkpoints: async () => kept,
      cosign: async (bytes: Uint8Array) => void kept.push(bytes),
    } as unknown as ConstructorParameters<typeof Checkpoints>[0]['map']
    return { kept, map }
  }
  const checkpointsOf = (map: ConstructorParameters<typeof Checkpoints>[0]['map'], cosigner?: Cosigner) =>
    new Checkpoints({ crypto, map, logger: silent, cosigner, every: 5 })

  test('institutions cosign what they followed; a phone goes on from there and fetches a few headers instead of all', async () => {
    const { kept, map } = shared()
    await batches(23)
    for (const i of institutions.slice(0, 2)) await (await all.watcher(notary, { checkpoints: checkpointsOf(map, i) })).watch.followAll()
    expect(await Promise.all(kept.map(async (c) => (await open(c)).head.header.sequence))).toEqual([20, 20])
    let fetched = 0
    const counting = {
      service: {
        ...notary.service,
        ask: async (request: Uint8Array) => {
          const reply = await notary.service.ask(request)
          fetched += hdms.NotaryReply.decode(reply).headers.length
          return reply
        },
      },
    }
    const phone = await all.watcher(counting, { whole: false, checkpoints: checkpointsOf(map), skip: 4 })
    await phone.watch.followAll()
    expect((await phone.watch.standing())[0]).toMatchObject({ sequence: 23, evidence: [] })
    expect(fetched).toBeLessThanOrEqual(4)
    // A phone that was away for long.
    await batches(30)
    for (const i of institutions.slice(0, 2)) await (await all.watcher(notary, { checkpoints: checkpointsOf(map, i) })).watch.followAll()
    fetched = 0
    await phone.watch.followAll()
    expect((await phone.watch.standing())[0]).toMatchObject({ sequence: 53 })
    expect(fetched).toBeLessThanOrEqual(6)
    // Nothing is cosigned twice.
    const before = kept.length
    const again = await all.watcher(notary, { checkpoints: checkpointsOf(map, institutions[0]) })
    await again.watch.followAll()
    await again.watch.followAll()
    expect(kept.length).toBe(before + 1)
  })

  test('one institution alone moves no phone', async () => {
    const { map } = shared()
    await batches(12)
    await (await all.watcher(notary, { checkpoints: checkpointsOf(map, institutions[0]) })).watch.followAll()
    const phone = await all.watcher(notary, { checkpoints: checkpointsOf(map), skip: 4 })
    let asked = 0
    const ask = (request: Uint8Array) => {
      asked++
      return notary.service.ask(request)
    }
    phone.shown = { service: { ...notary.service, ask } }
    await phone.watch.followAll()
    expect((await phone.watch.standing())[0]).toMatchObject({ sequence: 12 })
    expect(asked).toBe(1)
  })

  test('a checkpoint over another history convicts the notary: the header in it is its own', async () => {
    const { kept, map } = shared()
    await batches(7)
    const w: Watcher = await all.watcher(notary, { checkpoints: checkpointsOf(map) })
    await w.watch.followAll()
    kept.push(await cosign(crypto, institutions[1] as Cosigner, await headAt(5)))
    await w.watch.followAll()
    await SimClock.settle()
    const [standing] = await w.watch.standing()
    expect(standing?.distrusted?.why).toBe('it signed two headers of sequence 5')
    expect((await checkEvidence(crypto, standing?.evidence[0] as string, all.root.root)).why).toBe('it signed two headers of sequence 5')
  })

  test('a map without checkpoints, or with bad ones, holds nothing up', async () => {
    const { kept, map } = shared()
    await batches(3)
    kept.push(crypto.random(40), await cosign(crypto, { ...(institutions[0] as Cosigner), seed: crypto.random(32) }, await headAt(2)))
    const w = await all.watcher(notary, { checkpoints: checkpointsOf(map) })
    await w.watch.followAll()
    const gone = { ...map, checkpoints: async () => fail('SERVICE_UNAVAILABLE', { service: 'network map' }) } as unknown as typeof map
    const other = await all.watcher(notary, { checkpoints: checkpointsOf(gone) })
    await other.watch.followAll()
    for (const one of [w, other]) expect((await one.watch.standing())[0]).toMatchObject({ sequence: 3, evidence: [] })
  })
})
