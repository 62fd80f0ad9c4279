/**
 * One flow in execution: its fibers and its journal. Nothing here is asynchronous and nothing is written: {@link FlowRun}
 * turns deliveries into actions of the {@link Host}, in an order that replay repeats exactly.
 *
 *   deliver → resume a fiber → operations that are instant are consumed in line → … → every fiber waits or is done
 */
import { concat, equal, hex, utf8, Writer } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { asHdmsError, type ErrorData, HdmsError, isErrorCode } from '@hdms/shared/errors.ts'
import { encodeValue } from './codec.ts'
import type { Entry, Flow, JournalKind, Operation, Outcome, Pending, Value } from './types.ts'
import { isOurs } from './verdict.ts'

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
  /** The replay went another way than the journal: nothing of it counts. */
  | { readonly status: 'incompatible'; readonly at: string }
  /** An instant operation failed in a way that the flow must not hear of. */
  | { readonly status: 'stuck'; readonly error: HdmsError }

const INSTANT = new Set<Operation['kind']>(['open', 'send', 'close', 'tx', 'read', 'random', 'now', 'noReturn'])

/** Hash of what an operation was asked, as far as it is data. Waits are left out: their deadline is in the timer's row. */
function argumentOf(operation: Operation): Uint8Array {
  const text = (...parts: string[]) => H('operation', new Writer().list(parts, (w, p) => void w.text(p)).bytes())
  switch (operation.kind) {
    case 'open':
      return text(operation.peer, operation.flow, String(operation.version), ...(operation.as ? [operation.as] : []))
    case 'send':
      return H('operation', concat(utf8(operation.session), operation.payload))
    case 'receive':
      return text(operation.session)
    case 'close':
      return text(operation.session, String(operation.silent))
    case 'step':
    case 'crypto':
    case 'tx':
    case 'read':
      return text(operation.label)
    case 'ask':
      // A person answers what was shown to them, and nothing else.
      return H('operation', concat(utf8(operation.question), encodeValue(operation.terms)))
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

/** Id of a question to a person: of its place and of every word of it, so that an answer can be to nothing else, also after a restart. */
export const askId = (place: string, operation: Extract<Operation, { kind: 'ask' }>): string =>
  hex(H('ask', utf8(place), argumentOf(operation))).slice(0, 32)

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
  /** While a journal is repeated that is known to be whole: whatever is not in it is another way. */
  private repeating = false
  private readonly arguments = new WeakMap<WaitingOperation, Uint8Array>()
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
  begin(journal: readonly Entry[], pending?: readonly Pending[]): void {
    this.repeat(journal, pending)
    // What waits now is arranged, whether it is new or was waiting before a restart.
    this.starting = false
    for (const waiting of this.waitingOperations()) if (waiting.operation.kind !== 'all') this.host.waiting(this, waiting)
  }

  /**
   * Takes the place of a run that has come to rest, from its journal alone; what waits is arranged already.
   * @returns false when it is not where that run was
   */
  takeOver(journal: readonly Entry[], pending: readonly Pending[]): boolean {
    this.repeat(journal, pending)
    this.starting = false
    return this.state.status === 'running'
  }

  /** @param pending what it waited for when the last turn was written; a journal of an older version has none */
  private repeat(journal: readonly Entry[], pending: readonly Pending[] | undefined): void {
    this.replay = journal
    this.repeating = pending !== undefined
    this.toRest()
    while (this.state.status === 'running' && this.replaying) {
      const entry = this.replay[this.written] as Entry
      const waiting = this.fibers.get(entry.fiber)?.waiting
      if (!waiting || waiting.index !== entry.index) return this.mismatch(`operation ${entry.index} (${entry.kind}, now nothing)`)
      if (!this.matches(entry, waiting)) return
      this.written++
      this.resumeWith(waiting, entry.outcome)
      this.toRest()
    }
    this.repeating = false
    const { state } = this
    if (state.status === 'done' && (this.replaying || pending)) {
      // Not a result: before, it did more than that, or waited.
      const ending = 'error' in state.outcome ? state.outcome.error.code : 'a result'
      const next = this.replay[this.written] ?? pending?.[0]
      this.mismatch(`operation ${next?.index ?? 0} (${next?.kind ?? 'none'}, now its end with ${ending})`)
    } else if (state.status === 'running' && pending) this.checkWaiting(pending)
  }

  private checkWaiting(before: readonly Pending[]): void {
    const now = this.pending()
    const other = Array.from({ length: Math.max(before.length, now.length) }, (_, i) => [before[i], now[i]] as const).find(
      ([a, b]) => !(a && b && a.fiber === b.fiber && a.index === b.index && a.kind === b.kind && equal(a.argument, b.argument)),
    )
    if (other)
      this.mismatch(`operation ${(other[0] ?? other[1])?.index ?? 0} (${other[0]?.kind ?? 'none'}, now ${other[1]?.kind ?? 'none'})`)
  }

  /** What it waits for, in the order of its fibers. Computing is left out: it has no effect, and is done again. */
  pending(): Pending[] {
    return this.waitingOperations()
      .filter(({ operation }) => operation.kind !== 'crypto')
      .map((at) => ({ fiber: at.fiber, index: at.index, kind: at.operation.kind as JournalKind, argument: this.argument(at) }))
  }

  private argument(at: WaitingOperation): Uint8Array {
    const known = this.arguments.get(at) ?? argumentOf(at.operation)
    this.arguments.set(at, known)
    return known
  }

  private get replaying(): boolean {
    return this.written < this.replay.length
  }

  private mismatch(at: string): void {
    this.state = { status: 'incompatible', at }
  }

  private matches(entry: Entry, at: WaitingOperation): boolean {
    const good =
      entry.fiber === at.fiber && entry.index === at.index && entry.kind === at.operation.kind && equal(entry.argument, this.argument(at))
    if (!good) this.mismatch(`operation ${at.index} (${entry.kind}, now ${at.operation.kind})`)
    return good
  }

  isWaiting(fiber: number, index: number): boolean {
    return this.state.status === 'running' && this.fibers.get(fiber)?.waiting?.index === index
  }
  waitingAt({ fiber, index }: WaitingOperation): WaitingOperation | undefined {
    const waiting = this.fibers.get(fiber)?.waiting
    return waiting?.index === index ? waiting : undefined
  }
  waitingOperations(): WaitingOperation[] {
    if (this.state.status !== 'running') return []
    return [...this.fibers.values()].flatMap((f) => (f.waiting ? [f.waiting] : []))
  }

  /** Where it waits for an event of this name, if it does. */
  waitingForEvent(name: string): WaitingOperation | undefined {
    return this.waitingOperations().find(({ operation: o }) => o.kind === 'event' && `${o.type}/${o.key}` === name)
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
    this.host.journal(this, this.written++, { fiber: at.fiber, index: at.index, kind, argument: this.argument(at), outcome })
  }

  private resumeWith(at: WaitingOperation, outcome: Outcome): void {
    const fiber = this.fibers.get(at.fiber) as Fiber
    fiber.waiting = undefined
    // As it comes back from the journal: a replay must not see another nothing.
    this.ready.push({
      fiber,
      resume: () => ('ok' in outcome ? fiber.flow.next(outcome.ok ?? null) : fiber.flow.throw(revive(outcome.error))),
    })
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
      if (!this.matches(entry, at)) return null
      this.written++
      return 'ok' in entry.outcome ? entry.outcome.ok : revive(entry.outcome.error)
    }
    if (this.repeating) {
      this.mismatch(`operation ${at.index} (none, now ${at.operation.kind})`)
      return null
    }
    try {
      const value = this.host.instant(this, at) ?? null
      this.record(at, { ok: value })
      return value
    } catch (error) {
      const known = asHdmsError(error)
      if (isOurs(known.code)) {
        this.lastError = error
        this.state = { status: 'stuck', error: known }
        return null
      }
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
  get trace(): string {
    const error = this.lastError
    return asHdmsError(error).code === 'BUG' && error instanceof Error ? (error.stack ?? '').split('\n').slice(0, 3).join(' | ') : ''
  }

  private cancel(fiber: Fiber): void {
    if (!this.fibers.delete(fiber.id)) return
    for (const child of fiber.join?.children ?? []) this.cancel(child)
    fiber.flow.return(undefined)
  }

  /** Ends it from outside. */
  kill(): void {
    for (const fiber of [...this.fibers.values()].reverse()) {
      try {
        this.cancel(fiber)
      } catch {
        // What a flow does in its last moment cannot keep it alive.
      }
    }
    this.state = { status: 'done', outcome: { error: { code: 'FLOW_KILLED', data: {} } } }
  }
}

export function revive(error: { code: string; data: ErrorData }): HdmsError {
  return isErrorCode(error.code) ? new HdmsError(error.code, error.data) : new HdmsError('BUG', { what: 'journaled error' })
}
