/** What the key of a mailbox signs. Used by the queue and by its clients. */
import { concat, Writer } from '../bytes.ts'
import { sha256, tag } from '../crypto/hash.ts'

export type MailboxAction = 'fetch' | 'ack'
/** The part of a request that a mailbox's owner signs, beside action and mailbox; time in milliseconds since 1970. */
export interface MailboxSaid {
  readonly number: number
  readonly time: number
  readonly messages: readonly Uint8Array[]
}

/** @param messages SHA-256 of each that an acknowledgement names */
export const mailboxMessage = (
  action: MailboxAction,
  id: Uint8Array,
  number: number,
  time: number,
  messages: readonly Uint8Array[] = [],
): Uint8Array => {
  const named = messages.length > 0 ? sha256(concat(...messages)) : new Uint8Array(0)
  return concat(tag(`mailbox-${action}`), id, new Writer().u32(number).u64(time).bytes(), named)
}

/** What a one-time name signs to be admitted to a query. */
export const admitMessage = (query: Uint8Array, nonce: Uint8Array, id: Uint8Array): Uint8Array =>
  concat(tag('mailbox-admit'), query, nonce, id)
/** What a one-time name signs of each answer. */
export const answerMessage = (id: Uint8Array, message: Uint8Array): Uint8Array => concat(tag('mailbox-answer'), id, sha256(message))
