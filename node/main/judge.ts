/** A judge of sales as a process: takes evidence, answers with a signature or a refusal. */
import { joinCommand } from '@hdms/doorman/member/process.ts'
import { judgeCapabilities } from '@hdms/node/institutional/judge.ts'
import { kind, port } from '@hdms/platform/node/config.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { INSTITUTION, institution, openInstitution } from './compose.ts'
import { peersOnly } from './described.ts'
import { envelopeRoute } from './envelopes.ts'
import { RestDoor } from './rest-door.ts'

const MAX_ENVELOPE = 1 << 20

await runMain({
  name: 'judge',
  about: 'a judge of sales: looks at evidence of one false field and signs a refund, or refuses',
  options: { ...kind('judge'), ...INSTITUTION, port: port(7470, 'Where nodes bring sealed evidence.') },
  commands: { join: joinCommand(institution) },
  start: async (o, logger) => {
    const rest = new RestDoor(o)
    const open = await openInstitution(o, logger, judgeCapabilities, {
      ...{ notary: '', essential: 'trading' },
      doors: ({ node }) => [
        rest.to(async () => {
          const app = httpService({ logger, bodyLimit: MAX_ENVELOPE, listening: o, api: peersOnly })
          await app.register(async (own) => envelopeRoute(own, o, async (envelope) => (await node.messenger.accept(envelope))?.reply))
          return { app, close: () => {} }
        }),
      ],
    })
    return { address: { rest: rest.url }, reload: () => rest.reload(), stop: () => open.close() }
  },
})
