/** The network map as a process. */
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrolRole } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { networkMapHttp } from './http.ts'
import { NetworkMapRegistry } from './network-map.ts'

const o = settings(['data', 'trust', 'doorman', 'parameters', 'port', 'passphrase'])
const logger = jsonLogger('network-map')

await runService(logger, async () => {
  const data = required('data', o.data)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const crypto = nativeCrypto()
  const http = fetchClient()
  const doormanUrl = required('doorman', o.doorman)
  const trust = new TrustStore({ crypto, clock, http, doorman: doormanUrl, ...readTrust(required('trust', o.trust)) })
  await trust.refresh()
  const secrets = await openKeyStore(crypto, join(data, 'keys.json'), required('passphrase', o.passphrase))
  const name = parseName('CN=Network Map,O=HDMS,C=KR')
  const key = await enrolRole({ crypto, clock, secrets, doorman: new DoormanClient(http, doormanUrl), name }, 'network-map')
  const store = await levelNodeStore(join(data, 'store'))
  const registry = new NetworkMapRegistry({ crypto, clock, store, key, rules: () => trust.rules() })
  await registry.setParameters(new Uint8Array(readFileSync(required('parameters', o.parameters))))
  const timer = setInterval(() => void trust.refresh(), 10_000)
  const app = networkMapHttp(registry, logger)
  const url = await listen(app, portNumber('port', o.port, 7401))
  return {
    address: { rest: url },
    stop: async () => {
      clearInterval(timer)
      await app.close()
      await store.close()
    },
  }
})
