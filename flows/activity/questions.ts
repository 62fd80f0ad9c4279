/** What the operator of an issuer is asked. */
import { type Decision, toDecide } from '../core/decision.ts'
import type { OwnerQuestion } from '../engine/question.ts'
import type { AppealQuestion } from './issuer/appeal.ts'

export const appealQuestion: OwnerQuestion<AppealQuestion, Decision> = toDecide('appeal', {
  en: 'A person appeals against minutes that were not paid.',
  ko: '지급되지 않은 활동 시간에 대해 이의가 제기되었습니다.',
})
