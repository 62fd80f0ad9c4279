/** Why commands refuse, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  INPUT_INVALID: {
    'command-one-of': ['the node has these commands: {known}', '노드에 있는 명령은 다음과 같습니다: {known}'],
    'capability-name': [
      'a name has small letters, digits and hyphens, at most 30',
      '이름은 영문 소문자, 숫자, 하이픈으로 최대 30자여야 합니다',
    ],
    'folder-not-empty': ['the folder is there and not empty', '폴더가 이미 있으며 비어 있지 않습니다'],
  },
} as const

/** Refuses with one of the reasons above. */
export const refuse: Refuse<typeof REASONS> = refusing('cli', REASONS)
