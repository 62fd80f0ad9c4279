import {
  bigIn,
  dayIn,
  decimalForm,
  decimalIn,
  digits,
  fromBig,
  httpDateIn,
  instantIn,
  measureIn,
  rangeIn,
  readDecimal,
  readWhole,
  wholeIn,
} from '@hdms/shared/decimal.ts'
import { describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const LOOSE = [
  '',
  ' ',
  ' 5',
  '5 ',
  '\t5',
  '5\n',
  '+5',
  '-5',
  '05',
  '00',
  '5.',
  '.5',
  '5.0',
  '5e0',
  '1e99',
  '0x5',
  '0b1',
  '0o7',
  '5n',
  '5_0',
  '٥',
  '５',
  'NaN',
  'Infinity',
  '-Infinity',
  'abc',
  'null',
  'true',
  '[]',
  '9007199254740992',
  '1'.repeat(500),
]

describe('T15 numbers from text', () => {
  test('T15 a whole number has one form', () => {
    expect(['0', '5', '10', '9007199254740991'].map((t) => wholeIn(t))).toEqual([0, 5, 10, 9007199254740991])
    expect(LOOSE.filter((t) => wholeIn(t) !== undefined)).toEqual([])
    expect([wholeIn('4', 5), wholeIn('5', 5, 6), wholeIn('6', 5, 6), wholeIn('7', 5, 6)]).toEqual([undefined, 5, 6, undefined])
    const r = seeded(3)
    for (let i = 0; i < 300; i++) {
      const n = r.int(2 ** 53)
      expect(wholeIn(String(n))).toBe(n)
    }
  })

  test('T15 what somebody gave is a number of JSON or such text, within bounds', () => {
    expect([readWhole(7, 'x'), readWhole('7', 'x', 7, 7)]).toEqual([7, 7])
    for (const odd of [...LOOSE, 1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, null, undefined, true, [], [5], {}, 5n])
      expect(() => readWhole(odd, 'x'), String(odd)).toThrow('x is not valid: a whole number from 0')
    expect(() => readWhole('8', 'x', 0, 7)).toThrow('from 0 to 7')
  })

  test('a decimal of HL7 keeps its digits in the form that JSON has, and is none where it stops being one', () => {
    const forms = { '065.88': '65.88', '.15': '0.15', '1.': '1', '+5': '5', '1.5E3': '1.5E3', '-0.50': '-0.50', '00': '0', ' 5 ': '5' }
    for (const [text, form] of Object.entries(forms)) expect([text, decimalForm(text)]).toEqual([text, form])
    for (const odd of ['', '.', '-', 'e3', '6,1', '6.1.2', '0x10', '1 000', '<5', '5%', '٥', '1e999', 'NaN', '9'.repeat(500)])
      expect([odd, decimalForm(odd)]).toEqual([odd, undefined])
  })

  test('I5 a measured value has its comparator and its digits, and is none when it is more than that', () => {
    const measures = {
      '5.50': { number: '5.50' },
      '<0.30': { comparator: '<', number: '0.30' },
      '> 100': { comparator: '>', number: '100' },
      '>=.5': { comparator: '>=', number: '0.5' },
      '≤5': { comparator: '<=', number: '5' },
      '=<5': { comparator: '<=', number: '5' },
      '=100': { number: '100' },
    }
    for (const [text, measure] of Object.entries(measures)) expect([text, measureIn(text)]).toEqual([text, measure])
    for (const odd of ['', '<', '6,1', '1,000', '<>100', '1:128', '10-20', '2+', '~5', '5 mg', 'NEGATIVE', '1e-999', '5..', '>5<'])
      expect([odd, measureIn(odd)]).toEqual([odd, undefined])
  })

  test('T15 a decimal is finite and as JSON writes it', () => {
    expect(['0', '-0.5', '5.50', '1e3', '1.5E-2'].map(decimalIn)).toEqual([0, -0.5, 5.5, 1000, 0.015])
    for (const odd of ['', ' 1', '1 ', '+1', '.5', '5.', '01', '0x10', '1e', '1e400', '-1e999', 'NaN', 'Infinity', '1,5', '9'.repeat(401)])
      expect([odd, decimalIn(odd)]).toEqual([odd, undefined])
    for (const odd of ['', '0x10', '1e400', null, undefined, Number.NaN, [1]])
      expect(() => readDecimal(odd, 'x')).toThrow('a decimal number')
  })

  test('T15 digits of a fixed width, numbers beyond 2^53', () => {
    expect([digits('007'), digits('0'), digits('0000000000000042')]).toEqual([7, 0, 42])
    for (const odd of ['', '-1', ' 1', '1.0', '1e3', '9'.repeat(16), '1'.repeat(21), undefined])
      expect(() => digits(odd)).toThrow('not of digits')
    expect([
      bigIn('123456789012345678901'),
      bigIn('-5'),
      bigIn(''),
      bigIn('0x10'),
      bigIn(' 5'),
      bigIn('05'),
      bigIn('9'.repeat(81)),
    ]).toEqual([123456789012345678901n, -5n, ...Array(5).fill(undefined)])
    expect(() => fromBig(2n ** 53n)).toThrow('above 2^53')
  })
})

describe('T15 days and times from text', () => {
  test('T15 a day is one of the calendar', () => {
    expect([dayIn('1970-01-01'), dayIn('2024-02-29'), dayIn('2000-02-29'), dayIn('0099-12-31')]).toEqual([0, 19782, 11016, -683004])
    for (const odd of [
      '2023-02-29',
      '1900-02-29',
      '2024-13-01',
      '2024-00-10',
      '2024-04-31',
      '2024-1-1',
      '24-01-01',
      '2024-01-01T00:00:00Z',
      ' 2024-01-01',
      '2024-01',
      '',
    ])
      expect([odd, dayIn(odd)]).toEqual([odd, undefined])
    // Every day of a century, against the platform's own calendar.
    for (let day = -25_567; day < 25_567; day += 7) expect(dayIn(new Date(day * 86_400_000).toISOString().slice(0, 10))).toBe(day)
  })

  test('T15 an instant names its zone', () => {
    const at = Date.UTC(2026, 10, 21, 0, 30)
    for (const text of [
      '2026-11-21T09:30:00+09:00',
      '2026-11-21T00:30:00Z',
      '2026-11-21T00:30Z',
      '2026-11-20T19:30:00-05:00',
      '2026-11-21T00:30:00.000Z',
    ])
      expect([text, instantIn(text)]).toEqual([text, at])
    expect(instantIn('2026-11-21T00:30:00.1234567Z')).toBe(at + 123)
    for (const odd of [
      '2026-11-21T09:30:00',
      '2026-11-21 09:30:00Z',
      '2026-11-21T24:00:00Z',
      '2026-11-21T09:60:00Z',
      '2026-02-30T00:00:00Z',
      '2026-11-21T09:30:00+15:00',
      'Nov 21 2026',
      '2026',
      '1',
      '',
      '+275760-09-13T00:00:00Z',
    ])
      expect([odd, instantIn(odd)]).toEqual([odd, undefined])
  })

  test('T15 a FHIR date is a range, a month and a year too', () => {
    const iso = (text: string): string[] | undefined => rangeIn(text)?.map((ms) => new Date(ms).toISOString().slice(0, 10))
    expect([iso('2026'), iso('2026-12'), iso('2024-02'), iso('2026-11-21')]).toEqual([
      ['2026-01-01', '2027-01-01'],
      ['2026-12-01', '2027-01-01'],
      ['2024-02-01', '2024-03-01'],
      ['2026-11-21', '2026-11-22'],
    ])
    for (const odd of ['2026-13', '26', '2026-11-31', '2026-11-21T', 'T']) expect([odd, rangeIn(odd)]).toEqual([odd, undefined])
  })

  test('T15 a date of HTTP', () => {
    expect(httpDateIn('Sun, 06 Nov 1994 08:49:37 GMT')).toBe(784111777000)
    for (const odd of ['', 'Sunday, 06-Nov-94 08:49:37 GMT', 'Sun, 06 Foo 1994 08:49:37 GMT', '1', '1994'])
      expect(httpDateIn(odd)).toBeUndefined()
  })
})
