/** What a person is asked in a treatment. */

import type { Decision } from '../core/decision.ts'
import { toDecide } from '../core/decision.ts'
import type { OwnerQuestion } from '../engine/question.ts'
import type { Value } from '../engine/types.ts'
import type { CorrectionQuestion } from './correction.ts'
import type { ConsentQuestion } from './dealing.ts'

export interface ResultQuestion {
  readonly dealing: string
  /** X.500 name of the hospital. */
  readonly from: string
  /** Verification key of the record, hex. */
  readonly record: string
  readonly summary: string
  readonly [key: string]: Value
}

export const consentQuestion: OwnerQuestion<ConsentQuestion, Decision> = toDecide('consent', {
  en: 'A hospital asks for data, and for your consent to their use.',
  ko: '병원이 데이터와 그 이용에 대한 동의를 요청합니다.',
})
export const resultQuestion: OwnerQuestion<ResultQuestion, Decision> = toDecide('result', {
  en: 'A hospital sends the result of your treatment.',
  ko: '병원이 진료 결과를 보냈습니다.',
})
export const correctionQuestion: OwnerQuestion<CorrectionQuestion, Decision> = toDecide('correction', {
  en: 'A hospital replaces a record of yours by a corrected one.',
  ko: '병원이 회원님의 기록을 고친 기록으로 바꾸려 합니다.',
})
