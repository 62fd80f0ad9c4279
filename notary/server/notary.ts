/**
 * The blind, non-validating notary (docs/ledger.md §4). Requests are checked as they arrive; those that pass wait for the next
 * batch, which is decided in order, written once, and signed once. A batch can be read before it cannot be lost any more; the next one is
 * decided then, and nothing of either is said before the first is durable.
 *
 *   ask ─ identify ─ stored? ─ form ─ witnesses ─┐
 *   ask ─ …                                      ├─ batch: stored? · conflict? · window? ─ write, sign ─ durable ─ answers
 *                                                                                              └─ the next batch
 */

import { hex } from '@hdms/shared/bytes.ts'
import { MerkleTree } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { fail } from '@hdms/shared/errors.ts'
import type { Witness } from '@hdms/shared/ledger/signatures.ts'
import type { Visible } from '@hdms/shared/ledger/transaction.ts'
import {
  type Answer,
  answerLeaf,
  type Conflict,
  encodeHeader,
  encodeStatement,
  headerHash,
  headerMessage,
  notaryId,
  type SignedStatement,
  type Statement,
  spenderMark,
  stateAfter,
  statementMessage,
} from '@hdms/shared/notary/answer.ts'
import { Recent } from '@hdms/shared/recent.ts'
import { type Clock, minuteOf } from '@hdms/shared/time.ts'
import { Accepted, type AcceptedEntry } from './accepted.ts'
import { checkForm, checkWindow, checkWitnesses, identify, type ParametersView, type Request } from './check.ts'
import { refuse } from './reasons.ts'
import type { Batch, UniquenessStore } from './store.ts'
import { AT_START, proveStore } from './store-proof.ts'
import { NotaryTime } from './time.ts'

export interface NotaryOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly store: UniquenessStore
  /** Seed of the service identity key. */
  readonly seed: Uint8Array
  readonly parameters: () => ParametersView
  /** Most transactions of one batch. */
  readonly maxBatch?: number
  /** Most requests that may wait. */
  readonly maxWaiting?: number
  /** A write failed: it serves nothing more until it is started again on a store that works. */
  readonly stopped?: () => void
}

/** Committed, or refused with a signed conflict over the own id. */
export type Outcome = { readonly answer: Answer } | { readonly conflict: readonly Conflict[] }

/** How many batches are kept in memory. */
const RECENT_BATCHES = 256

/** A batch that is written. */
interface Settled {
  readonly header: Uint8Array
  readonly tree: MerkleTree
}

export interface Waiting {
  readonly request: Request
  readonly witnesses: readonly Witness[]
  done(outcome: Outcome): void
  failed(error: unknown): void
}

/** The end of the header chain, which only batches move on. */
interface Tip {
  readonly sequence: number
  readonly hash: Uint8Array
  readonly state: Uint8Array
}

/** What the store says of a request. */
interface Known {
  readonly stored: Answer | undefined
  /** Ids of those who spent its nullifiers, then its references, in V's order. */
  readonly spenders: readonly (Uint8Array | undefined)[]
}

export class Notary {
  readonly id: Uint8Array
  readonly key: Uint8Array
  private readonly options: NotaryOptions
  private readonly time: NotaryTime
  private waiting: Waiting[] = []
  private running = false
  /** Until the newest batch is answered, and with it all before it. Their times are older than that of any statement from now on. */
  private deciding: Promise<unknown> = Promise.resolve()
  private tip: Tip | undefined
  /** Ids between arrival and outcome: nothing is said about them. */
  private readonly open = new Map<string, number>()
  private readonly signatures = new Map<number, Uint8Array>()
  /** The batches that were asked about last, so that an answer asked for again costs no hashing. At most 100 KiB each. */
  private readonly recent = new Recent<number, Settled>(RECENT_BATCHES)
  private broken = false
  /** ms. */
  private lastBatchTook = 0

