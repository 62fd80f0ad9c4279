/**
 * Reading a certificate of our profile, and of no other: X.509 v3 (`x509/`), Ed25519, the attributes and extensions that our issuing
 * gives. Whether a certificate is to be believed is `path.ts`'s business.
 */

import { equal, fromHex, hex } from '../bytes.ts'
import { isAcceptablePoint } from '../crypto/ed25519-rules.ts'
import { sha256 } from '../crypto/hash.ts'
import { isTorsionFree } from '../crypto/portable.ts'
import { type RefuseAs, refusingAs } from '../reasons.ts'
import { Recent } from '../recent.ts'
import { checkName, formatName, type MemberName } from './names.ts'
import { type IdentityReasons, refuse as refuseFor } from './reasons.ts'
import { readX509, USAGE, type X509 } from './x509/certificate.ts'
import { checkDer, contentOf, inside, TAG, valuesIn } from './x509/der.ts'
import type { X500 } from './x509/names.ts'

/** What a key is certified for. `kind` follows a node's certificates down from its CA. */
export const ROLES = [
  'root',
  'doorman',
  'network-map',
  'network-parameters',
  'node-ca',
  'legal-identity',
  'transport',
  'service-identity',
] as const
export type Role = (typeof ROLES)[number]
export const KINDS = ['none', 'person', 'institution', 'notary', 'service'] as const
export type Kind = (typeof KINDS)[number]

/** The role extension: `UTF8String role/kind` under an arc of our own. Never critical, or `openssl verify` refuses it. */
export const ROLE_OID = '2.25.1977201121.1'

/** How many CAs may stand below; undefined for an end entity. */
const PATH_LENGTH: Readonly<Record<Role, number | undefined>> = {
  root: 2,
  doorman: 1,
  'node-ca': 0,
  'network-map': undefined,
  'network-parameters': undefined,
  'legal-identity': undefined,
  transport: undefined,
  'service-identity': undefined,
}
export const pathLengthOf = (role: Role): number | undefined => PATH_LENGTH[role]

/** SubjectPublicKeyInfo of an Ed25519 key is this prefix and 32 bytes (RFC 8410). */
export const SPKI_PREFIX: Uint8Array = fromHex('302a300506032b6570032100')

/** The Ed25519 key in a SubjectPublicKeyInfo. @throws KEY_INVALID for any other algorithm and for weak keys */
export function keyFromSpki(spki: Uint8Array): Uint8Array {
  const prefix = hex(spki.subarray(0, SPKI_PREFIX.length))
  if (spki.length !== SPKI_PREFIX.length + 32 || prefix !== hex(SPKI_PREFIX)) refuseFor('KEY_INVALID', 'only-ed25519')
  const key = spki.slice(SPKI_PREFIX.length)
  if (!isAcceptablePoint(key) || !isTorsionFree(key)) refuseFor('KEY_INVALID', 'weak')
  return key
}

export interface Certificate {
  /** As any X.509 certificate is read. */
  readonly x509: X509
  readonly der: Uint8Array
  readonly serial: string
  readonly subject: MemberName
  readonly subjectText: string
  readonly issuerText: string
  readonly publicKey: Uint8Array
  readonly notBefore: number
  readonly notAfter: number
  readonly role: Role
  readonly kind: Kind
  readonly isCa: boolean
  readonly pathLength: number | undefined
  readonly canSign: boolean
  /** Critical extensions that our issuing does not give. */
  readonly foreignCritical: readonly string[]
  readonly signature: Uint8Array
  readonly tbs: Uint8Array
}

const KNOWN = new Set(['2.5.29.19', '2.5.29.15', '2.5.29.14', '2.5.29.35', ROLE_OID])

/** Reads a certificate of our profile. @throws CERT_REFUSED with the rule that it breaks */
export function readCertificate(der: Uint8Array): Certificate {
  const name = hex(sha256(der))
  const known = recent.get(name)
  if (known) return known
  const read = parseCertificate(der)
  recent.put(name, read)
  return read
}

/** The same few certificates come with every envelope; reading one is a pure function of its bytes, and slow. */
const recent = new Recent<string, Certificate>(1_000)

const refuse: RefuseAs<IdentityReasons, 'CERT_REFUSED'> = refusingAs(refuseFor, 'CERT_REFUSED', {})

const ATTRIBUTES: Readonly<Record<string, 'commonName' | 'organisation' | 'locality' | 'country'>> = {
  '2.5.4.3': 'commonName',
  '2.5.4.10': 'organisation',
  '2.5.4.7': 'locality',
  '2.5.4.6': 'country',
}
const UTF8 = 0x0c
/** UTF8String, PrintableString, IA5String. */
const TEXTS = [UTF8, 0x13, 0x16]

function memberName(name: X500): MemberName {
  const parts: { commonName?: string; organisation?: string; locality?: string; country?: string } = {}
  for (const [attribute, ...more] of name.sets) {
    const key = ATTRIBUTES[attribute?.oid ?? '']
    if (!attribute || more.length > 0 || !TEXTS.includes(attribute.tag)) return refuse('name-form')
    if (!key || parts[key] !== undefined) return refuseFor('NAME_INVALID', 'attributes')
    parts[key] = attribute.text ?? ''
  }
  const { organisation = '', country = '', ...rest } = parts
  return checkName({ organisation, country, ...rest })
}

/** The only signature algorithm: Ed25519 without parameters (RFC 8410). */
const ED25519 = fromHex('300506032b6570')

function parseCertificate(der: Uint8Array): Certificate {
  const x509 = readX509(der)
  if (!equal(x509.algorithm, ED25519)) refuse('algorithm')
  const { extensions, usage = 0 } = x509
  const roleValue = extensions.get(ROLE_OID)?.value.content
  if (roleValue) checkDer(roleValue)
  const [role, kind] = roleValue ? new TextDecoder().decode(contentOf(valuesIn(roleValue)[0], UTF8)).split('/') : []
  if (!ROLES.includes(role as Role) || !KINDS.includes(kind as Kind)) refuse('no-role')
  const subject = memberName(x509.subject)
  return {
    x509,
    der: x509.der,
    serial: hex(x509.serial),
    subject,
    subjectText: formatName(subject),
    issuerText: formatName(memberName(x509.issuer)),
    publicKey: keyFromSpki(x509.spki),
    notBefore: x509.notBefore,
    notAfter: x509.notAfter,
    role: role as Role,
    kind: kind as Kind,
    isCa: x509.isCa,
    pathLength: x509.pathLength,
    canSign: (usage & USAGE.digitalSignature) !== 0,
    foreignCritical: [...extensions].filter(([oid, { critical }]) => critical && !KNOWN.has(oid)).map(([oid]) => oid),
    signature: x509.signature,
    tbs: x509.tbs,
  }
}

/** The signed part of a structure that is signed as certificates are: the first value inside the outer sequence. */
export const tbsOf = (der: Uint8Array): Uint8Array => inside(valuesIn(der)[0], TAG.sequence)[0]?.whole.slice() ?? refuse('nothing-signed')
