/**
 * A person's own book of activity: their shoes, what the shoes signed, the minutes that the pipeline made of it, the days that are on the
 * ledger and what they were paid. Rows: ac/shoe/SERIAL · ac/seg/NAME · ac/day/DATE · ac/programme · ac/keep · ac/wearer. What was signed lies, encrypted,
 * with the documents, until it is thinned out.
 */
import { dateOf, type Offset } from '@hdms/health/gait/days.ts'
import type { Bout } from '@hdms/health/gait/walk.ts'
import { decodeAll, equal, hex, Writer } from '@hdms/shared/bytes.ts'
import { merkleRoot } from '@hdms/shared/crypto/merkle.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { decodePacket, decodeSeal, encodeSeal, type Packet, type Seal, type Side } from '@hdms/shared/device/packet.ts'
import { decodeShoeCertificate, encodeShoeCertificate, type Pairing } from '@hdms/shared/device/shoe.ts'
import { asHdmsError, fail } from '@hdms/shared/errors.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { DocumentStore } from '../core/documents.ts'
import type { CoreServices } from '../core/services.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import { endOf, LEAD, type OpenedSegment, overlaps, RATE, type Segment, segmentOf, stretchesOf } from './evidence.ts'
import { type BoundShoe, bind, ShoeIntake, type ShoeRefusal } from './intake.ts'
import { ActivityPipeline, interleaved, type JudgedMinute } from './pipeline.ts'
import { decodeProgramme, makersOf, type Programme } from './programme.ts'
import type { Unpaid } from './reward.ts'

export interface ActivityServices extends CoreServices {
  readonly activity: ActivityBook
}

/** How long raw packets stay after their day is on the ledger: for ever, or as long as an appeal needs them. */
export type Keep = 'all' | 'thin'
/** Days that raw packets with steps stay when they are thinned out; without steps they go at once. */
const THIN_DAYS = 14

interface SegmentRow extends Segment {
  /** Encoded. */
  readonly seal: Uint8Array
  /** Serial of the shoe, hex. */
  readonly shoe: string
  /** Dates of the entries that bind it. */
  readonly bound: readonly string[]
}

export interface DecidedMinute {
  readonly start: number
  readonly units: number
  readonly why: Unpaid | undefined
}
export type ClaimState = 'asked' | 'decided' | 'failed'
export interface Claimed {
  readonly state: ClaimState
  readonly units: number
  readonly minutes: readonly DecidedMinute[]
  /** Transaction that issued the tokens, hex. */
  readonly issue: string
  /** Code of what went wrong. */
  readonly code: string
}
export interface Appealed {
  readonly state: 'open' | 'granted' | 'refused'
  readonly minutes: readonly number[]
  readonly units: number
  readonly words: string
}

export interface EntryRow {
  /** Transaction id, hex. */
  readonly tx: string
  readonly revision: number
  readonly root: Uint8Array
  /** Verification key of the measures, hex. */
  readonly measures: string
  readonly at: number
  /** Names of the segments it binds, in their order. */
  readonly segments: readonly string[]
  /** Minutes that this revision brought. */
  readonly minutes: readonly number[]
  readonly claim?: Claimed
  readonly appeal?: Appealed
}

export interface DayRow {
  readonly date: string
  readonly minutes: readonly JudgedMinute[]
  readonly bouts: readonly Bout[]
  readonly entries: readonly EntryRow[]
}

/** What the person says of themselves, for reference ranges; it stays in their node. */
export interface Wearer {
  /** Year of birth. */
  readonly born: number
  readonly sex: 'female' | 'male' | 'unknown'
  /** m, kg. */
  readonly height?: number
  readonly weight?: number
  /** Uses a stick or a walker. */
  readonly aid?: boolean
}

/** What came of packets and seals that were brought. */
export interface Took {
  readonly packets: number
  /** The shoe can forget everything up to this counter. */
  readonly upTo: number
  readonly refused: Readonly<Partial<Record<ShoeRefusal, number>>>
  readonly missing: readonly { readonly from: number; readonly to: number }[]
}

export interface BookOptions {
  readonly crypto: CryptoProvider
  readonly now: () => number
  /** The phone's zone. */
  readonly offset: Offset
  /** Identity key that shoes are bound to. */
  readonly owner: Uint8Array
  readonly changed?: () => void
}

/** A shoe that sends nothing for so long holds the other one's minutes up no more, s. */
const ABSENT = 600
const SIDES = ['left', 'right'] as const

const nameOf = (s: Segment, shoe: string): string => `${String(Math.round(s.start * 1000)).padStart(15, '0')}.${s.side}.${shoe}`

