/**
 * What becomes of an error that an operation ends with, decided in one place.
 *
 *   retry  the same call can succeed later: it is made again, after growing waits
 *   keep   nobody knows what was done: the error is ours, or a store's. The flow does not hear of it, so nothing that it would undo
 *          or tell a peer happens; it is kept where it stands and begins again at this operation
 *   tell   the flow hears it and decides
 */
import type { HdmsError } from '@hdms/shared/errors.ts'

export type Verdict = 'retry' | 'keep' | 'tell'

/**
 * Codes that say nothing about the matter itself: an error without a mapping, a contract without a verdict, and every
 * failure of a store.
 */
export const isOurs = (code: string): boolean =>
  code === 'BUG' || code === 'QUESTION_UNKNOWN' || code === 'CONTRACT_FAILED' || /^STOR(E|AGE)_/.test(code) || code === 'DATA_GONE'

/** @param again whether another try is left */
export function verdictOn(error: HdmsError, again: boolean): Verdict {
  if (error.retry && again) return 'retry'
  return isOurs(error.code) ? 'keep' : 'tell'
}
