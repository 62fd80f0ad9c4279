/**
 * Every reply of every service (docs/replies.json, which docs/security.md shows): each is answered by somebody else, and does no more than stands there.
 */
import { readFileSync } from 'node:fs'
import { counterClient } from '@hdms/data-search/client/counter-client.ts'
import { SearchClient } from '@hdms/data-search/client/search-client.ts'
import { AnswerTokensClient } from '@hdms/doorman/client/answer-tokens.ts'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import type { NodeKeys } from '@hdms/doorman/client/keys.ts'
import { fetchRoots, fingerprint } from '@hdms/doorman/client/member.ts'
import { DOORMAN_NAME } from '@hdms/doorman/server/ca.ts'
import type { NotaryPort } from '@hdms/flows/core/notary-port.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { Checkpoints } from '@hdms/node/core/checkpoints.ts'
import { provenNotary } from '@hdms/node/core/proven-notary.ts'
import { NotaryClient } from '@hdms/notary/client/notary-client.ts'
import { base64, hex, utf8 } from '@hdms/shared/bytes.ts'
import { blindToken, evaluateToken, tokenKey } from '@hdms/shared/crypto/answer-token.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { openEnvelope, sealEnvelope, sealTo } from '@hdms/shared/envelope/envelope.ts'
import { openRequest } from '@hdms/shared/envelope/exchange.ts'
import { issueCrl } from '@hdms/shared/identity/certificates.ts'
import { encodeLogProof, headMessage } from '@hdms/shared/identity/issuance-log.ts'
import { silent } from '@hdms/shared/logging.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { verifyNodeInfo } from '@hdms/shared/network/node-info.ts'
import { encodeStatement, notaryId, type Statement, statementMessage } from '@hdms/shared/notary/answer.ts'
import { contradiction, readFact, subjectsOf } from '@hdms/shared/notary/facts.ts'
import {
  encodeEntries,
  encodeRecordValue,
  entriesHash,
  type RecordEntry,
  recordIdOf,
  registerContext,
  registerMessage,
} from '@hdms/shared/notary/register.ts'
import type { HttpReply } from '@hdms/shared/ports/http.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { checkResult, encodeResult } from '@hdms/shared/queries/count.ts'
import { refusalInBody } from '@hdms/shared/refusal.ts'
import { beforeAll, describe, expect, test } from 'vitest'
import { Authorities, crypto, keptSecrets } from '../support/authorities.ts'
import { coin } from '../support/ledger.ts'
import { TestNotary } from '../support/notary.ts'

interface ReplyRow {
  readonly service: string
  readonly operation: string
  readonly tried: Readonly<Record<string, string>>
}
const ROWS = JSON.parse(readFileSync(new URL('../../docs/replies.json', import.meta.url), 'utf8')) as readonly ReplyRow[]

/** What came of an answer: what was taken of it, or the code and reason of the refusal. */
const outcome = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    (done) => (typeof done === 'string' ? done : 'taken'),
    (e: { code?: string; data?: { reason?: string; code?: string } }) =>
      [e.code ?? 'another error', e.data?.reason ?? e.data?.code ?? ''].join(' ').trim(),
  )
type Tries = Readonly<Record<string, () => Promise<unknown>>>
const ok = (value: unknown, status = 200): HttpReply => ({ status, headers: {}, body: utf8(JSON.stringify(value)) })
const bytes = (body: Uint8Array, status = 200): HttpReply => ({ status, headers: {}, body })
const refused = (code: string): HttpReply => ok({ code, data: {} }, 400)
const JUNK = bytes(Uint8Array.of(1, 2, 3))
const random = (n: number): Uint8Array => crypto.random(n)

let net: Authorities
let own: NodeKeys
let neighbour: NodeKeys
beforeAll(async () => {
  net = await new Authorities().start()
  own = await net.member('O=Own,C=KR')
  neighbour = await net.member('O=Neighbour,C=KR')
})

