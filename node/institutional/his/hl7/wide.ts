/** UTF-16 in a stream of bytes: MLLP's marks, and the ends of segments, are bytes that occur in the middle of its characters. */

export type Wide = 'le' | 'be'

/** Whether a message is in UTF-16, by its first bytes: a byte order mark, or the first letter of its header (MSH, BHS, FHS) and a zero. */
export function wideOf(bytes: Uint8Array): Wide | undefined {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'le'
  if (a === 0xfe && b === 0xff) return 'be'
  const isLetter = (byte: number | undefined): boolean => byte === 0x4d || byte === 0x42 || byte === 0x46
  if (isLetter(a) && b === 0) return 'le'
  return a === 0 && isLetter(b) ? 'be' : undefined
}

/** Text of ASCII as it stands in a message. */
export function inWide(text: string, wide: Wide | undefined): Buffer {
  if (wide === undefined) return Buffer.from(text, 'latin1')
  const bytes = Buffer.from(text, 'utf16le')
  return wide === 'be' ? bytes.swap16() : bytes
}

/** Where a text of ASCII stands next, from a place on; -1 when it does not. */
export function indexIn(bytes: Buffer, text: Buffer, from: number, wide: Wide | undefined): number {
  let at = bytes.indexOf(text, from)
  while (wide !== undefined && at >= 0 && at % 2 !== 0) at = bytes.indexOf(text, at + 1)
  return at
}