export class ActivityBook {
  private readonly o: BookOptions
  private store!: NodeStore
  private documents!: DocumentStore
  private readonly intakes = new Map<string, ShoeIntake>()
  private readonly segments = new Map<string, SegmentRow>()
  private readonly days = new Map<string, DayRow>()
  private readonly touched = new Set<string>()
  private known: Programme | undefined
  private kept: Keep = 'thin'
  private wearerRow: Wearer | undefined
  private pipeline: ActivityPipeline | undefined
  /** Minutes before it were made by an earlier pipeline and stay, s. */
  private from = 0
  private readonly queue: Record<Side, Packet[]> = { left: [], right: [] }
  /** Ends of what each side brought and what was fed, s. */
  private readonly heard: Record<Side, number> = { left: 0, right: 0 }
  private fed = 0
  private turn: Promise<unknown> = Promise.resolve()

  constructor(options: BookOptions) {
    this.o = options
  }

  async load(store: NodeStore, documents: DocumentStore): Promise<void> {
    this.store = store
    this.documents = documents
    for (const [, bytes] of await store.range(...prefixRange('ac/shoe/'))) this.addShoe(decodeShoe(bytes))
    for (const [key, bytes] of await store.range(...prefixRange('ac/seg/'))) this.segments.set(key.slice(7), decodeValue<SegmentRow>(bytes))
    for (const [key, bytes] of await store.range(...prefixRange('ac/day/'))) this.days.set(key.slice(7), decodeValue<DayRow>(bytes))
    const programme = await store.get('ac/programme')
    if (programme) this.known = decodeProgramme(programme)
    const kept = await store.get('ac/keep')
    if (kept) this.kept = decodeValue<Keep>(kept)
    const wearer = await store.get('ac/wearer')
    if (wearer) this.wearerRow = decodeValue<Wearer>(wearer)
    for (const s of this.segments.values()) this.heard[s.side] = Math.max(this.heard[s.side], s.end)
    this.from = Math.max(0, ...[...this.days.values()].flatMap((d) => d.minutes.map((m) => m.start + 60)))
  }

  // ── Shoes ────────────────────────────────────────────────────────────────────────────────────────────────────────

  get programme(): Programme | undefined {
    return this.known
  }
  setProgramme(changes: Change[], bytes: Uint8Array): void {
    this.known = decodeProgramme(bytes)
    changes.push({ key: 'ac/programme', value: bytes })
  }
  get keep(): Keep {
    return this.kept
  }
  async setKeep(keep: Keep): Promise<void> {
    await this.store.commit([{ key: 'ac/keep', value: encodeValue(keep) }])
    this.kept = keep
  }

  get wearer(): Wearer | undefined {
    return this.wearerRow
  }
  async setWearer(wearer: Wearer): Promise<void> {
    await this.store.commit([{ key: 'ac/wearer', value: encodeValue({ ...wearer }) }])
    this.wearerRow = wearer
  }

  private addShoe(shoe: BoundShoe): ShoeIntake {
    const intake = new ShoeIntake(this.o.crypto, (name) => makersOf(this.known)(name), this.o.now, shoe)
    this.intakes.set(hex(shoe.certificate.serial), intake)
    return intake
  }

  /** The shoes that are bound, the newest of each side. */
  shoes(): readonly BoundShoe[] {
    return [...this.intakes.values()].map((i) => i.shoe)
  }
  private sides(): readonly Side[] {
    return SIDES.filter((side) => this.shoes().some((s) => s.side === side))
  }

  /** A fresh challenge is answered: the shoe is this person's from now on. @throws SHOE_REFUSED */
  async bound(pairing: Pairing): Promise<BoundShoe> {
    const { crypto, now, owner } = this.o
    if (!equal(pairing.owner, owner)) fail('SHOE_REFUSED', { why: 'other-owner' })
    const shoe = await bind(crypto, makersOf(this.known), now(), pairing)
    return this.alone(async () => {
      const serial = hex(shoe.certificate.serial)
      const before = this.intakes.get(serial)?.shoe
      // The same shoe, paired again: its chain goes on where it was.
      if (before && before.binding === shoe.binding && !before.forked) return before
      await this.store.commit([{ key: `ac/shoe/${serial}`, value: encodeShoe(shoe) }])
      this.addShoe(shoe)
      this.o.changed?.()
      return shoe
    })
  }

