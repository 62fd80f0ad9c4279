/** What an owner sees of their tokens: balance and history. The tokens themselves lie in the vault. Rows: w/line/TX. */

import { equal } from '@hdms/shared/bytes.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { CoreServices } from '../core/services.ts'
import type { OwnedState, Vault } from '../core/vault.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import { decodeToken, TOKEN } from './contract.ts'
import { refuse } from './reasons.ts'

export type LineKind =
  | 'earned'
  | 'appealed'
  | 'received'
  | 'paid'
  | 'refunded'
  | 'refund'
  | 'redeemed'
  | 'renewed'
  | 'moved'
  | 'bought'
  | 'sold'
  | 'spent'
  | 'returned'

export interface WalletLine {
  /** Transaction id, hex. */
  readonly tx: string
  readonly kind: LineKind
  /** Units that came (above 0) or went. */
  readonly amount: number
  /** Name of the other side. */
  readonly with: string
  readonly note: string
  /** ms since 1970. */
  readonly at: number
  /** Payment that this one gives back, hex; empty for none. */
  readonly refunds: string
}

export interface TokenServices extends CoreServices {
  readonly wallet: Wallet
}

/** Inputs of one payment at most; what lies in more pieces is merged first. */
export const MOST_INPUTS = 24

export class Wallet {
  private readonly entries = new Map<string, WalletLine>()
  /** X.500 name of the issuer whose tokens are taken. */
  readonly issuer: string

  constructor(issuer: string) {
    this.issuer = issuer
  }

  async load(store: NodeStore): Promise<void> {
    for (const [, bytes] of await store.range(...prefixRange('w/line/'))) {
      const line = decodeValue<WalletLine>(bytes)
      this.entries.set(line.tx, line)
    }
  }

  add(changes: Change[], line: WalletLine): void {
    this.entries.set(line.tx, line)
    changes.push({ key: `w/line/${line.tx}`, value: encodeValue({ ...line }) })
  }

  /** Newest first. */
  lines(): WalletLine[] {
    return [...this.entries.values()].sort((a, b) => b.at - a.at)
  }
  line(tx: string): WalletLine | undefined {
    return this.entries.get(tx)
  }
  /** The payment was given back already. */
  refunded(tx: string): boolean {
    return [...this.entries.values()].some((l) => l.kind === 'refunded' && l.refunds === tx)
  }
}

export interface Holding extends OwnedState {
  readonly amount: number
}

export const holdings = (vault: Vault, issuer: Uint8Array): Holding[] =>
  vault.owned(TOKEN).flatMap((s) => {
    const { issuer: of, amount } = decodeToken(s.output.state)
    return equal(of, issuer) ? [{ ...s, amount }] : []
  })

export const sumOf = (tokens: readonly { readonly amount: number }[]): number => tokens.reduce((sum, t) => sum + t.amount, 0)

/**
 * Tokens for an amount, the largest first, so that few go in.
 * @throws NOT_ALLOWED when there are not enough that are free, or they lie in too many pieces
 */
export function choose(tokens: readonly Holding[], amount: number): Holding[] {
  const free = tokens.filter((t) => t.free).sort((a, b) => b.amount - a.amount)
  const chosen: Holding[] = []
  for (const token of free) {
    if (sumOf(chosen) >= amount) break
    chosen.push(token)
  }
  if (sumOf(chosen) < amount) refuse('NOT_ALLOWED', 'too-few', { free: sumOf(free), needed: amount })
  if (chosen.length > MOST_INPUTS) refuse('NOT_ALLOWED', 'too-many-pieces')
  return chosen
}
