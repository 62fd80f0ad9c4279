/**
 * Reasons of refusals. A folder declares, for each code that it refuses with, its reasons with both languages' words:
 *
 *     const REASONS = { TX_WINDOW: {…}, NOT_ALLOWED: { 'not-listed': ['{name} is not listed', '{name}은(는) 목록에 없습니다'] } } as const
 *     export const refuse: Refuse<typeof REASONS> = refusing('network-map', REASONS)
 *
 * `refuse('NOT_ALLOWED', 'not-listed', { name })` then throws the code with `reason: 'network-map/not-listed'` and the data that the words need:
 * a code or reason that is not in the table, a placeholder that nothing fills, or one that a language leaves out does not compile. What travels and
 * what is logged is code, id and data; each side says it in its own language (after Canton's error codes and Lodestar's typed errors).
 */
import { type ERRORS, type ErrorCode, type ErrorData, fail } from './errors.ts'
import { learnReason, type Placeholders, type ReasonWords } from './words.ts'

export type ReasonTable = { readonly [C in ErrorCode]?: Readonly<Record<string, ReasonWords>> }

/** A table whose sentences have the same placeholders in both languages. */
type Balanced<T extends ReasonTable> = {
  readonly [C in keyof T]: {
    readonly [R in keyof T[C]]: T[C][R] extends readonly [infer En extends string, infer Ko extends string]
      ? [Placeholders<En>] extends [Placeholders<Ko>]
        ? [Placeholders<Ko>] extends [Placeholders<En>]
          ? T[C][R]
          : never
        : never
      : never
  }
}

type Sentence<T extends ReasonTable, C extends keyof T, R> = R extends keyof T[C]
  ? T[C][R] extends readonly [infer En extends string, string]
    ? En
    : never
  : never

/** What the sentences of the code and of the reason need. */
type Needed<T extends ReasonTable, C extends ErrorCode, R> = Exclude<
  Placeholders<(typeof ERRORS)[C][2]> | Placeholders<Sentence<T, C, R>>,
  'why'
>

type Given<Names extends string> = [Names] extends [never]
  ? [data?: ErrorData, cause?: unknown]
  : [data: Readonly<Record<Names, string | number>> & ErrorData, cause?: unknown]

export type Refuse<T extends ReasonTable> = <C extends keyof T & ErrorCode, R extends keyof T[C] & string>(
  code: C,
  reason: R,
  ...given: Given<Needed<T, C, R>>
) => never

/** @param folder whose reasons they are: the part of an id before the slash. @throws the code with reason and data, whenever what it returns is called */
export function refusing<const T extends ReasonTable>(folder: string, table: T & Balanced<T>): Refuse<T> {
  for (const reasons of Object.values(table as ReasonTable)) {
    for (const [id, words] of Object.entries(reasons)) learnReason(`${folder}/${id}`, words)
  }
  return (code, reason, ...[data, cause]) => fail(code as ErrorCode as 'BUG', { ...data, reason: `${folder}/${reason}` } as never, cause)
}

/** The same for one code, with what its own sentence needs given once. */
export type RefuseAs<T extends ReasonTable, C extends keyof T & ErrorCode, Fixed extends string = never> = <R extends keyof T[C] & string>(
  reason: R,
  ...given: Given<Exclude<Needed<T, C, R>, Fixed>>
) => never

/** @param fixed what every refusal with this code has */
export const refusingAs =
  <const T extends ReasonTable, C extends keyof T & ErrorCode, const F extends ErrorData>(
    refuse: Refuse<T>,
    code: C,
    fixed: F,
  ): RefuseAs<T, C, keyof F & string> =>
  (reason, ...[data, cause]) =>
    (refuse as (code: C, reason: string, data: ErrorData, cause?: unknown) => never)(code, reason, { ...fixed, ...data }, cause)
