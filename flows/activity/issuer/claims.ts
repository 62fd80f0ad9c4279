/**
 * What an issuer remembers of the activity it paid: which minute of which shoe and of which person, so that nothing is paid twice, however it
 * comes back; and for a while each decision, for an appeal. Rows: cl/paid/KEY.DAY · cl/entry/TX · cl/caught/KEY ·
 * cl/gait/KEY.SIDE.PAGE · cl/looked/KEY. How somebody walked goes when no claim of theirs was looked at for {@link WALKED_DAYS}.
 */
import { hex } from '@hdms/shared/bytes.ts'
import { H } from '@hdms/shared/crypto/hash.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { DAY } from '@hdms/shared/time.ts'
import { decodeValue, encodeValue } from '../../engine/codec.ts'
import { Walked } from '../walked.ts'

export interface DecidedClaim {
  /** Identity key of the person. */
  readonly person: Uint8Array
  readonly date: number
  readonly packets: Uint8Array
  /** Of the shoes, encoded. */
  readonly certificates: readonly Uint8Array[]
  /** Minutes since 1970 that were not paid. */
  readonly unpaid: readonly number[]
  readonly at: number
  readonly appealed: boolean
}

interface PaidDay {
  readonly minutes: readonly number[]
  readonly units: number
}

/** How a person walked, while flows look at what they show. */
interface Seen {
  readonly walked: Walked
  readonly read: Promise<void>
  lookers: number
}

/** A claim can be appealed, and is remembered for it, for so long. */
const APPEAL_LIFE = 30 * DAY
/** After something did not fit, all minutes have to be shown for so long. */
const CAUGHT_LIFE = 30 * DAY

/** Strides of a foot that were looked at and are compared with: what the draws of some forty claims show. */
const SEEN = 16_384

/**
 * Days after the last claim of a person that was looked at, for which what it showed is compared with. Each person costs 2 MB at most, so the issuer keeps
 * no more than that for everybody who claimed within a year; a recording that rests for longer is as good as new, and was paid once.
 */
export const WALKED_DAYS = 365

/** Days around one that a minute of it may be said to be of as well: where the person was nobody knows, and somewhere it is the day before or after. */
const AROUND = [0, -1, 1, -2, 2]

/** Who or what was paid, without saying who. */
export const payee = (key: Uint8Array): string => hex(H('payee', key)).slice(0, 32)

export class Claims {
  private readonly paid = new Map<string, PaidDay>()
  private readonly entries = new Map<string, DecidedClaim>()
  private readonly caught = new Map<string, number>()
  private readonly seen = new Map<string, Seen>()
  /** Of which day the last claim was that was looked at, days since 1970. */
  private readonly looked = new Map<string, number>()
  private store!: NodeStore

  async load(store: NodeStore, now: number): Promise<void> {
    this.store = store
    for (const [key, bytes] of await store.range(...prefixRange('cl/paid/'))) this.paid.set(key.slice(8), decodeValue<PaidDay>(bytes))
    for (const [key, bytes] of await store.range(...prefixRange('cl/caught/'))) this.caught.set(key.slice(10), decodeValue<number>(bytes))
    for (const [key, bytes] of await store.range(...prefixRange('cl/entry/'))) {
      const row = decodeValue<DecidedClaim>(bytes)
      if (row.at + APPEAL_LIFE > now) this.entries.set(key.slice(9), row)
      else await store.commit([{ key, value: null }])
    }
    await this.loadLooked(Math.floor(now / DAY))
  }

