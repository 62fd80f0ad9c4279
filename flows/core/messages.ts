/** What every capability does with its messages: a codec for a flow, and fields that must be there. */

import { decode, encode, type MessageType } from '@hdms/shared/messages/wire.ts'
import type { Codec } from '../engine/context.ts'
import { refuse } from './reasons.ts'

/** Protobuf leaves fields out; here every one is there. */
export type Complete<T> = { [K in keyof T]-?: NonNullable<T[K]> }

/** @param what in errors: what malformed bytes are not */
export const codecOf = <P, T extends P>(type: MessageType<P, T>, what: string): Codec<P> & { decode(bytes: Uint8Array): T } => ({
  encode: (value) => encode(type, value),
  decode: (bytes) => decode(type, bytes, what),
})

/** A field that must be there. @throws WIRE_MALFORMED */
export const needed =
  (what: string) =>
  <T>(value: T | null | undefined, field: string): Complete<T> =>
    (value ?? refuse('WIRE_MALFORMED', 'field-missing', { what, field })) as Complete<T>
