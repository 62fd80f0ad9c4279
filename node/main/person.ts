/** A personal node as a process (a phone has the same node in its browser). Its owner speaks to it over a socket of mode 0600. */
import { chmodSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { withdrawConsent } from '@hdms/flows/consent/withdraw.ts'
import type { CoreServices } from '@hdms/flows/core/services.ts'
import { requestTreatment, type TreatmentArgs } from '@hdms/flows/treatment/patient.ts'
import { Node } from '@hdms/node/core/node.ts'
import { personalContracts, personalFlows } from '@hdms/node/personal/profile.ts'
import { standInPush } from '@hdms/node/personal/push-listener.ts'
import { importBundle } from '@hdms/node/personal/records.ts'
import { systemClock as clock } from '@hdms/platform/node/clock.ts'
import { httpService } from '@hdms/platform/node/http-server.ts'
import { libp2pTransport } from '@hdms/platform/node/libp2p-transport.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { required, runService, settings } from '@hdms/platform/node/main.ts'
import { fail } from '@hdms/shared/errors.ts'
import { nodeApi } from './api.ts'
import { openBase } from './compose.ts'

const o = settings(['data', 'trust', 'doorman', 'network-map', 'queue', 'push-stand-in', 'invitation', 'control', 'passphrase'])
const logger = jsonLogger('person')

const treatmentBody = {
  type: 'object',
  required: ['hospital', 'desk', 'reason'],
  properties: {
    hospital: { type: 'string', maxLength: 300 },
    reason: { type: 'string', maxLength: 2000 },
    desk: {
      type: 'object',
      required: ['code', 'name', 'birthDate', 'sex'],
      properties: {
        code: { type: 'string', maxLength: 40 },
        name: { type: 'string', maxLength: 200 },
        birthDate: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
        sex: { enum: ['male', 'female', 'other', 'unknown'] },
      },
    },
  },
} as const

await runService(logger, async () => {
  const data = required('data', o.data)
  const base = await openBase({
    data,
    trust: required('trust', o.trust),
    doorman: required('doorman', o.doorman),
    passphrase: required('passphrase', o.passphrase),
    kind: 'person',
    name: undefined,
    invitation: o.invitation,
  })
  const waiting = new Set<() => void>()
  const pushUrl = o['push-stand-in']
  const push = pushUrl ? { push: standInPush(base.http, clock, pushUrl, await base.secrets.getOrCreate('push', 24)) } : {}
  const node = new Node<CoreServices>({
    ...base,
    ...push,
    clock,
    logger,
    networkMap: required('network-map', o['network-map']),
    queue: required('queue', o.queue),
    notary: '',
    person: true,
    flows: personalFlows,
    contracts: personalContracts,
    more: {},
    asked: () => {
      for (const run of waiting) run()
      waiting.clear()
    },
    stopped: () => setTimeout(() => process.exit(1), 100),
  })
  // A phone dials and is not dialled: while its connection is open, the other side answers over it.
  const direct = await libp2pTransport({
    crypto: base.crypto,
    clock,
    logger,
    seed: base.keys.transportSeed,
    port: undefined,
    rules: () => base.trust.rules(),
    nodeInfo: () => node.nodeInfo,
    accept: async (envelope) => (await node.messenger.accept(envelope))?.reply,
  })
  node.messenger.prefer(direct)
  const app = httpService({ logger, bodyLimit: 64 << 20 })
  nodeApi(app, node)
  app.addContentTypeParser('application/fhir+json', { parseAs: 'string' }, (_request, body, done) => done(null, body))
  app.post('/import', async ({ body }) =>
    importBundle(
      node.services,
      base.store,
      typeof body === 'string' ? body : fail('INPUT_INVALID', { what: 'body', why: 'send application/fhir+json' }),
      clock.now(),
    ),
  )
  app.post<{ Body: TreatmentArgs; Querystring: { clientId?: string } }>(
    '/treatments',
    { schema: { body: treatmentBody } },
    async ({ body, query }, reply) => {
      node.directory.node(body.hospital)
      const { id, result } = await node.engine.startFlow(requestTreatment, body, query.clientId)
      result.catch(() => {})
      return reply.code(202).send({ flow: id, dealing: node.engine.sessionRows().find((s) => s.flow === id)?.id ?? '' })
    },
  )
  app.get<{ Params: { flow: string } }>('/results/:flow', async ({ params }) => ({ result: await node.engine.resultOf(params.flow) }))
  app.post<{ Body: { consent: string } }>('/withdrawals', async ({ body }, reply) => {
    const { id, result } = await node.engine.startFlow(withdrawConsent, { consent: String(body.consent) })
    return reply.code(201).send({ flow: id, transaction: await result })
  })
  /** Open questions; with `wait` the answer comes with the next one, or empty after ten seconds. */
  app.get<{ Querystring: { wait?: string } }>('/asks', async ({ query }) => {
    if (query.wait !== undefined && node.engine.openAsks().length === 0) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 10_000)
        waiting.add(() => {
          clearTimeout(timer)
          resolve()
        })
      })
    }
    return { asks: node.engine.openAsks() }
  })
  app.post<{ Body: { id: string; approved: boolean; reason?: string } }>('/answers', async ({ body }, reply) => {
    await node.engine.answer(body.id, { approved: body.approved === true, ...(body.reason ? { reason: body.reason } : {}) })
    return reply.code(204).send()
  })
  const control = o.control ?? join(data, 'control.sock')
  if (existsSync(control)) rmSync(control)
  const before = process.umask(0o177)
  await app.listen({ path: control })
  process.umask(before)
  chmodSync(control, 0o600)
  await node.start({ rest: '', multiaddrs: [] })
  return {
    address: { control, name: base.keys.name },
    stop: async () => {
      await app.close()
      await direct.stop()
      await node.stop()
    },
  }
})
