/** What each kind of message of a HIS means here. What is about nobody with a dealing here is taken and leaves no trace. */

import { fhirTime } from '@hdms/health/hl7-time.ts'
import { wholeIn } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Hl7Message, Hl7Segment } from '@medplum/core'
import { prefixOf } from '../documents.ts'
import type { ReportedItem } from '../reports.ts'
import type { Verdict } from './acknowledge.ts'
import type { Hl7Options } from './adapter.ts'
import { filesIn } from './files.ts'
import { resultsIn } from './results.ts'
import { field, hl7Message, messageType, needField, part, patientIds, whole } from './text.ts'

type Outcome = Verdict | { readonly reply: string }
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
/** Messages that are taken, by type. */
export const TAKEN_TYPES: readonly string[] = Object.keys(TYPES)

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
  return handler(o, message, call)
}

/** Our order number where a message may have it: placer order number of ORC or OBR, or the document's. Undefined for an order of the HIS's own. */
function ourOrder({ inbound }: Hl7Options, message: Hl7Message): string | undefined {
  const candidates = [
    ...message.getAllSegments('ORC').map((s) => part(s, 2)),
    ...message.getAllSegments('OBR').map((s) => part(s, 2)),
    field(message, 'TXA', 14),
  ]
  return candidates.find((id) => id !== '' && inbound.find(id) !== undefined)
}

async function decision({ inbound }: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  const orderId = needField(message, 'ORC', 2, 'the placer order number')
  inbound.order(orderId)
  const approved = field(message, 'ORC', 1) === 'OK'
  const patientId = patientIds(message.getSegment('PID'), 3)[0] ?? ''
  if (approved && patientId === '') fail('HIS_PROTOCOL', { why: 'the patient identifier (PID-3) is missing' })
  const reason = field(message, 'NTE', 3)
  await inbound.deliver(orderId, { kind: 'decision', approved, reason, patientId: approved ? patientId : '' }, call)
  return TAKEN
}

async function dataRequest({ inbound, facility, clock }: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  if (field(message, 'QPD', 1) !== 'HDMS_DATA') fail('HIS_PROTOCOL', { why: 'the query profile (QPD-1) must be HDMS_DATA' })
  const orderId = needField(message, 'QPD', 3, 'the placer order number')
  inbound.order(orderId, [needField(message, 'QPD', 4, 'the patient identifier')])
  const repetitions = message.getSegment('QPD')?.getField(5)?.components ?? []
  const items = repetitions.map((repetition) => repetition.join(''))
  if (items.length === 0 || items.some((i) => !/^[A-Z][A-Za-z]{2,40}$/.test(i)))
    fail('HIS_PROTOCOL', { why: 'the items (QPD-5) must be FHIR resource types' })
  const days = wholeIn(field(message, 'QPD', 6) || '30', 1, 3650)
  if (days === undefined) return fail('HIS_PROTOCOL', { why: 'the days (QPD-6) must be 1 to 3650' })
  const purpose = needField(message, 'QPD', 7, 'the purpose')
  await inbound.deliver(orderId, { kind: 'data-request', items, purpose, days }, call)
  const control = field(message, 'MSH', 10)
  const header = { from: facility, to: 'HIS', type: 'RSP^K11', control: `R${control}`.slice(0, 20), at: clock.now() }
  const segments = [
    ['MSA', 'AA', control],
    ['QAK', field(message, 'QPD', 2), 'OK'],
  ]
  return { reply: hl7Message(header, segments).toString() }
}

/** Everybody's results may come along this line: only those of our orders are looked into. */
async function result(o: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  const orderId = ourOrder(o, message)
  if (orderId === undefined) return TAKEN
  o.inbound.order(orderId, patientIds(message.getSegment('PID'), 3))
  const { about, ...reported } = resultsIn(message, o.habits.zone)
  for (const ids of about) o.inbound.order(orderId, ids)
  await o.inbound.result(orderId, reported, call)
  return TAKEN
}

/** An order of ours that the HIS ends; what else it says of orders is its own affair. */
async function orderChange(o: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  const orderId = ourOrder(o, message)
  if (orderId === undefined) return TAKEN
  const pid = message.getSegment('PID')
  o.inbound.order(orderId, pid ? patientIds(pid, 3) : undefined)
  const orc = message.getAllSegments('ORC').find((s) => part(s, 2) === orderId)
  if (!CANCELS.has(part(orc, 1))) return TAKEN
  const reason = part(orc, 16, 2) || part(orc, 16) || field(message, 'NTE', 3) || 'the hospital cancelled the order'
  await o.inbound.deliver(orderId, { kind: 'cancelled', reason }, call)
  return TAKEN
}

