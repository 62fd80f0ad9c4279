/** What a person sees of a resource at a glance. */
import { recordDate, recordDates, typeset } from '@hdms/apps/health-in-my-storage/parts/format.ts'
import { resolverOf, viewOf } from '@hdms/health/fhir/view.ts'
import { exactOf } from '@hdms/shared/documents/exact.ts'
import { parseJson } from '@hdms/shared/documents/json.ts'
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

const observation = (more: object) => ({ resourceType: 'Observation', status: 'final', code: { text: 'Test' }, ...more })
/** As a record on the disk is shown: with its digits. */
const shown = (more: object | string) => viewOf(exactOf(parseJson(typeof more === 'string' ? more : JSON.stringify(observation(more)))))
const coded = (system: string, code: string, display?: string) => ({ coding: [{ system, code, ...(display ? { display } : {}) }] })
const V3 = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'

describe('a value is never less than it says', () => {
  test.each([
    ['less than what can be measured', { valueQuantity: { ...quantity(3, 'ng/L'), comparator: '<' } }, '< 3 ng/L'],
    ['at most', { valueQuantity: { ...quantity(90, 'mL/min'), comparator: '>=' } }, '>= 90 mL/min'],
    ['a titre', { valueRatio: { numerator: { value: 1 }, denominator: { value: 128 } } }, '1:128'],
    ['a titre above', { valueRatio: { numerator: { value: 1, comparator: '>' }, denominator: { value: 128 } } }, '> 1:128'],
    ['a ratio with units', { valueRatio: { numerator: quantity(30, 'mg'), denominator: quantity(1, 'g') } }, '30 mg / 1 g'],
    ['a range', { valueRange: { low: quantity(2, '/[HPF]'), high: quantity(5, '/[HPF]') } }, '2–5 /[HPF]'],
    ['a range without an end', { valueRange: { low: quantity(100, '/uL') } }, '>= 100 /uL'],
    ['nought', { valueInteger: 0 }, '0'],
    ['no', { valueBoolean: false }, 'false'],
    ['a word', { valueCodeableConcept: coded('http://snomed.info/sct', '260385009', 'Negative') }, 'Negative'],
    ['a code without a word is no number', { valueCodeableConcept: coded('http://snomed.info/sct', '260385009') }, 'SNOMED CT 260385009'],
    ['of a system that nobody knows', { valueCodeableConcept: coded('urn:local', '12') }, 'code 12'],
    ['no value, and why', { dataAbsentReason: coded('x', 'error', 'Error in the device') }, 'Error in the device'],
    ['value and parts', { valueInteger: 9, component: [{ code: { text: 'Heart rate' }, valueInteger: 2 }] }, '9 · Heart rate 2'],
  ])('%s', (_, more, expected) => {
    expect(shown(more).value).toBe(expected)
    expect(viewOf(observation(more)).value).toBe(expected)
  })

  test('components stand in their order, each with its own comparator, judgement and range', () => {
    const part = (text: string, more: object) => ({ code: { text }, ...more })
    const component = [
      part('Diastolic', { valueQuantity: quantity(88, 'mm[Hg]') }),
      part('Systolic', {
        valueQuantity: { ...quantity(250, 'mm[Hg]'), comparator: '>' },
        interpretation: [coded(V3, 'HH', 'Critical high')],
      }),
      part('Pulse', { valueQuantity: quantity(61, '/min'), referenceRange: [{ low: quantity(50, '/min'), high: quantity(90, '/min') }] }),
    ]
    expect(shown({ component }).value).toBe('Diastolic 88 mm[Hg] · Systolic > 250 mm[Hg] (Critical high) · Pulse 61 /min (50–90 /min)')
  })

  test('what it is judged as and what it is compared with', () => {
    const view = shown({
      valueQuantity: quantity(6.1, '%'),
      interpretation: [coded(V3, 'H', 'High')],
      referenceRange: [{ low: quantity(4, '%'), high: quantity(5.6, '%') }],
    })
    expect(view).toMatchObject({ value: '6.1 %', flags: ['H'], interpretation: 'High', reference: '4–5.6 %' })
    expect(shown({ referenceRange: [{ high: quantity(5.6, '%'), appliesTo: [{ text: 'women' }] }, { text: 'negative' }] }).reference).toBe(
      'women <= 5.6 %; negative',
    )
    expect(shown({ interpretation: [{ text: '재검 필요' }] })).toMatchObject({ interpretation: '재검 필요' })
    expect(shown({ interpretation: [{ text: '재검 필요' }] }).flags).toBeUndefined()
  })

  test('digits as they were written; a long tail is rounded, never across what it is compared with', () => {
    const value = (lexeme: string, bounds = '') =>
      shown(`{"resourceType":"Observation","valueQuantity":{"value":${lexeme}}${bounds && `,"referenceRange":[${bounds}]`}}`).value
    expect(
      ['5.50', '1.2E+2', '120', '1.50e1', '0', '-3.10', '100', '1234567', '68.39999999999999', '0.00012345'].map((l) => value(l)),
    ).toEqual(['5.50', '120', '120', '15.0', '0', '-3.10', '100', '1234567', '68.4', '0.000123'])
    const [low, high] = ['{"low":{"value":4}}', '{"high":{"value":4.0}}']
    expect([
      value('4.00041234', high),
      value('3.99999', low),
      value('4.00041234', low),
      value('72.123456', '{"high":{"value":72.125}}'),
    ]).toEqual(['4.0004', '3.99999', '4.0004', '72.123'])
  })

  test('a medicine that is a reference has its name, wherever the record holds it', () => {
    const ask = (reference: string, more = {}) => ({
      resourceType: 'MedicationRequest',
      status: 'active',
      medicationReference: { reference, ...more },
    })
    const medication = { resourceType: 'Medication', id: 'm1', code: { text: 'Warfarin 5 mg' } }
    const resolve = resolverOf([medication, null, 'x'])
    for (const reference of ['Medication/m1', 'https://his.example/fhir/Medication/m1/_history/2', 'urn:uuid:m1'])
      expect(viewOf(ask(reference), resolve).title).toBe('Warfarin 5 mg')
    expect(viewOf({ ...ask('#m'), contained: [{ ...medication, id: 'm', code: { text: 'Aspirin' } }] }, resolve).title).toBe('Aspirin')
    expect(viewOf(ask('Medication/m2', { display: 'Heparin' }), resolve).title).toBe('Heparin')
    expect(viewOf(ask('Medication/m2'), resolve).title).toBe('MedicationRequest')
  })

  test.each([
    ['MedicationRequest', { doNotPerform: true, status: 'active' }, 'do-not-perform'],
    ['MedicationStatement', { status: 'not-taken' }, 'not-taken'],
    ['MedicationAdministration', { status: 'not-done' }, 'not-done'],
    ['Procedure', { status: 'not-done' }, 'not-done'],
    ['Immunization', { status: 'completed', wasNotGiven: true }, 'not-done'],
    ['Condition', { clinicalStatus: { coding: [{ code: 'active' }] }, verificationStatus: { coding: [{ code: 'refuted' }] } }, 'refuted'],
    ['Observation', { status: 'entered-in-error', valueInteger: 1 }, 'entered-in-error'],
    ['Observation', { status: 'final', modifierExtension: [{ url: 'urn:not' }] }, 'modified'],
  ])('%s: what is not so is denied before anything else', (resourceType, more, status) => {
    expect(viewOf({ resourceType, ...more })).toMatchObject({ status, denied: true })
  })
  test.each([
    [
      'Condition',
      { clinicalStatus: { coding: [{ code: 'active' }] }, verificationStatus: { coding: [{ code: 'provisional' }] } },
      'provisional',
    ],
    ['MedicationRequest', { status: 'active', intent: 'proposal' }, 'proposal'],
    ['MedicationRequest', { status: 'active', intent: 'order' }, 'active'],
  ])('%s: what is not sure says so', (resourceType, more, status) => {
    expect(viewOf({ resourceType, ...more }).status).toBe(status)
    expect(viewOf({ resourceType, ...more }).denied).toBeUndefined()
  })
})

