/** D6 names that get a new key, and M4 objects that are fetched by their hash. */
import { rootCeremony } from '@hdms/doorman/server/ca.ts'
import { Doorman } from '@hdms/doorman/server/doorman.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { NetworkMapRegistry } from '@hdms/network-map/server/network-map.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { equal, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { verifyPath } from '@hdms/shared/crypto/merkle.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { issueCertificate, makeCsr, readCrl } from '@hdms/shared/identity/certificates.ts'
import { logLeaf } from '@hdms/shared/identity/issuance-log.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { type PathRules, validatePath } from '@hdms/shared/identity/path.ts'
import { checkContractSignatures, signContract } from '@hdms/shared/ledger/signatures.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { signNodeInfo, verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import { signObject } from '@hdms/shared/network/signed-object.ts'
import { decodeHeader, encodeHeader, headerMessage, NO_STATE, notaryId } from '@hdms/shared/notary/answer.ts'
import { type Cosigner, cosign } from '@hdms/shared/notary/checkpoint.ts'
import type { SignedHead } from '@hdms/shared/notary/facts.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { TestRoot } from '../support/members.ts'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const clock = new SimClock()
let doorman: Doorman
let root: Uint8Array
let doormanCa: Uint8Array

beforeEach(async () => {
  const seed = crypto.random(32)
  const made = await rootCeremony(crypto, clock.now(), crypto.random(32), await crypto.publicKey(seed))
  ;({ root, doormanCa } = made)
  doorman = new Doorman({ crypto, clock, store: memoryNodeStore(), seed, ...made })
})

const why = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'ok',
    (e: { code: string; data: { why?: string } }) => e.data.why ?? e.code,
  )
const rules = (more: Partial<PathRules> = {}): PathRules => ({ root, now: clock.now(), crlPolicy: 'soft', ...more })

interface Identity {
  readonly name: string
  readonly seed: Uint8Array
  readonly key: Uint8Array
  readonly chain: readonly Uint8Array[]
}
async function admit(text: string): Promise<Identity> {
  const [caSeed, seed, name] = [crypto.random(32), crypto.random(32), parseName(text)]
  const id = await doorman.request(await makeCsr(crypto, caSeed, name, 'node-ca', 'institution'), undefined)
  await doorman.decide(id, true, '')
  const state = await doorman.state(id)
  if (state.status !== 'approved') throw new Error('not admitted')
  const nodeCa = readCertificate(state.chain[0] as Uint8Array)
  const key = await crypto.publicKey(seed)
  const { notBefore, notAfter, subject, kind } = nodeCa
  const leaf = await issueCertificate(
    crypto,
    { name: subject, seed: caSeed },
    { subject, publicKey: key, role: 'legal-identity', kind, notBefore, notAfter },
  )
  return { name: text, seed, key, chain: [leaf, ...state.chain] }
}
const infoOf = async ({ name, seed, chain }: Identity, serial: number, cosignKey = new Uint8Array(0)): Promise<Uint8Array> =>
  signNodeInfo(crypto, seed, {
    cosignKey,
    ...{ name, serial, chain, sealingKey: await XWING.publicKey(crypto, crypto.random(32)), rest: '', multiaddrs: [], notary: '' },
    ...{ platformVersion: 1, transport: new Uint8Array(0) },
  })
const serialOf = ({ chain }: Identity): string => readCertificate(chain[1] as Uint8Array).serial

