/**
 * What the notary keeps. Key prefixes, numbered and never reused:
 *   1 nullifier → spender id      2 id → place, V, witnesses      3 sequence → header, ids      4 clock floor
 *   5 record id → registration
 */
import { concat, decodeAll, hex, Writer } from '@hdms/shared/bytes.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'

export interface Committed {
  readonly sequence: number
  readonly index: number
  readonly preimages: readonly Uint8Array[]
}

export interface CommitEntry {
  readonly id: Uint8Array
  readonly visible: Uint8Array
  readonly nullifiers: readonly Uint8Array[]
  readonly witnesses: readonly Uint8Array[]
  readonly preimages: readonly Uint8Array[]
}

export interface Batch {
  readonly sequence: number
  readonly header: Uint8Array
  /** Leaves of the answers' tree. */
  readonly leaves: readonly Uint8Array[]
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
  batch(sequence: number): Promise<Batch | undefined>
  lastBatch(): Promise<Batch | undefined>
  /** All or nothing, durable when it resolves. */
  commitBatch(batch: Batch, entries: readonly CommitEntry[]): Promise<void>
  clockFloor(): Promise<number>
  raiseClockFloor(time: number): Promise<void>
  registration(recordId: Uint8Array): Promise<Registration | undefined>
  putRegistration(recordId: Uint8Array, registration: Registration): Promise<void>
  close(): Promise<void>
}

const hashes = (w: Writer, h: Uint8Array) => void w.raw(h)
const sequenceKey = (n: number) => `3/${String(n).padStart(16, '0')}`

export function uniquenessStore(store: NodeStore): UniquenessStore {
  const decodeBatch = (sequence: number, bytes: Uint8Array): Batch =>
    decodeAll(bytes, 'batch', (r) => ({ sequence, header: r.short(), leaves: r.list((i) => i.raw(32)) }))
  return {
    spender: (nullifier) => store.get(`1/${hex(nullifier)}`),
    async committed(id) {
      const bytes = await store.get(`2/${hex(id)}`)
      return (
        bytes &&
        decodeAll(bytes, 'commit', (r) => {
          const place = { sequence: r.u64(), index: r.u32(), preimages: r.list((i) => i.raw(32)) }
          r.long()
          r.list((i) => i.long())
          return place
        })
      )
    },
    async batch(sequence) {
      const bytes = await store.get(sequenceKey(sequence))
      return bytes && decodeBatch(sequence, bytes)
    },
    async lastBatch() {
      const last = await store.get('4/last')
      if (!last) return undefined
      const sequence = decodeAll(last, 'sequence', (r) => r.u64())
      return this.batch(sequence)
    },
    async commitBatch(batch, entries) {
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
            .bytes(),
        },
      ])
      changes.push({ key: sequenceKey(batch.sequence), value: new Writer().short(batch.header).list(batch.leaves, hashes).bytes() })
      changes.push({ key: '4/last', value: new Writer().u64(batch.sequence).bytes() })
      await store.commit(changes)
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