describe('never another day', () => {
  test('when it was, before when it was written down', () => {
    const effectivePeriod = { start: '2026-03-01', end: '2026-03-04' }
    expect(shown({ effectivePeriod, issued: '2026-03-09T10:00:00Z' })).toMatchObject({ date: '2026-03-01', until: '2026-03-04' })
    expect(shown({ effectiveInstant: '2026-03-01T08:00:00Z', issued: '2026-03-09T10:00:00Z' }).date).toBe('2026-03-01T08:00:00Z')
    const late = viewOf({ resourceType: 'Condition', onsetAge: quantity(40, 'a'), recordedDate: '2026-03-01' })
    expect(late).toMatchObject({ date: '2026-03-01', dated: 'recorded', value: '40 a' })
    expect(viewOf({ resourceType: 'Condition', onsetDateTime: '2020', abatementDateTime: '2021-05' })).toMatchObject({
      date: '2020',
      until: '2021-05',
    })
  })
  test('an instant is told in the zone of whoever looks, a day is the same everywhere, and no more is told than is known', () => {
    const seoul = 'Asia/Seoul'
    expect(recordDate('2026-05-01T23:30:00Z', 'en', seoul)).toBe('2 May 2026, 08:30')
    expect(recordDate('2026-05-01T23:30:00+09:00', 'en', 'America/New_York')).toBe('1 May 2026, 10:30')
    for (const zone of [seoul, 'America/New_York', 'Pacific/Kiritimati']) expect(recordDate('2026-05-01', 'en', zone)).toBe('1 May 2026')
    expect([recordDate('2026-05', 'en', seoul), recordDate('2026', 'en', seoul), recordDate('', 'en'), recordDate('soon', 'en')]).toEqual([
      'May 2026',
      '2026',
      '',
      'soon',
    ])
    expect(recordDates({ date: '2026-05-01', until: '2026-05-03' }, 'en')).toBe('1 May 2026 – 3 May 2026')
    expect(typeset('>= 3 · <= 4')).toBe('≥ 3 · ≤ 4')
  })
})
