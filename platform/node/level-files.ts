/**
 * Reads the checksums of LevelDB's files, which LevelDB itself leaves unread where it is fast: it takes a damaged filter for the word that a
 * row is not there, drops what it cannot read of its log, and ends the process over some bytes of a table. Formats:
 * github.com/google/leveldb, doc/table_format.md and doc/log_format.md.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { concat, equal, utf8 } from '@hdms/shared/bytes.ts'
import { wholeIn } from '@hdms/shared/decimal.ts'
import { crc32c } from './crc32c.ts'
import { isMissing } from './file-errors.ts'

/** LevelDB writes the number of a table with leading zeros; whatever else is named so is none of its tables. */
const numberOf = (table: string): number => wholeIn(table.replace(/\.\w+$/, '').replace(/^0+(?=\d)/, '')) ?? -1

export const isTableName = (file: string): boolean => /\.(ldb|sst)$/.test(file)
const contentOf = (folder: string, file: string): Uint8Array => new Uint8Array(readFileSync(join(folder, file)))

/**
 * Looks at the logs. @param files names in the folder. @returns what is damaged, in words; undefined when every
 * checksum is right
 */
export function damagedLog(folder: string, files: readonly string[]): string | undefined {
  const manifest = manifestOf(folder)
  if (manifest === undefined || !files.includes(manifest)) return 'its file CURRENT names nothing that is there'
  if (!isLog(contentOf(folder, manifest), isEdit)) return `its file ${manifest} is damaged`
  const damaged = files.filter((file) => file.endsWith('.log')).find((file) => !isLog(contentOf(folder, file), isBatch))
  return damaged && `its file ${damaged} is damaged in the middle`
}

function manifestOf(folder: string): string | undefined {
  const name = new TextDecoder().decode(contentOf(folder, 'CURRENT')).trim()
  return /^MANIFEST-\d+$/.test(name) ? name : undefined
}

/**
 * Looks at the tables of the store, whose number and size is that of the store. A table that the MANIFEST does not name is still being written, or
 * was when the process was killed: nothing is in it that is not elsewhere, and LevelDB sweeps it away.
 * @param pause waited for after each; tables may go meanwhile
 */
export async function damagedTable(folder: string, pause?: () => Promise<void>): Promise<string | undefined> {
  const tables = readdirSync(folder).filter(isTableName)
  const manifest = manifestOf(folder)
  const named = manifest && tablesIn(contentOf(folder, manifest))
  if (!named) return 'its MANIFEST cannot be read'
  for (const file of tables.filter((name) => named.has(numberOf(name)))) {
    try {
      if (!isTable(contentOf(folder, file))) return `its table ${file} is damaged`
    } catch (error) {
      if (!isMissing(error)) throw error
    }
    await pause?.()
  }
  return undefined
}

/** Numbers of the tables that a MANIFEST names, up to where it is torn; undefined when it cannot be read. */
function tablesIn(manifest: Uint8Array): Set<number> | undefined {
  const tables = new Set<number>()
  const isGood = isLog(manifest, (record, first) => isEdit(record, first) && apply(record, tables))
  return isGood ? tables : undefined
}

