/** What reaches an engine before it has read its store, replays that go another way, and flows that are kept (acceptance E1, E2, E3, S10, S14). */
import type { FlowDefinition, Responder } from '@hdms/flows/engine/context.ts'
import { Kind } from '@hdms/flows/engine/sessions.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { behind, fromPeer, messages, OneEngine, opens, PEER, refusal, says, sessionOf, soon } from '../support/one-engine.ts'

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

// ── Kept flows ───────────────────────────────────────────────────────────────────────────────────────────────────────

const afterFinality = flow(function* (ctx) {
  const session = yield* ctx.open(PEER, 'x', 1)
  yield* ctx.send(session, text, 'hello')
  yield* ctx.noReturn()
  yield* ctx.step('register', async () => null)
  if (behind(ctx).broken) fail('TX_MALFORMED', { why: 'after finality' })
  return 'final'
})

describe('E3 flows that are kept', () => {
  test('E3 one that failed after its point of no return is listed with its reason, settles for who waits, and tells its peer nothing; also after a restart', async () => {
    const net = new OneEngine({ ...outside(), broken: true })
    await net.boot([afterFinality])
    const { id, result } = await net.engine.startFlow(afterFinality, null, 'client')
    const kept = { id, name: 'reads', state: 'parked', code: 'TX_MALFORMED', data: { why: 'after finality' }, clientId: 'client' }
    const reason = { code: 'TX_MALFORMED', data: { why: 'after finality' } }
    expect(await soon(net, result)).toEqual(reason)
    expect(net.engine.flows()).toMatchObject([kept])
    await net.pass(5 * 60_000)
    expect(net.engine.flows()).toMatchObject([kept])
    await net.boot([afterFinality])
    expect(net.engine.flows()).toMatchObject([kept])
    expect(await soon(net, net.engine.resultOf(id))).toEqual(reason)
    const again = await net.engine.startFlow(afterFinality, null, 'client')
    expect([again.id, await soon(net, again.result)]).toEqual([id, reason])
    expect(messages(net.sent).map((m) => m.kind)).toEqual([Kind.OPEN, Kind.OPEN])
    expect(net.rows('j/').length).toBeGreaterThan(0)
  })

  test('E3 S10 killing one that is kept ends it: the peer is told, its locks and its journal go, whoever asks hears it', async () => {
    const net = new OneEngine({ ...outside(), broken: true })
    const released: string[] = []
    const ended = (flow: string): void => void released.push(flow)
    await net.boot([afterFinality], { ended })
    const { id } = await net.engine.startFlow(afterFinality, null, 'client')
    await net.rest()
    await net.boot([afterFinality], { ended })
    expect(released).toEqual([])
    await net.engine.kill(id)
    expect(net.engine.flows()).toMatchObject([{ id, state: 'failed', code: 'FLOW_KILLED' }])
    expect((await soon(net, net.engine.resultOf(id)))?.code).toBe('FLOW_KILLED')
    expect([released, net.rows('j/', 'jw/', 'f/', 't/', 'i/')]).toEqual([[id], []])
    expect(messages(net.sent).at(-1)).toMatchObject({ kind: Kind.ERROR, code: 'FLOW_KILLED' })
    expect((await refusal(net.engine.kill(id)))?.code).toBe('NOT_FOUND')
    await net.pass(2 * 3_600_000)
    expect(net.engine.flows()).toMatchObject([{ id, state: 'failed' }])
  })

  test('E3 tried again by two at once, it goes on once: what it did in between is not done a second time', async () => {
    const net = new OneEngine({ ...outside(), broken: true })
    let closed = true
    const twice = flow(function* (ctx) {
      yield* ctx.tx('gate', () => {
        if (closed) throw new Error('the database is not open')
        return null
      })
      const session = yield* ctx.open(PEER, 'x', 1)
      yield* ctx.send(session, text, hex(yield* ctx.random(4)))
      return yield* ctx.tx('write', () => {
        if (behind(ctx).broken) throw new Error('the database is not open')
        return 'written'
      })
    })
    await net.boot([twice])
    const { id, result } = await net.engine.startFlow(twice, null, 'client')
    expect((await refusal(result))?.code).toBe('BUG')
    closed = false
    // By its own timer and by the operator, say.
    await Promise.all([net.engine.retry(id), net.engine.retry(id)])
    net.world.broken = false
    await net.engine.retry(id)
    await net.rest()
    expect(net.engine.flows()).toMatchObject([{ id, state: 'done' }])
    expect(messages(net.sent).map((m) => [m.kind, m.sequence])).toEqual([
      [Kind.OPEN, 0],
      [Kind.END, 1],
    ])
    expect(net.rows('j/', 'f/')).toEqual([])
  })

  test('E3 what a peer sends to a flow that is kept is held and acknowledged, and is there when it goes on', async () => {
    const net = new OneEngine(outside())
    const listens = (known: boolean): Responder<Outside> => ({
      name: 'listens',
      version: 1,
      responds: true,
      *run(ctx, { session }): Flow<string> {
        if (!known) yield* ctx.now()
        return yield* ctx.receive(session, text)
      },
    })
    await net.boot([listens(true)])
    await net.engine.receive(PEER, opens(S, 'listens'))
    await net.boot([listens(false)])
    expect(net.engine.flows()).toMatchObject([{ state: 'parked' }])
    expect(await net.engine.receive(PEER, says(S, 1, 'are you there?'))).toBe(2)
    await net.boot([listens(true)])
    expect(net.engine.flows()).toMatchObject([{ name: 'listens', state: 'done' }])
    expect(await net.engine.receive(PEER, fromPeer(S, 1, { kind: Kind.DATA, payload: utf8('are you there?') }))).toBe(2)
  })
})

