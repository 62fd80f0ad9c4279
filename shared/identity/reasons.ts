/** Why what checks names and certificates refuses: for each code its reasons, in English and Korean. */
import { type Refuse, refusing } from '../reasons.ts'

const REASONS = {
  KEY_INVALID: {
    'only-ed25519': ['only Ed25519 keys are certified', 'Ed25519 키만 인증할 수 있습니다'],
    weak: ['the key is weak (small or mixed order)', '약한 키입니다(작거나 섞인 위수)'],
  },
  NAME_INVALID: {
    attributes: ['use CN, O, L and C, each once', 'CN, O, L, C를 한 번씩만 쓰세요'],
    characters: [
      "{field} must be 1 to 64 letters, digits, spaces or . & ' ( ) -",
      "{field}은(는) 글자, 숫자, 빈칸, . & ' ( ) - 만으로 1~64자여야 합니다",
    ],
    'country-code': ['C must be a two-letter country code', 'C는 두 글자 국가 코드여야 합니다'],
  },
  CERT_REFUSED: {
    'name-form': ['its name is not of our form', '이름이 정해진 형식이 아닙니다'],
    algorithm: ['its signature algorithm is not on the allow-list (Ed25519)', '허용되지 않는 서명 알고리즘입니다(Ed25519만 허용)'],
    'no-role': ['it has no known role', '알려진 역할이 없습니다'],
    'nothing-signed': ['it has nothing signed', '서명된 내용이 없습니다'],
    'list-malformed': ['the revocation list is malformed', '폐지 목록의 형식이 잘못되었습니다'],
    'list-unsigned': ['the revocation list is not signed by its issuer', '폐지 목록에 발급자의 서명이 없습니다'],
    'chain-length': ['the chain must have two to four certificates', '인증서 체인은 인증서 2~4개여야 합니다'],
    'other-root': ['the chain does not end in the network root', '인증서 체인이 네트워크의 최상위 인증서로 끝나지 않습니다'],
    'other-role': ['its role is {role}, wanted is {wanted}', '역할이 {role}인데 {wanted}이(가) 필요합니다'],
    'critical-extension': ['it has an unknown critical extension {oid}', '알 수 없는 필수 확장 {oid}이(가) 있습니다'],
    'end-entity': ['an end entity must not be a CA and must be able to sign', '최종 인증서는 CA가 아니면서 서명할 수 있어야 합니다'],
    'issuer-no-ca': ['an issuer is not a CA', '발급자가 CA가 아닙니다'],
    'path-length': ['a CA has the wrong path length', 'CA의 경로 길이가 맞지 않습니다'],
    'last-no-root': ['the last certificate is not a root', '마지막 인증서가 최상위 인증서가 아닙니다'],
    'names-unchained': ['issuer and subject names do not chain', '발급자와 주체의 이름이 이어지지 않습니다'],
    'must-not-issue': ['a {issuer} must not issue a {role}', '{issuer} 인증서로 {role} 인증서를 발급할 수 없습니다'],
    'node-itself': ['a node may certify only itself', '노드는 자기 자신만 인증할 수 있습니다'],
    'no-fresh-list': ['there is no fresh revocation list', '최신 폐지 목록이 없습니다'],
    'list-other-issuer': ['the revocation list is of another issuer', '다른 발급자의 폐지 목록입니다'],
  },
  CSR_REFUSED: {
    'not-der': ['it is not a PKCS#10 request in DER', 'DER로 된 PKCS#10 요청이 아닙니다'],
    'no-role-named': ['it names no known role', '알려진 역할이 적혀 있지 않습니다'],
    'not-ed25519': ['it is not signed with Ed25519', 'Ed25519로 서명되지 않았습니다'],
    'own-signature': ['its own signature does not verify', '요청 자체의 서명이 확인되지 않습니다'],
  },
} as const

/** The codes of these refusals, each with its reasons. */
export type IdentityReasons = typeof REASONS

/** @throws the code, with the id of the reason and what its words need */
export const refuse: Refuse<IdentityReasons> = refusing('identity', REASONS)
