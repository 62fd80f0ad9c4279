/**
 * Where the results of orders lie. Items that came first in one message share a row, up to {@link TOGETHER} of them: a message writes what it brings
 * and not the order's whole result, and few rows, each of which is sealed, summed and looked up. A large item lies in pieces, which are written one
 * after the other before the row that names them: nobody waits for megabytes to be sealed.
 *
 *   ho/ORDER → how it stands        hi/ORDER/NUMBER → items from this number on        hf/ORDER/NUMBER/WRITING/PIECE → piece of a large resource
 */
import { createHash } from 'node:crypto'
import { decodeValue, encodeValue } from '@hdms/flows/engine/codec.ts'
import type { Value } from '@hdms/flows/engine/types.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { digits } from '@hdms/shared/decimal.ts'
import { type Change, type NodeStore, prefixRange } from '@hdms/shared/ports/node-store.ts'
import type { ReportedItem } from './reports.ts'
import { type Placed, type Row, Standing } from './standing.ts'

export interface Head {
  /** Why something was changed last, in words for a person. */
  readonly reason: string
  /** Hash of what was issued last, or is being handed over; empty before. */
  readonly issued: string
  /** Counts corrections: the same content may come back. */
  readonly version: number
  /** Is to be handed over to a flow; empty when that is done. */
  readonly handing: '' | 'result' | 'correction'
  /** Something changed that waits for what is under way. */
  readonly later: boolean
  /** Items there are. */
  readonly count: number
  /** Where pieces lie, or may lie after an end in the middle: by item and writing, how many. */
  readonly pieces: Readonly<Record<string, number>>
  readonly [field: string]: Value
}
export const NO_HEAD: Head = { reason: '', issued: '', version: 0, handing: '', later: false, count: 0, pieces: {} }

/** What a message changed of an order's results. */
export interface Saving {
  readonly orderId: string
  readonly standing: Standing
  /** Without its count and pieces, which are the rows' own. */
  readonly head: Head
  readonly placed: readonly Placed[]
}

/** Results of one order as they were before each item had a row. */
interface Old {
  readonly items: readonly ReportedItem[]
  readonly reason: string
  readonly issued: string
}

/** Characters of a resource that lies in one row, and of a piece of a larger one. */
const PIECE = 512 << 10
/** Items and characters of a row. */
const TOGETHER = 16
const ROW = 64 << 10
/** Characters of results that are kept in memory, of orders that messages came for last. */
const IN_MEMORY = 32 << 20

const padded = (number: number): string => String(number).padStart(8, '0')
const itemKey = (orderId: string, number: number): string => `hi/${orderId}/${padded(number)}`
const place = (number: number, writing: number): string => `${padded(number)}/${padded(writing)}`
const pieceKeys = (orderId: string, at: string, pieces: number): string[] =>
  Array.from({ length: pieces }, (_, i) => `hf/${orderId}/${at}/${padded(i)}`)

/** Of what is handed over: the same for the same. */
export function digestOf(resources: readonly string[]): string {
  const hash = createHash('sha256')
  for (const [i, resource] of resources.entries()) hash.update(i === 0 ? resource : `\n${resource}`)
  return hash.digest('hex').slice(0, 32)
}

/** A text in pieces, none of which ends in half a character. */
function piecesOf(text: string): string[] {
  const pieces: string[] = []
  for (let at = 0; at < text.length; ) {
    const end = at + PIECE
    const cut = end < text.length && /[\ud800-\udbff]/.test(text[end - 1] as string) ? end - 1 : end
    pieces.push(text.slice(at, cut))
    at = cut
  }
  return pieces
}

