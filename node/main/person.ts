/** A personal node as a process (a phone has the same node in its browser). Its owner speaks to it over a socket of mode 0600. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fetchRoots } from '@hdms/doorman/client/member.ts'
import { startPerson } from '@hdms/node/personal/person.ts'
import { standInPush } from '@hdms/node/personal/push-listener.ts'
import { libp2pTransport } from '@hdms/platform/libp2p/transport.ts'
import { CALLING, KEEPING, kind, MEMBER, passphrase } from '@hdms/platform/node/config.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { pinnedRoots } from '@hdms/platform/node/trust-files.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { tcp } from '@libp2p/tcp'
import { nodeDisk, RUNS } from './compose.ts'
import { controlDoor } from './control-door.ts'
import { ownersOnly } from './described.ts'
import { loadGuests } from './guests/load.ts'
import { mount } from './mount.ts'

await runMain({
  name: 'person',
  about: 'a personal node on a computer; its owner asks it over a socket of mode 0600',
  options: {
    ...kind('person'),
    ...KEEPING,
    ...MEMBER,
    ...CALLING,
    queue: { type: 'url', about: 'Base URL of the message queue.', required: true },
    ...RUNS,
    invitation: { type: 'text', about: 'One-time invitation from an institution; needed at the first start.' },
    control: { type: 'text', about: 'The socket. Default: control.sock under data.' },
    issuer: { type: 'name', about: 'X.500 name of the issuer of health tokens that activity is claimed from.' },
    'push-stand-in': { type: 'url', about: 'Base URL of a service that wakes it as FCM wakes a phone.' },
    'answer-within': {
      type: 'number',
      unit: 'milliseconds',
      least: 0,
      most: 600_000,
      about: 'An answer to a query goes out at a random time within this, so that its time tells nothing.',
    },
  },
  start: async (o, logger) => {
    mkdirSync(o.data, { recursive: true, mode: 0o700 })
    const { loaded } = await loadGuests(o)
    const crypto = nativeCrypto()
    const http = fetchClient()
    const secrets = await openKeyStore(crypto, join(o.data, 'keys.json'), passphrase(o))
    const pushUrl = o['push-stand-in']
    const roots = await pinnedRoots(o, (told) => fetchRoots(crypto, clock, http, o.doorman, told))
    const control = o.control ?? join(o.data, 'control.sock')
    const person = await startPerson(
      {
        crypto,
        clock,
        logger,
        http,
        secrets,
        openDisk: () => nodeDisk(o.data),
        ...(pushUrl ? { push: standInPush(http, clock, pushUrl, await secrets.getOrCreate('push', 24)) } : {}),
        direct: (needs) => libp2pTransport({ crypto, clock, logger, transports: [tcp()], listen: [], ...needs }),
      },
      {
        network: {
          doorman: o.doorman,
          networkMap: o['network-map'],
          queue: o.queue,
          ...(o.issuer ? { issuer: o.issuer } : {}),
          ...roots,
        },
        ...(o.capabilities ? { runs: o.capabilities } : {}),
        guests: loaded,
        ...(o.invitation ? { invitation: o.invitation } : {}),
        ...(o['answer-within'] === undefined ? {} : { selling: { spread: o['answer-within'] } }),
        stopped: () => setTimeout(() => process.exit(1), 100),
        doors: (own, api) => [
          controlDoor(control, () => {
            const app = httpService({ logger, bodyLimit: 96 << 20, api: ownersOnly(api) })
            app.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
            mount(app, own())
            return app
          }),
        ],
      },
    )
    await person.connect()
    return { address: { control, name: person.name }, stop: () => person.stop() }
  },
})
