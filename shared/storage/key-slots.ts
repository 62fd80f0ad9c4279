/**
 * Data keys where they can be destroyed: slots of 64 bytes in a file that is overwritten in place, each key wrapped by the node's
 * storage key. A slot is written before anything refers to it, so a crash leaves at most a slot that nobody uses. A destroyed one says
 * so, in a form that no damage makes, and which key it was, since slots are used again and files put back: a key that the disk lost must
 * never be taken for one that a person had erased.
 *
 *   slot n, used:      1 ‖ 3 zero bytes ‖ nonce (12) ‖ AES-256-GCM of the key with n as associated data (48)
 *   slot n, destroyed: 2 ‖ 3 zero bytes ‖ name of the key (16) ‖ H(destroyed; n, name) ‖ 12 zero bytes
 *   name of a key: the first 16 bytes of H(slot; nonce and what is sealed)
 */
import { concat, equal, hex, Writer } from '../bytes.ts'
import { H } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import type { SlotFile } from '../ports/slot-file.ts'
import { REMEDY } from './store-proof.ts'

const SIZE = 64
const USED = Uint8Array.of(1, 0, 0, 0)
const FREE = new Uint8Array(SIZE)

const aad = (slot: number) => new Writer().u32(slot).bytes()
const NO_NAME = new Uint8Array(16)
const nameOf = (sealed: Uint8Array): Uint8Array => H('slot', sealed).slice(0, 16)
const stoneOf = (slot: number, name: Uint8Array) =>
  concat(Uint8Array.of(2, 0, 0, 0), name, H('destroyed', aad(slot), name), new Uint8Array(12))

/** What became of a key: only the second is somebody's will. */
export type KeyState = 'there' | 'destroyed' | 'lost'

export class KeySlots {
  private readonly crypto: CryptoProvider
  private readonly file: SlotFile
  private readonly storageKey: Uint8Array
  private readonly sealed = new Map<number, Uint8Array>()
  /** Names of the keys that were destroyed, by slot. */
  private readonly stones = new Map<number, string>()
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
      const content = bytes.subarray(slot * SIZE, (slot + 1) * SIZE)
      if (content[0] === 1 && content.length === SIZE) this.sealed.set(slot, content.slice(4))
      else if (equal(content, FREE)) this.free.push(slot)
      else if (equal(content, stoneOf(slot, content.slice(4, 20)))) this.stones.set(slot, hex(content.subarray(4, 20)))
    }
  }

  /** Stores a key of 32 bytes durably. @returns its slot */
  async put(key: Uint8Array): Promise<number> {
    const slot = this.free.pop() ?? this.next++
    this.stones.delete(slot)
    const nonce = this.crypto.random(12)
    const sealed = concat(nonce, await this.crypto.gcmSeal(this.storageKey, nonce, aad(slot), key))
    this.write(slot, concat(USED, sealed))
    this.sealed.set(slot, sealed)
    return slot
  }

  has(slot: number): boolean {
    return this.sealed.has(slot)
  }

  /** @throws NOT_FOUND when it was destroyed, STORE_DAMAGED when the file is not what was written */
  async get(slot: number): Promise<Uint8Array> {
    const sealed = this.sealed.get(slot) ?? fail('NOT_FOUND', { what: 'key of what was erased' })
    return this.crypto
      .gcmOpen(this.storageKey, sealed.slice(0, 12), aad(slot), sealed.slice(12))
      .catch((error: unknown) =>
        fail('STORE_DAMAGED', { store: 'of data keys', why: 'a key is not what was written', remedy: REMEDY.restore }, error),
      )
  }

  /** Name of the key in a slot, hex, which rows keep beside the slot's number. @throws NOT_FOUND */
  name(slot: number): string {
    return hex(nameOf(this.sealed.get(slot) ?? fail('NOT_FOUND', { what: 'key of what was erased' })))
  }

  /** @param name as of {@link name}; undefined in rows from before keys had names */
  state(slot: number, name: string | undefined): KeyState {
    const stone = this.stones.get(slot)
    if (stone !== undefined) return name === undefined || stone === name ? 'destroyed' : 'lost'
    return this.sealed.has(slot) && (name === undefined || this.name(slot) === name) ? 'there' : 'lost'
  }

  /**
   * Overwrites a slot; what its key sealed cannot be opened any more, wherever copies of it lie. The slot is not used again before
   * {@link retain}: rows may name it until their batch is there.
   */
  destroy(slot: number): void {
    if (this.stones.has(slot)) return
    const sealed = this.sealed.get(slot)
    const name = sealed ? nameOf(sealed) : NO_NAME
    this.sealed.delete(slot)
    this.write(slot, stoneOf(slot, name))
    this.stones.set(slot, hex(name))
  }

  /** Destroys keys that no row names any more; others may lie there at once. */
  recycle(slots: readonly number[]): void {
    for (const slot of slots) {
      this.destroy(slot)
      this.free.push(slot)
    }
  }

  /** Destroys every key that nobody refers to, since its batch never came. @param used slots that rows name */
  retain(used: ReadonlySet<number>): void {
    for (const slot of [...this.sealed.keys()]) if (!used.has(slot)) this.destroy(slot)
    const free = new Set(this.free)
    for (const slot of this.stones.keys()) if (!used.has(slot) && !free.has(slot)) this.free.push(slot)
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
