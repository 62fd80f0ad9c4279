/** Byte strings: comparison, text forms, and the fixed binary encoding of everything that is hashed. */

import { toBig } from './decimal.ts'
import { fail } from './errors.ts'
import { refuse } from './form-reasons.ts'

const utf8Encoder = new TextEncoder()
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = (text: string): Uint8Array => utf8Encoder.encode(text)

/** Encodes text that comes back as it was. @throws INPUT_INVALID on half of a surrogate pair, which would come back as U+FFFD. */
export function exactUtf8(text: string): Uint8Array {
  if (/\p{Cs}/u.test(text)) refuse('INPUT_INVALID', 'half-character', { what: 'a text' })
  return utf8(text)
}

/** A character a byte: bytes as a key of a map. Up to 65,535 of them. */
export const binary = (bytes: Uint8Array): string => Reflect.apply(String.fromCharCode, String, bytes)

/** Names and codes, of which a record has thousands: calling the decoder costs more than they do. */
const SHORT = 32
function isShortAscii(bytes: Uint8Array): boolean {
  if (bytes.length > SHORT) return false
  for (let i = 0; i < bytes.length; i++) if ((bytes[i] as number) > 0x7f) return false
  return true
}

/** Decodes strict UTF-8. @throws WIRE_MALFORMED on an invalid sequence. */
export function fromUtf8(bytes: Uint8Array): string {
  if (isShortAscii(bytes)) return binary(bytes)
  try {
    return utf8Decoder.decode(bytes)
  } catch {
    return refuse('WIRE_MALFORMED', 'not-utf8', { what: 'text' })
  }
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  let length = 0
  for (const part of parts) length += part.length
  const out = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    out.set(part, at)
    at += part.length
  }
  return out
}

/** Lexicographic order of unsigned bytes; a prefix comes first. */
export function compare(a: Uint8Array, b: Uint8Array): number {
  const n = Math.min(a.length, b.length)
  for (let i = 0; i < n; i++) {
    const d = (a[i] as number) - (b[i] as number)
    if (d !== 0) return d
  }
  return a.length - b.length
}

/** Equality whose time depends on the lengths only. */
export function equal(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let diff = 0
  for (let i = 0; i < a.length; i++) diff |= (a[i] as number) ^ (b[i] as number)
  return diff === 0
}

/** True when every item is greater than the one before it (so there are no duplicates either). */
export function strictlyAscending(items: readonly Uint8Array[]): boolean {
  return items.every((item, i) => i === 0 || compare(items[i - 1] as Uint8Array, item) < 0)
}

const HEX = '0123456789abcdef'
const hexDigits = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

export function hex(bytes: Uint8Array): string {
  let out = ''
  for (const byte of bytes) out += hexDigits[byte]
  return out
}

/** @throws WIRE_MALFORMED when the text is not pairs of hexadecimal digits. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || /[^0-9a-f]/i.test(text)) refuse('WIRE_MALFORMED', 'not-hex', { what: 'hex' })
  const lower = text.toLowerCase()
  const digit = (i: number): number => HEX.indexOf(lower[i] as string)
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => digit(2 * i) * 16 + digit(2 * i + 1))
}

const BASE64 = utf8Encoder.encode('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
const PADDING = 0x3d

/** Written as bytes first: a file of megabytes as a text of single characters took ten times as long. */
export function base64(bytes: Uint8Array): string {
  const out = new Uint8Array(Math.ceil(bytes.length / 3) * 4)
  let to = 0
  for (let i = 0; i < bytes.length; i += 3) {
    const a = bytes[i] as number
    const b = bytes[i + 1]
    const c = bytes[i + 2]
    const three = (a << 16) | ((b ?? 0) << 8) | (c ?? 0)
    out[to++] = BASE64[three >> 18] as number
    out[to++] = BASE64[(three >> 12) & 63] as number
    out[to++] = b === undefined ? PADDING : (BASE64[(three >> 6) & 63] as number)
    out[to++] = c === undefined ? PADDING : (BASE64[three & 63] as number)
  }
  return utf8Decoder.decode(out)
}

/** @throws WIRE_MALFORMED when the text is not base64. */
export function fromBase64(text: string): Uint8Array {
  try {
    const binary = atob(text)
    const bytes = new Uint8Array(binary.length)
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i)
    return bytes
  } catch {
    return refuse('WIRE_MALFORMED', 'not-base64', { what: 'base64' })
  }
}

interface Room {
  readonly bytes: Uint8Array
  readonly view: DataView
}
const roomOf = (n: number): Room => {
  const bytes = new Uint8Array(n)
  return { bytes, view: new DataView(bytes.buffer) }
}
/** Rooms of writers that are done: most of what is written is small and hashed at once. */
const rooms: Room[] = []
const [MOST_KEPT, LARGEST_KEPT] = [16, 1 << 16]
const ENDED = roomOf(0)

const [U8, U16, U32] = [0xff, 0xffff, 0xffffffff]

/**
 * Writes the fixed binary form: integers big-endian, variable fields with a length before them. What does not fit its field is refused
 * (INPUT_INVALID) and never cut: a list of 65,539 written as one of three would be another list under the same signature.
 */
export class Writer {
  private to: Room = rooms.pop() ?? roomOf(256)
  private length = 0

