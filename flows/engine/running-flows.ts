/**
 * The flows that run, from turn to turn: how one begins or is revived, and what becomes of it when it has come to
 * rest: it waits, is kept, or ends. What moves them lies in the engine's other parts.
 */

import { asHdmsError, type ErrorData, fail } from '@hdms/shared/errors.ts'
import type { Asks } from './asks.ts'
import { decodeEntry, decodePending, encodeValue } from './codec.ts'
import { FlowContext, type FlowDefinition } from './context.ts'
import type { Conversations } from './conversations.ts'
import type { Draining } from './draining.ts'
import { dropJournal, Journal } from './journal.ts'
import type { Kept } from './kept.ts'
import type { Operations } from './operations.ts'
import type { EngineOptions } from './options.ts'
import type { Results } from './results.ts'
import { FlowRun } from './run.ts'
import { failureOf, type Steps } from './steps.ts'
import type { Timers } from './timers.ts'
import type { Turns } from './turns.ts'
import { type Entry, type Flow, type FlowRow, JOURNAL_FORM, type Outcome, type Pending, ROWS } from './types.ts'
import { isOurs } from './verdict.ts'
import type { Written } from './written.ts'

/** A flow that runs, and what of it is written. */
export interface RunningFlow {
  readonly row: FlowRow
  run: FlowRun
  readonly journal: Journal
}

/** The engine's other parts, as far as flows that run concern them. */
export interface RunningFlowsParts<S> {
  readonly definitions: ReadonlyMap<string, FlowDefinition<S, never, unknown>>
  readonly turns: Turns
  readonly operations: Operations
  readonly conversations: Conversations
  readonly asks: Asks
  readonly timers: Timers
  readonly steps: Steps
  readonly kept: Kept
  readonly results: Results
  readonly draining: Draining
}

/** Those that run now. Everything here happens within a turn. */
export class RunningFlows<S> {
  private readonly o: EngineOptions<S>
  private readonly parts: RunningFlowsParts<S>
  private readonly running = new Map<string, RunningFlow>()

  constructor(options: EngineOptions<S>, parts: RunningFlowsParts<S>) {
    this.o = options
    this.parts = parts
  }

  get size(): number {
    return this.running.size
  }
  get(id: string): RunningFlow | undefined {
    return this.running.get(id)
  }
  has(id: string): boolean {
    return this.running.has(id)
  }
  list(): RunningFlow[] {
    return [...this.running.values()]
  }

  /** Begins a flow with the turn that runs. */
  launch(id: string, row: FlowRow): void {
    const formed = { ...row, form: JOURNAL_FORM }
    this.parts.turns.put(ROWS.flow + id, encodeValue(formed))
    this.begin(id, formed, [], undefined)
  }

  /** Goes on with a flow of the store; one that was kept is tried again. */
  revive(id: string, row: FlowRow, { journal, pending }: Written): void {
    const { parked, why: _, since: __, ...going } = row
    try {
      const entries = journal.map(decodeEntry)
      const last = entries.at(-1)
      this.begin(id, going, entries, last ? last.pending : pending && decodePending(pending))
    } catch (error) {
      this.keep(id, row, journal.length, asHdmsError(error))
    }
    if (parked !== undefined && this.running.has(id)) {
      this.parts.turns.put(ROWS.flow + id, encodeValue(going))
      this.o.logger.info('kept flow goes on', { flow: id })
    }
  }

  private begin(id: string, row: FlowRow, journal: readonly Entry[], pending: readonly Pending[] | undefined): void {
    const definition = this.parts.definitions.get(row.name)
    if (!definition || definition.version < row.version) {
      const known = [...this.parts.definitions.values()].map((d) => `${d.name}/${d.version}`).join(', ')
      return this.keep(id, row, journal.length, { code: 'FLOW_UNKNOWN', data: { flow: `${row.name}/${row.version}`, known } })
    }
    if (journal.length > 0 && row.form !== JOURNAL_FORM)
      return this.keep(id, row, journal.length, { code: 'FLOW_INCOMPATIBLE', data: { at: 'its first operation' } })
    const running: RunningFlow = {
      row,
      run: new FlowRun(id, this.parts.operations, this.flowOf(definition, id, row)),
      journal: new Journal(this.parts.turns, id, journal, this.o.replayEverything ?? false),
    }
    this.running.set(id, running)
    running.run.begin(journal, pending)
    this.afterRun(running)
  }

