/** What each kind of message of a HIS means here. What is about nobody with a dealing here is taken and leaves no trace. */

import { wholeIn } from '@hdms/shared/decimal.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import type { Hl7Message, Hl7Segment } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import { type Identifier, ofPatient } from '../identity.ts'
import type { Pair } from '../patients.ts'
import type { Reported } from '../reports.ts'
import type { Verdict } from './acknowledge.ts'
import type { Hl7Options } from './adapter.ts'
import { messageOf, type OrderGroup, type PatientGroup, patientsIn, sorted } from './groups.ts'
import { identifiersIn, repeated, senderOf } from './identifiers.ts'
import type { Outcome } from './inbox.ts'
import { type Read, type Reader, readFrom, readHere } from './large.ts'
import { queryAnswer } from './outgoing.ts'
import { field, hl7Message, messageType, needField, part } from './text.ts'

type Take = (o: Hl7Options, message: Hl7Message, call: string) => Promise<Outcome>

const TAKEN: Verdict = { code: 'AA' }

/** Order controls (table 0119) by which a HIS ends an order. */
const CANCELS = new Set(['CA', 'OC', 'DC', 'OD', 'CR', 'DR'])

const TYPES: Readonly<Record<string, Take>> = {
  ORR: decision,
  ORG: decision,
  ORL: decision,
  QBP: dataRequest,
  ORU: result,
  OUL: result,
  ORM: orderChange,
  OMG: orderChange,
  OML: orderChange,
  MDM: document,
  ADT: patient,
}

/** @param call id of the message, the same when it is sent again @throws HIS_PROTOCOL for what cannot be used as it is */
export async function take(o: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  const type = field(message, 'MSH', 9)
  if (type === '') return { code: 'AR', condition: 'missing', why: 'the message type (MSH-9) is missing' }
  const version = field(message, 'MSH', 12)
  if (version !== '' && !version.startsWith('2')) return { code: 'AR', condition: 'version', why: 'HL7 v2 is spoken here (MSH-12)' }
  const handler = TYPES[type]
  if (!handler)
    return {
      code: 'AR',
      condition: 'type',
      why: `messages of type ${messageType(message).slice(0, 20).replace('^', ' ')} are not taken here`,
    }
  mustBeWhole(message)
  return handler(o, message, call)
}

/**
 * A message that goes on in another one (MSH-14, DSC-1), or whose segment does (ADD), says less than was meant (§2.10.2): half a value would be
 * taken for the whole. @throws HIS_PROTOCOL
 */
function mustBeWhole(message: Hl7Message): void {
  const isPart = field(message, 'MSH', 14) !== '' || field(message, 'DSC', 1) !== '' || message.getSegment('ADD') !== undefined
  if (isPart) refuse('HIS_PROTOCOL', 'fragment')
}

/** What a message says about one order of ours. */
interface About {
  readonly orderId: string
  readonly patient: PatientGroup
  readonly groups: readonly OrderGroup[]
}

/** What of a message is about orders of ours, of each patient by itself, and how many of its orders are not. @throws HIS_PROTOCOL */
function aboutUs({ inbound }: Hl7Options, message: Hl7Message): { readonly ours: readonly About[]; readonly others: number } {
  const ours: About[] = []
  let others = 0
  for (const patient of patientsIn(message)) {
    const ids = identifiersIn(patient.pid, 3)
    const { ours: here, others: elsewhere } = sorted(patient, {
      find: ({ number }) => inbound.find(number)?.orderId,
      looksLikeOurs: (number) => inbound.looksLikeOurs(number, ids),
    })
    for (const [orderId, groups] of here) ours.push({ orderId, patient, groups })
    others += Math.max(elsewhere.length, here.size === 0 ? 1 : 0)
  }
  return { ours, others }
}

/** What there is to say of a message of which something is about no order here. */
function unmatched(ours: readonly unknown[], others: number): Verdict & { readonly unmatched?: string } {
  if (others === 0) return TAKEN
  const why =
    ours.length > 0 ? `${others} of its ${ours.length + others} orders are none of this node` : 'it is about no order of this node'
  return { ...TAKEN, why, unmatched: why }
}

/** Of a message that has to wait for one of its orders: which one. */
function waiting({ inbound }: Hl7Options, ours: readonly About[], call: string): Outcome | undefined {
  const first = ours.find(({ orderId }) => !inbound.mayPass(orderId, call))
  return first && { wait: first.orderId, kept: () => inbound.queue(first.orderId, call) }
}

