/** The seller's note of what was sold to whom: without it nobody but the buyer knows where a record is, and an erasure would not reach it. */
import { hex } from '@hdms/shared/bytes.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { DAY, MINUTE } from '@hdms/shared/time.ts'
import type { Sold } from '../../core/duties.ts'
import type { FlowContext } from '../../engine/context.ts'
import type { Flow } from '../../engine/types.ts'
import type { SellerServices } from '../ports.ts'
import type { SealedLot } from './seal.ts'

type Ctx = FlowContext<SellerServices>

/** Who sells, and to whom. */
interface Parties {
  readonly name: string
  readonly key: Uint8Array
  readonly buyer: { readonly name: string; readonly key: Uint8Array }
}

/** After the end of the use, by which a buyer has destroyed everything, an erasure is still told for so long: it may be late. */
export const LATE_BUYER: number = 30 * DAY

/** Notes it before the key can leave: a crash in between leaves a note too many, which the buyer answers with `never-held`. */
export function* noteSold(ctx: Ctx, { name, key, buyer }: Parties, q: Query, { records, origins }: SealedLot): Flow<void> {
  const now = yield* ctx.now()
  const useUntil = q.useUntil * MINUTE
  const whom = { holder: hex(buyer.key), buyer: buyer.name, as: name, asKey: key, useUntil, until: useUntil + LATE_BUYER }
  yield* ctx.tx('whom an erasure has to reach', (changes, { duties, documents }) => {
    const sold = records.map((record, i): Sold => ({ ...whom, record, shown: hex(origins[i]?.key ?? new Uint8Array(0)) }))
    // One that was erased meanwhile does not leave.
    duties.putSold(
      changes,
      sold.filter(({ record }) => documents.has(record)),
      now,
    )
    return null
  })
}

/** The key stayed here: the buyer has nothing of this lot. */
export function* forgetSold(ctx: Ctx, { name }: Parties, { origins }: SealedLot): Flow<void> {
  const shown = new Set(origins.map((o) => hex(o.key)))
  yield* ctx.tx('nobody to reach', (changes, { duties }) => {
    duties.dropSold(changes, (s) => s.as === name && shown.has(s.shown))
    return null
  })
}
