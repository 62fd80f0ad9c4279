/** Why treatment refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CONTRACT_VIOLATED: {
    'approve-shape': ['Approve makes one order and nothing else', '승인은 오더 하나만 만듭니다'],
    'hospital-unsigned': ['the hospital must sign', '병원이 서명해야 합니다'],
    'request-missing': ["the person's signed request is not attached", '본인이 서명한 요청이 첨부되지 않았습니다'],
    'complete-shape': ['Complete spends one order', '완료는 오더 하나를 소비합니다'],
    'result-unsigned': ['hospital and person must sign a result', '결과에는 병원과 본인이 모두 서명해야 합니다'],
    'complete-no-record': ['a completed order has a record', '완료된 오더에는 기록이 있어야 합니다'],
    'close-shape': ['Close spends one order and makes nothing', '종료는 오더 하나를 소비하고 아무것도 만들지 않습니다'],
    'unknown-command': ['an unknown command', '알 수 없는 명령입니다'],
    'record-spent': ['records are superseded, not spent', '기록은 대체할 뿐 소비하지 않습니다'],
    'correct-shape': ['Correct names one record and makes one', '정정은 기록 하나를 가리키고 하나를 만듭니다'],
    'corrects-itself': ['a record does not correct itself', '기록은 자기 자신을 정정할 수 없습니다'],
    'correction-unsigned': ['issuer and person must sign', '발급한 곳과 본인이 모두 서명해야 합니다'],
    'record-of-other-order': ['a record must come from the order it completes', '기록은 그것이 완료하는 오더에서 나와야 합니다'],
  },
  DOCUMENT_MISMATCH: {
    'request-of-other': ['the request is of somebody else', '다른 사람의 요청입니다'],
    'request-names-others': ['the request names others', '요청에 다른 당사자가 적혀 있습니다'],
    'not-on-ledger': ['it is not the record on the ledger', '원장에 있는 기록이 아닙니다'],
    'issuer-not-hospital': ['its issuer is not the hospital', '발급한 곳이 그 병원이 아닙니다'],
    'collected-unsaid': ['its profile does not say what it was collected for', '무엇을 위해 수집했는지 프로파일에 없습니다'],
    'record-id-wrong': ['its record id is not from its key', '기록 식별자가 그 키에서 나온 것이 아닙니다'],
    'about-other': ['it is about somebody else', '다른 사람에 관한 것입니다'],
    'other-terms': ['the terms are not those of the consent', '조건이 동의의 것과 다릅니다'],
    'other-documents': ['the documents are not those that the share names', '문서가 공유에 적힌 것과 다릅니다'],
    'more-than-agreed': ['it holds more than was agreed', '합의한 것보다 많이 들어 있습니다'],
    'collected-otherwise': [
      'a record was collected for something else than the share says',
      '공유에 적힌 것과 다른 목적으로 수집한 기록이 있습니다',
    ],
    'unregistered-other-issuer': ['an unregistered record claims another issuer', '등록되지 않은 기록이 다른 발급 기관을 내세웁니다'],
  },
  HIS_PROTOCOL: {
    'no-decision': ['a decision was expected', '결정이 와야 하는데 다른 것이 왔습니다'],
    'resource-no-object': ['a resource is not an object', '자원이 객체가 아닙니다'],
  },
  NOT_ALLOWED: {
    'corrected-by-other': ['only who issued a record corrects it', '기록은 발급한 곳만 정정할 수 있습니다'],
  },
  TX_MALFORMED: {
    'other-access-path': ['the access path of the data request is not this dealing', '데이터 요청의 접근 경로가 이 진행 건과 다릅니다'],
    'approval-no-order': ['the approval makes no order', '승인이 오더를 만들지 않습니다'],
    'approval-of-other': ['the approval is of another request', '다른 요청에 대한 승인입니다'],
    'other-result': ['the hospital offers another result', '병원이 다른 결과를 내놓았습니다'],
    'result-no-record': ['the result makes no record', '결과가 기록을 만들지 않습니다'],
    'record-to-other': ['the record goes to somebody else', '기록이 다른 사람에게 갑니다'],
    'result-of-other-order': ['the result is of another order', '다른 오더의 결과입니다'],
    'corrects-other': ['it corrects another record', '다른 기록을 정정합니다'],
    'no-share': ['it is no share', '공유 거래가 아닙니다'],
    'no-consent': ['it makes no consent', '동의를 만들지 않습니다'],
    'consent-closed': ['the consent does not open', '동의가 열리지 않습니다'],
    'consent-of-other': ["the consent is somebody else's", '다른 사람의 동의입니다'],
    'terms-not-asked': ['the terms are not what was asked for', '조건이 요청한 것과 다릅니다'],
    'share-of-other': ['the share is of other data', '다른 데이터의 공유입니다'],
  },
  WIRE_MALFORMED: {
    'no-owner': ['it gives no owner for the record', '기록의 소유자를 정하지 않았습니다'],
    'kinds-not-once': ['it does not name kinds of resources, each once', '자원 종류를 한 번씩 적지 않았습니다'],
    'before-approval': ['it comes before the approval', '승인보다 먼저 왔습니다'],
    'out-of-place': ['it does not fit here', '이 단계에 맞지 않습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type TreatmentReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<TreatmentReasons> = refusing('treatment', REASONS)
