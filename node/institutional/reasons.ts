/** Why institution refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '@hdms/shared/reasons.ts'

const REASONS = {
  CONFIG_INVALID: {
    'no-scope': [
      '{scope} is no scope; write system/Observation.rs',
      '{scope}은(는) 권한 범위가 아닙니다. system/Observation.rs처럼 적으세요',
    ],
    'clients-form': [
      'a JSON list of clients: name, token ("sha256:…") and scopes of each',
      '클라이언트의 이름, 토큰("sha256:…"), 권한 범위가 든 JSON 목록이어야 합니다',
    ],
    'no-folder': ['there is no such folder', '그런 폴더가 없습니다'],
    'not-json': ['{file} is not JSON', '{file}은(는) JSON이 아닙니다'],
    'no-profile': ['there is no profile (StructureDefinition-*.json) in it', '프로파일(StructureDefinition-*.json)이 없습니다'],
    'port-needed': ['say the port: mllp://host:port', '포트를 적으세요: mllp://host:port'],
    'cannot-listen': ['{host}:{port} cannot be listened on', '{host}:{port}에서 연결을 받을 수 없습니다'],
    'his-address-form': [
      'it is mllp://host:port, mllps://host:port or http(s)://host:port/path',
      'mllp://host:port, mllps://host:port 또는 http(s)://host:port/path 형식이어야 합니다',
    ],
  },
  HIS_PROTOCOL: {
    'type-expected': ['a {type} is expected', '{type}이(가) 와야 합니다'],
    'transaction-expected': ['a transaction Bundle is expected', 'transaction Bundle이 와야 합니다'],
    missing: ['{field} is missing', '{field}이(가) 없습니다'],
    'transaction-empty': ['the transaction is empty', 'transaction이 비어 있습니다'],
    'entry-method': ['entry {entry} must be a POST or a PUT', 'entry {entry}은(는) POST나 PUT이어야 합니다'],
    'entry-type': ['entry {entry} holds a {type}; taken are {taken}', 'entry {entry}에 {type}이(가) 있습니다. 받는 것은 {taken}입니다'],
    'attachment-missing': [
      'content.attachment.data, the document, is missing in {where}',
      '{where}에 문서(content.attachment.data)가 없습니다',
    ],
    'task-input': ['Task.input must name FHIR resource types as items', 'Task.input에는 FHIR 자원 유형을 항목으로 적어야 합니다'],
    'task-status': ['Task.status must be accepted or rejected', 'Task.status는 accepted나 rejected여야 합니다'],
    'patient-identifier': ['Patient.identifier is missing', 'Patient.identifier가 없습니다'],
    'resource-no-object': ['a resource is not an object', '자원이 객체가 아닙니다'],
    'ccda-no-patient': ['the C-CDA does not name its patient by an identifier', 'C-CDA에 환자 식별자가 없습니다'],
    'ccda-refused': ['the C-CDA is refused at {path}: {detail}', 'C-CDA가 {path}에서 거부되었습니다: {detail}'],
    'not-base64': ['{where} is not base64', '{where}이(가) base64가 아닙니다'],
    'not-utf8': ['it is not UTF-8 as MSH-18 says', 'MSH-18에 적힌 UTF-8이 아닙니다'],
    'other-characters': [
      'its characters are not {set}; say the set in MSH-18',
      '문자가 {set}이(가) 아닙니다. MSH-18에 문자 집합을 적으세요',
    ],
    'two-bytes': [
      'its characters are not {set} as MSH-18 says, but of two bytes each',
      '문자가 MSH-18에 적힌 {set}이(가) 아니라 2바이트 문자입니다',
    ],
    'set-unknown': ['the character set {set} (MSH-18) is not known', '문자 집합 {set}(MSH-18)을(를) 알 수 없습니다'],
    'characters-cut': ['its characters are not whole {set}', '{set} 문자가 온전하지 않습니다'],
    'no-txa': ['there is no TXA', 'TXA가 없습니다'],
    'file-nameless': ['the file in OBX {obx} has no name (OBX-3)', 'OBX {obx}의 파일에 이름(OBX-3)이 없습니다'],
    'not-hex': ['{where} is not hexadecimal', '{where}이(가) 16진수가 아닙니다'],
    'encoding-unknown': ['the encoding of {where} must be Base64, Hex or A', '{where}의 인코딩은 Base64, Hex 또는 A여야 합니다'],
    'order-unknown': ['the order number is not known here', '여기서 알 수 없는 오더 번호입니다'],
    'no-msh': ['it does not begin with MSH', 'MSH로 시작하지 않습니다'],
    'no-pid': ['the patient (PID) is missing', '환자(PID)가 없습니다'],
    'decision-on-one': [
      'the order is not clear: a decision is on one',
      '오더가 분명하지 않습니다. 결정은 오더 하나에 대한 것이어야 합니다',
    ],
    'decision-code': ['the decision (ORC-1) must be OK or UA', '결정(ORC-1)은 OK나 UA여야 합니다'],
    'query-profile': ['the query profile (QPD-1) must be HDMS_DATA', '질의 프로파일(QPD-1)은 HDMS_DATA여야 합니다'],
    'query-items': ['the items (QPD-5) must be FHIR resource types', '항목(QPD-5)은 FHIR 자원 유형이어야 합니다'],
    'query-days': ['the days (QPD-6) must be 1 to 3650', '일수(QPD-6)는 1에서 3650까지여야 합니다'],
    'link-pairs': ['patients are linked and unlinked two by two (PID)', '환자 연결과 연결 해제는 둘씩(PID) 해야 합니다'],
    'merge-identifiers': [
      'a merge names the surviving identifier in PID-3 and the prior in MRG-1',
      '병합에는 남는 식별자(PID-3)와 이전 식별자(MRG-1)를 적어야 합니다',
    ],
    'merge-mrg': ['a merge has an MRG segment', '병합에는 MRG 세그먼트가 있어야 합니다'],
    fragment: [
      'the message is continued in another one (MSH-14, DSC, ADD); send it whole',
      '메시지가 다른 메시지로 이어집니다(MSH-14, DSC, ADD). 전체를 한 번에 보내세요',
    ],
    'not-asked-value': [
      'OBX {obx} says that it was not asked for (N) and has a value',
      'OBX {obx}이(가) 요청되지 않았다고(N) 하면서 값이 있습니다',
    ],
    'file-empty': ['OBX-5 of OBX {obx} names a file and brings none', 'OBX {obx}의 OBX-5에 파일이 있다고 하지만 내용이 없습니다'],
    'result-nameless': ['the result in {where} has no name (OBX-3)', '{where}의 결과에 이름(OBX-3)이 없습니다'],
    'time-malformed': ['the time in {where} is not a time', '{where}의 시각이 올바르지 않습니다'],
    'line-no-segment': [
      'line {line} is no segment: a line end stands inside a field',
      '{line}번째 줄은 세그먼트가 아닙니다. 필드 안에 줄바꿈이 있습니다',
    ],
    'no-obr': ['there is no OBR', 'OBR이 없습니다'],
    'orphan-result': ['there is a note or a result without an OBR that it could be of', '속할 OBR이 없는 메모나 결과가 있습니다'],
    'obr-nameless': ['OBR {obr} does not say what it is of (OBR-4)', 'OBR {obr}에 무엇의 결과인지(OBR-4) 적혀 있지 않습니다'],
    'field-missing': ['{what} ({segment}-{field}) is missing', '{what}({segment}-{field})이(가) 없습니다'],
    'no-valid-fhir': ['{where} would be no valid FHIR: {path}: {detail}', '{where}은(는) 올바른 FHIR가 되지 않습니다: {path}: {detail}'],
    'status-unknown': ['the result status {status} (OBX-11) is not known', '결과 상태 {status}(OBX-11)을(를) 알 수 없습니다'],
    'order-undecided': ['the order is not decided on yet', '오더가 아직 결정되지 않았습니다'],
    'order-refused': ['the order was refused', '거절된 오더입니다'],
    'order-other-patient': ['the order is of another patient', '다른 환자의 오더입니다'],
    'no-patient-id': ['the patient identifier (PID-3) is missing', '환자 식별자(PID-3)가 없습니다'],
    'decided-otherwise': [
      'the order was decided otherwise before; end it by a cancellation',
      '전에 다르게 결정된 오더입니다. 취소로 끝내세요',
    ],
    'merge-authorities': [
      'the prior and the surviving identifier are of different authorities or kinds',
      '이전 식별자와 남는 식별자의 발급 기관이나 종류가 다릅니다',
    ],
    'merge-undone': [
      'a merge is not taken apart by a message; an operator has to find out which order is whose',
      '병합은 메시지로 되돌릴 수 없습니다. 운영자가 어느 오더가 누구의 것인지 확인해야 합니다',
    ],
    'result-too-large': [
      'the result of the order would be larger than {most} MiB with its files',
      '파일을 포함한 오더의 결과가 {most}MiB를 넘습니다',
    ],
    'correction-ambiguous': [
      'a corrected result may be of several that were sent; it needs the time, filler number or sub-id of its own',
      '정정된 결과가 보낸 여러 결과에 해당할 수 있습니다. 시각, 수행 번호 또는 하위 식별자로 구분하세요',
    ],
  },
  INPUT_INVALID: {
    'not-empty': ['it is not empty; move what is there away first', '비어 있지 않습니다. 먼저 있는 것을 옮기세요'],
    'no-file': ['there is no such file', '그런 파일이 없습니다'],
    'archive-key-gone': [
      'it is not there: an erasure after this archive destroyed it. Take the newest archive',
      '이 백업 뒤의 삭제로 파기되어 없습니다. 가장 최근 백업을 쓰세요',
    ],
    'no-parameters': ['it is no Parameters resource', 'Parameters 자원이 아닙니다'],
    'date-or-time-form': [
      'it is a date or time, as 2026-11-21 or 2026-11-21T09:30:00+09:00',
      '2026-11-21이나 2026-11-21T09:30:00+09:00처럼 날짜나 시각을 적으세요',
    ],
    'whole-number': ['it is a whole number up to {most}', '{most}까지의 정수여야 합니다'],
    'date-or-time': ['it is a date or time', '날짜나 시각이어야 합니다'],
    'patients-by': ['patients are found by {by}', '환자는 {by}(으)로 찾습니다'],
    'search-by': ['search by {by}', '{by}(으)로 찾으세요'],
    'must-be-type': ['it must be a {type}', '{type}이어야 합니다'],
    'resource-needed': ['give the resource, or Parameters with one', '자원이나 자원이 든 Parameters를 보내세요'],
    'day-form': ['write it as 2026-05-01', '2026-05-01처럼 적으세요'],
    whole: ['a whole number', '정수여야 합니다'],
    'list-needed': ['send a list', '목록을 보내세요'],
    'detail-form': ['say day, month or none', 'day, month, none 가운데 하나를 적으세요'],
    'number-needed': ['a number', '숫자여야 합니다'],
    'outcome-form': ['say deleted or retained', 'deleted나 retained를 적으세요'],
    'law-needed': ['name the law by which they are kept', '보관의 근거 법령을 적으세요'],
  },
  NOT_ALLOWED: {
    'scope-needed': ['the scope system/{type}.{act} is needed', 'system/{type}.{act} 권한이 필요합니다'],
    'token-needed': ['this needs a token of a client of this node', '이 노드에 등록된 클라이언트의 토큰이 필요합니다'],
    'write-scope-needed': ['a scope to create or update is needed', '만들거나 고칠 수 있는 권한이 필요합니다'],
    'follow-up-sold': ['follow-up data are of people who sold', '후속 데이터는 판매한 사람에게서만 받습니다'],
    'answer-chosen': ['one of these answers was chosen before', '이미 고른 응답이 들어 있습니다'],
    'units-short': [
      'there are {free} units, and {needed} are needed: buy more of the issuer first',
      '수량이 {free}인데 {needed}이(가) 필요합니다. 먼저 발행자에게서 더 구입하세요',
    ],
    'nothing-of-person': ['nothing of this person is here', '이 사람의 것이 여기에 없습니다'],
    'keep-law-only': [
      'only what a law has kept is kept: with keep-records = law, on the basis {basis}',
      '법령이 보관하게 한 것만 보관합니다. keep-records = law로 설정하고 근거를 {basis}(으)로 적으세요',
    ],
  },
  QUERY_REFUSED: {
    'other-question-counted': ['another question was counted', '다른 질의를 집계했습니다'],
  },
  STORE_FAILED: {
    'archive-unwritten': ['the archive could not be written', '백업 파일을 쓸 수 없었습니다'],
    'archive-damaged': ['the archive is damaged; take another one', '백업 파일이 손상되었습니다. 다른 백업을 쓰세요'],
    'too-many-wait': ['too many messages wait for the decision on one order', '한 오더의 결정을 기다리는 메시지가 너무 많습니다'],
    'shelf-full': [
      'there is no room for more messages that wait; look at them',
      '대기 메시지를 더 둘 자리가 없습니다. 쌓인 메시지를 확인하세요',
    ],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type InstitutionReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<InstitutionReasons> = refusing('institution', REASONS)