// ── The notary ───────────────────────────────────────────────────────────────────────────────────────────────────────

async function notaryTries(): Promise<Record<string, Tries>> {
  const [real, liar] = [await TestNotary.start({ crypto }), await TestNotary.start({ crypto })]
  const sealing = await XWING.publicKey(crypto, real.sealingSecret)
  const [spent, other] = [await real.make({ inputs: [await coin(crypto)] }), await real.make({ inputs: [await coin(crypto)] })]
  const record = async (operation = 0) => {
    const seed = random(32)
    const key = await crypto.publicKey(seed)
    const recordId = recordIdOf(key)
    const value = encodeRecordValue({ verificationKey: random(32), issuerSignature: random(64) })
    const sealed = await sealTo(crypto, sealing, registerContext(real.notary.id, recordId), value)
    return {
      recordId,
      key,
      operation,
      sealed,
      signature: await crypto.sign(seed, registerMessage(real.notary.id, recordId, operation, sealed)),
    }
  }
  const [mine, another] = [await record(), await record()]
  /** Asks with an answer that is what `twist` makes of the genuine one. */
  const port = (
    twist: (reply: Uint8Array, request: Uint8Array) => Promise<Uint8Array> | Uint8Array,
  ): NotaryPort & Pick<NotaryClient, 'headers'> =>
    provenNotary(
      new NotaryClient(crypto, real.notary.key, async (request) => twist(await real.service.ask(request), request)),
      () => sealing,
    )
  type Port = ReturnType<typeof port>
  /** Genuine answers of before, to the same question and to another one. */
  const recorded = async (ask: (p: Port) => Promise<unknown>): Promise<Uint8Array> => {
    let kept = new Uint8Array(0)
    await ask(
      port((reply) => {
        kept = reply.slice()
        return reply
      }),
    )
    return kept
  }
  const BUG = encode(hdms.NotaryReply, { refusal: { code: 'BUG', data: '{}' } })
  const tries = (
    ask: (p: Port) => Promise<unknown>,
    elsewhere?: (p: Port) => Promise<unknown>,
  ): Record<string, () => Promise<unknown>> => ({
    forged: () => ask(port((_, request) => liar.service.ask(request))),
    replayed: async () => {
      const before = await recorded(ask)
      return ask(port(() => before))
    },
    ...(elsewhere
      ? {
          'other request': async () => {
            const before = await recorded(elsewhere)
            return ask(port(() => before))
          },
        }
      : {}),
    refusal: () => ask(port(() => BUG)),
    junk: () => ask(port(() => random(40))),
  })
  await real.put(spent)
  const changed = (reply: Uint8Array): Uint8Array => {
    const read = decode(hdms.NotaryReply, reply, 'reply')
    return encode(hdms.NotaryReply, { ...read, records: read.records.map((e) => ({ ...e, operation: 2 })) })
  }
  const answerOfLiar = async (): Promise<Uint8Array> => {
    const id = liar.make({ inputs: [await coin(crypto)] })
    const committed = await liar.put(await id)
    return committed.kind === 'committed' ? encode(hdms.NotaryReply, { answer: (await recordedOf(liar, await id)).answer }) : BUG
  }
  const recordedOf = async (n: TestNotary, s: typeof spent): Promise<hdms.NotaryReply> => {
    const request = encode(hdms.NotaryRequest, { nonce: random(32), status: s.id })
    return decode(hdms.NotaryReply, await n.service.ask(request), 'reply')
  }
  const notarise = (s: typeof spent) => (p: Port) => p.notarise(s.visible, s.privateRoot, s.witnesses)
  const absent = random(32)
  return {
    notarise: { ...tries(notarise(spent), notarise(other)), forged: async () => notarise(spent)(port(async () => answerOfLiar())) },
    head: tries((p) => p.minute()),
    status: tries((p) => p.status(absent, spent.visible), notarise(spent)),
    unspent: tries(
      (p) => p.unspent(absent),
      (p) => p.unspent(random(32)),
    ),
    register: {
      ...tries(
        (p) => p.register(mine),
        (p) => p.register(another),
      ),
      forged: () => port(() => encode(hdms.NotaryReply, { registered: true })).register(mine),
    },
    list: {
      ...tries(
        (p) => p.list([mine.recordId]),
        (p) => p.list([another.recordId]),
      ),
      changed: () => port(changed).list([mine.recordId]),
    },
    headers: {
      ...tries((p) => p.headers(1, 1)),
      forged: async () => {
        await answerOfLiar()
        return port((_, request) => liar.service.ask(request)).headers(1, 1)
      },
      'other request': async () => {
        const before = await recorded((p) => p.headers(2, 1))
        return port(() => before).headers(1, 1)
      },
    },
  }
}

