/**
 * A person's own book of activity: their shoes, what the shoes signed, the minutes that the pipeline made of it, the days that are on the
 * ledger and what they were paid.
 *
 *   shoes ─ packets, seals ─► signed ─► making (pipeline) ─► days ─ entry ─► ledger ─ claim ─► issuer
 */

import { dateOf, type Offset } from '@hdms/health/gait/days.ts'
import { AIDS } from '@hdms/health/gait/genuine.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import type { Seal, Side } from '@hdms/shared/device/packet.ts'
import type { Pairing } from '@hdms/shared/device/shoe.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { type InTurn, inTurn } from '@hdms/shared/in-turn.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import type { DocumentStore } from '../../core/documents.ts'
import type { CoreServices } from '../../core/services.ts'
import { decodeValue, encodeValue } from '../../engine/codec.ts'
import { LEAD, overlaps } from '../evidence.ts'
import type { BoundShoe, ShoeRefusal } from '../intake.ts'
import type { Known } from '../pipeline.ts'
import { decodeProgramme, makersOf, type Programme } from '../programme.ts'
import { Walked } from '../walked.ts'
import { Days, newMinutes } from './days.ts'
import { Making } from './making.ts'
import { PhoneCheck } from './phone.ts'
import type { DayRow, EntryRow, Keep, Wearer } from './rows.ts'
import { Shoes } from './shoes.ts'
import { Signed } from './signed.ts'

export interface ActivityServices extends CoreServices {
  readonly activity: ActivityBook
}

/** Days that raw packets with steps stay when they are thinned out; without steps they go at once. */
const THIN_DAYS = 14

/** What came of packets and seals that were brought. */
export interface Took {
  readonly packets: number
  /** The shoe can forget everything up to this counter. */
  readonly upTo: number
  readonly refused: Readonly<Partial<Record<ShoeRefusal, number>>>
  readonly missing: readonly { readonly from: number; readonly to: number }[]
}

/** What is to be entered of a day: its minutes, and the segments that they come from. */
export interface Gathered {
  readonly day: DayRow
  readonly minutes: readonly number[]
  readonly segments: readonly string[]
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

export class ActivityBook {
  readonly shoes: Shoes
  readonly signed: Signed
  readonly days: Days
  readonly phone: PhoneCheck = new PhoneCheck()
  private readonly making: Making
  private readonly walked = new Walked('ac/gait/')
  private readonly o: BookOptions
  private store!: NodeStore
  private known: Programme | undefined
  private kept: Keep = 'thin'
  private wearerRow: Wearer | undefined
  private self = false
  /** A shoe may bring more while the last is still being written. */
  private readonly alone: InTurn = inTurn()

  constructor(options: BookOptions) {
    this.o = options
    const { crypto, now, owner } = options
    this.shoes = new Shoes({ crypto, now, owner, makers: (name) => makersOf(this.known)(name) })
    this.signed = new Signed()
    this.days = new Days(
      (seconds) => this.dateAt(seconds),
      () => options.changed?.(),
    )
    this.making = new Making(
      this.signed,
      this.days,
      () => [...new Set<Side>(this.shoes.list().map((s) => s.side))],
      () => ({ walked: this.walked.feet, body: bodyOf(this.wearerRow) }),
    )
  }

  async load(store: NodeStore, documents: DocumentStore): Promise<void> {
    this.store = store
    const programme = await store.get('ac/programme')
    if (programme) this.known = decodeProgramme(programme)
    const kept = await store.get('ac/keep')
    if (kept) this.kept = decodeValue<Keep>(kept)
    this.self = (await store.get('ac/by-itself')) !== undefined
    const wearer = await store.get('ac/wearer')
    if (wearer) this.wearerRow = wearerFrom(decodeValue<Wearer>(wearer))
    await this.shoes.load(store)
    await this.signed.load(store, documents)
    await this.days.load(store)
    await this.walked.load(store)
    await this.phone.load(store, this.o.now())
    this.making.load()
  }

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
  /** Whether days that are over are entered and claimed without a question; the person said so. */
  get byItself(): boolean {
    return this.self
  }
  async setByItself(self: boolean): Promise<void> {
    await this.store.commit([{ key: 'ac/by-itself', value: self ? Uint8Array.of(1) : null }])
    this.self = self
    this.o.changed?.()
  }
  get wearer(): Wearer | undefined {
    return this.wearerRow
  }
  async setWearer(wearer: Wearer): Promise<void> {
    await this.store.commit([{ key: 'ac/wearer', value: encodeValue({ ...wearer }) }])
    this.wearerRow = wearer
  }

