/** Network parameters that change: announced, accepted, in force on their day; members that are evicted; a map that is frozen (M2, M5). */
import { DOORMAN_NAME, rootCeremony } from '@hdms/doorman/server/ca.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { NetworkMapRegistry } from '@hdms/network-map/server/network-map.ts'
import { ParametersKeeper } from '@hdms/node/core/parameters.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { issueCertificate } from '@hdms/shared/identity/certificates.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import type { PathRules } from '@hdms/shared/identity/path.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { signObject } from '@hdms/shared/network/signed-object.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { DAY, HOUR } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const A = { name: 'O=Notary A,C=KR', key: new Uint8Array(32).fill(1) }
const B = { name: 'O=Notary B,C=KR', key: new Uint8Array(32).fill(2) }

let clock: SimClock
let registry: NetworkMapRegistry
let served: { body?: Uint8Array }
let sign: (p: hdms.NetworkParameters.$Properties) => Promise<Uint8Array>
let http: HttpClient
let rules: () => PathRules

beforeEach(async () => {
  clock = new SimClock()
  const doorman = crypto.random(32)
  const { root, doormanCa } = await rootCeremony(crypto, clock.now(), crypto.random(32), await crypto.publicKey(doorman))
  rules = () => ({ root, now: clock.now(), crlPolicy: 'soft' })
  const role = async (name: 'network-map' | 'network-parameters') => {
    const seed = crypto.random(32)
    const subject = parseName(`CN=${name},O=HDMS,C=KR`)
    const times = { notBefore: clock.now() - DAY, notAfter: clock.now() + 400 * DAY }
    const issuer = { name: DOORMAN_NAME, seed: doorman }
    const certificate = { subject, publicKey: await crypto.publicKey(seed), role: name, kind: 'service' as const, ...times }
    return { seed, chain: [await issueCertificate(crypto, issuer, certificate), doormanCa, root] }
  }
  const key = await role('network-parameters')
  sign = async (p) =>
    signObject(
      crypto,
      'network-parameters',
      key,
      encode(hdms.NetworkParameters, { minimumPlatformVersion: 1, maxMessageSize: 100, notaries: [A], ...p }),
    )
  registry = new NetworkMapRegistry({ crypto, clock, store: memoryNodeStore(), key: await role('network-map'), rules })
  await registry.setParameters(await sign({ epoch: 1 }))
  served = {}
  http = async ({ url }) => {
    const body = url.endsWith('/v1/map')
      ? (served.body ?? (await registry.map()))
      : await registry.object(url.slice(url.lastIndexOf('/') + 1))
    return { status: 200, headers: {}, body }
  }
})

/** A node's view of the parameters; `told` is what the map heard of it. */
async function node(o: { store?: ReturnType<typeof memoryNodeStore>; acceptAll?: boolean; accepted?: string; version?: number } = {}) {
  const store = o.store ?? memoryNodeStore()
  const told: string[] = []
  const map = new MapClient({ crypto, http, url: 'http://map', rules, logger: silent, store })
  await map.start()
  const keeper = new ParametersKeeper({
    ...{ map, store, logger: silent, platformVersion: o.version ?? 1, acceptAll: o.acceptAll ?? false, accepted: o.accepted ?? '' },
    acknowledge: async (hash) => {
      told.push(hex(hash))
      await registry.acknowledge('O=Node,C=KR', hash)
    },
  })
  await keeper.load()
  const look = async () => {
    await map.refresh()
    await keeper.look()
  }
  return { keeper, look, told, map, store }
}
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (e: { code: string }) => e.code,
  )

