/**
 * The health token: fungible units of one issuer. What goes in comes out, except that the issuer makes new ones for verified activity, by
 * a rule that everyone can read, and takes redeemed ones away. Whose they are is the lock's business, not the contract's.
 */

import { decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import type { CommandLeaf } from '@hdms/shared/ledger/components.ts'
import type { Lock } from '@hdms/shared/ledger/lock.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { type Contract, includesKey, onlyCommand, type TransactionView } from '../core/contract.ts'
import { type Minting, mintLock, PARTS, sellLock } from './minting.ts'
import { refuse as refuseFor, type TokenReasons } from './reasons.ts'

export const TOKEN = 'hdms.token/2'
/** More units than there will ever be; keeps every sum exact. */
const MOST = 2 ** 48

export interface TokenState {
  /** Identity key of the issuer, who redeems it. */
  readonly issuer: Uint8Array
  /** Whole units, at least 1. */
  readonly amount: number
}
export const encodeToken = (s: TokenState): Uint8Array => new Writer().raw(s.issuer).u64(s.amount).bytes()
export const decodeToken = (bytes: Uint8Array): TokenState => decodeAll(bytes, 'token', (r) => ({ issuer: r.raw(32), amount: r.u64() }))

/** What an *Issue* was made for. Its activity makes the transaction's dummy input ({@link mintLock}): each part is paid once. */
export interface IssueCommand extends Minting {
  readonly amount: number
  /** Of the activity ({@link PARTS}): what the rule pays, or what an appeal brought. */
  readonly part: number
  /** Hash of the reward rule. */
  readonly rule: Uint8Array
  /** Transaction that made the day entry that is paid. */
  readonly entry: Uint8Array
}
export const encodeIssue = (c: IssueCommand): Uint8Array =>
  new Writer().u64(c.amount).u8(c.part).raw(c.rule).raw(c.activity).raw(c.keys[0]).raw(c.keys[1]).raw(c.entry).bytes()
export const decodeIssue = (bytes: Uint8Array): IssueCommand =>
  decodeAll(bytes, 'token issue', (r) => ({
    ...{ amount: r.u64(), part: r.u8(), rule: r.raw(32) },
    ...{ activity: r.raw(32), keys: [r.raw(32), r.raw(32)] as const },
    entry: r.raw(32),
  }))

/** What a *Sell* made tokens for: an invoice of the issuer's, paid in money. */
export interface SellCommand {
  readonly amount: number
  /** 32 bytes, of the invoice: it is sold for once ({@link sellLock}). */
  readonly invoice: Uint8Array
}
export const encodeSell = (c: SellCommand): Uint8Array => new Writer().u64(c.amount).raw(c.invoice).bytes()
export const decodeSell = (bytes: Uint8Array): SellCommand =>
  decodeAll(bytes, 'token sale', (r) => ({ amount: r.u64(), invoice: r.raw(32) }))
/** What a *Redeem* takes away. */
export const encodeRedeem = (amount: number): Uint8Array => new Writer().u64(amount).bytes()
export const decodeRedeem = (bytes: Uint8Array): number => decodeAll(bytes, 'token redemption', (r) => r.u64())

const refuse: RefuseAs<TokenReasons, 'CONTRACT_VIOLATED', 'contract'> = refusingAs(refuseFor, 'CONTRACT_VIOLATED', { contract: TOKEN })

export const tokenContract: Contract = {
  name: TOKEN,
  verify(view) {
    const command = onlyCommand(view, TOKEN)
    const spent = view.inputs.filter((i) => i.output.contract === TOKEN).map((i) => decodeToken(i.output.state))
    const made = view.outputs.filter((o) => o.contract === TOKEN).map((o) => decodeToken(o.state))
    for (const { amount } of [...spent, ...made]) if (amount < 1 || amount > MOST) refuse('amount-not-whole')
    const issuer = (spent[0] ?? made[0])?.issuer ?? refuse('moves-nothing')
    if ([...spent, ...made].some((s) => !equal(s.issuer, issuer))) refuse('issuers-mixed')
    if ([spent, made].some((states) => total(states) > MOST)) refuse('too-many-units')
    verifyCommand(view, command, issuer, total(spent), total(made))
  },
}

/** What mints has the one dummy input of what it mints for, and no other input. */
function onlyDummy(view: TransactionView, { lock, nk }: Lock, reason: 'dummy-of-packets' | 'dummy-of-invoice'): void {
  const [dummy, ...more] = view.dummies
  if (!dummy || more.length > 0 || view.visible.nullifiers.length !== 1) return refuse('only-dummy')
  if (!equal(dummy.lock, lock) || !equal(dummy.nk, nk)) refuse(reason)
}

const total = (states: readonly TokenState[]): number => states.reduce((sum, s) => sum + s.amount, 0)

function verifyCommand(view: TransactionView, command: CommandLeaf, issuer: Uint8Array, into: number, out: number): void {
  switch (command.name) {
    case 'Issue': {
      if (into > 0) return refuse('issue-spends')
      const issued = decodeIssue(command.data)
      if (issued.amount !== out) refuse('not-earned')
      if (issued.part !== PARTS.claim && issued.part !== PARTS.appeal) refuse('neither-pay-nor-appeal')
      onlyDummy(view, mintLock(issued, issued.part), 'dummy-of-packets')
      if (!includesKey(view.signers, issuer)) refuse('issuer-unsigned')
      return
    }
    case 'Sell': {
      const sold = decodeSell(command.data)
      if (into > 0 || sold.amount !== out) return refuse('sold-not-made')
      onlyDummy(view, sellLock(issuer, sold.invoice), 'dummy-of-invoice')
      if (!includesKey(view.signers, issuer)) refuse('issuer-unsigned')
      return
    }
    case 'Pay': {
      if (into === 0 || into !== out) refuse('in-out', { put: into, out })
      if (command.data.length > 0) refuse('pay-empty')
      return
    }
    case 'Redeem': {
      const taken = decodeRedeem(command.data)
      if (taken < 1 || into - out !== taken) refuse('redeemed-otherwise')
      if (!includesKey(view.signers, issuer)) refuse('redeem-unsigned')
      return
    }
    // The same owner's tokens made young again: the issuer vouches for them anew, so that a payee has no long chain to check.
    case 'Renew': {
      if (into === 0 || into !== out) refuse('in-out', { put: into, out })
      if (!includesKey(view.signers, issuer)) refuse('issuer-unsigned')
      return
    }
    default:
      return refuse('unknown-command')
  }
}
