/**
 * The NodeStore that every database is opened as: rows carry sums, each commit its number and the digest of all rows, and before a commit is
 * acknowledged an anchor outside of the database says that there was one. Opened again, it is what was acknowledged, or it is refused
 * (store-proof.ts). It may lie in two places, such as two disks: both have every commit before it is acknowledged.
 *
 *   commits that wait ─► one batch, its proof ─► every place ─► every anchor ─► acknowledged
 *                                        └────► the next batch
 */
import { equal, fromUtf8, utf8 } from '../bytes.ts'
import { asHdmsError, fail, HdmsError } from '../errors.ts'
import type { Anchor, Head } from '../ports/anchor.ts'
import type { Change, NodeStore, Row, Rows } from '../ports/node-store.ts'
import { NO_DIGEST, RowSums, type Sha256, toggle } from './row-sums.ts'
import { ADOPTING, COPYING, encodeProof, fits, headOf, isOwn, OLD_COUNT, type Plan, PROOF, type Proof, REMEDY } from './store-proof.ts'

/** Sorts before and after all keys that there can be. */
const [FIRST, LAST] = ['\u0001', '\uffff\uffff']

/** Where the store lies: the rows as they are there, and what is kept of it outside. */
export interface Place {
  readonly name: string
  readonly rows: Rows
  readonly anchor: Anchor
}

export interface ProvenStore extends NodeStore {
  /** Reads all rows as they are now, in the first place. Commits go on. @param pause waited for after each lot. @throws STORE_DAMAGED */
  check(pause?: () => Promise<void>): Promise<{ readonly rows: number; readonly commits: number }>
}

export interface ProvenOptions {
  readonly places: readonly [Place, ...Place[]]
  readonly sha256: Sha256
  readonly random: (bytes: number) => Uint8Array
  readonly plan: Plan
  /** Looks at what lies below the rows, for {@link ProvenStore.check}. @returns what is wrong there */
  readonly files?: (pause?: () => Promise<void>) => Promise<string | undefined>
  /** Told once, when it cannot go on: a write failed, or a row is not what was written. */
  readonly ended?: (error: HdmsError) => void
}

/** Carries out what was decided, and opens the store. @throws STORE_FAILED */
export async function openProven(o: ProvenOptions): Promise<ProvenStore> {
  const sums = new RowSums(o.sha256)
  const { plan, places } = o
  const [first] = places
  const proof =
    plan.kind === 'open' ? plan.proof : await firstProof(first.rows, sums, o.random(16), plan.kind === 'adopt' ? plan.commits + 1 : 0)
  const behind = plan.kind === 'open' ? plan.behind : places.flatMap((_, index) => (index === 0 ? [] : [index]))
  const source = (places[plan.kind === 'open' ? plan.source : 0] as Place).rows
  for (const index of behind) await become((places[index] as Place).rows, source, sums, proof)
  await Promise.all(places.map(({ anchor }) => anchor.write(headOf(proof))))
  return new Proven(o, sums, { ...proof, anchored: true })
}

const proofRow = (sums: RowSums, proof: Proof): Change => ({ key: PROOF, value: sums.row(PROOF, encodeProof(proof)) })

/** The proof of a store that begins, or that programs before there were proofs left: its rows get their sums, lot by lot. */
async function firstProof(rows: Rows, sums: RowSums, id: Uint8Array, sequence: number): Promise<Proof> {
  const digest = NO_DIGEST.slice()
  let count = 0
  const [adopting] = await rows.getMany([ADOPTING])
  // After a crash in the middle: the lots up to this key are done.
  let done = adopting && fromUtf8(adopting)
  for await (const lot of rows.scan()) {
    const changes: Change[] = []
    for (const [key, bytes] of lot) {
      if (isOwn(key)) continue
      const row = done === undefined ? sums.row(key, bytes) : bytes
      if (done === undefined) changes.push({ key, value: row })
      if (key === done) done = undefined
      toggle(digest, sums.of(key, row))
      count++
    }
    const last = changes.at(-1)
    if (last) await rows.write([...changes, { key: ADOPTING, value: utf8(last.key) }])
  }
  const proof: Proof = { id, sequence, digest, before: NO_DIGEST, rows: count, anchored: false }
  await rows.write([{ key: ADOPTING, value: null }, { key: OLD_COUNT, value: null }, proofRow(sums, proof)])
  return proof
}

