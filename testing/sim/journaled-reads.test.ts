/** What a flow knows of its node comes through operations whose values are in its journal: a replay sees the world that the flow saw (ADR 32). */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { FlowContext, FlowDefinition } from '@hdms/flows/engine/context.ts'
import { type Flow, ROWS, type Value } from '@hdms/flows/engine/types.ts'
import { fail } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { OneEngine } from '../support/one-engine.ts'

interface World {
  known: boolean
  key: string
  reads: number
  told: string[]
}
const world = (): World => ({ known: true, key: 'k1', reads: 0, told: [] })
const flow = (run: FlowDefinition<World, null, string>['run']): FlowDefinition<World, null, string> => ({ name: 'reads', version: 1, run })

test('E3 the type of a flow’s context does not give the services of its node', () => {
  // `npm run check` fails here where it does.
  const hidden: 'services' extends keyof FlowContext<World> ? never : true = true
  expect(hidden).toBe(true)
})

describe('E3 what a flow read', () => {
  const reads = flow(function* (ctx): Flow<string> {
    const key = yield* ctx.read('the key', (o) => {
      o.reads++
      return o.known ? o.key : fail('NOT_FOUND', { what: 'member' })
    })
    yield* ctx.step('effect', async ({ services }) => {
      services.told.push(key)
      return null
    })
    yield* ctx.noReturn()
    const answer = yield* ctx.ask<string>('q', { key })
    return `${key} ${answer}`
  })

  test('E3 is what it goes on with after a restart, though the node knows otherwise by then', async () => {
    const net = new OneEngine(world())
    await net.boot([reads])
    const { id } = await net.engine.startFlow(reads, null)
    await net.rest()
    Object.assign(net.world, { known: false, key: 'k2' })
    await net.boot([reads])
    expect(net.engine.openAsks().map((a) => a.terms)).toEqual([{ key: 'k1' }])
    await net.engine.answer(net.engine.openAsks()[0]?.id ?? '', 'yes')
    expect(await net.engine.resultOf(id)).toBe('k1 yes')
    expect([net.world.reads, net.world.told]).toEqual([1, ['k1']])
  })

  test('E3 a reading that was refused stays refused', async () => {
    const tries = flow(function* (ctx): Flow<string> {
      const found = yield* ctx.all([lookFor(ctx)])
      return `${found[0]} ${yield* ctx.ask<string>('q', null)}`
    })
    function* lookFor(ctx: Parameters<typeof tries.run>[0]): Flow<string> {
      try {
        return yield* ctx.read('the key', (o) => (o.known ? o.key : fail('NOT_FOUND', { what: 'member' })))
      } catch {
        return 'nobody'
      }
    }
    const net = new OneEngine({ ...world(), known: false })
    await net.boot([tries])
    const { id } = await net.engine.startFlow(tries, null)
    await net.rest()
    net.world.known = true
    await net.boot([tries])
    await net.engine.answer(net.engine.openAsks()[0]?.id ?? '', 'yes')
    expect(await net.engine.resultOf(id)).toBe('nobody yes')
  })

  test('E3 a journal of another form keeps the flow, whatever it would do next, and one without entries goes on', async () => {
    const net = new OneEngine(world())
    await net.boot([reads])
    const { id } = await net.engine.startFlow(reads, null)
    await net.rest()
    const key = `${ROWS.flow}${id}`
    const row = decodeValue<Record<string, Value>>(net.disk.rows.get(key) ?? new Uint8Array(0))
    const { form: _, ...before } = row
    net.disk.rows.set(key, encodeValue(before))
    await net.boot([reads])
    expect(net.engine.flows()).toMatchObject([{ id, state: 'parked', code: 'FLOW_INCOMPATIBLE' }])
    // Trying it again changes nothing; the version that it began with goes on with it.
    await net.engine.retry(id)
    expect(net.engine.flows()).toMatchObject([{ id, state: 'parked' }])
    for (const [k] of [...net.disk.rows]) if (k.startsWith(ROWS.journal)) net.disk.rows.delete(k)
    net.disk.rows.set(key, encodeValue(before))
    await net.boot([reads])
    expect(net.engine.flows()).toMatchObject([{ id, state: 'running' }])
  })

  test('E3 another reading than before keeps the flow', async () => {
    const net = new OneEngine(world())
    await net.boot([reads])
    const { id } = await net.engine.startFlow(reads, null)
    await net.rest()
    const other = flow(function* (ctx): Flow<string> {
      const key = yield* ctx.read('another key', (o) => o.key)
      yield* ctx.step('effect', async () => null)
      yield* ctx.noReturn()
      return yield* ctx.ask<string>('q', { key })
    })
    await net.boot([other])
    expect(net.engine.flows()).toMatchObject([{ id, state: 'parked', code: 'FLOW_INCOMPATIBLE' }])
  })
})

describe('E3 every flow of whole dealings is dropped and repeated whenever it rests', () => {
  test('E3 a flow that remembers beside its journal does not get through', async () => {
    const forgets = flow(function* (ctx): Flow<string> {
      let beside = 'nothing'
      yield* ctx.crypto('remember', async () => {
        beside = 'remembered'
        return null
      })
      yield* ctx.step('effect', async ({ services }) => {
        services.told.push(beside)
        return null
      })
      return beside
    })
    const said = async (replayEverything: boolean): Promise<unknown[]> => {
      const net = new OneEngine(world())
      await net.boot([forgets], { replayEverything })
      const { result } = await net.engine.startFlow(forgets, null)
      return [await result, net.world.told]
    }
    expect([await said(false), await said(true)]).toEqual([
      ['remembered', ['remembered']],
      ['nothing', ['nothing']],
    ])
  })

  test('E3 what a flow waits for is done as the one that took its place asked for it', async () => {
    let runs = 0
    const counted = flow(function* (ctx): Flow<string> {
      const run = ++runs
      const computed = yield* ctx.crypto('compute', async () => run)
      const stepped = yield* ctx.step('effect', async () => run)
      return `${computed} ${stepped}`
    })
    const said = async (replayEverything: boolean): Promise<string> => {
      runs = 0
      const net = new OneEngine(world())
      await net.boot([counted], { replayEverything })
      return (await net.engine.startFlow(counted, null)).result
    }
    expect([await said(false), await said(true)]).toEqual(['1 1', '2 3'])
  })

  test('E3 a flow gets what its journal gives back, and never what only memory had', async () => {
    const values = flow(function* (ctx): Flow<string> {
      const read = yield* ctx.read('a value', () => ({ a: undefined, b: [1, null], c: new Uint8Array([1]) }))
      yield* ctx.sleep(10)
      return JSON.stringify(['a' in read, read.b, [...read.c]])
    })
    const net = new OneEngine(world())
    await net.boot([values], { replayEverything: true })
    const { result } = await net.engine.startFlow(values, null)
    await net.pass(100)
    expect(await result).toBe('[false,[1,null],[1]]')
  })
})
