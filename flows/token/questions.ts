/** What people and issuers are asked of tokens. */
import { type Decision, toDecide } from '../core/decision.ts'
import type { OwnerQuestion } from '../engine/question.ts'
import type { SellQuestion } from './buy.ts'
import type { PaymentQuestion } from './pay.ts'

export const paymentQuestion: OwnerQuestion<PaymentQuestion, Decision> = toDecide('payment', {
  en: 'Somebody asks you to pay them health tokens.',
  ko: '상대방이 건강 토큰 지불을 요청합니다.',
})
export const tokenSaleQuestion: OwnerQuestion<SellQuestion, Decision> = toDecide('token-sale', {
  en: 'An institution orders health tokens: was its invoice paid?',
  ko: '기관이 건강 토큰을 주문했습니다. 대금이 입금되었습니까?',
})
