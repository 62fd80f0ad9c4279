/** Checks that bytes are one DER value in its single canonical encoding (X.690 §10), as deep as constructed tags go. */
import { fail } from '../errors.ts'

const refuse = (why: string): never => fail('CERT_REFUSED', { why: `not canonical DER (${why})` })

/** @throws CERT_REFUSED */
export function checkDer(bytes: Uint8Array): void {
  if (checkValue(bytes, 0, bytes.length, 0) !== bytes.length) refuse('bytes after the end')
}

function checkValue(bytes: Uint8Array, start: number, end: number, depth: number): number {
  if (depth > 32) refuse('nested too deep')
  let at = start
  const next = (): number => (at < end ? (bytes[at++] as number) : refuse('it ends too early'))
  const tag = next()
  if ((tag & 0x1f) === 0x1f) refuse('a long tag')
  let length = next()
  if (length === 0x80) refuse('indefinite length')
  if (length > 0x80) {
    const count = length & 0x7f
    if (count > 4) refuse('a length of more than four bytes')
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + next()
    const minimal = length < 0x80 ? 0 : Math.ceil(Math.log2(length + 1) / 8)
    if (minimal !== count) refuse('a length that is not minimal')
  }
  const stop = at + length
  if (stop > end) refuse('a length beyond the end')
  if ((tag & 0x20) !== 0) {
    while (at < stop) at = checkValue(bytes, at, stop, depth + 1)
  } else if (tag === 0x01 && (length !== 1 || (bytes[at] !== 0 && bytes[at] !== 0xff))) {
    refuse('a boolean that is neither 00 nor FF')
  } else if (tag === 0x02) {
    const [first = 0, second = 0] = bytes.subarray(at, stop)
    if (length === 0 || (length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))))
      refuse('an integer that is not minimal')
  }
  return stop
}
