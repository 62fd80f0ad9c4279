/**
 * An institution's node as a process that runs capabilities of other parties and none of its own: REST for peers, and
 * for its own people.
 */
import { join } from 'node:path'
import { joinCommand } from '@hdms/doorman/member/process.ts'
import { consentOfNode } from '@hdms/node/capabilities/consent.ts'
import { ASK_API, askRoutes } from '@hdms/node/core/ask-routes.ts'
import { openAudit } from '@hdms/platform/node/audit.ts'
import { kind, port } from '@hdms/platform/node/config.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { apiToken } from './api-token.ts'
import { BACKUP, backupCommands, openBackups } from './backup.ts'
import { INSTITUTION, institution, NOTARY, openInstitution } from './compose.ts'
import { described } from './described.ts'
import { envelopeRoute } from './envelopes.ts'
import { mount } from './mount.ts'
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
  },
  commands: { join: joinCommand(institution), ...backupCommands },
  start: async (o, logger) => {
    const rest = new RestDoor(o)
    const open = await openInstitution(o, logger, [consentOfNode], {
      notary: o.notary,
      doors: ({ node, routes, api }, base) => [
        rest.to(async () => {
          const backups = openBackups(base, o, logger)
          const audit = openAudit(o.data)
          const token = apiToken(join(o.data, 'api-token'), () => hex(base.crypto.random(24)))
          const known = described(token, ['institution'], { ...api, ...ASK_API })
          const app = httpService({ logger, bodyLimit: MAX_ENVELOPE, listening: o, api: known })
          await app.register(async (own) => envelopeRoute(own, o, async (envelope) => (await node.messenger.accept(envelope))?.reply))
          await app.register(
            async (own) => {
              mount(own, [...routes, ...askRoutes(node.engine)], audit.note)
              backups.routes(own)
            },
            { prefix: '/api' },
          )
          const close = (): void => {
            backups.stop()
            audit.close()
          }
          return { app, close }
        }),
      ],
    })
    return { address: { rest: rest.url }, reload: () => rest.reload(), stop: () => open.close() }
  },
})
