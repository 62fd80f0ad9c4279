/**
 * An anchor's bytes: two places that are written in turn, far enough apart that a write which a power cut tears hits one of them.
 *
 *   place: "hdms" ‖ id (16) ‖ sequence (u64) ‖ digest (16) ‖ SHA-256 of all before it (32)
 */

import { concat, equal, utf8, Writer } from '../bytes.ts'
import { sha256 } from '../crypto/hash.ts'
import { fromBig } from '../decimal.ts'
import type { Head } from '../ports/anchor.ts'
import { SUM } from './row-sums.ts'

const PLACE = 4096
const MAGIC = utf8('hdms')
const LENGTH = MAGIC.length + 16 + 8 + SUM + 32
export const ANCHOR_SIZE: number = 2 * PLACE

export function encodeHead({ id, sequence, digest }: Head): Uint8Array {
  const body = new Writer().raw(MAGIC, 4).raw(id, 16).u64(sequence).raw(digest, SUM).bytes()
  return concat(body, sha256(body))
}

function decodeHead(bytes: Uint8Array): Head | undefined {
  const [body, sum] = [bytes.slice(0, LENGTH - 32), bytes.slice(LENGTH - 32, LENGTH)]
  if (!equal(sha256(body), sum) || !equal(body.slice(0, 4), MAGIC)) return undefined
  const sequence = fromBig(new DataView(body.buffer).getBigUint64(20))
  return { id: body.slice(4, 20), sequence, digest: body.slice(28, 28 + SUM) }
}

export interface ReadHead {
  /** Undefined in a file that was made and never written. */
  readonly head: Head | 'damaged' | undefined
  /** Where the next head goes: over the older one. */
  readonly next: number
}

export function readHeads(file: Uint8Array): ReadHead {
  const heads = [0, PLACE].flatMap((at) => {
    const head = decodeHead(file.subarray(at, at + LENGTH))
    return head ? [{ head, next: PLACE - at }] : []
  })
  return (
    heads.sort((a, b) => b.head.sequence - a.head.sequence)[0] ?? { head: file.some((byte) => byte !== 0) ? 'damaged' : undefined, next: 0 }
  )
}
