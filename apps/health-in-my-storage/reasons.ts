/** Why the phone's page refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  NOT_ALLOWED: {
    'no-accelerometer': ['this device has no accelerometer', '이 기기에는 가속도 센서가 없습니다'],
    'accelerometer-denied': [
      'the browser does not let the page listen to the accelerometer',
      '브라우저가 가속도 센서 사용을 허용하지 않습니다',
    ],
    'no-passkey-made': ['no passkey was made', '패스키를 만들지 않았습니다'],
    'no-passkeys': ['this device has no passkeys that can open a store', '이 기기에는 저장소를 열 수 있는 패스키가 없습니다'],
    'passkey-unused': ['the passkey was not used', '패스키를 사용하지 않았습니다'],
    'passkey-no-secret': ['the passkey gives no secret', '패스키가 비밀 값을 주지 않습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type PageReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<PageReasons> = refusing('phone-page', REASONS)
