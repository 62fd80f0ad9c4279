/** KR Core STU2 2.0.0 as HL7 Korea publishes it: every profile is understood, and holds resources to what it says. */
import { checkProfile } from '@hdms/health/fhir/profile-check.ts'
import type { Profiles } from '@hdms/health/fhir/profiles.ts'
import { problemsOf } from '@hdms/health/fhir/validate.ts'
import { profilesIn } from '@hdms/node/institutional/fhir/validation.ts'
import { fromValue } from '@hdms/shared/documents/json.ts'
import { describe, expect, test } from 'vitest'
import { dataPath, needs } from '../support/data.ts'

const SET = 'health/kr-core-2.0.0/json'
const set = needs(SET)
const BASE = 'http://www.hl7korea.or.kr/fhir/krcore/StructureDefinition/'
type Fields = Record<string, unknown>

const subject = { reference: 'Patient/p1' }
const category = (code: string, system = 'http://terminology.hl7.org/CodeSystem/observation-category') => [{ coding: [{ system, code }] }]
const loinc = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] })
const quantity = (value: number, code: string) => ({ value, unit: code, system: 'http://unitsofmeasure.org', code })

/** Written here, as a hospital would send them. */
const GOOD: Readonly<Record<string, Fields>> = {
  'krcore-patient': {
    resourceType: 'Patient',
    identifier: [{ system: 'urn:oid:1.2.410.100110.10.99999999', value: 'P-1' }],
    name: [{ text: '홍길동' }],
    telecom: [{ system: 'phone', value: '010-0000-0000' }],
    gender: 'male',
    birthDate: '1980-03-01',
  },
  'krcore-bloodpressure': {
    resourceType: 'Observation',
    status: 'final',
    category: category('vital-signs'),
    code: loinc('85354-9'),
    subject,
    effectiveDateTime: '2026-11-21T09:00:00+09:00',
    component: [
      { code: loinc('8480-6'), valueQuantity: quantity(121, 'mm[Hg]') },
      { code: loinc('8462-4'), valueQuantity: quantity(78, 'mm[Hg]') },
    ],
  },
  'krcore-bodyweight': {
    resourceType: 'Observation',
    status: 'final',
    category: category('vital-signs'),
    code: loinc('29463-7'),
    subject,
    effectiveDateTime: '2026-11-21T09:00:00+09:00',
    valueQuantity: quantity(64.2, 'kg'),
  },
  'krcore-observation-laboratory-result': {
    resourceType: 'Observation',
    status: 'final',
    category: category('laboratory'),
    code: loinc('4548-4'),
    subject,
    effectiveDateTime: '2026-11-21T09:00:00+09:00',
    issued: '2026-11-21T10:00:00+09:00',
    valueQuantity: quantity(6.1, '%'),
    performer: [{ reference: 'Organization/o1' }],
  },
  'krcore-condition-encounter-diagnosis': {
    resourceType: 'Condition',
    clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
    category: [{ coding: [{ system: `http://www.hl7korea.or.kr/fhir/krcore/CodeSystem/krcore-condition-category-types`, code: '진단' }] }],
    code: { coding: [{ system: 'http://www.hl7korea.or.kr/CodeSystem/kostat-kcd-8', code: 'I10' }] },
    subject,
    encounter: { reference: 'Encounter/e1' },
    onsetDateTime: '2026-11-21',
    recordedDate: '2026-11-21',
  },
}

describe('KR Core', set, () => {
  const load = (): Profiles => profilesIn(dataPath(SET))
  const errors = (profiles: Profiles, name: string, resource: Fields): string[] =>
    checkProfile(profiles, resource, BASE + name)
      .filter((f) => f.severity === 'error')
      .map((f) => `${f.path}: ${f.why}`)

  test('all 35 profiles are loaded and understood', () => {
    expect(load().size).toBe(35)
  })

  test.each(Object.keys(GOOD))('%s: a resource as hospitals send it is taken', (name) => {
    const resource = GOOD[name] as Fields
    expect(problemsOf(fromValue(resource as never))).toEqual([])
    expect(errors(load(), name, resource)).toEqual([])
  })

  test.each(Object.keys(GOOD))('%s: without any of what must be there it is refused with that place', (name) => {
    const profiles = load()
    const root = profiles.get(BASE + name)?.root
    const required = [...(root?.children.values() ?? [])].filter((n) => (n.element.min ?? 0) > 0).map((n) => n.name)
    expect(required.length).toBeGreaterThan(1)
    for (const field of required) {
      const stem = field.replace('[x]', '')
      const without = Object.fromEntries(Object.entries(GOOD[name] as Fields).filter(([key]) => !key.startsWith(stem)))
      expect(errors(profiles, name, without).join('\n')).toContain(`.${field}: it must be there`)
    }
  })

  test.each<readonly [string, string, Fields, RegExp]>([
    ['a gender that R4 does not have', 'krcore-patient', { gender: '남' }, /Patient\.gender: its code is not in the value set/],
    ['a name without text', 'krcore-patient', { name: [{ family: '홍' }] }, /name\[0\]\.text: it must be there/],
    ['a phone without a number', 'krcore-patient', { telecom: [{ system: 'phone' }] }, /telecom\[0\]\.value: it must be there/],
    [
      'pressure in kPa',
      'krcore-bloodpressure',
      { component: [{ code: loinc('8480-6'), valueQuantity: quantity(16, 'kPa') }] },
      /code: it must be "mm\[Hg\]"/,
    ],
    ['another code than the profile’s', 'krcore-bodyweight', { code: loinc('8302-2') }, /code: it must be "29463-7"/],
    ['another category', 'krcore-bodyweight', { category: category('laboratory') }, /the part VitalSigns must be there/],
    [
      'a result in words where a quantity must be',
      'krcore-bodyweight',
      { valueQuantity: undefined, valueString: 'sixty' },
      /only Quantity may stand here/,
    ],
    [
      'a diagnosis outside KCD',
      'krcore-condition-encounter-diagnosis',
      { code: { coding: [{ system: 'urn:own', code: 'x' }] } },
      /its code is not in the value set/,
    ],
    ['about a device', 'krcore-bloodpressure', { subject: { reference: 'Device/d1' } }, /it must refer to Patient/],
  ])('%s is refused', (_what, name, change, expected) => {
    const resource = JSON.parse(JSON.stringify({ ...GOOD[name], ...change })) as Fields
    expect(errors(load(), name, resource).join('\n')).toMatch(expected)
  })
})
