/** Why doorman refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CSR_REFUSED: {
    'role-not-given': ['the role {kind}/{role} is not given on request', '{kind}/{role} 역할은 요청으로 받을 수 없습니다'],
    country: ['the country must be one of {countries}', '국가는 {countries} 가운데 하나여야 합니다'],
    'person-name': [
      'a person is called CN=<16 to 32 hex digits>,O={organisation}',
      '개인의 이름은 CN=<16진수 16~32자>,O={organisation} 형식이어야 합니다',
    ],
    'reserved-persons': ['that organisation is reserved for persons', '개인용으로 지정된 조직 이름입니다'],
    'reserved-services': ["that organisation is reserved for the network's services", '네트워크 서비스용으로 지정된 조직 이름입니다'],
    'name-taken': ['the name is taken; revoke its certificate first', '이미 쓰고 있는 이름입니다. 먼저 그 인증서를 폐지하세요'],
    'invitation-needed': ['a person needs an invitation token', '개인은 초대 토큰이 필요합니다'],
    'invitation-unknown': ['the invitation token is not known', '알 수 없는 초대 토큰입니다'],
    'invitation-used': ['the invitation token was used', '이미 쓴 초대 토큰입니다'],
    'invitation-expired': ['the invitation token has expired', '기간이 지난 초대 토큰입니다'],
    'certificate-live': ['this person has a live certificate; revoke it first', '이 사람에게는 유효한 인증서가 있습니다. 먼저 폐지하세요'],
    'reserved-services-lookalike': [
      "that organisation is reserved for the network's services, however it is written",
      '표기를 바꾸어도 네트워크 서비스용으로 지정된 조직 이름입니다',
    ],
    'reserved-persons-lookalike': [
      'that organisation is reserved for persons, however it is written',
      '표기를 바꾸어도 개인용으로 지정된 조직 이름입니다',
    ],
    'name-script': [
      'it has letters that others are not told from: use whole letters of {scripts}',
      '다른 글자와 구별되지 않는 글자가 있습니다. {scripts} 문자의 온전한 글자만 쓰세요',
    ],
    'name-lookalike': ['the name looks the same as {name}, which is taken', '이미 쓰고 있는 {name}과(와) 같아 보이는 이름입니다'],
  },
  INPUT_INVALID: {
    'handle-form': ['it must be 32 hex digits, opaque to everyone but the inviter', '초대한 쪽만 알아볼 수 있는 16진수 32자여야 합니다'],
    'log-sizes': ['they are two sizes of the log, the smaller first', '로그의 두 크기를 작은 것부터 적어야 합니다'],
    ambiguous: ['more than one begins so; type more of it', '그렇게 시작하는 것이 여럿입니다. 더 길게 입력하세요'],
  },
  NOT_ALLOWED: {
    'only-institutions': ['only institutions invite persons', '기관만 개인을 초대할 수 있습니다'],
    'persons-open-none': ['persons open no queries', '개인은 질의를 열 수 없습니다'],
    'only-persons': ['only persons answer', '개인만 답할 수 있습니다'],
    'service-spends': ['tokens are spent by the service that they admit to', '토큰은 그 토큰을 받는 서비스만 쓸 수 있습니다'],
    'query-not-open': ['nobody is asked this query', '열려 있지 않은 질의입니다'],
    'query-expired': ['the query has expired', '질의 기간이 끝났습니다'],
    'query-form': ['a query has 16 bytes and a time at which it expires', '질의는 16바이트이며 끝나는 시각이 있어야 합니다'],
    'query-long': ['a query is open for at most 90 days', '질의는 최대 90일 동안 열 수 있습니다'],
    'query-other-end': ['the query is open with another end', '이 질의는 다른 종료 시각으로 열려 있습니다'],
    'token-given': ['a person has one token for a query', '질의마다 한 사람에게 토큰 하나만 줍니다'],
    'token-other': ['this is no token for the query', '이 질의의 토큰이 아닙니다'],
    'token-used': ['the token was used', '이미 쓴 토큰입니다'],
    'invitation-repeated': [
      'this request was made before; ask for another invitation anew',
      '이미 한 요청입니다. 다른 초대를 새로 요청하세요',
    ],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type DoormanReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<DoormanReasons> = refusing('doorman', REASONS)
