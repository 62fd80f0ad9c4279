/** D5: every certificate stands in an append-only log; one that does not, or a log with two histories, is refused. */
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { AnswerTokens } from '@hdms/doorman/server/answer-tokens.ts'
import { DOORMAN_NAME, rootCeremony } from '@hdms/doorman/server/ca.ts'
import { Doorman } from '@hdms/doorman/server/doorman.ts'
import { doormanHttp } from '@hdms/doorman/server/http.ts'
import { LOG_OF_OLD } from '@hdms/doorman/server/issuance-log.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { consistencyProof, merklePath, merkleRoot, verifyConsistency, verifyPath } from '@hdms/shared/crypto/merkle.ts'
import { fail } from '@hdms/shared/errors.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { issueCertificate } from '@hdms/shared/identity/certificates.ts'
import { decodeLogProof, encodeLogProof, headMessage, logLeaf } from '@hdms/shared/identity/issuance-log.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { silent } from '@hdms/shared/logging.ts'
import { signNodeInfo, verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { upToDate } from '@hdms/shared/storage/versions.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { SimClock } from '../support/sim-clock.ts'

const crypto = nativeCrypto()
const clock = new SimClock()
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (e: { code: string }) => e.code,
  )
const why = async (work: Promise<unknown>) =>
  work.then(
    () => 'ok',
    (e: { data: { why: string } }) => e.data.why,
  )

describe('the tree', () => {
  const leaves = Array.from({ length: 40 }, (_, i) => logLeaf(Uint8Array.of(i)))
  const root = (n: number) => merkleRoot(leaves.slice(0, n))

  test('each size is consistent with each later one, and with no other', () => {
    for (let to = 1; to <= leaves.length; to++)
      for (let from = 1; from <= to; from++) {
        const proof = consistencyProof(leaves.slice(0, to), from)
        expect([from, to, verifyConsistency(from, to, proof, root(from), root(to))]).toEqual([from, to, true])
        if (from === to) continue
        expect(verifyConsistency(from, to, proof, root(to), root(from))).toBe(false)
        expect(verifyConsistency(from, to, [...proof, root(1)], root(from), root(to))).toBe(false)
        expect(verifyConsistency(from, to, proof.slice(0, -1), root(from), root(to))).toBe(false)
        // Another history of the same length.
        const other = merkleRoot([logLeaf(Uint8Array.of(99)), ...leaves.slice(1, from)])
        expect(verifyConsistency(from, to, proof, other, root(to))).toBe(false)
      }
  })
  test('a log that got shorter is refused, whatever root it shows', () => {
    expect(verifyConsistency(2, 1, [], root(1), root(1))).toBe(false)
    expect(verifyConsistency(4, 2, [], root(4), root(4))).toBe(false)
  })
})

let seed: Uint8Array
let roots: { root: Uint8Array; doormanCa: Uint8Array }
let doorman: Doorman
let http: HttpClient
let wire: { down: boolean }

beforeEach(async () => {
  seed = crypto.random(32)
  roots = await rootCeremony(crypto, clock.now(), crypto.random(32), await crypto.publicKey(seed))
  wire = { down: false }
  serve(new Doorman({ crypto, clock, store: memoryNodeStore(), seed, ...roots }))
})

function serve(served: Doorman): void {
  doorman = served
  const tokens = new AnswerTokens({ crypto, clock, store: memoryNodeStore(), seed: crypto.random(32) })
  const rules = () => ({ root: roots.root, now: clock.now(), crlPolicy: 'soft' as const })
  const app = doormanHttp({ crypto, doorman, tokens, ...roots, operator: () => {}, rules, logger: silent })
  http = async ({ method, url, headers, body }) => {
    if (wire.down) fail('SERVICE_UNAVAILABLE', { service: 'doorman' })
    const reply = await app.inject({
      method,
      url: url.replace('http://doorman', ''),
      headers: { ...headers },
      ...(body ? { payload: Buffer.from(body) } : {}),
    })
    // Institutions are admitted as they ask.
    for (const { id } of await doorman.pending()) await doorman.decide(id, true, '')
    return { status: reply.statusCode, headers: {}, body: new Uint8Array(reply.rawPayload) }
  }
}

