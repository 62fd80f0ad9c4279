/**
 * A file whose bytes can be overwritten in place, which databases do not offer: they append, and keep old bytes. Synchronous, as
 * phones have it (OPFS access handles) and servers too.
 */
export interface SlotFile {
  /** Bytes. */
  size(): number
  read(at: number, length: number): Uint8Array
  /** Overwrites or appends. */
  write(at: number, bytes: Uint8Array): void
  /** Durable when it returns. */
  flush(): void
  close(): void
}
