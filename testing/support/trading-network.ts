/** The simulated network with all that trading needs: data search, two counting services, judges, a research institute, and a crowd. */
import { counterClient } from '@hdms/data-search/client/counter-client.ts'
import { Counting } from '@hdms/data-search/server/counting.ts'
import { searchHttp } from '@hdms/data-search/server/http.ts'
import { Search } from '@hdms/data-search/server/search.ts'
import type { NodeKeys } from '@hdms/doorman/client/keys.ts'
import type { RegisteredRoot } from '@hdms/flows/core/documents.ts'
import type { Responder } from '@hdms/flows/engine/context.ts'
import { buyTokens } from '@hdms/flows/token/buy.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import type { Node } from '@hdms/node/core/node.ts'
import { researchCapabilities } from '@hdms/node/institutional/capabilities/research.ts'
import { judgeCapabilities } from '@hdms/node/institutional/judge.ts'
import type { Draft, Research } from '@hdms/node/institutional/research.ts'
import { importBundle } from '@hdms/node/personal/records.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { encodeDocument, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { ROOTS, underRoot } from '@hdms/shared/documents/roots.ts'
import { sealTo } from '@hdms/shared/envelope/envelope.ts'
import { silent } from '@hdms/shared/logging.ts'
import type { hdms } from '@hdms/shared/messages/wire.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import { encodeRecordValue, recordIdOf, recordMessage, registerContext, registerMessage } from '@hdms/shared/notary/register.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { approvalMessage, type Board, decodeOrder, type Order } from '@hdms/shared/queries/order.ts'
import { DAY, MINUTE } from '@hdms/shared/time.ts'
import { MockNetwork } from './mock-network.ts'

export const INSTITUTE = 'O=Sim Research Institute,C=KR'
export const SECOND = 'O=Sim Second Institute,C=KR'
const SEARCH = 'CN=Data Search,O=HDMS,C=KR'
const COUNTER = 'O=Sim Counting Hospital,C=KR'
const JUDGES = ['O=Sim Judge One,C=KR', 'O=Sim Judge Two,C=KR', 'O=Sim Judge Three,C=KR'] as const
export const BOARD = 'Sim Review Board'

/** What people have: a bundle of their own each. */
export function bundleOf(i: number): string {
  const born = 1950 + ((i * 7) % 45)
  const observation = (n: number, code: string, value: number, unit: string, day: number) => ({
    resource: {
      resourceType: 'Observation',
      id: `o${n}`,
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code }] },
      subject: { reference: 'Patient/p' },
      effectiveDateTime: new Date(Date.UTC(2026, 0, 1) + day * DAY).toISOString().slice(0, 10),
      valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
      note: [{ text: `the secret of person ${i}` }],
    },
  })
  return JSON.stringify({
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        resource: {
          resourceType: 'Patient',
          id: 'p',
          name: [{ text: `Person Number ${i}` }],
          gender: i % 2 === 0 ? 'female' : 'male',
          birthDate: `${born}-03-04`,
        },
      },
      observation(1, '4548-4', 5.5 + (i % 30) / 10, '%', i),
      observation(2, '4548-4', 5.6 + (i % 25) / 10, '%', 40 + i),
      observation(3, '8867-4', 60 + i, '/min', 5),
    ],
  })
}

export interface TradingOptions {
  /** Documents in one lot of a sale. */
  readonly lot?: number
  /** A second institute, which buys as well. */
  readonly second?: boolean
}
/** An institute that asks and buys. */
export interface Institute {
  node: Node<BuyerServices> | undefined
  research: Research
}

