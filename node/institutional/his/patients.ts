/**
 * What becomes of patients in the HIS: their identifiers become others (ADT^A40 and its like), are linked with others or not any more, and move.
 * Kept are identifiers alone, and only those of patients that an order here names: whoever has no dealing with this node leaves no trace in it.
 */

import type { OrderRow } from '@hdms/flows/treatment/hospital.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import type { OrderBook } from '../orders.ts'
import { refuse } from '../reasons.ts'
import { type Domains, type Identifier, type Identity, knownOf, ofPatient, toKeep, union, without } from './identity.ts'

/** One patient became another, or an identifier of one moved to another. */
export interface Pair {
  readonly prior: readonly Identifier[]
  readonly surviving: readonly Identifier[]
}

const TWO_PEOPLE = 'the two identifiers are matched to two people’s nodes; an operator has to find out who is who'

/** Changes that are made together, or not at all. */
class Draft {
  readonly changed = new Map<string, Identity>()
  private readonly orders: OrderBook
  private readonly domains: Domains

  constructor(orders: OrderBook, domains: Domains) {
    this.orders = orders
    this.domains = domains
  }

  identity(orderId: string): Identity | undefined {
    const decision = this.orders.decision(orderId)
    return this.changed.get(orderId) ?? (decision === 'refused' ? undefined : decision)
  }

  /** Orders whose patient is known by one of some identifiers. */
  of(ids: readonly Identifier[]): OrderRow[] {
    const candidates = new Set([...ids.flatMap(({ value }) => this.orders.withValue(value)), ...this.changed.keys()])
    return [...candidates].flatMap((orderId) => {
      const identity = this.identity(orderId)
      const row = this.orders.get(orderId)
      return row && identity && this.matches(knownOf(identity), ids) ? [row] : []
    })
  }

  /** @throws HIS_PROTOCOL when the hospital has to say whose an identifier is */
  matches(known: readonly Identifier[], ids: readonly Identifier[]): boolean {
    const match = this.domains.match(known, ids)
    if (match === 'unclear') fail('HIS_PROTOCOL', { why: UNCLEAR })
    return match === 'same'
  }

  change(orderId: string, change: (identity: Identity) => Identity): void {
    const before = this.identity(orderId)
    if (before) this.changed.set(orderId, change(before))
  }
}

export const UNCLEAR = 'the patient’s identifiers are of several authorities; say with his-domains which are the hospital’s own'

export class Patients {
  private readonly orders: OrderBook
  private readonly domains: Domains

  constructor(orders: OrderBook, domains: Domains) {
    this.orders = orders
    this.domains = domains
  }

  /** Whether anybody with one of these identifiers has an order here. */
  knows(ids: readonly Identifier[]): boolean {
    return ids.some(({ value }) => this.orders.withValue(value).length > 0)
  }

  /**
   * The prior identifiers are the surviving ones from now on, each within its authority; orders follow, and what is under way under the prior ones
   * stays theirs.
   * @returns whether anybody here is concerned @throws HIS_PROTOCOL, with nothing changed
   */
  merge(changes: Change[], pairs: readonly Pair[]): boolean {
    return this.draft(changes, (draft) => {
      for (const { prior, surviving } of pairs) for (const one of ofPatient(prior)) this.mergeOne(draft, one, surviving)
    })
  }

  private mergeOne(draft: Draft, prior: Identifier, surviving: readonly Identifier[]): void {
    if (draft.of([prior, ...ofPatient(surviving)]).length === 0) return
    const next = this.counterpart(prior, surviving)
    const [old, kept] = [draft.of([prior]), draft.of([next])]
    ofOnePerson([...old, ...kept])
    for (const { orderId } of old) draft.change(orderId, (identity) => renamed(draft, identity, prior, next))
    for (const { orderId } of kept)
      draft.change(orderId, (identity) => {
        const own = draft.matches([...identity.ids, ...identity.former], [next])
        return own
          ? { ...identity, former: added(identity.former, prior, identity.ids) }
          : { ...identity, linked: union(identity.linked, [prior]) }
      })
  }

