/** Byte strings: comparison, text forms, and the fixed binary encoding of everything that is hashed. */
import { fail } from './errors.ts'

const utf8Encoder = new TextEncoder()
const utf8Decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

export const utf8 = (text: string): Uint8Array => utf8Encoder.encode(text)

/** Decodes strict UTF-8. @throws WIRE_MALFORMED on an invalid sequence. */
export function fromUtf8(bytes: Uint8Array): string {
  try {
    return utf8Decoder.decode(bytes)
  } catch {
    return fail('WIRE_MALFORMED', { what: 'text', why: 'not UTF-8' })
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

const hexDigits = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'))

export function hex(bytes: Uint8Array): string {
  let out = ''
  for (const byte of bytes) out += hexDigits[byte]
  return out
}

/** @throws WIRE_MALFORMED when the text is not pairs of hexadecimal digits. */
export function fromHex(text: string): Uint8Array {
  if (text.length % 2 !== 0 || /[^0-9a-f]/i.test(text)) fail('WIRE_MALFORMED', { what: 'hex', why: 'not hexadecimal' })
  return Uint8Array.from({ length: text.length / 2 }, (_, i) => Number.parseInt(text.slice(i * 2, i * 2 + 2), 16))
}

export function base64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 0x8000) binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000))
  return btoa(binary)
}

/** @throws WIRE_MALFORMED when the text is not base64. */
export function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  } catch {
    return fail('WIRE_MALFORMED', { what: 'base64', why: 'not base64' })
  }
}

/** Writes the fixed binary form: integers big-endian, variable fields with a length before them. */
export class Writer {
  private buffer: Uint8Array = new Uint8Array(256)
  private length = 0

  private room(n: number): DataView {
    if (this.length + n > this.buffer.length) {
      const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + n))
      larger.set(this.buffer.subarray(0, this.length))
      this.buffer = larger
    }
    this.length += n
    return new DataView(this.buffer.buffer, this.length - n, n)
  }

  u8(value: number): this {
    this.room(1).setUint8(0, value)
    return this
  }
  u16(value: number): this {
    this.room(2).setUint16(0, value)
    return this
  }
  u32(value: number): this {
    this.room(4).setUint32(0, value)
    return this
  }
  /** A non-negative integer up to 2^53 in eight bytes. */
  u64(value: number): this {
    this.room(8).setBigUint64(0, BigInt(value))
    return this
  }
  raw(bytes: Uint8Array): this {
    this.room(bytes.length)
    this.buffer.set(bytes, this.length - bytes.length)
    return this
  }
  /** Bytes after a 16-bit length. */
  short(bytes: Uint8Array): this {
    if (bytes.length > 0xffff) fail('WIRE_MALFORMED', { what: 'field', why: 'longer than 65535 bytes' })
    return this.u16(bytes.length).raw(bytes)
  }
  /** Bytes after a 32-bit length. */
  long(bytes: Uint8Array): this {
    return this.u32(bytes.length).raw(bytes)
  }
  text(value: string): this {
    return this.short(utf8(value))
  }
  list<T>(items: readonly T[], each: (w: this, item: T) => void): this {
    this.u16(items.length)
    for (const item of items) each(this, item)
    return this
  }
  bytes(): Uint8Array {
    return this.buffer.slice(0, this.length)
  }
}

/** Reads what {@link Writer} wrote; anything short, long or out of range is refused as WIRE_MALFORMED. */
export class Reader {
  private at = 0
  private readonly source: Uint8Array
  private readonly what: string

  constructor(source: Uint8Array, what: string) {
    this.source = source
    this.what = what
  }

  private take(n: number): DataView {
    if (this.at + n > this.source.length) fail('WIRE_MALFORMED', { what: this.what, why: 'ends too early' })
    this.at += n
    return new DataView(this.source.buffer, this.source.byteOffset + this.at - n, n)
  }

  u8(): number {
    return this.take(1).getUint8(0)
  }
  u16(): number {
    return this.take(2).getUint16(0)
  }
  u32(): number {
    return this.take(4).getUint32(0)
  }
  u64(): number {
    const value = this.take(8).getBigUint64(0)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) fail('WIRE_MALFORMED', { what: this.what, why: 'a number above 2^53' })
    return Number(value)
  }
  raw(n: number): Uint8Array {
    const view = this.take(n)
    return this.source.slice(view.byteOffset - this.source.byteOffset, view.byteOffset - this.source.byteOffset + n)
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
  list<T>(each: (r: this) => T): T[] {
    return Array.from({ length: this.u16() }, () => each(this))
  }
  flag(): boolean {
    const value = this.u8()
    if (value > 1) fail('WIRE_MALFORMED', { what: this.what, why: 'a flag that is neither 0 nor 1' })
    return value === 1
  }
  get remaining(): number {
    return this.source.length - this.at
  }
  /** Ends the reading: bytes left over make the whole input malformed. */
  end(): void {
    if (this.remaining !== 0) fail('WIRE_MALFORMED', { what: this.what, why: 'bytes after the end' })
  }
}

/** Runs a decoder over the whole of `bytes`. */
export function decodeAll<T>(bytes: Uint8Array, what: string, decode: (r: Reader) => T): T {
  const reader = new Reader(bytes, what)
  const value = decode(reader)
  reader.end()
  return value
}
