/**
 * What one frame holds: a message, several, or a batch of them (HL7 v2.5.1 §2.10.3)
 *
 *   [FHS] { [BHS] { MSH … } [BTS] } [FTS]
 *
 * Each message counts and is answered by itself. Those of a batch are answered by a batch, which names the one that it answers in BHS-12; its
 * BTS says how many answers it has.
 */
import { bigIn, toBig } from '@hdms/shared/decimal.ts'
import { Hl7Message } from '@medplum/core'
import { repeated } from './identifiers.ts'
import { escapeHl7, field, hl7Time } from './text.ts'
import { indexIn, inWide, type Wide, wideOf } from './wide.ts'

type Name = 'MSH' | 'FHS' | 'BHS' | 'BTS' | 'FTS'

/** A part of a frame, in the order of the frame. */
export interface Part {
  readonly name: Name
  readonly bytes: Uint8Array
}

const ENVELOPE: readonly Name[] = ['FHS', 'BHS', 'BTS', 'FTS']
const MARKS = [
  [0xef, 0xbb, 0xbf],
  [0xfe, 0xff],
  [0xff, 0xfe],
]

/** Parts of a frame. One that does not begin as a message or a batch does is one message, for whoever reads it to refuse. */
export function partsOf(frame: Uint8Array): Part[] {
  const bytes = Buffer.from(frame.buffer, frame.byteOffset, frame.length)
  const wide = wideOf(bytes)
  const mark = MARKS.find((m) => m.every((byte, i) => bytes[i] === byte)) ?? []
  const first = nameAt(bytes, mark.length, wide)
  if (first === undefined) return [{ name: 'MSH', bytes: frame }]
  // Only in an envelope is a line that begins as one does its end.
  const names: readonly Name[] = first === 'MSH' ? ['MSH'] : ['MSH', ...ENVELOPE]
  const starts = [{ at: mark.length, name: first }, ...names.flatMap((name) => startsOf(bytes, name, wide))].sort((a, b) => a.at - b.at)
  if (starts.length === 1) return [{ name: first, bytes: frame }]
  return starts.map(({ at, name }, i) => {
    const part = bytes.subarray(at, starts[i + 1]?.at)
    return { name, bytes: wide && mark.length > 0 ? Buffer.concat([Buffer.from(mark), part]) : new Uint8Array(part) }
  })
}

/** Where segments of a name begin after a line end. */
function startsOf(bytes: Buffer, name: Name, wide: Wide | undefined): { at: number; name: Name }[] {
  const found: { at: number; name: Name }[] = []
  for (const end of ['\r', '\n']) {
    const text = inWide(end + name, wide)
    for (let at = indexIn(bytes, text, 0, wide); at >= 0; at = indexIn(bytes, text, at + text.length, wide)) {
      const begin = at + inWide(end, wide).length
      if (nameAt(bytes, begin, wide) === name) found.push({ at: begin, name })
    }
  }
  return found
}

/** The segment that begins at a place, when it has the delimiter that MSH, BHS and FHS name there, or it is an end. */
function nameAt(bytes: Buffer, at: number, wide: Wide | undefined): Name | undefined {
  const width = wide === undefined ? 1 : 2
  const text = Array.from({ length: 4 }, (_, i) => {
    const low = bytes[at + i * width + (wide === 'be' ? 1 : 0)]
    const high = wide === undefined ? 0 : bytes[at + i * width + (wide === 'be' ? 0 : 1)]
    return low === undefined || high !== 0 ? '' : String.fromCharCode(low)
  })
  const name = text.slice(0, 3).join('') as Name
  const [, , , delimiter = ''] = text
  if (name !== 'MSH' && !ENVELOPE.includes(name)) return undefined
  const isEnd = name === 'BTS' || name === 'FTS'
  return /^[!-/:-@[-`{-~]$/.test(delimiter) || (isEnd && /^[\r\n]?$/.test(delimiter)) ? name : undefined
}

/** What answers a frame's parts. */
export interface Answering {
  /** This node, as sending facility. */
  readonly facility: string
  readonly now: number
}

/** Segments around the answers of a batch: the text before the answers of each header, and what ends it. */
export class Envelope {
  private readonly o: Answering
  private answers = 0
  private batches = 0
  private inBatch = false
  private inFile = false
  /** What the sender counted otherwise than it came. */
  readonly odd: string[] = []

  constructor(o: Answering) {
    this.o = o
  }

  answered(): void {
    this.answers++
  }

  /** @param text segment of the envelope that comes next @returns what is to be said then */
  take(name: Name, text: string): string[] {
    switch (name) {
      case 'FHS':
        this.inFile = true
        return [this.header('FHS', text)]
      case 'BHS':
        return [...this.endBatch(), this.beginBatch(text)]
      case 'BTS':
        this.compare(text, this.answers)
        return this.endBatch()
      case 'FTS':
        return this.end()
      default:
        return []
    }
  }

  private beginBatch(text: string): string {
    this.inBatch = true
    this.answers = 0
    this.batches++
    return this.header('BHS', text)
  }
  private compare(trailer: string, came: number): void {
    const [count = ''] = trailer.slice(4).split(/[|\r\n]/)
    if (/^\d+$/.test(count) && bigIn(count.replace(/^0+(?=\d)/, '')) !== toBig(came))
      this.odd.push(`of ${count} messages that BTS-1 counts ${came} came`)
  }
  private endBatch(): string[] {
    if (!this.inBatch) return []
    this.inBatch = false
    const comment = this.odd.length > 0 ? `|${escapeHl7(this.odd.join('; '))}` : ''
    return [`BTS|${this.answers}${comment}`]
  }
  /** What is still to be said: senders leave trailers out. */
  end(): string[] {
    const end = this.endBatch()
    if (!this.inFile) return end
    this.inFile = false
    return [...end, `FTS|${this.batches}`]
  }

  private header(name: 'FHS' | 'BHS', text: string): string {
    // The fields are those of MSH as far as they count here, one further on from the security field.
    const asked = Hl7Message.parse(text.replace(/^.../, 'MSH'))
    const control = field(asked, 'MSH', 11)
    const [application, facility] = [repeated(asked, 3) || 'HIS', repeated(asked, 4) || 'HIS']
    const own = escapeHl7(this.o.facility).slice(0, 60)
    const fields = ['^~\\&', 'HDMS', own, application, facility, hl7Time(this.o.now), '', '', '', `A${control || this.o.now}`.slice(0, 20)]
    return [name, ...fields, escapeHl7(control)].join('|')
  }
}
