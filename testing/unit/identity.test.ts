/** Certificates, the doorman and the network map (acceptance D1 to D4, D6, M1, M2, M4, M6). */

import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { rootCeremony } from '@hdms/doorman/server/ca.ts'
import { Doorman } from '@hdms/doorman/server/doorman.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { NetworkMapRegistry } from '@hdms/network-map/server/network-map.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Kind, type Role, readCertificate } from '@hdms/shared/identity/certificate.ts'
import { issueCertificate, issueCrl, makeCsr, readCrl } from '@hdms/shared/identity/certificates.ts'
import { formatName, type MemberName, parseName } from '@hdms/shared/identity/names.ts'
import { type PathRules, validatePath } from '@hdms/shared/identity/path.ts'
import { USAGE } from '@hdms/shared/identity/x509/certificate.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { signObject } from '@hdms/shared/network/signed-object.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { DAY } from '@hdms/shared/time.ts'
import * as x509 from '@peculiar/x509'
import { beforeEach, describe, expect, test } from 'vitest'
import { SimClock } from '../support/sim-clock.ts'

const crypto: CryptoProvider = nativeCrypto()
let clock: SimClock
let doorman: Doorman
let root: Uint8Array
let doormanCa: Uint8Array
let doormanSeed: Uint8Array

beforeEach(async () => {
  clock = new SimClock()
  doormanSeed = crypto.random(32)
  ;({ root, doormanCa } = await rootCeremony(crypto, clock.now(), crypto.random(32), await crypto.publicKey(doormanSeed)))
  doorman = new Doorman({ crypto, clock, store: memoryNodeStore(), seed: doormanSeed, doormanCa, root })
})

const rules = (more: Partial<PathRules> = {}): PathRules => ({ root, now: clock.now(), crlPolicy: 'soft', ...more })
const code = async (p: Promise<unknown>) =>
  p.then(
    () => 'ok',
    (e: { code: string }) => e.code,
  )
const why = async (p: Promise<unknown>) =>
  p.then(
    () => 'ok',
    (e: { data: { why: string } }) => e.data.why,
  )
const csr = (name: string, role: Role = 'node-ca', kind: Kind = 'institution', seed = crypto.random(32)) =>
  makeCsr(crypto, seed, parseName(name), role, kind)

interface Member {
  readonly seed: Uint8Array
  readonly chain: readonly Uint8Array[]
  readonly name: MemberName
}

async function institution(name: string): Promise<Member> {
  const nodeCa = crypto.random(32)
  const id = await doorman.request(await csr(name, 'node-ca', 'institution', nodeCa), undefined)
  await doorman.decide(id, true, '')
  return identity(nodeCa, await chainOf(id))
}
async function chainOf(id: string): Promise<Uint8Array[]> {
  const state = await doorman.state(id)
  return state.status === 'approved' ? state.chain : fail('BUG', { what: 'not approved' })
}
async function identity(
  nodeCaSeed: Uint8Array,
  above: readonly Uint8Array[],
  role: Role = 'legal-identity',
  change: Partial<{ subject: MemberName; notAfter: number; notBefore: number; kind: Kind }> = {},
): Promise<Member> {
  const ca = readCertificate(above[0] as Uint8Array)
  const seed = crypto.random(32)
  const leaf = await issueCertificate(
    crypto,
    { name: ca.subject, seed: nodeCaSeed },
    {
      subject: ca.subject,
      publicKey: await crypto.publicKey(seed),
      role,
      kind: ca.kind,
      notBefore: ca.notBefore,
      notAfter: ca.notAfter,
      ...change,
    },
  )
  return { seed, chain: [leaf, ...above], name: ca.subject }
}

