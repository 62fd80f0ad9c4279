/** Concepts: what people write finds what they mean, in both languages, and records' codes find the same. */
import { Catalogue } from '@hdms/health/codes/catalogue.ts'
import { codesOf, SYSTEMS } from '@hdms/health/codes/codes.ts'
import { canonical, KINDS, SHIPPED, withCodeFile } from '@hdms/health/codes/concept.ts'
import { covers } from '@hdms/shared/queries/question.ts'
import { describe, expect, test } from 'vitest'

const catalogue = new Catalogue()
const first = (question: string): string | undefined => catalogue.search(question)[0]?.concept.id
const ids = (question: string): string[] => catalogue.search(question).map((f) => f.concept.id)
const LOINC = 'http://loinc.org'
const ICD = 'http://hl7.org/fhir/sid/icd-10'
/** The concepts that a coding of a record falls under. */
const of = (system: string, code: string, display = '', drug = false, among = catalogue): string[] => {
  const codes = codesOf([{ system, code, display }], drug)
  return among.concepts.filter((c) => among.expansion([c.id]).some((asked) => codes.some(covers(asked)))).map((c) => c.id)
}

describe('the shipped concepts', () => {
  test('are 150 and more, of every kind, each with both languages and codes of known systems, and no id twice', () => {
    expect(SHIPPED.length).toBeGreaterThanOrEqual(150)
    expect(new Set(SHIPPED.map((c) => c.id)).size).toBe(SHIPPED.length)
    for (const kind of KINDS) expect(SHIPPED.filter((c) => c.kind === kind).length).toBeGreaterThanOrEqual(9)
    for (const { id, en, ko, codes, units } of SHIPPED) {
      expect(`${id} ${en} ${ko}`).toMatch(/^[a-z0-9-]+ \S.* \S/)
      expect(codes.length, id).toBeGreaterThan(0)
      for (const { system, code } of codes) {
        expect([...Object.keys(SYSTEMS), 'name'], id).toContain(system)
        if (system === 'loinc') expect(code, id).toMatch(/^\d+-\d$/)
        if (system === 'icd10') expect(code, id).toMatch(/^[A-Z]\d\d(\.\d|-[A-Z]\d\d)?$/)
      }
      for (const { factor, offset } of units) expect(Number.isFinite(factor * 1 + offset) && factor > 0, id).toBe(true)
      expect(units[0]?.factor ?? 1, id).toBe(1)
    }
  })
  test('LOINC codes have the check digit that LOINC gives them (Luhn, mod 10), and no measure has a code of another', () => {
    const seen = new Map<string, string>()
    for (const { id, codes } of SHIPPED)
      for (const { system, code } of codes.filter((c) => c.system === 'loinc')) {
        const [digits = '', check] = code.split('-')
        const sum = [...digits]
          .reverse()
          .reduce((n, d, i) => n + (i % 2 === 0 ? ((Number(d) * 2) % 10) + Math.floor((Number(d) * 2) / 10) : Number(d)), 0)
        expect(String((10 - (sum % 10)) % 10), `${id} ${code}`).toBe(check)
        expect(seen.get(`${system}${code}`), code).toBeUndefined()
        seen.set(`${system}${code}`, id)
      }
  })
})

describe('what is written finds what is meant', () => {
  test.each([
    ['당화혈색소', 'hba1c'],
    ['당화혈색소 수치', 'hba1c'],
    ['HbA1c', 'hba1c'],
    ['glycated haemoglobin', 'hba1c'],
    ['수축기혈압', 'systolic'],
    ['systolic blood pressure', 'systolic'],
    ['LDL 콜레스테롤', 'ldl'],
    ['ldl cholesterol', 'ldl'],
    ['제2형 당뇨병', 'type-2-diabetes'],
    ['type 2 diabetes', 'type-2-diabetes'],
    ['위암 환자', 'stomach-cancer'],
    ['gastric cancer', 'stomach-cancer'],
    ['독감 예방접종', 'influenza-vaccine'],
    ['하루 걸음 수', 'steps'],
    ['walking speed', 'gait-speed'],
    ['스타틴', 'statins'],
    ['metformin', 'metformin'],
    ['creatinin', 'creatinine'],
    ['hemoglobin', 'haemoglobin'],
  ])('%s', (question, id) => {
    expect(first(question)).toBe(id)
  })
  test('several fit: the nearest first, and what has a word without a place is left out', () => {
    expect(ids('blood pressure')).toEqual(expect.arrayContaining(['systolic', 'diastolic']))
    expect(ids('혈압')).toEqual(expect.arrayContaining(['systolic', 'diastolic']))
    expect(ids('간수치')).toEqual(expect.arrayContaining(['alt', 'ast']))
    expect(ids('purple elephants')).toEqual([])
    expect(ids('diabetes of elephants')).toEqual([])
    expect(ids('')).toEqual([])
  })
})

