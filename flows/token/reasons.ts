/** Why token refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CONTRACT_VIOLATED: {
    'dummy-of-packets': ['its dummy input is not that of its packets', '빈 입력이 그 패킷의 것이 아닙니다'],
    'dummy-of-invoice': ['its dummy input is not that of its invoice', '빈 입력이 그 청구서의 것이 아닙니다'],
    'amount-not-whole': ['an amount is not a whole number of units', '수량이 정수가 아닙니다'],
    'moves-nothing': ['it moves no token', '토큰을 옮기지 않습니다'],
    'issuers-mixed': ['tokens of two issuers are mixed', '두 발행자의 토큰이 섞여 있습니다'],
    'too-many-units': ['there are not so many units', '그만큼의 수량은 있을 수 없습니다'],
    'only-dummy': ['it has one dummy input and no other', '빈 입력 하나만 있어야 합니다'],
    'issue-spends': ['Issue spends no token', '발행은 토큰을 소비하지 않습니다'],
    'not-earned': ['the tokens made are not those that were earned', '만든 토큰이 적립된 것과 다릅니다'],
    'neither-pay-nor-appeal': ['it is neither a payment nor an appeal', '지급도 이의 제기도 아닙니다'],
    'issuer-unsigned': ['the issuer must sign', '발행자가 서명해야 합니다'],
    'sold-not-made': ['what is sold is not what is made', '판매한 것과 만든 것이 다릅니다'],
    'in-out': ['{put} go in and {out} come out', '{put}단위가 들어가고 {out}단위가 나옵니다'],
    'pay-empty': ['Pay carries nothing', '지급에 실린 것이 없습니다'],
    'redeemed-otherwise': ['what is redeemed is not what disappears', '상환한 것과 사라진 것이 다릅니다'],
    'redeem-unsigned': ['the issuer must sign, or the books would not know', '장부에 남도록 발행자가 서명해야 합니다'],
    'unknown-command': ['an unknown command', '알 수 없는 명령입니다'],
  },
  INPUT_INVALID: {
    'units-range': ['a whole number of units from 1 to {most}', '1부터 {most}까지의 정수여야 합니다'],
    'invoice-length': ['of the invoice, at most {most} characters', '청구서 번호는 최대 {most}자입니다'],
    'too-long': ['at most {most} characters', '최대 {most}자입니다'],
    'units-from-one': ['a whole number of units from 1 on', '1 이상의 정수여야 합니다'],
  },
  NOT_ALLOWED: {
    'none-elsewhere': ['no free token lies with another notary', '다른 공증인에게 있는 쓸 수 있는 토큰이 없습니다'],
    'several-notaries': ['the tokens lie with several notaries: pay in parts', '토큰이 여러 공증인에게 나뉘어 있습니다. 나누어 지급하세요'],
    'given-back': ['the payment was given back already', '이미 돌려준 지급입니다'],
    'nothing-to-merge': ['there is nothing to merge', '합칠 것이 없습니다'],
    'too-few': ['there are {free} units free, and {needed} are needed', '쓸 수 있는 수량은 {free}이고 필요한 수량은 {needed}입니다'],
    'too-many-pieces': [
      'the tokens lie in too many pieces: have them renewed into one first',
      '토큰이 너무 잘게 나뉘어 있습니다. 먼저 하나로 갱신하세요',
    ],
  },
  TX_MALFORMED: {
    'other-units': ['these are not the units that were ordered', '주문한 수량이 아닙니다'],
    'history-long': ['the history of the tokens is too long', '토큰 이력이 너무 깁니다'],
    'history-signers': ['a transaction of the history is signed by too many', '이력의 거래에 서명자가 너무 많습니다'],
    'history-large': ['the history of the tokens is too large', '토큰 이력이 너무 큽니다'],
    'history-twice': ['the history holds a transaction twice', '이력에 같은 거래가 두 번 있습니다'],
    'other-issuer': ['a token of another issuer', '다른 발행자의 토큰입니다'],
    'history-order': ['a history out of order', '이력의 순서가 맞지 않습니다'],
    'paid-on-owner': [
      'a token that was paid on more than {most} times; its owner has to have it renewed',
      '{most}번 넘게 옮겨진 토큰입니다. 소유자가 갱신해야 합니다',
    ],
    'renewal-otherwise': ['a renewal that makes something else', '다른 것을 만드는 갱신입니다'],
    'history-unrelated': [
      'the history holds transactions that have nothing to do with the payment',
      '이력에 지급과 무관한 거래가 있습니다',
    ],
    'paid-on': ['a token that was paid on more than {most} times', '{most}번 넘게 옮겨진 토큰입니다'],
    'pays-other': ['the payment goes to somebody else', '지급이 다른 쪽으로 갑니다'],
    'other-amount': ['it pays another amount', '지급하는 수량이 다릅니다'],
    'present-shape': ['tokens are presented to be redeemed or renewed', '토큰은 상환하거나 갱신하려고 제시합니다'],
    'tokens-other-issuer': ['tokens of another issuer', '다른 발행자의 토큰입니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type TokenReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<TokenReasons> = refusing('token', REASONS)
