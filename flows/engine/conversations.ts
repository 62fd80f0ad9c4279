/**
 * Sessions as the engine deals with them: which message goes to which flow, what a peer may start, and what it is told when a flow
 * ends. Everything happens within a turn; what leaves is an effect of it.
 */

import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { type ErrorData, fail } from '@hdms/shared/errors.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import { isOneTime } from '@hdms/shared/network/node-info.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { decodeValue, encodeValue } from './codec.ts'
import { refuse } from './reasons.ts'
import type { FlowRun } from './run.ts'
import { heldKey, Kind, type LiveSession, type MessageFields, numbered, type OutboxEntry, outboxKey, Sessions } from './sessions.ts'
import type { Turns } from './turns.ts'
import { type FlowRow, type HeldBack, type Operation, type Outcome, ROWS, type SessionRow, type Value } from './types.ts'
import { isOurs } from './verdict.ts'

/** How long the row of an ended session is kept, so that a late duplicate still gets its acknowledgement. */
export const TOMBSTONE_LIFE: number = 15 * DAY

export interface ConversationOptions {
  readonly turns: Turns
  readonly clock: Clock
  readonly dispatch: (entry: OutboxEntry) => void
  /** The flows that are installed, by name. */
  readonly definitions: ReadonlyMap<string, { readonly name: string; readonly version: number }>
  readonly launch: (flow: string, row: FlowRow) => void
  /** @throws SERVICE_UNAVAILABLE while no new flows begin */
  readonly refuseNew: () => void
  readonly running: (flow: string) => FlowRun | undefined
  readonly deliver: (flow: string, fiber: number, index: number, outcome: Outcome) => void
  /** Whether a piece of the document store is there. */
  readonly holds: (piece: string) => boolean
}

type Rows = readonly (readonly [key: string, bytes: Uint8Array])[]

export class Conversations {
  private readonly o: ConversationOptions
  private readonly sessions = new Sessions()
  /** Messages of the outbox that depend on a piece. */
  private readonly held = new Map<string, HeldBack & { readonly entry: OutboxEntry }>()

  constructor(options: ConversationOptions) {
    this.o = options
  }

  // ── Reading the store ────────────────────────────────────────────────────────────────────────────────────────────

  /** Takes the rows of sessions, inboxes and the outbox, by their keys without prefix; what was not acknowledged is sent again. */
  load(sessions: Rows, inbox: Rows, outbox: Rows, held: Rows): void {
    const { turns, clock, dispatch, holds } = this.o
    const back = new Map(held.map(([key, bytes]) => [key, decodeValue<HeldBack & { readonly [k: string]: Value }>(bytes)]))
    for (const [id, bytes] of sessions) {
      const { endedAt, acked, sent } = decodeValue<SessionRow>(bytes)
      const over = endedAt !== undefined && acked === sent && endedAt + TOMBSTONE_LIFE < clock.now()
      if (over) turns.put(ROWS.session + id, null)
      else this.sessions.load(ROWS.session + id, bytes)
    }
    for (const [key, bytes] of inbox) {
      const [id = '', number] = key.split('/')
      this.sessions.restore(id, digits(number), decode(hdms.SessionMessage, bytes, 'inbox row'))
    }
    for (const [key, message] of outbox) {
      const [session = '', number] = key.split('/')
      const { peer, as } = this.sessions.get(session)?.row ?? {}
      if (!peer) continue
      const entry: OutboxEntry = { session, number: digits(number), peer, ...(as ? { as } : {}), message }
      const dependent = back.get(key)
      if (dependent) this.held.set(key, { ...dependent, entry })
      turns.effect(() => dispatch(entry))
    }
    // Destroyed, and the node died before the message was changed.
    for (const { piece } of back.values()) if (!holds(piece)) turns.changes.push(...this.forgotten(piece))
  }

  rows(): (SessionRow & { id: string })[] {
    return this.sessions.list().map((s) => ({ id: s.id, ...s.row }))
  }

  // ── What flows ask for ───────────────────────────────────────────────────────────────────────────────────────────

