/**
 * What an answer without a signature can do (docs/security.md): somebody on the way answers in a service's place with whatever code
 * there is. It may cost time; it ends nothing, loses nothing, and makes nobody drop a transaction (acceptance E4, N33).
 */
import { askStatus } from '@hdms/flows/core/finality.ts'
import type { NotaryPort } from '@hdms/flows/core/notary-port.ts'
import { requestTreatment } from '@hdms/flows/treatment/patient.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { fromHex, utf8 } from '@hdms/shared/bytes.ts'
import { ERRORS, type ErrorCode, fail, HdmsError } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import type { HttpClient, HttpReply, HttpRequest } from '@hdms/shared/ports/http.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { describe, expect, test } from 'vitest'
import { rounds } from '../support/long.ts'
import { HOSPITAL, MockNetwork } from '../support/mock-network.ts'
import { refusal } from '../support/one-engine.ts'

const desk = { code: 'C', name: 'N', birthDate: '1984-04-17', sex: 'female' as const }
const CODES = [...(Object.keys(ERRORS) as ErrorCode[]), 'NO_SUCH_CODE', '']
const json = (status: number, body: unknown): HttpReply => ({ status, headers: {}, body: utf8(JSON.stringify(body)) })

/** Answers in the place of services, with a probability, from a moment on. */
class HostileWay extends MockNetwork {
  chance = 0
  /** How many answers it gave, by the service that was asked. */
  readonly given: Record<string, number> = {}
  /** Only to these. */
  hosts: readonly string[] = ['notary', 'queue', 'map', 'doorman']

  protected override forged({ url, method }: HttpRequest): HttpReply | undefined {
    const { hostname, pathname } = new URL(url)
    const { random } = this
    if (!this.hosts.includes(hostname) || !random.chance(this.chance)) return undefined
    this.given[hostname] = (this.given[hostname] ?? 0) + 1
    const refusal = { code: random.pick(CODES), data: '{}' }
    const junk = random.bytes(40)
    const kind = random.int(6)
    if (kind === 0) return { status: random.pick([400, 401, 403, 404, 409, 410, 429, 500]), headers: {}, body: utf8('<html>no</html>') }
    if (kind === 1) return json(random.pick([400, 404, 410, 422]), { code: refusal.code, data: {} })
    if (kind === 2) return { status: 200, headers: {}, body: junk }
    if (hostname === 'notary' && pathname === '/v1/ask') {
      if (kind === 3) return { status: 200, headers: {}, body: encode(hdms.NotaryReply, { answer: junk }) }
      if (kind === 4)
        return { status: 200, headers: {}, body: encode(hdms.NotaryReply, { statement: { bytes: junk, signature: random.bytes(64) } }) }
      return { status: 200, headers: {}, body: encode(hdms.NotaryReply, { refusal }) }
    }
    if (hostname === 'queue' && pathname === '/v1/mailbox') {
      // Says that messages were put in that it forgot, and holds messages that nobody sent.
      if (kind === 3) return { status: 200, headers: {}, body: encode(hdms.MailboxReply, { receipt: random.bytes(16) }) }
      if (kind === 4)
        return {
          status: 200,
          headers: {},
          body: encode(hdms.MailboxReply, { items: [{ number: 1 + random.int(4_000_000_000), message: junk }] }),
        }
      return { status: 200, headers: {}, body: encode(hdms.MailboxReply, { refusal }) }
    }
    return method === 'GET' ? { status: 200, headers: {}, body: new Uint8Array(0) } : json(404, refusal)
  }
}

