/**
 * The money's side of the fair exchange (docs/ledger.md §9): tokens go into an escrow that only the key to the data opens in time, and from
 * there into a hold that the seller gets unless judges have seen a lie. The tokens stay tokens; this contract prescribes their locks, branch by
 * branch, in two transactions: *Lock* and *Reveal*. What comes after, the branches alone allow.
 *
 *   tokens ─Lock─► escrow ─Reveal, with k, before T1─► hold ─settle: both─► seller
 *                    └─refund: buyer, from T1            ├─dispute: buyer and two judges, before T2─► buyer
 *                                                        └─collect: seller, from T2
 */

import { compare, decodeAll, equal, type Reader, Writer } from '@hdms/shared/bytes.ts'
import { type Branch, FOREVER, type Lock, makeLock } from '@hdms/shared/ledger/lock.ts'
import { allDistinct } from '@hdms/shared/one-to-one.ts'
import { type RefuseAs, refusingAs } from '@hdms/shared/reasons.ts'
import { BASIS } from '../../consent/basis.ts'
import { CONSENT, decodeConsent, encodeSell } from '../../consent/contract.ts'
import { encodePurposes, needsBasis, type Purposes, readPurposes, useOf } from '../../consent/purpose.ts'
import { type Contract, onlyCommand, type TransactionView } from '../../core/contract.ts'
import { decodeToken, TOKEN } from '../../token/contract.ts'
import { refuse as refuseFor, type TradingReasons } from '../reasons.ts'
import type { Terms } from './offer.ts'

export const SALE = 'hdms.sale/1'
/** From T1 to T2, minutes: five days for the buyer to look and for judges to decide. */
const DISPUTE = 7200
/** One-time keys of one sale; a branch never shares a key with another. */
export interface SaleTerms extends Terms, Purposes {
  /** Issuer of the tokens. */
  readonly issuer: Uint8Array
  readonly price: number
  /** Verification key of the terms of the consent to this sale. */
  readonly consent: Uint8Array
  readonly buyer: {
    readonly claim: Uint8Array
    readonly refund: Uint8Array
    readonly settle: Uint8Array
    readonly dispute: readonly Uint8Array[]
  }
  /** `offer` signs the offered data. */
  readonly seller: { readonly offer: Uint8Array; readonly claim: Uint8Array; readonly settle: Uint8Array; readonly collect: Uint8Array }
  /** Published keys of the three judges. */
  readonly judges: readonly Uint8Array[]
  /** T1, minutes since 1970. */
  readonly release: number
  /** Nullifier keys that both drew. */
  readonly escrowNk: Uint8Array
  readonly holdNk: Uint8Array
  /** 16 bytes for each branch, in their order. */
  readonly blinds: readonly Uint8Array[]
}

/** The judges of each dispute branch. */
export const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const
const BRANCHES = 2 + 2 + PAIRS.length

const write = (w: Writer, all: readonly Uint8Array[], length?: number): Writer => {
  for (const bytes of all) w.raw(bytes, length)
  return w
}
const keys = (r: Reader, n: number): Uint8Array[] => Array.from({ length: n }, () => r.raw(32))

export function encodeSale(t: SaleTerms): Uint8Array {
  const { buyer: b, seller: s } = t
  const w = new Writer().raw(t.hash).raw(t.root).u32(t.count).raw(t.dealing).raw(t.issuer).u64(t.price).raw(t.consent)
  write(w, [b.claim, b.refund, b.settle, ...b.dispute, s.offer, s.claim, s.settle, s.collect, ...t.judges])
  write(w.u32(t.release).raw(t.escrowNk).raw(t.holdNk), t.blinds, 16)
  return (isOld(t) ? w : w.rest(encodePurposes(t))).bytes()
}
/** Terms from before sales named purposes, which end without them: they can still be read, and are good for nothing new. */
const OLD: Purposes = { use: '', collected: [] }
export const isOld = ({ use }: Purposes): boolean => use === OLD.use
/** @throws WIRE_MALFORMED */
export const decodeSale = (bytes: Uint8Array): SaleTerms =>
  decodeAll(bytes, 'sale', (r) => {
    const terms = {
      hash: r.raw(32),
      root: r.raw(32),
      count: r.u32(),
      dealing: r.raw(32),
      issuer: r.raw(32),
      price: r.u64(),
      consent: r.raw(32),
    }
    const [claim, refund, settle] = keys(r, 3) as [Uint8Array, Uint8Array, Uint8Array]
    const buyer = { claim, refund, settle, dispute: keys(r, PAIRS.length) }
    const [offer, sClaim, sSettle, collect] = keys(r, 4) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    const judges = keys(r, 3)
    const [release, escrowNk, holdNk] = [r.u32(), r.raw(32), r.raw(32)]
    const blinds = Array.from({ length: BRANCHES }, () => r.raw(16))
    const seller = { offer, claim: sClaim, settle: sSettle, collect }
    return { ...terms, buyer, seller, judges, release, escrowNk, holdNk, blinds, ...(r.remaining > 0 ? readPurposes(r) : OLD) }
  })