  /** The person gives a shoe away, or it is lost. What it brought stays. */
  async unbind(serial: string): Promise<void> {
    if (!this.intakes.has(serial)) fail('NOT_FOUND', { what: 'shoe' })
    await this.alone(async () => {
      await this.store.commit([{ key: `ac/shoe/${serial}`, value: null }])
      this.intakes.delete(serial)
    })
    this.o.changed?.()
  }

  /** How far a shoe's packets are here. */
  counterOf(serial: string): number {
    return this.intakes.get(serial)?.shoe.counter ?? fail('SHOE_REFUSED', { why: 'unpaired' })
  }

  // ── What shoes bring ─────────────────────────────────────────────────────────────────────────────────────────────

  /** One thing after another: a shoe may bring more while the last is still being written. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.turn.then(work, work)
    this.turn = next.catch(() => {})
    return next
  }

  /** Takes what a shoe brought, in any order and as often as it comes. When it resolves, it is durable. @throws SHOE_REFUSED unpaired */
  take(serial: string, packets: readonly Uint8Array[], seals: readonly Seal[]): Promise<Took> {
    return this.alone(async () => {
      const intake = this.intakes.get(serial) ?? fail('SHOE_REFUSED', { why: 'unpaired' })
      const refused: Partial<Record<ShoeRefusal, number>> = {}
      const refuse = (why: ShoeRefusal): void => {
        refused[why] = (refused[why] ?? 0) + 1
      }
      for (const bytes of packets) {
        const why = intake.receive(bytes)
        if (why) refuse(why)
      }
      let count = 0
      for (const seal of [...seals].sort((a, b) => a.counter - b.counter)) {
        try {
          const taken = await intake.sealed(seal)
          if (taken.length === 0) continue
          count += taken.length
          await this.enter(intake.shoe, seal, taken)
        } catch (error) {
          const known = asHdmsError(error)
          if (known.code !== 'SHOE_REFUSED') throw error
          refuse(known.data['why'] as ShoeRefusal)
        }
      }
      await this.advance()
      await this.flush()
      return { packets: count, upTo: intake.shoe.counter, refused, missing: intake.missing() }
    })
  }

  private async enter(
    shoe: BoundShoe,
    seal: Seal,
    taken: readonly { readonly packet: Packet; readonly hash: Uint8Array; readonly bytes: Uint8Array }[],
  ): Promise<void> {
    const segment = segmentOf(shoe.side, taken)
    const serial = hex(shoe.certificate.serial)
    const name = nameOf(segment, serial)
    const row: SegmentRow = { ...segment, seal: encodeSeal(seal), shoe: serial, bound: [] }
    const stored = await this.documents.writeBlob(packed(taken.map((t) => t.bytes)))
    const changes: Change[] = [{ key: `ac/shoe/${serial}`, value: encodeShoe(shoe) }]
    this.documents.keepPiece(changes, name, stored)
    changes.push({ key: `ac/seg/${name}`, value: encodeValue(row) })
    await this.store.commit(changes)
    this.segments.set(name, row)
    this.heard[segment.side] = Math.max(this.heard[segment.side], segment.end)
    // What comes late is worked into what was made of that time without it.
    if (this.pipeline && segment.start < this.fed - 1) this.restart(segment.start)
    else this.queue[segment.side].push(...taken.map((t) => t.packet))
  }

  // ── The pipeline ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** The next advance begins anew, with what is needed before `from`. */
  private restart(from: number): void {
    this.pipeline = undefined
    this.from = Math.min(this.from, Math.floor(from / 60) * 60)
    this.queue.left.length = 0
    this.queue.right.length = 0
  }

  private async begin(): Promise<ActivityPipeline> {
    this.pipeline = new ActivityPipeline(RATE, { minute: (m) => this.minute(m), bout: (b) => this.bout(b) })
    const fresh = new Set(SIDES.flatMap((side) => this.queue[side].map((p) => `${side}${p.counter}`)))
    for (const [name, segment] of this.segments) {
      if (segment.end < this.from - LEAD || !this.documents.hasPiece(name)) continue
      const { packets } = await this.read(name)
      for (const bytes of packets) {
        const packet = decodePacket(bytes)
        if (!fresh.has(`${packet.side}${packet.counter}`)) this.queue[packet.side].push(packet)
      }
    }
    for (const side of SIDES) this.queue[side].sort((a, b) => a.time - b.time)
    this.fed = 0
    return this.pipeline
  }

