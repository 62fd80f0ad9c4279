/** What a person agrees to sell: these records, under these words, to this buyer. What is given and what is sealed are made of it alone. */

import { hex } from '@hdms/shared/bytes.ts'
import type { Query } from '@hdms/shared/queries/query.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { collectedOfRow, daysOf } from '../../activity/give-basis.ts'
import { COLLECTED, type Collected } from '../../consent/purpose.ts'
import { codeOf, type FlowContext } from '../../engine/context.ts'
import type { Flow, Value } from '../../engine/types.ts'
import type { DataSet } from '../fact-index.ts'
import type { OfferLine } from '../offers.ts'
import { sellsAlone } from '../policy.ts'
import type { SellerServices } from '../ports.ts'
import { saleQuestion } from '../questions.ts'
import { type SaleConsentTerms, saleTerms } from './consent.ts'

type Ctx = FlowContext<SellerServices>

export const lineOf = (q: Query): string => hex(q.id)

/** What the person is asked before something is sold. */
export interface SaleQuestion {
  readonly query: string
  readonly recipient: string
  readonly purpose: string
  readonly modifiers: readonly string[]
  /** Concepts that are bought; which fields of them leave is in docs/trading.md. */
  readonly wanted: readonly string[]
  readonly days: boolean
  readonly months: boolean
  readonly price: number
  /** Minutes since 1970. */
  readonly useUntil: number
  readonly sets: readonly { readonly concept: string; readonly count: number; readonly from: number; readonly until: number }[]
  readonly followUp: boolean
  /** Verification keys, hex, of the records that would be sold: these, or fewer when some are erased or replaced until then. */
  readonly records: readonly string[]
  /** What is signed, word for word. */
  readonly terms: SaleConsentTerms & { readonly [field: string]: string }
  readonly [key: string]: Value
}
/** What was agreed to, by an answer or by what the person said once about all offers. */
export type Agreed = Pick<SaleQuestion, 'records' | 'terms'>

/** What there is to sell: by the index of facts. @returns null when it is too little, or the person never sells */
export async function offered({ seller }: SellerServices, q: Query, now: number): Promise<DataSet[] | null> {
  const { searchable, offers } = seller
  const sets = await searchable.match(q, now)
  return !sets || offers.policy.mode === 'never' ? null : sets
}
export const named = (q: Query, sets: readonly Pick<DataSet, 'criterion' | 'count' | 'from' | 'until'>[]): OfferLine['sets'] =>
  sets.map(({ criterion, count, from, until }) => ({ concept: q.criteria[criterion]?.concept ?? '', count, from, until }))
/** Each record once, in an order that says nothing. */
export const recordsIn = (sets: readonly Pick<DataSet, 'records'>[]): string[] => [...new Set(sets.flatMap((s) => s.records))].sort()

/** What these records were collected for. */
function collectedAmong({ documents, vault }: SellerServices, records: readonly string[]): Collected[] {
  const days = daysOf(vault)
  const all = new Set(records.flatMap((record) => documents.row(record) ?? []).map((row) => collectedOfRow(days, row)))
  return COLLECTED.filter((c) => all.has(c))
}

/** @param first the query that was answered @param q the order that is bought by @returns null when the person does not sell */
export function* decide(
  ctx: Ctx,
  first: Query,
  q: Query,
  buyer: { readonly name: string; readonly key: Uint8Array },
  { dealing, followUp }: { readonly dealing: Uint8Array; readonly followUp: boolean },
): Flow<Agreed | null> {
  const now = yield* ctx.now()
  const shown = yield* ctx.crypto('what would be sold', async (services) => {
    const sets = await offered(services, q, now)
    if (!sets) return null
    const records = recordsIn(sets)
    const terms = { ...(await saleTerms(q, buyer, dealing, collectedAmong(services, records))) }
    return { alone: sellsAlone(services.seller.offers.policy, q), sets: named(q, sets), records, terms }
  })
  if (!shown) return null
  const agreed = { records: shown.records, terms: shown.terms }
  if (shown.alone) return agreed
  const amend = (state: OfferLine['state']): Flow<null> =>
    ctx.tx('offer', (changes, { seller }) => {
      seller.offers.amend(changes, lineOf(first), { state })
      return null
    })
  yield* amend('asked')
  const question: SaleQuestion = {
    query: lineOf(q),
    recipient: q.institution,
    purpose: q.purpose,
    modifiers: q.modifiers,
    wanted: q.criteria.filter((c) => c.wanted).map((c) => c.concept),
    days: q.days,
    months: q.months,
    price: q.price,
    useUntil: q.useUntil,
    sets: shown.sets,
    followUp,
    ...agreed,
  }
  const timeout = Math.max(0, (followUp ? first.useUntil : q.expires) * MINUTE - now)
  try {
    const { approved } = yield* ctx.ask(saleQuestion, question, { timeout })
    if (approved === true) return agreed
    yield* amend('refused')
    return null
  } catch (error) {
    if (codeOf(error) !== 'SESSION_TIMEOUT') throw error
    yield* amend('over')
    return null
  }
}