describe('doorman', () => {
  test('D1 a wrong role, a taken or reserved name, a name outside policy, a malformed or weak key: refused with a reason', async () => {
    await institution('O=Alpha,C=KR')
    expect(await why(doorman.request(await csr('O=Alpha,C=KR'), undefined))).toContain('taken')
    expect(await why(doorman.request(await csr('O=Beta,C=KR', 'doorman', 'none'), undefined))).toContain('not given')
    expect(await why(doorman.request(await csr('O=Beta,C=FR'), undefined))).toContain('country')
    expect(await why(doorman.request(await csr('O=Health In My Storage,C=KR'), undefined))).toContain('reserved')
    expect(await code(doorman.request(Uint8Array.of(1, 2, 3), undefined))).toBe('CSR_REFUSED')
    const good = await csr('O=Beta,C=KR')
    for (const at of [40, 90, good.length - 5]) {
      const twisted = good.slice()
      twisted[at] = (twisted[at] as number) ^ 1
      expect(await code(doorman.request(twisted, undefined)), `byte ${at}`).not.toBe('ok')
    }
  })

  test('D2 institutions wait for the operator; persons come with a one-time token; one live certificate per handle', async () => {
    const id = await doorman.request(await csr('O=Alpha,C=KR'), undefined)
    expect(await doorman.state(id)).toEqual({ status: 'pending' })
    await doorman.decide(id, false, 'unknown to us')
    expect(await why(doorman.state(id))).toBe('unknown to us')
    const hospital = await institution('O=Hospital,C=KR')
    const person = (handle = hex(crypto.random(8))) => csr(`CN=${handle},O=Health In My Storage,C=KR`, 'node-ca', 'person')
    expect(await why(doorman.request(await person(), undefined))).toContain('needs an invitation')
    expect(await why(doorman.request(await person(), ''))).toContain('needs an invitation')
    const handle = hex(crypto.random(16))
    const { token } = await doorman.invite(hospital.name, handle)
    const second = await doorman.invite(hospital.name, handle)
    const first = await person()
    const admitted = await doorman.request(first, token)
    expect(await doorman.request(first, token)).toBe(admitted)
    expect(await why(doorman.request(await person(), token))).toContain('was used')
    expect(await why(doorman.request(await person(), second.token))).toContain('live certificate')
    // D6: revoked, the handle is free for a new key.
    await doorman.revoke(readCertificate((await chainOf(admitted))[0] as Uint8Array).serial)
    const again = await doorman.invite(hospital.name, handle)
    expect(await code(doorman.request(await person(), again.token))).toBe('ok')
    const late = await doorman.invite(hospital.name, hex(crypto.random(16)))
    clock.jump(8 * DAY)
    expect(await why(doorman.request(await person(), late.token))).toContain('expired')
  })

  test("D3 the path: another root, a wrong role, expired, not yet valid, a stranger's name, a byte flipped: refused", async () => {
    const seed = crypto.random(32)
    const id = await doorman.request(await csr('O=Alpha,C=KR', 'node-ca', 'institution', seed), undefined)
    await doorman.decide(id, true, '')
    const above = await chainOf(id)
    const member = await identity(seed, above)
    const check = (chain: readonly Uint8Array[], roles: Role[] = ['legal-identity'], more = {}) =>
      validatePath(crypto, chain, roles, rules(more))
    expect((await check(member.chain)).subjectText).toBe('O=Alpha,C=KR')
    expect(await why(check(member.chain, ['network-map']))).toContain('role')
    expect(await why(check(member.chain, undefined, { root: doormanCa }))).toContain('root')
    expect(await why(check(member.chain, undefined, { now: clock.now() + 3 * 365 * DAY }))).toContain('expired')
    expect(await why(check(member.chain, undefined, { now: clock.now() - 2 * DAY }))).toContain('not valid yet')
    expect(await why(check((await identity(seed, above, 'legal-identity', { subject: parseName('O=Beta,C=KR') })).chain))).toContain(
      'only itself',
    )
    expect(await why(check((await identity(seed, above, 'legal-identity', { kind: 'notary' })).chain))).toContain('only itself')
    // An end entity that issues: not a CA.
    const below = await issueCertificate(
      crypto,
      { name: member.name, seed: member.seed },
      {
        subject: member.name,
        publicKey: await crypto.publicKey(seed),
        role: 'legal-identity',
        kind: 'institution',
        notBefore: clock.now() - 1,
        notAfter: clock.now() + DAY,
      },
    )
    expect(await code(check([below, ...member.chain.slice(0, 1), ...above.slice(1)]))).toBe('CERT_REFUSED')
    expect(await code(check([below, ...member.chain]))).toBe('CERT_REFUSED')
    const leaf = member.chain[0] as Uint8Array
    for (let at = 0; at < leaf.length; at += 7) {
      const twisted = leaf.slice()
      twisted[at] = (twisted[at] as number) ^ 0x10
      expect(await code(check([twisted, ...member.chain.slice(1)])), `byte ${at}`).not.toBe('ok')
    }
  })

  test('D4 revoked is refused; without a fresh list the setting decides', async () => {
    const member = await institution('O=Alpha,C=KR')
    const key = await crypto.publicKey(doormanSeed)
    const check = async (policy: 'hard' | 'soft', crl?: Uint8Array) =>
      validatePath(
        crypto,
        member.chain,
        ['legal-identity'],
        rules({ crlPolicy: policy, ...(crl ? { crl: await readCrl(crypto, crl, key) } : {}) }),
      )
    const before = await doorman.crl()
    expect(await code(check('hard', before))).toBe('ok')
    expect(await code(check('hard'))).toBe('CERT_REFUSED')
    expect(await code(check('soft'))).toBe('ok')
    await doorman.revoke(readCertificate(member.chain[1] as Uint8Array).serial)
    expect(await code(check('soft', await doorman.crl()))).toBe('CERT_REVOKED')
    clock.jump(2 * 3600_000)
    expect(await code(check('hard', before))).toBe('CERT_REFUSED')
    const forged = readCrl(crypto, before, await crypto.publicKey(crypto.random(32)))
    expect(await code(forged)).toBe('CERT_REFUSED')
  })
})

