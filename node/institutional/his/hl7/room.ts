/**
 * Bytes that come piece by piece, in blocks that are used again: whoever sends large frames that never end, is cut and comes again would else leave
 * more memory behind than is in use, until it is collected.
 */

/** A small message needs no more; it stays with its room. */
const SMALL = 16 << 10
const BLOCK = 256 << 10
/** Blocks that wait for their next use. */
const SPARE = 128

const spare: Buffer[] = []

export class Room {
  private readonly first = Buffer.allocUnsafeSlow(SMALL)
  private readonly blocks: Buffer[] = []
  private length = 0

  /** Bytes that are in it. */
  get size(): number {
    return this.length
  }
  /** Bytes of memory that it takes. */
  get held(): number {
    return SMALL + this.blocks.length * BLOCK
  }
  /** Its last byte. */
  get last(): number | undefined {
    const at = this.length - 1
    if (at < SMALL) return at < 0 ? undefined : this.first[at]
    return this.blocks[Math.floor((at - SMALL) / BLOCK)]?.[(at - SMALL) % BLOCK]
  }

  add(bytes: Buffer, from: number, to: number): void {
    for (let at = from; at < to; ) {
      const place = this.length - SMALL
      const [block, start] = place < 0 ? [this.first, this.length] : [this.block(Math.floor(place / BLOCK)), place % BLOCK]
      const copied = bytes.copy(block, start, at, to)
      at += copied
      this.length += copied
    }
  }
  private block(number: number): Buffer {
    if (number === this.blocks.length) this.blocks.push(spare.pop() ?? Buffer.allocUnsafeSlow(BLOCK))
    return this.blocks[number] as Buffer
  }

  dropLast(): void {
    this.length = Math.max(0, this.length - 1)
  }

  /** A copy of what is in it. */
  bytes(): Uint8Array {
    const all = new Uint8Array(this.length)
    let at = 0
    for (const block of [this.first, ...this.blocks]) {
      all.set(block.subarray(0, this.length - at), at)
      at += block.length
    }
    return all
  }

  clear(): void {
    // What was in them is nobody's to find.
    for (const block of this.blocks.splice(0)) if (spare.length < SPARE) spare.push(block.fill(0))
    this.first.fill(0, 0, Math.min(SMALL, this.length))
    this.length = 0
  }
}
