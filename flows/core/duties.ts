/**
 * What a person's node still owes to an erasure or a withdrawal: each holder is told until it has answered, and the register of each record
 * until it says `erased`. A duty is written in the batch that makes it, so that no crash lets one be forgotten. Who bought something under a
 * one-time name stands on no ledger as its holder: what was sold to whom is noted before its key leaves.
 * Rows: du/ID → Duty · dr/RECORD → RegisterDuty · ds/RECORD/NAME'S KEY/SHOWN → Sold.
 */

import { hex } from '@hdms/shared/bytes.ts'
import type { Change, NodeStore } from '@hdms/shared/ports/node-store.ts'
import { prefixRange } from '@hdms/shared/ports/node-store.ts'
import { decodeValue, encodeValue } from '../engine/codec.ts'
import type { Value } from '../engine/types.ts'

/** `open`: told, and not answered yet. `retained` on a law until a day, on which the holder destroys and says so. */
export type DutyState = 'open' | 'deleted' | 'retained' | 'never-held'

export interface Duty {
  /** Hex of 16 bytes. */
  readonly id: string
  readonly kind: 'withdrawn' | 'erased'
  /** Hex of the holder's identity key. */
  readonly holder: string
  /** Its X.500 name, when it was known. */
  readonly name: string
  /** Of a withdrawal: transactions of the consent and of what spent it, hex. */
  readonly consent: string
  readonly withdrawal: string
  /** Verification keys, hex. */
  readonly records: readonly string[]
  /** Kinds of resources in them, and when the last of them was stored, ms: what a legal basis may speak of. */
  readonly kinds: readonly string[]
  readonly stored: number
  /** ms since 1970. */
  readonly since: number
  readonly state: DutyState
  readonly basis: string
  /** ms since 1970. */
  readonly until: number
  /** Code of why the last try brought no answer. */
  readonly why: string
  /** The signed attestation, as it came. */
  readonly attestation: Uint8Array
  readonly signature: Uint8Array
  readonly attestedAt: number
  /** One-time name that the holder knows this person by, and its key; empty for the person's own. */
  readonly as: string
  readonly asKey: Uint8Array
  /** ms since 1970: the holder is told from then on. 0 for at once. */
  readonly due: number
  readonly [field: string]: Value
}
/** What duties of before lack. */
const BY_OWN_NAME = { as: '', asKey: new Uint8Array(0), due: 0 } as const

/** A record that was sold. */
export interface Sold {
  /** Verification keys, hex: the own one, and the one that the buyer has seen. */
  readonly record: string
  readonly shown: string
  /** The buyer: hex of its identity key, and its X.500 name. */
  readonly holder: string
  readonly buyer: string
  /** One-time name that it was sold under, and its key. */
  readonly as: string
  readonly asKey: Uint8Array
  /** End of the use, ms since 1970. */
  readonly useUntil: number
  /** ms since 1970: the buyer is not told any more of an erasure after it, since its mailbox is gone by then. */
  readonly until: number
  readonly [field: string]: Value
}
const soldKey = ({ record, asKey, shown }: Sold): string => `ds/${record}/${hex(asKey)}/${shown}`

export interface RegisterDuty {
  /** Hex. */
  readonly record: string
  readonly notary: string
  /** Of the one-time key that passed to the person with the record; it goes when the register has answered. */
  readonly seed: Uint8Array
  /** ms since 1970, drawn: further roots are written apart, or the notary would see that they are one record. */
  readonly due: number
  readonly [field: string]: Value
}

export class Duties {
  private readonly duties = new Map<string, Duty>()
  private readonly registers = new Map<string, RegisterDuty>()
  private readonly sold = new Map<string, Sold>()
  /** Told when there is something to do. */
  due: () => void = () => {}
  /** Told of whatever its owner can see. */
  changed: () => void = () => {}

  async load(store: NodeStore): Promise<void> {
    for (const [, bytes] of await store.range(...prefixRange('du/'))) {
      const duty: Duty = { ...BY_OWN_NAME, ...decodeValue<Duty>(bytes) }
      this.duties.set(duty.id, duty)
    }
    for (const [, bytes] of await store.range(...prefixRange('dr/'))) {
      const register = decodeValue<RegisterDuty>(bytes)
      this.registers.set(register.record, register)
    }
    for (const [key, bytes] of await store.range(...prefixRange('ds/'))) this.sold.set(key, decodeValue<Sold>(bytes))
  }

  put(changes: Change[], duty: Duty): void {
    this.duties.set(duty.id, duty)
    changes.push({ key: `du/${duty.id}`, value: encodeValue(duty) })
    this.changed()
    if (duty.state === 'open') this.due()
  }
  amend(changes: Change[], id: string, patch: Partial<Duty>): void {
    const known = this.duties.get(id)
    if (known) this.put(changes, { ...known, ...patch } as Duty)
  }
  get(id: string): Duty | undefined {
    return this.duties.get(id)
  }
  /** Newest first. */
  list(): Duty[] {
    return [...this.duties.values()].sort((a, b) => b.since - a.since)
  }

  /** Notes what is about to be sold, before its key can leave; what is too old to be told of goes. @param now ms since 1970 */
  putSold(changes: Change[], sold: readonly Sold[], now: number): void {
    this.dropSold(changes, (s) => s.until < now)
    for (const one of sold) {
      this.sold.set(soldKey(one), one)
      changes.push({ key: soldKey(one), value: encodeValue(one) })
    }
  }
  /** Nothing of it is with the buyer, or the buyer is told. */
  dropSold(changes: Change[], which: (sold: Sold) => boolean): void {
    for (const [key, one] of this.sold) {
      if (!which(one)) continue
      this.sold.delete(key)
      changes.push({ key, value: null })
    }
  }
  /** A law has the buyer keep what it bought under a name: it may have to be told, and has something to say, until then. */
  keepSold(changes: Change[], as: string, until: number): void {
    for (const [key, one] of this.sold) {
      if (one.as !== as) continue
      const longer: Sold = { ...one, until: Math.max(one.until, until) }
      this.sold.set(key, longer)
      changes.push({ key, value: encodeValue(longer) })
    }
  }
  /** To whom a record was sold. @param record the own verification key, hex */
  soldOf(record: string): Sold[] {
    return [...this.sold.values()].filter((s) => s.record === record)
  }
  /** Whether a one-time name still has something to say: of an erasure that was not answered to the end, or of one that may come. */
  needs(name: string): boolean {
    const open = [...this.duties.values()].some((d) => d.as === name && (d.state === 'open' || d.state === 'retained'))
    return open || [...this.sold.values()].some((s) => s.as === name)
  }

  putRegister(changes: Change[], register: RegisterDuty): void {
    this.registers.set(register.record, register)
    changes.push({ key: `dr/${register.record}`, value: encodeValue(register) })
    this.due()
  }
  register(record: string): RegisterDuty | undefined {
    return this.registers.get(record)
  }
  openRegisters(): RegisterDuty[] {
    return [...this.registers.values()]
  }
  registered(changes: Change[], record: string): void {
    this.registers.delete(record)
    changes.push({ key: `dr/${record}`, value: null })
  }
}
