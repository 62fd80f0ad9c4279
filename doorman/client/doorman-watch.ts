/**
 * Compares whatever a member has seen the doorman sign: lists of revocations, heads of the issuance log, certificates
 * of one name. What contradicts itself is kept as a file that anybody can check offline, and the doorman is not
 * trusted with anything new until an operator decides: who stood in its log before stays a member, and what any of
 * its lists revoked stays revoked.
 */
import { decodeAll, equal, Writer } from '@hdms/shared/bytes.ts'
import { type AuthorityStanding, encodeAuthorityEvidence } from '@hdms/shared/evidence/authority.ts'
import { readCertificate } from '@hdms/shared/identity/certificate.ts'
import {
  type DoormanFact,
  decodeLogHead,
  doormanContradiction,
  encodeLogHead,
  isLater,
  type ReadDoormanFact,
} from '@hdms/shared/identity/doorman-facts.ts'
import type { LogHead } from '@hdms/shared/identity/issuance-log.ts'
import { Recent } from '@hdms/shared/recent.ts'

type ReadList = Extract<ReadDoormanFact, { kind: 'crl' }>
type ReadHolder = Extract<ReadDoormanFact, { kind: 'certificate' }>

/** Files of evidence: enough for anybody, and a doorman that lies all day does not fill the disk. */
const MOST_EVIDENCE = 5
/** Names whose certificate is remembered, and pairs of certificates of one name that wait for a list to tell. */
const MOST_HOLDERS = 10_000
const MOST_PAIRS = 64
/** Heads of the log that were seen to belong to one history. */
const MOST_HEADS = 10_000
/** Of those, how many outlast a restart of a member that does not trust the doorman. */
const KEPT_HEADS = 1_000

/** Of one doorman, as one member sees it. */
export class DoormanWatch {
  private readonly chain: readonly Uint8Array[]
  private readonly now: () => number
  private list: ReadList | undefined
  /** Heads of one history, by size. */
  private readonly heads = new Map<number, LogHead>()
  /** The newest head of that history. */
  newest: LogHead | undefined
  private readonly holders = new Recent<string, ReadHolder>(MOST_HOLDERS)
  private readonly pairs: (readonly [ReadHolder, ReadHolder])[] = []
  /** With how many certificates stood in the log then. */
  private distrust: { readonly why: string; readonly since: number; readonly size: number } | undefined
  private evidence: string[] = []
  /** Changes of what outlasts a restart. */
  changes = 0

  /** @param chain of the doorman: its CA and the root, DER */
  constructor(chain: readonly Uint8Array[], now: () => number) {
    this.chain = chain
    this.now = now
  }

  get isDistrusted(): boolean {
    return this.distrust !== undefined
  }

  standing(): AuthorityStanding {
    const { subjectText: name } = readCertificate(this.chain[0] as Uint8Array)
    const { why, since } = this.distrust ?? {}
    return { name, ...(why !== undefined && since !== undefined ? { distrusted: { why, since } } : {}), evidence: this.evidence }
  }

  /** The operator decides to trust the doorman again. The evidence stays. */
  trust(): void {
    this.distrust = undefined
    this.pairs.length = 0
    this.changes++
  }

  private compare(...facts: readonly ReadDoormanFact[]): boolean {
    const why = doormanContradiction(facts)
    if (why === undefined) return false
    const file = encodeAuthorityEvidence({ against: 'doorman', chain: this.chain, facts: facts.map(({ fact }) => fact) })
    if (this.evidence.length < MOST_EVIDENCE && !this.evidence.includes(file)) this.evidence.push(file)
    this.distrust ??= { why, since: this.now(), size: this.newest?.size ?? 0 }
    this.changes++
    return true
  }

  /** A list whose signature verified. @returns whether it is later than the one before */
  sawList(read: ReadList): boolean {
    const before = this.list
    if (before) this.compare(read, before)
    for (const pair of [...this.pairs]) this.judge(pair, read)
    if (before && !isLater(read.crl, before.crl)) return false
    this.list = read
    return true
  }

  /** Compares a head with the known one of its size: the same head, another one, or nothing. */
  known(head: LogHead): 'same' | 'forked' | 'unknown' {
    const known = this.heads.get(head.size)
    if (!known) return 'unknown'
    return this.areForked(known, head) ? 'forked' : 'same'
  }

  private areForked(known: LogHead, head: LogHead): boolean {
    if (equal(known.root, head.root)) return false
    this.compare(asFact(known), asFact(head))
    return true
  }

  /** A head that belongs to the history of those before. */
  sawHead(head: LogHead): void {
    this.heads.set(head.size, head)
    if (this.heads.size > MOST_HEADS) this.heads.delete(this.heads.keys().next().value as number)
    if (this.newest && this.newest.size >= head.size) return
    this.newest = head
    this.changes++
  }

  /**
   * A certificate of the doorman that verified: a second one of a name is compared with the first, as soon as a list
   * tells.
   */
  sawCertificate(der: Uint8Array): void {
    const certificate = readCertificate(der)
    const read: ReadHolder = { kind: 'certificate', fact: { kind: 'certificate', bytes: der }, certificate }
    const before = this.holders.get(certificate.subjectText)
    if (before && equal(before.fact.bytes, der)) return
    this.holders.put(certificate.subjectText, read)
    if (!before || this.pairs.length >= MOST_PAIRS) return
    this.pairs.push([before, read])
    if (this.list) this.judge([before, read], this.list)
  }

  private judge(pair: readonly [ReadHolder, ReadHolder], { fact, crl }: ReadList): void {
    if (pair.some(({ certificate }) => crl.serials.has(certificate.serial)) || this.compare(...pair, { kind: 'crl', fact, crl }))
      this.pairs.splice(
        this.pairs.findIndex(([a, b]) => a === pair[0] && b === pair[1]),
        1,
      )
  }

  /** How much of the log is trusted: all of it, or what stood in it when the doorman contradicted itself. */
  admits(index: number): boolean {
    return !this.distrust || index < this.distrust.size
  }

  bytes(): Uint8Array {
    const heads = this.distrust ? [...this.heads.values()].slice(-KEPT_HEADS) : []
    const kept = new Set([...heads, ...(this.newest ? [this.newest] : [])])
    return new Writer()
      .list([...kept], (w, head) => void w.long(encodeLogHead(head)))
      .text(this.distrust?.why ?? '')
      .u64(this.distrust?.since ?? 0)
      .u64(this.distrust?.size ?? 0)
      .list(this.evidence, (w, file) => void w.long(new TextEncoder().encode(file)))
      .bytes()
  }

  /** Goes on from what {@link bytes} wrote. @throws WIRE_MALFORMED */
  restore(bytes: Uint8Array): void {
    const { heads, why, since, size, evidence } = decodeAll(bytes, 'watch over the doorman', (r) => ({
      ...{ heads: r.list((i) => decodeLogHead(i.long())), why: r.text(), since: r.u64(), size: r.u64() },
      evidence: r.list((i) => new TextDecoder().decode(i.long())),
    }))
    for (const head of heads) this.sawHead(head)
    this.distrust = why === '' ? undefined : { why, since, size }
    this.evidence = evidence
  }
}

const asFact = (head: LogHead): ReadDoormanFact => {
  const fact: DoormanFact = { kind: 'log-head', bytes: encodeLogHead(head) }
  return { kind: 'log-head', fact, head }
}
