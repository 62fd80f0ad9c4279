/**
 * The issuer's books: a line for every unit made or taken away. What they say can be audited against the ledger itself: the transactions
 * that this issuer signed, each with its notary's answer. Rows: bk/TX.
 */
import { equal } from '@hdms/shared/bytes.ts'
import { commandsOf, outputsOf } from '@hdms/shared/ledger/components.ts'
import { decodeTransaction } from '@hdms/shared/ledger/transaction.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { Vault } from '../core/vault.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import { decodeIssue, decodeRedeem, decodeSell, decodeToken, TOKEN } from './contract.ts'

export interface BookLine {
  /** Transaction id, hex. */
  readonly tx: string
  readonly kind: 'issued' | 'appealed' | 'sold' | 'redeemed'
  readonly amount: number
  /** ms since 1970. */
  readonly at: number
}

export interface Audit {
  readonly issued: number
  readonly redeemed: number
  /** In people's hands: issued less redeemed. */
  readonly held: number
  readonly transactions: number
  /** Lines that the ledger does not bear out, and transactions that no line knows, hex. */
  readonly wrong: readonly string[]
}

/** Commands that make tokens or take them away. */
const AMOUNTS: Readonly<Record<string, (data: Uint8Array) => number>> = {
  Issue: (data) => decodeIssue(data).amount,
  Sell: (data) => decodeSell(data).amount,
  Redeem: decodeRedeem,
}

export class Books {
  private readonly entries = new Map<string, BookLine>()

  async load(store: NodeStore): Promise<void> {
    for (const [, bytes] of await store.range(...prefixRange('bk/'))) {
      const line = decodeValue<BookLine>(bytes)
      this.entries.set(line.tx, line)
    }
  }

  add(changes: Change[], line: BookLine): void {
    this.entries.set(line.tx, line)
    changes.push({ key: `bk/${line.tx}`, value: encodeValue({ ...line }) })
  }

  /** Newest first. */
  lines(): BookLine[] {
    return [...this.entries.values()].sort((a, b) => b.at - a.at)
  }

  /** The books against the ledger: every unit of every line has its final transaction, and the other way round. */
  audit(vault: Vault, issuer: Uint8Array): Audit {
    let [issued, redeemed, transactions] = [0, 0, 0]
    const wrong: string[] = []
    const seen = new Set<string>()
    for (const { id, standing, transaction } of vault.list()) {
      if (standing !== 'verified') continue
      const tx = decodeTransaction(transaction)
      const command = commandsOf(tx).find((c) => c.contract === TOKEN)
      const amountOf = command && AMOUNTS[command.name]
      if (!command || !amountOf) continue
      const mine = outputsOf(tx).every((o) => o.contract !== TOKEN || equal(decodeToken(o.state).issuer, issuer))
      if (!mine) continue
      const amount = amountOf(command.data)
      if (command.name === 'Redeem') redeemed += amount
      else issued += amount
      transactions++
      seen.add(id)
      const line = this.entries.get(id)
      if (!line || line.amount !== amount || (line.kind === 'redeemed') !== (command.name === 'Redeem')) wrong.push(id)
    }
    for (const tx of this.entries.keys()) if (!seen.has(tx)) wrong.push(tx)
    return { issued, redeemed, held: issued - redeemed, transactions, wrong }
  }
}
