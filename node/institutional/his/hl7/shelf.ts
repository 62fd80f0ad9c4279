/**
 * Messages that are kept as they came, each with why: dead letters, those that match nothing here, those that wait for an order. The list is in
 * memory without their bytes, and a large message lies in pieces, written one after the other: neither a long list nor a large message holds
 * anybody up.
 */

import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { concat } from '@hdms/shared/bytes.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { fail } from '@hdms/shared/errors.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import { refuse } from '../../reasons.ts'

/** What is known of a message that is kept. */
export interface Letter {
  /** ms since 1970. */
  readonly at: number
  /** ADT^A40; empty when it could not be read so far. */
  readonly type: string
  readonly control: string
  readonly why: string
  /** Call that it counts once as. */
  readonly call: string
  /** Order that it waits for; empty when for none. */
  readonly order: string
}
interface Row extends Letter {
  readonly bytes: number
  /** Numbers in it that may be those of orders. */
  readonly numbers: readonly string[]
  readonly [field: string]: Value
}
export interface KeptLetter extends Letter {
  /** Number, as text. */
  readonly id: string
}

export interface ShelfOptions {
  readonly store: NodeStore
  /** Whether the record of an order was erased. @param order its number in lower case */
  readonly isErased: (order: string) => boolean
  /** Of its rows: NAME/NUMBER, and CONTENT/NUMBER/PIECE. */
  readonly name: string
  readonly content: string
  readonly most: { readonly count: number; readonly bytes: number }
  /** What happens when there is no room: the newcomer is refused, or the oldest goes. */
  readonly full: 'refuse' | 'oldest goes'
}

const PIECE = 512 << 10

