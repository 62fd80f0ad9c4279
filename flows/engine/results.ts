/** What flows ended with, kept for whoever started them: under the flow's id and, once only, under the starter's own id. */
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { DAY } from '@hdms/shared/time.ts'
import { decodeValue, encodeValue } from './codec.ts'
import type { Turns } from './turns.ts'
import { type Outcome, ROWS } from './types.ts'

/** How long a result, and with it the starter's id, is remembered. */
export const RESULT_LIFE: number = 90 * DAY

export interface FlowResult {
  readonly name: string
  readonly outcome: Outcome
  /** Milliseconds. */
  readonly started: number
  readonly ended: number
  readonly clientId?: string
}

export class Results {
  private readonly turns: Turns
  private readonly results = new Map<string, FlowResult>()
  private readonly clients = new Map<string, string>()
  private readonly listeners = new Map<string, ((result: FlowResult) => void)[]>()

  constructor(turns: Turns) {
    this.turns = turns
  }

  loadClient(client: string, bytes: Uint8Array): void {
    this.clients.set(client, decodeValue<string>(bytes))
  }
  /** Loads a result, or forgets it and its starter's id when its time is over. Clients come first. */
  load(id: string, bytes: Uint8Array, now: number): void {
    const result = decodeValue<FlowResult>(bytes)
    if (result.ended + RESULT_LIFE > now) {
      this.results.set(id, result)
      return
    }
    this.turns.put(ROWS.result + id, null)
    if (result.clientId === undefined) return
    this.clients.delete(result.clientId)
    this.turns.put(ROWS.client + result.clientId, null)
  }

  /** The flow that this starter's id began. */
  startedBy(client: string): string | undefined {
    return this.clients.get(client)
  }
  claim(client: string, id: string): void {
    this.clients.set(client, id)
    this.turns.put(ROWS.client + client, encodeValue(id))
  }

  end(id: string, result: FlowResult): void {
    this.results.set(id, result)
    this.turns.put(ROWS.result + id, encodeValue(result))
    this.turns.effect(() => {
      for (const listener of this.listeners.get(id) ?? []) listener(result)
      this.listeners.delete(id)
    })
  }

  /** Settles when the flow has ended, with its value or its error. */
  of<R>(id: string): Promise<R> {
    return new Promise((resolve, reject) => {
      const settle = ({ outcome }: FlowResult) =>
        'ok' in outcome
          ? resolve(outcome.ok as R)
          : reject(errorFromRefusal({ code: outcome.error.code, data: JSON.stringify(outcome.error.data) }))
      const done = this.results.get(id)
      if (done) settle(done)
      else this.listeners.set(id, [...(this.listeners.get(id) ?? []), settle])
    })
  }

  list(): [string, FlowResult][] {
    return [...this.results]
  }
}
