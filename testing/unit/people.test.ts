/** Whether two files are of one person: names in two scripts and many spellings, dates of different precision, identifiers. */
import { compare, compareAll, type Identity, identityOf, NOBODY } from '@hdms/health/people/identity.ts'
import { likeness, type Name } from '@hdms/health/people/names.ts'
import { describe, expect, test } from 'vitest'

const text = (name: string): Name => ({ family: '', given: [], text: name })
const parts = (family: string, ...given: string[]): Name => ({ family, given, text: '' })

describe('names', () => {
  test.each([
    [parts('김', '하늘'), text('김하늘')],
    [parts('김', '하늘'), parts('Kim', 'Ha', 'Neul')],
    [text('김하늘'), text('KIM HANEUL')],
    [text('김하늘'), text('Haneul Kim')],
    [text('김하늘'), parts('Kim', 'Ha-neul')],
    [text('이정희'), parts('Lee', 'Jung Hee')],
    [text('이정희'), parts('Rhee', 'Jeong-Hui')],
    [text('이정희'), parts('Yi', 'Chunghee')],
    [text('박지훈'), text('Park Ji Hoon')],
    [text('노무현'), text('Roh Moo-hyun')],
    [text('서경석'), text('Suh Kyung Suk')],
    [text('임백준'), text('Lim Paik Joon')],
    [text('남궁민'), text('Namgung Min')],
    [text('김하늘'.normalize('NFD')), text('김하늘')],
    [parts('Haneul', 'Kim'), text('김하늘')],
    [text('Kim Haneul Grace'), text('김하늘')],
    [parts('Jeong', 'Ha-neul'), text('Jung Haneul')],
    [parts('Smith', 'John', 'Quincy'), text('John Smith')],
    [parts('Smith', 'J'), text('John Smith')],
    [parts('Müller', 'José'), text('JOSE MULLER')],
  ])('%j and %j can be one', (a, b) => {
    expect([likeness(a, b), likeness(b, a)]).toEqual(['same', 'same'])
  })
  test.each([
    [text('김하늘'), text('김하나')],
    [text('김하늘'), text('Kim Hana')],
    [text('김하늘'), text('박하늘')],
    [text('김하늘'), text('John Smith')],
    [parts('Smith', 'Jane'), text('John Smith')],
    [parts('山田', '太郎'), parts('山田', '花子')],
  ])('%j and %j are two', (a, b) => {
    expect([likeness(a, b), likeness(b, a)]).toEqual(['differs', 'differs'])
  })
  test.each([
    [text('김하늘'), text('金하늘')],
    [text('김하늘'), text('김*늘')],
    [parts('山田', '太郎'), parts('Yamada', 'Taro')],
    [parts('Garcia'), text('Ana Garcia')],
    [text(''), text('김하늘')],
  ])('of %j and %j nobody knows', (a, b) => {
    expect([likeness(a, b), likeness(b, a)]).toEqual(['unknown', 'unknown'])
  })
})

describe('people', () => {
  const kim: Identity = { names: [text('김하늘')], birthDate: '1984-04-17', sex: 'female', identifiers: ['urn:a|1'] }
  test.each<readonly [string, Partial<Identity>, string, readonly string[]]>([
    ['the same name and birth date', { names: [text('Kim Haneul')], identifiers: [] }, 'same', []],
    ['the same number and nothing against it', { names: [], birthDate: '', sex: '' }, 'same', []],
    ['the same number and another birth date', { birthDate: '2015-01-01' }, 'other', ['birthDate']],
    ['another name', { names: [text('김하나')] }, 'other', ['name']],
    ['another sex', { sex: 'male', identifiers: [] }, 'other', ['sex']],
    ['only the year of birth', { birthDate: '1984', identifiers: [] }, 'unknown', ['birthDate']],
    ['another year of birth', { birthDate: '1985', identifiers: [] }, 'other', ['birthDate']],
    ['the same birth date and no name', { names: [], identifiers: [] }, 'unknown', ['name']],
    ['another number only', { names: [], birthDate: '', sex: '', identifiers: ['urn:a|2'] }, 'unknown', ['name', 'birthDate']],
  ])('%s', (_, more, verdict, because) => {
    expect(compare(kim, { ...kim, ...more })).toEqual({ verdict, because })
  })
  test('whoever was once said to be the same is', () => {
    const married = { ...kim, names: [text('Haneul Smith')], identifiers: [] }
    expect(compare(kim, married).verdict).toBe('other')
    expect(compareAll([kim, married], married).verdict).toBe('same')
    expect(compareAll([], kim).verdict).toBe('unknown')
  })
  test('a Patient is read as far as it can be, valid or not', () => {
    const patient = {
      name: [{ family: '김', given: ['하늘', 7] }, { use: 'nickname' }, 'x'],
      birthDate: '1984-04-17',
      gender: 'unknown',
      identifier: [{ system: 'urn:a', value: ' 1 ' }, { value: 'no system' }, { system: 'urn:b', value: '2', use: 'old' }],
    }
    expect(identityOf(patient)).toEqual({ names: [parts('김', '하늘')], birthDate: '1984-04-17', sex: '', identifiers: ['urn:a|1'] })
    expect([identityOf({ birthDate: '17.4.1984' }), identityOf(null)]).toEqual([NOBODY, NOBODY])
  })
})
