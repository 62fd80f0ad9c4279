/** Checks a file of evidence, whoever it is against. */
import type { CryptoProvider } from '../crypto/provider.ts'
import { checkEvidence } from '../notary/evidence.ts'
import { type AuthorityVerdict, checkAuthorityEvidence, isAgainstAuthority } from './authority.ts'

/** Who is accused of what, and under which root that is shown. */
export interface Verdict extends Pick<AuthorityVerdict, 'name' | 'root' | 'why'> {
  readonly against: 'notary' | AuthorityVerdict['against']
}

/** @param root of the network; without it the caller compares {@link Verdict.root} @throws EVIDENCE_REFUSED */
export async function checkAnyEvidence(crypto: CryptoProvider, text: string, root?: Uint8Array): Promise<Verdict> {
  if (isAgainstAuthority(text)) return checkAuthorityEvidence(crypto, text, root)
  const { notary, ...verdict } = await checkEvidence(crypto, text, root)
  return { against: 'notary', name: notary, root: verdict.root, why: verdict.why }
}