  /** Of whom something is kept of how they walked, and since when. Rows that say no day are as if looked at now. */
  private async loadLooked(today: number): Promise<void> {
    const rows = await this.store.range(...prefixRange('cl/looked/'))
    for (const [key, bytes] of rows) this.looked.set(key.slice(10), decodeValue<number>(bytes))
    const changes: Change[] = []
    if (rows.length === 0)
      for (const [key] of await this.store.range(...prefixRange('cl/gait/'))) this.lookedAt(changes, key.slice(8, key.indexOf('.')), today)
    this.forget(changes, today)
    if (changes.length > 0) await this.store.commit(changes)
  }
  private lookedAt(changes: Change[], who: string, day: number): void {
    const last = Math.max(day, this.looked.get(who) ?? day)
    this.looked.set(who, last)
    changes.push({ key: `cl/looked/${who}`, value: encodeValue(last) })
  }
  /** Drops how people walked whose last claim is of long before a day; never of somebody at whom a flow looks. */
  private forget(changes: Change[], today: number): void {
    for (const [who, day] of this.looked) {
      if (day + WALKED_DAYS >= today || this.seen.has(who)) continue
      this.looked.delete(who)
      const rows = new Walked(`cl/gait/${who}.`, SEEN).keys()
      changes.push(...[...rows, `cl/looked/${who}`].map((key) => ({ key, value: null })))
    }
  }

  private row(who: string, day: number): PaidDay {
    return this.paid.get(`${who}.${day}`) ?? { minutes: [], units: 0 }
  }
  /** Units that a person was paid for a day. */
  unitsOf(who: string, day: number): number {
    return this.row(who, day).units
  }
  /** Whether a minute was paid to any of these, for whatever day it was said to be of. */
  isPaid(whose: readonly string[], day: number, minute: number): boolean {
    return whose.some((who) => AROUND.some((d) => this.row(who, day + d).minutes.includes(minute)))
  }

  /** Enters minutes as paid, or takes them back when nothing came of it. */
  mark(changes: Change[], whose: readonly string[], day: number, minutes: readonly number[], units: number, paid: boolean): void {
    for (const who of whose) {
      const before = this.row(who, day)
      const row = {
        minutes: paid ? [...before.minutes, ...minutes] : before.minutes.filter((m) => !minutes.includes(m)),
        units: before.units + (paid ? units : -units),
      }
      this.paid.set(`${who}.${day}`, row)
      changes.push({ key: `cl/paid/${who}.${day}`, value: encodeValue(row) })
    }
  }

  decided(changes: Change[], entry: string, claim: DecidedClaim): void {
    this.entries.set(entry, claim)
    changes.push({ key: `cl/entry/${entry}`, value: encodeValue(claim) })
  }
  decision(entry: string): DecidedClaim | undefined {
    return this.entries.get(entry)
  }

  /**
   * Looks at what a person shows beside how they walked in what was looked at before, whatever shoes they were in. {@link remember} follows in the
   * same batch as what comes of it: until then the memory is the one that another flow of the same person works with, and neither loses the other's.
   */
  async beside<T>(who: string, look: (feet: Walked['feet']) => Promise<T>): Promise<T> {
    const seen = this.seen.get(who) ?? this.recall(who)
    seen.lookers++
    try {
      await seen.read
      return await look(seen.walked.feet)
    } catch (error) {
      this.leave(who)
      throw error
    }
  }
  private recall(who: string): Seen {
    const walked = new Walked(`cl/gait/${who}.`, SEEN)
    const seen = { walked, read: walked.load(this.store), lookers: 0 }
    this.seen.set(who, seen)
    return seen
  }
  /** Forgets it when nobody looks any more. */
  private leave(who: string): void {
    const seen = this.seen.get(who)
    if (seen && --seen.lookers <= 0) this.seen.delete(who)
  }
  /** Keeps what was looked at of a person's claim of a day, and drops what is too old by then: no claim is of a day to come. */
  remember(changes: Change[], who: string, day: number): void {
    changes.push(...(this.seen.get(who)?.walked.changes() ?? []))
    this.lookedAt(changes, who, day)
    this.forget(changes, day - 1)
    this.leave(who)
  }

  distrust(changes: Change[], who: string, now: number): void {
    this.caught.set(who, now)
    changes.push({ key: `cl/caught/${who}`, value: encodeValue(now) })
  }
  isDistrusted(who: string, now: number): boolean {
    return (this.caught.get(who) ?? Number.NEGATIVE_INFINITY) + CAUGHT_LIFE > now
  }
}
