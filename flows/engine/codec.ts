/** Journal values as CBOR (deterministic, portable). */

import { fail } from '@hdms/shared/errors.ts'
import { decode as cborDecode, encode as cborEncode } from 'cborg'
import { type Entry, JOURNAL_KINDS, type Outcome, type Pending, type Value } from './types.ts'

export const encodeValue = (value: unknown): Uint8Array => cborEncode(value, { ignoreUndefinedProperties: true })

export function decodeValue<T>(bytes: Uint8Array): T {
  return cborDecode(bytes) as T
}

export function encodeEntry(entry: Entry): Uint8Array {
  const outcome = 'ok' in entry.outcome ? [entry.outcome.ok ?? null] : [null, entry.outcome.error.code, entry.outcome.error.data]
  return encodeValue([entry.fiber, entry.index, JOURNAL_KINDS.indexOf(entry.kind), entry.argument, ...outcome])
}

/** @throws FLOW_INCOMPATIBLE for a kind that this version does not know */
export function decodeEntry(bytes: Uint8Array): Entry {
  const [fiber, index, kind, argument, ok, code, data] =
    decodeValue<[number, number, number, Uint8Array, Value, string?, Record<string, string | number>?]>(bytes)
  const name = JOURNAL_KINDS[kind] ?? fail('FLOW_INCOMPATIBLE', { at: `journal kind ${kind}` })
  const outcome: Outcome = code === undefined ? { ok } : { error: { code, data: data ?? {} } }
  return { fiber, index, kind: name, argument, outcome }
}

export const encodePending = (pending: readonly Pending[]): Uint8Array =>
  encodeValue(pending.map(({ fiber, index, kind, argument }) => [fiber, index, JOURNAL_KINDS.indexOf(kind), argument]))

export function decodePending(bytes: Uint8Array): Pending[] {
  return decodeValue<[number, number, number, Uint8Array][]>(bytes).map(([fiber, index, kind, argument]) => ({
    fiber,
    index,
    kind: JOURNAL_KINDS[kind] ?? fail('FLOW_INCOMPATIBLE', { at: `journal kind ${kind}` }),
    argument,
  }))
}
