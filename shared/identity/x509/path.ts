/**
 * The validation of a certificate path (RFC 5280 §6), without policies: nobody here asks for one. Each rule stands above the check that
 * enforces it. Trust anchors are held to the same rules as the certificates below them.
 */
import { EXTENSION, refuse, USAGE, type X509 } from './certificate.ts'
import { checkConstraints, constraintsIn, type GeneralName, sameName } from './names.ts'

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
    if (!sameName(certificate.issuer, issuer.subject)) refuse('names', 'issuer and subject names do not chain')
    if (!(await o.verify(certificate, issuer))) refuse('signature', 'a signature in the chain does not verify')
  }
  const anchor = path.at(-1)
  if (anchor && selfIssued(anchor) && !(await o.verify(anchor, anchor))) refuse('signature', 'the root does not verify under its own key')
  checkLengths(path, o.maxDepth)
  checkNames(path)
}

export const selfIssued = (c: X509): boolean => sameName(c.issuer, c.subject)

const UNDERSTOOD: ReadonlySet<string> = new Set(Object.values(EXTENSION))

/** What holds of every certificate. */
function checkCertificate(c: X509, now: number): void {
  // Valid now: notBefore ≤ now ≤ notAfter (§4.1.2.5).
  if (now < c.notBefore) refuse('validity', 'it is not valid yet')
  if (now > c.notAfter) refuse('validity', 'it has expired')
  // The issuer has a name (§4.1.2.4), a subject too, or else critical alternative names (§4.1.2.6).
  if (c.issuer.sets.length === 0) refuse('names', 'its issuer has no name')
  const alternative = c.extensions.get(EXTENSION.subjectAltName)
  if (c.subject.sets.length === 0 && c.isCa) refuse('names', 'a CA has no name')
  if (c.subject.sets.length === 0 && !alternative?.critical)
    refuse('subject-alternative-name', 'it has neither a subject nor critical alternative names')
  // A critical extension that is not understood makes a certificate unusable (§4.2).
  for (const [oid, { critical }] of c.extensions)
    if (critical && !UNDERSTOOD.has(oid)) refuse('unknown-critical', `it has an unknown critical extension ${oid}`)
  // Key identifiers and access information are never critical (§4.2.1.1, §4.2.1.2, §4.2.2.1).
  for (const oid of [EXTENSION.authorityKeyIdentifier, EXTENSION.subjectKeyIdentifier, EXTENSION.authorityInfoAccess])
    if (c.extensions.get(oid)?.critical) refuse('extensions', `the extension ${oid} must not be critical`)
  // The issuer's key is named, except in what it signed for itself (§4.2.1.1); a CA names its own (§4.2.1.2).
  if (!c.extensions.has(EXTENSION.authorityKeyIdentifier) && !selfIssued(c))
    refuse('key-identifier', 'it does not name the key of its issuer')
  if (c.isCa && !c.extensions.has(EXTENSION.subjectKeyIdentifier)) refuse('key-identifier', 'a CA does not name its key')
  // keyCertSign and cA go together, and a path length only with both (§4.2.1.3, §4.2.1.9).
  const signs = c.usage === undefined ? c.isCa : (c.usage & USAGE.keyCertSign) !== 0
  if (signs !== c.isCa) refuse('key-usage', 'it may sign certificates and is no CA, or is a CA and may not')
  if (c.pathLength !== undefined && !c.isCa) refuse('basic-constraints', 'it has a path length and is no CA')
  // Constraints on names: critical, and in a CA alone (§4.2.1.10).
  const constraints = c.extensions.get(EXTENSION.nameConstraints)
  if (constraints && !c.isCa) refuse('name-constraints', 'it has name constraints and is no CA')
  if (constraints && !constraints.critical) refuse('name-constraints', 'its name constraints are not critical')
}

/** What issues is a CA, and says so critically (§4.2.1.9). */
function checkIssuer(c: X509): void {
  const basic = c.extensions.get(EXTENSION.basicConstraints)
  if (!c.isCa || !basic) refuse('basic-constraints', 'an issuer is not a CA')
  if (!basic?.critical) refuse('basic-constraints', 'a CA does not say critically that it is one')
}

/** As many CAs below a CA as it allows; what is issued to oneself does not count (§6.1.4 l, m), the end entity neither. */
function checkLengths(path: readonly X509[], maxDepth: number | undefined): void {
  let below = 0
  for (const c of path.slice(1)) {
    if (c.pathLength !== undefined && below > c.pathLength) refuse('path-length', 'the chain is longer than a CA allows')
    if (c !== path.at(-1) && !selfIssued(c)) below++
  }
  if (maxDepth !== undefined && below > maxDepth) refuse('path-length', 'the chain is longer than is accepted here')
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
