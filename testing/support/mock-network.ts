/**
 * A network of real nodes and services in one process over a simulated clock, network and disk, all from a seed. Requests are lost,
 * doubled and delayed (so reordered); a crash drops a process's memory and keeps its disk.
 */

import type { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol, type NodeKeys } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { AnswerTokens } from '@hdms/doorman/server/answer-tokens.ts'
import { rootCeremony } from '@hdms/doorman/server/ca.ts'
import { Doorman } from '@hdms/doorman/server/doorman.ts'
import { doormanHttp } from '@hdms/doorman/server/http.ts'
import type { MintServices } from '@hdms/flows/activity/issuer/claimed.ts'
import type { Programme } from '@hdms/flows/activity/programme.ts'
import { RULE_1 } from '@hdms/flows/activity/reward.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { Ask } from '@hdms/flows/engine/engine.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import type { HisEvent } from '@hdms/flows/treatment/his-port.ts'
import type { HospitalServices } from '@hdms/flows/treatment/hospital.ts'
import { Broadcasts } from '@hdms/message-queue/server/broadcasts.ts'
import { queueHttp } from '@hdms/message-queue/server/http.ts'
import { Mailboxes } from '@hdms/message-queue/server/mailboxes.ts'
import { PushRegistrations } from '@hdms/message-queue/server/push.ts'
import { networkMapHttp } from '@hdms/network-map/server/http.ts'
import { NetworkMapRegistry } from '@hdms/network-map/server/network-map.ts'
import { CAPABILITIES } from '@hdms/node/capabilities/list.ts'
import { CORE_STORES } from '@hdms/node/core/arranged.ts'
import type { NodeCapability, ServicesOf } from '@hdms/node/core/capability.ts'
import type { Door } from '@hdms/node/core/door.ts'
import type { Messenger } from '@hdms/node/core/messenger.ts'
import type { Node, NodeOptions } from '@hdms/node/core/node.ts'
import { type NodeSettings, type OpenNode, openNode, type Platform } from '@hdms/node/core/open-node.ts'
import { openStorage } from '@hdms/node/core/storage.ts'
import { hospitalCapabilities } from '@hdms/node/institutional/capabilities/hospital.ts'
import type { HisInbound } from '@hdms/node/institutional/his/inbound.ts'
import { issuerCapabilities } from '@hdms/node/institutional/issuer.ts'
import { openPerson, type PersonalNode } from '@hdms/node/personal/person.ts'
import type { PersonServices } from '@hdms/node/personal/profile.ts'
import { importBundle } from '@hdms/node/personal/records.ts'
import { auditLedger, type Finding } from '@hdms/notary/server/audit.ts'
import { notaryHttp } from '@hdms/notary/server/http.ts'
import { batchesOf } from '@hdms/notary/server/ledger-export.ts'
import { Notary } from '@hdms/notary/server/notary.ts'
import { Register } from '@hdms/notary/server/register.ts'
import { notaryService } from '@hdms/notary/server/service.ts'
import { uniquenessStore } from '@hdms/notary/server/store.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
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
import { type MemoryDisk, memoryBlobStore, memoryDisk, memoryNodeStore, memorySlots } from '@hdms/shared/ports/memory-store.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { SecretStore } from '@hdms/shared/ports/secrets.ts'
import { delay } from '@hdms/shared/time.ts'
import type { FastifyInstance } from 'fastify'
import { type SeededRandom, seeded } from './random.ts'
import { SimClock } from './sim-clock.ts'
import { SimHis } from './sim-his.ts'

export const HOSPITAL = 'O=Sim Hospital,C=KR'
export const ISSUER = 'O=Sim Mileage,C=KR'
export const MAKER = 'O=Sim Shoes,C=KR'
/** ms that an answer is waited for, longer than a question for messages is held. */
const ANSWER_WITHIN = 40_000
export const NOTARY = 'O=Sim Notary,C=KR'

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

