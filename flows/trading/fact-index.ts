/**
 * What of the person's records can be asked for, as columns: a query is one pass over them, without a record being opened. Rows:
 * ix/VERIFICATION-KEY.
 */

import { asksFor } from '@hdms/health/codes/codes.ts'
import { COMPARATORS, type Comparator, type Demographics, type Fact, within } from '@hdms/health/codes/facts.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { Criterion, Question, Source } from '@hdms/shared/queries/query.ts'

/** A record as it is indexed. */
export interface Indexed {
  readonly source: Source
  readonly facts: readonly Fact[]
  readonly about: Demographics | undefined
}

/** Data of one criterion, without a value. */
export interface DataSet {
  /** Number of the criterion. */
  readonly criterion: number
  readonly count: number
  /** Months since 1970. */
  readonly from: number
  readonly until: number
  /** Percent of the months of the period. */
  readonly coverage: number
  /** How many of each source. */
  readonly mix: Readonly<Record<Source, number>>
  /** Verification keys of the records, hex; they stay in the phone. */
  readonly records: readonly string[]
}

interface Row extends Omit<Indexed, 'facts'> {
  readonly form: typeof FORM
  /** Of each fact: its codes, a day, a value or null, a unit, and whether the value is a bound. */
  readonly facts: readonly (readonly [codes: readonly string[], day: number, value: number | null, unit: string, bound?: Comparator])[]
}
/** Earlier rows held bounds as values, and what was not to be given as given. */
const FORM = 2

/** Many small rows are read at once: JSON is what the platform reads fastest. @returns undefined for a row of an earlier form, which is made anew */
function readRow(bytes: Uint8Array): Row | undefined {
  try {
    const row = JSON.parse(fromUtf8(bytes)) as Row
    return row.form === FORM ? row : undefined
  } catch {
    return undefined
  }
}

/** A column that grows. */
class Column<T extends Int32Array | Float64Array | Uint8Array> {
  values: T
  private readonly make: (n: number) => T
  constructor(make: (n: number) => T) {
    this.make = make
    this.values = make(1024)
  }
  set(at: number, value: number): void {
    if (at >= this.values.length) {
      const larger = this.make(this.values.length * 2)
      larger.set(this.values)
      this.values = larger
    }
    this.values[at] = value
  }
}

class Names {
  private readonly numbers = new Map<string, number>()
  readonly list: string[] = []
  of(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.list.length)
    return this.list.push(name) - 1
  }
}

const MONTH = (day: number): number => {
  const date = new Date(day * 86_400_000)
  return date.getUTCFullYear() * 12 + date.getUTCMonth() - 1970 * 12
}

export class FactIndex {
  private readonly codes = new Names()
  private readonly units = new Names()
  private readonly records: { readonly key: string; readonly row: Pick<Row, 'source' | 'about'>; readonly gone: boolean }[] = []
  private readonly byKey = new Map<string, number>()
  private size = 0
  /** Of each fact: record, day, value (NaN for none), unit. */
  private readonly record = new Column((n) => new Int32Array(n))
  private readonly day = new Column((n) => new Int32Array(n))
  private readonly value = new Column((n) => new Float64Array(n))
  private readonly unit = new Column((n) => new Int32Array(n))
  /** Place of its comparator from 1 on; 0 for what was measured. */
  private readonly bound = new Column((n) => new Uint8Array(n))
  /** Facts of each code. */
  private readonly postings: number[][] = []

  async load(store: NodeStore): Promise<void> {
    for (const [key, bytes] of await store.range(...prefixRange('ix/'))) {
      const row = readRow(bytes)
      if (row) this.put(key.slice(3), row)
    }
  }

  has(key: string): boolean {
    return this.byKey.has(key)
  }
  add(changes: Change[], key: string, { facts, ...more }: Indexed): void {
    const row: Row = {
      form: FORM,
      ...more,
      facts: facts.map(({ codes, day, value = null, unit, comparator }) =>
        comparator ? ([codes, day, value, unit, comparator] as const) : ([codes, day, value, unit] as const),
      ),
    }
    changes.push({ key: `ix/${key}`, value: utf8(JSON.stringify(row)) })
    this.put(key, row)
  }
  /** An erased record is found no more. */
  forget(key: string): void {
    const at = this.byKey.get(key)
    const entry = at === undefined ? undefined : this.records[at]
    if (at !== undefined && entry) this.records[at] = { ...entry, gone: true }
    this.byKey.delete(key)
  }