/** Document completion status (TXA-17, table 0271) and availability (TXA-19, table 0273) that say: not yet, or not any more. */
const DRAFT = new Set(['DI', 'IP', 'IN', 'PA'])

/** A document that belongs to an order of ours is a result, in words or as a file: T01 announces, T02 brings, T09 and T10 replace, T11 cancels. */
async function document(o: Hl7Options, message: Hl7Message, call: string): Promise<Outcome> {
  const orderId = ourOrder(o, message)
  if (orderId === undefined) return TAKEN
  o.inbound.order(orderId, patientIds(message.getSegment('PID'), 3))
  const txa = message.getSegment('TXA') ?? fail('HIS_PROTOCOL', { why: 'there is no TXA' })
  const trigger = field(message, 'MSH', 9, 2)
  const cancelled = trigger === 'T11' || part(txa, 19) === 'CA' || part(txa, 19) === 'OB'
  const obx = message.getAllSegments('OBX')
  const text = documentText(obx)
  const replaced = part(txa, 13) || part(txa, 12)
  const later = trigger === 'T09' || trigger === 'T10' || trigger === 'T05' || trigger === 'T06'
  const status = cancelled ? 'entered-in-error' : DRAFT.has(part(txa, 17)) ? 'preliminary' : later ? 'corrected' : 'final'
  const files = filesIn(
    obx.filter((x) => part(x, 2) === 'ED').map((x) => ({ s: x, key: [replaced, `${part(x, 3)} ${part(x, 4)}`], status })),
    o.habits.zone,
  )
  for (const ids of files.about) o.inbound.order(orderId, ids)
  // A notification without contents changes nothing that could be issued.
  if (text === '' && files.items.length === 0 && !cancelled) return TAKEN
  const at = fhirTime(part(txa, 4) || part(txa, 6) || field(message, 'MSH', 7), o.habits.zone)
  const resource = {
    resourceType: 'DiagnosticReport',
    id: `document-${replaced || '1'}`.replace(/[^A-Za-z0-9.-]/g, '-').slice(0, 64),
    code: {
      coding: [{ system: 'urn:hdms:his-local', code: part(txa, 2) || 'document', display: part(txa, 2) || 'document' }],
      text: part(txa, 16) || part(txa, 2) || 'document',
    },
    ...(at ? { effectiveDateTime: at } : {}),
    ...(text ? { conclusion: text } : {}),
  }
  const words: ReportedItem[] =
    text !== '' || files.items.length === 0 ? [{ key: `document/${replaced}`, status, resource: JSON.stringify(resource) }] : []
  // Another version of the whole document, or none any more: nothing else of it stands.
  const instead = [{ prefix: prefixOf([replaced]), status: cancelled ? ('entered-in-error' as const) : ('deleted' as const) }]
  await o.inbound.result(orderId, { items: [...words, ...files.items], instead, reason: field(message, 'NTE', 3) }, call)
  return TAKEN
}

const documentText = (obx: readonly Hl7Segment[]): string =>
  obx
    .filter((s) => ['TX', 'FT', 'ST'].includes(part(s, 2)))
    .map((s) => whole(s, 5))
    .join('\n')
    .trim()

/** Triggers by which identifiers become another one: the prior in MRG-1, the surviving in PID-3. */
const MERGES = new Set(['A18', 'A34', 'A36', 'A39', 'A40', 'A41'])

/** Of the life of patients in the hospital only merges concern orders here. */
async function patient({ inbound }: Hl7Options, message: Hl7Message): Promise<Outcome> {
  const trigger = field(message, 'MSH', 9, 2)
  if (trigger === 'A37')
    fail('HIS_PROTOCOL', { why: 'a merge is not taken apart by a message; an operator has to find out which order is whose' })
  if (!MERGES.has(trigger)) return TAKEN
  // Several pairs may come in one message: each MRG belongs to the PID before it.
  let surviving: string | undefined
  let pairs = 0
  for (const s of message.segments) {
    if (s.name === 'PID') surviving = patientIds(s, 3)[0]
    if (s.name !== 'MRG') continue
    const priors = patientIds(s, 1)
    if (surviving === undefined || priors.length === 0)
      fail('HIS_PROTOCOL', { why: 'a merge names the surviving identifier in PID-3 and the prior in MRG-1' })
    for (const prior of priors) await inbound.merge(prior, surviving as string)
    pairs++
  }
  if (pairs === 0) fail('HIS_PROTOCOL', { why: 'a merge has an MRG segment' })
  return TAKEN
}