// ── The doorman ──────────────────────────────────────────────────────────────────────────────────────────────────────

async function doormanTries(): Promise<Record<string, Tries>> {
  const client = (reply: HttpReply): DoormanClient => new DoormanClient(async () => reply, 'http://doorman')
  const member = { seed: own.seed, chain: own.chain }
  const chain = (keys: NodeKeys): HttpReply => ok({ chain: keys.chain.slice(1).map(base64) })
  const stranger = await (await new Authorities().start()).member('O=Own,C=KR')
  const enrolling = async (path: string, reply: HttpReply): Promise<unknown> => {
    net.twist = (genuine, url) => (url.includes(path) && genuine.status === 200 ? reply : genuine)
    const secrets = keptSecrets()
    const name = `O=New ${hex(random(4))},C=KR`
    const said = await outcome(net.member(name, secrets))
    expect(secrets.kept.has(path === '/v1/log/proofs/' ? 'log-proof' : 'chain')).toBe(false)
    net.twist = (genuine) => genuine
    // The next answer counts.
    await net.member(name, secrets)
    return said
  }
  const crl = async (list: Uint8Array): Promise<string> => {
    const trust = net.trust()
    const at = net.clock.now()
    const revoked = ['aa', 'bb'].map((serial) => ({ serial, at }))
    const good = await issueCrl(
      crypto,
      { name: DOORMAN_NAME, seed: net.seed },
      { revoked, number: 50, thisUpdate: at, nextUpdate: at + 3_600_000 },
    )
    for (const shown of [good, list]) {
      net.twist = (genuine, url) => (url.endsWith('/v1/crl') ? bytes(shown) : genuine)
      await trust.refresh()
    }
    net.twist = (genuine) => genuine
    return `kept ${trust.rules().crl?.serials.size}`
  }
  const before = await net.doorman.crl()
  const forgedList = issueCrl(
    crypto,
    { name: DOORMAN_NAME, seed: random(32) },
    { revoked: [], number: 99, thisUpdate: net.clock.now(), nextUpdate: net.clock.now() + 1000 },
  )
  const head = { size: 9, time: net.clock.now(), root: random(32) }
  const forgedProof = encodeLogProof({ head: { ...head, signature: await crypto.sign(random(32), headMessage(head)) }, index: 0, path: [] })
  const consistency = async (reply: HttpReply): Promise<string> => {
    const trust = net.trust()
    trust.follow(neighbour.logProof)
    net.twist = (genuine, url) => (url.includes('/v1/log/consistency') ? reply : genuine)
    const late = await net.member(`O=Late ${hex(random(4))},C=KR`)
    const said = await outcome(verifyNodeInfo(crypto, await net.info(late, 1), trust.rules()))
    net.twist = (genuine) => genuine
    return said
  }
  const tokens = (reply: HttpReply): AnswerTokensClient => new AnswerTokensClient(client(reply), crypto, net.clock, member)
  const query = random(16)
  const [right, wrong] = [tokenKey(random(32), query), tokenKey(random(32), query)]
  const blinded = blindToken(crypto.random)
  const token = (key: typeof right, of = blinded): Promise<unknown> => {
    const { evaluated, proof } = evaluateToken(key, of.blinded, crypto.random)
    return tokens(ok({ evaluated: base64(evaluated), proof: base64(proof) })).token(query, blinded, right.publicKey)
  }
  const spend = (reply: HttpReply) => tokens(reply).spend(query, { nonce: random(32), output: random(64) }, random(32))
  const operator = (reply: HttpReply) => client(reply).operator('token')
  return {
    'POST /v1/requests': {
      forged: () =>
        client(ok({ id: 'ff' }, 202))
          .request(random(10))
          .then(() => 'taken'),
      junk: () => client({ ...JUNK, status: 202 }).request(random(10)),
    },
    'GET /v1/requests/{id}': {
      forged: () => enrolling('/v1/requests/', chain(stranger)),
      'other request': () => enrolling('/v1/requests/', chain(neighbour)),
      refusal: () => enrolling('/v1/requests/', refused('CSR_REFUSED')),
    },
    'GET /v1/crl': { forged: async () => crl(await forgedList), replayed: () => crl(before), junk: () => crl(random(30)) },
    'GET /v1/trust': {
      forged: async () => {
        const { roots } = await new Authorities().start()
        const reply = ok({ root: base64(roots.root), doormanCa: base64(roots.doormanCa) })
        return fetchRoots(crypto, net.clock, async () => reply, 'http://doorman', fingerprint(net.roots.root))
      },
    },
    'GET /v1/log/proofs/{leaf}': {
      forged: () => enrolling('/v1/log/proofs/', ok({ proof: base64(forgedProof) })),
      'other request': () => enrolling('/v1/log/proofs/', ok({ proof: base64(neighbour.logProof) })),
    },
    'GET /v1/log/consistency': {
      forged: () => consistency(ok({ path: [base64(random(32))] })),
      refusal: () => consistency(refused('INPUT_INVALID')),
    },
    'POST /v1/invitations': {
      forged: () =>
        client(ok({ token: 'ff' }, 201))
          .invite(crypto, net.clock, member, hex(random(16)))
          .then(() => 'taken'),
      junk: () => client({ ...JUNK, status: 201 }).invite(crypto, net.clock, member, hex(random(16))),
    },
    'POST /v1/answer-tokens/queries': {
      forged: () => tokens(ok({ key: base64(random(32)) })).open(query, net.clock.now()),
      junk: () => tokens(JUNK).open(query, net.clock.now()),
    },
    'POST /v1/answer-tokens': {
      forged: () => token(wrong),
      'other request': () => token(right, blindToken(crypto.random)),
      junk: () => tokens(JUNK).token(query, blinded, right.publicKey),
    },
    'POST /v1/answer-tokens/spent': { forged: () => spend(ok({})), refusal: () => spend(refused('NOT_ALLOWED')) },
    'GET /v1/operator/requests': {
      forged: () => operator(ok({ requests: [] })).pending(),
      refusal: () => operator(refused('NOT_ALLOWED')).pending(),
    },
    'POST /v1/operator/requests/{id}': {
      forged: () => operator(ok({})).decide('ff', true),
      refusal: () => operator(refused('NOT_ALLOWED')).decide('ff', true),
    },
    'GET /v1/operator/certificates': {
      forged: () => operator(ok({ certificates: [] })).issued(),
      refusal: () => operator(refused('NOT_ALLOWED')).issued(),
    },
    'POST /v1/operator/revocations': {
      forged: () => operator(ok({})).revoke('ff'),
      refusal: () => operator(refused('NOT_ALLOWED')).revoke('ff'),
    },
  }
}

