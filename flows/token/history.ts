/**
 * Where a token comes from: the transactions from the issuer's hand to the last owner, every one checked in full by whoever is paid
 * (docs/ledger.md §5, acceptance T11). At most eight payments long; beyond that the issuer renews the token.
 */

import { equal, hex } from '@hdms/shared/bytes.ts'
import { fail } from '@hdms/shared/errors.ts'
import {
  commandsOf,
  decodeCommand,
  decodeInput,
  type InputLeaf,
  outputsOf,
  ownersOf,
  type StateRef,
  typesOf,
} from '@hdms/shared/ledger/components.ts'
import { checkContractSignatures, decodeContractSignature } from '@hdms/shared/ledger/signatures.ts'
import { decodeTransaction, isShown, shownOf, type Transaction, transactionId } from '@hdms/shared/ledger/transaction.ts'
import type { Change } from '@hdms/shared/ports/node-store.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { inForce, type Resolve, verifyContracts, viewOf } from '../core/contract.ts'
import { checkAnswer, notaryOf } from '../core/finality.ts'
import type { CoreServices } from '../core/services.ts'
import { openedBy, type Vault } from '../core/vault.ts'
import { decodeToken, TOKEN } from './contract.ts'
import { refuse as refuseFor, type TokenReasons } from './reasons.ts'

/** Payments since the issuer made or renewed a token, at most. */
export const MOST_HOPS = 8
/** Transactions of a history, contract signatures of each, and bytes of all: checking one takes 5,100 signatures at most (acceptance T8). */
export const MOST_ENTRIES = 300
export const MOST_SIGNATURES = 16
export const MOST_BYTES: number = 4 << 20

export interface Hop {
  readonly transaction: Uint8Array
  readonly answer: Uint8Array
  /** Encoded contract signatures. */
  readonly signatures: readonly Uint8Array[]
}

const refuse: RefuseAs<TokenReasons, 'TX_MALFORMED'> = refusingAs(refuseFor, 'TX_MALFORMED', {})

/** The issuer vouches for what these make: nothing before them needs to be looked at. */
const ROOTS = ['Issue', 'Sell', 'Renew']
const isRoot = (tx: Transaction): boolean =>
  shownOf(tx, 'commands', decodeCommand).some((c) => c.contract === TOKEN && ROOTS.includes(c.name))
const txIds = (refs: readonly InputLeaf[]): string[] => refs.flatMap((i) => (i.ref ? [hex(i.ref.txId)] : []))
const parentsOf = (tx: Transaction): string[] => txIds(shownOf(tx, 'inputs', decodeInput))
/** What it only looks at: a consent, of a sale. */
const referredBy = (tx: Transaction): string[] => txIds(shownOf(tx, 'references', decodeInput))
const makesTokens = (tx: Transaction): boolean => typesOf(tx).some((t) => t.kind === 'output' && t.contract === TOKEN)
/**
 * Of a transaction with erased leaves the token's own contract is verified and no other: those guard its parties, not who is paid later. Else one erased
 * record would be the end of every token after it (docs/ledger.md §3).
 */
const reliedOn = (tx: Transaction): readonly string[] | undefined =>
  Object.values(tx.groups).every((leaves) => leaves.every(isShown)) ? undefined : [TOKEN]

/** How many payments lie between a transaction in the vault and the issuer. */
export function hopsOf(vault: Vault, id: string, known: Map<string, number> = new Map()): number {
  const before = known.get(id)
  if (before !== undefined) return before
  const tx = vault.final(id) ?? fail('BUG', { what: 'a token without its history' })
  const hops = isRoot(tx) || !makesTokens(tx) ? 0 : 1 + Math.max(0, ...parentsOf(tx).map((p) => hopsOf(vault, p, known)))
  known.set(id, hops)
  return hops
}

/** The history of states in the vault, oldest first. */
export function historyOf(vault: Vault, refs: readonly StateRef[]): Hop[] {
  const hops = new Map<string, Hop>()
  const collect = (id: string): void => {
    if (hops.has(id)) return
    const tx = vault.final(id)
    const row = vault.get(id)
    if (!tx || !row?.answer) return fail('BUG', { what: 'a token without its history' })
    if (makesTokens(tx) && !isRoot(tx)) for (const before of [...parentsOf(tx), ...referredBy(tx)]) collect(before)
    hops.set(id, { transaction: row.transaction, answer: row.answer, signatures: row.signatures })
  }
  for (const ref of refs) collect(hex(ref.txId))
  return [...hops.values()]
}

