/**
 * Issuing X.509 v3 certificates, and PKCS#10 requests and CRLs both ways. The encoding is @peculiar/x509's; every signature is made and
 * checked by our own {@link CryptoProvider}, so there is one Ed25519 predicate. Certificates are read by `certificate.ts`, which a phone
 * starts with; this is loaded when something is issued or a CRL has come (docs/adr/0007).
 */

import { type RefuseAs, refusingAs } from '../reasons.ts'
import { type IdentityReasons, refuse as refuseFor } from './reasons.ts'
import 'reflect-metadata'
import * as x509 from '@peculiar/x509'
import { concat, fromHex, hex } from '../bytes.ts'
import { sha256 } from '../crypto/hash.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { HdmsError } from '../errors.ts'
import { KINDS, type Kind, keyFromSpki, pathLengthOf, ROLE_OID, ROLES, type Role, SPKI_PREFIX, tbsOf } from './certificate.ts'
import { checkName, formatName, type MemberName, parseName } from './names.ts'
import { checkDer } from './x509/der.ts'

/** @peculiar/x509 asks WebCrypto to export and sign; this answers from seeds instead. */
interface SeedKey {
  readonly type: 'private' | 'public'
  readonly algorithm: { readonly name: 'Ed25519' }
  readonly bytes: Uint8Array
}
const algorithm = { name: 'Ed25519' } as const

function signingCrypto(crypto: CryptoProvider): Crypto {
  const buffer = (bytes: Uint8Array): ArrayBuffer => bytes.slice().buffer as ArrayBuffer
  const shim = {
    getRandomValues: (out: Uint8Array) => {
      out.set(crypto.random(out.length))
      return out
    },
    subtle: {
      exportKey: async (_format: string, key: SeedKey) => buffer(concat(SPKI_PREFIX, key.bytes)),
      sign: async (_algorithm: unknown, key: SeedKey, data: ArrayBuffer) => buffer(await crypto.sign(key.bytes, new Uint8Array(data))),
      digest: (name: string, data: ArrayBuffer) => globalThis.crypto.subtle.digest(name, data),
    },
  }
  return shim as unknown as Crypto
}
/** Keys of the shim are made and read by it alone; the library only carries them. */
const keyOf = (type: 'private' | 'public', bytes: Uint8Array): CryptoKey => ({ type, algorithm, bytes }) as unknown as CryptoKey
const privateKey = (seed: Uint8Array): CryptoKey => keyOf('private', seed)
const publicKeyOf = (key: Uint8Array): CryptoKey => keyOf('public', key)

const x500 = (name: MemberName): x509.Name =>
  new x509.Name([
    { C: [name.country] },
    ...(name.locality === undefined ? [] : [{ L: [name.locality] }]),
    { O: [name.organisation] },
    ...(name.commonName === undefined ? [] : [{ CN: [name.commonName] }]),
  ])

function nameFrom(name: x509.Name): MemberName {
  const parts = name.toJSON().flatMap((rdn) => Object.entries(rdn))
  return parseName(parts.map(([key, values]) => `${key}=${values.join('+')}`).join(','))
}

export interface CertificateTemplate {
  readonly subject: MemberName
  readonly publicKey: Uint8Array
  readonly role: Role
  readonly kind: Kind
  readonly notBefore: number
  readonly notAfter: number
}
export interface Issuer {
  readonly name: MemberName
  readonly seed: Uint8Array
}

/** Issues a certificate with the extensions that its role has. @returns DER */
export async function issueCertificate(crypto: CryptoProvider, issuer: Issuer, t: CertificateTemplate): Promise<Uint8Array> {
  const shim = signingCrypto(crypto)
  const pathLength = pathLengthOf(t.role)
  const isCa = pathLength !== undefined
  const issuerKey = await crypto.publicKey(issuer.seed)
  const usages = isCa ? x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign : x509.KeyUsageFlags.digitalSignature
  const serial = crypto.random(16)
  serial[0] = ((serial[0] as number) & 0x3f) | 0x40
  const certificate = await x509.X509CertificateGenerator.create(
    {
      serialNumber: hex(serial),
      subject: x500(checkName(t.subject)),
      issuer: x500(issuer.name),
      notBefore: new Date(t.notBefore),
      notAfter: new Date(t.notAfter),
      publicKey: concat(SPKI_PREFIX, t.publicKey) as Uint8Array<ArrayBuffer>,
      signingKey: privateKey(issuer.seed),
      extensions: [
        new x509.BasicConstraintsExtension(isCa, pathLength, true),
        new x509.KeyUsagesExtension(usages, true),
        new x509.SubjectKeyIdentifierExtension(keyId(t.publicKey), false),
        new x509.AuthorityKeyIdentifierExtension(keyId(issuerKey), false),
        new x509.Extension(ROLE_OID, false, utf8String(`${t.role}/${t.kind}`)),
      ],
    },
    shim,
  )
  return new Uint8Array(certificate.rawData)
}

/** RFC 7093 method 1: the leftmost 160 bits of SHA-256 of the key. */
const keyId = (key: Uint8Array): string => hex(sha256(key)).slice(0, 40)

const utf8String = (text: string): ArrayBuffer =>
  Uint8Array.from([0x0c, text.length, ...new TextEncoder().encode(text)]).buffer as ArrayBuffer

/** A PKCS#10 request, signed by the key it asks a certificate for. The role travels as our extension. @returns DER */
export async function makeCsr(crypto: CryptoProvider, seed: Uint8Array, name: MemberName, role: Role, kind: Kind): Promise<Uint8Array> {
  const request = await x509.Pkcs10CertificateRequestGenerator.create(
    {
      name: x500(checkName(name)),
      keys: { privateKey: privateKey(seed), publicKey: publicKeyOf(await crypto.publicKey(seed)) },
      signingAlgorithm: algorithm,
      extensions: [new x509.Extension(ROLE_OID, false, utf8String(`${role}/${kind}`))],
    },
    signingCrypto(crypto),
  )
  return new Uint8Array(request.rawData)
}

