/** The terms of a sale as both sides make them up from what each brought: keys that are used once, and draws for the locks. */

import { utf8, Writer } from '@hdms/shared/bytes.ts'
import { publicKeyOf } from '@hdms/shared/crypto/derived-key.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import type { Purposes } from '../../consent/purpose.ts'
import { PAIRS, type SaleTerms } from '../exchange/escrow.ts'
import type { Terms } from '../exchange/offer.ts'
import { refuse } from '../reasons.ts'

/** Seed of one of the keys of a side. @param secret drawn for one lot of one sale */
export const saleSeed = (secret: Uint8Array, key: string): Uint8Array => H('sale-key', secret, utf8(key))
const saleKey = (secret: Uint8Array, key: string): Uint8Array => publicKeyOf(saleSeed(secret, key))

export const buyerKeys = (secret: Uint8Array): SaleTerms['buyer'] => ({
  claim: saleKey(secret, 'claim'),
  refund: saleKey(secret, 'refund'),
  settle: saleKey(secret, 'settle'),
  dispute: PAIRS.map((_, i) => saleKey(secret, `dispute-${i}`)),
})
export const sellerKeys = (secret: Uint8Array): SaleTerms['seller'] => ({
  offer: saleKey(secret, 'offer'),
  claim: saleKey(secret, 'claim'),
  settle: saleKey(secret, 'settle'),
  collect: saleKey(secret, 'collect'),
})

/** A lot has a dealing of its own, so that its offer serves in no other. */
export const lotDealing = (dealing: Uint8Array, lot: number): Uint8Array => H('sale-lot', dealing, new Writer().u32(lot).bytes())

/** A lot's part of the price; what cannot be divided comes with the last. @throws NOT_ALLOWED when there are fewer units than lots */
export function lotPrice(price: number, lot: number, lots: number): number {
  const each = Math.floor(price / lots)
  if (each < 1) refuse('NOT_ALLOWED', 'more-lots-than-units')
  return lot === lots - 1 ? price - each * (lots - 1) : each
}

export interface SaleParts extends Purposes {
  readonly offer: Terms
  readonly issuer: Uint8Array
  readonly price: number
  /** Verification key of the consent's terms. */
  readonly consent: Uint8Array
  readonly buyer: SaleTerms['buyer']
  readonly seller: SaleTerms['seller']
  readonly judges: readonly Uint8Array[]
  /** T1, minutes since 1970. */
  readonly release: number
  /** Of the buyer and of the seller. */
  readonly drawn: readonly [Uint8Array, Uint8Array]
}

export function makeTerms({ offer, drawn, ...more }: SaleParts): SaleTerms {
  const { hash, root, count, dealing } = offer
  const draw = (what: string): Uint8Array => H('sale-draw', ...drawn, utf8(what))
  const blinds = Array.from({ length: 4 + PAIRS.length }, (_, i) => draw(`blind-${i}`).slice(0, 16))
  return { hash, root, count, dealing, ...more, escrowNk: draw('escrow'), holdNk: draw('hold'), blinds }
}