/** Enters what an edit adds and deletes. @returns whether it can be read */
function apply(edit: Uint8Array, tables: Set<number>): boolean {
  const reader = new VarintReader(edit)
  const text = () => reader.skip(reader.varint())
  const edits: Readonly<Record<number, () => void>> = {
    1: text,
    2: () => void reader.varint(),
    3: () => void reader.varint(),
    4: () => void reader.varint(),
    5: () => [reader.varint(), text()],
    6: () => [reader.varint(), tables.delete(reader.varint())],
    7: () => [reader.varint(), tables.add(reader.varint()), reader.varint(), text(), text()],
    9: () => void reader.varint(),
  }
  try {
    while (reader.left > 0) (edits[reader.varint()] ?? malformed)()
    return true
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}

const FOOTER = 48
const MAGIC = 0xdb4775248b80fb57n
/** Of a block: kind of compression (1) and checksum (4). */
const TRAILER = 5

interface Handle {
  readonly offset: number
  readonly size: number
}

/** Whether every block of a table is what was written, with nothing between them. */
export function isTable(bytes: Uint8Array): boolean {
  try {
    const footer = bytes.subarray(bytes.length - FOOTER)
    if (footer.length !== FOOTER || viewOf(footer).getBigUint64(FOOTER - 8, true) !== MAGIC) return false
    const reader = new VarintReader(footer)
    const [meta, index] = [reader.handle(), reader.handle()]
    const blocks = [meta, index, ...handlesIn(blockAt(bytes, meta)), ...handlesIn(blockAt(bytes, index))]
    const length = blocks.reduce((sum, { size }) => sum + size + TRAILER, FOOTER)
    return length === bytes.length && blocks.every((handle) => isBlock(bytes, handle))
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}

/** What cannot be read as what it should be. */
class Malformed extends Error {}
const malformed = (): never => {
  throw new Malformed()
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const unmasked = (crc: number): number => {
  const rotated = (crc - 0xa282ead8) >>> 0
  return ((rotated >>> 17) | (rotated << 15)) >>> 0
}

function isBlock(bytes: Uint8Array, { offset, size }: Handle): boolean {
  const end = offset + size
  return end + TRAILER <= bytes.length && crc32c(bytes.subarray(offset, end + 1)) === unmasked(viewOf(bytes).getUint32(end + 1, true))
}

/** A block's content. @throws Malformed */
function blockAt(bytes: Uint8Array, handle: Handle): Uint8Array {
  if (!isBlock(bytes, handle)) throw new Malformed()
  const content = bytes.subarray(handle.offset, handle.offset + handle.size)
  return bytes[handle.offset + handle.size] === 1 ? unsnapped(content) : content
}

/** The handles that are the values of a block's entries. */
function handlesIn(block: Uint8Array): Handle[] {
  const restarts = viewOf(block).getUint32(block.length - 4, true)
  const reader = new VarintReader(block.subarray(0, block.length - 4 - 4 * restarts))
  const handles: Handle[] = []
  while (reader.left > 0) {
    reader.varint()
    const [key, value] = [reader.varint(), reader.varint()]
    reader.skip(key)
    const after = reader.left - value
    handles.push(reader.handle())
    if (reader.left !== after) throw new Malformed()
  }
  return handles
}

class VarintReader {
  private at = 0
  private readonly bytes: Uint8Array
  constructor(bytes: Uint8Array) {
    this.bytes = bytes
  }
  get left(): number {
    return this.bytes.length - this.at
  }
  skip(n: number): void {
    this.at += n
    if (this.left < 0) throw new Malformed()
  }
  byte(): number {
    this.skip(1)
    return this.bytes[this.at - 1] as number
  }
  take(n: number): Uint8Array {
    this.skip(n)
    return this.bytes.subarray(this.at - n, this.at)
  }
  varint(): number {
    let value = 0
    for (let factor = 1; factor < 2 ** 53; factor *= 128) {
      const byte = this.byte()
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
    throw new Malformed()
  }
  handle(): Handle {
    return { offset: this.varint(), size: this.varint() }
  }
}

/** Undoes Snappy (github.com/google/snappy, format_description.txt). @throws Malformed */
function unsnapped(bytes: Uint8Array): Uint8Array {
  const reader = new VarintReader(bytes)
  const length = reader.varint()
  // Blocks are of some kilobytes; an index of a large table is of some more.
  if (length > 1 << 26) throw new Malformed()
  const out = new Uint8Array(length)
  let at = 0
  const little = (n: number) => reader.take(n).reduceRight((sum, byte) => sum * 256 + byte, 0)
  while (reader.left > 0) {
    const tag = reader.byte()
    const kind = tag & 3
    if (kind === 0) {
      const short = tag >> 2
      const literal = reader.take(1 + (short < 60 ? short : little(short - 59)))
      if (at + literal.length > length) throw new Malformed()
      out.set(literal, at)
      at += literal.length
      continue
    }
    const many = kind === 1 ? 4 + ((tag >> 2) & 7) : 1 + (tag >> 2)
    const back = kind === 1 ? ((tag >> 5) << 8) + reader.byte() : little(kind === 2 ? 2 : 4)
    if (back === 0 || back > at || at + many > length) throw new Malformed()
    // Byte for byte: a copy may run into what it writes.
    for (let i = 0; i < many; i++, at++) out[at] = out[at - back] as number
  }
  if (at !== length) throw new Malformed()
  return out
}

const LOG_BLOCK = 32_768
const HEADER = 7

/**
 * Whether all records of a log fit, and none that can be read comes after one that cannot. What is torn at the end was never acknowledged, or the
 * store's anchor tells that it was.
 */
export function isLog(bytes: Uint8Array, fits: (record: Uint8Array, first: boolean) => boolean): boolean {
  let [broken, first] = [false, true]
  let parts: Uint8Array[] = []
  for (let block = 0; block < bytes.length; block += LOG_BLOCK) {
    const end = Math.min(bytes.length, block + LOG_BLOCK)
    for (let at = block; at + HEADER <= end; ) {
      const fragment = fragmentAt(bytes, at, end)
      // What follows one that cannot be read is where its length says, if that is still right.
      at += HEADER + fragment.bytes.length
      if (!fragment.right) {
        broken = true
        continue
      }
      if (broken) return false
      // Beginnings and ends have to alternate: 1 whole, 2 first, 3 in the middle, 4 last.
      if (fragment.kind <= 2 !== (parts.length === 0)) return false
      parts.push(fragment.bytes)
      if (fragment.kind === 2 || fragment.kind === 3) continue
      if (!fits(concat(...parts), first)) return false
      ;[parts, first] = [[], false]
    }
  }
  return true
}

function fragmentAt(
  bytes: Uint8Array,
  at: number,
  end: number,
): { readonly kind: number; readonly bytes: Uint8Array; readonly right: boolean } {
  const view = viewOf(bytes)
  const [crc, length, kind] = [view.getUint32(at, true), view.getUint16(at + 4, true), bytes[at + 6] as number]
  const content = bytes.subarray(at + HEADER, Math.min(end, at + HEADER + length))
  const right =
    content.length === length && kind >= 1 && kind <= 4 && crc32c(bytes.subarray(at + 6, at + HEADER + length)) === unmasked(crc)
  return { kind, bytes: content, right }
}

const COMPARATOR = utf8('\u0001\u001aleveldb.BytewiseComparator')
/**
 * Whether a record is one of a MANIFEST, the first of which names the order of keys: a log in its place would be read
 * as one.
 */
const isEdit = (record: Uint8Array, first: boolean): boolean => !first || equal(record.subarray(0, COMPARATOR.length), COMPARATOR)

/** Whether a record is a batch of writes. LevelDB ends the process over a sequence number that there cannot be. */
function isBatch(record: Uint8Array): boolean {
  if (record.length < 12 || viewOf(record).getBigUint64(0, true) >= 1n << 56n) return false
  try {
    const reader = new VarintReader(record.subarray(12))
    let left = viewOf(record).getUint32(8, true)
    for (; reader.left > 0; left--) {
      const isPut = reader.byte() === 1
      reader.skip(reader.varint())
      if (isPut) reader.skip(reader.varint())
    }
    return left === 0
  } catch (error) {
    if (error instanceof Malformed) return false
    throw error
  }
}
