/**
 * The data-search service as a process: broadcasts what approved institutions ask, and counts with the other counting
 * service.
 */

import { readFileSync } from 'node:fs'
import { counterClient } from '@hdms/data-search/client/counter-client.ts'
import { joinCommand } from '@hdms/doorman/member/process.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { port } from '@hdms/platform/node/config.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Board } from '@hdms/shared/queries/order.ts'
import { systemClock as clock, MINUTE } from '@hdms/shared/time.ts'
import { searchHttp } from './http.ts'
import { refuse } from './reasons.ts'
import { Search } from './search.ts'
import { COUNTING, openService } from './service.ts'

const none = new Uint8Array(0)
const MILLISECONDS = { type: 'number', unit: 'milliseconds', least: 0, most: 86_400_000 } as const
const who = ({ name }: { readonly name: string }) => ({ name, kind: 'service' as const })

/** Institutions that may ask: a JSON list of names. @throws CONFIG_INVALID */
function approvedIn(file: string): string[] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as unknown[]).map(String)
  } catch {
    return refuse('CONFIG_INVALID', 'approved-form', { name: 'approved' })
  }
}

await runMain({
  name: 'data-search',
  about: 'broadcasts what approved institutions ask to every personal node, and counts with the other counting service',
  options: {
    ...COUNTING,
    port: port(7407, 'Where institutions ask, and shares come.'),
    approved: { type: 'file', about: 'Institutions that may ask: JSON list of X.500 names. Read again at each question.', required: true },
    pace: { ...MILLISECONDS, default: MINUTE, about: 'Least time between two broadcasts: phones are not woken more often.' },
    'count-for': { ...MILLISECONDS, default: 60 * MINUTE, about: 'How long answers to a count are waited for.' },
  },
  commands: { join: joinCommand(who) },
  start: async (o, logger) => {
    const { crypto, http, keys, trust, map, store, tokens, counting, announce } = await openService(o, logger, 0, who(o))
    const member = { seed: keys.seed, chain: keys.chain }
    const queue = new QueueClient({ crypto, clock, http, url: o.queue, member })
    const second = (): string => map.view.parameters.counters[1] ?? fail('SERVICE_UNAVAILABLE', { service: 'other counting service' })
    approvedIn(o.approved)
    const search = new Search({
      ...{ crypto, clock, logger, store, seed: keys.seed, counting },
      other: counterClient({ crypto, clock, http, url: () => map.node(second()).rest, member }),
      approved: () => approvedIn(o.approved),
      boards: (): Board[] =>
        map.view.parameters.boards.map((b) => ({
          name: b.name ?? '',
          members: (b.members ?? []).map((m) => ({ key: m.key ?? none, external: m.external ?? false })),
        })),
      institution: (name) => map.node(name).identityKey,
      openTokens: (id, expires) => tokens.open(id, expires),
      broadcast: (content, expires) => queue.broadcast(content, expires),
      pace: o.pace,
      countFor: o['count-for'],
    })
    const app = searchHttp({ crypto, logger, rules: () => trust.rules(), counting, search, searchName: () => keys.name, listening: o })
    const { url: rest, reload } = await listen(app, o)
    const stop = await announce(rest)
    await search.start()
    return {
      address: { rest },
      reload,
      stop: async () => {
        await app.close()
        await stop()
      },
    }
  },
})
