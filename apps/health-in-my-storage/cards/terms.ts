/** What a question puts before the person, as the flow that asked wrote it: the name of the question says which type that is. */
import type { Ask } from '@hdms/flows/engine/engine.ts'

/** @typeParam T terms of the question that the card is for */
export const termsOf = <T extends object>({ terms }: Ask): T => terms as unknown as T
