/** What a person is asked before data of theirs are sold. */
import { type Decision, toDecide } from '../core/decision.ts'
import type { OwnerQuestion } from '../engine/question.ts'
import type { SaleQuestion } from './sale/agree.ts'

export const saleQuestion: OwnerQuestion<SaleQuestion, Decision> = toDecide('sale', {
  en: 'An institution would buy some of your data, for one purpose and until one day.',
  ko: '기관이 정해진 목적과 기한으로 회원님의 데이터 일부를 구매하려 합니다.',
})
