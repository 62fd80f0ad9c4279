/** Why the notary refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  INPUT_INVALID: {
    'name-one': ['name one', '하나를 적으세요'],
    'name-export': ['name the export', '내보낸 파일을 적으세요'],
    'say-replay': ['say: replay FILE', 'replay FILE로 적으세요'],
    'no-value': ['a value is missing', '값이 없습니다'],
    'no-list': ['a list is missing', '목록이 없습니다'],
    'line-no-object': ['a line is no object', '객체가 아닌 줄이 있습니다'],
    'line-no-json': ['a line is not JSON', 'JSON이 아닌 줄이 있습니다'],
    'no-ledger': ['the file is no ledger of a notary', '공증인의 원장 파일이 아닙니다'],
    'other-version': [
      'it is of another version; a newer program may know it',
      '다른 버전의 파일입니다. 더 새로운 프로그램에서는 열릴 수 있습니다',
    ],
    'no-certificates': ['the certificates are missing', '인증서가 없습니다'],
    'no-last': ['it does not say its last sequence', '마지막 순번이 적혀 있지 않습니다'],
    'batch-no-sequence': ['a batch without its sequence', '순번이 없는 묶음이 있습니다'],
    'transaction-no-object': ['a transaction is no object', '객체가 아닌 거래가 있습니다'],
  },
  TX_MALFORMED: {
    'root-length': ['P must be 32 bytes', 'P는 32바이트여야 합니다'],
    'other-notary': ['it names another notary', '다른 공증인을 지정했습니다'],
    'witness-count': ['one witness per nullifier is needed', '무효화 값마다 증거가 하나씩 있어야 합니다'],
  },
  TX_WITNESS: {
    'branch-count': ['a lock has 1 to 8 branches', '잠금의 분기는 1~8개여야 합니다'],
    'branch-foreign': ['the branch does not belong to the nullifier', '무효화 값에 속하지 않는 분기입니다'],
    'signature-count': ['it needs exactly m signatures of distinct keys', '서로 다른 키의 서명이 정확히 m개 있어야 합니다'],
    'signer-foreign': ['a signer is not in the branch', '분기에 없는 서명자가 있습니다'],
    'spend-signature': ['a spend signature does not verify', '확인되지 않는 지출 서명이 있습니다'],
    'preimage-wrong': ['the preimage is missing or wrong', '원상이 없거나 틀렸습니다'],
    'preimage-unasked': ['a preimage is shown where none is asked', '요구하지 않은 원상이 들어 있습니다'],
    'branch-not-in-lock': ['the branch is not in the lock', '잠금에 없는 분기입니다'],
  },
  WIRE_MALFORMED: {
    'body-type': ['send application/octet-stream', 'application/octet-stream으로 보내세요'],
    'bytes-32': ['it has 32 bytes', '32바이트여야 합니다'],
    'asks-nothing': ['it asks nothing', '묻는 것이 없습니다'],
  },
  STORE_FAILED: {
    'earlier-write': [
      'an earlier write of the notary failed; it serves again once it is started on a disk that works',
      '공증인이 앞서 쓰기에 실패했습니다. 정상인 디스크에서 다시 시작하면 다시 서비스합니다',
    ],
  },
  REGISTER_REFUSED: {
    malformed: ['the registration is malformed', '등록의 형식이 잘못되었습니다'],
    'id-hash': ['the record id is not the hash of its key', '기록 식별자가 그 키의 해시가 아닙니다'],
    'other-value': ['this record is registered with another value', '이 기록은 다른 값으로 등록되어 있습니다'],
    unknown: ['there is no such record', '그런 기록이 없습니다'],
    erased: ['it was erased, and nothing else can be said of it', '삭제된 기록이며 그 밖에는 말할 수 있는 것이 없습니다'],
    'too-many': ['at most {most} records at once', '한 번에 기록 {most}건까지 물을 수 있습니다'],
  },
  STORE_DAMAGED: {
    row: ['a row is malformed ({because})', '형식이 잘못된 행이 있습니다({because})'],
    'batch-beyond-last': [
      'batch {sequence}: it is there, and the last one is said to be before it',
      '묶음 {sequence}: 마지막이라고 적힌 묶음보다 뒤에 있습니다',
    ],
    'batch-missing': ['batch {sequence}: it is missing', '묶음 {sequence}: 없습니다'],
    'batch-other-header': ['batch {sequence}: its header is another one', '묶음 {sequence}: 헤더가 다릅니다'],
    'batch-signed-late': [
      'batch {sequence}: it was signed after the time that the clock may go back to',
      '묶음 {sequence}: 시계가 되돌아갈 수 있는 시각보다 뒤에 서명되었습니다',
    ],
    'batch-before-first': ['batch {sequence}: it continues a batch that is not there', '묶음 {sequence}: 없는 묶음을 잇고 있습니다'],
    'batch-continues-another': ['batch {sequence}: its header continues another one', '묶음 {sequence}: 헤더가 다른 헤더를 잇고 있습니다'],
    'batch-time-before': ['batch {sequence}: its time is before that of the one before', '묶음 {sequence}: 앞 묶음보다 시각이 이릅니다'],
    'batch-transaction-count': [
      'batch {sequence}: it has another number of transactions than its header says',
      '묶음 {sequence}: 거래 수가 헤더와 다릅니다',
    ],
    'batch-other-root': [
      'batch {sequence}: its leaves do not give the root that was signed',
      '묶음 {sequence}: 잎에서 서명된 루트가 나오지 않습니다',
    ],
    'batch-running-state': ['batch {sequence}: it is not what the running state says', '묶음 {sequence}: 진행 상태와 다릅니다'],
    'batch-transaction-missing': ['batch {sequence}: transaction {index} is missing', '묶음 {sequence}: 거래 {index}이(가) 없습니다'],
    'batch-transaction-elsewhere': [
      'batch {sequence}: transaction {index} is said to be elsewhere',
      '묶음 {sequence}: 거래 {index}이(가) 다른 곳에 있다고 적혀 있습니다',
    ],
    'batch-transaction-leaf': [
      'batch {sequence}: transaction {index} is not the leaf that was signed',
      '묶음 {sequence}: 거래 {index}이(가) 서명된 잎이 아닙니다',
    ],
    'batch-transaction-id': [
      'batch {sequence}: transaction {index} is not what its id says',
      '묶음 {sequence}: 거래 {index}이(가) 그 식별자와 다릅니다',
    ],
    'batch-spent-again': [
      'batch {sequence}: {nullifier}… was spent in it and could be spent again',
      '묶음 {sequence}: 여기서 쓰인 {nullifier}…을 다시 쓸 수 있는 상태입니다',
    ],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type NotaryReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<NotaryReasons> = refusing('notary', REASONS)
