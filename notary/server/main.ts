/** A notary as a process. Says ENROLLED with its key as soon as it has one: the network parameters need it before there is a map. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { systemClock as clock, delay } from '@hdms/shared/time.ts'
import { notaryHttp } from './http.ts'
import { Notary } from './notary.ts'
import { ParametersWatch } from './parameters.ts'
import { Register } from './register.ts'
import { notaryService } from './service.ts'
import { uniquenessStore } from './store.ts'

const o = settings(['data', 'trust', 'doorman', 'network-map', 'name', 'port', 'passphrase'])
const logger = jsonLogger('notary')

await runService(logger, async () => {
  const data = required('data', o.data)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const crypto = nativeCrypto()
  const http = fetchClient()
  const doormanUrl = required('doorman', o.doorman)
  const secrets = await openKeyStore(crypto, join(data, 'keys.json'), required('passphrase', o.passphrase))
  const name = parseName(required('name', o.name))
  const keys = await enrol({ crypto, clock, secrets, doorman: new DoormanClient(http, doormanUrl), name, kind: 'notary' })
  process.stdout.write(`ENROLLED ${JSON.stringify({ name: keys.name, key: hex(keys.key) })}\n`)
  const trust = new TrustStore({ crypto, clock, http, doorman: doormanUrl, ...readTrust(required('trust', o.trust)) })
  await trust.refresh()
  const [rows, beside] = [await levelNodeStore(join(data, 'store')), await levelNodeStore(join(data, 'map'))]
  const map = new MapClient({
    crypto,
    http,
    url: required('network-map', o['network-map']),
    rules: () => trust.rules(),
    logger,
    store: beside,
  })
  const parameters = new ParametersWatch(map, rows)
  await parameters.start()
  const notary = await Notary.start({ crypto, clock, store: uniquenessStore(rows), seed: keys.seed, parameters: () => parameters.view() })
  const register = new Register(crypto, uniquenessStore(rows), notary.id, keys.sealingSecret)
  const app = notaryHttp(notaryService(crypto, notary, register, keys.sealingSecret, logger), logger)
  const rest = await listen(app, portNumber('port', o.port, 7402))
  const update = async (): Promise<void> => {
    await map.refresh()
    await parameters.update(clock.now())
  }
  for (let published = false; !published; ) {
    try {
      await map.start()
      await parameters.update(clock.now())
      const info = {
        name: keys.name,
        serial: clock.now(),
        chain: keys.chain,
        sealingKey: keys.sealingKey,
        rest,
        multiaddrs: [],
        notary: keys.name,
        platformVersion: 1,
        transport: new Uint8Array(0),
      }
      await map.publish(await signNodeInfo(crypto, keys.seed, info))
      published = true
    } catch (error) {
      logger.info('waiting for the network map', { code: asHdmsError(error).code })
      await delay(clock, 300)
    }
  }
  const timer = setInterval(
    () => void Promise.all([trust.refresh(), update().catch((e: unknown) => logger.warn('map', { code: asHdmsError(e).code }))]),
    10_000,
  )
  return {
    address: { rest },
    stop: async () => {
      clearInterval(timer)
      await app.close()
      await notary.stop()
      await beside.close()
    },
  }
})
