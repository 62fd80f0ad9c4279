/** The stand-in HIS as a process: a desk over HTTP, and towards the hospital's node HL7 v2 (`--node mllp://…`) or FHIR R4 (`--node http://…/fhir`). */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { KEEPING, LISTENING, port } from '@hdms/platform/node/config.ts'
import { httpService, listen } from '@hdms/platform/node/http-server.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { runMain } from '@hdms/platform/node/main.ts'
import { fail } from '@hdms/shared/errors.ts'
import { fhirProtocol } from './fhir.ts'
import { hl7Protocol } from './hl7.ts'
import { HisStore, type Order, type Patient } from './store.ts'
import { HisSystem } from './system.ts'

const deskBody = {
  type: 'object',
  required: ['name', 'birthDate', 'sex'],
  properties: {
    name: { type: 'string', minLength: 1 },
    birthDate: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
    sex: { enum: ['male', 'female', 'other', 'unknown'] },
  },
} as const

await runMain({
  name: 'his',
  about: 'a stand-in for a hospital information system',
  options: {
    data: KEEPING.data,
    ...LISTENING,
    port: port(7421, 'Its desk, and FHIR.'),
    'mllp-port': port(7420, 'Where it listens for HL7 v2.'),
    node: { type: 'text', about: 'The hospital’s node: mllp://host:port or http://host:port/fhir.', required: true },
    'node-token-file': { type: 'text', about: 'File with the token of the node’s API; for FHIR.' },
    items: {
      type: 'list',
      about: 'What the clinic asks for.',
      default: ['AllergyIntolerance', 'Condition', 'MedicationRequest', 'Observation'],
    },
  },
  start: async (o, logger) => {
    mkdirSync(o.data, { recursive: true, mode: 0o700 })
    const store = new HisStore(await levelNodeStore(join(o.data, 'store')))
    const system = new HisSystem(store, [...o.items], logger)
    const { node } = o
    const app = httpService({ logger, bodyLimit: 64 << 20, listening: o })
    const protocol = node.startsWith('mllp:')
      ? await hl7Protocol(system, o['mllp-port'], new URL(node), logger)
      : fhirProtocol(system, app, node, o['node-token-file'] ?? fail('CONFIG_INVALID', { name: 'node-token-file', why: 'FHIR needs it' }))
    app.post<{ Body: Omit<Patient, 'id'> }>('/desk', { schema: { body: deskBody } }, async ({ body }, reply) => {
      const { name, birthDate, sex } = body
      return reply.code(201).send(await system.register({ name, birthDate, sex }))
    })
    app.get('/orders', async () => ({
      orders: (await store.list<Order>('order')).map(({ id, state, patientId, why }) => ({
        id,
        state,
        ...(patientId ? { patientId } : {}),
        ...(why ? { why } : {}),
      })),
    }))
    const { url: rest } = await listen(app, o)
    system.speak(protocol)
    return {
      address: { rest, node },
      stop: async () => {
        await app.close()
        await system.stop()
      },
    }
  },
})
