/** SHA-256 under domain tags: `H(d; x…) = SHA-256(SHA-256("hdms/" ‖ d ‖ "/1") ‖ x…)` (docs/ledger.md, head). */
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8 } from '../bytes.ts'

export { sha256 }

const tags = new Map<string, Uint8Array>()

/** The 32-byte tag of a domain. @param version above 1 where the form under a domain has changed */
export function tag(domain: string, version = 1): Uint8Array {
  const name = `hdms/${domain}/${version}`
  let value = tags.get(name)
  if (!value) {
    value = sha256(utf8(name))
    tags.set(name, value)
  }
  return value
}

/** The tagged hash of the concatenated parts. Each part is of fixed length or carries its length. */
export function H(domain: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return sha256(concat(tag(domain), ...parts))
}
