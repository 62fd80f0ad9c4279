/**
 * The flow engine: one durable batch a turn. Everything that arrives (messages, results, answers, timers) is an input; a turn
 * takes all inputs that wait, runs the flows they concern to rest, commits journal, sessions, outbox, timers and the flows' own
 * changes together, and only then lets anything out: messages, acknowledgements, steps.
 *
 *   inputs ─► run to rest ─► commit ─► release effects
 *              (sync)        (fsync)    (send · acknowledge · start steps)
 */
import { hex, utf8 } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { asHdmsError, type ErrorData, fail, type HdmsError } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decode, hdms } from '@hdms/shared/messages/wire.ts'
import { isOneTime } from '@hdms/shared/network/node-info.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { type Clock, DAY } from '@hdms/shared/time.ts'
import { decodeEntry, decodeValue, encodeEntry, encodeValue } from './codec.ts'
import { FlowContext, type FlowDefinition } from './context.ts'
import { Events } from './events.ts'
import { Results } from './results.ts'
import { FlowRun, type Host, type WaitingOperation } from './run.ts'
import { Kind, type LiveSession, type MessageFields, type OutboxEntry, Sessions, sessionIdFor } from './sessions.ts'
import { failureOf, Steps } from './steps.ts'
import { Timers } from './timers.ts'
import { Turns } from './turns.ts'
import { type Entry, type FlowRow, type Outcome, padded, ROWS, type SessionRow, type Value } from './types.ts'

export interface EngineOptions<S> {
  readonly store: NodeStore
  readonly clock: Clock
  readonly logger: Logger
  readonly random: (length: number) => Uint8Array
  readonly services: S
  readonly flows: readonly FlowDefinition<S, never, unknown>[]
  /** Sends a session message until {@link Engine.acknowledged} says it has arrived. Called again for all that is open after a start. */
  readonly dispatch: (entry: OutboxEntry) => void
  /** The store failed: nothing goes on. */
  readonly stopped: (error: HdmsError) => void
  /** A flow has ended: whatever it held in the node's store is let go in the same batch. */
  readonly ended?: (flow: string, changes: Change[], outcome: Outcome) => void
  /** A question waits for a person. */
  readonly asked?: (ask: Ask) => void
}

export interface Ask {
  readonly id: string
  readonly flow: string
  readonly question: string
  readonly terms: Value
}
export interface FlowStatus {
  readonly id: string
  readonly name: string
  readonly state: 'running' | 'parked' | 'done' | 'failed'
  readonly code?: string
  readonly waiting: readonly string[]
  readonly started: number
  /** What it was started for, of a running one. */
  readonly clientId?: string
}
interface Running {
  readonly row: FlowRow
  readonly run: FlowRun
  entries: number
}

/** How long the row of an ended session is kept, so that a late duplicate still gets its acknowledgement. */
export const TOMBSTONE_LIFE: number = 15 * DAY

export class Engine<S> implements Host {
  private readonly o: EngineOptions<S>
  private readonly definitions = new Map<string, FlowDefinition<S, never, unknown>>()
  private readonly runs = new Map<string, Running>()
  private readonly sessions = new Sessions()
  private readonly asks = new Map<string, Ask & { fiber: number; index: number }>()
  private readonly events = new Events()
  private readonly turns: Turns
  private readonly results: Results
  private readonly timers: Timers
  private readonly steps: Steps

  constructor(options: EngineOptions<S>) {
    this.o = options
    this.turns = new Turns(options.store, (error) => {
      this.stop()
      options.stopped(error)
    })
    this.results = new Results(this.turns)
    this.timers = new Timers(this.turns, options.clock)
    this.steps = new Steps(options.clock, options.logger)
    for (const definition of options.flows) this.definitions.set(definition.name, definition)
  }

  // ── Starting and stopping ────────────────────────────────────────────────────────────────────────────────────────

