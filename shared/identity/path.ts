/**
 * The path validator of this network: RFC 5280 §6 (`x509/path.ts`) and an exact profile on top of it: Ed25519 only, one root that is
 * pinned, fixed roles in a fixed order. Each rule stands above the check that enforces it.
 */

import { equal } from '../bytes.ts'
import type { CryptoProvider } from '../crypto/provider.ts'
import { fail } from '../errors.ts'
import { type RefuseAs, refusingAs } from '../reasons.ts'
import { type Certificate, pathLengthOf, type Role, readCertificate } from './certificate.ts'
import type { Crl } from './certificates.ts'
import { type IdentityReasons, refuse as refuseFor } from './reasons.ts'
import type { X509 } from './x509/certificate.ts'
import { checkPath } from './x509/path.ts'

export interface PathRules {
  /** The DER of the only root that is trusted. */
  readonly root: Uint8Array
  /** Milliseconds. */
  readonly now: number
  /** The doorman's current revocation list, when there is one. */
  readonly crl?: Crl
  /** `hard`: without a fresh CRL nothing is accepted. `soft`: an unreachable one is tolerated. */
  readonly crlPolicy: 'hard' | 'soft'
  /** Checks that a certificate of the doorman stands in its issuance log; where there is none yet, nothing is asked. @throws CERT_REFUSED */
  readonly log?: (der: Uint8Array, proof: Uint8Array) => Promise<void>
}

/** Which role may issue which. */
const ISSUER_OF: Readonly<Record<Role, Role | undefined>> = {
  root: undefined,
  doorman: 'root',
  'network-map': 'doorman',
  'network-parameters': 'doorman',
  'node-ca': 'doorman',
  'legal-identity': 'node-ca',
  transport: 'node-ca',
  'service-identity': 'node-ca',
}

const refuse: RefuseAs<IdentityReasons, 'CERT_REFUSED'> = refusingAs(refuseFor, 'CERT_REFUSED', {})

/**
 * Validates `chain` (end entity first, root last) for one of `roles`.
 * @returns the end entity. @throws CERT_REFUSED, CERT_REVOKED
 */
export async function validatePath(
  crypto: CryptoProvider,
  chain: readonly Uint8Array[],
  roles: readonly Role[],
  rules: PathRules,
): Promise<Certificate> {
  if (chain.length < 2 || chain.length > 4) refuse('chain-length')
  const certificates = chain.map(readCertificate)
  const leaf = certificates[0] as Certificate

  // The chain ends in the pinned root, byte for byte.
  if (!equal(chain[chain.length - 1] as Uint8Array, rules.root)) refuse('other-root')
  // The end entity has a role that is wanted here.
  if (!roles.includes(leaf.role)) refuse('other-role', { role: leaf.role, wanted: roles.join(' or ') })

  for (const [i, certificate] of certificates.entries()) {
    checkOne(certificate, i)
    checkLink(certificate, certificates[i + 1] ?? certificate, i === certificates.length - 1)
  }
  const issuers = new Map(certificates.map((c) => [c.x509, c.publicKey]))
  await checkPath(
    certificates.map((c) => c.x509),
    {
      now: rules.now,
      // Reading let Ed25519 alone pass.
      allow: () => {},
      verify: (c, issuer) => isSignedBy(crypto, c, issuers.get(issuer) as Uint8Array),
    },
  )
  checkRevocation(certificates, rules)
  return leaf
}

/** The key under which a certificate verified. Held by the certificate as it was read, so it is forgotten with it. */
const verified = new WeakMap<CryptoProvider, WeakMap<X509, Uint8Array>>()

/**
 * Whether a certificate verifies under a key. A chain comes with every message, and a signature that was good stays good: only what
 * changes with time (validity, revocation) is looked at anew each time. That it is bad is not remembered, so that nobody fills memory.
 */
async function isSignedBy(crypto: CryptoProvider, c: X509, key: Uint8Array): Promise<boolean> {
  const known = verified.get(crypto) ?? new WeakMap<X509, Uint8Array>()
  verified.set(crypto, known)
  const before = known.get(c)
  if (before && equal(before, key)) return true
  const good = await crypto.verify(key, c.tbs, c.signature)
  if (good) known.set(c, key)
  return good
}

function checkOne(c: Certificate, position: number): void {
  // No critical extension but our own: name constraints are among those that our CAs never set.
  const [critical] = c.foreignCritical
  if (critical !== undefined) refuse('critical-extension', { oid: critical })
  const allowed = pathLengthOf(c.role)
  if (position === 0 && allowed === undefined) {
    // An end entity signs data and is no CA.
    if (c.isCa || !c.canSign) refuse('end-entity')
    return
  }
  // A CA states the path length of its role, no other.
  if (!c.isCa) refuse('issuer-no-ca')
  if (allowed === undefined || c.pathLength !== allowed) refuse('path-length')
}

function checkLink(c: Certificate, issuer: Certificate, isRoot: boolean): void {
  if (isRoot) {
    if (c.role !== 'root' || c.issuerText !== c.subjectText) refuse('last-no-root')
    return
  }
  // Names chain, and a role is only ever issued by the role above it.
  if (c.issuerText !== issuer.subjectText) refuse('names-unchained')
  if (ISSUER_OF[c.role] !== issuer.role) refuse('must-not-issue', { issuer: issuer.role, role: c.role })
  // What a node issues to itself carries the node's own name and kind.
  if (issuer.role === 'node-ca' && (c.subjectText !== issuer.subjectText || c.kind !== issuer.kind)) refuse('node-itself')
}

function checkRevocation(chain: readonly Certificate[], rules: PathRules): void {
  const byDoorman = chain.filter((c) => ISSUER_OF[c.role] === 'doorman')
  const { crl } = rules
  if (!crl || rules.now > crl.nextUpdate) {
    if (rules.crlPolicy === 'hard') refuse('no-fresh-list')
    if (!crl) return
  }
  const doorman = chain.find((c) => c.role === 'doorman')
  if (crl.issuerText !== doorman?.subjectText) refuse('list-other-issuer')
  // Revoked by its issuer: the serial stands in the list.
  if (byDoorman.some((c) => crl.serials.has(c.serial))) fail('CERT_REVOKED')
}
