/** Why what reads FHIR and its profiles refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CONFIG_INVALID: {
    'no-snapshot': ['{url} has no snapshot', '{url}에 스냅숏이 없습니다'],
    'no-element': ['{url} has no element above {id}', '{url}에 {id}의 상위 요소가 없습니다'],
    'no-slice': ['{url} has no slice above {id}', '{url}에 {id}의 상위 슬라이스가 없습니다'],
    slices: [
      '{url} tells slices apart by {type} {path}, which is not understood here',
      '{url}은(는) 여기서 알 수 없는 {type} {path}(으)로 슬라이스를 구분합니다',
    ],
    'contains-itself': ['the value set {url} contains itself', '값 집합 {url}이(가) 자기 자신을 포함합니다'],
  },
  DOCUMENT_INVALID: {
    'bundle-expected': ['a Bundle is expected', 'Bundle이어야 합니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type FhirReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<FhirReasons> = refusing('fhir', REASONS)
