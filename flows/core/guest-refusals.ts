/** Refusals of a capability of another party: reasons with both languages' words, by ids of its own. */
import { type ErrorData, fail } from '@hdms/shared/errors.ts'
import { learnReason, type Placeholders, type ReasonWords } from '@hdms/shared/words.ts'

/** Words of reasons by the part of an id behind `NAME/`; `{name}` is replaced from the data. */
export type GuestReasons = Readonly<Record<string, ReasonWords>>

/** The data that a reason's words need. */
type DataFor<W extends ReasonWords> = [Placeholders<W[0] | W[1]>] extends [never]
  ? [data?: Readonly<Record<string, string | number>>]
  : [data: Readonly<Record<Placeholders<W[0] | W[1]>, string | number>>]

/** Refuses by reasons that are declared once. @typeParam T the table */
export interface Refusals<T extends GuestReasons> {
  /** The table, for the capability's value. */
  readonly words: T
  /** Refuses what a flow was asked for. @throws NOT_ALLOWED */
  refuse<R extends keyof T & string>(reason: R, ...data: DataFor<T[R]>): never
  /** Refuses a transaction in a contract's name. @throws CONTRACT_VIOLATED */
  violated<R extends keyof T & string>(contract: string, reason: R, ...data: DataFor<T[R]>): never
}

/** Declares reasons. @param capability its name: the part of an id before the slash */
export function refusals<const T extends GuestReasons>(capability: string, words: T): Refusals<T> {
  for (const [id, both] of Object.entries(words)) learnReason(`${capability}/${id}`, both)
  const named = (reason: string, data: ErrorData = {}) => ({ ...data, reason: `${capability}/${reason}` })
  return {
    words,
    // The sentence of the code is filled by the reason's words.
    refuse: (reason, ...[data]) => fail('NOT_ALLOWED', { why: '', ...named(reason, data) }),
    violated: (contract, reason, ...[data]) => fail('CONTRACT_VIOLATED', { why: '', contract, ...named(reason, data) }),
  }
}
