/** What the person's side of a treatment keeps through a dealing, and what the person is asked in it. */
import { DAY } from '@hdms/shared/time.ts'
import type { Session, Value } from '../engine/types.ts'

/** How long either side waits for the other: a phone may be off for days. */
export const WAIT: number = 14 * DAY
/** Who refuses, in the sentence of a refusal. */
export const PERSON = 'the person'

export interface Dealing {
  readonly session: Session
  readonly hospital: string
  readonly hospitalKey: Uint8Array
  readonly notary: string
  readonly requestVk: Uint8Array
  readonly attachment: Uint8Array
  readonly owner: Uint8Array
}

/** What the person is asked at step 12. */
export interface ConsentQuestion {
  readonly dealing: string
  readonly recipient: string
  readonly items: readonly string[]
  readonly purpose: string
  readonly end: number
  readonly accessPath: string
  /** How many resources of each kind would leave. */
  readonly counts: Readonly<Record<string, number>>
  readonly [key: string]: Value
}
/** The person's decision on a question. */
export interface Decision {
  readonly approved: boolean
  readonly reason?: string
  readonly [key: string]: Value
}
