/** Profiles: every rule that a profile can set is kept or broken by a resource, and said with its place. */
import { checkProfile } from '@hdms/health/fhir/profile-check.ts'
import { Profiles } from '@hdms/health/fhir/profiles.ts'
import { describe, expect, test } from 'vitest'

const URL = 'http://example.org/StructureDefinition/measured'
const R4 = 'http://hl7.org/fhir/StructureDefinition'

/** A profile of Observation as a package would publish it. */
const PROFILE = {
  resourceType: 'StructureDefinition',
  url: URL,
  type: 'Observation',
  kind: 'resource',
  derivation: 'constraint',
  snapshot: {
    element: [
      {
        id: 'Observation',
        path: 'Observation',
        constraint: [
          { key: 'm-1', severity: 'warning', human: 'a note is recommended', expression: 'note.exists()', source: URL },
          { key: 'm-2', severity: 'error', human: 'a device or a method', expression: 'device.exists() or method.exists()', source: URL },
        ],
      },
      {
        id: 'Observation.status',
        path: 'Observation.status',
        min: 1,
        max: '1',
        type: [{ code: 'code' }],
        binding: { strength: 'required', valueSet: 'http://hl7.org/fhir/ValueSet/observation-status|4.0.1' },
      },
      {
        id: 'Observation.category',
        path: 'Observation.category',
        min: 1,
        max: '*',
        type: [{ code: 'CodeableConcept' }],
        slicing: { rules: 'open', discriminator: [{ type: 'value', path: '$this' }] },
      },
      {
        id: 'Observation.category:vital',
        path: 'Observation.category',
        min: 1,
        max: '1',
        patternCodeableConcept: { coding: [{ system: 'urn:c', code: 'vital' }] },
      },
      {
        id: 'Observation.subject',
        path: 'Observation.subject',
        min: 1,
        max: '1',
        type: [{ code: 'Reference', targetProfile: [`${R4}/Patient`] }],
      },
      { id: 'Observation.effective[x]', path: 'Observation.effective[x]', min: 1, max: '1', type: [{ code: 'dateTime' }] },
      { id: 'Observation.value[x]', path: 'Observation.value[x]', min: 0, max: '1', type: [{ code: 'Quantity' }] },
      { id: 'Observation.value[x].code', path: 'Observation.value[x].code', min: 1, max: '1', fixedCode: 'mm[Hg]' },
      {
        id: 'Observation.bodySite',
        path: 'Observation.bodySite',
        min: 0,
        max: '1',
        binding: { strength: 'required', valueSet: 'urn:sites' },
      },
      { id: 'Observation.interpretation', path: 'Observation.interpretation', min: 0, max: '0' },
      {
        id: 'Observation.component',
        path: 'Observation.component',
        min: 0,
        max: '*',
        slicing: { rules: 'closed', discriminator: [{ type: 'value', path: 'code.coding.code' }] },
      },
      { id: 'Observation.component:systolic', path: 'Observation.component', min: 1, max: '1' },
      { id: 'Observation.component:systolic.code', path: 'Observation.component.code', min: 1, max: '1' },
      { id: 'Observation.component:systolic.code.coding', path: 'Observation.component.code.coding', min: 1, max: '*' },
      {
        id: 'Observation.component:systolic.code.coding.code',
        path: 'Observation.component.code.coding.code',
        min: 1,
        max: '1',
        fixedCode: '8480-6',
      },
      {
        id: 'Observation.component:systolic.value[x]',
        path: 'Observation.component.value[x]',
        min: 1,
        max: '1',
        type: [{ code: 'Quantity' }],
      },
      {
        id: 'Observation.extension',
        path: 'Observation.extension',
        min: 0,
        max: '*',
        slicing: { rules: 'open', discriminator: [{ type: 'value', path: 'url' }] },
      },
      {
        id: 'Observation.extension:asked',
        path: 'Observation.extension',
        min: 0,
        max: '1',
        type: [{ code: 'Extension', profile: ['http://example.org/StructureDefinition/asked'] }],
      },
    ],
  },
}
const EXTENSION = {
  resourceType: 'StructureDefinition',
  url: 'http://example.org/StructureDefinition/asked',
  type: 'Extension',
  kind: 'complex-type',
  derivation: 'constraint',
  snapshot: {
    element: [
      { id: 'Extension', path: 'Extension' },
      { id: 'Extension.value[x]', path: 'Extension.value[x]', min: 1, max: '1', type: [{ code: 'dateTime' }] },
    ],
  },
}
const SITES = { resourceType: 'ValueSet', url: 'urn:sites', compose: { include: [{ system: 'urn:s' }] } }
const SYSTEM = {
  resourceType: 'CodeSystem',
  url: 'urn:s',
  content: 'complete',
  concept: [{ code: 'arm', concept: [{ code: 'left-arm' }] }],
}
const profiles = new Profiles([PROFILE, EXTENSION, SITES, SYSTEM])

