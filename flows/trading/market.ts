/**
 * What an institution asked, who answered, and what it bought. Rows: mk/q/QUERY · mk/a/SESSION · mk/e/KEY, what was attested of an erased record.
 * Bought data lie in pieces of their own, which are destroyed at the end of their use or when the consent is withdrawn, and written anew without a
 * record that its owner erased.
 */
import { fail } from '@hdms/shared/errors.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { Clock } from '@hdms/shared/time.ts'
import type { DocumentStore } from '../core/documents.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import type { Attested } from '../erasure/wire.ts'
import type { Verified } from './sale/check.ts'

export interface AskedQuery {
  /** Hex. */
  readonly id: string
  /** Encoded order; without approvals while it was only counted. */
  readonly order: Uint8Array
  readonly state: 'draft' | 'counting' | 'counted' | 'asking' | 'asked' | 'failed'
  /** All, then each cell: in tens, 0 for fewer than ten. */
  readonly counts: readonly number[]
  readonly why: string
  /** Words that the researcher began with. */
  readonly words: string
  /** ms since 1970. */
  readonly at: number
}

export type AnswerState = 'shown' | 'requested' | 'refused' | 'bought' | 'partly' | 'refunded' | 'disputed' | 'withdrawn' | 'ended'

export interface Answer {
  /** Session. */
  readonly id: string
  readonly query: string
  /** One-time name. */
  readonly peer: string
  readonly state: AnswerState
  readonly sets: readonly SetLine[]
  readonly price: number
  readonly why: string
  /** Code of the refusal, of either side. */
  readonly code?: string
  /** Transaction of the last consent, hex. */
  readonly consent: string
  /** What is asked of a notary about each consent of this dealing, and each separate basis. */
  readonly consents: readonly BoughtUnder[]
  readonly sex: string
  readonly age: number
  readonly report: readonly Verified[]
  /** Pieces of bought data, and how many resources are in them. */
  readonly pieces: readonly string[]
  readonly resources: number
  /** From the purchase request to the paid data, ms; without what a person took to decide, when it was asked. */
  readonly took: number
  readonly attested: string
  /** Verification keys, hex, of the records of a purchase that is under way, once they were compared. */
  readonly underWay?: readonly string[]
  /** Verification keys, hex, of records that the person erased: used for nothing from then on. */
  readonly erased?: readonly string[]
  readonly at: number
}
/** A consent, or a separate basis beside it, that something was bought under. */
export interface BoughtUnder {
  /** Hex. */
  readonly nullifier: string
  readonly notary: string
  /** Beginning of its dealing, hex, which the names of its pieces have too. */
  readonly dealing: string
  /** Minute at which it ends. */
  readonly end: number
  /** When the notary last said that it is unspent: ms of its time, and of ours. */
  readonly unspent?: { readonly time: number; readonly asked: number }
}
/** Name of the piece that a bought lot lies in. */
export const pieceOf = (session: string, dealing: string, lot: number): string => `sale/${session}/${dealing}-${lot}`
/** Whether a piece was bought under a consent. */
export const isUnder = (piece: string, session: string, { dealing }: Pick<BoughtUnder, 'dealing'>): boolean =>
  piece.startsWith(`sale/${session}/${dealing}-`)

export interface SetLine {
  readonly criterion: number
  readonly count: number
  readonly from: number
  readonly until: number
  readonly coverage: number
  readonly hospital: number
  readonly device: number
  readonly selfReported: number
  readonly [field: string]: number
}

/** Where answers of one-time names come in. */
export interface AnswerBoxPort {
  /**
   * Opens it once.
   * @param expires ms since 1970: nobody new answers after it @param until ms since 1970: dealings go on so long, and a while longer
   * @returns id of the mailbox
   */
  open(query: Uint8Array, expires: number, until?: number): Promise<Uint8Array>
}

/** Sales that are under way at once: the others wait, so that each is quick. */
const AT_ONCE = 3
/** ms after which a sale that waits for a person lets another one go first. */
const TURN = 1_500

export class Market {
  private readonly queries = new Map<string, AskedQuery>()
  private readonly all = new Map<string, Answer>()
  /** Their ids, by one-time name. */
  private readonly ofPeer = new Map<string, Set<string>>()
  private readonly clock: Clock
  private readonly changed: (() => void) | undefined
  private readonly turns = new Map<string, () => void>()
  private readonly waiting: { readonly id: string; readonly go: () => void }[] = []
  /** Minutes that a seller has to let the key go. */
  readonly release: number
  /** Whether the law makes this institution keep what it did research on (flows/erasure/basis.ts). */
  readonly retains: boolean
  private readonly said = new Map<string, Attested>()
  private tail: Promise<unknown> = Promise.resolve()

