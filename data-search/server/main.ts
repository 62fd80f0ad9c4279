/** The data-search service as a process: broadcasts what approved institutions ask, and counts with the other counting service. */
import { readFileSync } from 'node:fs'
import { counterClient } from '@hdms/data-search/client/counter-client.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Board } from '@hdms/shared/queries/order.ts'
import { systemClock as clock, MINUTE } from '@hdms/shared/time.ts'
import { searchHttp } from './http.ts'
import { Search } from './search.ts'
import { openService, SETTINGS } from './service.ts'

const o = settings([...SETTINGS, 'approved', 'pace', 'count-for'])
const logger = jsonLogger('data-search')
const none = new Uint8Array(0)

/** Institutions that may ask: a JSON list of names. @throws CONFIG_INVALID */
function approvedIn(file: string): string[] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as unknown[]).map(String)
  } catch {
    return fail('CONFIG_INVALID', { name: 'approved', why: 'a file with a JSON list of names of institutions' })
  }
}

await runService(logger, async () => {
  const { crypto, http, keys, trust, map, store, tokens, counting, announce } = await openService(o, logger, 0, 'service')
  const member = { seed: keys.seed, chain: keys.chain }
  const queue = new QueueClient({ crypto, clock, http, url: required('queue', o.queue), member })
  const second = (): string => map.view.parameters.counters[1] ?? fail('SERVICE_UNAVAILABLE', { service: 'other counting service' })
  const approvedFile = required('approved', o.approved)
  approvedIn(approvedFile)
  const search = new Search({
    ...{ crypto, clock, logger, store, seed: keys.seed, counting },
    other: counterClient({ crypto, clock, http, url: () => map.node(second()).rest, member }),
    approved: () => approvedIn(approvedFile),
    boards: (): Board[] =>
      map.view.parameters.boards.map((b) => ({
        name: b.name ?? '',
        members: (b.members ?? []).map((m) => ({ key: m.key ?? none, external: m.external ?? false })),
      })),
    institution: (name) => map.node(name).identityKey,
    openTokens: (id, expires) => tokens.open(id, expires),
    broadcast: (content, expires) => queue.broadcast(content, expires),
    pace: Number(o.pace ?? MINUTE),
    countFor: Number(o['count-for'] ?? 60 * MINUTE),
  })
  const app = searchHttp({ crypto, logger, rules: () => trust.rules(), counting, search, searchName: () => keys.name })
  const rest = await listen(app, portNumber('port', o.port, 7407))
  const stop = await announce(rest)
  await search.start()
  return {
    address: { rest },
    stop: async () => {
      await app.close()
      await stop()
    },
  }
})
