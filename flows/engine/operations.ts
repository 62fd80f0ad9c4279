/** What runs ask of the engine: operations that are instant are done at once, the others are arranged. */
import { fail } from '@hdms/shared/errors.ts'
import type { Ask, Asks } from './asks.ts'
import type { Conversations } from './conversations.ts'
import type { Events } from './events.ts'
import { askId, type FlowRun, type Host, type WaitingOperation } from './run.ts'
import { sessionIdFor } from './sessions.ts'
import type { Steps } from './steps.ts'
import type { Timers } from './timers.ts'
import type { Turns } from './turns.ts'
import type { Entry, Operation, Outcome, Value } from './types.ts'

export interface OperationsOptions {
  readonly turns: Turns
  readonly conversations: Conversations
  readonly events: Events
  readonly asks: Asks
  /** By name; without any, all are known. */
  readonly questions: ReadonlyMap<string, unknown> | undefined
  readonly timers: Timers
  readonly steps: Steps
  /** Milliseconds. */
  readonly now: () => number
  readonly random: (length: number) => Uint8Array
  readonly asked: (ask: Ask) => void
  readonly journaled: (flow: string, number: number, entry: Entry) => void
  /** The outcome of an operation that waited, as an input of its own. */
  readonly deliver: (flow: string, at: WaitingOperation, outcome: Outcome) => void
  readonly offerEvents: (name: string) => void
  /** The same operation of the run that stands for the flow now. */
  readonly current: (flow: string, at: WaitingOperation) => WaitingOperation
  readonly replayEverything: boolean
}

export class Operations implements Host {
  private readonly o: OperationsOptions

  constructor(options: OperationsOptions) {
    this.o = options
  }

  journal(run: FlowRun, number: number, entry: Entry): void {
    this.o.journaled(run.id, number, entry)
  }

  instant(run: FlowRun, { fiber, index, operation }: WaitingOperation): Value {
    switch (operation.kind) {
      case 'open':
        return this.o.conversations.open(sessionIdFor(run.id, fiber, index), run.id, operation)
      case 'send':
        this.o.conversations.send(operation.session, operation.payload, operation.held)
        return null
      case 'close':
        this.o.conversations.close(operation.session, operation.silent)
        return null
      case 'tx':
        return operation.run(this.o.turns.changes)
      case 'read':
        return operation.run()
      case 'random':
        return this.o.random(operation.length)
      case 'now':
        return this.o.now()
      case 'noReturn':
        return null
      default:
        return fail('BUG', { what: `operation ${operation.kind} is not instant` })
    }
  }

  waiting(run: FlowRun, at: WaitingOperation): void {
    const { operation } = at
    const place = `${run.id}/${at.fiber}.${at.index}`
    const done = (outcome: Outcome): void => this.o.deliver(run.id, at, outcome)
    if ('timeout' in operation && operation.timeout !== undefined)
      this.o.timers.arm(place, operation.timeout, () => done({ error: { code: 'SESSION_TIMEOUT', data: {} } }))
    switch (operation.kind) {
      case 'receive':
        // Which of two would get the next message nobody could say.
        if (isTwice(run, at.fiber, operation))
          return done({ error: { code: 'INPUT_INVALID', data: { what: 'receive', why: 'two parts of the flow wait for one session' } } })
        return this.o.conversations.offer(operation.session)
      case 'event': {
        const name = `${operation.type}/${operation.key}`
        if (operation.watch) this.o.conversations.offer(operation.watch)
        this.o.events.listen(name, run.id)
        return this.o.offerEvents(name)
      }
      case 'timer':
        return this.o.timers.arm(place, operation.ms, () => done({ ok: null }))
      case 'ask': {
        const { question, terms } = operation
        const { questions } = this.o
        if (questions && !questions.has(question))
          return done({ error: { code: 'QUESTION_UNKNOWN', data: { question, known: [...questions.keys()].join(', ') } } })
        const ask = { id: askId(place, operation), flow: run.id, question, terms, fiber: at.fiber, index: at.index }
        this.o.asks.add(ask)
        this.o.turns.effect(() => this.o.asked(ask))
        return
      }
      case 'crypto':
        // Has no effect outside: it need not wait for the commit.
        if (this.o.replayEverything) this.o.turns.followUp(() => this.work(run.id, at, done))
        else this.work(run.id, at, done)
        return
      case 'step':
        this.o.turns.effect(() => this.work(run.id, at, done))
        return
      default:
        fail('BUG', { what: `operation ${operation.kind} does not wait` })
    }
  }

  /** Begins what takes time, as the run that stands now asks for it: where everything is repeated, another than the one that came here. */
  private work(flow: string, at: WaitingOperation, done: (outcome: Outcome) => void): void {
    const { operation } = this.o.current(flow, at)
    const place = `${flow}/${at.fiber}.${at.index}`
    if (operation.kind === 'step') void this.o.steps.run(place, operation, done)
    else if (operation.kind === 'crypto')
      void this.o.steps.run(place, { run: () => operation.run(), attempts: Number.POSITIVE_INFINITY }, done)
  }
}

const isTwice = (run: FlowRun, fiber: number, { session }: Extract<Operation, { kind: 'receive' }>): boolean =>
  run.waitingOperations().some(({ operation: o, fiber: other }) => other !== fiber && o.kind === 'receive' && o.session === session)