// ── The network map ──────────────────────────────────────────────────────────────────────────────────────────────────

async function mapTries(): Promise<Record<string, Tries>> {
  const early = await net.registry.map()
  const elsewhere = await new Authorities().start()
  await net.registry.publish(await net.info(own, 1))
  const now = decode(hdms.NetworkMap, decode(hdms.SignedObject, await net.registry.map(), 'map').content, 'map')
  const map = async (shown: Uint8Array): Promise<unknown> => {
    const client = net.mapClient(memoryNodeStore())
    await client.start()
    net.twist = (genuine, url) => (url.endsWith('/v1/map') ? bytes(shown) : genuine)
    const said = await outcome(client.refresh())
    expect(client.view.nodes.has('O=Own,C=KR')).toBe(true)
    net.twist = (genuine) => genuine
    return said
  }
  const objects = async (object: Uint8Array): Promise<unknown> => {
    const client = net.mapClient(memoryNodeStore())
    net.twist = (genuine, url) => (url.includes('/v1/objects/') ? bytes(object) : genuine)
    const said = await outcome(client.refresh())
    net.twist = (genuine) => genuine
    await client.refresh()
    expect(client.view.nodes.has('O=Own,C=KR')).toBe(true)
    return said
  }
  const saying = async (reply: HttpReply) => {
    const client = net.mapClient(memoryNodeStore())
    net.twist = (genuine) => genuine
    await client.start()
    Object.assign(client, { options: { ...(client as unknown as { options: object }).options, http: async () => reply } })
    return client
  }
  const member = { seed: own.seed, chain: own.chain }
  const checkpoints = async (reply: HttpReply): Promise<string> => {
    const looking = new Checkpoints({ crypto, map: await saying(reply), logger: silent, cosigner: undefined })
    return `${(await looking.of(hex(random(32)))).length} good`
  }
  return {
    'GET /v1/map': {
      forged: async () => map(await elsewhere.registry.map()),
      replayed: () => map(early),
      changed: async () => map(await net.signMap({ ...now, nodeInfos: [] })),
      junk: () => map(random(30)),
    },
    'GET /v1/objects/{hash}': {
      forged: async () => objects(await elsewhere.parameters(1)),
      'other request': async () => objects(await net.info(own, 1)),
    },
    'POST /v1/node-infos': {
      forged: async () => (await saying(ok({}, 201))).publish(random(10)),
      refusal: async () => (await saying(refused('MAP_REFUSED'))).publish(random(10)),
      junk: async () => (await saying({ ...JUNK, status: 502 })).publish(random(10)),
    },
    'POST /v1/acknowledgements': {
      forged: async () => (await saying(ok({}))).acknowledge(random(32), member),
      refusal: async () => (await saying(refused('NOT_ALLOWED'))).acknowledge(random(32), member),
    },
    'POST /v1/checkpoints': {
      forged: async () => (await saying(ok({}, 201))).cosign(random(10)),
      refusal: async () => (await saying(refused('MAP_REFUSED'))).cosign(random(10)),
    },
    'GET /v1/checkpoints/{notary}': {
      forged: () => checkpoints(bytes(encode(hdms.Checkpoints, { checkpoints: [random(100)] }))),
      junk: () => checkpoints(JUNK),
    },
  }
}

