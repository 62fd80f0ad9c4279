/** The messages of a treatment dealing, with what malformed ones are refused for. */
import { concat, Writer } from '@hdms/shared/bytes.ts'
import { tag } from '@hdms/shared/crypto/hash.ts'
import { codecOf, needed } from '../core/messages.ts'
import type { Codec } from '../engine/context.ts'
import { treatment } from './generated/messages.js'

export type { Complete } from '../core/messages.ts'
export { treatment }

export type ToHospital = treatment.ToHospital
export type ToPatient = treatment.ToPatient

type Both<P, T> = Codec<P> & { decode(bytes: Uint8Array): T }
export const toHospital: Both<treatment.ToHospital.$Properties, ToHospital> = codecOf(treatment.ToHospital, 'treatment message')
export const toPatient: Both<treatment.ToPatient.$Properties, ToPatient> = codecOf(treatment.ToPatient, 'treatment message')

/** A field that must be there. @throws WIRE_MALFORMED */
export const present: ReturnType<typeof needed> = needed('treatment message')
export const bytes = (value: Uint8Array | null | undefined): Uint8Array => value ?? new Uint8Array(0)

/** What the person signs of a request: it is for this hospital, until this minute. */
export const requestMessage = (verificationKey: Uint8Array, hospitalKey: Uint8Array, expires: number): Uint8Array =>
  concat(tag('request'), verificationKey, hospitalKey, new Writer().u32(expires).bytes())

/** What is attached to Approve: the person's signature over their request. */
export const requestAttachment = (signature: Uint8Array, expires: number): Uint8Array =>
  new Writer().raw(signature, 64).u32(expires).bytes()
