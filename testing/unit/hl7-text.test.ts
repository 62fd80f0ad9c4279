/** Characters, escapes and times of HL7 v2: what was written is what is read, or it is said that it cannot be. */
import { fhirTime } from '@hdms/health/hl7-time.ts'
import { decodeMessage, encodeMessage } from '@hdms/node/institutional/his/hl7/charset.ts'
import { resultsIn } from '@hdms/node/institutional/his/hl7/results.ts'
import { escapeHl7, unescapeHl7 } from '@hdms/node/institutional/his/hl7/text.ts'
import { utf8 } from '@hdms/shared/bytes.ts'
import { Hl7Message } from '@medplum/core'
import { describe, expect, test } from 'vitest'

const oru = (o: { said?: string; set?: string; at?: string; observed?: string; delimiters?: string; type?: string } = {}) =>
  [
    `MSH|${o.delimiters ?? '^~\\&'}|LIS|LAB|HDMS|NODE|${o.at ?? '20261121120000'}||ORU^R01|K1|P|2.5.1||||||${o.set ?? ''}`,
    'PID|1||P-100^^^LAB^MR',
    `OBR|1|a1b2c3d4e5f6|F1|1-1^Test^L|||${o.observed ?? '20261121100000'}`,
    `OBX|1|${o.type ?? 'ST'}|1-1^Test^L||${o.said ?? 'fine'}||||||F`,
  ].join('\r')

const resourceOf = (bytes: Uint8Array) => {
  const { items } = resultsIn(Hl7Message.parse(decodeMessage(bytes, 'KS X 1001').text), '+09:00')
  return JSON.parse(items[0]?.resource ?? '{}') as Record<string, unknown>
}
const read = (bytes: Uint8Array) => resourceOf(bytes)['valueString']
const escaped = (said: string, set = '', encoding = 'utf-8') => read(encodeMessage(oru({ said, set }), encoding))

describe('character sets', () => {
  test.each([
    ['ISO-8859-1', 'iso-8859-1', 'café'],
    ['ISO8859-1', 'iso-8859-1', 'café'],
    ['ISO IR100', 'iso-8859-1', '37 °C'],
    ['8859/1', 'iso-8859-1', 'Größe'],
    ['8859/2', 'iso-8859-2', 'žluť'],
    ['ISO IR 144', 'iso-8859-5', 'анализ'],
    ['8859/9', 'iso-8859-9', 'ışık'],
    ['ISO_8859-15', 'iso-8859-15', '5 €'],
    ['WINDOWS-1252', 'windows-1252', '“fine”'],
    ['KS X 1001', 'cp949', '정상'],
    ['ISO IR149', 'cp949', '정상'],
    ['ISO 2022 IR 149', 'cp949', '정상'],
    ['KS C 5601-1987'.slice(0, 9), 'cp949', '똠방각하'],
    ['GB 18030-2000', 'gb18030', '血糖正常'],
    ['GB18030', 'gb18030', '血糖𠀋'],
    ['GB2312', 'gb18030', '血糖'],
    ['BIG-5', 'big5', '血糖'],
    ['Shift_JIS', 'shift_jis', '血糖 正常'],
    ['UNICODE UTF-8', 'utf-8', '정상 😀'],
    ['ISO IR192', 'utf-8', '정상'],
    ['UNICODE', 'utf-8', '정상'],
  ])('%s is read by its name', (set, encoding, said) => {
    expect(escaped(said, set, encoding)).toBe(said)
  })

  test.each([
    ['utf-16le', '\ufeff'],
    ['utf-16be', '\ufeff'],
    ['utf-16le', ''],
    ['utf-16be', ''],
    ['utf-32le', '\ufeff'],
    ['utf-32be', ''],
  ])('%s is known by its first bytes, with a mark %j, whatever MSH-18 says', (encoding, mark) => {
    for (const set of ['', 'UNICODE UTF-16', 'KS X 1001']) {
      const bytes = encodeMessage(`${mark}${oru({ said: '혈당 개선됨', set })}`, encoding)
      expect(read(bytes)).toBe('혈당 개선됨')
      expect(decodeMessage(bytes, 'KS X 1001').set).toBe(encoding)
    }
  })

  test('UTF-16 that was cut in a character is refused', () => {
    const bytes = encodeMessage(oru({ said: '혈당' }), 'utf-16be')
    expect(() => decodeMessage(bytes.subarray(0, bytes.length - 1), 'KS X 1001')).toThrow(/not whole UTF-16/)
  })

  test.each([
    ['UTF-8 under the name of a set of two bytes', 'KS X 1001', 'utf-8', '혈당 정상'],
    ['UTF-8 under the name of a set of one', '8859/1', 'utf-8', 'café'],
    ['UTF-8 that says UTF-16', 'UNICODE UTF-16', 'utf-8', '정상'],
    ['EUC-KR that says UTF-16', 'UNICODE UTF-16', 'cp949', '정상'],
    ['Latin letters under their own name', '8859/1', 'iso-8859-1', 'Ä café, ÀÈ'],
  ])('%s is read as what it plainly is', (_, set, encoding, said) => {
    expect(escaped(said, set, encoding)).toBe(said)
  })

  test.each([
    ['EUC-KR that says UTF-8', 'UNICODE UTF-8', /not UTF-8 as MSH-18 says/],
    ['EUC-KR under the name of a set of one byte', '8859/1', /of two bytes each/],
  ])('%s is refused, and not read as other words', (_, set, why) => {
    expect(() => escaped('혈당 정상', set, 'cp949')).toThrow(why)
  })
})

