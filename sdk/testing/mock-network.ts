/**
 * A network for tests of flows: real nodes, each of an institution that runs the capabilities it is given, with
 * doorman, map, queue and notary, in one process, over a clock that moves when a test has it move. Everything comes
 * from a seed, so that a failure comes again. After Corda's `MockNetwork`.
 *
 *     await using net = await mockNetwork({ members: { bank: [iou], shop: [iou] } })
 *     const lent = await net.member('shop').start(issue, { lender: net.member('bank').name, amount: 5 })
 *     await lent.result()
 */
import type { GuestCapability } from '@hdms/flows/core/guest.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { askRoutes } from '@hdms/node/core/ask-routes.ts'
import { adopted } from '@hdms/node/core/guest.ts'
import type { OpenNode } from '@hdms/node/core/open-node.ts'
import { router } from '@hdms/node/core/routes.ts'
import { clientOf, type NodeClient } from '@hdms/sdk/client.ts'
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Faults, NOTARY, SimNetwork } from './sim-network.ts'

/** A capability as a member runs it. */
export interface MockCapability {
  readonly capability: GuestCapability
  /** Another one than the other members', as if its files were others. */
  readonly hash?: string
  readonly settings?: Readonly<Record<string, Value>>
}

export interface MockNetworkOptions {
  /** Members by short names, in small letters, each with the capabilities that it runs. */
  readonly members: Readonly<Record<string, readonly (GuestCapability | MockCapability)[]>>
  /** Another one brings another course of events. */
  readonly seed?: number
  /**
   * How owners answer what they are asked, after a while; nothing leaves a question to the test. Without it everybody
   * approves.
   */
  readonly answer?: (member: string, question: string, terms: Value) => Readonly<Record<string, Value>> | undefined
  /**
   * Every flow is dropped and repeated from its journal whenever it rests: what a body keeps beside its operations is
   * then not there.
   */
  readonly replayEverything?: boolean
}

/** A member's node, as its owner speaks to it. Each call moves the clock until it is answered. */
export interface MockMember extends NodeClient {
  /** X.500 name. */
  readonly name: string
  /** Identity key, 32 bytes. */
  readonly key: Uint8Array
}

export interface MockNetwork extends AsyncDisposable {
  /** @throws NOT_FOUND while its process is away, or when there is none */
  member(name: string): MockMember
  /** From now on; changed at any time. */
  readonly faults: Faults
  /**
   * Kills a member, or `notary`, `doorman`, `map`, `queue`, as a power cut would, and starts it again after so many ms.
   */
  crash(name: string, ms: number): void
  /** ms since 1970 */
  now(): number
  /** Moves the clock, with everything that falls due. */
  pass(ms: number): Promise<void>
  /** Moves the clock until something holds. @returns whether it came to hold within so many ms */
  until(holds: () => boolean, ms: number): Promise<boolean>
  /** Faults that an auditor finds in the notary's ledger: none. */
  audit(): Promise<readonly unknown[]>
  close(): Promise<void>
}

/** Makes a network and waits until every member knows every other. */
export async function mockNetwork(options: MockNetworkOptions): Promise<MockNetwork> {
  const net = new Members(options)
  await net.start()
  await net.settled()
  return net
}

const nameOf = (member: string): string => `O=${member},C=KR`
/** As good as a hash of files: the same for the same capability. */
const hashOf = ({ name, version }: GuestCapability): string => hex(sha256(utf8(`${name}/${version}`)))

class Members extends SimNetwork implements MockNetwork {
  private readonly options: MockNetworkOptions
  private readonly open = new Map<string, OpenNode<CoreServices>>()

  constructor(options: MockNetworkOptions) {
    super(options.seed ?? 1)
    this.options = options
    this.replayEverything ||= options.replayEverything ?? false
  }

  protected override async more(): Promise<void> {
    for (const [member, runs] of Object.entries(this.options.members)) {
      const keys = await this.keys(nameOf(member), 'institution')
      const boot = async (): Promise<void> => {
        const capabilities = runs.map((each) => {
          const { capability, hash, settings = {} }: MockCapability = 'capability' in each ? each : { capability: each }
          return adopted({ guest: capability, hash: hash ?? hashOf(capability), settings })
        })
        const opened = await this.opens(member, keys, capabilities, {
          notary: NOTARY,
          asked: (ask, node) => {
            const { answer = () => ({ approved: true }) } = this.options
            const said = answer(member, ask.question, ask.terms)
            if (said !== undefined) this.answer(ask.id, node, said)
          },
        })
        if (opened) this.open.set(member, opened)
      }
      this.add(member, boot, () => {
        this.open.get(member)?.halt()
        this.open.delete(member)
      })
    }
  }

  /** Every member is on the map of every other. */
  async settled(): Promise<void> {
    const count = Object.keys(this.options.members).length
    const known = (): boolean =>
      [...this.open.values()].every(({ node }) => node.map.members().filter((m) => m.kind === 'institution').length >= count)
    if (!(await this.until(() => this.open.size === count && known(), 120_000)))
      fail('BUG', { what: 'members that do not find each other' })
  }

  member(name: string): MockMember {
    const opened = (): OpenNode<CoreServices> => this.open.get(name) ?? fail('NOT_FOUND', { what: 'member' })
    const { identity } = opened().node.services
    const client = clientOf((method, path, body) => {
      const { routes, node } = opened()
      return this.run(router([...routes, ...askRoutes(node.engine)])(method, path, body))
    })
    return Object.assign(client, { name: identity.name, key: identity.key })
  }
  now(): number {
    return this.clock.now()
  }
  async pass(ms: number): Promise<void> {
    const end = this.clock.now() + ms
    await this.clock.runUntil(() => false, ms)
    this.clock.jump(Math.max(0, end - this.clock.now()))
  }
  until(holds: () => boolean, ms: number): Promise<boolean> {
    return this.clock.runUntil(holds, ms)
  }
  audit(): Promise<readonly unknown[]> {
    return this.run(this.auditNotary())
  }
  async close(): Promise<void> {
    for (const { halt } of this.processes.values()) halt()
  }
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }
}
