/** Searches over FHIR: what is found by what, and what is not passed over. */
import type { Issued } from '@hdms/node/institutional/fhir/records.ts'
import { everythingOf, patientSearchOf, searchOf } from '@hdms/node/institutional/fhir/search.ts'
import { describe, expect, test } from 'vitest'

const LABORATORY = 'http://terminology.hl7.org/CodeSystem/observation-category'
const issued = (type: string, fields: object, updated = '2026-11-21T03:00:00.000Z'): Issued => ({
  ...{ id: 'a-1', type, patient: 'P-1', updated },
  text: JSON.stringify({ resourceType: type, ...fields }),
})
const glucose = issued('Observation', {
  status: 'final',
  effectiveDateTime: '2026-11-20',
  category: [{ coding: [{ system: LABORATORY, code: 'laboratory' }] }],
  code: { coding: [{ system: 'http://loinc.org', code: '2345-7' }] },
})

describe('search', () => {
  test.each([
    ['category', 'laboratory', true],
    ['category', `${LABORATORY}|laboratory`, true],
    ['category', `${LABORATORY}|`, true],
    ['category', 'http://loinc.org|laboratory', false],
    ['category', 'imaging', false],
    ['category', 'imaging,laboratory', true],
    ['code', '2345-7', true],
    ['code', 'laboratory', false],
    ['category', '2345-7', false],
    ['status', 'amended', false],
    ['date', 'ge2026-11-20', true],
    ['date', 'gt2026-11-20', false],
  ])('%s=%s', (name, value, found) => {
    expect(searchOf({ [name]: value }, true).matches(glucose)).toBe(found)
  })

  test('patients are found by identifier with and without its system, and by nothing that the node does not know', () => {
    const [known, other] = [
      { id: 'P-1', identifiers: [{ value: 'A-9' }, { system: 'urn:oid:1.2.3', value: 'P-1' }] },
      { id: 'P-2', identifiers: [{ system: 'urn:oid:1.2.3', value: 'P-2' }] },
    ]
    for (const identifier of ['P-1', 'urn:oid:1.2.3|P-1', '|P-1', 'P-9,P-1', 'A-9']) {
      const { matches } = patientSearchOf({ identifier }, false)
      expect([identifier, matches(known), matches(other)]).toEqual([identifier, true, false])
    }
    expect(patientSearchOf({ identifier: 'urn:oid:1.2.3|A-9' }, false).matches(known)).toBe(false)
    expect(patientSearchOf({ identifier: 'urn:other|P-1' }, false).matches(known)).toBe(false)
    expect(() => patientSearchOf({ name: 'Kim' }, false)).toThrow(/patients are found by _id, identifier/)
    expect(() => patientSearchOf({ identifier: 'P-1', name: 'Kim' }, true)).toThrow(/patients are found by/)
    expect(patientSearchOf({}, false).matches(other)).toBe(true)
  })

  test('everything is limited by type, by the day it is about and by when it was stored; what has no day stays', () => {
    const undated = issued('Organization', { name: 'Laboratory' })
    expect(everythingOf({})(glucose)).toBe(true)
    expect([everythingOf({ _type: 'Condition,Observation' })(glucose), everythingOf({ _type: 'Condition' })(glucose)]).toEqual([
      true,
      false,
    ])
    expect([everythingOf({ start: '2026-11-20' })(glucose), everythingOf({ start: '2026-11-21' })(glucose)]).toEqual([true, false])
    expect([everythingOf({ end: '2026-11-20' })(glucose), everythingOf({ end: '2026-11-19' })(glucose)]).toEqual([true, false])
    expect(everythingOf({ start: '2027-01-01' })(undated)).toBe(true)
    expect([everythingOf({ _since: '2026-11-21' })(glucose), everythingOf({ _since: '2026-11-22' })(glucose)]).toEqual([true, false])
    expect(() => everythingOf({ start: 'yesterday' })).toThrow(/start/)
  })
})
