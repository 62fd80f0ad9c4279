/** What a certificate must be to serve HTTPS, beside its path: the CA/Browser Forum's profile as far as it says more than RFC 5280 (TLS BR §7.1.2). */
import { equal } from '../../bytes.ts'
import { EXTENSION, refuse, type X509 } from './certificate.ts'
import { contentOf, inside, oidOf, TAG, valuesIn } from './der.ts'
import { namesHost } from './names.ts'
import { selfIssued } from './path.ts'

const SERVER_AUTH = '1.3.6.1.5.5.7.3.1'
const ANY = '2.5.29.37.0'

/** @param path end entity first; with or without its root @throws CERT_REFUSED with the rule that is broken */
export function checkServer(path: readonly X509[], host: string): void {
  const [leaf] = path
  if (!leaf) return refuse('encoding', 'there is no certificate')
  const usage = leaf.extensions.get(EXTENSION.extendedKeyUsage)
  // For servers, by name: not for anything, and never critical.
  if (usage?.critical) refuse('extended-key-usage', 'its extended key usage is critical')
  const uses = usage && inside(usage.value, TAG.sequence).map((v) => oidOf(contentOf(v, TAG.oid)))
  if (uses && (!uses.includes(SERVER_AUTH) || uses.includes(ANY))) refuse('extended-key-usage', 'it is not for servers')
  // Alternative names alone count (RFC 6125 §6.4.4), critical only where there is no subject.
  if (!leaf.altNames) return refuse('subject-alternative-name', 'it has no alternative names')
  if (leaf.subject.sets.length > 0 && leaf.extensions.get(EXTENSION.subjectAltName)?.critical)
    refuse('subject-alternative-name', 'its alternative names are critical beside a subject')
  if (!namesHost(leaf.altNames, host)) refuse('host', 'it is not of this host')
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
    refuse('extensions', 'its access information is malformed')
}

/** A root is for any use, and names its own key as its issuer's when it names one. */
function checkRoot(root: X509): void {
  if (root.extensions.has(EXTENSION.extendedKeyUsage)) refuse('extended-key-usage', 'a root is limited in its use')
  const authority = root.extensions.get(EXTENSION.authorityKeyIdentifier)
  if (!authority) return
  const parts = inside(authority.value, TAG.sequence)
  const [key] = parts
  const own = root.extensions.get(EXTENSION.subjectKeyIdentifier)
  if (parts.length !== 1 || key?.tag !== 0x80 || !own || !equal(key.content, contentOf(own.value, TAG.octets)))
    refuse('key-identifier', 'a root names another key than its own as its issuer’s')
}
