/** Encodes and decodes the generated protobuf messages; hostile bytes end as WIRE_MALFORMED, never as a foreign error. */
import { asHdmsError, fail } from '../errors.ts'

export { hdms } from './generated/messages.js'

export interface MessageType<P, T> {
  encode(message: P): { finish(): Uint8Array }
  decode(reader: Uint8Array): T
}

export function encode<P, T>(type: MessageType<P, T>, message: P): Uint8Array {
  // protobufjs writes Buffers on Node; everything else here expects plain byte arrays, whose slice() copies.
  const out = type.encode(message).finish()
  return new Uint8Array(out.buffer, out.byteOffset, out.length)
}

/** @throws WIRE_MALFORMED */
export function decode<P, T>(type: MessageType<P, T>, bytes: Uint8Array, what: string): T {
  try {
    // A copy: decoded byte fields are views into the input.
    return type.decode(new Uint8Array(bytes))
  } catch {
    return fail('WIRE_MALFORMED', { what, why: 'not a valid protobuf message' })
  }
}

/** An error as it travels: internal ones say nothing of themselves. */
export function refusalOf(error: unknown): { code: string; data: string } {
  const known = asHdmsError(error)
  return known.code === 'BUG' ? { code: 'BUG', data: '{}' } : { code: known.code, data: JSON.stringify(known.data) }
}