  open(id: string, flow: string, o: Extract<Operation, { kind: 'open' }>): Value {
    const { changes } = this.o.turns
    const session = this.sessions.create(id, flow, o.peer, true, changes)
    this.sessions.save(session, { opens: { flow: o.flow, version: o.version }, ...(o.as ? { as: o.as } : {}) }, changes)
    return { id, peer: o.peer }
  }

  send(id: string, payload: Uint8Array, held?: HeldBack): void {
    const session = this.sessions.get(id) ?? fail('BUG', { what: 'session of a flow' })
    if (session.row.ended) fail('SESSION_ENDED')
    const gone = held && !this.o.holds(held.piece)
    const said = gone ? held.instead : payload
    const opening = session.row.sent === 0 ? session.row.opens : undefined
    const fields: MessageFields = opening
      ? { kind: Kind.OPEN, flow: opening.flow, versionMin: 1, versionMax: opening.version, payload: said }
      : { kind: Kind.DATA, payload: said }
    const entry = this.post(session, fields)
    if (!held || gone) return
    this.held.set(placeIn(entry), { ...held, entry })
    this.o.turns.changes.push({ key: heldKey(entry.session, entry.number), value: encodeValue(held) })
  }

  /** A piece is destroyed: what depends on it and still lies here does not leave; what is said instead does. @returns the rows of that */
  forgotten(piece: string): Change[] {
    return [...this.held].flatMap(([place, { piece: needed, instead, entry }]) => {
      const session = this.sessions.get(entry.session)
      if (needed !== piece || !session) return []
      this.held.delete(place)
      if (!this.isOpen(entry.session, entry.number)) return [{ key: heldKey(entry.session, entry.number), value: null }]
      entry.message = numbered(session, entry.number, { kind: Kind.DATA, payload: instead })
      return [
        { key: outboxKey(entry.session, entry.number), value: entry.message },
        { key: heldKey(entry.session, entry.number), value: null },
      ]
    })
  }

  /** What was delivered, or never will be, depends on nothing any more. */
  private settle(session: LiveSession): void {
    for (const [place, { entry }] of this.held) {
      if (entry.session !== session.id || this.isOpen(entry.session, entry.number)) continue
      this.held.delete(place)
      this.o.turns.put(heldKey(entry.session, entry.number), null)
    }
  }

  close(id: string, silent: boolean): void {
    const session = this.sessions.get(id)
    if (!session || session.row.ended) return
    if (!silent) return this.end(session, { ok: null })
    this.sessions.forget(session, this.o.clock.now(), this.o.turns.changes)
    this.settle(session)
  }

  /** The sessions of a flow that has ended end with it. */
  endAll(flow: string, outcome: Outcome): void {
    for (const session of this.sessions.ofFlow(flow)) this.end(session, outcome)
  }

  private end(session: LiveSession, outcome: Outcome): void {
    const { changes } = this.o.turns
    this.sessions.clear(session, changes)
    if (session.row.ended) return
    if ('ok' in outcome) this.post(session, { kind: Kind.END })
    else {
      const { code, data } = outcome.error
      // What is ours stays ours: an internal failure travels with an id only.
      const told = isOurs(code)
        ? { code: 'PEER_ERROR', data: { message: 'internal error', id: session.row.flow.slice(0, 8) } }
        : { code, data }
      this.post(session, { kind: Kind.ERROR, code: told.code, data: JSON.stringify(told.data) })
    }
    this.sessions.save(session, { ended: true, endedAt: this.o.clock.now() }, changes)
  }

  private post(session: LiveSession, fields: MessageFields): OutboxEntry {
    const { turns, dispatch } = this.o
    const entry = this.sessions.post(session, fields, turns.changes)
    turns.effect(() => dispatch(entry))
    return entry
  }

  // ── What comes from peers ────────────────────────────────────────────────────────────────────────────────────────

  /** @returns how many messages of that direction are stored; undefined when the session is unknown here and nothing was kept */
  take(peer: string, message: hdms.SessionMessage, as: string | undefined): number | undefined {
    const id = hex(message.session)
    const { changes } = this.o.turns
    let session = this.sessions.get(id)
    if (!session) {
      // A one-time name is known to nobody but the other side of its one session.
      if (message.kind !== Kind.OPEN || message.sequence !== 0 || !message.fromOpener || as) return undefined
      this.o.refuseNew()
      session = this.openFromPeer(peer, id, message)
    }
    if (session.row.peer !== peer || session.row.as !== as) refuse('NOT_ALLOWED', 'session-other')
    const upTo = this.sessions.accept(session, message, changes)
    if (session.row.ended) this.sessions.clear(session, changes)
    this.offer(id)
    return upTo
  }

