/** What a HIS says, whatever its language, checked against the order it claims to be about and given to the flow as an event. */

import type { Engine } from '@hdms/flows/engine/engine.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { correctRecord } from '@hdms/flows/treatment/correction.ts'
import { HIS_EVENT, type HisEvent } from '@hdms/flows/treatment/his-port.ts'
import type { HospitalServices, OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { fromUtf8 } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type InTurnOf, inTurnOf } from '@hdms/shared/in-turn.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { OrderBook } from '../orders.ts'
import { refuse } from '../reasons.ts'
import { bare, Domains, type FhirIdentifier, type Identifier, type InstanceId, identityOf, knownOf, toKeep, union } from './identity.ts'
import { type Pair, Patients, UNCLEAR } from './patients.ts'
import { type Outcome, type Reported, Reports } from './reports.ts'

/** How order numbers of this node look: 48 bits of chance. One of digits alone is as likely a number of the HIS's own. */
const OUR_FORM = /^(?=.*[a-f])[0-9a-f]{12}$/i
/** What a HIS calls this side when it says who gave a number out. */
const OUR_NAMESPACE = 'hdms'

/** Identifiers of a patient as a message says them; of a text no more than the value was said. */
export type Said = readonly (string | Identifier)[]

export interface Deciding {
  readonly approved: boolean
  readonly reason: string
  /** Of an approval: by what the HIS knows the patient. */
  readonly ids: Said
}

export interface InboundOptions {
  /** The hospital's own assigning authorities ({@link Domains}). */
  readonly domains?: readonly string[]
}

const identifiers = (said: Said): Identifier[] => said.map((one) => (typeof one === 'string' ? bare(one) : one))

export class HisInbound {
  private readonly engine: () => Engine<HospitalServices>
  private readonly orders: OrderBook
  private readonly store: NodeStore
  private readonly domains: Domains
  private readonly patients: Patients
  private readonly reports: Reports
  /** One writer an order, whoever writes. */
  private readonly turns: InTurnOf = inTurnOf()
  /** Messages that wait for an order, first come first: one that comes later does not overtake them. */
  private readonly waiting = new Map<string, string[]>()
  private readonly deciders: ((orderId: string) => Promise<void>)[] = []
  private readonly sweepers: (() => Promise<void>)[] = []

  constructor(engine: () => Engine<HospitalServices>, orders: OrderBook, store: NodeStore, o: InboundOptions = {}) {
    this.engine = engine
    this.orders = orders
    this.store = store
    this.domains = new Domains(o.domains)
    this.patients = new Patients(orders, this.domains)
    this.reports = new Reports({
      store,
      turns: this.turns,
      order: (orderId) => this.orders.get(orderId),
      deliver: (orderId, event) => this.deliver(orderId, event, 'result'),
      correct: async (orderId, resources, kind, reason, client) => {
        const { result } = await this.engine().startFlow(
          correctRecord,
          { orderId, resources: [...resources], kind, reason },
          `correct/${client}`,
        )
        result.catch(() => {})
      },
      correcting: (orderId) =>
        this.engine()
          .flows()
          .some((f) => f.state === 'running' && f.name === correctRecord.name && f.clientId?.startsWith(`correct/${orderId}/`)),
    })
    orders.onForget((changes, orderId) => this.reports.forget(changes, orderId))
  }

  async load(): Promise<void> {
    await this.reports.load()
    await this.adopt()
  }

  /** Programs before identifiers were kept with their orders wrote hm/PRIOR → surviving. */
  private async adopt(): Promise<void> {
    const rows = await this.store.range(...prefixRange('hm/'))
    const changes: Change[] = rows.map(([key]) => ({ key, value: null }))
    for (const [key, bytes] of rows) {
      const prior = bare(key.slice(3))
      for (const orderId of this.orders.withValue(fromUtf8(bytes))) {
        const decision = this.orders.decision(orderId)
        if (decision && decision !== 'refused')
          this.orders.decide(changes, orderId, { ...decision, former: union([prior], decision.former) })
      }
    }
    if (changes.length > 0) await this.store.commit(changes)
  }

