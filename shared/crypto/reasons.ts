/** Why cryptography refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  KEY_INVALID: {
    'blinded-none': ['the blinded element is none', '블라인드 값이 올바른 원소가 아닙니다'],
    'not-x-wing': ['not an X-Wing key', 'X-Wing 키가 아닙니다'],
    'secret-length': ['a secret key has {length} bytes', '비밀 키는 {length}바이트여야 합니다'],
    'no-shared-secret': ['X25519 gives no shared secret with it', '이 키로는 X25519 공유 비밀을 만들 수 없습니다'],
    'not-ml-kem-key': ['not an ML-KEM-768 key', 'ML-KEM-768 키가 아닙니다'],
  },
  INPUT_INVALID: {
    'derived-length': ['1 to {most} bytes', '1~{most}바이트여야 합니다'],
    'byte-length': ['it has {length} bytes', '{length}바이트여야 합니다'],
  },
  ENVELOPE_REFUSED: {
    'encapsulated-length': ['the encapsulated key has the wrong length', '캡슐화된 키의 길이가 맞지 않습니다'],
    'does-not-open': ['it does not open under this key', '이 키로 열리지 않습니다'],
    'not-ml-kem-ciphertext': ['not an ML-KEM-768 ciphertext', 'ML-KEM-768 암호문이 아닙니다'],
  },
  WIRE_MALFORMED: {
    'share-form': ['it has {length} bytes, numbers below 2^61 - 1', '{length}바이트이고 수는 2^61 - 1보다 작아야 합니다'],
    'count-number': ['it is written in decimal digits and below 2^61 - 1', '십진수로 적은, 2^61 - 1보다 작은 수여야 합니다'],
    'too-many-people': ['there are not so many people', '사람이 그만큼 많을 수 없습니다'],
  },
  NOT_ALLOWED: {
    'name-answered': ['this name has answered', '이미 답한 이름입니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type CryptoReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<CryptoReasons> = refusing('crypto', REASONS)