  private dateAt(seconds: number): string {
    return dateOf(seconds, this.o.offset(seconds * 1000))
  }
  today(): string {
    return this.dateAt(this.o.now() / 1000)
  }

  /** @throws SHOE_REFUSED */
  bind(pairing: Pairing): Promise<BoundShoe> {
    return this.alone(async () => {
      const shoe = await this.shoes.bind(this.store, pairing)
      this.o.changed?.()
      return shoe
    })
  }
  /** @throws NOT_FOUND */
  unbind(serial: string): Promise<void> {
    return this.alone(async () => {
      await this.shoes.unbind(this.store, serial)
      this.o.changed?.()
    })
  }

  /**
   * Takes what a shoe brought, in any order and as often as it comes. When it resolves, it is durable.
   * @throws SHOE_REFUSED unpaired, STORE_FAILED: the shoe keeps it and brings it again
   */
  take(serial: string, packets: readonly Uint8Array[], seals: readonly Seal[]): Promise<Took> {
    return this.alone(async () => {
      const intake = this.shoes.intake(serial)
      const refused: Partial<Record<ShoeRefusal, number>> = {}
      const refuse = (why: ShoeRefusal): void => {
        refused[why] = (refused[why] ?? 0) + 1
      }
      for (const bytes of packets) {
        const why = intake.receive(bytes)
        if (why) refuse(why)
      }
      let count = 0
      let kept = intake.shoe
      for (const seal of [...seals].sort((a, b) => a.counter - b.counter)) {
        try {
          const taken = await intake.sealed(seal)
          if (taken.length === 0) continue
          const segment = await this.signed.add(intake.shoe, this.shoes.row(intake.shoe), seal, taken)
          this.making.bring(
            segment,
            taken.map((t) => t.packet),
          )
          count += taken.length
          kept = intake.shoe
        } catch (error) {
          const known = asHdmsError(error)
          if (known.code !== 'SHOE_REFUSED') {
            this.shoes.putBack(kept)
            throw error
          }
          refuse(known.data['why'] as ShoeRefusal)
        }
      }
      await this.making.advance()
      await this.days.flush()
      await this.walked.flush(this.store)
      return { packets: count, upTo: intake.shoe.counter, refused, missing: intake.missing() }
    })
  }

  /** @returns undefined when there is nothing new */
  gather(date: string): Promise<Gathered | undefined> {
    return this.alone(async () => {
      await this.making.finish(date < this.today())
      await this.days.flush()
      await this.walked.flush(this.store)
      const day = this.days.get(date)
      const minutes = day ? newMinutes(day) : []
      if (!day || minutes.length === 0) return undefined
      const segments = this.signed.named(
        (s) => (this.dateAt(s.start) === date && s.bound.length === 0) || minutes.some((start) => overlaps(s, start, start + 60)),
      )
      return { day, minutes, segments }
    })
  }
  /** A day went on the ledger. */
  entered(changes: Change[], date: string, entry: EntryRow): void {
    this.days.entered(changes, date, entry)
    this.signed.bind(changes, entry.segments, date)
  }

  /** Erases raw packets that nothing needs any more; the roots and seals stay. @returns how many segments went */
  thin(): Promise<number> {
    return this.alone(async () => {
      if (this.kept === 'all') return 0
      const old = this.o.now() / 1000 - THIN_DAYS * 86_400
      return this.signed.thin((s) => s.end > this.making.settled || (s.end >= old && this.days.near(s.start, s.end, LEAD)))
    })
  }
}

/** Who said nothing of their weight is judged as the lightest person who walks. */
const bodyOf = ({ weight, height, aid }: Partial<Wearer> = {}): NonNullable<Known['body']> => ({
  ...(weight === undefined ? {} : { weight }),
  ...(height === undefined ? {} : { height }),
  ...(aid === undefined ? {} : { aid }),
})
/** Before there were kinds of it, an aid was a stick or a walker. */
const wearerFrom = ({ aid, ...wearer }: Wearer): Wearer => ({ ...wearer, ...(aid ? { aid: AIDS.includes(aid) ? aid : 'stick' } : {}) })
