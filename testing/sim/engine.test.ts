/** The engine under loss, duplication, reordering and kills (acceptance S1, S2, S4 to S7, S11 to S13). */

import type { FlowDefinition, Responder, ResponderArgs } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { fromUtf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { boot, type Effects, EngineNet, type EngineParty, engineRows, ping, pong, ROUNDS, text } from '../support/engine-net.ts'
import { SimClock } from '../support/sim-clock.ts'

describe('flows between two nodes', () => {
  test.each(Array.from({ length: 60 }, (_, seed) => seed))(
    'S6: kills on both sides, loss, duplicates and reordering: every flow completes once (seed %i)',
    async (seed) => {
      const net = new EngineNet(seed)
      const [a, b] = [net.add('A'), net.add('B')]
      await boot(net, a)
      await boot(net, b)
      let result: string | undefined
      const watch = (party: EngineParty, id: string): void => {
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
    const net = new EngineNet(1)
    net.loss = 0
    const [a, b] = [net.add('A'), net.add('B')]
    const lost: FlowDefinition<Effects, null, string> = {
      name: 'lost',
      version: 1,
      *run(ctx) {
        const s = yield* ctx.open('B', 'nothing', 1)
        yield* ctx.send(s, text, 'x')
        return yield* ctx.receive(s, text)
      },
    }
    await boot(net, a, [ping, lost])
    await boot(net, b, [{ ...pong, version: 2 } as Responder<Effects>])
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
    const net = new EngineNet(2)
    net.loss = 0
    const [a, b] = [net.add('A'), net.add('B')]
    const quits: Responder<Effects> = {
      ...pong,
      *run() {
        return yield* nothing()
      },
    }
    const refuses: Responder<Effects> = {
      ...pong,
      name: 'refuses',
      *run(ctx) {
        yield* nothing()
        return ctx.refuse('B', 'not today')
      },
    }
    const asks = (flow: string): FlowDefinition<Effects, null, string> => ({
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
    const net = new EngineNet(12)
    net.loss = 0
    const [a, b] = [net.add('A'), net.add('B')]
    const breaks: Responder<Effects> = {
      ...pong,
      *run() {
        yield* nothing()
        throw new TypeError('patient 790101-1234567 has no field "weight"')
      },
    }
    const asks: FlowDefinition<Effects, null, string> = {
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
    const net = new EngineNet(13)
    net.loss = 0
    const [a, b] = [net.add('A'), net.add('B')]
    const both: FlowDefinition<Effects, null, string> = {
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
    const says: Responder<Effects> = {
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
    const net = new EngineNet(14)
    const a = net.add('A')
    const ids: string[] = []
    const effect: FlowDefinition<Effects, { n: number }, number> = {
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
    const net = new EngineNet(4)
    const a = net.add('A')
    const fails: FlowDefinition<Effects, null, null> = {
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
    const net = new EngineNet(4)
    const [a, b] = [net.add('A'), net.add('B')]
    const talk = (name: string): FlowDefinition<Effects, null, string> => ({
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
    const talks: Responder<Effects> = {
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
    const net = new EngineNet(3)
    const a = net.add('A')
    const waits: FlowDefinition<Effects, null, string> = {
      name: 'waits',
      version: 1,
      *run(ctx) {
        yield* ctx.random(4)
        return yield* ctx.event<string>('never', 'x')
      },
    }
    const changed: FlowDefinition<Effects, null, string> = {
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
