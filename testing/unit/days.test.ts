/** Days of the place where the person was, each second once; and the documents made of a day. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validateBundle } from '@hdms/health/fhir/validate.ts'
import { byDay, Counted, dateOf, type Offset } from '@hdms/health/gait/days.ts'
import { observationsOf, openMHealth, totalsOf } from '@hdms/health/gait/observations.ts'
import type { ActiveMinute, Bout } from '@hdms/health/gait/walk.ts'
import { instantIn } from '@hdms/shared/decimal.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { dataPath, needs } from '../support/data.ts'

const at = (iso: string): number => Date.parse(iso) / 1000
const minute = (iso: string, more: Partial<ActiveMinute> = {}): ActiveMinute => ({
  start: at(iso),
  steps: 100,
  distance: 70,
  mets: 3.4,
  intensity: 'moderate',
  moving: 60,
  confidence: 0.9,
  ...more,
})
const seoul: Offset = () => 540

describe('days', () => {
  test('midnight is that of the place, not of Greenwich', () => {
    const days = byDay([minute('2026-05-01T14:59:00Z'), minute('2026-05-01T15:00:00Z')], [], seoul)
    expect(days.map((d) => [d.date, d.minutes.length])).toEqual([
      ['2026-05-01', 1],
      ['2026-05-02', 1],
    ])
  })
  test('a flight east: the same moments, other dates from the landing on, every minute once', () => {
    const landing = at('2026-05-01T18:00:00Z') * 1000
    const offset: Offset = (ms) => (ms < landing ? 60 : 540)
    const minutes = Array.from({ length: 24 }, (_, h) => minute(new Date((at('2026-05-01T06:00:00Z') + h * 3600) * 1000).toISOString()))
    const days = byDay(minutes, [], offset)
    expect(days.reduce((n, d) => n + d.minutes.length, 0)).toBe(24)
    expect(days.map((d) => d.date)).toEqual(['2026-05-01', '2026-05-02'])
  })
  test('summer time: the hour that the clock shows twice is two hours, the one it skips is none', () => {
    const back = at('2026-10-25T01:00:00Z') * 1000
    const offset: Offset = (ms) => (ms < back ? 120 : 60)
    const minutes = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((iso) => minute(iso))
    expect(minutes.map((m) => dateOf(m.start, offset(m.start * 1000)))).toEqual(['2026-10-25', '2026-10-25'])
    expect(byDay(minutes, [], offset)[0]?.minutes).toHaveLength(2)
  })
  test('what comes twice and out of order counts once and in order', () => {
    const [a, b] = [minute('2026-05-01T01:00:00Z'), minute('2026-05-01T02:00:00Z')]
    expect(byDay([b, a, b, a], [], seoul)[0]?.minutes).toEqual([a, b])
  })
})

describe('spans that were counted', () => {
  test('only what is new is given; overlaps, repeats and late pieces fill the holes', () => {
    const counted = new Counted()
    expect(counted.take(0, 100)).toEqual([[0, 100]])
    expect(counted.take(50, 150)).toEqual([[100, 150]])
    expect(counted.take(200, 300)).toEqual([[200, 300]])
    expect(counted.take(0, 400)).toEqual([
      [150, 200],
      [300, 400],
    ])
    expect(counted.take(10, 390)).toEqual([])
    expect(new Counted(counted.list()).take(399, 401)).toEqual([[400, 401]])
    expect(counted.list()).toEqual([[0, 400]])
  })
})

describe('the documents of a day', () => {
  const bout: Bout = {
    start: at('2026-05-01T01:00:00Z'),
    end: at('2026-05-01T01:10:00Z'),
    steps: 1010,
    left: undefined,
    right: undefined,
    distance: 720.4,
    speed: 1.2,
    cadence: 101,
    climb: 0,
    kind: 'walk',
    mets: 3.42,
    doubleSupport: 0.25,
    asymmetry: 1,
    variability: 2,
    turns: 0,
    confidence: 0.9,
  }
  const [day] = byDay(
    [minute('2026-05-01T01:00:00Z'), minute('2026-05-01T01:01:00Z', { intensity: 'vigorous', steps: 160 })],
    [bout],
    seoul,
  )
  if (!day) throw new Error('no day')
  test('totals', () => {
    expect(totalsOf(day.minutes)).toEqual({ steps: 260, distance: 140, moderate: 1, vigorous: 1 })
  })
  test('FHIR Observations that our validation accepts, with LOINC and UCUM', () => {
    const resources = observationsOf(day, 'CN=ab,O=Health In My Storage,C=KR', 'hdms-gait/1')
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: resources.map((resource) => ({ resource })) }
    expect(() => validateBundle(fromValue(bundle))).not.toThrow()
    expect(resources).toHaveLength(5)
    expect(resources[0]).toMatchObject({
      code: { coding: [{ system: 'http://loinc.org', code: '41950-7' }] },
      valueQuantity: { value: 260, code: '/d' },
      effectiveDateTime: '2026-05-01',
    })
    expect(resources[4]).toMatchObject({
      code: { coding: [{ code: '55423-8' }] },
      effectivePeriod: { start: '2026-05-01T01:00:00Z', end: '2026-05-01T01:10:00Z' },
    })
  })
  test('both categories of the HL7 Physical Activity guide', () => {
    for (const each of observationsOf(day, 'CN=ab,O=Health In My Storage,C=KR', 'hdms-gait/1'))
      expect(
        (each as { category: { coding: { system: string; code: string }[] }[] }).category.map((c) => [
          c.coding[0]?.system,
          c.coding[0]?.code,
        ]),
      ).toEqual([
        ['http://terminology.hl7.org/CodeSystem/observation-category', 'activity'],
        ['http://hl7.org/fhir/us/physical-activity/CodeSystem/pa-temporary-codes', 'PhysicalActivity'],
      ])
  })
  const schemas = 'health/open-mhealth-schemas/schema/omh'
  test('Open mHealth headers and bodies are valid by its schemas; a data point has one id', needs(schemas), () => {
    const ajv = new Ajv({
      strict: false,
      validateFormats: true,
      formats: { uri: true, 'date-time': (t: string) => instantIn(t) !== undefined },
    })
    const names = new Set<string>()
    for (const file of readdirSync(dataPath(schemas))) {
      const text = readFileSync(join(dataPath(schemas), file), 'utf8').trim()
      names.add(file)
      // A file of one line names another: 1.x is the newest 1.
      if (!text.startsWith('{')) ajv.addSchema({ $ref: text }, file)
      else {
        const { $schema, $id, id, ...schema } = JSON.parse(text) as Record<string, unknown>
        void [$schema, $id, id]
        ajv.addSchema(schema, file)
      }
    }
    // Of these two the collection has no file.
    const object = { type: 'object' }
    ajv.addSchema(
      { ...object, required: ['value', 'unit'], properties: { value: { type: 'number' }, unit: { type: 'string' } } },
      'unit-value-1.x.json',
    )
    ajv.addSchema({ ...object, required: ['time_interval'] }, 'time-frame-1.x.json')
    const problems = (name: string, value: unknown): unknown => {
      const validate = ajv.getSchema(name)
      return validate?.(value) === true ? [] : (validate?.errors ?? name)
    }
    const points = openMHealth(day) as { header: { id: string; schema_id: { name: string; version: string } }; body: object }[]
    for (const { header, body } of points) {
      expect(problems('header-1.2.json', header)).toEqual([])
      const file = `${header.schema_id.name}-${header.schema_id.version}.json`
      if (names.has(file)) expect(problems(file, body)).toEqual([])
    }
    expect(points.some((p) => names.has(`${p.header.schema_id.name}-${p.header.schema_id.version}.json`))).toBe(true)
    expect(problems('physical-activity-1.2.json', { ...points[1]?.body, met_value: { value: 3.4 } })).not.toEqual([])
    expect(problems('header-1.2.json', { schema_id: points[0]?.header.schema_id })).not.toEqual([])
    expect(openMHealth(day).map((p) => (p as { header: { id: string } }).header.id)).toEqual(points.map((p) => p.header.id))
    expect(new Set(points.map((p) => p.header.id)).size).toBe(points.length)
  })
  test('Open mHealth bodies', () => {
    expect(openMHealth(day)).toMatchObject([
      { header: { schema_id: { name: 'step-count' } }, body: { step_count: { value: 1010, unit: 'steps' } } },
      {
        header: { schema_id: { name: 'physical-activity' } },
        body: { activity_name: 'walk', distance: { value: 720, unit: 'm' }, met_value: 3.4 },
      },
    ])
  })
})
