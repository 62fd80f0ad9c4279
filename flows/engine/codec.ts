/** Journal values as CBOR (deterministic, portable). */

import { fail } from '@hdms/shared/errors.ts'
import { decode as cborDecode, encode as cborEncode } from 'cborg'
import { type Entry, JOURNAL_KINDS, type Outcome, type Pending, type Value } from './types.ts'

export const encodeValue = (value: unknown): Uint8Array => cborEncode(value, { ignoreUndefinedProperties: true })

export function decodeValue<T>(bytes: Uint8Array): T {
  return cborDecode(bytes) as T
}

/** @param pending of the last entry of a turn: what the flow waits for from then on */
export function encodeEntry(entry: Entry, pending?: readonly Pending[]): Uint8Array {
  const outcome = 'ok' in entry.outcome ? [entry.outcome.ok ?? null] : [null, entry.outcome.error.code, entry.outcome.error.data]
  const rest = pending ? [...outcome, ...[null, null].slice(outcome.length - 1), pending.map(pendingParts)] : outcome
  return encodeValue([entry.fiber, entry.index, JOURNAL_KINDS.indexOf(entry.kind), entry.argument, ...rest])
}

type Parts = [fiber: number, index: number, kind: number, argument: Uint8Array]
const pendingParts = ({ fiber, index, kind, argument }: Pending): Parts => [fiber, index, JOURNAL_KINDS.indexOf(kind), argument]
const kindOf = (number: number) => JOURNAL_KINDS[number] ?? fail('FLOW_INCOMPATIBLE', { at: `journal kind ${number}` })
const readPending = (all: readonly Parts[]): Pending[] =>
  all.map(([fiber, index, kind, argument]) => ({ fiber, index, kind: kindOf(kind), argument }))

/** @throws FLOW_INCOMPATIBLE for a kind that this version does not know */
export function decodeEntry(bytes: Uint8Array): Entry & { readonly pending?: readonly Pending[] } {
  const [fiber, index, kind, argument, ok, code, data, pending] =
    decodeValue<[...Parts, Value, (string | null)?, (Record<string, string | number> | null)?, Parts[]?]>(bytes)
  const outcome: Outcome = code === undefined || code === null ? { ok } : { error: { code, data: data ?? {} } }
  return { fiber, index, kind: kindOf(kind), argument, outcome, ...(pending ? { pending: readPending(pending) } : {}) }
}

export const encodePending = (pending: readonly Pending[]): Uint8Array => encodeValue(pending.map(pendingParts))
export const decodePending = (bytes: Uint8Array): Pending[] => readPending(decodeValue<Parts[]>(bytes))
