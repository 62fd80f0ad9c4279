/** What the person's side of a treatment keeps through a dealing, and what the person is asked in it. */
import { DAY } from '@hdms/shared/time.ts'
import type { ConsentTerms } from '../consent/contract.ts'
import type { Session, Value } from '../engine/types.ts'

/** How long either side waits for the other: a phone may be off for days. */
export const WAIT: number = 14 * DAY
/** Who refuses, in the sentence of a refusal. */
export const PERSON = 'the person'

export interface Dealing {
  readonly session: Session
  readonly hospital: string
  readonly hospitalKey: Uint8Array
  readonly notary: string
  readonly requestVk: Uint8Array
  readonly attachment: Uint8Array
  readonly owner: Uint8Array
}

/** A record that would leave: of it the resources of the kinds that are asked for. */
export interface AskedRecord {
  /** Verification key, hex: it stands for every leaf. */
  readonly key: string
  /** Hex of the issuer's identity key. */
  readonly issuer: string
  /** ms since 1970. */
  readonly storedAt: number
  /** How many resources of each kind that is asked for. */
  readonly kinds: Readonly<Record<string, number>>
  readonly [field: string]: Value
}

/** What the person is asked at step 12. The answer is to this and to nothing else: what is signed and what is sent are made of it alone. */
export interface ConsentQuestion {
  readonly dealing: string
  readonly recipient: string
  readonly items: readonly string[]
  readonly purpose: string
  /** Whole minutes since 1970. */
  readonly end: number
  readonly accessPath: string
  /** What would leave: these records, or fewer when some are erased or replaced until then. */
  readonly records: readonly AskedRecord[]
  /** How many resources of each kind they hold. */
  readonly counts: Readonly<Record<string, number>>
  /** What is signed, word for word. */
  readonly terms: ConsentTerms & { readonly [field: string]: Value }
  /** Hex of the X-Wing key that the data key is sealed to. */
  readonly sealedTo: string
  readonly [key: string]: Value
}