  /** Reads the store and goes on where it stood. */
  async start(): Promise<void> {
    const { store } = this.o
    const now = this.o.clock.now()
    const rows = async (prefix: string) =>
      (await store.range(...prefixRange(prefix))).map(([key, bytes]) => [key.slice(prefix.length), bytes] as const)
    for (const [id, bytes] of await rows(ROWS.session)) {
      const { endedAt, acked, sent } = decodeValue<SessionRow>(bytes)
      const over = endedAt !== undefined && acked === sent && endedAt + TOMBSTONE_LIFE < now
      if (over) this.turns.put(ROWS.session + id, null)
      else this.sessions.load(ROWS.session + id, bytes)
    }
    for (const [key, bytes] of await rows(ROWS.inbox)) {
      const [id = '', number] = key.split('/')
      this.sessions.restore(id, Number(number), decode(hdms.SessionMessage, bytes, 'inbox row'))
    }
    for (const [client, bytes] of await rows(ROWS.client)) this.results.loadClient(client, bytes)
    for (const [id, bytes] of await rows(ROWS.result)) this.results.load(id, bytes, now)
    for (const [key, bytes] of await rows(ROWS.timer)) this.timers.load(key, bytes)
    for (const [key, bytes] of await rows(ROWS.eventSeen)) this.events.loadSeen(key, bytes, now, this.turns.changes)
    for (const [key, bytes] of await rows(ROWS.event)) this.events.load(key, bytes)
    const outbox = await rows(ROWS.outbox)
    for (const [key, bytes] of outbox) {
      const [session = '', number] = key.split('/')
      const { peer, as } = this.sessions.get(session)?.row ?? {}
      if (peer) this.turns.effect(() => this.o.dispatch({ session, number: Number(number), peer, ...(as ? { as } : {}), message: bytes }))
    }
    for (const [id, bytes] of await rows(ROWS.flow)) {
      const row = decodeValue<FlowRow>(bytes)
      const journal = await store.range(...prefixRange(`${ROWS.journal}${id}/`))
      this.turns.followUp(() =>
        this.revive(
          id,
          row,
          journal.map(([, entry]) => entry),
        ),
      )
    }
    await this.settled()
  }

  /** Resolves when every input so far is processed and durable. */
  settled(): Promise<void> {
    return this.turns.request(() => undefined)
  }

  /** Stops taking inputs; what is durable stays. */
  stop(): void {
    this.turns.stop()
    this.timers.stop()
    this.steps.abort()
  }

  // ── Flows ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Starts a flow; the same client id starts one only. @returns its id and what it ends with */
  async startFlow<A extends Value, R>(
    definition: FlowDefinition<S, A, R>,
    args: A,
    clientId?: string,
  ): Promise<{ id: string; result: Promise<R> }> {
    if (!this.definitions.has(definition.name)) fail('BUG', { what: `flow ${definition.name} is not installed` })
    const id = await this.turns.request(() => {
      // Looked up inside the turn: two starts at once with one client id are one flow.
      const known = clientId === undefined ? undefined : this.results.startedBy(clientId)
      if (known) return known
      const chosen = hex(this.o.random(16))
      const { name, version } = definition
      if (clientId) this.results.claim(clientId, chosen)
      this.launch(chosen, { name, version, args, started: this.o.clock.now(), ...(clientId ? { clientId } : {}) })
      return chosen
    })
    const result = this.resultOf<R>(id)
    // Who only wanted the id asks for the result later, or never: a failure that nobody waits for must not end the process.
    result.catch(() => {})
    return { id, result }
  }

  /** Settles when the flow has ended, with its value or its error. */
  resultOf<R>(id: string): Promise<R> {
    return this.results.of<R>(id)
  }

  private launch(id: string, row: FlowRow): void {
    this.turns.put(ROWS.flow + id, encodeValue(row))
    this.begin(id, row, [])
  }

  private revive(id: string, row: FlowRow, journal: readonly Uint8Array[]): void {
    if (row.parked) {
      this.o.logger.warn('flow kept', { flow: id, code: row.parked })
      return
    }
    let entries: Entry[]
    try {
      entries = journal.map(decodeEntry)
    } catch (error) {
      return this.park(id, row, asHdmsError(error).code)
    }
    this.begin(id, row, entries)
  }

  private begin(id: string, row: FlowRow, journal: readonly Entry[]): void {
    const definition = this.definitions.get(row.name)
    if (!definition || definition.version < row.version) return this.park(id, row, 'FLOW_UNKNOWN')
    const flow = definition.run(new FlowContext(id, this.o.services), row.args as never)
    const running: Running = { row, run: new FlowRun(id, this, flow), entries: journal.length }
    this.runs.set(id, running)
    running.run.begin(journal)
    this.afterRun(running)
  }

  private park(id: string, row: FlowRow, code: string): void {
    this.runs.delete(id)
    this.turns.put(ROWS.flow + id, encodeValue({ ...row, parked: code }))
    this.turns.effect(() => this.o.logger.error('flow kept for observation', { flow: id, code }))
  }

