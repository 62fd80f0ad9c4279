/**
 * What the notary keeps. Key prefixes, numbered and never reused:
 *   1 nullifier → spender id      2 id → place, preimages, V, witnesses, P      3 sequence → header, leaves, ids
 *   4 last sequence, clock floor, state of headers before they had one           5 record id → registration
 */
import { concat, decodeAll, hex, Writer } from '@hdms/shared/bytes.ts'
import { type Commitment, decodeHeader, hasState, NO_STATE } from '@hdms/shared/notary/answer.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'

export interface Committed {
  readonly sequence: number
  readonly index: number
  readonly preimages: readonly Uint8Array[]
}

export interface CommitEntry extends Commitment {
  readonly visible: Uint8Array
  /** P, without which nobody could show later that V belongs to the id. */
  readonly privateRoot: Uint8Array
  readonly witnesses: readonly Uint8Array[]
}

export interface Batch {
  readonly sequence: number
  readonly header: Uint8Array
  /** Leaves of the answers' tree. */
  readonly leaves: readonly Uint8Array[]
  /** Of the transactions, in the order of the leaves. */
  readonly ids: readonly Uint8Array[]
}

/** A transaction as it was committed: what an auditor replays. */
export interface Evidence extends Committed {
  readonly visible: Uint8Array
  readonly witnesses: readonly Uint8Array[]
  /** P; nothing for what was committed before it was kept. */
  readonly privateRoot: Uint8Array | undefined
}

export interface Registration {
  readonly key: Uint8Array
  readonly sealed: Uint8Array
  readonly operation: number
}

/** The uniqueness store of a notary. One process writes; a PostgreSQL one must pass the same suite. */
export interface UniquenessStore {
  spender(nullifier: Uint8Array): Promise<Uint8Array | undefined>
  committed(id: Uint8Array): Promise<Committed | undefined>
  evidence(id: Uint8Array): Promise<Evidence | undefined>
  batch(sequence: number): Promise<Batch | undefined>
  lastBatch(): Promise<Batch | undefined>
  /** 0 before the first batch. */
  lastSequence(): Promise<number>
  /** The state after the last batch (see `stateAfter`). */
  state(): Promise<Uint8Array>
  /** All or nothing, durable when it resolves. @param written as of {@link NodeStore.commit} */
  commitBatch(batch: Batch, entries: readonly CommitEntry[], written?: () => void): Promise<void>
  clockFloor(): Promise<number>
  raiseClockFloor(time: number): Promise<void>
  registration(recordId: Uint8Array): Promise<Registration | undefined>
  putRegistration(recordId: Uint8Array, registration: Registration): Promise<void>
  close(): Promise<void>
}

const hashes = (w: Writer, h: Uint8Array) => void w.raw(h)
const sequenceKey = (n: number) => `3/${String(n).padStart(16, '0')}`

/** Row of the state after batches whose headers do not say it. */
export const STATE_ROW = '4/state'

export function decodeBatch(sequence: number, bytes: Uint8Array): Batch {
  return decodeAll(bytes, 'batch', (r) => {
    const [header, leaves] = [r.short(), r.list((i) => i.raw(32))]
    // A store of version 1 has no ids here until it is migrated.
    return { sequence, header, leaves, ids: r.remaining > 0 ? r.list((i) => i.raw(32)) : [] }
  })
}
export const batchRow = (b: Batch): Change => ({
  key: sequenceKey(b.sequence),
  value: new Writer().short(b.header).list(b.leaves, hashes).list(b.ids, hashes).bytes(),
})

export const decodeEvidence = (bytes: Uint8Array): Evidence =>
  decodeAll(bytes, 'commit', (r) => ({
    sequence: r.u64(),
    index: r.u32(),
    preimages: r.list((i) => i.raw(32)),
    visible: r.long(),
    witnesses: r.list((i) => i.long()),
    privateRoot: r.remaining > 0 ? r.raw(32) : undefined,
  }))

export function uniquenessStore(store: NodeStore): UniquenessStore {
  const evidence = async (id: Uint8Array): Promise<Evidence | undefined> => {
    const bytes = await store.get(`2/${hex(id)}`)
    return bytes && decodeEvidence(bytes)
  }
  return {
    spender: (nullifier) => store.get(`1/${hex(nullifier)}`),
    committed: evidence,
    evidence,
    async batch(sequence) {
      const bytes = await store.get(sequenceKey(sequence))
      return bytes && decodeBatch(sequence, bytes)
    },
    async state() {
      const last = await this.lastBatch()
      return last && hasState(last.header) ? decodeHeader(last.header).state : ((await store.get(STATE_ROW)) ?? NO_STATE)
    },
    async lastSequence() {
      const last = await store.get('4/last')
      return last ? decodeAll(last, 'sequence', (r) => r.u64()) : 0
    },
    async lastBatch() {
      const sequence = await this.lastSequence()
      return sequence === 0 ? undefined : this.batch(sequence)
    },
    async commitBatch(batch, entries, written) {
      const changes: Change[] = entries.flatMap((e, index) => [
        ...e.nullifiers.map((n) => ({ key: `1/${hex(n)}`, value: e.id })),
        {
          key: `2/${hex(e.id)}`,
          value: new Writer()
            .u64(batch.sequence)
            .u32(index)
            .list(e.preimages, hashes)
            .long(e.visible)
            .list(e.witnesses, (w, b) => void w.long(b))
            .raw(e.privateRoot)
            .bytes(),
        },
      ])
      changes.push(batchRow(batch))
      changes.push({ key: '4/last', value: new Writer().u64(batch.sequence).bytes() })
      await store.commit(changes, written)
    },
    async clockFloor() {
      const bytes = await store.get('4/floor')
      return bytes ? decodeAll(bytes, 'clock floor', (r) => r.u64()) : 0
    },
    raiseClockFloor: (time) => store.commit([{ key: '4/floor', value: new Writer().u64(time).bytes() }]),
    async registration(recordId) {
      const bytes = await store.get(`5/${hex(recordId)}`)
      return bytes && decodeAll(bytes, 'registration', (r) => ({ key: r.raw(32), operation: r.u8(), sealed: r.short() }))
    },
    putRegistration: (recordId, r) =>
      store.commit([{ key: `5/${hex(recordId)}`, value: concat(r.key, new Writer().u8(r.operation).short(r.sealed).bytes()) }]),
    close: () => store.close(),
  }
}
