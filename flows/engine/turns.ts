/**
 * Turns: what happens between two commits. A turn takes every input that waits, lets the engine process them, commits all the
 * rows that came of it in one batch, and only then releases its effects: messages, acknowledgements, steps.
 *
 *   inputs ─► process (sync) ─► commit (fsync) ─► release effects
 */
import { asHdmsError, HdmsError } from '@hdms/shared/errors.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'

export class Turns {
  /** Rows of the current turn. */
  changes: Change[] = []
  private effects: (() => void)[] = []
  private inputs: (() => void)[] = []
  private pumping = false
  private stoppedBy: HdmsError | undefined
  private readonly store: NodeStore
  private readonly failed: (error: HdmsError) => void

  /** @param failed the store failed; nothing goes on */
  constructor(store: NodeStore, failed: (error: HdmsError) => void) {
    this.store = store
    this.failed = failed
  }

  get stopped(): boolean {
    return this.stoppedBy !== undefined
  }

  /** Something from outside: processed in a turn that begins now, or refused when the engine has stopped. */
  input(process: () => void, refused?: (error: unknown) => void): void {
    if (this.stoppedBy) {
      refused?.(this.stoppedBy)
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
      this.input(() => {
        let value: T
        try {
          value = process()
        } catch (error) {
          reject(error)
          return
        }
        this.effect(() => resolve(value))
      }, reject)
    })
  }

  stop(): void {
    this.stoppedBy ??= new HdmsError('SERVICE_UNAVAILABLE', { service: 'node' })
  }

  private async pump(): Promise<void> {
    while (this.inputs.length > 0 && !this.stoppedBy) {
      for (let process = this.inputs.shift(); process; process = this.inputs.shift()) process()
      // A turn that lets nothing out needs no fsync of its own: its rows travel with the next one.
      if (this.effects.length === 0) continue
      const { changes, effects } = this
      this.changes = []
      this.effects = []
      try {
        await this.store.commit(changes)
      } catch (error) {
        // A later batch must never overtake a lost one.
        this.stop()
        this.failed(asHdmsError(error))
        return
      }
      for (const release of effects) release()
    }
    this.pumping = false
  }
}
