/**
 * The stand-in hospital information system, a real one in miniature: a desk that registers people, orders over HL7 v2, a decision,
 * a data request, the records that come, and a result written from them. Everything is stored before it is acknowledged, and
 * what it has to say is sent until it is acknowledged.
 */

import { randomBytes } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { escapeHl7, FHIR_SEX, field, hl7Message, hl7Time, messageType } from '@hdms/node/institutional/his/hl7-text.ts'
import { mllpSender, mllpServer } from '@hdms/node/institutional/his/mllp.ts'
import { httpService, listen } from '@hdms/platform/node/http-server.ts'
import { levelNodeStore } from '@hdms/platform/node/level-store.ts'
import { jsonLogger } from '@hdms/platform/node/log.ts'
import { portNumber, required, runService, settings } from '@hdms/platform/node/main.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { Hl7Message } from '@medplum/core'
import { assess } from './clinic.ts'
import { type DeskCode, HisStore, type Order, type OutMessage, type Patient } from './store.ts'

const o = settings(['data', 'port', 'mllp-port', 'node', 'items'])
const logger = jsonLogger('his')
/** What the clinic asks for. */
const ITEMS = (o.items ?? 'AllergyIntolerance,Condition,MedicationRequest,Observation').split(',')

await runService(logger, async () => {
  const data = required('data', o.data)
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const store = new HisStore(await levelNodeStore(join(data, 'store')))
  const target = new URL(required('node', o.node))
  const sender = mllpSender(target.hostname, Number(target.port))
  let flushing: Promise<void> | undefined
  let stopped = false

  const message = (type: string, segments: readonly (readonly string[])[]): OutMessage => {
    const id = `${Date.now().toString(36)}${randomBytes(4).toString('hex')}`.slice(0, 20)
    return { id, text: hl7Message({ from: 'HIS', to: 'HDMS', type, control: id, at: Date.now() }, segments).toString() }
  }

  /** Sends what waits, in order, until each is acknowledged. */
  const flush = (): void => {
    flushing ??= (async () => {
      for (
        let waiting = await store.list<OutMessage>('out');
        waiting.length > 0 && !stopped;
        waiting = await store.list<OutMessage>('out')
      ) {
        const next = waiting[0] as OutMessage
        try {
          await sender.send(Hl7Message.parse(next.text))
        } catch (error) {
          const known = asHdmsError(error)
          if (known.retry) {
            await new Promise((resolve) => setTimeout(resolve, 400))
            continue
          }
          await store.save([['dead', next.id, { ...next, code: known.code }]])
          logger.warn('message refused by the node', { code: known.code })
        }
        await store.save([['out', next.id, null]])
      }
    })().finally(() => {
      flushing = undefined
    })
  }

  const take = async (m: Hl7Message): Promise<Hl7Message | undefined> => {
    const control = field(m, 'MSH', 10)
    // The same control id again is acknowledged again and does nothing.
    if (await store.get('seen', control)) return undefined
    switch (messageType(m)) {
      case 'ORM^O01':
        await (field(m, 'ORC', 1) === 'CA' ? cancel(m, control) : newOrder(m, control))
        break
      case 'MDM^T02':
        await records(m, control)
        break
      default:
        fail('HIS_PROTOCOL', { why: `messages of type ${messageType(m)} are not taken` })
    }
    flush()
    return undefined
  }

  const newOrder = async (m: Hl7Message, control: string): Promise<void> => {
    const birth = field(m, 'PID', 7)
    const order: Order = {
      id: field(m, 'ORC', 2),
      code: field(m, 'PID', 3),
      name: field(m, 'PID', 5),
      birthDate: `${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6, 8)}`,
      sex: FHIR_SEX[field(m, 'PID', 8)] ?? 'unknown',
      reason: field(m, 'OBR', 13),
      state: 'new',
    }
    const desk = await store.get<DeskCode>('code', order.code)
    const patient = desk && (await store.get<Patient>('patient', desk.patientId))
    const why = mismatch(order, desk, patient)
    if (why || !patient || !desk) {
      const reply = message('ORR^O02', [
        ['MSA', 'AA', control],
        ['NTE', '1', '', escapeHl7(why || 'unknown')],
        ['ORC', 'UA', order.id],
      ])
      await store.save([
        ['seen', control, 1],
        ['order', order.id, { ...order, state: 'refused', why }],
        ['out', `${Date.now()}-${reply.id}`, { ...reply, id: `${Date.now()}-${reply.id}` }],
      ])
      return
    }
    const approve = message('ORR^O02', [
      ['MSA', 'AA', control],
      ['PID', '1', '', patient.id],
      ['ORC', 'OK', order.id, order.id],
    ])
    const ask = message('QBP^Q11', [
      ['QPD', 'HDMS_DATA', approve.id, order.id, patient.id, ITEMS.join('~'), '30', escapeHl7(`Treatment: ${order.reason}`)],
      ['RCP', 'I'],
    ])
    const now = Date.now()
    await store.save([
      ['seen', control, 1],
      ['code', desk.code, { ...desk, usedBy: order.id }],
      ['order', order.id, { ...order, state: 'asked', patientId: patient.id }],
      ['out', `${now}-1`, { ...approve, id: `${now}-1` }],
      ['out', `${now}-2`, { ...ask, id: `${now}-2` }],
    ])
  }

  const cancel = async (m: Hl7Message, control: string): Promise<void> => {
    const order = await store.get<Order>('order', field(m, 'ORC', 2))
    const rows: [string, string, unknown][] = [['seen', control, 1]]
    if (order) rows.push(['order', order.id, { ...order, state: 'cancelled', why: field(m, 'ORC', 16) }])
    await store.save(rows)
  }

  const records = async (m: Hl7Message, control: string): Promise<void> => {
    const order = (await store.get<Order>('order', field(m, 'TXA', 14))) ?? fail('HIS_PROTOCOL', { why: 'the order is not known' })
    if (order.patientId !== field(m, 'PID', 3)) fail('HIS_PROTOCOL', { why: 'the order is of another patient' })
    const text = Buffer.from(field(m, 'OBX', 5, 5), 'base64').toString('utf8')
    const bundle = JSON.parse(text) as { entry?: { resource: { resourceType?: string } }[] }
    const resources = (bundle.entry ?? []).map((e) => e.resource)
    const { findings, conclusion } = assess(resources, order.reason)
    const at = hl7Time(Date.now())
    const obx = findings.map((f, i) => [
      'OBX',
      String(i + 1),
      'NM',
      `${f.code}^${f.display}^${/^\d/.test(f.code) ? 'LN' : 'L'}`,
      '',
      String(f.value),
      f.unit,
      '',
      '',
      '',
      '',
      'F',
    ])
    const result = message('ORU^R01', [
      ['PID', '1', '', order.patientId ?? ''],
      ['ORC', 'RE', order.id, order.id],
      ['OBR', '1', order.id, order.id, '34117-2^History and physical note^LN', '', '', at],
      ...obx,
      ['OBX', String(obx.length + 1), 'TX', 'CONCLUSION^Conclusion^L', '', escapeHl7(conclusion), '', '', '', '', '', 'F'],
    ])
    const key = `${Date.now()}-3`
    await store.save([
      ['seen', control, 1],
      ['document', `${order.id}/${control}`, { order: order.id, text }],
      ['order', order.id, { ...order, state: 'resulted' }],
      ['out', key, { ...result, id: key }],
    ])
  }

  const mllp = await mllpServer(portNumber('mllp-port', o['mllp-port'], 7420), '127.0.0.1', logger, take)
  const app = httpService({ logger })
  const deskBody = {
    type: 'object',
    required: ['name', 'birthDate', 'sex'],
    properties: {
      name: { type: 'string', minLength: 1 },
      birthDate: { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\d$' },
      sex: { enum: ['male', 'female', 'other', 'unknown'] },
    },
  } as const
  /** The desk: registers a person and gives them a one-time code. */
  app.post<{ Body: Omit<Patient, 'id'> }>('/desk', { schema: { body: deskBody } }, async ({ body }, reply) => {
    const patient: Patient = { id: `P${randomBytes(4).toString('hex')}`, name: body.name, birthDate: body.birthDate, sex: body.sex }
    const code = randomBytes(5).toString('hex').toUpperCase()
    await store.save([
      ['patient', patient.id, patient],
      ['code', code, { code, patientId: patient.id } satisfies DeskCode],
    ])
    return reply.code(201).send({ code, patientId: patient.id })
  })
  app.get('/orders', async () => ({
    orders: (await store.list<Order>('order')).map(({ id, state, why }) => ({ id, state, ...(why ? { why } : {}) })),
  }))
  app.get<{ Params: { id: string } }>('/documents/:id', async ({ params }) => ({
    documents: (await store.list<{ order: string; text: string }>('document')).filter((d) => d.order === params.id),
  }))
  const rest = await listen(app, portNumber('port', o.port, 7421))
  flush()
  return {
    address: { mllp: `mllp://127.0.0.1:${mllp.port}`, rest },
    stop: async () => {
      stopped = true
      await app.close()
      await mllp.close()
      await sender.close()
      await flushing
      await store.close()
    },
  }
})

/** Why an order cannot be matched; empty when it can. */
function mismatch(order: Order, desk: DeskCode | undefined, patient: Patient | undefined): string {
  if (!desk || !patient) return 'the desk code is not known; register at the desk'
  if (desk.usedBy && desk.usedBy !== order.id) return 'the desk code was used; get a new one at the desk'
  const same = patient.name === order.name && patient.birthDate === order.birthDate && patient.sex === order.sex
  return same ? '' : 'name, birth date or sex is not what was registered at the desk'
}