// ── The message queue ────────────────────────────────────────────────────────────────────────────────────────────────

async function queueTries(): Promise<Record<string, Tries>> {
  const queue = (reply: HttpReply | ((body: Uint8Array) => Promise<HttpReply>)): QueueClient =>
    new QueueClient({
      ...{ crypto, clock: net.clock, url: 'http://queue', member: { seed: own.seed, chain: own.chain } },
      http: async ({ body = new Uint8Array(0) }) => (typeof reply === 'function' ? reply(body) : reply),
    })
  const box = (reply: hdms.MailboxReply.$Properties): QueueClient => queue(bytes(encode(hdms.MailboxReply, reply)))
  const [id, seed] = [random(16), random(32)]
  const no = box({ refusal: { code: 'MAILBOX_REFUSED', data: '{}' } })
  const both = (ask: (q: QueueClient) => Promise<unknown>, yes: hdms.MailboxReply.$Properties = {}): Tries => ({
    forged: () => ask(box(yes)),
    refusal: () => ask(no),
  })
  const token = { nonce: random(32), output: random(64) }
  const secret = random(32)
  const sealing = await XWING.publicKey(crypto, secret)
  let before: HttpReply = JUNK
  const relayed = async (body: Uint8Array): Promise<HttpReply> => {
    before = bytes(await (await openRequest(crypto, secret, body)).sealReply(utf8('yes')))
    return before
  }
  const broadcast = encode(hdms.BroadcastList, { items: [{ number: 4_000_000_000, content: random(9), expires: net.clock.now() + 1000 }] })
  return {
    'GET /v1/relay': {
      forged: () =>
        queue(ok({ multiaddr: '/ip4/127.0.0.1/tcp/1' }))
          .relayAddress()
          .then(() => 'taken'),
      junk: () => queue(JUNK).relayAddress(),
    },
    'POST /v1/relay/{to}': {
      forged: () => queue(bytes(encode(hdms.SealedExchange, { enc: random(32), ciphertext: random(64) }))).relay(id, sealing, utf8('?')),
      'other request': async () => {
        await queue(relayed).relay(id, sealing, utf8('?'))
        const old = before
        return queue(old).relay(id, sealing, utf8('?'))
      },
      refusal: () => queue(refused('BUSY')).relay(id, sealing, utf8('?')),
    },
    create: {
      ...both((q) => q.create(id, random(32), random(16))),
      junk: () => queue({ ...JUNK, status: 502 }).create(id, random(32), random(16)),
    },
    append: both((q) => q.append(id, random(10), 60).then(() => 'taken'), { receipt: random(16) }),
    fetch: {
      ...both((q) => q.fetch(id, seed, 0).then((items) => `taken ${items.length}`), {
        items: [{ number: 4_000_000_000, message: random(20) }],
      }),
      junk: () => queue(JUNK).fetch(id, seed, 0),
    },
    acknowledge: both((q) => q.acknowledge(id, seed, 1, [random(20)])),
    receipt: {
      forged: () =>
        box({ state: 2 })
          .receipt(id)
          .then((state) => `taken ${state}`),
    },
    open: both((q) => q.openAnswers(id, id, random(32), net.clock.now())),
    admit: both((q) => q.admit(id, token, seed, id)),
    'GET /v1/broadcasts': {
      forged: () =>
        queue(bytes(broadcast))
          .broadcasts(0)
          .then((items) => `taken ${items.length}`),
      junk: () => queue(JUNK).broadcasts(0),
    },
    'POST /v1/broadcasts': {
      forged: () => queue(ok({})).broadcast(random(9), net.clock.now()),
      refusal: () => queue(refused('NOT_ALLOWED')).broadcast(random(9), net.clock.now()),
    },
    'POST /v1/push-registrations': {
      forged: () => queue(ok({})).registerPush(id, 'token'),
      refusal: () => queue(refused('NOT_ALLOWED')).registerPush(id, 'token'),
    },
  }
}

