/**
 * The engine's rules one by one, where a fault is placed to the turn (acceptance S5, S7, S16, S18); how flows end:
 * engine-endings.test.ts. The same under random faults is engine.test.ts.
 */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { FlowDefinition, Responder } from '@hdms/flows/engine/context.ts'
import { LISTED } from '@hdms/flows/engine/results.ts'
import { Kind } from '@hdms/flows/engine/sessions.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { DAY, HOUR } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import { rounds } from '../support/long.ts'
import { behind, fromPeer, messages, OneEngine, opens, PEER, says, sessionOf, soon } from '../support/one-engine.ts'
import { seeded } from '../support/random.ts'

interface World {
  said: string[]
  effects: string[]
}
const world = (): World => ({ said: [], effects: [] })
const text = { encode: utf8, decode: fromUtf8 }
const S = sessionOf(3)

/** Hears `count` messages and writes each down. */
const hears = (count: number): Responder<World> => ({
  name: 'hears',
  version: 1,
  responds: true,
  *run(ctx, { session }): Flow<number> {
    for (let i = 0; i < count; i++) {
      const said = yield* ctx.receive(session, text)
      yield* ctx.tx('write down', (changes) => {
        behind(ctx).said.push(said)
        changes.push({ key: `app/${said}`, value: utf8(said) })
        return null
      })
    }
    return count
  },
})
/** Commits that hang until they are let go. */
function held<W>(net: OneEngine<W>): { go: () => void } {
  const gate = { go: (): void => {} }
  const open = new Promise<void>((resolve) => {
    gate.go = resolve
  })
  net.commit = () => open
  return gate
}
const settledBy = async (work: Promise<unknown>, net: OneEngine<World>): Promise<boolean> => {
  let done = false
  const note = (): void => {
    done = true
  }
  work.then(note, note)
  await net.rest()
  return done
}

describe('S5 restarts between receiving, sending and writing', () => {
  test('S5 a kill after a message was acknowledged loses nothing of it, and a kill before lets it come again: each counts once', async () => {
    const net = new OneEngine(world())
    await net.boot([hears(3)])
    await net.engine.receive(PEER, opens(S, 'hears'))
    expect(await net.engine.receive(PEER, says(S, 1, 'one'))).toBe(2)
    // Received, not yet written: the sender hears nothing and sends it again after the restart.
    held(net)
    const lost = net.engine.receive(PEER, says(S, 2, 'two'))
    expect(await settledBy(lost, net)).toBe(false)
    net.commit = async () => {}
    net.world.said.length = 0
    await net.boot([hears(3)])
    expect(net.rows('app/')).toEqual(['app/one'])
    expect(await net.engine.receive(PEER, says(S, 2, 'two'))).toBe(3)
    expect(await net.engine.receive(PEER, says(S, 3, 'three'))).toBe(4)
    await net.rest()
    expect([net.rows('app/'), net.world.said]).toEqual([
      ['app/one', 'app/three', 'app/two'],
      ['two', 'three'],
    ])
    expect(net.engine.flows()).toMatchObject([{ state: 'done' }])
  })

  test('S5 what is sent leaves only when it is durable, and after a kill between the two it leaves once, under the same number', async () => {
    const net = new OneEngine(world())
    const tells: FlowDefinition<World, null, string> = {
      name: 'tells',
      version: 1,
      *run(ctx): Flow<string> {
        const session = yield* ctx.open(PEER, 'x', 1)
        yield* ctx.event('go', '')
        yield* ctx.send(session, text, 'hello')
        return yield* ctx.receive(session, text)
      },
    }
    await net.boot([tells])
    await net.engine.startFlow(tells, null)
    held(net)
    const told = net.engine.deliver('go', '', null, 'd')
    expect([await settledBy(told, net), net.sent]).toEqual([false, []])
    net.commit = async () => {}
    await net.boot([tells])
    expect(net.sent).toEqual([])
    await net.engine.deliver('go', '', null, 'd')
    await net.rest()
    expect(messages(net.sent).map((m) => [m.sequence, m.kind, fromUtf8(m.payload)])).toEqual([[0, Kind.OPEN, 'hello']])
    await net.boot([tells])
    // Sent again until it is acknowledged, byte for byte.
    expect(net.sent.map((e) => [e.session, e.number, String(e.message)])).toEqual(
      Array.from({ length: 2 }, () => [net.sent[0]?.session, 0, String(net.sent[0]?.message)]),
    )
    net.engine.acknowledged(PEER, net.sent[0]?.session ?? '', 1)
    await net.engine.settled()
    await net.boot([tells])
    expect(net.sent).toHaveLength(2)
  })

  test('S5 no acknowledgement passes the write before it: not that of a new message, of a duplicate, of one that is early, or of an ended session', async () => {
    const net = new OneEngine(world())
    await net.boot([hears(1)])
    await net.engine.receive(PEER, opens(S, 'hears'))
    await net.engine.receive(PEER, says(S, 1, 'one'))
    await net.rest()
    const ended = S
    const T = sessionOf(4)
    const gate = held(net)
    const waiting = [
      net.engine.receive(PEER, opens(T, 'hears')),
      net.engine.receive(PEER, opens(T, 'hears')),
      net.engine.receive(PEER, says(T, 2, 'early')),
      net.engine.receive(PEER, says(ended, 1, 'one')),
    ]
    for (const work of waiting) expect(await settledBy(work, net)).toBe(false)
    gate.go()
    expect(await Promise.all(waiting)).toEqual([1, 1, 1, 2])
  })

  test('S5 after a write that failed nothing follows: what waits is refused, and nothing leaves', async () => {
    const net = new OneEngine(world())
    await net.boot([hears(2)])
    await net.engine.receive(PEER, opens(S, 'hears'))
    const before = new Map(net.disk.rows)
    const sent = net.sent.length
    net.commit = async () => fail('STORE_FAILED', { why: 'ENOSPC' })
    expect((await soon(net, net.engine.receive(PEER, says(S, 1, 'one'))))?.code).toBe('STORE_FAILED')
    expect(net.failure?.code).toBe('STORE_FAILED')
    net.commit = async () => {}
    expect((await soon(net, net.engine.receive(PEER, says(S, 1, 'one'))))?.code).toBe('SERVICE_UNAVAILABLE')
    await net.pass(HOUR)
    expect([net.disk.rows, net.sent.length]).toEqual([before, sent])
  })
})