export class TradingNetwork extends MockNetwork {
  /** By host. */
  readonly institutes: Map<string, Institute> = new Map()
  get institute(): Node<BuyerServices> | undefined {
    return this.institutes.get('institute')?.node
  }
  get research(): Research {
    return (this.institutes.get('institute') as Institute).research
  }
  /** Whether the law makes institutes keep what they bought, and who answers erasures in place of them: null for nobody. Read when one starts. */
  institutesKeep = false
  erasuresAnsweredBy: Responder<BuyerServices> | null | undefined
  counters: Counting[] = []
  search!: Search
  /** Of the data-search service and first count, and of the second. */
  readonly serviceStores: readonly NodeStore[] = [memoryNodeStore(), memoryNodeStore()]
  /** By what each is called: what they say when they are asked; nothing for somebody who is asleep. */
  readonly says: Map<string, { approved: boolean } | undefined> = new Map()
  readonly crowd: readonly string[]
  private readonly judgeKeys = new Map<string, NodeKeys>()
  private serviceKeys: NodeKeys[] = []
  private board: { readonly seed: Uint8Array; readonly key: Uint8Array }[] = []
  /** Names of institutions that may ask. */
  approved: string[] = [INSTITUTE, SECOND]

  private readonly second: boolean

  constructor(seed: number, people: number, { second = false, ...selling }: TradingOptions = {}) {
    super(seed, { tokens: true })
    this.selling = selling
    this.second = second
    this.crowd = Array.from({ length: people }, (_, i) => `p${i}`)
  }

  protected override decision(who: string): { approved: boolean } | undefined {
    return this.says.has(who) ? this.says.get(who) : { approved: true }
  }

  private get boards(): Board[] {
    return [{ name: BOARD, members: this.board.map(({ key }, i) => ({ key, external: i < 2 })) }]
  }
  /** What the notary has on its disk. */
  notaryStore(): NodeStore {
    return memoryNodeStore(this.processes.get('notary')?.disk)
  }
  /** The order of a query, as its institution signed it. */
  orderOf(id: string): Order {
    return decodeOrder(this.research.query(id).order)
  }
  /** Five members approve. */
  async approvals(id: string, research: Research = this.research): Promise<{ key: Uint8Array; signature: Uint8Array }[]> {
    const { query } = decodeOrder(research.query(id).order)
    const message = approvalMessage(query, BOARD)
    return Promise.all(this.board.map(async ({ seed, key }) => ({ key, signature: await this.crypto.sign(seed, message) })))
  }

  protected override async parameters(): Promise<hdms.NetworkParameters.$Properties> {
    const { crypto } = this
    for (let i = 0; i < 5; i++) {
      const seed = crypto.random(32)
      this.board.push({ seed, key: await crypto.publicKey(seed) })
    }
    this.serviceKeys = [await this.keys(SEARCH, 'service'), await this.keys(COUNTER, 'institution')]
    for (const name of JUDGES) this.judgeKeys.set(name, await this.keys(name, 'institution'))
    this.broadcaster = SEARCH
    const boards = this.boards.map(({ name, members }) => ({ name, members: members.map((m) => ({ ...m })) }))
    return { search: SEARCH, counters: [SEARCH, COUNTER], judges: [...JUDGES], boards }
  }

  protected override counter(id: string): string | undefined {
    const i = this.serviceKeys.findIndex((k) => hex(notaryId(k.key)) === id)
    return i < 0 ? undefined : `http://${i === 0 ? 'search' : 'counter'}`
  }

