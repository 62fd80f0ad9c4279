/** Why the message queue refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  INPUT_INVALID: {
    broadcast: ['it needs a content, and an end within 90 days', '내용과 90일 안의 종료 시각이 있어야 합니다'],
    registration: ['a handle of 32 hex digits and a token are needed', '16진수 32자의 핸들과 토큰이 있어야 합니다'],
  },
  WIRE_MALFORMED: {
    'body-type': ['send application/octet-stream', 'application/octet-stream으로 보내세요'],
    'asks-nothing': ['it asks nothing', '묻는 것이 없습니다'],
  },
  NOT_ALLOWED: {
    'only-search': ['only the data-search service broadcasts', '데이터 검색 서비스만 공지할 수 있습니다'],
    'only-institutions': ['only institutions ask people', '기관만 사람들에게 물을 수 있습니다'],
  },
  CONFIG_INVALID: {
    push: ['phones need to be woken; give it, or push-stand-in', '휴대폰을 깨우려면 필요합니다. 이 설정이나 push-stand-in을 적으세요'],
  },
  MAILBOX_REFUSED: {
    unknown: ['there is no such mailbox', '그런 우편함이 없습니다'],
    malformed: ['the mailbox is malformed', '우편함의 형식이 잘못되었습니다'],
    'id-taken': ['the id is taken', '이미 쓰고 있는 식별자입니다'],
    'dealings-end': ['dealings end after the query, and within 20 years of it', '거래는 질의가 끝난 뒤 20년 안에 끝나야 합니다'],
    'query-form': ['a query has 16 bytes and an end that lies ahead', '질의는 16바이트이며 끝나는 시각이 미래여야 합니다'],
    'other-mailbox': ['the query has another mailbox', '이 질의에는 다른 우편함이 있습니다'],
    'not-asked': ['nobody is asked this query', '열려 있지 않은 질의입니다'],
    'query-expired': ['the query has expired', '질의 기간이 끝났습니다'],
    unsigned: ['the one-time name did not sign this', '일회용 이름의 서명이 아닙니다'],
    'has-mailbox': ['this name has its mailbox', '이 이름에는 이미 우편함이 있습니다'],
    'not-admitted': ['only names that were admitted to the query answer here', '질의에 참여가 허락된 이름만 여기에 답할 수 있습니다'],
    'said-enough': ['this name has said enough', '이 이름으로 보낼 수 있는 메시지를 다 썼습니다'],
    'kept-time': ['a message is kept 1 to {most} seconds', '메시지는 1~{most}초 동안 보관할 수 있습니다'],
    full: ['it is full; its owner has to fetch first', '가득 찼습니다. 주인이 먼저 가져가야 합니다'],
    stale: ['the request is stale; set the clock right', '오래된 요청입니다. 시계를 맞추세요'],
    'key-wrong': ['the key does not open this mailbox', '이 우편함을 여는 키가 아닙니다'],
    'no-message': ['it has no message {number} yet; fetch from the beginning', '메시지 {number}이(가) 아직 없습니다. 처음부터 가져오세요'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type MessageQueueReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<MessageQueueReasons> = refusing('message-queue', REASONS)
