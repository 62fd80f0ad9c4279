/**
 * Takes a message apart before anything of it is looked at: its patients, and of each the orders, each with the segments that belong to it and
 * nothing else. A message may be about several patients (PATIENT_RESULT and PATIENT repeat in ORU, OUL, OML, ORL) and several orders, ours and
 * others', and whatever is not of an order of ours must never come under one (ADR 0026).
 *
 *   ORU, ORM, OML^O21   PID … { [ORC] OBR … OBX … [SPM … OBX] }            the order begins with its ORC, or else with its OBR
 *   OUL^R22–R24         PID … { SPM … [OBX] { OBR [ORC] … OBX … } }        what stands before the order is of the specimen, so of its orders
 *   MDM                 PID … [{ ORC OBR }] TXA … OBX …                    the document begins with the orders that it names
 *
 * (HL7 v2.5.1 §4.4, §7.3, §9.6.)
 */

import { fail } from '@hdms/shared/errors.ts'
import { Hl7Message, type Hl7Segment } from '@medplum/core'
import { refuse } from '../../reasons.ts'
import { type EntityNumber, numbersIn } from './identifiers.ts'

export interface OrderGroup {
  readonly orc: Hl7Segment | undefined
  readonly obr: Hl7Segment | undefined
  /** Of a document. */
  readonly txa: Hl7Segment | undefined
  /** Those three and everything that belongs to them, in the order in which a result has it: what was said of the specimen comes last. */
  readonly segments: readonly Hl7Segment[]
}

export interface PatientGroup {
  readonly pid: Hl7Segment | undefined
  /** PID and what is said of the patient and the visit. */
  readonly head: readonly Hl7Segment[]
  readonly orders: readonly OrderGroup[]
}

interface Growing {
  orc: Hl7Segment | undefined
  obr: Hl7Segment | undefined
  txa: Hl7Segment | undefined
  readonly segments: Hl7Segment[]
}

const ORDER_SEGMENTS = new Set(['ORC', 'OBR', 'TXA'])

/** A message's patients. Without a PID everything is of one whom nobody names. */
export function patientsIn(message: Hl7Message): PatientGroup[] {
  const parts: Hl7Segment[][] = [[]]
  for (const s of message.segments.slice(1)) {
    if (s.name === 'PID') parts.push([])
    parts.at(-1)?.push(s)
  }
  const [before = [], ...patients] = parts
  // What stands before the first PID is of the message; orders that do are of nobody.
  const nobody = before.some(({ name }) => ORDER_SEGMENTS.has(name)) ? [before] : []
  return [...nobody, ...patients].map((segments) => patientOf(message, segments))
}

function patientOf(message: Hl7Message, segments: readonly Hl7Segment[]): PatientGroup {
  const type = message.getSegment('MSH')?.getField(9)?.getComponent(1) ?? ''
  const grown = type === 'MDM' ? new Documents() : new Orders(type === 'OUL' && orderOf(segments) === 'OBR')
  for (const s of segments) grown.take(s)
  return { pid: segments.find(({ name }) => name === 'PID'), ...grown.end() }
}

const orderOf = (segments: readonly Hl7Segment[]): string | undefined => segments.find(({ name }) => name === 'ORC' || name === 'OBR')?.name

class Orders {
  private readonly head: Hl7Segment[] = []
  private readonly orders: Growing[] = []
  private current: Growing | undefined
  /** Of the specimen under which orders come, when they do, and how many orders there were before it. */
  private specimen: { readonly segments: Hl7Segment[]; readonly from: number } | undefined
  private readonly obrFirst: boolean

  /** @param obrFirst an order begins with its OBR, and its ORC comes after that */
  constructor(obrFirst: boolean) {
    this.obrFirst = obrFirst
  }

  take(s: Hl7Segment): void {
    const { current } = this
    if (s.name === 'SPM' && (this.specimen || this.orders.length === 0)) {
      this.endSpecimen()
      this.specimen = { segments: [s], from: this.orders.length }
      this.current = undefined
    } else if (s.name === 'ORC') {
      if (this.obrFirst && current?.obr && !current.orc && !current.segments.some(isResult)) this.join(current, 'orc', s)
      else this.begin('orc', s)
    } else if (s.name === 'OBR') {
      if (current?.orc && !current.obr) this.join(current, 'obr', s)
      else this.begin('obr', s)
    } else (current ?? this.specimen ?? { segments: this.head }).segments.push(s)
  }

  private begin(as: 'orc' | 'obr', s: Hl7Segment): void {
    this.current = { orc: undefined, obr: undefined, txa: undefined, segments: [s], [as]: s }
    this.orders.push(this.current)
  }
  private join(order: Growing, as: 'orc' | 'obr', s: Hl7Segment): void {
    order[as] = s
    order.segments.push(s)
  }
  private endSpecimen(): void {
    if (!this.specimen) return
    for (const order of this.orders.slice(this.specimen.from)) order.segments.push(...this.specimen.segments)
    // A specimen of no order: nobody can say whose its results are.
    if (this.orders.length === this.specimen.from) this.head.push(...this.specimen.segments)
  }

