/** M2, M5: a map that goes back, says two things at once, or lists somebody's older entry is refused and, where its signer did it, evidence. */
import type { NodeKeys } from '@hdms/doorman/client/keys.ts'
import type { MapClient } from '@hdms/network-map/client/map-client.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { encodeAuthorityEvidence } from '@hdms/shared/evidence/authority.ts'
import { checkAnyEvidence } from '@hdms/shared/evidence/check.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import { mapContradiction, readMapFact } from '@hdms/shared/network/map-facts.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { DAY } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { Authorities, crypto } from '../support/authorities.ts'

let net: Authorities
let store: NodeStore
let alpha: NodeKeys
/** Objects that the wire gives beside those of the registry, by hash. */
let objects: Map<string, Uint8Array>
let shown: Uint8Array | undefined

const nameOf = (object: Uint8Array): string => Buffer.from(sha256(object)).toString('hex')

beforeEach(async () => {
  net = await new Authorities().start()
  store = memoryNodeStore()
  objects = new Map()
  shown = undefined
  alpha = await net.member('O=Alpha,C=KR')
  net.clock.jump(1000)
})

/** A client whose wire shows whatever the test says. */
async function reader(rows: NodeStore = store): Promise<MapClient> {
  const client = net.mapClient(rows)
  await client.start()
  return client
}
const reason = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    (done) => done ?? 'ok',
    (e: { code: string; data: { reason?: string; why?: string } }) => e.data.reason ?? e.data.why ?? e.code,
  )
const contentOf = (signed: Uint8Array): hdms.NetworkMap => decode(hdms.NetworkMap, decode(hdms.SignedObject, signed, 'map').content, 'map')

/** From now on everybody on the way shows a map of the map's own signer. */
function show(map: Uint8Array | undefined, ...more: readonly Uint8Array[]): void {
  shown = map
  for (const object of more) objects.set(nameOf(object), object)
  net.twist = (reply, url) => {
    const object = objects.get(url.slice(url.lastIndexOf('/') + 1))
    return { ...reply, body: (url.endsWith('/v1/map') ? shown : object) ?? reply.body }
  }
  const { object } = net.registry
  net.registry.object = (hash) => (objects.has(hash) ? Promise.resolve(objects.get(hash) as Uint8Array) : object.call(net.registry, hash))
}
const evidenceOf = async (client: MapClient): Promise<readonly string[]> => (await client.standing())?.evidence ?? []
const verdict = async (client: MapClient): Promise<string> =>
  (await checkAnyEvidence(crypto, (await evidenceOf(client))[0] ?? '', net.roots.root)).why

