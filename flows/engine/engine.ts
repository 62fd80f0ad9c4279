/**
 * The flow engine: one durable batch a turn. Everything that arrives (messages, results, answers, timers) is an input; a turn
 * takes all inputs that wait, runs the flows they concern to rest, commits journal, sessions, outbox, timers and the flows' own
 * changes together, and only then lets anything out: messages, acknowledgements, steps.
 *
 *   inputs ─► run to rest ─► commit ─► release effects
 *              (sync)        (fsync)    (send · acknowledge · start steps)
 */

import { hex } from '@hdms/shared/bytes.ts'
import { fail, HdmsError } from '@hdms/shared/errors.ts'
import type { hdms } from '@hdms/shared/messages/wire.ts'
import { type Change, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { type Ask, Asks } from './asks.ts'
import { decodeValue } from './codec.ts'
import type { FlowDefinition } from './context.ts'
import { Conversations } from './conversations.ts'
import { Draining } from './draining.ts'
import { Events } from './events.ts'
import { Kept } from './kept.ts'
import { Operations } from './operations.ts'
import type { EngineOptions } from './options.ts'
import type { OwnerQuestion } from './question.ts'
import { Results } from './results.ts'
import { RunningFlows } from './running-flows.ts'
import { type FlowStatus, statusOfEnded, statusOfKept, statusOfRun } from './status.ts'
import { Steps } from './steps.ts'
import { Timers } from './timers.ts'
import { Turns } from './turns.ts'
import { type FlowRow, ROWS, type SessionRow, type Value } from './types.ts'
import { readWritten } from './written.ts'

export type { Ask } from './asks.ts'
export type { EngineOptions } from './options.ts'

export class Engine<S> {
  private readonly o: EngineOptions<S>
  private readonly definitions = new Map<string, FlowDefinition<S, never, unknown>>()
  private readonly runs: RunningFlows<S>
  private readonly asks = new Asks()
  private readonly events = new Events()
  private readonly turns: Turns
  private readonly conversations: Conversations
  private readonly kept: Kept
  private readonly results: Results
  private readonly timers: Timers
  private readonly steps: Steps
  private readonly operations: Operations
  private starting: Promise<void> | undefined
  private readonly draining: Draining
  private readonly questions: ReadonlyMap<string, OwnerQuestion<never, Value>> | undefined

  constructor(options: EngineOptions<S>) {
    const { store, clock, logger } = options
    this.o = options
    this.turns = new Turns(store, (error) => {
      this.stop()
      options.stopped(error)
    })
    this.conversations = new Conversations({
      turns: this.turns,
      clock,
      dispatch: options.dispatch,
      holds: (piece) => options.holds?.(piece) ?? false,
      definitions: this.definitions,
      launch: (flow, row) => this.runs.launch(flow, row),
      refuseNew: () => this.draining.refuseNew(),
      running: (flow) => this.runs.get(flow)?.run,
      deliver: (flow, fiber, index, outcome) => this.runs.deliver(flow, fiber, index, outcome),
    })
    this.kept = new Kept({ clock, store, turns: this.turns, revive: (id, row, written) => this.runs.revive(id, row, written) })
    this.draining = new Draining({
      turns: this.turns,
      idle: () => this.runs.size === 0 && this.kept.list().length === 0,
      drained: () => options.drained?.(),
    })
    this.results = new Results(this.turns, store)
    this.timers = new Timers(this.turns, clock)
    this.steps = new Steps(clock, logger)
    this.questions = options.questions && new Map(options.questions.map((q) => [q.name, q]))
    const { turns, conversations, events, asks, timers, steps, questions } = this
    this.operations = new Operations({
      ...{ turns, conversations, events, asks, timers, steps, questions },
      now: () => clock.now(),
      random: options.random,
      asked: (ask) => options.asked?.(ask),
      journaled: (flow, number, entry) => this.runs.get(flow)?.journal.add(number, entry),
      deliver: (flow, at, outcome) => turns.input(() => this.runs.deliver(flow, at.fiber, at.index, outcome)),
      offerEvents: (name) => this.offerEvents(name),
      current: (flow, at) => this.runs.get(flow)?.run.waitingAt(at) ?? at,
      replayEverything: options.replayEverything ?? false,
    })
    const { definitions, operations, kept, results, draining } = this
    this.runs = new RunningFlows(options, { definitions, turns, operations, conversations, asks, timers, steps, kept, results, draining })
    for (const definition of options.flows) definitions.set(definition.name, definition)
  }

  // ── Starting and stopping ────────────────────────────────────────────────────────────────────────────────────────

  /**
   * Reads the store and goes on where it stood; until then everything that comes is refused as unavailable. Once,
   * whoever asks.
   */
  start(): Promise<void> {
    this.starting ??= this.read().catch((error: unknown) => {
      // Half of the store in memory is worse than nothing.
      this.stop()
      throw error
    })
    return this.starting
  }

  private async read(): Promise<void> {
    const { store, clock } = this.o
    const rows = async (prefix: string) =>
      (await store.range(...prefixRange(prefix))).map(([key, bytes]) => [key.slice(prefix.length), bytes] as const)
    this.conversations.load(await rows(ROWS.session), await rows(ROWS.inbox), await rows(ROWS.outbox), await rows(ROWS.held))
    await this.results.load(clock.now())
    for (const [key, bytes] of await rows(ROWS.timer)) this.timers.load(key, bytes)
    for (const [key, bytes] of await rows(ROWS.eventSeen)) this.events.loadSeen(key, bytes, clock.now(), this.turns.changes)
    for (const [key, bytes] of await rows(ROWS.event)) this.events.load(key, bytes)
    for (const [id, bytes] of await rows(ROWS.flow)) {
      const row = decodeValue<FlowRow>(bytes)
      const written = await readWritten(this.o.store, id)
      this.turns.followUp(() => this.runs.revive(id, row, written))
    }
    this.turns.open()
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
    this.kept.stop()
    this.steps.abort()
  }

  // ── Flows ────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Starts a flow; the same client id starts one only. @returns its id and what it ends with @throws SERVICE_UNAVAILABLE before the start */
  async startFlow<A extends Value, R>(
    definition: FlowDefinition<S, A, R>,
    args: A,
    clientId?: string,
  ): Promise<{ id: string; result: Promise<R> }> {
    if (!this.definitions.has(definition.name)) fail('BUG', { what: `flow ${definition.name} is not installed` })
    const { name, version } = definition
    const row = (): FlowRow => ({ name, version, args, started: this.o.clock.now(), ...(clientId ? { clientId } : {}) })
    const launched = (): string => {
      this.draining.refuseNew()
      const chosen = hex(this.o.random(16))
      this.runs.launch(chosen, row())
      return chosen
    }
    const id = await (clientId === undefined ? this.turns.request(launched) : this.results.startedBy(clientId, launched))
    const result = this.resultOf<R>(id)
    // Who only wanted the id asks for the result later, or never: a failure that nobody waits for must not end the process.
    result.catch(() => {})
    return { id, result }
  }

  /**
   * Settles when the flow has ended, with its value or its error; when it is kept, with the reason. @throws NOT_FOUND, and
   * SERVICE_UNAVAILABLE before the start
   */
  resultOf<R>(id: string): Promise<R> {
    if (!this.turns.begun) return Promise.reject(new HdmsError('SERVICE_UNAVAILABLE', { service: 'node' }))
    return this.results.of<R>(id, () => {
      if (this.runs.has(id)) return undefined
      const kept = this.kept.get(id)
      return kept ? { code: kept.row.parked, data: kept.row.why ?? {} } : null
    })
  }

  // ── Questions to a person ────────────────────────────────────────────────────────────────────────────────────────

  openAsks(): Ask[] {
    return this.asks.list().map((ask) => {
      const words = this.questions?.get(ask.question)?.words
      return words ? { ...ask, words } : ask
    })
  }

  /** The owner's answer; durable when it resolves. @throws NOT_FOUND, INPUT_INVALID for what is no answer to this question */
  answer(id: string, said: Value): Promise<void> {
    return this.turns.request(() => {
      const { question } = this.asks.get(id) ?? fail('NOT_FOUND', { what: 'question' })
      const ok = this.questions?.get(question)?.answer(said) ?? said
      const ask = this.asks.take(id) ?? fail('NOT_FOUND', { what: 'question' })
      this.runs.deliver(ask.flow, ask.fiber, ask.index, { ok })
    })
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
      const given = this.events.give(name, (flow) => this.runs.get(flow)?.run.waitingForEvent(name), this.turns.changes)
      if (given) this.runs.deliver(given.flow, given.at.fiber, given.at.index, { ok: given.payload })
    })
  }

  // ── Sessions ─────────────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * A session message from a peer whose envelope was verified. Resolves, when everything is durable, with how many messages of
   * that direction are stored; undefined when the session is unknown here and nothing was kept.
   * @param as one-time name that it was sent to @throws SERVICE_UNAVAILABLE before the start: the peer sends it again
   */
  receive(peer: string, message: hdms.SessionMessage, as?: string): Promise<number | undefined> {
    return this.turns.request(() => this.conversations.take(peer, message, as))
  }

  /** The peer has stored everything below `upTo` of what was sent in this session. */
  acknowledged(peer: string, session: string, upTo: number): void {
    this.turns.input(() => this.conversations.acknowledged(peer, session, upTo))
  }

  /** A piece of the document store is destroyed: messages that depend on it do not leave. @returns rows, for the batch that destroys it */
  forgotten(piece: string): Change[] {
    return this.conversations.forgotten(piece)
  }

  /** Whether a message still has to be delivered. */
  isOpen(session: string, number: number): boolean {
    return !this.turns.stopped && this.conversations.isOpen(session, number)
  }

  // ── Looking and ending ───────────────────────────────────────────────────────────────────────────────────────────

  /** Those that run, those that are kept, and the newest that have ended. */
  flows(): FlowStatus[] {
    return [
      ...this.runs.list().map(({ run, row }) => statusOfRun(run, row)),
      ...this.kept.list().map(([id, { row }]) => statusOfKept(id, row)),
      ...this.results.list().map(([id, ending]) => statusOfEnded(id, ending)),
    ]
  }

  /** Whether it begins no new flows. */
  get isDraining(): boolean {
    return this.draining.on
  }

  /** Begins no new flows, its own or a peer's, until it ends or is resumed. {@link EngineOptions.drained} says when all is done. */
  drain(): Promise<void> {
    return this.draining.begin()
  }

  /** Begins new flows again, and tries those that are kept. */
  async resume(): Promise<void> {
    await this.draining.end()
    await this.kept.retryAll()
  }

  sessionRows(): (SessionRow & { id: string })[] {
    return this.conversations.rows()
  }

  /** Ends a flow now, one that is kept too; peers are told and its locks go. @throws NOT_FOUND */
  kill(id: string): Promise<void> {
    return this.turns.request(() => this.runs.kill(id))
  }

  /** Tries a kept flow again; the same reason keeps it again. @throws NOT_FOUND */
  retry(id: string): Promise<void> {
    return this.kept.retry(id)
  }
}
