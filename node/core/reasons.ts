/** Why node refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  INPUT_INVALID: {
    'true-or-false': ['true or false', 'true나 false여야 합니다'],
    'list-most': ['a list of at most {most}', '최대 {most}개의 목록이어야 합니다'],
    'identity-keys': ['identity keys, 64 hex digits each', '신원 키는 각각 16진수 64자여야 합니다'],
    'fields-most': ['at most {most} fields', '항목은 최대 {most}개입니다'],
    'value-or-tests': ['a value, or some of {tests}, in', '값이나 {tests}, in 가운데 몇 가지여야 합니다'],
    'values-in-list': ['values in the list "in"', '목록 "in" 안의 값들이어야 합니다'],
    'send-object': ['send an object', '객체를 보내세요'],
    'fill-in': ['fill it in', '값을 채우세요'],
    'one-of': ['one of {allowed}', '{allowed} 가운데 하나여야 합니다'],
    'too-long': ['at most {most} characters', '최대 {most}자입니다'],
  },
  WIRE_MALFORMED: {
    'other-session': ['it is of another session than its envelope', '봉투와 다른 세션의 메시지입니다'],
    'other-number': ['its number is not that of its envelope', '봉투와 번호가 다릅니다'],
  },
} as const

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<typeof REASONS> = refusing('node', REASONS)