/** Does what a message leads to; it waits for nothing any more then, unless it has to be tried again. */
async function ended(o: Hl7Options, ours: readonly About[], call: string, work: () => Promise<unknown>): Promise<void> {
  const leave = (): void => {
    for (const { orderId } of ours) o.inbound.leave(orderId, call)
  }
  try {
    await work()
  } catch (error) {
    if (asHdmsError(error).fault !== 'unavailable') leave()
    throw error
  }
  leave()
}

/** That a group is about the patient of its order. @throws HIS_PROTOCOL */
function mustBeOf({ inbound }: Hl7Options, message: Hl7Message, { orderId, patient }: About): void {
  if (!patient.pid) refuse('HIS_PROTOCOL', 'no-pid')
  inbound.order(orderId, identifiersIn(patient.pid, 3), senderOf(message))
}

/** ORC-1 of a decision (table 0119). */
const DECIDES: Readonly<Record<string, boolean>> = { OK: true, UA: false }

async function decision(o: Hl7Options, message: Hl7Message): Promise<Outcome> {
  const { ours, others } = aboutUs(o, message)
  const [about, ...more] = ours
  if (!about) return unmatched(ours, others)
  if (more.length > 0) refuse('HIS_PROTOCOL', 'decision-on-one')
  const orc = about.groups.find((g) => g.orc)?.orc
  const approved = DECIDES[part(orc, 1)] ?? refuse('HIS_PROTOCOL', 'decision-code')
  const note = [...about.groups.flatMap(({ segments }) => segments), ...message.segments].find(({ name }) => name === 'NTE')
  await o.inbound.decide(about.orderId, { approved, reason: part(note, 3), ids: identifiersIn(about.patient.pid, 3) })
  return { ...unmatched(ours, others), decided: about.orderId }
}

async function dataRequest({ inbound, facility, clock }: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  if (field(message, 'QPD', 1) !== 'HDMS_DATA') refuse('HIS_PROTOCOL', 'query-profile')
  needField(message, 'QPD', 4, 'the patient identifier')
  const number = needField(message, 'QPD', 3, 'the placer order number')
  const { orderId } = inbound.order(number, identifiersIn(message.getSegment('QPD'), 4), senderOf(message))
  const repetitions = message.getSegment('QPD')?.getField(5)?.components ?? []
  const items = repetitions.map((repetition) => repetition.join(''))
  if (items.length === 0 || items.some((i) => !/^[A-Z][A-Za-z]{2,40}$/.test(i))) refuse('HIS_PROTOCOL', 'query-items')
  const days = wholeIn(field(message, 'QPD', 6) || '30', 1, 3650)
  if (days === undefined) return refuse('HIS_PROTOCOL', 'query-days')
  const purpose = needField(message, 'QPD', 7, 'the purpose')
  await inbound.deliver(orderId, { kind: 'data-request', items, purpose, days }, call)
  const control = field(message, 'MSH', 10)
  const [application, to] = [repeated(message, 3) || 'HIS', repeated(message, 4) || 'HIS']
  const { type, segments } = queryAnswer(message, control, field(message, 'QPD', 2))
  const header = { from: facility, to, application, type, control: `R${control}`.slice(0, 20), at: clock.now() }
  return { reply: hl7Message(header, segments).toString() }
}

/** Everybody's results may come along this line: only those of our orders are looked into. */
async function result(o: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  const { ours, others } = aboutUs(o, message)
  if (ours.length === 0) return unmatched(ours, others)
  const wait = waiting(o, ours, call)
  if (wait) return wait
  return {
    ...unmatched(ours, others),
    perform: (beside) =>
      ended(o, ours, call, async () => {
        for (const about of ours) mustBeOf(o, message, about)
        const reported: [string, Reported][] = []
        for (const { orderId, patient, groups } of ours) {
          const { about: named, ...said } = await read(o, 'results', message, messageOf(message, patient, groups))
          for (const ids of named) o.inbound.document(orderId, ids)
          reported.push([orderId, said])
        }
        await o.inbound.results(together(reported), beside)
      }),
  }
}

/** What a message says of one order in several places is one result. */
function together(all: readonly (readonly [string, Reported])[]): [string, Reported][] {
  const byOrder = new Map<string, Reported>()
  for (const [orderId, { items, reason, instead = [] }] of all) {
    const before = byOrder.get(orderId)
    const whole = [...(before?.instead ?? []), ...instead]
    byOrder.set(orderId, { items: [...(before?.items ?? []), ...items], reason: before?.reason || reason, instead: whole })
  }
  return [...byOrder]
}