  private flowOf(definition: FlowDefinition<S, never, unknown>, id: string, row: FlowRow): Flow<unknown> {
    return definition.run(new FlowContext(id, this.o.services), row.args as never)
  }

  /** Neither ends nor goes on: journal, sessions, deadlines and locks stay as they are, and peers hear nothing. */
  private keep(id: string, row: FlowRow, entries: number, { code, data }: { code: string; data: ErrorData }): void {
    this.running.delete(id)
    this.parts.asks.drop(id)
    this.parts.timers.pause(id)
    this.parts.steps.abort(id)
    // Tried again and kept again, it is kept since then, and was never away.
    const kept = { ...row, parked: code, why: data, since: this.o.clock.now() }
    this.parts.kept.add(id, { row: kept, entries })
    this.parts.turns.put(ROWS.flow + id, encodeValue(kept))
    this.parts.turns.effect(() => {
      this.o.logger.error('flow kept for observation', { flow: id, name: row.name, code, at: String(data['at'] ?? data['what'] ?? '') })
      this.parts.results.settle(id, { error: { code, data } })
    })
  }

  /** The same for one that was not at rest. */
  private keepMoving({ run, row, journal }: RunningFlow, reason: { code: string; data: ErrorData }): void {
    journal.breakOff()
    this.keep(run.id, row, journal.length, reason)
  }

  private afterRun(running: RunningFlow): void {
    const { run, row, journal } = running
    const { state } = run
    switch (state.status) {
      case 'running':
        return this.rest(running)
      case 'incompatible':
        return this.keep(run.id, row, journal.length, { code: 'FLOW_INCOMPATIBLE', data: { at: state.at } })
      case 'stuck':
        failureOf(run.lastError, this.o.logger)
        return this.keepMoving(running, state.error)
      case 'done':
        if ('error' in state.outcome) {
          const { error } = state.outcome
          this.o.logger.info('flow failed', { flow: run.id, name: row.name, code: error.code, trace: run.trace })
          if (run.kept && error.code !== 'FLOW_KILLED') return this.keepMoving(running, error)
        }
        return this.finish(run.id, row, journal.length, state.outcome)
    }
  }

  private rest(running: RunningFlow): void {
    const { run, row, journal } = running
    const pending = run.pending()
    journal.rest(pending)
    const definition = journal.whole && this.parts.definitions.get(row.name)
    if (!definition) return
    const again = new FlowRun(run.id, this.parts.operations, this.flowOf(definition, run.id, row))
    running.run = again
    if (!again.takeOver(journal.whole ?? [], pending)) this.afterRun(running)
  }

  /** A finished flow leaves a result and no journal; its sessions end. */
  private finish(id: string, row: FlowRow, entries: number, outcome: Outcome): void {
    this.running.delete(id)
    this.parts.kept.forget(id)
    this.parts.conversations.endAll(id, outcome)
    dropJournal(this.parts.turns, id, entries)
    this.parts.turns.put(ROWS.flow + id, null)
    this.o.ended?.(id, this.parts.turns.changes, outcome)
    this.parts.timers.dropFlow(id)
    this.parts.asks.drop(id)
    this.parts.steps.abort(id)
    const { name, started, clientId } = row
    this.parts.results.end(id, { name, outcome, started, ended: this.o.clock.now(), ...(clientId ? { clientId } : {}) })
    this.parts.draining.look()
  }

  /** Gives a flow the outcome of an operation that it waits for, once. */
  deliver(id: string, fiber: number, index: number, outcome: Outcome): void {
    const running = this.running.get(id)
    if (!running?.run.isWaiting(fiber, index)) return
    if ('error' in outcome && isOurs(outcome.error.code)) return this.keep(id, running.row, running.journal.length, outcome.error)
    this.parts.timers.drop(`${id}/${fiber}.${index}`)
    running.run.deliver(fiber, index, outcome)
    this.afterRun(running)
  }

  /** Ends a flow with the turn that runs, one that is kept too; peers are told and its locks go. @throws NOT_FOUND */
  kill(id: string): void {
    const kept = this.parts.kept.get(id)
    if (kept) return this.finish(id, kept.row, kept.entries, { error: { code: 'FLOW_KILLED', data: {} } })
    const running = this.running.get(id) ?? fail('NOT_FOUND', { what: 'running flow' })
    running.run.kill()
    this.afterRun(running)
  }
}
