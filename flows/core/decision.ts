/** The answer to most questions: yes, or no with a reason. */

import type { OwnerQuestion, Words } from '../engine/question.ts'
import type { Value } from '../engine/types.ts'
import { refuse } from './reasons.ts'

export interface Decision {
  readonly approved: boolean
  /** For the other side to read. */
  readonly reason?: string
  readonly [key: string]: Value
}

/** The longest reason, characters. */
const LONGEST = 2_000

/** @throws INPUT_INVALID */
export function decisionOf(said: Value): Decision {
  const { approved, reason } = (typeof said === 'object' && said !== null ? said : {}) as Readonly<Record<string, Value>>
  if (typeof approved !== 'boolean') return refuse('INPUT_INVALID', 'true-or-false', { what: 'approved' })
  if (reason === undefined || reason === '') return { approved }
  if (typeof reason !== 'string' || reason.length > LONGEST)
    return refuse('INPUT_INVALID', 'text-length', { what: 'reason', most: LONGEST })
  return { approved, reason }
}

/** A question that is decided by yes or no. @typeParam T what it is about */
export const toDecide = <T extends Value>(name: string, words: Words): OwnerQuestion<T, Decision> => ({ name, words, answer: decisionOf })