  private afterRun(running: Running): void {
    const { run, row } = running
    if (run.state.status === 'running') return
    if (run.state.status === 'incompatible') {
      const at = run.state.at
      this.o.logger.error('flow incompatible', { flow: run.id, at })
      return this.park(run.id, row, 'FLOW_INCOMPATIBLE')
    }
    const { outcome } = run.state
    if ('error' in outcome) {
      const trace =
        outcome.error.code === 'BUG' && run.lastError instanceof Error
          ? (run.lastError.stack ?? '').split('\n').slice(0, 3).join(' | ')
          : ''
      this.o.logger.info('flow failed', { flow: run.id, name: row.name, code: outcome.error.code, trace })
      if (run.kept && outcome.error.code !== 'FLOW_KILLED') return this.park(run.id, row, outcome.error.code)
    }
    this.finish(running, outcome)
  }

  /** A finished flow leaves a result and no journal; its sessions end. */
  private finish(running: Running, outcome: Outcome): void {
    const { run, row } = running
    this.runs.delete(run.id)
    for (const session of this.sessions.ofFlow(run.id)) this.endSession(session, outcome)
    for (let n = 0; n < running.entries; n++) this.turns.put(`${ROWS.journal}${run.id}/${padded(n)}`, null)
    this.turns.put(ROWS.flow + run.id, null)
    this.o.ended?.(run.id, this.turns.changes, outcome)
    this.timers.dropFlow(run.id)
    for (const [key, ask] of this.asks) if (ask.flow === run.id) this.dropAsk(key)
    this.steps.abort(run.id)
    const { name, started, clientId } = row
    this.results.end(run.id, { name, outcome, started, ended: this.o.clock.now(), ...(clientId ? { clientId } : {}) })
  }

  private endSession(session: LiveSession, outcome: Outcome): void {
    this.sessions.clear(session, this.turns.changes)
    if (session.row.ended) return
    if ('ok' in outcome) this.postMessage(session, { kind: Kind.END })
    else {
      const { code, data } = outcome.error
      // What is ours stays ours: an internal failure travels with an id only.
      const told =
        code === 'BUG' ? { code: 'PEER_ERROR', data: { message: 'internal error', id: session.row.flow.slice(0, 8) } } : { code, data }
      this.postMessage(session, { kind: Kind.ERROR, code: told.code, data: JSON.stringify(told.data) })
    }
    this.sessions.save(session, { ended: true, endedAt: this.o.clock.now() }, this.turns.changes)
  }

  private postMessage(session: LiveSession, fields: MessageFields): void {
    const entry = this.sessions.post(session, fields, this.turns.changes)
    this.turns.effect(() => this.o.dispatch(entry))
  }

  // ── Host: what runs ask for ──────────────────────────────────────────────────────────────────────────────────────

  journal(run: FlowRun, number: number, entry: Entry): void {
    const running = this.runs.get(run.id)
    if (running) running.entries = number + 1
    this.turns.put(`${ROWS.journal}${run.id}/${padded(number)}`, encodeEntry(entry))
  }

  instant(run: FlowRun, { fiber, index, operation }: WaitingOperation): Value {
    switch (operation.kind) {
      case 'open': {
        const id = sessionIdFor(run.id, fiber, index)
        const session = this.sessions.create(id, run.id, operation.peer, true, this.turns.changes)
        const { flow, version, as } = operation
        this.sessions.save(session, { opens: { flow, version }, ...(as ? { as } : {}) }, this.turns.changes)
        return { id, peer: operation.peer }
      }
      case 'send': {
        const session = this.sessions.get(operation.session) ?? fail('BUG', { what: 'session of a flow' })
        if (session.row.ended) fail('SESSION_ENDED')
        const opening = session.row.sent === 0 ? session.row.opens : undefined
        const fields: MessageFields = opening
          ? { kind: Kind.OPEN, flow: opening.flow, versionMin: 1, versionMax: opening.version, payload: operation.payload }
          : { kind: Kind.DATA, payload: operation.payload }
        this.postMessage(session, fields)
        return null
      }
      case 'close': {
        const session = this.sessions.get(operation.session)
        if (session && !session.row.ended) {
          if (operation.silent) this.sessions.forget(session, this.o.clock.now(), this.turns.changes)
          else this.endSession(session, { ok: null })
        }
        return null
      }
      case 'tx':
        return operation.run(this.turns.changes)
      case 'random':
        return this.o.random(operation.length)
      case 'now':
        return this.o.clock.now()
      case 'noReturn':
        return null
      default:
        return fail('BUG', { what: `operation ${operation.kind} is not instant` })
    }
  }

