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
  take(name: string, changes: Change[]): { readonly payload: Value } | undefined {
    const event = this.queues.get(name)?.shift()
    if (event) changes.push({ key: event.row, value: null })
    return event
  }
}