const GOOD = {
  resourceType: 'Observation',
  status: 'final',
  category: [{ coding: [{ system: 'urn:c', code: 'vital', display: 'Vital' }] }, { text: 'another' }],
  subject: { reference: 'Patient/1' },
  effectiveDateTime: '2026-01-02',
  valueQuantity: { value: 120, code: 'mm[Hg]' },
  bodySite: { coding: [{ system: 'urn:s', code: 'left-arm' }] },
  component: [{ code: { coding: [{ code: '8480-6' }] }, valueQuantity: { value: 1 } }],
  extension: [
    { url: 'http://example.org/StructureDefinition/asked', valueDateTime: '2026-01-01' },
    { url: 'urn:other', valueString: 'x' },
  ],
  note: [{ text: 'n' }],
  method: { text: 'cuff' },
}
const errors = (change: object): string[] =>
  checkProfile(profiles, JSON.parse(JSON.stringify({ ...GOOD, ...change })) as Record<string, unknown>, URL)
    .filter((f) => f.severity === 'error')
    .map((f) => `${f.path}: ${f.why}`)

describe('a profile', () => {
  test('what keeps every rule is taken', () => {
    expect(checkProfile(profiles, GOOD, URL)).toEqual([])
  })

  test.each([
    ['a part that must be there', { category: [{ text: 'another' }] }, /Observation\.category: the part vital must be there at least once/],
    ['one part too many', { category: [GOOD.category[0], GOOD.category[0]] }, /the part vital may be there at most 1 times/],
    ['nothing at all where something must be', { subject: undefined }, /Observation\.subject: it must be there at least once/],
    ['what must not be there', { interpretation: [{ text: 'high' }] }, /Observation\.interpretation: it must not be there/],
    ['a choice of another type', { valueQuantity: undefined, valueString: 'x' }, /Observation\.valueString: only Quantity/],
    ['no choice where one must be', { effectiveDateTime: undefined }, /Observation\.effective\[x\]: it must be there/],
    ['another than the fixed value', { valueQuantity: { value: 1, code: 'kPa' } }, /valueQuantity\.code: it must be "mm\[Hg\]"/],
    ['a code outside R4’s value set', { status: 'strange' }, /Observation\.status: its code is not in the value set/],
    ['a code outside the package’s value set', { bodySite: { coding: [{ system: 'urn:s', code: 'tail' }] } }, /bodySite: its code/],
    ['a reference to something else', { subject: { reference: 'http://x.org/fhir/Device/1' } }, /it must refer to Patient/],
    ['a part that a closed list does not have', { component: [...GOOD.component, { code: { coding: [{ code: 'x' }] } }] }, /other parts/],
    ['a rule inside a part', { component: [{ code: { coding: [{ code: '8480-6' }] } }] }, /component\[0\]\.value\[x\]: it must be there/],
    [
      'an extension against its own profile',
      { extension: [{ url: EXTENSION.url, valueString: 'x' }] },
      /extension\[0\]\.valueString: only dateTime/,
    ],
    ['a constraint', { method: undefined }, /m-2: a device or a method/],
  ])('%s is refused with its place', (_what, change, expected) => {
    const found = errors(change)
    expect(found.join('\n')).toMatch(expected)
    expect(found).toHaveLength(1)
  })

  test('a recommendation is a warning', () => {
    expect(checkProfile(profiles, { ...GOOD, note: undefined }, URL)).toEqual([
      { path: 'Observation', why: 'm-1: a note is recommended', severity: 'warning' },
    ])
  })

  test('a profile for another type, one that is not loaded, and one that cannot be judged are named', () => {
    expect(checkProfile(profiles, { resourceType: 'Patient' }, URL)[0]?.why).toBe('the profile is for Observation')
    expect(checkProfile(profiles, GOOD, 'urn:nothing')[0]?.why).toMatch(/not loaded/)
    const odd = structuredClone(PROFILE) as { snapshot: { element: { slicing?: { discriminator: { type: string; path: string }[] } }[] } }
    for (const { slicing } of odd.snapshot.element) if (slicing) slicing.discriminator = [{ type: 'profile', path: 'resolve()' }]
    expect(() => new Profiles([odd])).toThrow(/tells slices apart by profile resolve\(\)/)
    expect(() => new Profiles([{ ...PROFILE, snapshot: undefined }])).toThrow(/has no snapshot/)
  })
})
