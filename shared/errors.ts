/**
 * Every refusal of HDMS is a code with typed metadata. `fault` says whose mistake it is, `retry` whether the same call
 * can succeed later without anything being changed. Metadata never holds personal data: it goes to logs and peers. Why a check refused is a
 * reason of the folder that refuses (shared/reasons.ts).
 */
import { ERRORS, type Fault } from './error-table.ts'
import { fillIn, type Placeholders, type ReasonLanguage, saying } from './words.ts'

export { ERRORS, type Fault } from './error-table.ts'

export type ErrorCode = keyof typeof ERRORS
export type ErrorData = Readonly<Record<string, string | number>>

export class HdmsError extends Error {
  readonly code: ErrorCode
  readonly data: ErrorData

  constructor(code: ErrorCode, data: ErrorData = {}, cause?: unknown) {
    super(describe(code, data, 'en'), cause === undefined ? undefined : { cause })
    this.name = 'HdmsError'
    this.code = code
    this.data = saying(data)
  }

  get fault(): Fault {
    return ERRORS[this.code][0]
  }
  get retry(): boolean {
    return ERRORS[this.code][1]
  }
}

/** The sentence for a person, in their language. */
export function describe(code: ErrorCode, data: ErrorData, language: ReasonLanguage): string {
  return fillIn(ERRORS[code][language === 'en' ? 2 : 3], data, language)
}

/** Metadata that fills every placeholder of the code's sentence. */
type Filled<C extends ErrorCode> = Readonly<Record<Placeholders<(typeof ERRORS)[C][2]>, string | number>> & ErrorData

export function fail<C extends ErrorCode>(
  code: C,
  ...[data, cause]: [Placeholders<(typeof ERRORS)[C][2]>] extends [never]
    ? [data?: ErrorData, cause?: unknown]
    : [data: Filled<C>, cause?: unknown]
): never {
  throw new HdmsError(code, data ?? {}, cause)
}

/** Whether it was made by this class, or by that of another copy of this module, which a capability of another party brings along. */
const isRefusal = (error: unknown): error is Pick<HdmsError, 'code' | 'data'> =>
  error instanceof Error && error.name === 'HdmsError' && 'code' in error && 'data' in error && isErrorCode(String(error.code))

/** Whatever was thrown, as an HdmsError; a foreign error becomes BUG and keeps its name only. */
export function asHdmsError(error: unknown): HdmsError {
  if (error instanceof HdmsError) return error
  if (isRefusal(error)) return new HdmsError(error.code, error.data)
  return new HdmsError('BUG', { what: error instanceof Error ? error.name : typeof error }, error)
}

/** Why something was refused, for `{because}` in another reason's words. @returns the id of its reason, or its code */
export function reasonOf(error: unknown): string {
  const { code, data } = asHdmsError(error)
  return String(data['reason'] ?? data['why'] ?? code)
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code)
}