  private constructor(options: NotaryOptions, key: Uint8Array, time: NotaryTime) {
    this.options = options
    this.key = key
    this.id = notaryId(key)
    this.time = time
  }

  /** @throws STORE_DAMAGED when the store is not what was signed: then nothing is served, and nothing was written */
  static async start(options: NotaryOptions): Promise<Notary> {
    const time = new NotaryTime(options.clock, options.store)
    await time.start()
    const key = await options.crypto.publicKey(options.seed)
    await proveStore({ store: options.store, notary: notaryId(key), most: AT_START })
    return new Notary(options, key, time)
  }

  /** Proves the whole store, as far back as it goes. @param pause waited for after each batch. @throws STORE_DAMAGED; then nothing more is served */
  async prove(pause: () => Promise<void>): Promise<void> {
    await proveStore({ store: this.options.store, notary: this.id, pause }).catch((error: unknown) => {
      this.broke()
      throw error
    })
  }

  /**
   * Commits a transaction or says why not. The same bytes get the same answer for ever.
   * @throws TX_MALFORMED, TX_WITNESS, TX_WINDOW, PARAMETERS_UNKNOWN, BUSY: unsigned refusals, evidence of nothing
   */
  async notarise(visible: Uint8Array, privateRoot: Uint8Array, witnessBytes: readonly Uint8Array[]): Promise<Outcome> {
    this.checkWhole()
    const request = identify(this.id, visible, privateRoot, witnessBytes)
    const name = hex(request.id)
    this.open.set(name, (this.open.get(name) ?? 0) + 1)
    try {
      const stored = await this.lasting(this.storedAnswer(request.id))
      if (stored) return { answer: stored }
      checkForm(request, this.options.parameters(), minuteOf(await this.now()))
      const witnesses = await checkWitnesses(this.options.crypto, request)
      if (this.waiting.length >= (this.options.maxWaiting ?? 5000)) fail('BUSY', { service: 'notary', seconds: this.wait() })
      return await new Promise<Outcome>((done, failed) => {
        this.waiting.push({ request, witnesses, done, failed })
        if (!this.running) void this.drain()
      })
    } finally {
      const left = (this.open.get(name) ?? 1) - 1
      if (left === 0) this.open.delete(name)
      else this.open.set(name, left)
    }
  }

  /** How long those take that wait already, by how long the last batch took; whole seconds. */
  private wait(): number {
    const batches = Math.ceil(this.waiting.length / (this.options.maxBatch ?? 1000))
    return Math.max(1, Math.ceil((batches * this.lastBatchTook) / 1000))
  }