describe('S7 messages that come twice, late, in another order, or again', () => {
  const COUNT = 12
  test(`S7 in any order, doubled, with kills in between: each counts once, in its order, and what was acknowledged is never forgotten`, async () => {
    for (let seed = 1; seed <= rounds(60, 3_000); seed++) {
      const random = seeded(seed)
      const net = new OneEngine(world(), seed)
      const flows = [hears(COUNT)]
      await net.make(flows).start()
      const all = [opens(S, 'hears'), ...Array.from({ length: COUNT }, (_, i) => says(S, i + 1, `m${String(i).padStart(2, '0')}`))]
      // Sent again while they are not acknowledged, as a peer does.
      let acked = 0
      for (let tries = 0; acked < all.length && tries < 400; tries++) {
        if (random.chance(0.08)) await net.make(flows).start()
        const n = random.chance(0.2) ? random.int(all.length) : acked + random.int(Math.min(6, all.length - acked))
        // A first message that was lost leaves the session unknown.
        const upTo = await net.engine.receive(PEER, all[n] ?? fail('BUG', { what: 'message' }))
        if (upTo === undefined) continue
        expect(upTo, `seed ${seed}`).toBeGreaterThanOrEqual(acked)
        acked = upTo
      }
      expect(acked, `seed ${seed}`).toBe(all.length)
      await net.engine.settled()
      await net.rest()
      const rows = net.rows('app/')
      expect(rows, `seed ${seed}`).toEqual(all.slice(1).map((m) => `app/${fromUtf8(m.payload)}`))
      // Everything again, also after a restart and when the peer has heard everything: the acknowledgement of before, and no change.
      net.engine.acknowledged(PEER, S, net.engine.sessionRows()[0]?.sent ?? 0)
      await net.engine.settled()
      const before = new Map(net.disk.rows)
      for (const again of [false, true]) {
        if (again) await net.make(flows).start()
        for (const message of all) expect(await net.engine.receive(PEER, message)).toBe(all.length)
        await net.engine.settled()
      }
      expect(net.disk.rows, `seed ${seed}`).toEqual(before)
      expect(net.engine.flows().map((f) => f.state)).toEqual(['done'])
    }
  })

  test('S7 a message that came early is held over a kill: the sender that heard of it need not send it again', async () => {
    const net = new OneEngine(world())
    await net.boot([hears(3)])
    await net.engine.receive(PEER, opens(S, 'hears'))
    // A mailbox has forgotten both since.
    await net.engine.receive(PEER, says(S, 2, 'b'))
    await net.engine.receive(PEER, says(S, 3, 'c'))
    expect(net.world.said).toEqual([])
    await net.boot([hears(3)])
    expect(await net.engine.receive(PEER, says(S, 1, 'a'))).toBe(4)
    await net.rest()
    expect(net.world.said).toEqual(['a', 'b', 'c'])
    expect(net.rows('i/')).toEqual([])
  })

  test('S7 one that is too far ahead is not held, and is taken when its turn comes', async () => {
    const net = new OneEngine(world())
    await net.boot([hears(200)])
    await net.engine.receive(PEER, opens(S, 'hears'))
    expect(await net.engine.receive(PEER, says(S, 100, 'm100'))).toBe(1)
    expect(net.rows('i/')).toEqual([])
    for (let round = 0, upTo = 1; upTo < 201 && round < 10; round++)
      for (let n = Math.min(200, upTo + 60); n >= upTo; n--) upTo = (await net.engine.receive(PEER, says(S, n, `m${n}`))) ?? upTo
    await net.rest()
    expect(net.world.said).toEqual(Array.from({ length: 200 }, (_, i) => `m${i + 1}`))
  })

  test('S7 F8 nobody else speaks in a session: not under its id, not by its acknowledgement, not in the other direction', async () => {
    const net = new OneEngine(world())
    const answers: Responder<World> = {
      ...hears(1),
      *run(ctx, { session }): Flow<string> {
        yield* ctx.send(session, text, 'to the peer alone')
        return yield* ctx.receive(session, text)
      },
    }
    await net.boot([answers])
    await net.engine.receive(PEER, opens(S, 'hears'))
    const before = new Map(net.disk.rows)
    for (const message of [opens(S, 'hears'), says(S, 1, 'stranger'), fromPeer(S, 1, { kind: Kind.ERROR, code: 'REFUSED', data: '{}' })])
      expect(await soon(net, net.engine.receive('CN=stranger', message))).toMatchObject({
        code: 'NOT_ALLOWED',
        data: { reason: 'engine/session-other' },
      })
    expect((await soon(net, net.engine.receive(PEER, fromPeer(S, 1, { kind: Kind.DATA, fromOpener: false }))))?.code).toBe('WIRE_MALFORMED')
    net.engine.acknowledged('CN=stranger', S, 2)
    await net.engine.settled()
    expect(net.disk.rows).toEqual(before)
    expect(net.engine.isOpen(S, 1)).toBe(true)
    net.engine.acknowledged(PEER, S, 99)
    await net.engine.settled()
    expect(net.engine.isOpen(S, 1)).toBe(true)
    net.engine.acknowledged(PEER, S, 2)
    await net.engine.settled()
    expect(net.engine.isOpen(S, 1)).toBe(false)
  })

  test('S7 an event counts once by its deduplication id, also after a restart, and goes to one flow', async () => {
    const net = new OneEngine(world())
    const waits: FlowDefinition<World, null, string> = {
      name: 'waits',
      version: 1,
      *run(ctx): Flow<string> {
        return yield* ctx.event<string>('his', 'order')
      },
    }
    await net.boot([waits])
    const started = [await net.engine.startFlow(waits, null), await net.engine.startFlow(waits, null)]
    for (let i = 0; i < 3; i++) await net.engine.deliver('his', 'order', 'first', 'd1')
    await net.boot([waits])
    await net.engine.deliver('his', 'order', 'first', 'd1')
    await net.rest()
    expect(net.engine.flows().map((f) => f.state)).toEqual(['running', 'done'])
    await net.engine.deliver('his', 'order', 'second', 'd2')
    await net.rest()
    const results = await Promise.all(started.map(({ id }) => net.engine.resultOf(id)))
    expect(results.sort()).toEqual(['first', 'second'])
  })
})