/** Makes a place as the source is. A crash leaves it marked, and knowing nothing. */
async function become(target: Rows, source: Rows, sums: RowSums, proof: Proof): Promise<void> {
  await target.write([{ key: COPYING, value: Uint8Array.of(1) }, ...[PROOF, ADOPTING, OLD_COUNT].map((key) => ({ key, value: null }))])
  let from = FIRST
  for await (const lot of source.scan()) {
    const rows = lot.filter(([key]) => !isOwn(key))
    const until = rows.at(-1)?.[0]
    if (until === undefined) continue
    await target.write(differences(await target.range(from, `${until}\u0000`), rows))
    from = `${until}\u0000`
  }
  await target.write([...differences(await target.range(from, LAST), []), { key: COPYING, value: null }, proofRow(sums, proof)])
}

function differences(there: readonly Row[], wanted: readonly Row[]): Change[] {
  const has = new Map(there)
  const keep = new Set(wanted.map(([key]) => key))
  return [
    ...there.flatMap(([key]) => (keep.has(key) || isOwn(key) ? [] : [{ key, value: null }])),
    ...wanted.flatMap(([key, value]) => {
      const old = has.get(key)
      return old && equal(old, value) ? [] : [{ key, value }]
    }),
  ]
}

interface Waiting {
  readonly changes: readonly Change[]
  readonly written: (() => void) | undefined
  done(): void
  failed(error: unknown): void
}

class Proven implements ProvenStore {
  private readonly places: readonly [Place, ...Place[]]
  private readonly sums: RowSums
  private readonly anchors: AnchorQueue
  private proof: Proof
  private waiting: Waiting[] = []
  private turn: Promise<void> = Promise.resolve()
  private draining = false
  private broken: HdmsError | undefined
  private readonly ended: (error: HdmsError) => void
  private readonly files: ProvenOptions['files']

  constructor({ places, ended, files }: ProvenOptions, sums: RowSums, proof: Proof) {
    this.places = places
    this.sums = sums
    this.proof = proof
    this.ended = ended ?? (() => {})
    this.files = files
    this.anchors = new AnchorQueue(places.map(({ anchor }) => anchor))
  }

  private get rows(): Rows {
    return this.places[0].rows
  }

  async get(key: string): Promise<Uint8Array | undefined> {
    const [row] = await this.rows.getMany([key])
    return row && this.value(key, row)
  }

  async range(from: string, to: string): Promise<readonly Row[]> {
    const rows = await this.rows.range(from, to)
    return rows.flatMap(([key, row]) => (isOwn(key) ? [] : [[key, this.value(key, row)] as const]))
  }

  private value(key: string, row: Uint8Array): Uint8Array {
    return this.sums.value(key, row) ?? this.damaged('a row is not what was written')
  }

  private damaged(why: string): never {
    const error = new HdmsError('STORE_DAMAGED', { store: this.places[0].name, why, remedy: REMEDY.restore })
    this.end(error)
    throw error
  }

  /** @throws what ended the store, when something has */
  private sound(): void {
    if (!this.broken) return
    if (this.broken.code === 'STORE_DAMAGED') throw this.broken
    fail('STORE_FAILED', { why: 'an earlier write failed' }, this.broken)
  }

  /** What was on its way may be on the disk or not: nothing later may overtake it. */
  private end(error: HdmsError): void {
    if (this.broken) return
    this.broken = error
    this.ended(error)
  }

  async commit(changes: readonly Change[], written?: () => void): Promise<void> {
    this.sound()
    if (changes.length === 0) return
    await new Promise<void>((done, failed) => {
      this.waiting.push({ changes, written, done, failed })
      if (!this.draining) void this.drain()
    })
  }