const memorySecrets = (random: (n: number) => Uint8Array): SecretStore => {
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
async function accepted(node: { readonly messenger: Messenger } | undefined, envelope: Uint8Array): Promise<HttpReply> {
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

/** First parts of the keys that somebody declares; whatever a capability of a test keeps begins with `x`. */
const DECLARED: ReadonlySet<string> = new Set([CORE_STORES, ...CAPABILITIES.map((c) => c.stores)].flatMap(Object.keys))
/** Rows that a node keeps under a prefix which nobody declared could be taken for another's. */
const declared = (store: NodeStore): NodeStore => ({
  ...store,
  async commit(changes) {
    for (const { key } of changes) {
      const prefix = key.slice(0, key.indexOf('/') + 1)
      if (prefix !== '' && !prefix.startsWith('x') && !DECLARED.has(prefix))
        fail('BUG', { what: `rows under ${prefix}, which nobody declared` })
    }
    return store.commit(changes)
  },
})

export class MockNetwork {
  readonly clock: SimClock = new SimClock()
  readonly random: SeededRandom
  readonly crypto: CryptoProvider
  readonly faults: Faults = { loss: 0, twice: 0, delay: 0, reading: 0 }
  readonly his: SimHis
  /** Every envelope that reached the hospital, as an eavesdropper would keep them. */
  readonly captured: { readonly envelope: Uint8Array }[] = []
  hospital: Node<HospitalServices> | undefined
  /** By what they are called here. */
  readonly people: Map<string, Node<PersonServices>> = new Map()
  personName = ''
  /** With `tokens`: the issuer, a second person, and the key of a maker of shoes. */
  issuer: Node<MintServices> | undefined
  otherName = ''
  makerSeed: Uint8Array = new Uint8Array(0)
  /** What the issuer publishes. */
  programme!: Programme
  /** What people answer when they are asked. */
  readonly answers: { approved: boolean; reason?: string } = { approved: true }
  protected readonly tokens: boolean
  /** Every flow is dropped and repeated from its journal whenever it rests. */
  replayEverything: boolean = process.env['HDMS_REPLAY'] === '1'
  /** In what portions people sell. */
  protected selling: { readonly lot?: number } = {}
  protected readonly apps: Map<string, FastifyInstance | undefined> = new Map()
  /** Nodes that take envelopes over REST, by their host. */
  protected readonly institutions: Map<string, () => { readonly messenger: Messenger } | undefined> = new Map()
  protected readonly processes: Map<string, Process> = new Map()
  private inbound: HisInbound | undefined
  protected root: Uint8Array = new Uint8Array(0)
  protected doormanCa: Uint8Array = new Uint8Array(0)
  protected doorman!: Doorman
  protected tokensOfAnswers!: AnswerTokens
  protected notaryKeys!: NodeKeys
  protected parametersHash: Uint8Array = new Uint8Array(0)

  constructor(seed: number, options: { readonly tokens?: boolean } = {}) {
    this.tokens = options.tokens ?? false
    this.random = seeded(seed)
    // Native speed with seeded draws; what ML-KEM draws by itself changes bytes, never the course of events.
    this.crypto = { ...nativeCrypto(), random: (n) => this.random.bytes(n) }
    this.his = new SimHis(this)
  }

  get person(): Node<PersonServices> | undefined {
    return this.people.get('person')
  }
  get other(): Node<PersonServices> | undefined {
    return this.people.get('other')
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

  private async deliver(request: HttpRequest): Promise<HttpReply> {
    const { method, url, headers, body } = request
    const { hostname, pathname, search } = new URL(url)
    const forged = this.forged(request)
    if (forged) return forged
    const app = this.apps.get(hostname)
    if (hostname === 'hospital') return this.toHospital(body ?? new Uint8Array(0))
    const institution = this.institutions.get(hostname)
    if (institution) return accepted(institution(), body ?? new Uint8Array(0))
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

  private async toHospital(envelope: Uint8Array): Promise<HttpReply> {
    this.captured.push({ envelope })
    return accepted(this.institutions.get('hospital')?.(), envelope)
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

  private async setUp(): Promise<void> {
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
    await this.hospitalProcess()
    this.personName = await this.personProcess('person')
    if (this.tokens) {
      this.makerSeed = crypto.random(32)
      const key = await crypto.publicKey(this.makerSeed)
      this.programme = { rule: RULE_1, makers: [{ name: MAKER, key, revoked: false }], purpose: 'own' }
      await this.issuerProcess()
      this.otherName = await this.personProcess('other')
    }
    await this.more()
    for (const process of this.processes.values()) await process.boot()
    const node = this.person ?? fail('BUG', { what: 'person' })
    await importBundle(node.services, node.store, SAMPLE_BUNDLE, clock.now())
  }

  /** Whether the law makes the hospital keep medical records; read when it starts. */
  retains = false
  /** Flows that the hospital does not run yet; read when it starts. */
  hospitalLacks: readonly string[] = []
  /** Names of the capabilities that people's configurations list; read when they start. */
  runs: readonly string[] | undefined
  /** What people run besides; read when they start. */
  personRuns: readonly NodeCapability[] = []

  protected registry!: NetworkMapRegistry
  /** Takes a member off the map. */
  evicts(name: string): Promise<unknown> {
    return this.registry.evict(name)
  }
  /** What else the network publishes. */
  protected async parameters(): Promise<hdms.NetworkParameters.$Properties> {
    return {}
  }
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

  private queue(rules: () => { root: Uint8Array; now: number; crlPolicy: 'soft' }): void {
    const { crypto, clock } = this
    const sender = {
      wake: async () => {
        if (!this.random.chance(this.faults.loss))
          clock.after(1 + this.random.int(50), () => {
            for (const person of this.people.values()) person.wake()
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

  /** Parts of a node that a test puts together by hand, as a program that is not ours may. */
  protected async base(
    process: Process,
    keys: NodeKeys,
    notary: string,
  ): Promise<Omit<NodeOptions<never>, 'person' | 'flows' | 'contracts' | 'more'>> {
    const { crypto, clock, logger, http, secrets, openDisk } = this.platform(process)
    const storage = await openStorage(crypto, await openDisk(), secrets, keys.storageKey)
    return { crypto, clock, logger, http, storage, ...this.identity(keys, notary) }
  }

  /** What a simulated machine gives a node. */
  protected platform(process: Process): Platform {
    const { crypto, clock, http } = this
    const openDisk = async () => ({
      rows: declared(this.store(process)),
      blobs: memoryBlobStore(process.disk),
      slots: memorySlots(process.disk),
    })
    return { crypto, clock, http, openDisk, logger: silent, secrets: process.secrets }
  }

  /** Who a node is, and what of the network it knows at first. */
  protected identity(
    keys: NodeKeys,
    notary: string,
  ): Pick<NodeSettings<never>, 'keys' | 'trust' | 'notary' | 'networkMap' | 'queue' | 'person'> & { readonly replayEverything: boolean } {
    const { crypto, clock, http, root, doormanCa, replayEverything } = this
    const trust = new TrustStore({ crypto, clock, http, doorman: 'http://doorman', root, doormanCa })
    trust.follow(keys.logProof)
    return { keys, trust, notary, networkMap: 'http://map', queue: 'http://queue', person: false, replayEverything }
  }

  /** The simulated REST door of an institution: requests to its host reach the node from now on. */
  protected door(host: string, node: Node<CoreServices>): Door {
    return {
      name: 'REST',
      open: async () => {
        this.institutions.set(host, () => node)
        return { rest: `http://${host}` }
      },
      close: () => {
        if (this.institutions.get(host)?.() === node) this.institutions.delete(host)
      },
    }
  }

  /** Opens an institution's node as its program would, over this network. @returns nothing when it died meanwhile */
  protected async opens<const C extends readonly NodeCapability<object, never>[]>(
    host: string,
    keys: NodeKeys,
    capabilities: C,
    o: { readonly notary: string; readonly asked?: (ask: Ask, node: () => Node<ServicesOf<C>> | undefined) => void },
  ): Promise<OpenNode<ServicesOf<C>> | undefined> {
    const process = this.processes.get(host) ?? fail('BUG', { what: host })
    return this.lives(process, async (life) => {
      let node: Node<ServicesOf<C>> | undefined
      return openNode(this.platform(process), capabilities, {
        ...this.identity(keys, o.notary),
        asked: (ask) => o.asked?.(ask, () => (life === process.life ? node : undefined)),
        doors: (open) => {
          node = open.node
          return [this.door(host, open.node)]
        },
      })
    })
  }

  /** Starts a process again for as long as it finds no network, as what looks after it would; each try is a life of its own. */
  private async lives<T extends { halt(): void }>(process: Process, open: (life: number) => Promise<T>): Promise<T | undefined> {
    for (;;) {
      const { life } = process
      try {
        const opened = await open(life)
        if (life === process.life) return opened
        opened.halt()
        return undefined
      } catch (error) {
        if (asHdmsError(error).fault !== 'unavailable' || life !== process.life) throw error
        const next = ++process.life
        await delay(this.clock, 200)
        if (next !== process.life) return undefined
      }
    }
  }

  private async hospitalProcess(): Promise<void> {
    const keys = await this.keys(HOSPITAL, 'institution')
    let open: { halt(): void } | undefined
    const boot = async (): Promise<void> => {
      const all = hospitalCapabilities({ his: async (inbound) => ({ port: this.his, door: this.hisDoor(inbound) }), retains: this.retains })
      const [consents, erasures, treatments] = all
      const runs = { ...erasures, flows: erasures.flows.filter((f) => !this.hospitalLacks.includes(f.name)) }
      const opened = await this.opens('hospital', keys, [consents, runs, treatments] as const, { notary: NOTARY })
      open = opened
      this.hospital = opened?.node
    }
    this.add('hospital', boot, () => {
      open?.halt()
      this.hospital = undefined
      this.inbound = undefined
    })
  }

  /** What the HIS says gets in from now on, as over MLLP. */
  private hisDoor(inbound: HisInbound): Door {
    return {
      name: 'HIS',
      open: async () => {
        this.inbound = inbound
        return {}
      },
      close: () => {
        if (this.inbound === inbound) this.inbound = undefined
      },
    }
  }

  private async issuerProcess(): Promise<void> {
    const keys = await this.keys(ISSUER, 'institution')
    let open: { halt(): void } | undefined
    const boot = async (): Promise<void> => {
      const opened = await this.opens(
        'issuer',
        keys,
        issuerCapabilities(() => this.programme),
        {
          notary: NOTARY,
          asked: (ask, node) => this.answer(ask.id, node),
        },
      )
      open = opened
      this.issuer = opened?.node
    }
    this.add('issuer', boot, () => {
      open?.halt()
      this.issuer = undefined
    })
  }

  protected add(name: string, boot: () => Promise<void>, halt: () => void): void {
    const secrets = memorySecrets((n) => this.random.bytes(n))
    this.processes.set(name, { name, disk: memoryDisk(), secrets, life: 0, boot, halt })
  }

  /** Somebody is asked, and answers after a while. */
  protected answer(
    id: string,
    node: () => { readonly engine: { answer(id: string, value: Value): Promise<void> } } | undefined,
    said: { approved: boolean; reason?: string } = this.answers,
  ): void {
    this.clock.after(
      1 + this.random.int(2000),
      () =>
        void node()
          ?.engine.answer(id, { ...said })
          .catch(() => {}),
    )
  }

  /** What a person decides; what everybody does when this says nothing. */
  protected decision(_who: string): { approved: boolean; reason?: string } | undefined {
    return this.answers
  }

  protected async personProcess(who: string): Promise<string> {
    const { token } = await this.doorman.invite(parseName(HOSPITAL), hex(this.random.bytes(16)))
    const keys = await this.keys(`CN=${hex(this.random.bytes(8))},O=Health In My Storage,C=KR`, 'person', token)
    let person: PersonalNode | undefined
    const boot = async (): Promise<void> => {
      person = await this.lives(process, async (life) => {
        let node: Node<PersonServices> | undefined
        const opened = await openPerson(
          { ...this.platform(process), offset: () => 540, push: { register: async () => 'token', listen: () => {} } },
          {
            ...this.identity(keys, ''),
            network: { doorman: 'http://doorman', networkMap: 'http://map', queue: 'http://queue', issuer: this.tokens ? ISSUER : '' },
            selling: { spread: 2_000, ...this.selling },
            more: this.personRuns,
            ...(this.runs ? { runs: this.runs } : {}),
            asked: (ask) => {
              const said = this.decision(who)
              if (said) this.answer(ask.id, () => (life === process.life ? node : undefined), said)
            },
            connect: 'later',
          },
        )
        node = opened.node
        await opened.connect()
        return opened
      })
      if (person) this.people.set(who, person.node)
    }
    const halt = (): void => {
      person?.halt()
      this.people.delete(who)
    }
    this.add(who, boot, halt)
    const process = this.processes.get(who) as Process
    return keys.name
  }

  /** A node that starts while the network loses messages tries again. */
  protected async untilUp(start: () => Promise<void>, alive: () => boolean): Promise<void> {
    for (;;) {
      try {
        return await start()
      } catch (error) {
        if (asHdmsError(error).fault !== 'unavailable' || !alive()) throw error
        await delay(this.clock, 200)
      }
    }
  }

  /** kill -9 now, started again after `ms` milliseconds. A service without a process of its own here is away for so long. */
  crash(name: string, ms: number): void {
    const service = this.apps.get(name)
    if (service && !this.processes.has(name)) {
      this.apps.set(name, undefined)
      this.clock.after(ms, () => this.apps.set(name, service))
      return
    }
    const process = this.processes.get(name) ?? fail('BUG', { what: name })
    process.life++
    process.halt()
    const { life } = process
    this.clock.after(ms, () => {
      if (life === process.life) void process.boot().catch(() => {})
    })
  }

  /** What an auditor finds in the notary's store; nothing, unless the notary did wrong. */
  async auditNotary(): Promise<readonly Finding[]> {
    const store = uniquenessStore(memoryNodeStore(this.processes.get('notary')?.disk))
    const { crypto, notaryKeys } = this
    const spender = (nullifier: Uint8Array) => store.spender(nullifier)
    const o = { crypto, notary: notaryId(notaryKeys.key), last: await store.lastSequence(), spender }
    return (await auditLedger(batchesOf(store), o)).findings
  }

  /** The notary's disk as it is now, for {@link putBack}. */
  copyOfNotary(): ReadonlyMap<string, Uint8Array> {
    return new Map(this.processes.get('notary')?.disk.rows)
  }

  /** An old copy of the notary's whole disk comes back under it, and it starts again. */
  putBack(copy: ReadonlyMap<string, Uint8Array>): void {
    const rows = this.processes.get('notary')?.disk.rows
    rows?.clear()
    for (const [key, value] of copy) rows?.set(key, value)
    this.crash('notary', 10)
  }

  /** What the HIS has to say, once it gets through. */
  tell(orderId: string, event: HisEvent, control: string, then: () => void = () => {}): void {
    const attempt = (): void => {
      const sent = this.inbound?.deliver(orderId, event, control) ?? Promise.reject(new Error('down'))
      sent.catch(() => this.clock.after(300, attempt))
      // An answer that never comes (a crash in between) is followed by another try; the control id counts once.
      if (this.inbound) this.clock.after(5_000, () => this.his.open(orderId, control) && attempt())
      void sent.then(() => this.his.done(control) && then()).catch(() => {})
    }
    this.clock.after(1 + this.random.int(100), attempt)
  }
}
