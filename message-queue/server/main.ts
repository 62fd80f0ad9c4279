/** The message queue as a process. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AnswerTokensClient } from '@hdms/doorman/client/answer-tokens.ts'
import { DoormanClient } from '@hdms/doorman/client/enrol.ts'
import { enrol } from '@hdms/doorman/client/keys.ts'
import { TrustStore } from '@hdms/doorman/client/trust.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { libp2pRelay } from '@hdms/platform/libp2p/relay.ts'
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
import { notaryId } from '@hdms/shared/notary/answer.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { webSockets } from '@libp2p/websockets'
import { Broadcasts } from './broadcasts.ts'
import { queueHttp } from './http.ts'
import { Mailboxes } from './mailboxes.ts'
import { firebasePush, PushRegistrations } from './push.ts'

const o = settings(['passphrase', 'data', 'trust', 'doorman', 'network-map', 'port', 'firebase-credentials', 'push-stand-in', 'relay-port'])
const logger = jsonLogger('message-queue')
const NAME = 'CN=Message Queue,O=HDMS,C=KR'

await runService(logger, async () => {
  const data = required('data', o.data)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const crypto = nativeCrypto()
  const http = fetchClient()
  const secrets = await openKeyStore(crypto, join(data, 'keys.json'), required('passphrase', o.passphrase))
  const doorman = new DoormanClient(http, required('doorman', o.doorman))
  const keys = await enrol({ crypto, clock, secrets, doorman, name: parseName(NAME), kind: 'service' })
  const tokens = new AnswerTokensClient(doorman, crypto, clock, { seed: keys.seed, chain: keys.chain })
  const trust = new TrustStore({ crypto, clock, http, doorman: required('doorman', o.doorman), ...readTrust(required('trust', o.trust)) })
  await trust.refresh()
  const rows = await levelNodeStore(join(data, 'mailboxes'))
  const beside = await levelNodeStore(join(data, 'map'))
  const map = new MapClient({
    crypto,
    http,
    url: required('network-map', o['network-map']),
    rules: () => trust.rules(),
    logger,
    store: beside,
  })
  await map.start()
  const credentials = o['firebase-credentials']
  const sender = firebasePush(credentials ? { serviceAccount: credentials } : { standIn: required('push-stand-in', o['push-stand-in']) })
  const push = new PushRegistrations(await levelNodeStore(join(data, 'push')), sender, logger)
  const mailboxes = new Mailboxes(crypto, clock, rows)
  const relayedTo = (id: string): string | undefined => {
    const { notaries, counters } = map.view.parameters
    const names = [...notaries.map((n) => n.name ?? ''), ...counters]
    const infos = names.flatMap((name) => map.view.nodes.get(name) ?? [])
    return infos.find((info) => hex(notaryId(info.identityKey)) === id)?.rest
  }
  const relay = await libp2pRelay({
    crypto,
    seed: await secrets.getOrCreate('relay', 32),
    transports: [webSockets()],
    listen: [`/ip4/127.0.0.1/tcp/${portNumber('relay-port', o['relay-port'], 7406)}/ws`],
  })
  const app = queueHttp({
    relayAddress: relay.multiaddrs[0] ?? '',
    crypto,
    clock,
    mailboxes,
    push,
    rules: () => trust.rules(),
    http,
    broadcasts: new Broadcasts(clock, rows),
    spend: (query, token, name) => tokens.spend(query, token, name),
    broadcaster: () => map.view.parameters.search || undefined,
    relayedTo,
    logger,
  })
  const rest = await listen(app, portNumber('port', o.port, 7404))
  const refresh = () =>
    Promise.all([trust.refresh(), map.refresh()]).catch((e: unknown) => logger.warn('refresh', { code: asHdmsError(e).code }))
  const timers = [setInterval(() => void refresh(), 5_000), setInterval(() => void mailboxes.sweep(), 60_000)]
  return {
    address: { rest },
    stop: async () => {
      for (const timer of timers) clearInterval(timer)
      await app.close()
      await relay.stop()
      await push.close()
      await rows.close()
      await beside.close()
    },
  }
})
