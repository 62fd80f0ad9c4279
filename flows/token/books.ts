/** The issuer's books: a line for every unit made or taken away. The audit (audit.ts) compares them with the ledger. Rows: bk/TX. */
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { CoreServices } from '../core/services.ts'
import type { Vault } from '../core/vault.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import { type Audit, auditChain, auditSignatures } from './audit.ts'

export interface BookLine {
  /** Transaction id, hex. */
  readonly tx: string
  readonly kind: 'issued' | 'appealed' | 'sold' | 'redeemed'
  readonly amount: number
  /** ms since 1970. */
  readonly at: number
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

  /** The books against what this node holds of the ledger. */
  audit(vault: Vault, issuer: Uint8Array): Audit {
    return auditChain(vault, issuer, this.lines())
  }

  /** As {@link audit}, with every signature checked again. */
  async auditAll(services: CoreServices): Promise<Audit> {
    const audit = this.audit(services.vault, services.identity.key)
    const findings = [...audit.findings, ...(await auditSignatures(services))]
    return { ...audit, findings, wrong: [...new Set(findings.map((f) => f.tx))] }
  }
}
