/** Why the transport between nodes refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CERT_REFUSED: {
    'other-identity': ['the connection is not of the identity that its node info names', '연결의 신원이 노드 정보와 다릅니다'],
    'somebody-else': ["somebody else answers at the peer's address", '상대의 주소에서 다른 노드가 응답합니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type Libp2pReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<Libp2pReasons> = refusing('libp2p', REASONS)
