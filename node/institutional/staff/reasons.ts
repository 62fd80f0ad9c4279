/** Why people of an institution are not let in, or may not: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  NOT_ALLOWED: {
    'sign-in-refused': [
      'the staff id, the password or the code is not right. After five wrong tries it is looked at again 15 minutes later',
      '직원 번호, 비밀번호 또는 코드가 맞지 않습니다. 다섯 번 틀리면 15분 뒤에 다시 확인합니다',
    ],
    'passkey-refused': [
      'this passkey is not known here, or it was not shown to this page just now. Sign in with another way, or ask your operator',
      '여기에 등록되지 않은 패스키이거나 방금 이 페이지에 제시된 것이 아닙니다. 다른 방법으로 로그인하거나 운영자에게 문의하십시오',
    ],
    'passkey-copied': [
      'this passkey counts backwards, as a copy of it would. Tell your operator, who gives you a new one',
      '이 패스키의 사용 횟수가 거꾸로 갔습니다. 복제되었을 수 있으니 운영자에게 알려 새로 받으십시오',
    ],
    'invitation-refused': [
      'this invitation was used, has expired, or was never given. Ask your operator for a new one',
      '이미 사용했거나 만료되었거나 발급되지 않은 초대입니다. 운영자에게 새 초대를 요청하십시오',
    ],
    'signed-out': [
      'nobody is signed in, or the session has ended. Sign in again',
      '로그인되어 있지 않거나 세션이 끝났습니다. 다시 로그인하십시오',
    ],
    'role-lacks': ['your roles ({roles}) do not include this', '현재 역할({roles})에는 이 권한이 없습니다'],
    'other-page': [
      'a page of another origin asked in the name of who is signed in here',
      '다른 출처의 페이지가 로그인한 사람의 이름으로 요청했습니다',
    ],
    'no-secure-way': [
      'staff sign in over HTTPS, or on this machine itself: set tls-cert, or public-url of the proxy in front',
      '직원은 HTTPS나 이 컴퓨터에서만 로그인할 수 있습니다. tls-cert를 설정하거나 앞단 프록시의 public-url을 설정하십시오',
    ],
    'code-first': [
      'the code of the authenticator is not right. Look at the time of both devices, and type the next one',
      '인증 앱의 코드가 맞지 않습니다. 두 기기의 시각을 확인하고 다음 코드를 입력하십시오',
    ],
    'sign-in-again': [
      'this needs a sign-in of the last ten minutes. Sign out, sign in, and do it then',
      '10분 안에 로그인했어야 합니다. 로그아웃한 뒤 다시 로그인하고 진행하십시오',
    ],
  },
  INPUT_INVALID: {
    'role-unknown': ['choose some of {known}', '{known} 가운데 고르십시오'],
    'roles-apart': [
      '{one} and {other} are kept apart: whoever runs or watches over the node does not work with records. Make a second account',
      '{one}, {other} 역할은 나뉩니다. 노드를 운영하거나 감독하는 사람은 기록을 다루지 않습니다. 계정을 하나 더 만드십시오',
    ],
    'name-form': ['1 to 60 characters on one line', '한 줄로 1자에서 60자까지 적으십시오'],
    'password-short': ['at least 12 characters', '12자 이상이어야 합니다'],
    'password-long': ['at most 256 characters', '256자를 넘을 수 없습니다'],
    'password-plain': [
      'it is too easy to guess: it repeats few characters, or contains the staff id or the name',
      '추측하기 쉽습니다. 같은 글자가 많거나 직원 번호 또는 이름이 들어 있습니다',
    ],
    'one-way': ['send a passkey, or a password with a code', '패스키를 보내거나 비밀번호와 코드를 함께 보내십시오'],
    'for-people': ['this is for people who are signed in, not for programs', '로그인한 사람만 할 수 있으며 프로그램은 할 수 없습니다'],
    'too-many-keys': ['at most {most} passkeys for an account', '계정 하나에 패스키는 {most}개까지입니다'],
  },
  BUSY: {
    'many-sign-ins': ['many people sign in at once', '동시에 로그인하는 사람이 많습니다'],
  },
} as const

/** Refuses with one of these reasons. */
export const refuse: Refuse<typeof REASONS> = refusing('staff', REASONS)