  protected override async more(): Promise<void> {
    const { crypto, clock } = this
    const rules = () => ({ root: this.root, now: clock.now(), crlPolicy: 'soft' as const })
    const institution = (name: string): Uint8Array =>
      (this.institute ?? { directory: undefined }).directory?.node(name).identityKey ?? new Uint8Array(0)
    const stores = this.serviceStores
    this.counters = this.serviceKeys.map(
      (keys, role) =>
        new Counting({
          ...{ crypto, clock, store: stores[role] as NodeStore, role: role as 0 | 1, seed: keys.seed },
          sealingSecret: keys.sealingSecret,
          institution,
          spend: (query, token, name) => this.tokensOfAnswers.spend(query, token, name),
        }),
    )
    const [one, two] = this.counters as [Counting, Counting]
    const [own] = this.serviceKeys as [NodeKeys, NodeKeys]
    const member = { seed: own.seed, chain: own.chain }
    const queue = new QueueClient({ crypto, clock, http: this.http, url: 'http://queue', member })
    this.search = new Search({
      ...{ crypto, clock, logger: silent, store: stores[0] as NodeStore, seed: own.seed, counting: one },
      other: counterClient({ crypto, clock, http: this.http, url: () => 'http://counter', member }),
      approved: () => this.approved,
      boards: () => this.boards,
      institution,
      openTokens: (id, expires) => this.tokensOfAnswers.open(id, expires),
      broadcast: (content, expires) => queue.broadcast(content, expires),
      pace: 1_000,
      countFor: 2 * MINUTE,
    })
    const shared = { crypto, logger: silent, rules, searchName: () => SEARCH }
    this.apps.set('search', searchHttp({ ...shared, counting: one, search: this.search }))
    this.apps.set('counter', searchHttp({ ...shared, counting: two }))
    for (const [i, keys] of this.serviceKeys.entries()) await this.list(keys, `http://${i === 0 ? 'search' : 'counter'}`)
    await this.instituteProcess(INSTITUTE, 'institute')
    if (this.second) await this.instituteProcess(SECOND, 'second')
    for (const [i, name] of JUDGES.entries()) await this.judgeProcess(name, `judge${i}`)
    for (const who of this.crowd) await this.personProcess(who)
  }

  private async list({ name, chain, seed, sealingKey, logProof }: NodeKeys, rest: string): Promise<void> {
    const none = { multiaddrs: [], notary: '', platformVersion: 1, transport: new Uint8Array(0) }
    await this.registry.publish(await signNodeInfo(this.crypto, seed, { ...none, logProof, name, serial: 1, chain, sealingKey, rest }))
  }

  private async instituteProcess(name: string, host: string): Promise<void> {
    const keys = await this.keys(name, 'institution')
    let open: { halt(): void } | undefined
    const boot = async (): Promise<void> => {
      const settings = { issuer: 'O=Sim Mileage,C=KR', queue: 'http://queue', catalogue: new Catalogue(), retains: this.institutesKeep }
      const [consents, erasures, tokens, activities, tradings] = researchCapabilities(settings)
      const flows = tradings.flows.filter((f) => f.name !== 'erasure.sold' || this.erasuresAnsweredBy === undefined)
      const runs = { ...tradings, flows: this.erasuresAnsweredBy ? [...flows, this.erasuresAnsweredBy] : flows }
      const all = [consents, erasures, tokens, activities, runs] as const
      const opened = await this.opens(host, keys, all, { notary: 'O=Sim Notary,C=KR' })
      open = opened
      if (opened) this.institutes.set(host, { node: opened.node, research: opened.node.services.research })
    }
    this.add(host, boot, () => {
      open?.halt()
      const known = this.institutes.get(host)
      if (known) known.node = undefined
    })
  }

  private async judgeProcess(name: string, host: string): Promise<void> {
    const keys = this.judgeKeys.get(name) as NodeKeys
    let open: { halt(): void } | undefined
    const boot = async (): Promise<void> => {
      open = await this.opens(host, keys, judgeCapabilities, { notary: '' })
    }
    this.add(host, boot, () => open?.halt())
  }

  /** Everybody of the crowd has records of their own. */
  async stock(): Promise<void> {
    for (const [i, who] of this.crowd.entries()) {
      const node = this.people.get(who)
      if (node) await this.run(importBundle(node.services, node.store, bundleOf(i), this.clock.now()))
    }
  }