/** An order of ours that the HIS ends; what else it says of orders is its own affair. */
async function orderChange(o: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  const ending = (groups: readonly OrderGroup[]) => groups.some(({ orc }) => CANCELS.has(part(orc, 1)))
  if (!message.getAllSegments('ORC').some((orc) => CANCELS.has(part(orc, 1)))) return TAKEN
  const { ours, others } = aboutUs(o, message)
  const ended = ours.filter(({ groups }) => ending(groups))
  for (const { orderId, patient } of ended) {
    const isNamed = patient.pid && o.inbound.isMatched(orderId)
    o.inbound.order(orderId, isNamed ? identifiersIn(patient.pid, 3) : undefined, senderOf(message))
  }
  for (const { orderId, groups } of ended) {
    const orc = groups.find((group) => ending([group]))?.orc
    const note = groups.flatMap(({ segments }) => segments).find(({ name }) => name === 'NTE')
    const reason = part(orc, 16, 2) || part(orc, 16) || part(note, 3) || 'the hospital cancelled the order'
    await o.inbound.deliver(orderId, { kind: 'cancelled', reason }, call)
  }
  return unmatched(ours, others)
}

/** A document that belongs to an order of ours is a result, in words or as a file: T01 announces, T02 brings, T09 and T10 replace, T11 cancels. */
async function document(o: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  const { ours, others } = aboutUs(o, message)
  if (ours.length === 0) return unmatched(ours, others)
  const wait = waiting(o, ours, call)
  if (wait) return wait
  return {
    ...unmatched(ours, others),
    perform: (beside) =>
      ended(o, ours, call, async () => {
        for (const about of ours) mustBeOf(o, message, about)
        const reported: [string, Reported][] = []
        for (const { orderId, patient, groups } of ours)
          for (const group of groups) {
            const { named, ...said } = await read(o, 'document', message, messageOf(message, patient, [group]))
            for (const ids of named) o.inbound.document(orderId, ids)
            reported.push([orderId, said])
          }
        await o.inbound.results(together(reported), beside)
      }),
  }
}

/** @param part of the message, about one order @throws HIS_PROTOCOL */
const read = <R extends Reader>(o: Hl7Options, reader: R, message: Hl7Message, part: Hl7Message): Promise<Read<R>> =>
  readFrom(reader, part, message, o.habits.zone, o.elsewhere ?? readHere)

/**
 * Triggers by which identifiers of patients become others (HL7 v2.5.1 §3.3): the prior ones stand in MRG-1, or of a person in MRG-4, the surviving
 * ones in PID-3 or PID-2. A35, A38, A41, A42, A44, A45, A49 and A50 are of accounts and visits: they change no patient.
 */
const MERGES = new Set(['A18', 'A30', 'A34', 'A36', 'A39', 'A40', 'A46', 'A47'])
const MOVES = 'A43'
const LINKS: Readonly<Record<string, 'link' | 'unlink'>> = { A24: 'link', A37: 'unlink' }

/** Of the life of patients in the hospital only what they are known by concerns orders here. */
async function patient({ inbound }: Hl7Options, message: Hl7Message): Promise<Outcome> {
  const trigger = field(message, 'MSH', 9, 2)
  const link = LINKS[trigger]
  if (link) {
    const [a, b, ...more] = message.getAllSegments('PID').map((pid) => identifiersIn(pid, 3))
    if (!a || !b || more.length > 0) return refuse('HIS_PROTOCOL', 'link-pairs')
    await inbound[link](a, b)
  } else if (trigger === MOVES) await inbound.move(pairsIn(message))
  else if (MERGES.has(trigger)) await inbound.mergeAll(pairsIn(message))
  return TAKEN
}

/** Several pairs may come in one message: each MRG belongs to the PID before it. */
function pairsIn(message: Hl7Message): Pair[] {
  const pairs: Pair[] = []
  let pid: Hl7Segment | undefined
  for (const s of message.segments) {
    if (s.name === 'PID') pid = s
    if (s.name !== 'MRG') continue
    const [prior, surviving] = [firstOf(s, [1, 4]), firstOf(pid, [3, 2])]
    if (ofPatient(prior).length === 0 || ofPatient(surviving).length === 0) refuse('HIS_PROTOCOL', 'merge-identifiers')
    pairs.push({ prior, surviving })
  }
  return pairs.length > 0 ? pairs : refuse('HIS_PROTOCOL', 'merge-mrg')
}

const firstOf = (s: Hl7Segment | undefined, fields: readonly number[]): Identifier[] =>
  fields.map((index) => identifiersIn(s, index)).find((ids) => ids.length > 0) ?? []
