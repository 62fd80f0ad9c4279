/**
 * Minutes into days of the place where the person was, each second once: midnight, time zones and a clock that is put forward or back do
 * not count anything twice or lose it. The shoe's own clock orders the samples; the zone only says which date a moment has.
 */
import type { Bout } from './walk.ts'

/** Minutes east of Greenwich at a moment, ms since 1970: the phone knows its zone, the library knows none. */
export type Offset = (at: number) => number

/** `2026-05-01` of a moment, s since 1970, where the clock stands `offset` minutes east of Greenwich. */
export function dateOf(seconds: number, offset: number): string {
  return new Date((seconds + offset * 60) * 1000).toISOString().slice(0, 10)
}

/** Spans of time that were counted already, kept merged and in order. */
export class Counted {
  private spans: (readonly [number, number])[]

  constructor(spans: readonly (readonly [number, number])[] = []) {
    this.spans = [...spans]
  }

  /** What of [from, to), s, was not counted yet; it is from now on. */
  take(from: number, to: number): (readonly [number, number])[] {
    const free: [number, number][] = []
    let at = from
    for (const [a, b] of this.spans) {
      if (b <= at || a >= to) continue
      if (a > at) free.push([at, a])
      at = Math.max(at, b)
    }
    if (at < to) free.push([at, to])
    this.add(from, to)
    return free
  }

  private add(from: number, to: number): void {
    if (!(to > from)) return
    let [a, b] = [from, to]
    const apart: (readonly [number, number])[] = []
    for (const [x, y] of this.spans) {
      if (y < a || x > b) apart.push([x, y])
      else [a, b] = [Math.min(a, x), Math.max(b, y)]
    }
    this.spans = [...apart, [a, b] as const].sort((p, q) => p[0] - q[0])
  }

  /** As it is to be kept. */
  list(): readonly (readonly [number, number])[] {
    return this.spans
  }
}

export interface Day<M> {
  readonly date: string
  readonly minutes: readonly M[]
  readonly bouts: readonly Bout[]
}

/** Sorts minutes and bouts by the date on which they began, in order. A minute or bout that comes twice counts once. */
export function byDay<M extends { readonly start: number }>(minutes: readonly M[], bouts: readonly Bout[], offset: Offset): Day<M>[] {
  const days = new Map<string, { minutes: Map<number, M>; bouts: Map<number, Bout> }>()
  const of = (start: number) => {
    const date = dateOf(start, offset(start * 1000))
    const day = days.get(date) ?? { minutes: new Map<number, M>(), bouts: new Map<number, Bout>() }
    days.set(date, day)
    return day
  }
  for (const m of minutes) of(m.start).minutes.set(m.start, m)
  for (const b of bouts) of(b.start).bouts.set(b.start, b)
  const inOrder = <T extends { readonly start: number }>(map: Map<number, T>): T[] => [...map.values()].sort((a, b) => a.start - b.start)
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, day]) => ({ date, minutes: inOrder(day.minutes), bouts: inOrder(day.bouts) }))
}
