/**
 * Rows that show what becomes of them. Each carries a sum over key and value, since databases give back a byte that was flipped on the disk
 * without a word; and the sums of all rows make one digest, kept as rows come and go, in which a row that is missing shows.
 *
 *   row: value ‖ SHA-256(u32 length of the key ‖ key ‖ value)[0..16]        digest: exclusive or of the sums of all rows
 *
 * The digest is against disks, not against who may write them: whoever can change rows at will can change the digest too. Exclusive or is
 * enough, since keys are distinct. The row of the version carries none, so that programs of all versions can read it.
 */
import { equal, utf8 } from '../bytes.ts'
import { VERSION_ROW } from './versions.ts'

/** SHA-256 of the platform: a start hashes every row. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

export const SUM = 16
export const NO_DIGEST: Uint8Array = new Uint8Array(SUM)

export class RowSums {
  private readonly sha256: Sha256

  constructor(sha256: Sha256) {
    this.sha256 = sha256
  }

  /** Length of the key, key, value and room for a sum: one piece of memory for what is hashed and what is kept. */
  private framed(key: string, value: Uint8Array): { readonly bytes: Uint8Array; readonly from: number } {
    const name = utf8(key)
    const from = 4 + name.length
    const bytes = new Uint8Array(from + value.length + SUM)
    new DataView(bytes.buffer).setUint32(0, name.length)
    bytes.set(name, 4)
    bytes.set(value, from)
    const end = from + value.length
    bytes.set(this.sha256(bytes.subarray(0, end)).subarray(0, SUM), end)
    return { bytes, from }
  }

  private sum(key: string, value: Uint8Array): Uint8Array {
    const { bytes } = this.framed(key, value)
    return bytes.subarray(bytes.length - SUM)
  }

  /** The row of a value. */
  row(key: string, value: Uint8Array): Uint8Array {
    if (key === VERSION_ROW) return value
    const { bytes, from } = this.framed(key, value)
    return bytes.subarray(from)
  }

  /** The sum of a row, as it stands there. */
  of(key: string, row: Uint8Array): Uint8Array {
    return key === VERSION_ROW ? this.sum(key, row) : row.subarray(Math.max(0, row.length - SUM))
  }

  /** @returns the value; undefined when the row is not what was written under this key */
  value(key: string, row: Uint8Array): Uint8Array | undefined {
    if (key === VERSION_ROW) return row
    const value = row.subarray(0, Math.max(0, row.length - SUM))
    return equal(this.sum(key, value), this.of(key, row)) ? value : undefined
  }
}

/** Takes a sum into a digest, or out of it. A sum of a damaged row may be short; the digest then does not fit, as it should. */
export function toggle(digest: Uint8Array, sum: Uint8Array): void {
  for (let i = 0; i < SUM; i++) digest[i] = (digest[i] as number) ^ (sum[i] ?? 0)
}