  /** Writes with one fsync a place for all that arrived while the one before was on its way. */
  private async drain(): Promise<void> {
    this.draining = true
    while (this.waiting.length > 0) {
      const group = this.waiting
      this.waiting = []
      await this.inTurn(() => this.write(group))
    }
    this.draining = false
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work)
    this.turn = mine.then(
      () => {},
      () => {},
    )
    return mine
  }

  private async write(group: readonly Waiting[]): Promise<void> {
    const failed = (error: unknown) => {
      this.end(asHdmsError(error))
      for (const w of group) w.failed(error)
    }
    try {
      this.sound()
      const { changes, proof } = await this.next(new Map(group.flatMap((w) => w.changes.map(({ key, value }) => [key, value] as const))))
      await Promise.all(this.places.map(({ rows }) => rows.write(changes)))
      this.proof = proof
      for (const w of group) w.written?.()
      // The next batch does not wait for the anchors; whoever asked for this one does.
      this.anchors.write(headOf(proof)).then(() => {
        for (const w of group) w.done()
      }, failed)
    } catch (error) {
      failed(error)
    }
  }

  /** The rows of a batch, and the proof after it. */
  private async next(batch: ReadonlyMap<string, Uint8Array | null>): Promise<{ changes: Change[]; proof: Proof }> {
    const { sums, proof } = this
    const keys = [...batch.keys()]
    for (const key of keys) if (isOwn(key)) fail('BUG', { what: 'a row of the store itself' })
    const old = await this.rows.getMany(keys)
    const digest = Uint8Array.from(proof.digest)
    let rows = proof.rows
    const changes: Change[] = keys.map((key, i) => {
      const [before, value] = [old[i], batch.get(key) ?? null]
      if (before) toggle(digest, sums.of(key, before))
      const row = value && sums.row(key, value)
      if (row) toggle(digest, sums.of(key, row))
      rows += (row ? 1 : 0) - (before ? 1 : 0)
      return row ? { key, value: row } : { key, value: null }
    })
    const next: Proof = { ...proof, sequence: proof.sequence + 1, before: proof.digest, digest, rows }
    return { changes: [...changes, proofRow(sums, next)], proof: next }
  }

  async check(pause?: () => Promise<void>): Promise<{ rows: number; commits: number }> {
    // Between two batches: the rows that are read are those of this proof.
    const { proof, why } = await this.inTurn(async () => {
      const proof = this.proof
      return { proof, why: fits(this.rows, this.sums, proof, pause) }
    })
    const wrong = (await this.files?.(pause)) ?? (await why)
    if (wrong !== undefined) this.damaged(wrong)
    return { rows: proof.rows, commits: proof.sequence }
  }

  async compact(): Promise<void> {
    for (const { rows } of this.places) await this.inTurn(() => rows.compact())
  }

  async close(): Promise<void> {
    while (this.draining) await this.turn
    await this.turn
    await this.anchors.end()
    await Promise.all(this.places.flatMap(({ rows, anchor }) => [rows.close(), anchor.close()]))
  }
}

/** Writes the newest head, and with one write for all that came while the one before was on its way. */
class AnchorQueue {
  private readonly anchors: readonly Anchor[]
  private running: Promise<void> | undefined
  private next: { head: Head; written: Promise<void> } | undefined

  constructor(anchors: readonly Anchor[]) {
    this.anchors = anchors
  }

  write(head: Head): Promise<void> {
    if (this.next) {
      this.next.head = head
      return this.next.written
    }
    const mine: { head: Head; written: Promise<void> } = { head, written: Promise.resolve() }
    this.next = mine
    mine.written = (this.running ?? Promise.resolve()).then(async () => {
      this.next = undefined
      await Promise.all(this.anchors.map((anchor) => anchor.write(mine.head)))
    })
    this.running = mine.written
    return mine.written
  }

  async end(): Promise<void> {
    await this.running?.catch(() => {})
  }
}
