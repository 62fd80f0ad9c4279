/** Why trading refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CONTRACT_VIOLATED: {
    'key-twice': ['a key stands in two places', '같은 키가 두 곳에 있습니다'],
    'about-nothing': ['it is about nothing', '아무것도 다루지 않습니다'],
    'purposes-unsaid': [
      'it does not say what for the data are bought and were collected',
      '데이터를 사는 목적과 수집한 목적을 밝히지 않았습니다',
    ],
    'unknown-command': ['an unknown command', '알 수 없는 명령입니다'],
    'locked-late': ['the tokens must be locked before the key is due', '키를 넘길 기한 전에 토큰이 묶여야 합니다'],
    'locks-otherwise': ['it locks another amount, or under other conditions', '묶은 수량이나 조건이 다릅니다'],
    'spends-otherwise': ['it spends something else than this escrow', '이 예치분이 아닌 것을 소비합니다'],
    'hold-otherwise': ['the hold is not the prescribed one', '정해진 보류 형식이 아닙니다'],
    'hold-time': ['it is good until the key is due, no longer and no shorter', '키를 넘길 기한까지만 유효해야 합니다'],
    'no-consent-reference': ['it does not refer to the consent to this sale', '이 판매에 대한 동의를 참조하지 않습니다'],
    'basis-reference': [
      'it refers to a separate basis exactly where what is sold was collected for the public service',
      '공공 서비스를 위해 수집한 것을 팔 때에만 별도의 근거를 참조해야 합니다',
    ],
    'other-purposes': ['its purposes are not those of the sale', '목적이 판매의 것과 다릅니다'],
    'lock-closed': ['the prescribed lock is not opened', '정해진 잠금이 열리지 않았습니다'],
  },
  INPUT_INVALID: {
    'document-count': ['one to {most} documents', '문서는 1건에서 {most}건까지입니다'],
  },
  NOT_ALLOWED: {
    'units-short': [
      'there are {free} units, and {needed} are needed: buy more of the issuer first',
      '수량이 {free}인데 {needed}이(가) 필요합니다. 먼저 발행자에게서 더 구입하세요',
    ],
    'more-lots-than-units': ['there are more lots than units', '수량보다 묶음이 많습니다'],
  },
  OFFER_REFUSED: {
    'state-kept-back': ['the state of a record is kept back', '기록의 상태를 내보이지 않았습니다'],
    'other-dealing': ['it belongs to another dealing', '다른 진행 건에 속합니다'],
    'other-documents': ['it holds other documents than were promised', '약속한 것과 다른 문서가 들어 있습니다'],
    'document-unreadable': ['a document in it cannot be read', '읽을 수 없는 문서가 있습니다'],
    'record-changed': ['a record was changed after it was issued, or is another one', '발급된 뒤에 바뀌었거나 다른 기록입니다'],
    'record-twice': ['a record is sold twice in it', '같은 기록을 두 번 팔고 있습니다'],
    'field-count': ['it does not hold as many fields as it says', '필드 수가 적힌 것과 다릅니다'],
    'other-fields': ['its fields are not those that were signed', '필드가 서명된 것과 다릅니다'],
    'seller-unsigned': ['the seller did not sign it', '판매자가 서명하지 않았습니다'],
    'key-not-promised': ['the key is not the one that was promised', '약속한 키가 아닙니다'],
    'key-other-sale': ['the key is not the one of this sale', '이 판매의 키가 아닙니다'],
    'terms-unsigned': ['the seller did not sign these terms', '판매자가 이 조건에 서명하지 않았습니다'],
    'field-not-sold': ['the field was not part of what was sold', '판매한 것에 포함되지 않은 필드입니다'],
    'lots-order': ['its lots are not in order', '묶음의 순서가 맞지 않습니다'],
    'key-late': ['the seller did not let the key go in time; the tokens came back', '판매자가 제때 키를 넘기지 않아 토큰이 되돌아왔습니다'],
    'field-false': [
      'a field did not open to what was signed; judges have given the tokens back',
      '서명된 값과 다른 필드가 있어 판정자들이 토큰을 돌려주었습니다',
    ],
    'record-named-twice': ['one record is named twice in it', '같은 기록이 두 번 적혀 있습니다'],
    'other-source': ['it comes from another source than was ordered', '주문과 다른 출처의 데이터입니다'],
    'unregistered-as-hospital': [
      'a record that no institution registered is said to be a hospital’s',
      '어느 기관도 등록하지 않은 기록을 병원의 것이라고 합니다',
    ],
    'word-of-other': ['it is the word of somebody else', '다른 사람의 진술입니다'],
    'key-not-held': ['the notary {notary} does not hold its verification key', '공증인 {notary}에 검증 키가 없습니다'],
    'replaced-meanwhile': ['it was replaced or erased meanwhile', '그 사이 대체되거나 삭제되었습니다'],
    'verification-key-other': [
      'a record was changed after it was issued: its verification key is another one',
      '발급된 뒤 바뀐 기록입니다. 검증 키가 다릅니다',
    ],
    'issuer-unknown': ['its issuer is no institution of this network', '발급한 곳이 이 네트워크의 기관이 아닙니다'],
    'issuer-unsigned': ['its issuer did not sign it', '발급한 곳이 서명하지 않았습니다'],
    'months-unsaid': ['it does not say its months, which the order asks for', '주문이 요구하는 월이 적혀 있지 않습니다'],
    'notary-unknown': ['it names a notary that is none of this network', '이 네트워크에 없는 공증인이 적혀 있습니다'],
    'key-list-other': ['the key list is of another query', '다른 질의의 키 목록입니다'],
    'less-than-promised': ['it holds less than its key list promised', '키 목록에서 약속한 것보다 적습니다'],
    'no-consent': ['there is no consent', '동의가 없습니다'],
    'consent-closed': ['the consent does not open', '동의가 열리지 않습니다'],
    'consent-of-other': ["the consent is somebody else's", '다른 사람의 동의입니다'],
    'other-terms': ['the terms are not those of the consent', '조건이 동의의 것과 다릅니다'],
    'consent-otherwise': ['the consent is to something else than was ordered', '주문한 것과 다른 것에 대한 동의입니다'],
    'release-other-sale': ['the release is of another sale', '다른 판매의 키 전달입니다'],
    'key-not-notarised': ['the key is not the one that the notary saw', '공증인이 확인한 키가 아닙니다'],
    'too-late': ['it is too late to decide', '판정할 기한이 지났습니다'],
    'field-true': ['the field is what was signed: there is nothing to give back', '필드가 서명된 값과 같습니다. 돌려줄 것이 없습니다'],
    'not-a-judge': ['this judge is not one of the pair', '지정된 두 판정자가 아닙니다'],
    'gives-back-otherwise': ['it gives something else back', '다른 것을 돌려줍니다'],
    'judges-silent': [
      'a field did not open to what was signed, and no two judges answered: keep the proof and ask them again',
      '서명된 값과 다른 필드가 있지만 두 판정자의 답을 받지 못했습니다. 증거를 보관하고 다시 요청하세요',
    ],
    'not-sealed-here': ['it is not sealed to this purchase', '이 구매에 맞게 암호화되지 않았습니다'],
    'consent-withdrawn': ['the person withdrew the consent', '본인이 동의를 철회했습니다'],
    'consent-ends-before': ['the consent ends before the key would be let go', '키를 넘기기 전에 동의가 끝납니다'],
    'records-erased': ['the records were erased meanwhile', '그 사이 기록이 삭제되었습니다'],
    'key-time': ['the time for letting the key go is no good', '키를 넘길 시각이 알맞지 않습니다'],
    'nothing-left': ['there is nothing here any more that the order asks for', '주문이 요구하는 것이 더 이상 없습니다'],
  },
  PURPOSE_REFUSED: {
    'sale-needs-basis': [
      'collected for the public service: a sale needs a separate basis that the person gave',
      '공공 서비스를 위해 수집한 것이므로 판매하려면 본인이 준 별도의 근거가 필요합니다',
    ],
    'basis-not-standing': [
      'the separate basis is somebody else’s, or ends before the key would be let go',
      '별도의 근거가 다른 사람의 것이거나 키를 넘기기 전에 끝납니다',
    ],
    'collected-uncovered': [
      'the consent does not cover what the data were collected for',
      '데이터를 수집한 목적이 동의에 포함되지 않습니다',
    ],
    'collected-unsaid': ['the consent does not say what the data were collected for', '데이터를 수집한 목적이 동의에 적혀 있지 않습니다'],
    'purposes-changed': [
      'the buyer names other purposes than it ordered by and was offered',
      '구매자가 주문과 제안 때와 다른 목적을 적었습니다',
    ],
  },
  QUERY_REFUSED: {
    'not-asked': ['nobody asked this here', '여기서는 아무도 이 질의를 하지 않았습니다'],
    'key-list-shape': ['a key list names what the query wants, each once', '키 목록에는 질의가 원하는 것이 한 번씩만 있어야 합니다'],
    'only-institutions': ['only institutions ask', '기관만 질의할 수 있습니다'],
    'not-counted': ['nobody counted how many could answer', '답할 수 있는 사람 수를 집계하지 않았습니다'],
    'too-few-people': ['so few could answer that they would be picked out', '답할 수 있는 사람이 너무 적어 누구인지 드러날 수 있습니다'],
    'order-of-other': ['it is the order of another institution', '다른 기관의 주문입니다'],
    'not-what-was-asked': ['it is not what everybody was asked', '모두에게 한 질의와 다릅니다'],
    'tokens-not-taken': ['it pays with tokens that are not taken here', '여기서 받지 않는 토큰으로 지불합니다'],
    'no-sealing-key': ['it names no key that offers are sealed to', '제안을 암호화할 키가 적혀 있지 않습니다'],
  },
  TX_MALFORMED: {
    'spends-other': ['it spends something else', '다른 것을 소비합니다'],
    'nothing-locked': ['nothing is locked for this sale', '이 판매에 묶인 것이 없습니다'],
    'no-part-of-sale': ['it is no {part} of a sale', '판매의 {part}이(가) 아닙니다'],
    'terms-changed': ['other terms than were agreed', '합의한 것과 다른 조건입니다'],
    'paid-on': [
      'the tokens were paid on too often; the buyer has them renewed first',
      '토큰이 너무 여러 번 옮겨졌습니다. 구매자가 먼저 갱신해야 합니다',
    ],
    'other-notary': ['the tokens lie with another notary than was said', '토큰이 알려 온 것과 다른 공증인에게 있습니다'],
    'releases-otherwise': ['it releases something else', '다른 것을 내줍니다'],
    'refers-otherwise': ['it refers to another consent or basis than was given', '준 것과 다른 동의나 근거를 참조합니다'],
  },
  WIRE_MALFORMED: {
    'records-too-many': ['it names more than {most} records', '기록이 {most}건을 넘습니다'],
    'no-such-law': [
      'it names no law that keeps what was sold for research',
      '연구용으로 판매한 것을 보관하게 하는 법령이 적혀 있지 않습니다',
    ],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type TradingReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<TradingReasons> = refusing('trading', REASONS)
