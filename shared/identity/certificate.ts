/**
 * Reading a certificate of our profile, and of no other: X.509 v3, Ed25519, the attributes and extensions that our issuing gives. The
 * strict reader is short because the profile is; a library that reads every certificate takes a phone longer to load than all the
 * reading. Whether a certificate is to be believed is `path.ts`'s business.
 */
import { equal, fromHex, hex } from '../bytes.ts'
import { isAcceptableKey } from '../crypto/ed25519-rules.ts'
import { sha256 } from '../crypto/hash.ts'
import { isTorsionFree } from '../crypto/portable.ts'
import { fail } from '../errors.ts'
import { checkDer } from './der.ts'
import { checkName, formatName, type MemberName } from './names.ts'

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
  if (spki.length !== SPKI_PREFIX.length + 32 || prefix !== hex(SPKI_PREFIX))
    fail('KEY_INVALID', { why: 'only Ed25519 keys are certified' })
  const key = spki.slice(SPKI_PREFIX.length)
  if (!isAcceptableKey(key) || !isTorsionFree(key)) fail('KEY_INVALID', { why: 'the key is weak (small or mixed order)' })
  return key
}

export interface Certificate {
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
  readonly canSignCertificates: boolean
  readonly canSign: boolean
  readonly unknownCritical: readonly string[]
  readonly signature: Uint8Array
  readonly tbs: Uint8Array
}

const KNOWN = new Set(['2.5.29.19', '2.5.29.15', '2.5.29.14', '2.5.29.35', ROLE_OID])

/** Reads a certificate of our profile. @throws CERT_REFUSED with the rule that it breaks */
export function readCertificate(der: Uint8Array): Certificate {
  const name = hex(sha256(der))
  const known = recent.get(name)
  if (known) return known
  const read = parseCertificate(der.slice())
  if (recent.size >= RECENT) recent.delete(recent.keys().next().value as string)
  recent.set(name, read)
  return read
}

/** The same few certificates come with every envelope; reading one is a pure function of its bytes, and slow. */
const recent = new Map<string, Certificate>()
const RECENT = 1_000

const refuse = (why: string): never => fail('CERT_REFUSED', { why })
const malformed = (): never => refuse('not an X.509 certificate')

/** One value of DER: its tag, its content, and the whole of it. */
interface Value {
  readonly tag: number
  readonly content: Uint8Array
  readonly whole: Uint8Array
}
const SEQUENCE = 0x30
const SET = 0x31
const INTEGER = 0x02
const BITS = 0x03
const OCTETS = 0x04
const OID = 0x06
const BOOLEAN = 0x01
const UTC_TIME = 0x17
const TIME = 0x18

/** The values one after another; the encoding was checked before. */
function valuesIn(bytes: Uint8Array): Value[] {
  const values: Value[] = []
  for (let at = 0; at < bytes.length; ) {
    const first = bytes[at + 1] as number
    const count = first < 0x80 ? 0 : first & 0x7f
    let length = count === 0 ? first : 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[at + 2 + i] as number)
    const start = at + 2 + count
    const end = start + length
    values.push({ tag: bytes[at] as number, content: bytes.subarray(start, end), whole: bytes.subarray(at, end) })
    at = end
  }
  return values
}
const inside = (v: Value | undefined, tag: number): Value[] => (v?.tag === tag ? valuesIn(v.content) : malformed())
const contentOf = (v: Value | undefined, tag: number): Uint8Array => (v?.tag === tag ? v.content : malformed())

/** Dotted form. */
function oidOf(content: Uint8Array): string {
  const parts: number[] = []
  let n = 0
  for (const byte of content) {
    n = n * 128 + (byte & 0x7f)
    if ((byte & 0x80) !== 0) continue
    if (parts.length === 0) parts.push(Math.min(2, Math.floor(n / 40)), n - 40 * Math.min(2, Math.floor(n / 40)))
    else parts.push(n)
    n = 0
  }
  return parts.join('.')
}

const ATTRIBUTES: Readonly<Record<string, 'commonName' | 'organisation' | 'locality' | 'country'>> = {
  '2.5.4.3': 'commonName',
  '2.5.4.10': 'organisation',
  '2.5.4.7': 'locality',
  '2.5.4.6': 'country',
}
/** UTF8String, PrintableString, IA5String. */
const TEXTS = [0x0c, 0x13, 0x16]

function nameIn(value: Value | undefined): MemberName {
  const parts: { commonName?: string; organisation?: string; locality?: string; country?: string } = {}
  for (const set of inside(value, SEQUENCE)) {
    const [attribute, ...more] = inside(set, SET)
    const [type, text] = inside(attribute, SEQUENCE)
    const key = ATTRIBUTES[oidOf(contentOf(type, OID))]
    if (more.length > 0 || !text || !TEXTS.includes(text.tag)) return malformed()
    if (!key || parts[key] !== undefined) return fail('NAME_INVALID', { why: 'use CN, O, L and C, each once' })
    try {
      parts[key] = new TextDecoder('utf-8', { fatal: true }).decode(text.content)
    } catch {
      malformed()
    }
  }
  const { organisation = '', country = '', ...rest } = parts
  return checkName({ organisation, country, ...rest })
}

