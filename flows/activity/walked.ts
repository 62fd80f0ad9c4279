/**
 * How a person's feet walked before, kept in a node's store, so that a walk that is played again is known again after a restart, on another day and
 * in other shoes. What is kept is how strides depart from those around them; neither lengths nor speeds. Rows: PREFIX left|right . PAGE.
 */
import { Repetition } from '@hdms/health/gait/repetition.ts'
import { digits } from '@hdms/shared/decimal.ts'
import type { Side } from '@hdms/shared/device/packet.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'

const SIDES = ['left', 'right'] as const

export class Walked {
  readonly feet: Readonly<Record<Side, Repetition>>
  private readonly prefix: string
  private unwritten: Change[] = []

  /** @param kept strides of a foot at most */
  constructor(prefix: string, kept?: number) {
    this.prefix = prefix
    this.feet = { left: new Repetition(kept), right: new Repetition(kept) }
  }

  async load(store: NodeStore): Promise<void> {
    for (const side of SIDES) {
      const [from, to] = prefixRange(`${this.prefix}${side}.`)
      for (const [key, page] of await store.range(from, to)) this.feet[side].restore(digits(key.slice(from.length)), page)
    }
  }

  /** All rows that there can be of it. */
  keys(): string[] {
    return SIDES.flatMap((side) => Array.from({ length: this.feet[side].pages }, (_, page) => `${this.prefix}${side}.${page}`))
  }

  /** Rows of what is not written yet. */
  changes(): Change[] {
    return SIDES.flatMap((side) => [...this.feet[side].changed()].map(([page, value]) => ({ key: `${this.prefix}${side}.${page}`, value })))
  }

  /** When it resolves, what was walked is durable. */
  async flush(store: NodeStore): Promise<void> {
    const fresh = this.changes()
    const again = this.unwritten.filter((c) => !fresh.some((f) => f.key === c.key))
    this.unwritten = [...again, ...fresh]
    if (this.unwritten.length === 0) return
    await store.commit(this.unwritten)
    this.unwritten = []
  }
}
