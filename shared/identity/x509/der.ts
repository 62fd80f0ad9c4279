/** DER (X.690 §10): the check that bytes are one value in its single canonical encoding, and reading what was checked. */

import { type RefuseAs, refusingAs } from '../../reasons.ts'
import { refuse as refuseFor, type X509Reasons } from './reasons.ts'

const refuse: RefuseAs<X509Reasons, 'CERT_REFUSED', 'rule'> = refusingAs(refuseFor, 'CERT_REFUSED', { rule: 'encoding' })

/** As deep as constructed tags go. @throws CERT_REFUSED */
export function checkDer(bytes: Uint8Array): void {
  if (checkValue(bytes, 0, bytes.length, 0) !== bytes.length) refuse('der-after-end')
}

function checkValue(bytes: Uint8Array, start: number, end: number, depth: number): number {
  if (depth > 32) refuse('der-nested')
  let at = start
  const next = (): number => (at < end ? (bytes[at++] as number) : refuse('der-ends-early'))
  const tag = next()
  if ((tag & 0x1f) === 0x1f) refuse('der-long-tag')
  let length = next()
  if (length === 0x80) refuse('der-indefinite')
  if (length > 0x80) {
    const count = length & 0x7f
    if (count > 4) refuse('der-length-bytes')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + next()
    const minimal = length < 0x80 ? 0 : Math.ceil(Math.log2(length + 1) / 8)
    if (minimal !== count) refuse('der-length-minimal')
  }
  const stop = at + length
  if (stop > end) refuse('der-length-beyond')
  if ((tag & 0x20) !== 0) {
    while (at < stop) at = checkValue(bytes, at, stop, depth + 1)
  } else if (tag === 0x01 && (length !== 1 || (bytes[at] !== 0 && bytes[at] !== 0xff))) {
    refuse('der-boolean')
  } else if (tag === 0x02) {
    const [first = 0, second = 0] = bytes.subarray(at, stop)
    if (length === 0 || (length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80)))) refuse('der-integer')
  }
  return stop
}

/** One value of DER: its tag, its content, and the whole of it. */
export interface Value {
  readonly tag: number
  readonly content: Uint8Array
  readonly whole: Uint8Array
}
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bits: 0x03,
  octets: 0x04,
  oid: 0x06,
  utcTime: 0x17,
  time: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

/** The values one after another; the encoding was checked before. */
export function valuesIn(bytes: Uint8Array): Value[] {
  const values: Value[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at + 1] as number
    const count = first < 0x80 ? 0 : first & 0x7f
    let length = count === 0 ? first : 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] as number)
    const start = at + 2 + count
    const end = start + length
    values.push({ tag: bytes[at] as number, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) })
    at = end
  }
  return values
}
export const inside = (v: Value | undefined, tag: number): Value[] => (v?.tag === tag ? valuesIn(v.content) : refuse('der-other-value'))
export const contentOf = (v: Value | undefined, tag: number): Uint8Array => (v?.tag === tag ? v.content : refuse('der-other-value'))

/** Dotted form of an object identifier's content. */
export function oidOf(content: Uint8Array): string {
  const parts: number[] = []
  let n = 0
  for (const byte of content) {
    n = n * 128 + (byte & 0x7f)
    if ((byte & 0x80) !== 0) continue
    if (parts.length === 0) parts.push(Math.min(2, Math.floor(n / 40)), n - 40 * Math.min(2, Math.floor(n / 40)))
    else parts.push(n)
    n = 0
  }
  return parts.join('.')
}