// ── Data search and counters ─────────────────────────────────────────────────────────────────────────────────────────

async function searchTries(): Promise<Record<string, Tries>> {
  const options = (reply: HttpReply) => ({
    ...{ crypto, clock: net.clock, url: () => 'http://search', member: { seed: own.seed, chain: own.chain } },
    http: async () => reply,
  })
  const search = (reply: HttpReply): SearchClient => new SearchClient(options(reply))
  const counter = (reply: HttpReply) => counterClient(options(reply))
  const question = random(32)
  const result = { question, counts: [7], at: net.clock.now(), signatures: [random(64), random(64)] }
  const counted = (of: typeof result): HttpReply => ok({ state: 'counted', result: base64(encodeResult(of)) })
  const counters = await Promise.all([random(32), random(32)].map((s) => crypto.publicKey(s)))
  /** As whoever asked takes a count: of its own question, and signed by both. */
  const state = async (reply: HttpReply): Promise<string> => {
    const now = await search(reply).state('count', random(16))
    if (now.state !== 'counted') return `taken ${now.state}`
    if (hex(now.result.question) !== hex(question)) return 'other-question'
    await checkResult(crypto, now.result, counters)
    return 'taken'
  }
  const id = random(16)
  const round = (good: object, ask: (c: ReturnType<typeof counter>) => Promise<unknown>): Tries => ({
    forged: () => ask(counter(ok(good))).then(() => 'taken'),
    refusal: () => ask(counter(refused('QUERY_REFUSED'))),
  })
  return {
    'POST /v1/counts': {
      forged: () => state(counted(result)),
      junk: () =>
        search(JUNK)
          .state('count', id)
          .then(({ state: s }) => `taken ${s}`),
    },
    'POST /v1/orders': {
      forged: () =>
        search(ok({ state: 'asked', closes: 1 }))
          .state('order', id)
          .then(({ state: s }) => `taken ${s}`),
      refusal: () => search(refused('QUERY_REFUSED')).state('order', id),
    },
    'POST /v1/states': { forged: () => state(counted(result)), 'other request': () => state(counted({ ...result, question: random(32) })) },
    'POST /v1/counting': round({}, (c) => c.open(random(10), 0)),
    'POST /v1/counting/{id}/names': round({ names: ['a'], drawn: base64(random(32)) }, (c) => c.names(id, ['a'], random(32))),
    'POST /v1/counting/{id}/openings': round({ openings: [], rests: [] }, (c) => c.openings(id, [])),
    'POST /v1/counting/{id}/sums': round({ sums: ['1'] }, (c) => c.sums(id, [])),
    'POST /v1/counting/{id}/told': round({ sums: ['1'] }, (c) => c.told(id)),
    'POST /v1/counting/{id}/result': {
      forged: async () => {
        const signature = await counter(ok({ signature: base64(random(64)) })).result(id, [1n], 1)
        return checkResult(crypto, { ...result, signatures: [random(64), signature] }, counters)
      },
      refusal: () => counter(refused('QUERY_REFUSED')).result(id, [1n], 1),
    },
  }
}

