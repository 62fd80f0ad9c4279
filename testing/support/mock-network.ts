/** The simulated network of our own tests: a hospital with its HIS, people, and with `tokens` an issuer. */

import type { NodeKeys } from '@hdms/doorman/client/keys.ts'
import type { MintServices } from '@hdms/flows/activity/issuer/claimed.ts'
import type { Programme } from '@hdms/flows/activity/programme.ts'
import { RULE_1 } from '@hdms/flows/activity/reward.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import type { HisEvent } from '@hdms/flows/treatment/his-port.ts'
import type { HospitalServices } from '@hdms/flows/treatment/hospital.ts'
import { CAPABILITIES } from '@hdms/node/capabilities/list.ts'
import { CORE_STORES } from '@hdms/node/core/arranged.ts'
import type { NodeCapability } from '@hdms/node/core/capability.ts'
import type { Door } from '@hdms/node/core/door.ts'
import type { Node, NodeOptions } from '@hdms/node/core/node.ts'
import { openStorage } from '@hdms/node/core/storage.ts'
import { hospitalCapabilities } from '@hdms/node/institutional/capabilities/hospital.ts'
import type { HisInbound } from '@hdms/node/institutional/his/inbound.ts'
import { issuerCapabilities } from '@hdms/node/institutional/issuer.ts'
import { openPerson, type PersonalNode } from '@hdms/node/personal/person.ts'
import type { PersonServices } from '@hdms/node/personal/profile.ts'
import { importBundle } from '@hdms/node/personal/records.ts'
import { SAMPLE_BUNDLE } from '@hdms/sandbox/people/sample.ts'
import { NOTARY, type Process, SimNetwork } from '@hdms/sdk/testing/sim-network.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import type { HttpReply } from '@hdms/shared/ports/http.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { SimHis } from './sim-his.ts'

export { NOTARY, type Process } from '@hdms/sdk/testing/sim-network.ts'
export const HOSPITAL = 'O=Sim Hospital,C=KR'
export const ISSUER = 'O=Sim Mileage,C=KR'
export const MAKER = 'O=Sim Shoes,C=KR'

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

export class MockNetwork extends SimNetwork {
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
  /** In what portions people sell. */
  protected selling: { readonly lot?: number } = {}
  private inbound: HisInbound | undefined

  constructor(seed: number, options: { readonly tokens?: boolean } = {}) {
    super(seed)
    this.tokens = options.tokens ?? false
    this.his = new SimHis(this)
  }

  get person(): Node<PersonServices> | undefined {
    return this.people.get('person')
  }
  get other(): Node<PersonServices> | undefined {
    return this.people.get('other')
  }

  protected override isNode(hostname: string): boolean {
    return hostname === 'hospital'
  }
  protected override async received(hostname: string, envelope: Uint8Array): Promise<HttpReply> {
    if (hostname === 'hospital') this.captured.push({ envelope })
    return super.received(hostname, envelope)
  }
  protected override woken(): void {
    for (const person of this.people.values()) person.wake()
  }
  protected override rows(process: Process): NodeStore {
    return declared(this.store(process))
  }

  protected override async setUp(): Promise<void> {
    await super.setUp()
    const node = this.person ?? fail('BUG', { what: 'person' })
    await importBundle(node.services, node.store, SAMPLE_BUNDLE, this.clock.now())
  }

  protected override async members(): Promise<void> {
    const { crypto } = this
    await this.hospitalProcess()
    this.personName = await this.personProcess('person')
    if (this.tokens) {
      this.makerSeed = crypto.random(32)
      const key = await crypto.publicKey(this.makerSeed)
      this.programme = { rule: RULE_1, makers: [{ name: MAKER, key, revoked: false }], purpose: 'own' }
      await this.issuerProcess()
      this.otherName = await this.personProcess('other')
    }
  }

  /** Whether the law makes the hospital keep medical records; read when it starts. */
  retains = false
  /** Flows that the hospital does not run yet; read when it starts. */
  hospitalLacks: readonly string[] = []
  /** Names of the capabilities that people's configurations list; read when they start. */
  runs: readonly string[] | undefined
  /** What people run besides; read when they start. */
  personRuns: readonly NodeCapability[] = []

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

  /** Somebody is asked, and answers as everybody does unless it says otherwise. */
  protected override answer(
    id: string,
    node: () => { readonly engine: { answer(id: string, value: Value): Promise<void> } } | undefined,
    said: Readonly<Record<string, Value>> = { ...this.answers },
  ): void {
    super.answer(id, node, said)
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
