/**
 * Many personal nodes in one process, each with a disk, keys and an owner's interface of its own: a crowd for demos and benchmarks. A phone has one.
 * Their interfaces lie under /0, /1, … of one socket of mode 0600.
 */
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { nodeDisk } from '@hdms/node/main/compose.ts'
import { mount } from '@hdms/node/main/mount.ts'
import { type PersonalNode, startPerson } from '@hdms/node/personal/person.ts'
import { standInPush } from '@hdms/node/personal/push-listener.ts'
import { KEEPING, passphrase } from '@hdms/platform/node/config.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { openKeyStore } from '@hdms/platform/node/key-store.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { readTrust } from '@hdms/platform/node/trust-files.ts'
import { fetchClient } from '@hdms/shared/ports/fetch-client.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { alterRecords } from './liar.ts'

/** An answer goes out within so many ms: nobody waits a minute here. */
const SPREAD = 1_500

const text = (about: string) => ({ type: 'text' as const, about, required: true as const })

await runMain({
  name: 'crowd',
  about: 'many personal nodes in one process',
  options: {
    ...KEEPING,
    trust: text('Folder with root.der and doorman-ca.der.'),
    doorman: text('Base URL of the doorman.'),
    'network-map': text('Base URL of the network map.'),
    queue: text('Base URL of the message queue.'),
    'push-stand-in': text('Base URL of the stand-in for FCM.'),
    invitations: text('File with a JSON list of invitations, one a person.'),
    control: text('Socket of their interfaces.'),
    issuer: text('X.500 name of the issuer.'),
  },
  start: async (o, logger) => {
    const { data } = o
    mkdirSync(data, { recursive: true, mode: 0o700 })
    const crypto = nativeCrypto()
    const http = fetchClient()
    const invitations = JSON.parse(readFileSync(o.invitations, 'utf8')) as string[]
    const secret = passphrase(o)
    const network = { doorman: o.doorman, networkMap: o['network-map'], queue: o.queue, issuer: o.issuer, ...readTrust(o.trust) }
    const app = httpService({ logger, bodyLimit: 64 << 20 })
    app.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    const people: PersonalNode[] = []
    for (const [i, invitation] of invitations.entries()) {
      const folder = join(data, String(i))
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      const secrets = await openKeyStore(crypto, join(folder, 'keys.json'), secret)
      const push = standInPush(http, clock, o['push-stand-in'], await secrets.getOrCreate('push', 24))
      const person = await startPerson(
        { crypto, clock, logger, http, secrets, openDisk: () => nodeDisk(folder), push },
        { network, invitation, selling: { spread: SPREAD } },
      )
      await person.connect()
      people.push(person)
      await app.register(
        async (own) => {
          mount(own, person.routes)
          own.get('/name', async () => ({ name: person.name }))
          // What no honest node does, and no node's interface offers.
          own.post('/alter', async () => ({ altered: alterRecords(person.node) }))
          own.post('/sleep', async () => {
            await person.stop()
            return {}
          })
        },
        { prefix: `/${i}` },
      )
    }
    const { control } = o
    if (existsSync(control)) rmSync(control)
    const before = process.umask(0o177)
    await app.listen({ path: control })
    process.umask(before)
    chmodSync(control, 0o600)
    return {
      address: { control, people: String(people.length) },
      stop: async () => {
        await app.close()
        for (const person of people) person.halt()
      },
    }
  },
})
