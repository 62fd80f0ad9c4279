/** Steps that other apps counted: read once, by the day of the place, and refused with a reason when they are none. */
import { validateBundle } from '@hdms/health/fhir/validate.ts'
import { stepsObservation } from '@hdms/health/gait/observations.ts'
import { appleHealthSteps, healthConnectSteps, isAppleHealth, isHealthConnect } from '@hdms/health/imports/steps.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { describe, expect, test } from 'vitest'

const record = (source: string, start: string, value: string, type = 'HKQuantityTypeIdentifierStepCount'): string =>
  ` <Record type="${type}" sourceName="${source}" unit="count" creationDate="2026-05-02 09:00:00 +0900" startDate="${start}" endDate="${start}" value="${value}"/>`
const exported = (...records: string[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!ELEMENT HealthData (Record*)>\n]>\n<HealthData locale="ko_KR">\n${records.join('\n')}\n</HealthData>`

describe('Apple Health', () => {
  test('a phone and a watch that count the same steps count once; days are those of the place', () => {
    const text = exported(
      record('Phone &amp; I', '2026-05-01 23:50:00 +0900', '100'),
      record('Watch', '2026-05-01 08:00:00 +0900', '700'),
      record('Watch', '2026-05-01 23:50:00 +0900', '110'),
      record('Phone &amp; I', '2026-05-02 00:05:00 +0900', '40'),
      record('Watch', '2026-05-02 00:05:00 +0900', '3.2', 'HKQuantityTypeIdentifierDistanceWalkingRunning'),
    )
    expect(isAppleHealth(text)).toBe(true)
    expect(appleHealthSteps(text)).toEqual([
      { date: '2026-05-01', steps: 810, source: 'Watch' },
      { date: '2026-05-02', steps: 40, source: 'Phone & I' },
    ])
  })
  test.each([
    ['none', exported()],
    ['negative', exported(record('P', '2026-05-01 08:00:00 +0900', '-4'))],
    ['no number', exported(record('P', '2026-05-01 08:00:00 +0900', 'many'))],
    ['no value', exported(record('P', '2026-05-01 08:00:00 +0900', ''))],
    ['no date', exported(record('P', '', '4'))],
  ])('%s: refused', (_, text) => {
    expect(() => appleHealthSteps(text)).toThrow(expect.objectContaining({ code: 'DOCUMENT_INVALID' }))
  })
})

describe('Health Connect', () => {
  const steps = (startTime: string, count: unknown, packageName = 'a') => ({
    startTime,
    startZoneOffset: '+09:00',
    count,
    metadata: { dataOrigin: { packageName } },
  })
  test('records by the day of their zone, from the source that counted most', () => {
    const text = JSON.stringify({
      records: [steps('2026-05-01T14:59:00Z', 10), steps('2026-05-01T15:00:00Z', 20), steps('2026-05-01T15:10:00Z', 30, 'b')],
    })
    expect(isHealthConnect(text)).toBe(true)
    expect(healthConnectSteps(text)).toEqual([
      { date: '2026-05-01', steps: 10, source: 'a' },
      { date: '2026-05-02', steps: 30, source: 'b' },
    ])
  })
  test.each([
    ['no JSON', '{'],
    ['no list', '{"records": 3}'],
    ['no steps', '{"records": []}'],
    ['a time that is none', JSON.stringify([steps('yesterday', 3)])],
    ['a count that is none', JSON.stringify([steps('2026-05-01T14:59:00Z', '3')])],
  ])('%s: refused', (_, text) => {
    expect(() => healthConnectSteps(text)).toThrow(expect.objectContaining({ code: 'DOCUMENT_INVALID' }))
  })
  test('a FHIR bundle is neither', () => {
    const bundle = '{"resourceType":"Bundle","entry":[]}'
    expect([isHealthConnect(bundle), isAppleHealth(bundle)]).toEqual([false, false])
  })
})

test('they become Observations that the validator of FHIR takes', () => {
  const resource = stepsObservation('2026-05-01', 810, 'CN=1,O=Health In My Storage,C=KR', 'Watch')
  validateBundle(fromValue({ resourceType: 'Bundle', type: 'collection', entry: [{ resource }] }))
})