  /** @returns where the next `n` bytes go */
  private room(n: number): number {
    const { bytes } = this.to
    if (this.to === ENDED) fail('BUG', { what: 'a writer that has ended' })
    const at = this.length
    this.length += n
    if (this.length > bytes.length) {
      this.to = roomOf(Math.max(bytes.length * 2, this.length))
      this.to.bytes.set(bytes.subarray(0, at))
    }
    return at
  }
  private put(bytes: Uint8Array): this {
    const at = this.room(bytes.length)
    this.to.bytes.set(bytes, at)
    return this
  }

  u8(value: number): this {
    if ((value & U8) !== value) misfit(value, U8)
    const at = this.room(1)
    this.to.view.setUint8(at, value)
    return this
  }
  u16(value: number): this {
    if ((value & U16) !== value) misfit(value, U16)
    const at = this.room(2)
    this.to.view.setUint16(at, value)
    return this
  }
  u32(value: number): this {
    if (value >>> 0 !== value) misfit(value, U32)
    const at = this.room(4)
    this.to.view.setUint32(at, value)
    return this
  }
  /** A non-negative integer up to 2^53 in eight bytes. */
  u64(value: number): this {
    if (!Number.isSafeInteger(value) || value < 0) misfit(value, Number.MAX_SAFE_INTEGER)
    const at = this.room(8)
    this.to.view.setBigUint64(at, toBig(value))
    return this
  }
  /** Bytes of a length that the reader knows: a hash or a key, unless said otherwise. */
  raw(bytes: Uint8Array, length = 32): this {
    if (bytes.length !== length)
      refuse('INPUT_INVALID', 'byte-count', { what: 'a field to be written', given: bytes.length, needed: length })
    return this.put(bytes)
  }
  /** Bytes up to the end of what is written. */
  rest(bytes: Uint8Array): this {
    return this.put(bytes)
  }
  /** Bytes after a 16-bit length. */
  short(bytes: Uint8Array): this {
    return this.u16(bytes.length).put(bytes)
  }
  /** Bytes after a 32-bit length. */
  long(bytes: Uint8Array): this {
    return this.u32(bytes.length).put(bytes)
  }
  text(value: string): this {
    return this.short(exactUtf8(value))
  }
  list<T>(items: readonly T[], each: (w: this, item: T) => void): this {
    this.u16(items.length)
    for (const item of items) each(this, item)
    return this
  }
  /** What was written. It ends the writer. */
  bytes(): Uint8Array {
    const written = this.to.bytes.slice(0, this.length)
    if (this.to.bytes.length <= LARGEST_KEPT && rooms.length < MOST_KEPT) rooms.push(this.to)
    this.to = ENDED
    return written
  }
}

const misfit = (value: number, most: number): never =>
  refuse('INPUT_INVALID', 'number-span', { what: 'a number or length to be written', given: value, most })

/** Reads what {@link Writer} wrote; anything short, long or out of range is refused as WIRE_MALFORMED. */
export class Reader {
  private at = 0
  private readonly source: Uint8Array
  private readonly what: string

  constructor(source: Uint8Array, what: string) {
    this.source = source
    this.what = what
  }

  /** @returns where the next `n` bytes begin */
  private take(n: number): number {
    const at = this.at
    if (at + n > this.source.length) refuse('WIRE_MALFORMED', 'ends-early', { what: this.what })
    this.at += n
    return at
  }

  private byte(at: number): number {
    return this.source[at] as number
  }

  u8(): number {
    return this.byte(this.take(1))
  }
  u16(): number {
    const at = this.take(2)
    return (this.byte(at) << 8) | this.byte(at + 1)
  }
  u32(): number {
    return this.u16() * 65_536 + this.u16()
  }
  u64(): number {
    const [high, low] = [this.u32(), this.u32()]
    if (high >= 2 ** 21) refuse('WIRE_MALFORMED', 'number-above', { what: this.what })
    return high * 2 ** 32 + low
  }
  raw(n: number): Uint8Array {
    const at = this.take(n)
    // A copy, also of a Buffer: its own `slice` shares the bytes, and whoever changes them later would change what was read.
    const copy = new Uint8Array(n)
    // A view costs more than so few bytes.
    if (n <= SHORT) for (let i = 0; i < n; i++) copy[i] = this.source[at + i] as number
    else copy.set(this.source.subarray(at, at + n))
    return copy
  }
  short(): Uint8Array {
    return this.raw(this.u16())
  }
  long(): Uint8Array {
    return this.raw(this.u32())
  }
  text(): string {
    return fromUtf8(this.short())
  }
  /** Every item takes a byte at least: a count that cannot be true is refused before anything is made for it. */
  list<T>(each: (r: this) => T): T[] {
    const length = this.u16()
    if (length > this.remaining) refuse('WIRE_MALFORMED', 'list-ends-early', { what: this.what })
    return Array.from({ length }, () => each(this))
  }
  flag(): boolean {
    const value = this.u8()
    if (value > 1) refuse('WIRE_MALFORMED', 'flag', { what: this.what })
    return value === 1
  }
  get remaining(): number {
    return this.source.length - this.at
  }
  /** Ends the reading: bytes left over make the whole input malformed. */
  end(): void {
    if (this.remaining !== 0) refuse('WIRE_MALFORMED', 'bytes-after', { what: this.what })
  }
}

/** Runs a decoder over the whole of `bytes`. */
export function decodeAll<T>(bytes: Uint8Array, what: string, decode: (r: Reader) => T): T {
  const reader = new Reader(bytes, what)
  const value = decode(reader)
  reader.end()
  return value
}
