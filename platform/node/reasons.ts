/** Why the platform of services refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  STORE_FAILED: {
    'disk-full': ['the disk is full', '디스크가 가득 찼습니다'],
    'anchor-unwritten': ['the anchor file could not be written', '기준점 파일에 쓸 수 없었습니다'],
    'anchor-unreadable': ['the anchor file cannot be read', '기준점 파일을 읽을 수 없습니다'],
    'audit-unwritten': ['the audit log cannot be written', '감사 로그에 쓸 수 없습니다'],
    'audit-damaged': ['line {line} of the audit log is damaged', '감사 로그 {line}번째 줄이 손상되었습니다'],
    'document-unwritten': ['a document could not be written', '문서를 쓸 수 없었습니다'],
    write: ['the write failed', '쓰기에 실패했습니다'],
    'row-unreadable': ['a row could not be read', '행을 읽을 수 없었습니다'],
    'key-file': ['the key file cannot be opened', '키 파일을 열 수 없습니다'],
  },
  STORE_DAMAGED: {
    'part-unreadable': ['a part of it cannot be read', '일부를 읽을 수 없습니다'],
    gone: ['it is gone', '없어졌습니다'],
  },
  WIRE_MALFORMED: {
    'send-types': ['send {types}', '{types}(으)로 보내세요'],
  },
  INPUT_INVALID: {
    levels: ['it has more than {most} levels', '{most}단계보다 깊습니다'],
    'name-store': ['name one of {stores}', '{stores} 가운데 하나를 적으세요'],
    'no-store': ['name one of none; there is no store', '저장소가 없습니다'],
    'no-mirror': ['there is none in the settings, or not on the disk', '설정이나 디스크에 없습니다'],
    'not-empty': ['it is not empty; move what is there away first', '비어 있지 않습니다. 안의 것을 먼저 옮기세요'],
  },
  NOT_ALLOWED: {
    'host-unknown': [
      'this server is not known by the name that was asked; its operator sets public-url or public-names',
      '이 서버의 이름이 아닙니다. 운영자가 public-url이나 public-names를 설정해야 합니다',
    ],
    origin: [
      'pages of that origin may not ask here; the operator of this server sets page-origins',
      '그 출처의 페이지는 여기에 요청할 수 없습니다. 운영자가 page-origins를 설정해야 합니다',
    ],
    'no-member-token': ['the request carries no member token', '요청에 구성원 토큰이 없습니다'],
    needs: ['this needs {needs}', '{needs}이(가) 필요합니다'],
  },
  CONFIG_INVALID: {
    'whole-range': ['it is a whole number of {least} to {most} ({unit})', '{least}에서 {most}까지의 정수여야 합니다({unit})'],
    texts: ['it is a list of texts', '글의 목록이어야 합니다'],
    text: ['it is a text that is not empty', '비어 있지 않은 글이어야 합니다'],
    'one-of': ['it is one of {allowed}', '{allowed} 가운데 하나여야 합니다'],
    url: ['it is a URL with http:// or https://', 'http://나 https://로 시작하는 URL이어야 합니다'],
    offset: ['it is a distance from UTC such as +09:00, of at most 14 hours', '+09:00처럼 UTC와의 차이로 적고 14시간을 넘지 않아야 합니다'],
    'no-file': ['there is no such file', '그런 파일이 없습니다'],
    secret: ['a secret does not belong into this file; use passphrase-file', '비밀은 이 파일에 적지 않습니다. passphrase-file을 쓰세요'],
    'no-option': ['there is no such option; "options" lists them', '그런 설정이 없습니다. "options"로 목록을 볼 수 있습니다'],
    missing: ['it is missing', '값이 없습니다'],
    'no-passphrase': [
      'there is no passphrase: name a file, or set HDMS_PASSPHRASE',
      '암호가 없습니다. 파일을 적거나 HDMS_PASSPHRASE를 설정하세요',
    ],
    unreadable: ['it cannot be read', '읽을 수 없습니다'],
    together: ['certificate and key are given together', '인증서와 키는 함께 적어야 합니다'],
    port: ['{address} cannot be listened on ({found})', '{address}에서 연결을 받을 수 없습니다({found})'],
    'metrics-port': ['127.0.0.1:{port} cannot be listened on', '127.0.0.1:{port}에서 연결을 받을 수 없습니다'],
    'name-file': ['name a file', '파일을 적으세요'],
    'file-there': [
      'the file is there already; edit it, or name another one',
      '파일이 이미 있습니다. 그 파일을 고치거나 다른 파일을 적으세요',
    ],
    'no-command': ['there is no such command; --help lists them', '그런 명령이 없습니다. --help로 목록을 볼 수 있습니다'],
    'no-operator-token': [
      'there is no operator-token in it; run the service once, and this as the same user',
      'operator-token이 없습니다. 서비스를 한 번 실행한 뒤 같은 사용자로 이 명령을 실행하세요',
    ],
    'file-no-folder': ['{at} is a file and no folder', '{at}은(는) 폴더가 아니라 파일입니다'],
    'may-not-write': [
      'the user {user} may not write in {at}; as root: install -d -o {owner} -m 700 {folder}',
      '사용자 {user}은(는) {at}에 쓸 수 없습니다. root로 실행하세요: install -d -o {owner} -m 700 {folder}',
    ],
    'may-not-read': [
      'the user {user} may not read {path}; give it to that user, or to a group of theirs',
      '사용자 {user}은(는) {path}을(를) 읽을 수 없습니다. 그 사용자나 그 그룹에 권한을 주세요',
    ],
    'no-pem': ['it is no certificate in PEM', 'PEM 인증서가 아닙니다'],
    'no-pem-in': ['there is no certificate in PEM in it', 'PEM 인증서가 들어 있지 않습니다'],
    'pair-unreadable': [
      'certificate and key are read in PEM, and one of the two is none',
      '인증서와 키는 PEM이어야 하는데 둘 중 하나가 아닙니다',
    ],
    'other-key': ['it is the key of another certificate', '다른 인증서의 키입니다'],
    'unreadable-file': ['the file cannot be read', '파일을 읽을 수 없습니다'],
    toml: ['line {line}: {detail}', '{line}번째 줄: {detail}'],
    'command-line': ['{detail}', '{detail}'],
    'no-address': [
      '{address} is no address of this machine, which has {own}',
      '{address}은(는) 이 기기의 주소가 아닙니다. 있는 주소: {own}',
    ],
    'no-chain': ['it is not a certificate chain in PEM', 'PEM 인증서 체인이 아닙니다'],
    'chain-refused': ['{because}', '{because}'],
    'no-trust-file': ['there is no {file} in the folder', '폴더에 {file}이(가) 없습니다'],
    fingerprint: [
      'say the fingerprint of the network’s root, or name a folder as trust',
      '네트워크 최상위 인증서의 지문을 적거나 trust에 폴더를 적으세요',
    ],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type PlatformReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<PlatformReasons> = refusing('platform', REASONS)
