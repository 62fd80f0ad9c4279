/**
 * What ends when: `due/MINUTE/KEY`, an empty row beside each row that has an end, so that a sweep reads what has ended and nothing else.
 * A row here is a hint: whoever sweeps looks at the row itself, whose end may have moved.
 */
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { MINUTE } from '@hdms/shared/time.ts'

const NONE = new Uint8Array(0)
/** The first minute that begins at or after `time`, as it stands in keys. */
const minuteKey = (time: number): string => `due/${String(Math.ceil(time / MINUTE)).padStart(12, '0')}`
const dueKey = (time: number, key: string): string => `${minuteKey(time)}/${key}`

/** @param time ms since 1970 at which the row `key` ends */
export const due = (time: number, key: string): Change => ({ key: dueKey(time, key), value: NONE })
export const notDue = (time: number, key: string): Change => ({ key: dueKey(time, key), value: null })

/** Keys of the rows that have ended by `now`, with the hints that named them. */
export async function ended(store: NodeStore, now: number): Promise<readonly { readonly hint: string; readonly key: string }[]> {
  const hints = await store.range('due/', `due/${String(Math.floor(now / MINUTE) + 1).padStart(12, '0')}`)
  return hints.map(([hint]) => ({ hint, key: hint.slice(minuteKey(0).length + 1) }))
}

/** Hints for every row of a store that has an end. @param endOf when a row ends, in ms since 1970 */
export async function hintsFor(store: NodeStore, prefix: string, endOf: (row: Uint8Array) => number): Promise<Change[]> {
  return (await store.range(...prefixRange(prefix))).map(([key, row]) => due(endOf(row), key))
}