describe('what is asked for again', () => {
  const counted = (): { provider: CryptoProvider; signatures: () => number } => {
    let count = 0
    return {
      provider: {
        ...crypto,
        verify(key, message, signature) {
          count++
          return crypto.verify(key, message, signature)
        },
      },
      signatures: () => count,
    }
  }

  test('a chain that was checked costs no signature again, and is refused all the same when revoked, expired or under another key', async () => {
    const member = await institution('O=Alpha,C=KR')
    const { provider, signatures } = counted()
    const check = (chain: readonly Uint8Array[], more: Partial<PathRules> = {}) =>
      validatePath(provider, chain, ['legal-identity'], rules(more))
    expect(await code(check(member.chain))).toBe('ok')
    const first = signatures()
    expect(first).toBeGreaterThanOrEqual(4)
    for (let i = 0; i < 20; i++) expect(await code(check(member.chain))).toBe('ok')
    expect(signatures()).toBe(first)
    expect(await why(check(member.chain, { now: clock.now() + 3 * 365 * DAY }))).toContain('expired')
    await doorman.revoke(readCertificate(member.chain[1] as Uint8Array).serial)
    const crl = await readCrl(crypto, await doorman.crl(), await crypto.publicKey(doormanSeed))
    expect(await code(check(member.chain, { crl }))).toBe('CERT_REVOKED')
    // The same end entity below a CA of the same name and another key.
    const stranger = crypto.random(32)
    const ca = readCertificate(member.chain[1] as Uint8Array)
    const other = await issueCertificate(
      crypto,
      { name: parseName(ca.issuerText), seed: doormanSeed },
      { ...ca, subject: member.name, publicKey: await crypto.publicKey(stranger) },
    )
    expect(await why(check([member.chain[0] as Uint8Array, other, ...member.chain.slice(2)]))).toContain('does not verify')
  })

  test('a member keeps the newest revocation list: an older one, a forged one and none change nothing, the same one is not read again', async () => {
    const member = await institution('O=Alpha,C=KR')
    const before = await doorman.crl()
    clock.jump(1_000)
    await doorman.revoke(readCertificate(member.chain[1] as Uint8Array).serial)
    const after = await doorman.crl()
    let read = 0
    const counting: CryptoProvider = {
      ...crypto,
      verify(...args) {
        read++
        return crypto.verify(...args)
      },
    }
    let given = { status: 200, body: after }
    const http: HttpClient = async () => ({ headers: {}, ...given })
    const trust = new TrustStore({ crypto: counting, clock, http, doorman: 'http://doorman', root, doormanCa })
    const got = async (body: Uint8Array, status = 200): Promise<unknown> => {
      given = { status, body }
      const before = read
      return [await trust.refresh(), trust.rules().crl?.serials.size, read - before]
    }
    expect(await got(before)).toEqual([true, 0, 1])
    expect(await got(after)).toEqual([true, 1, 1])
    expect(await got(after.slice())).toEqual([true, 1, 0])
    expect(await got(before)).toEqual([true, 1, 1])
    const forged = after.slice()
    forged[forged.length - 1] = (forged[forged.length - 1] as number) ^ 1
    expect(await got(forged)).toEqual([false, 1, 1])
    expect(await got(new Uint8Array(3))).toEqual([false, 1, 0])
    expect(await got(after, 503)).toEqual([false, 1, 0])
    expect(await got(after)).toEqual([true, 1, 0])
  })

  test('D4 a certificate that one signed list revoked stays revoked, also when a later signed list leaves it out', async () => {
    const member = await institution('O=Alpha,C=KR')
    const revoked = { serial: readCertificate(member.chain[1] as Uint8Array).serial, at: clock.now() }
    const list = (all: readonly (typeof revoked)[], after: number): Promise<Uint8Array> => {
      const at = clock.now() + after
      return issueCrl(
        crypto,
        { name: parseName(readCertificate(doormanCa).subjectText), seed: doormanSeed },
        { revoked: all, thisUpdate: at, nextUpdate: at + 3_600_000 },
      )
    }
    const other = { serial: '0badcafe', at: clock.now() }
    let body = await list([revoked], 0)
    const http: HttpClient = async () => ({ status: 200, headers: {}, body })
    const trust = new TrustStore({ crypto, clock, http, doorman: 'http://doorman', root, doormanCa })
    const check = (): Promise<string> =>
      code(validatePath(crypto, member.chain, [readCertificate(member.chain[0] as Uint8Array).role], trust.rules()))
    expect([await check(), await trust.refresh(), await check()]).toEqual(['ok', true, 'CERT_REVOKED'])
    for (const [all, after] of [
      [[], 60_000],
      [[other], 120_000],
    ] as const) {
      body = await list(all, after)
      expect([await trust.refresh(), trust.rules().crl?.thisUpdate, await check()]).toEqual([
        true,
        Math.floor((clock.now() + after) / 1000) * 1000,
        'CERT_REVOKED',
      ])
    }
    expect(trust.rules().crl?.serials.has(other.serial)).toBe(true)
  })

  test('D4 what was revoked outlives the process: neither an older list nor one that leaves it out gives it back at the next start', async () => {
    const member = await institution('O=Alpha,C=KR')
    const revoked = { serial: readCertificate(member.chain[1] as Uint8Array).serial, at: clock.now() }
    const list = (all: readonly (typeof revoked)[], after: number): Promise<Uint8Array> => {
      const at = clock.now() + after
      return issueCrl(
        crypto,
        { name: parseName(readCertificate(doormanCa).subjectText), seed: doormanSeed },
        { revoked: all, thisUpdate: at, nextUpdate: at + 3_600_000 },
      )
    }
    const [before, naming, leaving] = [await list([], 0), await list([revoked], 60_000), await list([], 120_000)]
    let body = naming
    let kept: Uint8Array | undefined
    const memory = {
      load: async () => kept,
      async save(now: Uint8Array) {
        kept = now
      },
    }
    const start = async (): Promise<TrustStore> => {
      const http: HttpClient = async () => ({ status: 200, headers: {}, body })
      const trust = new TrustStore({ crypto, clock, http, doorman: 'http://doorman', root, doormanCa })
      await trust.remember(memory)
      return trust
    }
    const check = (trust: TrustStore): Promise<string> =>
      code(validatePath(crypto, member.chain, [readCertificate(member.chain[0] as Uint8Array).role], trust.rules()))
    await (await start()).refresh()
    // Before anything was asked, and with whatever somebody on the way shows.
    expect(await check(await start())).toBe('CERT_REVOKED')
    for (const shown of [before, leaving, before]) {
      body = shown
      const trust = await start()
      await trust.refresh()
      expect(await check(trust)).toBe('CERT_REVOKED')
    }
    // What was kept is not what was written: it does not go on as if nothing had been revoked.
    const whole = kept ?? new Uint8Array(0)
    for (const damaged of [whole.slice(0, -1), whole.map((b, i) => (i === 40 ? b ^ 1 : b)), new Uint8Array(0)]) {
      kept = damaged
      expect(['WIRE_MALFORMED', 'CERT_REFUSED']).toContain(await code(start()))
    }
  })

  test('the revocation list is made once for everybody who asks, anew after a revocation, and before it is stale', async () => {
    const member = await institution('O=Alpha,C=KR')
    const one = await doorman.crl()
    clock.jump(60_000)
    expect(hex(await doorman.crl())).toBe(hex(one))
    await doorman.revoke(readCertificate(member.chain[1] as Uint8Array).serial)
    const after = await doorman.crl()
    expect((await readCrl(crypto, after, await crypto.publicKey(doormanSeed))).serials.size).toBe(1)
    clock.jump(31 * 60_000)
    expect((await readCrl(crypto, await doorman.crl(), await crypto.publicKey(doormanSeed))).thisUpdate).toBeGreaterThan(
      (await readCrl(crypto, after, await crypto.publicKey(doormanSeed))).thisUpdate,
    )
  })
})

