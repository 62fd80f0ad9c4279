/** What both processes of this folder begin with: identity, map, the service that counts. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AnswerTokensClient } from '@hdms/doorman/client/answer-tokens.ts'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol, type NodeKeys } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { required, type settings } from '@hdms/platform/node/main.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { parseName } from '@hdms/shared/identity/names.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { signNodeInfo } from '@hdms/shared/network/node-info.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { NodeStore } from '@hdms/shared/ports/node-store.ts'
import { systemClock as clock, delay } from '@hdms/shared/time.ts'
import { Counting } from './counting.ts'

export const SETTINGS = ['data', 'trust', 'doorman', 'network-map', 'queue', 'name', 'port', 'passphrase'] as const
type Settings = ReturnType<typeof settings>

export interface Service {
  readonly crypto: ReturnType<typeof nativeCrypto>
  readonly http: HttpClient
  readonly keys: NodeKeys
  readonly trust: TrustStore
  readonly map: MapClient
  readonly store: NodeStore
  readonly tokens: AnswerTokensClient
  readonly counting: Counting
  /** Lists itself in the map, and keeps what it knows of the network fresh. @returns stops that */
  announce(rest: string): Promise<() => Promise<void>>
}

const REFRESH = 5_000

export async function openService(o: Settings, logger: Logger, role: 0 | 1, kind: 'service' | 'institution'): Promise<Service> {
  const data = required('data', o['data'])
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const crypto = nativeCrypto()
  const http = fetchClient()
  const secrets = await openKeyStore(crypto, join(data, 'keys.json'), required('passphrase', o['passphrase']))
  const doormanUrl = required('doorman', o['doorman'])
  const doorman = new DoormanClient(http, doormanUrl)
  const keys = await enrol({ crypto, clock, secrets, doorman, name: parseName(required('name', o['name'])), kind })
  const trust = new TrustStore({ crypto, clock, http, doorman: doormanUrl, ...readTrust(required('trust', o['trust'])) })
  await trust.refresh()
  const [store, beside] = [await levelNodeStore(join(data, 'store')), await levelNodeStore(join(data, 'map'))]
  const map = new MapClient({
    crypto,
    http,
    url: required('network-map', o['network-map']),
    rules: () => trust.rules(),
    logger,
    store: beside,
  })
  await map.start()
  const tokens = new AnswerTokensClient(doorman, crypto, clock, { seed: keys.seed, chain: keys.chain })
  const counting = new Counting({
    ...{ crypto, clock, store, role, seed: keys.seed, sealingSecret: keys.sealingSecret },
    noise: await secrets.getOrCreate('count-noise', 32),
    institution: (name) => map.node(name).identityKey,
    spend: (query, token, name) => tokens.spend(query, token, name),
  })
  const refresh = (): Promise<unknown> =>
    Promise.all([trust.refresh(), map.refresh()]).catch((e: unknown) => logger.warn('refresh', { code: asHdmsError(e).code }))
  const announce = async (rest: string): Promise<() => Promise<void>> => {
    const none = { multiaddrs: [], notary: '', platformVersion: 1, transport: new Uint8Array(0) }
    const info = { ...none, name: keys.name, serial: clock.now(), chain: keys.chain, sealingKey: keys.sealingKey, rest }
    const signed = await signNodeInfo(crypto, keys.seed, info)
    for (;;) {
      try {
        await map.publish(signed)
        break
      } catch (error) {
        logger.warn('network map', { code: asHdmsError(error).code })
        await delay(clock, 1_000)
      }
    }
    const timer = setInterval(() => void refresh(), REFRESH)
    return async () => {
      clearInterval(timer)
      await Promise.all([store.close(), beside.close()])
    }
  }
  return { crypto, http, keys, trust, map, store, tokens, counting, announce }
}