  /** An order of this node by its number as somebody writes it. */
  find(number: string): OrderRow | undefined {
    const trimmed = number.trim()
    return this.orders.get(trimmed) ?? this.orders.get(trimmed.toLowerCase())
  }

  /** Whether a number that is not known here must be one of this node's: by who gave it out, or by its form and the patient. */
  looksLikeOurs({ number, namespace }: { readonly number: string; readonly namespace: string }, patient: Said): boolean {
    if (namespace.toLowerCase() === OUR_NAMESPACE || this.isErased(number.trim().toLowerCase())) return true
    if (namespace !== '' || !OUR_FORM.test(number.trim())) return false
    return patient.length === 0 || this.patients.knows(identifiers(patient))
  }

  /**
   * The order a message is about.
   * @param said every identifier that the message has for the patient; none when it need not say
   * @param sender names of who wrote the message
   * @throws HIS_PROTOCOL when it is not ours, not decided on, or about another patient
   */
  order(number: string, said?: Said, sender: readonly string[] = []): OrderRow {
    const order = this.find(number) ?? refuse('HIS_PROTOCOL', 'order-unknown')
    if (!said) return order
    const decision = this.orders.decision(order.orderId)
    if (decision === undefined) refuse('HIS_PROTOCOL', 'order-undecided')
    if (decision === 'refused') return refuse('HIS_PROTOCOL', 'order-refused')
    const match = this.domains.match(knownOf(decision as Exclude<typeof decision, undefined>), identifiers(said), sender)
    if (match === 'unclear') fail('HIS_PROTOCOL', { why: UNCLEAR })
    if (match === 'other') refuse('HIS_PROTOCOL', 'order-other-patient')
    return order
  }

  /** The order that a document came for. @param ids of the patient that it names @throws HIS_PROTOCOL as {@link order} */
  document(number: string, ids: readonly InstanceId[]): OrderRow {
    const { orderId } = this.find(number) ?? refuse('HIS_PROTOCOL', 'order-unknown')
    const decision = this.orders.decision(orderId)
    const known = decision === undefined || decision === 'refused' ? [] : knownOf(decision)
    return this.order(number, this.domains.inDocument(known, ids))
  }

  /** Whether the HIS has said who the patient is. */
  isMatched(orderId: string): boolean {
    return this.patientOf(orderId).length > 0
  }

  /** Whether a message about an order can be taken now, and is not to wait behind others. @param call id of the message */
  mayPass(orderId: string, call: string): boolean {
    const [first = call] = this.waiting.get(orderId) ?? []
    return this.orders.decision(orderId) !== undefined && first === call
  }
  /** A message waits for an order from now on. */
  queue(orderId: string, call: string): void {
    const waiting = this.waiting.get(orderId) ?? []
    if (!waiting.includes(call)) this.waiting.set(orderId, [...waiting, call])
  }
  leave(orderId: string, call: string): void {
    const left = (this.waiting.get(orderId) ?? []).filter((one) => one !== call)
    if (left.length > 0) this.waiting.set(orderId, left)
    else this.waiting.delete(orderId)
  }

  /** By what the HIS knows an order's patient, the present first; empty before it says. */
  patientOf(orderId: string): readonly Identifier[] {
    const decision = this.orders.decision(orderId)
    return decision === undefined || decision === 'refused' ? [] : decision.ids
  }

