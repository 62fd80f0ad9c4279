/** Encodes and decodes the generated protobuf messages; hostile bytes end as WIRE_MALFORMED, never as a foreign error. */

import type protobuf from 'protobufjs/minimal.js'
import { asHdmsError, HdmsError } from '../errors.ts'
import { refuse } from './reasons.ts'
import { StrictReader, StrictWriter } from './strict-codec.ts'

export { hdms } from './generated/messages.js'

export interface MessageType<P, T> {
  encode(message: P, writer?: protobuf.Writer): { finish(): Uint8Array }
  decode(reader: Uint8Array | protobuf.Reader): T
}

/** @throws INPUT_INVALID for a number or text that its field cannot say */
export function encode<P, T>(type: MessageType<P, T>, message: P): Uint8Array {
  return type.encode(message, new StrictWriter()).finish()
}

/** @throws WIRE_MALFORMED */
export function decode<P, T>(type: MessageType<P, T>, bytes: Uint8Array, what: string): T {
  try {
    // A copy: decoded byte fields are views into the input.
    return type.decode(new StrictReader(new Uint8Array(bytes)))
  } catch (error) {
    if (error instanceof HdmsError) throw error
    return refuse('WIRE_MALFORMED', 'not-protobuf', { what })
  }
}

/**
 * A decoded message with fields that have to be there. Scalars always are (proto3 gives the absent ones their default), so that only messages
 * within it, and fields that are marked optional, can be missing.
 * @throws WIRE_MALFORMED
 */
export function required<T extends object, K extends keyof T>(
  message: T,
  what: string,
  ...names: readonly K[]
): T & { readonly [N in K]-?: NonNullable<T[N]> } {
  const missing = names.find((name) => message[name] === null || message[name] === undefined)
  if (missing !== undefined) refuse('WIRE_MALFORMED', 'missing', { what, missing: String(missing) })
  return message as T & { readonly [N in K]-?: NonNullable<T[N]> }
}

/** An error as it travels: internal ones say nothing of themselves. */
export function refusalOf(error: unknown): { code: string; data: string } {
  const known = asHdmsError(error)
  return known.code === 'BUG' ? { code: 'BUG', data: '{}' } : { code: known.code, data: JSON.stringify(known.data) }
}