describe('D6 the same name with a new key', () => {
  test('D6 is refused while the old certificate lives: when it is asked for, and when two were asked for before one was admitted', async () => {
    const name = parseName('O=Alpha,C=KR')
    const ask = async () => doorman.request(await makeCsr(crypto, crypto.random(32), name, 'node-ca', 'institution'), undefined)
    const [first, second] = [await ask(), await ask()]
    await doorman.decide(first, true, '')
    expect(await why(doorman.decide(second, true, ''))).toMatch(/the name is taken; revoke its certificate first/)
    expect(await why(ask())).toMatch(/the name is taken/)
    expect(await doorman.issued()).toHaveLength(1)
  })

  test('D6 comes through revocation and re-issue: the old key is refused from then on, the new one taken, both stand in the log', async () => {
    const old = await admit('O=Alpha,C=KR')
    const kept = await infoOf(old, 1)
    expect(await why(verifyNodeInfo(crypto, kept, rules()))).toBe('ok')
    await doorman.revoke(serialOf(old))
    const now = await admit('O=Alpha,C=KR')
    expect(equal(now.key, old.key)).toBe(false)
    const crl = await readCrl(crypto, await doorman.crl(), readCertificate(doormanCa).publicKey)
    expect(await why(verifyNodeInfo(crypto, kept, rules({ crl })))).toBe('CERT_REVOKED')
    expect(await why(verifyNodeInfo(crypto, await infoOf(now, 2), rules({ crl })))).toBe('ok')
    for (const [i, one] of [old, now].entries()) {
      const proof = await doorman.log.proof(logLeaf(one.chain[1] as Uint8Array))
      expect(proof.index).toBe(i)
      expect(verifyPath(logLeaf(one.chain[1] as Uint8Array), proof.index, proof.head.size, proof.path, proof.head.root)).toBe(true)
    }
    // Revoked twice, or a certificate that there never was: the living one stays.
    await doorman.revoke(serialOf(old))
    expect(await why(doorman.revoke('00'))).toBe('NOT_FOUND')
    expect(
      await why(doorman.request(await makeCsr(crypto, crypto.random(32), parseName('O=Alpha,C=KR'), 'node-ca', 'institution'), undefined)),
    ).toMatch(/the name is taken/)
  })

  test('D6 old history still verifies: what the old key signed, and its certificate as of the time it was valid', async () => {
    const old = await admit('O=Alpha,C=KR')
    const id = sha256(Uint8Array.of(1))
    const signature = await signContract(crypto, old.seed, id)
    const then = clock.now()
    await doorman.revoke(serialOf(old))
    const now = await admit('O=Alpha,C=KR')
    await checkContractSignatures(crypto, id, [old.key], [signature])
    // The new key does not stand in for the old one.
    expect(await why(checkContractSignatures(crypto, id, [now.key], [signature]))).not.toBe('ok')
    expect((await validatePath(crypto, old.chain, ['legal-identity'], rules({ now: then }))).subjectText).toBe('O=Alpha,C=KR')
  })
})

describe('D3 roles', () => {
  test('D3 a member that certifies itself as a role that the doorman gives is refused: it would sign maps and parameters', async () => {
    const made = await TestRoot.make(crypto, clock.now())
    for (const role of ['network-map', 'network-parameters'] as const) {
      const chain = await made.notary(crypto.random(32), parseName('O=Alpha,C=KR'), 'institution', role)
      expect(await why(validatePath(crypto, chain, [role], made.rules()))).toBe(`a node-ca must not issue a ${role}`)
    }
    const own = await made.notary(crypto.random(32), parseName('O=Alpha,C=KR'), 'institution', 'legal-identity')
    expect((await validatePath(crypto, own, ['legal-identity'], made.rules())).role).toBe('legal-identity')
  })
})

/** A map service whose objects can be swapped on the way to its readers. */
async function setUp() {
  const role = async (name: 'network-map' | 'network-parameters') => {
    const seed = crypto.random(32)
    const id = await doorman.request(await makeCsr(crypto, seed, parseName(`CN=${name},O=HDMS,C=KR`), name, 'service'), undefined)
    await doorman.decide(id, true, '')
    const state = await doorman.state(id)
    return { seed, chain: state.status === 'approved' ? state.chain : [] }
  }
  const parametersKey = await role('network-parameters')
  const parameters = (epoch: number, more: hdms.NetworkParameters.$Properties = {}) =>
    signObject(crypto, 'network-parameters', parametersKey, encode(hdms.NetworkParameters, { epoch, notaries: [], ...more }))
  const registry = new NetworkMapRegistry({ crypto, clock, store: memoryNodeStore(), key: await role('network-map'), rules })
  await registry.setParameters(await parameters(1))
  /** What the wire gives for an object instead, by its hash. */
  const swapped = new Map<string, Uint8Array>()
  const http: HttpClient = async ({ url }) => {
    const hash = url.slice(url.lastIndexOf('/') + 1)
    const body = url.endsWith('/v1/map') ? await registry.map() : (swapped.get(hash) ?? (await registry.object(hash)))
    return { status: 200, headers: {}, body }
  }
  const store = memoryNodeStore()
  const client = () => new MapClient({ crypto, http, url: 'http://map', rules: () => rules(), logger: silent, store })
  return { registry, parameters, swapped, client, store }
}