describe('an update of the parameters', () => {
  test('M5 is announced, shown with what is different, accepted, told to the map, and in force on its day', async () => {
    const n = await node()
    await n.look()
    await registry.setParameters(await sign({ epoch: 2, maxMessageSize: 200, effectiveFrom: clock.now() + DAY }))
    await n.look()
    expect(n.keeper.announced).toMatchObject({ epoch: 2, accepted: false, changes: ['maxMessageSize'] })
    expect(n.map.view.parameters.epoch).toBe(1)
    expect(await code(n.keeper.accept('00000000'))).toBe('NOT_FOUND')
    await n.keeper.accept((n.keeper.announced?.hash ?? '').slice(0, 16))
    expect(n.told).toHaveLength(1)
    clock.jump(DAY + 1)
    await n.look()
    expect([n.map.view.parameters.epoch, n.map.view.parameters.maxMessageSize, n.keeper.announced]).toEqual([2, 200, undefined])
  })

  test('M5 a node that did not accept stops on the day, says what to set, and goes on with that', async () => {
    const n = await node()
    await n.look()
    await registry.setParameters(await sign({ epoch: 2, maxMessageSize: 200, effectiveFrom: clock.now() + HOUR }))
    await n.look()
    clock.jump(HOUR + 1)
    const stopped = await n.look().then(
      () => undefined,
      (e: unknown) => e as { code: string; message: string; data: { hash: string } },
    )
    expect(stopped).toMatchObject({ code: 'PARAMETERS_REFUSED', data: { epoch: 2, changes: 'maxMessageSize' } })
    expect(stopped?.message).toContain('accept-parameters')
    // Also after a restart, until its operator accepts.
    expect(await code((await node({ store: n.store })).look())).toBe('PARAMETERS_REFUSED')
    expect(await code((await node({ store: n.store, accepted: stopped?.data.hash ?? '' })).look())).toBe('done')
    expect(await code((await node({ store: n.store })).look())).toBe('done')
  })

  test('M5 other notaries count at once, without a question and without a restart', async () => {
    const n = await node()
    await n.look()
    await registry.setParameters(await sign({ epoch: 2, notaries: [A, B] }))
    await n.look()
    expect(n.map.view.parameters.notaries.map((x) => x.name)).toEqual([A.name, B.name])
    // Announced ones too: they are accepted by themselves, and the map hears it.
    await registry.setParameters(await sign({ epoch: 3, notaries: [B], effectiveFrom: clock.now() + HOUR }))
    await n.look()
    expect([n.keeper.announced?.accepted, n.told.length]).toEqual([true, 1])
    clock.jump(HOUR)
    await n.look()
    expect(n.map.view.parameters.notaries.map((x) => x.name)).toEqual([B.name])
  })

  test('a person’s app follows by itself, but not when it is too old', async () => {
    const n = await node({ acceptAll: true })
    await n.look()
    await registry.setParameters(await sign({ epoch: 2, maxMessageSize: 200 }))
    expect(await code(n.look())).toBe('done')
    await registry.setParameters(await sign({ epoch: 3, minimumPlatformVersion: 2 }))
    expect(await code(n.look())).toBe('PLATFORM_OLD')
    expect(await code((await node({ store: n.store, acceptAll: true, version: 2 })).look())).toBe('done')
  })

  test('the operator of the map sees who has accepted; what is announced may be replaced before its day', async () => {
    const n = await node()
    await n.look()
    const first = await sign({ epoch: 2, maxMessageSize: 200, effectiveFrom: clock.now() + DAY })
    await registry.setParameters(first)
    await registry.setParameters(first)
    await n.look()
    await registry.setParameters(await sign({ epoch: 2, maxMessageSize: 300, effectiveFrom: clock.now() + DAY }))
    await n.look()
    expect(n.keeper.announced?.accepted).toBe(false)
    clock.jump(DAY)
    await n.keeper.accept(n.keeper.announced?.hash ?? '').catch(() => {})
    expect(await code(registry.acknowledge('O=Node,C=KR', new Uint8Array(32)))).toBe('NOT_FOUND')
  })

  test('one that is older than those in force is refused', async () => {
    await registry.setParameters(await sign({ epoch: 5 }))
    expect(await code(registry.setParameters(await sign({ epoch: 4, effectiveFrom: clock.now() + DAY })))).toBe('MAP_REFUSED')
  })
})

describe('a map', () => {
  test('M2 that goes on being shown after its expiry is refused as frozen; the last known one stays', async () => {
    const n = await node()
    served.body = await registry.map()
    clock.jump(DAY + HOUR)
    expect(await code(n.map.refresh())).toBe('MAP_REFUSED')
    expect(n.map.view.stale(clock.now())).toBe(true)
    delete served.body
    expect(await code(n.map.refresh())).toBe('done')
    expect(n.map.view.stale(clock.now())).toBe(false)
  })
})