describe('a network map', () => {
  test('M2 another map of a serial that was seen is refused, also after a restart and when the stored one cannot be read; the map signed both: evidence', async () => {
    await net.registry.publish(await net.info(alpha, 1))
    const client = await reader()
    const honest = contentOf(await net.registry.map())
    // The same, signed anew: it only says that it is still so.
    show(await net.signMap({ ...honest, issued: honest.issued + 5, expires: honest.expires + 5 }))
    expect(await reason(client.refresh())).toBe(true)
    const other = await net.signMap({ ...honest, nodeInfos: [] })
    show(other)
    for (const one of [client, net.mapClient(store)]) {
      if (one !== client) await one.start()
      expect(await reason(one.refresh())).toBe('network-map-client/other-of-serial')
      expect([...one.view.nodes.keys()]).toEqual(['O=Alpha,C=KR'])
      expect(await evidenceOf(one)).toHaveLength(1)
    }
    expect(await verdict(client)).toBe('it signed two maps of serial 2')
    await store.commit([{ key: 'map/last', value: Uint8Array.of(1) }])
    const blind = net.mapClient(store)
    expect(await reason(blind.start())).toBe('network-map-client/other-of-serial')
  })

  test('M2 an older map is refused for ever: repeated by somebody on the way it is no evidence, signed anew it is', async () => {
    const early = await net.registry.map()
    await net.registry.publish(await net.info(alpha, 1))
    net.clock.jump(60_000)
    const client = await reader()
    show(early)
    for (const one of [client, net.mapClient(store)]) {
      if (one !== client) await one.start()
      expect(await reason(one.refresh())).toBe('network-map-client/older')
      expect(await evidenceOf(one)).toEqual([])
    }
    net.clock.jump(60_000)
    const { serial, parameters } = contentOf(early)
    show(await net.signMap({ serial, parameters }))
    expect(await reason(client.refresh())).toBe('network-map-client/older')
    expect(await verdict(client)).toBe('it signed map 1 after map 2')
  })

  test('M5 parameters in force never go back: older ones and others of the same epoch in a newer map are refused, and evidence against the map', async () => {
    const [first, second] = [await net.parameters(1), await net.parameters(2)]
    await net.registry.setParameters(second)
    const client = await reader()
    const { serial } = contentOf(await net.registry.map())
    const other = await net.parameters(2, { minimumPlatformVersion: 1, search: 'O=Somebody,C=KR' })
    for (const [parameters, why, said] of [
      [first, 'parameters-older', `its map ${serial + 1} goes back to parameters 1, after parameters 2 in its map ${serial}`],
      [other, 'other-of-epoch', `its map ${serial + 1} goes back to parameters 2, after parameters 2 in its map ${serial}`],
    ] as const) {
      await store.commit([{ key: 'map/evidence/1', value: null }])
      show(await net.signMap({ serial: serial + 1, parameters: sha256(parameters) }), parameters)
      expect(await reason(client.refresh())).toBe(`network-map-client/${why}`)
      const again = net.mapClient(store)
      await again.start()
      expect(await reason(again.refresh())).toBe(`network-map-client/${why}`)
      expect(client.view.parameters.epoch).toBe(2)
      expect(await verdict(client)).toBe(said)
    }
  })

  test('M2 a member keeps its newest entry, whatever a newer map lists: also when it was taken off meanwhile, and after a restart', async () => {
    const [older, newer, twin] = [
      await net.info(alpha, 4),
      await net.info(alpha, 5),
      await net.info({ ...alpha, sealingKey: alpha.sealingKey.map((b) => b ^ 1) }, 5),
    ]
    await net.registry.publish(newer)
    const client = await reader()
    const { serial, parameters } = contentOf(await net.registry.map())
    for (const entry of [older, twin]) {
      show(await net.signMap({ serial: serial + 1, parameters, nodeInfos: [sha256(entry)] }), entry)
      const rows = memoryNodeStore()
      await rows.commit((await store.range('', '\uffff')).map(([key, value]) => ({ key, value })))
      for (const one of [net.mapClient(rows), net.mapClient(rows)]) {
        await one.start()
        expect(await reason(one.refresh())).toBe(true)
        expect([one.node('O=Alpha,C=KR').serial, one.node('O=Alpha,C=KR').sealingKey]).toEqual([5, alpha.sealingKey])
      }
    }
    show(await net.signMap({ serial: serial + 1, parameters, nodeInfos: [sha256(older)] }), older)
    expect(await reason(client.refresh())).toBe(true)
    expect(await verdict(client)).toBe(`its map ${serial + 1} lists an older entry of O=Alpha,C=KR than its map ${serial}`)
    // Taken off, then listed with an entry from before.
    show(await net.signMap({ serial: serial + 2, parameters }))
    await client.refresh()
    expect(client.view.nodes.size).toBe(0)
    show(await net.signMap({ serial: serial + 3, parameters, nodeInfos: [sha256(older)] }), older)
    await client.refresh()
    expect(client.node('O=Alpha,C=KR').serial).toBe(5)
  })

  test('M2 nobody brings an older entry back after its member was taken off', async () => {
    const [older, newer] = [await net.info(alpha, 4), await net.info(alpha, 5)]
    await net.registry.publish(older)
    await net.registry.publish(newer)
    await net.registry.evict('O=Alpha,C=KR')
    await net.registry.readmit('O=Alpha,C=KR')
    for (const entry of [older, newer]) expect(await reason(net.registry.publish(entry))).toBe('network-map/info-newer')
    await net.registry.publish(await net.info(alpha, 6))
    expect((await reader()).node('O=Alpha,C=KR').serial).toBe(6)
  })

  test('M5 what is put in force at once stays, when older parameters were announced for a later day', async () => {
    await net.registry.setParameters(await net.parameters(2, { effectiveFrom: net.clock.now() + DAY }))
    await net.registry.setParameters(await net.parameters(3))
    const client = await reader()
    net.clock.jump(DAY + 1000)
    expect(await reason(client.refresh())).toBe(true)
    expect([client.view.parameters.epoch, client.view.announced]).toEqual([3, undefined])
  })

  test('M2 an honest map never signs two that contradict each other: changes beside it, a clock that is set back, a restart', async () => {
    const maps: Uint8Array[] = []
    for (let i = 1; i <= 6; i++) {
      const change = i % 3 === 0 ? net.registry.setParameters(await net.parameters(i)) : net.registry.publish(await net.info(alpha, i))
      const some = await Promise.all([net.registry.map(), change, net.registry.map(), net.registry.map()])
      maps.push(...some.flatMap((map) => map ?? []))
      net.clock.jump(i === 3 ? -3_600_000 : 11 * 60_000)
      if (i === 4) net.restart()
    }
    const facts = await Promise.all(maps.map((bytes) => readMapFact(crypto, net.roots.root, { kind: 'map', bytes })))
    for (const a of facts) for (const b of facts) expect(mapContradiction(a, b)).toBeUndefined()
    expect(new Set(facts.map(({ map }) => map.serial)).size).toBeGreaterThan(5)
  })

  test('M2 a map whose parameters come late lists what its serial says: who publishes meanwhile waits for it', async () => {
    net.clock.jump(DAY)
    let reads = 0
    net.late = (key) => (key === 'parameters' && reads++ === 0 ? 200 : 0)
    const first = net.registry.map()
    await net.registry.publish(await net.info(alpha, 1))
    const facts = await Promise.all(
      (await Promise.all([first, net.registry.map()])).map((bytes) => readMapFact(crypto, net.roots.root, { kind: 'map', bytes })),
    )
    expect(reads).toBe(2)
    expect(facts.map(({ map }) => map.nodeInfos?.length)).toEqual([0, 1])
    expect(facts[1]?.map.serial).toBe((facts[0]?.map.serial ?? 0) + 1)
  })

  test('N31 a file against a map is refused when its objects are not those of the map, or who signed is no map', async () => {
    const [p1, p2] = [await net.parameters(1), await net.parameters(2)]
    const a = await net.signMap({ serial: 1, parameters: sha256(p2) })
    const b = await net.signMap({ serial: 2, parameters: sha256(p1) })
    const { chain } = decode(hdms.SignedObject, a, 'map')
    const file = (pa: Uint8Array, pb: Uint8Array, second = b): string =>
      encodeAuthorityEvidence({
        ...{ against: 'network-map', chain },
        facts: [
          { kind: 'map', bytes: a, parameters: pa },
          { kind: 'map', bytes: second, parameters: pb },
        ],
      })
    const whyNot = (text: string): Promise<unknown> => reason(checkAnyEvidence(crypto, text, net.roots.root).then(() => 'ok'))
    expect(await whyNot(file(p2, p1))).toBe('ok')
    expect(await whyNot(file(p1, p1))).toBe('evidence/forged')
    expect(await whyNot(file(p2, p1, p2))).toBe('evidence/forged')
    expect(await whyNot(file(p2, p2, await net.signMap({ serial: 2, parameters: sha256(p2) })))).toBe('evidence/no-contradiction')
  })
})
