/** What a phone may sell of a person's days: those of the public service only on a basis that stands, whatever the order says. */

import { ACTIVITY, encodeDay, type Purpose } from '@hdms/flows/activity/contract.ts'
import { DAY_PROFILE } from '@hdms/flows/activity/record.ts'
import { BASIS, encodeBasis } from '@hdms/flows/consent/basis.ts'
import type { Vault } from '@hdms/flows/core/vault.ts'
import { type Owned, sellable } from '@hdms/node/personal/sellable.ts'
import { hex } from '@hdms/shared/bytes.ts'
import { MINUTE } from '@hdms/shared/time.ts'
import { describe, expect, test } from 'vitest'

const PERSON = new Uint8Array(32).fill(7)
const NOW = 30_000_000
const DAY_NUMBER = 20_000
const tx = (n: number): string => n.toString(16).padStart(2, '0').repeat(32)
const measures = (n: number): string => (n + 100).toString(16).padStart(2, '0').repeat(32)

interface Basis {
  readonly person?: Uint8Array
  readonly from?: number
  readonly to?: number
  readonly until?: number
}
/** A person with one record of a hospital, and one day for each list of purposes: an entry each, the last of which counts. */
function owner(days: readonly (readonly Purpose[])[], bases: readonly Basis[] = []): Owned {
  const entries = days.map((purposes, day) => purposes.map((purpose, revision) => ({ purpose, id: day * 10 + revision })))
  const state = (id: number, purpose: Purpose) =>
    encodeDay({
      ...{ person: PERSON, day: DAY_NUMBER, measures: new Uint8Array(32).fill(id + 100), packets: new Uint8Array(32) },
      ...{ pipeline: new Uint8Array(32), purpose, revision: 1 },
    })
  const outputs = new Map(entries.flat().map(({ id, purpose }) => [tx(id), { contract: ACTIVITY, state: state(id, purpose) }]))
  const owned = bases.map(({ person = PERSON, from = DAY_NUMBER, to = DAY_NUMBER, until = NOW + 60 }) => ({
    ref: { txId: new Uint8Array(32), index: 0 },
    output: { contract: BASIS, state: encodeBasis({ person, from, to, until }) },
  }))
  return {
    documents: {
      list: () => [
        { verificationKey: 'record', profile: 'fhir-r4/medical-result' } as never,
        ...entries.flat().map(({ id }) => ({ verificationKey: measures(id), profile: DAY_PROFILE }) as never),
      ],
    },
    activity: {
      days: { list: () => entries.map((day) => ({ entries: day.map(({ id }) => ({ tx: tx(id), measures: measures(id) })) }) as never) },
    },
    vault: {
      output: ({ txId }: { txId: Uint8Array }) => ({ output: outputs.get(hex(txId)) }) as never,
      owned: () => owned as never,
    } as unknown as Vault,
  }
}
const may = (of: Owned, key = measures(0)): boolean => sellable(of, NOW * MINUTE)(key)

describe('what may be sold', () => {
  test('records that are no days, and days that the person collected for themselves', () => {
    expect([may(owner([['public-service']]), 'record'), may(owner([['own']]))]).toEqual([true, true])
  })

  test('a day of the public service is not, and is on a basis for that person, that day and this minute', () => {
    const day = [['public-service']] as const
    expect(may(owner(day))).toBe(false)
    expect(may(owner(day, [{}]))).toBe(true)
    expect(may(owner(day, [{ until: NOW }]))).toBe(true)
    for (const basis of [
      { person: new Uint8Array(32).fill(8) },
      { from: DAY_NUMBER + 1, to: DAY_NUMBER + 1 },
      { to: DAY_NUMBER - 1, from: 0 },
      { until: NOW - 1 },
    ])
      expect([basis, may(owner(day, [basis]))]).toEqual([basis, false])
  })

  test('a day counts in its last revision: not in one before, and not by the purpose of one before', () => {
    const extended = owner([['own', 'public-service']])
    expect([may(extended, measures(0)), may(extended, measures(1))]).toEqual([false, false])
    const own = owner([['own', 'own']])
    expect([may(own, measures(0)), may(own, measures(1))]).toEqual([false, true])
  })
})