describe('S16 a peer that is away', () => {
  test('S16 for a week: the flow waits, writes nothing, does nothing, and goes on when the peer is back; also when this side slept', async () => {
    for (const restart of [false, true]) {
      const net = new OneEngine(world())
      const calls: FlowDefinition<World, null, string> = {
        name: 'calls',
        version: 1,
        *run(ctx): Flow<string> {
          const session = yield* ctx.open(PEER, 'x', 1)
          yield* ctx.send(session, text, 'are you there?')
          return yield* ctx.receive(session, text, { timeout: 14 * DAY })
        },
      }
      await net.boot([calls])
      const { id } = await net.engine.startFlow(calls, null)
      await net.rest()
      let commits = 0
      net.commit = async () => void commits++
      await net.pass(7 * DAY)
      expect([commits, net.sent.length, net.engine.flows().map((f) => f.waiting)]).toEqual([0, 1, [['receive']]])
      if (restart) {
        net.engine.stop()
        await net.pass(6 * DAY)
        await net.boot([calls])
      }
      const session = net.sent[0]?.session ?? ''
      net.engine.acknowledged(PEER, session, 1)
      await net.engine.receive(PEER, fromPeer(session, 0, { kind: Kind.DATA, payload: utf8('yes'), fromOpener: false }))
      expect(await net.engine.resultOf(id)).toBe('yes')
      // And one whose patience ended while this side slept hears it at once, not from the beginning.
      const late = await net.engine.startFlow(calls, null)
      net.engine.stop()
      net.clock.jump(15 * DAY)
      await net.boot([calls])
      await net.pass(1)
      expect((await soon(net, net.engine.resultOf(late.id)))?.code).toBe('SESSION_TIMEOUT')
    }
  })
})