describe('errors that say nothing of the matter', () => {
  const stored = (how: 'step' | 'crypto' | 'tx', error: () => Error): FlowDefinition<Outside, null, string> =>
    flow(function* (ctx) {
      const session = yield* ctx.open(PEER, 'x', 1)
      yield* ctx.send(session, text, 'hello')
      const write = (): string => {
        if (behind(ctx).broken) throw error()
        behind(ctx).told.push('written')
        return 'written'
      }
      try {
        yield* ctx.step('before', async () => null)
        if (how === 'tx') return yield* ctx.tx('write', write)
        return yield* how === 'step' ? ctx.step('write', async () => write()) : ctx.crypto('write', async () => write())
      } catch (e) {
        behind(ctx).told.push('undone')
        throw e
      }
    })
  const errors: readonly [string, () => Error][] = [
    ['a full disk', () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })],
    ['a database that is closed', () => Object.assign(new Error('Database is not open'), { code: 'LEVEL_DATABASE_NOT_OPEN' })],
    ['what a browser throws', () => new DOMException('The serialized value is too large', 'DataError')],
  ]
  test.each((['step', 'crypto', 'tx'] as const).flatMap((how) => errors.map(([name, error]) => [how, name, error] as const)))(
    'F9 E3 in a %s, %s: the flow is kept where it stands and hears nothing, is tried again, and ends well when it is over; also after a restart',
    async (how, _, error) => {
      for (const restart of [false, true]) {
        const net = new OneEngine({ ...outside(), broken: true })
        const writes = stored(how, error)
        await net.boot([writes])
        const { id, result } = await net.engine.startFlow(writes, null, 'client')
        expect((await soon(net, result))?.code).toBe('BUG')
        expect(net.engine.flows()).toMatchObject([{ id, state: 'parked', code: 'BUG' }])
        expect([net.world.told, messages(net.sent).map((m) => m.kind)]).toEqual([[], [Kind.OPEN]])
        await net.pass(10 * 60_000)
        expect(net.engine.flows()).toMatchObject([{ id, state: 'parked', code: 'BUG' }])
        net.world.broken = false
        if (restart) await net.boot([writes])
        else await net.pass(3_600_000)
        expect(net.engine.flows()).toMatchObject([{ id, state: 'done' }])
        expect([await net.engine.resultOf(id), net.world.told]).toEqual(['written', ['written']])
      }
    },
  )

  test('F9 a store that says it failed is tried again in place, in a step and in computing', async () => {
    for (const how of ['step', 'crypto'] as const) {
      const net = new OneEngine({ ...outside(), broken: true })
      const { HdmsError } = await import('@hdms/shared/errors.ts')
      const writes = stored(how, () => new HdmsError('STORE_FAILED', { why: 'ENOSPC' }))
      await net.boot([writes])
      const { result } = await net.engine.startFlow(writes, null)
      await net.pass(5 * 60_000)
      expect(net.engine.flows()).toMatchObject([{ state: 'running' }])
      net.world.broken = false
      await net.pass(61_000)
      expect([await result, net.world.told]).toEqual(['written', ['written']])
    }
  })

  test('a peer that says BUG or STORE_FAILED keeps nothing here: it is the peer that failed', async () => {
    for (const code of ['BUG', 'STORE_FAILED', 'STORAGE_LOST']) {
      const net = new OneEngine(outside())
      const asks: Responder<Outside> = {
        name: 'listens',
        version: 1,
        responds: true,
        *run(ctx, { session }): Flow<string> {
          return yield* ctx.receive(session, text)
        },
      }
      await net.boot([asks])
      await net.engine.receive(PEER, opens(S, 'listens'))
      await net.engine.receive(PEER, fromPeer(S, 1, { kind: Kind.ERROR, code, data: '{}' }))
      await net.rest()
      expect(net.engine.flows()).toMatchObject([{ state: 'failed', code: 'PEER_ERROR' }])
    }
  })
})
