/** Padmé padding (Nikitin et al., PETS 2019): a length leaks at most O(log log) bits and costs at most 12 %. */

import { Reader, Writer } from '../bytes.ts'
import { refuse } from './reasons.ts'

export function padmeLength(length: number): number {
  if (length < 2) return 2
  const e = Math.floor(Math.log2(length))
  const s = Math.floor(Math.log2(Math.max(e, 1))) + 1
  const unit = 2 ** Math.max(e - s, 0)
  return Math.ceil(length / unit) * unit
}

export function pad(bytes: Uint8Array): Uint8Array {
  const w = new Writer().long(bytes)
  return w.rest(new Uint8Array(Math.max(padmeLength(bytes.length + 4), 256) - bytes.length - 4)).bytes()
}

/** @throws WIRE_MALFORMED when the filling is not zero */
export function unpad(bytes: Uint8Array): Uint8Array {
  const r = new Reader(bytes, 'padded body')
  const body = r.long()
  if (r.raw(r.remaining).some((b) => b !== 0)) refuse('WIRE_MALFORMED', 'filling', { what: 'padded body' })
  return body
}
