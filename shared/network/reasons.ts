/** Why what reads network facts refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  WIRE_MALFORMED: {
    'no-certificates': ['the certificates are missing', '인증서가 없습니다'],
    'other-parameters': ['it has other parameters', '매개변수가 다릅니다'],
    'not-listed': ['it does not list the entry', '항목이 목록에 없습니다'],
    'token-form': ['it has a hash and a nonce', '해시와 임의 값이 있어야 합니다'],
  },
  NOT_ALLOWED: {
    'no-member-token': ['the request carries no member token', '요청에 구성원 토큰이 없습니다'],
    'token-stale': [
      'the member token is stale; set the clock right and try again',
      '구성원 토큰이 오래되었습니다. 시계를 맞춘 뒤 다시 시도하세요',
    ],
  },
  CERT_REFUSED: {
    'other-name': ['the node info is of another name', '다른 이름의 노드 정보입니다'],
    'transport-foreign': ["the transport certificate is not the node's own", '전송 인증서가 이 노드의 것이 아닙니다'],
    'one-time-only': ['a one-time name is a key and a mailbox, and nothing else', '일회용 이름에는 키와 우편함만 있어야 합니다'],
    'one-time-mailbox': ['a one-time name without a mailbox', '우편함이 없는 일회용 이름입니다'],
  },
  KEY_INVALID: {
    'sealing-key': ['the sealing key is not an X-Wing key', '봉인 키가 X-Wing 키가 아닙니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type NetworkReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<NetworkReasons> = refusing('network', REASONS)