  private openFromPeer(peer: string, id: string, message: hdms.SessionMessage): LiveSession {
    const { turns, clock, definitions, launch } = this.o
    const definition = definitions.get(message.flow)
    const flow = hex(H('responder', utf8(id))).slice(0, 32)
    const session = this.sessions.create(id, flow, peer, false, turns.changes)
    const known = [...definitions.values()]
      .filter((d) => 'responds' in d)
      .map((d) => `${d.name}/${d.version}`)
      .join(', ')
    const refusal =
      !definition || !('responds' in definition) || 'unnamed' in definition !== isOneTime(peer)
        ? 'FLOW_UNKNOWN'
        : definition.version < message.versionMin || definition.version > message.versionMax
          ? 'FLOW_VERSION'
          : undefined
    if (refusal || !definition) {
      const data: ErrorData = { flow: message.flow.slice(0, 60), version: message.versionMax, known }
      this.post(session, { kind: Kind.REJECT, code: refusal ?? 'FLOW_UNKNOWN', data: JSON.stringify(data) })
      this.sessions.save(session, { ended: true, endedAt: clock.now() }, turns.changes)
      return session
    }
    this.post(session, { kind: Kind.CONFIRM, versionMin: definition.version })
    const args = { session: { id, peer }, first: message.payload }
    const { name, version } = definition
    turns.followUp(() => launch(flow, { name, version, args, session: id, started: clock.now() }))
    return session
  }

  /** Gives the next message of a session to whoever waits for it. */
  offer(id: string): void {
    this.o.turns.followUp(() => this.offerNow(id))
  }

  private offerNow(id: string): void {
    const { turns, running, deliver } = this.o
    const session = this.sessions.get(id)
    if (!session) return
    // OPEN was consumed as the flow's argument, CONFIRM tells a flow nothing.
    while (session.inbox[0] && (session.inbox[0].message.kind === Kind.OPEN || session.inbox[0].message.kind === Kind.CONFIRM))
      this.sessions.consume(session, turns.changes)
    const run = running(session.row.flow)
    if (!run || session.inbox.length === 0) return
    const failed = session.inbox[0]?.message.kind === Kind.ERROR || session.inbox[0]?.message.kind === Kind.REJECT
    const at = run
      .waitingOperations()
      .find(({ operation: o }) => (o.kind === 'receive' && o.session === id) || (failed && o.kind === 'event' && o.watch === id))
    if (!at) return
    const message = this.sessions.consume(session, turns.changes) as hdms.SessionMessage
    if (message.kind !== Kind.DATA) this.sessions.save(session, { remoteEnded: true }, turns.changes)
    deliver(run.id, at.fiber, at.index, outcomeOf(message))
  }

  /** The peer has stored everything below `upTo` of what was sent in this session. */
  acknowledged(peer: string, id: string, upTo: number): void {
    const session = this.sessions.get(id)
    if (session?.row.peer !== peer) return
    this.sessions.acknowledged(session, upTo, this.o.turns.changes)
    this.settle(session)
  }

  /** Whether a message still has to be delivered. */
  isOpen(id: string, number: number): boolean {
    return number >= (this.sessions.get(id)?.row.acked ?? 0)
  }
}

const placeIn = ({ session, number }: OutboxEntry): string => heldKey(session, number).slice(ROWS.held.length)

function outcomeOf(message: hdms.SessionMessage): Outcome {
  switch (message.kind) {
    case Kind.DATA:
      return { ok: message.payload }
    case Kind.END:
      return { error: { code: 'SESSION_ENDED', data: {} } }
    default: {
      const { code, data } = errorFromRefusal(message)
      // A peer's failure is the peer's: it neither keeps a flow here nor looks like a fault of this node.
      return { error: isOurs(code) ? { code: 'PEER_ERROR', data: { message: code, id: '' } } : { code, data } }
    }
  }
}
