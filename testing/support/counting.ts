/** Two counting services over disks of their own, people who send shares, and a hostile one in place of either. */
import { encodeShares, sharesMessage } from '@hdms/data-search/client/shares.ts'
import { Counting } from '@hdms/data-search/server/counting.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { XWING } from '@hdms/shared/crypto/hpke.ts'
import { CountServer, shareAnswer } from '@hdms/shared/crypto/private-count.ts'
import { sealRequest } from '@hdms/shared/envelope/exchange.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import { type MemoryDisk, memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { countTokensOf } from '@hdms/shared/queries/announcement.ts'
import { cellsOf } from '@hdms/shared/queries/count.ts'
import { encodeOrder, signOrder } from '@hdms/shared/queries/order.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { MINUTE, minuteOf } from '@hdms/shared/time.ts'
import { SimClock } from './sim-clock.ts'

const crypto = nativeCrypto()
export const A = 'O=Institute A,C=KR'
export const B = 'O=Institute B,C=KR'

export interface Person {
  readonly name: string
  readonly yes: boolean
  /** For each service, one share a cell. */
  readonly shares: readonly [readonly Uint8Array[], readonly Uint8Array[]]
}

export class TwoCounters {
  readonly clock: SimClock = new SimClock()
  readonly disks: readonly [MemoryDisk, MemoryDisk] = [memoryDisk(), memoryDisk()]
  readonly services: [Counting, Counting]
  private readonly keys: readonly { readonly seed: Uint8Array; readonly secret: Uint8Array; readonly sealing: Uint8Array }[]
  private readonly institutes: ReadonlyMap<string, { readonly seed: Uint8Array; readonly key: Uint8Array }>
  /** Rejecting makes the next commit of a service fail. */
  commit: (role: 0 | 1) => Promise<void> = async () => {}

  private constructor(keys: TwoCounters['keys'], institutes: TwoCounters['institutes']) {
    this.keys = keys
    this.institutes = institutes
    this.services = [this.boot(0), this.boot(1)]
  }

  static async start(): Promise<TwoCounters> {
    const pair = async () => {
      const secret = crypto.random(32)
      return { seed: crypto.random(32), secret, sealing: await XWING.publicKey(crypto, secret) }
    }
    const one = async (name: string) => {
      const seed = crypto.random(32)
      return [name, { seed, key: await crypto.publicKey(seed) }] as const
    }
    return new TwoCounters([await pair(), await pair()], new Map([await one(A), await one(B)]))
  }

  private boot(role: 0 | 1): Counting {
    const { seed, secret } = this.keys[role] as TwoCounters['keys'][0]
    return new Counting({
      ...{ crypto, clock: this.clock, role, seed, sealingSecret: secret },
      store: memoryNodeStore(this.disks[role], () => this.commit(role)),
      institution: (name) => this.keyOf(name),
      spend: async () => {},
    })
  }
  /** Of an institution. */
  keyOf(name: string): Uint8Array {
    return this.institutes.get(name)?.key ?? new Uint8Array(32)
  }
  /** Its memory is gone, its disk is there. */
  restart(role: 0 | 1): Counting {
    this.services[role] = this.boot(role)
    return this.services[role]
  }

  query(more: Partial<Query> = {}): Query {
    const now = minuteOf(this.clock.now())
    return {
      ...{ id: crypto.random(16), institution: A, researcher: 'r-1', from: 20_000, until: 20_400, coverage: 0, sources: ['hospital'] },
      criteria: [{ concept: 'hba1c', codes: ['loinc:4548-4'], units: [], times: 1, wanted: true }],
      ages: { from: 40, to: 59 },
      ...{ purpose: 'DUO:0000042', modifiers: [], disease: '', price: 1, people: 10, days: true, months: false },
      ...{ expires: now + 1440, useUntil: now + 5000 },
      ...more,
    }
  }
  async order(query: Query): Promise<Uint8Array> {
    const { seed } = this.institutes.get(query.institution) as { seed: Uint8Array }
    return encodeOrder({ query, signature: await signOrder(query, (m) => crypto.sign(seed, m)), board: '', approvals: [] })
  }

  /** Both count a query from now on, for two minutes. @returns its id */
  async open(query: Query): Promise<Uint8Array> {
    const order = await this.order(query)
    for (const service of this.services) await service.open(order, this.clock.now() + 2 * MINUTE)
    return countTokensOf(query.id)
  }

  /** Somebody answers at both, or at one. */
  async answer(id: Uint8Array, query: Query, yes: boolean, roles: readonly (0 | 1)[] = [0, 1]): Promise<Person> {
    const seed = crypto.random(32)
    const key = await crypto.publicKey(seed)
    const pairs = [yes, ...cellsOf(query).map((_, i) => yes && i === 0)].map((bit) => shareAnswer(bit, (n) => crypto.random(n)))
    const shares = [pairs.map(([one]) => one), pairs.map(([, two]) => two)] as const
    for (const role of roles) {
      const given = { id, token: { nonce: crypto.random(32), output: crypto.random(64) }, key, shares: shares[role] as Uint8Array[] }
      const request = encodeShares({ ...given, signature: await crypto.sign(seed, sharesMessage(given)) })
      const { sealed, openReply } = await sealRequest(crypto, this.keys[role]?.sealing as Uint8Array, request)
      const reply = decode(hdms.MailboxReply, await openReply(await this.services[role].take(sealed)), 'reply')
      if (reply.refusal) throw errorFromRefusal(reply.refusal)
    }
    return { name: hex(key), yes, shares }
  }

  /** The share of everybody that one dishonest service holds. */
  memoryOf(role: 0 | 1, people: readonly Person[]): CountServer[] {
    const cells = people[0]?.shares[role].length ?? 0
    return Array.from({ length: cells }, (_, c) => {
      const server = new CountServer(role)
      for (const p of people) server.take(p.name, p.shares[role][c] as Uint8Array)
      return server
    })
  }
}
