/**
 * Large messages. What makes one large is nearly always a file in base64: it is cut out of the bytes before they are decoded and taken apart, which
 * takes many times their size, and put back where the file is read, on a thread of its own. Nobody else's message waits for it.
 */
import { isAscii } from 'node:buffer'
import { randomBytes, webcrypto } from 'node:crypto'
import { hex } from '@hdms/shared/bytes.ts'
import { Hl7Message } from '@medplum/core'
import { documentIn } from './document.ts'
import { resultsIn } from './results.ts'
import { inWide, type Wide, wideOf } from './wide.ts'

/** Bytes from which a message is large, and of a component that is cut out of it. */
export const LARGE: number = 128 << 10
const LONG = 64 << 10
/** Delimiters that are looked at in one segment for a long component. */
const MOST_DELIMITERS = 10_000

/** What was cut out of a message, by the token that stands for it. */
export type Cut = ReadonlyMap<string, Uint8Array>

export interface Lightened {
  readonly bytes: Uint8Array
  readonly cut: Cut
}

/** A message with tokens instead of long components; itself, when it has none. */
export function lightened(message: Uint8Array): Lightened {
  if (message.length < LARGE) return { bytes: message, cut: new Map() }
  const bytes = Buffer.from(message.buffer, message.byteOffset, message.length)
  const wide = wideOf(message)
  return wide === undefined ? lightenedBytes(bytes) : lightenedWide(bytes, wide)
}

function lightenedBytes(bytes: Buffer): Lightened {
  const begin = bytes.indexOf('MSH')
  const delimiters = new Set([0x0d, 0x0a, ...bytes.subarray(begin + 3, begin + 8)])
  // In every set of 8 bits ASCII is the same characters.
  return cutOut(bytes, longComponents(bytes, delimiters, 0x0d), 1, ({ start, end }) => {
    const component = bytes.subarray(start, end)
    return isAscii(component) ? new Uint8Array(component) : undefined
  })
}

/** In UTF-16 bytes of delimiters occur within other characters, so the text is searched; a file is kept as ASCII, half of its size. */
function lightenedWide(bytes: Buffer, wide: Wide): Lightened {
  const even = bytes.subarray(0, bytes.length - (bytes.length % 2))
  const text = (wide === 'le' ? even : Buffer.from(even).swap16()).toString('utf16le')
  const [header = '', delimited = ''] = /^\ufeff?MSH(.{5})/.exec(text.slice(0, 10)) ?? []
  if (header === '') return { bytes, cut: new Map() }
  const components = longComponents(text, new Set(['\r', '\n', ...delimited]), '\r')
  return cutOut(
    bytes,
    components,
    2,
    ({ start, end }) => {
      const component = Buffer.from(text.slice(start, end), 'utf8')
      return isAscii(component) ? new Uint8Array(component) : undefined
    },
    wide,
  )
}

/** @param width bytes of a unit in which places are counted @param read the ASCII of a component; undefined when it is none */
function cutOut(
  bytes: Buffer,
  components: Iterable<Span>,
  width: number,
  read: (span: Span) => Uint8Array | undefined,
  wide?: Wide,
): Lightened {
  const cut = new Map<string, Uint8Array>()
  const kept: Uint8Array[] = []
  const name = hex(randomBytes(12))
  let from = 0
  for (const { start, end } of components) {
    const component = read({ start, end })
    if (!component) continue
    const token = `${name}x${cut.size}x`
    cut.set(token, component)
    kept.push(bytes.subarray(from, start * width), inWide(token, wide))
    from = end * width
  }
  return cut.size === 0 ? { bytes, cut } : { bytes: Buffer.concat([...kept, bytes.subarray(from)]), cut }
}

interface Span {
  readonly start: number
  readonly end: number
}

/** Bytes or a text, in which a delimiter of its kind can be found. */
interface Searched<D> {
  readonly length: number
  indexOf(delimiter: D, from: number): number
}

/** Components that are long, in the order in which they come. */
function* longComponents<D>(bytes: Searched<D>, delimiters: ReadonlySet<D>, lineEnd: D): Generator<Span> {
  const next = new Map([...delimiters].map((delimiter) => [delimiter, -1]))
  /** Where the next delimiter stands; each byte is looked at once a delimiter. */
  const nextAfter = (at: number): number => {
    let first = bytes.length
    for (const [delimiter, known] of next) {
      const found = known >= at ? known : bytes.indexOf(delimiter, at)
      next.set(delimiter, found < 0 ? bytes.length : found)
      first = Math.min(first, next.get(delimiter) as number)
    }
    return first
  }
  for (let segment = 0; segment < bytes.length; ) {
    const line = bytes.indexOf(lineEnd, segment)
    const stop = line < 0 ? bytes.length : line
    if (stop - segment > LONG)
      for (let at = segment, seen = 0; at < stop && seen < MOST_DELIMITERS; seen++) {
        const end = Math.min(nextAfter(at), stop)
        if (end - at > LONG) yield { start: at, end }
        at = end + 1
      }
    segment = stop + 1
  }
}

/** Text with what was cut out of it. */
export function restored(text: string, cut: Cut): string {
  let whole = text
  for (const [token, bytes] of cut) {
    const at = whole.indexOf(token)
    if (at >= 0)
      whole = `${whole.slice(0, at)}${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')}${whole.slice(at + token.length)}`
  }
  return whole
}

/** Same for the same pieces; made beside the event loop. */
export async function digestOfCut(cut: Cut): Promise<string> {
  const sums: string[] = []
  for (const bytes of cut.values())
    sums.push(hex(new Uint8Array(await webcrypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>))))
  return sums.join(' ')
}

const cuts = new WeakMap<Hl7Message, Cut>()
/** Remembers what was cut out of a message. */
export const withCut = (message: Hl7Message, cut: Cut): void => void cuts.set(message, cut)
export const cutOf = (message: Hl7Message): Cut | undefined => cuts.get(message)

/** What is read from a message of one order. */
export const READERS: { readonly results: typeof resultsIn; readonly document: typeof documentIn } = {
  results: resultsIn,
  document: documentIn,
}
export type Reader = keyof typeof READERS
export type Read<R extends Reader> = ReturnType<(typeof READERS)[R]>

/** Reads a message of one order somewhere else. */
export type Readers = <R extends Reader>(reader: R, text: string, cut: Cut, zone: string) => Promise<Read<R>>

/** Reads here. */
export const readHere: Readers = async (reader, text, cut, zone) =>
  READERS[reader](Hl7Message.parse(restored(text, cut)), zone) as Read<typeof reader>

/**
 * Reads a message of one order: a small one here, a large one where others do not wait for it.
 * @param whole the message that it is a part of @throws HIS_PROTOCOL
 */
export async function readFrom<R extends Reader>(
  reader: R,
  message: Hl7Message,
  whole: Hl7Message,
  zone: string,
  elsewhere: Readers,
): Promise<Read<R>> {
  const cut = cutOf(whole) ?? new Map()
  if (cut.size === 0 && whole.segments.length < MANY) return READERS[reader](message, zone) as Read<R>
  return elsewhere(reader, message.toString(), cut, zone)
}
/** Segments from which a message is read elsewhere, even without a long component. */
const MANY = 500