  constructor(clock: Clock, options: { readonly release?: number; readonly retains?: boolean; readonly changed?: () => void } = {}) {
    this.clock = clock
    this.release = options.release ?? 60
    this.retains = options.retains ?? false
    this.changed = options.changed
  }

  private store: NodeStore | undefined
  async load(store: NodeStore): Promise<void> {
    this.store = store
    for (const [key, bytes] of await store.range(...prefixRange('mk/q/'))) this.queries.set(key.slice(5), decodeValue<never>(bytes))
    for (const [, bytes] of await store.range(...prefixRange('mk/a/'))) this.known(decodeValue<never>(bytes))
    for (const [key, bytes] of await store.range(...prefixRange('mk/e/'))) this.said.set(key.slice(5), decodeValue<never>(bytes))
  }

  putQuery(changes: Change[], query: AskedQuery): void {
    this.queries.set(query.id, query)
    changes.push({ key: `mk/q/${query.id}`, value: encodeValue({ ...query }) })
    this.changed?.()
  }
  query(id: string): AskedQuery | undefined {
    return this.queries.get(id)
  }
  /** Newest first. */
  asked(): AskedQuery[] {
    return [...this.queries.values()].sort((a, b) => b.at - a.at)
  }

  putAnswer(changes: Change[], answer: Answer): void {
    this.known(answer)
    changes.push({ key: `mk/a/${answer.id}`, value: encodeValue({ ...answer } as never) })
    this.changed?.()
  }
  amend(changes: Change[], id: string, patch: Partial<Answer>): void {
    this.putAnswer(changes, { ...this.answer(id), ...patch })
  }
  private known(answer: Answer): void {
    this.all.set(answer.id, answer)
    const ids = this.ofPeer.get(answer.peer) ?? new Set()
    this.ofPeer.set(answer.peer, ids.add(answer.id))
  }
  /** What one name answered. */
  answersBy(peer: string): Answer[] {
    return [...(this.ofPeer.get(peer) ?? [])].map((id) => this.answer(id))
  }
  /** @throws NOT_FOUND */
  answer(id: string): Answer {
    return this.all.get(id) ?? fail('NOT_FOUND', { what: 'answer' })
  }
  /** @param query id; of all without it */
  answers(query?: string): Answer[] {
    return [...this.all.values()].filter((a) => query === undefined || a.query === query).sort((a, b) => a.at - b.at)
  }

  /** Destroys pieces of bought data, their keys first. */
  async destroy(documents: DocumentStore, pieces: readonly string[]): Promise<void> {
    await this.change(async (store) => {
      await documents.erasePieces(store, pieces)
      await store.compact('all')
    })
  }
  /** One change of bought lots after the other: of two erasures that write a lot anew at once, one would bring back what the other left out. */
  change<T>(work: (store: NodeStore) => Promise<T>): Promise<T> {
    const store = this.store ?? fail('BUG', { what: 'a market that was not loaded' })
    const done = this.tail.then(() => work(store))
    this.tail = done.catch(() => {})
    return done
  }

  /** What was attested of an erased record. @param key names it by nothing that tells whose it is */
  attested(key: string): Attested | undefined {
    return this.said.get(key)
  }
  attest(changes: Change[], key: string, attested: Attested): void {
    this.said.set(key, attested)
    changes.push({ key: `mk/e/${key}`, value: encodeValue({ ...attested }) })
  }

  /** Waits for a turn; whoever has one goes on. It is lost to others after a while without {@link Market.turn} being called again. */
  turn(id: string): Promise<void> {
    this.turns.get(id)?.()
    if (this.turns.size >= AT_ONCE && !this.turns.has(id)) return new Promise<void>((go) => void this.waiting.push({ id, go }))
    this.hold(id)
    return Promise.resolve()
  }
  private hold(id: string): void {
    this.turns.set(
      id,
      this.clock.after(TURN, () => this.done(id)),
    )
  }
  /** The turn of a sale is over. */
  done(id: string): void {
    this.turns.get(id)?.()
    this.turns.delete(id)
    const next = this.waiting.shift()
    if (!next) return
    this.hold(next.id)
    next.go()
  }
}
