/** How flows end: killed whatever they do, what they leave, and the locks that go (acceptance S10, S12, S15). */
import { Vault } from '@hdms/flows/core/vault.ts'
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import { Kind } from '@hdms/flows/engine/sessions.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { fromHex, fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { memoryNodeStore } from '@hdms/shared/ports/memory-store.ts'
import { DAY } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'
import { behind, messages, OneEngine, PEER, refusal, soon } from '../support/one-engine.ts'

interface World {
  said: string[]
  effects: string[]
}
const world = (): World => ({ said: [], effects: [] })
const text = { encode: utf8, decode: fromUtf8 }
// ── Killing ──────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What a flow does when it is killed; each has a session that is open. */
const DOING: readonly [string, FlowDefinition<World, null, unknown>['run']][] = [
  [
    'sleeping',
    function* (ctx) {
      yield* ctx.sleep(DAY)
      return behind(ctx).effects.push('woke')
    },
  ],
  [
    'receiving',
    function* (ctx) {
      const other = yield* ctx.open(PEER, 'y', 1)
      yield* ctx.send(other, text, 'hello')
      return yield* ctx.receive(other, text, { timeout: DAY })
    },
  ],
  [
    'asking',
    function* (ctx) {
      return yield* ctx.ask('q', null, { timeout: DAY })
    },
  ],
  [
    'waiting for an event',
    function* (ctx) {
      return yield* ctx.event('his', 'order', { timeout: DAY })
    },
  ],
  [
    'in a step that is tried again',
    function* (ctx) {
      return yield* ctx.step('outside', async () => {
        behind(ctx).effects.push('try')
        return fail('SERVICE_UNAVAILABLE', { service: 'HIS' })
      })
    },
  ],
  [
    'doing several things at once',
    function* (ctx) {
      return yield* ctx.all([ctx.sleep(DAY), ctx.ask('q', null)] as [Flow<void>, Flow<null>])
    },
  ],
  [
    'catching whatever it can',
    function* (ctx) {
      for (;;) {
        try {
          yield* ctx.ask('q', null)
        } finally {
          yield* ctx.tx('last word', () => void behind(ctx).effects.push('last word'))
        }
      }
    },
  ],
]

describe('S10 kills', () => {
  test.each(DOING)(
    'S10 a flow that is %s ends at once: its peer is told, what it held goes, nothing of it is left or happens later',
    async (_, body) => {
      const flow: FlowDefinition<World, null, unknown> = {
        name: 'killed',
        version: 1,
        *run(ctx, args) {
          const session = yield* ctx.open(PEER, 'x', 1)
          yield* ctx.send(session, text, 'hello')
          return yield* body(ctx, args)
        },
      }
      const released: string[] = []
      const ended = (id: string): void => void released.push(id)
      for (const restart of [false, true]) {
        const net = new OneEngine(world())
        await net.boot([flow], { ended })
        const { id } = await net.engine.startFlow(flow, null)
        await net.rest()
        if (restart) await net.boot([flow], { ended })
        const asked = net.engine.openAsks()[0]?.id
        const sessions = new Set(net.sent.map((e) => e.session))
        await net.engine.kill(id)
        expect((await soon(net, net.engine.resultOf(id)))?.code).toBe('FLOW_KILLED')
        const told = messages(net.sent).filter((m) => m.kind === Kind.ERROR)
        expect(told.map((m) => m.code)).toEqual([...sessions].map(() => 'FLOW_KILLED'))
        expect(released.splice(0)).toEqual([id])
        expect([net.engine.openAsks(), net.rows('f/', 'j/', 'jw/', 't/', 'i/')]).toEqual([[], []])
        const effects = net.world.effects.length
        if (asked) expect((await refusal(net.engine.answer(asked, null)))?.code).toBe('NOT_FOUND')
        await net.engine.deliver('his', 'order', 'late', 'd')
        await net.pass(2 * DAY)
        expect(net.world.effects).toHaveLength(effects)
        expect(net.engine.flows().filter((f) => f.state === 'running')).toEqual([])
      }
    },
  )

  test('S10 a step that ends after the kill changes nothing, and is told to stop', async () => {
    const net = new OneEngine(world())
    let end = (): void => {}
    let signal: AbortSignal | undefined
    const flow: FlowDefinition<World, null, unknown> = {
      name: 'slow',
      version: 1,
      *run(ctx) {
        yield* ctx.step('outside', (tools) => {
          signal = tools.signal
          return new Promise<null>((resolve) => {
            end = () => resolve(null)
          })
        })
        return behind(ctx).effects.push('went on')
      },
    }
    await net.boot([flow])
    const { id } = await net.engine.startFlow(flow, null)
    await net.rest()
    expect(signal?.aborted).toBe(false)
    await net.engine.kill(id)
    expect(signal?.aborted).toBe(true)
    end()
    await net.rest()
    expect([net.world.effects, net.engine.flows().map((f) => f.code)]).toEqual([[], ['FLOW_KILLED']])
  })
})

