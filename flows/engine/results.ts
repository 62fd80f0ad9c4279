/**
 * What flows ended with, kept on disk for whoever started them: under the flow's id and, once only, under the starter's own id. In
 * memory there is only what nobody can have read from the disk yet, and a line each of the newest.
 */
import type { ErrorCode, ErrorData } from '@hdms/shared/errors.ts'
import { HdmsError } from '@hdms/shared/errors.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { DAY } from '@hdms/shared/time.ts'
import { decodeValue, encodeValue } from './codec.ts'
import type { Turns } from './turns.ts'
import { type Outcome, ROWS } from './types.ts'

/** How long a result, and with it the starter's id, is remembered. */
export const RESULT_LIFE: number = 90 * DAY
/** How many of the newest endings are listed. */
export const LISTED = 500
/** How many starters' ids are held in memory beside the disk, so that a start that read the disk a moment too early is noticed. */
const HELD = 1_000

export interface FlowResult {
  readonly name: string
  readonly outcome: Outcome
  /** Milliseconds. */
  readonly started: number
  readonly ended: number
  readonly clientId?: string
}
/** A result without its value. */
export interface Ending {
  readonly name: string
  readonly started: number
  readonly ended: number
  /** Of a failure. */
  readonly code?: string
}

interface Waiter {
  resolve(value: unknown): void
  reject(error: unknown): void
}

const endingOf = ({ name, started, ended, outcome }: FlowResult): Ending => ({
  ...{ name, started, ended },
  ...('error' in outcome ? { code: outcome.error.code } : {}),
})

export class Results {
  private readonly turns: Turns
  private readonly store: NodeStore
  /** Oldest first. */
  private newest = new Map<string, Ending>()
  /** Oldest first. */
  private readonly clients = new Map<string, string>()
  private claims = 0
  private readonly waiters = new Map<string, Set<Waiter>>()
  /** Ended in a turn that is not durable yet. */
  private readonly ending = new Set<string>()

  constructor(turns: Turns, store: NodeStore) {
    this.turns = turns
    this.store = store
  }

  /** Lists the newest, and forgets results and their starters' ids when their time is over. In parts: there may be very many. */
  async load(now: number): Promise<void> {
    const found: [string, Ending][] = []
    for (const part of '0123456789abcdef') {
      const prefix = ROWS.result + part
      for (const [key, bytes] of await this.store.range(...prefixRange(prefix))) {
        const result = decodeValue<FlowResult>(bytes)
        if (result.ended + RESULT_LIFE > now) found.push([key.slice(ROWS.result.length), endingOf(result)])
        else {
          this.turns.put(key, null)
          if (result.clientId !== undefined) this.turns.put(ROWS.client + result.clientId, null)
        }
      }
      if (found.length > 2 * LISTED) keepNewest(found)
    }
    keepNewest(found)
    this.newest = new Map(found)
  }

  /** The flow that this starter's id began; the first time it is launched. Two starts at once with one id are one flow. @returns its id */
  async startedBy(client: string, launched: () => string): Promise<string> {
    for (;;) {
      const look = await this.lookUp(client)
      const id = await this.turns.request(() => {
        // Looked up inside the turn.
        const known = this.known(client, look)
        if (known !== undefined) return known === 'unsure' ? undefined : known
        const chosen = launched()
        this.claim(client, chosen)
        return chosen
      })
      if (id !== undefined) return id
    }
  }

  /** What is to be known of a starter's id before the turn that claims it. */
  private async lookUp(client: string): Promise<{ readonly stored: string | undefined; readonly claims: number }> {
    const { claims } = this
    const row = await this.store.get(ROWS.client + client)
    return { stored: row && decodeValue<string>(row), claims }
  }
  /** The flow that this starter's id began; 'unsure' when the look at the disk is too old to say that there is none. */
  private known(client: string, look: { readonly stored: string | undefined; readonly claims: number }): string | undefined {
    const known = this.clients.get(client) ?? look.stored
    return known ?? (this.claims - look.claims > HELD ? 'unsure' : undefined)
  }
  private claim(client: string, id: string): void {
    this.claims++
    this.clients.set(client, id)
    this.turns.put(ROWS.client + client, encodeValue(id))
    // Not before it can be read from the disk.
    this.turns.effect(() => {
      const [oldest] = this.clients.keys()
      if (this.clients.size > HELD && oldest !== undefined) this.clients.delete(oldest)
    })
  }

  end(id: string, result: FlowResult): void {
    this.newest.set(id, endingOf(result))
    const [oldest] = this.newest.keys()
    if (this.newest.size > LISTED && oldest !== undefined) this.newest.delete(oldest)
    this.ending.add(id)
    this.turns.put(ROWS.result + id, encodeValue(result))
    this.turns.effect(() => {
      this.ending.delete(id)
      this.settle(id, result.outcome)
    })
  }

  /** Tells whoever waits for a flow. One that is kept has no result, and its reason. */
  settle(id: string, outcome: Outcome): void {
    const waiters = this.waiters.get(id)
    this.waiters.delete(id)
    for (const waiter of waiters ?? []) tell(waiter, outcome)
  }

  /**
   * Settles when the flow has ended, with its value or its error.
   * @param reason of why it is kept; undefined while it runs; null when it is not here @throws NOT_FOUND for a flow that never was
   */
  of<R>(id: string, reason: () => { code: string; data: ErrorData } | undefined | null): Promise<R> {
    return new Promise<R>((resolve, reject) => {
      const waiter: Waiter = { resolve: resolve as (value: unknown) => void, reject }
      const now = reason()
      if (now) return tell(waiter, { error: now })
      const waiters = this.waiters.get(id) ?? new Set()
      this.waiters.set(id, waiters.add(waiter))
      if (now === undefined || this.ending.has(id)) return
      void this.store.get(ROWS.result + id).then((row) => {
        // It may have begun again meanwhile.
        if (!row && (reason() !== null || this.ending.has(id))) return
        waiters.delete(waiter)
        if (waiters.size === 0 && this.waiters.get(id) === waiters) this.waiters.delete(id)
        if (row) tell(waiter, decodeValue<FlowResult>(row).outcome)
        else reject(new HdmsError('NOT_FOUND', { what: 'flow' }))
      }, reject)
    })
  }

  /** The newest endings, oldest first. */
  list(): [string, Ending][] {
    return [...this.newest]
  }
}

function keepNewest(found: [string, Ending][]): void {
  found.sort(([, a], [, b]) => a.ended - b.ended)
  found.splice(0, Math.max(0, found.length - LISTED))
}

function tell(waiter: Waiter, outcome: Outcome): void {
  if ('ok' in outcome) waiter.resolve(outcome.ok)
  else waiter.reject(errorFromRefusal({ code: outcome.error.code as ErrorCode, data: JSON.stringify(outcome.error.data) }))
}
