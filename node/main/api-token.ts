/** The token that an institution's own people show at its API. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fail } from '@hdms/shared/errors.ts'
import type { FastifyInstance } from 'fastify'

/** Made at the first start, mode 0600. */
export function apiToken(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

/** All routes of `own` need the token. */
export const guarded = (own: FastifyInstance, token: string): FastifyInstance =>
  own.addHook('onRequest', async ({ headers }) => {
    if (!sameText(headers.authorization ?? '', `Bearer ${token}`)) fail('NOT_ALLOWED', { why: "this needs the node's API token" })
  })

function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hash(a), hash(b))
}
