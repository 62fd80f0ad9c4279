/**
 * The services of a simulated network in one process, over a simulated clock and network, all from a seed: doorman,
 * map, queue and notary, as their programs put them together. Requests are lost, doubled and delayed (so reordered).
 */

import type { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol, type NodeKeys } from '@hdms/doorman/client/keys.ts'
import { AnswerTokens } from '@hdms/doorman/server/answer-tokens.ts'
import { rootCeremony } from '@hdms/doorman/server/ca.ts'
import { Doorman } from '@hdms/doorman/server/doorman.ts'
import { doormanHttp } from '@hdms/doorman/server/http.ts'
import { Broadcasts } from '@hdms/message-queue/server/broadcasts.ts'
import { queueHttp } from '@hdms/message-queue/server/http.ts'
import { Mailboxes } from '@hdms/message-queue/server/mailboxes.ts'
import { PushRegistrations } from '@hdms/message-queue/server/push.ts'
import { networkMapHttp } from '@hdms/network-map/server/http.ts'
import { NetworkMapRegistry } from '@hdms/network-map/server/network-map.ts'
import type { Messenger } from '@hdms/node/core/messenger.ts'
import { notaryHttp } from '@hdms/notary/server/http.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { Register } from '@hdms/notary/server/register.ts'
import { notaryService } from '@hdms/notary/server/service.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { makeCsr } from '@hdms/shared/identity/certificates.ts'
import { encodeLogProof, logLeaf } from '@hdms/shared/identity/issuance-log.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { CONTRACT_CODE } from '@hdms/shared/ledger/generated/contract-code.ts'
import { silent } from '@hdms/shared/logging.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { signObject } from '@hdms/shared/network/signed-object.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import type { HttpClient, HttpReply, HttpRequest } from '@hdms/shared/ports/http.ts'
import { type MemoryDisk, memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { delay } from '@hdms/shared/time.ts'
import { type SeededRandom, seeded } from './random.ts'
import { SimClock } from './sim-clock.ts'

/** ms that an answer is waited for, longer than a question for messages is held. */
const ANSWER_WITHIN = 40_000
/** Name of the notary. */
export const NOTARY = 'O=Sim Notary,C=KR'

/** Things that go wrong in a simulated network. */
export interface Faults {
  /** Probability that a request, or its reply, is lost. */
  loss: number
  /** Probability that a request arrives twice. */
  twice: number
  /** Longest delay of a request, milliseconds. */
  delay: number
  /** Longest time that reading rows of a disk takes, milliseconds: so long a node is there and knows nothing yet. */
  reading: number
}

/** Secrets in memory, for as long as a process's disk. */
export const memorySecrets = (random: (n: number) => Uint8Array): SecretStore => {
  const all = new Map<string, Uint8Array>()
  return {
    get: async (name) => all.get(name),
    put: async (name, secret) => void all.set(name, secret),
    async getOrCreate(name, length) {
      const secret = all.get(name) ?? random(length)
      all.set(name, secret)
      return secret
    },
  }
}

/** An envelope at an institution, as its REST interface takes it. */
export async function accepted(node: { readonly messenger: Messenger } | undefined, envelope: Uint8Array): Promise<HttpReply> {
  if (!node) return fail('SERVICE_UNAVAILABLE', { service: 'institution' })
  try {
    const answer = await node.messenger.accept(envelope)
    return { status: 200, headers: {}, body: answer?.reply ?? new Uint8Array(0) }
  } catch (error) {
    const { code, data, fault } = asHdmsError(error)
    const body = new TextEncoder().encode(JSON.stringify({ code, data }))
    return { status: fault === 'unavailable' ? 503 : 400, headers: {}, body }
  }
}

/** A process that can crash: everything made in `boot` belongs to one life. */
export interface Process {
  readonly name: string
  readonly disk: MemoryDisk
  readonly secrets: SecretStore
  life: number
  boot(): Promise<void>
  halt(): void
}

/** A network without nodes. */
export class SimServices {
  readonly clock: SimClock = new SimClock()
  readonly random: SeededRandom
  readonly crypto: CryptoProvider
  readonly faults: Faults = { loss: 0, twice: 0, delay: 0, reading: 0 }
  /** Every flow is dropped and repeated from its journal whenever it rests. */
  replayEverything: boolean = process.env['HDMS_REPLAY'] === '1'
  protected readonly apps: Map<string, ReturnType<typeof doormanHttp> | undefined> = new Map()
  /** Nodes that take envelopes over REST, by their host. */
  protected readonly institutions: Map<string, () => { readonly messenger: Messenger } | undefined> = new Map()
  protected readonly processes: Map<string, Process> = new Map()
  protected root: Uint8Array = new Uint8Array(0)
  protected doormanCa: Uint8Array = new Uint8Array(0)
  protected doorman!: Doorman
  protected tokensOfAnswers!: AnswerTokens
  protected notaryKeys!: NodeKeys
  protected parametersHash: Uint8Array = new Uint8Array(0)

  constructor(seed: number) {
    this.random = seeded(seed)
    // Native speed with seeded draws; what ML-KEM draws by itself changes bytes, never the course of events.
    this.crypto = { ...nativeCrypto(), random: (n) => this.random.bytes(n) }
  }

  get rootCertificate(): Uint8Array {
    return this.root
  }

  // ── Network ──────────────────────────────────────────────────────────────────────────────────────────────────────

  readonly http: HttpClient = async (request) => {
    const { random, faults, clock } = this
    const lost = (): never => fail('SERVICE_UNAVAILABLE', { service: new URL(request.url).host })
    if (faults.delay > 0) await delay(clock, 1 + random.int(faults.delay))
    if (random.chance(faults.loss)) lost()
    if (random.chance(faults.twice)) void this.deliver(request).catch(() => {})
    const reply = await this.answered(request)
    if (faults.delay > 0) await delay(clock, 1 + random.int(faults.delay))
    if (random.chance(faults.loss)) lost()
    return reply
  }

  /** Who dies in the middle never answers; who asked gives up, as over a real network. */
  private async answered(request: HttpRequest): Promise<HttpReply> {
    const stop = new AbortController()
    const late = delay(this.clock, ANSWER_WITHIN, stop.signal).then(() =>
      fail('SERVICE_UNAVAILABLE', { service: new URL(request.url).host }),
    )
    late.catch(() => {})
    try {
      return await Promise.race([this.deliver(request), late])
    } finally {
      stop.abort()
    }
  }

  /** What somebody on the way answers instead of a service. */
  protected forged(_request: HttpRequest): HttpReply | undefined {
    return undefined
  }

  protected async deliver(request: HttpRequest): Promise<HttpReply> {
    const { method, url, headers, body } = request
    const { hostname, pathname, search } = new URL(url)
    const forged = this.forged(request)
    if (forged) return forged
    const app = this.apps.get(hostname)
    if (this.institutions.has(hostname) || this.isNode(hostname)) return this.received(hostname, body ?? new Uint8Array(0))
    if (!app) return fail('SERVICE_UNAVAILABLE', { service: hostname })
    const reply = await app.inject({
      method,
      url: pathname + search,
      headers: { ...headers },
      ...(body ? { payload: Buffer.from(body) } : {}),
    })
    const { etag } = reply.headers
    return { status: reply.statusCode, headers: etag ? { etag: String(etag) } : {}, body: new Uint8Array(reply.rawPayload) }
  }

  /** Whether a node lives there, which may be away. */
  protected isNode(_hostname: string): boolean {
    return false
  }
  /** An envelope comes to a node. */
  protected async received(hostname: string, envelope: Uint8Array): Promise<HttpReply> {
    return accepted(this.institutions.get(hostname)?.(), envelope)
  }

  // ── Setting up, without faults ───────────────────────────────────────────────────────────────────────────────────

  /** Runs `work` to its end on the simulated clock. */
  async run<T>(work: Promise<T>, limit = 3_600_000): Promise<T> {
    let state: { value: T } | { error: unknown } | undefined
    work.then(
      (value) => {
        state = { value }
      },
      (error: unknown) => {
        state = { error }
      },
    )
    await this.clock.runUntil(() => state !== undefined, limit)
    if (!state) return fail('BUG', { what: 'the simulation stands still' })
    if ('error' in state) throw state.error
    return state.value
  }

  async start(): Promise<void> {
    await this.run(this.setUp())
  }

  protected async setUp(): Promise<void> {
    const { crypto, clock } = this
    const doormanSeed = crypto.random(32)
    Object.assign(this, await rootCeremony(crypto, clock.now(), crypto.random(32), await crypto.publicKey(doormanSeed)))
    this.doorman = new Doorman({ crypto, clock, store: memoryNodeStore(), seed: doormanSeed, doormanCa: this.doormanCa, root: this.root })
    const rules = () => ({ root: this.root, now: clock.now(), crlPolicy: 'soft' as const })
    this.tokensOfAnswers = new AnswerTokens({ crypto, clock, store: memoryNodeStore(), seed: crypto.random(32) })
    this.apps.set(
      'doorman',
      doormanHttp({
        crypto,
        doorman: this.doorman,
        tokens: this.tokensOfAnswers,
        root: this.root,
        doormanCa: this.doormanCa,
        operator: () => {},
        rules,
        logger: silent,
      }),
    )
    const role = async (name: 'network-map' | 'network-parameters') => {
      const seed = crypto.random(32)
      return { seed, chain: await this.admit(await makeCsr(crypto, seed, parseName(`CN=${name},O=HDMS,C=KR`), name, 'service')) }
    }
    this.notaryKeys = await this.keys(NOTARY, 'notary')
    const parameters = await signObject(
      crypto,
      'network-parameters',
      await role('network-parameters'),
      encode(hdms.NetworkParameters, {
        ...{ epoch: 1, minimumPlatformVersion: 1, notaries: [{ name: NOTARY, key: this.notaryKeys.key }] },
        contracts: Object.entries(CONTRACT_CODE).map(([name, code]) => ({ name, code: fromHex(code) })),
        ...(await this.parameters()),
      }),
    )
    const registry = new NetworkMapRegistry({ crypto, clock, store: memoryNodeStore(), key: await role('network-map'), rules })
    await registry.setParameters(parameters)
    this.parametersHash = hdms.NetworkMap.decode(hdms.SignedObject.decode(await registry.map()).content).parameters
    this.apps.set('map', networkMapHttp({ crypto, registry, rules, logger: silent, operator: () => {} }))
    this.registry = registry
    const { name, chain, seed, sealingKey, logProof } = this.notaryKeys
    await registry.publish(
      await signNodeInfo(crypto, seed, {
        name,
        serial: 1,
        chain,
        sealingKey,
        rest: 'http://notary',
        multiaddrs: [],
        notary: name,
        platformVersion: 1,
        transport: new Uint8Array(0),
        logProof,
      }),
    )
    this.queue(rules)
    this.notary()
    await this.members()
    await this.more()
    for (const process of this.processes.values()) await process.boot()
  }

  protected registry!: NetworkMapRegistry
  /** Takes a member off the map. */
  evicts(name: string): Promise<unknown> {
    return this.registry.evict(name)
  }
  /** What else the network publishes. */
  protected async parameters(): Promise<hdms.NetworkParameters.$Properties> {
    return {}
  }
  /** Those that are always there. */
  protected async members(): Promise<void> {}
  /** More processes. */
  protected async more(): Promise<void> {}

  private async admit(csr: Uint8Array, invitation?: string): Promise<readonly Uint8Array[]> {
    const id = await this.doorman.request(csr, invitation)
    if (!invitation) await this.doorman.decide(id, true, '')
    const state = await this.doorman.state(id)
    return state.status === 'approved' ? state.chain : fail('BUG', { what: 'not admitted' })
  }

  protected async keys(name: string, kind: 'person' | 'institution' | 'notary' | 'service', invitation?: string): Promise<NodeKeys> {
    const direct = {
      enrol: (_clock: unknown, csr: Uint8Array, token?: string) => this.admit(csr, token),
      logProof: async (der: Uint8Array) => encodeLogProof(await this.doorman.log.proof(logLeaf(der))),
    } as unknown as DoormanClient
    const { crypto, clock } = this
    return enrol({
      crypto,
      clock,
      secrets: memorySecrets((n) => this.random.bytes(n)),
      doorman: direct,
      name: parseName(name),
      kind,
      ...(invitation ? { invitation } : {}),
    })
  }

  /** A push reaches whoever has a mailbox. */
  protected woken(): void {}

  private queue(rules: () => { root: Uint8Array; now: number; crlPolicy: 'soft' }): void {
    const { crypto, clock } = this
    const sender = {
      wake: async () => {
        if (!this.random.chance(this.faults.loss))
          clock.after(1 + this.random.int(50), () => {
            this.woken()
          })
      },
      join: async () => {},
      wakeAll: async () => sender.wake(),
      close: async () => {},
    }
    const app = queueHttp({
      crypto,
      clock,
      mailboxes: new Mailboxes(crypto, clock, memoryNodeStore()),
      push: new PushRegistrations(memoryNodeStore(), sender, silent),
      rules,
      http: (request) => this.deliver(request),
      broadcasts: new Broadcasts(clock, memoryNodeStore()),
      spend: (query, token, name) => this.tokensOfAnswers.spend(query, token, name),
      broadcaster: () => this.broadcaster,
      relayedTo: (id) => (id === hex(notaryId(this.notaryKeys.key)) ? 'http://notary' : this.counter(id)),
      logger: silent,
      relayPerMinute: 100_000,
    })
    this.apps.set('queue', app)
  }

  /** Name of the service that broadcasts. */
  protected broadcaster: string | undefined
  /** Where a service that counts is, by its id. */
  protected counter(_id: string): string | undefined {
    return undefined
  }

  // ── Processes that crash ─────────────────────────────────────────────────────────────────────────────────────────

  /** A store whose commits take time; those of an earlier life never come back. */
  protected store(process: Process): NodeStore {
    const { life } = process
    const store = memoryNodeStore(process.disk, async () => {
      if (this.faults.delay > 0) await delay(this.clock, 1 + this.random.int(4))
      if (life !== process.life) await new Promise(() => {})
    })
    const range: NodeStore['range'] = async (from, to) => {
      if (this.faults.reading > 0) await delay(this.clock, 1 + this.random.int(this.faults.reading))
      return store.range(from, to)
    }
    return { ...store, range }
  }

  private notary(): void {
    const { crypto, clock } = this
    const boot = async (): Promise<void> => {
      const store = uniquenessStore(this.store(process))
      const notary = await Notary.start({
        crypto,
        clock,
        store,
        seed: this.notaryKeys.seed,
        parameters: () => ({ current: this.parametersHash, replaced: [] }),
      })
      const register = new Register(crypto, store, notary.id, this.notaryKeys.sealingSecret)
      this.apps.set('notary', notaryHttp(notaryService(crypto, notary, register, this.notaryKeys.sealingSecret, silent), silent))
    }
    const process: Process = {
      name: 'notary',
      disk: memoryDisk(),
      secrets: memorySecrets((n) => this.random.bytes(n)),
      life: 0,
      boot,
      halt: () => this.apps.set('notary', undefined),
    }
    this.processes.set('notary', process)
  }

  protected add(name: string, boot: () => Promise<void>, halt: () => void): void {
    const secrets = memorySecrets((n) => this.random.bytes(n))
    this.processes.set(name, { name, disk: memoryDisk(), secrets, life: 0, boot, halt })
  }
}
