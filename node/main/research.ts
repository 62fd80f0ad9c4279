/** A research institute's node as a process: REST for people's nodes over the queue, and for its own researchers. */

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SearchClient } from '@hdms/data-search/client/search-client.ts'
import { joinCommand } from '@hdms/doorman/member/process.ts'
import type { BuyerServices } from '@hdms/flows/trading/ports.ts'
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { SHIPPED, withCodeFile } from '@hdms/health/codes/concept.ts'
import { QueueClient } from '@hdms/message-queue/client/queue-client.ts'
import { AnswerBoxes } from '@hdms/node/core/answer-boxes.ts'
import { nodeRoutes } from '@hdms/node/core/views.ts'
import { Research, researchContracts, researchFlows, researchServices } from '@hdms/node/institutional/research.ts'
import { researchRoutes } from '@hdms/node/institutional/research-routes.ts'
import { openAudit } from '@hdms/platform/node/audit.ts'
import { kind, port } from '@hdms/platform/node/config.ts'
import { allowPages, httpService } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { apiToken } from './api-token.ts'
import { BACKUP, backupCommands, openBackups } from './backup.ts'
import { INSTITUTION, institution, institutionNode, NOTARY, openBase, openDoors } from './compose.ts'
import { described } from './described.ts'
import { envelopeRoute } from './envelopes.ts'
import { mount } from './mount.ts'

const MAX_ENVELOPE = 33 << 20

await runMain({
  name: 'research',
  about: 'the node of a research institute: asks people, buys what they sell, exports it for analysis',
  options: {
    ...kind('research'),
    ...INSTITUTION,
    port: port(7460, 'Where nodes send sealed envelopes, and its own researchers ask (/api).'),
    ...NOTARY,
    ...BACKUP,
    issuer: { type: 'name', about: 'X.500 name of the issuer whose tokens are paid with.', required: true },
    release: {
      type: 'number',
      unit: 'minutes',
      least: 10,
      most: 1440,
      default: 60,
      about: 'How long a person whose phone sleeps has for handing over what was paid into escrow.',
    },
    codes: { type: 'file', about: 'An operator’s own codes beside the shipped ones (docs/trading.md).' },
  },
  commands: { join: joinCommand(institution), ...backupCommands },
  start: async (o, logger) => {
    const base = await openBase(o)
    const { crypto, http, keys, storage } = base
    // An operator's own codes (SNOMED CT where there is a licence) beside the shipped ones.
    const catalogue = o.codes ? new Catalogue(withCodeFile(SHIPPED, readFileSync(o.codes, 'utf8'))) : new Catalogue()
    const node = institutionNode<BuyerServices>(base, o, logger, {
      notary: o.notary,
      flows: researchFlows,
      contracts: researchContracts,
      more: await researchServices(storage.store, clock, o.issuer, { release: o.release }),
    })
    const member = { seed: keys.seed, chain: keys.chain }
    const queue = new QueueClient({ crypto, clock, http, url: o.queue, member })
    const accept = (envelope: Uint8Array): Promise<void> => node.messenger.acceptKept(envelope)
    const boxes = new AnswerBoxes({ crypto, clock, logger, queue, store: storage.store, accept })
    const searchUrl = (): string => node.map.node(node.map.view.parameters.search).rest
    const search = new SearchClient({ crypto, clock, http, url: searchUrl, member })
    const research = new Research({ node, search, boxes, clock, logger, catalogue })
    const backups = openBackups(base, o, logger)
    const audit = openAudit(o.data)
    const token = apiToken(join(o.data, 'api-token'), () => hex(crypto.random(24)))
    const app = httpService({ logger, bodyLimit: MAX_ENVELOPE, listening: o, api: described(token, ['research']) })
    await app.register(async (own) => envelopeRoute(own, o, async (envelope) => (await node.messenger.accept(envelope))?.reply))
    const routes = [...nodeRoutes(node, clock), ...researchRoutes(node, research, catalogue, clock)]
    await app.register(
      async (own) => {
        await allowPages(own, o)
        mount(own, routes, audit.note)
        backups.routes(own)
      },
      { prefix: '/api' },
    )
    const reached = await openDoors(node, app, o)
    await boxes.start()
    research.start()
    return {
      ...reached,
      stop: async () => {
        research.stop()
        boxes.stop()
        backups.stop()
        await app.close()
        audit.close()
        await node.stop()
      },
    }
  },
})
