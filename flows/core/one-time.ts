/** What flows need of one-time names: a node makes them, gets them admitted and listens for them. */
import type { AnswerToken } from '@hdms/shared/crypto/answer-token.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'

export interface NewName {
  /** Drawn, 32 bytes each: of the name's key, and of the key that messages to it are sealed to. */
  readonly seed: Uint8Array
  readonly secret: Uint8Array
  /** Its mailbox, 16 random bytes. */
  readonly id: Uint8Array
  /** Mailbox that takes the answers to the query. */
  readonly answers: Uint8Array
  /** ms since 1970: not needed after it. */
  readonly until: number
}

export interface OneTimeNames {
  /** @returns what {@link OneTimeNames.keep} takes */
  make(name: NewName): Promise<{ readonly name: string; readonly row: Uint8Array }>
  keep(changes: Change[], name: string, row: Uint8Array): void
  /** @throws NOT_ALLOWED when the token was used */
  admit(name: string, query: Uint8Array, token: AnswerToken): Promise<void>
  /** It is nobody's any more. */
  forget(changes: Change[], name: string): void
  /** Seed of the name's key. @throws NOT_FOUND */
  seedOf(name: string): Uint8Array
  seedOfKey(key: Uint8Array): Uint8Array | undefined
}
