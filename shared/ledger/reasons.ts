/** Why what reads transactions refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  TX_MALFORMED: {
    'unknown-kind': ['an unknown kind in types', '유형 목록에 알 수 없는 종류가 있습니다'],
    'branch-keys': ['a branch needs 1 ≤ m ≤ n ≤ 8 keys', '분기의 키는 1 ≤ m ≤ n ≤ 8이어야 합니다'],
    'branch-order': ['the keys of a branch must ascend strictly', '분기의 키는 오름차순이며 겹치지 않아야 합니다'],
    'branch-count': ['a lock has 1 to 8 branches', '잠금의 분기는 1~8개여야 합니다'],
    'spends-nothing': ['it spends nothing; a dummy nullifier is needed', '쓰는 것이 없습니다. 빈 무효화 값이 필요합니다'],
    'too-many': ['it has too many inputs or references', '입력이나 참조가 너무 많습니다'],
    ascend: ['nullifiers and references must ascend strictly, without duplicates', '무효화 값과 참조는 오름차순이며 겹치지 않아야 합니다'],
    'spent-and-referenced': ['a state is both spent and referenced', '같은 상태를 쓰면서 참조합니다'],
    'window-empty': ['its time window is empty', '시간 범위가 비어 있습니다'],
    'leaf-hidden': ['leaf {index} of {group} is not shown', '{group}의 잎 {index}이(가) 공개되지 않았습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type LedgerReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<LedgerReasons> = refusing('ledger', REASONS)