describe('network map', () => {
  const sealingKey = () => XWING.publicKey(crypto, crypto.random(32))
  const info = async (m: Member, serial: number, name = formatName(m.name)) =>
    signNodeInfo(crypto, m.seed, {
      name,
      serial,
      chain: m.chain,
      sealingKey: await sealingKey(),
      rest: 'http://127.0.0.1:1',
      multiaddrs: [],
      notary: 'N',
      platformVersion: 1,
      transport: new Uint8Array(0),
    })

  async function roleKey(role: 'network-map' | 'network-parameters') {
    const seed = crypto.random(32)
    const id = await doorman.request(
      await makeCsr(crypto, seed, parseName(`CN=${role.replace('-', ' ')},O=HDMS,C=KR`), role, 'service'),
      undefined,
    )
    await doorman.decide(id, true, '')
    return { seed, chain: await chainOf(id) }
  }

  /** A map service and its client, whose wire the test can twist. */
  async function setUp() {
    const parametersKey = await roleKey('network-parameters')
    const parameters = (epoch: number) =>
      signObject(crypto, 'network-parameters', parametersKey, encode(hdms.NetworkParameters, { epoch, notaries: [] }))
    const mapKey = await roleKey('network-map')
    const registry = new NetworkMapRegistry({ crypto, clock, store: memoryNodeStore(), key: mapKey, rules })
    await registry.setParameters(await parameters(1))
    const wire = { down: false, twist: (body: Uint8Array, _url: string) => body }
    const http: HttpClient = async ({ url }) => {
      if (wire.down) return fail('SERVICE_UNAVAILABLE', { service: 'map' })
      const body = url.endsWith('/v1/map') ? await registry.map() : await registry.object(url.slice(url.lastIndexOf('/') + 1))
      return { status: 200, headers: {}, body: wire.twist(body, url) }
    }
    const store = memoryNodeStore()
    const client = (own = store) => new MapClient({ crypto, http, url: 'http://map', rules, logger: silent, store: own })
    return { registry, wire, client, parameters, mapKey }
  }

  test('M1, M2 add, update, lower serial, remove; the last known map serves when the service is down', async () => {
    const { registry, wire, client } = await setUp()
    const a = await institution('O=Alpha,C=KR')
    await registry.publish(await info(a, 5))
    const reader = client()
    await reader.start()
    expect(reader.node('O=Alpha,C=KR').serial).toBe(5)
    expect(await code(registry.publish(await info(a, 4)))).toBe('MAP_REFUSED')
    await registry.publish(await info(a, 6))
    await reader.refresh()
    expect(reader.node('O=Alpha,C=KR').serial).toBe(6)
    wire.down = true
    const restarted = client()
    await restarted.start()
    expect(restarted.node('O=Alpha,C=KR').serial).toBe(6)
    expect(restarted.view.stale(clock.now() + 2 * DAY)).toBe(true)
    wire.down = false
    await registry.remove('O=Alpha,C=KR')
    await reader.refresh()
    expect(() => reader.node('O=Alpha,C=KR')).toThrow('no such')
  })

  test('M2 an older map is a rollback, M4 an object that is not its hash, M3 one bad info does not block the others', async () => {
    const { registry, wire, client } = await setUp()
    const [a, b] = [await institution('O=Alpha,C=KR'), await institution('O=Beta,C=KR')]
    await registry.publish(await info(a, 1))
    const old = await registry.map()
    await registry.publish(await info(b, 1))
    const reader = client()
    await reader.start()
    wire.twist = (body, url) => (url.endsWith('/v1/map') ? old : body)
    expect(await code(reader.refresh())).toBe('MAP_REFUSED')
    expect(reader.view.nodes.size).toBe(2)
    const fresh = client()
    wire.twist = (body, url) => (url.includes('/objects/') ? body.map((x, i) => (i === body.length - 1 ? x ^ 1 : x)) : body)
    await registry.publish(await info(a, 2))
    await fresh.start().catch(() => {})
    expect(fresh.view.nodes.get('O=Alpha,C=KR')?.serial ?? 1).toBe(1)
  })

  test('M4 an object that is signed and whole, but not the one of its hash, is refused: an older info of a member, or another network’s parameters', async () => {
    const { registry, wire, client, parameters } = await setUp()
    const a = await institution('O=Alpha,C=KR')
    const [older, newer] = [await info(a, 1), await info(a, 2)]
    await registry.publish(newer)
    const other = await parameters(3)
    const hashOf = (object: Uint8Array): string => hex(sha256(object))
    wire.twist = (body, url) => (url.endsWith(hashOf(newer)) ? older : body)
    const reader = client()
    await reader.start()
    // Without the comparison the older info would stand as if it were listed.
    expect(reader.view.nodes.get('O=Alpha,C=KR')).toBeUndefined()
    wire.twist = (body, url) => (hashOf(body) === hashOf(newer) || url.endsWith('/v1/map') ? body : other)
    await expect(client(memoryNodeStore()).refresh()).rejects.toThrow(
      expect.objectContaining({ code: 'MAP_REFUSED', data: { why: 'an object is not what its hash says' } }),
    )
    wire.twist = (body) => body
    const honest = client(memoryNodeStore())
    await honest.start()
    expect(honest.view.nodes.get('O=Alpha,C=KR')?.serial).toBe(2)
  })

  test('M5 parameters by another role or an older epoch are refused; M6 persons are not listed', async () => {
    const { registry, parameters, mapKey } = await setUp()
    const forged = await signObject(crypto, 'network-parameters', mapKey, encode(hdms.NetworkParameters, { epoch: 9 }))
    expect(await code(registry.setParameters(forged))).toBe('CERT_REFUSED')
    await registry.setParameters(await parameters(2))
    expect(await code(registry.setParameters(await parameters(1)))).toBe('MAP_REFUSED')
    const hospital = await institution('O=Hospital,C=KR')
    const { token } = await doorman.invite(hospital.name, hex(crypto.random(16)))
    const seed = crypto.random(32)
    const id = await doorman.request(await csr(`CN=${hex(crypto.random(8))},O=Health In My Storage,C=KR`, 'node-ca', 'person', seed), token)
    const person = await identity(seed, await chainOf(id))
    expect(await code(registry.publish(await info(person, 1)))).toBe('NOT_ALLOWED')
    expect(await code(registry.publish(await info(hospital, 1, 'O=Somebody else,C=KR')))).toBe('CERT_REFUSED')
  })
})

