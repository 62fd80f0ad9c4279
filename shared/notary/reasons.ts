/** Why what reads a notary's answers and evidence refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  TX_MALFORMED: {
    'other-notary': ['the answer is of another notary', '다른 공증인의 응답입니다'],
    'not-contained': ['the answer does not contain the transaction', '응답에 이 거래가 없습니다'],
    'other-question': ['the statement answers another question', '다른 질문에 대한 확인서입니다'],
  },
  WIRE_MALFORMED: {
    'unknown-kind': ['unknown kind', '알 수 없는 종류입니다'],
  },
  NOT_ALLOWED: {
    'foreign-notary': ['the checkpoint is of a notary that is not of the network', '네트워크에 없는 공증인의 체크포인트입니다'],
    'only-institutions': ['only listed institutions cosign checkpoints', '목록에 있는 기관만 체크포인트에 함께 서명할 수 있습니다'],
  },
  EVIDENCE_REFUSED: {
    form: ['the file does not have the form of evidence', '증거 파일의 형식이 아닙니다'],
    'foreign-field': ['it has a field that evidence does not have', '증거에 없는 항목이 있습니다'],
    missing: ['{field} is missing', '{field} 항목이 없습니다'],
    'foreign-fact': [
      'it holds something that is neither a header, an answer nor a statement',
      '헤더도 응답도 확인서도 아닌 것이 들어 있습니다',
    ],
    'too-large': ['the file is larger than evidence can be', '증거일 수 없을 만큼 큰 파일입니다'],
    'not-hdms': ['the file is no evidence of HDMS', 'HDMS의 증거 파일이 아닙니다'],
    'other-version': [
      'it is of another version; a newer program may know it',
      '다른 버전의 파일입니다. 더 새로운 프로그램에서는 열릴 수 있습니다',
    ],
    'no-certificates': ['the certificates are missing', '인증서가 없습니다'],
    'two-facts': ['it must hold two facts', '사실 두 가지가 들어 있어야 합니다'],
    'not-signed-kind': ['one of the two facts is not what a notary signs', '두 사실 가운데 하나가 공증인이 서명하는 것이 아닙니다'],
    'no-contradiction': ['the two facts do not contradict each other', '두 사실이 서로 모순되지 않습니다'],
    'other-network': ['its notary is certified by the root of another network', '다른 네트워크에서 인증한 공증인입니다'],
    'not-notary': ['its certificate is not that of a notary', '공증인의 인증서가 아닙니다'],
    forged: ['it is forged: {because}', '위조되었습니다: {because}'],
    'no-notary-shown': ['the certificates do not show a notary: {because}', '인증서가 공증인임을 보여 주지 않습니다: {because}'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type NotaryFactReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<NotaryFactReasons> = refusing('notary-facts', REASONS)
