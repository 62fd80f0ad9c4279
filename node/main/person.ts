/** A personal node as a process (a phone has the same node in its browser). Its owner speaks to it over a socket of mode 0600. */
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { startPerson } from '@hdms/node/personal/person.ts'
import { standInPush } from '@hdms/node/personal/push-listener.ts'
import { libp2pTransport } from '@hdms/platform/libp2p/transport.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { required, runService, settings } from '@hdms/platform/node/main.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { tcp } from '@libp2p/tcp'
import { nodeDisk } from './compose.ts'
import { mount } from './mount.ts'

const o = settings([
  'data',
  'trust',
  'doorman',
  'network-map',
  'queue',
  'push-stand-in',
  'invitation',
  'control',
  'passphrase',
  'issuer',
  'answer-within',
])
const logger = jsonLogger('person')

await runService(logger, async () => {
  const data = required('data', o.data)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const crypto = nativeCrypto()
  const http = fetchClient()
  const secrets = await openKeyStore(crypto, join(data, 'keys.json'), required('passphrase', o.passphrase))
  const pushUrl = o['push-stand-in']
  const person = await startPerson(
    {
      crypto,
      clock,
      logger,
      http,
      secrets,
      disk: await nodeDisk(data),
      ...(pushUrl ? { push: standInPush(http, clock, pushUrl, await secrets.getOrCreate('push', 24)) } : {}),
      direct: (needs) => libp2pTransport({ crypto, clock, logger, transports: [tcp()], listen: [], ...needs }),
    },
    {
      network: {
        doorman: required('doorman', o.doorman),
        networkMap: required('network-map', o['network-map']),
        queue: required('queue', o.queue),
        ...(o.issuer ? { issuer: o.issuer } : {}),
        ...readTrust(required('trust', o.trust)),
      },
      ...(o.invitation ? { invitation: o.invitation } : {}),
      ...(o['answer-within'] ? { selling: { spread: Number(o['answer-within']) } } : {}),
      stopped: () => setTimeout(() => process.exit(1), 100),
    },
  )
  await person.connect()
  const app = httpService({ logger, bodyLimit: 64 << 20 })
  app.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  mount(app, person.routes)
  const control = o.control ?? join(data, 'control.sock')
  if (existsSync(control)) rmSync(control)
  const before = process.umask(0o177)
  await app.listen({ path: control })
  process.umask(before)
  chmodSync(control, 0o600)
  return {
    address: { control, name: person.name },
    stop: async () => {
      await app.close()
      await person.stop()
    },
  }
})
