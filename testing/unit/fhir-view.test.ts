/** What a person sees of a resource at a glance. */
import { viewOf } from '@hdms/health/fhir/view.ts'
import { describe, expect, test } from 'vitest'

const quantity = (value: number, unit: string) => ({ value, unit, system: 'http://unitsofmeasure.org', code: unit })

describe('a resource at a glance', () => {
  test('an observation: what, how much, when', () => {
    const weight = {
      resourceType: 'Observation',
      status: 'final',
      code: { text: '체중' },
      valueQuantity: quantity(68.4, 'kg'),
      effectiveDateTime: '2026-03-01',
    }
    expect(viewOf(weight)).toEqual({ title: '체중', value: '68.4 kg', date: '2026-03-01', status: 'final' })
  })
  test('what is denied says so before anything else', () => {
    const system = 'http://terminology.hl7.org/CodeSystem/condition-ver-status'
    const condition = { resourceType: 'Condition', code: { text: 'Diabetes' }, clinicalStatus: { coding: [{ code: 'active' }] } }
    expect(viewOf(condition).status).toBe('active')
    expect(viewOf({ ...condition, verificationStatus: { coding: [{ system, code: 'refuted' }] } }).status).toBe('refuted')
    expect(viewOf({ resourceType: 'MedicationRequest', status: 'active', doNotPerform: true }).status).toBe('do-not-perform')
    expect(viewOf({ resourceType: 'Immunization', status: 'not-done' }).status).toBe('not-done')
  })
  test('components stand side by side; plain counts have no unit', () => {
    const code = (text: string) => ({ code: { text } })
    const pressure = {
      resourceType: 'Observation',
      ...code('Blood pressure'),
      component: [
        { ...code('Systolic'), valueQuantity: quantity(142, 'mm[Hg]') },
        { ...code('Diastolic'), valueQuantity: quantity(88, 'mm[Hg]') },
      ],
    }
    expect(viewOf(pressure).value).toBe('Systolic 142 mm[Hg] · Diastolic 88 mm[Hg]')
    expect(viewOf({ resourceType: 'Observation', ...code('Problems'), valueQuantity: quantity(1, '1') }).value).toBe('1')
  })
  test('names, codings without text, periods; what is missing or odd shows as empty', () => {
    expect(viewOf({ resourceType: 'Patient', name: [{ family: '김', given: ['하늘'] }], birthDate: '1984-04-17' })).toMatchObject({
      title: '김하늘',
      date: '1984-04-17',
    })
    expect(viewOf({ resourceType: 'Practitioner', name: [{ family: 'Kim', given: ['Ha', 'Neul'] }] }).title).toBe('Ha Neul Kim')
    expect(viewOf({ resourceType: 'Condition', code: { coding: [{ display: 'Asthma' }] } }).title).toBe('Asthma')
    expect(viewOf({ resourceType: 'Encounter', type: [{ text: 'Visit' }], period: { start: '2025-01-02T10:00:00Z' } })).toMatchObject({
      title: 'Visit',
      date: '2025-01-02T10:00:00Z',
    })
    for (const odd of [null, 7, 'x', [], { resourceType: 5, code: 'no', valueQuantity: null }])
      expect(viewOf(odd)).toMatchObject({ value: '', date: '' })
  })
})
