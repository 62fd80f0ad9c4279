/**
 * Flows that are kept: listed with their reason, killed, tried again; and which errors keep a flow and which fail it
 * (acceptance E3, S10, F9).
 */
import type { FlowDefinition, Responder } from '@hdms/flows/engine/context.ts'
import { Kind } from '@hdms/flows/engine/sessions.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { behind, fromPeer, messages, OneEngine, opens, PEER, refusal, says, sessionOf, soon } from '../support/one-engine.ts'

const text = { encode: utf8, decode: fromUtf8 }

const S = sessionOf(7)

interface Outside {
  known: boolean
  key: string
  told: string[]
  broken: boolean
}
const outside = (): Outside => ({ known: true, key: 'k1', told: [], broken: false })
type Body = FlowDefinition<Outside, null, string>['run']
const flow = (run: Body): FlowDefinition<Outside, null, string> => ({ name: 'reads', version: 1, run })
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
