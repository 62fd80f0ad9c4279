/**
 * Sessions of a node: numbering, deduplication and order, in memory and as rows. A session is one direction each way; the
 * receiver keeps a high-water mark and holds a few messages that came too early.
 */

import { fromHex, hex, utf8, Writer } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { encode, hdms } from '@hdms/shared/messages/wire.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { decodeValue, encodeValue } from './codec.ts'
import { refuse } from './reasons.ts'
import { padded, ROWS, type SessionRow } from './types.ts'

export type MessageFields = hdms.SessionMessage.$Properties
export const Kind: typeof hdms.SessionMessage.Kind = hdms.SessionMessage.Kind

/** How far ahead a message may be that waits for an earlier one. */
const EARLY = 64

export interface LiveSession {
  readonly id: string
  row: SessionRow
  /** Received and not yet consumed: kind, payload or error. */
  readonly inbox: { readonly number: number; readonly message: hdms.SessionMessage }[]
  readonly early: Map<number, hdms.SessionMessage>
}

export interface OutboxEntry {
  readonly session: string
  readonly number: number
  readonly peer: string
  /** One-time name of this side. */
  readonly as?: string
  /** Another one from the moment on when what it depends on is destroyed. */
  message: Uint8Array
}

/** One 128-bit id: `H(session; flow id, fiber, operation index)`. */
export const sessionIdFor = (flow: string, fiber: number, index: number): string =>
  hex(H('session', utf8(flow), new Writer().u32(fiber).u32(index).bytes())).slice(0, 32)

export const outboxKey = (session: string, number: number): string => `${ROWS.outbox}${session}/${padded(number)}`
export const heldKey = (session: string, number: number): string => `${ROWS.held}${session}/${padded(number)}`
export const inboxKey = (session: string, number: number): string => `${ROWS.inbox}${session}/${padded(number)}`

/** A message as it travels under a number of this direction. */
export const numbered = ({ id, row }: LiveSession, number: number, fields: MessageFields): Uint8Array =>
  encode(hdms.SessionMessage, { ...fields, session: fromHex(id), sequence: number, fromOpener: row.opener })

export class Sessions {
  private readonly all = new Map<string, LiveSession>()
  private readonly byFlow = new Map<string, LiveSession[]>()

  load(key: string, bytes: Uint8Array): void {
    const id = key.slice(ROWS.session.length)
    this.hold({ id, row: decodeValue<SessionRow>(bytes), inbox: [], early: new Map() })
  }

  private hold(session: LiveSession): void {
    this.all.set(session.id, session)
    const { flow } = session.row
    const of = this.byFlow.get(flow)
    if (of) of.push(session)
    else this.byFlow.set(flow, [session])
  }

  get(id: string): LiveSession | undefined {
    return this.all.get(id)
  }
  list(): LiveSession[] {
    return [...this.all.values()]
  }
  ofFlow(flow: string): LiveSession[] {
    return this.byFlow.get(flow) ?? []
  }

  create(id: string, flow: string, peer: string, opener: boolean, changes: Change[]): LiveSession {
    const session: LiveSession = {
      id,
      row: { flow, peer, opener, sent: 0, received: 0, acked: 0, ended: false, remoteEnded: false },
      inbox: [],
      early: new Map(),
    }
    this.hold(session)
    this.save(session, {}, changes)
    return session
  }

  save(session: LiveSession, patch: Partial<SessionRow>, changes: Change[]): void {
    session.row = { ...session.row, ...patch }
    changes.push({ key: ROWS.session + session.id, value: encodeValue(session.row) })
  }

  /** Puts a message into the outbox under the next number of this direction. */
  post(session: LiveSession, fields: MessageFields, changes: Change[]): OutboxEntry {
    const number = session.row.sent
    const message = numbered(session, number, fields)
    changes.push({ key: outboxKey(session.id, number), value: message })
    this.save(session, { sent: number + 1 }, changes)
    return { session: session.id, number, peer: session.row.peer, ...(session.row.as ? { as: session.row.as } : {}), message }
  }

  /**
   * Takes a numbered message in: those in order go to the inbox, early ones are held, known ones are passed over.
   * @returns how many are stored now, which is what is acknowledged
   */
  accept(session: LiveSession, message: hdms.SessionMessage, changes: Change[]): number {
    const { received } = session.row
    if (message.fromOpener === session.row.opener) refuse('WIRE_MALFORMED', 'wrong-side', { what: 'session message' })
    if (message.sequence > received) {
      // Held durably: whoever brought it (a mailbox) may forget it now.
      if (message.sequence - received <= EARLY) {
        session.early.set(message.sequence, message)
        changes.push({ key: inboxKey(session.id, message.sequence), value: encode(hdms.SessionMessage, message) })
      }
      return received
    }
    if (message.sequence < received) return received
    let next: hdms.SessionMessage | undefined = message
    let number = received
    while (next) {
      session.early.delete(number)
      session.inbox.push({ number, message: next })
      changes.push({ key: inboxKey(session.id, number), value: encode(hdms.SessionMessage, next) })
      number++
      next = session.early.get(number)
    }
    this.save(session, { received: number }, changes)
    return number
  }

  /** Takes the next message out of the inbox, for the flow that consumes it in this turn. */
  consume(session: LiveSession, changes: Change[]): hdms.SessionMessage | undefined {
    const item = session.inbox.shift()
    if (item) changes.push({ key: inboxKey(session.id, item.number), value: null })
    return item?.message
  }

  /** Puts a stored message back where it was before a restart. */
  restore(id: string, number: number, message: hdms.SessionMessage): void {
    const session = this.all.get(id)
    if (!session) return
    if (number >= session.row.received) session.early.set(number, message)
    else session.inbox.push({ number, message })
  }

  /** Forgets what a session received and nobody will consume. */
  clear(session: LiveSession, changes: Change[]): void {
    for (const number of [...session.inbox.map((i) => i.number), ...session.early.keys()])
      changes.push({ key: inboxKey(session.id, number), value: null })
    session.inbox.length = 0
    session.early.clear()
  }

  /** Ends a session without a word: what was on its way stays here. */
  forget(session: LiveSession, at: number, changes: Change[]): void {
    this.clear(session, changes)
    for (let n = session.row.acked; n < session.row.sent; n++) changes.push({ key: outboxKey(session.id, n), value: null })
    this.save(session, { ended: true, endedAt: at, acked: session.row.sent }, changes)
  }

  /** The other side has stored everything below `upTo`. */
  acknowledged(session: LiveSession, upTo: number, changes: Change[]): void {
    const { acked, sent } = session.row
    if (upTo <= acked || upTo > sent) return
    for (let n = acked; n < upTo; n++) changes.push({ key: outboxKey(session.id, n), value: null })
    this.save(session, { acked: upTo }, changes)
  }
}