describe('the reader of certificates against the library that writes them', () => {
  const same = (der: Uint8Array): void => {
    const ours = readCertificate(der)
    const theirs = new x509.X509Certificate(der.slice() as Uint8Array<ArrayBuffer>)
    expect(ours.serial).toBe(theirs.serialNumber)
    expect(ours.notBefore).toBe(theirs.notBefore.getTime())
    expect(ours.notAfter).toBe(theirs.notAfter.getTime())
    expect(hex(ours.signature)).toBe(hex(new Uint8Array(theirs.signature)))
    expect(hex(ours.publicKey)).toBe(hex(new Uint8Array(theirs.publicKey.rawData).slice(-32)))
    const basic = theirs.getExtension(x509.BasicConstraintsExtension)
    expect([ours.isCa, ours.pathLength]).toEqual([basic?.ca ?? false, basic?.pathLength])
    const usage = theirs.getExtension(x509.KeyUsagesExtension)?.usages ?? 0
    expect(ours.canSign).toBe((usage & x509.KeyUsageFlags.digitalSignature) !== 0)
    expect(((ours.x509.usage ?? 0) & USAGE.keyCertSign) !== 0).toBe((usage & x509.KeyUsageFlags.keyCertSign) !== 0)
  }
  const readable = (der: Uint8Array): boolean => {
    try {
      return new x509.X509Certificate(der.slice() as Uint8Array<ArrayBuffer>).extensions.length > 0
    } catch {
      return false
    }
  }
  test('every role reads alike', async () => {
    for (const role of ['root', 'doorman', 'node-ca', 'legal-identity', 'transport'] as const) {
      const issuer = { name: { organisation: 'Root', country: 'KR' }, seed: crypto.random(32) }
      const subject = { commonName: 'a1b2', organisation: '명지 Hospital', locality: 'Seoul', country: 'KR' }
      const publicKey = await crypto.publicKey(crypto.random(32))
      const dates = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2051, 0, 1) }
      const der = await issueCertificate(crypto, issuer, { subject, publicKey, role, kind: 'institution', ...dates })
      same(der)
      expect(readCertificate(der).subject).toEqual(subject)
    }
  })
  test('every flipped bit is refused, or read as the library reads it', async () => {
    const issuer = { name: { organisation: 'Root', country: 'KR' }, seed: crypto.random(32) }
    const template = { publicKey: await crypto.publicKey(crypto.random(32)), role: 'node-ca', kind: 'person' } as const
    const dates = { notBefore: Date.UTC(2026, 0, 1), notAfter: Date.UTC(2027, 0, 1) }
    const der = await issueCertificate(crypto, issuer, { ...template, ...dates, subject: { organisation: 'Some one', country: 'KR' } })
    let read = 0
    for (let bit = 0; bit < der.length * 8; bit++) {
      const changed = der.slice()
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7))
      try {
        readCertificate(changed)
      } catch (error) {
        expect((error as { code?: string }).code).toMatch(/^(CERT_REFUSED|NAME_INVALID|KEY_INVALID)$/)
        continue
      }
      // An extension that became one we do not know: the library opens what is in it, the reader does not.
      if (readable(changed)) {
        read++
        same(changed)
      }
    }
    expect(read).toBeGreaterThan(100)
  }, 120_000)
})
