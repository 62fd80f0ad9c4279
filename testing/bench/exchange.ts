/** A thousand records of one person: sealed by the seller, checked by the buyer before paying, opened after it. */
import { checkOffer, encodeOffer, makeOffer, openOffer } from '@hdms/flows/trading/exchange/offer.ts'
import { nativeCrypto } from '@hdms/platform/node/crypto.ts'
import { groupsOf, issueDocument } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import type { Measurement } from './measure.ts'

const RECORDS = 1000
const record = (value: number): object => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '4548-4' }] },
  effectiveDateTime: '2025-03-01',
  valueQuantity: { value, unit: '%' },
})

export async function exchange(): Promise<Measurement[]> {
  const crypto = nativeCrypto()
  const [k, dealing, seed, issuer] = [crypto.random(32), crypto.random(32), crypto.random(32), crypto.random(32)]
  const seller = await crypto.publicKey(seed)
  const documents = Array.from({ length: RECORDS }, (_, i) =>
    issueDocument('fhir-r4', issuer, [{ kind: 'Observation', value: fromValue(record(i)) }], (n) => crypto.random(n)),
  )
  const items = documents.map((document) => {
    const [group] = groupsOf(document.leaves)
    const end = (group?.at ?? 0) + (group?.length ?? 0)
    return {
      document,
      shown: (at: number) => (at === group?.at ? 'open' : group && at > group.at && at < end ? 'sealed' : 'hidden'),
    } as const
  })
  const timed = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    const start = performance.now()
    const done = await work()
    return [done, performance.now() - start]
  }
  const [offer, sealing] = await timed(() => makeOffer(crypto, items, k, dealing, (m) => crypto.sign(seed, m)))
  const keys = documents.map((d) => d.verificationKey)
  const [checked, checking] = await timed(() => checkOffer(crypto, offer, keys, dealing, seller))
  const [opened, opening] = await timed(() => openOffer(crypto, checked, offer.signature, k))
  return [
    { metric: `${RECORDS} records sealed`, value: sealing, unit: 'ms', lower: true },
    { metric: 'checked before paying', value: checking, unit: 'ms', lower: true },
    { metric: 'opened', value: opening, unit: 'ms', lower: true },
    { metric: 'size of the offer', value: encodeOffer(offer).length / 2 ** 20, unit: 'MiB', lower: true },
    { metric: 'records that opened', value: 'groups' in opened ? opened.groups.length : 0, unit: '' },
  ]
}
