/** Why a node that starts refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CONFIG_INVALID: {
    'two-folders': [
      'archives and their keys go into two folders, on two media',
      '보관 파일과 그 키는 서로 다른 매체의 두 폴더에 두어야 합니다',
    ],
    'to-archive': ['set it and backup-key-folder to make archives', '보관 파일을 만들려면 이 설정과 backup-key-folder를 적으세요'],
    kind: ['it is one of {kinds}', '{kinds} 가운데 하나여야 합니다'],
  },
  INPUT_INVALID: {
    'name-file': ['name the file', '파일을 적으세요'],
  },
  MAP_REFUSED: {
    expired: ['it has expired', '기간이 지났습니다'],
  },
  WIRE_MALFORMED: {
    'body-type': ['send application/octet-stream', 'application/octet-stream으로 보내세요'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type NodeMainReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<NodeMainReasons> = refusing('node-main', REASONS)
