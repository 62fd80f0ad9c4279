/** The engine under loss, duplication, reordering and kills (acceptance S1, S2, S4 to S7, S11 to S13). */

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
import { describe, expect, test } from 'vitest'
import { behind } from '../support/one-engine.ts'
import { type SeededRandom, seeded } from '../support/random.ts'
import { SimClock } from '../support/sim-clock.ts'

const text: Codec<string> = { encode: utf8, decode: fromUtf8 }
const ROUNDS = 5

/** Effects outside: each is counted by its deduplication id, as an outside system would. */
interface World {
  readonly effects: Map<string, number>
}

const ping: FlowDefinition<World, { peer: string }, string> = {
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

const pong: Responder<World> = {
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

class Party {
  engine!: Engine<World>
  readonly disk: MemoryDisk = memoryDisk()
  readonly world: World = { effects: new Map() }
  alive = 0
  private readonly net: Net
  readonly name: string

  constructor(net: Net, name: string) {
    this.net = net
    this.name = name
  }

  async boot(flows: readonly FlowDefinition<World, never, unknown>[] = [ping, pong]): Promise<void> {
    const life = ++this.alive
    const { clock, random } = this.net
    this.engine = new Engine<World>({
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

class Net {
  readonly clock = new SimClock()
  readonly parties = new Map<string, Party>()
  readonly random: SeededRandom
  loss = 0.2

  constructor(seed: number) {
    this.random = seeded(seed)
  }
  add(name: string): Party {
    const party = new Party(this, name)
    this.parties.set(name, party)
    return party
  }
  /** Tries until acknowledged; every try may be lost, delayed, or arrive twice, and so may its acknowledgement. */
  dispatch(from: Party, life: number, entry: OutboxEntry): void {
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
  private async arrive(from: Party, life: number, entry: OutboxEntry): Promise<void> {
    const to = this.parties.get(entry.peer)
    if (!to?.engine) return
    const upTo = await to.engine.receive(from.name, decode(hdms.SessionMessage, entry.message, 'test')).catch(() => undefined)
    if (upTo === undefined || this.random.chance(this.loss)) return
    this.clock.after(this.random.int(20), () => life === from.alive && from.engine.acknowledged(entry.peer, entry.session, upTo))
  }
}

async function boot(net: Net, party: Party, flows?: readonly FlowDefinition<World, never, unknown>[]): Promise<void> {
  let up = false
  void party.boot(flows).then(() => {
    up = true
  })
  await net.clock.runUntil(() => up, 60_000)
}

const engineRows = (disk: MemoryDisk) => [...disk.rows.keys()].filter((k) => /^[fjiota]\//.test(k))

describe('flows between two nodes', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'S6: kills on both sides, loss, duplicates and reordering: every flow completes once (seed %i)',
    async (seed) => {
      const net = new Net(seed)
      const [a, b] = [net.add('A'), net.add('B')]
      await boot(net, a)
      await boot(net, b)
      let result: string | undefined
      const watch = (party: Party, id: string): void => {
        void party.engine.resultOf<string>(id).then((r) => {
          result = r
        })
      }
      let id = ''
      void a.engine.startFlow(ping, { peer: 'B' }, 'client-1').then((f) => {
        id = f.id
        watch(a, id)
      })
      for (let kills = 0; kills < 6; kills++) {
        await net.clock.runUntil(() => false, net.random.int(300))
        const victim = net.random.pick([a, b])
        victim.kill()
        await net.clock.runUntil(() => false, net.random.int(100))
        await boot(net, victim)
        if (victim === a) {
          // S11: starting again with the same client id finds the same flow.
          void a.engine.startFlow(ping, { peer: 'B' }, 'client-1').then((f) => {
            id = f.id
            watch(a, id)
          })
        }
      }
      expect(await net.clock.runUntil(() => result !== undefined, 600_000)).toBe(true)
      expect(result).toBe(`pong ${ROUNDS - 1}`)
      // Let the last acknowledgements arrive and force the deferred rows out.
      net.loss = 0
      await net.clock.runUntil(() => engineRows(a.disk).length + engineRows(b.disk).length === 0, 30_000)
      for (const party of [a, b]) void party.engine.settled()
      await net.clock.runUntil(() => false, 1000)
      expect([...a.disk.rows.keys()].filter((k) => k.startsWith('app/'))).toHaveLength(ROUNDS)
      // S13: an effect may be tried again after a kill, always under the same id.
      expect(a.world.effects.size).toBe(ROUNDS)
      // S12: a finished flow leaves no journal, no timers, no messages.
      expect(engineRows(a.disk)).toEqual([])
      expect(engineRows(b.disk)).toEqual([])
    },
  )

  test('S4: an unknown flow and an unknown version are refused and say what is known', async () => {
    const net = new Net(1)
    net.loss = 0
    const [a, b] = [net.add('A'), net.add('B')]
    const lost: FlowDefinition<World, null, string> = {
      name: 'lost',
      version: 1,
      *run(ctx) {
        const s = yield* ctx.open('B', 'nothing', 1)
        yield* ctx.send(s, text, 'x')
        return yield* ctx.receive(s, text)
      },
    }
    await boot(net, a, [ping, lost])
    await boot(net, b, [{ ...pong, version: 2 } as Responder<World>])
    const failure = a.engine
      .startFlow(ping, { peer: 'B' })
      .then(({ result }) => result)
      .catch((e: Error) => e.message)
    let message = ''
    void failure.then((m) => {
      message = m
    })
    await net.clock.runUntil(() => message !== '', 60_000)
    expect(message).toContain('pong/2')
    const other = a.engine.startFlow(lost, null)
    let second = ''
    void other
      .then(({ result }) => result)
      .catch((e: { code: string }) => {
        second = e.code
      })
    await net.clock.runUntil(() => second !== '', 60_000)
    expect(second).toBe('FLOW_UNKNOWN')
  })

  test('S2: a peer that ends early gives an error, not a hang; S3: a refusal reaches the other side with its reason', async () => {
    const net = new Net(2)
    net.loss = 0
    const [a, b] = [net.add('A'), net.add('B')]
    const quits: Responder<World> = {
      ...pong,
      *run() {
        return yield* nothing()
      },
    }
    const refuses: Responder<World> = {
      ...pong,
      name: 'refuses',
      *run(ctx) {
        yield* nothing()
        return ctx.refuse('B', 'not today')
      },
    }
    const asks = (flow: string): FlowDefinition<World, null, string> => ({
      name: `ask ${flow}`,
      version: 1,
      *run(ctx) {
        const s = yield* ctx.open('B', flow, 1)
        yield* ctx.send(s, text, 'hello')
        return yield* ctx.receive(s, text)
      },
    })
    await boot(net, a, [asks('pong'), asks('refuses')])
    await boot(net, b, [quits, refuses])
    const codes: Record<string, unknown> = {}
    for (const flow of ['pong', 'refuses']) {
      void a.engine
        .startFlow(asks(flow), null)
        .then(({ result }) => result)
        .catch((e: { code: string; data: unknown }) => {
          codes[flow] = [e.code, e.data]
        })
    }
    await net.clock.runUntil(() => Object.keys(codes).length === 2, 60_000)
    expect(codes).toEqual({ pong: ['SESSION_ENDED', {}], refuses: ['REFUSED', { by: 'B', reason: 'not today' }] })
  })

  test('S3 an internal error of the other side is masked: a code and an id, nothing of what happened', async () => {
    const net = new Net(12)
    net.loss = 0
    const [a, b] = [net.add('A'), net.add('B')]
    const breaks: Responder<World> = {
      ...pong,
      *run() {
        yield* nothing()
        throw new TypeError('patient 790101-1234567 has no field "weight"')
      },
    }
    const asks: FlowDefinition<World, null, string> = {
      name: 'asks',
      version: 1,
      *run(ctx) {
        const s = yield* ctx.open('B', 'pong', 1)
        yield* ctx.send(s, text, 'hello')
        return yield* ctx.receive(s, text)
      },
    }
    await boot(net, a, [asks])
    await boot(net, b, [breaks])
    let error: { code: string; data: unknown } | undefined
    void a.engine
      .startFlow(asks, null)
      .then(({ result }) => result)
      .catch((e: { code: string; data: unknown }) => {
        error = e
      })
    await net.clock.runUntil(() => error !== undefined, 60_000)
    expect(error).toMatchObject({ code: 'PEER_ERROR', data: { message: 'internal error', id: expect.stringMatching(/^[0-9a-f]{8}$/) } })
    expect(JSON.stringify(error)).not.toContain('790101')
  })

  test('S9 two parts of a flow that wait for one session at once are refused; one after the other they are not', async () => {
    const net = new Net(13)
    net.loss = 0
    const [a, b] = [net.add('A'), net.add('B')]
    const both: FlowDefinition<World, null, string> = {
      name: 'both',
      version: 1,
      *run(ctx) {
        const [one, two] = [yield* ctx.open('B', 'says', 1), yield* ctx.open('B', 'says', 1)]
        yield* ctx.send(one, text, '1')
        yield* ctx.send(two, text, '2')
        const apart = yield* ctx.all([ctx.receive(one, text), ctx.receive(two, text)] as [Flow<string>, Flow<string>])
        try {
          yield* ctx.all([ctx.receive(one, text), ctx.receive(one, text)])
        } catch (error) {
          return `${apart.join(' ')} ${(error as { code: string }).code}`
        }
        return 'both'
      },
    }
    const says: Responder<World> = {
      name: 'says',
      version: 1,
      responds: true,
      *run(ctx, { session, first }: ResponderArgs): Flow<null> {
        for (let i = 0; i < 3; i++) yield* ctx.send(session, text, `${fromUtf8(first)}.${i}`)
        yield* ctx.sleep(60_000)
        return null
      },
    }
    await boot(net, a, [both])
    await boot(net, b, [says])
    let result = ''
    void a.engine.startFlow(both, null).then(async (f) => {
      result = await f.result.catch((e: { code: string }) => e.code)
    })
    await net.clock.runUntil(() => result !== '', 30_000)
    expect(result).toBe('1.0 2.0 INPUT_INVALID')
  })

  test('S11 starting twice with one client id starts one; its result survives a restart and is that client’s; S13 an effect keeps its id over retries', async () => {
    const net = new Net(14)
    const a = net.add('A')
    const ids: string[] = []
    const effect: FlowDefinition<World, { n: number }, number> = {
      name: 'effect',
      version: 1,
      *run(ctx, { n }) {
        yield* ctx.step('outside', async ({ deduplicationId }) => {
          ids.push(deduplicationId)
          if (ids.length % 3 !== 0) fail('SERVICE_UNAVAILABLE', { service: 'outside' })
          return null
        })
        return n
      },
    }
    await boot(net, a, [effect])
    const results: (number | undefined)[] = []
    const start = (n: number, client: string, at: number): void =>
      void a.engine.startFlow(effect, { n }, client).then(async (f) => {
        results[at] = await f.result
      })
    start(1, 'client-1', 0)
    start(2, 'client-1', 1)
    start(3, 'client-2', 2)
    await net.clock.runUntil(() => results.filter((r) => r !== undefined).length === 3, 600_000)
    // The second start is the first one's flow, with the first one's arguments.
    expect(results).toEqual([1, 1, 3])
    expect(new Set(ids).size).toBe(2)
    a.kill()
    await boot(net, a, [effect])
    start(9, 'client-1', 3)
    await net.clock.runUntil(() => results[3] !== undefined, 60_000)
    expect([results[3], new Set(ids).size]).toEqual([1, 2])
  })

  test('a failure that nobody waits for ends no process, and its result says why to who asks later', async () => {
    const net = new Net(4)
    const a = net.add('A')
    const fails: FlowDefinition<World, null, null> = {
      name: 'fails',
      version: 1,
      *run() {
        yield* nothing()
        return fail('INPUT_INVALID', { what: 'amount', why: 'none' })
      },
    }
    await boot(net, a, [fails])
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    let id = ''
    void a.engine.startFlow(fails, null).then((started) => {
      id = started.id
    })
    await net.clock.runUntil(() => id !== '' && a.engine.flows().length === 0, 60_000)
    await SimClock.settle()
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
    await expect(a.engine.resultOf(id)).rejects.toMatchObject({ code: 'INPUT_INVALID' })
  })

  test('S1: both sides may send first, and S8: closing twice is harmless, using a closed session fails', async () => {
    const net = new Net(4)
    const [a, b] = [net.add('A'), net.add('B')]
    const talk = (name: string): FlowDefinition<World, null, string> => ({
      name,
      version: 1,
      *run(ctx) {
        const s = yield* ctx.open('B', 'talks', 1)
        yield* ctx.send(s, text, 'A is first')
        yield* ctx.send(s, text, 'A again')
        const first = yield* ctx.receive(s, text)
        const second = yield* ctx.receive(s, text)
        yield* ctx.close(s)
        yield* ctx.close(s)
        try {
          yield* ctx.send(s, text, 'too late')
        } catch (error) {
          return `${first}, ${second}, ${(error as { code: string }).code}`
        }
        return 'sent'
      },
    })
    const talks: Responder<World> = {
      name: 'talks',
      version: 1,
      responds: true,
      *run(ctx, { session, first }): Flow<string> {
        yield* ctx.send(session, text, 'B is first')
        yield* ctx.send(session, text, 'B again')
        return `${fromUtf8(first)}, ${yield* ctx.receive(session, text)}`
      },
    }
    const talker = talk('talk')
    await boot(net, a, [talker])
    await boot(net, b, [talks])
    let result = ''
    void a.engine.startFlow(talker, null).then(async (f) => {
      result = await f.result
    })
    const over = () => result !== '' && b.engine.flows().some((f) => f.state === 'done')
    expect(await net.clock.runUntil(over, 120_000)).toBe(true)
    expect(result).toBe('B is first, B again, SESSION_ENDED')
  })

  test('S14: code that changed under a running flow parks it and nothing is lost', async () => {
    const net = new Net(3)
    const a = net.add('A')
    const waits: FlowDefinition<World, null, string> = {
      name: 'waits',
      version: 1,
      *run(ctx) {
        yield* ctx.random(4)
        return yield* ctx.event<string>('never', 'x')
      },
    }
    const changed: FlowDefinition<World, null, string> = {
      ...waits,
      *run(ctx) {
        yield* ctx.now()
        return yield* ctx.event<string>('never', 'x')
      },
    }
    await boot(net, a, [waits])
    void a.engine.startFlow(waits, null)
    await net.clock.runUntil(() => false, 1000)
    const journal = [...a.disk.rows.keys()].filter((k) => k.startsWith('j/'))
    a.kill()
    await boot(net, a, [changed])
    expect(a.engine.flows()).toMatchObject([{ name: 'waits', state: 'parked', code: 'FLOW_INCOMPATIBLE' }])
    expect([...a.disk.rows.keys()].filter((k) => k.startsWith('j/'))).toEqual(journal)
    expect(journal.length).toBeGreaterThan(0)
  })
})

function* nothing(): Flow<null> {
  return null
}
