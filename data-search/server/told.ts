/**
 * What a counting service has told of a count, kept so that it never tells it otherwise: not to other values, not after a restart, not for the
 * same question under another name. Rows: ct/ID → Told, by id of the count; cn/QUESTION → id of the count that answered
 * it, or closed last.
 */

import { decodeAll, hex, type Reader, Writer } from '@hdms/shared/bytes.ts'
import { elementFrom } from '@hdms/shared/crypto/private-count.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { BUDGET_1 } from '@hdms/shared/queries/budget.ts'
import { DAY } from '@hdms/shared/time.ts'

export interface Told {
  /** 16 bytes: the id of its answer tokens. */
  readonly id: Uint8Array
  /** Hash of its question. */
  readonly question: Uint8Array
  /** ms since 1970 at which its names were fixed: from then on it takes no answer. */
  readonly closed: number
  /** Hash of what the sums were asked with. */
  readonly asked: Uint8Array
  /** This service's sums with their noise; none before they were drawn. */
  readonly own: readonly bigint[]
  /** Those of the other service, as the result has them; none before it. */
  readonly theirs: readonly bigint[]
  /** ms since 1970 of the result; 0 before it. */
  readonly at: number
}

const numbers = (w: Writer, all: readonly bigint[]): Writer => w.list(all, (to, n) => void to.text(String(n)))
const readNumbers = (r: Reader): bigint[] => r.list((from) => elementFrom(from.text()))
const encode = (t: Told): Uint8Array => {
  const w = new Writer().raw(t.id, 16).raw(t.question).u64(t.closed).raw(t.asked)
  return numbers(numbers(w, t.own), t.theirs).u64(t.at).bytes()
}
const decode = (bytes: Uint8Array): Told =>
  decodeAll(bytes, 'row of a count', (r) => ({
    ...{ id: r.raw(16), question: r.raw(32), closed: r.u64(), asked: r.raw(32) },
    ...{ own: readNumbers(r), theirs: readNumbers(r), at: r.u64() },
  }))

/** For so long a question is answered by what was told of it. */
export const ANSWER_LIFE: number = BUDGET_1.days * DAY

export class ToldStore {
  private readonly store: NodeStore
  /** Of counts that are closing: what was told stands whatever the disk says. */
  private readonly closing = new Map<string, Told>()

  constructor(store: NodeStore) {
    this.store = store
  }

  async of(id: Uint8Array): Promise<Told | undefined> {
    const known = this.closing.get(hex(id))
    const bytes = known ? undefined : await this.store.get(`ct/${hex(id)}`)
    return known ?? (bytes && decode(bytes))
  }

  /** The count that told sums for a question, as long as they are its answer. @param now ms since 1970 */
  async answering(question: Uint8Array, now: number): Promise<Told | undefined> {
    const at = await this.store.get(`cn/${hex(question)}`)
    const told = at && (await this.of(at))
    return told && told.own.length > 0 && told.closed > now - ANSWER_LIFE ? told : undefined
  }

  async put(told: Told): Promise<void> {
    const changes: Change[] = [
      { key: `ct/${hex(told.id)}`, value: encode(told) },
      { key: `cn/${hex(told.question)}`, value: told.id },
    ]
    this.closing.set(hex(told.id), told)
    await this.store.commit(changes)
  }

  /** What only this service knows of a count, and will tell nobody: it was never answered. */
  async untell(told: Told): Promise<void> {
    await this.put({ ...told, own: [], asked: new Uint8Array(32) })
  }
  /** The count is over. */
  forget(id: Uint8Array): void {
    this.closing.delete(hex(id))
  }
}
