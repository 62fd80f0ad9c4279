/** Resources of one shape are judged once; what validity depends on is never only a class. */
import { shapeOf, ValidShapes } from '@hdms/health/fhir/shapes.ts'
import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
import { describe, expect, test } from 'vitest'

const observation = (more: Readonly<Record<string, unknown>> = {}) => ({
  resourceType: 'Observation',
  id: 'a1',
  status: 'final',
  code: { coding: [{ system: 'http://loinc.org', code: '2345-7', display: 'Glucose' }], text: 'Glucose' },
  effectiveDateTime: '2026-11-21T10:00:00+09:00',
  valueQuantity: { value: 95, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' },
  ...more,
})
const json = (resource: object) => parseJson(JSON.stringify(resource))
const shape = (more: Readonly<Record<string, unknown>> = {}) => shapeOf(json(observation(more)))

describe('one shape have', () => {
  test.each([
    ['another number', { valueQuantity: { value: 9.75, unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' } }],
    ['another time of the day', { effectiveDateTime: '2026-11-21T23:59:59+09:00' }],
    ['another id', { id: 'b-2.c' }],
    ['other words', { code: { coding: [{ system: 'http://loinc.org', code: '2345-7', display: '포도당' }], text: 'sugar' } }],
  ])('resources with %s', (_what, more) => {
    expect(shape(more)).toBe(shape())
  })
})

describe('another shape has', () => {
  test.each([
    ['another element', { note: [{ text: 'x' }] }],
    ['another code', { code: { coding: [{ system: 'http://loinc.org', code: '2345-8', display: 'Glucose' }], text: 'Glucose' } }],
    ['another day, which may not be', { effectiveDateTime: '2026-02-30T10:00:00+09:00' }],
    ['a time that is none', { effectiveDateTime: '2026-11-21T25:00:00+09:00' }],
    ['a zone that is none', { effectiveDateTime: '2026-11-21T10:00:00+15:00' }],
    ['an id with other characters', { id: 'a b' }],
    [
      'words with a control character',
      { code: { coding: [{ system: 'http://loinc.org', code: '2345-7', display: 'Glu\u0001cose' }], text: 'Glucose' } },
    ],
    ['an empty text', { code: { coding: [{ system: 'http://loinc.org', code: '2345-7', display: 'Glucose' }], text: '' } }],
    ['a text instead of a number', { valueQuantity: { value: '95', unit: 'mg/dL', system: 'http://unitsofmeasure.org', code: 'mg/dL' } }],
    ['another status', { status: 'finished' }],
  ])('a resource with %s', (_what, more) => {
    expect(shape(more)).not.toBe(shape())
  })

  test('no resource at all in which values are compared with each other', () => {
    expect(shape({ effectivePeriod: { start: '2026-01-01', end: '2025-01-01' } })).toBeUndefined()
    expect(shape({ valueRange: { low: { value: 2 }, high: { value: 1 } } })).toBeUndefined()
  })
})

test('what was judged before is not judged again, and what is not valid always is', () => {
  const shapes = new ValidShapes(2)
  let judged = 0
  const valid = (more: Readonly<Record<string, unknown>> = {}) => {
    const resource = json(observation(more))
    return shapes.isValid(resource, () => {
      judged++
      return problemsOf(resource).length === 0
    })
  }
  expect([valid(), valid({ id: 'other' }), judged]).toEqual([true, true, 1])
  expect([valid({ id: 'a b' }), valid({ id: 'a b' }), judged]).toEqual([false, false, 3])
  // The oldest of more than fit is forgotten.
  for (const note of ['x', 'y']) valid({ note: [{ text: note }, ...(note === 'y' ? [{ text: note }] : [])] })
  const before = judged
  expect([valid(), judged]).toEqual([true, before + 1])
})
