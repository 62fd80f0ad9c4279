/** The transactions of one lot, as both sides build and check them. */

import { equal } from '@hdms/shared/bytes.ts'
import { decodeDocument, proveLeaf } from '@hdms/shared/documents/document.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Draft } from '@hdms/shared/ledger/builder.ts'
import { commandsOf, type InputLeaf, inputNullifier, outputsOf, ownersOf } from '@hdms/shared/ledger/components.ts'
import { branchHash, type Lock } from '@hdms/shared/ledger/lock.ts'
import { spendMessage } from '@hdms/shared/ledger/signatures.ts'
import { decodeTransaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import { CONSENT, encodeSell, SOLD_TERMS } from '../../consent/contract.ts'
import type { Spending } from '../../core/finality.ts'
import type { CoreServices } from '../../core/services.ts'
import { encodeToken, TOKEN } from '../../token/contract.ts'
import { decodeSale, encodeSale, escrowLock, holdLock, isOld, SALE, type SaleTerms } from '../exchange/escrow.ts'
import { refuse } from '../reasons.ts'
import { saleSeed } from './terms.ts'

type Body = Omit<Draft, 'notary' | 'parametersHash' | 'from' | 'until'>

const PAY = { contract: TOKEN, name: 'Pay', data: new Uint8Array(0) }
const token = (t: SaleTerms) => ({ contract: TOKEN, state: encodeToken({ issuer: t.issuer, amount: t.price }) })
const input = (lock: Lock, txId: Uint8Array, index: number): InputLeaf => ({ ref: { txId, index }, lock: lock.lock, nk: lock.nk })

/** Where the escrow lies in a *Lock*. */
export function escrowIn(lock: Uint8Array, t: SaleTerms): InputLeaf {
  const tx = decodeTransaction(lock)
  const { owner } = escrowLock(t)
  const index = ownersOf(tx).findIndex((o) => equal(o, owner))
  if (index < 0 || outputsOf(tx)[index]?.contract !== TOKEN) refuse('TX_MALFORMED', 'nothing-locked')
  return input(escrowLock(t), transactionId(tx), index)
}
/** Where the hold lies in a *Reveal*: its only output. */
export const holdIn = (reveal: Uint8Array, t: SaleTerms): InputLeaf => input(holdLock(t), transactionId(decodeTransaction(reveal)), 0)

/** The terms that a *Lock* or *Reveal* carries. @throws TX_MALFORMED */
export function termsIn(transaction: Uint8Array, name: 'Lock' | 'Reveal'): SaleTerms {
  const command = commandsOf(decodeTransaction(transaction)).find((c) => c.contract === SALE)
  return command?.name === name ? decodeSale(command.data) : refuse('TX_MALFORMED', 'no-part-of-sale', { part: name })
}

/** @param change owner and amount of what is left of the tokens */
export function lockBody(
  t: SaleTerms,
  inputs: readonly Spending[],
  change: { readonly owner: Uint8Array; readonly amount: number } | null,
  submitter: Uint8Array,
): Body {
  const escrow = escrowLock(t)
  const rest = change && {
    output: { contract: TOKEN, state: encodeToken({ issuer: t.issuer, amount: change.amount }) },
    owner: change.owner,
  }
  return {
    inputs: inputs.map((i) => ({ input: i.input, contract: TOKEN })),
    outputs: [{ output: token(t), owner: escrow.owner, opened: escrow }, ...(rest ? [rest] : [])],
    commands: [PAY, { contract: SALE, name: 'Lock', data: encodeSale(t) }],
    signers: [],
    submitter,
  }
}

/** What a Sell opened before sales named purposes. Tokens that were locked then come back, or are paid where the seller had checked the lock. */
const OLD_TERMS = ['sale', 'end']

/**
 * @param consent as reference @param terms encoded document of its terms
 * @param basis as reference, where what is sold was collected for the public service
 */
export function revealBody(t: SaleTerms, lock: Uint8Array, consent: InputLeaf, terms: Uint8Array, basis: InputLeaf | null): Body {
  const hold = holdLock(t)
  return {
    inputs: [{ input: escrowIn(lock, t), contract: TOKEN }],
    references: basis ? [consent, basis] : [consent],
    outputs: [{ output: token(t), owner: hold.owner, opened: hold }],
    commands: [
      PAY,
      { contract: SALE, name: 'Reveal', data: encodeSale(t) },
      { contract: CONSENT, name: 'Sell', data: isOld(t) ? new Uint8Array(0) : encodeSell(t) },
    ],
    attachments: (isOld(t) ? OLD_TERMS : SOLD_TERMS).map((field) => proveLeaf(decodeDocument(terms), field)),
    signers: [],
    submitter: t.seller.claim,
  }
}

/** What a branch alone allows: the tokens of a lock to one owner. */
export const payOutBody = (t: SaleTerms, from: InputLeaf, owner: Uint8Array, submitter: Uint8Array): Body => ({
  inputs: [{ input: from, contract: TOKEN }],
  outputs: [{ output: token(t), owner }],
  commands: [PAY],
  signers: [],
  submitter,
})

/** A side's part in spending a lock by a branch that several sign. */
export async function signBranch(
  { crypto }: Pick<CoreServices, 'crypto'>,
  seed: Uint8Array,
  lock: Lock,
  branch: number,
  transaction: Uint8Array,
  from: InputLeaf,
): Promise<Uint8Array> {
  const chosen = lock.branches[branch] ?? fail('BUG', { what: 'branch' })
  return crypto.sign(seed, spendMessage(transactionId(decodeTransaction(transaction)), inputNullifier(from), branchHash(chosen)))
}

/** @throws SIGNATURE_INVALID when the other side's part is none */
export async function checkBranch(
  { crypto }: Pick<CoreServices, 'crypto'>,
  key: Uint8Array,
  signature: Uint8Array,
  lock: Lock,
  branch: number,
  transaction: Uint8Array,
  from: InputLeaf,
): Promise<void> {
  const chosen = lock.branches[branch] ?? fail('BUG', { what: 'branch' })
  const message = spendMessage(transactionId(decodeTransaction(transaction)), inputNullifier(from), branchHash(chosen))
  if (!(await crypto.verify(key, message, signature))) fail('SIGNATURE_INVALID', { what: 'the right to spend' })
}

/** What spends a lock with the key of one side. @param secret of that side's keys @param key its name among them */
export const spendingBy = (
  lock: Lock,
  from: InputLeaf,
  branch: number,
  secret: Uint8Array,
  key: string,
  more: Pick<Spending, 'others' | 'preimage'> = {},
): Spending => ({ input: from, own: { lock, seed: saleSeed(secret, key) }, branch, ...more })
