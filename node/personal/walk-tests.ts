/** Six-minute walks that the person made as tests, guided by the page. Rows: walk-test/START. */

import type { ActivityBook } from '@hdms/flows/activity/book/book.ts'
import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import { dateOf, type Offset } from '@hdms/health/gait/days.ts'
import { type DayMeasures, isWholeTest, LATE, SIX_MINUTES, type WalkTest, walkedIn } from '@hdms/health/gait/evaluation.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { objectOf, type Route } from '../core/routes.ts'
import { type PersonReasons, refuse, refuse as refuseFor } from './reasons.ts'

/** A test is told while it is fresh, s: nobody makes a walk of last week one. */
const FRESH = 86_400
/** A bout is told half a minute after its end, s: the shoes have to be read beyond that. */
const CLOSED = 35

export class WalkTests {
  private store!: NodeStore
  private rows: readonly WalkTest[] = []
  private readonly offset: Offset

  /** @param offset the phone's zone, which says on which day a test was */
  constructor(offset: Offset) {
    this.offset = offset
  }

  async load(store: NodeStore): Promise<void> {
    this.store = store
    this.rows = (await store.range(...prefixRange('walk-test/'))).map(([, bytes]) => decodeValue<WalkTest>(bytes))
  }

  /** In the order of time. */
  list(): readonly WalkTest[] {
    return this.rows
  }

  /** Each day with the tests that were begun on it. */
  on<D extends DayMeasures>(days: readonly D[]): (D & DayMeasures)[] {
    const dated = this.rows.map((t) => ({ ...t, date: dateOf(t.start, this.offset(t.start * 1000)) }))
    return days.map((d) => ({ ...d, tests: dated.filter((t) => t.date === d.date) }))
  }

  /** The same one once more, since its answer was lost, changes nothing. @param now ms since 1970 @throws INPUT_INVALID */
  async add({ start, end }: WalkTest, now: number): Promise<void> {
    const bad: RefuseAs<PersonReasons, 'INPUT_INVALID', 'what'> = refusingAs(refuseFor, 'INPUT_INVALID', { what: 'walk test' })
    if (this.rows.some((t) => t.start === start && t.end === end)) return
    if (!(end > start)) bad('end-after-start')
    if (end - start > SIX_MINUTES + LATE) bad('six-minutes')
    if (end > now / 1000 + LATE) bad('not-over')
    if (start < now / 1000 - FRESH) bad('day-ago')
    if (this.rows.some((t) => t.start < end && t.end > start)) bad('other-test')
    const row = { start, end }
    await this.store.commit([{ key: `walk-test/${String(Math.round(start)).padStart(12, '0')}`, value: encodeValue(row) }])
    this.rows = [...this.rows, row].sort((a, b) => a.start - b.start)
  }
}

export function walkTestRoutes(tests: WalkTests, activity: ActivityBook, clock: Clock): Route[] {
  /** Up to when both shoes were read, s. */
  const read = (): number => Math.min(...activity.shoes.list().map((s) => s.end / 1000))
  return [
    {
      method: 'GET',
      path: '/walk-tests',
      async handle() {
        const days = activity.days.list()
        const upTo = read()
        return {
          tests: tests.list().map((t) => ({ ...t, ...walkedIn(days, t), whole: isWholeTest(t), read: upTo >= t.end + CLOSED })),
        }
      },
    },
    {
      method: 'POST',
      path: '/walk-tests',
      async handle({ body }) {
        const { start, end } = objectOf(body, 'body')
        if (typeof start !== 'number' || typeof end !== 'number' || !Number.isFinite(start) || !Number.isFinite(end))
          return refuse('INPUT_INVALID', 'seconds-form', { what: 'walk test' })
        await tests.add({ start, end }, clock.now())
        return {}
      },
    },
  ]
}