async function nodeTries(): Promise<Record<string, Tries>> {
  const rules = net.trust().rules()
  const recipient = { secret: own.sealingSecret, publicKey: own.sealingKey }
  const sealed = async (by: NodeKeys, seed: Uint8Array): Promise<Uint8Array> =>
    sealEnvelope(crypto, { seed, nodeInfo: await net.info(by, 1), heads: [] }, own.sealingKey, {
      ...{ session: random(16), counter: 0, payload: random(9) },
    })
  return {
    'POST /v1/envelopes': {
      forged: async () => openEnvelope(crypto, recipient, await sealed(neighbour, random(32)), rules),
      replayed: async () => {
        const one = await sealed(neighbour, neighbour.seed)
        await openEnvelope(crypto, recipient, one, rules)
        return openEnvelope(crypto, recipient, one, rules)
      },
    },
  }
}

describe('every reply of every service', () => {
  test.each([
    ['Notary', notaryTries],
    ['Doorman', doormanTries],
    ['Network map', mapTries],
    ['Message queue', queueTries],
    ['Data search', searchTries],
    ['Node', nodeTries],
  ] as const)('E4 N33 %s: answered by somebody else, whoever asked does what the table says', async (service, make) => {
    const tries = await make()
    const rows = ROWS.filter((row) => row.service === service && Object.keys(row.tried).length > 0)
    const found: Record<string, Record<string, string>> = {}
    for (const [operation, kinds] of Object.entries(tries)) {
      const said: Record<string, string> = {}
      for (const [kind, attempt] of Object.entries(kinds)) said[kind] = await outcome(attempt())
      found[operation] = said
    }
    expect(found).toEqual(Object.fromEntries(rows.map(({ operation, tried }) => [operation, tried])))
  })
})

