/** Rows of a LevelDB database. */

import type { Row, Rows } from '@hdms/shared/ports/node-store.ts'
import { REMEDY } from '@hdms/shared/storage/store-proof.ts'
import { ClassicLevel } from 'classic-level'
import { refuse } from './reasons.ts'

type Database = ClassicLevel<string, Uint8Array>

/** Rows before and after all others, written by compaction alone. */
const ENDS: readonly string[] = ['\u0000', '\uffff\u0000']
/** Rows that are read at once where all are. */
const LOT = 1000
/**
 * So few rows are read without another thread: handing them over and back costs 100 µs of processor, reading one costs
 * 2.
 */
const FEW = 32

/** What LevelDB says when it cannot open a folder. */
export type Refused = 'locked' | 'damaged' | 'failed'
export class LevelRefusal extends Error {
  readonly refused: Refused
  constructor(refused: Refused, cause: unknown) {
    super(refused, { cause })
    this.refused = refused
  }
}

const causeOf = (error: unknown): unknown => (error instanceof Error && error.cause instanceof Error ? error.cause : error)

/** What the system refuses now it may allow later; everything else is a file that is not as it was. */
const PASSING = /No space left|Permission denied|Too many open files|Read-only|quota|Cannot allocate|Input\/output error/i
const passes = (error: unknown): boolean => PASSING.test(String(causeOf(error)))

function refusalOf(error: unknown): LevelRefusal {
  const cause = causeOf(error)
  const locked = cause instanceof Error && 'code' in cause && cause.code === 'LEVEL_LOCKED'
  return new LevelRefusal(locked ? 'locked' : passes(error) ? 'failed' : 'damaged', error)
}

/**
 * @param create whether the folder is new; one that was there is never made anew. @param name what people call it.
 * @throws LevelRefusal
 */
export async function openLevel(folder: string, create: boolean, name: string = folder): Promise<Rows> {
  const db: Database = new ClassicLevel(folder, { keyEncoding: 'utf8', valueEncoding: 'view', createIfMissing: create })
  try {
    await db.open()
  } catch (error) {
    throw refusalOf(error)
  }
  return rowsOf(db, name)
}

/** LevelDB's binding gives Buffers, whose `slice` shares their bytes where that of every other array copies them. */
const plain = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function rowsOf(db: Database, name: string): Rows {
  const write: Rows['write'] = async (changes) => {
    try {
      await db.batch(
        changes.map(({ key, value }) => (value === null ? { type: 'del' as const, key } : { type: 'put' as const, key, value })),
        { sync: true },
      )
    } catch (error) {
      refuse('STORE_FAILED', 'write', {}, error)
    }
  }
  const readable = async <T>(read: Promise<T>): Promise<T> => {
    try {
      return await read
    } catch (error) {
      if (passes(error)) return refuse('STORE_FAILED', 'row-unreadable', {}, error)
      return refuse('STORE_DAMAGED', 'part-unreadable', { store: name, remedy: REMEDY.restore }, error)
    }
  }
  const user = (rows: readonly Row[]): readonly Row[] =>
    rows.flatMap(([key, row]) => (ENDS.includes(key) ? [] : [[key, plain(row)] as const]))
  const few = async (keys: readonly string[]) => keys.map((key) => db.getSync(key))
  return {
    getMany: async (keys) => (await readable(keys.length <= FEW ? few(keys) : db.getMany([...keys]))).map((row) => row && plain(row)),
    range: async (from, to) => user(await readable(db.iterator({ gte: from, lt: to }).all())),
    scan() {
      // Made here and not at the first turn of the loop: an iterator shows what was there when it was made.
      const iterator = db.iterator({ fillCache: false })
      return (async function* () {
        try {
          for (;;) {
            const lot = await readable(iterator.nextv(LOT))
            if (lot.length === 0) return
            const rows = user(lot)
            if (rows.length > 0) yield rows
          }
        } finally {
          await iterator.close()
        }
      })()
    },
    write,
    /**
     * LevelDB's delete alone leaves the bytes in its files, and a compaction only moves a file that overlaps no other. Rows at both
     * ends make every file overlap, so that it is really rewritten.
     */
    async compact() {
      for (let round = 0; round < 2; round++) {
        await write(ENDS.map((key) => ({ key, value: Uint8Array.of(round) })))
        await db.compactRange('\u0000', '\uffff\uffff')
      }
    },
    close: () => db.close(),
  }
}
