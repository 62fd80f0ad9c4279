/** Why the flow engine refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  NOT_ALLOWED: {
    'session-other': ['the session belongs to somebody else', '다른 사람의 세션입니다'],
  },
  WIRE_MALFORMED: {
    'wrong-side': ['it comes from the wrong side', '반대쪽에서 온 메시지입니다'],
  },
  INPUT_INVALID: {
    'two-wait': ['two parts of the flow wait for one session', '흐름의 두 부분이 한 세션을 기다립니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type EngineReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<EngineReasons> = refusing('engine', REASONS)