export interface Csr {
  readonly name: MemberName
  readonly publicKey: Uint8Array
  readonly role: Role
  readonly kind: Kind
}

/** @throws CSR_REFUSED, KEY_INVALID, NAME_INVALID */
export async function readCsr(crypto: CryptoProvider, der: Uint8Array): Promise<Csr> {
  const refuse: RefuseAs<IdentityReasons, 'CSR_REFUSED'> = refusingAs(refuseFor, 'CSR_REFUSED', {})
  let read: ReturnType<typeof partsOfRequest>
  try {
    checkDer(der)
    read = partsOfRequest(new x509.Pkcs10CertificateRequest(der as Uint8Array<ArrayBuffer>))
  } catch (error) {
    // The parser reads parts as they are asked for and throws errors of its own at odd ones.
    if (error instanceof HdmsError && error.code !== 'CERT_REFUSED') throw error
    return refuse('not-der')
  }
  const [role, kind] = read.role
  if (!ROLES.includes(role as Role) || !KINDS.includes(kind as Kind)) refuse('no-role-named')
  if (read.algorithm !== 'Ed25519') refuse('not-ed25519')
  const good = await crypto.verify(read.publicKey, tbsOf(der), read.signature)
  if (!good) refuse('own-signature')
  return { name: read.name, publicKey: read.publicKey, role: role as Role, kind: kind as Kind }
}

/** All that is read of a request. @throws whatever its parser throws */
function partsOfRequest(request: x509.Pkcs10CertificateRequest) {
  const extension = request.extensions.find((e) => e.type === ROLE_OID)
  return {
    publicKey: keyFromSpki(new Uint8Array(request.publicKey.rawData)),
    role: extension ? new TextDecoder().decode(new Uint8Array(extension.value).subarray(2)).split('/') : [],
    algorithm: request.signatureAlgorithm.name,
    signature: new Uint8Array(request.signature),
    name: nameFrom(request.subjectName),
  }
}

/** Content of a revocation list. */
export interface CrlContent {
  readonly revoked: readonly { readonly serial: string; readonly at: number }[]
  readonly thisUpdate: number
  readonly nextUpdate: number
  /** Grows with each list of one issuer (RFC 5280 §5.2.3); the time in ms where its issuer counts no lists. */
  readonly number?: number
}

const CRL_NUMBER = '2.5.29.20'

/** A DER INTEGER of a whole number that is not negative. */
function derInteger(value: number): Uint8Array<ArrayBuffer> {
  const digits = value.toString(16)
  const bytes = fromHex(digits.length % 2 === 0 ? digits : `0${digits}`)
  const padded = (bytes[0] as number) < 0x80 ? bytes : concat(Uint8Array.of(0), bytes)
  return Uint8Array.from([0x02, padded.length, ...padded])
}

/** A revocation list. @returns DER */
export async function issueCrl(crypto: CryptoProvider, issuer: Issuer, content: CrlContent): Promise<Uint8Array> {
  const { revoked, thisUpdate, nextUpdate, number = thisUpdate } = content
  const crl = await x509.X509CrlGenerator.create(
    {
      issuer: x500(issuer.name),
      thisUpdate: new Date(thisUpdate),
      nextUpdate: new Date(nextUpdate),
      entries: revoked.map((r) => ({
        serialNumber: r.serial,
        revocationDate: new Date(r.at),
        reason: x509.X509CrlReason.cessationOfOperation,
      })),
      extensions: [new x509.Extension(CRL_NUMBER, false, derInteger(number))],
      signingKey: privateKey(issuer.seed),
      signingAlgorithm: algorithm,
    },
    signingCrypto(crypto),
  )
  return new Uint8Array(crl.rawData)
}

export interface Crl {
  readonly issuerText: string
  /** Of lists from before they were counted there is none. */
  readonly number: number | undefined
  readonly thisUpdate: number
  readonly nextUpdate: number
  readonly serials: ReadonlySet<string>
}

/** Reads a CRL and checks its signature by `issuerKey`. @throws CERT_REFUSED */
export async function readCrl(crypto: CryptoProvider, der: Uint8Array, issuerKey: Uint8Array): Promise<Crl> {
  let crl: x509.X509Crl
  try {
    checkDer(der)
    crl = new x509.X509Crl(der as Uint8Array<ArrayBuffer>)
  } catch {
    return refuseFor('CERT_REFUSED', 'list-malformed')
  }
  if (!(await crypto.verify(issuerKey, tbsOf(der), new Uint8Array(crl.signature)))) refuseFor('CERT_REFUSED', 'list-unsigned')
  return {
    issuerText: formatName(nameFrom(crl.issuerName)),
    number: numberOf(crl),
    thisUpdate: crl.thisUpdate.getTime(),
    nextUpdate: crl.nextUpdate?.getTime() ?? 0,
    serials: new Set(crl.entries.map((e) => e.serialNumber)),
  }
}

/** @returns undefined also of a number that no list of this network has: its issuer never gets so far */
function numberOf(crl: x509.X509Crl): number | undefined {
  const extension = crl.extensions.find((e) => e.type === CRL_NUMBER)
  const [tag, length = 0, ...digits] = new Uint8Array(extension?.value ?? new ArrayBuffer(0))
  if (tag !== 0x02 || length === 0 || length > 7 || digits.length !== length || (digits[0] as number) >= 0x80) return undefined
  const number = digits.reduce((sum, digit) => sum * 256 + digit, 0)
  return Number.isSafeInteger(number) ? number : undefined
}
