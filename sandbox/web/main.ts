/**
 * Serves the app's page under a strict policy, and tells it where the network is. It sees nothing of what the page's
 * node does.
 */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { KoreanNames } from '@hdms/node/browser/protocol.ts'
import { LISTENING, port } from '@hdms/platform/node/config.ts'
import { httpService, listen } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { base64 } from '@hdms/shared/bytes.ts'
import { buildPages, DIST } from './build.ts'
import { POLICY } from './policy.ts'

const URLS = {
  doorman: { type: 'url', about: 'Base URL of the doorman.', required: true },
  'network-map': { type: 'url', about: 'Base URL of the network map.', required: true },
  queue: { type: 'url', about: 'Base URL of the message queue.', required: true },
  'push-stand-in': { type: 'url', about: 'Base URL of the stand-in for FCM.' },
} as const

await runMain({
  name: 'app',
  about: 'serves the pages',
  options: {
    ...LISTENING,
    port: port(7440, 'Where browsers ask.'),
    ...URLS,
    trust: { type: 'folder', about: 'Folder with root.der and doorman-ca.der.', required: true },
    'firebase-web-config': { type: 'file', about: 'Firebase web configuration, JSON.' },
    issuer: { type: 'name', about: 'X.500 name of the issuer of health tokens.' },
    'korean-names': { type: 'file', about: 'Korean forms of institutions, JSON: X.500 name to name.' },
    page: { type: 'folder', reads: true, about: 'Folder of a page that "hdms app build" made; the sandbox builds its own without.' },
    shoes: { type: 'list', about: 'Base URLs of the simulated shoes, left and right.' },
  },
  start: async (o, logger) => {
    if (!o.page) await buildPages()
    const { root, doormanCa } = readTrust(o.trust)
    const pushStandIn = o['push-stand-in']
    const firebase = o['firebase-web-config']
    const korean = o['korean-names']
    const config = {
      doorman: o.doorman,
      networkMap: o['network-map'],
      queue: o.queue,
      ...(o.issuer ? { issuer: o.issuer } : {}),
      // Nobody waits a minute for an answer here.
      answerWithin: 1_500,
      ...(o.shoes ? { shoes: o.shoes } : {}),
      root: base64(root),
      doormanCa: base64(doormanCa),
      ...(pushStandIn ? { pushStandIn } : {}),
      ...(korean ? { koreanNames: JSON.parse(readFileSync(korean, 'utf8')) as KoreanNames } : {}),
      ...(firebase ? { firebase: JSON.parse(readFileSync(firebase, 'utf8')) as object } : {}),
    }
    const app = httpService({ logger, listening: o })
    app.addHook('onSend', async (_request, reply) => {
      void reply.headers({
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      })
    })
    app.get('/config.json', async (_request, reply) => reply.header('cache-control', 'no-cache').send(config))
    await app.register(fastifyStatic, {
      root: o.page === undefined ? DIST : resolve(o.page),
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) =>
        void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
    })
    const { url } = await listen(app, o)
    return { address: { app: url }, stop: () => app.close() }
  },
})