function secrets(): SecretStore {
  const kept = new Map<string, Uint8Array>()
  return {
    get: async (name) => kept.get(name),
    put: async (name, secret) => void kept.set(name, secret),
    getOrCreate: async (name, length) => {
      const secret = kept.get(name) ?? crypto.random(length)
      kept.set(name, secret)
      return secret
    },
  }
}
/** Nobody waits for the doorman's operator here. */
const hurried: Clock = {
  now: () => clock.now(),
  after: (_ms, run) => {
    queueMicrotask(run)
    return () => {}
  },
}
const member = (name: string) =>
  enrol({
    crypto,
    clock: hurried,
    secrets: secrets(),
    doorman: new DoormanClient(http, 'http://doorman'),
    name: parseName(name),
    kind: 'institution',
  })
type Keys = Awaited<ReturnType<typeof member>>
const info = (keys: Keys, logProof: Uint8Array = keys.logProof, chain: readonly Uint8Array[] = keys.chain) =>
  signNodeInfo(crypto, keys.seed, {
    name: keys.name,
    serial: 1,
    chain,
    sealingKey: keys.sealingKey,
    rest: '',
    multiaddrs: [],
    notary: '',
    platformVersion: 1,
    transport: new Uint8Array(0),
    logProof,
  })
function trust(own: Keys, crlPolicy: 'soft' | 'hard' = 'soft', via: HttpClient = http): TrustStore {
  const store = new TrustStore({ crypto, clock, http: via, doorman: 'http://doorman', ...roots, crlPolicy })
  store.follow(own.logProof)
  return store
}

