/**
 * Watches the notaries (docs/ledger.md §4): the last head of each is kept, the headers since are fetched on a schedule and soon after an answer
 * shows a newer one, and heads that others saw are compared. What a notary signed and cannot both be true ends the trust in it until an
 * operator decides, and is kept as evidence that anybody can check. What is not signed ends nothing: anybody could have put it in.
 * Rows: nw/NOTARY → head, time, distrust · nf/… (fact-book.ts) · nv/NOTARY/NUMBER → evidence.
 */
import type { NotaryObserver } from '@hdms/notary/client/notary-client.ts'
import { equal, fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import type { Logger } from '@hdms/shared/logging.ts'
import { decodeAnswer } from '@hdms/shared/notary/answer.ts'
import { encodeEvidence } from '@hdms/shared/notary/evidence.ts'
import {
  breakBetween,
  contradiction,
  type Fact,
  type ReadFact,
  readFact,
  type SignedHead,
  type SignedHeader,
  unsigned,
} from '@hdms/shared/notary/facts.ts'
import { type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { Checkpoints } from './checkpoints.ts'
import { asFact, sequenceOf, Watching } from './watched-notary.ts'

/** A notary as the network parameters list it, and how it is asked. */
export interface Watched {
  readonly name: string
  readonly key: Uint8Array
  /** Its certificate path, for evidence; none while the map does not list it. */
  readonly chain: readonly Uint8Array[]
  headers(from: number, limit: number): Promise<SignedHead[]>
  /** Asks for its head; the statement is heard as every other. */
  head(): Promise<unknown>
}

export interface NotaryWatchOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly store: NodeStore
  readonly logger: Logger
  /** By their ids on the ledger, hex. */
  readonly notaries: () => ReadonlyMap<string, Watched>
  /** Whether the chain is followed from its first header; a phone begins with the newest. */
  readonly whole: boolean
  /** Facts and headers that are remembered of each notary. */
  readonly remembered: number
  /** Headers that one look walks at most. */
  readonly walk: number
  /** ms after an answer until the headers before it are fetched. */
  readonly soon: number
  /** What institutions cosigned, and what this node cosigns. */
  readonly checkpoints?: Pick<Checkpoints, 'of' | 'agreed' | 'due' | 'cosign'>
  /** How far behind a head that enough institutions cosigned may be that it is gone on from without the headers between; never, without it. */
  readonly skip?: number
  /** A notary is not trusted any more: the owner is told. */
  readonly distrusted?: () => void
}

/** What the owner is told of a notary. */
export interface NotaryStanding {
  readonly name: string
  /** Of the last head; 0 before the first. */
  readonly sequence: number
  /** Milliseconds of the notary's clock, of the last head. */
  readonly time: number
  readonly distrusted?: { readonly why: string; readonly since: number }
  /** Files of evidence. */
  readonly evidence: readonly string[]
}

/** Headers whose place in the chain is still to be looked up; more are not remembered. */
const MAX_PENDING = 64
/** Longer lists of the register are compared with what is known and not kept: a row of 64 records has 9 kB. */
const MOST_LISTED = 64
/** Files of evidence: enough for anybody, and a notary that lies all day does not fill the disk. */
const MAX_EVIDENCE = 20
const PAGE = 1000

export class NotaryWatch {
  private readonly o: NotaryWatchOptions
  private readonly all = new Map<string, Watching>()
  /** Heads that others are told: those of the last look, so that they do not tell when this node last used a notary. */
  private told: SignedHeader[] = []
  private stopped = false

  constructor(o: NotaryWatchOptions) {
    this.o = o
  }

  async load(): Promise<void> {
    const rows = (prefix: string) => this.o.store.range(...prefixRange(prefix))
    const owner = (key: string): Watching => this.of(key.split('/')[1] ?? '')
    for (const [key, row] of await rows('nw/')) owner(key).restore(row)
    for (const [key, row] of await rows('nf/')) owner(key).book.restore(key, row)
    for (const [key] of await rows('nv/')) owner(key).evidence++
  }

  private of(id: string): Watching {
    const w = this.all.get(id) ?? new Watching(id, this.o.remembered)
    this.all.set(id, w)
    return w
  }

  private save(w: Watching): Promise<void> {
    return this.o.store.commit([{ key: `nw/${w.id}`, value: w.row() }])
  }

  private later(work: Promise<unknown>): void {
    work.catch((error: unknown) => this.o.logger.warn('notary watch', { code: asHdmsError(error).code }))
  }

  // ── What this node hears itself ──────────────────────────────────────────────────────────────────────────────────

  /** Follows everything that the notary with this id says to this node. */
  observer(id: Uint8Array): NotaryObserver {
    const name = hex(id)
    return {
      asking: () => {
        this.checkTrust(this.of(name))
        return this.of(name).time
      },
      heard: (fact, since) => this.heard(this.of(name), readFact(fact), since),
    }
  }

  private checkTrust({ id, distrust }: Watching): void {
    if (distrust) fail('NOTARY_DISTRUSTED', { notary: this.nameOf(id), why: distrust.why })
  }

  private nameOf(id: string): string {
    return this.o.notaries().get(id)?.name ?? id.slice(0, 16)
  }

  /** A fact whose signature verified. @param since the notary's newest time when it was asked @throws NOTARY_DISTRUSTED */
  private heard(w: Watching, read: ReadFact, since: number): void {
    const { said } = read
    this.compare(w, read)
    // A statement is over a nonce of this node: it is younger than what was known when it was asked for.
    if (said && said.time < since) this.distrust(w, 'its time goes back')
    w.time = Math.max(w.time, said?.time ?? read.head?.header.time ?? 0)
    if (said?.statement.kind === 'head') w.said = read
    else if ((said?.entries?.length ?? 0) <= MOST_LISTED) this.later(this.o.store.commit(w.book.add(read)))
    this.place(w, read)
    this.checkTrust(w)
  }

  /** Against everything that is known of the same things. */
  private compare(w: Watching, read: ReadFact): void {
    const head = w.head && readFact(asFact(w.head))
    for (const other of [head, w.said, w.newest, w.chain.get(sequenceOf(read)), ...w.book.related(read)]) {
      const why = other && contradiction(other, read)
      if (why) return this.distrust(w, why, [other.fact, read.fact])
    }
  }

  /** A header that is not known to stand in the chain: it must be found there, soon. */
  private place(w: Watching, read: ReadFact): void {
    const { fact, head } = read
    if (!head || fact.kind === 'statement') return
    const { sequence } = head.header
    if (sequence > sequenceOf(w.newest)) w.newest = headerAlone(read)
    if (w.head?.header.sequence === sequence || w.chain.has(sequence)) return
    if (w.pending.size < MAX_PENDING) w.pending.set(sequence, headerAlone(read))
    this.followSoon(w)
  }

  private followSoon(w: Watching): void {
    if (w.due || this.stopped) return
    w.due = true
    this.o.clock.after(this.o.soon, () => {
      w.due = false
      if (!this.stopped) this.later(this.follow(w.id))
    })
  }

  // ── The chain ────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Looks at every notary of the network. */
  async followAll(): Promise<void> {
    const ids = [...this.o.notaries().keys()]
    for (const id of ids) await this.follow(id)
    const heads = ids.flatMap((id) => this.all.get(id)?.head ?? [])
    this.told = heads.map(({ bytes, signature }) => ({ header: bytes, signature }))
  }

  private follow(id: string): Promise<void> {
    const w = this.of(id)
    w.following ??= this.look(w).finally(() => {
      w.following = undefined
    })
    return w.following
  }

  private async look(w: Watching): Promise<void> {
    const notary = this.o.notaries().get(w.id)
    if (!notary || w.distrust || this.stopped) return
    try {
      await this.lookAtCheckpoints(w)
      if (!w.head && !this.o.whole) await this.anchor(w, notary)
      await this.walk(w, notary)
      await this.lookUp(w, notary)
      await this.cosign(w)
    } catch (error) {
      const { code } = asHdmsError(error)
      if (code === 'BUG') throw error
      this.o.logger.info('the header chain is not followed for now', { code })
    }
  }

  /** What institutions cosigned has to be in the chain here; a node that is far behind goes on from what enough of them did. */
  private async lookAtCheckpoints(w: Watching): Promise<void> {
    const { checkpoints, skip } = this.o
    if (!checkpoints) return
    const good = await checkpoints.of(w.id).catch(() => [])
    await this.gossip(good.map(({ head }) => ({ header: head.bytes, signature: head.signature })))
    const agreed = skip === undefined || w.distrust ? undefined : checkpoints.agreed(good)
    if (!agreed || agreed.header.sequence <= (w.head?.header.sequence ?? 0) + (w.head ? (skip ?? 0) : 0)) return
    this.take(w, agreed)
    await this.save(w)
  }

  /** Cosigns the newest checkpoint that this node has followed the chain to. */
  private async cosign(w: Watching): Promise<void> {
    const sequence = w.distrust ? 0 : (this.o.checkpoints?.due(w.id, w.head?.header.sequence ?? 0) ?? 0)
    const followed = w.chain.get(sequence)
    if (followed?.head && followed.fact.kind === 'header')
      await this.o.checkpoints?.cosign(w.id, { ...followed.head, signature: followed.fact.signature })
  }

  /** Begins with the newest header. */
  private async anchor(w: Watching, notary: Watched): Promise<void> {
    await notary.head()
    const newest = sequenceOf(w.said)
    const [head] = newest > 0 ? await notary.headers(newest, 1) : []
    if (!head) return
    if (this.isAsked(w, newest, head)) this.take(w, head)
    await this.save(w)
  }

  private async walk(w: Watching, notary: Watched): Promise<void> {
    for (let walked = 0; walked < this.o.walk && !w.distrust; ) {
      const from = (w.head?.header.sequence ?? 0) + 1
      const page = Math.min(PAGE, this.o.walk - walked)
      const next = await notary.headers(from, page)
      if (next.length === 0) return
      walked += next.length
      for (const [i, head] of next.entries()) {
        if (this.goesOn(w, from + i, head)) this.take(w, head)
        if (w.distrust) break
      }
      await this.save(w)
      if (next.length < page) return
    }
  }

  /** Whether a header is the one that comes next in the chain. */
  private goesOn(w: Watching, sequence: number, head: SignedHead): boolean {
    const why = w.head && breakBetween(w.head, head)
    if (why && w.head) this.distrust(w, why, [asFact(w.head), asFact(head)])
    else if (!this.isAsked(w, sequence, head)) return false
    else if (sequence === 1 && head.header.previous.some((b) => b !== 0)) this.distrust(w, 'its first header continues another chain')
    return !w.distrust
  }

  private isAsked(w: Watching, sequence: number, head: SignedHead): boolean {
    const is = head.header.sequence === sequence
    if (!is) this.distrust(w, `asked for its header ${sequence} it shows header ${head.header.sequence}`)
    return is
  }

  private take(w: Watching, head: SignedHead): void {
    const read = readFact(asFact(head))
    this.compare(w, read)
    this.settle(w, read)
    if (w.distrust) return
    w.head = head
    w.time = Math.max(w.time, head.header.time)
    if (head.header.sequence > sequenceOf(w.newest)) w.newest = read
  }

  /** What stands in the chain at a sequence, against what was seen of it elsewhere. */
  private settle(w: Watching, chain: ReadFact): void {
    const sequence = sequenceOf(chain)
    const seen = w.pending.get(sequence)
    w.pending.delete(sequence)
    const why = seen && contradiction(seen, chain)
    if (why) return this.distrust(w, why, [seen.fact, chain.fact])
    w.chain.set(sequence, chain)
    if (w.chain.size > this.o.remembered) w.chain.delete(w.chain.keys().next().value as number)
  }

  /** Headers that were seen elsewhere and not on the way here: the notary has to show the same. */
  private async lookUp(w: Watching, notary: Watched): Promise<void> {
    for (const sequence of [...w.pending.keys()]) {
      if (w.distrust || !w.head || sequence > w.head.header.sequence) continue
      const [head] = await notary.headers(sequence, 1)
      if (head && this.isAsked(w, sequence, head)) this.settle(w, readFact(asFact(head)))
    }
    // It signed a header that its chain does not reach: its own word about its head settles whether it went back.
    if (!w.distrust && sequenceOf(w.newest) > (w.head?.header.sequence ?? 0)) await notary.head()
  }

  // ── What others saw ──────────────────────────────────────────────────────────────────────────────────────────────

  /** The last heads of all notaries of the network, for those this node writes to. They tell nothing about its dealings. */
  heads(): readonly SignedHeader[] {
    return this.told
  }

  /** Heads that another node saw. Nobody has to be believed: a notary signed them, or they are dropped. */
  async gossip(heads: readonly SignedHeader[]): Promise<void> {
    const notaries = this.o.notaries()
    for (const { header, signature } of heads.slice(0, 16)) {
      const read = readOrNone({ kind: 'header', header, signature })
      const notary = read && notaries.get(hex(read.notary))
      if (!notary) continue
      const w = this.of(hex(read.notary))
      const known = w.chain.get(sequenceOf(read))?.head ?? w.head
      const same = known && read.head && equal(known.bytes, read.head.bytes)
      if (w.distrust || same || (await unsigned(this.o.crypto, notary.key, read))) continue
      this.compare(w, read)
      if (!w.distrust) this.place(w, read)
    }
  }

  // ── Distrust ─────────────────────────────────────────────────────────────────────────────────────────────────────

  private distrust(w: Watching, why: string, facts?: readonly [Fact, Fact]): void {
    if (facts) this.keepEvidence(w, facts)
    if (w.distrust) return
    w.distrust = { why, since: this.o.clock.now() }
    this.o.logger.error('a notary is not trusted any more', { code: 'NOTARY_DISTRUSTED', notary: this.nameOf(w.id), why })
    this.later(this.save(w))
    this.o.distrusted?.()
  }

  private keepEvidence(w: Watching, facts: readonly [Fact, Fact]): void {
    const chain = this.o.notaries().get(w.id)?.chain ?? []
    if (w.evidence >= MAX_EVIDENCE || chain.length === 0) return
    const key = `nv/${w.id}/${String(++w.evidence).padStart(12, '0')}`
    this.later(this.o.store.commit([{ key, value: utf8(encodeEvidence({ chain, facts })) }]))
  }

  /** What the owner is shown of each notary of the network, with the evidence there is. */
  standing(): Promise<NotaryStanding[]> {
    return Promise.all(
      [...this.o.notaries()].map(async ([id, { name }]) => {
        const { head, distrust } = this.of(id)
        const rows = await this.o.store.range(...prefixRange(`nv/${id}/`))
        const { sequence = 0, time = 0 } = head?.header ?? {}
        return { name, sequence, time, ...(distrust ? { distrusted: distrust } : {}), evidence: rows.map(([, file]) => fromUtf8(file)) }
      }),
    )
  }

  /** The operator decides to trust a notary again, from the head on that it shows now. The evidence stays. @throws NOT_FOUND */
  async trust(name: string): Promise<void> {
    const [id, notary] = [...this.o.notaries()].find(([, n]) => n.name === name) ?? []
    if (!id || !notary || !this.of(id).distrust) return fail('NOT_FOUND', { what: 'notary of that name that is not trusted' })
    const gone = this.of(id).book.clear()
    const w = new Watching(id, this.o.remembered)
    w.evidence = this.of(id).evidence
    this.all.set(id, w)
    await this.o.store.commit([...gone, { key: `nw/${id}`, value: w.row() }])
    await this.anchor(w, notary)
  }

  stop(): void {
    this.stopped = true
  }
}

const readOrNone = (fact: Fact): ReadFact | undefined => {
  try {
    return readFact(fact)
  } catch {
    return undefined
  }
}

/** The header of an answer, as a fact of its own: it tells nothing of the transaction. */
function headerAlone({ fact, notary, head }: ReadFact): ReadFact {
  if (fact.kind !== 'answer' || !head) return { fact, notary, ...(head ? { head } : {}) }
  const { header, signature } = decodeAnswer(fact.answer)
  return { fact: { kind: 'header', header, signature }, notary, head }
}
