/**
 * How a capability of another party says what its values are: a reader for each, which refuses what is of another form.
 * Messages, states, arguments and settings are made of them, so that nothing from outside reaches its code unread.
 */
import { equal, fromHex } from '@hdms/shared/bytes.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import type { Codec } from '../engine/context.ts'
import type { Value } from '../engine/types.ts'
import { refuse } from './reasons.ts'

/** Reads one value. @param what it is called in errors @throws INPUT_INVALID */
export type ValueReader<T extends Value> = (said: Value, what: string) => T

/** A text of at most `most` UTF-16 units, which is not empty. */
export const text =
  (most: number): ValueReader<string> =>
  (said, what) =>
    typeof said === 'string' && said !== '' && said.length <= most ? said : refuse('INPUT_INVALID', 'text-length', { what, most })

/** A whole number within bounds. */
export const whole =
  (least: number, most: number): ValueReader<number> =>
  (said, what) =>
    typeof said === 'number' && Number.isSafeInteger(said) && said >= least && said <= most
      ? said
      : refuse('INPUT_INVALID', 'whole-within', { what, least, most })

/** So many bytes; in arguments, which are JSON, as hex. */
export const bytes =
  (length: number): ValueReader<Uint8Array> =>
  (said, what) => {
    const isHex = typeof said === 'string' && said.length === 2 * length && /^[0-9a-f]*$/.test(said)
    const read = isHex ? fromHex(said) : said
    return read instanceof Uint8Array && read.length === length ? read : refuse('INPUT_INVALID', 'bytes-of', { what, length })
  }

/** True or false. */
export const flag: ValueReader<boolean> = (said, what) =>
  typeof said === 'boolean' ? said : refuse('INPUT_INVALID', 'true-or-false', { what })

/** One of these texts. */
export const oneOf =
  <const V extends string>(...values: readonly V[]): ValueReader<V> =>
  (said, what) =>
    values.find((value) => value === said) ?? refuse('INPUT_INVALID', 'one-of', { what, allowed: values.join(', ') })

/** The value, or nothing. */
export const optional =
  <T extends Value>(reader: ValueReader<T>): ValueReader<T | null> =>
  (said, what) =>
    said === null || said === undefined ? null : reader(said, what)

/** Fields by name: each is read, and there are no others. */
export type Shape = Readonly<Record<string, ValueReader<Value>>>
/** The object that a shape reads. */
export type Shaped<S extends Shape> = { readonly [K in keyof S]: ReturnType<S[K]> }

/** An object with these fields and no others. */
export const record =
  <const S extends Shape>(shape: S): ValueReader<Shaped<S>> =>
  (said, what) => {
    if (typeof said !== 'object' || said === null || Array.isArray(said) || said instanceof Uint8Array)
      return refuse('INPUT_INVALID', 'fields-of', { what, allowed: Object.keys(shape).join(', ') })
    const given = said as Readonly<Record<string, Value>>
    const other = Object.keys(given).find((name) => !Object.hasOwn(shape, name))
    if (other !== undefined) refuse('INPUT_INVALID', 'fields-of', { what, allowed: Object.keys(shape).join(', ') })
    const read = ([name, reader]: [string, ValueReader<Value>]) => [
      name,
      reader(Object.hasOwn(given, name) ? given[name] : undefined, name),
    ]
    return Object.fromEntries(Object.entries(shape).map(read)) as Shaped<S>
  }

/** A message between two sides of a capability. @typeParam T of its value */
export interface GuestMessage<T extends Value> {
  /** Unique within the capability; it travels with the value, so that nothing is taken for something else. */
  readonly name: string
  readonly read: ValueReader<T>
}
/** Declares a message. @param name unique within the capability */
export const message = <T extends Value>(name: string, read: ValueReader<T>): GuestMessage<T> => ({ name, read })

/**
 * How a message is written and read: its name and its value, in CBOR. @throws WIRE_MALFORMED for another message, or
 * one of another form
 */
export const codecOfMessage = <T extends Value>({ name, read }: GuestMessage<T>): Codec<T> => ({
  encode: (value) => encodeValue([name, read(value, name)]),
  decode(sent) {
    const said = valueIn(sent, name)
    const [found, value] = Array.isArray(said) ? (said as readonly Value[]) : []
    if (found !== name) return refuse('WIRE_MALFORMED', 'other-message', { what: name, found: String(found).slice(0, 40) })
    try {
      return read(value, name)
    } catch (error) {
      return refuse('WIRE_MALFORMED', 'other-form', { what: name }, error)
    }
  },
})

/** @throws WIRE_MALFORMED */
function valueIn(sent: Uint8Array, what: string): Value {
  try {
    return decodeValue<Value>(sent)
  } catch (error) {
    return refuse('WIRE_MALFORMED', 'other-form', { what }, error)
  }
}

/** States of one contract: how they are written, read and asked for. */
export interface StateForm<T extends object> {
  /** Contract name and version. */
  readonly contract: string
  encode(state: T): Uint8Array
  /** @throws INPUT_INVALID; WIRE_MALFORMED for bytes that another form was written in: a state has one form of bytes */
  decode(bytes: Uint8Array): T
  participants(state: T): readonly Uint8Array[]
}

/** @param contract name and version, as `iou/1` @param participants identity keys of whom a state concerns */
export function stateForm<const S extends Shape>(
  contract: string,
  shape: S,
  participants: (state: Shaped<S>) => readonly Uint8Array[],
): StateForm<Shaped<S>> {
  const read = record(shape)
  const encode = (state: Shaped<S>): Uint8Array => encodeValue(read(state as Value, contract))
  return {
    contract,
    encode,
    participants,
    decode(written) {
      const state = read(valueIn(written, contract), contract)
      return equal(encode(state), written) ? state : refuse('WIRE_MALFORMED', 'other-form', { what: contract })
    },
  }
}

/** The code of whatever was caught, also of an error that another copy of this module made. */
export const codeOfError = (error: unknown): string => asHdmsError(error).code