  /** Feeds what both shoes have brought; one that is absent does not hold the other up. */
  private async advance(all = false): Promise<void> {
    if (!this.pipeline && Math.max(this.heard.left, this.heard.right) <= this.from) return
    const pipeline = this.pipeline ?? (await this.begin())
    const heard = this.sides().map((side) => this.heard[side])
    const furthest = Math.max(0, ...heard)
    const limit = all ? Number.POSITIVE_INFINITY : Math.max(Math.min(furthest, ...heard), furthest - ABSENT)
    const ready = (side: Side): Packet[] => {
      const list = this.queue[side]
      const until = list.findIndex((p) => endOf(p) > limit)
      return list.splice(0, until < 0 ? list.length : until)
    }
    for (const packet of interleaved(ready('left'), ready('right'))) {
      this.fed = Math.max(this.fed, endOf(packet))
      pipeline.take(packet)
    }
  }

  /** Closes what is open, as far as it is complete; `whole` when nothing more comes of that time. */
  private async finish(whole: boolean): Promise<void> {
    await this.advance(true)
    if (!this.pipeline) return
    this.complete = whole ? Number.POSITIVE_INFINITY : Math.max(this.heard.left, this.heard.right)
    this.pipeline.end()
    this.complete = Number.POSITIVE_INFINITY
    this.pipeline = undefined
    this.from = Math.max(this.from, Math.floor(this.fed / 60) * 60)
    await this.flush()
  }
  /** Minutes that end after it are not whole yet. */
  private complete: number = Number.POSITIVE_INFINITY

  private dateAt(seconds: number): string {
    return dateOf(seconds, this.o.offset(seconds * 1000))
  }
  private open(date: string): DayRow {
    return this.days.get(date) ?? { date, minutes: [], bouts: [], entries: [] }
  }
  private set(day: DayRow): void {
    this.days.set(day.date, day)
    this.touched.add(day.date)
  }

  private minute(m: JudgedMinute): void {
    if (m.start + 60 > this.complete) return
    const day = this.open(this.dateAt(m.start))
    const before = day.minutes.find((x) => x.start === m.start)
    // Each second once: what is on the ledger, or was whole before, stays.
    if (before && (m.start < this.from || day.entries.some((e) => e.minutes.includes(m.start)))) return
    this.set({ ...day, minutes: [...day.minutes.filter((x) => x !== before), m].sort((a, b) => a.start - b.start) })
  }

  private bout(b: Bout): void {
    const day = this.open(this.dateAt(b.start))
    const same = day.bouts.filter((x) => x.start < b.end && x.end > b.start)
    if (same.some((x) => x.end - x.start >= b.end - b.start)) return
    this.set({ ...day, bouts: [...day.bouts.filter((x) => !same.includes(x)), b].sort((x, y) => x.start - y.start) })
  }

  private async flush(): Promise<void> {
    if (this.touched.size === 0) return
    const changes = [...this.touched].map((date) => ({ key: `ac/day/${date}`, value: encodeValue(this.days.get(date)) }))
    this.touched.clear()
    await this.store.commit(changes)
    this.o.changed?.()
  }

