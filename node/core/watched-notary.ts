/** A notary as it is watched: what is known of it, and the part of that which outlasts a restart. */
import { decodeAll, Writer } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Fact, type ReadFact, readFact, type SignedHead } from '@hdms/shared/notary/facts.ts'
import { FactBook } from './fact-book.ts'

/** What is known of one notary. */
export class Watching {
  readonly id: string
  readonly book: FactBook
  head: SignedHead | undefined
  /** The newest of the notary's times that was seen. */
  time = 0
  distrust: { readonly why: string; readonly since: number } | undefined
  /** The newest head statement, which no header may belie, and the newest header, which no head statement may. */
  said: ReadFact | undefined
  newest: ReadFact | undefined
  /** Headers that stand in the chain, by sequence; the last ones. */
  readonly chain: Map<number, ReadFact> = new Map()
  /** Headers that were seen and have not been found in the chain yet. */
  readonly pending: Map<number, ReadFact> = new Map()
  evidence = 0
  following: Promise<void> | undefined
  due = false

  constructor(id: string, remembered: number) {
    this.id = id
    this.book = new FactBook(id, remembered)
  }

  row(): Uint8Array {
    const none = new Uint8Array(0)
    const head = new Writer().short(this.head?.bytes ?? none).short(this.head?.signature ?? none)
    return head
      .u64(this.time)
      .text(this.distrust?.why ?? '')
      .u64(this.distrust?.since ?? 0)
      .bytes()
  }

  restore(row: Uint8Array): void {
    decodeAll(row, 'notary watch', (r) => {
      const [header, signature] = [r.short(), r.short()]
      this.head = header.length > 0 ? headOf(readFact({ kind: 'header', header, signature }), signature) : undefined
      this.time = r.u64()
      const [why, since] = [r.text(), r.u64()]
      this.distrust = why ? { why, since } : undefined
    })
    this.newest = this.head && readFact(asFact(this.head))
  }
}

const headOf = (read: ReadFact, signature: Uint8Array): SignedHead => ({
  ...(read.head ?? fail('BUG', { what: 'a header without a head' })),
  signature,
})
export const asFact = ({ bytes, signature }: SignedHead): Fact => ({ kind: 'header', header: bytes, signature })
export const sequenceOf = (read: ReadFact | undefined): number => read?.head?.header.sequence ?? 0