  private put(key: string, { source, about, facts }: Row): void {
    this.forget(key)
    const record = this.records.push({ key, row: { source, about }, gone: false }) - 1
    this.byKey.set(key, record)
    for (const [codes, day, value, unit, bound] of facts) {
      const at = this.size++
      this.record.set(at, record)
      this.day.set(at, day)
      this.value.set(at, value ?? Number.NaN)
      this.unit.set(at, this.units.of(unit))
      this.bound.set(at, bound === undefined ? 0 : COMPARATORS.indexOf(bound) + 1)
      for (const code of codes) {
        const number = this.codes.of(code)
        const list = this.postings[number]
        if (list) list.push(at)
        else this.postings[number] = [at]
      }
    }
  }

  /**
   * What this person could sell of what a query wants.
   * @param year now, for ages @param sellable of a record's verification key, hex
   * @returns undefined when a criterion finds too little, or the person is not of those who are asked
   */
  match(q: Question, year: number, sellable: (key: string) => boolean): DataSet[] | undefined {
    if (!this.isAbout(q, year)) return undefined
    const sets: DataSet[] = []
    const sold = new Map<number, boolean>()
    const isSold = (record: number): boolean => {
      const known = sold.get(record) ?? sellable(this.records[record]?.key ?? '')
      sold.set(record, known)
      return known
    }
    for (const [i, criterion] of q.criteria.entries()) {
      const set = this.find(q, criterion, i, isSold)
      if (!set || set.count < criterion.times || (criterion.wanted && set.coverage < q.coverage)) return undefined
      if (criterion.wanted) sets.push(set)
    }
    return sets
  }

  /** Year of birth and sex, as far as some record tells. */
  about(): Demographics | undefined {
    const known = this.records.flatMap((r) => (!r.gone && r.row.about ? [r.row.about] : []))
    if (known.length === 0) return undefined
    return { born: known.find((a) => a.born !== undefined)?.born, sex: known.find((a) => a.sex !== undefined)?.sex }
  }

  private isAbout({ ages, sex }: Question, year: number): boolean {
    if (!ages && !sex) return true
    const { born, sex: own } = this.about() ?? {}
    if (ages && (born === undefined || year - born < ages.from || year - born > ages.to)) return false
    return !sex || own === sex
  }

  private find(q: Question, c: Criterion, criterion: number, isSold: (record: number) => boolean): DataSet | undefined {
    const factors = new Map(c.units.map((u) => [this.units.of(u.code), u]))
    const limited = c.least !== undefined || c.most !== undefined
    const seen = new Set<number>()
    const months = new Set<number>()
    const records = new Set<number>()
    const mix: Record<Source, number> = { hospital: 0, device: 0, 'self-reported': 0 }
    let [from, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const code of this.below(c.codes)) {
      for (const at of this.postings[code] ?? []) {
        const day = this.day.values[at] as number
        if (day < q.from || day > q.until || seen.has(at)) continue
        const record = this.record.values[at] as number
        const entry = this.records[record]
        if (!entry || entry.gone || !q.sources.includes(entry.row.source)) continue
        if (limited) {
          const unit = factors.get(this.unit.values[at] as number)
          if (!unit) continue
          const value = (this.value.values[at] as number) * unit.factor + unit.offset
          if (!within(value, COMPARATORS[(this.bound.values[at] as number) - 1], c.least, c.most)) continue
        }
        if (!isSold(record)) continue
        seen.add(at)
        records.add(record)
        mix[entry.row.source]++
        const month = MONTH(day)
        months.add(month)
        from = Math.min(from, month)
        until = Math.max(until, month)
      }
    }
    if (seen.size === 0) return undefined
    const coverage = Math.floor((100 * months.size) / (MONTH(q.until) - MONTH(q.from) + 1))
    return { criterion, count: seen.size, from, until, coverage, mix, records: [...records].map((r) => this.records[r]?.key ?? '') }
  }

  /** Numbers of the codes here that are, or lie below, those of a query. */
  private below(asked: readonly string[]): number[] {
    const tests = asked.map(asksFor)
    return this.codes.list.flatMap((code, number) => (tests.some((test) => test(code)) ? [number] : []))
  }

  /** How much is indexed. */
  extent(): { readonly records: number; readonly facts: number } {
    return { records: this.byKey.size, facts: this.size }
  }
}