describe('S18 memory', () => {
  setFlagsFromString('--expose_gc')
  const gc = runInNewContext('gc') as () => void
  const heap = (): number => {
    gc()
    return process.memoryUsage().heapUsed
  }
  /** docs/figures.md says these to people. */
  const WAITING_BYTES = 6_000
  const FLOWS = 10_000

  test(`S18 ten thousand waiting flows take less than ${WAITING_BYTES} bytes each; finished ones leave memory at once`, {
    timeout: 60_000,
  }, async () => {
    const net = new OneEngine(world())
    const waits: FlowDefinition<World, null, Uint8Array> = {
      name: 'waits',
      version: 1,
      *run(ctx): Flow<Uint8Array> {
        const session = yield* ctx.open(PEER, 'x', 1)
        yield* ctx.send(session, text, 'hello')
        yield* ctx.event('go', ctx.id, { timeout: DAY })
        return new Uint8Array(4_000)
      },
    }
    const nothing = {
      get: async () => undefined,
      range: async () => [],
      commit: async () => {},
      compact: async () => {},
      close: async () => {},
    }
    const engine = net.make([waits], { store: nothing, dispatch: () => {} })
    await engine.start()
    const empty = heap()
    const ids = (await Promise.all(Array.from({ length: FLOWS }, () => engine.startFlow(waits, null)))).map(({ id }) => id)
    const each = (heap() - empty) / FLOWS
    expect(engine.flows().filter((f) => f.state === 'running')).toHaveLength(FLOWS)
    if (process.env['HDMS_VERBOSE']) process.stderr.write(`${Math.round(each)} bytes a waiting flow\n`)
    expect(each).toBeLessThan(WAITING_BYTES)
    await Promise.all(ids.map((id) => engine.deliver('go', id, null, id)))
    await net.rest()
    const left = (heap() - empty) / FLOWS
    if (process.env['HDMS_VERBOSE']) process.stderr.write(`${Math.round(left)} bytes a finished flow\n`)
    expect(left).toBeLessThan(2_500)
    expect(engine.flows()).toHaveLength(LISTED)
  })

  test('S18 a result that left memory is read from the disk, by its flow’s id and by its starter’s', async () => {
    const net = new OneEngine(world())
    const gives: FlowDefinition<World, { n: number }, number> = {
      name: 'gives',
      version: 1,
      *run(ctx, { n }): Flow<number> {
        yield* ctx.now()
        return n
      },
    }
    await net.boot([gives])
    const count = LISTED + 700
    const first = await net.engine.startFlow(gives, { n: 0 }, 'client 0')
    for (let n = 1; n < count; n++) await net.engine.startFlow(gives, { n }, `client ${n}`)
    await net.rest()
    for (const restart of [false, true]) {
      if (restart) await net.boot([gives])
      expect(net.engine.flows()).toHaveLength(LISTED)
      expect(await net.engine.resultOf(first.id)).toBe(0)
      const again = await net.engine.startFlow(gives, { n: 99 }, 'client 0')
      expect([again.id, await again.result]).toEqual([first.id, 0])
    }
    // Two at once with one id are one flow, whatever the disk says in between.
    const twice = await Promise.all(Array.from({ length: 5 }, (_, n) => net.engine.startFlow(gives, { n }, 'new client')))
    expect(new Set(twice.map(({ id }) => id)).size).toBe(1)
  })
})
