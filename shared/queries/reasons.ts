/** Why queries refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  BUDGET_SPENT: {
    narrows: [
      'it narrows or widens {count} questions of yours; ask something of its own, or wait until they are {days} days old',
      '이미 한 질의 {count}건을 좁히거나 넓힌 것입니다. 다른 것을 묻거나 {days}일이 지날 때까지 기다리세요',
    ],
    difference: [
      'what lies between it and a question of yours could be one person; change it by a tenth of its range at least',
      '이미 한 질의와의 차이로 한 사람이 드러날 수 있습니다. 범위를 10분의 1 이상 바꾸세요',
    ],
    'institution-spent': [
      'the budget of your institution is spent; the next part of it comes back in {days} days',
      '기관의 예산을 다 썼습니다. {days}일 뒤에 일부가 다시 생깁니다',
    ],
    spent: ['the budget is spent; the next part of it comes back in {days} days', '예산을 다 썼습니다. {days}일 뒤에 일부가 다시 생깁니다'],
  },
  QUERY_REFUSED: {
    'tokens-of-other': ['its answer tokens are of another query', '다른 질의의 응답 토큰입니다'],
    expired: ['it has expired', '기간이 끝났습니다'],
    unsigned: ['its institution did not sign it', '기관이 서명하지 않았습니다'],
    'board-unknown': ['no review board of this name is known', '알 수 없는 심의위원회입니다'],
    'approver-stranger': ['somebody approved it who is not of the board', '위원이 아닌 사람이 승인했습니다'],
    'member-twice': ['a member of the board is counted twice', '같은 위원이 두 번 세어졌습니다'],
    'approval-other': ['an approval is of another query, or was changed', '다른 질의에 대한 승인이거나 바뀐 승인입니다'],
    'approvals-short': [
      '{count} members of the board approved it, and {needed} are needed',
      '위원 {count}명이 승인했습니다. {needed}명이 필요합니다',
    ],
    'outside-short': [
      '{count} of them from outside, and {needed} are needed',
      '그 가운데 외부 위원이 {count}명입니다. {needed}명이 필요합니다',
    ],
    'whole-range': ['{what} must be a whole number from {least} to {most}', '{what}은(는) {least}에서 {most}까지의 정수여야 합니다'],
    'id-length': ['its id has 16 bytes', '식별자는 16바이트여야 합니다'],
    'no-institution': ['it names no institution', '기관이 적혀 있지 않습니다'],
    'researcher-name': ['its researcher has a name of letters and digits, up to 40', '연구자 이름은 글자와 숫자로 최대 40자입니다'],
    'criteria-count': ['it has one to {most} criteria', '조건은 1개에서 {most}개까지입니다'],
    'buys-nothing': [
      'it buys nothing: at least one criterion has to be wanted',
      '사는 것이 없습니다. 조건 하나 이상을 구매 대상으로 정하세요',
    ],
    'codes-count': ['a criterion has one to {most} codes', '조건의 코드는 1개에서 {most}개까지입니다'],
    'units-count': ['a criterion has at most {most} units', '조건의 단위는 최대 {most}개입니다'],
    'unit-factor': [
      'a unit is turned into the one of the limits by a factor above 0 and an offset',
      '단위는 0보다 큰 배율과 더하는 값으로 환산해야 합니다',
    ],
    'limit-no-number': ['a limit is no number', '한계값이 숫자가 아닙니다'],
    'limits-order': ['the lower limit of a value lies below the upper one', '하한은 상한보다 작아야 합니다'],
    'limit-unit': ['a limit needs a unit', '한계값에는 단위가 필요합니다'],
    'period-short': [
      'the period has at least {least} days: a shorter one could pick one person out',
      '기간은 {least}일 이상이어야 합니다. 더 짧으면 한 사람이 드러날 수 있습니다',
    ],
    'ages-tens': ['ages go in tens, as 40 to 59', '나이는 40~59처럼 열 살 단위로 정하세요'],
    'no-source': ['it names no source of data', '데이터 출처가 적혀 있지 않습니다'],
    purpose: ['the purpose must be one of {purposes}', '목적은 {purposes} 가운데 하나여야 합니다'],
    disease: [
      'disease specific research names its disease, and nothing else does',
      '질병 특정 연구에만 질병을 적으며, 반드시 적어야 합니다',
    ],
    'days-or-months': ['it tells days or months: who knows days knows months', '일과 월 가운데 하나만 알립니다. 일을 알면 월도 압니다'],
    'expires-late': ['it expires within 90 days', '90일 안에 끝나야 합니다'],
    'use-until': [
      'what is bought is used after the query has expired, and ten years at most',
      '산 데이터의 사용 기한은 질의가 끝난 뒤부터 최대 10년입니다',
    ],
    'version-unknown': [
      'its version is not known here: a newer HDMS is needed',
      '여기서 알 수 없는 버전입니다. 더 새로운 버전이 필요합니다',
    ],
  },
  WIRE_MALFORMED: {
    'number-malformed': ['a number is none', '숫자가 아닌 값이 있습니다'],
    encoding: ['it is not in its one encoding', '정해진 인코딩이 아닙니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type QueriesReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<QueriesReasons> = refusing('queries', REASONS)
