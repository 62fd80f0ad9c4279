/**
 * The health token: fungible units of one issuer. What goes in comes out, except that the issuer makes new ones for verified activity, by
 * a rule that everyone can read, and takes redeemed ones away. Whose they are is the lock's business, not the contract's.
 */
import { concat, decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import { publicKeyOf } from '@hdms/shared/crypto/derived-key.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import type { CommandLeaf } from '@hdms/shared/ledger/components.ts'
import { FOREVER, type Lock, makeLock } from '@hdms/shared/ledger/lock.ts'
import { type Contract, includesKey, onlyCommand, type TransactionView, violated } from '../core/contract.ts'

export const TOKEN = 'hdms.token/1'
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

/** What an *Issue* was made for. The packets' root makes the transaction's dummy input ({@link mintLock}): each is paid once. */
export interface IssueCommand {
  readonly amount: number
  /** 0 for what the rule pays, 1 for what an appeal brought. */
  readonly part: number
  /** Hash of the reward rule. */
  readonly rule: Uint8Array
  /** Merkle root over the hashes of the signed packets. */
  readonly packets: Uint8Array
  /** Transaction that made the day entry that is paid. */
  readonly entry: Uint8Array
}
export const encodeIssue = (c: IssueCommand): Uint8Array =>
  new Writer().u64(c.amount).u8(c.part).raw(c.rule).raw(c.packets).raw(c.entry).bytes()
export const decodeIssue = (bytes: Uint8Array): IssueCommand =>
  decodeAll(bytes, 'token issue', (r) => ({ amount: r.u64(), part: r.u8(), rule: r.raw(32), packets: r.raw(32), entry: r.raw(32) }))

/**
 * The lock of an *Issue*'s dummy input, which everybody derives alike from what it is made for: whoever issues for the same packets again,
 * be it another issuer, meets the same nullifier, and the notary refuses.
 */
export function mintLock({ packets, part }: Pick<IssueCommand, 'packets' | 'part'>): { readonly lock: Lock; readonly seed: Uint8Array } {
  const which = concat(packets, Uint8Array.of(part))
  const seed = H('mint-key', which)
  const branch = { m: 1, keys: [publicKeyOf(seed)], notBefore: 0, notAfter: FOREVER, blind: H('mint-blind', which).slice(0, 16) }
  return { lock: makeLock([branch], H('mint-nk', which)), seed }
}

/** What a *Sell* made tokens for: an invoice of the issuer's, paid in money. */
export interface SellCommand {
  readonly amount: number
  /** 32 bytes, of the invoice: it is sold for once. */
  readonly invoice: Uint8Array
}
export const encodeSell = (c: SellCommand): Uint8Array => new Writer().u64(c.amount).raw(c.invoice).bytes()
export const decodeSell = (bytes: Uint8Array): SellCommand =>
  decodeAll(bytes, 'token sale', (r) => ({ amount: r.u64(), invoice: r.raw(32) }))
/** Of an invoice as {@link mintLock} of packets. @param issuer identity key: two issuers may have invoices of one number */
export const sellLock = (issuer: Uint8Array, invoice: Uint8Array): { readonly lock: Lock; readonly seed: Uint8Array } =>
  mintLock({ packets: H('sell-invoice', issuer, invoice), part: 0 })

/** What a *Redeem* takes away. */
export const encodeRedeem = (amount: number): Uint8Array => new Writer().u64(amount).bytes()
export const decodeRedeem = (bytes: Uint8Array): number => decodeAll(bytes, 'token redemption', (r) => r.u64())

const refuse = (why: string): never => violated(TOKEN, why)

export const tokenContract: Contract = {
  name: TOKEN,
  verify(view) {
    const command = onlyCommand(view, TOKEN)
    const spent = view.inputs.filter((i) => i.output.contract === TOKEN).map((i) => decodeToken(i.output.state))
    const made = view.outputs.filter((o) => o.contract === TOKEN).map((o) => decodeToken(o.state))
    for (const { amount } of [...spent, ...made]) if (amount < 1 || amount > MOST) refuse('an amount is not a whole number of units')
    const issuer = (spent[0] ?? made[0])?.issuer ?? refuse('it moves no token')
    if ([...spent, ...made].some((s) => !equal(s.issuer, issuer))) refuse('tokens of two issuers are mixed')
    verifyCommand(view, command, issuer, total(spent), total(made))
  },
}

const total = (states: readonly TokenState[]): number => states.reduce((sum, s) => sum + s.amount, 0)

function verifyCommand(view: TransactionView, command: CommandLeaf, issuer: Uint8Array, into: number, out: number): void {
  switch (command.name) {
    case 'Issue': {
      if (into > 0) return refuse('Issue spends no token')
      const issued = decodeIssue(command.data)
      if (issued.amount !== out) refuse('the tokens made are not those that were earned')
      if (issued.part > 1) refuse('it is neither a payment nor an appeal')
      const { lock } = mintLock(issued)
      const [dummy, ...more] = view.dummies
      if (!dummy || more.length > 0 || view.inputs.length > 0) return refuse('Issue has one dummy input and no other')
      if (!equal(dummy.lock, lock.lock) || !equal(dummy.nk, lock.nk)) refuse('its dummy input is not that of its packets')
      if (!includesKey(view.signers, issuer)) refuse('the issuer must sign')
      return
    }
    case 'Sell': {
      const sold = decodeSell(command.data)
      if (into > 0 || sold.amount !== out) return refuse('what is sold is not what is made')
      const { lock } = sellLock(issuer, sold.invoice)
      const [dummy, ...more] = view.dummies
      if (!dummy || more.length > 0 || view.inputs.length > 0 || !equal(dummy.lock, lock.lock) || !equal(dummy.nk, lock.nk))
        return refuse('its dummy input is not that of its invoice')
      if (!includesKey(view.signers, issuer)) refuse('the issuer must sign')
      return
    }
    case 'Pay': {
      if (into === 0 || into !== out) refuse(`${into} go in and ${out} come out`)
      if (command.data.length > 0) refuse('Pay carries nothing')
      return
    }
    case 'Redeem': {
      const taken = decodeRedeem(command.data)
      if (taken < 1 || into - out !== taken) refuse('what is redeemed is not what disappears')
      if (!includesKey(view.signers, issuer)) refuse('the issuer must sign, or the books would not know')
      return
    }
    // The same owner's tokens made young again: the issuer vouches for them anew, so that a payee has no long chain to check.
    case 'Renew': {
      if (into === 0 || into !== out) refuse(`${into} go in and ${out} come out`)
      if (!includesKey(view.signers, issuer)) refuse('the issuer must sign')
      return
    }
    default:
      return refuse('an unknown command')
  }
}
