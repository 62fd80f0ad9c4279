/** An engine that has not read its store yet, and replays that go another way (acceptance E1, E2, S14). */
import type { FlowDefinition, Responder } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { behind, OneEngine, opens, PEER, refusal, says, sessionOf, soon } from '../support/one-engine.ts'

interface World {
  orders: string[]
  heard: string[]
}
const text = { encode: utf8, decode: fromUtf8 }

const treat: Responder<World> = {
  name: 'treat',
  version: 1,
  responds: true,
  *run(ctx, { session, first }): Flow<string> {
    const order = hex(yield* ctx.random(6))
    yield* ctx.step('submit', async () => {
      behind(ctx).orders.push(`${fromUtf8(first)} ${order}`)
      return null
    })
    const result = yield* ctx.event<string>('his', 'result')
    behind(ctx).heard.push(result)
    yield* ctx.send(session, text, result)
    return yield* ctx.receive(session, text)
  },
}
const world = (): World => ({ orders: [], heard: [] })
const S = sessionOf(7)

describe('E1 before an engine has read its store', () => {
  test('E1 whatever comes is refused as unavailable, runs nothing, writes nothing, and is as good as new when it is sent again', async () => {
    const net = new OneEngine(world())
    await net.boot([treat])
    await net.engine.receive(PEER, opens(S, 'treat'))
    await net.engine.deliver('other', 'kept', 'waits on the disk', 'd0')
    await net.rest()
    expect(net.world.orders).toHaveLength(1)
    const before = new Map(net.disk.rows)

    const engine = net.make([treat])
    const early = [
      engine.receive(PEER, opens(S, 'treat')),
      engine.receive(PEER, opens(sessionOf(8), 'treat')),
      engine.deliver('his', 'result', 'early', 'd1'),
      engine.startFlow(treat as never, null as never, 'client'),
      engine.answer('x', true),
      engine.kill('x'),
      engine.retry('x'),
      engine.resultOf('x'),
      engine.settled(),
    ]
    engine.acknowledged(PEER, S, 1)
    const codes = early.map(() => 'waits')
    early.forEach((work, i) => void refusal(work).then((r) => Object.assign(codes, { [i]: r?.code ?? 'taken' })))
    await net.rest()
    expect(codes).toEqual(early.map(() => 'SERVICE_UNAVAILABLE'))
    expect([net.world.orders.length, net.disk.rows]).toEqual([1, before])
    expect([engine.flows(), engine.openAsks()]).toEqual([[], []])

    await engine.start()
    // What was refused comes again: the known message is known, the event takes no other's place, and the flow goes on once.
    expect(await engine.receive(PEER, opens(S, 'treat'))).toBe(1)
    await engine.deliver('his', 'result', 'now', 'd1')
    await engine.receive(PEER, says(S, 1, 'thanks'))
    await net.rest()
    expect(net.world).toEqual({ orders: [expect.any(String)], heard: ['now'] })
    expect(engine.flows().map((f) => [f.name, f.state])).toEqual([['treat', 'done']])
    expect(net.rows('e/')).toHaveLength(1)
  })

  test('E1 a start that reads for long lets nothing in meanwhile, and two starts are one', async () => {
    const net = new OneEngine(world())
    await net.boot([treat])
    await net.engine.receive(PEER, opens(S, 'treat'))
    await net.rest()
    let go = (): void => {}
    const slow = new Promise<void>((resolve) => {
      go = resolve
    })
    net.read = () => slow
    const engine = net.make([treat])
    const started = [engine.start(), engine.start()]
    expect((await soon(net, engine.receive(PEER, opens(S, 'treat'))))?.code).toBe('SERVICE_UNAVAILABLE')
    go()
    await Promise.all(started)
    await net.rest()
    expect(engine.flows()).toHaveLength(1)
    // The step of before was not written as done: it is done again, once, under the same number.
    expect([net.world.orders.length, new Set(net.world.orders).size]).toEqual([2, 1])
  })

  test('E1 a store that cannot be read starts nothing, and the engine stays closed', async () => {
    const net = new OneEngine(world())
    net.read = async () => fail('STORE_FAILED', { why: 'EIO' })
    const engine = net.make([treat])
    expect((await refusal(engine.start()))?.code).toBe('STORE_FAILED')
    expect((await soon(net, engine.receive(PEER, opens(S, 'treat'))))?.code).toBe('SERVICE_UNAVAILABLE')
  })
})

// ── Replays ──────────────────────────────────────────────────────────────────────────────────────────────────────────

interface Outside {
  known: boolean
  key: string
  told: string[]
  broken: boolean
}
const outside = (): Outside => ({ known: true, key: 'k1', told: [], broken: false })
type Body = FlowDefinition<Outside, null, string>['run']
const flow = (run: Body): FlowDefinition<Outside, null, string> => ({ name: 'reads', version: 1, run })
const tells = (o: Outside, what: string) => async () => {
  o.told.push(what)
  return null
}

