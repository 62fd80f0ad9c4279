/**
 * MLLP frames out of a stream of bytes, which may cut and join them anywhere (HL7 v2.5.1 implementation guide, Appendix C):
 *
 *   0x0B message 0x1C [0x0D]
 *
 * Between frames there may be line ends, blanks and trailers, and a message may lack its 0x0B when it begins as every message does (MSH and a
 * delimiter, maybe after a byte order mark): senders do that. Anything else ends the stream for good. It is not HL7, and who looked for a frame
 * further on would find one in the body of an HTTP request that a web page made a browser send here.
 *
 * Both marks occur inside of messages too. A 0x1C ends one when 0x0D follows, or what can stand between frames, or nothing; a 0x0B begins
 * another, whose predecessor lost its end, when a header follows it, and is else a vertical tab of a text. In UTF-16 they are halves of
 * characters: there 0x1C 0x0D ends a message where a character could begin, or U+001C does. A text that was cut would be taken for the whole.
 *
 * Each byte is looked at twice at most, however it comes, and kept once.
 */
import { Room } from './room.ts'
import { type Wide, wideOf } from './wide.ts'

const START = 0x0b
const END = 0x1c
const BLANK = new Set([0x0d, 0x0a, 0x20, 0x09, 0x00, END])
/** Blanks between two frames, bytes: who sends more sends nothing else. */
const MOST_BLANKS = 1_024
/** Frames without an end that are passed over. */
const MOST_LOST = 100
/** What follows the end of a frame, when something does. */
const AFTER_END = new Set([0x0d, 0x0a, 0x00, START, END])
/** Byte order mark of UTF-8, then the segment that every message or batch begins with. */
const MARK = [0xef, 0xbb, 0xbf]
const HEADERS = ['MSH', 'FHS', 'BHS'].map((name) => [...Buffer.from(name)])
const HEADER = 3

export type Frame =
  | { readonly message: Uint8Array }
  /** After `it is no HL7 message` nothing more is read: close the connection. */
  | { readonly broken: 'its end never came' | 'it is too long' | 'it is no HL7 message' }

type State = 'between' | 'beginning' | 'inside' | 'passing over' | 'ended'

/** What a mark in a frame is. `more`: the bytes after it decide. */
type Meaning = 'content' | 'end' | 'begin' | 'more'

export interface FrameOptions {
  /** A 0x1C with nothing after it may be followed by something: its frame waits for that, or for {@link FrameReader.settle}. */
  readonly patient?: boolean
}

export class FrameReader {
  private state: State = 'between'
  /** What came of the frame that is open: a sender of single bytes costs no more than another. */
  private readonly room = new Room()
  /** Bytes of the frame that came before those that are being read. */
  private offset = 0
  private wide: Wide | undefined
  private blanks = 0
  private lost = 0
  /** A mark whose meaning the next bytes say. */
  private rest: Buffer = Buffer.alloc(0)
  /** Where the next marks stand in the bytes that are being read; looked for once. */
  private nextEnd = -1
  private nextStart = -1
  private readonly limit: number
  private readonly patient: boolean

  /** @param limit bytes of the longest message */
  constructor(limit: number, { patient = false }: FrameOptions = {}) {
    this.limit = limit
    this.patient = patient
  }

  /** Bytes as they come. @returns the frames that end in them */
  push(bytes: Uint8Array): Frame[] {
    const frames: Frame[] = []
    const came = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    const buffer = this.rest.length > 0 ? Buffer.concat([this.rest, came]) : came
    this.rest = Buffer.alloc(0)
    this.nextEnd = -1
    this.nextStart = -1
    for (let at = 0; at < buffer.length && this.state !== 'ended'; ) {
      if (this.state === 'between') at = this.between(buffer, at, frames)
      else if (this.state === 'beginning') at = this.beginning(buffer, at, frames)
      else at = this.inside(buffer, at, frames)
    }
    return frames
  }

  /** Whether a frame waits for what may follow its end. */
  get pending(): boolean {
    return this.rest[0] === END
  }
  /** Nothing followed. @returns the frame that ended */
  settle(): Frame[] {
    if (!this.pending) return []
    this.rest = Buffer.alloc(0)
    const frames: Frame[] = []
    this.close(frames)
    return frames
  }

  /** Whether a frame is open whose end has not come. */
  get open(): boolean {
    return this.state !== 'between' && this.state !== 'ended'
  }
  /** Lets go what it has of a frame: the connection is closed. */
  drop(): void {
    this.begin('ended', 0)
  }
  /** Bytes of memory that it takes. */
  get held(): number {
    return this.room.held
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
    this.room.clear()
    this.offset = 0
    this.wide = undefined
    return at
  }

  /** Looks whether what begins without 0x0B begins as a message does. */
  private beginning(bytes: Buffer, at: number, frames: Frame[]): number {
    const begun = Buffer.concat([this.room.bytes(), bytes.subarray(at, at + MARK.length + HEADER + 1)])
    const header = headerAt(begun, 0)
    if (header === 'none') return this.finish(frames, bytes.length)
    if (header === 'whole') {
      this.state = 'inside'
      this.offset = this.room.size
      return at
    }
    this.room.add(bytes, at, bytes.length)
    return bytes.length
  }