describe('what records have', () => {
  test('codes fall under their concept: exact ones, categories and what lies below, drugs by class and by ingredient', () => {
    expect(of(LOINC, '4548-4')).toEqual(['hba1c'])
    expect(of(ICD, 'I10')).toEqual(['hypertension'])
    expect(of(ICD, 'I11.9')).toEqual(['hypertension'])
    expect(of(ICD, 'E11.65').sort()).toEqual(['diabetes', 'type-2-diabetes'])
    expect(of(ICD, 'K76.0')).toEqual(['fatty-liver'])
    expect(of(ICD, 'K76.1')).toEqual([])
    expect(of(ICD, 'I16')).toEqual([])
    expect(of('http://www.whocc.no/atc', 'C10AA05')).toEqual(['statins'])
    expect(of('http://www.nlm.nih.gov/research/umls/rxnorm', '316049', 'Hydrochlorothiazide 25 MG', true)).toEqual(['thiazides'])
    expect(of('http://example.org', '4548-4')).toEqual([])
  })
  test('values come into one unit, and one of another kind does not', () => {
    expect(canonical(catalogue.get('hba1c'), 53, 'mmol/mol')).toBeCloseTo(7, 1)
    expect(canonical(catalogue.get('glucose'), 5.5, 'mmol/L')).toBeCloseTo(99, 0)
    expect(canonical(catalogue.get('body-temperature'), 98.6, '[degF]')).toBeCloseTo(37, 6)
    expect(canonical(catalogue.get('white-cells'), 6.1, '10*9/L')).toBe(6.1)
    expect(canonical(catalogue.get('white-cells'), 6100, '/uL')).toBeCloseTo(6.1, 9)
    expect(canonical(catalogue.get('glucose'), 5.5, 'kg')).toBeUndefined()
  })
})

describe('an operator’s own codes', () => {
  const file = '# ours\ncode,hypertension,sct,38341003\nconcept,frailty,diagnosis,Frailty,노쇠,,weakness\ncode,frailty,icd10,R54\n'
  test('widen a concept, and make new ones', () => {
    const mine = new Catalogue(withCodeFile(SHIPPED, file))
    expect(mine.expansion(['hypertension'])).toEqual(['icd10:I10-I15', 'sct:38341003'])
    expect(of(ICD, 'R54', '', false, mine)).toEqual(['frailty'])
    expect(mine.search('노쇠')[0]?.concept.id).toBe('frailty')
    expect(mine.expansionHash(['hypertension'])).not.toEqual(catalogue.expansionHash(['hypertension']))
    expect(mine.expansionHash(['hba1c'])).toEqual(catalogue.expansionHash(['hba1c']))
  })
  test.each([
    ['code,hypertonia,sct,38341003', 'line 1'],
    ['\ncode,hypertension,snomed,38341003', 'line 2'],
    ['code,hypertension,sct,', 'line 1'],
    ['concept,Frailty!,diagnosis,Frailty', 'line 1'],
    ['concept,hba1c,laboratory,HbA1c', 'line 1'],
    ['something', 'line 1'],
  ])('a wrong line is named: %s', (wrong, line) => {
    expect(() => withCodeFile(SHIPPED, wrong)).toThrow(
      expect.objectContaining({ code: 'INPUT_INVALID', data: expect.objectContaining({ what: line }) }),
    )
  })
  test('a concept that nobody knows is refused', () => {
    expect(() => catalogue.get('hypertonia')).toThrow(expect.objectContaining({ code: 'CONCEPT_UNKNOWN' }))
  })
})
