/** Why erasure refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  TX_MALFORMED: {
    'no-withdrawal': ['it does not withdraw the consent', '동의를 철회하는 거래가 아닙니다'],
  },
  WIRE_MALFORMED: {
    'record-twice': ['a record stands twice in it', '같은 기록이 두 번 들어 있습니다'],
    'other-notice': ['it answers another notice', '다른 통지에 대한 답입니다'],
    'records-not-once': ['it does not speak of each record once', '기록마다 한 번씩 답하지 않았습니다'],
    'basis-without-keeping': ['what is not kept has no legal basis', '보관하지 않는 기록에 보관 근거가 적혀 있습니다'],
    'no-such-law': ['it names no law that keeps these records so long', '이 기록을 그만큼 보관하게 하는 법령이 적혀 있지 않습니다'],
    'number-unknown': ['a number stands for nothing', '뜻이 정해지지 않은 번호입니다'],
    'version-unknown': ['its version is not known here', '여기서 알 수 없는 버전입니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type ErasureReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<ErasureReasons> = refusing('erasure', REASONS)