/** UTCTime (until 2049) or GeneralizedTime, to the second and in UTC (RFC 5280 §4.1.2.5), ms. */
function timeIn(value: Value | undefined): number {
  const text = value ? String.fromCharCode(...value.content) : ''
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text)
  if (!match || value?.tag !== (match[1]?.length === 2 ? UTC_TIME : TIME)) return malformed()
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number)
  const full = match[1]?.length === 4 ? year : year < 50 ? 2000 + year : 1900 + year
  return Date.UTC(full, month - 1, day, hour, minute, second)
}

interface Extension {
  readonly oid: string
  readonly critical: boolean
  readonly value: Uint8Array
}
function extensionsIn(value: Value | undefined): Extension[] {
  if (value === undefined) return []
  const [list, ...more] = value.tag === 0xa3 ? valuesIn(value.content) : malformed()
  if (more.length > 0) malformed()
  return inside(list, SEQUENCE).map((one) => {
    const [oid, ...rest] = inside(one, SEQUENCE)
    const flag = rest.length === 2 ? contentOf(rest[0], BOOLEAN)[0] : 0
    if (rest.length < 1 || rest.length > 2) malformed()
    return { oid: oidOf(contentOf(oid, OID)), critical: flag === 0xff, value: contentOf(rest.at(-1), OCTETS) }
  })
}

/** Named bits in their shortest form: at most eight, nothing behind the last that is set. */
function usageIn(content: Uint8Array): number {
  const [unused = 8, bits = 0] = content
  if (content.length !== 2 || unused > 7 || (bits >> unused) % 2 !== 1 || bits % 2 ** unused !== 0) malformed()
  return bits
}

/** The only signature algorithm: Ed25519 without parameters (RFC 8410). */
const ED25519 = fromHex('300506032b6570')

function parseCertificate(der: Uint8Array): Certificate {
  checkDer(der)
  const [certificate] = valuesIn(der)
  const [tbs, algorithm, bits, ...after] = inside(certificate, SEQUENCE)
  const [version, serial, inner, issuer, validity, subjectValue, spki, extensionValue, ...more] = inside(tbs, SEQUENCE)
  if (after.length > 0 || more.length > 0 || !algorithm || !inner || !spki || spki.tag !== SEQUENCE) return malformed()
  const [three] = version?.tag === 0xa0 ? valuesIn(version.content) : malformed()
  if (contentOf(three, INTEGER)[0] !== 2) malformed()
  const extensions = extensionsIn(extensionValue)
  const oids = extensions.map((e) => e.oid)
  if (new Set(oids).size !== oids.length) refuse('an extension stands twice')
  if (!equal(algorithm.whole, ED25519) || !equal(inner.whole, ED25519)) refuse('its signature algorithm is not on the allow-list (Ed25519)')
  const of = (oid: string): Value | undefined => {
    const found = extensions.find((e) => e.oid === oid)
    if (!found) return undefined
    checkDer(found.value)
    return valuesIn(found.value)[0]
  }
  const basicValue = of('2.5.29.19')
  const basic = basicValue ? inside(basicValue, SEQUENCE) : []
  const isCa = basic[0]?.tag === BOOLEAN && basic[0].content[0] === 0xff
  const length = basic.find((v) => v.tag === INTEGER)?.content
  if (length && (length.length !== 1 || (length[0] as number) > 127)) malformed()
  const usageValue = of('2.5.29.15')
  const usage = usageValue ? usageIn(contentOf(usageValue, BITS)) : 0
  const roleValue = of(ROLE_OID)
  const [role, kind] = roleValue ? new TextDecoder().decode(contentOf(roleValue, TEXTS[0] as number)).split('/') : []
  if (!ROLES.includes(role as Role) || !KINDS.includes(kind as Kind)) refuse('it has no known role')
  const [notBefore, notAfter] = inside(validity, SEQUENCE).map(timeIn)
  const subject = nameIn(subjectValue)
  const signature = contentOf(bits, BITS)
  if (signature[0] !== 0 || notBefore === undefined || notAfter === undefined) return malformed()
  return {
    der,
    serial: hex(contentOf(serial, INTEGER)),
    subject,
    subjectText: formatName(subject),
    issuerText: formatName(nameIn(issuer)),
    publicKey: keyFromSpki(spki.whole),
    notBefore,
    notAfter,
    role: role as Role,
    kind: kind as Kind,
    isCa,
    pathLength: length?.[0],
    // RFC 5280 §4.2.1.3: bit 5 signs certificates, bit 0 anything else.
    canSignCertificates: (usage & 0x04) !== 0,
    canSign: (usage & 0x80) !== 0,
    unknownCritical: extensions.filter((e) => e.critical && !KNOWN.has(e.oid)).map((e) => e.oid),
    signature: signature.slice(1),
    tbs: tbsOf(der),
  }
}

/** The signed part: the first value inside the outer sequence, with its own header. */
export function tbsOf(der: Uint8Array): Uint8Array {
  const header = (at: number): { content: number; end: number } => {
    const first = der[at + 1] as number
    const count = first < 0x80 ? 0 : first & 0x7f
    let length = count === 0 ? first : 0
    for (let i = 0; i < count; i++) length = length * 256 + (der[at + 2 + i] as number)
    return { content: at + 2 + count, end: at + 2 + count + length }
  }
  const start = header(0).content
  return der.slice(start, header(start).end)
}
