/** Requests to mailboxes: one message with one of several actions, each given to whoever handles it. */

import { Budget } from '@hdms/platform/node/budget.ts'
import { hex } from '@hdms/shared/bytes.ts'
import type { Certificate } from '@hdms/shared/identity/certificate.ts'
import { decode, hdms, required } from '@hdms/shared/messages/wire.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { Mailboxes, Spend } from './mailboxes.ts'
import type { PushRegistrations } from './push.ts'
import { refuse } from './reasons.ts'

/** Seconds that a question for new messages is held. */
const LONGEST_WAIT = 25
/** A minute and query. */
const ADMISSIONS = 20_000
const MAILBOXES_A_DAY = 200
/** Bytes an hour that one address brings into one mailbox. */
const MAILBOX_OF_ADDRESS = 48 << 20

/** Limits of the actions that cost something, by who asks. */
export interface MailboxBudgets {
  readonly create: Budget
  readonly fill: Budget
  readonly admit: Budget
}
/** Fresh limits, counted from now. */
export const mailboxBudgets = (clock: Clock): MailboxBudgets => ({
  // A node has a new mailbox a day, an institution one for each query.
  create: new Budget(clock, MAILBOXES_A_DAY / 1440, MAILBOXES_A_DAY),
  // Of one mailbox no address fills all, or its owner would hear nobody else.
  fill: new Budget(clock, MAILBOX_OF_ADDRESS / 60, MAILBOX_OF_ADDRESS),
  // Who asks to be admitted shows no certificate, and costs the doorman a look at a token.
  admit: new Budget(clock, ADMISSIONS),
})

/** Whoever asks, and what answers them. */
export interface MailboxCall {
  readonly mailboxes: Mailboxes
  readonly push: PushRegistrations
  /** Uses up an answer token at the doorman. */
  readonly spend: Spend
  readonly budgets: MailboxBudgets
  /** The member of the request's token. @throws NOT_ALLOWED without one */
  readonly member: () => Certificate
  /** Network address that limits are kept by. */
  readonly address: string
}
type Reply = hdms.MailboxReply.$Properties
type Requested = hdms.MailboxRequest

async function create({ mailboxes, budgets, member }: MailboxCall, asked: NonNullable<Requested['create']>): Promise<Reply> {
  const { id, key, pushHandle } = required(asked, 'new mailbox', 'id', 'key', 'pushHandle')
  budgets.create.take(member().serial)
  await mailboxes.create(id, key, pushHandle)
  return {}
}

async function append({ mailboxes, budgets, push, address }: MailboxCall, asked: NonNullable<Requested['append']>): Promise<Reply> {
  const { id, message, ttl, name, signature } = required(asked, 'message for a mailbox', 'id', 'message', 'ttl')
  const by = name && name.length > 0 && signature ? { key: name, signature } : undefined
  if (!by) budgets.fill.take(`${address} ${hex(id)}`, message.length)
  const { receipt, pushHandle } = await mailboxes.append(id, message, ttl, by)
  void push.wake(pushHandle)
  return { receipt }
}

async function fetched({ mailboxes }: MailboxCall, asked: NonNullable<Requested['fetch']>): Promise<Reply> {
  const { id, from, time, signature, wait } = required(asked, 'question for messages', 'id', 'from', 'time', 'signature')
  const look = () => mailboxes.fetch(id, from, time, signature)
  const items = await look()
  if (items.length > 0 || !wait) return { items }
  await mailboxes.arrival(id, Math.min(wait, LONGEST_WAIT) * 1000)
  return { items: await look() }
}

async function open({ mailboxes, budgets, member }: MailboxCall, asked: NonNullable<Requested['open']>): Promise<Reply> {
  const { kind, serial } = member()
  if (kind !== 'institution') refuse('NOT_ALLOWED', 'only-institutions')
  const { query, id, key, expires, until } = required(asked, 'mailbox for answers', 'query', 'id', 'key', 'expires')
  budgets.create.take(serial)
  await mailboxes.openAnswers(query, id, key, expires, until || undefined)
  return {}
}

async function admit({ mailboxes, budgets, spend }: MailboxCall, asked: NonNullable<Requested['admit']>): Promise<Reply> {
  const shown = required(asked, 'admission', 'query', 'nonce', 'output', 'key', 'id', 'signature')
  const { query, nonce, output, key, id, signature } = shown
  budgets.admit.take(hex(query))
  await mailboxes.admit({ query, nonce, output, key, id, signature }, spend)
  return {}
}

async function acknowledge({ mailboxes }: MailboxCall, asked: NonNullable<Requested['acknowledge']>): Promise<Reply> {
  const { id, through, time, signature, messages } = required(asked, 'acknowledgement', 'id', 'through', 'time', 'signature')
  await mailboxes.acknowledge(id, { through, messages: messages ?? [] }, time, signature)
  return {}
}

/** Does what a request asks. @throws WIRE_MALFORMED, NOT_ALLOWED, and what mailboxes refuse */
export async function answerMailbox(call: MailboxCall, body: Uint8Array): Promise<Reply> {
  const q = decode(hdms.MailboxRequest, body, 'mailbox request')
  if (q.create) return create(call, q.create)
  if (q.append) return append(call, q.append)
  if (q.fetch) return fetched(call, q.fetch)
  if (q.open) return open(call, q.open)
  if (q.admit) return admit(call, q.admit)
  if (q.acknowledge) return acknowledge(call, q.acknowledge)
  if (q.receipt) return { state: await call.mailboxes.receipt(q.receipt) }
  return refuse('WIRE_MALFORMED', 'asks-nothing', { what: 'mailbox request' })
}
