/** A person's days: the minutes and bouts that the pipeline made, and what of them is on the ledger and was paid. Rows: ac/day/DATE. */
import type { Bout } from '@hdms/health/gait/walk.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { decodeValue, encodeValue } from '../../engine/codec.ts'
import type { JudgedMinute } from '../pipeline.ts'
import type { DayRow, EntryRow } from './rows.ts'

export class Days {
  private store!: NodeStore
  private readonly rows = new Map<string, DayRow>()
  private readonly touched = new Set<string>()
  private readonly dateAt: (seconds: number) => string
  private readonly changed: () => void

  /** @param dateAt the date in the person's zone, of s since 1970 */
  constructor(dateAt: (seconds: number) => string, changed: () => void) {
    this.dateAt = dateAt
    this.changed = changed
  }

  async load(store: NodeStore): Promise<void> {
    this.store = store
    for (const [key, bytes] of await store.range(...prefixRange('ac/day/'))) this.rows.set(key.slice(7), decodeValue<DayRow>(bytes))
  }

  get(date: string): DayRow | undefined {
    return this.rows.get(date)
  }
  /** Newest first. */
  list(): DayRow[] {
    return [...this.rows.values()].sort((a, b) => (a.date < b.date ? 1 : -1))
  }
  /** Dates with minutes that no entry has yet, newest first. */
  unrecorded(): string[] {
    return this.list()
      .filter((d) => newMinutes(d).length > 0)
      .map((d) => d.date)
  }
  /** End of the last minute that was made, s; 0 for none. */
  end(): number {
    return Math.max(0, ...this.list().flatMap((d) => d.minutes.map((m) => m.start + 60)))
  }
  /** Whether a stretch of time comes near a minute with steps. */
  near(start: number, end: number, around: number): boolean {
    return this.list().some((d) => d.minutes.some((m) => m.start - around < end && m.start + 60 + around > start))
  }

  private open(date: string): DayRow {
    return this.rows.get(date) ?? { date, minutes: [], bouts: [], entries: [] }
  }
  private set(day: DayRow): void {
    this.rows.set(day.date, day)
    this.touched.add(day.date)
  }

  /** A minute was made, perhaps again. @param fixed minutes before it stay as they were, s */
  minute(m: JudgedMinute, fixed: number): void {
    const day = this.open(this.dateAt(m.start))
    const before = day.minutes.find((x) => x.start === m.start)
    // Each second once: what is on the ledger, or was whole before, stays.
    if (before && (m.start < fixed || day.entries.some((e) => e.minutes.includes(m.start)))) return
    this.set({ ...day, minutes: [...day.minutes.filter((x) => x !== before), m].sort((a, b) => a.start - b.start) })
  }
  /** A bout was made; of those that overlap the longest stays. */
  bout(b: Bout): void {
    const day = this.open(this.dateAt(b.start))
    const same = day.bouts.filter((x) => x.start < b.end && x.end > b.start)
    if (same.some((x) => x.end - x.start >= b.end - b.start)) return
    this.set({ ...day, bouts: [...day.bouts.filter((x) => !same.includes(x)), b].sort((x, y) => x.start - y.start) })
  }
  /** When it resolves, what was made is durable. */
  async flush(): Promise<void> {
    if (this.touched.size === 0) return
    const changes = [...this.touched].map((date) => ({ key: `ac/day/${date}`, value: encodeValue(this.rows.get(date)) }))
    this.touched.clear()
    await this.store.commit(changes)
    this.changed()
  }

  /** A day went on the ledger. */
  entered(changes: Change[], date: string, entry: EntryRow): void {
    const day = this.open(date)
    this.put(changes, { ...day, entries: [...day.entries, entry] })
  }
  private put(changes: Change[], day: DayRow): void {
    this.rows.set(day.date, day)
    changes.push({ key: `ac/day/${day.date}`, value: encodeValue(day) })
    this.changed()
  }

  /** The entry of a transaction, hex. @throws NOT_FOUND */
  entry(tx: string): { readonly day: DayRow; readonly entry: EntryRow } {
    for (const day of this.rows.values()) {
      const entry = day.entries.find((e) => e.tx === tx)
      if (entry) return { day, entry }
    }
    return fail('NOT_FOUND', { what: 'day entry' })
  }
  /** What became of an entry. @throws NOT_FOUND */
  amend(changes: Change[], tx: string, more: Pick<EntryRow, 'claim'> | Pick<EntryRow, 'appeal'>): void {
    const { day } = this.entry(tx)
    this.put(changes, { ...day, entries: day.entries.map((e) => (e.tx === tx ? { ...e, ...more } : e)) })
  }
}

/** Beginnings of a day's minutes that no entry has. */
export function newMinutes(day: DayRow): number[] {
  const there = new Set(day.entries.flatMap((e) => e.minutes))
  return day.minutes.map((m) => m.start).filter((start) => !there.has(start))
}
