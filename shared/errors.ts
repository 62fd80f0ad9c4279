/**
 * Every refusal of HDMS is a code with typed metadata. `fault` says whose mistake it is, `retry` whether the same call
 * can succeed later without anything being changed. Metadata never holds personal data: it goes to logs and peers. Why a check refused is a
 * reason of the folder that refuses (shared/reasons.ts).
 */
import { fillIn, type Placeholders, type ReasonLanguage, saying } from './words.ts'

export type Fault = 'caller' | 'peer' | 'unavailable' | 'bug'
/**
 * Fault, whether to try again, and what happened with what to do, in English and Korean. `{name}` is replaced from the metadata.
 */
export const ERRORS = {
  BUG: ['bug', false, 'An internal error ({what}). Report it with its id.', '내부 오류입니다({what}). 식별자와 함께 알려 주세요.'],
  WIRE_MALFORMED: [
    'peer',
    false,
    'Received bytes are not a valid {what}: {why}. Send it again in the documented form.',
    '받은 데이터가 올바른 {what} 형식이 아닙니다: {why}. 정해진 형식으로 다시 보내 주세요.',
  ],
  WIRE_TOO_LARGE: [
    'caller',
    false,
    '{what} is larger than the limit of {limit} bytes. Send less at once.',
    '{what}의 크기가 한도 {limit}바이트를 넘습니다. 나누어 보내 주세요.',
  ],
  KEY_INVALID: [
    'peer',
    false,
    'A key was refused: {why}. Make a new one and use that.',
    '키가 거부되었습니다: {why}. 키를 새로 만들어 쓰세요.',
  ],
  SIGNATURE_INVALID: [
    'peer',
    false,
    'The signature on {what} does not verify. Do not trust it; ask the sender again.',
    '{what}의 서명이 확인되지 않습니다. 신뢰하지 말고 보낸 쪽에 다시 요청하세요.',
  ],
  ENVELOPE_REFUSED: [
    'peer',
    false,
    'A sealed message was refused: {why}. The sender has to seal it again for the current key.',
    '암호화된 메시지가 거부되었습니다: {why}. 현재 키로 다시 암호화해야 합니다.',
  ],
  CERT_REFUSED: [
    'peer',
    false,
    'A certificate was refused: {why}. Get a valid one from the doorman.',
    '인증서가 거부되었습니다: {why}. 도어맨에서 유효한 인증서를 받으세요.',
  ],
  CERT_REVOKED: [
    'peer',
    false,
    'The certificate was revoked. Its owner has to be admitted again by the doorman.',
    '폐지된 인증서입니다. 도어맨에서 다시 승인받아야 합니다.',
  ],
  NAME_INVALID: [
    'caller',
    false,
    'The X.500 name was refused: {why}. Correct the name and ask again.',
    'X.500 이름이 거부되었습니다: {why}. 이름을 고쳐 다시 요청하세요.',
  ],
  CSR_REFUSED: ['caller', false, 'The certificate request was refused: {why}.', '인증서 요청이 거부되었습니다: {why}.'],
  NOT_FOUND: ['caller', false, 'There is no such {what}. Check the identifier.', '{what}을(를) 찾을 수 없습니다. 식별자를 확인하세요.'],
  NODE_LOCKED: ['unavailable', true, 'The node is locked. Open it with its passphrase.', '노드가 잠겨 있습니다. 암호로 열어 주세요.'],
  STORAGE_REFUSED: [
    'caller',
    false,
    'The browser gives this page no place to keep data. Use a normal window, allow site data, and reload.',
    '브라우저가 이 페이지에 저장 공간을 주지 않습니다. 시크릿 창이 아닌 일반 창에서 사이트 데이터를 허용한 뒤 새로고침해 주세요.',
  ],
  STORAGE_LOST: [
    'caller',
    false,
    'The browser has deleted data of this node. The keys alone cannot bring them back: start over with an invitation and ask your hospitals again.',
    '브라우저가 이 노드의 데이터를 지웠습니다. 키만으로는 되살릴 수 없습니다. 새 초대로 다시 시작하고 병원에 기록을 다시 요청해 주세요.',
  ],
  STORAGE_DAMAGED: [
    'caller',
    false,
    'What this device keeps of this node is damaged, or of an earlier time. Nothing was changed. Reload the page; if it stays so, start over with an invitation and ask your hospitals again.',
    '이 기기에 저장된 노드 데이터가 손상되었거나 이전 시점의 것입니다. 아무것도 바꾸지 않았습니다. 페이지를 새로고침해 보고, 계속되면 새 초대로 다시 시작하여 병원에 기록을 다시 요청해 주세요.',
  ],
  SHOE_REFUSED: [
    'peer',
    false,
    'The shoe was refused ({why}). Nothing is lost: see docs/gait.md for what each reason asks you to do.',
    '신발 데이터가 거부되었습니다({why}). 사라진 것은 없습니다. 사유별 조치는 docs/gait.md를 보세요.',
  ],
  CLOCK_WRONG: [
    'caller',
    false,
    "This device's clock is off by {minutes} minutes. Set date and time to automatic and try again; nothing is lost.",
    '이 기기의 시계가 {minutes}분 어긋나 있습니다. 날짜와 시간을 자동으로 맞춘 뒤 다시 시도해 주세요. 잃어버린 것은 없습니다.',
  ],
  PASSPHRASE_WRONG: [
    'caller',
    false,
    'This passphrase does not open the key store. Try again; without it nobody can open it.',
    '암호가 맞지 않습니다. 다시 입력해 주세요. 이 암호가 없으면 아무도 열 수 없습니다.',
  ],
  NOT_ALLOWED: ['caller', false, 'Not allowed: {why}.', '허용되지 않습니다: {why}.'],
  CONCEPT_UNKNOWN: [
    'caller',
    false,
    'No concept is called {concept}. Look for one with "hdms concepts WORDS".',
    '{concept}(이)라는 개념이 없습니다. "hdms concepts 낱말"로 찾아보세요.',
  ],
  UNIT_UNKNOWN: [
    'caller',
    false,
    '{unit} is not a unit of {concept}; use one of {units}.',
    '{unit}은(는) {concept}의 단위가 아닙니다. {units} 가운데 하나를 쓰세요.',
  ],
  BUDGET_SPENT: ['caller', false, 'This question is not counted: {why}.', '이 질문은 집계하지 않습니다: {why}.'],
  OFFER_REFUSED: [
    'peer',
    false,
    'The offered data are refused: {why}. Nothing was paid; ask somebody else.',
    '제안된 데이터를 받지 않습니다: {why}. 지불된 것은 없습니다. 다른 사람에게 요청하세요.',
  ],
  PURPOSE_REFUSED: [
    'peer',
    false,
    'The data may not be used for this: {why}. Nothing was paid for, and no key was let go.',
    '이 목적으로는 데이터를 쓸 수 없습니다: {why}. 지불된 것도, 전달된 키도 없습니다.',
  ],
  QUERY_REFUSED: ['caller', false, 'The query is refused: {why}.', '질의가 거절되었습니다: {why}.'],
  INPUT_INVALID: ['caller', false, '{what} is not valid: {why}.', '{what}이(가) 올바르지 않습니다: {why}.'],
  CONFIG_INVALID: [
    'caller',
    false,
    'The setting {name} is not valid: {why}. Correct it and start again.',
    '설정 {name}이(가) 올바르지 않습니다: {why}. 고친 뒤 다시 시작하세요.',
  ],
  CAPABILITY_TWICE: [
    'caller',
    false,
    'The capability {capability} is there twice. Name it once.',
    '기능 {capability}이(가) 두 번 들어 있습니다. 한 번만 적으세요.',
  ],
  CAPABILITY_MISSING: [
    'caller',
    false,
    'The capability {capability} needs {needs}, which is not there. Add {needs}, or leave {capability} out.',
    '기능 {capability}에 필요한 {needs}이(가) 없습니다. {needs}을(를) 더하거나 {capability}을(를) 빼세요.',
  ],
  CAPABILITY_UNKNOWN: [
    'caller',
    false,
    'This node has no capability {capability}. It has {known}.',
    '이 노드에는 기능 {capability}이(가) 없습니다. 있는 기능은 {known}입니다.',
  ],
  CAPABILITY_VERSION: [
    'caller',
    false,
    'The capability {capability} needs {needs} in version {version}; here is version {found}. Use versions that go together.',
    '기능 {capability}에는 {needs} 버전 {version}이(가) 필요하지만 여기에는 버전 {found}이(가) 있습니다. 서로 맞는 버전을 쓰세요.',
  ],
  CAPABILITY_CIRCLE: [
    'caller',
    false,
    'The capability {capability} needs itself, by way of {needs}. One of the two has to do without the other.',
    '기능 {capability}이(가) {needs}을(를) 거쳐 자기 자신을 필요로 합니다. 둘 중 하나는 다른 하나 없이 동작해야 합니다.',
  ],
  CAPABILITY_CLASH: [
    'caller',
    false,
    'The capability {capability} brings {what}, which belongs to {other}. Leave one of them out.',
    '기능 {capability}의 {what}은(는) {other}의 것입니다. 둘 중 하나를 빼세요.',
  ],
  CAPABILITY_INVALID: [
    'caller',
    false,
    'The capability {capability} is not valid at {what}. Correct it there.',
    '기능 {capability}의 {what} 항목이 올바르지 않습니다. 그곳을 고치세요.',
  ],
  CAPABILITY_UNREADABLE: [
    'caller',
    false,
    'The capability {capability} cannot be loaded: {why}. Correct it there.',
    '기능 {capability}을(를) 불러올 수 없습니다: {why}. 그곳을 고치세요.',
  ],
  CAPABILITY_HASH: [
    'caller',
    false,
    'The files of the capability {capability} have the hash {found}, and {known} is known here. Install the one that is known, or write the new hash down after you have looked at it.',
    '기능 {capability}의 파일 해시는 {found}인데 여기에 알려진 것은 {known}입니다. 알려진 것을 설치하거나, 살펴본 뒤 새 해시를 적으세요.',
  ],
  CAPABILITY_PEER: [
    'peer',
    false,
    '{peer} runs the capability {capability} as {found}, and {known} is known here. Both have to install the same.',
    '{peer}의 기능 {capability}은(는) {found}인데 여기에 알려진 것은 {known}입니다. 양쪽에 같은 것을 설치해야 합니다.',
  ],
  QUESTION_UNKNOWN: [
    'bug',
    false,
    'The flow asks {question}, which no capability of this node brings; known are {known}. It is kept until one does.',
    '흐름이 묻는 {question}을(를) 이 노드의 어느 기능도 알지 못합니다. 아는 질문은 {known}입니다. 아는 기능이 생길 때까지 보관합니다.',
  ],
  KEY_FILE_MODE: [
    'caller',
    false,
    'The key file can be read by others (mode {mode}). Run: chmod 600 on it.',
    '다른 사용자가 키 파일을 읽을 수 있습니다(모드 {mode}). chmod 600을 실행하세요.',
  ],
  SERVICE_UNAVAILABLE: [
    'unavailable',
    true,
    'The {service} does not answer. It is tried again; nothing is lost.',
    '{service}이(가) 응답하지 않습니다. 다시 시도하며 잃는 것은 없습니다.',
  ],
  ANSWER_UNPROVEN: [
    'unavailable',
    true,
    'The {service} answered with something that proves nothing ({code}). It is asked again; nothing is lost.',
    '{service}의 응답({code})은 아무것도 증명하지 않습니다. 다시 물으며 잃는 것은 없습니다.',
  ],
  BUSY: [
    'unavailable',
    true,
    'The {service} is busy. Try again in {seconds} seconds.',
    '{service}이(가) 바쁩니다. {seconds}초 후 다시 시도하세요.',
  ],
  STORE_FAILED: [
    'unavailable',
    true,
    'The store could not write ({why}). Free space or repair the disk, then start again.',
    '저장소에 쓸 수 없습니다({why}). 공간을 확보하거나 디스크를 고친 뒤 다시 시작하세요.',
  ],
  STORE_DAMAGED: [
    'caller',
    false,
    'The store {store} is not as it was left: {why}. Nothing was changed in it. {remedy}',
    '저장소 {store}이(가) 마지막으로 기록한 상태와 다릅니다: {why}. 아무것도 바꾸지 않았습니다. {remedy}',
  ],
  DATA_GONE: [
    'caller',
    false,
    'The data folder is empty, but {where} is not. Run "restore" first; to start over, move {where} away.',
    '데이터 폴더가 비어 있지만 {where}에는 데이터가 있습니다. 먼저 "restore"를 실행하세요. 새로 시작하려면 {where}을(를) 옮기세요.',
  ],
  STORE_NEWER: [
    'caller',
    false,
    'The store was written by a newer version ({store}; this program knows {known}). Start that version, or restore a backup.',
    '저장소가 더 새로운 버전에서 기록되었습니다({store}, 이 프로그램은 {known}까지). 그 버전으로 시작하거나 백업을 복원하세요.',
  ],
  MAP_REFUSED: [
    'peer',
    false,
    'The network map was refused: {why}. The last known map stays in use.',
    '네트워크 맵이 거부되었습니다: {why}. 마지막 맵을 계속 사용합니다.',
  ],
  PARAMETERS_REFUSED: [
    'caller',
    false,
    'Network parameters of epoch {epoch} are in force that were not accepted here ({changes}). If you accept them, set accept-parameters = "{hash}" and start again.',
    '여기서 수락하지 않은 네트워크 매개변수(에포크 {epoch}: {changes})가 발효되었습니다. 수락하려면 accept-parameters = "{hash}"로 설정하고 다시 시작하세요.',
  ],
  PLATFORM_OLD: [
    'caller',
    false,
    'The network wants platform version {wanted}; this program has {version}. Update it and start again.',
    '네트워크는 플랫폼 버전 {wanted}을(를) 요구하지만 이 프로그램은 {version}입니다. 업데이트한 뒤 다시 시작하세요.',
  ],
  PARAMETERS_UNKNOWN: [
    'caller',
    false,
    'The network parameters of the transaction are not in force. Fetch the network map and build it again.',
    '거래의 네트워크 매개변수가 유효하지 않습니다. 네트워크 맵을 받아 다시 만드세요.',
  ],
  NOTARY_DISTRUSTED: [
    'unavailable',
    true,
    'This node no longer trusts the notary {notary}: {why}. Nothing is lost; what waits goes on once it is decided ("hdms evidence").',
    '이 노드는 공증인 {notary}을(를) 더 이상 신뢰하지 않습니다: {why}. 잃은 것은 없으며, 결정이 내려지면 기다리던 일이 계속됩니다("hdms evidence").',
  ],
  EVIDENCE_REFUSED: [
    'caller',
    false,
    'The file is no evidence against a notary: {why}.',
    '이 파일은 공증인에 대한 증거가 아닙니다: {why}.',
  ],
  TX_MALFORMED: ['peer', false, 'A transaction was refused: {why}.', '거래가 거부되었습니다: {why}.'],
  TX_WITNESS: ['peer', false, 'The right to spend was not shown: {why}.', '지출 권한이 증명되지 않았습니다: {why}.'],
  TX_WINDOW: [
    'caller',
    false,
    "The notary's time {now} is outside [{from}, {until}). Build the transaction again.",
    '공증 시각 {now}이(가) [{from}, {until}) 밖입니다. 거래를 다시 만드세요.',
  ],
  TX_CONFLICT: [
    'peer',
    false,
    'Something the transaction uses is already spent ({count}). It was not committed.',
    '거래가 쓰는 항목이 이미 사용되었습니다({count}). 기록되지 않았습니다.',
  ],
  CONTRACT_VIOLATED: [
    'peer',
    false,
    'The contract {contract} refuses the transaction: {why}.',
    '계약 {contract}이(가) 거래를 거부했습니다: {why}.',
  ],
  CONTRACT_FAILED: [
    'bug',
    false,
    'The contract {contract} gave no verdict: {why}. What waits for it is kept until it does.',
    '계약 {contract}이(가) 판정하지 못했습니다: {why}. 기다리던 일은 판정할 수 있을 때까지 보관됩니다.',
  ],
  IMPORT_WHOSE: [
    'caller',
    false,
    'It is not certain that this file is about you ({verdict}: {why}). Say whose it is, and import it again.',
    '이 파일이 본인의 것인지 확실하지 않습니다({verdict}: {why}). 누구의 것인지 밝히고 다시 가져오세요.',
  ],
  DOCUMENT_INVALID: ['caller', false, 'The document was refused at {path}: {why}.', '문서가 {path}에서 거부되었습니다: {why}.'],
  DOCUMENT_MISMATCH: [
    'peer',
    false,
    'The data does not match its verification key: {why}. It was not stored.',
    '데이터가 검증 키와 일치하지 않습니다: {why}. 저장하지 않았습니다.',
  ],
  REGISTER_REFUSED: ['peer', false, 'The register of verification keys refuses: {why}.', '검증 키 등록부가 거부했습니다: {why}.'],
  MAILBOX_REFUSED: ['caller', false, 'The mailbox refuses: {why}.', '우편함이 거부했습니다: {why}.'],
  QUOTA: ['caller', true, 'Too many requests. Try again in {seconds} seconds.', '요청이 너무 많습니다. {seconds}초 후 다시 시도하세요.'],
  FLOW_UNKNOWN: [
    'peer',
    false,
    'The flow {flow} is not installed at the other side. Known: {known}.',
    '상대 노드에 플로 {flow}이(가) 없습니다. 사용 가능: {known}.',
  ],
  FLOW_VERSION: [
    'peer',
    false,
    'Version {version} of {flow} is not known. Known: {known}.',
    '{flow}의 버전 {version}을(를) 알 수 없습니다. 사용 가능: {known}.',
  ],
  FLOW_INCOMPATIBLE: [
    'bug',
    false,
    'The code of the flow changed under it at {at}. It is kept; start the version that it began with.',
    '실행 중 플로 코드가 {at}에서 바뀌었습니다. 보관되며, 시작한 버전으로 실행하세요.',
  ],
  FLOW_KILLED: ['caller', false, 'The flow was ended by the operator.', '운영자가 플로를 종료했습니다.'],
  SESSION_ENDED: ['peer', false, 'The other side ended the conversation early.', '상대방이 대화를 먼저 끝냈습니다.'],
  SESSION_TIMEOUT: ['unavailable', false, 'The other side did not answer in time.', '상대방이 제시간에 응답하지 않았습니다.'],
  PEER_ERROR: ['peer', false, 'The other side stopped: {message} ({id})', '상대방이 중단했습니다: {message} ({id})'],
  REFUSED: ['peer', false, 'Refused by {by}: {reason}', '{by}이(가) 거절했습니다: {reason}'],
  CONSENT_SPENT: [
    'peer',
    false,
    'The consent was withdrawn. Nothing is handed over; received data is destroyed.',
    '동의가 철회되었습니다. 아무것도 전달하지 않으며 받은 데이터는 파기합니다.',
  ],
  CONSENT_EXPIRED: [
    'peer',
    false,
    'The consent has ended. Nothing is handed over; received data is destroyed. Ask for a new consent.',
    '동의 기간이 끝났습니다. 아무것도 전달하지 않으며 받은 데이터는 파기합니다. 새 동의를 요청하세요.',
  ],
  RECORDS_GONE: [
    'caller',
    false,
    'Some of these records were erased or replaced meanwhile. They are not let go; what still stands can be sealed anew.',
    '그 사이 일부 기록이 삭제되거나 대체되었습니다. 그 기록은 나가지 않으며, 남은 기록은 다시 암호화해 보낼 수 있습니다.',
  ],
  HIS_REFUSED: ['peer', false, 'The hospital information system refuses: {reason}', '병원정보시스템이 거절했습니다: {reason}'],
  HIS_PROTOCOL: [
    'peer',
    true,
    'The hospital information system sent something that cannot be used: {why}.',
    '병원정보시스템이 보낸 메시지를 사용할 수 없습니다: {why}.',
  ],
} as const

