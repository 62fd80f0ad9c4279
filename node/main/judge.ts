/** A judge of sales as a process: takes evidence, answers with a signature or a refusal. */
import { joinCommand } from '@hdms/doorman/member/process.ts'
import type { JudgeServices } from '@hdms/flows/trading/ports.ts'
import { judgeContracts, judgeFlows } from '@hdms/node/institutional/judge.ts'
import { kind, port } from '@hdms/platform/node/config.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { INSTITUTION, institution, institutionNode, openBase, openDoors } from './compose.ts'
import { peersOnly } from './described.ts'
import { envelopeRoute } from './envelopes.ts'

const MAX_ENVELOPE = 1 << 20

await runMain({
  name: 'judge',
  about: 'a judge of sales: looks at evidence of one false field and signs a refund, or refuses',
  options: { ...kind('judge'), ...INSTITUTION, port: port(7470, 'Where nodes bring sealed evidence.') },
  commands: { join: joinCommand(institution) },
  start: async (o, logger) => {
    const base = await openBase(o)
    const more = { judges: true } as const
    const node = institutionNode<JudgeServices>(base, o, logger, { notary: '', flows: judgeFlows, contracts: judgeContracts, more })
    const app = httpService({ logger, bodyLimit: MAX_ENVELOPE, listening: o, api: peersOnly })
    await app.register(async (own) => envelopeRoute(own, o, async (envelope) => (await node.messenger.accept(envelope))?.reply))
    const reached = await openDoors(node, app, o)
    return {
      ...reached,
      stop: async () => {
        await app.close()
        await node.stop()
      },
    }
  },
})
