/** Routes that a node describes in code are served by the same rules as those of openapi.json: a credential, a limit of the body, a description. */
import { Vault } from '@hdms/flows/core/vault.ts'
import { ASK_API, askRoutes } from '@hdms/node/core/ask-routes.ts'
import { START_API, startRoutes } from '@hdms/node/core/start-routes.ts'
import { CHANGES_API, stateRoutes } from '@hdms/node/core/state-routes.ts'
import { described } from '@hdms/node/main/described.ts'
import { mount } from '@hdms/node/main/mount.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { fail } from '@hdms/shared/errors.ts'
import { silent } from '@hdms/shared/logging.ts'
import { systemClock } from '@hdms/shared/time.ts'
import { expect, test } from 'vitest'

const never = () => fail('BUG', { what: 'an engine that is not there' })
const engine = { flows: () => [], resultOf: never, deliver: never, startFlow: never, openAsks: () => [], answer: never }

test('they can be mounted, want the token, and take no body beyond their limit', async () => {
  const starts = [{ flow: 'loan.ask', words: { en: 'Ask', ko: '묻기' }, args: () => null }]
  const events = [{ type: 'loan.paid', read: () => null }]
  const routes = [
    ...startRoutes(engine, { starts, events, definitions: [] }, systemClock),
    ...stateRoutes(new Vault(), []).filter(({ method }) => method === 'GET'),
    ...askRoutes(engine),
  ]
  const app = httpService({ logger: silent, api: described('t0ken', [], { ...START_API, ...CHANGES_API, ...ASK_API }) })
  await app.register(async (own) => mount(own, routes), { prefix: '/api' })
  const ask = async (path: string, headers: Record<string, string>, payload?: string) =>
    (
      await app.inject({
        method: payload === undefined ? 'GET' : 'POST',
        url: `/api${path}`,
        headers,
        ...(payload === undefined ? {} : { payload }),
      })
    ).statusCode
  const known = { authorization: 'Bearer t0ken' }
  const json = { ...known, 'content-type': 'application/json' }
  expect([await ask('/starts', {}), await ask('/starts', known), await ask('/states/changes', known), await ask('/asks', known)]).toEqual([
    ...[403, 200, 200, 200],
  ])
  const long = JSON.stringify({ flow: 'x'.repeat(70_000), id: '1', type: 'x', key: 'x' })
  for (const path of ['/starts', '/events', '/answers']) expect([path, await ask(path, json, long)]).toEqual([path, 413])
  for (const path of ['/starts', '/events'])
    expect([path, await ask(path, json, '{"flow":"no","type":"no","key":"1","id":"1"}')]).toEqual([path, 400])
  await app.close()
})
