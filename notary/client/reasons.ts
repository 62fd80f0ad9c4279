/** Why the client of a notary refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  WIRE_MALFORMED: {
    'no-statement': ['the statement is missing', '확인서가 없습니다'],
  },
  TX_MALFORMED: {
    'answered-else': ['the notary answered something else', '공증인이 다른 것에 답했습니다'],
    'other-states': ['the conflict names other states', '다른 상태의 충돌을 알려 왔습니다'],
    'other-records': ['the list is of other records', '다른 기록의 목록입니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type NotaryClientReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<NotaryClientReasons> = refusing('notary-client', REASONS)