  private inside(bytes: Buffer, from: number, frames: Frame[]): number {
    if (this.offset === 0) {
      // Of the first character, to know how wide they are.
      if (bytes.length - from < 2 && bytes[from] !== END && bytes[from] !== START) return this.wait(bytes, from)
      this.wide = wideOf(bytes.subarray(from, from + 2))
    }
    for (let look = from; ; ) {
      const mark = this.mark(bytes, look)
      const meaning = mark === bytes.length ? 'content' : this.meaning(bytes, from, mark)
      if (mark < bytes.length && meaning === 'content') {
        look = mark + 1
        continue
      }
      this.take(bytes, from, mark, frames)
      if (mark === bytes.length) return mark
      if (meaning === 'more') return this.wait(bytes, mark)
      if (meaning === 'end') {
        // Half of U+001C was taken for the message's.
        if (this.wide === 'be' && this.offset % 2 === 1) this.room.dropLast()
        this.close(frames)
        return mark + 1
      }
      // Marks in a row before the first byte begin one frame.
      if (this.offset > 0) {
        if (this.state === 'inside') frames.push({ broken: 'its end never came' })
        if (++this.lost > MOST_LOST) return this.finish(frames, bytes.length)
      }
      return this.begin('inside', mark + 1)
    }
  }

  private wait(bytes: Buffer, from: number): number {
    this.rest = Buffer.from(bytes.subarray(from))
    return bytes.length
  }

  /** Where the next byte stands that may be a mark. */
  private mark(bytes: Buffer, from: number): number {
    const next = (known: number, mark: number): number => {
      if (known >= from) return known
      const found = bytes.indexOf(mark, from)
      return found < 0 ? bytes.length : found
    }
    this.nextEnd = next(this.nextEnd, END)
    this.nextStart = next(this.nextStart, START)
    return Math.min(this.nextEnd, this.nextStart)
  }

  private meaning(bytes: Buffer, from: number, mark: number): Meaning {
    const isFirst = this.offset + mark - from === 0
    if (this.wide !== undefined) return this.wideMeaning(bytes, from, mark)
    const next = bytes[mark + 1]
    if (bytes[mark] === START) {
      if (isFirst) return 'begin'
      const header = headerAt(bytes, mark + 1)
      return header === 'whole' ? 'begin' : header === 'part' ? 'more' : 'content'
    }
    if (next === undefined) return this.patient ? 'more' : 'end'
    const header = AFTER_END.has(next) ? 'whole' : headerAt(bytes, mark + 1)
    return header === 'whole' ? 'end' : header === 'part' ? 'more' : 'content'
  }

  /** In UTF-16 a mark stands where a character begins, and is followed by 0x0D; or it is the character U+001C. */
  private wideMeaning(bytes: Buffer, from: number, mark: number): Meaning {
    if (bytes[mark] === START) return 'content'
    const isFirstHalf = (this.offset + mark - from) % 2 === 0
    const next = bytes[mark + 1]
    if (isFirstHalf) return next === undefined ? 'more' : next === 0x0d || (next === 0 && this.wide === 'le') ? 'end' : 'content'
    const before = mark > from ? bytes[mark - 1] : this.room.last
    return this.wide === 'be' && before === 0 ? 'end' : 'content'
  }

  /** Keeps what came of the frame, as long as it is not too long. */
  private take(bytes: Buffer, from: number, to: number, frames: Frame[]): void {
    if (this.state === 'inside' && this.room.size + to - from > this.limit) {
      frames.push({ broken: 'it is too long' })
      const { offset, wide } = this
      this.begin('passing over', to)
      this.offset = offset
      this.wide = wide
    }
    if (this.state === 'inside') this.room.add(bytes, from, to)
    this.offset += to - from
  }

  private close(frames: Frame[]): void {
    if (this.state === 'inside' && this.room.size > 0) frames.push({ message: this.room.bytes() })
    this.begin('between', 0)
  }
}

/** Whether a header begins at a place, maybe behind a byte order mark; of one that is cut, whether what is there is part of one. */
function headerAt(bytes: Buffer, at: number): 'whole' | 'part' | 'none' {
  const marked = bytes[at] === MARK[0]
  if (marked && !MARK.every((byte, i) => at + i >= bytes.length || bytes[at + i] === byte)) return 'none'
  const from = marked ? at + MARK.length : at
  if (!HEADERS.some((header) => header.every((byte, i) => from + i >= bytes.length || bytes[from + i] === byte))) return 'none'
  const delimiter = bytes[from + HEADER]
  return delimiter === undefined ? 'part' : isDelimiter(delimiter) ? 'whole' : 'none'
}

/** MSH-1 is punctuation in every message that there is. */
const isDelimiter = (byte: number): boolean => byte > 0x20 && byte < 0x7f && !/[0-9A-Za-z]/.test(String.fromCharCode(byte))

/** A frame around encoded text. */
export const framed = (bytes: Uint8Array): Buffer => Buffer.concat([Uint8Array.of(START), bytes, Uint8Array.of(END, 0x0d)])
