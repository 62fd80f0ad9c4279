/** Why what reads a shoe refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  WIRE_MALFORMED: {
    unknown: ['an unknown one', '알 수 없는 것입니다'],
    'whole-samples': ['1 to {most} whole samples', '온전한 표본이 1~{most}개여야 합니다'],
    'unknown-version': ['an unknown version', '알 수 없는 버전입니다'],
    side: ['neither left nor right', '왼쪽도 오른쪽도 아닙니다'],
    'sample-count': ['1 to {most} samples', '표본이 1~{most}개여야 합니다'],
    rate: ['a rate outside 10 to 2000 Hz', '표본율이 10~2000Hz를 벗어납니다'],
    'sample-ends': ['a sample ends too early', '표본이 도중에 끝났습니다'],
    'shortest-form': ['a number is not written in its shortest form', '가장 짧은 꼴로 적지 않은 수가 있습니다'],
    'count-bits': ['a count outside 16 bits', '16비트를 넘는 값이 있습니다'],
    'bytes-after': ['bytes after its end', '끝난 뒤에 남는 바이트가 있습니다'],
    'unknown-algorithm': ['an unknown algorithm', '알 수 없는 알고리즘입니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type DeviceReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<DeviceReasons> = refusing('device', REASONS)