  waiting(run: FlowRun, at: WaitingOperation): void {
    const { operation } = at
    const place = `${run.id}/${at.fiber}.${at.index}`
    if ('timeout' in operation && operation.timeout !== undefined)
      this.timers.arm(place, operation.timeout, () => this.deliverTo(run.id, at, { error: { code: 'SESSION_TIMEOUT', data: {} } }))
    switch (operation.kind) {
      case 'receive': {
        // Which of two would get the next message nobody could say.
        const twice = run
          .waitingOperations()
          .some(({ operation: o, fiber }) => fiber !== at.fiber && o.kind === 'receive' && o.session === operation.session)
        if (twice)
          return this.deliverTo(run.id, at, {
            error: { code: 'INPUT_INVALID', data: { what: 'receive', why: 'two parts of the flow wait for one session' } },
          })
        return this.offerMessage(operation.session)
      }
      case 'event':
        if (operation.watch) this.offerMessage(operation.watch)
        return this.offerEvents(`${operation.type}/${operation.key}`)
      case 'timer':
        return this.timers.arm(place, operation.ms, () => this.deliverTo(run.id, at, { ok: null }))
      case 'ask': {
        const ask = { id: place, flow: run.id, question: operation.question, terms: operation.terms, fiber: at.fiber, index: at.index }
        this.asks.set(place, ask)
        this.turns.effect(() => this.o.asked?.(ask))
        return
      }
      case 'crypto':
        void operation.run().then(
          (ok) => this.deliverTo(run.id, at, { ok }),
          (error: unknown) => this.deliverTo(run.id, at, failureOf(error, this.o.logger)),
        )
        return
      case 'step':
        this.turns.effect(() => void this.steps.run(place, operation, (outcome) => this.deliverTo(run.id, at, outcome)))
        return
      default:
        fail('BUG', { what: `operation ${operation.kind} does not wait` })
    }
  }

  private deliverTo(id: string, at: WaitingOperation, outcome: Outcome): void {
    this.turns.input(() => this.deliverNow(id, at.fiber, at.index, outcome))
  }

  private deliverNow(id: string, fiber: number, index: number, outcome: Outcome): void {
    const running = this.runs.get(id)
    if (!running?.run.isWaiting(fiber, index)) return
    this.timers.drop(`${id}/${fiber}.${index}`)
    running.run.deliver(fiber, index, outcome)
    this.afterRun(running)
  }

  // ── Questions to a person ────────────────────────────────────────────────────────────────────────────────────────

  openAsks(): Ask[] {
    return [...this.asks.values()].map(({ id, flow, question, terms }) => ({ id, flow, question, terms }))
  }

  /** The person's answer; durable when it resolves. @throws NOT_FOUND */
  answer(id: string, value: Value): Promise<void> {
    return this.turns.request(() => {
      const ask = this.asks.get(id) ?? fail('NOT_FOUND', { what: 'question' })
      this.dropAsk(id)
      this.deliverNow(ask.flow, ask.fiber, ask.index, { ok: value })
    })
  }

  private dropAsk(id: string): void {
    this.asks.delete(id)
  }

  // ── Events ───────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Something from outside, kept until a flow takes it. The same deduplication id counts once. Durable when it resolves. */
  deliver(type: string, key: string, payload: Value, deduplicationId: string): Promise<void> {
    return this.turns.request(() => {
      const name = `${type}/${key}`
      if (this.events.add(name, payload, deduplicationId, this.o.clock.now(), this.turns.changes)) this.offerEvents(name)
    })
  }

  private offerEvents(name: string): void {
    if (!this.events.has(name)) return
    this.turns.followUp(() => {
      for (const { run } of this.runs.values()) {
        const at = run.waitingOperations().find((w) => w.operation.kind === 'event' && `${w.operation.type}/${w.operation.key}` === name)
        const event = at && this.events.take(name, this.turns.changes)
        if (!at || !event) continue
        return this.deliverNow(run.id, at.fiber, at.index, { ok: event.payload })
      }
    })
  }

  // ── Sessions ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * A session message from a peer whose envelope was verified. Resolves, when everything is durable, with how many messages of
   * that direction are stored; undefined when the session is unknown here and nothing was kept.
   * @param as one-time name that it was sent to
   */
  receive(peer: string, message: hdms.SessionMessage, as?: string): Promise<number | undefined> {
    return this.turns.request(() => this.take(peer, hex(message.session), message, as))
  }

  private take(peer: string, id: string, message: hdms.SessionMessage, as: string | undefined): number | undefined {
    let session = this.sessions.get(id)
    if (!session) {
      // A one-time name is known to nobody but the other side of its one session.
      if (message.kind !== Kind.OPEN || message.sequence !== 0 || !message.fromOpener || as) return undefined
      session = this.openFromPeer(peer, id, message)
    }
    if (session.row.peer !== peer || session.row.as !== as) fail('NOT_ALLOWED', { why: 'the session belongs to somebody else' })
    const upTo = this.sessions.accept(session, message, this.turns.changes)
    if (session.row.ended) this.sessions.clear(session, this.turns.changes)
    this.offerMessage(id)
    return upTo
  }

