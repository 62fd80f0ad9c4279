/** What one notary said to this node, by what it is about; the oldest goes first. Rows: nf/NOTARY/NUMBER → a fact. */
import { append } from '@hdms/shared/append.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { decodeFact, encodeFact, type ReadFact, readFact, subjectsOf } from '@hdms/shared/notary/facts.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'

interface Kept {
  readonly number: number
  readonly read: ReadFact
  readonly subjects: readonly string[]
}

export class FactBook {
  private readonly prefix: string
  private readonly limit: number
  private bySubject = new Map<string, Kept[]>()
  private order: Kept[] = []

  /** @param notary its id, hex @param limit how many facts are kept */
  constructor(notary: string, limit: number) {
    this.prefix = `nf/${notary}/`
    this.limit = limit
  }

  /** Takes in what was written. @param key of the row */
  restore(key: string, row: Uint8Array): void {
    this.keep(readFact(decodeFact(row)), digits(key.slice(this.prefix.length)))
  }

  private key(number: number): string {
    return this.prefix + String(number).padStart(12, '0')
  }

  /** Takes a fact in. @returns what has to be written for it */
  add(read: ReadFact): Change[] {
    const number = (this.order.at(-1)?.number ?? 0) + 1
    const gone = this.keep(read, number)
    return [{ key: this.key(number), value: encodeFact(read.fact) }, ...gone.map((n) => ({ key: this.key(n), value: null }))]
  }

  private keep(read: ReadFact, number: number): number[] {
    const kept = { number, read, subjects: subjectsOf(read) }
    for (const subject of kept.subjects) append(this.bySubject, subject, kept)
    this.order.push(kept)
    const gone = this.order.splice(0, Math.max(0, this.order.length - this.limit))
    for (const old of gone) {
      for (const subject of old.subjects) {
        const left = (this.bySubject.get(subject) ?? []).filter((k) => k !== old)
        if (left.length > 0) this.bySubject.set(subject, left)
        else this.bySubject.delete(subject)
      }
    }
    return gone.map((old) => old.number)
  }

  /** Facts about any of the same things. */
  related(read: ReadFact): ReadFact[] {
    return subjectsOf(read).flatMap((subject) => (this.bySubject.get(subject) ?? []).map((k) => k.read))
  }

  /** Forgets all of them. @returns what has to be written for it */
  clear(): Change[] {
    const gone = this.order.map(({ number }) => ({ key: this.key(number), value: null }))
    this.bySubject = new Map()
    this.order = []
    return gone
  }
}
