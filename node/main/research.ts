/** A research institute's node as a process: REST for people's nodes over the queue, and for its own researchers. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SearchClient } from '@hdms/data-search/client/search-client.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { SHIPPED, withCodeFile } from '@hdms/health/codes/concept.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { AnswerBoxes } from '@hdms/node/core/answer-boxes.ts'
import { Node } from '@hdms/node/core/node.ts'
import { nodeRoutes } from '@hdms/node/core/views.ts'
import { Research, researchContracts, researchFlows, researchServices } from '@hdms/node/institutional/research.ts'
import { researchRoutes } from '@hdms/node/institutional/research-routes.ts'
import { allowPages, httpService, listen } from '@hdms/platform/node/http-server.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { apiToken, guarded } from './api-token.ts'
import { openBase } from './compose.ts'
import { envelopeRoute } from './envelopes.ts'
import { mount } from './mount.ts'

const o = settings([
  'data',
  'trust',
  'doorman',
  'network-map',
  'queue',
  'notary',
  'name',
  'port',
  'passphrase',
  'issuer',
  'release',
  'codes',
])
const logger = jsonLogger('research')
const MAX_ENVELOPE = 33 << 20

await runService(logger, async () => {
  const data = required('data', o.data)
  const name = required('name', o.name)
  const release = Number(o.release ?? 60)
  if (!Number.isInteger(release) || release < 10 || release > 1440) fail('CONFIG_INVALID', { name: 'release', why: 'minutes, 10 to 1440' })
  const base = await openBase({
    data,
    trust: required('trust', o.trust),
    doorman: required('doorman', o.doorman),
    passphrase: required('passphrase', o.passphrase),
    kind: 'institution',
    name,
    invitation: undefined,
  })
  const { crypto, http, keys, storage } = base
  const queueUrl = required('queue', o.queue)
  // An operator's own codes (SNOMED CT where there is a licence) beside the shipped ones.
  const catalogue = o.codes ? new Catalogue(withCodeFile(SHIPPED, readFileSync(o.codes, 'utf8'))) : new Catalogue()
  const node: Node<BuyerServices> = new Node<BuyerServices>({
    ...base,
    clock,
    logger,
    networkMap: required('network-map', o['network-map']),
    queue: queueUrl,
    notary: required('notary', o.notary),
    person: false,
    flows: researchFlows,
    contracts: researchContracts,
    more: await researchServices(storage.store, clock, required('issuer', o.issuer), { release }),
    stopped: () => setTimeout(() => process.exit(1), 100),
  })
  const member = { seed: keys.seed, chain: keys.chain }
  const queue = new QueueClient({ crypto, clock, http, url: queueUrl, member })
  const accept = (envelope: Uint8Array): Promise<void> => node.messenger.acceptKept(envelope)
  const boxes = new AnswerBoxes({ crypto, clock, logger, queue, store: storage.store, accept })
  const searchUrl = (): string => node.map.node(node.map.view.parameters.search).rest
  const search = new SearchClient({ crypto, clock, http, url: searchUrl, member })
  const research = new Research({ node, search, boxes, clock, logger, catalogue })
  const app = httpService({ logger, bodyLimit: MAX_ENVELOPE })
  await app.register(async (own) => envelopeRoute(own, async (envelope) => (await node.messenger.accept(envelope))?.reply))
  const token = apiToken(join(data, 'api-token'), () => hex(crypto.random(24)))
  const routes = [...nodeRoutes(node, clock), ...researchRoutes(node, research, catalogue, clock)]
  await app.register(
    async (own) => {
      await allowPages(own)
      mount(guarded(own, token), routes)
    },
    { prefix: '/api' },
  )
  const rest = await listen(app, portNumber('port', o.port, 7460))
  await node.start({ rest, multiaddrs: [] })
  await boxes.start()
  research.start()
  return {
    address: { rest },
    stop: async () => {
      research.stop()
      boxes.stop()
      await app.close()
      await node.stop()
    },
  }
})
