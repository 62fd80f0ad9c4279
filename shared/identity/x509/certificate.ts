/**
 * Reading an X.509 v3 certificate of anybody (RFC 5280 §4): its structure, its names and its extensions. Whether it is to be believed is
 * `path.ts`'s business, and what our own look like `../certificate.ts`'s.
 */

import { equal } from '../../bytes.ts'
import { digits, instantIn } from '../../decimal.ts'
import { checkDer, contentOf, inside, oidOf, TAG, type Value, valuesIn } from './der.ts'
import { type GeneralName, generalNamesIn, type X500, x500In } from './names.ts'
import { refuse } from './reasons.ts'

/** The rules of RFC 5280 that a certificate or a path can break; each refusal names one. */
export type Rule =
  | 'encoding'
  | 'version'
  | 'serial'
  | 'algorithm'
  | 'validity'
  | 'names'
  | 'extensions'
  | 'unknown-critical'
  | 'basic-constraints'
  | 'key-usage'
  | 'extended-key-usage'
  | 'subject-alternative-name'
  | 'name-constraints'
  | 'key-identifier'
  | 'path-length'
  | 'signature'
  | 'trust-anchor'
  | 'host'

export const EXTENSION = {
  subjectKeyIdentifier: '2.5.29.14',
  keyUsage: '2.5.29.15',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  nameConstraints: '2.5.29.30',
  authorityKeyIdentifier: '2.5.29.35',
  extendedKeyUsage: '2.5.29.37',
  authorityInfoAccess: '1.3.6.1.5.5.7.1.1',
} as const

export interface Extension {
  readonly critical: boolean
  readonly value: Value
}

/** RFC 5280 §4.2.1.3, in the order of its bits. */
export const USAGE = { digitalSignature: 0x8000, keyCertSign: 0x0400 } as const

export interface X509 {
  readonly der: Uint8Array
  /** The signed part, as it came. */
  readonly tbs: Uint8Array
  readonly serial: Uint8Array
  /** AlgorithmIdentifier of the signature, DER. */
  readonly algorithm: Uint8Array
  readonly signature: Uint8Array
  readonly issuer: X500
  readonly subject: X500
  /** Milliseconds. */
  readonly notBefore: number
  readonly notAfter: number
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  readonly extensions: ReadonlyMap<string, Extension>
  readonly isCa: boolean
  readonly pathLength: number | undefined
  /** Bits of {@link USAGE}; undefined where the extension is absent. */
  readonly usage: number | undefined
  readonly altNames: readonly GeneralName[] | undefined
}

/** @throws CERT_REFUSED with the rule that it breaks */
export function readX509(bytes: Uint8Array): X509 {
  const der = bytes.slice()
  checkDer(der)
  const [certificate] = valuesIn(der)
  const [tbs, algorithm, bits, ...after] = inside(certificate, TAG.sequence)
  const [version, serial, inner, issuer, validity, subject, spki, ...optional] = inside(tbs, TAG.sequence)
  // Version 3 alone has extensions, without which nothing says what a key is for (§4.1.2.1).
  if (version?.tag !== 0xa0 || contentOf(valuesIn(version.content)[0], TAG.integer)[0] !== 2)
    refuse('CERT_REFUSED', 'version', { rule: 'version' })
  if (after.length > 0 || !algorithm || !inner || !spki || spki.tag !== TAG.sequence || !tbs)
    return refuse('CERT_REFUSED', 'not-x509', { rule: 'encoding' })
  // The algorithm stands twice, and the same (§4.1.1.2).
  if (!equal(algorithm.whole, inner.whole)) refuse('CERT_REFUSED', 'two-algorithms', { rule: 'algorithm' })
  const signature = contentOf(bits, TAG.bits)
  if (signature[0] !== 0) refuse('CERT_REFUSED', 'signature-bytes', { rule: 'encoding' })
  const [notBefore, notAfter, ...times] = inside(validity, TAG.sequence).map(timeIn)
  if (notBefore === undefined || notAfter === undefined || times.length > 0) return refuse('CERT_REFUSED', 'validity', { rule: 'encoding' })
  // Unique identifiers ([1], [2]) may stand before the extensions ([3]).
  const extensions = extensionsIn(optional.find((v) => v.tag !== 0x81 && v.tag !== 0x82))
  const basic = basicIn(extensions.get(EXTENSION.basicConstraints))
  const usage = extensions.get(EXTENSION.keyUsage)
  const altNames = extensions.get(EXTENSION.subjectAltName)
  return {
    der,
    tbs: tbs.whole,
    serial: serialIn(contentOf(serial, TAG.integer)),
    algorithm: algorithm.whole,
    signature: signature.slice(1),
    issuer: x500In(issuer),
    subject: x500In(subject),
    notBefore,
    notAfter,
    spki: spki.whole,
    extensions,
    ...basic,
    usage: usage && usageIn(contentOf(usage.value, TAG.bits)),
    altNames: altNames && generalNamesIn(altNames.value),
  }
}

