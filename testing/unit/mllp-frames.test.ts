/** Marks of MLLP inside of messages: where a message ends in 8-bit sets and in UTF-16, however the bytes come. */
import { encodeMessage } from '@hdms/node/institutional/his/hl7/charset.ts'
import { type Frame, FrameReader, framed } from '@hdms/node/institutional/his/hl7/frames.ts'
import { fromUtf8, utf8 } from '@hdms/shared/bytes.ts'
import { describe, expect, test } from 'vitest'
import { rounds } from '../support/long.ts'
import { seeded } from '../support/random.ts'

const MSH = 'MSH|^~\\&|LIS|LAB'
const said = (frames: readonly Frame[]): (Uint8Array | string)[] => frames.map((f) => ('message' in f ? f.message : f.broken))

/** Through a reader that waits for what may follow, in chunks of random sizes. */
function cut(stream: Uint8Array, random: ReturnType<typeof seeded>): (Uint8Array | string)[] {
  const reader = new FrameReader(1 << 20, { patient: true })
  const found: (Uint8Array | string)[] = []
  for (let at = 0; at < stream.length; ) {
    const length = 1 + random.int(random.int(2) === 0 ? 3 : 200)
    found.push(...said(reader.push(stream.subarray(at, at + length))))
    at += length
  }
  return [...found, ...said(reader.settle())]
}

describe('in sets of 8 bits', () => {
  test.each([
    ['a vertical tab in a text', `\x0b${MSH}|one\x0btwo\x1c\r`, [`${MSH}|one\x0btwo`]],
    ['a vertical tab before letters that begin as a header does', `\x0b${MSH}|\x0bMSHX and \x0bBHS\x1c\r`, [`${MSH}|\x0bMSHX and \x0bBHS`]],
    ['a file separator in a text', `\x0b${MSH}|one\x1ctwo\x1c\r`, [`${MSH}|one\x1ctwo`]],
    ['a file separator and then a line', `\x0b${MSH}|one\x1c two\rPID|1\x1c\r`, [`${MSH}|one\x1c two\rPID|1`]],
    ['an end without 0x0D, and the next message', `\x0b${MSH}|1\x1c\x0b${MSH}|2\x1c${MSH}|3\x1c`, [`${MSH}|1`, `${MSH}|2`, `${MSH}|3`]],
    ['double framing', `\x0b\x0b${MSH}|1\x1c\r\x1c\r`, [`${MSH}|1`]],
    ['a frame whose end was lost', `\x0b${MSH}|lost\x0b${MSH}|2\x1c\r`, ['its end never came', `${MSH}|2`]],
    ['a batch whose predecessor lost its end', `\x0b${MSH}|lost\x0bBHS|^~\\&|2\x1c\r`, ['its end never came', 'BHS|^~\\&|2']],
  ])('%s', (_what, text, expected) => {
    const random = seeded(11)
    for (let round = 0; round < 60; round++)
      expect(cut(utf8(text), random).map((one) => (typeof one === 'string' ? one : fromUtf8(one)))).toEqual(expected)
  })

  test('an end with nothing after it waits for a moment, and is one when nothing comes', () => {
    const reader = new FrameReader(1_000, { patient: true })
    expect(reader.push(utf8(`\x0b${MSH}|1\x1c`))).toEqual([])
    expect([reader.pending, reader.open]).toEqual([true, true])
    expect(said(reader.settle())).toEqual([utf8(`${MSH}|1`)])
    expect([reader.pending, reader.open, reader.settle()]).toEqual([false, false, []])
  })
})

describe('in UTF-16', () => {
  // Every syllable whose first or second byte is a mark of MLLP or an end of a segment.
  const marks = Array.from({ length: 0xd7a4 - 0xac00 }, (_, i) => 0xac00 + i).filter((c) => [0x0b, 0x1c, 0x0d].includes(c & 0xff))
  const text = `${MSH}|||||||1\rOBX|1|TX|A^혈당^L||${String.fromCodePoint(...marks)} 정상\u1c00\u0b83\u0d05`

  test.each([
    ['le', (t: string) => encodeMessage(t, 'utf-16le')],
    ['be', (t: string) => new Uint8Array(Buffer.from(encodeMessage(t, 'utf-16le')).swap16())],
  ] as const)('%s, with a byte order mark and without, cut anywhere: the whole text comes', (_order, encode) => {
    const random = seeded(5)
    for (const mark of ['\ufeff', ''])
      for (let round = 0; round < rounds(40, 2_000); round++) {
        const message = encode(mark + text)
        const two = Buffer.concat([framed(message), framed(message)])
        expect(cut(two, random)).toEqual([message, message])
      }
  })

  test('an end that is written as a character of UTF-16 is one', () => {
    const le = encodeMessage(`\ufeff${text}`, 'utf-16le')
    const be = new Uint8Array(Buffer.from(le).swap16())
    const random = seeded(9)
    for (let round = 0; round < 40; round++) {
      expect(cut(Buffer.concat([Uint8Array.of(0x0b), le, Uint8Array.of(0x1c, 0, 0x0d, 0)]), random)).toEqual([le])
      expect(cut(Buffer.concat([Uint8Array.of(0x0b), be, Uint8Array.of(0, 0x1c, 0, 0x0d)]), random)).toEqual([be])
    }
  })
})