describe('M4 what is fetched by hash is compared with that hash', () => {
  test('M4 another node info, well signed and newer, in the place of the listed one is refused, and the listed one taken', async () => {
    const { registry, swapped, client } = await setUp()
    const alpha = await admit('O=Alpha,C=KR')
    const [listed, other] = [await infoOf(alpha, 1), await infoOf(alpha, 9)]
    await registry.publish(listed)
    swapped.set(hex(sha256(listed)), other)
    const reader = client()
    const refused = await why(reader.start())
    const got = reader.members().find((m) => m.name === 'O=Alpha,C=KR')
    // Whatever becomes of the map, what nobody listed is not believed.
    expect([refused, got?.serial]).not.toContain(9)
    swapped.clear()
    const again = client()
    await again.start()
    expect(again.node('O=Alpha,C=KR').serial).toBe(1)
    expect(equal(again.node('O=Alpha,C=KR').signed, listed)).toBe(true)
  })

  test('M4 other parameters, well signed, in the place of those in force are refused with why', async () => {
    const { parameters, swapped, client, registry } = await setUp()
    const inForce = hdms.NetworkMap.decode(hdms.SignedObject.decode(await registry.map()).content).parameters
    swapped.set(hex(inForce), await parameters(7, { maxMessageSize: 1 }))
    expect(await why(client().start())).toBe('an object is not what its hash says')
  })

  test('M4 an object that was kept is compared as well: what was changed on the disk is fetched anew', async () => {
    const { registry, client, store } = await setUp()
    const alpha = await admit('O=Alpha,C=KR')
    const listed = await infoOf(alpha, 1)
    await registry.publish(listed)
    await client().start()
    const key = `map/object/${hex(sha256(listed))}`
    expect(await store.get(key)).toBeDefined()
    await store.commit([{ key, value: await infoOf(alpha, 9) }])
    const reader = client()
    await reader.start()
    expect(reader.node('O=Alpha,C=KR').serial).toBe(1)
  })
})

describe('the map and checkpoints', () => {
  test('keeps the three newest of each institution, of listed ones alone, both signatures checked, never an older one', async () => {
    const { registry, parameters } = await setUp()
    const notarySeed = crypto.random(32)
    const key = await crypto.publicKey(notarySeed)
    await registry.setParameters(await parameters(2, { notaries: [{ name: 'O=Notary,C=KR', key }] }))
    const alpha = await admit('O=Alpha,C=KR')
    const cosignSeed = crypto.random(32)
    await registry.publish(await infoOf(alpha, 1, sha256(await crypto.mldsaPublic(cosignSeed))))
    const head = async (sequence: number): Promise<SignedHead> => {
      const [previous, root] = [crypto.random(32), crypto.random(32)]
      const header = { notary: notaryId(key), sequence, previous, root, count: 1, time: 1, state: NO_STATE }
      const bytes = encodeHeader(header)
      return { bytes, header, signature: await crypto.sign(notarySeed, headerMessage(bytes)) }
    }
    const by = async (sequence: number, who: Partial<Cosigner> = {}) =>
      cosign(crypto, { name: alpha.name, seed: alpha.seed, cosignSeed, ...who }, await head(sequence))
    for (const sequence of [100, 200, 300, 400]) await registry.checkpoint(await by(sequence))
    const kept = async () => {
      const { checkpoints } = hdms.Checkpoints.decode(await registry.checkpoints(hex(notaryId(key))))
      return checkpoints.map((c) => decodeHeader(hdms.Checkpoint.decode(c).header).sequence)
    }
    expect(await kept()).toEqual([200, 300, 400])
    expect(await why(by(400).then((c) => registry.checkpoint(c)))).toMatch(/a newer checkpoint/)
    expect(await why(by(100).then((c) => registry.checkpoint(c)))).toMatch(/a newer checkpoint/)
    expect(await why(by(500, { seed: crypto.random(32) }).then((c) => registry.checkpoint(c)))).toBe('SIGNATURE_INVALID')
    expect(await why(by(500, { cosignSeed: crypto.random(32) }).then((c) => registry.checkpoint(c)))).toBe('SIGNATURE_INVALID')
    expect(await why(by(500, { name: 'O=Nobody,C=KR' }).then((c) => registry.checkpoint(c)))).toMatch(/only listed institutions/)
    expect(await why(registry.checkpoint(crypto.random(30)))).not.toBe('ok')
    expect(await kept()).toEqual([200, 300, 400])
    expect(await why(registry.checkpoints('../x'))).toMatch(/64 hex digits/)
  })
})
