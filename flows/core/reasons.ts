/** Why core refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CAPABILITY_UNREADABLE: {
    'no-capability': ['its default export is no capability', '기본 내보내기가 기능이 아닙니다'],
  },
  CONFIG_INVALID: {
    'setting-one-of': ['the capability has no such setting; it has {known}', '그런 설정이 없습니다. 있는 설정은 {known}입니다'],
    'setting-form': ['it is of another form: {about}', '형식이 다릅니다: {about}'],
  },
  CONTRACT_VIOLATED: {
    'not-installed': ['it is not installed here', '여기에 설치되지 않은 계약입니다'],
    'not-used': ['the network does not use it', '네트워크에서 쓰지 않는 계약입니다'],
    'other-code': [
      'its code is not that of the network: update this node',
      '계약 코드가 네트워크의 것과 다릅니다. 이 노드를 업데이트하세요',
    ],
    'state-form': ['a state of it is of another form', '상태의 형식이 다릅니다'],
    'one-command': ['it needs exactly one command', '명령은 정확히 하나여야 합니다'],
    'move-shape': ['Move stands alone and names a notary', '이동은 홀로 있으며 공증인을 지정해야 합니다'],
    'move-there-already': ['the states lie with that notary already', '상태가 이미 그 공증인에게 있습니다'],
    'move-parts': ['Move has inputs and outputs and nothing else', '이동에는 입력과 출력만 있어야 합니다'],
    'move-count': ['as many states come out as go in', '들어간 상태와 나온 상태의 수가 같아야 합니다'],
    'move-changed': ['a state comes out changed', '상태가 바뀐 채로 나옵니다'],
    'upgrade-shape': ['Upgrade stands alone and names a contract', '업그레이드는 홀로 있으며 계약을 지정해야 합니다'],
    'upgrade-not-installed': ['the contract that it names is not installed here', '지정한 계약이 여기에 설치되지 않았습니다'],
    'upgrade-takes-none': ['the contract that it names takes over no other', '지정한 계약은 다른 계약을 이어받지 않습니다'],
    'upgrade-parts': ['Upgrade has inputs and outputs and nothing else', '업그레이드에는 입력과 출력만 있어야 합니다'],
    'upgrade-other-contract': ['a state is not of the contract that is taken over', '이어받는 계약의 상태가 아닙니다'],
    'upgrade-otherwise': ['a state comes out otherwise than it is converted', '상태가 변환된 것과 다르게 나옵니다'],
    'upgrade-unagreed': ['somebody has not agreed to it whom it concerns', '관련된 당사자가 동의하지 않았습니다'],
  },
  INPUT_INVALID: {
    'true-or-false': ['say true or false', 'true나 false로 답하세요'],
    'text-length': ['a text of at most {most} characters', '최대 {most}자의 글이어야 합니다'],
    'up-to': ['1 to {most}', '1에서 {most}까지입니다'],
    'one-of': ['one of {allowed}', '{allowed} 가운데 하나여야 합니다'],
    'field-one-of': ['one of {allowed}, recordedAt', '{allowed}, recordedAt 가운데 하나여야 합니다'],
    'number-needed': ['a number', '숫자여야 합니다'],
    'kinds-differ': ['a {left} is compared with a {right}', '{left}와(과) {right}을(를) 비교할 수 없습니다'],
    'whole-within': ['a whole number of {least} to {most}', '{least}에서 {most}까지의 정수여야 합니다'],
    'bytes-of': ['{length} bytes', '{length}바이트여야 합니다'],
    'fields-of': ['an object with these fields and no others: {allowed}', '다음 항목만 있는 객체여야 합니다: {allowed}'],
    'page-of-other': ['the `next` of a page of the same question', '같은 질의의 페이지에서 받은 `next`여야 합니다'],
  },
  NOT_ALLOWED: {
    'windows-missed': [
      'of this dealing {count} transactions missed their windows: begin it again',
      '이 진행 건의 거래 {count}건이 시간을 넘겼습니다. 처음부터 다시 시작하세요',
    ],
    'withdrawn-already': ['the {what} is withdrawn already', '이미 철회되었습니다({what})'],
    'not-own-contract': ['the contract {contract} is not one of the capability', '{contract}은(는) 이 기능의 계약이 아닙니다'],
    'not-own-state': ['this node cannot spend the state {place}', '이 노드는 상태 {place}을(를) 쓸 수 없습니다'],
    'two-notaries': ['the states lie with two notaries: move them to one', '상태가 두 공증인에게 나뉘어 있습니다. 한쪽으로 옮기세요'],
    'proposal-parts': [
      'a proposal holds one command of the capability, its states, and nothing else',
      '제안에는 이 기능의 명령 하나와 상태만 있어야 합니다',
    ],
    'not-submitter': ['somebody else submits it than who proposes it', '제안한 쪽이 아닌 다른 쪽이 제출합니다'],
    'state-reserved': ['another flow is about to spend this state', '다른 작업이 이 상태를 쓰려고 합니다'],
  },
  STORE_DAMAGED: {
    'key-gone': ['a key is gone that nobody destroyed', '아무도 파기하지 않은 키가 사라졌습니다'],
    'document-gone': ['a document is gone that nobody erased', '아무도 삭제하지 않은 문서가 사라졌습니다'],
    'document-otherwise': ['a document is not what was written', '문서가 기록한 것과 다릅니다'],
  },
  TX_MALFORMED: {
    'stands-twice': ['{thing} stands twice in it', '{thing} 가운데 같은 것이 두 번 들어 있습니다'],
    'output-other-notary': ['an output names another notary', '출력에 다른 공증인이 적혀 있습니다'],
    'one-submitter': ['exactly one submitter is needed', '제출자는 정확히 하나여야 합니다'],
    'state-unverified': [
      'a state it uses is not known here with a verified answer',
      '검증된 공증 응답과 함께 여기에 알려지지 않은 상태를 사용합니다',
    ],
    'state-other-notary': ['a state it uses is under another notary', '다른 공증인에게 있는 상태를 사용합니다'],
    'state-closed': ['a state it uses does not open', '사용하는 상태가 열리지 않습니다'],
    'types-inputs': ['types and inputs disagree', '유형 목록과 입력이 맞지 않습니다'],
    'visible-otherwise': ['the {part} in V are not those of the components', '공개된 부분의 {part}이(가) 구성 요소의 것과 다릅니다'],
    'types-incomplete': ['types does not name every {part}', '유형 목록에 빠진 {part}이(가) 있습니다'],
    'outputs-owners': ['outputs and owners differ in number', '출력과 소유자의 수가 다릅니다'],
    'component-hidden': ['a component is hidden that a contract needs', '계약에 필요한 구성 요소가 가려져 있습니다'],
    'types-outputs': ['types and outputs disagree', '유형 목록과 출력이 맞지 않습니다'],
    'types-commands': ['types and commands disagree', '유형 목록과 명령이 맞지 않습니다'],
    'lock-twice': ['a lock is opened twice', '같은 잠금이 두 번 공개되었습니다'],
    'lock-otherwise': ['an opened lock is not the one of its output', '공개된 잠금이 그 출력의 것이 아닙니다'],
    'owner-otherwise': ['an output goes to an owner that was not given out for it', '출력이 정해 주지 않은 소유자에게 갑니다'],
  },
  WIRE_MALFORMED: {
    'field-missing': ['{field} is missing', '{field}이(가) 없습니다'],
    'other-message': ['{found} came in its place', '대신 {found}이(가) 왔습니다'],
    'other-form': ['it is of another form', '형식이 다릅니다'],
  },
  DOCUMENT_MISMATCH: {
    'not-registered': ['a record is not in the register', '등록부에 없는 기록이 있습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type CoreReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<CoreReasons> = refusing('core', REASONS)