  /** @throws HIS_PROTOCOL for what would turn a number of one authority into one of another */
  private counterpart(prior: Identifier, surviving: readonly Identifier[]): Identifier {
    const among = ofPatient(surviving)
    return this.domains.counterpart(prior, among) ?? refuse('HIS_PROTOCOL', 'merge-authorities')
  }

  /** Identifiers move, with their orders, from the patient that had them to another (ADT^A43). */
  move(changes: Change[], pairs: readonly Pair[]): boolean {
    return this.draft(changes, (draft) => {
      for (const { prior, surviving } of pairs)
        for (const one of ofPatient(prior)) {
          const moved = draft.of([one])
          if (moved.length === 0) continue
          const next = this.counterpart(one, surviving)
          const others = toKeep(without(surviving, [next]))
          ofOnePerson([...moved, ...draft.of(without([next, ...others], [one]))])
          // What the order was known by beside it is the former patient's.
          for (const { orderId } of moved) draft.change(orderId, () => ({ ids: [next, ...others], former: [], linked: [] }))
        }
    })
  }

  /** Two patients are one person, each with identifiers of their own (ADT^A24). */
  link(changes: Change[], a: readonly Identifier[], b: readonly Identifier[]): boolean {
    return this.draft(changes, (draft) => {
      const [left, right] = [draft.of(ofPatient(a)), draft.of(ofPatient(b))]
      ofOnePerson([...left, ...right])
      for (const { orderId } of left) draft.change(orderId, (i) => ({ ...i, linked: union(i.linked, toKeep(b)) }))
      for (const { orderId } of right) draft.change(orderId, (i) => ({ ...i, linked: union(i.linked, toKeep(a)) }))
    })
  }

  /** They are not (ADT^A37). @throws HIS_PROTOCOL when they were merged: nobody can say any more which order is whose */
  unlink(changes: Change[], a: readonly Identifier[], b: readonly Identifier[]): boolean {
    return this.draft(changes, (draft) => {
      for (const { orderId } of draft.of([...ofPatient(a), ...ofPatient(b)]))
        draft.change(orderId, (identity) => {
          const own = [...identity.ids, ...identity.former]
          const [isA, isB] = [draft.matches(own, ofPatient(a)), draft.matches(own, ofPatient(b))]
          if (isA && isB) refuse('HIS_PROTOCOL', 'merge-undone')
          const gone = isA ? ofPatient(b) : isB ? ofPatient(a) : []
          return { ...identity, linked: identity.linked.filter((id) => gone.length === 0 || !draft.matches([id], gone)) }
        })
    })
  }

  private draft(changes: Change[], work: (draft: Draft) => void): boolean {
    const draft = new Draft(this.orders, this.domains)
    work(draft)
    for (const [orderId, identity] of draft.changed) this.orders.decide(changes, orderId, identity)
    return draft.changed.size > 0
  }
}

function ofOnePerson(orders: readonly OrderRow[]): void {
  if (new Set(orders.flatMap(({ person }) => person ?? [])).size > 1) fail('HIS_PROTOCOL', { why: TWO_PEOPLE })
}

/** Unless it is among the others already. */
const added = (ids: readonly Identifier[], one: Identifier, others: readonly Identifier[]): Identifier[] =>
  without([one], others).length === 0 ? [...ids] : union([one], ids)

/** What a patient is known by once one of its identifiers has become another. */
function renamed(draft: Draft, { ids, former, linked }: Identity, prior: Identifier, next: Identifier): Identity {
  const now = ids.filter((id) => draft.matches([id], [prior]))
  if (now.length > 0) return { ids: union([next], without(ids, now)), former: without(union([...now, prior], former), [next]), linked }
  // It became another before, which stands; or it is one that is only linked, and the link follows it.
  if (draft.matches(former, [prior])) return { ids, former: added(former, next, ids), linked }
  return { ids, former, linked: union([next], linked) }
}
