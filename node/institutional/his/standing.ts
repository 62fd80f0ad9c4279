/** Results of one order in memory, with what has to be known of all of them kept as they change: a message costs what it brings. */
import { conclusionOf, isMistaken, isOpen, isRemoved } from './composed.ts'
import type { ReportedItem } from './reports.ts'

/** An item as it is kept: a part names its report, so that a report of many is not written again for each. */
export interface Row extends ReportedItem {
  /** Number of the report that it is a part of. */
  readonly of?: number
  /** Of a large one, where it lies: under which number its pieces do. */
  readonly writing?: number
}
export interface Placed {
  /** In the order in which items came first. */
  readonly number: number
  readonly row: Row
}

type Keys = ReadonlyMap<string, string>
const NO_KEYS: Keys = new Map()

export class Standing {
  private readonly all: Placed[] = []
  private readonly numbers = new Map<string, number>()
  /** Numbers of results by what their names have in common. */
  private readonly names = new Map<string, Set<number>>()
  /** Of each report its parts. */
  private readonly parts = new Map<number, Set<number>>()
  /** Of each item the numbers of those that lie in one row with it. */
  private readonly lots = new Map<number, readonly number[]>()
  private readonly open = new Set<number>()
  private readonly deleted = new Set<number>()
  private standing = 0
  /** Characters of what is not removed. */
  bytes = 0

  /** Items there are, those that were removed among them. */
  get size(): number {
    return this.all.length
  }
  get(key: string): Row | undefined {
    const number = this.numbers.get(key)
    return number === undefined ? undefined : this.all[number]?.row
  }
  at(number: number): Row | undefined {
    return this.all[number]?.row
  }
  lot(number: number): readonly number[] | undefined {
    return this.lots.get(number)
  }
  /** These lie in one row from now on; the first gives it its key. */
  together(numbers: readonly number[]): readonly number[] {
    for (const number of numbers) this.lots.set(number, numbers)
    return numbers
  }
  keysUnder(prefix: string): string[] {
    return [...this.numbers.keys()].filter((key) => key.startsWith(prefix))
  }
  /** Results of some names, in the order in which they came first. */
  named(names: ReadonlySet<string>): ReportedItem[] {
    const numbers = [...names].flatMap((name) => [...(this.names.get(name) ?? [])]).sort((a, b) => a - b)
    return numbers.flatMap((number) => this.all[number]?.row ?? [])
  }

  /** Characters there would be with some items. @param before keys under which they are known */
  bytesWith(items: readonly ReportedItem[], before: Keys = NO_KEYS): number {
    const sizeOf = (row: ReportedItem | undefined): number => (row && !isRemoved(row) ? row.resource.length : 0)
    const last = new Map(items.map((item) => [item.key, item]))
    return [...last].reduce((sum, [key, item]) => sum + sizeOf(item) - sizeOf(this.get(before.get(key) ?? key)), this.bytes)
  }

  /** @param before keys under which items are known that have another now @returns what is to be written */
  take(items: readonly ReportedItem[], before: Keys = NO_KEYS): Placed[] {
    for (const { key } of items) {
      const old = before.get(key)
      const number = this.numbers.get(old ?? key)
      if (old !== undefined) this.numbers.delete(old)
      this.numbers.set(key, number ?? this.next++)
    }
    const numberOf = (key: string): number | undefined => this.numbers.get(key)
    const reports = new Map(items.flatMap(({ key, refers }) => (refers ?? []).map((part) => [part, numberOf(key)] as const)))
    return items.map(({ refers: _, ...item }) => this.put(numberOf(item.key) as number, item, reports.get(item.key)))
  }
  private next = 0

  /** Puts one in its place. @param of report that it is a part of, when that is said anew */
  put(number: number, row: Row, of: number | undefined = row.of): Placed {
    const before = this.all[number]
    if (before) this.leave(before)
    const report = of ?? before?.row.of
    const placed = { number, row: report === undefined ? row : { ...row, of: report } }
    this.all[number] = placed
    this.next = Math.max(this.next, number + 1)
    this.numbers.set(row.key, number)
    if (row.name) this.names.set(row.name.of, (this.names.get(row.name.of) ?? new Set()).add(number))
    if (report !== undefined) this.parts.set(report, (this.parts.get(report) ?? new Set()).add(number))
    if (isOpen(row)) this.open.add(number)
    if (row.status === 'deleted') this.deleted.add(number)
    this.count(row, 1)
    return placed
  }
  private leave({ number, row }: Placed): void {
    this.count(row, -1)
    this.open.delete(number)
    this.deleted.delete(number)
    if (row.name) this.names.get(row.name.of)?.delete(number)
  }
  private count(row: Row, sign: 1 | -1): void {
    if (isRemoved(row)) return
    this.standing += sign
    this.bytes += sign * row.resource.length
  }

  /** Nothing is open any more, and there is something to say. */
  get isFinal(): boolean {
    for (const number of this.open) if (this.isOpenStill(number)) return false
    return this.standing > 0 || this.deleted.size > 0
  }
  /** A report in which nothing is left has nothing that could still come. */
  private isOpenStill(report: number): boolean {
    const parts = this.parts.get(report)
    if (!parts) return true
    for (const part of parts) {
      const row = this.all[part]?.row
      if (!row || !(isRemoved(row) || isMistaken(row))) return true
    }
    return conclusionOf(this.all[report]?.row.resource ?? '') !== undefined
  }

  /** In the order in which they came first. */
  list(): ReportedItem[] {
    return this.all.map(({ number, row: { of: _of, writing: _writing, ...item } }) => {
      const refers = [...(this.parts.get(number) ?? [])].flatMap((part) => this.all[part]?.row.key ?? [])
      return refers.length > 0 ? { ...item, refers } : item
    })
  }
}
