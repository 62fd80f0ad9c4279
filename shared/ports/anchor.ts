/**
 * What a store said last, kept outside of it: beside the keys, and on the mirror. A store that knows less than its anchor has lost something or is
 * an old copy. Written before any commit is acknowledged.
 */
export interface Head {
  /** 16 bytes that tell one store from another. */
  readonly id: Uint8Array
  /** Number of the last acknowledged commit. */
  readonly sequence: number
  /** Digest of all rows after it. */
  readonly digest: Uint8Array
}

export interface Anchor {
  /** 'damaged' when there is one and nothing in it can be read; undefined when there is none. */
  read(): Promise<Head | 'damaged' | undefined>
  /** Durable when it resolves. */
  write(head: Head): Promise<void>
  close(): Promise<void>
}
