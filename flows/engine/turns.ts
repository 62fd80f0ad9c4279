/**
 * Turns: what happens between two commits. A turn takes every input that waits, lets the engine process them, commits all the
 * rows that came of it in one batch, and only then releases its effects: messages, acknowledgements, steps.
 *
 *   inputs ─► process (sync) ─► commit (fsync) ─► release effects
 *
 * Before {@link Turns.open} nothing is taken: an engine that has not read its store would give a known message to a new flow, and write
 * its rows over those that it has not seen (acceptance E1). Who is refused sends again.
 */
import { asHdmsError, HdmsError } from '@hdms/shared/errors.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'

export class Turns {
  /** Rows of the current turn. */
  changes: Change[] = []
  private effects: (() => void)[] = []
  private readonly inputs: (() => void)[] = []
  /** Ends the wait of every request that is not settled. */
  private readonly unsettled = new Set<(error: HdmsError) => void>()
  private pumping = false
  private state: 'before' | 'open' | 'over' = 'before'
  private readonly store: NodeStore
  private readonly failed: (error: HdmsError) => void

  /** @param failed the store failed, or the engine itself; nothing goes on */
  constructor(store: NodeStore, failed: (error: HdmsError) => void) {
    this.store = store
    this.failed = failed
  }

  /** True from {@link stop} on. */
  get stopped(): boolean {
    return this.state === 'over'
  }
  /** False until {@link open}. */
  get begun(): boolean {
    return this.state !== 'before'
  }

  /** The store is read: inputs are taken from now on. */
  open(): void {
    if (this.state === 'before') this.state = 'open'
  }

  /** Something from outside: processed in a turn that begins now, or refused when the engine has stopped or has not begun. */
  input(process: () => void, refused?: (error: unknown) => void): void {
    if (this.state !== 'open') {
      refused?.(new HdmsError('SERVICE_UNAVAILABLE', { service: 'node' }))
      return
    }
    this.inputs.push(process)
    if (!this.pumping) {
      this.pumping = true
      queueMicrotask(() => void this.pump())
    }
  }

  /** What an input gives rise to belongs to the same turn: what was consumed and what came of it commit together. */
  followUp(process: () => void): void {
    this.inputs.push(process)
  }

  /** Released when the turn is durable. */
  effect(release: () => void): void {
    this.effects.push(release)
  }

  put(key: string, value: Uint8Array | null): void {
    this.changes.push({ key, value })
  }

  /** An input whose promise settles when its turn is durable. `process` returns the value, or throws a refusal that changes nothing. */
  request<T>(process: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const refused = (error: unknown): void => {
        this.unsettled.delete(refused)
        reject(error)
      }
      this.unsettled.add(refused)
      this.input(() => {
        let value: T
        try {
          value = process()
        } catch (error) {
          refused(error)
          return
        }
        this.effect(() => {
          this.unsettled.delete(refused)
          resolve(value)
        })
      }, refused)
    })
  }

  stop(): void {
    this.state = 'over'
  }

  /** A later batch must never overtake a lost one, and what was half processed must not be written. */
  private fail(error: HdmsError): void {
    this.stop()
    for (const refuse of [...this.unsettled]) refuse(error)
    this.failed(error)
  }

  private async pump(): Promise<void> {
    try {
      while (this.inputs.length > 0 && this.state === 'open') {
        for (let process = this.inputs.shift(); process; process = this.inputs.shift()) process()
        // A turn that lets nothing out needs no fsync of its own: its rows travel with the next one.
        if (this.effects.length === 0) continue
        const { changes, effects } = this
        this.changes = []
        this.effects = []
        await this.store.commit(changes)
        for (const release of effects) release()
      }
    } catch (error) {
      this.fail(asHdmsError(error))
    }
    this.pumping = false
  }
}
