/** C6 as the contracts have it: what data were collected for, what they may be used for, and on what basis. */

import { encodeDay } from '@hdms/flows/activity/contract.ts'
import { collectedOfRow, daysOf, groundsFor } from '@hdms/flows/activity/give-basis.ts'
import { ANY_DAY, BASIS, encodeBasis } from '@hdms/flows/consent/basis.ts'
import {
  CONSENT,
  consentContract,
  decodeShare,
  encodeConsent,
  encodeSell,
  encodeShare,
  SHARED_TERMS,
  SOLD_TERMS,
} from '@hdms/flows/consent/contract.ts'
import {
  allows,
  type Collected,
  collectedFor,
  collectedIn,
  collectedOf,
  needsBasis,
  profileFor,
  readCollected,
  useOf,
  writeCollected,
} from '@hdms/flows/consent/purpose.ts'
import type { TransactionView } from '@hdms/flows/core/contract.ts'
import type { Vault } from '@hdms/flows/core/vault.ts'
import { decodeAll, hex, Writer } from '@hdms/shared/bytes.ts'
import { issueDocument, proveLeaf } from '@hdms/shared/documents/document.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { asHdmsError } from '@hdms/shared/errors.ts'
import { describe, expect, test } from 'vitest'
import { seeded } from '../support/random.ts'

const draw = seeded(22).bytes
const [PERSON, RECIPIENT, OTHER] = [draw(32), draw(32), draw(32)]
const NOW = 29_450_000
const why = (run: () => unknown): string => {
  try {
    run()
    return 'good'
  } catch (error) {
    return String(asHdmsError(error).data['why'])
  }
}

interface Beside {
  readonly person?: Uint8Array
  readonly from?: number
  readonly to?: number
  readonly until?: number
}
const besides = (all: readonly Beside[]) =>
  all.map(({ person = PERSON, from = ANY_DAY.from, to = ANY_DAY.to, until = NOW + 60 }) => ({
    output: { contract: BASIS, state: encodeBasis({ person, from, to, until }) },
  }))
/** @returns why the contract of consents refuses, or `good` */
function verdict(
  name: 'Share' | 'Sell',
  terms: Readonly<Record<string, string>>,
  data: Uint8Array,
  bases: readonly Beside[] = [],
  until = NOW,
): string {
  const all = { recipient: 'x', recipientKey: hex(RECIPIENT), scope: 'Observation', sale: 'paid', end: String(NOW + 60), ...terms }
  const doc = issueDocument('hdms/consent-terms', PERSON, [{ kind: 'terms', value: fromValue(all) }], draw)
  const state = encodeConsent({ terms: doc.verificationKey, patient: PERSON })
  const view = {
    visible: { from: until - 5, until, references: [] },
    ...{ inputs: [], dummies: [], outputs: [], locks: [] },
    references: [{ output: { contract: CONSENT, state } }, ...besides(bases)],
    commands: [{ contract: CONSENT, name, data }],
    attachments: (name === 'Share' ? SHARED_TERMS : SOLD_TERMS).map((field) => proveLeaf(doc, field)),
    signers: [PERSON, RECIPIENT],
  }
  return why(() => consentContract.verify(view as unknown as TransactionView))
}

