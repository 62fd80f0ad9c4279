/** The two CAs: an offline root that signs once, and the doorman's underneath. */
import type { CryptoProvider } from '@hdms/shared/crypto/provider.ts'
import { issueCertificate } from '@hdms/shared/identity/certificates.ts'
import { BACKDATE } from '@hdms/shared/identity/doorman-facts.ts'
import type { MemberName } from '@hdms/shared/identity/names.ts'
import { DAY } from '@hdms/shared/time.ts'

export const ROOT_NAME: MemberName = { commonName: 'HDMS Root', organisation: 'HDMS', country: 'KR' }
export const DOORMAN_NAME: MemberName = { commonName: 'HDMS Doorman', organisation: 'HDMS', country: 'KR' }

export interface Ceremony {
  readonly root: Uint8Array
  readonly doormanCa: Uint8Array
}

/**
 * The root ceremony: makes the root certificate and signs the doorman's CA with it. The root seed then goes into a
 * safe.
 */
export async function rootCeremony(crypto: CryptoProvider, now: number, rootSeed: Uint8Array, doormanKey: Uint8Array): Promise<Ceremony> {
  const issuer = { name: ROOT_NAME, seed: rootSeed }
  const notBefore = now - BACKDATE
  const root = await issueCertificate(crypto, issuer, {
    subject: ROOT_NAME,
    publicKey: await crypto.publicKey(rootSeed),
    role: 'root',
    kind: 'none',
    notBefore,
    notAfter: now + 20 * 365 * DAY,
  })
  const doormanCa = await issueCertificate(crypto, issuer, {
    subject: DOORMAN_NAME,
    publicKey: doormanKey,
    role: 'doorman',
    kind: 'none',
    notBefore,
    notAfter: now + 10 * 365 * DAY,
  })
  return { root, doormanCa }
}
