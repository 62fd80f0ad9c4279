/**
 * Patient identifiers of the HIS that became another one (ADT^A40 and its like). Kept are identifiers alone, and only those that an order here
 * names or that a merge leads to: whoever has no dealing with this node leaves no trace in it. Rows: hm/PRIOR → surviving.
 */
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { OrderBook } from '../orders.ts'

export class Patients {
  private readonly became = new Map<string, string>()
  private readonly orders: OrderBook

  constructor(orders: OrderBook) {
    this.orders = orders
  }

  async load(store: NodeStore): Promise<void> {
    for (const [key, bytes] of await store.range('hm/', 'hm/\uffff')) this.became.set(key.slice(3), fromUtf8(bytes))
  }

  /** The identifier that stands now. */
  now(id: string): string {
    let current = id
    for (let next = this.became.get(current); next !== undefined; next = this.became.get(current)) current = next
    return current
  }

  /** Whether two identifiers are of one patient. */
  same(a: string, b: string): boolean {
    return this.now(a) === this.now(b)
  }

  /**
   * `prior` is `surviving` from now on; orders follow.
   * @returns why it cannot be: two people's nodes would be taken for one. Undefined when it is done, `nothing` when nobody here is concerned
   */
  merge(changes: Change[], prior: string, surviving: string): 'done' | 'nothing' | { readonly refused: string } {
    if (this.same(prior, surviving)) return 'nothing'
    const of = (id: string) => this.orders.list().filter((order) => order.patientId !== undefined && this.same(order.patientId, id))
    const [old, kept] = [of(prior), of(surviving)]
    if (old.length === 0 && kept.length === 0) return 'nothing'
    const people = new Set([...old, ...kept].flatMap(({ person }) => person ?? []))
    if (people.size > 1) return { refused: 'the two identifiers are matched to two people’s nodes; an operator has to find out who is who' }
    const [from, to] = [this.now(prior), this.now(surviving)]
    this.became.set(from, to)
    changes.push({ key: `hm/${from}`, value: utf8(to) })
    for (const order of old) this.orders.open(changes, { ...order, patientId: to })
    return 'done'
  }
}
