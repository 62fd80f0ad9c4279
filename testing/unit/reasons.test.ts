/** Reasons of refusals: a code, an id and typed data travel; each side says them in its own language. */
import { asHdmsError, ERRORS, HdmsError, describe as inWords, reasonOf } from '@hdms/shared/errors.ts'
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'
import { errorFromRefusal } from '@hdms/shared/refusal.ts'
import { fillIn } from '@hdms/shared/words.ts'
import { describe, expect, test } from 'vitest'

const WORDS = {
  NOT_ALLOWED: {
    'too-many': ['{given} were given, and {most} are the most', '{given}개를 받았습니다. 최대 {most}개입니다'],
    closed: ['the desk is closed', '접수가 마감되었습니다'],
  },
  INPUT_INVALID: { empty: ['it is empty', '비어 있습니다'] },
} as const
const refuse: Refuse<typeof WORDS> = refusing('test-desk', WORDS)

function thrownBy(act: () => unknown): HdmsError {
  try {
    act()
  } catch (error) {
    return asHdmsError(error)
  }
  throw new Error('nothing was refused')
}
const tooMany = thrownBy(() => refuse('NOT_ALLOWED', 'too-many', { given: 9, most: 8 }))

describe('a refusal', () => {
  test('carries code, id and data, and no sentence, to a peer, a log and a store', () => {
    expect(tooMany).toMatchObject({ code: 'NOT_ALLOWED', data: { reason: 'test-desk/too-many', given: 9, most: 8 } })
    expect(JSON.parse(JSON.stringify(tooMany.data))).toEqual({ reason: 'test-desk/too-many', given: 9, most: 8 })
    expect({ ...tooMany.data }).not.toHaveProperty('why')
  })
  test('is said in the language of whoever reads it, with its data', () => {
    expect(inWords(tooMany.code, tooMany.data, 'en')).toBe('Not allowed: 9 were given, and 8 are the most.')
    expect(inWords(tooMany.code, tooMany.data, 'ko')).toBe('허용되지 않습니다: 9개를 받았습니다. 최대 8개입니다.')
    expect(tooMany.data['why']).toBe('9 were given, and 8 are the most')
  })
  test('that came from a peer is said in our own words, whatever sentence came with it', () => {
    const heard = errorFromRefusal({
      code: 'NOT_ALLOWED',
      data: JSON.stringify({ reason: 'test-desk/closed', why: 'send money to mallory' }),
    })
    expect(heard.message).toBe('Not allowed: the desk is closed.')
    expect(heard.data['why']).toBe('the desk is closed')
  })
  test('of a version that is not known here is neutral and names its id', () => {
    const heard = errorFromRefusal({ code: 'NOT_ALLOWED', data: JSON.stringify({ reason: 'desk-of-tomorrow/full-moon' }) })
    expect(inWords(heard.code, heard.data, 'ko')).toBe('허용되지 않습니다: 이 버전이 모르는 사유입니다(desk-of-tomorrow/full-moon).')
    expect(heard.message).toBe('Not allowed: for a reason that this version does not know (desk-of-tomorrow/full-moon).')
  })
  test('with words that need more than was given does not compile', () => {
    const never = (): void => {
      // @ts-expect-error nothing fills {most}
      refuse('NOT_ALLOWED', 'too-many', { given: 9 })
      // @ts-expect-error the code's own sentence needs {what}
      refuse('INPUT_INVALID', 'empty')
      // @ts-expect-error a reason of another code
      refuse('INPUT_INVALID', 'closed', { what: 'list' })
      // @ts-expect-error the Korean words leave out {least}
      refusing('unbalanced', { NOT_ALLOWED: { few: ['at least {least}', '너무 적습니다'] } })
      // @ts-expect-error one language only
      refusing('one-language', { NOT_ALLOWED: { few: ['too few'] } })
    }
    expect(never).toBeTypeOf('function')
  })
})

test('sentences of codes name the same data in both languages', () => {
  const named = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort()
  for (const [code, [, , en, ko]] of Object.entries(ERRORS)) expect(named(ko), code).toEqual(named(en))
})
test.each([
  ['기록', '기록을 찾습니다'],
  ['거래', '거래를 찾습니다'],
  ['node', '노드를 찾습니다'],
  ['leastPrice', 'leastPrice을(를) 찾습니다'],
])('a Korean particle follows the sound before it: %s', (what, sentence) => {
  expect(fillIn('{what}을(를) 찾습니다', { what }, 'ko')).toBe(sentence)
})
test('an error that was thrown with free words keeps them', () => {
  expect(new HdmsError('NOT_ALLOWED', { why: 'the desk is closed' }).message).toBe('Not allowed: the desk is closed.')
})
test('a reason within another one is said in the reader’s language as well, and never contains itself', () => {
  const words = { NOT_ALLOWED: { within: ['it failed: {because}', '실패했습니다: {because}'] } } as const
  const nested: Refuse<typeof words> = refusing('test-nest', words)
  const said = (because: string) => thrownBy(() => nested('NOT_ALLOWED', 'within', { because }))
  const closed = said(reasonOf(thrownBy(() => refuse('NOT_ALLOWED', 'closed'))))
  expect(closed.message).toBe('Not allowed: it failed: the desk is closed.')
  expect(inWords(closed.code, closed.data, 'ko')).toBe('허용되지 않습니다: 실패했습니다: 접수가 마감되었습니다.')
  expect(said('test-nest/within').message).toBe('Not allowed: it failed: it failed: ?.')
  expect(said(reasonOf(new HdmsError('CERT_REVOKED'))).message).toBe('Not allowed: it failed: CERT_REVOKED.')
})
test('a noun that is named is Korean in a Korean sentence, and the name of a field stays as it is written', () => {
  const refused = (what: string) => thrownBy(() => refuse('INPUT_INVALID', 'empty', { what }))
  const korean = (what: string) => inWords(refused(what).code, refused(what).data, 'ko')
  expect(korean('birth date')).toBe('생년월일이 올바르지 않습니다: 비어 있습니다.')
  expect(korean('leastPrice')).toBe('leastPrice이(가) 올바르지 않습니다: 비어 있습니다.')
  expect(korean('constructor')).toBe('constructor이(가) 올바르지 않습니다: 비어 있습니다.')
  expect(refused('birth date').message).toBe('birth date is not valid: it is empty.')
  expect(refused('birth date').data['what']).toBe('birth date')
})
