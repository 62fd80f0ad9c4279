/**
 * One flow in execution: its fibers and its journal. Nothing here is asynchronous and nothing is written: {@link FlowRun}
 * turns deliveries into actions of the {@link Host}, in an order that replay repeats exactly.
 *
 *   deliver → resume a fiber → operations that are instant are consumed in line → … → every fiber waits or is done
 */
import { concat, equal, utf8, Writer } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { asHdmsError, type ErrorData, HdmsError, isErrorCode } from '@hdms/shared/errors.ts'
import type { Entry, Flow, JournalKind, Operation, Outcome, Value } from './types.ts'

export interface WaitingOperation {
  readonly fiber: number
  readonly index: number
  readonly operation: Operation
}

/** What a run asks of the engine while it is live. Instant operations return their outcome. */
export interface Host {
  instant(run: FlowRun, at: WaitingOperation): Value
  /** A fiber waits; the engine arranges that {@link FlowRun.deliver} is called one day. */
  waiting(run: FlowRun, at: WaitingOperation): void
  journal(run: FlowRun, number: number, entry: Entry): void
}

interface Fiber {
  readonly id: number
  readonly flow: Flow<unknown>
  operations: number
  waiting: WaitingOperation | undefined
  readonly parent: { readonly fiber: Fiber; readonly slot: number } | undefined
  join: { left: number; readonly results: unknown[]; readonly children: Fiber[] } | undefined
}

export type RunState =
  | { readonly status: 'running' }
  | { readonly status: 'done'; readonly outcome: Outcome }
  | { readonly status: 'incompatible'; readonly at: string }

const INSTANT = new Set<Operation['kind']>(['open', 'send', 'close', 'tx', 'random', 'now', 'noReturn'])

/** Hash of what an operation was asked, as far as it is data. */
function argumentOf(operation: Operation): Uint8Array {
  const text = (...parts: string[]) => H('operation', new Writer().list(parts, (w, p) => void w.text(p)).bytes())
  switch (operation.kind) {
    case 'open':
      return text(operation.peer, operation.flow, ...(operation.as ? [operation.as] : []))
    case 'send':
      return H('operation', concat(utf8(operation.session), operation.payload))
    case 'receive':
    case 'close':
      return text(operation.session)
    case 'step':
    case 'crypto':
    case 'tx':
      return text(operation.label)
    case 'ask':
      return text(operation.question)
    case 'event':
      return text(operation.type, operation.key)
    case 'all':
      return text(String(operation.flows.length))
    case 'random':
      return text(String(operation.length))
    default:
      return text(operation.kind)
  }
}

export class FlowRun {
  readonly id: string
  state: RunState = { status: 'running' }
  /** True after a point of no return: failures keep the flow. */
  kept = false
  private readonly fibers = new Map<number, Fiber>()
  private readonly ready: { fiber: Fiber; resume: () => IteratorResult<Operation, unknown> }[] = []
  private nextFiber = 0
  private written = 0
  private replay: readonly Entry[] = []
  private starting = true
  private readonly host: Host

  constructor(id: string, host: Host, flow: Flow<unknown>) {
    this.id = id
    this.host = host
    const root = this.fiber(flow, undefined)
    this.ready.push({ fiber: root, resume: () => flow.next() })
  }

  private fiber(flow: Flow<unknown>, parent: Fiber['parent']): Fiber {
    const fiber: Fiber = { id: this.nextFiber++, flow, operations: 0, waiting: undefined, parent, join: undefined }
    this.fibers.set(fiber.id, fiber)
    return fiber
  }

  /** Starts it, first repeating what the journal says. The host hears only of what is new. */
  begin(journal: readonly Entry[]): void {
    this.replay = journal
    this.toRest()
    while (this.state.status === 'running' && this.written < this.replay.length) {
      const entry = this.replay[this.written] as Entry
      const waiting = this.fibers.get(entry.fiber)?.waiting
      if (!waiting || waiting.index !== entry.index) return this.mismatch(entry.kind)
      if (!this.matches(entry, waiting)) return
      this.written++
      this.resumeWith(waiting, entry.outcome)
      this.toRest()
    }
    // What waits now is arranged, whether it is new or was waiting before a restart.
    this.starting = false
    for (const waiting of this.waitingOperations()) if (waiting.operation.kind !== 'all') this.host.waiting(this, waiting)
  }

  private get replaying(): boolean {
    return this.written < this.replay.length
  }

  private mismatch(at: string): void {
    this.state = { status: 'incompatible', at }
  }

  private matches(entry: Entry, at: WaitingOperation): boolean {
    const good =
      entry.fiber === at.fiber &&
      entry.index === at.index &&
      entry.kind === at.operation.kind &&
      equal(entry.argument, argumentOf(at.operation))
    if (!good) this.mismatch(`operation ${at.index} (${entry.kind}, now ${at.operation.kind})`)
    return good
  }

  isWaiting(fiber: number, index: number): boolean {
    return this.state.status === 'running' && this.fibers.get(fiber)?.waiting?.index === index
  }
  waitingOperations(): WaitingOperation[] {
    if (this.state.status !== 'running') return []
    return [...this.fibers.values()].flatMap((f) => (f.waiting ? [f.waiting] : []))
  }

