/** Which of a person's own records may be sold: what the data were collected for is no matter of taste. */

import { decodeDay } from '@hdms/flows/activity/contract.ts'
import { basesOf } from '@hdms/flows/activity/give-basis.ts'
import { isDay } from '@hdms/flows/activity/record.ts'
import { covers } from '@hdms/flows/consent/basis.ts'
import { collectedFor } from '@hdms/flows/consent/purpose.ts'
import type { Vault } from '@hdms/flows/core/vault.ts'
import { fromHex } from '@hdms/shared/bytes.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import type { PersonServices } from './profile.ts'

/** What has to be known of a node for it. */
export interface Owned {
  readonly documents: Pick<PersonServices['documents'], 'list'>
  readonly activity: { readonly days: Pick<PersonServices['activity']['days'], 'list'> }
  readonly vault: Vault
}

/**
 * By verification key, at a moment. A day counts in its last revision, and one that was collected as a public service only on a basis that
 * the person gave and has not taken back. @param now ms since 1970
 */
export function sellable({ documents, activity, vault }: Owned, now: number): (key: string) => boolean {
  const list = documents.list()
  const days = new Set(list.flatMap((d) => (isDay(d.profile) ? [d.verificationKey] : [])))
  const forPublic = new Set(list.flatMap((d) => (collectedFor(d.profile) === 'public-service' ? [d.verificationKey] : [])))
  const bases = basesOf(vault)
  const own = new Set<string>()
  for (const { entries } of activity.days.list()) {
    const last = entries[entries.length - 1]
    const output = last && vault.output({ txId: fromHex(last.tx), index: 0 })
    if (!output) continue
    const { purpose, person, day } = decodeDay(output.output.state)
    if (purpose === 'own' || bases.some(({ basis }) => covers(basis, person, day, now / MINUTE))) own.add(last.measures)
  }
  // What is no day has no day that a basis could cover.
  return (key) => (days.has(key) ? own.has(key) : !forPublic.has(key))
}
