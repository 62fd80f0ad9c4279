/** What the key of a mailbox signs. Used by the queue and by its clients. */
import { concat, Writer } from '../bytes.ts'
import { sha256, tag } from '../crypto/hash.ts'

export type MailboxAction = 'fetch' | 'ack'

export const mailboxMessage = (action: MailboxAction, id: Uint8Array, number: number, time: number): Uint8Array =>
  concat(tag(`mailbox-${action}`), id, new Writer().u32(number).u64(time).bytes())

/** What a one-time name signs to be admitted to a query. */
export const admitMessage = (query: Uint8Array, nonce: Uint8Array, id: Uint8Array): Uint8Array =>
  concat(tag('mailbox-admit'), query, nonce, id)
/** What a one-time name signs of each answer. */
export const answerMessage = (id: Uint8Array, message: Uint8Array): Uint8Array => concat(tag('mailbox-answer'), id, sha256(message))