  end(): { head: readonly Hl7Segment[]; orders: readonly OrderGroup[] } {
    this.endSpecimen()
    return { head: this.head, orders: this.orders }
  }
}

class Documents {
  private readonly head: Hl7Segment[] = []
  private readonly documents: Growing[] = []
  private current: Growing | undefined

  take(s: Hl7Segment): void {
    const begins = s.name === 'ORC' || s.name === 'OBR' || s.name === 'TXA'
    if (begins && (!this.current || this.current.txa)) {
      this.current = { orc: undefined, obr: undefined, txa: undefined, segments: [] }
      this.documents.push(this.current)
    }
    if (this.current && s.name === 'ORC') this.current.orc ??= s
    if (this.current && s.name === 'OBR') this.current.obr ??= s
    if (this.current && s.name === 'TXA') this.current.txa = s
    ;(this.current?.segments ?? this.head).push(s)
  }

  end(): { head: readonly Hl7Segment[]; orders: readonly OrderGroup[] } {
    return { head: this.head, orders: this.documents }
  }
}

export const isResult = ({ name }: Hl7Segment): boolean => name === 'OBX'

/** A message of one patient's one order alone: what results are read from. */
export function messageOf(message: Hl7Message, { head }: PatientGroup, orders: readonly OrderGroup[]): Hl7Message {
  const [msh] = message.segments
  // What was said before the first order and is a result belongs to the order: of several, the reader of groups has refused it.
  const [own, results] = [head.filter((s) => !isResult(s)), head.filter(isResult)]
  const [first, ...rest] = orders.map(({ segments }) => segments)
  return new Hl7Message([...(msh ? [msh] : []), ...own, ...(first ?? []), ...results, ...rest.flat()], message.context)
}

/** What finds an order of ours by a number, and says of one that it does not find whether it must be one of ours. */
export interface Numbering {
  find(n: EntityNumber): string | undefined
  looksLikeOurs(n: EntityNumber): boolean
}

/** Orders of one patient in a message. */
export interface Sorted {
  /** By our order number. */
  readonly ours: ReadonlyMap<string, readonly OrderGroup[]>
  /** Groups that name no order of ours. */
  readonly others: readonly OrderGroup[]
}

const unclear = (why: string): never => fail('HIS_PROTOCOL', { why: `the order is not clear: ${why}` })

/** @throws HIS_PROTOCOL when something that may be of an order of ours cannot be told from what is not, or names one that is not known */
export function sorted({ head, orders }: PatientGroup, numbering: Numbering): Sorted {
  const ours = new Map<string, OrderGroup[]>()
  const others: OrderGroup[] = []
  let before: Before | undefined
  for (const group of orders) {
    const named = numbersOf(group)
    const id = idOf(group, named, before, numbering)
    if (id === undefined) others.push(group)
    else ours.set(id, [...(ours.get(id) ?? []), group])
    if (group.orc || !before || named.placers.length > 0) before = { id, fillers: named.fillers }
  }
  if (ours.size > 0 && head.some(isResult) && ours.size + others.length > 1) unclear('results stand before the first of several orders')
  return { ours, others }
}

interface Named {
  readonly placers: readonly EntityNumber[]
  readonly fillers: readonly EntityNumber[]
}
interface Before {
  readonly id: string | undefined
  readonly fillers: readonly EntityNumber[]
}

/** Of a document TXA says which order it is of; its ORC and OBR do where TXA does not. */
function numbersOf({ txa, segments }: OrderGroup): Named {
  const own = { placers: numbersIn(txa, 14), fillers: numbersIn(txa, 15) }
  if (own.placers.length > 0) return own
  const of = (index: number) => segments.filter(({ name }) => name === 'ORC' || name === 'OBR').flatMap((s) => numbersIn(s, index))
  return { placers: of(2), fillers: [...own.fillers, ...of(3)] }
}

const keyOf = ({ number }: EntityNumber): string => number.toLowerCase()

function idOf(group: OrderGroup, { placers, fillers }: Named, before: Before | undefined, { find, looksLikeOurs }: Numbering) {
  const all = [...placers, ...fillers]
  const known = new Set(all.flatMap((n) => find(n) ?? []))
  const [id] = known
  if (known.size > 1) return unclear('it names two')
  if (id !== undefined) {
    if (new Set(placers.map(keyOf)).size > 1) return unclear('ORC-2 and OBR-2 name different ones')
    return id
  }
  if (placers.some(looksLikeOurs)) return refuse('HIS_PROTOCOL', 'order-unknown')
  // An OBR without an ORC and without a number of its placer is of the order before it; with another number of its filler it may be of any.
  if (group.orc || group.txa || placers.length > 0 || before?.id === undefined) return undefined
  if (fillers.length === 0 || fillers.some((n) => before.fillers.some((b) => keyOf(b) === keyOf(n)))) return before.id
  return unclear('an OBR without a placer order number follows it, with another filler order number')
}