  /** A query for HbA1c, as a researcher would write it. */
  draft(more: Partial<Draft> = {}): Draft {
    const now = Math.floor(this.clock.now() / MINUTE)
    const today = Math.floor(this.clock.now() / DAY)
    return {
      researcher: 'r-17',
      words: 'HbA1c',
      wishes: [{ concept: 'hba1c' }],
      from: today - 3000,
      until: today + 3000,
      coverage: 0,
      sources: ['hospital', 'device', 'self-reported'],
      purpose: 'DUO:0000042',
      modifiers: [],
      disease: '',
      price: 20,
      people: 10,
      expires: now + 7 * 1440,
      useUntil: now + 60 * 1440,
      days: true,
      months: false,
      ...more,
    }
  }

  /** Counted, approved and asked, until everybody who will has answered. @returns id of the query */
  async asked(more: Partial<Draft> = {}, research: Research = this.research): Promise<string> {
    const { id } = await this.run(research.draft(this.draft(more)))
    await this.run(research.count(id))
    await this.clock.runUntil(() => ['counted', 'failed'].includes(research.query(id).state), 20 * MINUTE)
    await this.run(research.ask(id, BOARD, await this.approvals(id, research)))
    await this.clock.runUntil(() => research.query(id).state === 'asked', 5 * MINUTE)
    return id
  }

  /** The institute buys units, and the issuer's operator says that the invoice was paid. */
  async fund(amount: number, node: Node<BuyerServices> | undefined = this.institute): Promise<void> {
    if (!node) return
    const { result } = await this.run(node.engine.startFlow(buyTokens, { amount, reference: `invoice ${this.clock.now()}` }))
    await this.run(result)
  }

  /** The hospital issues a record about one of the crowd, signed and registered as after a treatment. @returns its verification key, hex */
  async issue(who: string, codes: readonly (readonly [code: string, value: number, unit: string])[], registered = true): Promise<string> {
    const { crypto, hospital } = this
    const node = this.people.get(who)
    if (!hospital || !node) throw new Error('nobody there')
    const { identity, network } = hospital.services
    const resources = codes.map(([code, value, unit]) => ({
      resourceType: 'Observation',
      status: 'final',
      code: { coding: [{ system: 'http://loinc.org', code }], text: 'a name that must not leave' },
      subject: { identifier: { system: 'urn:hdms:member', value: node.services.identity.name } },
      effectiveDateTime: '2026-01-02',
      valueQuantity: { value, unit, system: 'http://unitsofmeasure.org', code: unit },
      note: [{ text: 'a note of the doctor' }],
    }))
    const groups = resources.map((r) => ({ kind: r.resourceType, value: fromValue(r) }))
    const doc = issueDocument('fhir-r4/medical-result', identity.key, groups, (n) => crypto.random(n))
    const port = network.notary('O=Sim Notary,C=KR')
    const register = async (vk: Uint8Array) => {
      const seed = crypto.random(32)
      const key = await crypto.publicKey(seed)
      const id = recordIdOf(key)
      const issuerSignature = await crypto.sign(identity.seed, recordMessage(port.id, id, vk))
      const value = encodeRecordValue({ verificationKey: vk, issuerSignature })
      const sealed = await sealTo(crypto, port.sealingKey, registerContext(port.id, id), value)
      if (registered)
        await this.run(
          port.register({
            recordId: id,
            key,
            operation: 0,
            sealed,
            signature: await crypto.sign(seed, registerMessage(port.id, id, 0, sealed)),
          }),
        )
      return { id, seed, issuerSignature }
    }
    const record = { ...(await register(doc.verificationKey)), notary: 'O=Sim Notary,C=KR' }
    const roots: RegisteredRoot[] = []
    for (let i = 0; i < ROOTS; i++) {
      const seed = crypto.random(32)
      const { seed: oneTimeSeed, ...registered } = await register(underRoot(doc, seed).verificationKey)
      roots.push({ ...registered, oneTimeSeed, seed })
    }
    const stored = await node.documents.writeBlob(encodeDocument(doc))
    const changes: Change[] = []
    node.documents.enter(changes, doc, stored, {
      storedAt: this.clock.now(),
      record: { ...record, roots },
    })
    await this.run(node.store.commit(changes))
    return hex(doc.verificationKey)
  }
}
