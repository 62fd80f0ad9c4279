/** Questions that flows put to the owner of their node. */
import type { Value } from './types.ts'

/** What is asked, in words for whoever has no screen of its own for it. */
export interface Words {
  readonly en: string
  readonly ko: string
}

/** @typeParam T what the question is about @typeParam A the answer, as the flow gets it */
export interface OwnerQuestion<T extends Value = never, A extends Value = Value> {
  /** Unique among the questions of a node; it lies in journals. */
  readonly name: string
  readonly words: Words
  /** Reads an answer as it comes from outside. @throws INPUT_INVALID */
  readonly answer: (said: Value) => A
  /** Of the type alone: nothing is here. */
  readonly about?: (terms: T) => void
}
