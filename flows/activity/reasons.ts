/** Why activity refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CONTRACT_VIOLATED: {
    'purpose-unknown': ['an unknown purpose', '알 수 없는 목적입니다'],
    'entry-shape': ['it makes one day entry and nothing else', '하루치 기록 하나만 만들어야 합니다'],
    'person-unsigned': ['the person must sign', '본인이 서명해야 합니다'],
    'record-spends': ['Record spends nothing', '기록은 아무것도 소비하지 않습니다'],
    'first-number': ['the first entry of a day has the number 1', '그날의 첫 기록은 번호가 1이어야 합니다'],
    'extend-shape': ['Extend spends one day entry', '연장은 하루치 기록 하나를 소비합니다'],
    'other-day-or-person': ['it is another day, or another person', '다른 날이거나 다른 사람입니다'],
    'purpose-changed': ['the purpose stays what it was', '목적은 바뀔 수 없습니다'],
    'number-not-next': ['its number is one more', '번호가 하나 커야 합니다'],
    'unknown-command': ['an unknown command', '알 수 없는 명령입니다'],
    'sale-shape': ['a sale references days and changes none', '판매는 하루치 기록을 참조하며 바꾸지 않습니다'],
    'about-no-day': ['it is about no day', '해당하는 날이 없습니다'],
    'sale-needs-basis': [
      'collected for the public service: a sale needs a separate basis that the person gave',
      '공공 서비스를 위해 수집한 것이므로 판매하려면 본인이 준 별도의 근거가 필요합니다',
    ],
  },
  INPUT_INVALID: {
    'too-long': ['at most 500 characters', '최대 500자입니다'],
    'minutes-not-unpaid': ['choose minutes that were not paid, each once', '지급되지 않은 시간을 한 번씩만 고르세요'],
    'days-form': ['write them as 2026-05-01', '2026-05-01처럼 적으세요'],
    'days-order': ['the first one comes before the last', '첫날이 마지막 날보다 앞서야 합니다'],
    'time-to-come': ['a time to come', '앞으로 올 시각이어야 합니다'],
    'day-form': ['write it as 2026-05-01', '2026-05-01처럼 적으세요'],
  },
  NOT_ALLOWED: {
    'claimed-already': ['this entry was claimed already', '이미 청구한 날입니다'],
    undecided: ['nothing was decided yet', '아직 결정된 것이 없습니다'],
    'appealed-already': ['an entry can be appealed once', '이의는 하루치에 한 번만 제기할 수 있습니다'],
  },
  TX_MALFORMED: {
    'tokens-to-other': ['the tokens go to somebody else', '토큰이 다른 사람에게 갑니다'],
    'issues-nothing': ['it issues nothing', '발행하는 것이 없습니다'],
    'other-amount': ['it issues another amount', '발행하는 수량이 다릅니다'],
    'other-day': ['it is for another day', '다른 날에 대한 것입니다'],
    'other-rule': ['it is paid by another rule than the published one', '공개된 것과 다른 규칙으로 지급합니다'],
    'other-segments': ['the segments are not those of the entry', '구간이 그 기록의 것과 다릅니다'],
    'no-day-entry': ['it is no day entry', '하루치 기록이 아닙니다'],
    'segment-twice': ['a segment stands twice in it', '같은 구간이 두 번 들어 있습니다'],
    'other-minutes': ['the minutes are not those of the day', '분 단위 값이 그날의 것과 다릅니다'],
    'entry-of-other': ['the entry is of somebody else', '다른 사람의 기록입니다'],
    'made-by-other': ['it was not made by {program}', '{program}이(가) 만든 것이 아닙니다'],
    'shoe-count': ['one to eight shoes', '신발은 1개에서 8개까지입니다'],
    'day-length': ['a day has 1,440 minutes', '하루는 1,440분입니다'],
    'shoe-twice': ['a shoe stands twice in it', '같은 신발이 두 번 들어 있습니다'],
  },
  WIRE_MALFORMED: {
    'purpose-unknown': ['an unknown purpose', '알 수 없는 목적입니다'],
    'intensity-unknown': ['an unknown intensity', '알 수 없는 강도입니다'],
    'foot-unknown': ['neither left nor right', '왼쪽도 오른쪽도 아닙니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type ActivityReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<ActivityReasons> = refusing('activity', REASONS)