describe('S12 what a finished flow leaves', () => {
  test('S12 is its result and what its peer may still ask for, whatever it did; after its time not even that', async () => {
    const net = new OneEngine(world())
    const flow: FlowDefinition<World, null, string> = {
      name: 'everything',
      version: 1,
      *run(ctx): Flow<string> {
        const session = yield* ctx.open(PEER, 'x', 1)
        yield* ctx.send(session, text, 'hello')
        yield* ctx.all([ctx.now(), ctx.random(4), ctx.crypto('c', async () => 1)] as [Flow<number>, Flow<Uint8Array>, Flow<number>])
        yield* ctx.step('s', async () => null)
        try {
          yield* ctx.event('never', '', { timeout: 1_000 })
        } catch {
          yield* ctx.sleep(1_000)
        }
        yield* ctx.noReturn()
        return yield* ctx.ask<string>('q', { terms: 'x' })
      },
    }
    await net.boot([flow])
    const { id, result } = await net.engine.startFlow(flow, null, 'client')
    await net.pass(3_000)
    expect(net.rows('j/').length).toBeGreaterThan(5)
    await net.engine.answer(net.engine.openAsks()[0]?.id ?? '', 'yes')
    expect(await result).toBe('yes')
    expect(net.rows('f/', 'j/', 'jw/', 't/', 'i/', 'e/')).toEqual([])
    expect(net.rows('')).toEqual([
      `c/client`,
      `o/${net.sent[0]?.session}/00000000`,
      `o/${net.sent[0]?.session}/00000001`,
      `r/${id}`,
      `s/${net.sent[0]?.session}`,
    ])
    net.engine.acknowledged(PEER, net.sent[0]?.session ?? '', 2)
    await net.engine.settled()
    // A late duplicate still gets its acknowledgement for 15 days, and whoever started it its result for 90.
    net.clock.jump(16 * DAY)
    await net.boot([flow])
    expect(net.rows('')).toEqual(['c/client', `r/${id}`])
    net.clock.jump(75 * DAY)
    await net.boot([flow])
    expect(net.rows('')).toEqual([])
    expect((await soon(net, net.engine.resultOf(id)))?.code).toBe('NOT_FOUND')
  })
})

describe('S15 soft locks', () => {
  const PLACE = { txId: fromHex('ab'.repeat(32)), index: 0 }
  const picks = (vault: () => Vault): FlowDefinition<World, { how: string }, string> => ({
    name: 'picks',
    version: 1,
    *run(ctx, { how }): Flow<string> {
      yield* ctx.tx('pick', (changes) => {
        vault().softLock(changes, PLACE, ctx.id)
        return null
      })
      yield* ctx.ask('go', null)
      return how === 'fails' ? fail('TX_CONFLICT', { count: 1 }) : 'spent'
    },
  })

  test.each(['ends', 'fails', 'killed'])(
    'S15 two flows never hold one state; it is free again when its flow %s, also after a restart',
    async (how) => {
      const net = new OneEngine(world())
      let vault = new Vault()
      const flow = picks(() => vault)
      const ended = (id: string, changes: Parameters<Vault['release']>[0]): void => vault.release(changes, id)
      const boot = async (): Promise<void> => {
        vault = new Vault()
        await vault.load(memoryNodeStore(net.disk))
        await net.boot([flow], { ended })
      }
      await boot()
      const first = await net.engine.startFlow(flow, { how })
      const second = await net.engine.startFlow(flow, { how })
      expect(await soon(net, second.result)).toEqual({ code: 'NOT_ALLOWED', data: { reason: 'core/state-reserved' } })
      await boot()
      expect(vault.heldBy(PLACE)).toBe(first.id)
      expect((await soon(net, (await net.engine.startFlow(flow, { how })).result))?.code).toBe('NOT_ALLOWED')
      if (how === 'killed') await net.engine.kill(first.id)
      else await net.engine.answer(net.engine.openAsks()[0]?.id ?? '', null)
      await net.rest()
      expect([vault.heldBy(PLACE), net.rows('v/lock/')]).toEqual([undefined, []])
      const next = await net.engine.startFlow(flow, { how })
      await net.rest()
      expect(vault.heldBy(PLACE)).toBe(next.id)
      expect(net.rows('v/lock/')).toHaveLength(1)
    },
  )
})

// ── Waiting ──────────────────────────────────────────────────────────────────────────────────────────────────────────
