/** Why node refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  INPUT_INVALID: {
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
