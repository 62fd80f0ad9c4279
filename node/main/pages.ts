/**
 * The page of an institution's people, served by its own node: what is built lies in memory, so nothing else of the
 * disk can be asked for.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { pagePolicy } from '@hdms/platform/node/http/page-policy.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'

/** Where `npm run pages` puts it. */
const BUILT = join(import.meta.dirname, '../../apps/dist-staff')

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}
const HEADERS = {
  'content-security-policy': pagePolicy("connect-src 'self'"),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

interface File {
  readonly type: string
  readonly bytes: Uint8Array
}

/** The built page, or none. */
export class Pages {
  private readonly index: File | undefined
  private readonly assets = new Map<string, File>()

  /** @param folder with index.html and assets/; where it is not there, nothing is served and everything else goes on */
  constructor(folder: string = BUILT) {
    const index = join(folder, 'index.html')
    if (!existsSync(index)) return
    this.index = read(index)
    for (const name of readdirSync(join(folder, 'assets')))
      if (TYPES[extname(name)]) this.assets.set(name, read(join(folder, 'assets', name)))
  }

  routes(app: FastifyInstance): void {
    app.get('/', async (_request, reply) => sent(reply, this.index, 'no-cache'))
    app.get<{ Params: { file: string } }>('/assets/:file', async ({ params }, reply) =>
      sent(reply, this.assets.get(params.file), 'public, max-age=31536000, immutable'),
    )
  }
}

const read = (path: string): File => ({ type: TYPES[extname(path)] ?? '', bytes: readFileSync(path) })

function sent(reply: FastifyReply, file: File | undefined, kept: string): FastifyReply {
  if (!file) return fail('NOT_FOUND', { what: 'page; build it with "npm run pages", or set staff-pages' })
  return reply
    .headers({ ...HEADERS, 'cache-control': kept })
    .type(file.type)
    .send(Buffer.from(file.bytes))
}