/** A positive integer of at most 20 octets (§4.1.2.2). */
function serialIn(content: Uint8Array): Uint8Array {
  const negative = ((content[0] as number) & 0x80) !== 0
  if (negative || content.length > 20 || content.every((byte) => byte === 0)) refuse('CERT_REFUSED', 'serial', { rule: 'serial' })
  return content
}

/** UTCTime (until 2049) or GeneralizedTime, to the second and in UTC (§4.1.2.5), ms. */
function timeIn(value: Value | undefined): number {
  const text = value ? String.fromCharCode(...value.content) : ''
  const match = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/.exec(text)
  if (!match || value?.tag !== (match[1]?.length === 2 ? TAG.utcTime : TAG.time))
    return refuse('CERT_REFUSED', 'time', { rule: 'encoding' })
  const [, year = '', month, day, hour, minute, second] = match
  const full = year.length === 4 ? year : `${digits(year) < 50 ? '20' : '19'}${year}`
  return instantIn(`${full}-${month}-${day}T${hour}:${minute}:${second}Z`) ?? refuse('CERT_REFUSED', 'time', { rule: 'encoding' })
}

function extensionsIn(value: Value | undefined): Map<string, Extension> {
  const found = new Map<string, Extension>()
  if (value === undefined) return found
  const [list, ...more] = value.tag === 0xa3 ? valuesIn(value.content) : refuse('CERT_REFUSED', 'extensions', { rule: 'encoding' })
  if (more.length > 0) refuse('CERT_REFUSED', 'extensions', { rule: 'encoding' })
  for (const one of inside(list, TAG.sequence)) {
    const [id, ...rest] = inside(one, TAG.sequence)
    if (rest.length < 1 || rest.length > 2) refuse('CERT_REFUSED', 'extension', { rule: 'encoding' })
    const oid = oidOf(contentOf(id, TAG.oid))
    // Never two of a kind (§4.2).
    if (found.has(oid)) refuse('CERT_REFUSED', 'extension-twice', { rule: 'extensions' })
    const critical = rest.length === 2 && contentOf(rest[0], TAG.boolean)[0] === 0xff
    found.set(oid, { critical, value: extensionValue(oid, contentOf(rest.at(-1), TAG.octets)) })
  }
  return found
}

const READ: ReadonlySet<string> = new Set(Object.values(EXTENSION))

/** What is read is DER; what is not may be anything. */
function extensionValue(oid: string, content: Uint8Array): Value {
  if (!READ.has(oid)) return { tag: -1, content, whole: content }
  try {
    checkDer(content)
  } catch {
    refuse('CERT_REFUSED', 'extension', { rule: oid === EXTENSION.subjectAltName ? 'subject-alternative-name' : 'extensions' })
  }
  return valuesIn(content)[0] as Value
}

function basicIn(extension: Extension | undefined): { isCa: boolean; pathLength: number | undefined } {
  const parts = extension ? inside(extension.value, TAG.sequence) : []
  const length = parts.find((v) => v.tag === TAG.integer)?.content
  if (length && (length.length !== 1 || (length[0] as number) > 127)) refuse('CERT_REFUSED', 'path-length', { rule: 'basic-constraints' })
  return { isCa: parts[0]?.tag === TAG.boolean && parts[0].content[0] === 0xff, pathLength: length?.[0] }
}

/** Named bits in their shortest form: nine at most, nothing behind the last that is set. */
function usageIn(content: Uint8Array): number {
  const [unused = 8, first = 0, second = 0] = content
  const last = content.length === 3 ? second : first
  if (content.length < 2 || content.length > 3 || unused > 7 || (last >> unused) % 2 !== 1 || last % 2 ** unused !== 0)
    refuse('CERT_REFUSED', 'key-usage', { rule: 'key-usage' })
  return first * 256 + second
}
