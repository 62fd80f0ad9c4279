/**
 * What shoes signed, a segment for each seal. Rows: ac/seg/NAME; the packets lie, encrypted, with the documents, until they are thinned
 * out. Roots and seals stay.
 */
import { decodeAll, hex, Writer } from '@hdms/shared/bytes.ts'
import { decodeSeal, encodeSeal, type Seal, type Side } from '@hdms/shared/device/packet.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { DocumentStore } from '../../core/documents.ts'
import { decodeValue, encodeValue } from '../../engine/codec.ts'
import { mintingOf, packetsOf } from '../../token/minting.ts'
import { type OpenedSegment, overlaps, type Segment, segmentOf, stretchesOf } from '../evidence.ts'
import type { BoundShoe, Taken } from '../intake.ts'
import type { SegmentRow } from './rows.ts'

export class Signed {
  private store!: NodeStore
  private documents!: DocumentStore
  private readonly rows = new Map<string, SegmentRow>()

  async load(store: NodeStore, documents: DocumentStore): Promise<void> {
    this.store = store
    this.documents = documents
    for (const [key, bytes] of await store.range(...prefixRange('ac/seg/'))) this.rows.set(key.slice(7), decodeValue<SegmentRow>(bytes))
  }

  /** When it resolves, the segment is durable, and with it how far its shoe has come. */
  async add(shoe: BoundShoe, shoeRow: Change, seal: Seal, taken: readonly Taken[]): Promise<Segment> {
    const segment = segmentOf(shoe.side, taken)
    const serial = hex(shoe.certificate.serial)
    const name = nameOf(segment, serial)
    const row: SegmentRow = { ...segment, seal: encodeSeal(seal), shoe: serial, bound: [] }
    const stored = await this.documents.writeBlob(packed(taken.map((t) => t.bytes)))
    const changes: Change[] = [shoeRow]
    this.documents.keepPiece(changes, name, stored)
    changes.push({ key: `ac/seg/${name}`, value: encodeValue(row) })
    await this.store.commit(changes)
    this.rows.set(name, row)
    return segment
  }

  /** Until when each side has brought something, s; 0 for nothing. */
  ends(): Record<Side, number> {
    const ends = { left: 0, right: 0 }
    for (const s of this.rows.values()) ends[s.side] = Math.max(ends[s.side], s.end)
    return ends
  }

  /** Names of segments that a test holds for, in the order of time. */
  named(test: (row: SegmentRow) => boolean): string[] {
    return [...this.rows]
      .filter(([, row]) => test(row))
      .map(([name]) => name)
      .sort()
  }
  private row(name: string): SegmentRow {
    return this.rows.get(name) ?? fail('BUG', { what: 'segment' })
  }

  /** Packets that end after a time and are still kept, s. */
  async packetsAfter(time: number): Promise<Uint8Array[]> {
    const opened = await this.opened(this.named((s) => s.end >= time).filter((name) => this.documents.hasPiece(name)))
    return opened.flatMap((s) => s.packets)
  }

  /** What an entry names segments by, in the order given ({@link packetsOf}). */
  packetsOf(names: readonly string[]): Uint8Array {
    return packetsOf(mintingOf(this.rootsOf(names)))
  }
  rootsOf(names: readonly string[]): Uint8Array[] {
    return names.map((name) => this.row(name).root)
  }
  /** Serials of the shoes that segments came from. */
  shoesOf(names: readonly string[]): Set<string> {
    return new Set(names.map((name) => this.row(name).shoe))
  }

  /** An entry binds segments. */
  bind(changes: Change[], names: readonly string[], date: string): void {
    for (const name of names) {
      const row = { ...this.row(name), bound: [...this.row(name).bound, date] }
      this.rows.set(name, row)
      changes.push({ key: `ac/seg/${name}`, value: encodeValue(row) })
    }
  }

  /** Names of what is kept of minutes and of the time around them, stretch by stretch. */
  stretches(minutes: readonly number[]): string[][] {
    return stretchesOf(minutes).map(({ from, to }) =>
      this.named((s) => overlaps(s, from, to)).filter((name) => this.documents.hasPiece(name)),
    )
  }
  opened(names: readonly string[]): Promise<OpenedSegment[]> {
    return Promise.all(
      names.map(async (name) => {
        const { side, seal } = this.row(name)
        return { side, seal: decodeSeal(seal), packets: unpacked(await this.documents.readPiece(name)) }
      }),
    )
  }

  /** Erases the packets of entered segments that nothing needs. @returns how many segments went */
  async thin(needed: (row: SegmentRow) => boolean): Promise<number> {
    const gone = this.named((s) => s.bound.length > 0 && !needed(s)).filter((name) => this.documents.hasPiece(name))
    await this.documents.erasePieces(this.store, gone)
    return gone.length
  }

  /** How much of what was signed is kept, in segments. */
  extent(): { readonly raw: number; readonly all: number } {
    return { raw: [...this.rows.keys()].filter((n) => this.documents.hasPiece(n)).length, all: this.rows.size }
  }
}

const nameOf = (s: Segment, shoe: string): string => `${String(Math.round(s.start * 1000)).padStart(15, '0')}.${s.side}.${shoe}`
const packed = (packets: readonly Uint8Array[]): Uint8Array => new Writer().list(packets, (w, p) => void w.short(p)).bytes()
const unpacked = (bytes: Uint8Array): Uint8Array[] => decodeAll(bytes, 'segment', (r) => r.list((i) => i.short()))
