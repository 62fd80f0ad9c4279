/** Why what reads messages refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  INPUT_INVALID: {
    'does-not-fit': ['{value} does not fit its field', '{value}은(는) 항목에 들어가지 않습니다'],
  },
  WIRE_MALFORMED: {
    'above-32': ['a number above 2^32', '2^32보다 큰 수가 있습니다'],
    'ends-early': ['it ends too early', '도중에 끝났습니다'],
    'beyond-list': ['a number beyond its list', '목록에 없는 번호가 있습니다'],
    'not-whole': ['a number that is not whole, or out of range', '정수가 아니거나 범위를 벗어난 수가 있습니다'],
    'not-protobuf': ['not a valid protobuf message', '올바른 protobuf 메시지가 아닙니다'],
    missing: ['it has no {missing}', '{missing} 항목이 없습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type MessageReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<MessageReasons> = refusing('messages', REASONS)