/** A history that was checked. */
export interface CheckedHistory {
  readonly resolve: Resolve
  /** Of each transaction in it, hex of its id. */
  readonly hops: ReadonlyMap<string, number>
}

/**
 * Checks a history in the order in which it happened.
 * @param tx what spends its last states: nothing else may be in the history
 * @throws TX_MALFORMED, SIGNATURE_INVALID, CONTRACT_VIOLATED, NOT_FOUND when a notary is not of this network
 */
export async function checkHistory(
  services: CoreServices,
  issuer: Uint8Array,
  history: readonly Hop[],
  tx: Transaction,
): Promise<CheckedHistory> {
  if (history.length > MOST_ENTRIES) refuse('history-long')
  if (history.some((h) => h.signatures.length > MOST_SIGNATURES)) refuse('history-signers')
  if (history.reduce((sum, h) => sum + bytesOf(h), 0) > MOST_BYTES) refuse('history-large')
  const checked = new Map<string, { readonly tx: Transaction; readonly hops: number }>()
  const resolve = (input: InputLeaf) => {
    const from = input.ref && checked.get(hex(input.ref.txId))
    return from ? openedBy(from.tx, input) : undefined
  }
  const contracts = inForce(services.contracts, services.network.contracts())
  for (const hop of history) {
    const made = decodeTransaction(hop.transaction)
    const id = transactionId(made)
    if (checked.has(hex(id))) refuse('history-twice')
    await checkAnswer(services, notaryOf(services, hop.transaction), hop.transaction, hop.answer)
    const signatures = hop.signatures.map(decodeContractSignature)
    let hops = 0
    if (shownOf(made, 'commands', decodeCommand).some((c) => c.contract === TOKEN && c.name === 'Renew')) {
      await checkContractSignatures(services.crypto, id, [issuer], signatures)
      checkRenewed(made, issuer)
    } else {
      const relied = reliedOn(made)
      const view = viewOf(made, resolve, relied)
      verifyContracts(contracts, made, view, relied)
      await checkContractSignatures(services.crypto, id, view.signers, signatures)
      const tokens = view.outputs.filter((o) => o.contract === TOKEN)
      if (tokens.some((o) => !equal(decodeToken(o.state).issuer, issuer))) refuse('other-issuer')
      const parents = (makesTokens(made) ? parentsOf(made) : []).map((p) => checked.get(p)?.hops ?? refuse('history-order'))
      hops = isRoot(made) || parents.length === 0 ? 0 : 1 + Math.max(...parents)
    }
    if (hops > MOST_HOPS) refuse('paid-on-owner', { most: MOST_HOPS })
    checked.set(hex(id), { tx: made, hops })
  }
  checkRelated(tx, checked)
  return { resolve, hops: new Map([...checked].map(([id, c]) => [id, c.hops])) }
}

const bytesOf = ({ transaction, answer, signatures }: Hop): number =>
  transaction.length + answer.length + signatures.reduce((sum, s) => sum + s.length, 0)

/** The issuer's word stands for what went in; what came out is of this issuer, and nothing else happened. */
function checkRenewed(tx: Transaction, issuer: Uint8Array): void {
  const outputs = outputsOf(tx)
  const good = outputs.length === ownersOf(tx).length && commandsOf(tx).length === 1
  if (!good || outputs.some((o) => o.contract !== TOKEN || !equal(decodeToken(o.state).issuer, issuer))) refuse('renewal-otherwise')
}

/** A hostile peer could make us check for ever what has nothing to do with the payment. */
function checkRelated(tx: Transaction, checked: ReadonlyMap<string, { readonly tx: Transaction }>): void {
  const related = new Set<string>()
  const visit = (ids: readonly string[]): void => {
    for (const id of ids) {
      const entry = checked.get(id)
      if (!entry || related.has(id)) continue
      related.add(id)
      if (!isRoot(entry.tx)) visit([...parentsOf(entry.tx), ...referredBy(entry.tx)])
    }
  }
  visit([...parentsOf(tx), ...referredBy(tx)])
  if (related.size !== checked.size) refuse('history-unrelated')
}

/** Keeps a checked history, so that the tokens can be paid on. */
export function keepHistory(services: CoreServices, changes: Change[], history: readonly Hop[], dealing: string, recordedAt: number): void {
  const { vault } = services
  for (const { transaction, answer, signatures } of history) {
    const id = hex(transactionId(decodeTransaction(transaction)))
    vault.record(changes, { id, transaction, notary: notaryOf(services, transaction), signatures, dealing, recordedAt })
    vault.verified(changes, id, answer, signatures)
  }
}
