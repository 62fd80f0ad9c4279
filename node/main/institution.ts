/**
 * An institution's node as a process that runs capabilities of other parties and none of its own: REST for peers, and
 * for its own people.
 */
import { joinCommand } from '@hdms/doorman/member/process.ts'
import { consentOfNode } from '@hdms/node/capabilities/consent.ts'
import { ASK_API, askRoutes } from '@hdms/node/core/ask-routes.ts'
import { kind, port } from '@hdms/platform/node/config.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { BACKUP, backupCommands } from './backup.ts'
import { INSTITUTION, institution, NOTARY, openInstitution } from './compose.ts'
import { envelopeRoute } from './envelopes.ts'
import { mount } from './mount.ts'
import { ownApi, STAFF } from './own-api.ts'
import { RestDoor } from './rest-door.ts'

const MAX_ENVELOPE = 33 << 20

await runMain({
  name: 'institution',
  about: 'the node of an institution that runs capabilities of other parties: hdms node --kind institution --capability ./iou',
  options: {
    ...kind('institution'),
    ...INSTITUTION,
    port: port(7480, 'Where nodes send sealed envelopes, and its own people ask (/api).'),
    ...NOTARY,
    ...BACKUP,
    ...STAFF,
  },
  commands: { join: joinCommand(institution), ...backupCommands },
  start: async (o, logger) => {
    const rest = new RestDoor(o)
    const open = await openInstitution(o, logger, [consentOfNode], {
      notary: o.notary,
      doors: ({ node, routes, api }, base) => [
        rest.to(async () => {
          const parts = {
            o,
            base,
            logger,
            rest,
            kind: 'institution',
            tags: ['institution'],
            api: { ...api, ...ASK_API },
            bodyLimit: MAX_ENVELOPE,
          }
          const { app, building } = await ownApi(parts, (own) => mount(own, [...routes, ...askRoutes(node.engine)]))
          await app.register(async (own) => envelopeRoute(own, o, async (envelope) => (await node.messenger.accept(envelope))?.reply))
          return building
        }),
      ],
    })
    return { address: { rest: rest.url }, reload: () => rest.reload(), stop: () => open.close() }
  },
})