describe('E4 answers without a signature', () => {
  const hosts = [['notary'], ['queue'], ['notary', 'queue', 'map', 'doorman']]
  test.each(Array.from({ length: rounds(3, 40) }, (_, i) => [300 + i, hosts[i % 3] ?? []] as const))(
    'E4 N33 four of ten answers are forged: the treatment ends well on both sides (seed %i, %j)',
    async (seed, asked) => {
      const net = new HostileWay(seed)
      await net.start()
      Object.assign(net.faults, { delay: 20 })
      net.hosts = asked
      net.chance = 0.4
      void net.person?.engine
        .startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client')
        .then(({ result }) => result.catch(() => {}))
      const over = (): boolean => [net.person, net.hospital].every((n) => n?.engine.flows().some((f) => f.state !== 'running') === true)
      // A forged "kept for you" costs the six hours after which its sender sends again.
      for (let i = 0; i < 8 && !over(); i++) {
        await net.clock.runUntil(over, 10 * 60_000)
        if (!over()) net.clock.jump(6 * 3_600_000)
      }
      net.chance = 0
      expect(Object.keys(net.given).sort()).toEqual([...asked].sort())
      expect([net.person, net.hospital].map((n) => n?.engine.flows().map((f) => [f.name, f.state, f.code]))).toEqual([
        [['treatment.request', 'done', undefined]],
        [['treatment.respond', 'done', undefined]],
      ])
      const settled = () => [net.person, net.hospital].every((n) => n?.vault.list().every((t) => t.standing !== 'unnotarised'))
      await net.clock.runUntil(settled, 30 * 60_000)
      const final = [net.person, net.hospital].map((n) =>
        n?.vault
          .list()
          .filter((t) => t.standing === 'verified')
          .map((t) => t.id)
          .sort(),
      )
      expect(final[0]?.length).toBeGreaterThanOrEqual(4)
      expect(final[0]).toEqual(final[1])
    },
    120_000,
  )

  test('E4 a queue that forgot the mailbox it said it made is told again, and nothing that was meant for it is lost', async () => {
    const net = new (class extends MockNetwork {
      swallowed = 0
      protected override forged({ url, body }: HttpRequest): HttpReply | undefined {
        if (!url.endsWith('/v1/mailbox') || !hdms.MailboxRequest.decode(body ?? new Uint8Array(0)).create || this.swallowed > 0)
          return undefined
        this.swallowed++
        return { status: 200, headers: {}, body: encode(hdms.MailboxReply, {}) }
      }
    })(308)
    await net.start()
    expect(net.swallowed).toBe(1)
    void net.person?.engine
      .startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client')
      .then(({ result }) => result.catch(() => {}))
    const done = (): boolean => [net.person, net.hospital].every((n) => n?.engine.flows().some((f) => f.state === 'done') === true)
    expect(await net.clock.runUntil(done, 30 * 60_000)).toBe(true)
  })

  test('E4 N33 every code that there is, in the notary’s name at a notarisation: none ends the treatment or drops a transaction', async () => {
    const net = new (class extends MockNetwork {
      readonly codes = [...CODES]
      protected override forged({ url, body }: HttpRequest): HttpReply | undefined {
        if (new URL(url).hostname !== 'notary' || !url.endsWith('/v1/ask')) return undefined
        const code = hdms.NotaryRequest.decode(body ?? new Uint8Array(0)).notarise ? this.codes.shift() : undefined
        if (code === undefined) return undefined
        return { status: 200, headers: {}, body: encode(hdms.NotaryReply, { refusal: { code, data: '{}' } }) }
      }
    })(309)
    await net.start()
    void net.person?.engine
      .startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client')
      .then(({ result }) => result.catch(() => {}))
    const over = (): boolean => [net.person, net.hospital].every((n) => n?.engine.flows().some((f) => f.state !== 'running') === true)
    await net.clock.runUntil(over, 6 * 3_600_000)
    expect(net.codes).toEqual([])
    expect([net.person, net.hospital].map((n) => n?.engine.flows().map((f) => f.state))).toEqual([['done'], ['done']])
    // What was given up has the notary's signed word, after its window.
    const dropped = net.hospital?.vault.list().filter((t) => t.standing === 'dropped') ?? []
    expect(dropped.map((t) => t.why)).toEqual(dropped.map(() => 'absent'))
    // A window of ten minutes each, and not one for each refusal.
    expect(dropped.length).toBeLessThan(10)
    expect([net.his.submitted.size, net.his.handedOver.size, net.his.closed.length]).toEqual([1, 1, 0])
  })

  test('E4 N33 asked what became of a transaction, only the notary’s signed word is an answer: committed, or absent from its end on', async () => {
    const net = new MockNetwork(310)
    await net.start()
    void net.person?.engine
      .startFlow(requestTreatment, { hospital: HOSPITAL, desk, reason: 'sim' }, 'client')
      .then(({ result }) => result.catch(() => {}))
    await net.clock.runUntil(() => (net.hospital?.vault.list().length ?? 0) > 0, 600_000)
    const { services } = net.hospital ?? fail('BUG', { what: 'hospital' })
    const row = services.vault.list()[0] ?? fail('BUG', { what: 'transaction' })
    const real = services.network.notary(row.notary)
    const refusing = (code: ErrorCode, port: Partial<NotaryPort> = {}): typeof services => ({
      ...services,
      network: new Proxy(services.network, {
        get: (target, name) =>
          name === 'notary'
            ? (): NotaryPort => ({
                ...real,
                sealingKey: real.sealingKey,
                notarise: async () => Promise.reject(new HdmsError(code)),
                status: async () => Promise.reject(new HdmsError(code)),
                ...port,
              })
            : Reflect.get(target, name, target),
      }),
    })
    for (const code of Object.keys(ERRORS) as ErrorCode[]) {
      const asked = await refusal(askStatus(refusing(code), row.notary, row.transaction))
      expect([code, ERRORS[asked?.code as ErrorCode][1]]).toEqual([code, true])
    }
    // Signed: committed, whatever the refusal said.
    const said = await net.run(askStatus(refusing('BUG', { status: (id, v) => real.status(id, v) }), row.notary, row.transaction))
    expect(said).toEqual(row.answer)
    // Signed absent counts from `until` on and no moment sooner.
    const id = fromHex(row.id)
    expect(id).toHaveLength(32)
    const absent = (time: number) =>
      askStatus(refusing('BUG', { status: async () => ({ kind: 'absent', time }) }), row.notary, row.transaction)
    const { decodeTransaction, decodeVisible } = await import('@hdms/shared/ledger/transaction.ts')
    const { until } = decodeVisible(decodeTransaction(row.transaction).visible)
    expect(await absent(until * 60_000)).toBeNull()
    expect((await refusal(absent(until * 60_000 - 1)))?.code).toBe('SERVICE_UNAVAILABLE')
  })
})

