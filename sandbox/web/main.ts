/** Serves the app's page under a strict policy, and tells it where the network is. It sees nothing of what the page's node does. */
import { readFileSync } from 'node:fs'
import fastifyStatic from '@fastify/static'
import { httpService, listen } from '@hdms/platform/node/http-server.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { base64 } from '@hdms/shared/bytes.ts'
import { buildPages, DIST, RESEARCH_DIST } from './build.ts'
import { POLICY } from './policy.ts'

const o = settings([
  'port',
  'trust',
  'doorman',
  'network-map',
  'queue',
  'push-stand-in',
  'firebase-web-config',
  'issuer',
  'shoes',
  'research',
])
const logger = jsonLogger('app')

await runService(logger, async () => {
  await buildPages()
  const { root, doormanCa } = readTrust(required('trust', o.trust))
  const pushStandIn = o['push-stand-in']
  const firebase = o['firebase-web-config']
  const config = {
    doorman: required('doorman', o.doorman),
    networkMap: required('network-map', o['network-map']),
    queue: required('queue', o.queue),
    ...(o.issuer ? { issuer: o.issuer } : {}),
    // Nobody waits a minute for an answer here.
    answerWithin: 1_500,
    ...(o.shoes ? { shoes: o.shoes.split(',') } : {}),
    root: base64(root),
    doormanCa: base64(doormanCa),
    ...(pushStandIn ? { pushStandIn } : {}),
    ...(firebase ? { firebase: JSON.parse(readFileSync(firebase, 'utf8')) as object } : {}),
  }
  const app = httpService({ logger })
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
    root: DIST,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) =>
      void reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  const { research } = o
  if (research) {
    app.get('/research/config.json', async (_request, reply) => reply.header('cache-control', 'no-cache').send({ api: research }))
    await app.register(fastifyStatic, { root: RESEARCH_DIST, prefix: '/research/', decorateReply: false })
  }
  const address = await listen(app, portNumber('port', o.port, 7440))
  return { address: { app: address }, stop: () => app.close() }
})
