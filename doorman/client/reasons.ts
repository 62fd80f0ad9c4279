/** Why a member refuses what it got from the doorman or of a certificate, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CERT_REFUSED: {
    'chain-empty': ['the kept chain is empty', '보관된 인증서 체인이 비어 있습니다'],
    'not-in-log': ['it does not stand in the issuance log', '발급 기록에 없습니다'],
    'no-log-proof': ['it comes without a proof that it stands in the issuance log', '발급 기록에 있다는 증명이 없습니다'],
    'log-forked': [
      'the doorman shows two issuance logs that contradict each other; tell the operator of the network',
      '도어맨이 서로 모순되는 발급 기록 두 개를 보였습니다. 네트워크 운영자에게 알리세요',
    ],
    'doorman-distrusted': [
      'the doorman contradicted itself before it issued this one ("hdms evidence")',
      '도어맨이 이 인증서를 발급하기 전에 스스로 모순되는 것에 서명했습니다("hdms evidence")',
    ],
    'own-other-key': [
      'the doorman answered with the certificate of another key than asked; ask again',
      '도어맨이 요청한 것과 다른 키의 인증서를 보냈습니다. 다시 요청하세요',
    ],
  },
  WIRE_MALFORMED: {
    'no-object': ['not a JSON object', 'JSON 객체가 아닙니다'],
  },
  NAME_INVALID: {
    'keys-of-other': ['the keys of this folder belong to another name', '이 폴더의 키는 다른 이름의 것입니다'],
  },
  CONFIG_INVALID: {
    'other-root': [
      'the doorman has another root than this fingerprint says; ask the network’s operator',
      '도어맨의 최상위 인증서가 이 지문과 다릅니다. 네트워크 운영자에게 문의하세요',
    ],
  },
} as const

/** Refuses with a reason of this folder. */
export const refuse: Refuse<typeof REASONS> = refusing('doorman-client', REASONS)
