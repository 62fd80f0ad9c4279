/** Steps that other apps counted: read once, by the day of the place, and refused with a reason when they are none. */
import { validateBundle } from '@hdms/health/fhir/validate.ts'
import { stepsObservation } from '@hdms/health/gait/observations.ts'
import type { LeftOut } from '@hdms/health/imports/left-out.ts'
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
    ['of a calendar of another era', exported(record('P', '2569-05-01 08:00:00 +0900', '4'))],
    ['of a clock that was never set', exported(record('P', '0001-01-01 00:00:00 +0000', '4'))],
    ['of no day of the calendar', exported(record('P', '2026-02-30 08:00:00 +0900', '4'))],
    ['more than a person walks', exported(record('P', '2026-05-01 08:00:00 +0900', '200001'))],
  ])('%s: refused', (_, text) => {
    expect(() => appleHealthSteps(text)).toThrow(expect.objectContaining({ code: 'DOCUMENT_INVALID' }))
  })
  test('a bad record never refuses the rest, and what was left out is told by reason', () => {
    const good = record('P', '2026-05-01 08:00:00 +0900', '500')
    const leftOut: LeftOut[] = []
    const bad = [
      record('P', '2026-05-02 08:00:00 +0900', 'many'),
      record('P', '2026-05-02 09:00:00 +0900', '-1'),
      record('P', '2569-05-02 09:00:00 +0900', '1'),
      '<Record type="HKQuantityTypeIdentifierStepCount" sourceName="P" <',
      record('P', '2026-05-03 08:00:00 +0900', '1').replace('value=', 'value="2" value='),
    ]
    expect(appleHealthSteps(exported(...bad.slice(0, 2), good, ...bad.slice(2)), { leftOut })).toEqual([
      { date: '2026-05-01', steps: 500, source: 'P' },
    ])
    expect(leftOut).toEqual([
      { path: 'HealthData.Record[0]', why: 'a count that is no number of steps', count: 2 },
      { path: 'HealthData.Record[3]', why: 'a day on which nobody can have counted', count: 1 },
      { path: 'HealthData.Record[4]', why: 'a record never ends', count: 1 },
      { path: 'HealthData.Record[5]', why: 'its attributes are not well-formed', count: 1 },
    ])
    // A file that was cut off in the middle gives what it has.
    expect(appleHealthSteps(exported(good, good).slice(0, -120))).toHaveLength(1)
  })
  test('one source counts a time once: twice the same record, also from another zone, and a corrected one', () => {
    const [start, same] = ['2026-05-01 08:00:00 +0900', '2026-04-30 23:00:00 +0000']
    const later = record('P', '2026-05-01 10:00:00 +0900', '20')
    expect(appleHealthSteps(exported(record('P', start, '500'), record('P', start, '500'), record('P', start, '510'), later))).toEqual([
      { date: '2026-05-01', steps: 530, source: 'P' },
    ])
    expect(appleHealthSteps(exported(record('P', start, '500'), record('P', same, '500'))).map((d) => d.steps)).toEqual([500])
  })
  test('nothing of tomorrow, and nothing that ends before it begins or takes more than a day', () => {
    const now = Date.parse('2026-05-01T12:00:00Z')
    const spanning = (until: string) => record('P', '2026-05-01 08:00:00 +0900', '9').replace(/endDate="[^"]*"/, `endDate="${until}"`)
    const read = (text: string) => appleHealthSteps(exported(text), { now })
    expect(read(record('P', '2026-05-02 01:00:00 +1400', '9'))).toHaveLength(1)
    expect(() => read(record('P', '2026-05-03 01:00:00 +0900', '9'))).toThrow('nobody can have counted')
    expect(() => read(spanning('2026-05-01 07:59:00 +0900'))).toThrow('ends before it begins')
    expect(() => read(spanning('2026-05-02 08:01:00 +0900'))).toThrow('more than a day')
  })
  test('markup that never ends costs no more than its length', () => {
    const open = '<Record type="HKQuantityTypeIdentifierStepCount" a=\''.repeat(100_000)
    const before = process.cpuUsage().user
    expect(() => appleHealthSteps(exported(open))).toThrow('never ends')
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5)
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
  test('the day is that of the place: of the zone, else of the offset in the time, else of the phone', () => {
    const day = (startTime: unknown, more: object = {}) =>
      healthConnectSteps(JSON.stringify({ stepsRecords: [{ startTime, count: 5, ...more }] }), { offset: () => -5 * 60 }).map((d) => d.date)
    expect(day('2026-05-01T08:00:00+09:00')).toEqual(['2026-05-01'])
    expect(day('2026-05-01T01:00:00+09:00', { startZoneOffset: '-05:00' })).toEqual(['2026-04-30'])
    expect(day('2026-05-01T16:00:00Z', { startZoneOffset: { totalSeconds: 32400 } })).toEqual(['2026-05-02'])
    expect(day('2026-05-01T16:00:00Z', { startZoneOffset: '+0900' })).toEqual(['2026-05-02'])
    expect(day('2026-05-01T16:00:00Z', { startZoneOffset: 'Z' })).toEqual(['2026-05-01'])
    expect(day('2026-05-01T03:00:00Z')).toEqual(['2026-04-30'])
    expect(day('2026-05-01T23:59:00')).toEqual(['2026-05-01'])
    expect(day(Date.parse('2026-05-01T03:00:00Z'))).toEqual(['2026-04-30'])
    expect(() => day(Date.parse('2026-05-01T03:00:00Z'), { startZoneOffset: 1e300 })).not.toThrow()
  })
  test('the same record twice counts once, and a bad one is left out', () => {
    const leftOut: LeftOut[] = []
    const list = [
      steps('2026-05-01T08:00:00Z', 10),
      steps('2026-05-01T08:00:00Z', 10),
      steps('soon', 1),
      null,
      steps('2026-05-01T09:00:00Z', 1),
    ]
    expect(healthConnectSteps(JSON.stringify(list), { leftOut })).toEqual([{ date: '2026-05-01', steps: 11, source: 'a' }])
    expect(leftOut.map((l) => [l.path, l.count])).toEqual([
      ['records[2].startTime', 1],
      ['records[3]', 1],
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