  /** What FHIR names the patient of an order by, the present first. @param patientId what its row says, before identifiers were kept */
  namedIn(orderId: string, patientId: string): FhirIdentifier[] {
    const ids = this.patientOf(orderId)
    return (ids.length > 0 ? ids : [bare(patientId)]).map((id) => this.domains.fhir(id))
  }
  /** The same of all orders of a patient, each once. */
  named(patientId: string): FhirIdentifier[] {
    const all = this.orders.ofPatient(patientId).flatMap(({ orderId }) => this.namedIn(orderId, patientId))
    return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()]
  }

  /**
   * The HIS decides on an order, once: who the patient is stands from then on. Durable when it resolves, and what waited for it was taken.
   * @throws HIS_PROTOCOL when it was decided otherwise before
   */
  async decide(number: string, { approved, reason, ids }: Deciding): Promise<void> {
    const { orderId } = this.order(number)
    const kept = this.domains.ordered(toKeep(identifiers(ids)))
    const before = this.orders.decision(orderId)
    if (approved && kept.length === 0) refuse('HIS_PROTOCOL', 'no-patient-id')
    if (before !== undefined && (before === 'refused') === approved) refuse('HIS_PROTOCOL', 'decided-otherwise')
    if (before !== undefined && before !== 'refused' && this.domains.match(knownOf(before), kept) !== 'same')
      refuse('HIS_PROTOCOL', 'order-other-patient')
    if (before === undefined) {
      const changes: Change[] = []
      this.orders.decide(changes, orderId, approved ? identityOf(kept) : 'refused')
      await this.store.commit(changes)
    }
    const patientId = approved ? (this.patientOf(orderId)[0]?.value ?? '') : ''
    await this.deliver(orderId, { kind: 'decision', approved, reason, patientId }, 'decision')
    for (const told of this.deciders) await told(orderId)
  }
  /** Is told when an order was decided on. */
  onDecided(told: (orderId: string) => Promise<void>): void {
    this.deciders.push(told)
  }

  /** Durable when it resolves, so that the HIS can be acknowledged. The same control id counts once. */
  deliver(orderId: string, event: HisEvent, controlId: string): Promise<void> {
    return this.engine().deliver(HIS_EVENT, orderId, event as Value, `his/${orderId}/${controlId}`)
  }

  /** A result or a change of one. @throws HIS_PROTOCOL */
  async result(orderId: string, reported: Reported): Promise<Outcome> {
    return (await this.results([[orderId, reported]]))[0] as Outcome
  }
  /** Of several orders: all of them, or none. @param beside written when that is done, with the last of it @throws HIS_PROTOCOL */
  results(all: readonly (readonly [orderId: string, reported: Reported])[], beside: readonly Change[] = []): Promise<Outcome[]> {
    return this.reports.take(all, beside)
  }

  /** Identifiers of the HIS are others from now on. @returns whether anybody here is concerned @throws HIS_PROTOCOL */
  merge(prior: Said, surviving: Said): Promise<boolean> {
    return this.mergeAll([{ prior: identifiers(prior), surviving: identifiers(surviving) }])
  }
  mergeAll(pairs: readonly Pair[]): Promise<boolean> {
    return this.changePatients((changes) => this.patients.merge(changes, pairs))
  }
  move(pairs: readonly Pair[]): Promise<boolean> {
    return this.changePatients((changes) => this.patients.move(changes, pairs))
  }
  link(a: Said, b: Said): Promise<boolean> {
    return this.changePatients((changes) => this.patients.link(changes, identifiers(a), identifiers(b)))
  }
  unlink(a: Said, b: Said): Promise<boolean> {
    return this.changePatients((changes) => this.patients.unlink(changes, identifiers(a), identifiers(b)))
  }
  private async changePatients(change: (changes: Change[]) => boolean): Promise<boolean> {
    const changes: Change[] = []
    const concerned = change(changes)
    if (changes.length > 0) await this.store.commit(changes)
    return concerned
  }

  /** Goes on with what waited for something else to end. */
  async sweep(): Promise<void> {
    await this.reports.sweep()
    for (const sweep of this.sweepers) await sweep()
  }
  onSweep(sweep: () => Promise<void>): void {
    this.sweepers.push(sweep)
  }

  isErased(order: string): boolean {
    return this.orders.isErased(order)
  }
  /** Whoever keeps something of an order forgets it in the batch in which the order goes. */
  onForget(forget: (changes: Change[], orderId: string) => void): void {
    this.orders.onForget(forget)
  }
}