/** Digits of an order's number, as this node gives them out, and how many of them are looked at in a message. */
const [DIGITS, MOST_NUMBERS] = [12, 1_000]
const NIL = 0x00
/** Whether a byte is a hexadecimal digit. */
const isDigit = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || ((byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x66)
const isWord = (byte: number): boolean => isDigit(byte) || ((byte | 0x20) >= 0x67 && (byte | 0x20) <= 0x7a)

/** Numbers in a message, read or not, that may be those of orders of this node; in UTF-16 as in any other character set. */
function numbersIn(message: Uint8Array): string[] {
  const found = new Set<string>()
  let run = ''
  let isNumber = true
  for (let at = 0; at <= message.length && found.size < MOST_NUMBERS; at++) {
    const byte = message[at] ?? 0x0d
    if (byte === NIL) continue
    if (isWord(byte)) {
      isNumber &&= isDigit(byte)
      if (run.length <= DIGITS) run += String.fromCharCode(byte).toLowerCase()
      continue
    }
    if (isNumber && run.length === DIGITS) found.add(run)
    run = ''
    isNumber = true
  }
  return [...found]
}
const padded = (number: number): string => String(number).padStart(10, '0')

export class Shelf {
  private readonly o: ShelfOptions
  private readonly rows = new Map<string, Row>()
  /** Keys of what went with its order. */
  private gone: string[] = []
  private next = 1
  private bytes = 0

  constructor(o: ShelfOptions) {
    this.o = o
  }

  async load(): Promise<void> {
    const { store, name } = this.o
    for (const [key, value] of await store.range(...prefixRange(name))) {
      const row = decodeValue<Omit<Row, 'bytes'> & { readonly bytes: number | Uint8Array }>(value)
      const number = digits(key.slice(name.length))
      this.next = number + 1
      // Programs before wrote the message into the row, or did not look for numbers in it.
      if (typeof row.bytes === 'number') this.enter(String(number), row.numbers ? (row as Row) : await this.numbered(number, row as Row))
      else await this.rewrite(number, row as Omit<Row, 'bytes'>, row.bytes)
    }
    const erased: Change[] = []
    for (const [id, { numbers }] of this.rows) if (numbers.some((order) => this.o.isErased(order))) this.remove(erased, id)
    if (erased.length > 0) await store.commit(erased)
    // What an end in the middle of writing left behind.
    const left = await store.range(`${this.o.content}${padded(this.next)}`, `${this.o.content}\uffff`)
    if (left.length > 0) await store.commit(left.map(([key]) => ({ key, value: null })))
  }
  private async rewrite(number: number, row: Omit<Row, 'bytes'>, bytes: Uint8Array): Promise<void> {
    const changes: Change[] = []
    await this.write(changes, number, { ...(row as unknown as Letter), call: '', order: '' }, bytes)
    await this.o.store.commit(changes)
  }
  private async numbered(number: number, row: Row): Promise<Row> {
    const { store, name } = this.o
    const now: Row = { ...row, numbers: numbersIn(await this.content(number)) }
    await store.commit([{ key: `${name}${padded(number)}`, value: encodeValue(now) }])
    return now
  }
  private enter(id: string, row: Row): void {
    this.rows.set(id, row)
    this.bytes += row.bytes
  }

  /**
   * Keeps one, with the batch that it is given, unless it names an order whose record was erased.
   * @returns its number @throws STORE_FAILED when there is no room
   */
  async put(changes: Change[], letter: Letter, message: Uint8Array): Promise<string> {
    const { most, full } = this.o
    const fits = () => this.rows.size < most.count && this.bytes + message.length <= most.bytes
    for (const id of full === 'oldest goes' ? this.rows.keys() : []) {
      if (fits()) break
      this.remove(changes, id)
    }
    if (!fits()) refuse('STORE_FAILED', 'shelf-full')
    const number = this.next++
    await this.write(changes, number, letter, message)
    return String(number)
  }
  private async write(changes: Change[], number: number, letter: Letter, message: Uint8Array): Promise<void> {
    const { store, name } = this.o
    const row: Row = { ...letter, bytes: message.length, numbers: numbersIn(message) }
    if (row.numbers.some((order) => this.o.isErased(order))) return
    // Entered before anything is waited for, so that the room is taken.
    this.enter(String(number), row)
    const pieces = this.pieces(number, message.length).map((key, i) => ({ key, value: message.slice(i * PIECE, (i + 1) * PIECE) }))
    if (pieces.length > 1)
      for (const piece of pieces) {
        await store.commit([piece])
        await new Promise((resolve) => setImmediate(resolve))
      }
    else changes.push(...pieces)
    // It may have gone with its order while its pieces were written.
    if (this.rows.has(String(number))) changes.push({ key: `${name}${padded(number)}`, value: encodeValue(row) })
    else changes.push(...pieces.map(({ key }) => ({ key, value: null })))
  }
  private pieces(number: number, bytes: number): string[] {
    return Array.from({ length: Math.max(1, Math.ceil(bytes / PIECE)) }, (_, i) => `${this.o.content}${padded(number)}/${padded(i)}`)
  }

  get count(): number {
    return this.rows.size
  }
  /** Oldest first. */
  list(): KeptLetter[] {
    return [...this.rows].map(([id, { bytes: _, numbers: __, ...letter }]) => ({ ...(letter as Letter), id }))
  }

  /** @throws NOT_FOUND */
  get(id: string): KeptLetter {
    const { bytes: _, numbers: __, ...letter } = this.rows.get(id) ?? fail('NOT_FOUND', { what: 'message that is kept' })
    return { ...(letter as Letter), id }
  }
  /** As it came. @throws NOT_FOUND */
  async message(id: string): Promise<Uint8Array> {
    this.get(id)
    return this.content(digits(id))
  }
  private async content(number: number): Promise<Uint8Array> {
    const rows = await this.o.store.range(...prefixRange(`${this.o.content}${padded(number)}/`))
    return concat(...rows.map(([, bytes]) => bytes))
  }

  /** Drops what waits for an order or names it, with the batch that it is given. */
  removeOf(changes: Change[], order: string): void {
    const number = order.toLowerCase()
    for (const [id, row] of this.rows) if (row.order === order || row.numbers.includes(number)) this.gone.push(...this.remove(changes, id))
  }

  /** Keys of what went with its order since this was asked last. */
  late(): string[] {
    const keys = this.gone
    this.gone = []
    return keys
  }

  /** With the batch that it is given. @returns the keys of its rows */
  remove(changes: Change[], id: string): string[] {
    const row = this.rows.get(id)
    if (!row) return []
    this.rows.delete(id)
    this.bytes -= row.bytes
    const keys = [`${this.o.name}${padded(digits(id))}`, ...this.pieces(digits(id), row.bytes)]
    changes.push(...keys.map((key) => ({ key, value: null })))
    return keys
  }
  /** Whether it is still there, or gone already. */
  has(id: string): boolean {
    return this.rows.has(id)
  }
}
