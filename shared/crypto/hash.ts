/** SHA-256 under domain tags: `H(d; x…) = SHA-256(SHA-256("hdms/" ‖ d ‖ "/1") ‖ x…)` (docs/ledger.md, head). */
import { sha256 } from '@noble/hashes/sha2.js'
import { concat, utf8 } from '../bytes.ts'

export { sha256 }

const tags = new Map<string, Uint8Array>()

/** The 32-byte tag of a domain. */
export function tag(domain: string): Uint8Array {
  let value = tags.get(domain)
  if (!value) {
    value = sha256(utf8(`hdms/${domain}/1`))
    tags.set(domain, value)
  }
  return value
}

/** The tagged hash of the concatenated parts. Each part is of fixed length or carries its length. */
export function H(domain: string, ...parts: readonly Uint8Array[]): Uint8Array {
  return sha256(concat(tag(domain), ...parts))
}
