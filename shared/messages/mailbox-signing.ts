/** What the key of a mailbox signs. Used by the queue and by its clients. */
import { concat, Writer } from '../bytes.ts'
import { tag } from '../crypto/hash.ts'

export type MailboxAction = 'fetch' | 'ack'

export const mailboxMessage = (action: MailboxAction, id: Uint8Array, number: number, time: number): Uint8Array =>
  concat(tag(`mailbox-${action}`), id, new Writer().u32(number).u64(time).bytes())