/** What lies in a row: several items as JSON, which is written in a fifth of the time, or one as CBOR. */
const JSON_LIST = 0x5b
function itemsIn(number: number, bytes: Uint8Array): readonly Placed[] {
  if (bytes[0] !== JSON_LIST) return [{ number, row: decodeValue<Row>(bytes) }]
  return (JSON.parse(fromUtf8(bytes)) as [number, Row][]).map(([number, row]) => ({ number, row }))
}
const lotRow = (standing: Standing, numbers: readonly number[]): Uint8Array =>
  utf8(JSON.stringify(numbers.map((number) => [number, standing.at(number)])))

/** The rows to be written for what was placed, each by the numbers of its items; without those that lie in pieces. */
function lotsOf(standing: Standing, placed: readonly Placed[]): readonly (readonly number[])[] {
  const lots = new Set<readonly number[]>()
  let open: number[] = []
  let size = 0
  for (const { number, row } of placed) {
    const length = row.resource.length
    const known = standing.lot(number)
    // One that has become large has a row to itself from then on, and so have those that it was with.
    if (length > ROW && known && known.length > 1) {
      for (const one of known) if (one !== number) lots.add(standing.together([one]))
      lots.delete(known)
      if (known === open) [open, size] = [[], 0]
    }
    if (length > PIECE) standing.together([number])
    else if (length > ROW) lots.add(standing.together([number]))
    else if (known) lots.add(known)
    else {
      if (open.length === TOGETHER || size + length > ROW) [open, size] = [[], 0]
      open.push(number)
      size += length
      lots.add(standing.together(open))
    }
  }
  return [...lots]
}

export class ReportRows {
  private readonly store: NodeStore
  private readonly heads = new Map<string, Head>()
  /** Of orders that were looked at last, oldest first. */
  private readonly known = new Map<string, { readonly standing: Standing; readonly size: number }>()
  private inMemory = 0

  constructor(store: NodeStore) {
    this.store = store
  }

  async load(): Promise<void> {
    for (const [key, bytes] of await this.store.range(...prefixRange('ho/'))) this.heads.set(key.slice(3), decodeValue<Head>(bytes))
    // Rows of hr/ that are no dates of records are results as earlier versions wrote them.
    for (const [key, bytes] of await this.store.range(...prefixRange('hr/'))) {
      const old = decodeValue<Old | number>(bytes)
      if (typeof old === 'number') continue
      const head = { ...NO_HEAD, reason: old.reason, issued: old.issued, later: old.issued !== '' }
      const standing = new Standing()
      await this.save([{ orderId: key.slice(3), standing, head, placed: standing.take(old.items) }])
      await this.store.commit([{ key, value: null }])
    }
  }

  head(orderId: string): Head {
    return this.heads.get(orderId) ?? NO_HEAD
  }
  /** Orders of which something is to be handed over, or waits for that. */
  open(): string[] {
    return [...this.heads].flatMap(([orderId, { handing, later }]) => (handing !== '' || later ? [orderId] : []))
  }

  /** How an order's results stand; whoever has its turn may change it, and saves what was changed. */
  async of(orderId: string): Promise<Standing> {
    return this.known.get(orderId)?.standing ?? this.read(orderId)
  }

  private async read(orderId: string): Promise<Standing> {
    const standing = new Standing()
    if (this.head(orderId).count === 0) return standing
    for (const [key, bytes] of await this.store.range(...prefixRange(`hi/${orderId}/`))) {
      const items = itemsIn(digits(key.slice(key.lastIndexOf('/') + 1)), bytes)
      standing.together(items.map(({ number }) => number))
      for (const { number, row } of items) {
        const { writing, ...item } = row
        standing.put(number, writing === undefined ? row : { ...item, resource: await this.joined(orderId, place(number, writing)) })
      }
    }
    return standing
  }
  private async joined(orderId: string, at: string): Promise<string> {
    return (await this.store.range(...prefixRange(`hf/${orderId}/${at}/`))).map(([, bytes]) => fromUtf8(bytes)).join('')
  }

