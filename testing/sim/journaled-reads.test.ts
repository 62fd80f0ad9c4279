/** What a flow knows of its node comes through operations whose values are in its journal: a replay sees the world that the flow saw (ADR 32). */
import type { FlowDefinition } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
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

  test('E3 another reading than before keeps the flow', async () => {
    const net = new OneEngine(world())
    await net.boot([reads])
    const { id } = await net.engine.startFlow(reads, null)
    await net.rest()
    const other = flow(function* (ctx): Flow<string> {
      const key = yield* ctx.read('another key', (o) => o.key)
      yield* ctx.step('effect', async () => null)
      return yield* ctx.ask<string>('q', { key })
    })
    await net.boot([other])
    expect(net.engine.flows()).toMatchObject([{ id, state: 'parked', code: 'FLOW_INCOMPATIBLE' }])
  })
})
