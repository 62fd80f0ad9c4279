/** Why consent refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CONTRACT_VIOLATED: {
    'unknown-command': ['an unknown command', '알 수 없는 명령입니다'],
    'one-basis': ['one basis is made or taken back', '근거는 하나만 만들거나 철회할 수 있습니다'],
    'covers-no-day': ['it covers no day', '해당하는 날이 없습니다'],
    'person-unsigned': ['the person must sign', '본인이 서명해야 합니다'],
    'give-shape': ['Give makes one consent and nothing else', '동의를 줄 때는 동의 하나만 만들 수 있습니다'],
    'withdraw-shape': ['Withdraw spends one consent and makes nothing', '철회는 동의 하나를 소비하고 아무것도 만들지 않습니다'],
    'withdraw-by-other': ['only the person withdraws', '본인만 철회할 수 있습니다'],
    'terms-not-opened': [
      'the terms it relies on are not opened once each, or others are',
      '근거가 되는 조건이 한 번씩만 공개되지 않았거나 다른 조건이 공개되었습니다',
    ],
    'term-hidden': ['the term {term} is not shown', '조건 {term}이(가) 공개되지 않았습니다'],
    'end-no-minute': ['the end of the consent is no minute', '동의의 종료 시각이 분 단위가 아닙니다'],
    'sale-needs-basis': [
      'collected for the public service: a sale needs a separate basis that the person gave',
      '공공 서비스를 위해 수집한 것이므로 판매하려면 본인이 준 별도의 근거가 필요합니다',
    ],
    'use-needs-basis': [
      'collected for the public service: this use needs a separate basis that the person gave',
      '공공 서비스를 위해 수집한 것이므로 이렇게 쓰려면 본인이 준 별도의 근거가 필요합니다',
    ],
    'sell-shape': ['Sell references one consent and spends none', '판매는 동의 하나를 참조하며 소비하지 않습니다'],
    'not-for-sale': ['it is no consent to a sale', '판매에 대한 동의가 아닙니다'],
    'other-purpose': ['the purpose is not that of the terms', '목적이 동의 조건과 다릅니다'],
    'collected-unsaid': ['the terms do not say what the data were collected for', '데이터를 무엇을 위해 수집했는지 동의 조건에 없습니다'],
    'ends-before': ['the consent ends before', '동의가 그 전에 끝납니다'],
    'share-shape': ['Share references one consent and spends none', '공유는 동의 하나를 참조하며 소비하지 않습니다'],
    'share-twice': ['a document or an item stands twice in it', '같은 문서나 항목이 두 번 들어 있습니다'],
    'share-unsigned': ['the person and the recipient must sign', '본인과 받는 쪽이 모두 서명해야 합니다'],
    'stranger-signs': ['somebody signs who is not in the terms', '동의 조건에 없는 서명자가 있습니다'],
    'records-collected-unsaid': ['it does not say what its records were collected for', '기록을 무엇을 위해 수집했는지 밝히지 않았습니다'],
    'outside-scope': ['something outside the scope is shared', '동의 범위를 벗어난 항목이 공유되었습니다'],
    'share-too-long': ['a Share is open for five minutes at most', '공유는 최대 5분 동안만 열려 있습니다'],
  },
  PURPOSE_REFUSED: {
    'record-collected-unsaid': ['a record does not say what it was collected for', '무엇을 위해 수집했는지 밝히지 않은 기록이 있습니다'],
  },
  WIRE_MALFORMED: {
    'no-such-number': ['there is none of that number', '그 번호에 해당하는 것이 없습니다'],
    'not-in-order': ['they stand each once, in order', '한 번씩 순서대로 있어야 합니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type ConsentReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<ConsentReasons> = refusing('consent', REASONS)