describe('the register of a notary', () => {
  const seed = random(32)
  const nonceOf = (request: Uint8Array): Uint8Array => decode(hdms.NotaryRequest, request, 'request').nonce
  /** A reply of the notary itself, over the nonce that was asked with. */
  const says = async (request: Uint8Array, statement: Statement): Promise<Uint8Array> => {
    const said = encodeStatement(notaryId(await crypto.publicKey(seed)), nonceOf(request), 5, statement)
    return encode(hdms.NotaryReply, {
      registered: true,
      statement: { bytes: said, signature: await crypto.sign(seed, statementMessage(said)) },
    })
  }

  test('E4 the signed word of another registration, of another value or operation, confirms none', async () => {
    const asked = { recordId: random(32), key: random(32), operation: 2, sealed: random(20), signature: random(64) }
    const right = { kind: 'registered' as const, recordId: asked.recordId, operation: 2, value: sha256(asked.sealed) }
    const register = async (statement: Statement): Promise<string> =>
      outcome(new NotaryClient(crypto, await crypto.publicKey(seed), (request) => says(request, statement)).register(asked))
    expect(await register(right)).toBe('taken')
    const others = [{ recordId: random(32) }, { operation: 0 }, { value: sha256(random(20)) }]
    for (const other of others) expect(await register({ ...right, ...other })).toBe('TX_MALFORMED notary-client/answered-else')
    expect(await register({ kind: 'absent', id: asked.recordId })).toBe('TX_MALFORMED notary-client/answered-else')
  })

  test('N31 a list that forgets a confirmed erasure or replacement is evidence; one that was made before it, or cannot open a value, is none', async () => {
    const notary = random(32)
    const recordId = random(32)
    const none = new Uint8Array(0)
    const fact = (time: number, statement: Statement, entries?: readonly RecordEntry[]) =>
      readFact({
        ...{ kind: 'statement', bytes: encodeStatement(notary, random(32), time, statement), signature: random(64) },
        ...(entries ? { entries: encodeEntries(entries) } : {}),
      })
    const registered = (operation: number) => fact(10, { kind: 'registered', recordId, operation, value: random(32) })
    const list = (time: number, known: boolean, operation: number) => {
      const entries = [{ recordId, known, operation, verificationKey: none, issuerSignature: none }]
      return fact(time, { kind: 'list', entriesHash: entriesHash(entries) }, entries)
    }
    const lie = 'it listed a record as standing after it had signed that it is replaced or erased'
    for (const [operation, time, known, listed, said] of [
      [2, 11, true, 0, lie],
      [2, 11, true, 1, lie],
      [2, 11, false, 0, lie],
      [1, 11, true, 0, lie],
      [2, 10, true, 0, undefined],
      [2, 11, true, 2, undefined],
      [1, 11, true, 2, undefined],
      [1, 11, false, 0, undefined],
      [0, 11, false, 0, undefined],
    ] as const) {
      const [a, b] = [registered(operation), list(time, known, listed)]
      expect([contradiction(a, b), contradiction(b, a)]).toEqual([said, said])
    }
    expect(subjectsOf(registered(2))).toEqual(subjectsOf(list(11, true, 2)))
  })

  test('a body that is no refusal says that the service does not answer', () => {
    for (const body of ['', '<html>', 'null', '7', '{}', '{"code":7}', '[]'])
      expect(refusalInBody(utf8(body), 'network map')).toMatchObject({ code: 'SERVICE_UNAVAILABLE', data: { service: 'network map' } })
    expect(refusalInBody(utf8('{"code":"BUSY","data":{"seconds":3}}'), 'x')).toMatchObject({ code: 'BUSY', data: { seconds: 3 } })
  })
})
