/** Events from outside, kept durably until a flow takes them; each deduplication id counts once. */
import { digits } from '@hdms/shared/decimal.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { DAY } from '@hdms/shared/time.ts'
import { decodeValue, encodeValue } from './codec.ts'
import { padded, ROWS, type Value } from './types.ts'

interface Waiting {
  readonly row: string
  readonly payload: Value
}

/** How long a deduplication id counts: longer than any sender repeats. */
export const SEEN_LIFE: number = 90 * DAY

export class Events {
  /** By name, in the order of arrival. */
  private readonly queues = new Map<string, Waiting[]>()
  private readonly seen = new Set<string>()
  /** Which flows wait for an event, by its name. */
  private readonly listeners = new Map<string, Set<string>>()
  private next = 0

  /** @param number the row's key without its prefix */
  load(number: string, bytes: Uint8Array): void {
    const { name, payload } = decodeValue<{ name: string; payload: Value }>(bytes)
    this.next = Math.max(this.next, digits(number) + 1)
    this.queue(name).push({ row: ROWS.event + number, payload })
  }
  /** Loads what was seen, or forgets it when nobody sends it again any more. */
  loadSeen(deduplicationId: string, bytes: Uint8Array, now: number, changes: Change[]): void {
    if (decodeValue<number>(bytes) + SEEN_LIFE > now) this.seen.add(deduplicationId)
    else changes.push({ key: ROWS.eventSeen + deduplicationId, value: null })
  }

  private queue(name: string): Waiting[] {
    const queue = this.queues.get(name) ?? []
    this.queues.set(name, queue)
    return queue
  }

  /** @returns false when it was there already */
  add(name: string, payload: Value, deduplicationId: string, now: number, changes: Change[]): boolean {
    if (this.seen.has(deduplicationId)) return false
    this.seen.add(deduplicationId)
    const row = ROWS.event + padded(this.next++)
    changes.push({ key: ROWS.eventSeen + deduplicationId, value: encodeValue(now) }, { key: row, value: encodeValue({ name, payload }) })
    this.queue(name).push({ row, payload })
    return true
  }

  has(name: string): boolean {
    return (this.queues.get(name)?.length ?? 0) > 0
  }

  /** The oldest of a name, for the flow that consumes it in this turn. */
  private take(name: string, changes: Change[]): { readonly payload: Value } | undefined {
    const event = this.queues.get(name)?.shift()
    if (event) changes.push({ key: event.row, value: null })
    return event
  }

  /** A flow waits for an event of a name. */
  listen(name: string, flow: string): void {
    this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(flow))
  }

  /** Gives the oldest event of a name to the first flow that still waits for one. @param waits where a flow does, if it does */
  give<At>(
    name: string,
    waits: (flow: string) => At | undefined,
    changes: Change[],
  ): { readonly flow: string; readonly at: At; readonly payload: Value } | undefined {
    const flows = this.listeners.get(name) ?? new Set<string>()
    for (const flow of flows) {
      const at = waits(flow)
      const event = at && this.take(name, changes)
      if (at && event) return { flow, at, payload: event.payload }
      if (!at) flows.delete(flow)
    }
    if (flows.size === 0) this.listeners.delete(name)
    return undefined
  }
}
