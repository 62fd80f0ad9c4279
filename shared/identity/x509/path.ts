/**
 * The validation of a certificate path (RFC 5280 §6), without policies: nobody here asks for one. Each rule stands above the check that
 * enforces it. Trust anchors are held to the same rules as the certificates below them.
 */

import { EXTENSION, USAGE, type X509 } from './certificate.ts'
import { checkConstraints, constraintsIn, type GeneralName, sameName } from './names.ts'
import { refuse } from './reasons.ts'

export interface PathOptions {
  /** Milliseconds. */
  readonly now: number
  /** The allow-list of algorithms of signatures and keys. @throws CERT_REFUSED */
  readonly allow: (certificate: X509) => void
  readonly verify: (certificate: X509, issuer: X509) => Promise<boolean>
  /** How many CAs may stand between the anchor and the end entity. */
  readonly maxDepth?: number
}

/** @param path end entity first, trust anchor last @throws CERT_REFUSED with the rule that is broken */
export async function checkPath(path: readonly X509[], o: PathOptions): Promise<void> {
  for (const [i, certificate] of path.entries()) {
    o.allow(certificate)
    if (i > 0) checkIssuer(certificate)
    checkCertificate(certificate, o.now)
  }
  for (const [i, certificate] of path.entries()) {
    const issuer = path[i + 1]
    if (!issuer) break
    // Names chain (§6.1.3 a 4).
    if (!sameName(certificate.issuer, issuer.subject)) refuse('CERT_REFUSED', 'names-unchained', { rule: 'names' })
    if (!(await o.verify(certificate, issuer))) refuse('CERT_REFUSED', 'chain-signature', { rule: 'signature' })
  }
  const anchor = path.at(-1)
  if (anchor && selfIssued(anchor) && !(await o.verify(anchor, anchor))) refuse('CERT_REFUSED', 'root-signature', { rule: 'signature' })
  checkLengths(path, o.maxDepth)
  checkNames(path)
}

export const selfIssued = (c: X509): boolean => sameName(c.issuer, c.subject)

const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(EXTENSION))

/** What holds of every certificate. */
function checkCertificate(c: X509, now: number): void {
  // Valid now: notBefore ≤ now ≤ notAfter (§4.1.2.5).
  if (now < c.notBefore) refuse('CERT_REFUSED', 'not-yet', { rule: 'validity' })
  if (now > c.notAfter) refuse('CERT_REFUSED', 'expired', { rule: 'validity' })
  // The issuer has a name (§4.1.2.4), a subject too, or else critical alternative names (§4.1.2.6).
  if (c.issuer.sets.length === 0) refuse('CERT_REFUSED', 'issuer-unnamed', { rule: 'names' })
  const alternative = c.extensions.get(EXTENSION.subjectAltName)
  if (c.subject.sets.length === 0 && c.isCa) refuse('CERT_REFUSED', 'ca-unnamed', { rule: 'names' })
  if (c.subject.sets.length === 0 && !alternative?.critical) refuse('CERT_REFUSED', 'no-subject', { rule: 'subject-alternative-name' })
  // A critical extension that is not understood makes a certificate unusable (§4.2).
  for (const [oid, { critical }] of c.extensions)
    if (critical && !UNDERSTOOD.has(oid)) refuse('CERT_REFUSED', 'critical-extension', { rule: 'unknown-critical', oid })
  // Key identifiers and access information are never critical (§4.2.1.1, §4.2.1.2, §4.2.2.1).
  for (const oid of [EXTENSION.authorityKeyIdentifier, EXTENSION.subjectKeyIdentifier, EXTENSION.authorityInfoAccess])
    if (c.extensions.get(oid)?.critical) refuse('CERT_REFUSED', 'must-not-be-critical', { rule: 'extensions', oid })
  // The issuer's key is named, except in what it signed for itself (§4.2.1.1); a CA names its own (§4.2.1.2).
  if (!c.extensions.has(EXTENSION.authorityKeyIdentifier) && !selfIssued(c))
    refuse('CERT_REFUSED', 'issuer-key-unnamed', { rule: 'key-identifier' })
  if (c.isCa && !c.extensions.has(EXTENSION.subjectKeyIdentifier)) refuse('CERT_REFUSED', 'ca-key-unnamed', { rule: 'key-identifier' })
  // keyCertSign and cA go together, and a path length only with both (§4.2.1.3, §4.2.1.9).
  const signs = c.usage === undefined ? c.isCa : (c.usage & USAGE.keyCertSign) !== 0
  if (signs !== c.isCa) refuse('CERT_REFUSED', 'signs-no-ca', { rule: 'key-usage' })
  if (c.pathLength !== undefined && !c.isCa) refuse('CERT_REFUSED', 'path-length-no-ca', { rule: 'basic-constraints' })
  // Constraints on names: critical, and in a CA alone (§4.2.1.10).
  const constraints = c.extensions.get(EXTENSION.nameConstraints)
  if (constraints && !c.isCa) refuse('CERT_REFUSED', 'constraints-no-ca', { rule: 'name-constraints' })
  if (constraints && !constraints.critical) refuse('CERT_REFUSED', 'constraints-not-critical', { rule: 'name-constraints' })
}

/** What issues is a CA, and says so critically (§4.2.1.9). */
function checkIssuer(c: X509): void {
  const basic = c.extensions.get(EXTENSION.basicConstraints)
  if (!c.isCa || !basic) refuse('CERT_REFUSED', 'issuer-no-ca', { rule: 'basic-constraints' })
  if (!basic?.critical) refuse('CERT_REFUSED', 'ca-not-critical', { rule: 'basic-constraints' })
}

/** As many CAs below a CA as it allows; what is issued to oneself does not count (§6.1.4 l, m), the end entity neither. */
function checkLengths(path: readonly X509[], maxDepth: number | undefined): void {
  let below = 0
  for (const c of path.slice(1)) {
    if (c.pathLength !== undefined && below > c.pathLength) refuse('CERT_REFUSED', 'longer-than-ca', { rule: 'path-length' })
    if (c !== path.at(-1) && !selfIssued(c)) below++
  }
  if (maxDepth !== undefined && below > maxDepth) refuse('CERT_REFUSED', 'longer-than-here', { rule: 'path-length' })
}

/** Every name below a CA lies where all CAs above permit; names of a CA of one's own are passed over (§6.1.3 b, c). */
function checkNames(path: readonly X509[]): void {
  for (const [i, ca] of path.entries()) {
    const value = ca.extensions.get(EXTENSION.nameConstraints)?.value
    if (i === 0 || !value) continue
    const constraints = constraintsIn(value)
    for (const [j, below] of path.slice(0, i).entries()) if (j === 0 || !selfIssued(below)) checkConstraints(constraints, namesOf(below))
  }
}

const EMAIL = '1.2.840.113549.1.9.1'

function namesOf(c: X509): GeneralName[] {
  const directory: GeneralName[] = c.subject.sets.length > 0 ? [{ form: 'directory', name: c.subject }] : []
  // An address in the subject counts where there are no alternative names (§4.2.1.10).
  const emails = c.altNames ? [] : c.subject.sets.flat().filter((a) => a.oid === EMAIL)
  return [...directory, ...emails.map((a): GeneralName => ({ form: 'email', text: (a.text ?? '').toLowerCase() })), ...(c.altNames ?? [])]
}