  // ── Days ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  today(): string {
    return this.dateAt(this.o.now() / 1000)
  }
  day(date: string): DayRow | undefined {
    return this.days.get(date)
  }
  /** Newest first. */
  list(): DayRow[] {
    return [...this.days.values()].sort((a, b) => (a.date < b.date ? 1 : -1))
  }

  /** Dates with minutes that no entry has yet. */
  unrecorded(): string[] {
    return this.list()
      .filter((d) => newMinutes(d).length > 0)
      .map((d) => d.date)
  }

  /**
   * What is to be entered of a day: its minutes, and the segments that they come from.
   * @returns undefined when there is nothing new
   */
  gather(
    date: string,
  ): Promise<{ readonly day: DayRow; readonly minutes: readonly number[]; readonly segments: readonly string[] } | undefined> {
    return this.alone(async () => {
      await this.finish(date < this.today())
      const day = this.days.get(date)
      const minutes = day ? newMinutes(day) : []
      if (!day || minutes.length === 0) return undefined
      const segments = [...this.segments]
        .filter(
          ([, s]) => (this.dateAt(s.start) === date && s.bound.length === 0) || minutes.some((start) => overlaps(s, start, start + 60)),
        )
        .map(([name]) => name)
        .sort()
      return { day, minutes, segments }
    })
  }

  /** Merkle root over segments, in the order given. */
  rootOf(segments: readonly string[]): Uint8Array {
    return merkleRoot(segments.map((name) => this.segment(name).root))
  }
  private segment(name: string): SegmentRow {
    return this.segments.get(name) ?? fail('BUG', { what: 'segment' })
  }
  rootsOf(segments: readonly string[]): Uint8Array[] {
    return segments.map((name) => this.segment(name).root)
  }
  /** Encoded certificates of the shoes that segments came from. */
  certificatesOf(segments: readonly string[]): Uint8Array[] {
    const serials = new Set(segments.map((name) => this.segment(name).shoe))
    return [...serials].flatMap((serial) => {
      const intake = this.intakes.get(serial)
      return intake ? [encodeShoeCertificate(intake.shoe.certificate)] : []
    })
  }

  /** A day went on the ledger. */
  entered(changes: Change[], date: string, entry: EntryRow): void {
    const day = this.open(date)
    this.put(changes, { ...day, entries: [...day.entries, entry] })
    for (const name of entry.segments) {
      const row = { ...this.segment(name), bound: [...this.segment(name).bound, date] }
      this.segments.set(name, row)
      changes.push({ key: `ac/seg/${name}`, value: encodeValue(row) })
    }
  }
  private put(changes: Change[], day: DayRow): void {
    this.days.set(day.date, day)
    changes.push({ key: `ac/day/${day.date}`, value: encodeValue(day) })
    this.o.changed?.()
  }

  /** The entry of a transaction, hex. */
  entry(tx: string): { readonly day: DayRow; readonly entry: EntryRow } | undefined {
    for (const day of this.days.values()) {
      const entry = day.entries.find((e) => e.tx === tx)
      if (entry) return { day, entry }
    }
    return undefined
  }
  amend(changes: Change[], tx: string, more: Pick<EntryRow, 'claim'> | Pick<EntryRow, 'appeal'>): void {
    const { day } = this.entry(tx) ?? fail('NOT_FOUND', { what: 'day entry' })
    this.put(changes, { ...day, entries: day.entries.map((e) => (e.tx === tx ? { ...e, ...more } : e)) })
  }

  // ── What was signed ──────────────────────────────────────────────────────────────────────────────────────────────

  private async read(name: string): Promise<OpenedSegment> {
    const { side, seal } = this.segment(name)
    return { side, seal: decodeSeal(seal), packets: unpacked(await this.documents.readPiece(name)) }
  }

  /** Names of what is kept of minutes and of the time around them, stretch by stretch. */
  stretches(minutes: readonly number[]): string[][] {
    return stretchesOf(minutes).map(({ from, to }) =>
      [...this.segments].filter(([name, s]) => overlaps(s, from, to) && this.documents.hasPiece(name)).map(([name]) => name),
    )
  }
  opened(names: readonly string[]): Promise<OpenedSegment[]> {
    return Promise.all(names.map((name) => this.read(name)))
  }

  /** Erases raw packets that nothing needs any more; the roots and seals stay. @returns how many segments went */
  thin(): Promise<number> {
    return this.alone(async () => {
      if (this.kept === 'all') return 0
      const old = this.o.now() / 1000 - THIN_DAYS * 86_400
      const gone = [...this.segments].filter(([name, s]) => {
        if (s.bound.length === 0 || !this.documents.hasPiece(name) || s.end > this.from - 2 * LEAD) return false
        if (s.end < old) return true
        const near = (m: JudgedMinute): boolean => overlaps(s, m.start - LEAD, m.start + 60 + LEAD)
        return ![...this.days.values()].some((d) => d.minutes.some(near))
      })
      await this.documents.erasePieces(
        this.store,
        gone.map(([name]) => name),
      )
      return gone.length
    })
  }

  /** How much of what was signed is kept, in segments. */
  extent(): { readonly raw: number; readonly all: number } {
    return { raw: [...this.segments.keys()].filter((n) => this.documents.hasPiece(n)).length, all: this.segments.size }
  }
}

const newMinutes = (day: DayRow): number[] => {
  const there = new Set(day.entries.flatMap((e) => e.minutes))
  return day.minutes.map((m) => m.start).filter((start) => !there.has(start))
}

const packed = (packets: readonly Uint8Array[]): Uint8Array => new Writer().list(packets, (w, p) => void w.short(p)).bytes()
const unpacked = (bytes: Uint8Array): Uint8Array[] => decodeAll(bytes, 'segment', (r) => r.list((i) => i.short()))

type ShoeRow = Omit<BoundShoe, 'certificate'> & { readonly certificate: Uint8Array }
const encodeShoe = (s: BoundShoe): Uint8Array => encodeValue({ ...s, certificate: encodeShoeCertificate(s.certificate) })
function decodeShoe(bytes: Uint8Array): BoundShoe {
  const row = decodeValue<ShoeRow>(bytes)
  return { ...row, boot: row.boot ?? undefined, certificate: decodeShoeCertificate(row.certificate) }
}
