/** Engines that speak over a line which loses, doubles and delays, and the two flows that they speak by. */
import type { Codec, FlowDefinition, Responder, ResponderArgs } from '@hdms/flows/engine/context.ts'
import { Engine } from '@hdms/flows/engine/engine.ts'
import type { OutboxEntry } from '@hdms/flows/engine/sessions.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import { type MemoryDisk, memoryDisk, memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { delay } from '@hdms/shared/time.ts'
import { behind } from './one-engine.ts'
import { type SeededRandom, seeded } from './random.ts'
import { SimClock } from './sim-clock.ts'

export const text: Codec<string> = { encode: utf8, decode: fromUtf8 }
/** How often both speak. */
export const ROUNDS = 5

/** Effects outside: each is counted by its deduplication id, as an outside system would. */
export interface Effects {
  readonly effects: Map<string, number>
}

/** Says, hears, does something outside, writes, and rests, five times over. */
export const ping: FlowDefinition<Effects, { peer: string }, string> = {
  name: 'ping',
  version: 1,
  *run(ctx, { peer }): Flow<string> {
    const session = yield* ctx.open(peer, 'pong', 1)
    let last = ''
    for (let i = 0; i < ROUNDS; i++) {
      yield* ctx.send(session, text, `ping ${i}`)
      yield* ctx.step(`effect ${i}`, async ({ deduplicationId }) => {
        behind(ctx).effects.set(deduplicationId, (behind(ctx).effects.get(deduplicationId) ?? 0) + 1)
        return null
      })
      last = yield* ctx.receive(session, text)
      const [a, b] = yield* ctx.all([ctx.crypto('double', async () => i * 2), ctx.random(4)] as [Flow<number>, Flow<Uint8Array>])
      yield* ctx.tx(
        'count',
        (changes: Change[]) => void changes.push({ key: `app/${hex(utf8(ctx.id))}/${i}`, value: utf8(`${a} ${hex(b)}`) }),
      )
      yield* ctx.sleep(50)
    }
    yield* ctx.close(session)
    return last
  },
}

/** Answers each of them. */
export const pong: Responder<Effects> = {
  name: 'pong',
  version: 1,
  responds: true,
  *run(ctx, { session, first }: ResponderArgs): Flow<number> {
    let received = fromUtf8(first)
    for (let i = 0; i < ROUNDS; i++) {
      if (received !== `ping ${i}`) return fail('INPUT_INVALID', { what: 'ping', why: received })
      yield* ctx.send(session, text, `pong ${i}`)
      if (i < ROUNDS - 1) received = yield* ctx.receive(session, text)
    }
    return ROUNDS
  },
}

/** A node of nothing but an engine: killed and booted again, its disk stays. */
export class EngineParty {
  engine!: Engine<Effects>
  readonly disk: MemoryDisk = memoryDisk()
  readonly world: Effects = { effects: new Map() }
  alive = 0
  private readonly net: EngineNet
  readonly name: string

  constructor(net: EngineNet, name: string) {
    this.net = net
    this.name = name
  }

  async boot(flows: readonly FlowDefinition<Effects, never, unknown>[] = [ping, pong]): Promise<void> {
    const life = ++this.alive
    const { clock, random } = this.net
    this.engine = new Engine<Effects>({
      store: memoryNodeStore(this.disk, async () => {
        await delay(clock, 1 + random.int(5))
        if (life !== this.alive) await new Promise(() => {})
      }),
      clock,
      logger: silent,
      random: (n) => random.bytes(n),
      services: this.world,
      flows,
      dispatch: (entry) => this.net.dispatch(this, life, entry),
      stopped: () => {},
    })
    await this.engine.start()
  }

  /** kill -9: memory is gone, the disk stays. */
  kill(): void {
    this.alive++
    this.engine.stop()
  }
}

/** What is between them loses, doubles and delays. */
export class EngineNet {
  readonly clock: SimClock = new SimClock()
  readonly parties: Map<string, EngineParty> = new Map()
  readonly random: SeededRandom
  loss = 0.2

  constructor(seed: number) {
    this.random = seeded(seed)
  }
  add(name: string): EngineParty {
    const party = new EngineParty(this, name)
    this.parties.set(name, party)
    return party
  }
  /** Tries until acknowledged; every try may be lost, delayed, or arrive twice, and so may its acknowledgement. */
  dispatch(from: EngineParty, life: number, entry: OutboxEntry): void {
    const attempt = (): void => {
      if (life !== from.alive || !from.engine.isOpen(entry.session, entry.number)) return
      const copies = this.random.chance(0.2) ? 2 : 1
      for (let i = 0; i < copies; i++) {
        if (this.random.chance(this.loss)) continue
        this.clock.after(this.random.int(40), () => void this.arrive(from, life, entry))
      }
      this.clock.after(60 + this.random.int(60), attempt)
    }
    attempt()
  }
  private async arrive(from: EngineParty, life: number, entry: OutboxEntry): Promise<void> {
    const to = this.parties.get(entry.peer)
    if (!to?.engine) return
    const upTo = await to.engine.receive(from.name, decode(hdms.SessionMessage, entry.message, 'test')).catch(() => undefined)
    if (upTo === undefined || this.random.chance(this.loss)) return
    this.clock.after(this.random.int(20), () => life === from.alive && from.engine.acknowledged(entry.peer, entry.session, upTo))
  }
}

/** Boots a party within simulated time. */
export async function boot(net: EngineNet, party: EngineParty, flows?: readonly FlowDefinition<Effects, never, unknown>[]): Promise<void> {
  let up = false
  void party.boot(flows).then(() => {
    up = true
  })
  await net.clock.runUntil(() => up, 60_000)
}

/** Keys of what an engine keeps on a disk. */
export const engineRows = (disk: MemoryDisk): string[] => [...disk.rows.keys()].filter((k) => /^[fjiota]\//.test(k))
