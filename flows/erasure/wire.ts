/**
 * What a person tells a holder of their data, and what the holder answers. A notice says that a consent was withdrawn, with the final
 * transaction, or that records were erased. An attestation is the holder's signed word on each of them, and binds the notice that it answers.
 */

import { decodeAll, Writer } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import type { Codec } from '../engine/context.ts'
import { refuse } from './reasons.ts'

export const KINDS = ['withdrawn', 'erased'] as const
export const OUTCOMES = ['deleted', 'retained', 'never-held'] as const
export type Outcome = (typeof OUTCOMES)[number]

export interface Notice {
  /** 16 bytes, drawn: the same notice again is one. */
  readonly id: Uint8Array
  readonly kind: (typeof KINDS)[number]
  /** Of a withdrawal: the consent's transaction. */
  readonly consent: Uint8Array
  /** Of a withdrawal: the transaction that spent it, with its answer and contract signature. */
  readonly withdrawal: { readonly transaction: Uint8Array; readonly answer: Uint8Array; readonly signature: Uint8Array }
  /** Verification keys of the records that were erased; of a withdrawal those that went out under the consent. */
  readonly records: readonly Uint8Array[]
}

export interface Attested {
  /** Verification key. */
  readonly record: Uint8Array
  readonly outcome: Outcome
  /** Code of basis.ts; empty when nothing is kept. */
  readonly basis: string
  /** ms since 1970; 0 when nothing is kept. */
  readonly until: number
}
export interface Attestation {
  readonly notice: Uint8Array
  /** One for each record of the notice. */
  readonly items: readonly Attested[]
  /** ms since 1970. */
  readonly at: number
}
export interface SignedAttestation {
  readonly bytes: Uint8Array
  /** By the holder's legal identity over {@link attestationMessage}. */
  readonly signature: Uint8Array
}

const pick = <T>(all: readonly T[], n: number, what: string): T => all[n] ?? refuse('WIRE_MALFORMED', 'number-unknown', { what })

export const noticeCodec: Codec<Notice> = {
  encode: ({ id, kind, consent, withdrawal, records }) =>
    new Writer()
      .u8(1)
      .raw(id, 16)
      .u8(KINDS.indexOf(kind))
      .short(consent)
      .long(withdrawal.transaction)
      .long(withdrawal.answer)
      .short(withdrawal.signature)
      .list(records, (w, r) => void w.raw(r))
      .bytes(),
  decode: (bytes) =>
    decodeAll(bytes, 'notice', (r) => {
      if (r.u8() !== 1) refuse('WIRE_MALFORMED', 'version-unknown', { what: 'notice' })
      const [id, kind, consent] = [r.raw(16), pick(KINDS, r.u8(), 'notice'), r.short()]
      const withdrawal = { transaction: r.long(), answer: r.long(), signature: r.short() }
      return { id, kind, consent, withdrawal, records: r.list((i) => i.raw(32)) }
    }),
}

export const encodeAttestation = ({ notice, items, at }: Attestation): Uint8Array =>
  new Writer()
    .u8(1)
    .raw(notice, 16)
    .list(items, (w, i) => void w.raw(i.record).u8(OUTCOMES.indexOf(i.outcome)).text(i.basis).u64(i.until))
    .u64(at)
    .bytes()
/** @throws WIRE_MALFORMED */
export const decodeAttestation = (bytes: Uint8Array): Attestation =>
  decodeAll(bytes, 'attestation', (r) => {
    if (r.u8() !== 1) refuse('WIRE_MALFORMED', 'version-unknown', { what: 'attestation' })
    const notice = r.raw(16)
    const items = r.list((i) => ({ record: i.raw(32), outcome: pick(OUTCOMES, i.u8(), 'attestation'), basis: i.text(), until: i.u64() }))
    return { notice, items, at: r.u64() }
  })

/** What a holder signs. The person's key is in it: nobody shows it to another as meant for them. */
export const attestationMessage = (bytes: Uint8Array, person: Uint8Array): Uint8Array => H('attestation', bytes, person)

export const attestationCodec: Codec<SignedAttestation> = {
  encode: ({ bytes, signature }) => new Writer().long(bytes).raw(signature, 64).bytes(),
  decode: (bytes) => decodeAll(bytes, 'attestation', (r) => ({ bytes: r.long(), signature: r.raw(64) })),
}