  /** Keeps it in memory as the newest, and frees what nobody asked for lately. */
  private remember(orderId: string, standing: Standing): void {
    this.drop(orderId)
    this.known.set(orderId, { standing, size: standing.bytes })
    this.inMemory += standing.bytes
    for (const oldest of this.known.keys()) {
      if (this.inMemory <= IN_MEMORY || oldest === orderId) return
      this.drop(oldest)
    }
  }
  private drop(orderId: string): void {
    this.inMemory -= this.known.get(orderId)?.size ?? 0
    this.known.delete(orderId)
  }

  /** All of them in one batch, behind the pieces of what is large. @param beside what else is written in it */
  async save(orders: readonly Saving[], beside: readonly Change[] = []): Promise<void> {
    const changes: Change[] = [...beside]
    const heads: [string, Head][] = []
    try {
      for (const saving of orders) heads.push([saving.orderId, await this.written(changes, saving)])
      if (changes.length > 0) await this.store.commit(changes)
    } catch (error) {
      // What is in memory is ahead of what lies there.
      for (const { orderId } of orders) this.drop(orderId)
      throw error
    }
    for (const [orderId, head] of heads) this.heads.set(orderId, head)
    for (const { orderId, standing } of orders) this.remember(orderId, standing)
  }

  private async written(changes: Change[], { orderId, head, placed, standing }: Saving): Promise<Head> {
    const pieces = { ...this.head(orderId).pieces }
    for (const { number, row } of placed) {
      const old = Object.keys(pieces).filter((at) => at.startsWith(`${padded(number)}/`))
      for (const at of old) {
        changes.push(...pieceKeys(orderId, at, pieces[at] ?? 0).map((key) => ({ key, value: null })))
        delete pieces[at]
      }
      if (row.resource.length <= PIECE) continue
      const writing = Math.max(-1, ...old.map((at) => digits(at.slice(at.indexOf('/') + 1)))) + 1
      const texts = piecesOf(row.resource)
      pieces[place(number, writing)] = texts.length
      await this.writePieces(orderId, place(number, writing), texts)
      changes.push({ key: itemKey(orderId, number), value: encodeValue({ ...row, resource: '', writing }) })
    }
    for (const numbers of lotsOf(standing, placed))
      changes.push({ key: itemKey(orderId, numbers[0] as number), value: lotRow(standing, numbers) })
    const next = { ...head, count: standing.size, pieces }
    if (!sameHead(next, this.heads.get(orderId))) changes.push({ key: `ho/${orderId}`, value: encodeValue(next) })
    return next
  }

  private async writePieces(orderId: string, at: string, texts: readonly string[]): Promise<void> {
    // Said first, so that what an end in the middle leaves behind is found and removed.
    const head = this.head(orderId)
    const begun = { ...head, pieces: { ...head.pieces, [at]: texts.length } }
    await this.store.commit([{ key: `ho/${orderId}`, value: encodeValue(begun) }])
    this.heads.set(orderId, begun)
    for (const [i, key] of pieceKeys(orderId, at, texts.length).entries()) {
      await this.store.commit([{ key, value: utf8(texts[i] as string) }])
      // Sealing is work: others have their turn between two pieces.
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  forget(changes: Change[], orderId: string): void {
    const { count, pieces } = this.head(orderId)
    const keys = [
      `ho/${orderId}`,
      ...Array.from({ length: count }, (_, number) => itemKey(orderId, number)),
      ...Object.entries(pieces).flatMap(([at, of]) => pieceKeys(orderId, at, of)),
    ]
    changes.push(...keys.map((key) => ({ key, value: null })))
    this.heads.delete(orderId)
    this.drop(orderId)
  }
}

const sameHead = (a: Head, b: Head | undefined): boolean =>
  b !== undefined && Object.keys(NO_HEAD).every((field) => (field === 'pieces' ? samePieces(a, b) : a[field] === b[field]))
const samePieces = ({ pieces: a }: Head, { pieces: b }: Head): boolean =>
  Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([at, of]) => b[at] === of)
