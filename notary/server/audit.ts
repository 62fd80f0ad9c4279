/**
 * The auditor's replay (docs/ledger.md §4): from what a notary keeps of each transaction (V, P, witnesses) it recomputes ids, nullifiers, leaves,
 * roots and the running state, in the order of the header chain, and says what does not hold. It needs nobody's word: a store or an export of
 * it is enough.
 */
import { equal, hex } from '@hdms/shared/bytes.ts'
import { merkleRoot } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { decodeVisible, idOf, type Visible } from '@hdms/shared/ledger/transaction.ts'
import {
  answerLeaf,
  decodeHeader,
  type Header,
  hasState,
  headerHash,
  headerMessage,
  NO_STATE,
  stateAfter,
} from '@hdms/shared/notary/answer.ts'
import { minuteOf } from '@hdms/shared/time.ts'
import { checkWindow, checkWitnesses } from './check.ts'

export interface AuditedEntry {
  readonly id: Uint8Array
  readonly visible: Uint8Array
  /** P; undefined for what was committed before it was kept. */
  readonly privateRoot: Uint8Array | undefined
  readonly witnesses: readonly Uint8Array[]
  readonly preimages: readonly Uint8Array[]
  /** Where the store's index of transactions says that it is; an export has no index. */
  readonly place?: { readonly sequence: number; readonly index: number }
}

/** A batch as a source has it, in the order of its sequence numbers. */
export interface AuditedBatch {
  readonly sequence: number
  readonly header: Uint8Array
  /** The notary's, where the source has it: an export does, a store signs when it is asked. */
  readonly signature?: Uint8Array
  /** Leaves that answers are made from, where the source keeps them. */
  readonly leaves?: readonly Uint8Array[]
  /** In the order of the leaves; undefined for one that is named and gone. */
  readonly entries: readonly (AuditedEntry | undefined)[]
}

export const FINDINGS = {
  'missing-batch': 'a batch is missing',
  'missing-transaction': 'a transaction of a batch is missing',
  'broken-chain': 'a header does not follow the one before',
  'wrong-signature': 'a signature does not verify',
  'wrong-id': 'V and P do not give the id',
  'wrong-witness': 'a witness does not show the right to spend',
  'doubled-nullifier': 'a state is spent twice',
  'spent-reference': 'a transaction refers to a state that was spent before',
  'wrong-window': 'a transaction was committed outside its window',
  'wrong-root': 'the batch is not what its header says',
  'wrong-state': 'the running state is not what the header says',
  'wrong-index': 'the index of spent states says something else than the transactions',
} as const

export interface Finding {
  readonly what: keyof typeof FINDINGS
  readonly sequence: number
  /** Id of a transaction or a nullifier, hex; empty for a batch as a whole. */
  readonly of: string
  readonly why: string
}

export interface AuditReport {
  readonly batches: number
  readonly transactions: number
  readonly nullifiers: number
  /** How many were committed before P was kept, so that their ids rest on their signatures alone. */
  readonly withoutP: number
  /** Hash of the last header, hex: compare it with what members hold. */
  readonly head: string
  readonly findings: readonly Finding[]
}

export interface AuditOptions {
  readonly crypto: CryptoProvider
  /** The notary's id. */
  readonly notary: Uint8Array
  /** Its key, where the headers' signatures are to be checked. */
  readonly key?: Uint8Array
  /** What the store's index says who spent a nullifier; nothing where the source has no index. */
  readonly spender?: (nullifier: Uint8Array) => Promise<Uint8Array | undefined>
  /** The sequence that the source calls its last; batches up to it must be there. */
  readonly last?: number
}

/** Replays every batch of a source. Takes some 100 bytes of memory for each nullifier. */
export async function auditLedger(batches: AsyncIterable<AuditedBatch>, o: AuditOptions): Promise<AuditReport> {
  const audit = new Audit(o)
  for await (const batch of batches) await audit.batch(batch)
  return audit.report()
}

class Audit {
  private readonly o: AuditOptions
  private readonly findings: Finding[] = []
  /** Nullifier → id of its spender, both hex. */
  private readonly spent = new Map<string, string>()
  private last: { readonly header: Uint8Array; readonly read: Header } | undefined
  private state: Uint8Array | undefined = NO_STATE
  private batches = 0
  private transactions = 0
  private withoutP = 0
  private expected = 1

  constructor(o: AuditOptions) {
    this.o = o
  }

  private found(what: Finding['what'], sequence: number, of: string, why: string = FINDINGS[what]): void {
    this.findings.push({ what, sequence, of, why })
  }

  async batch(b: AuditedBatch): Promise<void> {
    this.batches++
    for (; this.expected < b.sequence; this.expected++) this.found('missing-batch', this.expected, '')
    this.expected = b.sequence + 1
    const read = this.read(b)
    if (!read) return
    await this.header(b, read)
    const present = b.entries.filter((e) => e !== undefined)
    for (const [i, { id, place }] of present.entries())
      if (place && (place.sequence !== b.sequence || (present.length === b.entries.length && place.index !== i)))
        this.found('wrong-index', b.sequence, hex(id), 'the index of transactions names another place')
    for (const [i, e] of b.entries.entries())
      if (!e) this.found('missing-transaction', b.sequence, '', `transaction ${i} of the batch is missing`)
    const visible = await Promise.all(present.map((e) => this.entry(b.sequence, e, minuteOf(read.time))))
    for (const [i, e] of present.entries()) await this.spend(b.sequence, e, visible[i])
    this.tree(b, read, present, visible)
    this.last = { header: b.header, read }
  }

  private read({ sequence, header }: AuditedBatch): Header | undefined {
    try {
      return decodeHeader(header)
    } catch {
      this.found('broken-chain', sequence, '', 'the header cannot be read')
      return undefined
    }
  }