/** T2, minutes since 1970. */
export const lastDay = ({ release }: SaleTerms): number => release + DISPUTE

const branch = (t: SaleTerms, blind: number, all: readonly Uint8Array[], more: Partial<Branch>): Branch => ({
  m: all.length,
  keys: [...all].sort(compare),
  notBefore: 0,
  notAfter: FOREVER,
  blind: t.blinds[blind] as Uint8Array,
  ...more,
})

/** 0 claim: both, with k, before T1. 1 refund: the buyer, from T1. */
export const ESCROW = { claim: 0, refund: 1 } as const
export const escrowLock = (t: SaleTerms): Lock =>
  makeLock(
    [
      branch(t, 0, [t.buyer.claim, t.seller.claim], { notAfter: t.release, hash: t.hash }),
      branch(t, 1, [t.buyer.refund], { notBefore: t.release }),
    ],
    t.escrowNk,
  )

/** 0 settle: both. 1 collect: the seller, from T2. 2 to 4 dispute: the buyer and two judges, before T2. */
export const HOLD = { settle: 0, collect: 1, dispute: 2 } as const
export const holdLock = (t: SaleTerms): Lock =>
  makeLock(
    [
      branch(t, 2, [t.buyer.settle, t.seller.settle], {}),
      branch(t, 3, [t.seller.collect], { notBefore: lastDay(t) }),
      ...PAIRS.map((pair, i) =>
        branch(t, 4 + i, [t.buyer.dispute[i] as Uint8Array, ...pair.map((j) => t.judges[j] as Uint8Array)], { notAfter: lastDay(t) }),
      ),
    ],
    t.holdNk,
  )

const refuse: RefuseAs<TradingReasons, 'CONTRACT_VIOLATED', 'contract'> = refusingAs(refuseFor, 'CONTRACT_VIOLATED', { contract: SALE })

export const saleContract: Contract = {
  name: SALE,
  verify(view) {
    const command = onlyCommand(view, SALE)
    const t = decodeSale(command.data)
    const all = [t.buyer.claim, t.buyer.refund, t.buyer.settle, ...t.buyer.dispute, ...Object.values(t.seller), ...t.judges]
    if (!allDistinct(all)) refuse('key-twice')
    if (t.count === 0 || t.price === 0) refuse('about-nothing')
    if (useOf(t.use) === 'other' || t.collected.length === 0) refuse('purposes-unsaid')
    if (command.name === 'Lock') return verifyLock(view, t)
    if (command.name === 'Reveal') return verifyReveal(view, t)
    refuse('unknown-command')
  },
}

/** The prescribed lock on one output of the whole price; what else comes out is the buyer's change. */
function verifyLock(view: TransactionView, t: SaleTerms): void {
  if (view.visible.until > t.release) refuse('locked-late')
  const prescribed = escrowLock(t)
  const locked = view.outputs.filter((o) => equal(o.owner, prescribed.owner))
  if (locked.length !== 1 || !isPrice(locked[0], t)) refuse('locks-otherwise')
  opened(view, prescribed)
}

/** The escrow, whole, into the hold, referring to the consent; until T1, so that the seller's only choice is to let k go or to let it be. */
function verifyReveal(view: TransactionView, t: SaleTerms): void {
  const [from, to] = [escrowLock(t), holdLock(t)]
  const [input, ...inputs] = view.inputs
  if (!input || inputs.length > 0 || view.dummies.length > 0 || !equal(input.input.lock, from.lock) || !equal(input.input.nk, from.nk))
    refuse('spends-otherwise')
  const [output, ...outputs] = view.outputs
  if (!output || outputs.length > 0 || !equal(output.owner, to.owner) || !isPrice(output, t)) refuse('hold-otherwise')
  if (view.visible.until !== t.release) refuse('hold-time')
  // Withdrawn before it, the consent stops it at the notary.
  const [consent, ...consents] = view.references.filter((r) => r.output.contract === CONSENT)
  if (!consent || consents.length > 0 || !equal(decodeConsent(consent.output.state).terms, t.consent)) refuse('no-consent-reference')
  // Withdrawn as well stops it. What it has to say, the contract of consents checks by the purposes that Sell names.
  const bases = view.references.filter((r) => r.output.contract === BASIS)
  if (bases.length !== (needsBasis(t.collected, t.use, true) ? 1 : 0) || view.references.length !== 1 + bases.length)
    refuse('basis-reference')
  const sell = view.commands.find((c) => c.contract === CONSENT)
  if (sell?.name !== 'Sell' || !equal(sell.data, encodeSell(t))) refuse('other-purposes')
  opened(view, to)
}

function isPrice(output: TransactionView['outputs'][number] | undefined, t: SaleTerms): boolean {
  if (output?.contract !== TOKEN) return false
  const token = decodeToken(output.state)
  return equal(token.issuer, t.issuer) && token.amount === t.price
}

/** No hidden branch: the lock lies open for everybody who checks the transaction. */
function opened(view: TransactionView, prescribed: Lock): void {
  if (!view.locks.some((l) => equal(l.owner, prescribed.owner))) refuse('lock-closed')
}
