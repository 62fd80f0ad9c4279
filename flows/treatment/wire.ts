/** The messages of a treatment dealing, with what malformed ones are refused for. */
import { concat, Writer } from '@hdms/shared/bytes.ts'
import { tag } from '@hdms/shared/crypto/hash.ts'
import { fail } from '@hdms/shared/errors.ts'
import { decode, encode } from '@hdms/shared/messages/wire.ts'
import type { Codec } from '../engine/context.ts'
import { treatment } from './generated/messages.js'

export { treatment }

export type ToHospital = treatment.ToHospital
export type ToPatient = treatment.ToPatient

export const toHospital: Codec<treatment.ToHospital.$Properties> & { decode(b: Uint8Array): ToHospital } = {
  encode: (value) => encode(treatment.ToHospital, value),
  decode: (bytes) => decode(treatment.ToHospital, bytes, 'treatment message'),
}
export const toPatient: Codec<treatment.ToPatient.$Properties> & { decode(b: Uint8Array): ToPatient } = {
  encode: (value) => encode(treatment.ToPatient, value),
  decode: (bytes) => decode(treatment.ToPatient, bytes, 'treatment message'),
}

/** Protobuf leaves fields out; here every one is there. */
export type Complete<T> = { [K in keyof T]-?: NonNullable<T[K]> }

/** A field that must be there. @throws WIRE_MALFORMED */
export function present<T>(value: T | null | undefined, what: string): Complete<T> {
  return (value ?? fail('WIRE_MALFORMED', { what: 'treatment message', why: `${what} is missing` })) as Complete<T>
}
export const bytes = (value: Uint8Array | null | undefined): Uint8Array => value ?? new Uint8Array(0)

/** What the person signs of a request: it is for this hospital, until this minute. */
export const requestMessage = (verificationKey: Uint8Array, hospitalKey: Uint8Array, expires: number): Uint8Array =>
  concat(tag('request'), verificationKey, hospitalKey, new Writer().u32(expires).bytes())

/** What is attached to Approve: the person's signature over their request. */
export const requestAttachment = (signature: Uint8Array, expires: number): Uint8Array => new Writer().raw(signature).u32(expires).bytes()
