/** Whether the clock of this device can be right, by what a server says of the time. */
import { httpDateIn } from '../decimal.ts'
import { fail } from '../errors.ts'
import type { HttpReply } from '../ports/http.ts'
import { MINUTE } from '../time.ts'

/** Beyond it windows and certificates would be judged wrongly. */
const MOST_SKEW = 10 * MINUTE

/**
 * Compares a clock with the Date header of an answer. A server that tells no time says nothing about this clock.
 * @param now ms since 1970 @throws CLOCK_WRONG with the minutes it is off
 */
export function checkClock({ headers }: Pick<HttpReply, 'headers'>, now: number): void {
  const theirs = httpDateIn(headers['date'] ?? '')
  if (theirs !== undefined && Math.abs(now - theirs) > MOST_SKEW) fail('CLOCK_WRONG', { minutes: Math.round((now - theirs) / MINUTE) })
}
