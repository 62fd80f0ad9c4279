/** What a certificate must be to serve HTTPS, beside its path: the CA/Browser Forum's profile as far as it says more than RFC 5280 (TLS BR §7.1.2). */

import { equal } from '../../bytes.ts'
import { EXTENSION, type X509 } from './certificate.ts'
import { contentOf, inside, oidOf, TAG, valuesIn } from './der.ts'
import { namesHost } from './names.ts'
import { selfIssued } from './path.ts'
import { refuse } from './reasons.ts'

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const ANY = '2.5.29.37.0'

/** @param path end entity first; with or without its root @throws CERT_REFUSED with the rule that is broken */
export function checkServer(path: readonly X509[], host: string): void {
  const [leaf] = path
  if (!leaf) return refuse('CERT_REFUSED', 'no-certificate', { rule: 'encoding' })
  const usage = leaf.extensions.get(EXTENSION.extendedKeyUsage)
  // For servers, by name: not for anything, and never critical.
  if (usage?.critical) refuse('CERT_REFUSED', 'usage-critical', { rule: 'extended-key-usage' })
  const uses = usage && inside(usage.value, TAG.sequence).map((v) => oidOf(contentOf(v, TAG.oid)))
  if (uses && (!uses.includes(SERVER_AUTH) || uses.includes(ANY))) refuse('CERT_REFUSED', 'not-for-servers', { rule: 'extended-key-usage' })
  // Alternative names alone count (RFC 6125 §6.4.4), critical only where there is no subject.
  if (!leaf.altNames) return refuse('CERT_REFUSED', 'no-alternative-names', { rule: 'subject-alternative-name' })
  if (leaf.subject.sets.length > 0 && leaf.extensions.get(EXTENSION.subjectAltName)?.critical)
    refuse('CERT_REFUSED', 'names-critical', { rule: 'subject-alternative-name' })
  if (!namesHost(leaf.altNames, host)) refuse('CERT_REFUSED', 'other-host', { rule: 'host' })
  for (const c of path) checkAccess(c)
  const root = path.at(-1)
  if (root && root !== leaf && selfIssued(root)) checkRoot(root)
}

/** Where there is access information, it says something. */
function checkAccess(c: X509): void {
  const access = c.extensions.get(EXTENSION.authorityInfoAccess)
  if (!access) return
  const descriptions = access.value.tag === TAG.sequence ? valuesIn(access.value.content) : []
  if (descriptions.length === 0 || descriptions.some((d) => d.tag !== TAG.sequence || valuesIn(d.content)[0]?.tag !== TAG.oid))
    refuse('CERT_REFUSED', 'access-information', { rule: 'extensions' })
}

/** A root is for any use, and names its own key as its issuer's when it names one. */
function checkRoot(root: X509): void {
  if (root.extensions.has(EXTENSION.extendedKeyUsage)) refuse('CERT_REFUSED', 'root-limited', { rule: 'extended-key-usage' })
  const authority = root.extensions.get(EXTENSION.authorityKeyIdentifier)
  if (!authority) return
  const parts = inside(authority.value, TAG.sequence)
  const [key] = parts
  const own = root.extensions.get(EXTENSION.subjectKeyIdentifier)
  if (parts.length !== 1 || key?.tag !== 0x80 || !own || !equal(key.content, contentOf(own.value, TAG.octets)))
    refuse('CERT_REFUSED', 'root-other-key', { rule: 'key-identifier' })
}
