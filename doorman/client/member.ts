/** Whom a member asks and what it trusts; the network's roots by their fingerprint. */

import { fromBase64, hex } from '@hdms/shared/bytes.ts'
import { sha256 } from '@hdms/shared/crypto/hash.ts'
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { validatePath } from '@hdms/shared/identity/path.ts'
import type { Answer } from '@hdms/shared/network/api.ts'
import type { HttpClient } from '@hdms/shared/ports/http.ts'
import type { Clock } from '@hdms/shared/time.ts'
import { DoormanClient, jsonOf, refusalIn } from './enrol.ts'
import type { operations } from './generated/api.ts'
import { refuse } from './reasons.ts'
import { TrustStore } from './trust.ts'

/** The two public certificates that every member pins. */
export interface Roots {
  readonly root: Uint8Array
  readonly doormanCa: Uint8Array
}

export interface MembershipOptions {
  readonly crypto: CryptoProvider
  readonly clock: Clock
  readonly http: HttpClient
  /** Base URL of the doorman. */
  readonly url: string
  readonly roots: Roots
  /** What an unreachable revocation list means. */
  readonly crlPolicy?: 'hard' | 'soft'
}

/** Whom a member asks and what it trusts. */
export function membership(o: MembershipOptions): { readonly doorman: DoormanClient; readonly trust: TrustStore } {
  const { crypto, clock, http, url, roots, crlPolicy = 'soft' } = o
  return { doorman: new DoormanClient(http, url), trust: new TrustStore({ crypto, clock, http, doorman: url, ...roots, crlPolicy }) }
}

/** What an operator compares over the telephone. */
export const fingerprint = (bytes: Uint8Array): string => `sha256:${hex(sha256(bytes))}`

/**
 * Fetches the roots from a doorman that nobody vouches for yet: they count because the root has the fingerprint that the network's
 * operator told, and it certified the doorman.
 * @throws CONFIG_INVALID when the fingerprint is another, CERT_REFUSED, SERVICE_UNAVAILABLE
 */
export async function fetchRoots(crypto: CryptoProvider, clock: Clock, http: HttpClient, doorman: string, told: string): Promise<Roots> {
  const reply = await http({ method: 'GET', url: `${doorman}/v1/trust` })
  if (reply.status !== 200) throw refusalIn(reply)
  const { root, doormanCa } = jsonOf<Answer<operations['getTrust']>>(reply)
  const roots = { root: fromBase64(root), doormanCa: fromBase64(doormanCa) }
  if (fingerprint(roots.root) !== told.trim().toLowerCase()) refuse('CONFIG_INVALID', 'other-root', { name: 'root' })
  await validatePath(crypto, [roots.doormanCa, roots.root], ['doorman'], { root: roots.root, now: clock.now(), crlPolicy: 'soft' })
  return roots
}
