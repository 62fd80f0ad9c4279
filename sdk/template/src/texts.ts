/** Everything that people read, in both languages. */
import { type Decision, type Question, refusals, toDecide, type Words } from '@hdms/sdk'

export const reasons = refusals('iou', {
  'issue-shape': ['an issue makes one state and spends none', '발행은 상태 하나를 만들고 아무것도 쓰지 않습니다'],
  'both-sign': ['lender and borrower both sign', '빌려주는 쪽과 빌리는 쪽이 모두 서명해야 합니다'],
  'unknown-command': ['the contract has no command {command}', '계약에 {command} 명령이 없습니다'],
  declined: ['the other side said no', '상대방이 거절했습니다'],
  'not-agreed': ['this was not agreed', '합의되지 않은 내용입니다'],
})

/** What the lender is asked about. */
export interface LendTerms {
  readonly borrower: string
  readonly amount: number
  readonly [key: string]: string | number
}
export const lendQuestion: Question<LendTerms, Decision> = toDecide('iou.lend', {
  en: 'Lend this amount?',
  ko: '이 금액을 빌려주시겠습니까?',
})

export const steps: readonly Words[] = [
  { en: 'Both sides agreed.', ko: '양쪽이 합의했습니다.' },
  { en: 'The debt is on the ledger.', ko: '채무가 원장에 기록되었습니다.' },
]
