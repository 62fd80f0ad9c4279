/** Histories of dealings: which numbered step of the paper was done when. Rows: g/DEALING/NUMBER. */

import type { Progress } from '@hdms/flows/core/services.ts'
import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import { padded } from '@hdms/flows/engine/types.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { prefixRange } from '@hdms/shared/ports/node-store.ts'

export class ProgressLog {
  private readonly lines = new Map<string, Progress[]>()
  private waiting: (() => void)[] = []
  private readonly changed: () => void

  /** @param changed a line was added */
  constructor(changed: () => void = () => {}) {
    this.changed = changed
  }

  async load(store: NodeStore): Promise<void> {
    for (const [, bytes] of await store.range(...prefixRange('g/'))) this.keep(decodeValue<Progress>(bytes))
  }
  private keep(line: Progress): number {
    const list = this.lines.get(line.dealing) ?? []
    this.lines.set(line.dealing, list)
    return list.push(line) - 1
  }
  add(changes: Change[], line: Progress): void {
    const number = this.keep(line)
    changes.push({ key: `g/${line.dealing}/${padded(number)}`, value: encodeValue({ ...line }) })
    const waiting = this.waiting
    this.waiting = []
    for (const run of waiting) run()
    this.changed()
  }
  of(dealing: string): readonly Progress[] {
    return this.lines.get(dealing) ?? []
  }
  dealings(): string[] {
    return [...this.lines.keys()]
  }
  /** Resolves with the next line that is added anywhere. */
  next(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve))
  }
}
