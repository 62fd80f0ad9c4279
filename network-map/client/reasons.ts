/** Why a member refuses what it got from the network map, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  MAP_REFUSED: {
    older: ['it is older than the one in use', '쓰고 있는 것보다 오래된 것입니다'],
    'other-of-serial': ['it says something else than the one in use of the same serial', '같은 일련번호로 쓰고 있는 것과 내용이 다릅니다'],
    expired: [
      'it has expired: the network map is frozen, or this clock is wrong',
      '기간이 지났습니다. 네트워크 맵이 멈췄거나 시계가 틀립니다',
    ],
    'parameters-older': ['its parameters are older than those in use', '쓰고 있는 것보다 오래된 매개변수입니다'],
    'other-of-epoch': ['its parameters are others than those in use of the same epoch', '같은 차수로 쓰고 있는 것과 다른 매개변수입니다'],
    'other-object': ['an object is not what its hash says', '객체가 해시와 맞지 않습니다'],
  },
} as const

/** Refuses with a reason of this folder. */
export const refuse: Refuse<typeof REASONS> = refusing('network-map-client', REASONS)
