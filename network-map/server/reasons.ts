/** Why the network map refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  WIRE_MALFORMED: {
    'body-type': ['send application/octet-stream', 'application/octet-stream으로 보내세요'],
  },
  MAP_REFUSED: {
    'parameters-newer': ['the parameters in force are newer', '지금 쓰는 매개변수가 더 새롭습니다'],
    'info-newer': ['a newer node info is listed', '더 새로운 노드 정보가 목록에 있습니다'],
    'checkpoint-newer': ['a newer checkpoint of this institution is kept', '이 기관의 더 새로운 체크포인트가 있습니다'],
  },
  NOT_ALLOWED: {
    evicted: ['the operator of the network map evicted this member', '네트워크 맵 운영자가 제명한 구성원입니다'],
    persons: [
      'persons are not listed; give the node info to those you deal with',
      '개인은 목록에 올리지 않습니다. 노드 정보는 거래 상대에게 직접 주세요',
    ],
  },
  INPUT_INVALID: {
    'notary-id': ['its id is 64 hex digits', '식별자는 16진수 64자입니다'],
    'say-name': ['say the X.500 name', 'X.500 이름을 적으세요'],
    'name-parameters': ['name the signed parameters', '서명된 매개변수 파일을 적으세요'],
  },
  CONFIG_INVALID: {
    boards: ['a file with a JSON list of {form}', '{form}의 JSON 목록이 든 파일이어야 합니다'],
    notary: ['say X.500 name, =, and the key in 64 hex digits', 'X.500 이름, =, 16진수 64자의 키를 차례로 적으세요'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type NetworkMapReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<NetworkMapReasons> = refusing('network-map', REASONS)
