/** Why capabilities of other parties are refused when they are loaded, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CAPABILITY_UNREADABLE: {
    'not-there': ['there is no such folder or installed package', '그런 폴더나 설치된 패키지가 없습니다'],
    'no-manifest': ['its package.json cannot be read', 'package.json을 읽을 수 없습니다'],
    'no-entry': ['package.json names {entry}, which is not among its files', 'package.json의 {entry}이(가) 패키지의 파일에 없습니다'],
    'needs-packages': [
      'it needs {packages}: bundle what it needs, so that its hash covers it',
      '{packages}이(가) 필요합니다. 해시에 포함되도록 번들로 묶으세요',
    ],
    'too-large': ['it is larger than anybody could look through', '살펴볼 수 없을 만큼 큽니다'],
    'imports-other': [
      '{file} imports {specifier}; a capability may import its own files and @hdms/sdk',
      '{file}이(가) {specifier}을(를) 가져옵니다. 기능은 자기 파일과 @hdms/sdk만 가져올 수 있습니다',
    ],
    'not-loaded': ['its code could not be loaded ({told})', '코드를 불러올 수 없습니다({told})'],
    'never-loaded': ['its code was not loaded within {seconds} s', '{seconds}초 안에 코드를 불러오지 못했습니다'],
    'sdk-version': [
      'it was written for @hdms/sdk {wanted}, and this node has {found}',
      '@hdms/sdk {wanted}용으로 작성되었는데 이 노드에는 {found}이(가) 있습니다',
    ],
    'hash-form': ['behind @ stands sha256: and 64 hex digits', '@ 뒤에는 sha256:과 64자리 16진수가 와야 합니다'],
  },
  CONFIG_INVALID: {
    'only-build': ['it is build', 'build입니다'],
    'setting-shape': ['NAME.SETTING=VALUE, of a capability that is loaded', '불러온 기능의 NAME.SETTING=VALUE 형식이어야 합니다'],
  },
  CONTRACT_FAILED: {
    'too-slow': ['it did not answer within {seconds} s and was ended', '{seconds}초 안에 답하지 않아 종료했습니다'],
    threw: ['it failed ({told})', '실패했습니다({told})'],
    ended: ['its thread ended', '스레드가 종료되었습니다'],
  },
} as const

/** Refuses with one of the reasons above. */
export const refuse: Refuse<typeof REASONS> = refusing('guest', REASONS)
