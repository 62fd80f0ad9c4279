/** Nodes that watch a notary, and a notary that shows each of them what a test wants. */
import { NotaryWatch, type NotaryWatchOptions } from '@hdms/node/core/notary-watch.ts'
import { NotaryClient } from '@hdms/notary/client/notary-client.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { silent } from '@hdms/shared/logging.ts'
import { decode, encode, hdms } from '@hdms/shared/messages/wire.ts'
import { encodeHeader, headerMessage, NO_STATE, notaryId } from '@hdms/shared/notary/answer.ts'
import type { Fact } from '@hdms/shared/notary/facts.ts'
import { type MemoryDisk, memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { TestRoot } from './members.ts'
import type { TestNotary } from './notary.ts'
import type { SimClock } from './sim-clock.ts'

export const NAME = 'O=Two Tongues,C=KR'

export interface Watcher {
  readonly disk: MemoryDisk
  watch: NotaryWatch
  client: NotaryClient
  /** Which notary answers it: each can be shown another one. */
  shown: Pick<TestNotary, 'service'>
  /** How often its owner was told. */
  told: number
  restart(): Promise<void>
}

/** A notary's key with its certificates, and nodes that watch whatever answers under it. */
export class Watchers {
  readonly root: TestRoot
  readonly chain: readonly Uint8Array[]
  readonly key: Uint8Array
  readonly clock: SimClock
  private readonly crypto: CryptoProvider
  private readonly seed: Uint8Array

  private constructor(
    crypto: CryptoProvider,
    seed: Uint8Array,
    key: Uint8Array,
    root: TestRoot,
    chain: readonly Uint8Array[],
    clock: SimClock,
  ) {
    this.crypto = crypto
    this.seed = seed
    this.key = key
    this.root = root
    this.chain = chain
    this.clock = clock
  }

  static async make(crypto: CryptoProvider, seed: Uint8Array, clock: SimClock): Promise<Watchers> {
    const root = await TestRoot.make(crypto, clock.now())
    return new Watchers(crypto, seed, await crypto.publicKey(seed), root, await root.notary(seed, parseName(NAME)), clock)
  }

  async watcher(shown: Watcher['shown'], o: Partial<NotaryWatchOptions> = {}): Promise<Watcher> {
    const { crypto, clock, key, chain } = this
    const id = notaryId(key)
    const made = { disk: memoryDisk(), shown, told: 0 } as Watcher
    made.restart = async () => {
      made.watch?.stop()
      const headers = (from: number, limit: number) => made.client.headers(from, limit)
      const notary = { name: NAME, key, chain, headers, head: () => made.client.minute() }
      made.watch = new NotaryWatch({
        ...{ crypto, clock, store: memoryNodeStore(made.disk), logger: silent },
        ...{ whole: true, remembered: 500, walk: 5_000, soon: 1_000 },
        notaries: () => new Map([[hex(id), notary]]),
        distrusted: () => void made.told++,
        ...o,
      })
      await made.watch.load()
      made.client = new NotaryClient(crypto, key, (request) => made.shown.service.ask(request), made.watch.observer(id))
    }
    await made.restart()
    return made
  }

  /** A header under the notary's key, as nobody but its holder could make it. */
  async header(o: { sequence: number; previous?: Uint8Array; time: number; root?: Uint8Array }): Promise<Fact & { kind: 'header' }> {
    const header = encodeHeader({
      ...{ notary: notaryId(this.key), count: 1, state: NO_STATE },
      ...{ previous: new Uint8Array(32), root: this.crypto.random(32), ...o },
    })
    return { kind: 'header', header, signature: await this.crypto.sign(this.seed, headerMessage(header)) }
  }

  /** A notary whose header chain is this, and nothing else. */
  chainOf(facts: readonly (Fact & { kind: 'header' })[], serve: (from: number) => number = (from) => from - 1): Watcher['shown'] {
    return { service: headersOnly(facts, serve) }
  }
}

function headersOnly(facts: readonly (Fact & { kind: 'header' })[], serve: (from: number) => number): TestNotary['service'] {
  const ask = async (request: Uint8Array): Promise<Uint8Array> => {
    const { headers } = decode(hdms.NotaryRequest, request, 'request')
    const start = serve(headers?.from ?? 1)
    const run = facts.slice(start, start + (headers?.limit ?? 0))
    return encode(hdms.NotaryReply, { headers: run.map(({ header, signature }) => ({ header, signature })) })
  }
  return { ask, askSealed: ask }
}
