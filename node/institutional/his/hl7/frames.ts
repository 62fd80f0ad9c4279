/**
 * MLLP frames out of a stream of bytes, which may cut and join them anywhere (HL7 v2.5.1 implementation guide, Appendix C):
 *
 *   0x0B message 0x1C [0x0D]
 *
 * What senders get wrong and can be understood is taken: a missing 0x0D, line ends or trailers alone between frames, a message without 0x0B. A frame
 * that begins inside another means that the end of the first was lost; it is reported and the second is read.
 */
const START = 0x0b
const END = 0x1c
const BLANK = new Set([0x0d, 0x0a, 0x20, 0x09, 0x00, END])

export type Frame = { readonly message: Uint8Array } | { readonly broken: 'its end never came' | 'it is too long' | 'it is no HL7 message' }

export class FrameReader {
  private held: Buffer = Buffer.alloc(0)
  private inside = false
  /** Where the search for an end goes on. */
  private searched = 0
  private readonly limit: number

  /** @param limit bytes of the longest message */
  constructor(limit: number) {
    this.limit = limit
  }

  /** Bytes as they come. @returns the frames that end in them */
  push(bytes: Uint8Array): Frame[] {
    this.held = this.held.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.held, bytes])
    const frames: Frame[] = []
    for (let more = true; more; ) more = this.inside ? this.readInside(frames) : this.readBetween(frames)
    return frames
  }

  /** Whether something waits for its end: the connection may close now without a loss, or not. */
  get pending(): boolean {
    return this.inside || this.held.length > 0
  }

  private drop(count: number): void {
    this.held = this.held.subarray(count)
    this.searched = 0
  }

  private readBetween(frames: Frame[]): boolean {
    let at = 0
    while (at < this.held.length && BLANK.has(this.held[at] as number)) at++
    this.drop(at)
    if (this.held.length === 0) return false
    if (this.held[0] === START) {
      this.drop(1)
      this.inside = true
      return true
    }
    // A message whose 0x0B is missing begins with MSH, maybe after a byte order mark; what is none is passed over up to the next frame.
    const head = this.held
      .subarray(0, 6)
      .toString('latin1')
      .replace(/^\xef\xbb\xbf/, '')
    if ('MSH'.startsWith(head.slice(0, 3)) || head.startsWith('MSH')) {
      if (head.length < 3) return false
      this.inside = true
      return true
    }
    const next = this.held.findIndex((byte) => byte === START || byte === END)
    if (next < 0 && this.held.length <= this.limit) return false
    frames.push({ broken: 'it is no HL7 message' })
    this.drop(next < 0 ? this.held.length : next)
    return true
  }

  private readInside(frames: Frame[]): boolean {
    for (let at = this.searched; at < this.held.length; at++) {
      const byte = this.held[at]
      if (byte === END) {
        const message = new Uint8Array(this.held.subarray(0, at))
        this.drop(at + 1)
        this.inside = false
        if (message.length > 0) frames.push({ message })
        return true
      }
      if (byte === START) {
        frames.push({ broken: 'its end never came' })
        this.drop(at + 1)
        return true
      }
    }
    this.searched = this.held.length
    if (this.held.length <= this.limit) return false
    frames.push({ broken: 'it is too long' })
    this.drop(this.held.length)
    this.inside = false
    return false
  }
}

/** A frame around encoded text. */
export const framed = (bytes: Uint8Array): Buffer => Buffer.concat([Uint8Array.of(START), bytes, Uint8Array.of(END, 0x0d)])
