/** A judge of sales as a process: takes evidence, answers with a signature or a refusal. */
import type { JudgeServices } from '@hdms/flows/trading/ports.ts'
import { Node } from '@hdms/node/core/node.ts'
import { judgeContracts, judgeFlows } from '@hdms/node/institutional/judge.ts'
import { httpService, listen } from '@hdms/platform/node/http-server.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { systemClock as clock } from '@hdms/shared/time.ts'
import { openBase } from './compose.ts'
import { envelopeRoute } from './envelopes.ts'

const o = settings(['data', 'trust', 'doorman', 'network-map', 'queue', 'name', 'port', 'passphrase'])
const logger = jsonLogger('judge')
const MAX_ENVELOPE = 1 << 20

await runService(logger, async () => {
  const base = await openBase({
    data: required('data', o.data),
    trust: required('trust', o.trust),
    doorman: required('doorman', o.doorman),
    passphrase: required('passphrase', o.passphrase),
    kind: 'institution',
    name: required('name', o.name),
    invitation: undefined,
  })
  const node: Node<JudgeServices> = new Node<JudgeServices>({
    ...base,
    clock,
    logger,
    networkMap: required('network-map', o['network-map']),
    queue: required('queue', o.queue),
    notary: '',
    person: false,
    flows: judgeFlows,
    contracts: judgeContracts,
    more: { judges: true },
    stopped: () => setTimeout(() => process.exit(1), 100),
  })
  const app = httpService({ logger, bodyLimit: MAX_ENVELOPE })
  await app.register(async (own) => envelopeRoute(own, async (envelope) => (await node.messenger.accept(envelope))?.reply))
  const rest = await listen(app, portNumber('port', o.port, 7470))
  await node.start({ rest, multiaddrs: [] })
  return {
    address: { rest },
    stop: async () => {
      await app.close()
      await node.stop()
    },
  }
})
