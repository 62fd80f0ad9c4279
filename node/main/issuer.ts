/** An issuer of health tokens as a process: REST for people's nodes, and for its own operators. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { MintServices } from '@hdms/flows/activity/issuer/claimed.ts'
import type { Maker, Programme } from '@hdms/flows/activity/programme.ts'
import { RULE_1 } from '@hdms/flows/activity/reward.ts'
import { Node } from '@hdms/node/core/node.ts'
import { nodeRoutes } from '@hdms/node/core/views.ts'
import { issuerContracts, issuerFlows, issuerRoutes, issuerServices } from '@hdms/node/institutional/issuer.ts'
import { httpService, listen } from '@hdms/platform/node/http-server.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { fromHex, hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { apiToken, guarded } from './api-token.ts'
import { openBase } from './compose.ts'
import { envelopeRoute } from './envelopes.ts'
import { mount } from './mount.ts'

const o = settings(['data', 'trust', 'doorman', 'network-map', 'queue', 'notary', 'name', 'port', 'passphrase', 'makers', 'purpose'])
const logger = jsonLogger('issuer')
const MAX_ENVELOPE = 65 << 20

/** Whose shoes are taken: a JSON list of { name, key (hex), revoked }. @throws CONFIG_INVALID */
function makersFrom(file: string): Maker[] {
  try {
    const list = JSON.parse(readFileSync(file, 'utf8')) as { name: string; key: string; revoked?: boolean }[]
    return list.map(({ name, key, revoked }) => ({ name, key: fromHex(key), revoked: revoked ?? false }))
  } catch {
    return fail('CONFIG_INVALID', { name: 'makers', why: 'a file with a JSON list of { name, key (hex), revoked }' })
  }
}

await runService(logger, async () => {
  const data = required('data', o.data)
  const name = required('name', o.name)
  const purpose = o.purpose ?? 'own'
  if (purpose !== 'own' && purpose !== 'public-service') fail('CONFIG_INVALID', { name: 'purpose', why: 'own or public-service' })
  const programme: Programme = { rule: RULE_1, makers: makersFrom(required('makers', o.makers)), purpose: purpose as Programme['purpose'] }
  const base = await openBase({
    data,
    trust: required('trust', o.trust),
    doorman: required('doorman', o.doorman),
    passphrase: required('passphrase', o.passphrase),
    kind: 'institution',
    name,
    invitation: undefined,
  })
  const node: Node<MintServices> = new Node<MintServices>({
    ...base,
    clock,
    logger,
    networkMap: required('network-map', o['network-map']),
    queue: required('queue', o.queue),
    notary: required('notary', o.notary),
    person: false,
    flows: issuerFlows,
    contracts: issuerContracts,
    more: await issuerServices(base.storage.store, base.keys.name, programme, clock.now()),
    stopped: () => setTimeout(() => process.exit(1), 100),
  })
  const app = httpService({ logger, bodyLimit: MAX_ENVELOPE })
  await app.register(async (own) => envelopeRoute(own, async (envelope) => (await node.messenger.accept(envelope))?.reply))
  const token = apiToken(join(data, 'api-token'), () => hex(base.crypto.random(24)))
  await app.register(async (own) => mount(guarded(own, token), [...nodeRoutes(node, clock), ...issuerRoutes(node)]), { prefix: '/api' })
  const rest = await listen(app, portNumber('port', o.port, 7450))
  await node.start({ rest, multiaddrs: [] })
  return {
    address: { rest },
    stop: async () => {
      await app.close()
      await node.stop()
    },
  }
})