  private async header({ sequence, header, signature }: AuditedBatch, read: Header): Promise<void> {
    const wrong = (why: string): void => this.found('broken-chain', sequence, '', why)
    if (!equal(read.notary, this.o.notary)) wrong('the header is of another notary')
    if (read.sequence !== sequence) wrong(`the header says sequence ${read.sequence}`)
    const { last } = this
    if (last && sequence <= last.read.sequence) wrong(`it comes after header ${last.read.sequence}`)
    const previous = last ? headerHash(last.header) : new Uint8Array(32)
    if ((!last || last.read.sequence + 1 === sequence) && !equal(read.previous, previous)) wrong('the header continues another one')
    if (last && read.time < last.read.time) wrong('the time of the header is before that of the one before')
    const { key, crypto } = this.o
    if (key && !(await crypto.verify(key, headerMessage(header), signature ?? new Uint8Array(0))))
      this.found('wrong-signature', sequence, '', 'the signature of the header does not verify')
  }

  /** What an entry can be asked alone. @returns V, where it can be read */
  private async entry(sequence: number, e: AuditedEntry, minute: number): Promise<Visible | undefined> {
    this.transactions++
    const of = hex(e.id)
    try {
      const v = decodeVisible(e.visible)
      if (!equal(v.notary, this.o.notary)) this.found('wrong-id', sequence, of, 'V names another notary')
      if (!e.privateRoot) this.withoutP++
      else if (!equal(idOf(e.visible, e.privateRoot), e.id)) this.found('wrong-id', sequence, of)
      await this.witnesses(sequence, e, v, minute)
      return v
    } catch (error) {
      this.found('wrong-id', sequence, of, `V cannot be read: ${whyOf(error)}`)
      return undefined
    }
  }

  private async witnesses(sequence: number, e: AuditedEntry, v: Visible, minute: number): Promise<void> {
    const of = hex(e.id)
    if (e.witnesses.length !== v.nullifiers.length)
      return this.found('wrong-witness', sequence, of, 'it has not one witness for each nullifier')
    const { id, visible, witnesses: witnessBytes } = e
    const privateRoot = e.privateRoot ?? new Uint8Array(32)
    try {
      const witnesses = await checkWitnesses(this.o.crypto, { id, visible, privateRoot, v, witnessBytes })
      const shown = witnesses.flatMap((w) => (w.preimage ? [w.preimage] : []))
      if (!sameList(shown, e.preimages)) this.found('wrong-witness', sequence, of, 'its preimages are not those of its witnesses')
      this.window(sequence, of, () => checkWindow(v.from, v.until, witnesses, minute))
    } catch (error) {
      const why = whyOf(error)
      this.found(/signature/.test(why) ? 'wrong-signature' : 'wrong-witness', sequence, of, why)
    }
  }

  private window(sequence: number, of: string, check: () => void): void {
    try {
      check()
    } catch {
      this.found('wrong-window', sequence, of)
    }
  }

  /** Against everything before it. */
  private async spend(sequence: number, e: AuditedEntry, v: Visible | undefined): Promise<void> {
    const id = hex(e.id)
    for (const reference of v?.references ?? []) {
      const by = this.spent.get(hex(reference))
      if (by) this.found('spent-reference', sequence, hex(reference), `${id} refers to what ${by} spent`)
    }
    for (const nullifier of v?.nullifiers ?? []) {
      const of = hex(nullifier)
      const by = this.spent.get(of)
      if (by) this.found('doubled-nullifier', sequence, of, `${by} and ${id} both spend it`)
      else this.spent.set(of, id)
      const indexed = this.o.spender && (await this.o.spender(nullifier))
      if (this.o.spender && !by && (!indexed || hex(indexed) !== id))
        this.found(
          'wrong-index',
          sequence,
          of,
          indexed ? `the index names ${hex(indexed)}` : 'the index does not know it: it could be spent again',
        )
    }
  }

  private tree(b: AuditedBatch, read: Header, present: readonly AuditedEntry[], visible: readonly (Visible | undefined)[]): void {
    const whole = present.length === b.entries.length
    const leaves = present.map((e) => answerLeaf(e.id, e.preimages))
    const root = merkleRoot(leaves)
    if (whole && b.leaves && !sameList(b.leaves, leaves))
      this.found('wrong-root', b.sequence, '', 'the leaves that answers are made from are others')
    if (whole && (read.count !== present.length || !equal(root, read.root))) this.found('wrong-root', b.sequence, '')
    const before = this.state
    const entries = present.flatMap((e, i) => {
      const nullifiers = visible[i]?.nullifiers
      return nullifiers ? [{ id: e.id, nullifiers, preimages: e.preimages }] : []
    })
    const follows = before !== undefined && whole && entries.length === present.length && (this.last?.read.sequence ?? 0) + 1 === b.sequence
    const after = follows ? stateAfter(before, entries) : undefined
    if (after && hasState(b.header) && !equal(after, read.state)) this.found('wrong-state', b.sequence, '')
    // Goes on from what the header says, so that one fault is told once.
    this.state = hasState(b.header) ? read.state : after
  }

  report(): AuditReport {
    for (; this.expected <= (this.o.last ?? 0); this.expected++) this.found('missing-batch', this.expected, '')
    const { batches, transactions, withoutP, findings } = this
    const head = this.last ? hex(headerHash(this.last.header)) : ''
    return { batches, transactions, nullifiers: this.spent.size, withoutP, head, findings }
  }
}

const whyOf = (error: unknown): string => String(asHdmsError(error).data['why'] ?? asHdmsError(error).code)
const sameList = (a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean =>
  a.length === b.length && a.every((x, i) => equal(x, b[i] as Uint8Array))
