/** Why what opens envelopes refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  ENVELOPE_REFUSED: {
    suite: ['its cipher suite is not allowed', '허용되지 않는 암호 모음을 썼습니다'],
  },
  WIRE_MALFORMED: {
    'session-length': ['a session has 16 bytes', '세션은 16바이트여야 합니다'],
    filling: ['the filling is not zero', '채움 바이트가 0이 아닙니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type EnvelopeReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<EnvelopeReasons> = refusing('envelope', REASONS)
