/** Why data-search refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CONFIG_INVALID: {
    'approved-form': ['a file with a JSON list of names of institutions', '기관 이름의 JSON 목록이 든 파일이어야 합니다'],
  },
  NOT_ALLOWED: {
    'count-closed-before': [
      'this count was closed before; ask its question as a new query',
      '이미 마감된 집계입니다. 새 질의로 다시 물으세요',
    ],
    'answered-lately': [
      'its question was answered in the last 90 days: that answer stands',
      '최근 90일 안에 답한 질의입니다. 그 답이 유효합니다',
    ],
    'not-counting': ['this is not being counted', '집계하고 있지 않습니다'],
    'count-closed': ['the count is closed', '집계가 마감되었습니다'],
    'share-shape': ['there is one share for all and one for each cell', '전체 몫 하나와 칸마다 몫 하나가 있어야 합니다'],
    'share-unsigned': ['the one-time name did not sign its shares', '일회용 이름이 제 몫에 서명하지 않았습니다'],
    'round-answered': [
      'this round of the count was answered, to other values: it has one answer',
      '이 집계 단계는 다른 값으로 이미 답했습니다. 답은 하나뿐입니다',
    ],
    'count-open': ['the count is still open', '집계가 아직 열려 있습니다'],
    'draw-length': ['32 bytes are drawn', '32바이트여야 합니다'],
    'value-shape': ['there is one value for each name and cell', '이름과 칸마다 값이 하나씩 있어야 합니다'],
    'names-first': ['names are agreed on first', '먼저 이름에 합의해야 합니다'],
    'openings-first': ['openings are exchanged first', '먼저 공개값을 교환해야 합니다'],
    'sums-first': ['sums are exchanged first', '먼저 합계를 교환해야 합니다'],
    'result-time': ['the time of the result is not now', '결과의 시각이 현재가 아닙니다'],
    'names-not-given': ['the other service counts names that were not given', '상대 서비스가 받지 않은 이름을 집계합니다'],
    'sum-shape': ['there is one sum for each cell', '칸마다 합계가 하나씩 있어야 합니다'],
    'name-twice': ['a name comes once', '이름은 한 번씩만 있어야 합니다'],
    'id-form': ['an id has 32 hex digits', '식별자는 16진수 32자입니다'],
    'only-search-closes': ['only the data-search service closes counts', '데이터 검색 서비스만 집계를 마감할 수 있습니다'],
    'own-name': ['an institution asks in its own name', '기관은 자기 이름으로만 질의할 수 있습니다'],
    'not-approved': [
      'the institution is not approved for research; ask the operator of the network',
      '연구 승인을 받지 않은 기관입니다. 네트워크 운영자에게 문의하세요',
    ],
  },
  QUERY_REFUSED: {
    'id-taken': ['another query has this id', '다른 질의가 쓰는 식별자입니다'],
    'no-mailbox': ['it names no mailbox for the answers', '응답을 받을 우편함이 적혀 있지 않습니다'],
    'not-counted': [
      'it was not counted in the last 90 days: count first how many could answer',
      '최근 90일 안에 집계하지 않았습니다. 먼저 답할 수 있는 사람 수를 집계하세요',
    ],
    'too-few': [
      'fewer than ten people could answer: they would be picked out; ask more widely',
      '답할 수 있는 사람이 열 명보다 적어 누구인지 드러날 수 있습니다. 조건을 넓히세요',
    ],
  },
  WIRE_MALFORMED: {
    'body-type': ['send application/octet-stream', 'application/octet-stream으로 보내세요'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type DataSearchReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<DataSearchReasons> = refusing('data-search', REASONS)
