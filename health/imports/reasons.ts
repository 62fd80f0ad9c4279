/** Why what reads imported files refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  DOCUMENT_INVALID: {
    'bundle-expected': ['a Bundle is expected', 'Bundle이어야 합니다'],
    'one-patient': ['it must hold exactly one Patient, and holds {count}', 'Patient가 정확히 하나여야 하는데 {count}개 있습니다'],
    'no-date': ['a record without a date', '날짜가 없는 기록이 있습니다'],
    'impossible-day': ['a day on which nobody can have counted', '걸음을 셀 수 없었던 날짜입니다'],
    'no-count': ['a count that is no number of steps', '걸음 수가 아닌 값이 있습니다'],
    'ends-before': ['it ends before it begins', '시작보다 먼저 끝납니다'],
    'over-a-day': ['it is of more than a day', '하루보다 긴 기록입니다'],
    attributes: ['its attributes are not well-formed', '속성의 형식이 올바르지 않습니다'],
    'not-json': ['it is not JSON', 'JSON이 아닙니다'],
    'list-needed': ['a list of step records is needed', '걸음 기록의 목록이어야 합니다'],
    'no-record': ['it is no record', '기록이 아닙니다'],
    'time-form': ['write it as 2026-05-01T08:00:00Z', '2026-05-01T08:00:00Z처럼 적으세요'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type ImportReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<ImportReasons> = refusing('imports', REASONS)