  private openFromPeer(peer: string, id: string, message: hdms.SessionMessage): LiveSession {
    const definition = this.definitions.get(message.flow)
    const flowId = hex(H('responder', utf8(id))).slice(0, 32)
    const session = this.sessions.create(id, flowId, peer, false, this.turns.changes)
    const known = [...this.definitions.values()]
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
      this.postMessage(session, { kind: Kind.REJECT, code: refusal ?? 'FLOW_UNKNOWN', data: JSON.stringify(data) })
      this.sessions.save(session, { ended: true, endedAt: this.o.clock.now() }, this.turns.changes)
      return session
    }
    this.postMessage(session, { kind: Kind.CONFIRM, versionMin: definition.version })
    const args = { session: { id, peer }, first: message.payload }
    this.turns.followUp(() =>
      this.launch(flowId, { name: definition.name, version: definition.version, args, session: id, started: this.o.clock.now() }),
    )
    return session
  }

  /** Gives the next message of a session to whoever waits for it. */
  private offerMessage(id: string): void {
    this.turns.followUp(() => this.offerNow(id))
  }

  private offerNow(id: string): void {
    const session = this.sessions.get(id)
    if (!session) return
    // OPEN was consumed as the flow's argument, CONFIRM tells a flow nothing.
    while (session.inbox[0] && (session.inbox[0].message.kind === Kind.OPEN || session.inbox[0].message.kind === Kind.CONFIRM))
      this.sessions.consume(session, this.turns.changes)
    const running = this.runs.get(session.row.flow)
    if (!running || session.inbox.length === 0) return
    const failed = session.inbox[0]?.message.kind === Kind.ERROR || session.inbox[0]?.message.kind === Kind.REJECT
    const at = running.run
      .waitingOperations()
      .find(({ operation: o }) => (o.kind === 'receive' && o.session === id) || (failed && o.kind === 'event' && o.watch === id))
    if (!at) return
    const message = this.sessions.consume(session, this.turns.changes) as hdms.SessionMessage
    if (message.kind !== Kind.DATA) this.sessions.save(session, { remoteEnded: true }, this.turns.changes)
    this.deliverNow(running.run.id, at.fiber, at.index, outcomeOf(message))
  }

  /** The peer has stored everything below `upTo` of what was sent in this session. */
  acknowledged(peer: string, session: string, upTo: number): void {
    this.turns.input(() => {
      const live = this.sessions.get(session)
      if (live?.row.peer === peer) this.sessions.acknowledged(live, upTo, this.turns.changes)
    })
  }

  /** Whether a message still has to be delivered. */
  isOpen(session: string, number: number): boolean {
    return !this.turns.stopped && number >= (this.sessions.get(session)?.row.acked ?? 0)
  }

  // ── Looking and ending ───────────────────────────────────────────────────────────────────────────────────────────

  flows(): FlowStatus[] {
    const running = [...this.runs.values()].map(({ run, row }): FlowStatus => {
      const waiting = run
        .waitingOperations()
        .map((w) => ('label' in w.operation ? `${w.operation.kind} ${w.operation.label}` : w.operation.kind))
      const client = row.clientId === undefined ? {} : { clientId: row.clientId }
      return { id: run.id, name: row.name, state: 'running', waiting, started: row.started, ...client }
    })
    const done = this.results.list().map(([id, { name, outcome, started }]): FlowStatus => {
      const code = 'error' in outcome ? { code: outcome.error.code } : {}
      return { id, name, state: 'ok' in outcome ? 'done' : 'failed', ...code, waiting: [], started }
    })
    return [...running, ...done]
  }

  sessionRows(): (SessionRow & { id: string })[] {
    return this.sessions.list().map((s) => ({ id: s.id, ...s.row }))
  }

  /** Ends a flow now; peers are told and its locks go. @throws NOT_FOUND */
  kill(id: string): Promise<void> {
    return this.turns.request(() => {
      const running = this.runs.get(id) ?? fail('NOT_FOUND', { what: 'running flow' })
      running.run.kill()
      this.afterRun(running)
    })
  }
}

function outcomeOf(message: hdms.SessionMessage): Outcome {
  switch (message.kind) {
    case Kind.DATA:
      return { ok: message.payload }
    case Kind.END:
      return { error: { code: 'SESSION_ENDED', data: {} } }
    default: {
      const { code, data } = errorFromRefusal(message)
      return { error: { code, data } }
    }
  }
}