  private async drain(): Promise<void> {
    this.running = true
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, this.options.maxBatch ?? 1000)
      const began = this.options.clock.now()
      await new Promise<void>((next) => {
        const decided = this.decide(group, this.deciding, next).catch((error: unknown) => {
          this.broke()
          for (const w of [...group, ...this.waiting.splice(0)]) w.failed(error)
        })
        this.deciding = decided.then(next)
      })
      this.lastBatchTook = this.options.clock.now() - began
    }
    this.running = false
  }

  private checkWhole(): void {
    if (this.broken) refuse('STORE_FAILED', 'earlier-write')
  }

  /** The outcome on disk is unknown, so a later batch must not overtake it, and nothing is said about now. */
  private broke(): void {
    if (this.broken) return
    this.broken = true
    this.options.stopped?.()
  }

  /** @throws what the store throws: then nothing more is served */
  now(): Promise<number> {
    return this.time.now().catch((error: unknown) => {
      this.broke()
      throw error
    })
  }

  /** @param before settles when the batch before is answered. @param next told when the next batch can be decided */
  private async decide(group: readonly Waiting[], before: Promise<unknown>, next: () => void): Promise<void> {
    const now = await this.now()
    const minute = minuteOf(now)
    // Only this batch writes, so what the store says now holds until it is written.
    const known = await Promise.all(group.map((w) => this.lookUp(w.request)))
    const accepted = new Accepted()
    const after: (() => void)[] = []
    for (const [i, w] of group.entries()) {
      const { id, v, visible, privateRoot, witnessBytes } = w.request
      const { stored, spenders } = known[i] as Known
      if (accepted.join(id, w)) continue
      if (stored) {
        after.push(() => w.done({ answer: stored }))
        continue
      }
      const conflicts = conflictsOf(v, spenders, accepted)
      if (conflicts.length > 0) {
        after.push(() => w.done({ conflict: conflicts }))
        continue
      }
      try {
        checkWindow(v.from, v.until, w.witnesses, minute)
      } catch (error) {
        after.push(() => w.failed(error))
        continue
      }
      const preimages = w.witnesses.flatMap((x) => (x.preimage ? [x.preimage] : []))
      accepted.add({ id, visible, privateRoot, nullifiers: v.nullifiers, witnesses: witnessBytes, preimages }, w)
    }
    if (accepted.list.length > 0) after.unshift(await this.commit(accepted.list, now, next))
    else next()
    // What was refused may have been for a batch that can still be lost.
    await before
    this.checkWhole()
    for (const run of after) run()
  }

  /** Writes a batch and signs its header. @returns what answers everybody who waits for it */
  private async commit(accepted: readonly AcceptedEntry[], now: number, next: () => void): Promise<() => void> {
    const { store } = this.options
    const last = this.tip ?? (await this.readTip())
    const sequence = last.sequence + 1
    const entries = accepted.map(({ entry }) => entry)
    const tree = new MerkleTree(entries.map((entry) => answerLeaf(entry.id, entry.preimages)))
    const state = stateAfter(last.state, entries)
    const header = encodeHeader({
      notary: this.id,
      sequence,
      previous: last.hash,
      root: tree.root,
      count: entries.length,
      time: now,
      state,
    })
    this.tip = { sequence, hash: headerHash(header), state }
    const written = store.commitBatch({ sequence, header, leaves: tree.leaves, ids: entries.map(({ id }) => id) }, entries, next)
    const [signature] = await Promise.all([this.signHeader(sequence, header), written])
    this.recent.put(sequence, { header, tree })
    return () => {
      for (const [index, { entry, waiters }] of accepted.entries()) {
        const answer: Answer = { header, signature, index, path: tree.path(index), preimages: entry.preimages }
        for (const w of waiters) w.done({ answer })
      }
    }
  }

  private async readTip(): Promise<Tip> {
    const { store } = this.options
    const [last, state] = await Promise.all([store.lastBatch(), store.state()])
    return { sequence: last?.sequence ?? 0, hash: last ? headerHash(last.header) : new Uint8Array(32), state }
  }

  /** What can be read of a batch before it is answered can still be lost: it is said after that. @throws STORE_FAILED when it may be */
  private async lasting<T>(read: Promise<T>): Promise<T> {
    const value = await read
    if (value === undefined) return value
    await this.deciding
    this.checkWhole()
    return value
  }

  private async signHeader(sequence: number, header: Uint8Array): Promise<Uint8Array> {
    const known = this.signatures.get(sequence)
    if (known) return known
    const signature = await this.options.crypto.sign(this.options.seed, headerMessage(header))
    if (this.signatures.size > 1000) this.signatures.clear()
    this.signatures.set(sequence, signature)
    return signature
  }

  private async lookUp({ id, v }: Request): Promise<Known> {
    const [stored, ...spenders] = await Promise.all([
      this.storedAnswer(id),
      ...[...v.nullifiers, ...v.references].map((n) => this.options.store.spender(n)),
    ])
    return { stored, spenders }
  }

  private async storedAnswer(id: Uint8Array): Promise<Answer | undefined> {
    const place = await this.options.store.committed(id)
    if (!place) return undefined
    const { header, tree } = await this.settled(place.sequence)
    const signature = await this.signHeader(place.sequence, header)
    return { header, signature, index: place.index, path: tree.path(place.index), preimages: place.preimages }
  }

  private async settled(sequence: number): Promise<Settled> {
    const known = this.recent.get(sequence)
    if (known) return known
    const batch = (await this.options.store.batch(sequence)) ?? fail('BUG', { what: 'a commit without its batch' })
    const settled = { header: batch.header, tree: new MerkleTree(batch.leaves) }
    this.recent.put(sequence, settled)
    return settled
  }

  /** @param time that {@link Notary.now} gave; without one, this moment */
  async statement(nonce: Uint8Array, statement: Statement, time?: number): Promise<SignedStatement> {
    return this.sign(nonce, time ?? (await this.now()), statement)
  }

  private async sign(nonce: Uint8Array, time: number, statement: Statement): Promise<SignedStatement> {
    const bytes = encodeStatement(this.id, nonce, time, statement)
    return { bytes, signature: await this.options.crypto.sign(this.options.seed, statementMessage(bytes)) }
  }

  /**
   * The time for a statement about now. When it resolves, every batch with an earlier time is on disk, and every later batch has at least
   * this time: read the store after it, and what is said then never contradicts a header. @throws STORE_FAILED when that cannot be known
   */
  private async moment(): Promise<number> {
    const time = this.now()
    // Whoever awaits it later must not find it unhandled.
    time.catch(() => {})
    await this.deciding
    const now = await time
    this.checkWhole()
    return now
  }

  async head(nonce: Uint8Array): Promise<SignedStatement> {
    const time = await this.moment()
    const last = await this.lasting(this.options.store.lastBatch())
    return this.sign(nonce, time, { kind: 'head', header: last?.header ?? new Uint8Array(0) })
  }

  /** Committed with its answer, or signed `absent`; an id that is being decided gets neither. @throws BUSY */
  async status(nonce: Uint8Array, id: Uint8Array): Promise<{ answer: Answer } | { statement: SignedStatement }> {
    const answer = await this.lasting(this.storedAnswer(id))
    if (answer) return { answer }
    // The time is taken first: whatever commits this id afterwards does so at a later time.
    const time = await this.moment()
    if (this.open.has(hex(id))) fail('BUSY', { service: 'notary', seconds: 1 })
    const again = await this.lasting(this.storedAnswer(id))
    if (again) return { answer: again }
    return { statement: await this.sign(nonce, time, { kind: 'absent', id }) }
  }

  async unspent(nonce: Uint8Array, nullifier: Uint8Array): Promise<SignedStatement> {
    const time = await this.moment()
    const by = await this.lasting(this.options.store.spender(nullifier))
    return this.sign(nonce, time, by ? { kind: 'spent', nullifier, by: spenderMark(by) } : { kind: 'unspent', nullifier })
  }

  async headers(from: number, limit: number): Promise<{ header: Uint8Array; signature: Uint8Array }[]> {
    const batches: Batch[] = []
    for (let n = Math.max(1, from); batches.length < Math.min(limit, 1000); n++) {
      const batch = await this.options.store.batch(n)
      if (!batch) break
      batches.push(batch)
    }
    await this.lasting(Promise.resolve(batches))
    return Promise.all(batches.map(async ({ sequence, header }) => ({ header, signature: await this.signHeader(sequence, header) })))
  }

  async stop(): Promise<void> {
    while (this.running) await this.deciding
    await this.deciding
    if (!this.broken) await this.time.stop()
    await this.options.store.close()
  }
}

/** Every input and reference that is spent already, in the store or by `accepted`, with a mark of the spender. */
function conflictsOf({ nullifiers, references }: Visible, spenders: Known['spenders'], accepted: Accepted): Conflict[] {
  return [...nullifiers, ...references].flatMap((nullifier, i) => {
    const by = accepted.spender(nullifier) ?? spenders[i]
    return by ? [{ nullifier, reference: i >= nullifiers.length, by: spenderMark(by) }] : []
  })
}
