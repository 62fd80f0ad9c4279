/** What the network map's operator does, against the running map: parameters, who accepted them, who is listed. */

import { readFileSync } from 'node:fs'
import { reachedAt } from '@hdms/platform/node/config.ts'
import type { Command } from '@hdms/platform/node/main.ts'
import { operatorToken } from '@hdms/platform/node/operator-token.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import type { HttpReply } from '@hdms/shared/ports/http.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { refuse } from './reasons.ts'

type Where = Parameters<typeof reachedAt>[0] & { readonly data: string }

async function ask(o: Where, method: 'GET' | 'POST', path: string, body?: object | Uint8Array): Promise<Record<string, unknown>> {
  const raw = body instanceof Uint8Array
  const bytes = body === undefined || raw ? body : new TextEncoder().encode(JSON.stringify(body))
  const headers = {
    authorization: `Bearer ${operatorToken(o.data)}`,
    ...(body ? { 'content-type': raw ? 'application/octet-stream' : 'application/json' } : {}),
  }
  const reply: HttpReply = await fetchClient()({
    method,
    url: reachedAt(o) + path,
    headers,
    ...(bytes ? { body: bytes as Uint8Array } : {}),
  })
  const answer = JSON.parse(new TextDecoder().decode(reply.body) || '{}') as Record<string, unknown>
  if (reply.status < 300) return answer
  throw errorFromRefusal({ code: String(answer['code']), data: JSON.stringify(answer['data'] ?? {}) })
}

const named = (said: string | undefined): string => said ?? refuse('INPUT_INVALID', 'say-name', { what: 'name' })

export const operate: Readonly<Record<string, Command<Where>>> = {
  announce: {
    usage: 'announce FILE',
    about: 'publishes signed parameters: at once, or announced until their day',
    run: async (o, [file], out) => {
      const bytes = new Uint8Array(readFileSync(file ?? refuse('INPUT_INVALID', 'name-parameters', { what: 'file' })))
      await ask(o, 'POST', '/v1/parameters', bytes)
      out.line('Published. "members" shows who has accepted them.')
      return 0
    },
  },
  members: {
    usage: 'members',
    about: 'who is listed, and whether they accepted what is announced',
    run: async (o, _args, out) => {
      const { members } = await ask(o, 'GET', '/v1/operator/members')
      out.rows(members as { name: string }[], ['name', 'accepted'])
      return 0
    },
  },
  evict: {
    usage: 'evict NAME',
    about: 'takes a member off the list and keeps it off; its certificate stays (that is the doorman’s)',
    run: async (o, [name], out) => {
      await ask(o, 'POST', '/v1/operator/evictions', { name: named(name) })
      out.line(`${name} is not listed any more.`)
      return 0
    },
  },
  readmit: {
    usage: 'readmit NAME',
    about: 'lets an evicted member list itself again, at its next start',
    run: async (o, [name], out) => {
      await ask(o, 'POST', '/v1/operator/readmissions', { name: named(name) })
      out.line(`${name} may list itself again.`)
      return 0
    },
  },
}
