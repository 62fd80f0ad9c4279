/** The stand-in HIS as a process: a desk over HTTP, and towards the hospital's node HL7 v2 (`--node mllp://…`) or FHIR R4 (`--node http://…/fhir`). */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { httpService, listen } from '@hdms/platform/node/http-server.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { fhirProtocol } from './fhir.ts'
import { hl7Protocol } from './hl7.ts'
import { HisStore, type Order, type Patient } from './store.ts'
import { HisSystem } from './system.ts'

const o = settings(['data', 'port', 'mllp-port', 'node', 'node-token-file', 'items'])
const logger = jsonLogger('his')
/** What the clinic asks for. */
const ITEMS = (o.items ?? 'AllergyIntolerance,Condition,MedicationRequest,Observation').split(',')

const deskBody = {
  type: 'object',
  required: ['name', 'birthDate', 'sex'],
  properties: {
    name: { type: 'string', minLength: 1 },
    birthDate: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
    sex: { enum: ['male', 'female', 'other', 'unknown'] },
  },
} as const

await runService(logger, async () => {
  const data = required('data', o.data)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const store = new HisStore(await levelNodeStore(join(data, 'store')))
  const system = new HisSystem(store, ITEMS, logger)
  const node = required('node', o.node)
  const app = httpService({ logger, bodyLimit: 64 << 20 })
  const protocol = node.startsWith('mllp:')
    ? await hl7Protocol(system, portNumber('mllp-port', o['mllp-port'], 7420), new URL(node), logger)
    : fhirProtocol(system, app, node, required('node-token-file', o['node-token-file']))
  app.post<{ Body: Omit<Patient, 'id'> }>('/desk', { schema: { body: deskBody } }, async ({ body }, reply) => {
    const { name, birthDate, sex } = body
    return reply.code(201).send(await system.register({ name, birthDate, sex }))
  })
  app.get('/orders', async () => ({
    orders: (await store.list<Order>('order')).map(({ id, state, why }) => ({ id, state, ...(why ? { why } : {}) })),
  }))
  const rest = await listen(app, portNumber('port', o.port, 7421))
  system.speak(protocol)
  return {
    address: { rest, node },
    stop: async () => {
      await app.close()
      await system.stop()
    },
  }
})
