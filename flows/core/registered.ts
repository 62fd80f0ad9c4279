/** Whether a record that somebody shows is the one that its issuer registered, and still stands. */

import { equal } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import { recordMessage } from '@hdms/shared/notary/register.ts'
import { refuse } from './reasons.ts'
import type { CoreServices } from './services.ts'

/** Where the network name of whom a record is about stands in a resource. */
export const MEMBER_SYSTEM = 'urn:hdms:member'

/** Where a record is registered. */
export interface Registered {
  readonly recordId: Uint8Array
  /** Of the record's issuer, for the register. */
  readonly issuerSignature: Uint8Array
  /** Name of the notary that holds it. */
  readonly notary: string
}

/** @returns false when it was superseded or erased @throws DOCUMENT_MISMATCH, SIGNATURE_INVALID when it is not the issuer's or not registered */
export async function standsInRegister(
  services: Pick<CoreServices, 'network' | 'crypto'>,
  { recordId, issuerSignature, notary: name }: Registered,
  issuer: Uint8Array,
  verificationKey: Uint8Array,
): Promise<boolean> {
  const notary = services.network.notary(name)
  const message = recordMessage(notary.id, recordId, verificationKey)
  if (!(await services.crypto.verify(issuer, message, issuerSignature))) fail('SIGNATURE_INVALID', { what: "a record's issuer" })
  const [entry] = await notary.list([recordId])
  if (!entry?.known || !equal(entry.verificationKey, verificationKey)) return refuse('DOCUMENT_MISMATCH', 'not-registered')
  return entry.operation === 0
}
