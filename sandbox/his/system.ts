/**
 * The stand-in hospital information system itself: matches people by their desk code, decides, asks for records, and writes a result
 * from what comes. Everything is stored before it is acknowledged; what it has to say waits in an outbox until it is
 * taken.
 */
import { randomBytes } from 'node:crypto'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { assess } from './clinic.ts'
import type { Hears, Protocol } from './protocol.ts'
import type { DeskCode, HisStore, Order, OutMessage, Patient } from './store.ts'

type Row = readonly [kind: string, id: string, value: unknown]

export class HisSystem implements Hears {
  private readonly store: HisStore
  private readonly items: readonly string[]
  private readonly logger: Logger
  private protocol: Protocol | undefined
  private flushing: Promise<void> | undefined
  private stopped = false
  private number = 0

  constructor(store: HisStore, items: readonly string[], logger: Logger) {
    this.store = store
    this.items = items
    this.logger = logger
  }

  /** Speaks from now on; what waited is sent. */
  speak(protocol: Protocol): void {
    this.protocol = protocol
    this.flush()
  }

  /** A row of the outbox; ids sort by time, and are what the other side deduplicates by. */
  private out(make: (protocol: Protocol, id: string) => string): Row {
    const id = `${Date.now()}${String(this.number++ % 1000).padStart(3, '0')}`
    return ['out', id, { id, text: make(this.protocol ?? fail('BUG', { what: 'no protocol' }), id) } satisfies OutMessage]
  }

  private async once(call: string, work: () => Promise<readonly Row[]>): Promise<void> {
    // The same call again is acknowledged again and does nothing.
    if (await this.store.get('seen', call)) return
    await this.store.save([['seen', call, 1], ...(await work())])
    this.flush()
  }

  /** The desk: registers a person and gives them a one-time code. */
  async register(person: Omit<Patient, 'id'>): Promise<{ code: string; patientId: string }> {
    const patient: Patient = { ...person, id: `P${randomBytes(4).toString('hex')}` }
    const code = randomBytes(5).toString('hex').toUpperCase()
    await this.store.save([
      ['patient', patient.id, patient],
      ['code', code, { code, patientId: patient.id } satisfies DeskCode],
    ])
    return { code, patientId: patient.id }
  }

  order(asked: Omit<Order, 'state'>, call: string): Promise<void> {
    return this.once(call, async () => {
      const order: Order = { ...asked, state: 'new' }
      const desk = await this.store.get<DeskCode>('code', order.code)
      const patient = desk && (await this.store.get<Patient>('patient', desk.patientId))
      const why = mismatch(order, desk, patient)
      if (why || !desk || !patient)
        return [['order', order.id, { ...order, state: 'refused', why }], this.out((p, id) => p.refused(order, why, id))]
      return [
        ['code', desk.code, { ...desk, usedBy: order.id }],
        ['order', order.id, { ...order, state: 'asked', patientId: patient.id }],
        this.out((p, id) => p.approved(order, patient.id, id)),
        this.out((p, id) => p.dataRequest(order, patient.id, this.items, id)),
      ]
    })
  }

  cancelled(orderId: string, why: string, call: string): Promise<void> {
    return this.once(call, async () => {
      const order = await this.store.get<Order>('order', orderId)
      return order ? [['order', order.id, { ...order, state: 'cancelled', why }]] : []
    })
  }

  revoked(orderId: string, destroy: boolean, call: string): Promise<void> {
    return this.once(call, async () => {
      const rows = await this.store.keys(`document/${orderId}/`)
      const documents = await Promise.all(rows.map(async (id) => [id, await this.store.get<object>('document', id)] as const))
      return documents.map(([id, row]): Row => ['document', id, destroy ? null : { ...row, restricted: true }])
    })
  }

  records(orderId: string, patientId: string | undefined, text: string, call: string): Promise<void> {
    return this.once(call, async () => {
      const order = (await this.store.get<Order>('order', orderId)) ?? fail('HIS_PROTOCOL', { why: 'the order is not known' })
      if (patientId !== undefined && order.patientId !== patientId) fail('HIS_PROTOCOL', { why: 'the order is of another patient' })
      const bundle = JSON.parse(text) as { entry?: { resource: Record<string, unknown> }[] }
      const assessment = assess(
        (bundle.entry ?? []).map((e) => e.resource),
        order.reason,
      )
      return [
        ['document', `${order.id}/${call}`, { order: order.id, text }],
        ['order', order.id, { ...order, state: 'resulted' }],
        this.out((p, id) => p.result(order, assessment, id)),
      ]
    })
  }

  /** Sends what waits, in order, until each is acknowledged. */
  private flush(): void {
    this.flushing ??= this.sendAll().finally(() => {
      this.flushing = undefined
    })
  }

  private async sendAll(): Promise<void> {
    for (let waiting = await this.waiting(); waiting.length > 0 && !this.stopped; waiting = await this.waiting()) {
      const next = waiting[0] as OutMessage
      try {
        await this.protocol?.send(next.text)
      } catch (error) {
        const known = asHdmsError(error)
        if (known.retry) {
          await new Promise((resolve) => setTimeout(resolve, 400))
          continue
        }
        await this.store.save([['dead', next.id, { ...next, code: known.code }]])
        this.logger.warn('message refused by the node', { code: known.code })
      }
      await this.store.save([['out', next.id, null]])
    }
  }
  private waiting(): Promise<OutMessage[]> {
    return this.store.list<OutMessage>('out')
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.protocol?.stop()
    await this.flushing
    await this.store.close()
  }
}

/** Why an order cannot be matched; empty when it can. */
function mismatch(order: Order, desk: DeskCode | undefined, patient: Patient | undefined): string {
  if (!desk || !patient) return 'the desk code is not known; register at the desk'
  if (desk.usedBy && desk.usedBy !== order.id) return 'the desk code was used; get a new one at the desk'
  const same = patient.name === order.name && patient.birthDate === order.birthDate && patient.sex === order.sex
  return same ? '' : 'name, birth date or sex is not what was registered at the desk'
}
