/** The message queue as a process. */

import { join } from 'node:path'
import { AnswerTokensClient } from '@hdms/doorman/client/answer-tokens.ts'
import { joinCommand, openMember } from '@hdms/doorman/member/process.ts'
import { MapClient } from '@hdms/network-map/client/map-client.ts'
import { libp2pRelay } from '@hdms/platform/libp2p/relay.ts'
import { CALLING, KEEPING, LISTENING, MEMBER, port } from '@hdms/platform/node/config.ts'
import { listen } from '@hdms/platform/node/http-server.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { MIRRORED, serviceStore } from '@hdms/platform/node/service-store.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { notaryId } from '@hdms/shared/notary/answer.ts'
import { PROVEN } from '@hdms/shared/storage/versions.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { webSockets } from '@libp2p/websockets'
import { Broadcasts } from './broadcasts.ts'
import { queueHttp } from './http.ts'
import { ENDS_OF_OLD, Mailboxes } from './mailboxes.ts'
import { firebasePush, PushRegistrations } from './push.ts'
import { refuse } from './reasons.ts'

const who = () => ({ name: 'CN=Message Queue,O=HDMS,C=KR', kind: 'service' as const })

await runMain({
  name: 'message-queue',
  about: 'mailboxes for phones that sleep, wake-ups by push, and the relay that hides who asks a notary',
  options: {
    ...KEEPING,
    ...MIRRORED,
    ...MEMBER,
    ...CALLING,
    ...LISTENING,
    port: port(7404, 'Where nodes leave and fetch messages.'),
    'relay-port': port(7406, 'Where phones reach the libp2p relay over WebSocket, on the address that host says.'),
    'relay-announce': { type: 'list', about: 'Multiaddresses that phones reach the relay at, when they are others than it listens on.' },
    'firebase-credentials': { type: 'file', about: 'Service account of the Firebase project that wakes phones, mode 0600.' },
    'push-stand-in': { type: 'url', about: 'Base URL of a service that speaks the FCM HTTP v1 API, instead of Firebase.' },
  },
  commands: { join: joinCommand(who) },
  start: async (o, logger) => {
    const { crypto, http, secrets, keys, trust, doorman } = await openMember(o, who())
    const tokens = new AnswerTokensClient(doorman, crypto, clock, { seed: keys.seed, chain: keys.chain })
    const rows = await serviceStore(o, 'mailboxes', [ENDS_OF_OLD, PROVEN])
    const beside = await levelNodeStore(join(o.data, 'map'))
    const map = new MapClient({ crypto, http, url: o['network-map'], rules: () => trust.rules(), logger, store: beside })
    await map.start()
    const [credentials, standIn] = [o['firebase-credentials'], o['push-stand-in']]
    const push = credentials
      ? { serviceAccount: credentials }
      : {
          standIn: standIn ?? refuse('CONFIG_INVALID', 'push', { name: 'firebase-credentials' }),
        }
    const registrations = new PushRegistrations(await levelNodeStore(join(o.data, 'push')), firebasePush(push), logger)
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
      listen: [`/ip4/${o.host}/tcp/${o['relay-port']}/ws`],
      announce: o['relay-announce'] ?? [],
    })
    const app = queueHttp({
      relayAddress: relay.multiaddrs[0] ?? '',
      crypto,
      clock,
      mailboxes,
      push: registrations,
      rules: () => trust.rules(),
      http,
      broadcasts: new Broadcasts(clock, rows),
      spend: (query, token, name) => tokens.spend(query, token, name),
      broadcaster: () => map.view.parameters.search || undefined,
      relayedTo,
      logger,
      listening: o,
    })
    const { url: rest, reload } = await listen(app, o)
    const refresh = () =>
      Promise.all([trust.refresh(), map.refresh()]).catch((e: unknown) => logger.warn('refresh', { code: asHdmsError(e).code }))
    const timers = [setInterval(() => void refresh(), 5_000), setInterval(() => void mailboxes.sweep(), 60_000)]
    return {
      address: { rest },
      reload,
      stop: async () => {
        for (const timer of timers) clearInterval(timer)
        await app.close()
        await relay.stop()
        await registrations.close()
        await rows.close()
        await beside.close()
      },
    }
  },
})