  /** Gives a waiting operation its outcome and runs every fiber to rest. */
  deliver(fiber: number, index: number, outcome: Outcome): void {
    const waiting = this.fibers.get(fiber)?.waiting
    if (this.state.status !== 'running' || waiting?.index !== index) return
    this.record(waiting, outcome)
    this.resumeWith(waiting, outcome)
    this.toRest()
  }

  private record(at: WaitingOperation, outcome: Outcome): void {
    const kind = at.operation.kind as JournalKind
    this.host.journal(this, this.written++, { fiber: at.fiber, index: at.index, kind, argument: argumentOf(at.operation), outcome })
  }

  private resumeWith(at: WaitingOperation, outcome: Outcome): void {
    const fiber = this.fibers.get(at.fiber) as Fiber
    fiber.waiting = undefined
    this.ready.push({ fiber, resume: () => ('ok' in outcome ? fiber.flow.next(outcome.ok) : fiber.flow.throw(revive(outcome.error))) })
  }

  private toRest(): void {
    for (let next = this.ready.shift(); next && this.state.status === 'running'; next = this.ready.shift())
      this.advance(next.fiber, next.resume)
  }

  private advance(fiber: Fiber, resume: () => IteratorResult<Operation, unknown>): void {
    let step: IteratorResult<Operation, unknown>
    try {
      step = resume()
      while (!step.done) {
        const at: WaitingOperation = { fiber: fiber.id, index: fiber.operations++, operation: step.value }
        if (!INSTANT.has(at.operation.kind)) return this.suspend(fiber, at)
        const value = this.instant(at)
        if (this.state.status !== 'running') return
        step = value instanceof HdmsError ? fiber.flow.throw(value) : fiber.flow.next(value)
      }
    } catch (error) {
      return this.failed(fiber, error)
    }
    this.finished(fiber, step.value)
  }

  private instant(at: WaitingOperation): Value | HdmsError {
    if (at.operation.kind === 'noReturn') this.kept = true
    if (this.replaying) {
      const entry = this.replay[this.written] as Entry
      if (!this.matches(entry, at)) return undefined
      this.written++
      return 'ok' in entry.outcome ? entry.outcome.ok : revive(entry.outcome.error)
    }
    try {
      const value = this.host.instant(this, at)
      this.record(at, { ok: value })
      return value
    } catch (error) {
      const known = asHdmsError(error)
      this.record(at, { error: { code: known.code, data: known.data } })
      return known
    }
  }

  private suspend(fiber: Fiber, at: WaitingOperation): void {
    fiber.waiting = at
    if (at.operation.kind === 'all') {
      const children = at.operation.flows.map((flow, slot) => this.fiber(flow, { fiber, slot }))
      fiber.join = { left: children.length, results: new Array(children.length), children }
      for (const child of children) this.ready.push({ fiber: child, resume: () => child.flow.next() })
      if (children.length === 0) this.joined(fiber)
    } else if (!this.starting) this.host.waiting(this, at)
  }

  private joined(parent: Fiber): void {
    const results = parent.join?.results ?? []
    parent.join = undefined
    parent.waiting = undefined
    this.ready.push({ fiber: parent, resume: () => parent.flow.next(results) })
  }

  private finished(fiber: Fiber, value: unknown): void {
    this.fibers.delete(fiber.id)
    const { parent } = fiber
    if (!parent) {
      this.state = { status: 'done', outcome: { ok: value as Value } }
      return
    }
    const { join } = parent.fiber
    if (!join) return
    join.results[parent.slot] = value
    if (--join.left === 0) this.joined(parent.fiber)
  }

  private failed(fiber: Fiber, error: unknown): void {
    this.fibers.delete(fiber.id)
    const { parent } = fiber
    if (!parent) {
      const { code, data } = asHdmsError(error)
      this.lastError = error
      this.state = { status: 'done', outcome: { error: { code, data } } }
      return
    }
    const owner = parent.fiber
    for (const child of owner.join?.children ?? []) this.cancel(child)
    owner.join = undefined
    owner.waiting = undefined
    this.ready.push({ fiber: owner, resume: () => owner.flow.throw(error) })
  }

  /** What was thrown, for the log of a failure that is ours. */
  lastError: unknown

  private cancel(fiber: Fiber): void {
    if (!this.fibers.delete(fiber.id)) return
    for (const child of fiber.join?.children ?? []) this.cancel(child)
    fiber.flow.return(undefined)
  }

  /** Ends it from outside. */
  kill(): void {
    for (const fiber of [...this.fibers.values()].reverse()) this.cancel(fiber)
    this.state = { status: 'done', outcome: { error: { code: 'FLOW_KILLED', data: {} } } }
  }
}

export function revive(error: { code: string; data: ErrorData }): HdmsError {
  return isErrorCode(error.code) ? new HdmsError(error.code, error.data) : new HdmsError('BUG', { what: 'journaled error' })
}
