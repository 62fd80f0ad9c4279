/**
 * The one durable store of a node: journal, sessions, outbox, timers and vault share it, so that a turn is one atomic batch.
 * Keys are strings ordered by their UTF-8 bytes. Only these three operations exist, because phones offer no more.
 */
export type Change = { readonly key: string; readonly value: Uint8Array } | { readonly key: string; readonly value: null }

export interface NodeStore {
  get(key: string): Promise<Uint8Array | undefined>
  /** Entries with `from ≤ key < to`, in order. */
  range(from: string, to: string): Promise<readonly (readonly [string, Uint8Array])[]>
  /**
   * All or nothing, durable when it resolves. After a rejection the caller stops: the outcome is unknown.
   * @param written told, by stores that know, when it can be read and a later commit would be written at once: it comes before every later
   *   one, and can still be lost with them
   */
  commit(changes: readonly Change[], written?: () => void): Promise<void>
  /**
   * Makes what was deleted disappear from the disk, where a store would keep its bytes for a while: of all rows, or of those that
   * come and go, which is cheap.
   */
  compact(what?: 'all' | 'short-lived'): Promise<void>
  close(): Promise<void>
}

/** A row as it lies in a database. */
export type Row = readonly [key: string, bytes: Uint8Array]

/** What a database offers below a NodeStore (see storage/proven-store.ts), which alone uses it. */
export interface Rows {
  getMany(keys: readonly string[]): Promise<readonly (Uint8Array | undefined)[]>
  /** Rows with `from ≤ key < to`, in order. */
  range(from: string, to: string): Promise<readonly Row[]>
  /** All rows in order, lot by lot, as they are when it is called; nothing that is written meanwhile. */
  scan(): AsyncIterable<readonly Row[]>
  /** All or nothing, durable when it resolves. One at a time. */
  write(changes: readonly Change[]): Promise<void>
  compact(): Promise<void>
  close(): Promise<void>
}

/** The range of all keys that begin with a prefix. */
export const prefixRange = (prefix: string): [string, string] => [prefix, `${prefix}\uffff`]

/** Blobs of the off-ledger store, encrypted before they come here. Written before the batch that refers to them. */
export interface BlobStore {
  put(id: string, bytes: Uint8Array): Promise<void>
  get(id: string): Promise<Uint8Array | undefined>
  /** Overwrites and removes. */
  destroy(id: string): Promise<void>
  list(): Promise<readonly string[]>
}
