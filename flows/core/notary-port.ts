/**
 * A notary as flows need it: every question resolves with what the notary signed. Anything else, whatever it says, is an error that is
 * tried again (fault `unavailable`): a refusal without a signature decides nothing.
 */
import type { Answer, Conflict, Header } from '@hdms/shared/notary/answer.ts'
import type { RecordEntry } from '@hdms/shared/notary/register.ts'

export interface NotaryPort {
  /** Its id on the ledger. */
  readonly id: Uint8Array
  /** What registrations are sealed to. */
  readonly sealingKey: Uint8Array
  minute(): Promise<number>
  notarise(
    visible: Uint8Array,
    privateRoot: Uint8Array,
    witnesses: readonly Uint8Array[],
  ): Promise<
    | { readonly kind: 'committed'; readonly answer: Answer; readonly header: Header }
    | { readonly kind: 'conflict'; readonly spent: readonly Conflict[] }
  >
  /** @param privateRoot P, so that the answer can be compared with what the notary says of the states that it spends */
  status(
    id: Uint8Array,
    visible: Uint8Array,
    privateRoot?: Uint8Array,
  ): Promise<
    { readonly kind: 'committed'; readonly answer: Answer; readonly header: Header } | { readonly kind: 'absent'; readonly time: number }
  >
  unspent(nullifier: Uint8Array): Promise<{ unspent: boolean; time: number }>
  /** @throws SIGNATURE_INVALID, TX_MALFORMED */
  verify(id: Uint8Array, visible: Uint8Array, answer: Answer, privateRoot?: Uint8Array): Promise<Header>
  register(registration: {
    recordId: Uint8Array
    key: Uint8Array
    operation: number
    sealed: Uint8Array
    signature: Uint8Array
  }): Promise<void>
  list(recordIds: readonly Uint8Array[]): Promise<readonly RecordEntry[]>
}