describe('escapes', () => {
  test.each([
    ['\\F\\\\S\\\\T\\\\R\\\\E\\', '|^&~\\'],
    ['\\H\\bold\\N\\ text', 'bold text'],
    ['a\\.br\\b', 'a\nb'],
    ['a\\.sp\\b', 'a\nb'],
    ['a\\.sp3\\b', 'a\n\n\nb'],
    ['a\\.ce\\b', 'a\nb'],
    ['a\\.sk2\\b', 'a  b'],
    ['\\.in+4\\a\\.ti-2\\b\\.nf\\c\\.fi\\d', 'abcd'],
    ['a\\X0D0A\\b', 'a\nb'],
    ['a\\X41\\b', 'aAb'],
    ['\\XEAB080\\', '가'],
    ['a\\XB0\\b', 'a\\XB0\\b'],
    ['a\\X0C\\b', 'a\nb'],
    ['a\\X00\\b', 'a\ufffdb'],
    ['a\\b', 'a\\b'],
    ['C:\\Users\\Haneul', 'C:\\Users\\Haneul'],
    ['a\\b \\T\\ c', 'a\\b & c'],
    ['\\Zxx\\a', '\\Zxx\\a'],
    ['\\constructor\\', '\\constructor\\'],
    ['page one\fpage two', 'page one\npage two'],
    ['line one\vline two', 'line one\nline two'],
    ['a\u0001b', 'a\ufffdb'],
  ])('%j is %j', (said, text) => {
    expect(escaped(said)).toBe(text)
  })

  test('bytes are of the set of the message', () => {
    expect(escaped('37 \\XB0\\C', '8859/1', 'iso-8859-1')).toBe('37 °C')
    expect(escaped('\\XB0A1\\', 'KS X 1001', 'cp949')).toBe('가')
    expect(escaped('a\\X7C\\b', '8859/1', 'iso-8859-1')).toBe('a|b')
    expect(read(encodeMessage(oru({ said: 'a\\X0D\\b' }), 'utf-16be'))).toBe('a\nb')
  })

  test('a set that a field switches to holds to the end of the field', () => {
    const bytes = Buffer.concat([
      Buffer.from(oru({ said: '\\M242943\\@@\\C2842\\ ok', set: '8859/1~KS X 1001' }).split('@@')[0] ?? '', 'latin1'),
      Buffer.from([0xc1, 0xa4, 0xbb, 0xf3]),
      Buffer.from('\\C2842\\ ok||||||F\rNTE|1||', 'latin1'),
      Buffer.from([0xe9]),
    ])
    const resource = resourceOf(new Uint8Array(bytes))
    expect(resource['valueString']).toBe('정상 ok')
    expect(resource['note']).toEqual([{ text: 'é' }])
    expect(escaped('\\M2842FF\\x')).toBe('\\M2842FF\\x')
  })

  test('another escape character than the usual one, and a backslash that is none', () => {
    expect(read(utf8(oru({ delimiters: '^~#&', said: 'a#F#b \\ c#E#' })))).toBe('a|b \\ c\\')
    expect(read(utf8(oru({ delimiters: '^~#&', said: 'C:\\E\\x' })))).toBe('C:\\E\\x')
  })

  test('what is made is read again, control characters too', () => {
    const hard = (odd: string) => `a|b^c&d~e\\f\ng${odd}h`
    for (const odd of ['\u0001', '\u001c', '\u000b']) {
      expect(escapeHl7(hard(odd))).not.toContain(odd)
      expect(unescapeHl7(escapeHl7(hard(odd)))).toBe(hard(odd === '\u000b' ? '\n' : '\ufffd'))
    }
  })
})

describe('times', () => {
  test('the zone of MSH-7 is that of times without one, and the hospital’s where it names none', () => {
    const at = (o: Parameters<typeof oru>[0]) => resourceOf(utf8(oru(o)))['effectiveDateTime']
    expect(at({ at: '20261121120000-0500' })).toBe('2026-11-21T10:00:00-05:00')
    expect(at({ at: '20261121120000-0500', observed: '20261121100000+0100' })).toBe('2026-11-21T10:00:00+01:00')
    expect(at({ at: '20261121120000' })).toBe('2026-11-21T10:00:00+09:00')
    expect(at({ observed: '""' })).toBeUndefined()
  })

  test('as exact as they were said', () => {
    const forms = {
      '2026': '2026',
      '202611': '2026-11',
      '20261121': '2026-11-21',
      '20261121+0900': '2026-11-21',
      '202611210930': '2026-11-21T09:30:00+09:00',
      '20261121093015.1234': '2026-11-21T09:30:15.1234+09:00',
      '20261121093015.1234-0500': '2026-11-21T09:30:15.1234-05:00',
    }
    for (const [text, form] of Object.entries(forms)) expect([text, fhirTime(text, '+09:00')]).toEqual([text, form])
    for (const none of ['', '20261326', '20260230', '2026-11', '2026-11-21', '202611210930.5', '2026112124', '202611210930+1500', 'noon'])
      expect([none, fhirTime(none, '+09:00')]).toEqual([none, undefined])
  })

  test('a collection over hours is a period', () => {
    const text = oru().replace('20261121100000', '20261120080000|20261121080000')
    expect(resourceOf(utf8(text))['effectivePeriod']).toEqual({ start: '2026-11-20T08:00:00+09:00', end: '2026-11-21T08:00:00+09:00' })
  })
})
