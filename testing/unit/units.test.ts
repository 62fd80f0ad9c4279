/** Units of results: what is UCUM says so, usual spellings are translated, and nothing else claims a system. */
import { isUsual, UCUM, unitOf } from '@hdms/health/codes/units.ts'
import { isUcum } from '@hdms/node/institutional/his/ucum.ts'
import { describe, expect, test } from 'vitest'

/** Spellings of hospitals, and the code of UCUM. */
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['mg/dL', 'mg/dL'],
  ['mg/dl', 'mg/dL'],
  ['MG/DL', 'mg/dL'],
  ['mmol/l', 'mmol/L'],
  ['MMOL/L', 'mmol/L'],
  ['mmol.l-1', 'mmol/L'],
  ['giga.l-1', '10*9/L'],
  ['tera.l-1', '10*12/L'],
  ['g.l-1', 'g/L'],
  ['mmHg', 'mm[Hg]'],
  ['mm Hg', 'mm[Hg]'],
  ['MMHG', 'mm[Hg]'],
  ['cmH2O', 'cm[H2O]'],
  ['10^3/uL', '10*3/uL'],
  ['10^3/µL', '10*3/uL'],
  ['x10^3/uL', '10*3/uL'],
  ['x10E3/uL', '10*3/uL'],
  ['10e9/L', '10*9/L'],
  ['10**9/L', '10*9/L'],
  ['X10(3)/mcL', '10*3/uL'],
  ['10*6/ul', '10*6/uL'],
  ['K/uL', '10*3/uL'],
  ['K/mcL', '10*3/uL'],
  ['K/cumm', '10*3/mm3'],
  ['M/uL', '10*6/uL'],
  ['thou/mm3', '10*3/mm3'],
  ['Thousand/uL', '10*3/uL'],
  ['million/uL', '10*6/uL'],
  ['T/L', '10*12/L'],
  ['cells/uL', '{cells}/uL'],
  ['copies/mL', '{copies}/mL'],
  ['/hpf', '/[HPF]'],
  ['/HPF', '/[HPF]'],
  ['IU/L', '[IU]/L'],
  ['IU/mL', '[IU]/mL'],
  ['mIU/L', 'm[IU]/L'],
  ['uIU/mL', 'u[IU]/mL'],
  ['µIU/mL', 'u[IU]/mL'],
  ['U/l', 'U/L'],
  ['U/L', 'U/L'],
  ['mcg/dL', 'ug/dL'],
  ['μg/L', 'ug/L'],
  ['µmol/L', 'umol/L'],
  ['ng/ml', 'ng/mL'],
  ['gm/dL', 'g/dL'],
  ['G/DL', 'g/dL'],
  ['mEq/L', 'meq/L'],
  ['MEQ/L', 'meq/L'],
  ['mOsm/kg', 'mosm/kg'],
  ['mOsmol/kg', 'mosm/kg'],
  ['fl', 'fL'],
  ['FL', 'fL'],
  ['PG', 'pg'],
  ['pg', 'pg'],
  ['%', '%'],
  ['percent', '%'],
  ['pH', '[pH]'],
  ['°C', 'Cel'],
  ['deg C', 'Cel'],
  ['°F', '[degF]'],
  ['mm/hr', 'mm/h'],
  ['mm/h', 'mm/h'],
  ['sec', 's'],
  ['seconds', 's'],
  ['years', 'a'],
  ['bpm', '/min'],
  ['beats/min', '/min'],
  ['kg/m^2', 'kg/m2'],
  ['kg/m²', 'kg/m2'],
  ['mL/min/1.73m2', 'mL/min/{1.73_m2}'],
  ['ml/min/1.73 m²', 'mL/min/{1.73_m2}'],
  ['mg/24h', 'mg/(24.h)'],
  ['mg/day', 'mg/d'],
  ['mg/g creat', 'mg/g{creat}'],
  ['ug/mL FEU', 'ug/mL{FEU}'],
  ['lbs', '[lb_av]'],
  ['ft', '[ft_i]'],
  ['[IU]/mL', '[IU]/mL'],
]
/** What is no unit, or of which it cannot be told which one. */
const NONE = [
  'u',
  'u/L',
  'mu/mL',
  'au/ml',
  'AU/mL',
  'mAU',
  'ng/u{enzyme}',
  'u2',
  'pt',
  'PT',
  'cst',
  'mb',
  'C/min',
  'H',
  'N/A',
  "'",
  'G/L',
  'K',
  'C',
  'G',
  'mgdl',
  'mg per dl',
  'units',
  'ratio',
  'titer',
  'S/CO',
  '10',
  '3/uL',
  'thou',
  'mg/dL (calc)',
  '단위',
  'mg//dL',
  'spoons/ml',
  'x'.repeat(200),
  'constructor',
  '__proto__',
]

describe.each([
  ['a server', isUcum],
  ['a phone', isUsual],
] as const)('I6 on %s', (_, decide) => {
  test.each(SPELLINGS)('%s is %s of UCUM, and stays as it was written', (text, code) => {
    expect(unitOf(text, { isUcum: decide })).toEqual({ unit: text, system: UCUM, code })
  })
  test.each(NONE)('%s claims no system', (text) => {
    expect(unitOf(text, { isUcum: decide })).toEqual({ unit: text })
  })
})

test('I6 a rare code of UCUM is one on a server; a phone, which knows the usual ones, claims nothing', () => {
  const rare = 'umol/(24.h).{1.73_m2}'
  expect(unitOf(rare, { isUcum })).toMatchObject({ code: rare })
  expect(unitOf(rare)).toEqual({ unit: rare })
})

test('I6 what a sender calls UCUM is taken at its word when it is a code, and only then', () => {
  expect(unitOf('u', { isUcum, claimed: true })).toMatchObject({ code: 'u' })
  expect(unitOf('AU/mL', { isUcum, claimed: true })).toMatchObject({ code: 'AU/mL' })
  expect(unitOf('mgdl', { isUcum, claimed: true })).toEqual({ unit: 'mgdl' })
  // Nobody counts in kelvins a microlitre, whatever is said beside it.
  expect(unitOf('K/uL', { isUcum, claimed: true })).toMatchObject({ code: '10*3/uL' })
})

test('an empty unit is none', () => {
  expect(unitOf('  ', { isUcum })).toEqual({})
})

test('I6 every code that a translation gives is one by the library', () => {
  for (const [text] of SPELLINGS) expect([text, isUcum(unitOf(text, { isUcum }).code ?? '')]).toEqual([text, true])
})