/** Bodies that read what is not in their journal, and how the world changes while the node is off. */
const DIVERGING: readonly [string, Body, (o: Outside) => void][] = [
  [
    'ends with an error before its journal is used up',
    function* (ctx) {
      if (!behind(ctx).known) fail('NOT_FOUND', { what: 'member' })
      yield* ctx.step('effect', tells(behind(ctx), 'effect'))
      return yield* ctx.ask<string>('q', null)
    },
    (o) => {
      o.known = false
    },
  ],
  [
    'ends with a value before its journal is used up',
    function* (ctx) {
      if (!behind(ctx).known) return 'nothing to do'
      yield* ctx.step('effect', tells(behind(ctx), 'effect'))
      return yield* ctx.ask<string>('q', null)
    },
    (o) => {
      o.known = false
    },
  ],
  [
    'ends when its journal is used up, where it waited before',
    function* (ctx) {
      yield* ctx.step('effect', tells(behind(ctx), 'effect'))
      if (!behind(ctx).known) return 'nothing to do'
      return yield* ctx.ask<string>('q', null)
    },
    (o) => {
      o.known = false
    },
  ],
  [
    'asks the person something else',
    function* (ctx) {
      const { key } = behind(ctx)
      yield* ctx.step('effect', tells(behind(ctx), 'effect'))
      return yield* ctx.ask<string>('q', { key })
    },
    (o) => {
      o.key = 'k2'
    },
  ],
  [
    'waits for another event',
    function* (ctx) {
      yield* ctx.step('effect', tells(behind(ctx), 'effect'))
      return yield* ctx.event<string>('order', behind(ctx).key)
    },
    (o) => {
      o.key = 'k2'
    },
  ],
  [
    'sends another payload',
    function* (ctx) {
      const session = yield* ctx.open(PEER, 'x', 1)
      yield* ctx.send(session, text, behind(ctx).key)
      return yield* ctx.receive(session, text)
    },
    (o) => {
      o.key = 'k2'
    },
  ],
  [
    'opens a session with somebody else',
    function* (ctx) {
      const session = yield* ctx.open(behind(ctx).key, 'x', 1)
      yield* ctx.send(session, text, 'hello')
      return yield* ctx.receive(session, text)
    },
    (o) => {
      o.key = 'k2'
    },
  ],
  [
    'does more at once than before',
    function* (ctx) {
      yield* ctx.step('effect', tells(behind(ctx), 'effect'))
      if (!behind(ctx).known) yield* ctx.tx('more', () => void behind(ctx).told.push('more'))
      return yield* ctx.ask<string>('q', null)
    },
    (o) => {
      o.known = false
    },
  ],
  [
    'begins another step',
    function* (ctx) {
      yield* ctx.now()
      yield* ctx.step(`effect ${behind(ctx).key}`, async () => {
        behind(ctx).told.push(behind(ctx).key)
        return fail('SERVICE_UNAVAILABLE', { service: 'HIS' })
      })
      return 'done'
    },
    (o) => {
      o.key = 'k2'
    },
  ],
]

describe('E2 a replay that goes another way', () => {
  test.each(DIVERGING)('E2 %s: it is kept, does nothing, and loses nothing', async (_, body, change) => {
    const net = new OneEngine(outside())
    const reads = flow(body)
    await net.boot([reads])
    const { id } = await net.engine.startFlow(reads, null, 'client')
    await net.rest()
    await net.engine.settled()
    const journal = net.rows('j/', 'jw/', 's/', 'o/')
    const [told, asked] = [[...net.world.told], net.engine.openAsks().length]
    change(net.world)
    await net.boot([reads])
    expect(net.engine.flows()).toMatchObject([{ id, state: 'parked', code: 'FLOW_INCOMPATIBLE', clientId: 'client' }])
    expect([net.rows('j/', 'jw/', 's/', 'o/'), net.world.told, net.engine.openAsks()]).toEqual([journal, told, []])
    expect(await soon(net, net.engine.resultOf(id))).toEqual({
      code: 'FLOW_INCOMPATIBLE',
      data: { at: expect.stringContaining('operation') },
    })
    // Once the world is as it was, it goes on by itself.
    Object.assign(net.world, { known: true, key: 'k1' })
    await net.pass(61_000)
    expect(net.engine.flows()).toMatchObject([{ id, state: 'running', clientId: 'client' }])
    expect(net.engine.openAsks()).toHaveLength(asked)
  })

  test('S14 E2 an older version is kept with what is known, and goes on when its own version is back', async () => {
    const net = new OneEngine(outside())
    const asks = flow(function* (ctx) {
      return yield* ctx.ask<string>('q', null)
    })
    await net.boot([{ ...asks, version: 2 }])
    const { id } = await net.engine.startFlow({ ...asks, version: 2 }, null)
    await net.boot([asks])
    expect(net.engine.flows()).toMatchObject([{ id, state: 'parked', code: 'FLOW_UNKNOWN', data: { flow: 'reads/2', known: 'reads/1' } }])
    await net.boot([{ ...asks, version: 2 }])
    await net.engine.answer(net.engine.openAsks()[0]?.id ?? '', 'yes')
    expect(await net.engine.resultOf(id)).toBe('yes')
  })
})
