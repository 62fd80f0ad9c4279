/**
 * MLLP frames out of a stream of bytes, which may cut and join them anywhere (HL7 v2.5.1 implementation guide, Appendix C):
 *
 *   0x0B message 0x1C [0x0D]
 *
 * Between frames there may be line ends, blanks and trailers, and a message may lack its 0x0B when it begins as every message does (MSH and a
 * delimiter, maybe after a byte order mark): senders do that. Anything else ends the stream for good. It is not HL7, and who looked for a frame
 * further on would find one in the body of an HTTP request that a web page made a browser send here.
 *
 * Each byte is looked at twice at most, however it comes, and kept once.
 */
const START = 0x0b
const END = 0x1c
const BLANK = new Set([0x0d, 0x0a, 0x20, 0x09, 0x00, END])
/** Blanks between two frames, bytes: who sends more sends nothing else. */
const MOST_BLANKS = 1_024
/** Frames without an end that are passed over. */
const MOST_LOST = 100
/** Byte order mark of UTF-8, then the segment that every message begins with. */
const MARK = [0xef, 0xbb, 0xbf]
const HEADER = [0x4d, 0x53, 0x48]
/** A room of this size is kept from frame to frame. */
const SMALL = 16 << 10

export type Frame =
  | { readonly message: Uint8Array }
  /** After `it is no HL7 message` nothing more is read: close the connection. */
  | { readonly broken: 'its end never came' | 'it is too long' | 'it is no HL7 message' }

type State = 'between' | 'beginning' | 'inside' | 'passing over' | 'ended'

export class FrameReader {
  private state: State = 'between'
  /** What came of the frame that is open, in a room that doubles: a sender of single bytes costs no more than another. */
  private room: Buffer = Buffer.alloc(0)
  private size = 0
  private blanks = 0
  private lost = 0
  /** Where the next end stands in the bytes that are being read; looked for once. */
  private end = -1
  private readonly limit: number

  /** @param limit bytes of the longest message */
  constructor(limit: number) {
    this.limit = limit
  }

  /** Bytes as they come. @returns the frames that end in them */
  push(bytes: Uint8Array): Frame[] {
    const frames: Frame[] = []
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    this.end = -1
    for (let at = 0; at < buffer.length && this.state !== 'ended'; ) {
      if (this.state === 'between') at = this.between(buffer, at, frames)
      else if (this.state === 'beginning') at = this.beginning(buffer, at, frames)
      else at = this.inside(buffer, at, frames)
    }
    return frames
  }

  /** Whether a frame is open whose end has not come. */
  get open(): boolean {
    return this.state !== 'between' && this.state !== 'ended'
  }
  /** Bytes of memory that it takes. */
  get held(): number {
    return this.room.length
  }

  private between(bytes: Buffer, start: number, frames: Frame[]): number {
    let at = start
    while (at < bytes.length && BLANK.has(bytes[at] as number)) at++
    this.blanks += at - start
    if (this.blanks > MOST_BLANKS) return this.finish(frames, bytes.length)
    if (at === bytes.length) return at
    return bytes[at] === START ? this.begin('inside', at + 1) : this.begin('beginning', at)
  }

  /** What came is no HL7: nothing more is read. */
  private finish(frames: Frame[], at: number): number {
    frames.push({ broken: 'it is no HL7 message' })
    return this.begin('ended', at)
  }

  private begin(state: State, at: number): number {
    this.state = state
    this.blanks = 0
    if (this.room.length > SMALL) this.room = Buffer.alloc(0)
    this.size = 0
    return at
  }

  /** Looks whether what begins without 0x0B begins as a message does. */
  private beginning(bytes: Buffer, at: number, frames: Frame[]): number {
    const begun = [...this.room.subarray(0, this.size), ...bytes.subarray(at, at + MARK.length + HEADER.length + 1)]
    const bare = begun[0] === MARK[0] ? begun.slice(MARK.length) : begun
    const marked = begun[0] !== MARK[0] || begun.slice(0, MARK.length).every((byte, i) => byte === MARK[i])
    const header = bare.slice(0, HEADER.length).every((byte, i) => byte === HEADER[i])
    const delimiter = bare[HEADER.length]
    if (!marked || !header || (delimiter !== undefined && !isDelimiter(delimiter))) return this.finish(frames, bytes.length)
    if (delimiter !== undefined) {
      this.state = 'inside'
      return at
    }
    this.keep(bytes.subarray(at))
    return bytes.length
  }

  private inside(bytes: Buffer, at: number, frames: Frame[]): number {
    if (this.end < at) this.end = bytes.indexOf(END, at)
    if (this.end < 0) this.end = bytes.length
    const stop = this.end
    const again = bytes.subarray(at, stop).indexOf(START)
    if (again >= 0) {
      if (this.state === 'inside') frames.push({ broken: 'its end never came' })
      if (++this.lost > MOST_LOST) return this.finish(frames, bytes.length)
      return this.begin('inside', at + again + 1)
    }
    if (this.state === 'inside' && this.size + stop - at > this.limit) {
      frames.push({ broken: 'it is too long' })
      this.begin('passing over', at)
    }
    if (this.state === 'inside') this.keep(bytes.subarray(at, stop))
    if (stop === bytes.length) return stop
    if (this.state === 'inside' && this.size > 0) frames.push({ message: new Uint8Array(this.room.subarray(0, this.size)) })
    return this.begin('between', stop + 1)
  }

  private keep(bytes: Buffer): void {
    const size = this.size + bytes.length
    if (size > this.room.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(size, Math.min(this.room.length * 2, this.limit), SMALL))
      this.room.copy(larger, 0, 0, this.size)
      this.room = larger
    }
    bytes.copy(this.room, this.size)
    this.size = size
  }
}

/** MSH-1 is punctuation in every message that there is. */
const isDelimiter = (byte: number): boolean => byte > 0x20 && byte < 0x7f && !/[0-9A-Za-z]/.test(String.fromCharCode(byte))

/** A frame around encoded text. */
export const framed = (bytes: Uint8Array): Buffer => Buffer.concat([Uint8Array.of(START), bytes, Uint8Array.of(END, 0x0d)])