describe('C6 purposes', () => {
  test('C6 what data were collected for stands in the profile; one that does not say it is refused, not guessed', () => {
    expect(['fhir-r4/medical-result', 'fhir-r4/self-reported', 'fhir-r4/claimed', 'hdms/activity-day'].map(collectedFor)).toEqual([
      ...['treatment', 'own', 'own', 'own'],
    ])
    for (const profile of ['fhir-r4/claimed', 'hdms/activity-day', 'fhir-r4/medical-result']) {
      expect(collectedFor(profileFor(profile, 'public-service'))).toBe('public-service')
      expect(profileFor(profile, 'own')).toBe(profile)
    }
    for (const profile of ['', 'constructor', 'fhir-r4/medical-result/', 'fhir-r4', 'public-service', 'FHIR-R4/claimed'])
      expect([profile, collectedFor(profile)]).toEqual([profile, undefined])
    expect(collectedIn(['fhir-r4/medical-result', 'hdms/activity-day/public-service', 'fhir-r4/claimed', 'fhir-r4/claimed'])).toEqual([
      ...['own', 'public-service', 'treatment'],
    ])
    expect(why(() => collectedIn(['fhir-r4/claimed', 'unknown/profile']))).toContain('what it was collected for')
  })

  test('C6 lists of them have one form, in words and in commands', () => {
    const all: Collected[] = ['own', 'treatment']
    expect(decodeAll(writeCollected(new Writer(), all).bytes(), 'x', readCollected)).toEqual(all)
    const read = (numbers: readonly number[]) => () =>
      decodeAll(new Writer().list(numbers, (w, n) => void w.u8(n)).bytes(), 'x', readCollected)
    for (const numbers of [[2, 0], [0, 0], [3], [0, 1, 2, 2]]) expect([numbers, why(read(numbers))]).not.toEqual([numbers, 'good'])
    expect([collectedOf('own'), collectedOf('own,public-service'), collectedOf('own,public-service,treatment')?.length]).toEqual([
      ...[['own'], ['own', 'public-service'], 3],
    ])
    for (const text of ['', ',', 'own,own', 'public-service,own', 'own,other', 'own, treatment', 'own,'])
      expect([text, collectedOf(text)]).toEqual([text, undefined])
  })

  test('C6 a purpose is a code or somebody’s own words; terms allow theirs and the codes that they list', () => {
    expect(['treatment', 'insurance', 'DUO:0000042', 'DUO:42', 'before an operation', 'Treatment', ''].map(useOf)).toEqual([
      ...['treatment', 'insurance', 'research', 'other', 'other', 'other', 'other'],
    ])
    expect(allows('before an operation, if any', 'before an operation, if any')).toBe(true)
    expect([allows('treatment,care-management', 'care-management'), allows('treatment,care-management', 'insurance')]).toEqual([
      true,
      false,
    ])
    // Words that happen to hold a code allow no code.
    expect([allows('pain,treatment', 'treatment'), allows('pain,treatment', 'pain'), allows('treatment', 'treat')]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('C6 what the public service collected is for the person’s care; all else, and every sale, needs a basis beside the consent', () => {
    const needs = (purpose: string, sold = false) => needsBasis(['own', 'public-service'], purpose, sold)
    for (const use of ['treatment', 'care-management', 'public-service'])
      expect([use, needs(use), needs(use, true)]).toEqual([use, false, true])
    for (const use of ['insurance', 'research', 'family', 'DUO:0000042', 'words'])
      expect([use, needs(use), needs(use, true)]).toEqual([use, true, true])
    expect([needsBasis(['own', 'treatment'], 'insurance', false), needsBasis(['treatment'], 'research', true)]).toEqual([false, false])
  })
})

describe('C6 a Sell', () => {
  const sold = (
    more: { use?: string; collected?: Collected[] } = {},
    terms: Readonly<Record<string, string>> = {},
    bases: readonly Beside[] = [],
  ) =>
    verdict(
      'Sell',
      { purpose: 'DUO:0000042', collected: 'own,public-service', ...terms },
      encodeSell({ use: 'DUO:0000042', collected: ['own'], ...more }),
      bases,
    )

  test('C6 names the purpose of the terms and what the terms say that the data were collected for, or less', () => {
    expect(sold()).toBe('good')
    expect(sold({ use: 'DUO:0000006' })).toMatch(/purpose is not that of the terms/)
    expect(sold({ use: 'anything' }, { purpose: 'anything' })).toMatch(/purpose is not that of the terms/)
    expect(sold({ collected: [] })).toMatch(/what the data were collected for/)
    expect(sold({ collected: ['own', 'treatment'] })).toMatch(/what the data were collected for/)
    for (const collected of ['', 'public-service,own', 'own,own', 'anything'])
      expect(sold({}, { collected })).toMatch(/what the data were collected for/)
    // Terms of before say nothing of it: proving the field fails already.
    expect(() =>
      proveLeaf(issueDocument('hdms/consent-terms', PERSON, [{ kind: 'terms', value: fromValue({ sale: 'paid' }) }], draw), 'collected'),
    ).toThrow()
  })

  test('C6 of the public service’s data is refused without a basis of the same person, for any day, until the release is due', () => {
    const collected: Collected[] = ['own', 'public-service']
    const needed = /collected for the public service: a sale needs a separate basis/
    expect(sold({ collected })).toMatch(needed)
    expect(sold({ collected }, {}, [{}])).toBe('good')
    expect(sold({ collected }, {}, [{ until: NOW }])).toBe('good')
    for (const wrong of [
      { person: OTHER },
      { person: RECIPIENT },
      { until: NOW - 1 },
      { from: 1 },
      { to: ANY_DAY.to - 1 },
      { from: 20_000, to: 20_000 },
    ])
      expect([wrong, sold({ collected }, {}, [wrong])]).toEqual([wrong, expect.stringMatching(needed)])
  })
})

describe('C6 a Share', () => {
  const share = {
    documents: [draw(32)],
    items: ['Observation'],
    ciphertextHash: draw(32),
    purpose: 'treatment',
    recipientKeyHash: draw(32),
  }
  const shared = (more: Partial<Parameters<typeof encodeShare>[0]>, purpose = 'treatment', bases: readonly Beside[] = []) =>
    verdict('Share', { purpose }, encodeShare({ ...share, collected: ['treatment'], ...more }), bases)

  test('C6 is for a purpose that the consent allows, and says what its records were collected for', () => {
    expect([shared({}), shared({ purpose: 'insurance' }, 'treatment,insurance')]).toEqual(['good', 'good'])
    expect(shared({ purpose: 'insurance' })).toMatch(/purpose is not that of the terms/)
    expect(shared({ collected: [] })).toMatch(/what its records were collected for/)
    const { collected: _, ...silent } = { ...share, collected: undefined }
    expect(verdict('Share', { purpose: 'treatment' }, encodeShare(silent))).toMatch(/what its records were collected for/)
    expect(shared({ documents: [], collected: [] })).toBe('good')
  })
  test('C6 of the public service’s data is good for the person’s care, and for nothing else without a basis', () => {
    const collected: Collected[] = ['public-service']
    for (const purpose of ['treatment', 'care-management', 'public-service'])
      expect([purpose, shared({ collected, purpose }, purpose)]).toEqual([purpose, 'good'])
    for (const purpose of ['insurance', 'research', 'family', 'for a study'])
      expect([purpose, shared({ collected, purpose }, purpose), shared({ collected, purpose }, purpose, [{}])]).toEqual([
        ...[purpose, expect.stringContaining('this use needs a separate basis'), 'good'],
      ])
  })
  test('C6 one from before it said it is read as it was', () => {
    const { collected: _, ...old } = { ...share, collected: undefined }
    expect(decodeShare(encodeShare(old))).toEqual(old)
    expect(decodeShare(encodeShare({ ...share, collected: ['own', 'treatment'] }))).toEqual({ ...share, collected: ['own', 'treatment'] })
  })
})

describe('C6 on what days are sold', () => {
  const day = (n: number, purpose: 'own' | 'public-service') => ({
    ...{ person: PERSON, day: 20_000 + n, measures: new Uint8Array(32).fill(n), packets: draw(32), pipeline: draw(32) },
    ...{ purpose, revision: 1 },
  })
  const given = (from: number, to: number, until: number, person = PERSON) => ({ person, from: 20_000 + from, to: 20_000 + to, until })
  const vaultOf = (days: ReturnType<typeof day>[], bases: ReturnType<typeof given>[]): Vault =>
    ({
      owned: (contract: string) =>
        contract === BASIS
          ? bases.map((b, i) => ({ ref: { txId: new Uint8Array(32).fill(i), index: 0 }, output: { contract, state: encodeBasis(b) } }))
          : days.map((d) => ({ ref: { txId: draw(32), index: 0 }, output: { contract, state: encodeDay(d) } })),
    }) as unknown as Vault

  test('C6 of each day the basis that lasts longest; the end is the first of them; one day without one is enough to have none', () => {
    const days = [day(1, 'public-service'), day(2, 'public-service')]
    const bases = [given(1, 1, NOW + 10), given(1, 1, NOW + 50), given(2, 3, NOW + 30), given(0, 9, NOW + 99, OTHER)]
    const vault = vaultOf(days, bases)
    expect(groundsFor(vault, PERSON, days, NOW)).toEqual({
      bases: [hex(new Uint8Array(32).fill(1)), hex(new Uint8Array(32).fill(2))],
      until: NOW + 30,
    })
    expect(groundsFor(vault, PERSON, [...days, day(4, 'public-service')], NOW)).toBeUndefined()
    expect(groundsFor(vault, PERSON, days, NOW + 31)).toBeUndefined()
    expect(groundsFor(vault, PERSON, [], NOW)).toBeUndefined()
  })

  test('C6 a day’s entry says what it was collected for, whatever its profile says', () => {
    const days = daysOf(vaultOf([day(1, 'public-service'), day(2, 'own')], []))
    const row = (n: number, profile: string) => collectedOfRow(days, { verificationKey: hex(new Uint8Array(32).fill(n)), profile })
    expect([row(1, 'hdms/activity-day'), row(2, 'hdms/activity-day'), row(3, 'fhir-r4/medical-result'), row(4, 'x')]).toEqual([
      ...['public-service', 'own', 'treatment', undefined],
    ])
  })
})
