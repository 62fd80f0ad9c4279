/** Why the catalogue of concepts refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  INPUT_INVALID: {
    unknown: ['no concept is called {id}', '{id}(이)라는 개념이 없습니다'],
    system: ['the system must be one of {systems}, name', '체계는 {systems}, name 가운데 하나여야 합니다'],
    'no-code': ['the code is missing', '코드가 없습니다'],
    kind: ['the kind must be one of {kinds}', '종류는 {kinds} 가운데 하나여야 합니다'],
    form: ['a concept needs an id in small letters and an English name', '개념에는 소문자 식별자와 영어 이름이 있어야 합니다'],
    there: ['{id} is there already', '{id}이(가) 이미 있습니다'],
    begins: ['it begins with code or concept', 'code나 concept로 시작해야 합니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type ConceptReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<ConceptReasons> = refusing('concepts', REASONS)