export type ErrorCode = keyof typeof ERRORS
export type ErrorData = Readonly<Record<string, string | number>>

export class HdmsError extends Error {
  readonly code: ErrorCode
  readonly data: ErrorData

  constructor(code: ErrorCode, data: ErrorData = {}, cause?: unknown) {
    super(describe(code, data, 'en'), cause === undefined ? undefined : { cause })
    this.name = 'HdmsError'
    this.code = code
    this.data = saying(data)
  }

  get fault(): Fault {
    return ERRORS[this.code][0]
  }
  get retry(): boolean {
    return ERRORS[this.code][1]
  }
}

/** The sentence for a person, in their language. */
export function describe(code: ErrorCode, data: ErrorData, language: ReasonLanguage): string {
  return fillIn(ERRORS[code][language === 'en' ? 2 : 3], data, language)
}

/** Metadata that fills every placeholder of the code's sentence. */
type Filled<C extends ErrorCode> = Readonly<Record<Placeholders<(typeof ERRORS)[C][2]>, string | number>> & ErrorData

export function fail<C extends ErrorCode>(
  code: C,
  ...[data, cause]: [Placeholders<(typeof ERRORS)[C][2]>] extends [never]
    ? [data?: ErrorData, cause?: unknown]
    : [data: Filled<C>, cause?: unknown]
): never {
  throw new HdmsError(code, data ?? {}, cause)
}

/** Whether it was made by this class, or by that of another copy of this module, which a capability of another party brings along. */
const isRefusal = (error: unknown): error is Pick<HdmsError, 'code' | 'data'> =>
  error instanceof Error && error.name === 'HdmsError' && 'code' in error && 'data' in error && isErrorCode(String(error.code))

/** Whatever was thrown, as an HdmsError; a foreign error becomes BUG and keeps its name only. */
export function asHdmsError(error: unknown): HdmsError {
  if (error instanceof HdmsError) return error
  if (isRefusal(error)) return new HdmsError(error.code, error.data)
  return new HdmsError('BUG', { what: error instanceof Error ? error.name : typeof error }, error)
}

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(ERRORS, code)
}
