/** What a person says once about all that is asked of them. */
import type { Purpose, Query } from '@hdms/shared/queries/query.ts'

export type Mode = 'never' | 'ask' | 'always'

export interface Policy {
  readonly mode: Mode
  /** `always` sells without asking for this price at least; below it, the person is asked. */
  readonly leastPrice: number
  /** ... for these purposes; for others, the person is asked. */
  readonly purposes: readonly Purpose[]
  /** ... and only where the days of what is sold are not told. */
  readonly withoutDays: boolean
}
export const ASK: Policy = { mode: 'ask', leastPrice: 1, purposes: [], withoutDays: false }

/** Whether a sale goes without a question. */
export const sellsAlone = ({ mode, leastPrice, purposes, withoutDays }: Policy, q: Query): boolean =>
  mode === 'always' && q.price >= leastPrice && purposes.includes(q.purpose) && !(withoutDays && q.days)
