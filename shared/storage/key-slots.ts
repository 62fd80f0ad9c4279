/**
 * Data keys where they can be destroyed: slots of 64 bytes in a file that is overwritten in place, each key wrapped by the node's
 * storage key. A slot is written before anything refers to it, so a crash leaves at most a slot that nobody uses.
 *
 *   slot n: used (1) ‖ 3 zero bytes ‖ nonce (12) ‖ AES-256-GCM of the key with n as associated data (48)
 */
import { concat, Writer } from '../bytes.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import type { SlotFile } from '../ports/slot-file.ts'

const SIZE = 64
const USED = Uint8Array.of(1, 0, 0, 0)
const FREE = new Uint8Array(SIZE)

const aad = (slot: number) => new Writer().u32(slot).bytes()

export class KeySlots {
  private readonly crypto: CryptoProvider
  private readonly file: SlotFile
  private readonly storageKey: Uint8Array
  private readonly sealed = new Map<number, Uint8Array>()
  private readonly free: number[] = []
  private next = 0

  /** @param storageKey 32 bytes, from the node's secrets */
  constructor(crypto: CryptoProvider, file: SlotFile, storageKey: Uint8Array) {
    this.crypto = crypto
    this.file = file
    this.storageKey = storageKey
    const bytes = file.read(0, file.size())
    this.next = Math.ceil(bytes.length / SIZE)
    for (let slot = 0; slot < this.next; slot++) {
      const at = slot * SIZE
      if (bytes[at] === 1 && at + SIZE <= bytes.length) this.sealed.set(slot, bytes.slice(at + 4, at + SIZE))
      else this.free.push(slot)
    }
  }

  /** Stores a key of 32 bytes durably. @returns its slot */
  async put(key: Uint8Array): Promise<number> {
    const slot = this.free.pop() ?? this.next++
    const nonce = this.crypto.random(12)
    const sealed = concat(nonce, await this.crypto.gcmSeal(this.storageKey, nonce, aad(slot), key))
    this.write(slot, concat(USED, sealed))
    this.sealed.set(slot, sealed)
    return slot
  }

  has(slot: number): boolean {
    return this.sealed.has(slot)
  }

  /** @throws NOT_FOUND when it was destroyed */
  async get(slot: number): Promise<Uint8Array> {
    const sealed = this.sealed.get(slot) ?? fail('NOT_FOUND', { what: 'key of what was erased' })
    return this.crypto.gcmOpen(this.storageKey, sealed.slice(0, 12), aad(slot), sealed.slice(12))
  }

  /** Overwrites a slot; what its key sealed cannot be opened any more, wherever copies of it lie. */
  destroy(slot: number): void {
    if (!this.sealed.has(slot)) return
    // Forgotten only when it is overwritten: where the disk refuses, the same call can be made again.
    this.write(slot, FREE)
    this.sealed.delete(slot)
    this.free.push(slot)
  }

  /** Destroys every slot that nobody refers to: their batch never came. */
  retain(used: ReadonlySet<number>): void {
    for (const slot of [...this.sealed.keys()]) if (!used.has(slot)) this.destroy(slot)
  }

  close(): void {
    this.file.close()
  }

  private write(slot: number, bytes: Uint8Array): void {
    try {
      this.file.write(slot * SIZE, bytes)
      this.file.flush()
    } catch (error) {
      fail('STORE_FAILED', { why: 'the key file could not be written' }, error)
    }
  }
}
