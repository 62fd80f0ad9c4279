/**
 * The doorman's side of the issuance log. Rows: log/INDEX → leaf hash, appended in the commit that issues the
 * certificate.
 */

import { fromHex, fromUtf8, hex } from '@hdms/shared/bytes.ts'
import { consistencyProof, MerkleTree, merkleRoot } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import { headMessage, type LogHead, type LogProof, logLeaf } from '@hdms/shared/identity/issuance-log.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { Migration } from '@hdms/shared/storage/versions.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { refuse } from './reasons.ts'

const row = (index: number, leaf: Uint8Array): Change => ({ key: `log/${String(index).padStart(12, '0')}`, value: leaf })

/** Certificates from before the log are entered in the order of their beginning. */
export const LOG_OF_OLD: Migration = {
  about: 'certificates that were issued before are entered in the issuance log',
  async changes(store) {
    const issued = (await store.range(...prefixRange('cert/'))).map(([, bytes]) =>
      fromHex((JSON.parse(fromUtf8(bytes)) as { der: string }).der),
    )
    const order = (der: Uint8Array) => readCertificate(der).notBefore
    return issued.sort((a, b) => order(a) - order(b)).map((der, index) => row(index, logLeaf(der)))
  },
}

export class IssuanceLog {
  private readonly leaves: Uint8Array[] = []
  /** Where each leaf stands. */
  private readonly places = new Map<string, number>()
  /** Built once for each size: anybody may ask for a head or a proof. */
  private built: { readonly size: number; readonly tree: MerkleTree } | undefined
  private readonly o: { readonly crypto: CryptoProvider; readonly clock: Clock; readonly store: NodeStore; readonly seed: Uint8Array }

  /** @param o seed of the doorman's CA key */
  constructor(o: IssuanceLog['o']) {
    this.o = o
  }

  async load(): Promise<void> {
    this.leaves.length = 0
    this.places.clear()
    this.built = undefined
    for (const [, leaf] of await this.o.store.range(...prefixRange('log/'))) this.add(leaf)
  }

  /** What enters a certificate. Call {@link entered} once it is durable; only one at a time. */
  entry(der: Uint8Array): Change {
    return row(this.leaves.length, logLeaf(der))
  }
  entered(der: Uint8Array): void {
    this.add(logLeaf(der))
  }

  private add(leaf: Uint8Array): void {
    const place = hex(leaf)
    if (!this.places.has(place)) this.places.set(place, this.leaves.length)
    this.leaves.push(leaf)
  }

  private tree(): MerkleTree {
    if (this.built?.size !== this.leaves.length) this.built = { size: this.leaves.length, tree: new MerkleTree(this.leaves) }
    return this.built.tree
  }

  async head(size: number = this.leaves.length): Promise<LogHead> {
    const { crypto, clock, seed } = this.o
    const said = { size, time: clock.now(), root: size === this.leaves.length ? this.tree().root : merkleRoot(this.leaves.slice(0, size)) }
    return { ...said, signature: await crypto.sign(seed, headMessage(said)) }
  }

  /** @param leaf of a certificate. @throws NOT_FOUND */
  async proof(leaf: Uint8Array): Promise<LogProof> {
    const index = this.places.get(hex(leaf)) ?? fail('NOT_FOUND', { what: 'certificate in the issuance log' })
    // In one go: the log may grow while the head is signed.
    const path = this.tree().path(index)
    return { head: await this.head(), index, path }
  }

  /** @throws INPUT_INVALID */
  consistency(from: number, to: number): Uint8Array[] {
    const sizes = [from, to].every((n) => Number.isSafeInteger(n) && n >= 1 && n <= this.leaves.length)
    if (!sizes || from > to) refuse('INPUT_INVALID', 'log-sizes', { what: 'sizes' })
    return consistencyProof(this.leaves.slice(0, to), from)
  }

  /** Leaf hashes, for who watches the log. */
  slice(from: number, count: number): string[] {
    return this.leaves.slice(from, from + Math.min(count, 1_000)).map(hex)
  }
}