describe('E4 the network map', () => {
  const client = (net: MockNetwork, store: NodeStore, http: HttpClient = net.http): MapClient => {
    const rules = () => ({ root: net.rootCertificate, now: net.clock.now(), crlPolicy: 'soft' as const })
    return new MapClient({ crypto: net.crypto, http, url: 'http://map', rules, logger: silent, store })
  }

  test('E4 an object that somebody says is not there takes its member off the map for one look, not until the map changes', async () => {
    const net = new MockNetwork(311)
    await net.start()
    let denied = 1
    const http: HttpClient = async (request) => {
      // The first object is the parameters.
      if (request.url.includes('/v1/objects/') && denied-- === 0) return { status: 404, headers: {}, body: new Uint8Array(0) }
      return net.http(request)
    }
    const map = client(net, memoryNodeStore(), http)
    await net.run(map.start())
    const all = net.person?.map.members().length ?? 0
    expect([map.members().length, await net.run(map.refresh()), map.members().length]).toEqual([all - 1, true, all])
  })

  test('E4 M2 a map that is older than one that was in use is refused, also when the stored one cannot be read any more', async () => {
    const net = new MockNetwork(312)
    await net.start()
    const store = memoryNodeStore()
    const old = await net.run(net.http({ method: 'GET', url: 'http://map/v1/map' }))
    await net.run(net.evicts(HOSPITAL))
    await net.run(client(net, store).start())
    await store.commit([{ key: 'map/last', value: utf8('damaged') }])
    const http: HttpClient = async (request) => (request.url.endsWith('/v1/map') ? old : net.http(request))
    const map = client(net, store, http)
    expect(await refusal(net.run(map.start()))).toMatchObject({ code: 'MAP_REFUSED', data: { why: 'it is older than the one in use' } })
    const again = client(net, store)
    await net.run(again.start())
    expect(again.members().map((m) => m.name)).not.toContain(HOSPITAL)
  })
})
