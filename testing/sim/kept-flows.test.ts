/** Flows that are kept are seen with their reason and helped; a node that is drained comes to its end (acceptance E3). */
import type { FlowDefinition, Responder } from '@hdms/flows/engine/context.ts'
import type { Flow } from '@hdms/flows/engine/types.ts'
import { flowRoutes } from '@hdms/node/core/flow-routes.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { describe as describeError } from '@hdms/shared/errors.ts'
import { expect, test } from 'vitest'
import { OneEngine, opens, PEER, says, sessionOf, soon } from '../support/one-engine.ts'

interface World {
  broken: boolean
}
const keeps: FlowDefinition<World, null, string> = {
  name: 'keeps',
  version: 1,
  *run(ctx): Flow<string> {
    yield* ctx.noReturn()
    return yield* ctx.crypto('check', async ({ broken }) => {
      // An error of ours: nobody knows what was done.
      if (broken) throw new TypeError('boom')
      return 'well'
    })
  },
}
const text = { encode: utf8, decode: fromUtf8 }
const waits: Responder<World> = {
  name: 'waits',
  version: 1,
  responds: true,
  *run(ctx, { session }): Flow<string> {
    return yield* ctx.receive(session, text)
  },
}
const flows = [keeps, waits] as never
const ask = (net: OneEngine<World>, method: string, path: string, params = {}, query = {}): Promise<unknown> => {
  const route = flowRoutes(net.engine as never, net.clock).find((r) => r.method === method && r.path === path)
  return route ? Promise.resolve(route.handle({ params, query } as never)) : Promise.reject(new Error(path))
}

test('E3 a kept flow says why in words and since when, is shown alone, and goes on when its owner resumes', async () => {
  const net = new OneEngine<World>({ broken: true })
  await net.boot(flows)
  const begun = net.clock.now()
  const { id, result } = await net.engine.startFlow(keeps, null)
  expect((await soon(net, result))?.code).toBe('BUG')
  const what = net.engine.flows()[0]?.data ?? {}
  const shown = {
    id,
    state: 'parked',
    code: 'BUG',
    since: begun,
    reason: { en: describeError('BUG', what, 'en'), ko: describeError('BUG', what, 'ko') },
  }
  expect(net.engine.flows()).toMatchObject([shown])
  expect(await ask(net, 'GET', '/flows/:id', { id })).toMatchObject({ flow: shown })
  await expect(ask(net, 'GET', '/flows/:id', { id: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  // The same after a restart, since the same moment or since it was tried then.
  await net.boot(flows)
  expect(net.engine.flows()).toMatchObject([{ id, state: 'parked', reason: shown.reason }])
  net.world.broken = false
  await ask(net, 'POST', '/resume')
  await net.rest()
  expect(net.engine.flows()).toMatchObject([{ id, state: 'done' }])
})

test('E3 who waits for news of a flow is told when something has changed', async () => {
  const net = new OneEngine<World>({ broken: true })
  await net.boot(flows)
  const { id } = await net.engine.startFlow(keeps, null)
  await net.rest()
  let news: unknown
  void ask(net, 'GET', '/flows/:id', { id }, { wait: '1' }).then((reply) => {
    news = reply
  })
  await net.pass(1_000)
  expect(news).toBeUndefined()
  await net.engine.kill(id)
  await net.pass(1_000)
  expect(news).toMatchObject({ flow: { id, state: 'failed', code: 'FLOW_KILLED' } })
})

test('E3 a drained node begins nothing, of its own or of a peer, lets what runs end, and says when it is empty', async () => {
  const net = new OneEngine<World>({ broken: true })
  let empty = 0
  await net.boot(flows, { drained: () => void empty++ })
  await net.engine.receive(PEER, opens(sessionOf(1), 'waits'))
  const { id } = await net.engine.startFlow(keeps, null)
  await net.rest()
  await ask(net, 'POST', '/drain')
  expect(await ask(net, 'GET', '/flows')).toMatchObject({ draining: true })
  expect((await soon(net, net.engine.startFlow(keeps, null)))?.code).toBe('SERVICE_UNAVAILABLE')
  expect((await soon(net, net.engine.receive(PEER, opens(sessionOf(2), 'waits'))))?.code).toBe('SERVICE_UNAVAILABLE')
  // What is known is taken as ever, and one that is kept keeps the node from its end.
  expect(await net.engine.receive(PEER, says(sessionOf(1), 1, 'done'))).toBe(2)
  await net.rest()
  expect([
    empty,
    net.engine
      .flows()
      .filter((f) => f.state === 'running' || f.state === 'parked')
      .map((f) => f.id),
  ]).toEqual([0, [id]])
  await net.engine.kill(id)
  await net.rest()
  expect(empty).toBe(1)
  // Taken back: what was refused comes again, and begins.
  await ask(net, 'POST', '/resume')
  expect(await net.engine.receive(PEER, opens(sessionOf(2), 'waits'))).toBe(1)
})
