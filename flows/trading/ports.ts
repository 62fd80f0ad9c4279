/** What the flows of trading need of their node. */

import type { AnswerToken, Blinded } from '@hdms/shared/crypto/answer-token.ts'
import type { OneTimeNames } from '../core/one-time.ts'
import type { CoreServices } from '../core/services.ts'
import type { TokenServices } from '../token/wallet.ts'
import type { Market } from './market.ts'
import type { OfferBook } from './offers.ts'
import type { Searchable } from './searchable.ts'

/** The person's side. */
export interface SellerPort {
  readonly names: OneTimeNames
  readonly searchable: Searchable
  readonly offers: OfferBook
  /** What may be sold at a moment, by a record's verification key, hex. @param buyer undefined for the person's own look @param now ms since 1970 */
  sellable(buyer: string | undefined, now: number): (record: string) => boolean
  /** A token for one answer. @throws NOT_ALLOWED, SIGNATURE_INVALID when the doorman used another key */
  token(id: Uint8Array, blinded: Blinded, key: Uint8Array): Promise<AnswerToken>
  /** Gives a service that counts its shares, sealed, under a one-time key. @param seed of that key @throws NOT_ALLOWED */
  count(role: 0 | 1, id: Uint8Array, token: AnswerToken, seed: Uint8Array, shares: readonly Uint8Array[]): Promise<void>
  /** ms within which an answer goes out after a query was heard, at a drawn moment. */
  readonly spread: number
  /** Documents in one lot of a sale. */
  readonly lot: number
}
export interface SellerServices extends TokenServices {
  readonly seller: SellerPort
}

/** The institution's side. */
export interface BuyerServices extends TokenServices {
  readonly market: Market
}

export interface JudgeServices extends CoreServices {
  /** A judge keeps no account of its own; this says which services it has. */
  readonly judges: true
}