describe('a member', () => {
  test('D5 believes whom the log holds, issued before it or after it', async () => {
    const [before, own, after] = [await member('O=Alpha,C=KR'), await member('O=Beta,C=KR'), await member('O=Gamma,C=KR')]
    const store = trust(own)
    for (const other of [before, own, after]) expect(await code(verifyNodeInfo(crypto, await info(other), store.rules()))).toBe('ok')
  })

  test('D5 refuses a certificate that the doorman signed and did not enter, whatever proof comes with it', async () => {
    const own = await member('O=Alpha,C=KR')
    const [ca, key] = [crypto.random(32), crypto.random(32)]
    const subject = parseName('O=Secret Double,C=KR')
    const times = { notBefore: clock.now() - DAY, notAfter: clock.now() + DAY, kind: 'institution' as const, subject }
    const nodeCa = await issueCertificate(
      crypto,
      { name: DOORMAN_NAME, seed },
      { ...times, publicKey: await crypto.publicKey(ca), role: 'node-ca' },
    )
    const leaf = await issueCertificate(
      crypto,
      { name: subject, seed: ca },
      { ...times, publicKey: await crypto.publicKey(key), role: 'legal-identity' },
    )
    const chain = [leaf, nodeCa, roots.doormanCa, roots.root]
    const forged = (proof: Uint8Array) => info({ ...own, name: 'O=Secret Double,C=KR', seed: key }, proof, chain)
    const rules = trust(own).rules()
    expect(await why(verifyNodeInfo(crypto, await forged(new Uint8Array(0)), rules))).toContain('without a proof')
    expect(await why(verifyNodeInfo(crypto, await forged(own.logProof), rules))).toContain('does not stand in')
    // Without the log nothing would have told.
    const { log: _, ...blind } = rules
    expect(await code(verifyNodeInfo(crypto, await forged(own.logProof), blind))).toBe('ok')
  })

  test('D5 refuses a head that the doorman did not sign', async () => {
    const own = await member('O=Alpha,C=KR')
    const proof = decodeLogProof(own.logProof)
    const signature = await crypto.sign(crypto.random(32), headMessage(proof.head))
    const forged = encodeLogProof({ ...proof, head: { ...proof.head, signature } })
    expect(await why(verifyNodeInfo(crypto, await info(own, forged), trust(own).rules()))).toContain('does not stand in')
  })

  test('D5 refuses a second history that the doorman shows to somebody else: both heads are signed, and that is the evidence', async () => {
    const own = await member('O=Alpha,C=KR')
    // The doorman keeps another log for its victim, in which another certificate stands at the same place.
    const victim = await member('O=Beta,C=KR')
    const certificate = victim.chain[1] as Uint8Array
    const leaves = [logLeaf(Uint8Array.of(1)), logLeaf(certificate)]
    const head = { size: 2, time: clock.now(), root: merkleRoot(leaves) }
    const proof = encodeLogProof({
      head: { ...head, signature: await crypto.sign(seed, headMessage(head)) },
      index: 1,
      path: merklePath(leaves, 1),
    })
    expect(verifyPath(logLeaf(certificate), 1, 2, merklePath(leaves, 1), head.root)).toBe(true)
    expect(await why(verifyNodeInfo(crypto, await info(victim, proof), trust(own).rules()))).toContain('contradict each other')
  })

  test('D5 refuses a second history of the size that it knows', async () => {
    const own = await member('O=Alpha,C=KR')
    const victim = await member('O=Beta,C=KR')
    // In the log that holds the own certificate, one entry long, another one stands.
    const certificate = victim.chain[1] as Uint8Array
    const head = { size: decodeLogProof(own.logProof).head.size, time: clock.now(), root: merkleRoot([logLeaf(certificate)]) }
    const signature = await crypto.sign(seed, headMessage(head))
    const proof = encodeLogProof({ head: { ...head, signature }, index: 0, path: [] })
    expect(head.size).toBe(1)
    expect(await why(verifyNodeInfo(crypto, await info(victim, proof), trust(own).rules()))).toContain('contradict each other')
  })

  test('D5 goes on while the doorman is away, unless the setting is hard', async () => {
    const [own, other] = [await member('O=Alpha,C=KR'), await member('O=Beta,C=KR')]
    wire.down = true
    expect(await code(verifyNodeInfo(crypto, await info(other), trust(own, 'soft').rules()))).toBe('ok')
    const hard = trust(own, 'hard')
    wire.down = false
    await hard.refresh()
    wire.down = true
    expect(await code(verifyNodeInfo(crypto, await info(other), hard.rules()))).toBe('SERVICE_UNAVAILABLE')
    wire.down = false
    expect(await code(verifyNodeInfo(crypto, await info(other), hard.rules()))).toBe('ok')
  })
})

describe('the doorman', () => {
  test('D5 keeps the log over a restart, and enters what an older one issued', async () => {
    const store = memoryNodeStore()
    serve(new Doorman({ crypto, clock, store, seed, ...roots }))
    const keys = await member('O=Alpha,C=KR')
    const head = await doorman.log.head()
    const again = new Doorman({ crypto, clock, store, seed, ...roots })
    await again.load()
    expect((await again.log.head()).root).toEqual(head.root)
    // A store from before the log.
    const old = memoryNodeStore()
    for (const [key, value] of await store.range('a', 'z')) if (!key.startsWith('log/')) await old.commit([{ key, value }])
    expect(await upToDate(old, [LOG_OF_OLD])).toHaveLength(1)
    const migrated = new Doorman({ crypto, clock, store: old, seed, ...roots })
    await migrated.load()
    const proof = await migrated.log.proof(logLeaf(keys.chain[1] as Uint8Array))
    expect([proof.index, proof.head.size, readCertificate(keys.chain[1] as Uint8Array).subjectText]).toEqual([0, 1, 'O=Alpha,C=KR'])
    expect(await code(migrated.log.proof(logLeaf(Uint8Array.of(1))))).toBe('NOT_FOUND')
    expect(() => migrated.log.consistency(1, 2)).toThrow(/sizes/)
  })
})
